"""The county comparison as a report: whole rows of each role, ranks, regions, workbook."""

import json
from io import BytesIO

import frappe
from openpyxl import load_workbook

from hazard_governance.api import lists
from hazard_governance.domain.county_comparison import COMPARISON_COLUMNS
from hazard_governance.domain.statistics import RATES
from hazard_governance.tests import base
from hazard_governance.tests.statistics_case import COMPARISON, NOVEMBER, StatisticsTestCase

ONE = {
	"major_enterprises": 2,
	"major_total": 3,
	"major_found_in_period": 1,
	"major_rectified": 1,
	"major_rate": "33.3%",
	"major_due": 1,
	"major_on_time_rate": "0.0%",
	"major_overdue": 1,
	"oldest_overdue": 4,
	"major_listed": 1,
	"delisting_rate": "0.0%",
	"self_found_rate": "66.7%",
	"recurring_rate": "0.0%",
	"plan_rate": "50.0%",
	"five_fixes_rate": "100.0%",
	"filing_rate": "0.0%",
	"held_rate": "33.3%",
	"persons": 2,
	"causes_eliminated_rate": "50.0%",
	"risk_lowered_rate": "100.0%",
	"drivers": f"Overdue 1: {base.MANUFACTURING} 1 (at Rectifying 1); 1 without a deadline; 1 open without an approved plan",
}
TWO = {
	"major_enterprises": 1,
	"major_total": 1,
	"major_found_in_period": 1,
	"major_rectified": 1,
	"major_rate": "100.0%",
	"major_due": 1,
	"major_on_time": 1,
	"major_on_time_rate": "100.0%",
	"self_found_rate": "100.0%",
	"recurring_rate": "0.0%",
	"filing_rate": "0.0%",
	"held_rate": "0.0%",
	"risk_lowered_rate": "0.0%",
}
EVERYWHERE = {
	**ONE,
	"major_enterprises": 3,
	"major_total": 4,
	"major_found_in_period": 2,
	"major_rectified": 2,
	"major_rate": "50.0%",
	"major_due": 2,
	"major_on_time": 1,
	"major_on_time_rate": "50.0%",
	"self_found_rate": "75.0%",
	"held_rate": "25.0%",
	"risk_lowered_rate": "50.0%",
}


class TestComparison(StatisticsTestCase):
	def comparison_row(self, county: str, idx: int | None, **values) -> dict:
		row = {"idx": idx, "county": county}
		for column in COMPARISON_COLUMNS:
			fieldname = column.fieldname
			if fieldname not in row:
				row[fieldname] = "-" if fieldname in RATES else 0
		row |= {
			"rank_rate": None,
			"rank_on_time": None,
			"rank_overdue": None,
			"oldest_overdue": None,
			"drivers": "",
		}
		assert values.keys() <= row.keys()
		return {**row, **values, **({"is_total": True} if idx is None else {})}

	def test_each_role_gets_whole_rows_of_its_own_scope_and_nothing_else(self) -> None:
		one = self.comparison_row(base.COUNTY, 1, **ONE, rank_rate=2, rank_on_time=2, rank_overdue=2)
		two = self.comparison_row(base.OTHER_COUNTY, 2, **TWO, rank_rate=1, rank_on_time=1, rank_overdue=1)
		zone = self.comparison_row(base.ZONE, 3)
		everything = [one, two, zone, self.comparison_row("All Together", None, **EVERYWHERE)]
		first = {"rank_rate": 1, "rank_on_time": 1, "rank_overdue": 1}
		county = [
			self.comparison_row(base.COUNTY, 1, **ONE, **first),
			self.comparison_row("All Together", None, **ONE),
		]
		other = [
			self.comparison_row(base.OTHER_COUNTY, 1, **TWO, **first),
			self.comparison_row("All Together", None, **TWO),
		]
		for who, expected in (
			("city", everything),
			("task force", everything),
			("county", county),
			("registrar", county),
			("other county", other),
			("alone", []),
		):
			with self.subTest(who):
				self.assertEqual(self.rows(COMPARISON, who), expected)
		# a department sees what is of its industries
		self.assertEqual([row["major_total"] for row in self.rows(COMPARISON, "department")], [2, 2])

	def test_a_region_narrows_the_counties(self) -> None:
		rows = self.rows(COMPARISON, "city", region=base.OTHER_COUNTY)
		self.assertEqual([row["county"] for row in rows], [base.OTHER_COUNTY, "All Together"])
		self.assertEqual(self.rows(COMPARISON, "county", region=base.OTHER_COUNTY), [])

	def test_the_workbook_is_that_of_the_reader(self) -> None:
		with base.as_user(self.users["other county"]):
			lists.download(COMPARISON, json.dumps(NOVEMBER))
		frappe.local.response.pop("type")
		frappe.local.response.pop("filename")
		sheet = load_workbook(BytesIO(frappe.local.response.pop("filecontent"))).active
		self.assertEqual([sheet.cell(row, 2).value for row in (4, 5)], [base.OTHER_COUNTY, "All Together"])
