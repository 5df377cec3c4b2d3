"""Supervision Case: letters once, urging by the authority, extensions in time, delisting by whoever listed it."""

import frappe
from frappe.utils import add_days, getdate, today

from hazard_governance.api import supervision as api
from hazard_governance.tests.steps import CITY_OFFICE, COUNTY_OFFICE, DEPARTMENT, StepsTestCase

APPLICATION = {"reason": "The fan is late", "interim_controls": "No grinding"}


class TestSupervisionCase(StepsTestCase):
	def setUp(self):
		super().setUp()
		self.major = self.hazard()

	def case(self, user: str | None = None, **values):
		return self.insert(
			{
				"doctype": "Supervision Case",
				"hazard": self.major.name,
				"kind": "Listed",
				"authority": COUNTY_OFFICE,
				"letter_no": "CAD 2026 No. 3",
				"issued_on": today(),
				"leader": "Director Wu",
				"requirements": "Remove the dust",
				"due_on": add_days(today(), 20),
				**values,
			},
			user or self.county,
		)

	def in_force(self, **values):
		return self.act(self.case(**values), "Confirm Supervision", self.county)

	def applied(self, new_due: str | None = None):
		row = {"applied_on": today(), "new_due": new_due or add_days(today(), 40), **APPLICATION}
		return self.save(self.in_force(), self.officer, extensions=[row])

	# --- input -----------------------------------------------------------------------------------------------
	def test_an_authority_gives_a_letter_number_once(self):
		first = self.case()
		self.assertRefused(
			first.name, self.case, letter_no=" CAD 2026 No. 3 ", exc=frappe.DuplicateEntryError
		)
		other = self.case(user=self.department, authority=DEPARTMENT)
		self.assertEqual(other.letter_no, first.letter_no)

	def test_a_listed_case_in_force_has_letter_leader_and_deadline(self):
		doc = self.case(letter_no=None, leader=None)
		message = self.assertRefused("letter number", self.act, doc, "Confirm Supervision", self.county)
		self.assertIn("leader", message)

	def test_impossible_dates_are_refused(self):
		self.assertRefused("future", self.case, issued_on=add_days(today(), 1))
		self.assertRefused("before", self.case, due_on=add_days(today(), -1))

	def test_the_enterprise_opens_no_case(self):
		self.assertRefused("", self.case, user=self.officer, exc=frappe.PermissionError)
		self.assertFalse(frappe.db.exists("Supervision Case", {"hazard": self.major.name}))

	# --- who writes what -------------------------------------------------------------------------------------
	def test_the_enterprise_reports_progress(self):
		doc = self.save(self.in_force(), self.officer, progress=[{"progress": "Fan ordered"}])
		self.assertEqual(doc.progress[0].progress, "Fan ordered")
		self.assertTrue(doc.progress[0].reported_by)

	def test_the_enterprise_changes_nothing_of_the_authority(self):
		doc = self.in_force()
		for values in (
			{"leader": "Nobody"},
			{"delisting_no": "D 1"},
			{"urgings": [{"kind": "Interview", "content": "We met"}]},
		):
			self.assertRefused(
				"authority of this case", self.save, doc, self.officer, exc=frappe.PermissionError, **values
			)

	def test_another_authority_changes_nothing_either(self):
		doc = self.in_force()
		self.assertRefused(
			COUNTY_OFFICE, self.save, doc, self.department, leader="Other", exc=frappe.PermissionError
		)

	def test_the_authority_urges(self):
		doc = self.save(
			self.in_force(), self.county, urgings=[{"kind": "Reminder Letter", "content": "Hurry"}]
		)
		self.assertEqual(doc.urgings[0].kind, "Reminder Letter")

	def test_the_deadline_moves_by_an_extension_only(self):
		doc = self.in_force()
		self.assertRefused("granted extension", self.save, doc, self.county, due_on=add_days(today(), 90))

	# --- extension -------------------------------------------------------------------------------------------
	def test_an_application_is_complete_in_time_and_later(self):
		doc = self.in_force()
		late = {"applied_on": today(), "new_due": add_days(today(), 10), **APPLICATION}
		self.assertRefused("not later", self.save, doc, self.officer, extensions=[late])
		past = {"issued_on": add_days(today(), -3), "due_on": add_days(today(), -1)}
		frappe.db.set_value("Supervision Case", doc.name, past)
		row = {"applied_on": today(), "new_due": add_days(today(), 10), **APPLICATION}
		self.assertRefused("after the deadline", self.save, doc, self.officer, extensions=[row])

	def test_the_enterprise_does_not_date_its_application_back(self):
		doc = self.in_force()
		past = {"issued_on": add_days(today(), -3), "due_on": add_days(today(), -1)}
		frappe.db.set_value("Supervision Case", doc.name, past)
		row = {"applied_on": add_days(today(), -2), "new_due": add_days(today(), 10), **APPLICATION}
		self.assertRefused("after the deadline", self.save, doc, self.officer, extensions=[row])
		doc = self.save(doc, self.county, extensions=[row])
		self.assertEqual(doc.extensions[0].applied_on, getdate(add_days(today(), -2)))

	def test_a_decision_is_not_typed_into_the_row(self):
		row = {"applied_on": today(), "new_due": add_days(today(), 40), **APPLICATION, "decision": "Granted"}
		doc = self.save(self.in_force(), self.officer, extensions=[row])
		self.assertFalse(doc.extensions[0].decision)
		rows = [{**doc.extensions[0].as_dict(), "decision": "Granted"}]
		self.assertFalse(self.save(doc, self.county, extensions=rows).extensions[0].decision)

	def test_granted_moves_both_deadlines_and_keeps_the_first(self):
		doc = self.applied()
		with self.as_user(self.county):
			answer = api.decide_extension(doc.name, doc.extensions[0].name, "Granted")
		stored = frappe.get_doc(doc.doctype, doc.name)
		new_due = getdate(add_days(today(), 40))
		self.assertEqual((stored.due_on, stored.original_due), (new_due, getdate(add_days(today(), 20))))
		self.assertEqual(answer["due_on"], new_due)
		row = stored.extensions[0]
		self.assertEqual((row.decision, row.decided_by, row.decided_on), ("Granted", self.county, getdate()))
		self.assertEqual(frappe.db.get_value("Hazard", self.major.name, "rectification_due"), new_due)

	def test_refused_says_why_and_moves_nothing(self):
		doc = self.applied()
		row = doc.extensions[0].name
		with self.as_user(self.county):
			self.assertRefused("Remarks", api.decide_extension, doc.name, row, "Refused")
			api.decide_extension(doc.name, row, "Refused", "Work day and night")
			self.assertRefused("has been decided", api.decide_extension, doc.name, row, "Granted")
		self.assertEqual(frappe.db.get_value(doc.doctype, doc.name, "due_on"), getdate(add_days(today(), 20)))

	def test_only_the_authority_of_the_case_decides(self):
		doc = self.applied()
		for user in (self.officer, self.department, self.city):
			with self.as_user(user):
				self.assertRefused(
					"",
					api.decide_extension,
					doc.name,
					doc.extensions[0].name,
					"Granted",
					exc=frappe.PermissionError,
				)

	def test_a_decided_application_stands_still(self):
		doc = self.applied()
		with self.as_user(self.county):
			api.decide_extension(doc.name, doc.extensions[0].name, "Refused", "No")
		rows = [{**frappe.get_doc(doc.doctype, doc.name).extensions[0].as_dict(), "reason": "Other"}]
		self.assertRefused("xtension", self.save, doc, self.officer, extensions=rows)
		self.assertRefused("xtension", self.save, doc, self.officer, extensions=[])

	# --- delisting -------------------------------------------------------------------------------------------
	def passed_check(self, user: str, authority: str):
		doc = self.insert(
			{
				"doctype": "Rectification Acceptance",
				"hazard": self.major.name,
				"level": "Authority Check",
				"authority": authority,
				"verdict": "Pass",
			},
			user,
		)
		rows = [{**row.as_dict(), "finding": "Pass"} for row in doc.findings]
		return self.act(self.save(doc, user, findings=rows), "Conclude Check", user)

	def test_whoever_listed_it_delists_it_after_its_own_check(self):
		self.plan(self.major)
		doc = self.act(self.in_force(), "Request Acceptance of Case", self.officer)
		self.assertRefused("no check", self.act, doc, "Delist", self.county)
		self.set_stage(self.major, "Accepted")
		self.assertRefused("listed for supervision", self.passed_check, self.city, CITY_OFFICE)
		check = self.passed_check(self.county, COUNTY_OFFICE)
		self.assertRefused("not a member", self.act, doc, "Delist", self.city, exc=frappe.PermissionError)
		doc = self.act(doc, "Delist", self.county)
		self.assertEqual((doc.status, doc.acceptance, doc.delisted_on), ("Delisted", check.name, getdate()))

	def test_a_check_of_another_hazard_is_not_linked(self):
		mine = self.in_force()
		self.major = self.hazard(hazard_title="Another")
		self.set_stage(self.major, "Accepted")
		foreign = self.passed_check(self.county, COUNTY_OFFICE)
		self.assertRefused("Authority Check", self.save, mine, self.county, acceptance=foreign.name)

	def test_returning_and_not_adopting_need_a_reason(self):
		doc = self.case()
		self.assertRefused("eason", self.act, doc, "Do Not Adopt", self.county)
		doc = self.act(doc, "Do Not Adopt", self.county, reason="Removed on the spot")
		self.assertEqual(doc.status, "Not Adopted")
