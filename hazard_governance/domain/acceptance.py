"""验收: the enterprise's own evaluation, by people who did not do the work, and the authority's check by the right body.

A failed one leads back to rectification with a new date, and nowhere else. Notice 54/2023, step 5 (2); order 16/2007 art. 18.
"""

from __future__ import annotations

from datetime import date, datetime

from hazard_governance.domain.articles import NOTICE_ACCEPTANCE, ORDER_18, ORDER_20, ORDER_23, SECOND_PERSON
from hazard_governance.domain.classification import is_major
from hazard_governance.domain.deficiency import N_, Deficiency, missing
from hazard_governance.domain.facts import HazardRecord, RectificationAcceptance
from hazard_governance.domain.measures import all_measures
from hazard_governance.domain.people import did_the_work, person
from hazard_governance.domain.succession import in_office, same_body
from hazard_governance.domain.supervision import UNDONE
from hazard_governance.domain.vocabulary import (
	AUTHORITY_CHECK,
	CONCLUDED,
	DELISTED,
	ENTERPRISE_EVALUATION,
	FAIL,
	LISTED,
	PASS,
	QUALIFIED_INSTITUTION,
	RECTIFYING,
	REGISTERED,
	SELF_INSPECTION,
	TOWNSHIP,
)

DOCTYPE = "Rectification Acceptance"
FINDING = "Rectification Acceptance Finding"
TEAM = "Rectification Acceptance Team Member"


def last_return(record: HazardRecord) -> datetime | None:
	"""When the hazard last went back to rectification; None when it never did."""
	times = [
		row.changed_at
		for row in record.hazard.stage_log
		if row.to_stage == RECTIFYING and row.from_stage not in ("", REGISTERED) and row.changed_at
	]
	return max(times, default=None)


def concluded(record: HazardRecord, level: str, authority: str = "") -> list[RectificationAcceptance]:
	"""Concluded acceptances of that level (and authority) since the last return to rectification, oldest first."""
	since = last_return(record)
	rows = [
		row
		for row in record.acceptances
		if row.level == level
		and row.status == CONCLUDED
		and (not authority or same_body(row.authority, authority, record.authorities))
	]
	if since:
		rows = [row for row in rows if row.decided_at and row.decided_at > since]
	return sorted(rows, key=_order)


def _order(row: RectificationAcceptance) -> tuple:
	return (
		row.decided_at or datetime.min,
		row.accepted_on or date.min,
		row.creation or datetime.min,
		row.name,
	)


def latest(record: HazardRecord, level: str, authority: str = "") -> RectificationAcceptance | None:
	"""The acceptance that counts: the one concluded last since the last return; None when there is none."""
	rows = concluded(record, level, authority)
	return rows[-1] if rows else None


def check_acceptance(
	acceptance: RectificationAcceptance, record: HazardRecord, today: date
) -> list[Deficiency]:
	"""What the acceptance lacks before it is submitted or concluded (`decided_by` counts when it is set)."""
	found = _check_verdict(acceptance, today)
	if acceptance.evaluation_method == QUALIFIED_INSTITUTION:
		message = N_("The evaluating institution is not named. Enter it.")
		found += missing(DOCTYPE, "institution", acceptance.institution, message, article=ORDER_18)
	found += check_findings(acceptance, record)
	if acceptance.level == AUTHORITY_CHECK:
		return found + check_body(acceptance, record)
	return found + check_team(acceptance, record)


