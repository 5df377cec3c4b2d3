"""The criteria on a site: shipped once, ended by a later standard, kept for the hazards judged by them."""

import base64
from io import BytesIO

import frappe
from frappe.utils import getdate
from openpyxl import load_workbook

from hazard_governance.api import criteria as api
from hazard_governance.domain import classification
from hazard_governance.domain.criteria_workbook import FIELDS
from hazard_governance.records import load_record
from hazard_governance.setup import criteria_library
from hazard_governance.setup.criteria_data import library
from hazard_governance.setup.memory import Memory
from hazard_governance.tests.base import (
	COAL,
	MANUFACTURING,
	GovernanceTestCase,
	make_criterion,
	make_major_hazard,
	make_user,
)
from hazard_governance.tests.personas import call

DOCTYPE = "Hazard Criterion"


class TestCriteria(GovernanceTestCase):
	def test_the_whole_library_is_on_the_site_and_comes_once(self):
		expected = {row["code"]: row for row in library()}
		there = frappe.get_all(
			DOCTYPE, filters={"name": ("in", list(expected))}, fields=["*"], order_by="name asc"
		)
		self.assertEqual(len(there), 505)
		for row in there:
			for field, value in expected[row.name].items():
				self.assertEqual(str(row[field] or ""), str(value or ""), (row.name, field))
		edited, deleted = "YH-2017-20", "YH-2017-19"
		doc = frappe.get_doc(DOCTYPE, edited)
		doc.summary = "零售点与住户同楼"
		doc.save()
		frappe.delete_doc(DOCTYPE, deleted)
		# of a site that knows all of it but one
		memory = Memory.load()
		memory.known[DOCTYPE].remove("YH-2017-18")
		frappe.delete_doc(DOCTYPE, "YH-2017-18")
		criteria_library.ensure_criteria(memory)
		self.assertEqual(frappe.db.get_value(DOCTYPE, edited, "summary"), "零售点与住户同楼")
		self.assertFalse(frappe.db.exists(DOCTYPE, deleted))
		self.assertTrue(frappe.db.exists(DOCTYPE, "YH-2017-18"))

	def test_a_later_standard_ends_the_earlier_one_whichever_is_entered_first(self):
		make_criterion("T-2020-1", document_no="T-2020")
		make_criterion("T-2020-2", document_no="T-2020", valid_to="2024-01-31")
		make_criterion("T-2020-3", COAL, document_no="T-2020")
		make_criterion("T-2026-1", document_no="T-2026", replaces_document="T-2020", valid_from="2026-07-01")
		make_criterion("T-2020-4", document_no="T-2020")
		ends = dict(
			frappe.get_all(
				DOCTYPE,
				filters={"document_no": "T-2020"},
				fields=["name", "valid_to"],
				as_list=True,
				order_by="name asc",
			)
		)
		end = getdate("2026-06-30")
		self.assertEqual(
			ends, {"T-2020-1": end, "T-2020-2": getdate("2024-01-31"), "T-2020-3": None, "T-2020-4": end}
		)

	def test_a_hazard_keeps_the_version_it_was_judged_by(self):
		make_criterion("T-OLD", document_no="T-2020")
		hazard = make_major_hazard(criterion="T-OLD", found_on="2026-06-30 10:00:00")
		make_criterion("T-NEW", document_no="T-2026", replaces_document="T-2020", valid_from="2026-07-01")
		hazard.reload()
		hazard.save()
		record = load_record(hazard.name)
		self.assertEqual(hazard.criterion, "T-OLD")
		self.assertEqual(record.criterion_named("T-OLD").valid_to, getdate("2026-06-30"))
		self.assertEqual(classification.check_criterion(record.hazard, record, "Major"), [])
		old = frappe.get_doc(DOCTYPE, "T-OLD")
		for field, value, words in (
			("article", "2", "new code"),
			("industry", COAL, "new code"),
			("hazard_class", "General", "new code"),
			("valid_to", "2026-06-29", "in force on that day"),
			("valid_from", "2026-07-01", "in force on that day"),
		):
			with self.subTest(field):
				old.reload()
				old.set(field, value)
				if field == "valid_from":
					old.valid_to = None
				self.assertRefused(words, old.save)
		old.reload()
		old.summary = "Dry dust collection without explosion relief"
		old.save()
		later = make_major_hazard(insert=False, criterion="T-OLD", found_on="2026-07-02 10:00:00")
		self.assertRefused("was not in force", later.insert)

	def test_one_that_nobody_was_judged_by_may_change(self):
		doc = frappe.get_doc(DOCTYPE, make_criterion("T-FREE"))
		doc.update({"article": "2", "industry": COAL, "valid_from": "2026-07-01"})
		doc.save()
		self.assertEqual(doc.industry, COAL)


