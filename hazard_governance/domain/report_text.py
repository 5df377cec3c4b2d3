"""The nine sections of the high-quality rectification report, composed from the record.

Every value is escaped; the only markup is ours. The language comes in as `translate`: English text -> text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from html import escape
from typing import TYPE_CHECKING

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.causes import aspects_of
from hazard_governance.domain.deficiency import N_

if TYPE_CHECKING:
	from hazard_governance.domain.facts import HazardRecord

Translate = Callable[[str], str]

TRANSLATION_CONTEXT = "Rectification Report"
"""The headings below are translated in this context; scripts/translations.py reads it here."""

NONE_RECORDED = N_("Nothing recorded.")
WAN_YUAN = N_("{0} ten thousand yuan")
NO_FUNDS = N_("No funds needed")
PLAN_PARTS = (
	("goals", N_("Goals and tasks")),
	("methods", N_("Methods and measures")),
	("funds_and_materials", N_("Funds and materials")),
	("organisation", N_("Responsible bodies and people")),
	("time_limits", N_("Time limits and requirements")),
	("safety_and_contingency", N_("Safety measures and contingency plan")),
)


def identity(text: str) -> str:
	"""The translation of those who read English."""
	return text


def compose(record: HazardRecord, translate: Translate = identity) -> dict[str, str]:
	"""HTML of the nine sections by report field. A section about which nothing is recorded is empty text."""
	return {name: section(record, translate) for name, section in COMPOSERS.items()}


def _value(value: object, t: Translate) -> str:
	"""A value as escaped text: dates as YYYY-MM-DD, datetimes to the minute, checks as yes or no."""
	if isinstance(value, bool):
		return escape(t("Yes") if value else t("No"))
	if isinstance(value, datetime):
		return f"{value:%Y-%m-%d %H:%M}"
	if isinstance(value, date):
		return value.isoformat()
	return escape("" if value is None else str(value)).replace("\n", "<br>")


def _pairs(pairs: Iterable[tuple[str, object]], t: Translate) -> str:
	"""A list of "label: value"; pairs without a value are left out, and a list without pairs is empty."""
	rows = [
		f"<li><strong>{escape(t(label))}</strong>: {_value(value, t)}</li>"
		for label, value in pairs
		if value not in (None, "")
	]
	return f"<ul>{''.join(rows)}</ul>" if rows else ""


def _table(labels: Iterable[str], rows: Iterable[Iterable[object]], t: Translate) -> str:
	"""A table with a heading row; empty when it has no rows."""
	body = "".join("<tr>" + "".join(f"<td>{_value(c, t)}</td>" for c in row) + "</tr>" for row in rows)
	if not body:
		return ""
	head = "".join(f"<th>{escape(t(label))}</th>" for label in labels)
	return f'<table class="table table-bordered"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _heading(text: str, t: Translate) -> str:
	return f"<h4>{escape(t(text))}</h4>"


def _titled(text: str, body: str, t: Translate) -> str:
	return _heading(text, t) + body if body else ""


def _word(value: str, t: Translate) -> str:
	"""A choice of a Select field in the reader's language."""
	return t(value) if value else ""


def _funds(row: object, t: Translate) -> str:
	return t(NO_FUNDS) if row.no_funds else t(WAN_YUAN).format(f"{row.funds:g}")


