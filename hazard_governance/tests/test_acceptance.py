"""Rectification Acceptance: a finding for every measure, people who did not do the work, the right body."""

import frappe
from frappe.utils import add_days, now_datetime, today

from hazard_governance.tests.steps import COUNTY_OFFICE, StepsTestCase

TEAM = [{"member_name": "Engineer Zhou", "signed": 1}]


class TestAcceptance(StepsTestCase):
	def setUp(self):
		super().setUp()
		self.major = self.hazard()
		with self.as_user(self.officer):
			hazard = frappe.get_doc("Hazard", self.major.name)
			hazard.append(
				"immediate_measures",
				{"measure": "Grinding stopped", "taken_by": "Shift leader Wang", "taken_at": now_datetime()},
			)
			hazard.save()
		self.plan_doc = self.plan(self.major)

	def acceptance(self, user: str | None = None, **values):
		return self.insert(
			{
				"doctype": "Rectification Acceptance",
				"hazard": self.major.name,
				"team": TEAM,
				**values,
			},
			user or self.officer,
		)

	def passed(self, doc, user: str | None = None):
		rows = [{**row.as_dict(), "finding": "Pass"} for row in doc.findings]
		return self.save(doc, user or self.officer, findings=rows, verdict="Pass")

	def check(self, **values):
		return self.acceptance(
			user=self.county, **{"level": "Authority Check", "authority": COUNTY_OFFICE, **values}
		)

	# --- findings --------------------------------------------------------------------------------------------
	def test_there_is_one_finding_for_every_measure(self):
		doc = self.acceptance()
		self.assertEqual(
			[row.measure for row in doc.findings],
			["Grinding stopped", self.plan_doc.measures[0].measure],
		)

	def test_the_text_of_a_measure_is_the_servers_and_rows_stay_complete(self):
		doc = self.acceptance()
		row = {**doc.findings[1].as_dict(), "measure": "Nothing", "finding": "Pass"}
		doc = self.save(doc, self.officer, findings=[row])
		self.assertEqual([row.finding or "" for row in doc.findings], ["", "Pass"])
		self.assertEqual(doc.findings[1].measure, self.plan_doc.measures[0].measure)

	def test_a_measure_added_later_is_judged_too(self):
		doc = self.acceptance()
		plan = frappe.get_doc("Remediation Plan", self.plan_doc.name)
		rows = [row.as_dict() for row in plan.measures]
		extra = {**rows[0], "name": None, "measure": "Fit a second line"}
		self.save(plan, self.officer, measures=[*rows, extra])
		doc = self.save(doc, self.officer, remarks="Looked again")
		self.assertEqual(len(doc.findings), 3)

	# --- input -----------------------------------------------------------------------------------------------
	def test_a_day_in_the_future_and_a_deadline_not_after_it_are_refused(self):
		self.assertRefused("future", self.acceptance, accepted_on=add_days(today(), 1))
		self.assertRefused(
			"New Deadline", self.acceptance, verdict="Fail", accepted_on=today(), new_due=today()
		)

	# --- sides -----------------------------------------------------------------------------------------------
	def test_an_office_makes_no_enterprise_evaluation(self):
		self.assertRefused("Level", self.acceptance, user=self.county, exc=frappe.PermissionError)

	def test_an_enterprise_makes_no_authority_check(self):
		self.assertRefused(
			"", self.acceptance, level="Authority Check", authority=COUNTY_OFFICE, exc=frappe.PermissionError
		)

	def test_a_check_names_its_authority(self):
		self.assertRefused("Checking Authority", self.check, authority=None)

	def test_the_checking_authority_covers_the_hazard(self):
		self.assertRefused("does not supervise", self.check, authority="Steps Other County Office")

	# --- moves -----------------------------------------------------------------------------------------------
	def test_the_principal_concludes_what_the_officer_evaluated(self):
		doc = self.act(self.passed(self.acceptance()), "Submit Acceptance", self.officer)
		doc = self.act(doc, "Conclude Acceptance", self.principal)
		self.assertEqual((doc.status, doc.decided_by), ("Concluded", self.principal))
		self.assertRefused("Verdict", self.save, doc, self.officer, verdict="Fail")

	def test_a_pass_rests_on_passed_findings(self):
		doc = self.save(self.acceptance(), self.officer, verdict="Pass")
		self.assertRefused("not passed", self.act, doc, "Submit Acceptance", self.officer)

	def test_who_holds_a_measure_is_not_in_the_team(self):
		doc = self.passed(self.acceptance(team=[{"member_name": "Shop manager Li"}]))
		self.assertRefused("Shop manager Li", self.act, doc, "Submit Acceptance", self.officer)

	def test_who_holds_a_measure_does_not_conclude(self):
		row = frappe.get_doc("Remediation Plan", self.plan_doc.name).measures[0].as_dict()
		self.save(
			self.plan_doc,
			self.officer,
			measures=[{**row, "responsible_user": self.principal, "responsible_person": "Principal Qian"}],
		)
		doc = self.act(self.passed(self.acceptance()), "Submit Acceptance", self.officer)
		self.assertRefused("carried out a measure", self.act, doc, "Conclude Acceptance", self.principal)
		self.assertEqual(frappe.db.get_value(doc.doctype, doc.name, "status"), "Submitted")

	def test_one_officer_concludes_a_check(self):
		doc = self.passed(self.check(), self.county)
		self.assertEqual(self.act(doc, "Conclude Check", self.county).status, "Concluded")

	def test_another_authority_does_not_conclude_the_check(self):
		doc = self.passed(self.check(), self.county)
		self.assertRefused(
			"not a member", self.act, doc, "Conclude Check", self.department, exc=frappe.PermissionError
		)

	def test_a_failed_evaluation_names_a_new_deadline(self):
		doc = self.acceptance()
		self.assertRefused("New Deadline", self.save, doc, self.officer, verdict="Fail", remarks="Dust left")
		doc = self.save(doc, self.officer, verdict="Fail", new_due=add_days(today(), 7))
		self.assertEqual(self.act(doc, "Submit Acceptance", self.officer).status, "Submitted")
