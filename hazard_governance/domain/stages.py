"""Where a hazard stands: the one table of stages, the moves between them, and the gate in front of each.

Workflows in the desk may add states and re-order them; whoever changes `Hazard.stage` asks `check_move`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hazard_governance.domain.acceptance import filing_level, latest
from hazard_governance.domain.articles import NOTICE_ACCEPTANCE, NOTICE_REPORT
from hazard_governance.domain.deficiency import N_, Deficiency, missing, unique
from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.frozen import frozen_hazard_fields
from hazard_governance.domain.gates import (
	into_accepted,
	into_closed_out,
	into_pending_acceptance,
	into_rectifying,
	into_withdrawn,
)
from hazard_governance.domain.look_back import check_reopening
from hazard_governance.domain.report import check_filing, check_report
from hazard_governance.domain.steps import five_steps, needs_full_governance
from hazard_governance.domain.vocabulary import (
	ACCEPTED,
	AUTHORITY_CHECK,
	CLOSED_OUT,
	ENTERPRISE_EVALUATION,
	FAIL,
	FILED,
	PENDING_ACCEPTANCE,
	RECTIFYING,
	REGISTERED,
	STAGES,
	WITHDRAWN,
)

__all__ = [
	"GATED",
	"GATES",
	"MOVES",
	"PATH",
	"STAGES",
	"Move",
	"check_move",
	"check_return",
	"final_stage",
	"frozen_hazard_fields",
	"gate",
	"new_due_on_return",
	"stages_between",
]

# the way forward; every stage after the first has a gate
PATH = (REGISTERED, RECTIFYING, PENDING_ACCEPTANCE, ACCEPTED, CLOSED_OUT, FILED)
GATED = (RECTIFYING, PENDING_ACCEPTANCE, ACCEPTED, CLOSED_OUT, FILED, WITHDRAWN)


@dataclass(frozen=True)
class Move:
	"""One move of a hazard: the action's name, and whether it goes back (which needs a written reason)."""

	action: str
	back: bool = False


MOVES: dict[tuple[str, str], Move] = {
	(REGISTERED, RECTIFYING): Move(N_("Start Rectification")),
	(RECTIFYING, PENDING_ACCEPTANCE): Move(N_("Request Acceptance")),
	(PENDING_ACCEPTANCE, ACCEPTED): Move(N_("Accept Rectification")),
	(ACCEPTED, CLOSED_OUT): Move(N_("Close Out")),
	(CLOSED_OUT, FILED): Move(N_("File Hazard")),
	(PENDING_ACCEPTANCE, RECTIFYING): Move(N_("Return to Rectification"), back=True),
	(ACCEPTED, RECTIFYING): Move(N_("Return to Rectification"), back=True),
	(CLOSED_OUT, RECTIFYING): Move(N_("Reopen Rectification"), back=True),
	(FILED, RECTIFYING): Move(N_("Reopen Filed Hazard"), back=True),
	**{(stage, WITHDRAWN): Move(N_("Withdraw Hazard")) for stage in PATH[:-1]},
}


def into_filed(record: HazardRecord, today: date) -> list[Deficiency]:
	"""All five steps complete; the report approved, and filed by the emergency bureau of the same level with a receipt."""
	if not needs_full_governance(record):
		message = N_("A general hazard ends at Closed Out. There is no report to file.")
		return [Deficiency("Hazard", "stage", message, (), NOTICE_REPORT)]
	found = [lacking for state in five_steps(record, today).values() for lacking in state.missing]
	report = record.report
	found += check_report(report, record)
	if report is not None:
		authority = record.authorities.get(report.filing_authority)
		found += check_filing(report, authority, today, filing_level(record))
		message = N_("The report is not filed. The emergency management department files it with a receipt.")
		found += missing(report.DOCTYPE, "status", report.status == FILED, message, article=NOTICE_REPORT)
	return unique(found)


Gate = Callable[[HazardRecord, date], list[Deficiency]]
GATES: dict[str, Gate] = {
	RECTIFYING: into_rectifying,
	PENDING_ACCEPTANCE: into_pending_acceptance,
	ACCEPTED: into_accepted,
	CLOSED_OUT: into_closed_out,
	FILED: into_filed,
	WITHDRAWN: into_withdrawn,
}


def gate(stage: str, record: HazardRecord, today: date) -> list[Deficiency]:
	"""Everything that the one gate in front of `stage` finds missing; empty for Registered, which has none."""
	return GATES[stage](record, today) if stage in GATES else []


def stages_between(from_stage: str, to_stage: str) -> tuple[str, ...]:
	"""The stages that a move forward enters, the last one included; () when the move is not forward on the path."""
	if from_stage not in PATH or to_stage not in PATH:
		return ()
	return PATH[PATH.index(from_stage) + 1 : PATH.index(to_stage) + 1]


def check_move(
	from_stage: str, to_stage: str, record: HazardRecord, today: date, reason: str = ""
) -> list[Deficiency]:
	"""Everything that keeps the hazard from moving; empty when it may. "" as `from_stage` is a new hazard.

	Forward: every gate in between when stages are skipped. Back: a written reason, and after a failed acceptance a new
	deadline; from Filed, a look-back that found the rectification sham. Every other pair is refused.
	"""
	from_stage = from_stage or REGISTERED
	if from_stage == to_stage:
		return []
	move = MOVES.get((from_stage, to_stage))
	entered = stages_between(from_stage, to_stage)
	if to_stage not in STAGES or (move is None and not entered):
		message = N_("A hazard cannot go from {0} to {1}.")
		return [Deficiency("Hazard", "stage", message, (from_stage, to_stage))]
	if move is not None and move.back:
		found = check_reopening(record) if from_stage == FILED else []
		return found + check_return(record, reason)
	return unique(d for stage in entered or (to_stage,) for d in gate(stage, record, today))


def check_return(record: HazardRecord, reason: str) -> list[Deficiency]:
	"""Going back needs a written reason; a failed acceptance also a new deadline, its own or the hazard's later one."""
	message = N_("The reason for going back is empty. Write it.")
	found = missing("Hazard", "return_reason", reason, message, article=NOTICE_ACCEPTANCE)
	for level in (ENTERPRISE_EVALUATION, AUTHORITY_CHECK):
		acceptance = latest(record, level)
		if acceptance is None or acceptance.verdict != FAIL:
			continue
		message = N_("The failed acceptance sets no new deadline. Enter it.")
		found += missing(
			acceptance.DOCTYPE, "new_due", acceptance.new_due, message, article=NOTICE_ACCEPTANCE
		)
	return found


def new_due_on_return(record: HazardRecord) -> date | None:
	"""The deadline that a return to rectification sets: the latest one of the failed acceptances; None keeps the old."""
	failed = [latest(record, level) for level in (ENTERPRISE_EVALUATION, AUTHORITY_CHECK)]
	days = [row.new_due for row in failed if row is not None and row.verdict == FAIL and row.new_due]
	return max(days, default=None)


def final_stage(record: HazardRecord) -> str:
	"""Where the hazard ends: a major one is filed; a general one is closed out, unless the settings ask for more."""
	return FILED if needs_full_governance(record) else CLOSED_OUT
