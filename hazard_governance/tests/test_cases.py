"""Cases from practice, as the people would: a coal mine at night, a restaurant with one person, a measure completed by
phone. Their twins in the browser are in tests/browser/test_cases.py."""

import frappe
from frappe.utils import add_days, get_datetime, now_datetime, today

from hazard_governance.api import hazard as hazard_api
from hazard_governance.api import measures as measures_api
from hazard_governance.api import plan as plan_api
from hazard_governance.api import report as report_api
from hazard_governance.api import source_governance as source_api
from hazard_governance.tests import base
from hazard_governance.tests.case_documents import CasesTestCase, passed
from hazard_governance.tests.list_world import run
from hazard_governance.tests.steps import COUNTY_OFFICE, NO_ACTION

MINE, RESTAURANT = "Cases Coal Mine", "Cases Restaurant"


class TestNightShift(CasesTestCase):
	"""(a) Two in the night: nothing is refused while the county sleeps, and in the morning it is on the list."""

	def test_gas_over_the_limit(self):
		leader = base.make_user("Hazard Reporter", name="cases-shift-leader")
		base.make_enterprise(MINE, industry=base.COAL, members=(leader,))
		base.make_criterion("CASES-GAS", base.COAL, summary="Gas over the limit, work goes on")
		found_on = get_datetime("2026-11-20 02:00:00")
		with self.freeze_time("2026-11-20 02:04:00"):
			hazard = self.insert(
				{
					"doctype": "Hazard",
					"hazard_title": "Gas over the limit in the return airway",
					"enterprise": MINE,
					"place": "Face 3105, return airway",
					"found_on": found_on,
				},
				leader,
			)
			with base.as_user(leader):
				hazard_api.record_immediate_measure(
					hazard.name, "Power off, 23 people out to the main intake", people_withdrawn=True
				)
			hazard = self.save(
				frappe.get_doc("Hazard", hazard.name),
				leader,
				existing_condition="CH4 1.8 % at the return sensor",
				classification="Major",
				classification_basis="Criterion",
				criterion="CASES-GAS",
			)
			with base.as_user(leader):
				doc = frappe.get_doc("Hazard", hazard.name)
				doc.append(
					"authority_reports",
					{
						"kind": "First",
						"authority": COUNTY_OFFICE,
						"method": "Telephone",
						"status_and_cause": doc.existing_condition,
					},
				)
				doc.save()
			hazard = self.act(hazard, "Start Rectification", leader)
		self.assertEqual((hazard.stage, hazard.verification), ("Rectifying", "Pending"))
		self.assertEqual(hazard.immediate_measures[0].people_withdrawn, 1)
		self.assertEqual(
			hazard.authority_reports[0].sent_by, frappe.db.get_value("User", leader, "full_name")
		)
		self.assertEqual(get_datetime(hazard.authority_reports[0].sent_at).hour, 2)
		with self.freeze_time("2026-11-20 08:10:00"):
			rows = run("Monthly Major Hazard List", self.county, {"month": "2026-11"})["result"]
			row = next(row for row in rows if row.get("hazard") == hazard.name)
		self.assertEqual((row["stage"], row["verification"]), ("Rectifying", "Pending Verification"))
		self.assertTrue(row["is_pending"])
		self.assertFalse(frappe.db.get_value("Hazard", hazard.name, "register_no"))


