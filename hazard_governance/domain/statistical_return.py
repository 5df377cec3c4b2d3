"""The statistical return: cumulated through a month and of the month, by industry or another key; by quarter and by year
it is the statistical analysis form of order 16/2007, article 14. Columns, rows, analysis in words; standard library only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.counted import Line, Window
from hazard_governance.domain.deficiency import N_, Phrase
from hazard_governance.domain.list_columns import ListColumn
from hazard_governance.domain.list_totals import (
	NOT_RECTIFIED,
	RECTIFIED,
	TOTAL,
	Card,
	bars,
	percent_text,
)
from hazard_governance.domain.lists import Row, Translate, identity
from hazard_governance.domain.official_list import AS_OF, REPORTING_UNIT, SIGNATURES, OfficialList
from hazard_governance.domain.papers.words import day
from hazard_governance.domain.periods import MONTH, QUARTER, YEAR, Period
from hazard_governance.domain.statistics import KEYS, RATES, Figures, amount_text, figures, figures_by
from hazard_governance.domain.supervision_list import DEPARTMENTAL_LEVEL, LEVELS

TITLES = {
	MONTH: N_("Monthly Statistical Return"),
	QUARTER: N_("Quarterly Statistical Analysis Form"),
	YEAR: N_("Annual Statistical Analysis Form"),
}
GROUPINGS = {
	"industry": N_("Industry and Field"),
	"county": N_("County or Zone"),
	"source": N_("Source of the Hazard"),
	"level": N_("Supervision Level"),
	"classification": N_("Classification"),
	"enterprise": N_("Enterprise Name"),
}
PERIOD, SINCE, DUE = N_("Reporting Period"), N_("Cumulated Since"), N_("Due On")
NOTHING = N_("Nil return: no hazard in this period.")
NOT_STATED, NOT_SUPERVISED = N_("Not Stated"), N_("Not Under Supervision")
WHAT_FAILED = N_("What Was Failing (Causes)")


def _count(fieldname: str, label: str, official: bool = True, width: int = 80) -> ListColumn:
	return ListColumn(fieldname, label, "Int", width, official=official)


def _rate(fieldname: str, label: str, official: bool = True) -> ListColumn:
	return ListColumn(fieldname, label, "Data", 95, official=official)


# every rate says in its label what it is a rate of; funds and amounts are 万元
FIGURE_COLUMNS = (
	_count("enterprises", N_("Enterprises Concerned")),
	_count("general_carried", N_("General: Carried Over"), official=False),
	_count("general_total", N_("General: Found, Carried Over Included")),
	_count("general_rectified", N_("General: Acceptance Passed")),
	_rate("general_rate", N_("General: Rectified / Found")),
	_count("major_enterprises", N_("Enterprises with Major Hazards"), official=False),
	_count("major_carried", N_("Major: Carried Over")),
	_count("major_found", N_("Major: Newly Found")),
	_count("major_total", N_("Major: Found, Carried Over Included")),
	_count("major_self_found", N_("Major: Found by the Enterprise Itself")),
	_count("major_rectified", N_("Major: Acceptance Passed")),
	_rate("major_rate", N_("Major: Rectified / Found")),
	_count("major_found_in_period", N_("Major: Found in the Period")),
	_count("major_rectified_in_period", N_("Major: Rectified in the Period")),
	_count("major_declared", N_("Major: Declared Rectified, Not Accepted")),
	_count("major_in_progress", N_("Major: In Rectification"), official=False),
	_count("major_closed_out", N_("Major: Closed Out"), official=False),
	_count("major_due", N_("Major: Deadline Passed")),
	_count("major_on_time", N_("Major: Rectified on Time")),
	_rate("major_on_time_rate", N_("Major: On Time / Deadline Passed")),
	_count("major_not_due", N_("Major: Deadline Not Passed"), official=False),
	_count("major_overdue", N_("Major: Overdue")),
	_count("major_open_planned", N_("Open Majors with an Approved Plan")),
	_count("major_open_five_fixes", N_("Of These with All Five Fixes")),
	_count("major_listed", N_("Listed for Supervision")),
	_count("major_listed_provincial", N_("Of These by the Province or Above")),
	_count("major_delisted", N_("Delisted")),
	_count("suspended_enterprises", N_("Enterprises Suspended")),
	_count("major_recurring", N_("Recurring Major Hazards")),
	_rate("recurring_rate", N_("Recurring / Found"), official=False),
	ListColumn("funds", N_("Funds (10,000 yuan)"), "Float", 90),
	_count("major_filed", N_("Reports Filed")),
	_rate("filing_rate", N_("Filed / Rectified"), official=False),
	_count("penalties", N_("Administrative Penalties"), official=False),
	ListColumn("penalty_amount", N_("Amount of Penalties (10,000 yuan)"), "Float", 90, official=False),
	_count("persons", N_("Persons Held to Account")),
	_count("persons_direct", N_("Directly Responsible"), official=False),
	_count("persons_managerial", N_("Managerially Responsible"), official=False),
	_count("persons_leadership", N_("Leadership Responsible"), official=False),
	_count("referrals_discipline", N_("Referred to Discipline Inspection"), official=False),
	_count("referrals_justice", N_("Referred to Judicial Authority"), official=False),
	_count("root_causes", N_("Root Causes"), official=False),
	_count("root_causes_eliminated", N_("Root Causes Eliminated"), official=False),
	_rate("causes_eliminated_rate", N_("Eliminated / Root Causes"), official=False),
	_count("major_risk_lowered", N_("Risks Rated Lower"), official=False),
	_rate("risk_lowered_rate", N_("Rated Lower / Rectified"), official=False),
	_count("unclassified", N_("Not Yet Classified"), official=False),
)


@dataclass(frozen=True)
class ReturnAsked:
	"""What return is wanted. order: groups that stand there also without a hazard, and in this order. due: last day to
	hand it in."""

	period: Period
	window: Window
	group_by: str = "industry"
	order: tuple[str, ...] = ()
	unit: str = ""
	due: date | None = None


def value_of(found: Figures, fieldname: str) -> int | float | str:
	"""A figure for a cell; a rate as text, "-" where it has no denominator."""
	return percent_text(found.rate(fieldname)) if fieldname in RATES else found[fieldname]


def statistical_return(
	lines: Sequence[Line], asked: ReturnAsked, before: Figures | None = None, translate: Translate = identity
) -> OfficialList:
	"""The return as it is shown, printed and written to a workbook. before: figures of the period before, to compare."""
	groups = figures_by(lines, KEYS[asked.group_by], asked.order)
	whole = figures(lines)
	as_of = lines[0].as_of if lines else asked.window.last
	return OfficialList(
		title=translate(TITLES[asked.period.kind]),
		period=asked.period.text,
		heading=_heading(asked, as_of, translate),
		columns=return_columns(asked.group_by, translate),
		rows=_rows(groups, whole, asked.group_by, translate) if lines else [],
		nothing=translate(NOTHING),
		table_heading=translate(WHAT_FAILED),
		table=_failing_table(whole, translate),
		cards=[card_in(card, translate) for card in return_cards(whole)],
		chart=_chart(groups, asked.group_by, translate),
		signatures=tuple(translate(text) for text in SIGNATURES),
		notes=tuple(said(phrase, translate) for phrase in analysis(whole, asked, before)) if lines else (),
	)


def _heading(asked: ReturnAsked, as_of: date, t: Translate) -> tuple[tuple[str, str], ...]:
	heading = [
		(t(REPORTING_UNIT), asked.unit),
		(t(PERIOD), asked.period.text),
		(t(SINCE), day(asked.window.since, t)),
		(t(AS_OF), day(as_of, t)),
	]
	return (*heading, (t(DUE), day(asked.due, t))) if asked.due else tuple(heading)


def return_columns(group_by: str, t: Translate) -> tuple[ListColumn, ...]:
	"""Number, group, figures; labels translated."""
	columns = (
		ListColumn("idx", N_("Row No."), "Int", 55),
		ListColumn("group", GROUPINGS[group_by], width=150),
		*FIGURE_COLUMNS,
	)
	return tuple(
		ListColumn(c.fieldname, t(c.label), c.fieldtype, c.width, c.options, c.official) for c in columns
	)


def _rows(groups: list[tuple[str, Figures]], whole: Figures, group_by: str, t: Translate) -> list[Row]:
	rows = [
		{"idx": number, "group": group_label(group_by, name, t), **_values(found)}
		for number, (name, found) in enumerate(groups, start=1)
	]
	return [*rows, {"idx": None, "group": t(TOTAL), **_values(whole), "is_total": True}]


def _values(found: Figures) -> dict[str, int | float | str]:
	return {column.fieldname: value_of(found, column.fieldname) for column in FIGURE_COLUMNS}


def group_label(group_by: str, name: str, t: Translate) -> str:
	"""The name of a group for a person: choices translated, regions, industries and enterprises as they are called."""
	if group_by == "level":
		return t({"": NOT_SUPERVISED, words.DEPARTMENTAL: DEPARTMENTAL_LEVEL}.get(name) or LEVELS[name])
	if not name:
		return t(NOT_STATED)
	return t(name) if group_by in ("source", "classification") else name


def _failing_table(whole: Figures, t: Translate) -> list[list[int | str]]:
	causes = [whole[f"failing_{name}"] for name in words.FAILINGS]
	return [[t(WHAT_FAILED), *(t(name) for name in words.FAILINGS)], [t(TOTAL), *causes]]


def return_cards(whole: Figures) -> list[Card]:
	"""Summary: hazards and enterprises, the two rates side by side, accepted and declared apart."""
	overdue = whole["major_overdue"]
	return [
		Card(N_("Major Hazards"), whole["major_total"]),
		Card(N_("Enterprises with Major Hazards"), whole["major_enterprises"]),
		Card(N_("Acceptance Passed"), whole["major_rectified"], indicator="Green"),
		Card(N_("Declared, Not Accepted"), whole["major_declared"], indicator="Orange"),
		Card(N_("Rectification Rate"), percent_text(whole.rate("major_rate")), "Data"),
		Card(N_("On-Time Rectification Rate"), percent_text(whole.rate("major_on_time_rate")), "Data"),
		Card(N_("Number Overdue"), overdue, indicator="Red" if overdue else "Green"),
		Card(N_("Eliminated / Root Causes"), percent_text(whole.rate("causes_eliminated_rate")), "Data"),
		Card(N_("Rated Lower / Rectified"), percent_text(whole.rate("risk_lowered_rate")), "Data"),
	]


def card_in(card: Card, t: Translate) -> Card:
	"""The card with its label translated."""
	return Card(t(card.label), card.value, card.datatype, card.indicator)


def _chart(groups: list[tuple[str, Figures]], group_by: str, t: Translate) -> dict | None:
	shown = [(group_label(group_by, name, t), found) for name, found in groups if found["major_total"]]
	if not shown:
		return None
	series = {
		RECTIFIED: [found["major_rectified"] for _, found in shown],
		NOT_RECTIFIED: [found["major_open"] for _, found in shown],
	}
	return bars([name for name, _ in shown], series, t)


# --- the analysis in words (16号令 art. 14 asks for one) ---------------------------------------------------------------
def analysis(whole: Figures, asked: ReturnAsked, before: Figures | None = None) -> list[Phrase]:
	"""What the figures say, sentence by sentence; a person edits it before signing."""
	found = [
		_of_majors(whole, asked),
		_of_deadlines(whole),
		_of_generals(whole),
		_of_the_open(whole),
		_of_supervision(whole),
		_of_goals(whole),
	]
	if before is not None:
		found.append(_against(whole, before))
	worst = max(words.FAILINGS, key=lambda name: whole[f"failing_{name}"])
	if whole[f"failing_{worst}"]:
		message = N_("Most causes lie in this: {0} ({1} of {2} causes).")
		total = sum(whole[f"failing_{name}"] for name in words.FAILINGS)
		found.append(Phrase(message, (worst, whole[f"failing_{worst}"], total)))
	return found


def _of_majors(f: Figures, asked: ReturnAsked) -> Phrase:
	message = N_(
		"From {0} to {1}: {2} major hazards at {3} enterprises, {4} carried over and {5} newly found. Acceptance passed: "
		"{6}, rectification rate {7} of all found; {8} are declared rectified and wait for acceptance."
	)
	numbers = ("major_total", "major_enterprises", "major_carried", "major_found", "major_rectified")
	return Phrase(
		message,
		(
			asked.window.since,
			asked.window.last,
			*(f[name] for name in numbers),
			percent_text(f.rate("major_rate")),
			f["major_declared"],
		),
	)


def _of_deadlines(f: Figures) -> Phrase:
	message = N_(
		"The deadline of {0} has passed: {1} rectified on time, on-time rate {2}, {3} late, {4} overdue at {5} enterprises."
	)
	rate = percent_text(f.rate("major_on_time_rate"))
	late = (f["major_late"], f["major_overdue"], f["overdue_enterprises"])
	return Phrase(message, (f["major_due"], f["major_on_time"], rate, *late))


def _of_generals(f: Figures) -> Phrase:
	message = N_("General hazards: {0} found, {1} rectified, rate {2}.")
	return Phrase(message, (f["general_total"], f["general_rectified"], percent_text(f.rate("general_rate"))))


def _of_the_open(f: Figures) -> Phrase:
	message = N_(
		"Of {0} open major hazards {1} have an approved plan, {2} of them with person, measure, funds, deadline and "
		"contingency settled. Funds settled in all: {3} (10,000 yuan)."
	)
	return Phrase(message, (f["major_open"], f["major_open_planned"], f["major_open_five_fixes"], f["funds"]))


def _of_supervision(f: Figures) -> Phrase:
	message = N_(
		"Listed for supervision: {0}, delisted: {1}. Enterprises suspended: {2}. Recurring: {3}. Persons held to account: "
		"{4}. Administrative penalties: {5}, {6} (10,000 yuan)."
	)
	names = (
		"major_listed",
		"major_delisted",
		"suspended_enterprises",
		"major_recurring",
		"persons",
		"penalties",
	)
	return Phrase(message, (*(f[name] for name in names), amount_text(f["penalty_amount"])))


def _of_goals(f: Figures) -> Phrase:
	message = N_(
		"The three goals: rectified {0} of {1} major hazards, eliminated {2} of {3} root causes, rated lower the risk of {4} "
		"of {5} rectified hazards."
	)
	names = (
		"major_rectified",
		"major_total",
		"root_causes_eliminated",
		"root_causes",
		"major_risk_lowered",
		"major_rectified",
	)
	return Phrase(message, tuple(f[name] for name in names))


def _against(f: Figures, before: Figures) -> Phrase:
	message = N_("In the period {0} were found ({1} against the period before) and {2} rectified ({3}).")
	found, rectified = "major_found_in_period", "major_rectified_in_period"
	return Phrase(
		message,
		(
			f[found],
			_signed(f[found] - before[found]),
			f[rectified],
			_signed(f[rectified] - before[rectified]),
		),
	)


def _signed(difference: int | float) -> str:
	return f"{difference:+d}" if difference else "±0"


def said(phrase: Phrase, t: Translate) -> str:
	"""The sentence in the reader's language; words of ours and days among its values are put into it too."""
	return t(phrase.message).format(*(_said(value, t) for value in phrase.args))


def _said(value: object, t: Translate) -> object:
	if isinstance(value, date):
		return day(value, t)
	return t(value) if value in words.FAILINGS else value
