"""The two official lists as papers: every cell of every row, draft or final, within the scope of the reader."""

import io
import json

import frappe
from pypdf import PdfReader

from hazard_governance.api import lists as api
from hazard_governance.domain.list_columns import official_columns
from hazard_governance.domain.papers.lists import cell_text
from hazard_governance.ledger.sheets import REGISTER_COLUMNS
from hazard_governance.papers.lists import SHARED, register_row
from hazard_governance.papers.make import in_language
from hazard_governance.records import load_record
from hazard_governance.reporting import listing
from hazard_governance.tests import base
from hazard_governance.tests.list_world import (
	CITY_OFFICE,
	COUNTY_OFFICE,
	DEPARTMENT,
	MONTH,
	MONTHLY,
	OTHER_WORKS,
	SUPERVISION,
	WORKS,
	ListTestCase,
)
from hazard_governance.tests.paper_case import DRAFT, squeezed


class TestListPapers(ListTestCase):
	def pdf(self, user: str, report: str, wanted: dict | None = None, **options) -> PdfReader:
		with base.as_user(user):
			api.paper(report, json.dumps(wanted or {}), **options)
		self.assertEqual(frappe.response["type"], "pdf")
		return PdfReader(io.BytesIO(frappe.response["filecontent"]))

	def text(self, user: str, report: str, wanted: dict | None = None, **options) -> str:
		return squeezed("".join(p.extract_text() for p in self.pdf(user, report, wanted, **options).pages))

	def assertShows(self, text: str, *values: object) -> None:
		absent = [value for value in values if squeezed(str(value)) not in text]
		self.assertFalse(absent, f"not on the paper: {absent}\n{text[:2000]}")

	def assertTells(self, text: str, official) -> None:
		"""Headings and every value of every row, the totals, the places to sign."""
		columns = official_columns(official.columns)
		self.assertShows(text, *(column.label for column in columns))
		for row in official.rows:
			with self.subTest(row=row["idx"]):
				self.assertShows(text, *(cell_text(row.get(column.fieldname)) for column in columns))
		self.assertShows(text, *(cell_text(cell) for line in official.table for cell in line))
		self.assertShows(text, "填报人：", "审核人：", "主要负责人（签字）：", "单位（盖章）：", "第1页")

	def test_the_list_of_the_month_of_city_county_and_department(self):
		for who, unit in (("city", CITY_OFFICE), ("county", COUNTY_OFFICE), ("department", DEPARTMENT)):
			user = self.users[who]
			with self.subTest(who):
				pages = self.pdf(user, MONTHLY, MONTH).pages
				text = squeezed("".join(page.extract_text() for page in pages))
				self.assertA3Landscape(pages[0])
				with base.as_user(user), in_language("zh"):
					official = listing.monthly(MONTH, user)
				self.assertTells(text, official)
				self.assertShows(text, "重大事故隐患清单", "报告月份：2026年11月", "统计截至：2026年11月24日")
				self.assertShows(text, f"报送单位：{unit}")

	def assertA3Landscape(self, page) -> None:
		sides = [float(side) / 72 * 25.4 for side in page.mediabox[2:]]
		self.assertAlmostEqual(sides[0], 420, delta=1)
		self.assertAlmostEqual(sides[1], 297, delta=1)

	def test_the_supervision_list(self):
		user = self.users["city"]
		text = self.text(user, SUPERVISION)
		with base.as_user(user), in_language("zh"):
			official = listing.supervision({}, user)
		self.assertTells(text, official)
		self.assertShows(text, "重大事故隐患督办清单", "SC-LIST-1", "Zhou Zheng")

	def test_the_list_of_an_enterprise_has_the_columns_of_its_ledger(self):
		text = self.text(self.users["officer"], MONTHLY, MONTH)
		columns = [column for column in REGISTER_COLUMNS if column.key not in SHARED]
		self.assertShows(text, WORKS, f"县区：{base.COUNTY}", f"行业领域：{base.MANUFACTURING}")
		self.assertShows(text, *(column.header for column in columns))
		row = register_row(load_record(self.overdue), 1)
		self.assertShows(text, *(cell_text(row[column.key]) for column in columns))
		self.assertNotIn("990403", text)

	def test_nobody_reads_more_than_the_report_shows(self):
		text = self.text(self.users["other county"], MONTHLY, MONTH)
		self.assertShows(text, OTHER_WORKS, "990403-202611-0001")
		self.assertNotIn("990402", text)
		nil = self.text(self.users["alone"], MONTHLY, MONTH)
		self.assertShows(nil, "零报告：本月无重大事故隐患。", DRAFT)
		self.assertNotIn("9904", nil)
		for who in ("reporter", "owner", "liaison"):
			for call in (api.paper, api.missing):
				with (
					self.subTest(who),
					base.as_user(self.users[who]),
					self.assertRaises(frappe.PermissionError),
				):
					call(MONTHLY, json.dumps(MONTH))
		with base.as_user("Guest"), self.assertRaises(frappe.PermissionError):
			api.paper(SUPERVISION)
		self.assertRefused("is no official list", api.paper, "User", exc=frappe.DoesNotExistError)

	def test_an_incomplete_list_is_a_draft_and_names_what_it_lacks(self):
		user = self.users["county"]
		pages = self.pdf(user, MONTHLY, MONTH).pages
		self.assertTrue(all(DRAFT in squeezed(page.extract_text()) for page in pages))
		with base.as_user(user):
			missing = api.missing(MONTHLY, json.dumps(MONTH))
		self.assertIn("register_no", [item["fieldname"] for item in missing])
		with base.as_user(user):
			self.assertRefused("has no number yet", api.paper, MONTHLY, json.dumps(MONTH), final=True)

	def test_a_complete_list_is_final(self):
		user, wanted = self.users["officer"], {"kind": "Listed"}
		frappe.db.set_value("Supervision Case", self.listed, "level", "City")
		with base.as_user(user):
			self.assertEqual(api.missing(SUPERVISION, json.dumps(wanted)), [])
		self.assertNotIn(DRAFT, self.text(user, SUPERVISION, wanted, final=True))

	def test_whoever_reported_from_the_public_stays_unnamed_in_the_enterprises_list(self):
		frappe.db.set_value(
			"Hazard",
			self.overdue,
			{
				"source": "Public Report",
				"found_by_name": "Zhao Liuming",
				"existing_condition": "Dust, says Zhao Liuming",
			},
		)
		text = self.text(self.users["officer"], MONTHLY, MONTH)
		self.assertNotIn("ZhaoLiuming", text)
		self.assertShows(text, "Dust, says ×××")

	def test_it_comes_in_english_too(self):
		text = self.text(self.users["city"], MONTHLY, MONTH, language="en")
		self.assertShows(text, "List of Major Accident Hazards", "Unified Register No.")
		self.assertRefused("one of", api.paper, MONTHLY, json.dumps(MONTH), language="fr")