def _check_verdict(acceptance: RectificationAcceptance, today: date) -> list[Deficiency]:
	message = N_("The day of acceptance is empty. Enter it.")
	found = missing(DOCTYPE, "accepted_on", acceptance.accepted_on, message, article=NOTICE_ACCEPTANCE)
	if acceptance.accepted_on and acceptance.accepted_on > today:
		message = N_("The day of acceptance {0} lies in the future. Enter the day it took place.")
		found.append(Deficiency(DOCTYPE, "accepted_on", message, (acceptance.accepted_on,)))
	message = N_("The verdict is empty. Choose Pass or Fail.")
	found += missing(DOCTYPE, "verdict", acceptance.verdict, message, article=NOTICE_ACCEPTANCE)
	if acceptance.verdict == FAIL:
		message = N_("A failed acceptance sets a new deadline. Enter it.")
		found += missing(DOCTYPE, "new_due", acceptance.new_due, message, article=ORDER_23)
	return found


def check_findings(acceptance: RectificationAcceptance, record: HazardRecord) -> list[Deficiency]:
	"""A passed acceptance rests on a passed finding for every measure; a failed one needs none."""
	if acceptance.verdict != PASS:
		return []
	found = []
	for number, row in enumerate(acceptance.findings, 1):
		if row.finding != PASS:
			message = N_("Finding {0} ({1}) is not passed, but the verdict is Pass. Correct one of them.")
			args = (number, row.measure)
			found.append(
				Deficiency(FINDING, "finding", message, args, NOTICE_ACCEPTANCE, number, row.name or None)
			)
	seen = {key for row in acceptance.findings for key in (row.measure_row, row.measure) if key}
	for measure in all_measures(record):
		if not seen & {measure.name, measure.measure}:
			message = N_("There is no finding on the measure “{0}”. Add one.")
			found.append(Deficiency(DOCTYPE, "findings", message, (measure.measure,), NOTICE_ACCEPTANCE))
	return found


def check_team(acceptance: RectificationAcceptance, record: HazardRecord) -> list[Deficiency]:
	"""The enterprise evaluates by people who hold no measure; an authority's consent to a sole operator satisfies it."""
	if record.sole_operator_consented:
		return []
	message = N_("The acceptance team is empty. Add people who did not do the work.")
	found = missing(DOCTYPE, "team", acceptance.team, message, article=NOTICE_ACCEPTANCE)
	for number, member in enumerate(acceptance.team, 1):
		if did_the_work(person(record, member.user, member.member_name), record):
			message = N_(
				"{0} carried out a measure of this hazard and does not accept it. Replace this member."
			)
			args = (member.member_name or member.user,)
			found.append(
				Deficiency(TEAM, "member_name", message, args, SECOND_PERSON, number, member.name or None)
			)
	decider = person(record, acceptance.decided_by)
	if acceptance.decided_by and did_the_work(decider, record):
		message = N_("{0} carried out a measure of this hazard and does not conclude its acceptance.")
		args = (decider.name or decider.user,)
		found.append(Deficiency(DOCTYPE, "decided_by", message, args, SECOND_PERSON))
	return found


def listing_bodies(record: HazardRecord) -> tuple[str, ...]:
	"""The authorities that listed the hazard for supervision, as they are today: of a dissolved one its successor.

	A case not adopted, raised to the next level or withdrawn does not count.
	"""
	bodies = [c.authority for c in record.cases if c.kind == LISTED and c.status not in UNDONE]
	return tuple(dict.fromkeys(in_office(body, record.authorities) for body in bodies if body))


def checking_bodies(record: HazardRecord) -> tuple[str, ...]:
	"""Who has to check before close-out: whoever listed the hazard, else who verified it; () = any that covers it."""
	verifying = in_office(record.hazard.verified_by_authority, record.authorities)
	return listing_bodies(record) or ((verifying,) if verifying else ())


def filing_level(record: HazardRecord) -> str:
	"""Level of the emergency bureau that files the report: that of the body that checks; "" when it is not known.

	Townships have no emergency bureau, so a hazard checked there has none to match.
	"""
	bodies = [record.authorities.get(body) for body in checking_bodies(record)]
	level = bodies[0].level if bodies and bodies[0] else ""
	return "" if level == TOWNSHIP else level


