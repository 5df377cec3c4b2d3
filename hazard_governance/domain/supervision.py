"""Supervision cases (督办): what a case, an extension, a pause, a raising and a delisting need.

Order 16/2007 art. 20, notice 54/2023 4(2). Whoever lists a hazard delists it, nobody else, unless the next level has
taken the case over. Deadlines and terms: supervision_terms.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from hazard_governance.domain import articles, letters
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.clocks import extension_latest_application
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import (
	Authority,
	CaseExtension,
	CasePause,
	HazardRecord,
	RectificationAcceptance,
	SupervisionCase,
)
from hazard_governance.domain.succession import same_body
from hazard_governance.domain.supervision_terms import RUNNING, deadline, effective_due, rank

DOCTYPE = "Supervision Case"
EXTENSION = "Supervision Case Extension"
PAUSE = "Supervision Case Pause"
ARTICLE = articles.ORDER_20
# a case in one of these says nothing about how its hazard is supervised
UNDONE = (v.NOT_ADOPTED, v.RAISED, v.WITHDRAWN)
ENDED_HAZARD = (v.CLOSED_OUT, v.FILED, v.WITHDRAWN)


def _need(
	needs: Collection[tuple], doctype: str = DOCTYPE, row: int | None = None, name: str = ""
) -> list[Deficiency]:
	"""(field, whether it holds, message[, args]) -> what does not hold."""
	return [
		Deficiency(doctype, need[0], need[2], tuple(need[3:]), ARTICLE, row, name or None)
		for need in needs
		if not need[1]
	]


# --- opening and confirming --------------------------------------------------------------------------------------
def check_hazard_open(case: SupervisionCase, record: HazardRecord) -> list[Deficiency]:
	"""Nobody opens a case on a hazard that is closed out, filed or withdrawn."""
	message = N_("The hazard is {0}. Nothing is left to supervise.")
	return _need((("hazard", record.hazard.stage not in ENDED_HAZARD, message, record.hazard.stage),))


def check_running_hazard(case: SupervisionCase, record: HazardRecord) -> list[Deficiency]:
	"""Nothing goes on in a case whose hazard was withdrawn but its end."""
	message = N_("The hazard is withdrawn. End the case with the action Withdraw Case.")
	return _need((("hazard", record.hazard.stage != v.WITHDRAWN, message),), name=case.name)


def check_level(case: SupervisionCase, authority: Authority | None) -> list[Deficiency]:
	"""The level is that of the authority; province and State have no authority here, a city's keeps their cases."""
	if authority is None or not authority.level:
		return []
	fits = (authority.level == v.CITY) == (case.level != v.COUNTY)
	message = N_("A case of level {0} cannot be kept by {1}, an authority of level {2}. Correct one of them.")
	return _need((("level", fits, message, case.level, authority.name, authority.level),), name=case.name)


def check_confirmation(case: SupervisionCase, record: HazardRecord | None = None) -> list[Deficiency]:
	"""What a case needs to be in force: authority, deadline, leader, requirements; listed: the letter and its signatory."""
	listed = case.kind == v.LISTED
	found_on = record.hazard.found_on.date() if record and record.hazard.found_on else None
	needs = (
		("authority", case.authority, N_("Name the authority that supervises.")),
		("due_on", case.due_on, N_("Set the deadline of the supervision.")),
		("leader", case.leader, N_("Name the leader in charge of the case.")),
		("requirements", case.requirements, N_("Write what the enterprise is required to do.")),
		(
			"letter_no",
			case.letter_no or not listed,
			N_("Listed supervision needs a letter number. Enter it."),
		),
		(
			"issued_on",
			case.issued_on or not listed,
			N_("Listed supervision needs the day the letter was issued. Enter it."),
		),
		(
			"signatory",
			case.signatory or not listed,
			N_("Listed supervision needs the signatory of the letter. Enter the name."),
		),
		(
			"listing_body",
			case.listing_body or case.level not in (v.PROVINCE, v.NATIONAL),
			N_("Name the body of the province or the State that listed it."),
		),
		(
			"due_on",
			not (case.due_on and case.issued_on and case.due_on < case.issued_on),
			N_("The deadline lies before the day of the letter. Correct one of them."),
		),
		(
			"due_on",
			not (case.due_on and found_on and case.due_on < found_on),
			N_("The deadline lies before the day the hazard was found. Correct it."),
		),
	)
	found = _need(needs, name=case.name)
	if record is None:
		return found
	return [*found, *check_hazard_open(case, record), *_check_adoption(case, record)]


