"""Rectification Report: composed from the record, approved by a second person, filed by the bureau of the same level."""

import frappe
from frappe.utils import add_days, getdate, today

from hazard_governance.api import report as api
from hazard_governance.domain.report import SECTIONS
from hazard_governance.tests.steps import (
	CITY_EMERGENCY_BUREAU,
	COUNTY_OFFICE,
	EMERGENCY_BUREAU,
	StepsTestCase,
)


class TestReport(StepsTestCase):
	def setUp(self):
		super().setUp()
		self.major = self.hazard()
		self.analysis(self.major)
		self.plan(self.major)

	def report(self, **values):
		sections = {name: f"<p>Section {name}</p>" for name in SECTIONS}
		return self.insert(
			{"doctype": "Rectification Report", "hazard": self.major.name, **sections, **values}, self.officer
		)

	def approved(self):
		frappe.db.set_value("Hazard", self.major.name, "verified_by_authority", COUNTY_OFFICE)
		self.set_stage(self.major, "Accepted")
		doc = self.act(self.report(), "Submit Report", self.officer)
		return self.act(doc, "Approve Report", self.principal)

	def test_the_sections_are_composed_from_the_record(self):
		with self.as_user(self.officer):
			sections = api.compose(self.major.name)
		self.assertIn("Dust was not removed each shift", sections["analysis"])
		self.assertIn("fit a suction line", sections["rectification"])
		self.assertIn(self.major.hazard_title, sections["description"])
		self.assertFalse(frappe.db.exists("Rectification Report", {"hazard": self.major.name}))

	def test_composing_keeps_to_the_scope(self):
		for user in (self.outsider, self.reporter):
			with self.as_user(user):
				self.assertRefused("", api.compose, self.major.name, exc=frappe.PermissionError)

	def test_an_empty_section_blocks_the_submission(self):
		self.set_stage(self.major, "Accepted")
		doc = self.report(lessons="<p> </p>")
		self.assertRefused("Lessons", self.act, doc, "Submit Report", self.officer)

	def test_a_second_report_is_refused_and_names_the_first(self):
		first = self.report()
		self.assertRefused(first.name, self.report, exc=frappe.DuplicateEntryError)

	def test_the_bureau_of_the_same_level_files_it(self):
		doc = self.approved()
		doc = self.save(doc, self.registrar, filing_authority=EMERGENCY_BUREAU)
		self.assertRefused("receipt", self.act, doc, "File Report", self.registrar)
		doc = self.save(doc, self.registrar, receipt_no="F-2026-7")
		doc = self.act(doc, "File Report", self.registrar)
		self.assertEqual((doc.status, doc.filed_on, doc.decided_by), ("Filed", getdate(), self.registrar))
		self.assertRefused("Filing Receipt No.", self.save, doc, self.registrar, receipt_no="F-0")

	def test_a_bureau_of_another_level_does_not(self):
		doc = self.save(
			self.approved(), self.city_registrar, filing_authority=CITY_EMERGENCY_BUREAU, receipt_no="F-1"
		)
		self.assertRefused("same level", self.act, doc, "File Report", self.city_registrar)

	def test_an_office_that_is_no_emergency_bureau_does_not(self):
		doc = self.save(self.approved(), self.registrar, filing_authority=COUNTY_OFFICE, receipt_no="F-1")
		self.assertRefused("", self.act, doc, "File Report", self.registrar, exc=frappe.PermissionError)
		self.assertEqual(frappe.db.get_value(doc.doctype, doc.name, "status"), "Approved")

	def test_the_enterprise_writes_no_receipt(self):
		self.assertRefused(
			"Filing Receipt No.",
			self.save,
			self.report(),
			self.officer,
			receipt_no="F-1",
			exc=frappe.PermissionError,
		)

	def test_a_filing_in_the_future_is_refused(self):
		doc = self.approved()
		self.assertRefused("future", self.save, doc, self.registrar, filed_on=add_days(today(), 1))

	def test_the_registrar_refuses_with_a_reason(self):
		doc = self.save(self.approved(), self.registrar, filing_authority=EMERGENCY_BUREAU)
		self.assertRefused("reason", self.act, doc, "Refuse Filing", self.registrar)
		doc = self.act(doc, "Refuse Filing", self.registrar, reason="The sweep is missing")
		self.assertEqual(doc.status, "Draft")