class TestSoleOperator(CasesTestCase):
	"""(b) A restaurant of one person: every step of the enterprise by one user, no invented paper, no second person."""

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.chef = base.make_user(
			"Enterprise Principal", "Enterprise Safety Officer", "Hazard Reporter", name="cases-chef"
		)
		base.make_enterprise(
			RESTAURANT,
			industry=base.GAS,
			members=(cls.chef,),
			sole_operator=1,
			sole_operator_authority=COUNTY_OFFICE,
			sole_operator_consent_on="2026-01-05",
		)
		base.make_criterion("CASES-HOSE", base.GAS, summary="Gas hose through a wall")

	def reported(self):
		"""Ten minutes: the hose is replaced and photographed."""
		now = now_datetime().replace(microsecond=0)
		return self.insert(
			{
				"doctype": "Hazard",
				**base.DESCRIBED,
				"hazard_title": "Gas hose led through the kitchen wall",
				"enterprise": RESTAURANT,
				"place": "Kitchen, behind the stove",
				"existing_condition": "A rubber hose of 3 m runs through the wall to the store",
				"possible_harm": "Leak, fire, explosion",
				"scope_of_influence": "Kitchen and 20 guests",
				"found_on": add_days(now, -1),
				"classification": "Major",
				"classification_basis": "Criterion",
				"criterion": "CASES-HOSE",
				"immediate_measures": [
					{
						"measure": "Gas shut off, hose replaced by a steel pipe",
						"taken_by": "Chef Zhao",
						"taken_at": add_days(now, -1),
						"done_at": now,
						"after_photo": self.photo(self.chef),
					}
				],
			},
			self.chef,
		)

	def analysed(self, hazard):
		doc = self.insert({"doctype": "Root Cause Analysis", "hazard": hazard.name}, self.chef)
		rows = []
		for row in doc.tracings:
			answer = {"T2-1": "Yes", "T4-4": "No", "T5-1": "No", "T6-1": "Yes", "T8-1": "No"}.get(
				row.question_code
			)
			explanation = "Nobody had looked behind the stove" if row.question_code == "T4-4" else ""
			if not answer:
				answer, explanation = "Not Applicable", "One person runs the restaurant; there is no team"
			rows.append({**row.as_dict(), "answer": answer, "explanation": explanation})
		cause = {"dimension": "Management", "aspect_site_management": 1}
		doc = self.save(
			doc,
			self.chef,
			tracings=rows,
			causes=[
				{**cause, "description": "A hose where a pipe belongs", "level": "Direct"},
				{
					**cause,
					"description": "The gas line was never checked as a whole",
					"level": "Root",
					"failing": "Measures",
					"question_code": "T4-4",
				},
			],
			organised_by="Chef Zhao",
			unexamined_aspects_reason="Seen; they played no part",
			inherent_safety_conclusion="Not Feasible",
			inherent_safety_reason="The steel pipe is the safest form already",
			summary="The owner had not looked behind the stove since the opening",
		)
		self.act(doc, "Submit Analysis", self.chef)
		return self.act(doc, "Approve Analysis as Sole Operator", self.chef)

	def held_to_account(self, hazard):
		doc = self.action(
			hazard,
			self.chef,
			person_name="Chef Zhao",
			person_user=self.chef,
			responsibility_class="Leadership",
			grounds="Had the hose led through the wall",
			measures=[{"measure": "Ordered Self-criticism"}],
		)
		self.act(doc, "Submit Accountability", self.chef)
		doc = self.act(doc, "Decide Accountability as Sole Operator", self.chef)
		row = {**doc.measures[0].as_dict(), "executed_on": today(), "proof": self.photo(self.chef)}
		doc = self.save(doc, self.chef, measures=[row])
		return self.act(doc, "Record Execution", self.chef)

	def planned(self, hazard):
		"""The six parts come from the measures taken."""
		with base.as_user(self.chef):
			parts = plan_api.prefill(hazard.name)
		self.assertTrue(all(parts.values()))
		doc = self.insert(
			{"doctype": "Remediation Plan", "hazard": hazard.name, "removed_on_the_spot": 1}, self.chef
		)
		self.assertEqual(doc.methods, "Gas shut off, hose replaced by a steel pipe")
		self.act(doc, "Submit Plan", self.chef)
		return self.act(doc, "Approve Plan as Sole Operator", self.chef)

	def accepted(self, hazard, plan):
		with base.as_user(self.chef):
			doc = frappe.get_doc("Hazard", hazard.name)
			row = hazard_api.prefill_report(hazard.name)
			self.assertEqual((row["authority"], row["plan"]), (COUNTY_OFFICE, plan.name))
			self.assertIn("A rubber hose of 3 m", row["status_and_cause"])
			self.assertIn("never checked as a whole", row["status_and_cause"])
			doc.append("authority_reports", row)
			doc.append("public_postings", {"place": "Restaurant door", "photo": base.make_photo()})
			doc.save()
		hazard = self.act(hazard, "Request Acceptance", self.chef)
		doc = self.insert(
			{
				"doctype": "Rectification Acceptance",
				"hazard": hazard.name,
				"level": "Enterprise Evaluation",
				"verdict": "Pass",
				"rules_change": "The gas line is walked every Monday",
			},
			self.chef,
		)
		doc = self.save(doc, self.chef, findings=passed(doc))
		self.act(doc, "Submit Acceptance", self.chef)
		doc = self.act(doc, "Conclude Acceptance as Sole Operator", self.chef)
		self.assertEqual((doc.decided_by, doc.sole_operator_approval), (self.chef, 1))
		return self.act(hazard, "Accept Rectification", self.chef)

	def governed(self, hazard):
		with base.as_user(self.chef):
			items = source_api.prefill_items(hazard.name)
		self.assertEqual(len(items), 2)
		row = {
			"measure": "Walk the gas line every Monday",
			"responsible_person": "Chef Zhao",
			"no_funds": 1,
			"deadline": add_days(today(), 7),
			"contingency": "Close the main valve, call the gas company",
			"done_on": today(),
			"result": "Walked, list on the wall",
		}
		doc = self.insert(
			{
				"doctype": "Source Governance Plan",
				"hazard": hazard.name,
				"items": [{**item, **row} for item in items],
				"standards_conclusion": "No Revision Needed",
				"standards_reason": "The standard of the gas company is followed now",
				"retrofit_decision": "Not Feasible",
				"retrofit_reason": "A steel pipe is there already",
				"sweep_scope": "Kitchen, store, dining room",
				"sweep_done_on": today(),
				"failure_review": "Nobody looked where nobody cooks",
				"evaluated_on": today(),
				"evaluation_result": "No smell, pressure holds",
			},
			self.chef,
		)
		self.act(doc, "Submit Source Governance", self.chef)
		self.act(doc, "Approve Source Governance as Sole Operator", self.chef)
		return self.act(doc, "Accept Source Governance as Sole Operator", self.chef)

	def test_one_person_brings_it_to_the_approved_report_and_it_is_filed(self):
		hazard = self.act(self.reported(), "Start Rectification", self.chef)
		self.analysed(hazard)
		action = self.held_to_account(hazard)
		self.assertEqual((action.status, action.decided_by), ("Executed", self.chef))
		self.assertEqual(action.sole_operator_approval, 1)
		plan = self.planned(hazard)
		hazard = self.accepted(hazard, plan)
		self.assertEqual(hazard.stage, "Accepted")
		plan = self.governed(hazard)
		self.assertEqual((plan.status, plan.sole_operator_approval), ("Accepted", 1))
		with base.as_user(self.chef):
			sections = report_api.compose(hazard.name)
		report = self.insert(
			{
				"doctype": "Rectification Report",
				"hazard": hazard.name,
				**sections,
				"lessons": sections.get("lessons") or "What is behind the stove belongs to the kitchen",
			},
			self.chef,
		)
		self.act(report, "Submit Report", self.chef)
		report = self.act(report, "Approve Report as Sole Operator", self.chef)
		self.assertEqual((report.status, report.sole_operator_approval), ("Approved", 1))
		# what is left is the authorities' part
		self.assertTrue(
			all(
				"check" in text or "verified" in text or "number" in text
				for text in self.gate_messages(hazard.name, self.chef)
			),
			self.gate_messages(hazard.name, self.chef),
		)
		self.verified(hazard, self.county, propose_supervision=0)
		hazard = self.checked(hazard, self.county)
		hazard = self.filed(hazard, report)
		self.assertEqual(hazard.stage, "Filed")

	def test_without_the_consent_one_person_is_not_enough(self):
		frappe.db.set_value("Regulated Enterprise", RESTAURANT, "sole_operator", 0)
		hazard = self.reported()
		doc = self.insert(
			{"doctype": "Remediation Plan", "hazard": hazard.name, "removed_on_the_spot": 1}, self.chef
		)
		self.act(doc, "Submit Plan", self.chef)
		self.assertRefused(NO_ACTION, self.act, doc, "Approve Plan as Sole Operator", self.chef)
		self.assertRefused("Self approval", self.act, doc, "Approve Plan", self.chef)