class TestCriteriaWorkbook(GovernanceTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.manager = make_user("Hazard Governance Manager", name="criteria-manager@hazard.test")

	def exported(self):
		with self.as_user(self.manager):
			api.download_workbook()
		self.assertEqual(frappe.local.response.pop("type"), "binary")
		frappe.local.response.pop("filename")
		return load_workbook(BytesIO(frappe.local.response.pop("filecontent")))

	def bring_back(self, workbook, store: bool, user: str | None = None) -> dict:
		stream = BytesIO()
		workbook.save(stream)
		content = base64.b64encode(stream.getvalue()).decode()
		with self.as_user(user or self.manager):
			return call("hazard_governance.api.criteria.import_workbook", content=content, store=int(store))

	def row_of(self, sheet, code: str) -> int:
		return next(cells[0].row for cells in sheet.iter_rows() if cells[0].value == code)

	def put(self, sheet, code: str, field: str, value) -> int:
		row = self.row_of(sheet, code)
		sheet.cell(row, FIELDS.index(field) + 1).value = value
		return row

	def append(self, sheet, **values) -> None:
		sheet.append([values.get(field) for field in FIELDS])

	def test_out_edited_tried_and_stored(self):
		make_criterion("W-1", document_no="W-2020")
		make_criterion("W-2", document_no="W-2020")
		workbook = self.exported()
		sheet = workbook.active
		self.assertGreaterEqual(sheet.max_row, 506)
		row = self.put(sheet, "W-1", "summary", "Dry dust collection without relief")
		self.append(
			sheet,
			code="W-3",
			standard="Test standard 2026",
			document_no="W-2026",
			article="2",
			industry=MANUFACTURING,
			summary="New",
			valid_from="2026-07-01",
			replaces_document="W-2020",
		)
		trial = self.bring_back(workbook, store=False)
		self.assertEqual([c["code"] for c in trial["new"]], ["W-3"])
		self.assertEqual([(c["row"], c["code"]) for c in trial["changed"]], [(row, "W-1")])
		self.assertEqual(trial["changed"][0]["fields"][0]["after"], "Dry dust collection without relief")
		self.assertEqual([e["code"] for e in trial["ended"]], ["W-1", "W-2"])
		self.assertEqual((trial["problems"], trial["stored"]), ([], False))
		self.assertFalse(frappe.db.exists(DOCTYPE, "W-3"))
		self.assertIsNone(frappe.db.get_value(DOCTYPE, "W-2", "valid_to"))
		stored = self.bring_back(workbook, store=True)
		self.assertTrue(stored["stored"])
		self.assertEqual(frappe.db.get_value(DOCTYPE, "W-1", "summary"), "Dry dust collection without relief")
		self.assertEqual(frappe.db.get_value(DOCTYPE, "W-2", "valid_to"), getdate("2026-06-30"))
		self.assertEqual(frappe.db.get_value(DOCTYPE, "W-3", "hazard_class"), "Major")
		again = self.bring_back(self.exported(), store=True)
		self.assertEqual((again["new"], again["changed"], again["problems"]), ([], [], []))

	def test_one_refused_row_and_nothing_is_stored(self):
		make_criterion("W-1")
		make_major_hazard(criterion=make_criterion("W-USED"))
		workbook = self.exported()
		sheet = workbook.active
		self.put(sheet, "W-1", "summary", "Changed")
		used = self.put(sheet, "W-USED", "article", "99")
		unread = self.put(sheet, "MK-2026-20-16", "valid_from", "soon")
		self.append(
			sheet,
			code="W-BAD",
			standard="x",
			article="1",
			industry="No such",
			summary="x",
			valid_from="2026-01-01",
		)
		for store in (False, True):
			answer = self.bring_back(workbook, store=store)
			self.assertFalse(answer["stored"])
			self.assertEqual(
				sorted(p["row"] for p in answer["problems"]), sorted((used, unread, sheet.max_row))
			)
			self.assertEqual(
				frappe.db.get_value(DOCTYPE, "W-1", "summary"), "Dust collection without explosion relief"
			)
		told = {problem["row"]: problem["message"] for problem in answer["problems"]}
		self.assertIn("new code", told[used])
		self.assertIn("soon", told[unread])
		self.assertIn("No such", told[sheet.max_row])

	def test_only_who_keeps_the_criteria(self):
		workbook = self.exported()
		for role in ("City Safety Office", "Enterprise Safety Officer"):
			user = make_user(role, name=f"criteria-{frappe.scrub(role)}@hazard.test")
			with self.subTest(role), self.assertRaises(frappe.PermissionError):
				self.bring_back(workbook, store=True, user=user)
			with self.subTest(role), self.as_user(user), self.assertRaises(frappe.PermissionError):
				call("hazard_governance.api.criteria.download_workbook")
