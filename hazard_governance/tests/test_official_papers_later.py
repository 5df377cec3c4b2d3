"""Accountability decisions, resumption of production, the filing receipt and the letter of referral as official papers."""

import frappe
from frappe.utils import add_days, now_datetime, today

from hazard_governance.domain.report import SECTIONS
from hazard_governance.papers import make
from hazard_governance.tests import base
from hazard_governance.tests.paper_case import DRAFT
from hazard_governance.tests.papers_world import PapersWorldCase, Printed, chinese_day, shown
from hazard_governance.tests.referral_case import COMMISSION, HEAD, INFORMER, ReferralTestCase
from hazard_governance.tests.steps import (
	COUNTY_OFFICE,
	EMERGENCY_BUREAU,
	ENTERPRISE,
	MINE_SAFETY,
)

MINE = "Steps Mine"


class TestLaterPapers(PapersWorldCase):
	def test_the_papers_of_a_closed_hazard_say_what_its_record_says(self):
		self.major = self.verified()
		self.planned()
		self.check_papers(self.of_accountability(), *self.of_resumption(), self.of_filing())

	def of_accountability(self) -> Printed:
		action = self.action(
			self.major,
			organisation="Grinding shop",
			basis="Rules of reward and penalty, section 9",
			letter_no="SW 7",
			measures=[{"measure": "Fine", "amount": 500}, {"measure": "Verbal Warning"}],
		)
		action = self.act(action, "Submit Accountability", self.officer)
		action = self.act(action, "Decide Accountability", self.principal)
		return Printed(
			"accountability-decision",
			action,
			self.principal,
			(
				"责任追究决定书",
				*shown(action, "letter_no", "person_name", "post", "organisation", "grounds", "basis"),
				"主要责任人",
				"直接责任者",
				"罚款",
				"500元",
				"口头警告",
				chinese_day(action.decided_at),
				frappe.utils.get_fullname(self.principal),
			),
			{"grounds": "grounds", "basis": "basis", "status": "status"},
			denied=(self.reporter, self.owner),
		)

	def suspended(self, hazard):
		doc = self.insert(
			{
				"doctype": "Production Suspension",
				"hazard": hazard.name,
				"extent": "Grinding shop, north bay",
				"from_at": add_days(now_datetime(), -3),
				"people_withdrawn": 1,
			},
			self.officer,
		)
		values = {
			"applied_on": today(),
			"application": "The dust is gone",
			"evaluation_by": "Own Experts",
			"evaluation_report": self.photo(self.officer),
		}
		doc = self.save(doc, self.officer, **values)
		self.set_stage(hazard, "Pending Acceptance")
		return self.act(doc, "Apply to Resume", self.officer)

	def examined(self, doc):
		doc = self.save(
			doc,
			self.county,
			examining_authority=COUNTY_OFFICE,
			examined_on=today(),
			examination_result="Pass",
			examiners="Two inspectors",
			examination_remarks="Clean and safe",
			examination_no="长安复字[2026]12号",
		)
		return self.act(doc, "Record Examination", self.county)

	def of_resumption(self):
		said = ("extent", "from_at", "applied_on")
		doc = self.examined(self.suspended(self.major))
		measure = frappe.get_doc("Remediation Plan", {"hazard": self.major.name}).measures[0]
		yield Printed(
			"resumption-application",
			doc,
			self.officer,
			(
				"恢复生产申请书",
				f"{COUNTY_OFFICE}：",
				*shown(doc, *said, "application", "evaluation_by"),
				*shown(measure, "measure", "responsible_person", "deadline"),
				"附件：",
			),
			{"application": "application", "applied_on": "applied_on"},
		)
		doc = self.act(self.save(doc, self.county, resumed_on=today()), "Resume Production", self.county)
		examination = (
			"examined_on",
			"examination_result",
			"examiners",
			"examination_remarks",
			"resumed_on",
			"examination_no",
		)
		yield Printed(
			"resumption-opinion",
			doc,
			self.county,
			("恢复生产审查意见书", "同意恢复下列范围的生产", *shown(doc, *said, *examination)),
			{
				"examined_on": "examined_on",
				"examination_result": "examination_result",
				"examination_no": "examination_no",
			},
		)
		yield self.of_coal()

	def of_coal(self) -> Printed:
		"""A coal mine's opinion is final when mine safety has agreed and the government approved."""
		base.make_enterprise(MINE, industry=base.COAL, members=(self.officer,))
		base.make_criterion("TEST-COAL", industry=base.COAL)
		before, self.major = self.major, self.hazard(enterprise=MINE, criterion="TEST-COAL")
		mine, self.major = self.verified(), before
		doc = self.examined(self.suspended(mine))
		with self.subTest("a coal mine whose examination alone is passed has a draft"):
			named = {item.fieldname for item in make.make("resumption-opinion", doc).missing}
			self.assertLessEqual({"mine_safety_authority", "government_head", "status"}, named)
		doc = self.save(
			doc,
			self.department,
			department_head="Head Zhao",
			department_signed_on=today(),
			mine_safety_authority=MINE_SAFETY,
			mine_safety_agreed_on=today(),
			mine_safety_document="MS 7",
		)
		doc = self.act(doc, "Agree as Mine Safety", self.department)
		government = {"government_approved_on": today(), "government_document": "GOV 3"}
		doc = self.save(doc, self.county, government_head="Mayor Sun", **government)
		doc = self.act(doc, "Approve as Government", self.county)
		signed = ("department_head", "mine_safety_authority", "mine_safety_document")
		approved = ("government_head", "government_document", "government_approved_on")
		return Printed(
			"resumption-opinion",
			doc,
			self.county,
			("恢复生产审查意见书", "矿山安全监察机构审核同意", *shown(doc, *signed, *approved, "examiners")),
			{"mine_safety_document": "mine_safety_document", "government_document": "government_document"},
			enterprise=MINE,
		)

	def of_filing(self) -> Printed:
		self.set_stage(self.major, "Closed Out")
		values = {name: f"<p>{name}</p>" for name in SECTIONS}
		report = self.insert(
			{"doctype": "Rectification Report", "hazard": self.major.name, **values}, self.officer
		)
		report = self.act(report, "Submit Report", self.officer)
		report = self.act(report, "Approve Report", self.principal)
		with self.subTest("before it is filed, the receipt is a draft"):
			named = {item.fieldname for item in make.make("filing-receipt", report).missing}
			self.assertEqual(named, {"receipt_no", "filing_authority", "status"})
		filing = {"filing_authority": EMERGENCY_BUREAU, "receipt_no": "BA-1", "filing_remarks": "Complete"}
		report = self.act(self.save(report, self.registrar, **filing), "File Report", self.registrar)
		return Printed(
			"filing-receipt",
			report,
			self.registrar,
			(
				"重大事故隐患高质量整改报告备案回执",
				*shown(report, "filing_authority", "receipt_no", "filed_on", "filing_remarks"),
				frappe.utils.get_fullname(self.registrar),
			),
			{"receipt_no": "receipt_no", "filing_authority": "filing_authority"},
		)


