"""What every hazard of a ledger lacks: in the register, at the gates behind it, and at the one before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hazard_governance.domain import stages, steps
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.classification import is_major
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import HazardRecord
from hazard_governance.ledger.reader import Ledger
from hazard_governance.ledger.words import label, to_chinese, zh

IN_REGISTER = N_("Register incomplete")
BEHIND = N_("Missing at a stage it has passed")
AHEAD = N_("Missing for the next stage")
EMPTY_COLUMN = N_("The column is empty. Fill it in.")
# a general hazard is removed at once; the form asks these of major ones
MAJOR_ONLY = ("主要原因", "应急预案", "报告日期", "判定依据")


@dataclass(frozen=True)
class Gap:
	"""One thing a hazard lacks, in Chinese. kind: IN_REGISTER, BEHIND or AHEAD; stage: the gate that asks for it."""

	hazard: str
	kind: str
	stage: str
	where: str
	text: str
	article: str


@dataclass(frozen=True)
class Checked:
	"""One hazard with its gaps and its five steps (step label -> state, in Chinese)."""

	record: HazardRecord
	gaps: tuple[Gap, ...]
	steps: dict[str, str]

	@property
	def is_sound(self) -> bool:
		"""Nothing is missing in the register or at a stage it has passed."""
		return all(gap.kind == AHEAD for gap in self.gaps)


def check_ledgers(ledgers: Iterable[Ledger], today: date) -> list[Checked]:
	"""Every hazard of the ledgers, in their order."""
	return [
		check_record(record, ledger.empty.get(record.hazard.name, []), today)
		for ledger in ledgers
		for record in ledger.records
	]


def check_record(record: HazardRecord, empty: list[str], today: date) -> Checked:
	"""One hazard. empty: required columns of the register that were left empty."""
	hazard, gaps = record.hazard, []
	for header in empty if hazard.stage != v.WITHDRAWN else ():
		if is_major(record) or header not in MAJOR_ONLY:
			gaps.append(Gap(hazard.name, IN_REGISTER, "", header, zh(EMPTY_COLUMN), ""))
	seen: set[Deficiency] = set()
	for stage in stages.stages_between(v.REGISTERED, hazard.stage):
		gaps += _gaps(record, stage, BEHIND, today, seen)
	following = _next_stage(record)
	if following:
		gaps += _gaps(record, following, AHEAD, today, seen)
	states = {
		zh(steps.STEP_LABELS[name]): zh(state.status)
		if state.required or state.status != v.NOT_STARTED
		else "—"
		for name, state in steps.five_steps(record, today).items()
	}
	return Checked(record, tuple(gaps), states)


def _next_stage(record: HazardRecord) -> str:
	stage = record.hazard.stage
	if stage not in stages.PATH or stage == stages.final_stage(record):
		return ""
	place = stages.PATH.index(stage)
	return stages.PATH[place + 1] if place + 1 < len(stages.PATH) else ""


def _gaps(record: HazardRecord, stage: str, kind: str, today: date, seen: set[Deficiency]) -> list[Gap]:
	found = []
	for lacking in stages.gate(stage, record, today):
		if lacking not in seen:
			seen.add(lacking)
			found.append(_gap(record, lacking, stage, kind))
	return found


def _gap(record: HazardRecord, lacking: Deficiency, stage: str, kind: str) -> Gap:
	where = f"{zh(lacking.doctype)} · {label(lacking.doctype, lacking.fieldname)}"
	return Gap(
		record.hazard.name,
		kind,
		to_chinese("Hazard", "stage", stage),
		where,
		zh(lacking.message).format(*(_argument(value) for value in lacking.args)),
		zh(lacking.article),
	)


def _argument(value: object) -> object:
	return zh(value) if isinstance(value, str) else value
