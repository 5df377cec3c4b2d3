"""One hazard as the statistics count it, and where it stood at the end of a day.

Returns of past months must not change when a hazard moves on, so nothing here reads how a hazard stands today: its
stage comes from the stage log, its class from the verifications, everything else from the day it happened. Values in,
values out; standard library only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.cause_statistics import is_eliminated
from hazard_governance.domain.clocks import is_overdue
from hazard_governance.domain.lists import RECTIFIED_STAGES, known_values

PROVINCE, NATION = "Province", "National"
LEVELS = (NATION, PROVINCE, words.CITY, words.COUNTY)
PROVINCIAL = (NATION, PROVINCE)


@dataclass(frozen=True)
class Supervised:
	"""One supervision case in force or ended: kind, level, since when, until when (None: it runs)."""

	kind: str
	level: str = ""
	issued_on: date | None = None
	delisted_on: date | None = None


@dataclass(frozen=True)
class Span:
	"""From the first day on, up to the day before last, on which production runs again; None as last: it stands still."""

	first: date | None
	last: date | None = None

	def holds(self, day: date) -> bool:
		"""Whether `day` lies in it."""
		return self.first is not None and self.first <= day and (self.last is None or day < self.last)


@dataclass(frozen=True)
class Held:
	"""One person held to account for one hazard: class of responsibility, the day it was decided, referrals made."""

	responsibility_class: str
	decided_on: date | None = None
	to_discipline: int = 0
	to_justice: int = 0


@dataclass(frozen=True)
class Penalty:
	"""One administrative penalty: the day of the decision, amount in 万元. It is no accountability measure."""

	decided_on: date | None = None
	amount: float = 0.0


@dataclass(frozen=True)
class DatedCause:
	"""One cause of an analysis: direct or root, what was failing, and what is done against it.

	items: of the source governance, those that run on left out; items_accepted: of these, with the plan accepted on
	source_accepted_on. works: measures of the plan; works_done: of these, accepted together with the rectification.
	"""

	level: str = ""
	failing: str = ""
	items: int = 0
	items_accepted: int = 0
	source_accepted_on: date | None = None
	works: int = 0
	works_done: int = 0


@dataclass(frozen=True)
class CountedHazard:
	"""Field names are those of Hazard where it has such a field.

	stage_changes: (day, stage entered), oldest first. class_changes: (day, class before), oldest first. plan_approved_on,
	source_approved_on, analysed_on: the approval of what stands now. five_fixes: each measure of the plan has all five
	(五落实). plan_funds and source_funds: 万元. risk_lowered_on: the day the risk was rated lower than before.
	"""

	name: str = ""
	register_no: str = ""
	hazard_title: str = ""
	enterprise: str = ""
	county: str = ""
	county_code: str = ""
	city: str = ""
	industry: str = ""
	source: str = ""
	classification: str = ""
	recurring: str = ""
	stage: str = words.REGISTERED
	registered_on: date | None = None
	rectification_due: date | None = None
	accepted_on: date | None = None
	closed_out_on: date | None = None
	filed_on: date | None = None
	withdrawn_on: date | None = None
	stage_changes: tuple[tuple[date, str], ...] = ()
	class_changes: tuple[tuple[date, str], ...] = ()
	cases: tuple[Supervised, ...] = ()
	suspensions: tuple[Span, ...] = ()
	plan_approved_on: date | None = None
	five_fixes: bool = False
	plan_funds: float = 0.0
	source_funds: float = 0.0
	source_approved_on: date | None = None
	analysed_on: date | None = None
	causes: tuple[DatedCause, ...] = ()
	risk_lowered_on: date | None = None
	held: tuple[Held, ...] = ()
	penalties: tuple[Penalty, ...] = ()

	@classmethod
	def from_mapping(cls, values: Mapping[str, object]) -> CountedHazard:
		"""Takes the known keys of `values`; None becomes the default of the field, a datetime its day."""
		return cls(**known_values(cls, values))

	def history(self) -> tuple[tuple[date, str], ...]:
		"""The changes of stage; of a hazard without a log (one taken over from elsewhere), what its dates tell."""
		if self.stage_changes:
			return self.stage_changes
		dated = (
			(self.accepted_on, words.ACCEPTED),
			(self.closed_out_on, words.CLOSED_OUT),
			(self.filed_on, words.FILED),
			(self.withdrawn_on, words.WITHDRAWN),
		)
		told = [(day, stage) for day, stage in dated if day]
		undated = self.registered_on and self.stage not in {stage for _, stage in told}
		return ((self.registered_on, self.stage), *told) if undated else tuple(told)


@dataclass(frozen=True)
class Standing:
	"""Where a hazard stood at the end of a day. rectified_on: the day its acceptance was passed, None while it is not
	(also when an earlier acceptance was taken back)."""

	stage: str
	classification: str
	rectified_on: date | None = None

	@property
	def withdrawn(self) -> bool:
		"""Found not true, or a duplicate."""
		return self.stage == words.WITHDRAWN


def standing(hazard: CountedHazard, day: date) -> Standing:
	"""Where `hazard` stood at the end of `day`."""
	stage, rectified_on = words.REGISTERED, None
	for changed_on, entered in hazard.history():
		if changed_on > day:
			break
		if entered not in RECTIFIED_STAGES:
			rectified_on = None
		elif rectified_on is None:
			rectified_on = changed_on
		stage = entered
	later = (before for changed_on, before in hazard.class_changes if changed_on > day)
	return Standing(stage, next(later, hazard.classification), rectified_on)


@dataclass(frozen=True)
class Window:
	"""What a return covers: first..last (both inclusive) of the period, since: the first day that is cumulated."""

	first: date
	last: date
	since: date


@dataclass(frozen=True)
class Line:
	"""A hazard within a window. as_of: the day deadlines are looked at, the window's last day or today before that."""

	hazard: CountedHazard
	at: Standing
	window: Window
	as_of: date

	@property
	def major(self) -> bool:
		return self.at.classification == words.MAJOR

	@property
	def general(self) -> bool:
		return self.at.classification == words.GENERAL

	@property
	def carried(self) -> bool:
		"""Registered before the cumulated time and still open then, or opened again since."""
		return self.hazard.registered_on < self.window.since

	@property
	def rectified(self) -> bool:
		"""Its acceptance was passed; the enterprise's own word is not enough."""
		return self.at.rectified_on is not None

	@property
	def declared(self) -> bool:
		"""The enterprise declares it rectified and asks for acceptance; nobody has passed it."""
		return self.at.stage == words.PENDING_ACCEPTANCE

	@property
	def found_in_period(self) -> bool:
		return self.window.first <= self.hazard.registered_on <= self.window.last

	@property
	def rectified_in_period(self) -> bool:
		return self.rectified and self.at.rectified_on >= self.window.first

	@property
	def due(self) -> bool:
		"""Its deadline has passed; the day of the deadline itself is in time."""
		return is_overdue(self.hazard.rectification_due, self.as_of)

	@property
	def on_time(self) -> bool:
		"""Its deadline has passed, and it was rectified on that day or before."""
		return self.due and self.rectified and self.at.rectified_on <= self.hazard.rectification_due

	@property
	def overdue(self) -> bool:
		"""Its deadline has passed and it is not rectified."""
		return self.due and not self.rectified

	def happened(self, day: date | None) -> bool:
		"""Whether something dated `day` had happened by the end of the window."""
		return day is not None and day <= self.window.last

	@property
	def level(self) -> str:
		"""Highest level of listed supervision it has been under, else Departmental, else ""."""
		cases = [case for case in self.hazard.cases if self.happened(case.issued_on)]
		listed = {case.level for case in cases if case.kind == words.LISTED}
		if listed:
			return next((level for level in LEVELS if level in listed), "")
		return words.DEPARTMENTAL if cases else ""

	@property
	def listed(self) -> bool:
		return any(case.kind == words.LISTED and self.happened(case.issued_on) for case in self.hazard.cases)

	@property
	def delisted(self) -> bool:
		"""Every listing of it has ended."""
		cases = [c for c in self.hazard.cases if c.kind == words.LISTED and self.happened(c.issued_on)]
		return bool(cases) and all(self.happened(case.delisted_on) for case in cases)

	@property
	def suspended(self) -> bool:
		"""Production stands still for it at the end of the window."""
		return any(span.holds(self.window.last) for span in self.hazard.suspensions)

	@property
	def planned(self) -> bool:
		return self.happened(self.hazard.plan_approved_on)

	@property
	def causes(self) -> tuple[DatedCause, ...]:
		"""Causes of the approved analysis."""
		return self.hazard.causes if self.happened(self.hazard.analysed_on) else ()

	@property
	def root_causes(self) -> tuple[DatedCause, ...]:
		return tuple(cause for cause in self.causes if cause.level == words.ROOT)

	def eliminated(self, cause: DatedCause) -> bool:
		"""Whether a cause was eliminated by the end of the window: everything against it done and accepted."""
		accepted = cause.items_accepted if self.happened(cause.source_accepted_on) else 0
		accepted += cause.works_done if self.rectified else 0
		return is_eliminated(cause.items + cause.works, accepted)

	@property
	def funds(self) -> float:
		"""万元 of the approved plan and of the approved source governance."""
		source = self.hazard.source_funds if self.happened(self.hazard.source_approved_on) else 0.0
		return source + (self.hazard.plan_funds if self.planned else 0.0)

	@property
	def held(self) -> tuple[Held, ...]:
		return tuple(held for held in self.hazard.held if self.happened(held.decided_on))

	@property
	def penalties(self) -> tuple[Penalty, ...]:
		return tuple(penalty for penalty in self.hazard.penalties if self.happened(penalty.decided_on))


def lines_of(hazards, window: Window, today: date) -> list[Line]:
	"""The hazards that count in a window: registered by its end, not withdrawn by then, and not over before it began.

	Over before it began is what was rectified before `since` and never opened again; all else that was open at `since`
	is carried over, so that no open hazard ever leaves the figures.
	"""
	lines = []
	for hazard in hazards:
		if hazard.registered_on is None or hazard.registered_on > window.last:
			continue
		at = standing(hazard, window.last)
		over = at.rectified_on is not None and at.rectified_on < window.since
		if at.withdrawn or (over and hazard.registered_on < window.since):
			continue
		lines.append(Line(hazard, at, window, min(window.last, today)))
	return lines


def risk_lowered_on(before: str, after: str, rerated_on: date | None) -> date | None:
	"""The day a risk was rated lower than before (the third of the notice's goals); None where it was not."""
	if before not in words.RISK_LEVELS or after not in words.RISK_LEVELS:
		return None
	levels = words.RISK_LEVELS
	return rerated_on if levels.index(after) > levels.index(before) else None
