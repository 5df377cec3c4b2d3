"""Source Governance Plan and Study Topic: every cause and adverse answer has a five-fix item; topics stay at home."""

import frappe
from frappe.utils import add_days, today

from hazard_governance.api import source_governance as api
from hazard_governance.tests import base
from hazard_governance.tests.steps import ENTERPRISE, OTHER_ENTERPRISE, StepsTestCase, measure_values

DOCTYPE = "Source Governance Plan"


class TestSourceGovernance(StepsTestCase):
	def setUp(self):
		super().setUp()
		self.major = self.hazard()
		self.rca = self.analysis(self.major)

	def items(self) -> list[dict]:
		with self.as_user(self.officer):
			proposed = api.prefill_items(self.major.name)
		return [{**item, **measure_values(self.owner, no_funds=1, funds=0)} for item in proposed]

	def source_plan(self, **values):
		return self.insert(
			{"doctype": DOCTYPE, "hazard": self.major.name, "items": self.items(), **values}, self.officer
		)

	def results(self) -> dict:
		return {
			"standards_conclusion": "No Revision Needed",
			"standards_reason": "The rule was there, nobody followed it",
			"retrofit_decision": "Not Feasible",
			"retrofit_reason": "The shop closes next year",
			"sweep_scope": "All shops",
			"sweep_done_on": today(),
			"sweep_found": 2,
			"sweep_removed": 2,
			"failure_review": "Shift handover did not cover cleaning",
			"evaluated_on": today(),
			"evaluation_result": "Holds",
		}

	# --- prefill ---------------------------------------------------------------------------------------------
	def test_an_item_is_proposed_for_every_cause_and_open_adverse_answer(self):
		with self.as_user(self.officer):
			proposed = api.prefill_items(self.major.name)
		self.assertEqual([row["cause"] for row in proposed[:2]], [row.name for row in self.rca.causes])
		with self.as_user(self.outsider):
			self.assertRefused("", api.prefill_items, self.major.name, exc=frappe.PermissionError)

	def test_items_show_the_cause_in_the_words_of_the_analysis(self):
		doc = self.source_plan()
		self.assertEqual(
			[row.cause_text for row in doc.items[:2]], [row.description for row in self.rca.causes]
		)

	# --- input -----------------------------------------------------------------------------------------------
	def test_input_that_cannot_be_is_refused(self):
		self.assertRefused("funds", self.source_plan, items=[{**self.items()[0], "no_funds": 0}])
		self.assertRefused(
			"Deadline", self.source_plan, items=[{**self.items()[0], "deadline": add_days(today(), -30)}]
		)
		self.assertRefused("Reason", self.source_plan, standards_conclusion="No Revision Needed")
		self.assertRefused("future", self.source_plan, sweep_done_on=add_days(today(), 1))
		self.assertRefused("Removed", self.source_plan, sweep_found=1, sweep_removed=2)
		self.assertRefused("negative", self.source_plan, sweep_found=-1)

	def test_a_second_plan_is_refused_and_names_the_first(self):
		first = self.source_plan()
		self.assertRefused(first.name, self.source_plan, exc=frappe.DuplicateEntryError)

	def test_a_cause_of_another_hazard_is_refused(self):
		other = self.analysis(self.hazard(hazard_title="Another"))
		self.assertRefused(
			"For Cause", self.source_plan, items=[{**self.items()[0], "cause": other.causes[0].name}]
		)

	def test_a_study_topic_of_another_enterprise_is_refused(self):
		topic = self.insert(
			{
				"doctype": "Study Topic",
				"topic": "Their topic",
				"enterprise": OTHER_ENTERPRISE,
				"leader": "Leader He",
			},
			self.outsider,
		)
		self.assertRefused("Study Topic", self.source_plan, study_topic=topic.name)

	# --- moves -----------------------------------------------------------------------------------------------
	def test_a_cause_without_an_item_blocks_the_submission(self):
		doc = self.source_plan(items=self.items()[:1])
		self.assertRefused("Cause 2", self.act, doc, "Submit Source Governance", self.officer)

	def test_the_whole_way_to_acceptance_and_continuing_duties_run_on(self):
		habit = {
			**measure_values(self.owner, measure="Check the beams weekly", no_funds=1, funds=0),
			"kind": "Habit Check",
			"continuing": 1,
		}
		doc = self.source_plan(items=[*self.items(), habit])
		doc = self.act(doc, "Submit Source Governance", self.officer)
		doc = self.act(doc, "Approve Source Governance", self.principal)
		message = self.assertRefused("not done", self.act, doc, "Accept Source Governance", self.principal)
		self.assertIn("Study" if "Study" in message else "evaluation", message)
		rows = [
			{**row.as_dict(), **({} if row.continuing else {"done_on": today(), "result": "Done"})}
			for row in doc.items
		]
		doc = self.save(doc, self.officer, items=rows, **self.results())
		self.assertEqual(doc.items[0].status, "Done")
		doc = self.act(doc, "Accept Source Governance", self.principal)
		self.assertEqual([row.status for row in doc.items][-2:], ["Accepted", "Open"])
		rows = [row.as_dict() for row in doc.items]
		rows[-1].update(done_on=today(), result="Habit formed")
		self.assertEqual(self.save(doc, self.officer, items=rows).items[-1].result, "Habit formed")

	def test_status_of_an_item_is_the_servers(self):
		doc = self.source_plan(items=[{**row, "status": "Accepted"} for row in self.items()])
		self.assertEqual({row.status for row in doc.items}, {"Open"})


class TestStudyTopic(StepsTestCase):
	def topic(self, **values):
		return self.insert(
			{
				"doctype": "Study Topic",
				"topic": "Why nobody owns the beams",
				"enterprise": ENTERPRISE,
				"leader": "Engineer Zhou",
				**values,
			},
			self.officer,
		)

	def test_scope_comes_from_the_enterprise_and_titles_from_the_hazards(self):
		hazard = self.hazard()
		doc = self.topic(
			county=base.OTHER_COUNTY, hazards=[{"hazard": hazard.name, "hazard_title": "Forged"}]
		)
		self.assertEqual(doc.county, hazard.county)
		self.assertEqual(doc.hazards[0].hazard_title, hazard.hazard_title)

	def test_hazards_of_other_enterprises_and_repeated_ones_are_refused(self):
		with self.as_user(self.outsider):
			foreign = frappe.get_doc(
				{
					"doctype": "Hazard",
					"hazard_title": "Theirs",
					"place": "There",
					"enterprise": OTHER_ENTERPRISE,
				}
			).insert()
		self.assertRefused("not a hazard of", self.topic, hazards=[{"hazard": foreign.name}])
		own = self.hazard()
		self.assertRefused("twice", self.topic, hazards=[{"hazard": own.name}, {"hazard": own.name}])

	def test_it_is_concluded_with_findings_and_then_kept(self):
		doc = self.topic()
		self.assertRefused("Findings", self.save, doc, self.officer, status="Concluded")
		doc = self.save(doc, self.officer, status="Concluded", findings="Give each beam an owner")
		with self.as_user(self.officer):
			self.assertRefused("stays on record", frappe.delete_doc, doc.doctype, doc.name)

	def test_nobody_makes_a_topic_for_another_enterprise(self):
		self.assertRefused("", self.topic, enterprise=OTHER_ENTERPRISE, exc=frappe.PermissionError)
