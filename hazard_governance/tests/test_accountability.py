"""Accountability Action: measures with their particulars, who decides, and nobody against themselves."""

import frappe
from frappe.utils import add_days, today

from hazard_governance.tests import base
from hazard_governance.tests.steps import COUNTY_OFFICE, ENTERPRISE, NO_ACTION, StepsTestCase

COMPANY = "Steps Company"


class TestAccountability(StepsTestCase):
	def submitted(self, **values):
		return self.act(self.action(self.hazard(), **values), "Submit Accountability", self.officer)

	# --- input -----------------------------------------------------------------------------------------------
	def test_accountability_without_a_measure_is_not_saved(self):
		hazard = self.hazard()
		self.assertRefused("measure", self.action, hazard, measures=[])
		self.assertFalse(frappe.db.exists("Accountability Action", {"hazard": hazard.name}))

	def test_a_fine_needs_an_amount_and_a_suspension_its_days(self):
		hazard = self.hazard()
		self.assertRefused("amount", self.action, hazard, measures=[{"measure": "Fine"}])
		self.assertRefused("amount", self.action, hazard, measures=[{"measure": "Fine", "amount": 0}])
		self.assertRefused("first day", self.action, hazard, measures=[{"measure": "Suspension for Review"}])
		doc = self.action(hazard, measures=[{"measure": "Fine", "amount": 500}])
		self.assertEqual(doc.measures[0].amount, 500)

	def test_an_execution_in_the_future_is_refused(self):
		self.assertRefused(
			"future",
			self.action,
			self.hazard(),
			measures=[{"measure": "Verbal Warning", "executed_on": add_days(today(), 1)}],
		)

	def test_an_enterprise_does_not_choose_what_only_an_authority_decides(self):
		self.assertRefused("authority", self.action, self.hazard(), measures=[{"measure": "Admonition"}])

	def test_the_deciding_authority_covers_the_hazard(self):
		self.assertRefused(
			"does not supervise",
			self.action,
			self.hazard(),
			deciding_side="Authority",
			authority="Steps Other County Office",
		)

	def test_several_people_of_one_hazard_have_one_action_each(self):
		hazard = self.hazard()
		self.action(hazard)
		self.action(hazard, person_name="Shop manager Li", responsibility_class="Managerial")
		self.assertEqual(frappe.db.count("Accountability Action", {"hazard": hazard.name}), 2)

	# --- people ----------------------------------------------------------------------------------------------
	def employee(self, user: str | None, company: str = COMPANY) -> str:
		if not frappe.db.exists("Company", company):
			frappe.get_doc(
				{
					"doctype": "Company",
					"company_name": company,
					"abbr": "".join(word[0] for word in company.split()),
					"default_currency": "CNY",
					"country": "China",
				}
			).insert()
		return (
			frappe.get_doc(
				{
					"doctype": "Employee",
					"first_name": "Zhang San",
					"gender": "Male",
					"date_of_birth": "1980-01-01",
					"date_of_joining": "2010-01-01",
					"company": company,
					"user_id": user,
				}
			)
			.insert(ignore_permissions=True)
			.name
		)

	def test_an_employee_fills_in_name_organisation_and_user(self):
		employee = self.employee(self.owner)
		frappe.db.set_value("Regulated Enterprise", ENTERPRISE, "erpnext_company", COMPANY)
		doc = self.action(self.hazard(), employee=employee, person_name="Somebody Else", person_user=None)
		self.assertEqual(
			(doc.person_name, doc.person_user, doc.organisation), ("Zhang San", self.owner, COMPANY)
		)

	def test_an_employee_of_another_company_is_refused(self):
		employee = self.employee(self.owner)
		self.assertRefused(employee, self.action, self.hazard(), employee=employee)

	def test_the_user_of_a_member_is_found_by_a_unique_name(self):
		name = frappe.db.get_value("User", self.principal, "full_name")
		doc = self.action(self.hazard(), person_name=name)
		self.assertEqual(doc.person_user, self.principal)

	# --- decision --------------------------------------------------------------------------------------------
	def test_the_principal_decides_and_what_was_decided_stands(self):
		doc = self.act(self.submitted(), "Decide Accountability", self.principal)
		self.assertEqual((doc.status, doc.decided_by), ("Decided", self.principal))
		self.assertRefused("Grounds", self.save, doc, self.officer, grounds="None")

	def test_nobody_decides_against_themselves(self):
		doc = self.submitted(person_user=self.principal)
		self.assertRefused("own accountability", self.act, doc, "Decide Accountability", self.principal)
		self.assertEqual(frappe.db.get_value(doc.doctype, doc.name, "status"), "Submitted")

	def test_who_prepared_it_does_not_decide_it(self):
		doc = self.act(
			self.action(self.hazard(), user=self.principal), "Submit Accountability", self.principal
		)
		self.assertRefused("approv", self.act, doc, "Decide Accountability", self.principal)

	def test_an_authority_decides_through_a_member_of_it(self):
		doc = self.submitted(
			deciding_side="Authority", authority=COUNTY_OFFICE, measures=[{"measure": "Admonition"}]
		)
		self.assertRefused(
			"not a member",
			self.act,
			doc,
			"Decide Accountability",
			self.department,
			exc=frappe.PermissionError,
		)
		self.assertRefused(NO_ACTION, self.act, doc, "Decide Accountability", self.principal)
		self.assertEqual(self.act(doc, "Decide Accountability", self.county).decided_by, self.county)

	def test_execution_is_recorded_with_day_and_proof(self):
		doc = self.act(self.submitted(), "Decide Accountability", self.principal)
		self.assertRefused("executed", self.act, doc, "Record Execution", self.officer)
		rows = [row.as_dict() for row in doc.measures]
		rows[0].update(executed_on=today(), proof=self.photo(self.officer))
		self.save(doc, self.officer, measures=rows)
		doc = self.act(doc, "Record Execution", self.officer)
		self.assertEqual(doc.status, "Executed")
		self.assertRefused("can no longer be changed", self.save, doc, "Administrator", grounds="Others")
		self.assertEqual(self.save(doc, "Administrator", letter_no="1").letter_no, "1")
		self.assertRefused("can no longer be changed", self.save, doc, "Administrator", letter_no="2")

	def test_revoking_needs_a_reason(self):
		doc = self.act(self.submitted(), "Decide Accountability", self.principal)
		self.assertRefused("reason", self.act, doc, "Revoke Decision", self.principal)
		doc = self.act(doc, "Revoke Decision", self.principal, reason="Wrong person")
		self.assertEqual(doc.status, "Draft")

	def test_a_decision_is_never_deleted(self):
		doc = self.act(self.submitted(), "Decide Accountability", self.principal)
		for user in (self.officer, "Administrator"):
			with self.as_user(user):
				self.assertRefused("stays on record", frappe.delete_doc, doc.doctype, doc.name)
		draft = self.action(self.hazard())
		with self.as_user(self.officer):
			frappe.delete_doc(draft.doctype, draft.name)
		self.assertFalse(frappe.db.exists(draft.doctype, draft.name))

	# --- scope -----------------------------------------------------------------------------------------------
	def test_reporters_and_measure_owners_do_not_see_it(self):
		doc = self.action(self.hazard())
		for user in (self.reporter, self.owner, self.outsider, self.other_county):
			with self.as_user(user):
				self.assertFalse(frappe.get_doc(doc.doctype, doc.name).has_permission("read"), user)
		with self.as_user(self.department):
			self.assertTrue(frappe.get_doc(doc.doctype, doc.name).has_permission("read"))

	def test_the_sole_operator_decides_on_their_own_with_consent(self):
		alone = base.make_user("Enterprise Principal", name="steps-alone")
		base.make_enterprise(
			"Steps Restaurant",
			members=(alone,),
			sole_operator=1,
			sole_operator_authority=COUNTY_OFFICE,
			sole_operator_consent_on="2024-01-01",
		)
		with self.as_user(alone):
			hazard = base.make_major_hazard(enterprise="Steps Restaurant")
		doc = self.action(hazard, user=alone, person_user=alone)
		doc = self.act(doc, "Submit Accountability", alone)
		doc = self.act(doc, "Decide Accountability as Sole Operator", alone)
		self.assertEqual((doc.status, doc.sole_operator_approval), ("Decided", 1))
