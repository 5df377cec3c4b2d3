"""Input that no save lets pass, whatever the status: impossible dates, funds that contradict themselves, and fields
that another field of the same document makes necessary.

Completeness is another matter (documents.py): it is asked only when a document moves on. Dates are plain dates, the
day named counts; a deadline on the day the hazard was found is allowed.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from hazard_governance.domain import facts
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_, Deficiency, missing
from hazard_governance.domain.enforcement_words import PENALTY
from hazard_governance.domain.plan import funds_message
from hazard_governance.domain.referral import check_results
from hazard_governance.domain.supervision_input import check_pauses, check_service
from hazard_governance.domain.suspension import check_days
from hazard_governance.domain.tracing import allowed_answers

FIVE_FIXES = N_("Notice 54/2023, step 5 (1)")

FUTURE = N_("{0} lies in the future. Enter today or an earlier day.")
BEFORE_FOUND = N_("{0} is before the day the hazard was found ({1}). Enter that day or a later one.")
NEGATIVE = N_("The number is negative. Enter 0 or more.")
BEFORE_OTHER = N_("{0} is before {1}, the day of the step it follows. Enter a day that is not earlier.")


def input_errors(document: facts.Facts, hazard: facts.Hazard, today: date) -> list[Deficiency]:
	"""Everything in the document that is wrong in itself; empty when it may be saved.

	document: facts of a step document; hazard: the hazard it belongs to (the day it was found); today: the site's day.
	"""
	check = CHECKS.get(type(document))
	return check(document, _day(hazard.found_on), today) if check else []


def _day(value: date | datetime | None) -> date | None:
	return value.date() if isinstance(value, datetime) else value


def _not_future(document: facts.Facts, fieldnames: Iterable[str], today: date) -> list[Deficiency]:
	found = []
	for fieldname in fieldnames:
		day = _day(getattr(document, fieldname))
		if day and day > today:
			found.append(_wrong(document, fieldname, FUTURE, day))
	return found


def _not_before_found(
	document: facts.Facts, fieldnames: Iterable[str], found_on: date | None
) -> list[Deficiency]:
	found = []
	for fieldname in fieldnames:
		day = _day(getattr(document, fieldname))
		if day and found_on and day < found_on:
			found.append(_wrong(document, fieldname, BEFORE_FOUND, day, found_on))
	return found


def _past(
	document: facts.Facts, fieldnames: tuple[str, ...], found_on: date | None, today: date
) -> list[Deficiency]:
	"""Days between the day the hazard was found and today, both included."""
	return _not_future(document, fieldnames, today) + _not_before_found(document, fieldnames, found_on)


def _ordered(document: facts.Facts, fieldnames: tuple[str, ...]) -> list[Deficiency]:
	"""Each given day is not before the given day ahead of it; empty ones are skipped."""
	found, last = [], None
	for fieldname in fieldnames:
		day = _day(getattr(document, fieldname))
		if not day:
			continue
		if last and day < last:
			found.append(_wrong(document, fieldname, BEFORE_OTHER, day, last))
		last = max(last, day) if last else day
	return found


def _wrong(
	document: facts.Facts, fieldname: str, message: str, *args: object, article: str = ""
) -> Deficiency:
	row = getattr(document, "idx", None) or None
	return Deficiency(document.DOCTYPE, fieldname, message, args, article, row, document.name or None)


def _analysis(document: facts.RootCauseAnalysis, found_on: date | None, today: date) -> list[Deficiency]:
	found = _past(document, ("analysed_on",), found_on, today)
	for number, row in enumerate(document.tracings, 1):
		if row.answer and row.answer not in allowed_answers(row.question_code):
			message = N_("Question {0} cannot be answered with {1}. Choose one of: {2}.")
			args = (row.question_code, row.answer, ", ".join(allowed_answers(row.question_code)))
			found.append(Deficiency(row.DOCTYPE, "answer", message, args, "", number))
	return found


def _action(document: facts.AccountabilityAction, found_on: date | None, today: date) -> list[Deficiency]:
	found = []
	for row in document.measures:
		found += _not_future(row, ("executed_on", "referred_on"), today)
	return found


def _five_fixes(rows: Iterable, found_on: date | None, today: date) -> list[Deficiency]:
	"""Funds are an amount above 0 or declared not needed, never both; the deadline is not before the day found."""
	found = []
	for row in rows:
		found += _funds(row)
		found += _not_before_found(row, ("deadline",), found_on)
		found += _past(row, ("done_on",), found_on, today)
	return found


def _funds(row: facts.RemediationPlanMeasure | facts.SourceGovernancePlanItem) -> list[Deficiency]:
	message = funds_message(row.funds, row.no_funds)
	return [_wrong(row, "funds", message, row.idx, row.measure, article=FIVE_FIXES)] if message else []


def _plan(document: facts.RemediationPlan, found_on: date | None, today: date) -> list[Deficiency]:
	return [
		*_five_fixes(document.measures, found_on, today),
		*_ordered(document, ("plan_start", "plan_end")),
		*_not_before_found(document, ("plan_end",), found_on),
		*_not_future(document, ("deliverable_on",), today),
	]


def _suspension(document: facts.ProductionSuspension, found_on: date | None, today: date) -> list[Deficiency]:
	ordered = document.ordered_by == v.BY_AUTHORITY
	message = N_("The suspension was ordered by an authority. Name the authority.")
	found = missing(document.DOCTYPE, "authority", document.authority or not ordered, message)
	return [*found, *check_days(document, today), *_not_future(document, ("announced_on",), today)]


def _acceptance(
	document: facts.RectificationAcceptance, found_on: date | None, today: date
) -> list[Deficiency]:
	found = _past(document, ("accepted_on",), found_on, today)
	checked = document.level == v.AUTHORITY_CHECK
	message = N_("This is the check of an authority. Name the authority.")
	found += missing(document.DOCTYPE, "authority", document.authority or not checked, message)
	message = N_("A failed acceptance sets a new deadline. Enter it.")
	found += missing(document.DOCTYPE, "new_due", document.new_due or document.verdict != v.FAIL, message)
	if document.new_due and document.accepted_on and document.new_due <= document.accepted_on:
		message = N_("The new deadline {0} is not after the day of the acceptance. Enter a later day.")
		found.append(_wrong(document, "new_due", message, document.new_due))
	return found


def _source_governance(
	document: facts.SourceGovernancePlan, found_on: date | None, today: date
) -> list[Deficiency]:
	found = _five_fixes(document.items, found_on, today)
	for row in document.items:
		found += _not_future(row, ("published_on",), today)
	found += _past(document, ("sweep_done_on", "evaluated_on", "risk_rerated_on"), found_on, today)
	found += _risk(document)
	revised = document.standards_conclusion != v.NO_REVISION
	message = N_("No standard is revised and no reason is given. Write why none needs revision.")
	found += missing(document.DOCTYPE, "standards_reason", document.standards_reason or revised, message)
	for fieldname in ("sweep_found", "sweep_removed"):
		if getattr(document, fieldname) < 0:
			found.append(_wrong(document, fieldname, NEGATIVE))
	if document.sweep_removed > document.sweep_found >= 0:
		message = N_("{0} hazards were removed but only {1} found. Correct one of the two numbers.")
		found.append(_wrong(document, "sweep_removed", message, document.sweep_removed, document.sweep_found))
	return found


def _risk(document: facts.SourceGovernancePlan) -> list[Deficiency]:
	"""A risk rated again says what it was before and since when."""
	if not document.risk_level_after:
		return []
	message = N_("The risk is rated again, but not what it was before. Choose the level before.")
	found = missing(document.DOCTYPE, "risk_level_before", document.risk_level_before, message)
	message = N_("The risk is rated again, but not since when. Enter the day.")
	return found + missing(document.DOCTYPE, "risk_rerated_on", document.risk_rerated_on, message)


def _verification(document: facts.Verification, found_on: date | None, today: date) -> list[Deficiency]:
	"""A visit may well have been before: the hazard was found on it, or on another."""
	return [
		*_not_future(document, ("site_visited_on",), today),
		*_not_before_found(document, ("rectification_due",), found_on),
	]


def _report(document: facts.RectificationReport, found_on: date | None, today: date) -> list[Deficiency]:
	return _past(document, ("filed_on",), found_on, today)


def _case(document: facts.SupervisionCase, found_on: date | None, today: date) -> list[Deficiency]:
	found = _not_future(document, ("issued_on", "acceptance_requested_on", "delisted_on"), today)
	found += _not_before_found(document, ("due_on",), found_on)
	if document.status == v.PROPOSED:
		found += _ordered(document, ("issued_on", "due_on"))
	if document.report_every_days < 0:
		found.append(_wrong(document, "report_every_days", NEGATIVE))
	for row in document.progress:
		found += _past(row, ("reported_on",), found_on, today)
	for row in document.urgings:
		found += _past(row, ("urged_on",), found_on, today)
	for row in document.extensions:
		found += _past(row, ("applied_on", "decided_on"), found_on, today)
		found += _ordered(row, ("applied_on", "decided_on"))
	return [*found, *check_service(document, today), *check_pauses(document.pauses, found_on)]


def _referral(document: facts.CaseReferral, found_on: date | None, today: date) -> list[Deficiency]:
	return [*_past(document, ("issued_on",), found_on, today), *check_results(document, today)]


def _look_back(document: facts.FollowUpInspection, found_on: date | None, today: date) -> list[Deficiency]:
	found = _past(document, ("inspected_on",), found_on, today)
	for row in document.supplementary_measures:
		found += _past(row, ("done_on",), found_on, today)
	return found


def _enforcement(document: facts.EnforcementDecision, found_on: date | None, today: date) -> list[Deficiency]:
	"""A visit may well have been before the day on which the enterprise says it found the hazard."""
	found = _not_future(document, ("visited_at",), today)
	for row in document.penalties:
		found += _past(row, ("decided_on", "served_on", "daily_from", "daily_until"), found_on, today)
		found += _ordered(row, ("decided_on", "served_on"))
		found += _ordered(row, ("daily_from", "daily_until"))
		if row.amount < 0:
			found.append(_wrong(row, "amount", NEGATIVE))
	return found


def check_penalties_elsewhere(rows: Iterable[facts.EnterprisePenalty], today: date) -> list[Deficiency]:
	"""Records of penalties in no decision of this system: a penalty names its law, and no day lies in the future."""
	found = []
	for row in rows:
		found += _not_future(row, ("counted_on",), today)
		if row.amount < 0:
			found.append(_wrong(row, "amount", NEGATIVE))
		if row.occurrence == PENALTY and not row.law:
			found.append(
				_wrong(row, "law", N_("The law is empty. Choose it: the rolling counts depend on it."))
			)
	return found


CHECKS: dict[type[facts.Facts], Callable[..., list[Deficiency]]] = {
	facts.Verification: _verification,
	facts.RootCauseAnalysis: _analysis,
	facts.AccountabilityAction: _action,
	facts.RemediationPlan: _plan,
	facts.ProductionSuspension: _suspension,
	facts.RectificationAcceptance: _acceptance,
	facts.SourceGovernancePlan: _source_governance,
	facts.RectificationReport: _report,
	facts.SupervisionCase: _case,
	facts.CaseReferral: _referral,
	facts.FollowUpInspection: _look_back,
	facts.EnforcementDecision: _enforcement,
}
