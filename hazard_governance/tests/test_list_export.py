"""The two lists as reports: totals, export, official workbook, number of queries."""

import json
from io import BytesIO
from unittest.mock import patch

import frappe
from frappe.desk import query_report
from openpyxl import load_workbook

from hazard_governance.api import lists
from hazard_governance.reporting import listing
from hazard_governance.tests import base
from hazard_governance.tests.list_world import (
	COUNTY_OFFICE,
	MINE,
	MONTH,
	MONTHLY,
	SUPERVISION,
	WORKS,
	ListTestCase,
	names,
	run,
	store,
)


class TestListExport(ListTestCase):
	def test_totals_chart_and_summary(self) -> None:
		answer = run(MONTHLY, self.users["city"], MONTH)
		self.assertEqual(
			[(card["label"], card["value"]) for card in answer["report_summary"]],
			[
				("Major Hazards", 3),
				("Enterprises Concerned", 3),
				("Pending Verification", 1),
				("Rectified", 1),
				("Rectification Rate", "33.3%"),
				("On-Time Rectification Rate", "50.0%"),
				("Number Overdue", 1),
				("Listed for Supervision", 1),
				("Recurring Hazards", 0),
				("Recurring Rate", "0.0%"),
			],
		)
		self.assertEqual(answer["chart"]["data"]["labels"], [base.COUNTY, base.OTHER_COUNTY])
		self.assertIn(f'<th scope="row" style="text-align: left">{base.COUNTY}</th>', answer["message"])
		self.assertEqual(answer["columns"][0]["label"], "Row No.")
		self.assertEqual(len(answer["columns"]), 35)

	def test_names_are_escaped_in_the_totals(self) -> None:
		region = "<img src=x>"
		frappe.db.set_value("Hazard", self.pending, "county", region)
		message = run(MONTHLY, self.users["city"], MONTH)["message"]
		self.assertIn("&lt;img src=x&gt;", message)
		self.assertNotIn(region, message)

	def exported(self, reader: str, **form) -> list[list]:
		with base.as_user(reader), patch.object(frappe.local, "form_dict", frappe._dict(form)):
			query_report.export_query()
		content = frappe.local.response.pop("filecontent")
		return [list(row) for row in load_workbook(BytesIO(content)).active.iter_rows(values_only=True)]

	def test_the_export_of_frappe_holds_the_same_scope(self) -> None:
		rows = self.exported(
			self.users["other county"],
			report_name=MONTHLY,
			file_format_type="Excel",
			filters=json.dumps(MONTH),
			visible_idx="[]",
			user="Administrator",
		)
		self.assertEqual(
			rows[0][:4], ["Row No.", "Reporting Month", "Reporting Unit", "Unified Register No."]
		)
		self.assertEqual([row[3] for row in rows[1:]], ["990403-202611-0001"])

	def downloaded(self, user: str, report: str, wanted: dict | None = None):
		with base.as_user(user):
			lists.download(report, json.dumps(wanted or {}))
		self.assertEqual(frappe.local.response.pop("type"), "binary")
		self.filename = frappe.local.response.pop("filename")
		return load_workbook(BytesIO(frappe.local.response.pop("filecontent"))).active

	def test_the_official_workbook_holds_the_same_scope(self) -> None:
		sheet = self.downloaded(self.users["county"], MONTHLY, MONTH)
		self.assertEqual(self.filename, "monthly_major_hazard_list_2026-11.xlsx")
		self.assertEqual(sheet["A2"].value, f"Reporting Unit: {COUNTY_OFFICE}")
		self.assertEqual(
			[sheet.cell(row, 4).value for row in (4, 5, 6)],
			["990402-202610-0001", "990402-202610-0002", "Pending Verification"],
		)
		self.assertIsNone(sheet["A7"].value)
		sheet = self.downloaded(self.users["department"], SUPERVISION)
		self.assertEqual([sheet["B4"].value, sheet["B5"].value], ["SC-LIST-1", None])

	def test_the_official_workbook_is_refused_like_the_report(self) -> None:
		for who in ("reporter", "owner", "liaison"):
			with self.subTest(who), base.as_user(self.users[who]), self.assertRaises(frappe.PermissionError):
				lists.download(MONTHLY, json.dumps(MONTH))
		with base.as_user("Guest"), self.assertRaises(frappe.PermissionError):
			lists.download(MONTHLY, json.dumps(MONTH))
		self.assertRefused("is no official list", lists.download, "User", exc=frappe.DoesNotExistError)

	def queries(self, make_list, wanted: dict) -> int:
		user = self.users["city"]
		with base.as_user(user), patch.object(frappe.db, "sql", wraps=frappe.db.sql) as sql:
			make_list(wanted, user)
		return sql.call_count

	def test_the_number_of_queries_does_not_grow_with_the_rows(self) -> None:
		before = self.queries(listing.monthly, MONTH), self.queries(listing.supervision, {})
		rows = len(names(MONTHLY, self.users["city"], MONTH))
		for _n in range(rows):
			hazard = self.make_hazard(WORKS, registered_at="2026-11-05 08:00:00")
			store(
				"Supervision Case",
				hazard=hazard,
				kind="Listed",
				status="In Force",
				county=base.COUNTY,
				city=base.CITY,
			)
			self.make_hazard(MINE, registered_at="2026-11-05 08:00:00")
		self.assertEqual(len(names(MONTHLY, self.users["city"], MONTH)), 3 * rows)
		after = self.queries(listing.monthly, MONTH), self.queries(listing.supervision, {})
		self.assertEqual(before, after)
