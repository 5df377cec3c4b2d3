"""Root Cause Analysis: questions of the server, answers that close others, approval, and the proposal to redo it."""

import frappe
from frappe.utils import add_days, today

from hazard_governance.api import analysis as api
from hazard_governance.api import moves
from hazard_governance.domain.tracing import CODES
from hazard_governance.tests.steps import OTHER_ENTERPRISE, StepsTestCase


class TestAnalysis(StepsTestCase):
	def test_a_new_analysis_asks_all_26_questions(self):
		doc = self.analysis(self.hazard(), complete=False)
		self.assertEqual([row.question_code for row in doc.tracings], list(CODES))
		self.assertEqual(doc.enterprise, frappe.db.get_value("Hazard", doc.hazard, "enterprise"))
		self.assertEqual(doc.prepared_by, self.officer)

	def test_question_texts_flags_and_rows_are_the_servers(self):
		doc = self.analysis(self.hazard(), complete=False)
		texts = [row.question for row in doc.tracings]
		rows = [row.as_dict() for row in doc.tracings]
		rows[0].update(question="Is everything fine?", adverse=0, answer="No", explanation="Unclear")
		doc = self.save(doc, self.officer, tracings=rows[:20])
		self.assertEqual([row.question for row in doc.tracings], texts)
		self.assertEqual(doc.tracings[0].adverse, 1)

	def test_an_answer_closes_the_questions_it_settles_and_opens_them_again(self):
		doc = self.analysis(self.hazard(), complete=False)
		rows = {row.question_code: row for row in doc.tracings}
		rows["T2-1"].update({"answer": "No", "explanation": "There is none"})
		doc = self.save(doc, self.officer, tracings=[row.as_dict() for row in rows.values()])
		rows = {row.question_code: row for row in doc.tracings}
		self.assertEqual((rows["T2-2"].answer, rows["T2-2"].settled_by), ("Not Applicable", "T2-1"))
		rows["T2-1"].answer = "Yes"
		doc = self.save(doc, self.officer, tracings=[row.as_dict() for row in rows.values()])
		rows = {row.question_code: row for row in doc.tracings}
		self.assertEqual((rows["T2-2"].answer or "", rows["T2-2"].settled_by or ""), ("", ""))

	def test_the_open_question_takes_words_only(self):
		doc = self.analysis(self.hazard(), complete=False)
		rows = [row.as_dict() for row in doc.tracings]
		next(row for row in rows if row.question_code == "T4-5").answer = "Yes"
		self.assertRefused("T4-5", self.save, doc, self.officer, tracings=rows)

	def test_a_second_analysis_is_refused_and_names_the_first(self):
		hazard = self.hazard()
		first = self.analysis(hazard, complete=False)
		self.assertRefused(first.name, self.analysis, hazard, complete=False, exc=frappe.DuplicateEntryError)

	def test_a_day_in_the_future_or_before_the_find_is_refused(self):
		hazard = self.hazard()
		self.assertRefused("future", self.analysis, hazard, analysed_on=add_days(today(), 1))
		self.assertRefused("before the day", self.analysis, hazard, analysed_on=add_days(today(), -30))
		self.assertFalse(frappe.db.exists("Root Cause Analysis", {"hazard": hazard.name}))

	def test_unanswered_questions_block_the_submission_not_the_draft(self):
		doc = self.analysis(self.hazard(), complete=False)
		message = self.assertRefused("questions", self.act, doc, "Submit Analysis", self.officer)
		self.assertIn("26", message)
		self.assertEqual(frappe.db.get_value(doc.doctype, doc.name, "status"), "Draft")

	def test_approval_needs_a_second_person_and_freezes_the_answers(self):
		doc = self.act(self.analysis(self.hazard()), "Submit Analysis", self.officer)
		doc = self.act(doc, "Approve Analysis", self.principal)
		self.assertEqual((doc.status, doc.decided_by), ("Approved", self.principal))
		self.assertRefused("Summary", self.save, doc, self.officer, summary="Nothing happened")

	def test_who_prepared_it_does_not_approve_it(self):
		doc = self.analysis(self.hazard(), user=self.principal)
		doc = self.act(doc, "Submit Analysis", self.principal)
		self.assertRefused("Self approval", self.act, doc, "Approve Analysis", self.principal)
		self.assertEqual(frappe.db.get_value(doc.doctype, doc.name, "status"), "Submitted")

	def test_going_back_needs_a_reason(self):
		doc = self.act(self.analysis(self.hazard()), "Submit Analysis", self.officer)
		self.assertRefused("reason", self.act, doc, "Return Analysis", self.principal)
		doc = self.act(doc, "Return Analysis", self.principal, reason="The root cause is missing")
		self.assertEqual(doc.status, "Draft")

	def test_the_form_learns_which_actions_need_a_reason(self):
		doc = self.act(self.analysis(self.hazard()), "Submit Analysis", self.officer)
		with self.as_user(self.principal):
			back = moves.describe(doc.doctype, doc.name, "Return Analysis")
			on = moves.describe(doc.doctype, doc.name, "Approve Analysis")
			self.assertEqual(back, {"to_status": "Draft", "needs_reason": True, "paper": None})
			self.assertEqual(on, {"to_status": "Approved", "needs_reason": False, "paper": None})
			self.assertFalse(moves.describe(doc.doctype, doc.name, "No Such Action")["needs_reason"])
			self.assertRefused(
				"governed", moves.describe, "User", "Administrator", "x", exc=frappe.PermissionError
			)
		with self.as_user(self.outsider):
			self.assertRefused(
				"", moves.describe, doc.doctype, doc.name, "Return Analysis", exc=frappe.PermissionError
			)

	def test_a_new_form_shows_the_questions_and_keeps_their_answers(self):
		rows = api.get_questions()
		self.assertEqual([row["question_code"] for row in rows], list(CODES))
		rows[0].update(answer="No", explanation="Nobody")
		doc = self.insert(
			{"doctype": "Root Cause Analysis", "hazard": self.hazard().name, "tracings": rows}, self.officer
		)
		self.assertEqual((doc.tracings[0].answer, doc.tracings[0].adverse), ("No", 1))

	def test_another_enterprise_neither_reads_nor_writes_it(self):
		doc = self.analysis(self.hazard(), complete=False)
		self.assertNotEqual(doc.enterprise, OTHER_ENTERPRISE)
		self.assertRefused("", self.save, doc, self.outsider, summary="Seen", exc=frappe.PermissionError)

	def test_offices_and_task_force_propose_to_do_it_again(self):
		doc = self.act(self.analysis(self.hazard()), "Submit Analysis", self.officer)
		doc = self.act(doc, "Approve Analysis", self.principal)
		for user in (self.county, self.task_force):
			with self.as_user(user):
				api.propose_redo(doc.name, "The design was never looked at")
			stored = frappe.get_doc(doc.doctype, doc.name)
			self.assertEqual((stored.redo_proposed_by, stored.status), (user, "Approved"))
		told = frappe.get_all(
			"Notification Log", {"document_name": doc.name}, pluck="for_user", order_by="for_user asc"
		)
		self.assertIn(self.principal, told)
		self.assertNotIn(self.reporter, told)
		self.assertEqual(self.act(doc, "Reopen Analysis", self.principal, reason="Proposed").status, "Draft")

	def test_nobody_else_proposes_and_never_without_reason(self):
		doc = self.analysis(self.hazard())
		for user in (self.officer, self.other_county, self.reporter):
			with self.as_user(user):
				self.assertRefused("", api.propose_redo, doc.name, "Because", exc=frappe.PermissionError)
		with self.as_user(self.county):
			self.assertRefused("Why It Should", api.propose_redo, doc.name, "  ")

	def test_the_proposal_is_not_written_through_the_form(self):
		doc = self.save(self.analysis(self.hazard()), self.officer, redo_reason="Forged")
		self.assertFalse(doc.redo_reason)

	def test_causes_are_offered_within_scope(self):
		doc = self.analysis(self.hazard())
		with self.as_user(self.officer):
			self.assertEqual(
				[row.name for row in api.get_causes(doc.hazard)], [row.name for row in doc.causes]
			)
		with self.as_user(self.outsider):
			self.assertRefused("", api.get_causes, doc.hazard, exc=frappe.PermissionError)