def _description(record: HazardRecord, t: Translate) -> str:
	hazard, criterion = record.hazard, record.criterion
	basis = hazard.classification_reason
	if criterion is not None:
		basis = f"{criterion.standard} {criterion.document_no} {criterion.article}".strip()
	return _pairs(
		(
			(N_("Register No."), hazard.register_no),
			(N_("Hazard"), hazard.hazard_title),
			(N_("Enterprise"), record.enterprise.enterprise_name or hazard.enterprise),
			(N_("Source"), _word(hazard.source, t)),
			(N_("Found On"), hazard.found_on),
			(N_("Place"), " ".join(filter(None, (hazard.unit, hazard.place)))),
			(N_("Existing Condition"), hazard.existing_condition),
			(N_("Possible Harm"), hazard.possible_harm),
			(N_("Scope of Influence"), hazard.scope_of_influence),
			(N_("Recurring"), _word(hazard.recurring, t)),
			(N_("Earlier Hazard"), hazard.earlier_hazard or hazard.earlier_hazard_reference),
			(N_("Classification"), _word(hazard.classification, t)),
			(N_("Determination Basis"), basis),
		),
		t,
	)


def _analysis(record: HazardRecord, t: Translate) -> str:
	analysis = record.analysis
	if analysis is None:
		return ""
	head = _pairs(
		(
			(N_("Organised By"), analysis.organised_by),
			(N_("Analysed On"), analysis.analysed_on),
			(N_("Team"), analysis.team),
		),
		t,
	)
	causes = _table(
		(N_("Cause"), N_("Level"), N_("Dimension"), N_("Aspects"), N_("What Was Failing")),
		(
			(c.description, _word(c.level, t), _word(c.dimension, t), _aspects(c, t), _word(c.failing, t))
			for c in analysis.causes
		),
		t,
	)
	answers = _table(
		(N_("Code"), N_("Question"), N_("Answer"), N_("Problem"), N_("Explanation")),
		(
			(r.question_code, t(r.question), _word(r.answer, t), t("Yes") if r.adverse else "", r.explanation)
			for r in analysis.tracings
			if r.answer
		),
		t,
	)
	conclusion = _pairs(
		(
			(N_("Aspects not Touched"), analysis.unexamined_aspects_reason),
			(N_("Inherent Safety Conclusion"), _word(analysis.inherent_safety_conclusion, t)),
			(N_("Reason"), analysis.inherent_safety_reason),
			(N_("Summary"), analysis.summary),
		),
		t,
	)
	return (
		head
		+ _titled(N_("Causes"), causes, t)
		+ _titled(N_("Seven Tracings and One Analysis"), answers, t)
		+ conclusion
	)


def _aspects(cause: object, t: Translate) -> str:
	names = [t(name) for name in aspects_of(cause)]
	return ", ".join(filter(None, (*names, cause.aspect_other)))


def _accountability(record: HazardRecord, t: Translate) -> str:
	rows = [
		(
			action.person_name,
			action.post,
			_word(action.responsibility, t),
			_word(action.responsibility_class, t),
			action.grounds,
			_measure_text(measure, t),
			measure.executed_on,
		)
		for action in record.actions
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
	return _table(labels, rows, t) or _pairs(
		((N_("Accountability"), record.hazard.general_accountability),), t
	)


def _measure_text(measure: object, t: Translate) -> str:
	parts = [t(measure.measure)]
	if measure.amount:
		parts.append(t(N_("{0} yuan")).format(f"{measure.amount:g}"))
	if measure.from_date and measure.to_date:
		parts.append(f"{measure.from_date.isoformat()} ~ {measure.to_date.isoformat()}")
	parts += [measure.sanction, measure.receiving_organ, measure.referral_no]
	return ", ".join(filter(None, parts))


def _rectification(record: HazardRecord, t: Translate) -> str:
	hazard, plan = record.hazard, record.plan
	immediate = _table(
		(N_("Immediate Measure"), N_("Taken By"), N_("Taken At"), N_("Done At"), N_("Result")),
		((m.measure, m.taken_by, m.taken_at, m.done_at, m.result) for m in hazard.immediate_measures),
		t,
	)
	postings = _table(
		(N_("Posted At"), N_("From"), N_("To")),
		((p.place, p.from_date, p.to_date) for p in hazard.public_postings),
		t,
	)
	reports = _table(
		(N_("Report to Authority"), N_("Receiver"), N_("Sent At"), N_("Received At"), N_("Receipt No.")),
		(
			(_word(r.kind, t), r.authority, r.sent_at, r.received_at, r.receipt_no)
			for r in hazard.authority_reports
		),
		t,
	)
	body = _titled(N_("Immediate Measures"), immediate, t)
	if plan is not None:
		body += _titled(N_("Governance Plan"), _plan_text(plan, t), t)
	return (
		body + _titled(N_("Public Posting"), postings, t) + _titled(N_("Reports to Authorities"), reports, t)
	)


def _plan_text(plan: object, t: Translate) -> str:
	parts = _pairs(((label, getattr(plan, name)) for name, label in PLAN_PARTS), t)
	third_party = plan.third_party_name or plan.third_party
	measures = _table(
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
			(m.measure, m.responsible_person, _funds(m, t), m.deadline, m.contingency, m.done_on, m.result)
			for m in plan.measures
		),
		t,
	)
	total = sum(m.funds for m in plan.measures)
	figures = _pairs(
		((N_("Third Party"), third_party), (N_("Total Funds"), t(WAN_YUAN).format(f"{total:g}"))), t
	)
	return parts + measures + figures


