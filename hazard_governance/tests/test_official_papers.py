"""Every official paper says what its record says, is refused to whoever may not print it, and names what it lacks."""

import frappe
from frappe.utils import add_days, today

from hazard_governance.papers import make
from hazard_governance.tests import base
from hazard_governance.tests.base import letter
from hazard_governance.tests.paper_case import DRAFT
from hazard_governance.tests.papers_world import PapersWorldCase, Printed, chinese_day, shown
from hazard_governance.tests.steps import CITY_OFFICE, COUNTY_OFFICE, DEPARTMENT, ENTERPRISE

# a short letter names its hazard and says no more of it
NAMED = ("hazard_title", "register_no")


class TestOfficialPapers(PapersWorldCase):
	def test_each_paper_says_what_its_record_says(self):
		self.major = self.verified()
		plan, analysis = self.planned(), self.analysed()
		self.major = self.reported(plan)
		evaluation = self.evaluated()
		case = self.delisted(self.numbered(self.supervised()))
		self.check_papers(
			*self.of_supervision(case),
			*self.of_acceptances(evaluation),
			*self.of_reports(plan),
			self.of_analysis(analysis),
		)

	def numbered(self, case):
		"""The reply to the refused application has no number yet: a draft, until the authority, and nobody else, numbers it."""
		granted, refused = case.extensions
		text = self.text("extension-reply", case, self.county, row=refused.name)
		moved = chinese_day(granted.new_due)
		self.assertShows(text, f"不同意延期，仍应于{moved}前完成整改", refused.remarks, DRAFT)
		rows = [{**granted.as_dict()}, {**refused.as_dict(), "letter_no": letter(7)}]
		self.assertRefused(
			"Reply Letter No.", self.save, case, self.officer, extensions=rows, exc=frappe.PermissionError
		)
		case = self.save(case, self.county, extensions=rows)
		missing = make.make("extension-reply", case, row=refused.name).missing
		self.assertEqual((case.extensions[1].letter_no, missing), (letter(7), ()))
		return case

	# --- what each must show --------------------------------------------------------------------------------------
	def of_supervision(self, case):
		granted, _refused = case.extensions
		first, second, _call = case.urgings
		original = chinese_day(case.original_due)
		moved = chinese_day(granted.new_due)
		head = (COUNTY_OFFICE, case.letter_no)
		yield Printed(
			"supervision-notice",
			case,
			self.county,
			(
				"重大事故隐患挂牌督办通知书",
				*head,
				*shown(case, "issued_on", "signatory", "leader", "requirements"),
				*shown(self.major, "existing_condition", "possible_harm", "scope_of_influence"),
				f"整改期限：{original}前",
				"每15日",
				"县（区）级挂牌督办",
				f"抄送：{base.COUNTY}人民政府（管委会）、{DEPARTMENT}",
				"Test standard 1",
			),
			{
				"requirements": "requirements",
				"signatory": "signatory",
				"report_every_days": "report_every_days",
			},
		)
		yield Printed(
			"urging-letter",
			case,
			self.county,
			("事故隐患整改督办函", *head, *shown(first, "letter_no", "urged_on", "content")),
			{"urgings.letter_no": "letter_no", "urgings.content": "content"},
			first.name,
			about=NAMED,
		)
		yield Printed(
			"urging-letter",
			case,
			self.county,
			("事故隐患整改约谈通知书", *head, *shown(second, "letter_no", "urged_on", "content")),
			row=second.name,
			about=NAMED,
		)
		yield Printed(
			"extension-application",
			case,
			self.officer,
			(
				"重大事故隐患整改延期申请书",
				*head,
				*shown(granted, "applied_on", "reason", "interim_controls", "new_due"),
				f"应于{original}前完成整改",
				f"延长至{moved}",
			),
			{"extensions.reason": "reason", "extensions.interim_controls": "interim_controls"},
			granted.name,
		)
		yield Printed(
			"extension-reply",
			case,
			self.county,
			(
				"关于重大事故隐患整改延期申请的批复",
				*head,
				letter(6),
				*shown(granted, "decided_on", "remarks", "interim_controls"),
				f"同意延期，整改期限由{original}延长至{moved}",
			),
			{"extensions.letter_no": "letter_no", "extensions.remarks": "remarks"},
			granted.name,
		)
		yield Printed(
			"raising-letter",
			self.raised,
			self.city,
			(
				"关于提请对重大事故隐患提级督办的函",
				f"{CITY_OFFICE}：",
				*head,
				"市级督办",
				*shown(self.raised, "raising_reason", "raising_no", "requirements"),
				first.content,
				original,
				moved,
			),
			{"raising_reason": "raising_reason"},
		)
		yield Printed(
			"delisting-notice",
			case,
			self.county,
			(
				"重大事故隐患摘牌通知书",
				*head,
				*shown(case, "delisting_no", "delisted_on", "delisting_signatory", "issued_on"),
				*shown(self.authority_check, "accepted_on", "remarks"),
				"Engineer Zhou",
			),
			{"delisting_no": "delisting_no", "delisting_signatory": "delisting_signatory"},
		)

	def of_acceptances(self, evaluation):
		for doc, user, title, issuer in (
			(evaluation, self.principal, "事故隐患整改验收评估意见书", ENTERPRISE),
			(self.authority_check, self.county, "事故隐患整改验收意见书", COUNTY_OFFICE),
		):
			(member,), (finding,) = doc.team, doc.findings
			yield Printed(
				"acceptance-opinion",
				doc,
				user,
				(
					title,
					issuer,
					*shown(doc, "accepted_on", "evaluation_method", "verdict"),
					*shown(member, "member_name", "organisation"),
					*shown(finding, "measure", "finding"),
					doc.remarks or doc.no_change_reason,
					frappe.utils.get_fullname(user),
					"3.5万元",
				),
				{"status": "status"},
			)

	def of_reports(self, plan):
		first, full = self.major.authority_reports
		parts = (
			"goals",
			"methods",
			"funds_and_materials",
			"organisation",
			"time_limits",
			"safety_and_contingency",
		)
		common = ("重大事故隐患报告", f"Principal of {ENTERPRISE}")
		yield Printed(
			"major-hazard-report",
			self.major,
			self.officer,
			(
				*common,
				"首次报告",
				*shown(first, "authority", "sent_at", "status_and_cause"),
				"治理方案正在制定",
			),
			row=first.name,
		)
		yield Printed(
			"major-hazard-report",
			self.major,
			self.officer,
			(
				*common,
				"全面报告",
				*shown(full, "authority", "sent_at", "status_and_cause", "harm_and_difficulty"),
				*shown(plan, *parts),
				*shown(plan.measures[0], "measure", "responsible_person", "deadline", "contingency"),
			),
			{
				"authority_reports.plan": "plan",
				"authority_reports.status_and_cause": "status_and_cause",
				"authority_reports.harm_and_difficulty": "harm_and_difficulty",
			},
			full.name,
		)

	def of_analysis(self, doc):
		cause, root = doc.causes
		answers = [
			value
			for row in doc.tracings
			for value in (row.question_code, frappe._(row.question, "zh"), frappe._(row.answer, "zh"))
		]
		return Printed(
			"cause-analysis-form",
			doc,
			self.principal,
			(
				"事故隐患原因分析表",
				*answers,
				*shown(doc, "organised_by", "analysed_on", "team", "inherent_safety_reason", "summary"),
				cause.description,
				"直接原因",
				"操作行为",
				*shown(root, "description", "question_code"),
				"根本原因",
				"管理缺陷",
				doc.unexamined_aspects_reason,
				frappe.utils.get_fullname(self.principal),
			),
			{"inherent_safety_conclusion": "inherent_safety_conclusion", "status": "status"},
			denied=(self.reporter,),
		)

	def test_a_case_that_is_only_proposed_gives_a_draft(self):
		case = self.case(due_on=add_days(today(), 3))
		names = {item.fieldname for item in make.make("supervision-notice", case).missing}
		self.assertEqual(names, {"status", "register_no"})
		self.assertRefused(
			"not confirmed", self.download, "supervision-notice", case, self.county, final=True
		)

	def test_a_row_of_another_document_is_refused(self):
		case = self.in_force()
		self.assertRefused("has no row", self.download, "urging-letter", case, self.county, row="no-such-row")
