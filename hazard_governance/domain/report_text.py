"""The nine sections of the high-quality rectification report, composed from the record.

The language comes in as `translate`: English text -> text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.causes import aspects_of
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.markup import Translate, identity, pairs, table, titled
from hazard_governance.domain.papers.words import choice, funds, listed, month, span, wan_yuan
from hazard_governance.domain.tracing import BY_CODE

if TYPE_CHECKING:
	from hazard_governance.domain.facts import HazardRecord

TRANSLATION_CONTEXT = "Rectification Report"
"""The headings below are translated in this context; scripts/translations.py reads it here."""

NONE_RECORDED = N_("Nothing recorded.")
NO_PROBLEM = N_("No problem found.")
# what is only proposed against somebody is in no report
DECIDED = (v.DECIDED, v.EXECUTED)
PLAN_PARTS = (
	("goals", N_("Goals and tasks")),
	("methods", N_("Methods and measures")),
	("funds_and_materials", N_("Funds and materials")),
	("organisation", N_("Responsible bodies and people")),
	("time_limits", N_("Time limits and requirements")),
	("safety_and_contingency", N_("Safety measures and contingency plan")),
)


def compose(record: HazardRecord, translate: Translate = identity) -> dict[str, str]:
	"""HTML of the nine sections by report field. A section about which nothing is recorded is empty text."""
	return {name: section(record, translate) for name, section in COMPOSERS.items()}


def _description(record: HazardRecord, t: Translate) -> str:
	hazard, criterion = record.hazard, record.criterion
	basis = hazard.classification_reason
	if criterion is not None:
		basis = f"{criterion.standard} {criterion.document_no} {criterion.article}".strip()
	return pairs(
		(
			(N_("Register No."), hazard.register_no),
			(N_("Hazard"), hazard.hazard_title),
			(N_("Enterprise"), record.enterprise.enterprise_name or hazard.enterprise),
			(N_("Source"), choice(hazard, "source", t)),
			(N_("Found On"), hazard.found_on),
			(N_("Place"), " ".join(filter(None, (hazard.unit, hazard.place)))),
			(N_("Existing Condition"), hazard.existing_condition),
			(N_("Possible Harm"), hazard.possible_harm),
			(N_("Scope of Influence"), hazard.scope_of_influence),
			(N_("Recurring"), choice(hazard, "recurring", t)),
			(N_("Earlier Hazard"), hazard.earlier_hazard or hazard.earlier_hazard_reference),
			(N_("Classification"), choice(hazard, "classification", t)),
			(N_("Determination Basis"), basis),
		),
		t,
	)


def _analysis(record: HazardRecord, t: Translate) -> str:
	analysis = record.analysis
	if analysis is None:
		return ""
	head = pairs(
		(
			(N_("Organised By"), analysis.organised_by),
			(N_("Analysed On"), analysis.analysed_on),
			(N_("Analysis Team"), analysis.team),
		),
		t,
	)
	causes = table(
		(N_("Cause"), N_("Level"), N_("Dimension"), N_("Aspects"), N_("What Was Failing")),
		(
			(
				c.description,
				choice(c, "level", t),
				choice(c, "dimension", t),
				_aspects(c, t),
				choice(c, "failing", t),
			)
			for c in analysis.causes
		),
		t,
	)
	conclusions = table(
		(N_("Tracing"), N_("Questions Answered"), N_("Problems Found")),
		_conclusions(analysis.tracings, t),
		t,
	)
	conclusion = pairs(
		(
			(N_("Aspects not Touched"), analysis.unexamined_aspects_reason),
			(N_("Inherent Safety Conclusion"), choice(analysis, "inherent_safety_conclusion", t)),
			(N_("Reason"), analysis.inherent_safety_reason),
			(N_("Summary"), analysis.summary),
		),
		t,
	)
	return (
		head
		+ titled(N_("Causes"), causes, t)
		+ titled(N_("Seven Tracings and One Analysis"), conclusions, t)
		+ conclusion
	)


def _conclusions(tracings: Iterable, t: Translate) -> Iterator[tuple[str, int, str]]:
	"""Each of the eight parts in one line: how many of its questions are answered, and what is wrong with which."""
	answered: dict[str, list] = {}
	for row in tracings:
		if row.answer:
			answered.setdefault(row.tracing, []).append(row)
	for tracing, rows in answered.items():
		problems = [f"{t(row.question)} {row.explanation}".strip() for row in rows if row.adverse]
		yield t(tracing), len(rows), "\n".join(problems) or t(NO_PROBLEM)


def _aspects(cause: object, t: Translate) -> str:
	names = [t(name) for name in aspects_of(cause)]
	return listed((*names, cause.aspect_other), t)


def _accountability(record: HazardRecord, t: Translate) -> str:
	rows = [
		(
			action.person_name,
			action.post,
			choice(action, "responsibility", t),
			choice(action, "responsibility_class", t),
			action.grounds,
			_measure_text(measure, t),
			measure.executed_on,
		)
		for action in record.actions
		if action.status in DECIDED
		for measure in action.measures
	]
	labels = (
		N_("Person"),
		N_("Post"),
		N_("Responsibility"),
		N_("Class of Responsibility"),
		N_("Grounds"),
		N_("Measure"),
		N_("Executed On"),
	)
	return table(labels, rows, t) or pairs(((N_("Accountability"), record.hazard.general_accountability),), t)


def _measure_text(measure: object, t: Translate) -> str:
	parts = [t(measure.measure)]
	if measure.amount:
		parts.append(t(N_("{0} yuan")).format(f"{measure.amount:g}"))
	if measure.from_date and measure.to_date:
		parts.append(span(measure.from_date, measure.to_date, t))
	parts += [measure.sanction, measure.receiving_organ, measure.referral_no]
	return listed(parts, t)


def _rectification(record: HazardRecord, t: Translate) -> str:
	hazard, plan = record.hazard, record.plan
	immediate = table(
		(N_("Immediate Measure"), N_("Taken By"), N_("Taken At"), N_("Done At"), N_("Result")),
		((m.measure, m.taken_by, m.taken_at, m.done_at, m.result) for m in hazard.immediate_measures),
		t,
	)
	postings = table(
		(N_("Posted At"), N_("From"), N_("To")),
		((p.place, p.from_date, p.to_date) for p in hazard.public_postings),
		t,
	)
	reports = table(
		(N_("Report to Authority"), N_("Receiver"), N_("Sent At"), N_("Received At"), N_("Receipt No.")),
		(
			(choice(r, "kind", t), r.authority, r.sent_at, r.received_at, r.receipt_no)
			for r in hazard.authority_reports
		),
		t,
	)
	body = titled(N_("Immediate Measures"), immediate, t)
	if plan is not None:
		body += titled(N_("Governance Plan"), _plan_text(plan, t), t)
	return body + titled(N_("Public Posting"), postings, t) + titled(N_("Reports to Authorities"), reports, t)


def _plan_text(plan: object, t: Translate) -> str:
	parts = pairs(((label, getattr(plan, name)) for name, label in PLAN_PARTS), t)
	third_party = plan.third_party_name or plan.third_party
	measures = table(
		(
			N_("Measure"),
			N_("Responsible Person"),
			N_("Funds"),
			N_("Deadline"),
			N_("Contingency Plan"),
			N_("Done On"),
			N_("Result"),
		),
		(
			(m.measure, m.responsible_person, funds(m, t), m.deadline, m.contingency, m.done_on, m.result)
			for m in plan.measures
		),
		t,
	)
	total = sum(m.funds for m in plan.measures)
	figures = pairs(((N_("Third Party"), third_party), (N_("Total Funds"), wan_yuan(total, t))), t)
	return parts + measures + figures


def _source_governance(record: HazardRecord, t: Translate) -> str:
	plan = record.source_governance
	if plan is None:
		return ""
	items = table(
		(
			N_("Kind"),
			N_("Problem"),
			N_("Measure"),
			N_("Responsible Person"),
			N_("Deadline"),
			N_("Result"),
			N_("Continuing"),
		),
		(
			(
				choice(i, "kind", t),
				i.cause_text or _question(i.question_code, t),
				i.measure,
				i.responsible_person,
				i.deadline,
				i.result,
				i.continuing,
			)
			for i in plan.items
		),
		t,
	)
	return items + pairs(
		(
			(N_("Inherent Safety Retrofit"), choice(plan, "retrofit_decision", t)),
			(N_("Reason"), plan.retrofit_reason),
			(N_("Evaluated On"), plan.evaluated_on),
			(N_("Evaluation Result"), plan.evaluation_result),
			(N_("Risk Level Before"), choice(plan, "risk_level_before", t)),
			(N_("Risk Level After"), choice(plan, "risk_level_after", t)),
		),
		t,
	)


def _question(code: str, t: Translate) -> str:
	"""The question that was answered adversely, in words."""
	return f"{code} {t(BY_CODE[code].question)}" if code in BY_CODE else code


def _acceptance(record: HazardRecord, t: Translate) -> str:
	return table(
		(N_("Level"), N_("Authority"), N_("Date"), N_("Team"), N_("Verdict"), N_("Remarks")),
		(
			(
				choice(a, "level", t),
				a.authority,
				a.accepted_on,
				listed((member.member_name for member in a.team), t),
				choice(a, "verdict", t),
				a.remarks,
			)
			for a in record.acceptances
			if a.verdict
		),
		t,
	)


def _revisions(record: HazardRecord, t: Translate) -> str:
	plan = record.source_governance
	items = [i for i in plan.items if i.kind == v.STANDARD_REVISION] if plan else []
	revised = table(
		(N_("Document"), N_("Version"), N_("Published On"), N_("What Changed")),
		((i.document, i.document_version, i.published_on, i.measure) for i in items),
		t,
	)
	if revised or plan is None:
		return revised
	return pairs(((N_("No Revision Needed"), plan.standards_reason),), t)


def _sweep(record: HazardRecord, t: Translate) -> str:
	plan = record.source_governance
	if plan is None or not plan.sweep_scope:
		return ""
	return pairs(
		(
			(N_("Scope"), plan.sweep_scope),
			(N_("Done On"), plan.sweep_done_on),
			(N_("Hazards Found"), plan.sweep_found),
			(N_("Hazards Removed"), plan.sweep_removed),
		),
		t,
	)


def _lessons(record: HazardRecord, t: Translate) -> str:
	plan = record.source_governance
	review = pairs(((N_("Review of the Failed Controls"), plan.failure_review),), t) if plan else ""
	topics = table(
		(N_("Study Topic"), N_("Kind"), N_("Leader"), N_("Period")),
		((s.topic, choice(s, "kind", t), s.leader, month(s.period, t)) for s in record.study_topics),
		t,
	)
	duties = table(
		(N_("Continuing Duty"), N_("Responsible Person"), N_("Deadline")),
		((i.measure, i.responsible_person, i.deadline) for i in (plan.items if plan else ()) if i.continuing),
		t,
	)
	return review + titled(N_("Study Topics"), topics, t) + titled(N_("Continuing Duties"), duties, t)


COMPOSERS: dict[str, Callable[[HazardRecord, Translate], str]] = {
	"description": _description,
	"analysis": _analysis,
	"accountability": _accountability,
	"rectification": _rectification,
	"source_governance": _source_governance,
	"acceptance": _acceptance,
	"revisions": _revisions,
	"sweep": _sweep,
	"lessons": _lessons,
}
