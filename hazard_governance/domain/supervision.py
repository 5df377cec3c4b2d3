"""Supervision cases (督办): what a case, an extension and a delisting need. Order 16/2007 art. 20, notice 54/2023 4(2).

Whoever lists a hazard delists it, nobody else. The first deadline is never overwritten.
"""

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from hazard_governance.domain import articles
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.clocks import extension_latest_application
from hazard_governance.domain.deficiency import N_, Deficiency

if TYPE_CHECKING:
	from hazard_governance.domain.facts import (
		CaseExtension,
		HazardRecord,
		RectificationAcceptance,
		SupervisionCase,
	)

DOCTYPE = "Supervision Case"
EXTENSION = "Supervision Case Extension"
ARTICLE = articles.ORDER_20

GRANTED = "Granted"


class CaseMove(NamedTuple):
	"""The workflow action of a status change and whether it needs a written reason."""

	action: str
	needs_reason: bool = False


CASE_MOVES: Mapping[tuple[str, str], CaseMove] = MappingProxyType(
	{
		(v.PROPOSED, v.IN_FORCE): CaseMove("Confirm Supervision"),
		(v.PROPOSED, v.NOT_ADOPTED): CaseMove("Do Not Adopt", True),
		(v.IN_FORCE, v.ACCEPTANCE_REQUESTED): CaseMove("Request Acceptance of Case"),
		(v.ACCEPTANCE_REQUESTED, v.DELISTED): CaseMove("Delist"),
		(v.ACCEPTANCE_REQUESTED, v.IN_FORCE): CaseMove("Return to Supervision", True),
	}
)


def check_case_move(
	case: "SupervisionCase",
	from_status: str,
	to_status: str,
	record: "HazardRecord",
	today: date,
	reason: str = "",
) -> list[Deficiency]:
	"""Everything that stands against moving the case from one status to the other; empty when it may move."""
	move = CASE_MOVES.get((from_status, to_status))
	if move is None:
		message = N_("A supervision case cannot go from {0} to {1}.")
		return [
			Deficiency(DOCTYPE, "status", message, (from_status, to_status), ARTICLE, None, case.name or None)
		]
	if move.needs_reason:
		return _need(case, (("return_reason", reason, N_("Write the reason before you use this action.")),))
	if to_status == v.IN_FORCE:
		return check_confirmation(case, record)
	if to_status == v.DELISTED:
		return check_delisting(case, record.acceptances, today)
	return []


def _need(case: "SupervisionCase", needs: Collection[tuple]) -> list[Deficiency]:
	return [
		Deficiency(DOCTYPE, fieldname, message, (), ARTICLE, None, case.name or None)
		for fieldname, ok, message in needs
		if not ok
	]


def check_confirmation(case: "SupervisionCase", record: "HazardRecord | None" = None) -> list[Deficiency]:
	"""What a case needs to be in force: authority, deadline, leader, requirements; listed: letter number and date too."""
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
	return _need(case, needs)


def check_extension(extension: "CaseExtension", case: "SupervisionCase") -> list[Deficiency]:
	"""What an application for an extension needs: applied no later than the deadline, reason, interim controls, later date."""
	due = case.due_on
	refused = (
		("applied_on", extension.applied_on is None, N_("Enter the day the extension was applied for.")),
		(
			"applied_on",
			bool(due and extension.applied_on and extension.applied_on > due),
			N_("The extension was applied for after the deadline had passed. It has to come before."),
		),
		("reason", not extension.reason, N_("Write why the deadline cannot be kept.")),
		(
			"interim_controls",
			not extension.interim_controls,
			N_("Write which controls keep the hazard safe until the new deadline."),
		),
		("new_due", extension.new_due is None, N_("Enter the new deadline asked for.")),
		(
			"new_due",
			bool(due and extension.new_due and extension.new_due <= due),
			N_("The new deadline is not later than the present one. Enter a later date."),
		),
	)
	row = extension.idx or None
	return [
		Deficiency(EXTENSION, fieldname, message, (), ARTICLE, row, extension.name or None)
		for fieldname, wrong, message in refused
		if wrong
	]


def applied_late(
	extension: "CaseExtension",
	case: "SupervisionCase",
	settings: object | None = None,
	holidays: Collection[date] | None = None,
	make_up_days: Collection[date] = (),
) -> bool:
	"""True when the application came later than the working days the settings ask for; a warning, not a refusal."""
	if not case.due_on or not extension.applied_on:
		return False
	return extension.applied_on > extension_latest_application(case.due_on, settings, holidays, make_up_days)


def dates_after_grant(extension: "CaseExtension", case: "SupervisionCase") -> tuple[date | None, date | None]:
	"""(due_on, original_due) once the extension is granted: the new deadline, and the very first one kept."""
	return extension.new_due, case.original_due or case.due_on


def latest_check(case: "SupervisionCase", acceptances: "Collection[RectificationAcceptance]"):
	"""The latest concluded authority check that counts for the case, None when there is none.

	Whoever lists a hazard checks it alone; a departmental case ends with the check of whoever has to check.
	"""
	checks = [
		a
		for a in acceptances
		if a.level == v.AUTHORITY_CHECK
		and a.status == v.CONCLUDED
		and (case.kind != v.LISTED or a.authority == case.authority)
	]
	return max(
		checks, key=lambda a: (a.accepted_on or date.min, str(a.decided_at or ""), a.name), default=None
	)


def check_delisting(
	case: "SupervisionCase", acceptances: "Collection[RectificationAcceptance]", today: date
) -> list[Deficiency]:
	"""What delisting needs: the latest check that counts for the case passed; the day not in the future."""
	check = latest_check(case, acceptances)
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
	return _need(case, needs)
