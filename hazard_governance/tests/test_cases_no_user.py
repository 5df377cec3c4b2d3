"""Case from practice: what an inspection found in an enterprise that is no user. Its twin in the browser is
tests/browser/test_cases.py."""

import frappe
from frappe.utils import add_days, now_datetime, today

from hazard_governance.api import hazard as hazard_api
from hazard_governance.api import measures as measures_api
from hazard_governance.api import report as report_api
from hazard_governance.api import source_governance as source_api
from hazard_governance.permissions import predicate
from hazard_governance.tests import base
from hazard_governance.tests.case_documents import CasesTestCase, passed
from hazard_governance.tests.steps import (
	COUNTY_OFFICE,
	DEPARTMENT,
	NO_ACTION,
	analysis_values,
	measure_values,
	plan_values,
)

NO_USER = "Cases Foundry"


class TestEnterpriseThatIsNoUser(CasesTestCase):
	"""(c) What an inspection found in an enterprise without a user goes the whole way; its papers are its own."""

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		base.make_criterion()
		base.make_enterprise(NO_USER, competent_authority=DEPARTMENT)
		cls.clerk = base.make_user("County Safety Office", name="cases-clerk")
		base.make_authority(COUNTY_OFFICE, members=(cls.clerk,))

	def registered(self):
		return self.insert(
			{
				"doctype": "Hazard",
				**base.MINIMAL,
				**base.DESCRIBED,
				"enterprise": NO_USER,
				"source": "Enforcement Inspection",
				"inspection_authority": COUNTY_OFFICE,
				"inspection_document": "JC-2026-17",
				"rectification_order_no": "ZL-2026-17",
				"found_on": add_days(now_datetime(), -2).replace(microsecond=0),
				"classification": "Major",
				"classification_basis": "Criterion",
				"criterion": "TEST-1",
				"classification_reason": "Named by the criterion",
			},
			self.clerk,
		)

	def test_the_clerk_verifies_what_they_registered_and_the_department_supervises(self):
		hazard = self.registered()
		draft = self.insert(
			{"doctype": "Hazard Verification", "hazard": hazard.name, "authority": COUNTY_OFFICE}, self.clerk
		)
		self.assertRefused("Self approval", self.act, draft, "Decide Verification", self.clerk)
		self.assertRefused(NO_ACTION, self.act, draft, "Decide as Lone Clerk", self.clerk)
		self.save(draft, self.clerk, lone_clerk_reason="The office has one clerk")
		self.act(draft, "Decide as Lone Clerk", self.clerk)
		hazard.reload()
		self.assertEqual(hazard.verification, "Verified")
		self.assertTrue(hazard.register_no)
		case = frappe.get_doc("Supervision Case", {"hazard": hazard.name})
		self.assertEqual((case.authority, case.status), (DEPARTMENT, "Proposed"))
		self.save(
			case,
			self.department,
			leader="Deputy director",
			due_on=add_days(today(), 20),
			requirements="Stop the shop",
		)
		self.assertEqual(self.act(case, "Confirm Supervision", self.department).status, "In Force")

	def test_a_wish_to_call_it_general_needs_reason_and_basis(self):
		hazard = self.registered()
		self.verified(hazard, self.clerk)
		values = {
			"doctype": "Hazard Verification",
			"hazard": hazard.name,
			"authority": COUNTY_OFFICE,
			"outcome": "Changed",
			"classification": "General",
		}
		wish = self.insert(values, self.county)
		self.assertRefused("without a basis", self.act, wish, "Decide Verification", self.clerk)
		self.assertRefused("without a reason", self.act, wish, "Decide Verification", self.clerk)
		self.assertEqual(frappe.db.get_value("Hazard", hazard.name, "classification"), "Major")

	def test_it_goes_all_the_way_on_the_enterprise_s_signed_papers(self):
		clerk = self.clerk
		hazard = self.registered()
		self.verified(hazard, clerk, propose_supervision=0)
		self.assertLessEqual(
			{"Root Cause Analysis", "Remediation Plan", "Source Governance Plan"},
			self.documents(hazard.name, clerk),
		)
		with base.as_user(clerk):
			hazard_api.record_immediate_measure(
				hazard.name,
				"Shop stopped",
				taken_by="Shop manager",
				done_at=now_datetime(),
				after_photo=base.make_photo(),
			)
		hazard = self.act(hazard, "Start Rectification", clerk)
		analysis = self.insert(
			{"doctype": "Root Cause Analysis", "hazard": hazard.name, **analysis_values()}, clerk
		)
		self.assertEqual(analysis.entered_by_authority, COUNTY_OFFICE)
		self.signed(analysis, "Submit Analysis", "Approve Analysis on Signed Paper")
		action = self.action(hazard, clerk)
		self.signed(action, "Submit Accountability", "Decide Accountability on Signed Paper")
		row = {**action.measures[0].as_dict(), "executed_on": today(), "proof": self.photo(clerk)}
		self.save(action, clerk, measures=[row])
		self.act(action, "Record Execution", clerk)
		plan = self.entered_plan(hazard)
		self.signed(plan, "Submit Plan", "Approve Plan on Signed Paper")
		with base.as_user(clerk):
			for row in plan.measures:
				measures_api.complete_measure(
					plan.doctype, plan.name, row.name, today(), "Cleaned", base.make_photo()
				)
		with base.as_user(clerk):
			doc = frappe.get_doc("Hazard", hazard.name)
			doc.append("authority_reports", hazard_api.prefill_report(hazard.name))
			doc.append("public_postings", {"place": "Gate", "photo": base.make_photo()})
			doc.save()
		hazard = self.act(hazard, "Request Acceptance", clerk)
		evaluation = self.insert(
			{
				"doctype": "Rectification Acceptance",
				"hazard": hazard.name,
				"level": "Enterprise Evaluation",
				"team": [{"member_name": "Chief engineer", "organisation": NO_USER, "signed": 1}],
				"verdict": "Pass",
				"rules_change": "Cleaning list",
			},
			clerk,
		)
		self.save(evaluation, clerk, findings=passed(evaluation))
		self.signed(evaluation, "Submit Acceptance", "Conclude Acceptance on Signed Paper")
		hazard = self.act(hazard, "Accept Rectification", clerk)
		hazard = self.checked(hazard, clerk)
		self.govern(hazard)
		with base.as_user(clerk):
			sections = report_api.compose(hazard.name)
		report = self.insert(
			{"doctype": "Rectification Report", "hazard": hazard.name, **sections, "lessons": "Look up"},
			clerk,
		)
		report = self.signed(report, "Submit Report", "Approve Report on Signed Paper")
		self.assertEqual(report.entered_by_authority, COUNTY_OFFICE)
		self.assertEqual(self.filed(hazard, report).stage, "Filed")

	def entered_plan(self, hazard):
		"""The plan as handed in: one measure a cause, or one where there is no analysis yet."""
		analysis = frappe.db.get_value("Root Cause Analysis", {"hazard": hazard.name})
		causes = frappe.get_all(
			"Root Cause Analysis Cause",
			filters={"parent": analysis, "parenttype": "Root Cause Analysis"},
			pluck="name",
			order_by="idx asc",
		)
		values = plan_values("")
		values["measures"] = [
			measure_values("", responsible_person="Shop manager", measure=f"Clean {number}", cause=cause)
			for number, cause in enumerate(causes or [None], 1)
		]
		return self.insert({"doctype": "Remediation Plan", "hazard": hazard.name, **values}, self.clerk)

	def govern(self, hazard):
		with base.as_user(self.clerk):
			items = source_api.prefill_items(hazard.name)
		row = {
			"measure": "Cleaning list",
			"responsible_person": "Shop manager",
			"no_funds": 1,
			"deadline": add_days(today(), 7),
			"contingency": "Stop the shop",
		}
		doc = self.insert(
			{
				"doctype": "Source Governance Plan",
				"hazard": hazard.name,
				"items": [{**item, **row} for item in items],
				"standards_conclusion": "No Revision Needed",
				"standards_reason": "There is one now",
				"retrofit_decision": "Not Feasible",
				"retrofit_reason": "The shop closes next year",
				"sweep_scope": "All shops",
				"sweep_done_on": today(),
				"failure_review": "Nobody looked up",
			},
			self.clerk,
		)
		self.signed(doc, "Submit Source Governance", "Approve Source Governance on Signed Paper")
		done = [
			{**r.as_dict(), "done_on": today(), "result": "In force"}
			for r in frappe.get_doc(doc.doctype, doc.name).items
		]
		self.save(doc, self.clerk, items=done, evaluated_on=today(), evaluation_result="Holds")
		accept = "Accept Source Governance on Signed Paper"
		self.assertRefused("principal signed", self.act, doc, accept, self.clerk)
		self.save(doc, self.clerk, signed_evaluation=self.photo(self.clerk))
		return self.act(doc, accept, self.clerk)

	def signed(self, doc, submit: str, approve: str):
		"""Submitted, refused without the principal's signature, approved with it."""
		self.act(doc, submit, self.clerk)
		self.assertRefused("principal signed", self.act, doc, approve, self.clerk)
		self.save(doc, self.clerk, signed_paper=self.photo(self.clerk))
		return self.act(doc, approve, self.clerk)

	def test_with_the_first_member_the_enterprise_speaks_for_itself(self):
		hazard = self.registered()
		plan = self.entered_plan(hazard)
		self.act(plan, "Submit Plan", self.clerk)
		self.save(plan, self.clerk, signed_paper=self.photo(self.clerk))
		principal = base.make_user("Enterprise Principal", name="cases-principal")
		base.make_enterprise(NO_USER, members=(principal,))
		self.assertRefused(NO_ACTION, self.act, plan, "Approve Plan on Signed Paper", self.clerk)
		with self.assertRaises(frappe.PermissionError):
			self.save(plan, self.clerk, plan_end=add_days(today(), 5))
		with self.assertRaises(frappe.PermissionError):
			self.insert({"doctype": "Root Cause Analysis", "hazard": hazard.name}, self.clerk)
		self.assertFalse({"Root Cause Analysis"} & self.documents(hazard.name, self.clerk))
		plan = self.act(plan, "Approve Plan", principal)
		self.assertEqual((plan.decided_by, plan.entered_by_authority), (principal, COUNTY_OFFICE))

	def test_the_mark_is_not_a_client_s(self):
		hazard = self.hazard()
		plan = self.plan(hazard, entered_by_authority=COUNTY_OFFICE)
		self.assertFalse(plan.entered_by_authority)
		entered = self.entered_plan(self.registered())
		self.assertEqual(
			self.save(entered, self.clerk, entered_by_authority="").entered_by_authority, COUNTY_OFFICE
		)

	def test_another_county_does_not_stand_in(self):
		hazard = self.registered()
		with base.as_user(self.other_county):
			self.assertEqual(predicate.stands_in(self.other_county, hazard), [])
		with self.assertRaises(frappe.PermissionError):
			self.insert({"doctype": "Root Cause Analysis", "hazard": hazard.name}, self.other_county)
		with base.as_user(self.task_force):
			self.assertEqual(predicate.stands_in(self.task_force, hazard), [])

	def test_a_paper_that_goes_back_is_not_signed_any_more(self):
		plan = self.entered_plan(self.registered())
		plan = self.signed(plan, "Submit Plan", "Approve Plan on Signed Paper")
		plan = self.act(plan, "Revise Plan", self.clerk, reason="Another method")
		self.assertEqual((plan.status, plan.signed_paper), ("Draft", None))
