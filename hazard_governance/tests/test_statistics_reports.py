"""The statistical return as a report: whole rows of each role, refusals, other periods, workbook, queries."""

import json
from datetime import date
from io import BytesIO
from unittest.mock import patch

import frappe
from openpyxl import load_workbook

from hazard_governance.api import lists
from hazard_governance.domain.list_columns import official_columns
from hazard_governance.domain.statistical_return import FIGURE_COLUMNS
from hazard_governance.reporting import statistics
from hazard_governance.tests import base
from hazard_governance.tests.list_world import COUNTY_OFFICE, MINE, OTHER_WORKS, WORKS, run, store
from hazard_governance.tests.statistics_case import (
	ACCEPTED_ROW,
	CITY_TOTAL,
	COMPARISON,
	COUNTY_TOTAL,
	MINE_ROW,
	NOVEMBER,
	RETURN,
	WORKS_ROW,
	StatisticsTestCase,
	return_row,
)


class TestReturn(StatisticsTestCase):
	def test_each_role_gets_whole_rows_of_its_own_scope_and_nothing_else(self) -> None:
		works, mine = (base.MANUFACTURING, WORKS_ROW), (base.COAL, MINE_ROW)
		county = ([works, mine], COUNTY_TOTAL)
		own = ([works], WORKS_ROW)
		city = (
			[
				(
					base.MANUFACTURING,
					{
						**CITY_TOTAL,
						"enterprises": 2,
						"major_enterprises": 2,
						"major_found": 3,
						"major_total": 3,
					}
					| {"major_rate": "66.7%", "major_found_in_period": 1, "major_in_progress": 1}
					| {"major_not_due": 1},
				),
				mine,
			],
			CITY_TOTAL,
		)
		seen = {
			"county": county,
			"registrar": county,
			"other county": ([(base.MANUFACTURING, ACCEPTED_ROW)], ACCEPTED_ROW),
			"department": own,
			"officer": own,
			"principal": own,
			"city": city,
			"task force": city,
		}
		for who, (groups, total) in seen.items():
			with self.subTest(who):
				expected = [return_row(name, n, **values) for n, (name, values) in enumerate(groups, start=1)]
				self.assertEqual(self.rows(RETURN, who), [*expected, return_row("Total of All", **total)])
		self.assertEqual(self.rows(RETURN, "alone"), [])

	def test_those_without_the_reports_are_refused(self) -> None:
		for report, refused in (
			(RETURN, ("reporter", "owner", "liaison")),
			(COMPARISON, ("reporter", "owner", "liaison", "officer", "principal")),
		):
			for who in refused:
				with self.subTest((report, who)):
					with self.assertRaises(frappe.PermissionError):
						run(report, self.users[who], NOVEMBER)
					with base.as_user(self.users[who]), self.assertRaises(frappe.PermissionError):
						lists.download(report, json.dumps(NOVEMBER))
			with self.assertRaises(frappe.PermissionError):
				run(report, "Guest", NOVEMBER)

	def test_the_user_named_in_the_request_is_ignored(self) -> None:
		for report in (RETURN, COMPARISON):
			mine = run(report, self.users["other county"], NOVEMBER)["result"]
			asked = run(report, self.users["other county"], NOVEMBER, user="Administrator")["result"]
			self.assertEqual(asked, mine)

	def test_a_month_that_is_over_tells_what_was_so_then(self) -> None:
		rows = self.rows(RETURN, "other county", period="2026-11")
		self.assertEqual(rows[-1]["major_rectified"], 1)
		october = {row["group"]: row for row in self.rows(RETURN, "county", period="2026-10")}
		total = october["Total of All"]
		# the lowered one was a major hazard still; nothing was overdue, nobody was held to account
		self.assertEqual(
			[total[name] for name in ("major_total", "major_rectified", "general_total", "major_overdue")],
			[3, 1, 0, 0],
		)
		self.assertEqual(
			[
				total[name]
				for name in ("major_risk_lowered", "persons", "major_listed", "suspended_enterprises")
			],
			[0, 0, 0, 0],
		)
		self.assertEqual(total["major_rectified_in_period"], 1)

	def test_the_stage_log_tells_when_it_was_rectified(self) -> None:
		with patch.object(statistics, "getdate", lambda *day: date(2026, 11, 15)):
			frappe.db.set_value(
				"Hazard Stage Log",
				{"parent": self.accepted, "changed_at": "2026-11-18 08:00:00"},
				"changed_at",
				"2026-12-01 08:00:00",
			)
			total = self.rows(RETURN, "other county")[-1]
		self.assertEqual((total["major_rectified"], total["major_in_progress"]), (0, 1))

	def test_rows_by_every_key_add_up(self) -> None:
		expected = {
			"county": [base.COUNTY, base.OTHER_COUNTY, base.ZONE],
			"source": ["Self-Inspection", "Public Report", "Enforcement Inspection", "Superior Inspection"],
			"level": [
				"National Level",
				"Provincial Level",
				"City Level",
				"County Level",
				"Departmental Level",
				"Not Under Supervision",
			],
			"classification": ["General", "Major"],
			"enterprise": [MINE, WORKS, OTHER_WORKS],
		}
		for key, groups in expected.items():
			with self.subTest(key):
				*rows, total = self.rows(RETURN, "city", group_by=key)
				self.assertEqual([row["group"] for row in rows], groups)
				for name in ("major_total", "general_total", "major_overdue", "persons", "funds"):
					self.assertAlmostEqual(sum(row[name] for row in rows), total[name])

	def test_quarter_and_year_are_the_statistical_analysis_form(self) -> None:
		with base.as_user(self.users["officer"]):
			form = statistics.monthly_return({"kind": "Quarter", "period": "2026-Q4"}, self.users["officer"])
			year = statistics.monthly_return({"kind": "Year", "period": "2026"}, self.users["officer"])
		self.assertEqual(form.title, "Quarterly Statistical Analysis Form")
		heading = dict(form.heading)
		self.assertEqual(
			(heading["Reporting Unit"], heading["Cumulated Since"], heading["Due On"]),
			(WORKS, "2026-10-01", "2027-01-15"),
		)
		# found in September, closed out in October: carried over into the quarter
		self.assertEqual([form.rows[-1][name] for name in ("major_carried", "major_found")], [1, 1])
		self.assertEqual(dict(year.heading)["Due On"], "2027-01-31")
		self.assertIn("General hazards: 2 found, 0 rectified, rate 0.0%.", year.notes)
		self.assertIn("Most causes lie in this: Design (2 of 3 causes).", year.notes)

	def test_cumulated_since(self) -> None:
		for wanted, since in (
			({"cumulated": "Period"}, "2026-11-01"),
			({"cumulated": "Register"}, "2000-01-01"),
			({"kind": "Year", "period": "2026"}, "2026-01-01"),
		):
			with self.subTest(wanted):
				official = statistics.monthly_return({**NOVEMBER, **wanted}, self.users["county"])
				self.assertEqual(dict(official.heading)["Cumulated Since"], since)

	def test_a_campaign_narrows_and_says_since_when(self) -> None:
		campaign = frappe.get_doc(
			{
				"doctype": "Hazard Campaign",
				"campaign_name": "Statistics Campaign",
				"from_date": "2025-07-01",
				"to_date": "2026-12-31",
			}
		).insert()
		frappe.db.set_value("Hazard", self.pending, "campaign", campaign.name)
		official = statistics.monthly_return({**NOVEMBER, "campaign": campaign.name}, self.users["city"])
		self.assertEqual(dict(official.heading)["Cumulated Since"], "2025-07-01")
		self.assertEqual([row["major_total"] for row in official.rows], [1, 1])

	def test_wrong_filters_are_named(self) -> None:
		for wanted, words in (
			({"period": "2026-13"}, "Reporting Period: 2026-13 is not a Month. Write it as in 2026-11."),
			({"kind": "Quarter"}, "Reporting Period: 2026-11 is not a Quarter. Write it as in 2026-Q4."),
			({"period": "2026-12"}, "Reporting Period: 2026-12 has not begun."),
			({"kind": "Week"}, "Kind of Period: Week is not among the choices."),
			({"group_by": "weather"}, "Rows By: weather is not among the choices."),
			({"cumulated": "Now"}, "Cumulated: Now is not among the choices."),
			({"region": "Atlantis"}, "Supervision Region: Atlantis does not exist."),
		):
			with self.subTest(wanted):
				self.assertRefused(words, run, RETURN, self.users["county"], {**NOVEMBER, **wanted})

	def test_the_official_workbook(self) -> None:
		with base.as_user(self.users["county"]):
			lists.download(RETURN, json.dumps(NOVEMBER))
		self.assertEqual(frappe.local.response.pop("type"), "binary")
		self.assertEqual(frappe.local.response.pop("filename"), "monthly_statistical_return_2026-11.xlsx")
		sheet = load_workbook(BytesIO(frappe.local.response.pop("filecontent"))).active
		self.assertEqual(sheet["A1"].value, RETURN)
		self.assertEqual(sheet["A2"].value, f"Reporting Unit: {COUNTY_OFFICE}")
		headings = [cell.value for cell in sheet[3]]
		self.assertEqual(len([h for h in headings if h]), 2 + len(official_columns(FIGURE_COLUMNS)))
		totals = dict(zip(headings, [cell.value for cell in sheet[6]], strict=True))
		self.assertEqual(
			(totals["Industry and Field"], totals["Major: Found, Carried Over Included"]), ("Total of All", 3)
		)
		self.assertEqual(totals["Major: On Time / Deadline Passed"], "0.0%")
		texts = [row[0] for row in sheet.iter_rows(min_row=7, max_col=1, values_only=True) if row[0]]
		self.assertIn("What Was Failing (Causes)", texts)
		self.assertTrue(any(text.startswith("The three goals: rectified 1 of 3") for text in texts))

	def queries(self, make, wanted: dict) -> int:
		user = self.users["city"]
		with base.as_user(user), patch.object(frappe.db, "sql", wraps=frappe.db.sql) as sql:
			make(wanted, user)
		return sql.call_count

	def test_the_number_of_queries_does_not_grow_with_the_rows(self) -> None:
		makers = statistics.monthly_return, statistics.county_comparison
		before = [self.queries(make, NOVEMBER) for make in makers]
		for n in range(6):
			hazard = self.make_hazard(WORKS if n % 2 else MINE, registered_at="2026-11-05 08:00:00")
			self.child("Hazard Stage Log", hazard, to_stage="Rectifying", changed_at="2026-11-06 08:00:00")
			store("Supervision Case", hazard=hazard, kind="Listed", status="In Force", **self.scope)
		self.assertEqual(self.rows(RETURN, "city")[-1]["major_total"], 10)
		self.assertEqual([self.queries(make, NOVEMBER) for make in makers], before)
