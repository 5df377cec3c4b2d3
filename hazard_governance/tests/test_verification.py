"""Hazard Verification: who decides, what a decision does, and that it is history."""

import frappe
from frappe.utils import add_days, getdate

from hazard_governance import numbering
from hazard_governance.tests.base import (
	COAL,
	OTHER_COUNTY,
	GovernanceTestCase,
	as_user,
	make_authority,
	make_criterion,
	make_enterprise,
	make_hazard,
	make_major_hazard,
	make_user,
)

FIRST_MEASURE = {"measure": "Stopped the grinder", "taken_by": "Shift leader"}


class VerificationCase(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		self.officer = make_user("Enterprise Safety Officer", name="officer-a@hazard.test")
		self.clerk = make_user("County Safety Office", name="clerk-1@hazard.test")
		self.second = make_user("County Safety Office", name="clerk-2@hazard.test")
		self.far_clerk = make_user("County Safety Office", name="clerk-far@hazard.test")
		self.office = make_authority(members=(self.clerk, self.second))
		self.far_office = make_authority(
			"Test Other County Office", region=OTHER_COUNTY, members=(self.far_clerk,)
		)
		self.bureau = make_authority("Test County Industry Bureau", kind="Industry Authority")
		self.enterprise = make_enterprise(
			"Test Works Verified", members=(self.officer,), competent_authority=self.bureau
		)
		self.month = numbering.month_of(getdate())

	def major(self, **values):
		with as_user(self.officer):
			return make_major_hazard(enterprise=self.enterprise, **values)

	def general(self, **values):
		with as_user(self.officer):
			return make_hazard(enterprise=self.enterprise, described=True, classification="General", **values)

	def draft(self, hazard, user=None, **values):
		with as_user(user or self.clerk):
			return frappe.get_doc(
				{
					"doctype": "Hazard Verification",
					"hazard": hazard.name,
					"authority": self.office,
					**values,
				}
			).insert()

	def decide(self, verification, user=None):
		with as_user(user or self.second):
			doc = frappe.get_doc("Hazard Verification", verification.name)
			if doc.meta.get_workflow():
				doc.workflow_state = "Verification Decided"
			else:
				doc.status = "Decided"
			return doc.save()

	def verified(self, hazard, **values):
		return self.decide(self.draft(hazard, **values))


class TestDeciding(VerificationCase):
	def test_a_draft_is_prefilled_and_copies_the_scope(self):
		hazard = self.major()
		doc = self.draft(hazard)
		self.assertEqual((doc.classification, doc.criterion), ("Major", "TEST-1"))
		self.assertEqual((doc.enterprise, doc.county), (self.enterprise, hazard.county))
		self.assertEqual(doc.prepared_by, self.clerk)
		self.assertEqual(doc.supervising_authority, self.bureau)

	def test_a_decision_verifies_numbers_and_proposes_supervision(self):
		hazard = self.major()
		before = (
			frappe.db.get_value("Hazard Register Counter", f"{hazard.county}-{self.month}", "last_no") or 0
		)
		due = add_days(getdate(), 30)
		doc = self.verified(hazard, rectification_due=due)
		hazard.reload()
		self.assertEqual(hazard.verification, "Verified")
		self.assertEqual(hazard.verified_by_authority, self.office)
		self.assertEqual(getdate(hazard.verified_on), getdate())
		self.assertEqual(hazard.register_no, f"990402-{self.month}-{before + 1:04d}")
		self.assertEqual((getdate(hazard.rectification_due), getdate(hazard.original_due)), (due, due))
		self.assertEqual(doc.decided_by, self.second)
		self.assertEqual(
			frappe.db.get_value("Hazard Verification", doc.name, "register_no"), hazard.register_no
		)
		case = frappe.get_doc("Supervision Case", {"hazard": hazard.name})
		self.assertEqual(
			(case.kind, case.status, case.authority, case.register_no),
			("Departmental", "Proposed", self.bureau, hazard.register_no),
		)

	def test_a_number_is_given_once_and_to_majors_only(self):
		general = self.general()
		self.verified(general)
		self.assertFalse(frappe.db.get_value("Hazard", general.name, "register_no"))
		hazard = self.major()
		self.verified(hazard)
		number = frappe.db.get_value("Hazard", hazard.name, "register_no")
		self.verified(hazard)
		self.assertEqual(frappe.db.get_value("Hazard", hazard.name, "register_no"), number)

	def test_an_undescribed_hazard_is_not_verified(self):
		with as_user(self.officer):
			hazard = make_hazard(enterprise=self.enterprise)
		doc = self.draft(hazard)
		message = self.assertRefused("existing condition is empty", self.decide, doc)
		self.assertIn("possible harm is empty", message)
		hazard.reload()
		self.assertEqual(hazard.verification, "Pending")

	def test_a_wrong_criterion_is_refused(self):
		hazard = self.major()
		doc = self.draft(hazard)
		with as_user(self.clerk):
			doc.criterion = make_criterion("TEST-COAL", industry=COAL)
			doc.save()
		self.assertRefused("another industry", self.decide, doc)

	def test_classification_belongs_to_the_authority_afterwards(self):
		hazard = self.major()
		self.verified(hazard)
		hazard.reload()
		with as_user(self.officer):
			hazard.classification = "General"
			self.assertRefused("can no longer be changed", hazard.save)
			hazard.reload()
			hazard.existing_condition = "It was less than that"
			self.assertRefused("can no longer be changed", hazard.save)
			hazard.reload()
			hazard.append("immediate_measures", FIRST_MEASURE)
			hazard.save()


class TestWho(VerificationCase):
	def test_a_second_officer_decides(self):
		doc = self.draft(self.major())
		with self.assertRaises(frappe.ValidationError):
			self.decide(doc, self.clerk)
		self.assertEqual(frappe.db.get_value("Hazard Verification", doc.name, "status"), "Draft")

	def test_a_lone_clerk_says_why_and_the_city_sees_it(self):
		hazard = self.major()
		doc = self.draft(hazard, lone_clerk_reason="The office has one officer this week")
		self.decide(doc, self.clerk)
		hazard.reload()
		self.assertEqual(hazard.verification, "Verified")
		comments = frappe.get_all(
			"Comment",
			filters={"reference_doctype": "Hazard", "reference_name": hazard.name},
			pluck="content",
			order_by="creation asc",
		)
		self.assertTrue(any("one officer this week" in text for text in comments))

	def test_whoever_registered_it_does_not_decide_it(self):
		with as_user(self.clerk):
			hazard = make_major_hazard(enterprise=self.enterprise, source="Enforcement Inspection")
		doc = self.draft(hazard, user=self.second)
		self.assertRefused("Let a colleague", self.decide, doc, self.clerk)

	def test_another_county_and_the_enterprise_have_no_say(self):
		hazard = self.major()
		for user, authority in (
			(self.far_clerk, self.far_office),
			(self.far_clerk, self.office),
			(self.clerk, self.far_office),
			(self.officer, self.office),
		):
			with self.subTest(user=user, authority=authority), self.assertRaises(frappe.PermissionError):
				self.draft(hazard, user=user, authority=authority)
		doc = self.draft(hazard)
		for user in (self.far_clerk, self.officer):
			with self.assertRaises(frappe.PermissionError):
				self.decide(doc, user)

	def test_an_officer_who_belongs_to_the_enterprise_stands_back(self):
		insider = make_user("County Safety Office", name="clerk-insider@hazard.test")
		make_authority(members=(insider,))
		make_enterprise("Test Works Verified", members=(insider,))
		with self.assertRaises(frappe.PermissionError):
			self.draft(self.major(), user=insider)

	def test_one_open_draft_an_authority(self):
		hazard = self.major()
		self.draft(hazard)
		self.assertRefused("already at work", self.draft, hazard, user=self.second)


class TestReclassification(VerificationCase):
	def test_major_to_general_needs_reason_and_basis_and_keeps_the_number(self):
		hazard = self.major()
		self.verified(hazard)
		number = frappe.db.get_value("Hazard", hazard.name, "register_no")
		doc = self.draft(hazard, outcome="Changed", classification="General")
		self.assertRefused("without a reason", self.decide, doc)
		with as_user(self.clerk):
			doc.update({"reason": "Measured again", "classification_basis": "Statutory Definition"})
			doc.save()
		self.decide(doc)
		hazard.reload()
		self.assertEqual((hazard.classification, hazard.register_no), ("General", number))
		comments = frappe.get_all(
			"Comment", filters={"reference_name": hazard.name}, pluck="content", order_by="creation asc"
		)
		self.assertTrue(any("from Major to General" in text for text in comments))
		self.assertRefused("stays on the register", frappe.delete_doc, "Hazard", hazard.name)

	def test_general_to_major_reopens_what_was_beyond_rectifying(self):
		hazard = self.general(immediate_measures=[FIRST_MEASURE])
		# as after its gates; they are tested elsewhere
		frappe.db.set_value("Hazard", hazard.name, {"stage": "Closed Out", "closed_out_on": getdate()})
		self.verified(
			hazard,
			outcome="Changed",
			classification="Major",
			classification_basis="Criterion",
			criterion=make_criterion(),
			reason="Dust was found in the ducts as well",
		)
		hazard.reload()
		self.assertEqual((hazard.stage, hazard.classification), ("Rectifying", "Major"))
		self.assertTrue(hazard.register_no)
		self.assertIsNone(hazard.closed_out_on)
		self.assertIn("ducts", hazard.stage_log[-1].reason)


class TestWithdrawal(VerificationCase):
	def test_not_true_withdraws_with_a_reason(self):
		hazard = self.major()
		doc = self.draft(hazard, outcome="Not True")
		self.assertRefused("reason is empty", self.decide, doc)
		with as_user(self.clerk):
			doc.reason = "The site visit found the beams clean"
			doc.save()
		self.decide(doc)
		hazard.reload()
		self.assertEqual(hazard.stage, "Withdrawn")
		self.assertEqual(getdate(hazard.withdrawn_on), getdate())
		self.assertIn("beams clean", hazard.stage_log[-1].reason)
		self.assertRefused("stays on the register", frappe.delete_doc, "Hazard", hazard.name)

	def test_a_duplicate_names_another_hazard_of_the_enterprise(self):
		hazard, other = self.major(), make_major_hazard(enterprise=make_enterprise("Test Works Two"))
		self.assertRefused(
			"not a hazard of this enterprise",
			self.draft,
			hazard,
			outcome="Duplicate",
			duplicate_of=other.name,
			reason="Same dust",
		)
		doc = self.draft(hazard, outcome="Duplicate", duplicate_of=self.major().name, reason="Same dust")
		self.decide(doc)
		self.assertEqual(frappe.db.get_value("Hazard", hazard.name, "stage"), "Withdrawn")

	def test_nobody_withdraws_without_a_verification(self):
		hazard = self.major()
		with as_user(self.clerk):
			hazard.reload()
			if hazard.meta.get_workflow():
				hazard.workflow_state = "Hazard Withdrawn"
			else:
				hazard.stage = "Withdrawn"
			self.assertRefused("withdrawn only by a verification", hazard.save)


class TestHistory(VerificationCase):
	def test_a_decided_verification_is_never_changed_or_deleted(self):
		doc = self.verified(self.major())
		for user in (self.clerk, "Administrator"):
			with as_user(user):
				kept = frappe.get_doc("Hazard Verification", doc.name)
				kept.reason = "Thought again"
				self.assertRefused("can no longer be changed", kept.save)
				with self.assertRaises((frappe.ValidationError, frappe.PermissionError)):
					frappe.delete_doc("Hazard Verification", doc.name, force=1)
		self.assertTrue(frappe.db.exists("Hazard Verification", doc.name))

	def test_a_draft_may_go(self):
		doc = self.draft(self.major())
		with as_user(self.clerk):
			frappe.delete_doc("Hazard Verification", doc.name)
		self.assertFalse(frappe.db.exists("Hazard Verification", doc.name))
