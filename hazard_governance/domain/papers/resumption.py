"""恢复生产申请书 and 恢复生产审查意见书. Order 16/2007 art. 18 and 23; coal: regulations art. 48, three more signatures."""

from __future__ import annotations

from hazard_governance.domain import articles
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import ProductionSuspension
from hazard_governance.domain.papers.gaps import (
	NO_OPINION_NUMBER,
	NOT_AGREED,
	NOT_APPLIED,
	NOT_EXAMINED,
	NOT_GOVERNMENT_APPROVED,
	numbered,
	unless,
)
from hazard_governance.domain.papers.model import (
	Fields,
	Heading,
	Paper,
	PaperSpec,
	Signature,
	Source,
	Table,
	Text,
)
from hazard_governance.domain.papers.offices import hazard_words, issued_by, office, principal
from hazard_governance.domain.papers.parts import enterprise_name, five_fixes, hazard_fields
from hazard_governance.domain.papers.words import choice, day, joined, moment, yes_no
from hazard_governance.domain.suspension import check_suspension, is_coal

TRANSLATION_CONTEXT = "Official Paper"

SCOPES = {"Whole": N_("whole production"), "Part": N_("part of the production")}


def application(source: Source) -> Paper:
	"""The enterprise applies to resume: what was suspended, the plan and what was done, and who evaluated it."""
	doc: ProductionSuspension = source.document
	t, plan = source.translate, source.record.plan
	opening = N_(
		"The accident hazard {hazard} at our enterprise has been rectified and evaluated. We apply to resume production in: {extent}."
	)
	blocks = [
		Text(t(opening).format(hazard=hazard_words(source), extent=doc.extent)),
		hazard_fields(source),
		Heading(t(N_("1. The suspension"))),
		_suspension(doc, source),
		Heading(t(N_("2. Governance plan and measures"))),
		Text(plan.goals if plan else ""),
		Text(plan.methods if plan else ""),
		five_fixes(plan.measures if plan else (), source, on=doc.applied_on),
		Heading(t(N_("3. Evaluation of the treatment"))),
		_evaluation(doc, source),
		Heading(t(N_("4. Reasons to resume"))),
		Text(doc.application),
	]
	return Paper(
		title=t(N_("Application to Resume Production")),
		letterhead=enterprise_name(source),
		addressee=_examiner(doc, source),
		blocks=tuple(blocks),
		signatures=(principal(source, on=doc.applied_on),),
		annexes=(t(N_("Evaluation report")),) if doc.evaluation_report else (),
		missing=tuple(_application_missing(doc, source)),
	)


def opinion(source: Source) -> Paper:
	"""The examination and its result; for a coal mine with everybody whose consent it takes."""
	doc: ProductionSuspension = source.document
	t = source.translate
	by = _examiner(doc, source)
	coal = is_coal(doc, source.record)
	blocks = [
		Text(_examined_words(doc, source)),
		hazard_fields(source),
		Heading(t(N_("1. The suspension"))),
		_suspension(doc, source),
		Heading(t(N_("2. Examination on site"))),
		_examination(doc, source),
		*((Heading(t(N_("3. Agreement and approval"))), _coal_chain(doc, source)) if coal else ()),
		Text(_conclusion(doc, coal, source)),
	]
	return Paper(
		title=t(N_("Opinion on the Application to Resume Production")),
		number=doc.examination_no,
		letterhead=by,
		addressee=enterprise_name(source),
		blocks=tuple(blocks),
		signatures=(
			Signature(t(N_("Examined by (signature)")), doc.examiners, dated=False),
			issued_by(by, doc.government_approved_on or doc.examined_on, source),
		),
		missing=tuple(_opinion_missing(doc, coal, source)),
	)


def _examiner(doc: ProductionSuspension, source: Source) -> str:
	authority = doc.examining_authority or doc.authority or source.record.hazard.verified_by_authority
	return office(source, authority)


def _suspension(doc: ProductionSuspension, source: Source) -> Fields:
	t = source.translate
	enterprise = doc.ordered_by == v.BY_ENTERPRISE
	pairs = [
		(t(N_("Extent of the suspension")), t(SCOPES.get(doc.scope, doc.scope)) if doc.scope else ""),
		(t(N_("Suspended From")), moment(doc.from_at, t)),
		(t(N_("Place of the suspension")), doc.extent),
		(t(N_("Ordered By")), enterprise_name(source) if enterprise else office(source, doc.authority)),
		(t(N_("People Withdrawn")), yes_no(doc.people_withdrawn, t)),
	]
	if doc.order_no:
		pairs.append((t(N_("Order No.")), doc.order_no))
	return Fields(tuple(pairs))


