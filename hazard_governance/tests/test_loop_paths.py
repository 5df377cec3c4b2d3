"""Other ways through the loop: general, coal with production suspended, an office that sleeps, reclassified, withdrawn,
listed for supervision."""

import frappe
from frappe.utils import add_days, now_datetime, today

from hazard_governance.tests import base
from hazard_governance.tests.loop_case import FIRST_MEASURE, SUPERVISION, LoopTestCase
from hazard_governance.tests.steps import (
	CITY_OFFICE,
	COUNTY_OFFICE,
	DEPARTMENT,
	MINE_SAFETY,
)

GENERAL = {"classification": "General", "classification_basis": "Statutory Definition", "criterion": None}


class TestGeneral(LoopTestCase):
	def general(self, **values):
		hazard = self.described(self.reported(**values), **GENERAL)
		return self.with_row(hazard, "immediate_measures", FIRST_MEASURE)

	def test_found_by_the_enterprise_and_ended_by_it(self):
		hazard = self.general()
		self.assertIsNone(self.on_list(hazard))
		self.act(hazard, "Start Rectification", self.reporter)
		self.too_early(hazard, "Request Acceptance", self.officer, "is not done", "has no photo")
		self.first_measure_done(hazard)
		self.act(hazard, "Request Acceptance", self.officer)
		self.too_early(hazard, "Accept Rectification", self.principal, "evaluation is missing")
		self.evaluated(hazard)
		self.act(hazard, "Accept Rectification", self.principal)
		self.not_for(hazard, "Close Out", self.officer, self.outsider, self.other_county)
		self.act(hazard, "Close Out", self.principal)
		# accountability never blocks a general hazard; one line completes it afterwards
		self.assert_at(hazard, "Closed Out", "C--C-")
		self.save(hazard, self.officer, general_accountability="Shift leader Wang warned")
		doc = self.assert_at(hazard, "Closed Out", "C-CC-")
		self.assertIsNone(doc.register_no)
		self.too_early(hazard, "File Hazard", self.registrar, "ends at Closed Out")
		self.assert_versioned(doc)

	def test_found_by_an_inspection_it_needs_the_authoritys_check(self):
		hazard = self.rectified_and_accepted(self.general(source="Enforcement Inspection"))
		self.not_for(hazard, "Close Out", self.principal)
		self.too_early(hazard, "Close Out", self.county, "No authority has checked")
		self.checked(hazard, self.department, DEPARTMENT)
		self.act(hazard, "Close Out", self.department)
		self.assert_at(hazard, "Closed Out", "C--C-")

	def test_reclassified_as_major_after_its_end_it_opens_again(self):
		hazard = self.rectified_and_accepted(self.general())
		self.act(hazard, "Close Out", self.principal)
		values = {
			"outcome": "Changed",
			"classification": "Major",
			"classification_basis": "Criterion",
			"criterion": "TEST-1",
			"reason": "Dust was found in the ducts as well",
		}
		self.verified(hazard, **values)
		doc = self.assert_at(hazard, "Rectifying", "C--p-")
		self.assertEqual((doc.classification, doc.closed_out_on, doc.accepted_on), ("Major", None, None))
		self.assertRegex(doc.register_no, r"^990402-\d{6}-\d{4}$")
		self.assertIn("ducts", doc.stage_log[-1].reason)
		self.assertEqual(self.on_list(hazard)["stage"], "Rectifying")
		# what was enough for a general hazard is not for a major one
		self.too_early(
			hazard, "Request Acceptance", self.officer, "no remediation plan", "not posted", "not reported"
		)
		plan = self.planned(hazard)
		self.done_by_phone(plan)
		self.posted_and_reported(hazard, plan)
		self.act(hazard, "Request Acceptance", self.officer)
		self.too_early(hazard, "Accept Rectification", self.principal, "evaluation is missing")


