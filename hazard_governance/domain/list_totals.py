"""Totals, rates, summary cards and chart of the two official lists.

Rates are kept apart, as the safety committee offices publish them: the rectification rate is what was rectified among
all that was found, deadlines still running included; the on-time rate is what was rectified in time among those whose
deadline has passed. Enterprises (家) and hazards (项) are counted apart and never mixed. A withdrawn or reclassified
hazard counts in neither. A rate without a denominator is None, shown as "-", not 0 % and not 100 %.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.clocks import is_overdue
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.lists import ListedHazard, Translate, hazard_overdue, identity
from hazard_governance.domain.supervision_list import NO_CASE, ListedCase, case_overdue, decision_overdue

NO_RATE = "-"
TOTAL = N_("Total of All")
RECTIFIED = N_("Rectified")
NOT_RECTIFIED = N_("Not Yet Rectified")
NO_AUTHORITY = N_("No Authority Named")
CHART_HEIGHT = 180
BLUE, GREEN, ORANGE = "#318ad8", "#48bb74", "#f6ad55"
NUMBER_OF_HAZARDS = N_("Number of Hazards")
NUMBER_OF_CASES = N_("Number of Cases")
EXTENSIONS_UNDECIDED = N_("Extension Decisions Overdue")
REPORTS_OVERDUE = N_("Progress Reports Overdue")


@dataclass(frozen=True)
class Totals:
	"""Numbers of a set of hazards on `today`.

	hazards: found (major ones that count). enterprises: different enterprises among them. dropped: withdrawn or
	reclassified. recurring: 是否重复出现 is answered with yes. due: the deadline has passed. on_time: rectified on or before the deadline, among the due ones.
	not_due: the deadline has not passed, or none was set. overdue: due and not rectified.
	"""

	hazards: int = 0
	enterprises: int = 0
	dropped: int = 0
	pending: int = 0
	rectified: int = 0
	due: int = 0
	on_time: int = 0
	not_due: int = 0
	overdue: int = 0
	listed: int = 0
	recurring: int = 0
	filed: int = 0
	persons: int = 0
	by_stage: dict[str, int] = field(default_factory=dict)

	@property
	def rate(self) -> float | None:
		"""整改率 in percent: rectified / found."""
		return percent(self.rectified, self.hazards)

	@property
	def on_time_rate(self) -> float | None:
		"""按期整改率 in percent: rectified in time / deadline passed."""
		return percent(self.on_time, self.due)

	@property
	def recurring_rate(self) -> float | None:
		"""重复隐患率 in percent: answered as recurring / found."""
		return percent(self.recurring, self.hazards)


@dataclass(frozen=True)
class Card:
	"""One number of the summary: English label, value, its kind (Int or Data) and colour."""

	label: str
	value: int | str
	datatype: str = "Int"
	indicator: str = "Blue"


@dataclass(frozen=True)
class SupervisionTotals:
	"""Numbers of a supervision list on `today`: cases and the hazards they are about, counted apart.

	undecided: the authority let its term to decide on an extension pass. late_reporting: a progress report is overdue.
	"""

	cases: int = 0
	hazards: int = 0
	enterprises: int = 0
	delisted: int = 0
	overdue: int = 0
	no_case: int = 0
	extended: int = 0
	urged: int = 0
	undecided: int = 0
	late_reporting: int = 0
	by_status: dict[str, int] = field(default_factory=dict)

	@property
	def rate(self) -> float | None:
		"""Delisted / all cases, in percent."""
		return percent(self.delisted, self.cases)


def percent(part: int, whole: int) -> float | None:
	"""part / whole in percent with one decimal, None when whole is 0."""
	return round(100 * part / whole, 1) if whole else None


def percent_text(rate: float | None) -> str:
	"""'98.4%', or '-' where there is nothing to take a rate of."""
	return NO_RATE if rate is None else f"{rate:.1f}%"


def totals(hazards: Iterable[ListedHazard], today: date) -> Totals:
	"""The numbers of `hazards` on `today`; definitions: see Totals."""
	hazards = list(hazards)
	found = [h for h in hazards if h.counts]
	due = [h for h in found if is_overdue(h.rectification_due, today)]
	return Totals(
		hazards=len(found),
		enterprises=len({h.enterprise for h in found}),
		dropped=len(hazards) - len(found),
		pending=sum(not h.register_no for h in found),
		rectified=sum(h.rectified for h in found),
		due=len(due),
		on_time=sum(_in_time(h) for h in due),
		not_due=len(found) - len(due),
		overdue=sum(hazard_overdue(h, today) == words.YES for h in found),
		listed=sum(h.listed for h in found),
		recurring=sum(h.recurring == words.YES for h in found),
		filed=sum(h.stage == words.FILED for h in found),
		persons=sum(h.persons_direct + h.persons_managerial + h.persons_leadership for h in found),
		by_stage=_count((h.stage for h in hazards), words.STAGES),
	)


def _in_time(hazard: ListedHazard) -> bool:
	return (
		hazard.rectified_on is not None
		and hazard.rectification_due is not None
		and hazard.rectified_on <= hazard.rectification_due
	)


def totals_by(
	hazards: Iterable[ListedHazard], key: Callable[[ListedHazard], str], today: date
) -> list[tuple[str, Totals]]:
	"""Totals of each group, in the order in which the groups first appear (so list order stays)."""
	groups: dict[str, list[ListedHazard]] = {}
	for hazard in hazards:
		groups.setdefault(key(hazard), []).append(hazard)
	return [(name, totals(group, today)) for name, group in groups.items()]


def supervision_totals(cases: Iterable[ListedCase], today: date) -> SupervisionTotals:
	"""The numbers of a supervision list on `today`; lines without a case count as no_case and as hazards."""
	lines = list(cases)
	real = [case for case in lines if case.supervised]
	return SupervisionTotals(
		cases=len(real),
		hazards=len({line.hazard for line in lines}),
		enterprises=len({line.enterprise for line in lines}),
		delisted=sum(case.status == words.DELISTED for case in real),
		overdue=sum(case_overdue(line, today) == words.YES for line in lines),
		no_case=sum(line.status == NO_CASE for line in lines),
		extended=sum(case.extension_decision == words.GRANTED for case in real),
		urged=sum(bool(case.urgings) for case in real),
		undecided=sum(decision_overdue(case, today) for case in real),
		late_reporting=sum(is_overdue(case.progress_due, today) for case in real),
		by_status=_count((line.status for line in lines), ()),
	)


def _count(values: Iterable[str], order: Sequence[str]) -> dict[str, int]:
	counted: dict[str, int] = {name: 0 for name in order}
	for value in values:
		counted[value] = counted.get(value, 0) + 1
	return {name: n for name, n in counted.items() if n}


def monthly_cards(t: Totals) -> list[Card]:
	"""Summary of the monthly list: hazards (项) and enterprises (家) first, the two rates side by side."""
	return [
		Card(N_("Major Hazards"), t.hazards),
		Card(N_("Enterprises Concerned"), t.enterprises),
		Card(N_("Pending Verification"), t.pending, indicator="Orange" if t.pending else "Green"),
		Card(N_("Rectified"), t.rectified, indicator="Green"),
		Card(N_("Rectification Rate"), percent_text(t.rate), "Data"),
		Card(N_("On-Time Rectification Rate"), percent_text(t.on_time_rate), "Data"),
		Card(N_("Number Overdue"), t.overdue, indicator="Red" if t.overdue else "Green"),
		Card(N_("Listed for Supervision"), t.listed),
		Card(N_("Recurring Hazards"), t.recurring, indicator="Orange" if t.recurring else "Green"),
		Card(N_("Recurring Rate"), percent_text(t.recurring_rate), "Data"),
	]


def supervision_cards(t: SupervisionTotals) -> list[Card]:
	"""Summary of the supervision list."""
	return [
		Card(N_("Supervision Cases"), t.cases),
		Card(N_("Hazards Concerned"), t.hazards),
		Card(N_("Enterprises Concerned"), t.enterprises),
		Card(NO_CASE, t.no_case, indicator="Red" if t.no_case else "Green"),
		Card(N_("Overdue Cases"), t.overdue, indicator="Red" if t.overdue else "Green"),
		Card(EXTENSIONS_UNDECIDED, t.undecided, indicator="Red" if t.undecided else "Green"),
		Card(REPORTS_OVERDUE, t.late_reporting, indicator="Red" if t.late_reporting else "Green"),
		Card(N_("Cases Delisted"), t.delisted, indicator="Green"),
		Card(N_("Delisting Rate"), percent_text(t.rate), "Data"),
	]


# Heading and value of the totals table under the monthly list, after the name of the group.
TOTAL_COLUMNS: tuple[tuple[str, Callable[[Totals], int | str]], ...] = (
	(N_("Number of Enterprises"), lambda t: t.enterprises),
	(NUMBER_OF_HAZARDS, lambda t: t.hazards),
	(N_("Pending Verification"), lambda t: t.pending),
	(RECTIFIED, lambda t: t.rectified),
	(N_("Rectification Rate"), lambda t: percent_text(t.rate)),
	(N_("Deadline Passed"), lambda t: t.due),
	(N_("Rectified on Time"), lambda t: t.on_time),
	(N_("On-Time Rectification Rate"), lambda t: percent_text(t.on_time_rate)),
	(N_("Deadline Not Passed"), lambda t: t.not_due),
	(N_("Number Overdue"), lambda t: t.overdue),
	(N_("Listed for Supervision"), lambda t: t.listed),
	(N_("Recurring Hazards"), lambda t: t.recurring),
	(N_("Recurring Rate"), lambda t: percent_text(t.recurring_rate)),
	(N_("Filed Hazards"), lambda t: t.filed),
	(N_("Withdrawn or Reclassified"), lambda t: t.dropped),
)


def totals_table(
	hazards: Sequence[ListedHazard], today: date, translate: Translate = identity
) -> list[list[int | str]]:
	"""Heading, one line a county, and the total of all; the total counts an enterprise once."""
	groups = [*totals_by(hazards, lambda h: h.county, today), (translate(TOTAL), totals(hazards, today))]
	heading = [translate(N_("County or Zone")), *(translate(name) for name, _ in TOTAL_COLUMNS)]
	return [heading, *([name, *(value(t) for _, value in TOTAL_COLUMNS)] for name, t in groups)]


def supervision_table(
	cases: Sequence[ListedCase], today: date, translate: Translate = identity
) -> list[list[int | str]]:
	"""Heading, one line an authority (those that should supervise included), and the total."""
	groups: dict[str, list[ListedCase]] = {}
	for case in cases:
		groups.setdefault(case.authority or translate(NO_AUTHORITY), []).append(case)
	heading = (
		N_("Supervising Authority"),
		N_("Supervision Cases"),
		N_("Number of Hazards"),
		N_("Number of Enterprises"),
		NO_CASE,
		N_("Overdue Cases"),
		EXTENSIONS_UNDECIDED,
		REPORTS_OVERDUE,
		N_("Cases Delisted"),
		N_("Delisting Rate"),
	)
	lines = [(name, supervision_totals(group, today)) for name, group in sorted(groups.items())]
	lines.append((translate(TOTAL), supervision_totals(cases, today)))
	return [
		[translate(name) for name in heading],
		*(
			[
				name,
				t.cases,
				t.hazards,
				t.enterprises,
				t.no_case,
				t.overdue,
				t.undecided,
				t.late_reporting,
				t.delisted,
				percent_text(t.rate),
			]
			for name, t in lines
		),
	]


def monthly_chart(
	hazards: Sequence[ListedHazard], today: date, translate: Translate = identity
) -> dict | None:
	"""Chart data: for several counties rectified and open hazards of each, for one the hazards by stage."""
	groups = totals_by((h for h in hazards if h.counts), lambda h: h.county, today)
	if not groups:
		return None
	if len(groups) == 1:
		counted = groups[0][1].by_stage
		return bars(
			[translate(stage) for stage in counted], {NUMBER_OF_HAZARDS: list(counted.values())}, translate
		)
	values = {
		RECTIFIED: [t.rectified for _, t in groups],
		NOT_RECTIFIED: [t.hazards - t.rectified for _, t in groups],
	}
	return bars([name for name, _ in groups], values, translate)


def supervision_chart(
	cases: Sequence[ListedCase], today: date, translate: Translate = identity
) -> dict | None:
	"""Chart data: lines of the supervision list by status."""
	counted = supervision_totals(cases, today).by_status
	if not counted:
		return None
	return bars(
		[translate(status) for status in counted], {NUMBER_OF_CASES: list(counted.values())}, translate
	)


def bars(labels: list[str], series: dict[str, list[float]], translate: Translate) -> dict:
	"""Chart data of stacked bars; series: English label -> values."""
	datasets = [{"name": translate(name), "values": values} for name, values in series.items()]
	return {
		"data": {"labels": labels, "datasets": datasets},
		"type": "bar",
		"height": CHART_HEIGHT,
		"colors": [GREEN, ORANGE] if len(datasets) > 1 else [BLUE],
		"barOptions": {"stacked": 1},
	}
