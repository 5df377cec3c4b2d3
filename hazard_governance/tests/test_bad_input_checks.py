"""Bad input in acceptance, verification, suspension, supervision and report: each message names the field and what to do."""

import frappe
from frappe.utils import add_days, add_to_date, now_datetime, today

from hazard_governance.tests.bad_input_steps_case import LONG_BEFORE, TOMORROW, StepInputCase
from hazard_governance.tests.base import letter
from hazard_governance.tests.steps import COUNTY_OFFICE, DEPARTMENT, EMERGENCY_BUREAU


class TestAcceptance(StepInputCase):
	def acceptance_of(self, **values) -> dict:
		return self.of("Rectification Acceptance", team=[{"member_name": "Zhou"}], **values)

	def test_dates_and_the_new_deadline(self):
		for words, values in (
			(("Date of Acceptance", "future"), {"accepted_on": TOMORROW}),
			(("Date of Acceptance", "before the day"), {"accepted_on": LONG_BEFORE}),
			(("New Deadline", "Enter it"), {"verdict": "Fail"}),
			(("New Deadline", "later day"), {"verdict": "Fail", "accepted_on": today(), "new_due": today()}),
		):
			self.refused(words, self.officer, self.new(self.acceptance_of(**values)))

	def test_sides(self):
		self.refused("Level", self.county, self.new(self.acceptance_of()))
		check = {"level": "Authority Check", "authority": COUNTY_OFFICE}
		self.refused(COUNTY_OFFICE, self.department, self.new(self.acceptance_of(**check)))
		check["authority"] = None
		self.refused("Checking Authority", self.county, self.new(self.acceptance_of(**check)))


class TestReportAndVerification(StepInputCase):
	def test_a_filing_in_the_future_and_by_the_enterprise(self):
		doc = self.insert(self.report_of(), self.officer)
		self.refused(("Filed On", "future"), self.registrar, self.change(doc, {"filed_on": TOMORROW}))
		for label, values in (
			("Filing Receipt No.", {"receipt_no": "F-1"}),
			("Filed On", {"filed_on": today()}),
		):
			self.refused((label, "only a member"), self.officer, self.change(doc, values))
		self.refused(
			"Filing", self.officer, self.change(doc, {"filing_authority": "Steps Other County Office"})
		)
		self.assertEqual(doc.filing_authority or None, None)
		self.assertTrue(frappe.db.exists("Supervision Authority", EMERGENCY_BUREAU))

	def test_scripts_do_not_survive_in_formatted_text(self):
		doc = self.insert(
			self.report_of(lessons="<p onclick='x()'>Look up</p><script>alert(1)</script>"), self.officer
		)
		self.assertIn("Look up", doc.lessons)
		for part in ("<script", "onclick"):
			self.assertNotIn(part, doc.lessons)

	def test_verification(self):
		def verification(**values):
			return self.of("Hazard Verification", **{"authority": COUNTY_OFFICE, **values})

		for words, user, values in (
			(("Verifying Authority",), self.county, {"authority": None}),
			(("Outcome",), self.county, {"outcome": "Perhaps"}),
			((DEPARTMENT, "not a member"), self.county, {"authority": DEPARTMENT}),
			(("Site Visited On", "future"), self.county, {"site_visited_on": TOMORROW}),
			(("Rectification Due", "before the day"), self.county, {"rectification_due": LONG_BEFORE}),
			(
				("Supervising Authority", "does not supervise"),
				self.county,
				{"supervising_authority": "Steps Other County Office"},
			),
			(("Reason", "HTML"), self.county, {"reason": "<b>because</b>"}),
		):
			self.refused(words, user, self.new(verification(**values)))
		self.refused("", self.officer, self.new(verification()))
		doc = self.insert(verification(status="Decided", decided_by=self.county), self.county)
		self.assertEqual((doc.status, doc.decided_by), ("Draft", None))
		self.assertEqual(frappe.db.get_value("Hazard", self.major.name, "verification"), "Pending")


class TestSuspensionAndCase(StepInputCase):
	def test_suspension(self):
		def suspension(**values):
			return self.of(
				"Production Suspension",
				**{"extent": "Shop", "from_at": add_to_date(now_datetime(), hours=-1), **values},
			)

		for words, values in (
			(("From", "future"), {"from_at": add_to_date(now_datetime(), days=1)}),
			(("Applied On", "before"), {"applied_on": add_days(today(), -4)}),
			(("Ordering Authority",), {"ordered_by": "Authority"}),
			(("Examined On", "only a member"), {"examined_on": today()}),
		):
			self.refused(words, self.officer, self.new(suspension(**values)))

	def test_case(self):
		self.insert(self.case_of(), self.county)
		for words, values in (
			(("Letter No.", "already", "another number"), {"letter_no": letter(3)}),
			(("Issued On", "future"), {"letter_no": letter(4), "issued_on": TOMORROW}),
			(("Due", "before"), {"letter_no": letter(4), "due_on": add_days(today(), -1)}),
			(("Due", "before the day"), {"letter_no": letter(4), "issued_on": None, "due_on": LONG_BEFORE}),
			(("Supervising Authority", "does not supervise"), {"authority": "Steps Other County Office"}),
			(("Report Progress Every", "negative"), {"letter_no": letter(4), "report_every_days": -3}),
			(
				("Reported On", "future"),
				{"letter_no": letter(4), "progress": [{"progress": "x", "reported_on": TOMORROW}]},
			),
			(
				("On (row 1)", "future"),
				{
					"letter_no": letter(4),
					"urgings": [{"kind": "Interview", "content": "x", "urged_on": TOMORROW}],
				},
			),
		):
			self.refused(words, self.county, self.new(self.case_of(**values)))
		self.refused("", self.officer, self.new(self.case_of(letter_no=letter(5))))
		self.refused("no letter number", self.county, self.new(self.case_of(letter_no=2026)))
