"""Source governance (治源): every cause and adverse answer fixed by 五定, standards, retrofit, sweep, review.

Notice 54/2023 step 5. What can be done is done and accepted; what lasts for months (continuing duties) has an owner,
a date and funds and runs on after filing, so that no hazard is stuck for years on a habit check.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hazard_governance.domain import articles
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.clocks import study_topic_due
from hazard_governance.domain.deficiency import N_, Deficiency, missing, unique
from hazard_governance.domain.facts import SourceGovernancePlanItem
from hazard_governance.domain.tracing import BY_CODE, is_adverse

if TYPE_CHECKING:
	from hazard_governance.domain.facts import HazardRecord, SourceGovernancePlan, StudyTopic

DOCTYPE = "Source Governance Plan"
ITEM = "Source Governance Plan Item"
REPORT = "Rectification Report"
ARTICLE = articles.NOTICE_SOURCE

STUDY_TOPIC = N_("Study Topic")

DONE_STATUSES = (v.DONE, v.ACCEPTED)
REPORT_READY = (v.APPROVED, v.FILED)


@dataclass(frozen=True)
class Duty:
	"""Something that runs on after filing: what, who, until when (inclusive), where it comes from (DocType, name)."""

	kind: str
	what: str
	responsible_person: str
	due: date | None
	doctype: str
	name: str


def check_source_governance(record: "HazardRecord", today: date) -> list[Deficiency]:
	"""Everything the step Source Governance lacks, the approved report included; empty when it is complete."""
	plan = record.source_governance
	if plan is None:
		message = N_("There is no source governance plan. Start one for this hazard.")
		return [*_no_plan(message), *_check_report_ready(record)]
	found = [*check_items(record), *check_results(record, today)]
	if plan.status != v.ACCEPTED:
		message = N_(
			"The source governance plan is not accepted yet. Have it approved, carry it out and accept it."
		)
		found.append(Deficiency(DOCTYPE, "status", message, (), ARTICLE, None, plan.name or None))
	return unique([*found, *_check_report_ready(record)])


def _no_plan(message: str) -> list[Deficiency]:
	return [Deficiency(DOCTYPE, "hazard", message, (), ARTICLE)]


def _check_report_ready(record: "HazardRecord") -> list[Deficiency]:
	if record.report is not None and record.report.status in REPORT_READY:
		return []
	message = N_("The high-quality rectification report is not approved. Compose it and have it approved.")
	return [Deficiency(REPORT, "status", message, (), ARTICLE)]


def check_items(record: "HazardRecord") -> list[Deficiency]:
	"""What the plan lacks before it is submitted or approved: every cause and adverse answer covered, five columns."""
	plan = record.source_governance
	if plan is None:
		return _no_plan(N_("There is no source governance plan. Start one for this hazard."))
	found = [*_uncovered_causes(record), *_uncovered_answers(record)]
	if not plan.items and record.analysis is None:
		message = N_(
			"The plan has no item and there is no cause analysis. Analyse the causes or add an item."
		)
		found.append(Deficiency(DOCTYPE, "items", message, (), ARTICLE))
	for number, item in enumerate(plan.items, 1):
		found.extend(_check_columns(item, number))
	return found


def check_results(record: "HazardRecord", today: date) -> list[Deficiency]:
	"""What the plan lacks before it is accepted: items done with evidence, standards, retrofit, sweep, review."""
	plan = record.source_governance
	if plan is None:
		return _no_plan(N_("There is no source governance plan. Start one for this hazard."))
	found = []
	for number, item in enumerate(plan.items, 1):
		if not item.continuing:
			found.extend(_check_done(item, number, today))
	return [
		*found,
		*_check_standards(plan),
		*_check_retrofit(record, plan),
		*_check_sweep(plan, today),
		*_check_evaluation(plan, today),
	]


def fixed_causes(record: "HazardRecord") -> frozenset[str]:
	"""Row names of the causes that an item of the plan or a measure of the remediation plan is tied to."""
	items = record.source_governance.items if record.source_governance else ()
	measures = record.plan.measures if record.plan else ()
	return frozenset(row.cause for row in (*items, *measures) if row.cause)


def _uncovered_causes(record: "HazardRecord") -> list[Deficiency]:
	fixed = fixed_causes(record)
	causes = record.analysis.causes if record.analysis else ()
	message = N_("Cause {0} has no measure: {1}. Add an item of kind Fix of a Cause for it.")
	return [
		Deficiency(DOCTYPE, "items", message, (number, cause.description), ARTICLE)
		for number, cause in enumerate(causes, 1)
		if cause.name not in fixed
	]


def open_answers(record: "HazardRecord") -> list[str]:
	"""Codes of adverse answers without a measure of their own and without a fixed cause that comes from them."""
	if record.analysis is None:
		return []
	items = record.source_governance.items if record.source_governance else ()
	fixed = fixed_causes(record)
	covered = {item.question_code for item in items if item.question_code}
	covered |= {cause.question_code for cause in record.analysis.causes if cause.name in fixed}
	rows = record.analysis.tracings
	return [
		row.question_code
		for row in rows
		if is_adverse(row.question_code, row.answer) and row.question_code not in covered
	]


def _uncovered_answers(record: "HazardRecord") -> list[Deficiency]:
	message = N_("The adverse answer to question {0} has no measure. Add an item with this question code.")
	return [Deficiency(DOCTYPE, "items", message, (code,), ARTICLE) for code in open_answers(record)]


def _check_columns(item: SourceGovernancePlanItem, number: int) -> list[Deficiency]:
	refused = [
		(
			"responsible_person",
			not item.responsible_person,
			N_("Item {0} has no responsible person. Name one."),
		),
		("deadline", item.deadline is None, N_("Item {0} has no deadline. Enter a date.")),
		("funds", item.funds < 0, N_("The funds of item {0} are negative. Enter 0 or more.")),
		(
			"funds",
			item.funds == 0 and not item.no_funds,
			N_("Item {0} has no funds. Enter an amount or tick No Funds Needed."),
		),
		(
			"no_funds",
			item.funds > 0 and item.no_funds,
			N_("Item {0} has funds and No Funds Needed at once. Keep one of them."),
		),
	]
	if not item.continuing:
		refused += [
			("measure", not item.measure, N_("Item {0} has no measure. Write what is to be done.")),
			("contingency", not item.contingency, N_("Item {0} has no contingency plan. Write it.")),
		]
	return _rows(refused, item, number)


def _rows(refused: Iterable[tuple], item: SourceGovernancePlanItem, number: int) -> list[Deficiency]:
	return [
		Deficiency(ITEM, fieldname, message, (number,), ARTICLE, number, item.name or None)
		for fieldname, wrong, message in refused
		if wrong
	]


def _check_done(item: SourceGovernancePlanItem, number: int, today: date) -> list[Deficiency]:
	if item.status not in DONE_STATUSES:
		message = N_(
			"Item {0} is not done. Complete it, or mark it as a continuing duty if it lasts for months."
		)
		return _rows([("status", True, message)], item, number)
	refused = (
		("done_on", item.done_on is None, N_("Item {0} has no day of completion. Enter it.")),
		(
			"done_on",
			item.done_on is not None and item.done_on > today,
			N_("Item {0} is completed in the future. Correct the date."),
		),
		(
			"evidence",
			not item.evidence and not item.result,
			N_("Item {0} has neither evidence nor result. Attach the one or write the other."),
		),
	)
	return _rows(refused, item, number)


def _check_standards(plan: "SourceGovernancePlan") -> list[Deficiency]:
	if plan.standards_conclusion == v.NO_REVISION:
		message = N_("No standard is revised and no reason is given. Write why none needs revision.")
		return missing(DOCTYPE, "standards_reason", plan.standards_reason, message, article=ARTICLE)
	if plan.standards_conclusion != v.REVISED:
		message = N_("Whether rules or standards are revised has not been decided. Choose one.")
		return [Deficiency(DOCTYPE, "standards_conclusion", message, (), ARTICLE)]
	revisions = [(n, item) for n, item in enumerate(plan.items, 1) if item.kind == v.STANDARD_REVISION]
	found = []
	if not revisions:
		message = N_(
			"Standards are said to be revised, but none is listed. Add an item of kind Standard Revision."
		)
		found.append(Deficiency(DOCTYPE, "items", message, (), ARTICLE))
	for number, item in revisions:
		found.extend(_check_revision(item, number))
	if not any(item.kind == v.HABIT_CHECK for item in plan.items):
		message = N_(
			"Nobody checks that the revised standards become habit. Add an item of kind Habit Check."
		)
		found.append(Deficiency(DOCTYPE, "items", message, (), ARTICLE))
	return found


def _check_revision(item: SourceGovernancePlanItem, number: int) -> list[Deficiency]:
	refused = (
		("document", not item.document, N_("Revision {0} names no document. Enter its title.")),
		("document_version", not item.document_version, N_("Revision {0} has no version. Enter it.")),
		("published_on", item.published_on is None, N_("Revision {0} has no day of publication. Enter it.")),
	)
	return _rows(refused, item, number)


def _check_retrofit(record: "HazardRecord", plan: "SourceGovernancePlan") -> list[Deficiency]:
	decision = plan.retrofit_decision
	if not decision:
		message = N_("The inherent safety retrofit is not decided. Choose planned, done or not feasible.")
		return [Deficiency(DOCTYPE, "retrofit_decision", message, (), ARTICLE)]
	found = _check_conclusion_agrees(record, decision)
	if decision == v.NOT_FEASIBLE:
		message = N_("The retrofit is called not feasible without a reason. Write why.")
		return [*found, *missing(DOCTYPE, "retrofit_reason", plan.retrofit_reason, message, article=ARTICLE)]
	items = [item for item in plan.items if item.kind == v.RETROFIT]
	if not items:
		message = N_("No item describes the retrofit. Add one of kind Inherent Safety Retrofit.")
		found.append(Deficiency(DOCTYPE, "items", message, (), ARTICLE))
	elif decision == v.DONE and not any(item.status in DONE_STATUSES for item in items):
		message = N_(
			"The retrofit is called done, but its item is open. Complete the item or choose Planned."
		)
		found.append(Deficiency(DOCTYPE, "retrofit_decision", message, (), ARTICLE))
	return found


def _check_conclusion_agrees(record: "HazardRecord", decision: str) -> list[Deficiency]:
	conclusion = record.analysis.inherent_safety_conclusion if record.analysis else ""
	if not conclusion or (conclusion == v.FEASIBLE) == (decision != v.NOT_FEASIBLE):
		return []
	message = N_("The analysis calls the retrofit {0}, the plan decides {1}. Bring them into agreement.")
	return [Deficiency(DOCTYPE, "retrofit_decision", message, (conclusion, decision), ARTICLE)]


def _check_sweep(plan: "SourceGovernancePlan", today: date) -> list[Deficiency]:
	refused = [
		(
			"sweep_scope",
			not plan.sweep_scope,
			N_("The analogous inspection has no scope. Write where people looked."),
		),
		("sweep_done_on", plan.sweep_done_on is None, N_("The analogous inspection has no date. Enter it.")),
		(
			"sweep_done_on",
			plan.sweep_done_on is not None and plan.sweep_done_on > today,
			N_("The analogous inspection lies in the future. Correct the date."),
		),
		(
			"sweep_found",
			min(plan.sweep_found, plan.sweep_removed) < 0,
			N_("The counts of the analogous inspection are negative. Enter 0 or more."),
		),
		(
			"sweep_removed",
			plan.sweep_removed > plan.sweep_found,
			N_("More hazards are removed than were found by the analogous inspection. Correct the counts."),
		),
		(
			"sweep_removed",
			plan.sweep_removed < plan.sweep_found and not _sweep_runs_on(plan),
			N_(
				"Not every hazard found by the analogous inspection is removed. Remove them or add a continuing "
				"item of kind Analogous Inspection."
			),
		),
	]
	return [
		Deficiency(DOCTYPE, fieldname, message, (), ARTICLE) for fieldname, wrong, message in refused if wrong
	]


def _sweep_runs_on(plan: "SourceGovernancePlan") -> bool:
	return any(item.kind == v.ANALOGOUS_INSPECTION and item.continuing for item in plan.items)


def _check_evaluation(plan: "SourceGovernancePlan", today: date) -> list[Deficiency]:
	refused = (
		(
			"failure_review",
			not plan.failure_review,
			N_("The review of the failed controls is empty. Write what was difficult, blocked or left out."),
		),
		(
			"evaluated_on",
			plan.evaluated_on is None,
			N_("The evaluation has no date. Enter when it took place."),
		),
		(
			"evaluated_on",
			plan.evaluated_on is not None and plan.evaluated_on > today,
			N_("The evaluation lies in the future. Correct the date."),
		),
		("evaluation_result", not plan.evaluation_result, N_("The evaluation has no result. Write it.")),
	)
	return [
		Deficiency(DOCTYPE, fieldname, message, (), ARTICLE) for fieldname, wrong, message in refused if wrong
	]


def prefill_items(record: "HazardRecord") -> list[SourceGovernancePlanItem]:
	"""One proposed item for each cause without a measure, then one for each adverse answer left open."""
	if record.analysis is None:
		return []
	fixed = fixed_causes(record)
	proposed = [
		SourceGovernancePlanItem(
			kind=v.FIX_OF_A_CAUSE,
			cause=cause.name,
			question_code=cause.question_code,
			cause_text=cause.description,
		)
		for cause in record.analysis.causes
		if cause.name not in fixed
	]
	covered = {item.question_code for item in proposed}
	explanations = {row.question_code: row.explanation for row in record.analysis.tracings}
	for code in open_answers(record):
		if code not in covered:
			text = explanations.get(code) or BY_CODE[code].question
			proposed.append(
				SourceGovernancePlanItem(kind=v.FIX_OF_A_CAUSE, question_code=code, cause_text=text)
			)
	return proposed


def continuing_duties(record: "HazardRecord") -> list[Duty]:
	"""What runs on: continuing items that are open, and study topics not concluded; the earliest date first."""
	plan = record.source_governance
	duties = [
		Duty(item.kind, item.measure, item.responsible_person, item.deadline, ITEM, item.name)
		for item in (plan.items if plan else ())
		if item.continuing and item.status == v.OPEN
	]
	duties += [
		Duty(STUDY_TOPIC, topic.topic, topic.leader, _topic_due(topic), STUDY_TOPIC, topic.name)
		for topic in record.study_topics
		if topic.status == v.OPEN
	]
	return sorted(duties, key=lambda duty: (duty.due is None, duty.due or date.max, duty.name))


def _topic_due(topic: "StudyTopic") -> date | None:
	return study_topic_due(topic.period, topic.kind == v.ANNUAL_CHALLENGE) if topic.period else None
