"""Remediation Plan: five fixes of every measure, six parts, causes of its own hazard, third party, approval."""

import frappe
from frappe.utils import add_days, now_datetime, today

from hazard_governance.api import plan as api
from hazard_governance.tests.steps import ENTERPRISE, NO_ACTION, StepsTestCase, measure_values


class TestPlan(StepsTestCase):
	def measure(self, **values) -> list[dict]:
		return [measure_values(self.owner, **values)]

	# --- input -----------------------------------------------------------------------------------------------
	def test_a_measure_has_funds_or_says_it_needs_none(self):
		hazard = self.hazard()
		self.assertRefused("funds", self.plan, hazard, measures=self.measure(funds=0))
		self.assertRefused("negative", self.plan, hazard, measures=self.measure(funds=-1))
		self.assertRefused("needing none", self.plan, hazard, measures=self.measure(funds=2, no_funds=1))
		doc = self.plan(hazard, measures=self.measure(funds=0, no_funds=1))
		self.assertEqual(doc.total_funds, 0)

	def test_a_deadline_before_the_day_found_is_refused_the_day_itself_is_not(self):
		hazard = self.hazard()
		self.assertRefused(
			"Deadline", self.plan, hazard, measures=self.measure(deadline=add_days(today(), -6))
		)
		doc = self.plan(hazard, measures=self.measure(deadline=add_days(today(), -5)))
		self.assertTrue(doc.name)

	def test_a_measure_done_in_the_future_is_refused(self):
		self.assertRefused(
			"future", self.plan, self.hazard(), measures=self.measure(done_on=add_days(today(), 1))
		)

	def test_a_measure_without_person_or_contingency_is_refused(self):
		hazard = self.hazard()
		for field, label in (
			("responsible_person", "Responsible Person (row 1)"),
			("contingency", "Contingency Plan (row 1)"),
			("deadline", "Deadline (row 1)"),
		):
			self.assertRefused(
				label, self.plan, hazard, measures=self.measure(**{field: None}), exc=frappe.MandatoryError
			)

	def test_html_is_refused(self):
		self.assertRefused("HTML", self.plan, self.hazard(), goals="<img src=x onerror=alert(1)>")

	def test_a_second_plan_is_refused_and_names_the_first(self):
		hazard = self.hazard()
		first = self.plan(hazard)
		self.assertRefused(first.name, self.plan, hazard, exc=frappe.DuplicateEntryError)

	def test_a_cause_of_another_hazard_is_refused(self):
		other = self.analysis(self.hazard(hazard_title="Another"))
		self.assertRefused(
			"For Cause", self.plan, self.hazard(), measures=self.measure(cause=other.causes[0].name)
		)

	def test_the_cause_is_shown_in_the_words_of_the_analysis(self):
		hazard = self.hazard()
		analysis = self.analysis(hazard)
		doc = self.plan(hazard, measures=self.measure(cause=analysis.causes[0].name, cause_text="Forged"))
		self.assertEqual(doc.measures[0].cause_text, analysis.causes[0].description)

	# --- computed --------------------------------------------------------------------------------------------
	def test_total_status_and_technical_weakness_are_the_servers(self):
		doc = self.plan(
			self.hazard(),
			total_funds=999,
			technically_weak=1,
			measures=self.measure(status="Done") + self.measure(funds=1.25),
		)
		self.assertEqual((doc.total_funds, doc.technically_weak), (4.75, 0))
		self.assertEqual([row.status for row in doc.measures], ["Open", "Open"])

	def test_a_hazard_removed_on_the_spot_gets_its_six_parts_from_what_was_done(self):
		hazard = self.hazard()
		with self.as_user(self.officer):
			hazard = frappe.get_doc("Hazard", hazard.name)
			hazard.append(
				"immediate_measures",
				{
					"measure": "Gas valve closed and hose replaced",
					"taken_by": "Cook Liu",
					"taken_at": add_days(now_datetime(), -1),
					"done_at": now_datetime(),
					"after_photo": self.photo(self.officer),
				},
			)
			hazard.save()
			parts = api.prefill(hazard.name)
		self.assertIn("Gas valve closed", parts["methods"])
		doc = self.plan(
			hazard, removed_on_the_spot=1, measures=[], goals="My own words", methods="", organisation=""
		)
		self.assertEqual(doc.goals, "My own words")
		self.assertIn("Gas valve closed", doc.methods)
		self.assertIn("Cook Liu", doc.organisation)
		self.assertEqual(self.act(doc, "Submit Plan", self.officer).status, "Submitted")

	# --- moves -----------------------------------------------------------------------------------------------
	def test_an_empty_part_blocks_the_submission_and_is_named(self):
		doc = self.plan(self.hazard(), safety_and_contingency="")
		self.assertRefused("Part 6", self.act, doc, "Submit Plan", self.officer)

	def test_a_technically_weak_enterprise_needs_a_third_party(self):
		frappe.db.set_value("Regulated Enterprise", ENTERPRISE, "technically_weak", 1)
		doc = self.plan(self.hazard())
		self.assertEqual(doc.technically_weak, 1)
		self.assertRefused("third party", self.act, doc, "Submit Plan", self.officer)

	def test_an_approved_plan_keeps_its_measures_and_takes_their_results(self):
		doc = self.act(self.plan(self.hazard()), "Submit Plan", self.officer)
		doc = self.act(doc, "Approve Plan", self.principal)
		rows = [row.as_dict() for row in doc.measures]
		self.assertRefused("Measures", self.save, doc, self.officer, measures=[{**rows[0], "funds": 0.1}])
		self.assertRefused("Measures", self.save, doc, self.officer, measures=[])
		doc = self.save(
			doc, self.officer, measures=[{**rows[0], "done_on": today(), "result": "Suction line runs"}]
		)
		self.assertEqual(doc.measures[0].status, "Done")

	def test_the_officer_does_not_approve(self):
		doc = self.act(self.plan(self.hazard()), "Submit Plan", self.officer)
		self.assertRefused(NO_ACTION, self.act, doc, "Approve Plan", self.officer)
		self.assertEqual(frappe.db.get_value(doc.doctype, doc.name, "status"), "Submitted")

	def test_an_office_reads_a_plan_and_does_not_write_it(self):
		doc = self.plan(self.hazard())
		with self.as_user(self.county):
			self.assertTrue(frappe.get_doc(doc.doctype, doc.name).has_permission("read"))
		self.assertRefused("", self.save, doc, self.county, goals="Else", exc=frappe.PermissionError)