class TestLateOffice(LoopTestCase):
	def test_nobody_waits_for_a_verification(self):
		hazard = self.described(self.reported())
		hazard = self.with_row(hazard, "immediate_measures", FIRST_MEASURE)
		hazard = self.rectified_and_accepted(hazard)
		doc = self.assert_at(hazard, "Accepted", "C--C-")
		self.assertEqual((doc.verification, doc.register_no), ("Pending", None))
		row = self.on_list(hazard)
		self.assertEqual((row["stage"], row["verification"]), ("Accepted", "Pending Verification"))
		# analysis, accountability and source governance do not wait either
		self.analysed(hazard)
		self.held_to_account(hazard)
		self.governed(hazard)
		self.told(hazard)
		self.assert_at(hazard, "Accepted", "CCCCC")
		self.too_early(
			hazard,
			"Close Out",
			self.county,
			"not verified",
			"has no number",
			"No authority has checked",
			"article 20",
		)
		self.verified(hazard)
		self.too_early(hazard, "Close Out", self.county, "has not checked")
		self.checked(hazard)
		self.act(hazard, "Close Out", self.county)
		self.assert_at(hazard, "Closed Out", "CCCCC")


class TestReclassifiedAndWithdrawn(LoopTestCase):
	def major(self):
		hazard = self.described(self.reported())
		return self.with_row(hazard, "immediate_measures", FIRST_MEASURE)

	def test_major_to_general_by_an_authority_keeps_the_number(self):
		hazard = self.major()
		self.verified(hazard)
		number = self.fresh(hazard).register_no
		self.assertRefused(
			"can no longer be changed", self.save, hazard, self.officer, classification="General"
		)
		doc = self.verification(hazard, outcome="Changed", classification="General")
		self.too_early(doc, "Decide Verification", self.county_head, "without a reason", "without a basis")
		doc = self.save(
			doc, self.county, reason="Measured again", classification_basis="Statutory Definition"
		)
		self.act(doc, "Decide Verification", self.county_head)
		stored = self.fresh(hazard)
		self.assertEqual((stored.classification, stored.register_no), ("General", number))
		row = self.on_list(hazard, self.city)
		self.assertEqual((row or {}).get("register_no"), number)
		self.assertIn("Measured again", self.comments(hazard))
		hazard = self.rectified_and_accepted(hazard)
		self.assert_at(hazard, "Accepted", "C--C-")

	def test_withdrawn_it_keeps_its_number_on_the_list(self):
		hazard = self.major()
		self.verified(hazard)
		number = self.fresh(hazard).register_no
		self.too_early(hazard, "Withdraw Hazard", self.county, "withdrawn only by a verification")
		doc = self.verification(hazard, outcome="Not True")
		self.too_early(doc, "Decide Verification", self.county_head, "reason is empty")
		doc = self.save(doc, self.county, reason="The beams were clean")
		self.act(doc, "Decide Verification", self.county_head)
		stored = self.assert_at(hazard, "Withdrawn", self.steps(hazard))
		self.assertEqual(stored.register_no, number)
		row = self.on_list(hazard)
		self.assertEqual((row["register_no"], row["stage"]), (number, "Withdrawn"))
		self.not_for(hazard, "Start Rectification", self.officer, self.county)

	def comments(self, hazard) -> str:
		filters = {"reference_doctype": "Hazard", "reference_name": hazard.name}
		return " ".join(frappe.get_all("Comment", filters=filters, pluck="content", order_by="creation asc"))


class TestListed(LoopTestCase):
	def test_only_the_body_that_listed_it_closes_it_out(self):
		hazard = self.described(self.reported())
		self.verified(hazard)
		case = self.insert(
			{
				"doctype": "Supervision Case",
				"hazard": hazard.name,
				"kind": "Listed",
				"authority": CITY_OFFICE,
				"level": "City",
				"issued_on": today(),
				"due_on": add_days(today(), 20),
			},
			self.city,
		)
		self.too_early(case, "Confirm Supervision", self.city, "letter number", "leader")
		case = self.save(
			case,
			self.city,
			letter_no=base.letter(9),
			signatory="Director",
			leader="Vice mayor",
			requirements="Remove",
		)
		self.act(case, "Confirm Supervision", self.city)
		self.assertTrue(self.on_list(hazard, self.city, SUPERVISION))
		hazard = self.with_row(hazard, "immediate_measures", FIRST_MEASURE)
		hazard = self.rectified_and_accepted(hazard)
		# the county verified it, and has nothing more to say
		self.assertRefused("listed for supervision", self.checked, hazard, self.county, COUNTY_OFFICE)
		self.not_for(hazard, "Close Out", self.county, self.department, self.principal)
		self.too_early(hazard, "Close Out", self.city, "has not checked", "not delisted")
		self.act(case, "Request Acceptance of Case", self.officer)
		self.too_early(case, "Delist", self.city, "no check")
		self.checked(hazard, self.city, CITY_OFFICE)
		self.too_early(hazard, "Close Out", self.city, "not delisted")
		self.not_for(case, "Delist", self.county, self.officer)
		self.too_early(case, "Delist", self.city, "letter number", "signatory")
		self.save(case, self.city, delisting_no=base.letter(10), delisting_signatory="Director")
		case = self.act(case, "Delist", self.city)
		self.not_for(hazard, "Close Out", self.county, self.department)
		self.act(hazard, "Close Out", self.city)
		doc = self.assert_at(hazard, "Closed Out", "C--C-")
		self.assertEqual(doc.stage_log[-1].changed_by, self.city)
		self.assert_versioned(doc, case)