def _source_governance(record: HazardRecord, t: Translate) -> str:
	plan = record.source_governance
	if plan is None:
		return ""
	items = _table(
		(
			N_("Kind"),
			N_("Problem"),
			N_("Measure"),
			N_("Responsible Person"),
			N_("Funds"),
			N_("Deadline"),
			N_("Contingency Plan"),
			N_("Result"),
			N_("Continuing"),
		),
		(
			(
				_word(i.kind, t),
				i.cause_text or i.question_code,
				i.measure,
				i.responsible_person,
				_funds(i, t),
				i.deadline,
				i.contingency,
				i.result,
				i.continuing,
			)
			for i in plan.items
		),
		t,
	)
	return items + _pairs(
		(
			(N_("Inherent Safety Retrofit"), _word(plan.retrofit_decision, t)),
			(N_("Reason"), plan.retrofit_reason),
			(N_("Evaluated On"), plan.evaluated_on),
			(N_("Evaluation Result"), plan.evaluation_result),
			(N_("Risk Level Before"), _word(plan.risk_level_before, t)),
			(N_("Risk Level After"), _word(plan.risk_level_after, t)),
		),
		t,
	)


def _acceptance(record: HazardRecord, t: Translate) -> str:
	return _table(
		(N_("Level"), N_("Authority"), N_("Date"), N_("Team"), N_("Verdict"), N_("Remarks")),
		(
			(
				_word(a.level, t),
				a.authority,
				a.accepted_on,
				", ".join(member.member_name for member in a.team),
				_word(a.verdict, t),
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
	table = _table(
		(N_("Document"), N_("Version"), N_("Published On"), N_("What Changed")),
		((i.document, i.document_version, i.published_on, i.measure) for i in items),
		t,
	)
	if table or plan is None:
		return table
	return _pairs(((N_("No Revision Needed"), plan.standards_reason),), t)


def _sweep(record: HazardRecord, t: Translate) -> str:
	plan = record.source_governance
	if plan is None or not plan.sweep_scope:
		return ""
	return _pairs(
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
	review = _pairs(((N_("Review of the Failed Controls"), plan.failure_review),), t) if plan else ""
	topics = _table(
		(N_("Study Topic"), N_("Kind"), N_("Leader"), N_("Period")),
		((s.topic, _word(s.kind, t), s.leader, s.period) for s in record.study_topics),
		t,
	)
	duties = _table(
		(N_("Continuing Duty"), N_("Responsible Person"), N_("Deadline")),
		((i.measure, i.responsible_person, i.deadline) for i in (plan.items if plan else ()) if i.continuing),
		t,
	)
	return review + _titled(N_("Study Topics"), topics, t) + _titled(N_("Continuing Duties"), duties, t)


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