class TestReferralPaper(ReferralTestCase, PapersWorldCase):
	def test_the_letter_says_what_the_referral_says_and_not_who_reported(self):
		self.told_by_the_public()
		self.county_head = self.head
		self.major = self.verified()
		doc = self.draft(copy_to="")
		text = self.text("referral-letter", doc, self.county)
		self.assertShows(text, "问题线索移送函", DRAFT)
		self.assertRefused("not sent", self.download, "referral-letter", doc, self.county, final=True)
		doc = self.act(doc, "Send Referral", self.head)
		text = self.text("referral-letter", doc, self.liaison, final=True)
		person = doc.persons[0]
		self.assertShows(
			text,
			"问题线索移送函",
			*(
				HEAD[name]
				for name in ("letter_no", "signatory", "contact", "case_facts", "legal_basis", "opinion")
			),
			*shown(person, "person_name", "organisation", "conduct"),
			chinese_day(doc.issued_on),
			COMMISSION,
			COUNTY_OFFICE,
			ENTERPRISE,
			self.major.register_no,
			"隐患描述",
			"回执：",
		)
		self.assertNotIn(INFORMER.replace(" ", ""), text)
		self.assertNotIn(DRAFT, text)
		for user in (self.officer, self.other_county, self.procurator, "Guest"):
			with self.subTest(user), base.as_user(user), self.assertRaises(frappe.PermissionError):
				self.download("referral-letter", doc, user)
