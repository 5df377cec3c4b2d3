"""The analysis and the plan written on the portal by people without the desk: what they typed is stored, rows keep who they
are, an error loses nothing."""

import frappe
from frappe.utils import today

from hazard_governance.domain.tracing import QUESTIONS
from hazard_governance.tests import base
from hazard_governance.tests.document_case import MEASURE, PAGE, WritingCase, held
from hazard_governance.tests.test_portal_acts import photo


class TestWrittenOnThePortal(WritingCase):
	# --- the analysis ----------------------------------------------------------------------------------------------------
	def test_an_analysis_is_begun_from_the_page_of_its_hazard_by_whom_it_is_for(self):
		hazard = self.hazard_described()
		page = self.visit(self.officer, f"/hazards/hazard/{hazard.name}")
		self.assertIn("Begin: Root Cause Analysis", page.text)
		self.assertIn("Begin: Remediation Plan", page.text)
		self.assertNotIn("Begin: Hazard Verification", page.text)
		for user in (self.county, self.reporter):
			self.assertNotIn(
				"Begin: Root Cause Analysis", self.visit(user, f"/hazards/hazard/{hazard.name}").text
			)
		others = (self.county, self.reporter, self.outsider, self.other_county, self.owner, self.task_force)
		self.not_begun_by("Root Cause Analysis", hazard, *others)
		self.assertEqual(self.visit("Guest", PAGE, kind="root-cause-analysis", of=hazard.name).status, 302)
		analysis = self.begun_analysis(hazard)
		self.assertNotIn(
			"Begin: Root Cause Analysis", self.visit(self.officer, f"/hazards/hazard/{hazard.name}").text
		)
		self.assertEqual(self.begun(self.officer, "Root Cause Analysis", hazard).status, 404)
		self.not_written_by(analysis, *others)

	def test_a_draft_is_saved_unfinished_and_goes_on_to_be_approved(self):
		hazard = self.hazard_described()
		analysis = self.begun_analysis(hazard)
		self.assertEqual(len(analysis.tracings), len(QUESTIONS))
		self.assertEqual((analysis.tracings[0].answer, analysis.summary), ("Yes", "First thoughts"))
		self.step_refused(self.officer, analysis, "Submit Analysis", "T1-2", "direct cause")
		answers = {}
		for row in analysis.tracings:
			answer = {"T4-5": "Answered", "T8-1": "No", "T4-2": "No", "T5-1": "No"}.get(
				row.question_code, "Yes"
			)
			answers |= {f"tracings.{row.name}.answer": answer, f"tracings.{row.name}.explanation": "Seen"}
		page = self.opened(self.officer, analysis)
		self.assertIn("T2-1 Does the work concerned have a standard", page.text)
		page, first = self.row_added(self.officer, page, "causes")
		page = self.pressed(
			self.officer,
			page,
			"add:causes",
			{
				**answers,
				first + "description": "Dust was not removed",
				first + "level": "Direct",
				first + "dimension": "Human",
				first + "aspect_operation": "1",
			},
		)
		self.assertIn("Dust was not removed", page.html)
		second = "causes.new-2."
		page = self.saved(
			self.officer,
			page,
			{
				second + "description": "No rule says who cleans",
				second + "level": "Root",
				second + "dimension": "Management",
				second + "failing": "Standards",
				second + "question_code": "T4-2",
				second + "aspect_rules": "1",
				"unexamined_aspects_reason": "They played no part",
				"inherent_safety_conclusion": "Not Feasible",
				"inherent_safety_reason": "The shop closes",
				"organised_by": "Principal",
				"team": "All",
			},
		)
		self.assertIn("Saved.", page.text)
		stored = self.fresh(analysis)
		self.assertEqual([row.name for row in stored.tracings], [row.name for row in analysis.tracings])
		self.assertTrue(all(row.answer for row in stored.tracings))
		self.assertEqual([row.adverse for row in stored.tracings if row.question_code == "T4-2"], [1])
		self.assertEqual(
			[(c.description, c.level, c.question_code, c.aspect_rules) for c in stored.causes],
			[("Dust was not removed", "Direct", None, 0), ("No rule says who cleans", "Root", "T4-2", 1)],
		)
		self.assertEqual(stored.summary, "First thoughts")
		self.assertIn("Submit Analysis", page.text)
		drafts = self.visit(self.officer, "/hazards/waiting", list="drafts")
		self.assertIn(analysis.name, drafts.html)
		self.assertNotIn(analysis.name, self.visit(self.outsider, "/hazards/waiting", list="drafts").html)
		stored = self.step(self.officer, stored, "Submit Analysis")
		self.assertNotIn(analysis.name, self.visit(self.officer, "/hazards/waiting", list="drafts").html)
		self.assertIn("Documents to Approve", self.visit(self.principal, "/hazards").text)
		self.assertIn(analysis.name, self.visit(self.principal, "/hazards/waiting", list="approvals").html)
		self.assertEqual(self.visit(self.officer, "/hazards/waiting", list="approvals").status, 404)
		self.not_written_by(stored, self.officer, self.principal)
		self.closed_to("move-root-cause-analysis", stored, self.officer, self.county, row="Approve Analysis")
		self.refused(
			self.principal,
			"Reason for Going Back is empty",
			"move-root-cause-analysis",
			stored,
			"Return Analysis",
		)
		stored = self.step(self.principal, stored, "Return Analysis", return_reason="Say who cleans")
		stored = self.step(self.officer, stored, "Submit Analysis")
		stored = self.step(self.principal, stored, "Approve Analysis")
		self.assertEqual((stored.status, self.fresh(hazard).step_cause_analysis), ("Approved", "Complete"))
		self.assertNotIn("Edit the Document", self.visit(self.officer, self.path(stored)).text)
		chinese = self.visit(self.officer, self.path(stored), language="zh").text
		self.assertIn("该隐患涉及岗位", chinese)
		self.assertNotIn("Is it clear who answers", chinese)

	def path(self, doc) -> str:
		return f"/hazards/record/{frappe.scrub(doc.doctype).replace('_', '-')}/{doc.name}"

	# --- the plan: rows ------------------------------------------------------------------------------------------------------
	def test_rows_are_added_changed_and_taken_out_and_stay_themselves(self):
		hazard = self.hazard_described()
		plan = self.begun_plan(hazard)
		row = plan.measures[0]
		self.assertEqual(
			(row.measure, row.responsible_user, row.funds, str(row.deadline), row.status),
			("Fit a suction line", self.owner, 3.5, MEASURE["deadline"], "Open"),
		)
		self.assertEqual((plan.goals, plan.total_funds), ("No dust", 3.5))
		page = self.opened(self.officer, plan)
		page, new = self.row_added(self.officer, page, "measures")
		self.assertRegex(page.html, rf'name="{new}measure"\s+autofocus')
		values = {
			new + name: value for name, value in {**MEASURE, "measure": "Train all", "no_funds": "1"}.items()
		}
		values[new + "funds"] = ""
		self.saved(self.officer, page, {**values, f"measures.{row.name}.contingency": "Stop the line"})
		plan = self.fresh(plan)
		self.assertEqual([r.measure for r in plan.measures], ["Fit a suction line", "Train all"])
		self.assertEqual((plan.measures[0].name, plan.measures[0].contingency), (row.name, "Stop the line"))
		second = plan.measures[1].name
		page = self.pressed(
			self.officer,
			self.opened(self.officer, plan),
			f"remove:measures.{row.name}",
			{"goals": "Typed before the row went"},
		)
		self.assertEqual(len(self.fresh(plan).measures), 2)
		self.assertIn("Typed before the row went", page.html)
		self.saved(self.officer, page)
		plan = self.fresh(plan)
		self.assertEqual([r.name for r in plan.measures], [second])
		self.assertEqual((plan.goals, plan.measures[0].idx), ("Typed before the row went", 1))
		# a row that was added and left empty is none
		page, _row = self.row_added(self.officer, self.opened(self.officer, plan), "measures")
		self.saved(self.officer, page)
		self.assertEqual([r.name for r in self.fresh(plan).measures], [second])

	def test_nothing_of_what_was_typed_or_chosen_is_lost_on_an_error(self):
		hazard = self.hazard_described()
		page, row = self.row_added(
			self.officer, self.begun(self.officer, "Remediation Plan", hazard), "measures"
		)
		sent = {
			"goals": "No <dust> & 'no' spark".replace("<dust>", "dust"),
			"deliverable": photo("report.png"),
			row + "measure": "Measure one",
			row + "deadline": "31.02.2031",
			row + "evidence": photo(),
			row + "responsible_user": self.outsider,
		}
		page = self.not_saved(self.officer, "Deadline (row 1): 31.02.2031 cannot be read", page, sent)
		for words in ("Responsible Person (row 1) is empty", "Contingency Plan (row 1) is empty"):
			self.assertIn(words, page.text)
		self.assertIn("User of the Responsible Person (row 1): choose one from the list", page.text)
		self.assertIn(f'id="a-{row}deadline-wrong"', page.html)
		kept = held(page.html)
		self.assertEqual(kept["goals"], "No dust & 'no' spark")
		self.assertEqual((kept[row + "measure"], kept[row + "deadline"]), ("Measure one", "31.02.2031"))
		self.assertTrue(kept["deliverable.kept"].startswith("/private/files/"))
		self.assertTrue(kept[row + "evidence.kept"].startswith("/private/files/"))
		self.assertFalse(frappe.db.exists("Remediation Plan", {"hazard": hazard.name}))
		# what a controller finds stands at its field as well
		values = {row + name: value for name, value in MEASURE.items()}
		values |= {row + "responsible_user": "", row + "funds": "-2"}
		page = self.not_saved(self.officer, "Funds", page, values)
		self.assertIn(f'id="a-{row}funds-wrong"', page.html)
		self.saved(self.officer, page, {row + "funds": "2"})
		plan = frappe.get_doc("Remediation Plan", {"hazard": hazard.name})
		self.assertEqual(
			(plan.deliverable, plan.measures[0].evidence),
			(kept["deliverable.kept"], kept[row + "evidence.kept"]),
		)
		for url in (plan.deliverable, plan.measures[0].evidence):
			file = frappe.get_doc("File", {"file_url": url, "attached_to_name": plan.name})
			for user, may in ((self.principal, True), (self.county, True), (self.outsider, False)):
				with base.as_user(user):
					self.assertEqual(file.is_downloadable(), may, user)
		page = self.opened(self.officer, plan)
		self.saved(self.officer, page, {"deliverable.gone": "1"})
		self.assertFalse(self.fresh(plan).deliverable)

	def test_an_approved_plan_is_open_for_its_progress_only(self):
		hazard = self.hazard_described()
		parts = ("methods", "funds_and_materials", "organisation", "time_limits", "safety_and_contingency")
		plan = self.begun_plan(hazard, **dict.fromkeys(parts, "As agreed"))
		plan = self.step(self.officer, plan, "Submit Plan")
		plan = self.step(self.principal, plan, "Approve Plan")
		row = plan.measures[0].name
		page = self.opened(self.officer, plan)
		names = set(held(page.html))
		self.assertIn(f"measures.{row}.done_on", names)
		self.assertTrue(names.isdisjoint({"goals", f"measures.{row}.measure", f"measures.{row}.deadline"}))
		self.assertNotIn("Add a Row", page.text)
		self.assertIn("Fit a suction line", page.text)
		self.saved(
			self.officer,
			page,
			{
				"goals": "Others",
				f"measures.{row}.measure": "Another",
				f"measures.{row}.done_on": today(),
				f"measures.{row}.result": "Fitted",
				f"measures.{row}.evidence": photo(),
			},
		)
		plan = self.fresh(plan)
		measure = plan.measures[0]
		self.assertEqual(
			(plan.goals, measure.measure, measure.status, measure.result),
			("No dust", "Fit a suction line", "Done", "Fitted"),
		)

	def test_the_form_speaks_the_language_of_its_reader(self):
		hazard = self.hazard_described()
		page = self.begun(self.officer, "Root Cause Analysis", hazard, language="zh")
		self.assertIn("T1-1 该隐患涉及", page.text)
		self.assertNotIn("Add a Row", page.text)
		answer = self.pressed(self.officer, page, "save", {"analysed_on": "2031-01-01"}, language="zh")
		self.assertEqual(answer.status, 422)
		self.assertIn('id="a-analysed_on-wrong"', answer.html)