def needs_authority_check(record: HazardRecord) -> bool:
	"""False only for a general hazard that the enterprise found by itself and that nobody listed."""
	own = not is_major(record) and record.hazard.source == SELF_INSPECTION
	return not own or bool(listing_bodies(record))


def check_body(acceptance: RectificationAcceptance, record: HazardRecord) -> list[Deficiency]:
	"""An authority check is made by the body that listed the hazard and nobody else; otherwise by the one that verified."""
	message = N_("The checking authority is empty. Choose it.")
	found = missing(DOCTYPE, "authority", acceptance.authority, message, article=ORDER_20)
	bodies = checking_bodies(record)
	own = in_office(acceptance.authority, record.authorities)
	if not acceptance.authority or not bodies or own in bodies:
		return found
	message = (
		N_("The hazard is listed for supervision by {1}; {0} cannot check it in its place.")
		if listing_bodies(record)
		else N_("The hazard was verified by {1}; {0} cannot check it in its place.")
	)
	args = (acceptance.authority, ", ".join(bodies))
	return [*found, Deficiency(DOCTYPE, "authority", message, args, ORDER_20)]


def check_evaluation_passed(record: HazardRecord, today: date) -> list[Deficiency]:
	"""For Accepted: the enterprise's own evaluation, concluded last since the last return, is passed and holds."""
	evaluation = latest(record, ENTERPRISE_EVALUATION)
	if evaluation is None:
		message = N_("The enterprise's own acceptance evaluation is missing. Make one and have it concluded.")
		return [Deficiency(DOCTYPE, "hazard", message, (), NOTICE_ACCEPTANCE)]
	if evaluation.verdict == FAIL:
		message = N_(
			"The acceptance evaluation {0} failed. Return the hazard to rectification with a new date."
		)
		args = (evaluation.name or evaluation.accepted_on or "",)
		return [
			Deficiency(DOCTYPE, "verdict", message, args, NOTICE_ACCEPTANCE, None, evaluation.name or None)
		]
	return check_acceptance(evaluation, record, today)


def check_authority_passed(record: HazardRecord, today: date) -> list[Deficiency]:
	"""For Closed Out: every body that has to check has checked last with Pass; a failed check always blocks."""
	if not needs_authority_check(record):
		last = latest(record, AUTHORITY_CHECK)
		return _check_failed(last) if last else []
	bodies = checking_bodies(record)
	found = []
	for body in bodies or ("",):
		check = latest(record, AUTHORITY_CHECK, body)
		found += [_no_check(body)] if check is None else _check_concluded(check, record, today)
	return found


def _check_concluded(check: RectificationAcceptance, record: HazardRecord, today: date) -> list[Deficiency]:
	return _check_failed(check) or check_acceptance(check, record, today)


def _no_check(body: str) -> Deficiency:
	if not body:
		message = N_("No authority has checked the rectification. An authority check is needed.")
		return Deficiency(DOCTYPE, "hazard", message, (), ORDER_23)
	message = N_("{0} has not checked the rectification. Its check is needed.")
	return Deficiency(DOCTYPE, "authority", message, (body,), ORDER_23)


def _check_failed(check: RectificationAcceptance) -> list[Deficiency]:
	if check.verdict != FAIL:
		return []
	message = N_("The check by {0} failed. Return the hazard to rectification with a new date.")
	return [Deficiency(DOCTYPE, "verdict", message, (check.authority,), ORDER_23, None, check.name or None)]


def check_delisted(record: HazardRecord) -> list[Deficiency]:
	"""Whoever listed the hazard delists it before close-out; departmental cases do not block."""
	message = N_("The listed supervision by {0} is not delisted. Only {0} can delist it.")
	return [
		Deficiency(
			"Supervision Case", "status", message, (case.authority,), ORDER_20, None, case.name or None
		)
		for case in record.cases
		if case.kind == LISTED and case.status not in (DELISTED, *UNDONE)
	]
