"""Everything that can be answered to a case referral, on the portal: by the organ it was sent to, and from paper by its
sender where nobody of the organ is a user."""

import io

import frappe
from frappe.utils import add_days, getdate, today

from hazard_governance.portal import waiting
from hazard_governance.tests import base
from hazard_governance.tests.portal_case import PortalVisits
from hazard_governance.tests.referral_case import PAPER_POLICE, ReferralTestCase

ACTS = ("receive-referral", "refuse-referral", "answer-referral", "add-result")
RESULT = {"outcome": "Case Opened", "document_no": "LA 7", "text": "A case was opened"}


def scan(name: str) -> tuple:
	return io.BytesIO(base.photo_bytes(colour=base._next_colour())), name


class TestPortalReferrals(PortalVisits, ReferralTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		for prefix in ("steps-%", "referral-%"):
			for user in frappe.get_all("User", {"name": ["like", prefix]}, pluck="name", order_by="name asc"):
				frappe.get_doc("User", user).remove_roles("Hazard Desk User")
		frappe.clear_cache()
		cls.strangers = (
			cls.procurator, cls.city, cls.other_county, cls.task_force, cls.officer, cls.principal, cls.reporter,
			cls.registrar, "Guest",
		)  # fmt: skip

	def waits(self, user: str, key: str) -> list[str]:
		with self.as_user(user):
			return [item.address for item in waiting.by_key(key).items]

	def page(self, doc) -> str:
		return f"/hazards/record/case-referral/{doc.name}"

	def offered(self, user: str, doc) -> set[str]:
		html = self.visit(user, self.page(doc)).html
		return {act for act in ACTS if f"act={act}&amp;" in html}

	def test_an_organ_receives_answers_and_adds_what_came_later(self) -> None:
		doc = self.sent()
		self.assertEqual(self.waits(self.liaison, "referrals"), [self.page(doc)])
		self.assertEqual(self.waits(self.procurator, "referrals"), [])
		for act in ACTS:
			self.closed_to(act, doc, self.county, self.head, *self.strangers)
		self.closed_to("answer-referral", doc, self.liaison)
		self.assertEqual(self.offered(self.liaison, doc), {"receive-referral", "refuse-referral"})
		self.done(self.liaison, "receive-referral", doc, receipt_no="JS 88")
		self.assertEqual(self.waits(self.liaison, "referrals"), [])
		self.assertEqual(self.waits(self.liaison, "answers"), [self.page(doc)])
		self.assertEqual(self.offered(self.liaison, doc), {"answer-referral", "add-result"})
		for act in ACTS:
			self.closed_to(act, doc, self.county, self.head, *self.strangers)
		self.refused(self.liaison, "Outcome is empty", "add-result", doc, text="x")
		self.refused(
			self.liaison, "choose one from the list", "add-result", doc, **{**RESULT, "outcome": "Sentenced"}
		)
		self.refused(
			self.liaison, "lies in the future", "answer-referral", doc, **RESULT, decided_on="2031-01-01"
		)
		self.done(self.liaison, "add-result", doc, **RESULT, decided_on=today(), file=scan("opened.jpg"))
		doc.reload()
		self.assertEqual((doc.status, len(doc.results)), ("Received", 1))
		last = {"outcome": "Sanction Given", "text": "A warning within the party", "decided_on": today()}
		page = self.done(self.liaison, "answer-referral", doc, **last)
		self.assertIn("The referral is answered.", page.text)
		self.assertIn("A warning within the party", self.visit(self.county, self.page(doc)).text)
		self.assertEqual(self.waits(self.liaison, "answers"), [])
		self.assertEqual(self.offered(self.liaison, doc), {"add-result"})
		for act in ACTS:
			self.closed_to(act, doc, self.county, *self.strangers)
		self.done(
			self.liaison,
			"add-result",
			doc,
			outcome="Transferred",
			text="To another organ",
			decided_on=today(),
		)
		doc.reload()
		self.assertEqual(
			[(row.outcome, row.recorded_by) for row in doc.results],
			[(outcome, self.liaison) for outcome in ("Case Opened", "Sanction Given", "Transferred")],
		)
		self.assertEqual(doc.status, "Answered")
		file = frappe.get_doc("File", {"file_url": doc.results[0].file})
		self.assertTrue(file.is_private)
		for user, may in (
			(self.liaison, True),
			(self.county, True),
			(self.officer, False),
			(self.procurator, False),
		):
			with self.as_user(user):
				self.assertEqual(file.is_downloadable(), may, user)

	def test_an_organ_refuses_with_a_reason(self) -> None:
		doc = self.sent()
		self.refused(self.liaison, "Reason for Refusing is empty", "refuse-referral", doc)
		self.done(self.liaison, "refuse-referral", doc, refusal_reason="Not of our district")
		doc.reload()
		self.assertEqual((doc.status, doc.refusal_reason), ("Refused", "Not of our district"))
		self.assertEqual(self.offered(self.liaison, doc), set())
		for act in ACTS:
			self.closed_to(act, doc, self.liaison, self.county, *self.strangers)

	def test_what_comes_back_on_paper_is_entered_by_the_sender(self) -> None:
		doc = self.act(self.justice(recipient=PAPER_POLICE), "Send Referral", self.head)
		self.assertEqual(self.waits(self.county, "paper-referrals"), [self.page(doc)])
		self.assertEqual(self.waits(self.city, "paper-referrals"), [])
		self.assertIn(doc.name, self.visit(self.county, "/hazards/referrals").html)
		self.assertNotIn(doc.name, self.visit(self.other_county, "/hazards/referrals").html)
		for act in ACTS:
			self.closed_to(act, doc, self.liaison, self.police, *self.strangers)
		self.refused(
			self.county, "Receipt on Paper: choose a file.", "receive-referral", doc, receipt_no="GA 1"
		)
		self.done(self.county, "receive-referral", doc, receipt_no="GA 1", receipt_file=scan("receipt.jpg"))
		self.assertEqual(self.offered(self.county, doc), {"answer-referral", "add-result"})
		self.done(self.county, "answer-referral", doc, **RESULT, decided_on=today(), file=scan("answer.jpg"))
		doc.reload()
		self.assertEqual((doc.status, doc.results[0].recorded_by), ("Answered", self.county))
		self.assertEqual(self.waits(self.county, "paper-referrals"), [])

	def test_the_list_marks_what_is_late_and_comes_in_pages(self) -> None:
		doc = self.sent()
		self.done(self.liaison, "receive-referral", doc, receipt_no="JS 88")
		frappe.db.set_value("Case Referral", doc.name, "answer_due", add_days(getdate(), -1))
		self.assertIn("Overdue since", self.visit(self.liaison, "/hazards/referrals").text)
		self.assertIn("Overdue: 1", self.visit(self.liaison, "/hazards").text)
		for user in (self.officer, self.reporter, self.registrar):
			self.assertEqual(self.visit(user, "/hazards/referrals").status, 404, user)