class TestMeasureByPhone(CasesTestCase):
	"""(d) The owner of a measure completes it and can do nothing else."""

	def test_complete_and_nothing_else(self):
		hazard = self.hazard()
		plan = self.plan(hazard)
		row = plan.measures[0].name
		with base.as_user(self.owner):
			cards = [card for card in measures_api.my_measures() if card["hazard"] == hazard.name]
			self.assertEqual([(card["row"], card["status"]) for card in cards], [(row, "Open")])
			measures_api.complete_measure(
				plan.doctype, plan.name, row, today(), "Beams are clean", base.make_photo()
			)
		self.assertEqual(frappe.db.get_value("Remediation Plan Measure", row, "status"), "Done")
		self.assertEqual(self.documents(hazard.name, self.owner), set())
		with base.as_user(self.owner):
			self.assertTrue(frappe.has_permission("Hazard", "read", doc=hazard.name))
			for ptype in ("write", "create", "delete", "share", "print", "export"):
				self.assertFalse(frappe.has_permission("Hazard", ptype, doc=hazard.name), ptype)
			self.assertFalse(frappe.has_permission("Remediation Plan", "read", doc=plan.name))
			doc = frappe.get_doc("Hazard", hazard.name)
			doc.risk_point = "X"
			self.assertRaises(frappe.PermissionError, doc.save)
			for doctype in ("Remediation Plan", "Root Cause Analysis", "Rectification Acceptance"):
				draft = frappe.get_doc({"doctype": doctype, "hazard": hazard.name})
				self.assertRaises(frappe.PermissionError, draft.insert)
		for action in ("Start Rectification", "Request Acceptance"):
			with self.assertRaises((frappe.PermissionError, frappe.ValidationError)):
				self.act(hazard, action, self.owner)