# --- extensions --------------------------------------------------------------------------------------------------
def check_extension(extension: CaseExtension, case: SupervisionCase, today: date) -> list[Deficiency]:
	"""What an application needs: applied no later than the deadline, reason, interim controls, later date.

	The deadline is the one in force on the day of the application: a pause has moved it.
	"""
	applied, new_due = extension.applied_on, extension.new_due
	due_then = deadline(case, applied or today).effective
	due_now = effective_due(case, today)
	needs = (
		("applied_on", applied, N_("Enter the day the extension was applied for.")),
		(
			"applied_on",
			not (applied and due_then and applied > due_then),
			N_("The extension was applied for after the deadline had passed. It has to come before."),
		),
		("reason", extension.reason, N_("Write why the deadline cannot be kept.")),
		(
			"interim_controls",
			extension.interim_controls,
			N_("Write which controls keep the hazard safe until the new deadline."),
		),
		("new_due", new_due, N_("Enter the new deadline asked for.")),
		(
			"new_due",
			not (new_due and due_now and new_due <= due_now),
			N_("The new deadline is not later than the present one. Enter a later date."),
		),
	)
	return _need(needs, EXTENSION, extension.idx or None, extension.name)


def check_extension_decision(
	extension: CaseExtension,
	case: SupervisionCase,
	decision: str,
	reason: str,
	today: date,
	decider: str = "",
	lone_clerk_reason: str = "",
) -> list[Deficiency]:
	"""What a decision on an application needs: open, with a reason, by another person than the one who applied.

	An officer who entered a letter of the enterprise decides on it only with the written reason that nobody else is there.
	"""
	moved = decision == v.GRANTED and extension.new_due
	due = effective_due(case, today)
	needs = (
		("decision", decision in (v.GRANTED, v.REFUSED), N_("Choose Granted or Refused.")),
		(
			"decision",
			not extension.decision,
			N_("This application has been decided ({0})."),
			extension.decision,
		),
		("remarks", reason, N_("Write the reason for the decision.")),
		(
			"new_due",
			not (moved and due and extension.new_due <= due),
			N_("The deadline in force, {0}, is not earlier than the one asked for. Refuse the application."),
			due,
		),
		(
			"applied_by",
			not decider or decider != extension.applied_by or lone_clerk_reason,
			N_(
				"{0} entered this application and does not decide on it. Let a colleague decide, or write why "
				"nobody else is there."
			),
			decider,
		),
	)
	found = _need(needs, EXTENSION, extension.idx or None, extension.name)
	if case.status in RUNNING:
		return found
	message = N_("An extension is decided while the case is in force.")
	return [*found, *_need((("status", False, message),), name=case.name)]


def applied_late(
	extension: CaseExtension,
	case: SupervisionCase,
	settings: object | None = None,
	holidays: Collection[date] | None = None,
	make_up_days: Collection[date] = (),
) -> bool:
	"""True when the application came later than the working days the settings ask for; a warning, not a refusal."""
	if not case.due_on or not extension.applied_on:
		return False
	due = deadline(case, extension.applied_on).effective or case.due_on
	return extension.applied_on > extension_latest_application(due, settings, holidays, make_up_days)


# --- pauses ------------------------------------------------------------------------------------------------------
def check_new_pause(pause: CasePause, case: SupervisionCase) -> list[Deficiency]:
	"""A pause begins no later than the deadline: what came after it excuses nothing. `case` is without the pause."""
	due = deadline(case).effective
	message = N_("The pause begins after the deadline {0}. A deadline that has passed is not paused.")
	late = bool(due and pause.from_date and pause.from_date > due)
	return _need((("from_date", not late, message, due),), PAUSE, pause.idx or None, pause.name)


# --- raising to the next level (提级) -----------------------------------------------------------------------------
def check_raising(
	case: SupervisionCase, level: str, reason: str, others: Iterable[SupervisionCase]
) -> list[Deficiency]:
	"""What raising a case needs: a running case, a higher level, a reason, and no proposal that waits already."""
	waiting = next((c for c in others if c.raised_from == case.name and c.status == v.PROPOSED), None)
	needs = (
		(
			"status",
			case.status in RUNNING,
			N_("Only a case in force is raised. This one is {0}."),
			case.status,
		),
		(
			"level",
			rank(level) > rank(case.level),
			N_("{0} is not above {1}. Choose a higher level."),
			level,
			case.level,
		),
		("raising_reason", reason, N_("Write why the case is raised to the next level.")),
		(
			"raised_to",
			waiting is None,
			N_("Raising is proposed in {0} already. Open that case."),
			waiting.name if waiting else "",
		),
	)
	return _need(needs, name=case.name)