def _evaluation(doc: ProductionSuspension, source: Source) -> Fields:
	t = source.translate
	evaluated = choice(doc, "evaluation_by", t) or t(N_("No evaluation is recorded."))
	pairs = [(t(N_("Evaluated By")), joined(evaluated, doc.institution))]
	return Fields(tuple(pairs), columns=1)


def _examined_words(doc: ProductionSuspension, source: Source) -> str:
	t = source.translate
	said = N_(
		"Your application of {applied} to resume production has been received and examined on site on {examined}."
	)
	return t(said).format(applied=day(doc.applied_on, t), examined=day(doc.examined_on, t))


def _examination(doc: ProductionSuspension, source: Source) -> Fields:
	t = source.translate
	return Fields(
		(
			(t(N_("Examined On")), day(doc.examined_on, t)),
			(t(N_("Examiners")), doc.examiners),
			(t(N_("Result of the examination")), choice(doc, "examination_result", t)),
			(t(N_("Opinion")), doc.examination_remarks),
		),
		columns=1,
	)


def _coal_chain(doc: ProductionSuspension, source: Source) -> Table:
	t = source.translate
	return Table(
		(t(N_("Step")), t(N_("By")), t(N_("Document No.")), t(N_("Date of the step"))),
		(
			(
				t(N_("Signed by the head of the department")),
				joined(office(source, doc.examining_authority), doc.department_head),
				"—",
				day(doc.department_signed_on, t),
			),
			(
				t(N_("Agreed by mine safety")),
				office(source, doc.mine_safety_authority),
				doc.mine_safety_document,
				day(doc.mine_safety_agreed_on, t),
			),
			(
				t(N_("Approved by the head of government")),
				doc.government_head,
				doc.government_document,
				day(doc.government_approved_on, t),
			),
		),
		widths=(28, 30, 22, 20),
	)


def _conclusion(doc: ProductionSuspension, coal: bool, source: Source) -> str:
	t = source.translate
	if doc.examination_result == v.FAIL:
		refused = N_(
			"The examination was not passed. Production stays suspended; go on with the rectification and apply again."
		)
		return t(refused)
	if doc.examination_result != v.PASS:
		return ""
	agreed = N_("The examination was passed. It is agreed to resume production in: {extent}.")
	said = t(agreed).format(extent=doc.extent)
	if not doc.resumed_on:
		return said
	return said + t(N_("Production resumes on {0}.")).format(day(doc.resumed_on, t))


# --- what is missing -----------------------------------------------------------------------------------------------
def _application_missing(doc: ProductionSuspension, source: Source) -> list[Deficiency]:
	applied = doc.status != v.IN_FORCE
	found = check_suspension(doc, source.record, v.RESUMPTION_APPLIED, source.today)
	# once applied, where the hazard stands today says nothing about the application
	found = [item for item in found if item.doctype == doc.DOCTYPE or not applied]
	return [*found, *unless(applied, doc, "status", NOT_APPLIED, articles.ORDER_18)]


def _opinion_missing(doc: ProductionSuspension, coal: bool, source: Source) -> list[Deficiency]:
	whole_chain = coal and doc.examination_result != v.FAIL
	last = v.GOVERNMENT_APPROVED if whole_chain else v.EXAMINED
	found = check_suspension(doc, source.record, last, source.today)
	examined = doc.status not in (v.IN_FORCE, v.RESUMPTION_APPLIED)
	agreed = doc.status in (v.MINE_SAFETY_AGREED, v.GOVERNMENT_APPROVED, v.RESUMED)
	approved = doc.status in (v.GOVERNMENT_APPROVED, v.RESUMED)
	return [
		*(item for item in found if item.doctype == doc.DOCTYPE),
		*unless(examined, doc, "status", NOT_EXAMINED, articles.ORDER_23),
		*unless(doc.examination_no, doc, "examination_no", NO_OPINION_NUMBER),
		*unless(agreed or not whole_chain, doc, "status", NOT_AGREED, articles.COAL_48),
		*unless(approved or not whole_chain, doc, "status", NOT_GOVERNMENT_APPROVED, articles.COAL_48),
		*numbered(source),
	]


PAPERS = (
	PaperSpec("resumption-application", N_("Resumption Application"), "Production Suspension", application),
	PaperSpec("resumption-opinion", N_("Resumption Opinion"), "Production Suspension", opinion),
)
