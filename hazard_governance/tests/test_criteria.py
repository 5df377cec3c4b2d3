"""The criteria on a site: shipped once, ended by a later standard, kept for the hazards judged by them."""

import frappe
from frappe.utils import getdate

from hazard_governance.domain import classification
from hazard_governance.records import load_record
from hazard_governance.setup import criteria_library
from hazard_governance.setup.criteria_data import library
from hazard_governance.setup.memory import Memory
from hazard_governance.tests.base import (
	COAL,
	GovernanceTestCase,
	make_criterion,
	make_major_hazard,
)

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
