"""Writing documents on the portal, and what nobody writes there: other people's files and rows, fields outside the form, a
form that is old or was sent already."""

import io

import frappe

from hazard_governance.tests import base
from hazard_governance.tests.document_case import MEASURE, WritingCase, held


class TestKeptOnThePortal(WritingCase):
	def test_a_file_of_others_is_not_taken_by_its_address(self):
		hazard = self.hazard_described()
		with base.as_user(self.outsider):
			theirs = base.make_photo()
		plan = self.begun_plan(hazard)
		page = self.opened(self.officer, plan)
		for url in (theirs, "/private/files/no-such.png"):
			self.not_saved(self.officer, "you may not use it", page, {"deliverable.kept": url})
		self.saved(self.officer, page, {"deliverable.kept": "https://elsewhere.test/a.png"})
		self.assertFalse(self.fresh(plan).deliverable)
		broken = (io.BytesIO(b"no picture at all"), "broken.jpg")
		self.not_saved(self.officer, "broken.jpg", self.opened(self.officer, plan), {"deliverable": broken})

	# --- smuggled ---------------------------------------------------------------------------------------------------------------
	def test_what_is_not_in_the_form_is_not_written(self):
		hazard, other = self.hazard_described(), self.hazard_described()
		plan, theirs = self.begun_plan(hazard), self.begun_plan(other)
		foreign = theirs.measures[0].name
		page = self.opened(self.officer, plan)
		row = plan.measures[0].name
		self.saved(
			self.officer,
			page,
			{
				"goals": "Goals",
				"status": "Approved",
				"workflow_state": "Plan Approved",
				"total_funds": "99",
				"hazard": other.name,
				"enterprise": "Steps Works Two",
				"county": base.OTHER_COUNTY,
				"prepared_by": self.principal,
				"decided_by": self.principal,
				"project": "X",
				f"measures.{row}.status": "Done",
				f"measures.{row}.task": "T",
				f"measures.{row}.parent": theirs.name,
				f"measures.{row}.name": foreign,
				f"measures.{foreign}.measure": "Stolen",
			},
		)
		stored = self.fresh(plan)
		self.assertEqual(
			(
				stored.goals,
				stored.status,
				stored.total_funds,
				stored.hazard,
				stored.county,
				stored.prepared_by,
			),
			("Goals", "Draft", 3.5, hazard.name, base.COUNTY, self.officer),
		)
		measure = stored.measures[0]
		self.assertEqual((measure.name, measure.status, measure.task), (row, "Open", None))
		page = self.opened(self.officer, plan)
		for key in (foreign, "new-1x", "nothing"):
			self.not_saved(self.officer, "no longer part of the document", page, {f"measures.{key}": "1"})
		self.assertEqual(self.fresh(theirs).measures[0].measure, "Fit a suction line")
		self.assertEqual(len(self.fresh(plan).measures), 1)
		# rows that the server lays out are neither added nor lost
		analysis = self.begun_analysis(hazard)
		page = self.opened(self.officer, analysis)
		first = analysis.tracings[0]
		sent = {name: None for name in held(page.html) if name.startswith(f"tracings.{first.name}")}
		self.saved(self.officer, page, sent)
		self.assertEqual(self.fresh(analysis).tracings[0].answer, "Yes")
		self.not_saved(
			self.officer,
			"no longer part of the document",
			self.opened(self.officer, analysis),
			{"tracings.new-1": "1"},
		)

	def test_nothing_is_written_without_token_key_or_the_whole_form(self):
		hazard = self.hazard_described()
		plan = self.begun_plan(hazard)
		page = self.opened(self.officer, plan)
		answer = self.pressed(self.officer, page, values={"goals": "X", "csrf_token": "guessed"})
		self.assertIn("Your session has ended", answer.text)
		for lost in ("form-whole", "once"):
			self.not_saved(self.officer, "not sent as a whole", page, {"goals": "X", lost: None})
		self.assertEqual(self.fresh(plan).goals, "No dust")

	# --- twice, and meanwhile ------------------------------------------------------------------------------------------------------
	def test_sent_twice_it_is_saved_once(self):
		hazard = self.hazard_described()
		page, row = self.row_added(
			self.officer, self.begun(self.officer, "Accountability Action", hazard), "measures"
		)
		values = {
			row + "measure": "Verbal Warning",
			"person_name": "Wang",
			"responsibility": "Primary",
			"responsibility_class": "Direct",
			"grounds": "Did not clean",
		}
		first = self.pressed(self.officer, page, values=values)
		again = self.pressed(self.officer, page, values=values)
		self.assertEqual(
			(first.status, again.status, first.location), (303, 303, again.location), first.text[:600]
		)
		self.assertEqual(frappe.db.count("Accountability Action", {"hazard": hazard.name}), 1)

	def test_a_colleague_who_saved_first_is_not_overwritten_unseen(self):
		hazard = self.hazard_described()
		plan = self.begun_plan(hazard)
		row = plan.measures[0].name
		page = self.opened(self.officer, plan)
		plan = self.save(
			plan,
			self.principal,
			goals="The principal's goals",
			measures=[
				plan.measures[0].as_dict(),
				{**MEASURE, "measure": "Added meanwhile", "no_funds": 1, "funds": 0},
			],
		)
		mine = {"goals": "My goals", f"measures.{row}.contingency": "Mine"}
		page = self.not_saved(self.officer, "changed by somebody else", page, mine)
		self.assertIn("In the document now: The principal's goals", page.text)
		self.assertIn("Added meanwhile", page.html)
		self.assertEqual(held(page.html)["goals"], "My goals")
		self.assertEqual(self.fresh(plan).goals, "The principal's goals")
		self.saved(self.officer, page)
		plan = self.fresh(plan)
		self.assertEqual([r.measure for r in plan.measures], ["Fit a suction line", "Added meanwhile"])
		self.assertEqual((plan.goals, plan.measures[0].contingency), ("My goals", "Mine"))
		# taken further meanwhile, it is nobody's to write
		page = self.opened(self.officer, plan)
		frappe.db.set_value(
			plan.doctype, plan.name, {"status": "Submitted", "workflow_state": "Plan Submitted"}
		)
		answer = self.pressed(self.officer, page, values={"goals": "Late"})
		self.assertEqual(answer.status, 409)
		self.assertEqual(self.fresh(plan).goals, "My goals")
