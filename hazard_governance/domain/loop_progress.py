"""How far each hazard is in the five steps: status, day and duration of each step, what is missing first and whose turn
it is. One row a hazard; values in, values out; standard library only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hazard_governance.domain import steps
from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.clocks import days_overdue
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.list_columns import ListColumn
from hazard_governance.domain.list_totals import BLUE, CHART_HEIGHT, GREEN, ORANGE, Card, percent_text
from hazard_governance.domain.list_totals import percent as percent_of
from hazard_governance.domain.lists import RECTIFIED_STAGES, Row, Translate, identity, register_text
from hazard_governance.domain.next_actor import Actor, actor_for
from hazard_governance.domain.stages import PATH, final_stage, gate

NOT_REQUIRED = N_("Not Required")
HIDDEN = N_("(in documents you may not read)")
DAYS_OF = {
	steps.DESCRIPTION: N_("Description: Days"),
	steps.CAUSE_ANALYSIS: N_("Cause Analysis: Days"),
	steps.ACCOUNTABILITY: N_("Accountability: Days"),
	steps.IMMEDIATE_RECTIFICATION: N_("Rectification: Days"),
	steps.SOURCE_GOVERNANCE: N_("Source Governance: Days"),
}
DAY_OF = {
	steps.DESCRIPTION: N_("Description Complete On"),
	steps.CAUSE_ANALYSIS: N_("Cause Analysis Complete On"),
	steps.ACCOUNTABILITY: N_("Accountability Complete On"),
	steps.IMMEDIATE_RECTIFICATION: N_("Rectification Complete On"),
	steps.SOURCE_GOVERNANCE: N_("Source Governance Complete On"),
}


def _step_columns(step: str) -> tuple[ListColumn, ...]:
	return (
		ListColumn(f"step_{step}", steps.STEP_LABELS[step], width=120),
		ListColumn(f"step_{step}_on", DAY_OF[step], "Date", 115),
		ListColumn(f"step_{step}_days", DAYS_OF[step], "Int", 80),
	)


LOOP_COLUMNS = (
	ListColumn("idx", N_("Row No."), "Int", 55),
	ListColumn("register_no", N_("Unified Register No."), width=195),
	ListColumn("hazard_title", N_("Hazard in Brief"), width=240),
	ListColumn("enterprise", N_("Enterprise Name"), "Link", 180, "Regulated Enterprise"),
	ListColumn("county", N_("County or Zone"), "Link", 100, "Supervision Region"),
	ListColumn("industry", N_("Industry and Field"), "Link", 100, "Industry Sector"),
	ListColumn("classification", N_("Classification"), width=90),
	ListColumn("stage", N_("Status of the Hazard"), width=120),
	ListColumn("days_in_stage", N_("Days in This Status"), "Int", 90),
	ListColumn("steps_complete", N_("Steps Complete"), "Int", 90),
	*(column for step in steps.STEPS for column in _step_columns(step)),
	ListColumn("missing_first", N_("Missing First"), width=320),
	ListColumn("missing_count", N_("Missing in All"), "Int", 90),
	ListColumn("next_actor", N_("Whose Turn"), width=190),
	ListColumn("next_stage", N_("Next Status"), width=120),
	ListColumn("gate_missing", N_("Missing for the Next Status"), width=320),
	ListColumn("gate_actor", N_("Whose Turn for It"), width=190),
	ListColumn("rectification_due", N_("Rectification Time Limit"), "Date", 115),
	ListColumn("days_overdue", N_("Days Overdue"), "Int", 90),
	ListColumn("hazard", N_("Hazard"), "Link", 150, "Hazard"),
)


@dataclass(frozen=True)
class LoopHazard:
	"""A hazard in its loop on `today`: state of each step, the gate ahead with what it misses; next_stage "" at the end."""

	record: HazardRecord
	today: date
	steps: dict[str, steps.StepState]
	next_stage: str
	gate: tuple[Deficiency, ...]

	@property
	def over(self) -> bool:
		"""Nothing is left to do: at the end of its path, or withdrawn."""
		return not self.next_stage

	@property
	def complete(self) -> int:
		"""How many of the required steps are complete."""
		return sum(state.status == words.COMPLETE for state in self.steps.values() if state.required)

	@property
	def required(self) -> int:
		"""How many steps its class asks for."""
		return sum(state.required for state in self.steps.values())

	@property
	def missing(self) -> tuple[Deficiency, ...]:
		"""What is missing, the first first: a first measure before all else (danger waits for no paper), then step by
		step, then what the next stage asks for besides."""
		if self.over:
			return ()
		first = self.gate if self.record.hazard.stage == words.REGISTERED else ()
		lacking = [d for state in self.steps.values() for d in state.missing]
		return tuple(dict.fromkeys((*first, *lacking, *self.gate)))

	@property
	def days_overdue(self) -> int:
		"""Days past the deadline while it is not rectified."""
		hazard = self.record.hazard
		ended = hazard.stage in (*RECTIFIED_STAGES, words.WITHDRAWN)
		return 0 if ended else days_overdue(hazard.rectification_due, self.today)


def loop_hazard(record: HazardRecord, today: date) -> LoopHazard:
	"""The record seen as a loop."""
	stage, path = record.hazard.stage, _path(record)
	following = path[path.index(stage) + 1] if stage in path[:-1] else ""
	lacking = tuple(gate(following, record, today)) if following else ()
	return LoopHazard(record, today, steps.five_steps(record, today), following, lacking)


def _path(record: HazardRecord) -> tuple[str, ...]:
	return PATH[: PATH.index(final_stage(record)) + 1]


# --- durations -------------------------------------------------------------------------------------------------------
def begun_on(step: str, record: HazardRecord) -> date | None:
	"""The day somebody began to work on a step; None while nobody has."""
	moments = {
		steps.DESCRIPTION: (record.hazard.registered_at,),
		steps.CAUSE_ANALYSIS: (record.analysis and record.analysis.creation,),
		steps.ACCOUNTABILITY: (action.creation for action in record.actions),
		steps.IMMEDIATE_RECTIFICATION: (
			record.plan and record.plan.creation,
			*(row.taken_at for row in record.hazard.immediate_measures),
		),
		steps.SOURCE_GOVERNANCE: (
			record.source_governance and record.source_governance.creation,
			record.report and record.report.creation,
		),
	}[step]
	return min((moment.date() for moment in moments if moment), default=None)


def days_in_step(state: steps.StepState, record: HazardRecord, today: date) -> int | None:
	"""Days from the beginning of a step (while nobody has begun: from registration) to its completion or today; never
	negative. None for a step that is not required."""
	if not state.required:
		return None
	begun = begun_on(state.step, record) or _day(record.hazard.registered_at) or today
	return max(((state.completed_on or today) - begun).days, 0)


def days_in_stage(record: HazardRecord, today: date) -> int:
	"""Days since the hazard came to stand where it stands."""
	changes = [row.changed_at for row in record.hazard.stage_log if row.changed_at]
	since = max(changes, default=record.hazard.registered_at)
	return max((today - (_day(since) or today)).days, 0)


def _day(moment: datetime | None) -> date | None:
	return moment.date() if moment else None


# --- rows ------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Telling:
	"""How a reader is told. sentence: what is missing, in words; may_be_told: whether they may read the document it lies
	in (what they may not is counted, not told)."""

	sentence: Callable[[Deficiency], str]
	may_be_told: Callable[[str, Deficiency], bool] = lambda hazard, lacking: True
	translate: Translate = identity


def loop_rows(hazards: Iterable[LoopHazard], telling: Telling) -> list[Row]:
	"""Numbered rows for LOOP_COLUMNS, with `is_overdue` and `is_pending` for colouring."""
	return [{"idx": number, **_row(hazard, telling)} for number, hazard in enumerate(hazards, start=1)]


def _row(loop: LoopHazard, telling: Telling) -> Row:
	hazard, t = loop.record.hazard, telling.translate
	first, actor = _told(loop, loop.missing, telling)
	gate_first, gate_actor = _told(loop, loop.gate, telling)
	return {
		"register_no": register_text(hazard.register_no, t),
		"hazard_title": hazard.hazard_title,
		"enterprise": hazard.enterprise,
		"county": hazard.county,
		"industry": hazard.industry,
		"classification": t(hazard.classification) if hazard.classification else "",
		"stage": t(hazard.stage),
		"days_in_stage": days_in_stage(loop.record, loop.today),
		"steps_complete": loop.complete,
		**{key: value for state in loop.steps.values() for key, value in _step(state, loop, t).items()},
		"missing_first": first,
		"missing_count": len(loop.missing),
		"next_actor": actor,
		"next_stage": t(loop.next_stage) if loop.next_stage else "",
		"gate_missing": gate_first,
		"gate_actor": gate_actor,
		"rectification_due": hazard.rectification_due,
		"days_overdue": loop.days_overdue,
		"hazard": hazard.name,
		"is_overdue": loop.days_overdue > 0,
		"is_pending": not hazard.register_no,
	}


def _step(state: steps.StepState, loop: LoopHazard, t: Translate) -> Row:
	key = f"step_{state.step}"
	return {
		key: t(state.status if state.required else NOT_REQUIRED),
		f"{key}_on": state.completed_on,
		f"{key}_days": days_in_step(state, loop.record, loop.today),
	}


def _told(loop: LoopHazard, lacking: Sequence[Deficiency], telling: Telling) -> tuple[str, str]:
	"""The first thing that is missing and whose turn it is, both in words; of what may not be told only that it is."""
	if not lacking:
		return "", ""
	first = lacking[0]
	if not telling.may_be_told(loop.record.hazard.name, first):
		return telling.translate(HIDDEN), ""
	return telling.sentence(first), actor_text(actor_for(first, loop.record), telling.translate)


def actor_text(actor: Actor, translate: Translate = identity) -> str:
	"""The role, and the name where it is known."""
	return f"{translate(actor.role)} · {actor.name}" if actor.name else translate(actor.role)


# --- summary ---------------------------------------------------------------------------------------------------------
def loop_cards(hazards: Sequence[LoopHazard]) -> list[Card]:
	"""How many hazards, how many with every step complete, how many stand where, how many overdue."""
	whole = sum(hazard.complete == hazard.required for hazard in hazards)
	overdue = sum(hazard.days_overdue > 0 for hazard in hazards)
	return [
		Card(N_("Hazards Listed"), len(hazards)),
		Card(N_("All Steps Complete"), whole, indicator="Green"),
		Card(N_("Share with All Steps Complete"), percent_text(percent_of(whole, len(hazards))), "Data"),
		Card(N_("Number Overdue"), overdue, indicator="Red" if overdue else "Green"),
	]


def loop_chart(hazards: Sequence[LoopHazard], translate: Translate = identity) -> dict | None:
	"""Chart data: each step with its hazards complete, in progress and not started."""
	if not hazards:
		return None
	counted = {
		status: [
			sum(h.steps[step].required and h.steps[step].status == status for h in hazards)
			for step in steps.STEPS
		]
		for status in (words.COMPLETE, words.IN_PROGRESS, words.NOT_STARTED)
	}
	return {
		"data": {
			"labels": [translate(steps.STEP_LABELS[step]) for step in steps.STEPS],
			"datasets": [{"name": translate(status), "values": values} for status, values in counted.items()],
		},
		"type": "bar",
		"height": CHART_HEIGHT,
		"colors": [GREEN, ORANGE, BLUE],
		"barOptions": {"stacked": 1},
	}
