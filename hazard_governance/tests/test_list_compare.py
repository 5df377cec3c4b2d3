"""Workbooks that come back: lists beside the register, the ledger as the same records, each within the reader's scope."""

import base64
import json
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import frappe
from openpyxl import load_workbook

from hazard_governance import ledger_import
from hazard_governance.api import lists as api
from hazard_governance.domain.facts import Hazard
from hazard_governance.ledger.reader import read_ledger
from hazard_governance.ledger.sheets import REGISTER
from hazard_governance.records import load_record
from hazard_governance.tests import base
from hazard_governance.tests.list_world import (
	MONTH,
	MONTHLY,
	OTHER_WORKS,
	PERSON,
	SUPERVISION,
	WORKS,
	ListTestCase,
)


def whole(content: bytes, change=None) -> str:
	"""The workbook as the browser sends it, its first sheet changed by `change`."""
	if change:
		workbook = load_workbook(BytesIO(content))
		change(workbook.worksheets[0])
		stream = BytesIO()
		workbook.save(stream)
		content = stream.getvalue()
	return base64.b64encode(content).decode()


class TestListCompare(ListTestCase):
	def exported(self, who: str, report: str, wanted: dict | None = None) -> bytes:
		with base.as_user(self.users[who]):
			api.download(report, json.dumps(wanted or {}))
		return frappe.response["filecontent"]

	def compare(self, who: str, report: str, content: str, wanted: dict | None = None) -> dict:
		with base.as_user(self.users[who]):
			return api.compare(report, content, json.dumps(wanted or {}))

	def test_what_was_exported_is_the_same_when_it_comes_back(self):
		for who, report in (
			("city", MONTHLY),
			("county", MONTHLY),
			("officer", MONTHLY),
			("city", SUPERVISION),
		):
			with self.subTest(who, report=report):
				answer = self.compare(who, report, whole(self.exported(who, report, MONTH)), MONTH)
				self.assertEqual((answer["differences"], answer["problems"]), ([], []))
				self.assertEqual(answer["same"], answer["rows"])
				self.assertTrue(answer["rows"])

	def test_a_chinese_workbook_is_compared_by_whoever_reads_english(self):
		frappe.local.lang = "zh"
		self.addCleanup(setattr, frappe.local, "lang", "en")
		content = self.exported("city", MONTHLY, MONTH)
		frappe.local.lang = "en"
		self.assertEqual(load_workbook(BytesIO(content)).active["A1"].value, "重大事故隐患月度清单")
		answer = self.compare("city", MONTHLY, whole(content))
		self.assertEqual((answer["differences"], answer["month"]), ([], "2026-11"))

	def test_what_differs_and_what_one_side_lacks_is_named(self):
		def change(sheet):
			sheet.cell(4, 13).value = "Somebody else"
			sheet.cell(5, 4).value = "990402-202610-0099"
			sheet.cell(6, 12).value = "yesterday"

		answer = self.compare("county", MONTHLY, whole(self.exported("county", MONTHLY, MONTH), change))
		told = {
			(one["kind"], one["row"], one["number"], one["theirs"], one["ours"])
			for one in answer["differences"]
		}
		self.assertIn(("Differs", 4, "990402-202610-0001", "Somebody else", "Wang Qiang"), told)
		self.assertIn(("In the workbook, not in the register", 5, "990402-202610-0099", "", ""), told)
		self.assertIn(("In the register, not in the workbook", 0, "990402-202610-0002", "", ""), told)
		(problem,) = answer["problems"]
		self.assertEqual((problem["row"], problem["column"]), (6, "Date Found"))
		self.assertIn("yesterday", problem["message"])

	def test_nobody_learns_of_hazards_beyond_their_scope(self):
		content = whole(self.exported("city", MONTHLY, MONTH))
		answer = self.compare("other county", MONTHLY, content)
		self.assertEqual(answer["same"], 1)
		self.assertEqual(
			{one["kind"] for one in answer["differences"]}, {"In the workbook, not in the register"}
		)
		self.assertEqual({one["ours"] for one in answer["differences"]}, {""})
		for who in ("reporter", "owner", "liaison"):
			with self.subTest(who), self.assertRaises(frappe.PermissionError):
				self.compare(who, MONTHLY, content)
		with base.as_user("Guest"), self.assertRaises(frappe.PermissionError):
			api.compare(MONTHLY, content)

	def test_what_is_no_workbook_of_this_list_is_told(self):
		self.assertIn(
			"cannot be opened", self.compare("city", MONTHLY, whole(b"x"))["problems"][0]["message"]
		)
		other = whole(self.exported("city", SUPERVISION))
		self.assertRefused("another list", self.compare, "city", MONTHLY, other)
		self.assertRefused("did not arrive complete", self.compare, "city", MONTHLY, "ä")
		self.assertRefused("no official list", self.compare, "city", "User", "", exc=frappe.DoesNotExistError)

	# --- the ledger -------------------------------------------------------------------------------------------
	def ledger(self, who: str):
		with base.as_user(self.users[who]):
			api.ledger(json.dumps(MONTH))
		path = Path(self.enterContext(TemporaryDirectory())) / "ledger.xlsx"
		path.write_bytes(frappe.response["filecontent"])
		return read_ledger(path), load_workbook(path)

	def test_the_ledger_comes_back_as_the_same_hazards(self):
		read, workbook = self.ledger("officer")
		self.assertEqual([problem.text for problem in read.problems], [])
		self.assertEqual(workbook[REGISTER]["A2"].value, f"填报单位：{WORKS}")
		found = {record.hazard.name: record.hazard for record in read.records}
		self.assertEqual(set(found), {self.overdue, self.lowered})
		for name, hazard in found.items():
			stored = load_record(name).hazard
			for fieldname in Hazard.__dataclass_fields__:
				if fieldname in ("owner", "creation", "workflow_state", "return_reason", "region"):
					continue
				with self.subTest(name, field=fieldname):
					self.assertEqual(getattr(hazard, fieldname), getattr(stored, fieldname))

	def test_the_ledger_holds_only_what_its_reader_may_read(self):
		self.assertIn(PERSON, self.texts(self.ledger("officer")[1]))
		frappe.db.set_value("Accountability Action", {"hazard": self.overdue}, "enterprise", "List Mine B")
		workbook = self.ledger("officer")[1]
		self.assertNotIn(PERSON, self.texts(workbook))
		self.assertEqual(
			[record.hazard.name for record in self.ledger("other county")[0].records], [self.accepted]
		)
		for who in ("reporter", "liaison"):
			with self.subTest(who), base.as_user(self.users[who]), self.assertRaises(frappe.PermissionError):
				api.ledger(json.dumps(MONTH))

	def test_a_ledger_is_imported_once_and_as_it_was_written(self):
		read, workbook = self.ledger("officer")
		sheet = workbook[REGISTER]
		for row in (4, 5):
			sheet.cell(row, 2).value = f"OWN-{row}"
			sheet.cell(row, 10).value = f"New bay {row}"
		for name in workbook.sheetnames:
			if name != REGISTER:
				del workbook[name]
		answer = self.imported("officer", workbook)
		self.assertEqual((answer["problems"], answer["known"]), ([], 0))
		made = [load_record(name).hazard for name in answer["created"]]
		self.assertEqual([hazard.place for hazard in made], ["New bay 4", "New bay 5"])
		before = {record.hazard.name: record.hazard for record in read.records}[self.overdue]
		after = next(h for h in made if h.rectification_due == before.rectification_due)
		for fieldname in ledger_import.FIELDS:
			if fieldname not in ("hazard_title", "place", "criterion", "classification_reason"):
				with self.subTest(fieldname):
					self.assertEqual(getattr(after, fieldname), getattr(before, fieldname))
		self.assertEqual((after.stage, after.verification, after.register_no), ("Registered", "Pending", ""))
		self.assertEqual(after.registered_by, self.users["officer"])
		again = self.imported("officer", workbook)
		self.assertEqual((again["created"], again["known"]), ([], 2))

	def test_what_cannot_be_imported_is_told_with_sheet_row_and_column(self):
		workbook = self.ledger("officer")[1]
		sheet = workbook[REGISTER]
		sheet.cell(5, 8).value = "yesterday"
		(problem,) = self.imported("officer", workbook)["problems"]
		self.assertEqual((problem["sheet"], problem["row"], problem["column"]), (REGISTER, 5, "发现时间"))
		sheet.cell(5, 8).value = "2026-11-02"
		for row in (4, 5):
			sheet.cell(row, 2).value = f"OWN-{row}"
			sheet.cell(row, 10).value = "Bay"
		sheet.cell(5, 3).value = OTHER_WORKS
		for name in workbook.sheetnames[1:]:
			del workbook[name]
		answer = self.imported("officer", workbook)
		self.assertEqual(len(answer["created"]), 1)
		(problem,) = answer["problems"]
		self.assertEqual((problem["sheet"], problem["row"]), (REGISTER, 5))
		self.assertFalse(frappe.db.exists("Hazard", {"enterprise": OTHER_WORKS, "place": "Bay"}))

	def test_only_who_may_register_hazards_imports_them(self):
		workbook = self.ledger("officer")[1]
		for who in ("task force", "registrar", "reporter", "owner", "liaison"):
			with self.subTest(who), self.assertRaises(frappe.PermissionError):
				self.imported(who, workbook)

	def imported(self, who: str, workbook) -> dict:
		stream = BytesIO()
		workbook.save(stream)
		with base.as_user(self.users[who]):
			return api.import_ledger(base64.b64encode(stream.getvalue()).decode())

	def texts(self, workbook) -> set[str]:
		return {
			str(cell)
			for sheet in workbook
			for row in sheet.iter_rows(values_only=True)
			for cell in row
			if cell
		}
