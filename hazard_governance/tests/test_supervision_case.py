"""Supervision Case: letters once, urging by the authority, extensions in time, delisting by whoever listed it."""

from unittest.mock import patch

import frappe
from frappe.utils import add_days, getdate, today

from hazard_governance.api import supervision as api
from hazard_governance.tests.base import letter
from hazard_governance.tests.steps import CITY_OFFICE, COUNTY_OFFICE, DEPARTMENT
from hazard_governance.tests.supervision_world import DELISTING, SupervisionTestCase


class TestIssue(SupervisionTestCase):
	def test_an_authority_gives_a_letter_number_once(self):
		first = self.case()
		other = self.hazard(hazard_title="Another")
		typed = f" {letter(3)} ".replace("〔", "[").replace("〕", "]")
		self.assertRefused(
			first.name, self.case, hazard=other.name, letter_no=typed, exc=frappe.DuplicateEntryError
		)
		elsewhere = self.case(user=self.department, authority=DEPARTMENT)
		self.assertEqual(elsewhere.letter_no, first.letter_no)

	def test_the_database_keeps_numbers_apart_that_nobody_could_compare(self):
		first = self.case()
		with patch("hazard_governance.supervision_letters.check"):
			self.assertRefused(
				"",
				self.case,
				hazard=self.hazard(hazard_title="Another").name,
				letter_no=first.letter_no,
				exc=frappe.UniqueValidationError,
			)

	def test_the_form_of_a_number_and_its_year_are_checked(self):
		self.assertRefused("no letter number", self.case, letter_no="CAD 2026 No. 3")
		self.assertRefused("no letter number", self.case, letter_no=letter(3).replace("3号", "03号"))
		old = letter(3).replace(str(getdate().year), str(getdate().year - 1))
		self.assertRefused("Correct one of them", self.case, letter_no=old)
		tidy = self.case(letter_no=letter(3).replace("〔", " (").replace("〕", ") "))
		self.assertEqual(tidy.letter_no, letter(3))

	def test_the_server_proposes_the_next_number_of_the_authority(self):
		frappe.db.set_value("Supervision Authority", COUNTY_OFFICE, "letter_prefix", "潞安督字")
		first = self.in_force(letter_no=None)
		self.assertEqual(first.letter_no, letter(1, "潞安督字"))
		self.save(
			first,
			self.county,
			urgings=[{"kind": "Reminder Letter", "content": "Hurry", "letter_no": letter(7, "潞安督字")}],
		)
		second = self.case(hazard=self.hazard(hazard_title="Another").name, letter_no=None)
		self.assertEqual(second.letter_no, letter(8, "潞安督字"))
		with self.as_user(self.county):
			self.assertEqual(api.propose_letter_no(second.name), letter(9, "潞安督字"))
		for user in (self.officer, self.department, self.city):
			with self.as_user(user):
				self.assertRefused("", api.propose_letter_no, second.name, exc=frappe.PermissionError)
		departmental = self.case(kind="Departmental", letter_no=None)
		self.assertFalse(departmental.letter_no)

	def test_a_listed_case_in_force_has_letter_signatory_leader_and_deadline(self):
		doc = self.case(letter_no=None, leader=None, signatory=None)
		message = self.assertRefused("letter number", self.act, doc, "Confirm Supervision", self.county)
		self.assertIn("leader", message)
		self.assertIn("signatory", message)

	def test_the_level_follows_from_the_authority(self):
		self.assertEqual(self.case(level="City").level, "County")
		city = self.case(user=self.city, authority=CITY_OFFICE)
		self.assertEqual(city.level, "City")
		self.assertRefused(
			"cannot be kept by",
			self.case,
			hazard=self.hazard(hazard_title="B").name,
			letter_no=letter(4),
			level="Province",
		)
		doc = self.case(
			user=self.city, authority=CITY_OFFICE, kind="Departmental", level="Province", letter_no=None
		)
		self.assertRefused("province", self.act, doc, "Confirm Supervision", self.city)
		doc = self.save(doc, self.city, listing_body="Provincial Safety Committee Office")
		self.assertEqual(self.act(doc, "Confirm Supervision", self.city).level, "Province")

	def test_impossible_dates_are_refused(self):
		self.assertRefused("future", self.case, issued_on=add_days(today(), 1))
		self.assertRefused("before", self.case, due_on=add_days(today(), -1))

	def test_the_enterprise_opens_no_case(self):
		self.assertRefused("", self.case, user=self.officer, exc=frappe.PermissionError)
		self.assertFalse(frappe.db.exists("Supervision Case", {"hazard": self.major.name}))

	def test_an_authority_opens_one_case_of_a_kind(self):
		first = self.in_force()
		self.assertRefused(first.name, self.case, letter_no=letter(4))
		self.assertEqual(self.case(kind="Departmental", letter_no=None).status, "Proposed")

	def test_nothing_is_opened_on_a_hazard_that_is_done_with(self):
		for stage in ("Closed Out", "Filed", "Withdrawn"):
			self.set_stage(self.major, stage)
			self.assertRefused("Nothing is left to supervise", self.case)


