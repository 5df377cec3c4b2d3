"""The monthly return: drawn by the server, reviewed by a second person, frozen, received by its receivers."""

from datetime import date
from io import BytesIO

import frappe
from openpyxl import load_workbook

from hazard_governance.api import returns as api
from hazard_governance.domain.facts import HazardReturnRow
from hazard_governance.domain.returns import fingerprint
from hazard_governance.tests import base, ways_in
from hazard_governance.tests.list_world import (
	CITY_OFFICE,
	COUNTY_OFFICE,
	DEPARTMENT,
	MINE,
	OTHER_OFFICE,
	OTHER_WORKS,
	WORKS,
)
from hazard_governance.tests.return_world import CITY_DEPARTMENT, MONTH, QUIET, ReturnTestCase


def plain(doc) -> list[dict]:
	"""Rows of a return without what only the table knows."""
	names = [
		df.fieldname for df in frappe.get_meta("Hazard Return Row").fields if df.fieldtype != "Section Break"
	]
	return [{name: row.get(name) for name in names if not name.startswith("column")} for row in doc.rows]


class TestReturns(ReturnTestCase):
	def stored(self, doc):
		return frappe.get_doc("Hazard Return", doc.name)

	# --- drawing ------------------------------------------------------------------------------------------------------
	def test_whole_rows_of_an_enterprise_as_the_register_has_them(self) -> None:
		doc = self.collect("officer", enterprise=WORKS)
		common = {
			"verification": "Verified",
			"enterprise": WORKS,
			"county": base.COUNTY,
			"industry": base.MANUFACTURING,
			"competent_authority": DEPARTMENT,
			"source": "Self-Inspection",
			"existing_condition": base.DESCRIBED["existing_condition"],
			"basis": "Test standard 1",
			"stage": "Rectifying",
			"completed_on": None,
			"filed": 0,
			"reported_by": "",
		}
		self.assertEqual(
			plain(doc),
			[
				{
					**common,
					"register_no": "990402-202610-0001",
					"hazard": self.overdue,
					"found_on": date(2026, 10, 12),
					"responsible_person": "Wang Qiang",
					"rectification_due": date(2026, 11, 20),
					"overdue": "Yes",
					"listed": 1,
					"accountability": "Persons: 2 (direct 1, managerial 0, leadership 1)",
					"remarks": "Carried over from 2026-10",
					"counts": 1,
				},
				{
					**common,
					"register_no": "990402-202610-0002",
					"hazard": self.lowered,
					"found_on": date(2026, 10, 13),
					"responsible_person": "",
					"rectification_due": None,
					"overdue": "No",
					"listed": 0,
					"accountability": "None yet",
					"remarks": "Carried over from 2026-10; Reclassified as general on 2026-11-05",
					"counts": 0,
				},
			],
		)
		self.assertEqual(
			(doc.title, doc.unit_kind, doc.version_no, doc.rows_total, doc.nil_return, doc.status),
			(f"{MONTH} {WORKS}", "Enterprise", 1, 1, 0, "Draft"),
		)
		self.assertEqual((doc.county, doc.city, doc.industry), (base.COUNTY, base.CITY, base.MANUFACTURING))
		self.assertEqual((doc.receiving_office, doc.receiving_department, doc.receipts), (None, None, []))

	def test_what_a_client_sends_as_rows_is_not_taken(self) -> None:
		with self.as_user(self.users["officer"]):
			doc = frappe.get_doc(
				{
					"doctype": "Hazard Return",
					"unit_kind": "Enterprise",
					"enterprise": WORKS,
					"month": MONTH,
					"rows": [{"hazard": "HZ-INVENTED", "enterprise": WORKS}],
					"receipts": [{"authority": COUNTY_OFFICE, "status": "Received"}],
					"status": "Submitted",
					"version_no": 7,
					"nil_return": 1,
				}
			).insert()
			self.assertEqual([row.hazard for row in doc.rows], [self.overdue, self.lowered])
			self.assertEqual((doc.status, doc.version_no, doc.nil_return, doc.receipts), ("Draft", 1, 0, []))
			doc.rows[0].stage, doc.rows[1:] = "Filed", []
			doc.save()
		self.assertEqual([row.stage for row in self.stored(doc).rows], ["Rectifying", "Rectifying"])

	def test_a_month_that_is_none_or_has_not_begun(self) -> None:
		for month, words in (("2026-13", "not a month"), ("2026-1", "not a month"), ("2026-12", "not begun")):
			self.assertRefused(words, self.collect, "officer", month)
		self.assertEqual(len(self.collect("officer", "2026-10").rows), 3)

	def test_one_hazard_carries_one_number_in_the_lists_of_county_and_department(self) -> None:
		county, department = self.sent("county"), self.sent("department")
		numbers = [{row.hazard: row.register_no for row in doc.rows} for doc in (county, department)]
		self.assertEqual(numbers[0][self.overdue], "990402-202610-0001")
		self.assertEqual(numbers[0][self.overdue], numbers[1][self.overdue])
		self.assertEqual(numbers[0].keys() - numbers[1].keys(), {self.pending})

	# --- submitting ---------------------------------------------------------------------------------------------------
	def test_reviewed_by_a_second_person_and_sent_to_both_receivers(self) -> None:
		draft = self.collect("officer")
		self.assertRefused("prepared this return", self.submit, draft, "officer")
		doc = self.submit(draft, "principal")
		self.assertEqual(
			(doc.status, doc.prepared_by, doc.reviewed_by, str(doc.submitted_at)[:16]),
			("Submitted", self.users["officer"], self.users["principal"], "2026-11-24 10:00"),
		)
		self.assertEqual(
			[(row.capacity, row.authority, row.status) for row in doc.receipts],
			[
				("Local Safety Committee Office", COUNTY_OFFICE, "Awaiting Receipt"),
				("Industry Authority", DEPARTMENT, "Awaiting Receipt"),
			],
		)
		self.assertEqual((doc.receiving_office, doc.receiving_department), (COUNTY_OFFICE, DEPARTMENT))
		self.assertEqual(doc.fingerprint, fingerprint(HazardReturnRow.from_mapping(row) for row in doc.rows))

	def test_receivers_of_every_kind_of_unit(self) -> None:
		county, department = self.sent("county"), self.sent("department")
		self.assertEqual([row.authority for row in county.receipts], [CITY_OFFICE])
		self.assertEqual([row.authority for row in department.receipts], [COUNTY_OFFICE, CITY_DEPARTMENT])
		of_city = self.submit(
			self.collect("city department"), "city department", lone_clerk_reason="One desk"
		)
		self.assertEqual([row.authority for row in of_city.receipts], [CITY_OFFICE])
		city = self.submit(self.collect("city"), "city", lone_clerk_reason="One desk")
		self.assertEqual((city.receipts, city.receipt_state), ([], None))

	def test_alone_only_where_nobody_else_could_review_and_with_a_reason(self) -> None:
		draft = self.collect("county")
		self.assertRefused(
			"second person",
			self.submit,
			draft,
			"county",
			lone_clerk_reason="The other one is on leave",
		)
		alone = self.collect("other county")
		self.assertRefused("submit it alone", self.submit, alone, "other county")
		doc = self.submit(alone, "other county", lone_clerk_reason="One clerk")
		self.assertEqual((doc.status, doc.authority), ("Submitted", OTHER_OFFICE))

	def test_what_changed_since_the_drawing_is_drawn_and_looked_at_again(self) -> None:
		draft = self.collect("officer")
		frappe.db.set_value("Hazard", self.overdue, "stage", "Pending Acceptance")
		self.assertRefused("new: 0, gone: 0, changed: 1", self.submit, draft, "principal")
		with self.as_user(self.users["principal"]):
			api.draw(draft.name)
		# whoever draws again has not prepared it: the officer did
		self.assertEqual(self.submit(draft, "principal").rows[0].stage, "Pending Acceptance")

	def test_a_nil_return_is_confirmed_by_whoever_submits_it(self) -> None:
		draft = self.collect("quiet principal")
		self.assertEqual((draft.enterprise, draft.nil_return, draft.rows), (QUIET, 1, []))
		self.assertRefused(
			"no major hazard", self.submit, draft, "quiet principal", lone_clerk_reason="Alone"
		)
		doc = self.submit(draft, "quiet principal", nil_confirmed=1, lone_clerk_reason="Alone")
		self.assertEqual((doc.nil_return, doc.nil_confirmed, doc.rows_total), (1, 1, 0))
		not_nil = self.collect("officer")
		self.save_as("officer", not_nil, nil_confirmed=1)
		self.assertEqual(self.stored(not_nil).nil_confirmed, 0)

	def save_as(self, who: str, doc, **values):
		with self.as_user(self.users[who]):
			fresh = self.stored(doc)
			fresh.update(values)
			fresh.save()

	# --- frozen -------------------------------------------------------------------------------------------------------
	def test_nothing_that_becomes_of_a_hazard_reaches_a_submitted_return(self) -> None:
		doc = self.sent("works")
		before = plain(doc)
		frappe.db.set_value(
			"Hazard", self.overdue, {"stage": "Withdrawn", "register_no": "990402-202610-0099"}
		)
		frappe.rename_doc("Regulated Enterprise", WORKS, "List Works Renamed", force=True)
		after = self.stored(doc)
		self.assertEqual((plain(after), after.enterprise), (before, "List Works Renamed"))
		self.assertEqual(
			after.fingerprint, fingerprint(HazardReturnRow.from_mapping(row) for row in after.rows)
		)

	def test_a_submitted_return_is_changed_on_no_way(self) -> None:
		doc = self.sent("works")
		before = plain(doc)
		for who in ("officer", "principal", "county", "city"):
			exc = frappe.ValidationError if who in ("officer", "principal") else frappe.PermissionError
			self.assertRefused("", self.save_as, who, doc, remarks="Changed", exc=exc)
		for call in (
			lambda: ways_in.rest_put("Hazard Return Row", doc.rows[0].name, {"stage": "Filed"}),
			lambda: frappe.delete_doc("Hazard Return Row", doc.rows[0].name),
			lambda: frappe.delete_doc("Hazard Return", doc.name, force=1),
			lambda: frappe.rename_doc("Hazard Return", doc.name, "HRT-X", force=True),
			lambda: api.draw(doc.name),
		):
			self.assertRefused("", call)
		self.save_as("officer", doc, rows=[])
		self.assertEqual(plain(self.stored(doc)), before)

	def test_the_signed_copy_may_be_attached_later_and_then_stays(self) -> None:
		doc = self.sent("works")
		with self.as_user(self.users["officer"]):
			url = base.make_photo("signed.jpg", attached_to=doc)
			self.save_as("officer", doc, signed_copy=url)
		self.assertRefused("can no longer be changed", self.save_as, "officer", doc, signed_copy=None)

	# --- receiving ----------------------------------------------------------------------------------------------------
	def test_each_receiver_answers_for_itself_and_once(self) -> None:
		doc = self.sent("works")
		self.assertEqual(self.answer(doc, "county"), "Awaiting Receipt")
		self.assertRefused("answered already", self.answer, doc, "second clerk", "Too late")
		self.assertEqual(self.answer(doc, "department"), "Received")
		self.assertEqual(
			[(row.status, row.decided_by) for row in self.stored(doc).receipts],
			[("Received", self.users["county"]), ("Received", self.users["department"])],
		)

	def test_only_members_of_a_receiver_who_belong_to_the_sender_in_no_way(self) -> None:
		doc = self.sent("works")
		for who in ("officer", "principal", "city", "task force", "other county", "city department", "alone"):
			for reason in ("", "Wrong"):
				self.assertRefused("", self.answer, doc, who, reason, exc=frappe.PermissionError)
		# the officer joins the office that is to receive it
		frappe.get_doc("User", self.users["officer"]).add_roles("County Safety Office")
		base.make_authority(COUNTY_OFFICE, members=(self.users["officer"],))
		self.assertRefused("no ties to the sender", self.answer, doc, "officer", exc=frappe.PermissionError)
		# the registrar is a member of the office, but a registrar only files
		self.assertRefused("", self.answer, doc, "registrar", exc=frappe.PermissionError)

	def test_a_returned_one_is_corrected_by_a_version_beside_the_old_one(self) -> None:
		doc = self.sent("works")
		self.assertRefused("reason is empty", self.answer, doc, "county", "  ")
		self.assertEqual(self.answer(doc, "county", "The pending one is missing"), "Returned")
		before = self.stored(doc).as_dict()
		with self.as_user(self.users["officer"]):
			self.assertRefused("what is wrong", api.correct, doc.name, " ")
			new = frappe.get_doc("Hazard Return", api.correct(doc.name, "Deadline entered"))
			self.assertRefused("later version", api.correct, doc.name, "Again")
		self.assertEqual(
			(new.version_no, new.supersedes, new.correction_reason), (2, doc.name, "Deadline entered")
		)
		self.assertEqual(self.stored(doc).as_dict(), before)
		# until the new one is submitted the other receiver may still answer the old one
		self.assertEqual(self.answer(doc, "department"), "Returned")
		again = self.submit(new, "principal")
		self.assertEqual(again.receipt_state, "Awaiting Receipt")
		self.assertRefused(again.name, self.answer, doc, "department")

	def test_a_second_beginning_of_the_same_month_opens_the_first(self) -> None:
		first = self.collect("county")
		self.assertEqual(self.collect("second clerk").name, first.name)
		with self.as_user(self.users["county"]):
			values = {"doctype": "Hazard Return", "unit_kind": "County", "authority": COUNTY_OFFICE}
			self.assertRefused(first.name, frappe.get_doc({**values, "month": MONTH}).insert)
		self.submit(first, "second clerk")
		self.assertEqual(self.collect("county").name, first.name)
		self.assertEqual(frappe.db.count("Hazard Return", {"authority": COUNTY_OFFICE}), 1)

	def test_a_dissolved_receiver_is_answered_for_by_the_city(self) -> None:
		doc = self.sent("works")
		self.assertRefused("", self.answer, doc, "city", authority=DEPARTMENT, exc=frappe.PermissionError)
		authority = frappe.get_doc("Supervision Authority", DEPARTMENT)
		authority.disabled = 1
		authority.save()
		self.assertEqual(self.answer(doc, "city", authority=DEPARTMENT), "Awaiting Receipt")
		self.assertEqual(self.answer(doc, "county"), "Received")

	# --- collecting ---------------------------------------------------------------------------------------------------
	def test_a_county_collects_in_one_action_and_is_told_who_is_wanting(self) -> None:
		nil = self.submit(
			self.collect("quiet principal"),
			"quiet principal",
			nil_confirmed=1,
			lone_clerk_reason="Alone",
		)
		late = self.late_hazard(QUIET)
		doc = self.collect("county")
		self.assertEqual([row.hazard for row in doc.rows][:2], [self.overdue, self.lowered])
		self.assertEqual({row.hazard for row in doc.rows}, {self.overdue, self.lowered, self.pending, late})
		notes = {(row.finding, row.unit): row.detail for row in doc.notes}
		self.assertEqual(
			notes[("Nil Return With Major Hazards", QUIET)],
			f"Reported nil on 2026-11-24; the register holds: {late}",
		)
		for unit in (WORKS, MINE, DEPARTMENT):
			self.assertEqual(notes[("Not Reported Yet", unit)], "Due by 2026-11-25")
		self.assertNotIn(OTHER_WORKS, [row.unit for row in doc.notes])
		self.assertTrue(nil.nil_return)

	def late_hazard(self, enterprise: str) -> str:
		with self.as_user("Administrator"):
			return self.make_hazard(enterprise, registered_at="2026-11-23 08:00:00")

	def test_the_city_collects_from_counties_and_departments_each_hazard_once(self) -> None:
		self.sent("county"), self.sent("department")
		doc = self.collect("city")
		told = {row.hazard: row.reported_by for row in doc.rows}
		self.assertEqual(len(doc.rows), len(told))
		self.assertEqual(told[self.overdue], f"{COUNTY_OFFICE}、{DEPARTMENT}")
		self.assertEqual(told[self.pending], COUNTY_OFFICE)
		self.assertFalse(told[self.accepted])
		notes = {(row.finding, row.unit) for row in doc.notes}
		self.assertIn(("In No Return", OTHER_WORKS), notes)
		self.assertIn(("Not Reported Yet", OTHER_OFFICE), notes)
		self.assertNotIn(("Not Reported Yet", COUNTY_OFFICE), notes)

	def test_an_office_enters_what_an_enterprise_without_users_hands_in(self) -> None:
		for who in ("department", "other county", "officer"):
			self.assertRefused("", self.collect, who, enterprise=MINE, exc=frappe.PermissionError)
		draft = self.collect("county", enterprise=MINE)
		self.assertEqual((draft.entered_by_authority, draft.enterprise), (COUNTY_OFFICE, MINE))
		doc = self.submit(draft, "second clerk")
		self.assertEqual([(row.authority, row.status) for row in doc.receipts], [(COUNTY_OFFICE, "Received")])
		self.assertRefused("", self.collect, "county", enterprise=WORKS, exc=frappe.PermissionError)

	def test_who_reports_no_month(self) -> None:
		with self.as_user(self.users["registrar"]):
			self.assertRefused("", api.collect, MONTH, authority=COUNTY_OFFICE, exc=frappe.PermissionError)
		with self.as_user(self.users["task force"]):
			self.assertEqual(api.units(), [])
		with self.as_user(self.users["county"]):
			self.assertEqual(api.units(), [{"kind": "County", "field": "authority", "name": COUNTY_OFFICE}])
		base.make_authority("List Government", kind="People's Government", members=(self.users["county"],))
		self.assertRefused("reports no month", self.collect, "county", authority="List Government")

	# --- on paper -----------------------------------------------------------------------------------------------------
	def test_print_and_workbook_hold_the_frozen_rows(self) -> None:
		doc = self.sent("works")
		with self.as_user(self.users["county"]):
			html = frappe.get_print("Hazard Return", doc.name, "Hazard Return")
			api.download(doc.name)
		for text in ("990402-202610-0001", WORKS, "list-officer", "list-principal", doc.fingerprint):
			self.assertIn(text, html)
		sheet = load_workbook(BytesIO(frappe.local.response.pop("filecontent"))).active
		cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
		self.assertIn("990402-202610-0001", cells)
		with self.as_user(self.users["other county"]):
			self.assertRefused("", api.download, doc.name, exc=frappe.PermissionError)
