"""The bulletin on a site: who issues it for whom, figures and returns of the issuer's scope, periods."""

from io import BytesIO
from unittest.mock import patch

import frappe
from docx import Document

from hazard_governance.api import bulletin as api
from hazard_governance.reporting import bulletin as reporting
from hazard_governance.reporting import completeness
from hazard_governance.tests import base
from hazard_governance.tests.list_world import (
	CITY_OFFICE,
	COUNTY_OFFICE,
	DEPARTMENT,
	OTHER_OFFICE,
	OTHER_WORKS,
	TODAY,
	WORKS,
	store,
	units_of_long_ago,
)
from hazard_governance.tests.statistics_case import StatisticsTestCase


class TestBulletin(StatisticsTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		units_of_long_ago()

	def setUp(self) -> None:
		super().setUp()
		for module in (reporting, completeness):
			target = patch.object(
				module, "getdate", lambda *day: frappe.utils.getdate(*day) if day else TODAY
			)
			target.start()
			self.addCleanup(target.stop)

	def paper(self, who: str, authority: str, **asked):
		with base.as_user(self.users[who]):
			api.download(authority, **{"kind": "Month", "period": "2026-11", **asked})
		self.assertEqual(frappe.local.response.pop("type"), "binary")
		self.filename = frappe.local.response.pop("filename")
		return Document(BytesIO(frappe.local.response.pop("filecontent")))

	def text(self, document) -> str:
		return "\n".join(paragraph.text for paragraph in document.paragraphs)

	def test_the_city_tells_its_counties(self) -> None:
		frappe.db.set_value("Supervision Authority", CITY_OFFICE, "letter_prefix", "某安办通报")
		document = self.paper("city", CITY_OFFICE)
		self.assertEqual(self.filename, "bulletin_2026-11.docx")
		text = self.text(document)
		self.assertIn(f"{CITY_OFFICE}文件\n某安办通报〔2026〕", text)
		self.assertIn(f"关于{base.CITY}2026年11月重大事故隐患排查整治情况的通报", text)
		self.assertIn("重大事故隐患累计4项，涉及企业3家", text)
		self.assertIn("整改率50.0%（已整改/查出）", text)
		self.assertIn("按期整改率50.0%（按期整改/已到期）", text)
		self.assertIn(f"整改率居前的是{base.OTHER_COUNTY}（100.0%），居后的是{base.COUNTY}（33.3%）。", text)
		table = document.tables[0]
		self.assertEqual(
			[row.cells[0].text for row in table.rows],
			["县区（开发区）", base.COUNTY, base.OTHER_COUNTY, base.ZONE, "合计"],
		)
		overdue = [cell.text for cell in document.tables[1].rows[1].cells]
		self.assertEqual(overdue[1:4], ["990402-202610-0001", WORKS, base.COUNTY])
		self.assertEqual(overdue[5:], ["2026-11-20", "4"])

	def test_a_county_is_told_of_its_own_by_industry(self) -> None:
		text = self.text(self.paper("county", COUNTY_OFFICE))
		self.assertIn("重大事故隐患累计3项，涉及企业2家", text)
		self.assertNotIn(OTHER_WORKS, text)
		self.assertIn("二、各行业领域情况", text)
		self.assertIn("没有超期未整改的重大事故隐患", self.text(self.paper("other county", OTHER_OFFICE)))

	def test_a_department_tells_of_its_industries(self) -> None:
		text = self.text(self.paper("department", DEPARTMENT))
		self.assertIn(f"关于{base.COUNTY}{base.MANUFACTURING}2026年11月", text)
		self.assertIn("重大事故隐患累计2项，涉及企业1家", text)

	def test_late_nil_and_missing_returns(self) -> None:
		sent = {
			"doctype": "Hazard Return",
			"month": "2026-11",
			"status": "Submitted",
			"version_no": 1,
			"county": base.COUNTY,
			"city": base.CITY,
			"region": base.COUNTY,
			"receiving_office": COUNTY_OFFICE,
		}
		store(
			**sent, unit_kind="Enterprise", enterprise=WORKS, nil_return=1, submitted_at="2026-11-24 08:00:00"
		)
		document = self.paper("county", COUNTY_OFFICE)
		text = self.text(document)
		self.assertIn("三、清单报送情况", text)
		self.assertIn(f"零报告但数据库中有重大事故隐患的单位（1个）：{WORKS}。", text)
		self.assertIn("已报送1个，其中零报告1个。", text)
		with patch.object(
			completeness, "getdate", lambda *day: frappe.utils.getdate(*(day or ("2026-11-27",)))
		):
			text = self.text(self.paper("county", COUNTY_OFFICE))
		self.assertRegex(text, r"未报送的单位（\d+个）：.*List Mine B")

	def test_a_quarter_and_a_year_have_no_monthly_returns(self) -> None:
		for kind, period, words in (("Quarter", "2026-Q4", "2026年第四季度"), ("Year", "2026", "2026年度")):
			text = self.text(self.paper("city", CITY_OFFICE, kind=kind, period=period))
			self.assertIn(words, text)
			self.assertNotIn("清单报送情况", text)

	def test_number_and_current_period(self) -> None:
		text = self.text(self.paper("city", CITY_OFFICE, period="", number=" 某安办〔2026〕11号 "))
		self.assertIn("\n某安办〔2026〕11号\n", text)

	def test_who_issues_papers_for_whom(self) -> None:
		for who, authority in (
			("county", CITY_OFFICE),
			("county", OTHER_OFFICE),
			("city", COUNTY_OFFICE),
			("task force", CITY_OFFICE),
			("registrar", COUNTY_OFFICE),
			("officer", COUNTY_OFFICE),
			("reporter", COUNTY_OFFICE),
			("liaison", CITY_OFFICE),
			("alone", COUNTY_OFFICE),
		):
			with self.subTest((who, authority)), self.assertRaises(frappe.PermissionError):
				self.paper(who, authority)
		with base.as_user("Guest"), self.assertRaises(frappe.PermissionError):
			api.download(CITY_OFFICE)

	def test_wrong_periods_are_named(self) -> None:
		for asked, words in (
			({"period": "2026-13"}, "Reporting Period: 2026-13 is not a Month."),
			({"period": "2027-01"}, "Reporting Period: 2027-01 has not begun."),
			({"kind": "Week"}, "Kind of Period: Week is not among the choices."),
		):
			with self.subTest(asked):
				self.assertRefused(words, self.paper, "city", CITY_OFFICE, **asked)
