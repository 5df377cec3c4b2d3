"""Measures by phone: the responsible person completes their own row with evidence, and can do nothing else."""

import frappe
from frappe.utils import add_days, getdate, today

from hazard_governance.api import measures as api
from hazard_governance.tests import base
from hazard_governance.tests.steps import StepsTestCase, measure_values

PLAN, SOURCE = "Remediation Plan", "Source Governance Plan"


class TestMeasures(StepsTestCase):
	def setUp(self):
		super().setUp()
		self.major = self.hazard()
		self.doc = self.plan(
			self.major,
			measures=[
				measure_values(self.owner),
				measure_values(self.second_owner, measure="Train the shift", no_funds=1, funds=0),
			],
		)
		self.own, self.foreign = (row.name for row in self.doc.measures)

	def complete(self, user: str, row: str | None = None, **values):
		with self.as_user(user):
			given = {"done_on": today(), "result": "Done as planned", "evidence": None, **values}
			if given["evidence"] is None:
				given["evidence"] = base.make_photo()
			return api.complete_measure(PLAN, self.doc.name, row or self.own, **given)

	def stored(self, row: str | None = None):
		return frappe.get_doc("Remediation Plan Measure", row or self.own)

	# --- allow -----------------------------------------------------------------------------------------------
	def test_the_owner_completes_the_own_measure_with_evidence(self):
		answer = self.complete(self.owner)
		row = self.stored()
		self.assertEqual((answer["status"], row.status, row.done_on), ("Done", "Done", getdate()))
		self.assertEqual(row.result, "Done as planned")
		self.assertEqual(self.stored(self.foreign).status, "Open")

	def test_the_evidence_is_attached_so_that_colleagues_open_it(self):
		self.complete(self.owner)
		file = frappe.get_doc("File", {"file_url": self.stored().evidence})
		self.assertEqual((file.attached_to_doctype, file.attached_to_name), (PLAN, self.doc.name))
		self.assertTrue(file.is_private)

	def test_the_completion_is_versioned(self):
		with self.as_user(self.owner):
			evidence = base.make_photo()
			frappe.flags.in_test = False
			try:
				api.complete_measure(PLAN, self.doc.name, self.own, today(), "Done", evidence)
			finally:
				frappe.flags.in_test = True
		versions = frappe.get_all(
			"Version", {"ref_doctype": PLAN, "docname": self.doc.name}, pluck="data", order_by="creation asc"
		)
		self.assertTrue(any("done_on" in data for data in versions))

	def test_the_officer_completes_for_somebody_without_a_phone(self):
		self.assertEqual(self.complete(self.officer)["status"], "Done")

	def test_a_measure_of_an_approved_plan_is_completed(self):
		doc = self.act(self.doc, "Submit Plan", self.officer)
		self.act(doc, "Approve Plan", self.principal)
		self.assertEqual(self.complete(self.owner)["status"], "Done")

	def test_the_owner_reopens_the_own_measure_before_the_acceptance(self):
		self.complete(self.owner)
		with self.as_user(self.owner):
			self.assertEqual(api.reopen_measure(PLAN, self.doc.name, self.own)["status"], "Open")
		self.set_stage(self.major, "Accepted")
		frappe.db.set_value("Remediation Plan Measure", self.own, {"done_on": today(), "status": "Done"})
		with self.as_user(self.owner):
			self.assertRefused("Stage", api.reopen_measure, PLAN, self.doc.name, self.own)

	# --- refuse ----------------------------------------------------------------------------------------------
	def test_other_peoples_rows_are_refused(self):
		for user in (self.owner, self.reporter, self.outsider, self.county):
			self.assertRefused("not yours", self.complete, user, row=self.foreign, exc=frappe.PermissionError)
		self.assertEqual(self.stored(self.foreign).status, "Open")

	def test_future_day_missing_result_and_missing_evidence_are_refused(self):
		self.assertRefused("Done On", self.complete, self.owner, done_on=add_days(today(), 1))
		self.assertRefused("before the day", self.complete, self.owner, done_on=add_days(today(), -9))
		self.assertRefused("Result", self.complete, self.owner, result="  ")
		self.assertRefused("Evidence", self.complete, self.owner, evidence="")
		self.assertEqual(self.stored().status, "Open")

	def test_html_in_the_result_is_refused(self):
		self.assertRefused("HTML", self.complete, self.owner, result="<b>done</b>")

	def test_evidence_is_an_upload_of_ones_own_and_a_photo_or_pdf(self):
		foreign = self.photo(self.officer)
		self.assertRefused("not among your uploads", self.complete, self.owner, evidence=foreign)
		self.assertRefused("not among", self.complete, self.owner, evidence="/private/files/none.jpg")
		text = self.photo(self.owner, name="notes.txt", content=b"done, believe me")
		self.assertRefused("neither a photo nor a PDF", self.complete, self.owner, evidence=text)

	def test_the_owner_writes_nothing_else(self):
		self.assertRefused(
			"", self.save, self.doc, self.owner, goals="Easier goals", exc=frappe.PermissionError
		)
		with self.as_user(self.owner):
			row = frappe.get_doc("Remediation Plan Measure", self.own)
			row.deadline = add_days(today(), 99)
			self.assertRaises((frappe.PermissionError, frappe.ValidationError), row.save)
		self.assertEqual(self.stored().deadline, self.doc.measures[0].deadline)

	def test_other_documents_hold_no_measures(self):
		with self.as_user(self.owner):
			self.assertRefused(
				"holds no measures",
				api.complete_measure,
				"Hazard",
				self.major.name,
				self.own,
				today(),
				"x",
				"y",
				exc=frappe.PermissionError,
			)

	# --- list ------------------------------------------------------------------------------------------------
	def test_my_measures_lists_ones_own_with_hazard_place_and_overdue(self):
		frappe.db.set_value("Remediation Plan Measure", self.own, "deadline", add_days(today(), -1))
		with self.as_user(self.owner):
			cards = [card for card in api.my_measures() if card["name"] == self.doc.name]
		self.assertEqual([card["row"] for card in cards], [self.own])
		self.assertEqual(cards[0]["hazard_title"], self.major.hazard_title)
		self.assertEqual((cards[0]["place"], cards[0]["overdue"]), (self.major.place, True))
		with self.as_user(self.reporter):
			self.assertEqual(api.my_measures(), [])

	def test_the_day_of_the_deadline_is_in_time(self):
		frappe.db.set_value("Remediation Plan Measure", self.own, "deadline", today())
		with self.as_user(self.owner):
			self.assertFalse(api.my_measures()[0]["overdue"])

	def test_items_of_source_governance_are_listed_and_completed(self):
		item = {**measure_values(self.owner), "kind": "Habit Check", "continuing": 1}
		doc = self.insert({"doctype": SOURCE, "hazard": self.major.name, "items": [item]}, self.officer)
		with self.as_user(self.owner):
			self.assertIn(doc.items[0].name, [card["row"] for card in api.my_measures()])
			answer = api.complete_measure(
				SOURCE, doc.name, doc.items[0].name, today(), "Checked daily", base.make_photo()
			)
		self.assertEqual(answer["status"], "Done")