def _check_adoption(case: SupervisionCase, record: HazardRecord) -> list[Deficiency]:
	"""A case that takes another one over finds it running and below its own level."""
	if not case.raised_from:
		return []
	lower = next((c for c in record.cases if c.name == case.raised_from), None)
	running = lower is not None and lower.status in RUNNING
	message = N_("The case {0} is not in force any more: nothing is left to take over. Use Do Not Adopt.")
	found = _need((("raised_from", running, message, case.raised_from),), name=case.name)
	if running and rank(case.level) <= rank(lower.level):
		message = N_("{0} is not above {1}. Choose a higher level.")
		found += _need((("level", False, message, case.level, lower.level),), name=case.name)
	return found


def check_raised(case: SupervisionCase, record: HazardRecord) -> list[Deficiency]:
	"""A case ends as raised when the higher level has adopted it, and by nothing else."""
	adopted = any(
		c.raised_from == case.name and c.status in (*RUNNING, v.DELISTED) for c in record.cases if case.name
	)
	message = N_(
		"No higher level has adopted the case. Propose it with Raise to a Higher Level; that level confirms it."
	)
	return _need((("raised_to", adopted, message),), name=case.name)


def check_withdrawn(case: SupervisionCase, record: HazardRecord) -> list[Deficiency]:
	"""A case is withdrawn with its hazard, and for no other reason."""
	message = N_("The hazard is {0}, not withdrawn. A case ends by delisting.")
	withdrawn = record.hazard.stage == v.WITHDRAWN
	return _need((("status", withdrawn, message, record.hazard.stage),), name=case.name)


# --- acceptance and delisting --------------------------------------------------------------------------------------
def latest_check(case: SupervisionCase, record: HazardRecord) -> RectificationAcceptance | None:
	"""The latest concluded authority check that counts for the case, None when there is none.

	Whoever lists a hazard checks it alone; a departmental case ends with the check of whoever has to check.
	"""
	checks = [
		a
		for a in record.acceptances
		if a.level == v.AUTHORITY_CHECK
		and a.status == v.CONCLUDED
		and (case.kind != v.LISTED or same_body(a.authority, case.authority, record.authorities))
	]
	return max(
		checks, key=lambda a: (a.accepted_on or date.min, str(a.decided_at or ""), a.name), default=None
	)


def new_check(case: SupervisionCase, record: HazardRecord) -> RectificationAcceptance | None:
	"""The latest check, unless an opinion of the case rests on it already."""
	check = latest_check(case, record)
	return None if check is None or check.name in {row.acceptance for row in case.opinions} else check


def check_delisting(case: SupervisionCase, record: HazardRecord, today: date) -> list[Deficiency]:
	"""What delisting needs: the latest check that counts for the case passed; number, day and signatory of the letter."""
	check = latest_check(case, record)
	listed = case.kind == v.LISTED
	needs = (
		(
			"acceptance",
			check is not None,
			N_("The authority of this case has concluded no check. Whoever supervises a hazard checks it."),
		),
		(
			"acceptance",
			check is None or check.verdict == v.PASS,
			N_("The latest check by the authority of this case failed. A passed check is needed."),
		),
		(
			"delisting_no",
			case.delisting_no or not listed,
			N_("Delisting needs a letter number. Enter it."),
		),
		(
			"delisting_signatory",
			case.delisting_signatory or not listed,
			N_("Delisting needs the signatory of its letter. Enter the name."),
		),
		(
			"delisted_on",
			not (case.delisted_on and case.delisted_on > today),
			N_("The day of delisting lies in the future. Correct it."),
		),
		(
			"delisted_on",
			not (case.delisted_on and case.issued_on and case.delisted_on < case.issued_on),
			N_("The day of delisting lies before the day of the letter. Correct it."),
		),
	)
	return [*check_running_hazard(case, record), *_need(needs, name=case.name)]


def check_letters(case: SupervisionCase, changed: Sequence[str]) -> list[Deficiency]:
	"""The form of the letter numbers that this save gives; `changed` names their fields."""
	days = {"letter_no": case.issued_on, "delisting_no": case.delisted_on}
	return [
		wrong
		for fieldname, day in days.items()
		if fieldname in changed
		for wrong in letters.check_letter(DOCTYPE, fieldname, getattr(case, fieldname), day)
	]
