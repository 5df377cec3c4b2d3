"""Production Suspension: the enterprise applies, an authority examines and lets production resume; coal is stricter."""

import frappe
from frappe.utils import add_days, getdate, now_datetime, today

from hazard_governance.tests import base
from hazard_governance.tests.steps import COUNTY_OFFICE, DEPARTMENT, MINE_SAFETY, NO_ACTION, StepsTestCase


class TestSuspension(StepsTestCase):
	def suspension(self, hazard=None, user: str | None = None, **values):
		return self.insert(
			{
				"doctype": "Production Suspension",
				"hazard": (hazard or self.hazard()).name,
				"extent": "Grinding shop, north bay",
				"from_at": add_days(now_datetime(), -3),
				"people_withdrawn": 1,
				**values,
			},
			user or self.officer,
		)

	def applied(self, hazard=None):
		hazard = hazard or self.hazard()
		doc = self.suspension(hazard)
		doc = self.save(
			doc, self.officer, applied_on=today(), application="The dust is gone", evaluation_by="Own Experts"
		)
		self.set_stage(hazard, "Pending Acceptance")
		return self.act(doc, "Apply to Resume", self.officer)

	def examined(self, hazard=None, result: str = "Pass"):
		doc = self.save(
			self.applied(hazard),
			self.county,
			examining_authority=COUNTY_OFFICE,
			examined_on=today(),
			examination_result=result,
			examiners="Two inspectors",
		)
		return self.act(doc, "Record Examination", self.county)

	def coal_hazard(self):
		base.make_enterprise("Steps Mine", industry=base.COAL, members=(self.officer,))
		base.make_criterion("TEST-COAL", industry=base.COAL)
		return self.hazard(enterprise="Steps Mine", criterion="TEST-COAL")

	# --- input -----------------------------------------------------------------------------------------------
	def test_days_run_forward_and_not_into_the_future(self):
		self.assertRefused("future", self.suspension, from_at=add_days(now_datetime(), 2))
		doc = self.suspension()
		self.assertRefused("before the step", self.save, doc, self.officer, applied_on=add_days(today(), -4))

	def test_the_ordering_authority_covers_the_hazard(self):
		self.assertRefused(
			"does not supervise",
			self.suspension,
			ordered_by="Authority",
			authority="Steps Other County Office",
		)

	def test_an_ordered_suspension_names_who_ordered_it(self):
		self.assertRefused("Ordering Authority", self.suspension, ordered_by="Authority")

	def test_coal_comes_from_the_industry_not_from_the_client(self):
		self.assertEqual(self.suspension(is_coal=1).is_coal, 0)
		self.assertEqual(self.suspension(self.coal_hazard()).is_coal, 1)

	# --- who writes what -------------------------------------------------------------------------------------
	def test_the_enterprise_does_not_write_the_examination(self):
		doc = self.applied()
		self.assertRefused(
			"only a member of an authority",
			self.save,
			doc,
			self.officer,
			examination_result="Pass",
			exc=frappe.PermissionError,
		)

	def test_an_office_does_not_write_the_application(self):
		doc = self.suspension()
		self.assertRefused(
			"only the enterprise",
			self.save,
			doc,
			self.county,
			application="They are ready",
			exc=frappe.PermissionError,
		)

	# --- moves -----------------------------------------------------------------------------------------------
	def test_the_examination_is_due_ten_days_after_the_application(self):
		doc = self.applied()
		self.assertEqual(doc.examination_due, getdate(add_days(today(), 10)))

	def test_a_coal_mine_has_twenty_days(self):
		doc = self.suspension(self.coal_hazard(), applied_on=today())
		self.assertEqual(doc.examination_due, getdate(add_days(today(), 20)))

	def test_production_resumes_after_a_passed_examination(self):
		doc = self.save(self.examined(), self.county, resumed_on=today())
		self.assertEqual(self.act(doc, "Resume Production", self.county).status, "Resumed")

	def test_a_failed_examination_resumes_nothing(self):
		doc = self.save(self.examined(result="Fail"), self.county, resumed_on=today())
		self.assertRefused("not passed", self.act, doc, "Resume Production", self.county)
		doc = self.act(doc, "Withdraw Examination", self.county, reason="Dust again")
		self.assertEqual(doc.status, "Resumption Applied")

	def test_only_members_of_the_examining_authority_examine(self):
		doc = self.save(
			self.applied(),
			self.county,
			examining_authority=COUNTY_OFFICE,
			examined_on=today(),
			examination_result="Pass",
		)
		self.assertRefused(
			"not a member", self.act, doc, "Record Examination", self.department, exc=frappe.PermissionError
		)
		self.assertEqual(frappe.db.get_value(doc.doctype, doc.name, "status"), "Resumption Applied")

	def test_the_enterprise_does_not_let_itself_resume(self):
		doc = self.examined()
		self.assertRefused(NO_ACTION, self.act, doc, "Resume Production", self.principal)
		self.assertEqual(frappe.db.get_value(doc.doctype, doc.name, "status"), "Examined")

	def test_a_coal_mine_needs_mine_safety_and_the_government(self):
		doc = self.examined(self.coal_hazard())
		self.assertRefused(NO_ACTION, self.act, doc, "Resume Production", self.county)
		doc = self.save(doc, self.department, department_head="Head Zhao", department_signed_on=today())
		self.assertRefused("mine safety", self.act, doc, "Agree as Mine Safety", self.department)
		self.assertRefused(
			"not a mine safety administration",
			self.save,
			doc,
			self.department,
			mine_safety_authority=DEPARTMENT,
		)
		doc = self.save(
			doc,
			self.department,
			mine_safety_authority=MINE_SAFETY,
			mine_safety_agreed_on=today(),
			mine_safety_document="MS 7",
		)
		doc = self.act(doc, "Agree as Mine Safety", self.department)
		doc = self.save(
			doc,
			self.county,
			government_head="Mayor Sun",
			government_approved_on=today(),
			government_document="GOV 3",
		)
		doc = self.act(doc, "Approve as Government", self.county)
		doc = self.save(doc, self.county, resumed_on=today())
		self.assertEqual(self.act(doc, "Resume Production", self.county).status, "Resumed")
