"""The whole loop of a major hazard, as the real roles: at every gate first too early, then rightly."""

import frappe
from frappe.utils import add_days, getdate, today

from hazard_governance.tests.loop_case import FIRST_MEASURE, SUPERVISION, LoopTestCase
from hazard_governance.tests.steps import COUNTY_OFFICE, DEPARTMENT


class TestMajorHazard(LoopTestCase):
	def test_from_the_report_to_the_filing(self):
		hazard = self.reported()
		self.assert_at(hazard, "Registered", "-----")
		verification = self.reported_and_verified(hazard)
		case = self.supervised(hazard)
		plan = self.started_and_planned(hazard)
		analysis, action = self.explained(hazard)
		self.rectified(hazard, plan)
		self.accepted_after_a_failed_one(hazard)
		self.closed_out(hazard)
		source, report = self.filed_at_last(hazard)
		self.assert_versioned(hazard, verification, case, plan, analysis, action, source, report)
		stages = [row.to_stage for row in self.fresh(hazard).stage_log]
		self.assertEqual(
			stages,
			[
				"Rectifying",
				"Pending Acceptance",
				"Rectifying",
				"Pending Acceptance",
				"Accepted",
				"Closed Out",
				"Filed",
			],
		)

	def reported_and_verified(self, hazard):
		"""Verified before anything is done: nothing of it waits for rectification, nor the other way round."""
		doc = self.verification(
			hazard,
			classification="Major",
			outcome="Changed",
			classification_basis="Criterion",
			criterion="TEST-1",
		)
		self.too_early(
			doc,
			"Decide Verification",
			self.county_head,
			"existing condition is empty",
			"possible harm is empty",
			"cope of influence is empty",
			"ecurring",
		)
		self.described(hazard)
		self.assert_at(hazard, "Registered", "C----")
		row = self.on_list(hazard)
		self.assertEqual((row["stage"], row["verification"]), ("Registered", "Pending Verification"))
		doc = self.save(doc, self.county, outcome="Confirmed", rectification_due=add_days(today(), 20))
		self.not_for(
			doc, "Decide Verification", self.county, self.other_county, self.officer, self.task_force
		)
		with self.subTest("the number"):
			doc = self.act(doc, "Decide Verification", self.county_head)
			stored = self.fresh(hazard)
			self.assertRegex(stored.register_no, r"^990402-\d{6}-\d{4}$")
			self.assertEqual((stored.verification, stored.verified_by_authority), ("Verified", COUNTY_OFFICE))
		self.assertEqual(self.on_list(hazard)["register_no"], stored.register_no)
		self.assertEqual(doc.register_no, stored.register_no)
		return doc

	def supervised(self, hazard):
		case = frappe.get_doc("Supervision Case", {"hazard": hazard.name})
		self.assertEqual((case.kind, case.status, case.authority), ("Departmental", "Proposed", DEPARTMENT))
		self.too_early(case, "Confirm Supervision", self.department, "leader")
		case = self.save(case, self.department, leader="Deputy director", requirements="Remove the dust")
		self.not_for(case, "Confirm Supervision", self.county, self.officer)
		with self.hazard_untouched(hazard):
			case = self.act(case, "Confirm Supervision", self.department)
		self.assertTrue(self.on_list(hazard, self.department, SUPERVISION))
		return case

	def started_and_planned(self, hazard):
		self.too_early(
			hazard, "Start Rectification", self.officer, "Immediate Measures", "No measure is recorded"
		)
		self.with_row(hazard, "immediate_measures", FIRST_MEASURE, self.reporter)
		self.act(hazard, "Start Rectification", self.reporter)
		self.assert_at(hazard, "Rectifying", "C--p-")
		self.too_early(
			hazard,
			"Request Acceptance",
			self.officer,
			"Immediate measure 1",
			"is not done",
			"has no photo",
			"There is no remediation plan",
			"article 15",
			"not posted in public",
			"not reported in full",
			"article 14",
		)
		with self.hazard_untouched(hazard):
			return self.planned(hazard)

	def explained(self, hazard):
		with self.hazard_untouched(hazard):
			analysis = self.analysed(hazard)
			self.assertEqual(self.steps(hazard), "CC-p-")
			action = self.held_to_account(hazard)
		self.assert_at(hazard, "Rectifying", "CCCp-")
		return analysis, action

	def rectified(self, hazard, plan):
		with self.hazard_untouched(hazard):
			self.done_by_phone(plan)
		self.first_measure_done(hazard)
		self.too_early(
			hazard, "Request Acceptance", self.officer, "not posted in public", "not reported in full"
		)
		self.posted_and_reported(hazard, plan)
		self.not_for(hazard, "Request Acceptance", self.county, self.outsider, self.owner)
		self.act(hazard, "Request Acceptance", self.officer)
		self.assert_at(hazard, "Pending Acceptance", "CCCp-")
		self.assertEqual(self.on_list(hazard)["stage"], "Pending Acceptance")

	def accepted_after_a_failed_one(self, hazard):
		self.too_early(hazard, "Accept Rectification", self.principal, "evaluation is missing", "step 5")
		new_due = getdate(add_days(today(), 5))
		self.evaluated(hazard, "Fail", new_due=new_due, remarks="Dust on two beams")
		self.too_early(hazard, "Accept Rectification", self.principal, "failed", "new date")
		self.too_early(hazard, "Return to Rectification", self.officer, "reason")
		back = self.act(hazard, "Return to Rectification", self.officer, reason="Dust on two beams")
		self.assertEqual((back.stage, back.rectification_due), ("Rectifying", new_due))
		self.assertEqual(back.stage_log[-1].reason, "Dust on two beams")
		self.act(hazard, "Request Acceptance", self.officer)
		# the old evaluation speaks of the time before the return
		self.too_early(hazard, "Accept Rectification", self.principal, "evaluation is missing")
		self.evaluated(hazard)
		self.not_for(hazard, "Accept Rectification", self.officer, self.county)
		self.act(hazard, "Accept Rectification", self.principal)
		doc = self.assert_at(hazard, "Accepted", "CCCC-")
		self.assertEqual(doc.accepted_on, getdate())

	def closed_out(self, hazard):
		self.too_early(hazard, "Close Out", self.county, COUNTY_OFFICE, "has not checked")
		self.assertRefused("was verified by", self.checked, hazard, self.department, DEPARTMENT)
		self.checked(hazard)
		self.not_for(hazard, "Close Out", self.department, self.principal, self.registrar)
		self.act(hazard, "Close Out", self.county)
		doc = self.assert_at(hazard, "Closed Out", "CCCC-")
		self.assertEqual(doc.closed_out_on, getdate())
		self.assertEqual(self.on_list(hazard)["stage"], "Closed Out")

	def filed_at_last(self, hazard):
		self.too_early(
			hazard, "File Hazard", self.registrar, "no source governance plan", "no rectification report"
		)
		with self.hazard_untouched(hazard):
			source = self.governed(hazard)
			self.assertEqual(self.steps(hazard), "CCCCp")
			report = self.told(hazard)
			self.assertEqual(self.steps(hazard), "CCCCC")
		self.too_early(hazard, "File Hazard", self.registrar, "not filed")
		report = self.filed(report)
		self.not_for(hazard, "File Hazard", self.county, self.principal)
		self.act(hazard, "File Hazard", self.registrar)
		doc = self.assert_at(hazard, "Filed", "CCCCC")
		self.assertEqual(doc.filed_on, getdate())
		self.assertEqual(self.on_list(hazard)["stage"], "Filed")
		return source, report
