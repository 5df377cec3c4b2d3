"""How far the governance of a hazard is: the five steps, computed from the record and never typed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from hazard_governance.domain.acceptance import latest
from hazard_governance.domain.accountability import check_accountability
from hazard_governance.domain.articles import NOTICE_RECTIFICATION
from hazard_governance.domain.causes import check_analysis
from hazard_governance.domain.classification import is_major
from hazard_governance.domain.deficiency import N_, Deficiency, unique
from hazard_governance.domain.description import check_description, has_begun
from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.gates import into_accepted, into_pending_acceptance
from hazard_governance.domain.measures import has_first_measure
from hazard_governance.domain.source_governance import check_source_governance
from hazard_governance.domain.vocabulary import (
	APPROVED,
	COMPLETE,
	ENTERPRISE_EVALUATION,
	IN_PROGRESS,
	NOT_STARTED,
)

DESCRIPTION = "description"
CAUSE_ANALYSIS = "cause_analysis"
ACCOUNTABILITY = "accountability"
IMMEDIATE_RECTIFICATION = "immediate_rectification"
SOURCE_GOVERNANCE = "source_governance"
STEPS = (DESCRIPTION, CAUSE_ANALYSIS, ACCOUNTABILITY, IMMEDIATE_RECTIFICATION, SOURCE_GOVERNANCE)

# the names a person reads
STEP_LABELS = {
	DESCRIPTION: N_("Hazard Description"),
	CAUSE_ANALYSIS: N_("Cause Analysis"),
	ACCOUNTABILITY: N_("Accountability"),
	IMMEDIATE_RECTIFICATION: N_("Immediate Rectification"),
	SOURCE_GOVERNANCE: N_("Source Governance"),
}


@dataclass(frozen=True)
class StepState:
	"""One step. required: False for what a general hazard does not need; such a step lacks nothing.

	completed_on: the day it became complete, None unless status is Complete.
	"""

	step: str
	status: str
	completed_on: date | None = None
	missing: tuple[Deficiency, ...] = ()
	required: bool = True


def five_steps(record: HazardRecord, today: date) -> dict[str, StepState]:
	"""State of every step, in their order."""
	return {step: step_state(step, record, today) for step in STEPS}


def step_state(step: str, record: HazardRecord, today: date) -> StepState:
	"""State of one step: complete when nothing is missing, in progress when anything has been recorded for it."""
	rule = RULES[step]
	begun = rule.begun(record)
	if not rule.required(record) and not begun:
		return StepState(step, NOT_STARTED, required=False)
	lacking = tuple(unique(rule.check(record, today)))
	if not lacking:
		return StepState(step, COMPLETE, _completed_on(step, record, today), required=rule.required(record))
	status = IN_PROGRESS if begun else NOT_STARTED
	if not rule.required(record):
		return StepState(step, status, required=False)
	return StepState(step, status, None, lacking)


def _completed_on(step: str, record: HazardRecord, today: date) -> date:
	"""The documents' own day where they have one; else the day stored when it was first seen complete; else today."""
	return RULES[step].completed_on(record) or getattr(record.hazard, f"step_{step}_on") or today


def needs_full_governance(record: HazardRecord) -> bool:
	"""A major hazard goes through all five steps; a general one only if the settings ask for it."""
	return is_major(record) or record.settings.general_needs_analysis


def _always(record: HazardRecord) -> bool:
	return True


def _check_analysis(record: HazardRecord, today: date) -> list[Deficiency]:
	found = check_analysis(record.analysis, record)
	if record.analysis is not None and record.analysis.status != APPROVED:
		message = N_("The cause analysis is not approved. The principal person in charge has to approve it.")
		found = [*found, Deficiency("Root Cause Analysis", "status", message, (), NOTICE_RECTIFICATION)]
	return found


def _check_rectification(record: HazardRecord, today: date) -> list[Deficiency]:
	return [*into_pending_acceptance(record, today), *into_accepted(record, today)]


def _evaluated_on(record: HazardRecord) -> date | None:
	evaluation = latest(record, ENTERPRISE_EVALUATION)
	return evaluation.accepted_on if evaluation else None


def _executed_on(record: HazardRecord) -> date | None:
	days = [row.executed_on for action in record.actions for row in action.measures if row.executed_on]
	return max(days, default=None)


def _day(moment: datetime | None) -> date | None:
	return moment.date() if moment else None


@dataclass(frozen=True)
class _Rule:
	check: Callable[[HazardRecord, date], list[Deficiency]]
	begun: Callable[[HazardRecord], bool]
	required: Callable[[HazardRecord], bool]
	completed_on: Callable[[HazardRecord], date | None]


RULES: dict[str, _Rule] = {
	DESCRIPTION: _Rule(
		lambda record, today: check_description(record),
		lambda record: has_begun(record.hazard),
		_always,
		lambda record: None,
	),
	CAUSE_ANALYSIS: _Rule(
		_check_analysis,
		lambda record: record.analysis is not None,
		needs_full_governance,
		lambda record: _day(record.analysis.decided_at),
	),
	ACCOUNTABILITY: _Rule(
		lambda record, today: check_accountability(record),
		lambda record: bool(record.actions or record.hazard.general_accountability),
		_always,
		_executed_on,
	),
	IMMEDIATE_RECTIFICATION: _Rule(_check_rectification, has_first_measure, _always, _evaluated_on),
	SOURCE_GOVERNANCE: _Rule(
		check_source_governance,
		lambda record: record.source_governance is not None or record.report is not None,
		needs_full_governance,
		lambda record: _day(record.report.decided_at) if record.report else None,
	),
}