class TestCoal(LoopTestCase):
	MINE = "Loop Mine"

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		members = (cls.officer, cls.principal, cls.owner, cls.reporter)
		base.make_enterprise(cls.MINE, industry=base.COAL, members=members)
		base.make_criterion("LOOP-COAL", industry=base.COAL)

	def suspended(self, hazard):
		return self.insert(
			{
				"doctype": "Production Suspension",
				"hazard": hazard.name,
				"extent": "Face 3105",
				"from_at": add_days(now_datetime(), -1),
				"people_withdrawn": 1,
			},
			self.officer,
		)

	def test_production_resumes_by_the_stricter_chain_and_only_then_it_is_closed_out(self):
		hazard = self.described(self.reported(enterprise=self.MINE), criterion="LOOP-COAL")
		hazard = self.with_row(hazard, "immediate_measures", FIRST_MEASURE)
		suspension = self.suspended(hazard)
		self.assertEqual(suspension.is_coal, 1)
		self.verified(hazard)
		suspension = self.save(suspension, self.officer, applied_on=today(), application="The gas is drained")
		self.too_early(suspension, "Apply to Resume", self.officer, "still being rectified")
		hazard = self.rectified_and_accepted(hazard)
		self.checked(hazard)
		self.too_early(hazard, "Close Out", self.county, "has not been allowed to resume")
		self.resumed(hazard, suspension)
		self.act(hazard, "Close Out", self.county)
		self.assert_at(hazard, "Closed Out", "C--C-")
		self.assert_versioned(hazard, suspension)

	def resumed(self, hazard, doc):
		bare = self.save(doc, self.officer, application=None)
		self.too_early(bare, "Apply to Resume", self.officer, "application to resume is empty")
		self.save(doc, self.officer, application="The gas is drained")
		self.act(doc, "Apply to Resume", self.officer)
		self.too_early(
			doc,
			"Record Examination",
			self.county,
			"examining authority",
			"no date",
			"no result",
			"article 23",
		)
		self.save(
			doc,
			self.county,
			examining_authority=COUNTY_OFFICE,
			examined_on=today(),
			examination_result="Pass",
			examiners="Two inspectors",
		)
		self.not_for(doc, "Record Examination", self.officer, self.department)
		self.act(doc, "Record Examination", self.county)
		self.not_for(doc, "Resume Production", self.county, self.principal)
		self.not_for(doc, "Approve as Government", self.county)
		self.too_early(
			doc,
			"Agree as Mine Safety",
			self.department,
			"head is not named",
			"mine safety authority is empty",
			"document number",
			"article 48",
		)
		self.save(
			doc,
			self.department,
			department_head="Head Zhao",
			department_signed_on=today(),
			mine_safety_authority=MINE_SAFETY,
			mine_safety_agreed_on=today(),
			mine_safety_document="MS 7",
		)
		self.act(doc, "Agree as Mine Safety", self.department)
		self.too_early(doc, "Approve as Government", self.county, "head of government", "document number")
		self.save(
			doc,
			self.county,
			government_head="Mayor Sun",
			government_approved_on=today(),
			government_document="GOV 3",
		)
		self.act(doc, "Approve as Government", self.county)
		self.too_early(hazard, "Close Out", self.county, "has not been allowed to resume")
		self.too_early(doc, "Resume Production", self.county, "day of resumption is empty")
		self.save(doc, self.county, resumed_on=today())
		self.assertEqual(self.act(doc, "Resume Production", self.county).status, "Resumed")
