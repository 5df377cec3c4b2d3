"""Numbers of other systems on a site: who sees and writes them, the workbook out and back in, the layouts as data."""

import base64
import json
from io import BytesIO
from unittest.mock import patch

import frappe
from frappe.utils import add_days, now_datetime
from openpyxl import Workbook, load_workbook

from hazard_governance.api import outer_systems as api
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.reporting import outer_systems as reporting
from hazard_governance.setup.outer_system_data import SYSTEMS
from hazard_governance.tests import base
from hazard_governance.tests.list_world import ListTestCase, run
from hazard_governance.tests.personas import call

REPORT = "Numbers in Other Systems"
NATIONAL, PROVINCIAL = SYSTEMS[0][0], SYSTEMS[1][0]
LAYOUT = "Test Provincial System"


class OuterCase(ListTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.layout = frappe.get_doc(
			{
				"doctype": "Hazard Reporting System",
				"system_name": LAYOUT,
				"number_of": "Provincial",
				"columns": [
					{"heading": "序号", "value": "Row No."},
					{"heading": "企业名称", "value": "Enterprise Name"},
					{
						"heading": "状态",
						"value": "Status of the Hazard",
						"codes": "整改中 = 2\nRegistered = 1",
					},
				],
			}
		).insert()

	def report(self, who: str, **wanted) -> list[dict]:
		return run(REPORT, self.users[who], wanted)["result"]

	def hazards(self, who: str, **wanted) -> list[str]:
		return [row["hazard"] for row in self.report(who, **wanted)]

	def sheet(self, who: str, system: str = LAYOUT, **wanted) -> list[list]:
		with base.as_user(self.users[who]):
			api.download(system, json.dumps(wanted))
		self.assertEqual(frappe.local.response.pop("type"), "binary")
		self.filename = frappe.local.response.pop("filename")
		content = frappe.local.response.pop("filecontent")
		return [list(row) for row in load_workbook(BytesIO(content)).active.iter_rows(values_only=True)]

	def bring_back(self, who: str, rows: list[tuple], system: str = LAYOUT) -> dict:
		workbook = Workbook()
		for row in (("本系统编号", "对方系统编号"), *rows):
			workbook.active.append(row)
		stream = BytesIO()
		workbook.save(stream)
		content = base64.b64encode(stream.getvalue()).decode()
		with base.as_user(self.users[who]):
			return api.import_numbers(system, content)

	def number(self, hazard: str) -> str | None:
		return frappe.db.get_value("Hazard", hazard, "provincial_no")


class TestReport(OuterCase):
	def test_each_role_gets_whole_rows_of_its_own_scope_and_nothing_else(self) -> None:
		row = {
			"idx": 1,
			"register_no": "990403-202611-0001",
			"enterprise": "List Works C",
			"county": base.OTHER_COUNTY,
			"industry": base.MANUFACTURING,
			"hazard_title": base.MINIMAL["hazard_title"],
			"classification": "Major",
			"found_on": frappe.utils.getdate("2026-11-03"),
			"stage": "Accepted",
			"national_no": "",
			"provincial_no": "",
			"hazard": self.accepted,
		}
		self.assertEqual(self.report("other county"), [row])
		mine = [self.pending, self.closed, self.overdue]
		for who, expected in (
			("county", mine),
			("department", [self.closed, self.overdue]),
			("officer", [self.closed, self.overdue]),
			("principal", [self.closed, self.overdue]),
			("city", [*mine, self.accepted]),
			("alone", []),
		):
			with self.subTest(who):
				self.assertEqual(self.hazards(who), expected)

	def test_those_without_the_report_are_refused(self) -> None:
		for who in ("reporter", "owner", "liaison", "registrar", "task force"):
			with self.subTest(who):
				with self.assertRaises(frappe.PermissionError):
					self.report(who)
				with base.as_user(self.users[who]), self.assertRaises(frappe.PermissionError):
					api.download(LAYOUT)
				with self.assertRaises(frappe.PermissionError):
					self.bring_back(who, [(self.overdue, "P-1")])

	def test_filters(self) -> None:
		frappe.db.set_value("Hazard", self.overdue, "provincial_no", "P-9")
		for wanted, expected in (
			({}, [self.pending, self.closed, self.overdue]),  # one of the two numbers is missing
			({"system": LAYOUT}, [self.pending, self.closed]),
			({"system": NATIONAL}, [self.pending, self.closed, self.overdue]),
			({"system": LAYOUT, "missing_only": 0}, [self.pending, self.closed, self.overdue]),
			({"classification": "General"}, [self.general, self.lowered]),
			({"classification": "", "industry": base.COAL}, [self.pending]),
			({"region": base.OTHER_COUNTY}, []),
		):
			with self.subTest(wanted):
				self.assertEqual(self.hazards("county", **wanted), expected)
		self.assertRefused(
			"Hazard Reporting System: Tax does not exist.", self.report, "county", system="Tax"
		)

	def test_the_number_of_queries_does_not_grow_with_the_rows(self) -> None:
		def queries() -> int:
			with (
				base.as_user(self.users["county"]),
				patch.object(frappe.db, "sql", wraps=frappe.db.sql) as sql,
			):
				api.download(LAYOUT)
			return sql.call_count

		queries()
		before = queries()
		for _n in range(4):
			self.make_hazard("List Works A", registered_at="2026-11-05 08:00:00")
		self.assertEqual(len(self.hazards("county")), 7)
		self.assertEqual(queries(), before)


class TestWorkbook(OuterCase):
	def test_it_goes_out_in_the_columns_of_the_system_within_scope(self) -> None:
		rows = self.sheet("officer")
		self.assertEqual(rows[0], ["序号", "企业名称", "状态", "本系统编号", "对方系统编号"])
		self.assertEqual(
			rows[1:],
			[
				[1, "List Works A", "已销号", "990402-202609-0001", None],
				[2, "List Works A", "2", "990402-202610-0001", None],
			],
		)
		self.assertRegex(self.filename, r"^provincial_no_\d{4}-\d\d-\d\d\.xlsx$")
		self.assertEqual([row[1] for row in self.sheet("alone")], ["企业名称"])

	def test_the_shipped_layouts_can_be_filled(self) -> None:
		for name, _number_of, _title, columns in SYSTEMS:
			with self.subTest(name):
				rows = self.sheet("county", system=name)
				self.assertEqual(rows[0], [heading for heading, *_rest in columns])
				self.assertEqual(len(rows), 4)
				self.assertIn("990402-202610-0001", rows[3])

	def test_it_comes_back_with_numbers(self) -> None:
		answer = self.bring_back(
			"county", [(self.pending, "P-1"), ("990402-202610-0001", 20261), (self.closed, None)]
		)
		self.assertEqual(answer, {"written": 2, "unchanged": 0, "empty": 1, "problems": []})
		self.assertEqual((self.number(self.pending), self.number(self.overdue)), ("P-1", "20261"))
		again = self.bring_back("county", [(self.pending, "P-1")])
		self.assertEqual((again["written"], again["unchanged"]), (0, 1))
		self.assertNotIn(self.pending, self.hazards("county", system=LAYOUT))

	def test_the_enterprise_brings_its_own_and_nobody_those_of_others(self) -> None:
		answer = self.bring_back(
			"principal", [(self.overdue, "P-2"), (self.accepted, "P-3"), ("HZ-0", "P-4")]
		)
		self.assertEqual(answer["written"], 1)
		self.assertEqual(
			answer["problems"],
			[
				{
					"row": row,
					"message": f"{key} is not a hazard you may see. Check the number in this system.",
				}
				for row, key in ((3, self.accepted), (4, "HZ-0"))
			],
		)
		self.assertFalse(self.number(self.accepted))

	def test_no_number_is_overwritten_or_given_twice(self) -> None:
		frappe.db.set_value("Hazard", self.accepted, "provincial_no", "P-5")
		frappe.db.set_value("Hazard", self.overdue, "provincial_no", "P-6")
		answer = self.bring_back("county", [(self.pending, "P-5"), (self.overdue, "P-7")])
		self.assertEqual(answer["written"], 0)
		self.assertEqual(
			[problem["message"] for problem in answer["problems"]],
			[
				"The number P-5 belongs to another hazard. Check which of the two it is.",
				f"{self.overdue} has the number P-6 already. If that is wrong, correct it on the hazard.",
			],
		)
		self.assertNotIn(self.accepted, json.dumps(answer))

	def test_what_a_rule_refuses_is_told_with_its_row_and_the_rest_is_kept(self) -> None:
		frappe.db.set_value("Hazard", self.pending, "found_on", add_days(now_datetime(), 2))
		answer = self.bring_back("county", [(self.pending, "P-1"), (self.closed, "P-2")])
		self.assertEqual((answer["written"], answer["problems"][0]["row"]), (1, 2))
		self.assertIn("lies in the future", answer["problems"][0]["message"])
		self.assertEqual((self.number(self.pending), self.number(self.closed)), (None, "P-2"))

	def test_files_that_cannot_be_used_are_named(self) -> None:
		county = self.users["county"]
		for content, words in (
			("no base64!", "The file did not arrive complete."),
			(base64.b64encode(b"text").decode(), "This file cannot be opened as a workbook."),
			("A" * (28 * 1024 * 1024), "The file is larger than 20 MB."),
		):
			with base.as_user(county):
				self.assertRefused(words, api.import_numbers, LAYOUT, content)
		with patch.object(api, "MOST_CHANGES", 1):
			self.assertRefused(
				"holds 2 new numbers; 1 can be stored",
				self.bring_back,
				"county",
				[(self.pending, "P-1"), (self.closed, "P-2")],
			)
		frappe.db.set_value("Hazard Reporting System", LAYOUT, "disabled", 1)
		self.assertRefused("is disabled.", self.sheet, "county")

	def test_only_by_post(self) -> None:
		from frappe import is_whitelisted

		self.assertNotIn("GET", frappe.allowed_http_methods_for_whitelisted_func[api.import_numbers])
		with base.as_user("Guest"), self.assertRaises(frappe.PermissionError):
			is_whitelisted(api.import_numbers)


class TestOnTheHazard(OuterCase):
	def write(self, who: str, value: str) -> str | None:
		with base.as_user(self.users[who]):
			call(
				"frappe.client.set_value",
				doctype="Hazard",
				name=self.overdue,
				fieldname="provincial_no",
				value=value,
			)
		return self.number(self.overdue)

	def test_who_writes_a_number(self) -> None:
		frappe.db.set_value("Hazard", self.overdue, "registered_by", self.users["reporter"])
		for n, who in enumerate(("officer", "principal", "county", "department", "city")):
			with self.subTest(who):
				self.assertEqual(self.write(who, f"P-{n}"), f"P-{n}")
		for who in ("reporter", "registrar"):
			with self.subTest(who):
				self.assertEqual(self.write(who, "P-X"), "P-4", "the field is not theirs, the rest is saved")
		for who in ("task force", "other county", "alone", "liaison"):
			with self.subTest(who), self.assertRaises(frappe.PermissionError):
				self.write(who, "P-X")

	def test_a_number_stands_for_one_hazard(self) -> None:
		self.assertEqual(self.write("county", "P-1"), "P-1")
		with base.as_user(self.users["other county"]):
			doc = frappe.get_doc("Hazard", self.accepted)
			doc.provincial_no = "P-1"
			self.assertRefused("The number P-1 belongs to another hazard.", doc.save)
		frappe.db.set_value("Hazard", self.overdue, "stage", "Withdrawn")
		with base.as_user(self.users["other county"]):
			doc = frappe.get_doc("Hazard", self.accepted)
			doc.provincial_no = "P-1"
			doc.save()
		self.assertEqual(self.number(self.accepted), "P-1")


class TestLayouts(OuterCase):
	def test_everybody_reads_them_and_the_manager_writes_them(self) -> None:
		manager = base.make_user("Hazard Governance Manager", name="outer-manager")
		for who in ("officer", "county", "task force"):
			with base.as_user(self.users[who]):
				self.assertIn(
					LAYOUT, frappe.get_list("Hazard Reporting System", pluck="name", order_by="name")
				)
				doc = frappe.get_doc("Hazard Reporting System", LAYOUT)
				doc.sheet_title = "Mine"
				self.assertRaises(frappe.PermissionError, doc.save)
		with base.as_user(manager):
			doc = frappe.get_doc("Hazard Reporting System", LAYOUT)
			doc.append("columns", {"heading": "备注", "fixed_text": "无"})
			doc.save()
		self.assertEqual(self.sheet("officer")[1][3], "无")

	def test_what_is_wrong_in_a_layout_is_named(self) -> None:
		for row, words in (
			({"heading": "序号", "value": "Place"}, "The heading 序号 appears twice."),
			({"heading": "编码", "value": "Place", "codes": "无码"}, "Row 4, Codes: 无码 is not a code."),
			(
				{"heading": "日期", "value": "Date Found", "date_format": "年月日"},
				"Row 4, Date Format: 年月日 writes no date.",
			),
			({"heading": "值", "value": "Weather"}, "Weather is not offered."),
		):
			with self.subTest(row):
				doc = frappe.get_doc("Hazard Reporting System", LAYOUT)
				doc.append("columns", row)
				self.assertRefused(words, doc.save)
		doc = frappe.get_doc("Hazard Reporting System", LAYOUT)
		doc.append("columns", {"heading": "日期", "value": "Date Found", "date_format": "%Y%m%d"})
		doc.save()
		self.assertEqual(self.sheet("officer")[1][3], "20260901")

	def test_the_scope_of_the_keys_is_that_of_writing(self) -> None:
		"""Who reads a hazard but does not write it cannot number it."""
		with base.as_user(self.users["task force"]):
			found = reporting.named_hazards(
				[reporting.NumberRow(2, self.overdue, "P-1")], "provincial_no", self.users["task force"]
			)
		self.assertEqual(found, [])
		hazard = frappe.qb.DocType("Hazard")
		query = frappe.qb.from_(hazard).select(hazard.name).where(hazard.name == self.overdue)
		self.assertTrue(apply_scope(query, hazard, "Hazard", self.users["task force"]).run())