class TestWhoWritesWhat(SupervisionTestCase):
	def test_the_enterprise_reports_progress_in_its_name_and_on_the_day(self):
		doc = self.save(
			self.in_force(),
			self.officer,
			progress=[{"progress": "Fan ordered", "reported_on": add_days(today(), -3)}],
		)
		row = doc.progress[0]
		self.assertEqual(
			(row.progress, row.reported_on, row.entered_by), ("Fan ordered", getdate(), self.officer)
		)
		self.assertTrue(row.reported_by)
		rows = [{**row.as_dict(), "reported_on": add_days(today(), -3), "entered_by": self.principal}]
		row = self.save(doc, self.officer, progress=rows).progress[0]
		self.assertEqual((row.reported_on, row.entered_by), (getdate(), self.officer))

	def test_the_authority_records_a_report_on_paper_with_its_day(self):
		came = add_days(today(), -2)
		paper = {"progress": "Fan ordered", "reported_on": came, "reported_by": "Engineer Zhou"}
		row = self.save(self.in_force(), self.county, progress=[paper]).progress[0]
		self.assertEqual(
			(row.reported_on, row.reported_by, row.entered_by), (getdate(came), "Engineer Zhou", self.county)
		)

	def test_the_enterprise_changes_nothing_of_the_authority(self):
		doc = self.in_force()
		for values in (
			{"leader": "Nobody"},
			{"delisting_no": letter(8)},
			{"served_on": today(), "served_to": "Wang"},
			{"urgings": [{"kind": "Interview", "content": "We met"}]},
			{"pauses": [{"from_date": today(), "reason": "Flood"}]},
			{"co_operating": [{"authority": DEPARTMENT}]},
		):
			with self.subTest(values):
				self.assertRefused(
					"authority of this case",
					self.save,
					doc,
					self.officer,
					exc=frappe.PermissionError,
					**values,
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
		sent = self.save(doc, self.county, original_due=add_days(today(), 90), paused_since=today())
		self.assertEqual((sent.original_due, sent.paused_since), (getdate(add_days(today(), 20)), None))

	# --- service and receipt ------------------------------------------------------------------------------------
	def test_a_letter_is_served_and_its_receipt_proved_on_paper(self):
		doc = self.in_force()
		self.assertRefused("served to", self.save, doc, self.county, served_on=today())
		served = {"served_on": today(), "served_to": "Manager Wang", "served_by": "Clerk Li"}
		doc = self.save(doc, self.county, **served)
		receipt = {"received_on": today(), "received_by": "Manager Wang"}
		self.assertRefused("signed receipt", self.save, doc, self.county, **receipt)
		doc = self.save(doc, self.county, **receipt, service_proof=self.photo(self.county))
		self.assertFalse(doc.receipt_user)
		self.assertRefused("can no longer be changed", self.save, doc, self.county, served_to="Nobody")

	def test_the_enterprise_confirms_the_receipt_in_the_system(self):
		doc = self.case()
		with self.as_user(self.officer):
			self.assertRefused("no letter of this case is in force", api.confirm_receipt, doc.name)
		doc = self.act(doc, "Confirm Supervision", self.county)
		for user in (self.county, self.city, self.outsider):
			with self.as_user(user):
				self.assertRefused("", api.confirm_receipt, doc.name, exc=frappe.PermissionError)
		with self.as_user(self.officer):
			answer = api.confirm_receipt(doc.name)
			self.assertEqual(answer["received_on"], getdate())
			self.assertRefused("already", api.confirm_receipt, doc.name)
		stored = frappe.get_doc(doc.doctype, doc.name)
		self.assertEqual((stored.receipt_user, stored.received_on), (self.officer, getdate()))
		sent = self.save(
			self.in_force(kind="Departmental", letter_no=letter(5)), self.county, receipt_user=self.officer
		)
		self.assertFalse(sent.receipt_user)


class TestExtension(SupervisionTestCase):
	def decide(self, doc, user: str, decision: str = "Granted", reason: str = "As said", **values):
		with self.as_user(user):
			return api.decide_extension(doc.name, doc.extensions[-1].name, decision, reason, **values)

	def test_an_application_is_complete_in_time_and_later(self):
		doc = self.in_force()
		late = self.application(new_due=add_days(today(), 10))
		self.assertRefused("not later", self.save, doc, self.officer, extensions=[late])
		past = add_days(today(), -1)
		self.as_if(doc, issued_on=add_days(today(), -3), due_on=past, original_due=past)
		row = self.application(new_due=add_days(today(), 10))
		self.assertRefused("after the deadline", self.save, doc, self.officer, extensions=[row])

	def test_the_enterprise_does_not_date_its_application_back(self):
		doc = self.in_force()
		past = add_days(today(), -1)
		self.as_if(doc, issued_on=add_days(today(), -3), due_on=past, original_due=past)
		row = self.application(applied_on=add_days(today(), -2), new_due=add_days(today(), 10))
		self.assertRefused("after the deadline", self.save, doc, self.officer, extensions=[row])
		doc = self.save(doc, self.county, extensions=[row])
		self.assertEqual(doc.extensions[0].applied_on, getdate(add_days(today(), -2)))
		self.assertEqual(doc.extensions[0].applied_by, self.county)

	def test_a_decision_is_not_typed_into_the_row(self):
		typed = {"decision": "Granted", "days": 99, "decided_by": self.county, "remarks": "x"}
		doc = self.save(self.in_force(), self.officer, extensions=[{**self.application(), **typed}])
		row = doc.extensions[0]
		self.assertFalse(row.decision or row.days or row.decided_by or row.remarks)
		self.assertEqual(row.applied_by, self.officer)
		rows = [{**row.as_dict(), **typed}]
		doc = self.save(doc, self.county, extensions=rows)
		self.assertFalse(doc.extensions[0].decision or doc.extensions[0].days)
		self.assertEqual(doc.due_on, getdate(add_days(today(), 20)))

	def test_granted_moves_both_deadlines_and_keeps_the_first(self):
		doc = self.applied()
		answer = self.decide(doc, self.county)
		stored = frappe.get_doc(doc.doctype, doc.name)
		new_due = getdate(add_days(today(), 40))
		self.assertEqual((stored.due_on, stored.original_due), (new_due, getdate(add_days(today(), 20))))
		self.assertEqual(answer["due_on"], new_due)
		row = stored.extensions[0]
		self.assertEqual(
			(row.decision, row.days, row.decided_by, row.decided_on, row.remarks),
			("Granted", 20, self.county, getdate(), "As said"),
		)
		self.assertEqual(frappe.db.get_value("Hazard", self.major.name, "rectification_due"), new_due)
		more = [row.as_dict(), self.application(new_due=add_days(today(), 50))]
		doc = self.save(doc, self.officer, extensions=more)
		self.decide(doc, self.county)
		stored.reload()
		self.assertEqual((stored.due_on, stored.extensions[1].days), (getdate(add_days(today(), 50)), 10))
		self.assertEqual(stored.original_due, getdate(add_days(today(), 20)))

	def test_every_decision_says_why(self):
		doc = self.applied()
		row = doc.extensions[0].name
		with self.as_user(self.county):
			for decision in ("Granted", "Refused"):
				self.assertRefused(
					"reason for the decision", api.decide_extension, doc.name, row, decision, " "
				)
			self.assertRefused("Choose Granted", api.decide_extension, doc.name, row, "Perhaps", "x")
			api.decide_extension(doc.name, row, "Refused", "Work day and night")
			self.assertRefused("has been decided", api.decide_extension, doc.name, row, "Granted", "x")
		self.assertEqual(frappe.db.get_value(doc.doctype, doc.name, "due_on"), getdate(add_days(today(), 20)))

	def test_only_the_authority_of_the_case_decides(self):
		doc = self.applied()
		for user in (self.officer, self.department, self.city):
			self.assertRefused("", self.decide, doc, user, exc=frappe.PermissionError)

	def test_who_entered_the_application_does_not_decide_unless_alone_and_says_so(self):
		doc = self.applied(user=self.county)
		self.assertRefused("Let a colleague decide", self.decide, doc, self.county)
		self.decide(doc, self.county_head)
		again = self.save(
			doc,
			self.county,
			extensions=[
				frappe.get_doc(doc.doctype, doc.name).extensions[0].as_dict(),
				self.application(new_due=add_days(today(), 50)),
			],
		)
		self.decide(again, self.county, lone_clerk_reason="The only officer on duty")
		row = frappe.get_doc(doc.doctype, doc.name).extensions[1]
		self.assertEqual((row.decision, row.lone_clerk_reason), ("Granted", "The only officer on duty"))

	def test_a_decided_application_stands_still(self):
		doc = self.applied()
		self.decide(doc, self.county, "Refused", "No")
		rows = [{**frappe.get_doc(doc.doctype, doc.name).extensions[0].as_dict(), "reason": "Other"}]
		self.assertRefused("xtension", self.save, doc, self.officer, extensions=rows)
		self.assertRefused("xtension", self.save, doc, self.officer, extensions=[])

	def test_the_term_to_decide_counts_working_days_and_is_charged_to_the_authority(self):
		holidays = frappe.get_doc(
			{
				"doctype": "Holiday List",
				"holiday_list_name": "Supervision test list",
				"from_date": "2026-09-21",
				"to_date": "2026-10-11",
				"holidays": [
					{"holiday_date": f"2026-{day}", "description": "National Day"}
					for day in ("09-26", "09-27", *(f"10-0{n}" for n in range(1, 8)), "10-11")
				],
			}
		).insert()
		values = {"holiday_list": holidays.name, "extension_decision_working_days": 5}
		for name, value in values.items():
			frappe.db.set_single_value("Hazard Governance Settings", name, value)
		frappe.clear_document_cache("Hazard Governance Settings")
		self.addCleanup(frappe.clear_document_cache, "Hazard Governance Settings")
		with self.freeze_time("2026-09-28"):
			self.major = self.hazard()
			doc = self.applied()
		for day, overdue in (("2026-10-10", False), ("2026-10-11", True)):
			with self.subTest(day), self.freeze_time(day), self.as_user(self.county):
				(term,) = api.clock(doc.name)["decisions"].values()
				self.assertEqual((str(term["due"]), term["overdue"]), ("2026-10-10", overdue))

	def test_the_clock_is_for_readers_of_the_case(self):
		doc = self.in_force(report_every_days=7)
		for user in (self.officer, self.county, self.department, self.city, self.task_force):
			with self.as_user(user):
				self.assertEqual(api.clock(doc.name)["due"], getdate(add_days(today(), 20)))
		for user in (self.outsider, self.other_county, self.reporter):
			with self.as_user(user):
				self.assertRefused("", api.clock, doc.name, exc=frappe.PermissionError)


class TestDelisting(SupervisionTestCase):
	def test_whoever_listed_it_delists_it_after_its_own_check(self):
		self.plan(self.major)
		doc = self.act(self.in_force(), "Request Acceptance of Case", self.officer)
		self.assertEqual(
			(doc.acceptance_requested_on, doc.acceptance_requested_by), (getdate(), self.officer)
		)
		message = self.assertRefused("no check", self.act, doc, "Delist", self.county)
		self.assertIn("signatory", message)
		self.set_stage(self.major, "Accepted")
		self.assertRefused("listed for supervision", self.checked, self.city, CITY_OFFICE)
		check = self.checked(self.county, COUNTY_OFFICE)
		self.assertRefused("not a member", self.act, doc, "Delist", self.city, exc=frappe.PermissionError)
		doc = self.save(doc, self.county, **DELISTING)
		doc = self.act(doc, "Delist", self.county)
		self.assertEqual((doc.status, doc.acceptance, doc.delisted_on), ("Delisted", check.name, getdate()))
		(opinion,) = doc.opinions
		self.assertEqual(
			(opinion.acceptance, opinion.verdict, opinion.requested_by, opinion.new_due),
			(check.name, "Pass", self.officer, None),
		)
		row = {**opinion.as_dict(), "letter_no": letter(91), "signatory": "Director Wu", "verdict": "Fail"}
		doc = self.save(doc, self.county, opinions=[row])
		self.assertEqual((doc.opinions[0].letter_no, doc.opinions[0].verdict), (letter(91), "Pass"))

	def test_a_check_of_another_hazard_is_not_linked(self):
		mine = self.in_force()
		self.major = self.hazard(hazard_title="Another")
		self.set_stage(self.major, "Accepted")
		foreign = self.checked(self.county, COUNTY_OFFICE)
		self.assertRefused("Authority Check", self.save, mine, self.county, acceptance=foreign.name)

	def test_an_opinion_is_not_typed_in(self):
		typed = [{"verdict": "Pass", "days": 30, "new_due": add_days(today(), 90)}]
		doc = self.save(self.in_force(), self.county, opinions=typed)
		self.assertEqual((doc.opinions, doc.due_on), ([], getdate(add_days(today(), 20))))

	def test_returning_and_not_adopting_need_a_reason(self):
		doc = self.case()
		self.assertRefused("eason", self.act, doc, "Do Not Adopt", self.county)
		doc = self.act(doc, "Do Not Adopt", self.county, reason="Removed on the spot")
		self.assertEqual(doc.status, "Not Adopted")
