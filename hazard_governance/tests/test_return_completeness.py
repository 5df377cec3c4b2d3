"""Hazard Return Completeness on a site: whole rows of each role, what is asked beyond the scope and what is not."""

from datetime import date
from unittest.mock import patch

import frappe

from hazard_governance import numbering
from hazard_governance.tests import base
from hazard_governance.tests.list_world import (
	CITY_OFFICE,
	COUNTY_OFFICE,
	DEPARTMENT,
	MINE,
	OTHER_OFFICE,
	OTHER_WORKS,
	WORKS,
	run,
)
from hazard_governance.tests.return_world import CITY_DEPARTMENT, MONTH, QUIET, ReturnTestCase

REPORT = "Hazard Return Completeness"
AFTER = "2026-12-01 10:00:00"


class TestCompleteness(ReturnTestCase):
	def setUp(self) -> None:
		super().setUp()
		# the counters of November gave what the list world carries: none in county one, one in the other
		for region, last in ((base.COUNTY, 0), (base.OTHER_COUNTY, 1), (base.CITY, 0), (base.ZONE, 0)):
			name = numbering.ensure_counter(region, "202611")
			frappe.db.set_value("Hazard Register Counter", name, "last_no", last)
		self.works = self.sent("works")
		nil = self.collect("quiet principal")
		self.nil = self.submit(nil, "quiet principal", nil_confirmed=1, lone_clerk_reason="Alone")
		self.county_return = self.sent("county")

	def at(self, moment: str) -> None:
		frozen = self.freeze_time(moment, tick=True)
		frozen.__enter__()
		self.addCleanup(frozen.__exit__, None, None, None)

	def report(self, who: str, **filters) -> dict:
		return run(REPORT, self.users[who], {"month": MONTH, **filters})

	def lines(self, who: str, **filters) -> set[tuple]:
		"""(finding, unit, charged to) of everything that belongs to this world."""
		ours = {WORKS, MINE, QUIET, OTHER_WORKS, COUNTY_OFFICE, OTHER_OFFICE, DEPARTMENT, CITY_DEPARTMENT}
		return {
			(row["finding"], row["unit"], row["charged_to"])
			for row in self.report(who, **filters)["result"]
			if not row["unit"] or row["unit"] in ours
		}

	def row(self, who: str, finding: str, unit: str) -> dict:
		found = [r for r in self.report(who)["result"] if (r["finding"], r["unit"]) == (finding, unit)]
		self.assertEqual(len(found), 1, (finding, unit))
		return {key: value for key, value in found[0].items() if key != "idx"}

	def test_each_role_sees_the_units_whose_returns_it_would_see(self) -> None:
		self.at(AFTER)
		late = "Receipt Missing"
		works = {(late, WORKS, COUNTY_OFFICE), (late, WORKS, DEPARTMENT)}
		quiet = {(late, QUIET, COUNTY_OFFICE), (late, QUIET, DEPARTMENT)}
		mine = {("Not Reported", MINE, MINE)}
		no_department = {("Not Reported", DEPARTMENT, DEPARTMENT)}
		city = {
			*works,
			*quiet,
			*mine,
			*no_department,
			(late, COUNTY_OFFICE, CITY_OFFICE),
			("Not Reported", CITY_DEPARTMENT, CITY_DEPARTMENT),
			("Not Reported", OTHER_OFFICE, OTHER_OFFICE),
			("Not Reported", OTHER_WORKS, OTHER_WORKS),
			("In No Return", OTHER_WORKS, OTHER_OFFICE),
		}
		expected = {
			"officer": works,
			"quiet principal": quiet,
			"county": {*works, *quiet, *mine, *no_department, (late, COUNTY_OFFICE, CITY_OFFICE)},
			"department": {*works, *quiet, *no_department},
			"other county": {
				("Not Reported", OTHER_OFFICE, OTHER_OFFICE),
				("Not Reported", OTHER_WORKS, OTHER_WORKS),
				("In No Return", OTHER_WORKS, OTHER_OFFICE),
			},
			"city department": {
				*no_department,
				("Not Reported", CITY_DEPARTMENT, CITY_DEPARTMENT),
				# its competent authority is not entered: the department of the city answers for its industry
				("Not Reported", OTHER_WORKS, OTHER_WORKS),
				("In No Return", OTHER_WORKS, base.OTHER_COUNTY),
			},
			"city": city,
			"task force": city,
			"alone": set(),
		}
		for who, lines in expected.items():
			with self.subTest(who=who):
				self.assertEqual(self.lines(who), lines)
		for who in ("registrar", "reporter", "owner", "liaison"):
			self.assertRaises(frappe.PermissionError, self.report, who)

	def test_whole_rows(self) -> None:
		self.at(AFTER)
		self.assertEqual(
			self.row("city", "Not Reported", OTHER_OFFICE),
			{
				"finding": "Not Reported",
				"unit_kind": "County",
				"unit": OTHER_OFFICE,
				"county": base.OTHER_COUNTY,
				"charged_to": OTHER_OFFICE,
				"detail": "No return by 2026-11-25",
				"days": 6,
				"submitted_on": None,
				"version_no": None,
				"document": "",
				"register_no": "",
				"hazard": "",
				"is_grave": True,
				"is_complete": False,
			},
		)
		# three working days after Tuesday the 24th: Friday the 27th
		self.assertEqual(
			self.row("city", "Receipt Missing", COUNTY_OFFICE),
			{
				"finding": "Receipt Missing",
				"unit_kind": "County",
				"unit": COUNTY_OFFICE,
				"county": base.COUNTY,
				"charged_to": CITY_OFFICE,
				"detail": "Sent on 2026-11-24, to be answered by 2026-11-27; days late: 4",
				"days": 4,
				"submitted_on": date(2026, 11, 24),
				"version_no": 1,
				"document": self.county_return.name,
				"register_no": "",
				"hazard": "",
				"is_grave": False,
				"is_complete": False,
			},
		)
		self.assertEqual(
			self.row("other county", "In No Return", OTHER_WORKS),
			{
				"finding": "In No Return",
				"unit_kind": "",
				"unit": OTHER_WORKS,
				"county": base.OTHER_COUNTY,
				"charged_to": OTHER_OFFICE,
				"detail": "Registered on 2026-11-03; it had to be reported by 2026-11-25",
				"days": 6,
				"submitted_on": None,
				"version_no": None,
				"document": "",
				"register_no": "990403-202611-0001",
				"hazard": self.accepted,
				"is_grave": True,
				"is_complete": False,
			},
		)

	def test_nothing_is_wanting_once_all_is_done(self) -> None:
		self.submit(self.collect("other county"), "other county", lone_clerk_reason="One clerk")
		department = self.sent("department")
		self.submit(self.collect("city department"), "city department", lone_clerk_reason="One desk")
		self.submit(self.collect("county", enterprise=MINE), "second clerk")
		for doc in (self.works, self.nil, department):
			self.answer(doc, "county", authority=COUNTY_OFFICE)
		for doc in (self.works, self.nil):
			self.answer(doc, "department", authority=DEPARTMENT)
		self.answer(department, "city department")
		self.answer(self.county_return, "city")
		self.at(AFTER)
		self.assertEqual(self.lines("county"), {("No Receiver", MINE, MINE)})
		self.assertEqual(
			self.lines("county", show_everybody=1) - self.lines("county"),
			{("Complete", unit, unit) for unit in (WORKS, QUIET, COUNTY_OFFICE, DEPARTMENT)},
		)
		self.assertEqual(self.lines("department", finding="Not Reported"), set())
		cards = {card["label"]: card["value"] for card in self.report("county")["report_summary"]}
		self.assertEqual(
			(
				cards["Units That Must Report"],
				cards["Share Reported"],
				cards["Nil Returns"],
				cards["Hazards in Returns"],
			),
			(5, "100.0%", 1, "2 / 2"),
		)

	def test_a_nil_return_with_majors_registered_since(self) -> None:
		with self.as_user("Administrator"):
			hazard = self.make_hazard(QUIET, registered_at="2026-11-24 15:00:00")
		self.at("2026-11-25 09:00:00")
		row = self.row("department", "Nil Return With Major Hazards", QUIET)
		self.assertEqual(row["detail"], f"Reported nil on 2026-11-24; the register holds: {hazard}")
		self.assertEqual(row["document"], self.nil.name)

	def test_returned_late_altered_and_withdrawn(self) -> None:
		self.answer(self.works, "county", "One is missing")
		frappe.db.set_value("Hazard", self.pending, "stage", "Withdrawn")
		child = self.county_return.rows[0].name
		frappe.db.set_value("Hazard Return Row", child, "responsible_person", "Somebody else")
		self.at("2026-11-27 10:00:00")
		self.sent("department")
		lines = self.lines("county")
		self.assertLessEqual(
			{
				("Returned and Not Corrected", WORKS, WORKS),
				("Altered After Submission", COUNTY_OFFICE, COUNTY_OFFICE),
				("No Longer in the Register", MINE, COUNTY_OFFICE),
				("Reported Late", DEPARTMENT, DEPARTMENT),
			},
			lines,
		)
		row = self.row("county", "Returned and Not Corrected", WORKS)
		self.assertEqual(row["detail"], f"Returned by {COUNTY_OFFICE} on 2026-11-24: One is missing")
		self.assertEqual(self.row("city", "Reported Late", DEPARTMENT)["days"], 2)

	def test_a_missing_number_is_seen_by_whoever_sees_the_whole_register(self) -> None:
		frappe.db.set_value("Hazard Register Counter", f"{base.OTHER_COUNTY}-202611", "last_no", 3)
		for who, seen in (
			("other county", True),
			("city", True),
			("task force", True),
			("county", False),
			("city department", False),
			("officer", False),
		):
			rows = [row for row in self.report(who)["result"] if row["finding"] == "Register Number Missing"]
			self.assertEqual(
				[(row["detail"], row["charged_to"]) for row in rows],
				[("Missing: 990403-202611-0002, 990403-202611-0003", OTHER_OFFICE)] if seen else [],
				who,
			)

	def test_before_the_day_nobody_is_late(self) -> None:
		lines = self.lines("city", show_everybody=1)
		self.assertIn(("Not Reported Yet", OTHER_OFFICE, OTHER_OFFICE), lines)
		self.assertFalse(
			{line for line in lines if line[0] in ("Not Reported", "In No Return", "Receipt Missing")}
		)

	def test_filters(self) -> None:
		self.at(AFTER)
		self.assertEqual(
			{line[1] for line in self.lines("city", region=base.OTHER_COUNTY)}, {OTHER_OFFICE, OTHER_WORKS}
		)
		self.assertEqual(
			{line[1] for line in self.lines("city", unit_kind="County")}, {COUNTY_OFFICE, OTHER_OFFICE}
		)
		self.assertRefused("not among the choices", self.report, "city", finding="Whatever")
		self.assertRefused("not a month", self.report, "city", month="2026-13")
		self.assertRefused("has not begun", self.report, "city", month="2027-01")
		frappe.db.set_single_value("Hazard Governance Settings", "enterprises_report_majors", 0)
		frappe.clear_document_cache("Hazard Governance Settings")
		self.addCleanup(frappe.clear_document_cache, "Hazard Governance Settings")
		self.assertNotIn(("Not Reported", OTHER_WORKS, OTHER_WORKS), self.lines("city"))

	def test_a_fixed_number_of_queries(self) -> None:
		self.at(AFTER)
		from hazard_governance.reporting import completeness

		def queries() -> int:
			base.clear_scope_cache()
			with patch.object(frappe.db, "sql", wraps=frappe.db.sql) as sql:
				completeness.as_report({"month": MONTH}, self.users["city"])
			return sql.call_count

		with self.as_user(self.users["city"]):
			queries()  # meta, settings, translations
			before = queries()
		for n in range(3):
			base.make_enterprise(f"List Works More {n}", reports_monthly=1)
		with self.as_user(self.users["city"]):
			self.assertEqual(queries(), before)
