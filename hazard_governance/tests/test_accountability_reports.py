"""The accountability register and what has not begun: whole rows of each role, and who is refused."""

from datetime import date

import frappe

from hazard_governance.tests import base
from hazard_governance.tests.accountability_world import (
	COMPARISON,
	NOT_BEGUN,
	REGISTER,
	AccountabilityTestCase,
)
from hazard_governance.tests.list_world import (
	COUNTY_OFFICE,
	DEPARTMENT,
	OTHER_WORKS,
	PERSON,
	WORKS,
	run,
	store,
)

REFUSED = ("officer", "registrar", "reporter", "owner", "liaison")


class TestAccountabilityReports(AccountabilityTestCase):
	# --- the register ------------------------------------------------------------------------------------------------
	def row(self, key: str, **values) -> dict:
		return {
			"register_no": "990402-202610-0001",
			"enterprise": WORKS,
			"hazard_title": base.MINIMAL["hazard_title"],
			"person_name": PERSON,
			"post": "Foreman",
			"responsibility": "Primary Responsible Person",
			"amount": None,
			"from_date": None,
			"to_date": None,
			"days": None,
			"deciding_side": "Enterprise",
			"authority": "",
			"letter_no": "",
			"decided_on": None,
			"executed_on": None,
			"proof": "No",
			"referral": "",
			"verified_on": date(2026, 10, 14),
			"begun_on": date(2026, 10, 20),
			"days_to_start": 6,
			"repeat": "Yes",
			"county": base.COUNTY,
			"industry": base.MANUFACTURING,
			"hazard": self.overdue,
			"action": self.actions[key],
			"is_open": False,
			**values,
		}

	def expected(self) -> list[dict]:
		return [
			self.row(
				"Direct",
				responsibility_class="Directly Responsible",
				measure="Fine",
				amount=500.0,
				decided_on=date(2026, 10, 22),
				executed_on=date(2026, 10, 30),
				proof="Yes",
				status="Decided",
			),
			self.row(
				"Managerial",
				responsibility_class="Managerially Responsible",
				measure="Verbal Warning",
				status="Draft",
			),
			self.row(
				"Leadership",
				responsibility="Related Responsible Person",
				responsibility_class="Leadership Responsible",
				measure="Reminder Talk",
				deciding_side="Authority",
				authority=COUNTY_OFFICE,
				letter_no="Letter 9",
				decided_on=date(2026, 11, 2),
				status="Executed",
				is_open=True,
			),
			self.row(
				"other",
				register_no="Pending Verification",
				enterprise=OTHER_WORKS,
				person_name="Li Si",
				post="",
				responsibility_class="Directly Responsible",
				measure="Verbal Warning",
				decided_on=date(2026, 11, 10),
				verified_on=date(2026, 11, 4),
				begun_on=date(2026, 11, 6),
				days_to_start=2,
				repeat="No",
				county=base.OTHER_COUNTY,
				hazard=self.accepted,
				status="Decided",
				is_open=True,
			),
		]

	def test_whole_rows_of_the_register_for_each_role(self) -> None:
		rows = self.expected()
		seen = {
			"county": rows[:3],
			"department": rows[:3],
			"principal": rows[:3],
			"other county": rows[3:],
			"city": rows,
			"task force": rows,
			"alone": [],
		}
		for who, own in seen.items():
			for request in ({}, {"user": "Administrator"}):
				with self.subTest(who, **request):
					numbered = [{"idx": n, **row} for n, row in enumerate(own, start=1)]
					self.assertEqual(run(REGISTER, self.users[who], {}, **request)["result"], numbered)

	def test_reporters_and_all_others_without_the_right_are_refused(self) -> None:
		for who in REFUSED:
			for report in (REGISTER, NOT_BEGUN, COMPARISON):
				with self.subTest((who, report)), self.assertRaises(frappe.PermissionError):
					run(report, self.users[who])
		for who in ("county", "department", "principal"):
			with self.subTest(who), self.assertRaises(frappe.PermissionError):
				run(COMPARISON, self.users[who])
		with self.assertRaises(frappe.PermissionError):
			run(NOT_BEGUN, self.users["principal"])
		with self.assertRaises(frappe.PermissionError):
			run(REGISTER, "Guest")

	def test_filters_narrow_the_register_and_wrong_ones_are_named(self) -> None:
		city = self.users["city"]
		for wanted, keys in (
			({"from_date": "2026-10-22", "to_date": "2026-10-22"}, ["Direct"]),
			({"from_date": "2026-11-01"}, ["Leadership", "other"]),
			({"responsibility_class": "Leadership"}, ["Leadership"]),
			({"responsibility": "Related"}, ["Leadership"]),
			({"measure": "Verbal Warning"}, ["Managerial", "other"]),
			({"deciding_side": "Authority"}, ["Leadership"]),
			({"status": "Draft"}, ["Managerial"]),
			({"enterprise": OTHER_WORKS}, ["other"]),
			({"region": base.OTHER_COUNTY}, ["other"]),
			({"authority": DEPARTMENT}, ["Direct", "Managerial", "Leadership"]),
			({"industry": base.COAL}, []),
			({"classification": "General"}, []),
		):
			with self.subTest(**wanted):
				found = [row["action"] for row in run(REGISTER, city, wanted)["result"]]
				self.assertEqual(found, [self.actions[key] for key in keys])
		for wanted, words in (
			({"from_date": "22.10.2026"}, "is no day"),
			({"from_date": "2026-10-22", "to_date": "2026-10-21"}, "Exchange them"),
			({"responsibility_class": "Nobody"}, "Tier of Responsibility"),
			({"measure": "Flogging"}, "does not exist"),
		):
			with self.subTest(**wanted):
				self.assertRefused(words, run, REGISTER, city, wanted)

	def test_totals_by_tier_and_by_measure_stand_above_the_register(self) -> None:
		answer = run(REGISTER, self.users["county"])
		cards = {card["label"]: card["value"] for card in answer["report_summary"]}
		self.assertEqual((cards["Persons"], cards["Person-Cases"], cards["Amount (yuan)"]), (1, 2, "500.00"))
		for words in ("By Tier of Responsibility", "Managerially Responsible", "By Measure", "Reminder Talk"):
			self.assertIn(words, answer["message"])

	# --- not begun ---------------------------------------------------------------------------------------------------
	def test_whole_row_of_what_has_not_begun_for_each_role(self) -> None:
		row = {
			"idx": 1,
			"register_no": "990402-202611-0007",
			"enterprise": WORKS,
			"county": base.COUNTY,
			"industry": base.MANUFACTURING,
			"hazard_title": base.MINIMAL["hazard_title"],
			"classification": "Major",
			"recurring": "No",
			"stage": "Rectifying",
			"verified_on": date(2026, 11, 10),
			"verified_by": COUNTY_OFFICE,
			"start_due": date(2026, 11, 20),
			"days_late": 4,
			"hazard": self.late,
		}
		for who in ("county", "department", "city", "task force"):
			with self.subTest(who):
				self.assertEqual(run(NOT_BEGUN, self.users[who])["result"], [row])
		self.assertEqual(run(NOT_BEGUN, self.users["other county"])["result"], [])
		self.assertEqual(run(NOT_BEGUN, self.users["city"], {"classification": "General"})["result"], [])
		frappe.db.set_single_value("Hazard Governance Settings", "accountability_start_days", 9)
		frappe.clear_document_cache("Hazard Governance Settings")
		self.addCleanup(frappe.clear_document_cache, "Hazard Governance Settings")
		found = [row["hazard"] for row in run(NOT_BEGUN, self.users["county"])["result"]]
		self.assertEqual(found, [self.late, self.in_time])

	def test_the_first_draft_or_the_one_line_of_a_general_hazard_is_a_beginning(self) -> None:
		store("Accountability Action", hazard=self.late, enterprise=WORKS, status="Draft", county=base.COUNTY)
		self.assertEqual(run(NOT_BEGUN, self.users["county"])["result"], [])
		lowered = {"verified_on": "2026-10-14", "general_accountability": ""}
		frappe.db.set_value("Hazard", self.lowered, lowered)
		(row,) = run(NOT_BEGUN, self.users["county"])["result"]
		self.assertEqual((row["hazard"], row["classification"]), (self.lowered, "General"))
