"""Counties side by side: figures, rates, ranks, and what drives them. Standard library only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hazard_governance.domain.counted import Line
from hazard_governance.domain.deficiency import N_, Phrase
from hazard_governance.domain.list_columns import ListColumn
from hazard_governance.domain.list_totals import Card, bars, percent_text
from hazard_governance.domain.lists import Row, Translate, identity
from hazard_governance.domain.official_list import AS_OF, REPORTING_UNIT, SIGNATURES, OfficialList
from hazard_governance.domain.papers.words import day
from hazard_governance.domain.statistical_return import (
	PERIOD,
	SINCE,
	ReturnAsked,
	card_in,
	value_of,
)
from hazard_governance.domain.statistics import KEYS, Figures, figures, figures_by

TITLE = N_("County Comparison")
ALL_TOGETHER = N_("All Together")
NOTHING = N_("No county lies in your scope.")
SHOWN = 2  # groups named as drivers


def _int(fieldname: str, label: str, official: bool = True) -> ListColumn:
	return ListColumn(fieldname, label, "Int", 85, official=official)


def _text(fieldname: str, label: str, width: int = 95, official: bool = True) -> ListColumn:
	return ListColumn(fieldname, label, "Data", width, official=official)


COMPARISON_COLUMNS = (
	_int("idx", N_("Row No.")),
	ListColumn("county", N_("County or Zone"), "Data", 130),
	_int("major_enterprises", N_("Enterprises with Major Hazards")),
	_int("major_total", N_("Major Hazards")),
	_int("major_found_in_period", N_("Found in the Period")),
	_int("major_rectified", N_("Acceptance Passed")),
	_text("major_rate", N_("Rectified / Found")),
	_int("rank_rate", N_("Rank by Rectification Rate")),
	_int("major_declared", N_("Declared, Not Accepted")),
	_int("major_due", N_("Deadline Passed")),
	_int("major_on_time", N_("Rectified on Time")),
	_text("major_on_time_rate", N_("On Time / Deadline Passed")),
	_int("rank_on_time", N_("Rank by On-Time Rate")),
	_int("major_overdue", N_("Number Overdue")),
	_int("rank_overdue", N_("Rank by Overdue, Fewest First")),
	_int("oldest_overdue", N_("Longest Overdue (Days)")),
	_int("major_listed", N_("Listed for Supervision")),
	_text("delisting_rate", N_("Delisted / Listed")),
	_text("self_found_rate", N_("Found by Enterprises / Found")),
	_text("recurring_rate", N_("Recurring / Found")),
	_text("plan_rate", N_("Approved Plan / Open")),
	_text("five_fixes_rate", N_("All Five Fixes / Approved Plan")),
	_text("filing_rate", N_("Filed / Rectified")),
	_text("held_rate", N_("With Accountability / Found")),
	_int("persons", N_("Persons Held to Account")),
	_text("causes_eliminated_rate", N_("Eliminated / Root Causes")),
	_text("risk_lowered_rate", N_("Rated Lower / Rectified")),
	_text("drivers", N_("What Drives It"), 420),
)
# rank -> (figure or rate it goes by, whether more is better)
RANKS: Mapping[str, tuple[str, bool]] = {
	"rank_rate": ("major_rate", True),
	"rank_on_time": ("major_on_time_rate", True),
	"rank_overdue": ("major_overdue", False),
}


def ranks(values: Mapping[str, float | None], high_is_good: bool = True) -> dict[str, int | None]:
	"""1 for the best; equals share a rank and the next one is skipped (1, 2, 2, 4); without a value no rank."""
	known = [value for value in values.values() if value is not None]
	better = (lambda a, b: a > b) if high_is_good else (lambda a, b: a < b)
	return {
		name: None if value is None else 1 + sum(better(other, value) for other in known)
		for name, value in values.items()
	}


@dataclass(frozen=True)
class Compared:
	"""One county: its figures and its lines."""

	name: str
	figures: Figures
	lines: tuple[Line, ...]


def compared(lines: Iterable[Line], counties: Sequence[str]) -> list[Compared]:
	"""Every county of `counties`, also one without a hazard, in this order, then others that have any."""
	lines = list(lines)
	return [
		Compared(name, found, tuple(line for line in lines if line.hazard.county == name))
		for name, found in figures_by(lines, KEYS["county"], counties)
	]


def _ranked_by(county: Compared, name: str) -> float | None:
	"""The value a county is ranked by; a county without a major hazard is not ranked at all."""
	if not county.figures["major_total"]:
		return None
	return county.figures.rate(name) if name.endswith("_rate") else county.figures[name]


def comparison(
	lines: Sequence[Line], counties: Sequence[str], asked: ReturnAsked, translate: Translate = identity
) -> OfficialList:
	"""The comparison as it is shown, printed and written to a workbook."""
	rows_of = compared(lines, counties)
	as_of = lines[0].as_of if lines else asked.window.last
	whole = figures(lines)
	heading = (
		(translate(REPORTING_UNIT), asked.unit),
		(translate(PERIOD), asked.period.text),
		(translate(SINCE), day(asked.window.since, translate)),
		(translate(AS_OF), day(as_of, translate)),
	)
	return OfficialList(
		title=translate(TITLE),
		period=asked.period.text,
		heading=heading,
		columns=tuple(
			ListColumn(c.fieldname, translate(c.label), c.fieldtype, c.width, c.options, c.official)
			for c in COMPARISON_COLUMNS
		),
		rows=comparison_rows(rows_of, whole, lines, translate),
		nothing=translate(NOTHING),
		table_heading="",
		table=[],
		cards=[card_in(card, translate) for card in _cards(rows_of, whole)],
		chart=_chart(rows_of, translate),
		signatures=tuple(translate(text) for text in SIGNATURES),
	)


def comparison_rows(
	rows_of: Sequence[Compared], whole: Figures, lines: Sequence[Line], translate: Translate = identity
) -> list[Row]:
	"""Numbered rows with ranks, and one for all together, which has none."""
	if not rows_of:
		return []
	placed = {
		rank: ranks({county.name: _ranked_by(county, name) for county in rows_of}, high_is_good)
		for rank, (name, high_is_good) in RANKS.items()
	}
	rows = [
		{
			"idx": number,
			"county": county.name,
			**_values(county.figures, county.lines, translate),
			**{rank: places[county.name] for rank, places in placed.items()},
		}
		for number, county in enumerate(rows_of, start=1)
	]
	total = {"idx": None, "county": translate(ALL_TOGETHER), **_values(whole, lines, translate)}
	return [*rows, {**total, **dict.fromkeys(RANKS), "is_total": True}]


def _values(found: Figures, lines: Sequence[Line], t: Translate) -> Row:
	plain = [
		column.fieldname
		for column in COMPARISON_COLUMNS
		if column.fieldname not in ("idx", "county", "oldest_overdue", "drivers", *RANKS)
	]
	return {
		**{name: value_of(found, name) for name in plain},
		"oldest_overdue": oldest_overdue(lines),
		"drivers": "; ".join(t(p.message).format(*(_word(a, t) for a in p.args)) for p in drivers(lines)),
	}


def _word(value: object, t: Translate) -> object:
	return value.say(t) if isinstance(value, Shares) else value


def oldest_overdue(lines: Iterable[Line]) -> int | None:
	"""Days since the earliest deadline that was missed and is missed still; None when nothing is overdue."""
	days = [
		(line.as_of - line.hazard.rectification_due).days for line in lines if line.major and line.overdue
	]
	return max(days, default=None)


@dataclass(frozen=True)
class Shares:
	"""The largest groups with their numbers: ("煤矿", 3), ... translated: whether their names are words of ours."""

	groups: tuple[tuple[str, int], ...]
	translated: bool = False

	def say(self, t: Translate) -> str:
		"""The groups in words."""
		return ", ".join(f"{t(name) if self.translated else name} {number}" for name, number in self.groups)


def drivers(lines: Iterable[Line]) -> list[Phrase]:
	"""Where what is overdue lies: industries, stages, an enterprise with half of it; and what else weighs on the figures."""
	majors = [line for line in lines if line.major]
	late = [line for line in majors if line.overdue]
	found = []
	if late:
		by_industry = _largest(late, lambda line: line.hazard.industry)
		by_stage = _largest(late, lambda line: line.at.stage, translated=True)
		found.append(Phrase(N_("Overdue {0}: {1} (at {2})"), (len(late), by_industry, by_stage)))
		name, number = _largest(late, lambda line: line.hazard.enterprise).groups[0]
		if 2 * number >= len(late) and number > 1:
			found.append(Phrase(N_("{0} of them at {1}"), (number, name)))
	found += _weights(majors)
	return found


def _weights(majors: Sequence[Line]) -> list[Phrase]:
	counted = (
		(N_("{0} without a deadline"), sum(not line.rectified and not _due(line) for line in majors)),
		(
			N_("{0} open without an approved plan"),
			sum(not line.rectified and not line.planned for line in majors),
		),
		(N_("{0} wait for acceptance"), sum(line.declared for line in majors)),
	)
	return [Phrase(message, (number,)) for message, number in counted if number]


def _due(line: Line) -> date | None:
	return line.hazard.rectification_due


def _largest(lines: Iterable[Line], key: Callable[[Line], str], translated: bool = False) -> Shares:
	counted = Counter(key(line) or "-" for line in lines)
	largest = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
	return Shares(tuple(largest), translated)


def _cards(rows_of: Sequence[Compared], whole: Figures) -> list[Card]:
	nil = sum(not county.figures["hazards"] for county in rows_of)
	return [
		Card(N_("Counties and Zones"), len(rows_of)),
		Card(N_("Without a Hazard"), nil),
		Card(N_("Major Hazards"), whole["major_total"]),
		Card(N_("Rectification Rate"), percent_text(whole.rate("major_rate")), "Data"),
		Card(N_("On-Time Rectification Rate"), percent_text(whole.rate("major_on_time_rate")), "Data"),
		Card(
			N_("Number Overdue"),
			whole["major_overdue"],
			indicator="Red" if whole["major_overdue"] else "Green",
		),
	]


RATE_LABELS = {
	"major_rate": N_("Rectification Rate (%)"),
	"major_on_time_rate": N_("On-Time Rectification Rate (%)"),
}


def _chart(rows_of: Sequence[Compared], t: Translate) -> dict | None:
	shown = [county for county in rows_of if county.figures["major_total"]]
	if not shown:
		return None
	series = {
		label: [county.figures.rate(name) or 0 for county in shown] for name, label in RATE_LABELS.items()
	}
	chart = bars([county.name for county in shown], series, t)
	return {**chart, "barOptions": {"stacked": 0}}
