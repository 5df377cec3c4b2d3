"""The ladder of reminders and escalation: which step of a deadline is due, and what it proposes.

DOMAIN D.1 (a suggestion, no article): 7, 3 and 1 day before the deadline the owner is reminded; a day after it the
competent department is told; after 7 days a supervision letter and the listing by the county are proposed; after 15
the interview and the raising to the city; after 30 licence, stop of production or referral. Every step may be changed.

A step is due from its day on (<=), so that one that fell into an outage is told when the job runs again: once, and
only the highest of those that are due, naming the others. Steps are counted from the deadline in calendar days, both
the deadline and the day of the step included: a step of 0 days is due on the deadline itself. A deadline that moves
begins again. The ladder tells and proposes; an authority decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deadlines import DueItem
from hazard_governance.domain.deficiency import N_, Deficiency, Phrase
from hazard_governance.domain.facts import EscalationStep

DOCTYPE = "Hazard Governance Escalation Step"
LEAST_DAYS, MOST_DAYS = -365, 3650
TELLS = (
	"tell_owner",
	"tell_officer",
	"tell_principal",
	"tell_authority",
	"tell_county",
	"tell_department",
	"tell_city",
)
# a supervision case is about what the enterprise has to do
PROPOSING_CLOCKS = frozenset(
	(v.RECTIFICATION_DEADLINE, v.MEASURE_DEADLINE, v.SUPERVISION_DEADLINE, v.PROGRESS_DUE)
)


@dataclass(frozen=True)
class Escalation:
	"""A step that is due for a deadline. missed: days of the lower steps that were never told, ascending."""

	item: DueItem
	step: EscalationStep
	missed: tuple[int, ...] = ()


def horizon(ladder: Iterable[EscalationStep]) -> int:
	"""How many days before a deadline the first step may be due; 0 when no step comes before its deadline."""
	return max((-step.days for step in ladder if step.days < 0), default=0)


def due_step(
	ladder: Iterable[EscalationStep], item: DueItem, today: date, told: Collection[int] = ()
) -> Escalation | None:
	"""The highest step of `item` that is due on `today`, None when it or a higher one was told before.

	told: days of the steps told of this very deadline (same sequence).
	"""
	reached = sorted(
		(step for step in ladder if step.clock == item.clock and step.days <= item.offset(today)),
		key=lambda step: step.days,
	)
	if item.due is None or not reached or (told and max(told) >= reached[-1].days):
		return None
	missed = tuple(step.days for step in reached[:-1] if not told or step.days > max(told))
	return Escalation(item, reached[-1], missed)


def check_ladder(ladder: Sequence[EscalationStep]) -> list[Deficiency]:
	"""What is wrong with the steps: days out of reach, two steps on one day, nobody told and nothing proposed."""
	found: list[Deficiency] = []
	days_of: dict[tuple[str, int], int] = {}
	for number, step in enumerate(ladder, 1):
		first = days_of.setdefault((step.clock, step.days), number)
		refused = (
			(
				"days",
				not LEAST_DAYS <= step.days <= MOST_DAYS,
				Phrase(N_("Days must lie between {0} and {1}. Correct them."), (LEAST_DAYS, MOST_DAYS)),
			),
			(
				"days",
				first != number,
				Phrase(
					N_("Step {0} is for the same clock and day. Change one of them, or remove it."), (first,)
				),
			),
			(
				"tell_owner",
				not step.proposal and not any(getattr(step, tell) for tell in TELLS),
				Phrase(N_("Nobody is told and nothing is proposed. Tick who is told, or remove the step.")),
			),
			(
				"by_notice",
				any(getattr(step, tell) for tell in TELLS) and not (step.by_notice or step.by_email),
				Phrase(N_("Tick how they are told: by notice, by e-mail or both.")),
			),
			(
				"proposal",
				bool(step.proposal) and (step.clock not in PROPOSING_CLOCKS or step.days < 0),
				Phrase(
					N_(
						"A proposal follows a deadline of the enterprise that has come. Leave it empty for this step."
					)
				),
			),
		)
		found += [
			Deficiency(DOCTYPE, fieldname, phrase.message, phrase.args, "", number, step.name or None)
			for fieldname, wrong, phrase in refused
			if wrong
		]
	return found


# --- words ------------------------------------------------------------------------------------------------------
BEFORE = N_("{0}: due on {1}, in {2} days")
TOMORROW = N_("{0}: due tomorrow, {1}")
ON_THE_DAY = N_("{0}: due today, {1}")
AFTER = N_("{0}: was due on {1}, {2} days overdue")
STEP_BEFORE = N_("{0} days before")
STEP_ON_THE_DAY = N_("on the day")
STEP_AFTER = N_("{0} days after")
STANDS_FOR = N_("This reminder also stands for: {0}.")
PROPOSED = N_("Proposed to the authority, which decides: {0}.")
CASE_PROPOSED = N_("The proposed case {0} waits for confirmation.")
CASE_RUNS = N_("The case {0} is there already.")
NO_OFFICE = N_("No authority is entered that could open the case.")


def when(item: DueItem, today: date) -> Phrase:
	"""'Rectification Deadline: was due on 2026-11-20, 4 days overdue'."""
	offset, due = item.offset(today), item.due or ""
	if offset > 0:
		return Phrase(AFTER, (item.clock, due, offset))
	if offset == 0:
		return Phrase(ON_THE_DAY, (item.clock, due))
	return Phrase(TOMORROW, (item.clock, due)) if offset == -1 else Phrase(BEFORE, (item.clock, due, -offset))


def step_name(days: int) -> Phrase:
	"""'7 days before', 'on the day', '3 days after'."""
	if days == 0:
		return Phrase(STEP_ON_THE_DAY)
	return Phrase(STEP_BEFORE, (-days,)) if days < 0 else Phrase(STEP_AFTER, (days,))
