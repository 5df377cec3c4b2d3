"""Overdue Hazards (超期清单): everything overdue on the day, hazard by hazard, and who is charged with it.

One row a deadline: a hazard whose rectification, two measures and an extension are overdue has four rows. Hazards and
enterprises are counted apart from rows. What the enterprise owes and what an authority owes stand side by side, since
a late officer is as late as a late enterprise. Values in, values out; standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.clocks import days_overdue
from hazard_governance.domain.deadlines import DueItem, urgency
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.escalation import step_name
from hazard_governance.domain.list_columns import ListColumn
from hazard_governance.domain.list_totals import CHART_HEIGHT, TOTAL, Card
from hazard_governance.domain.lists import Row, Translate, identity, register_text
from hazard_governance.domain.official_list import AS_OF, REPORTING_UNIT, SIGNATURES, OfficialList
from hazard_governance.domain.papers.words import day
from hazard_governance.domain.supervision_list import DEPARTMENTAL_LEVEL, LEVELS

TITLE = N_("Overdue Hazards")
NOTHING = N_("Nothing is overdue.")
HEADING = N_("Overdue by Clock")
CHARGED = {v.BY_ENTERPRISE: N_("Enterprise"), v.BY_AUTHORITY: N_("Authority")}
NUMBER_OF_DEADLINES = N_("Overdue Deadlines")
ENTERPRISE_COLOUR, AUTHORITY_COLOUR = "#f6ad55", "#318ad8"

OVERDUE_COLUMNS = (
	ListColumn("idx", N_("Row No."), "Int", 55),
	ListColumn("register_no", N_("Unified Register No."), width=195),
	ListColumn("enterprise", N_("Enterprise Name"), "Link", 200, "Regulated Enterprise"),
	ListColumn("county", N_("County or Zone"), "Link", 100, "Supervision Region"),
	ListColumn("industry", N_("Industry and Field"), "Link", 100, "Industry Sector"),
	ListColumn("hazard_title", N_("Hazard in Brief"), width=220),
	ListColumn("classification", N_("Hazard Class"), width=80),
	ListColumn("clock", N_("What Is Overdue"), width=140),
	ListColumn("what", N_("Measure or Matter"), width=220),
	ListColumn("due", N_("Deadline"), "Date", 105),
	ListColumn("days_overdue", N_("Days Overdue"), "Int", 85),
	ListColumn("charged", N_("Side in Charge"), width=90),
	ListColumn("charged_name", N_("Who Is Charged"), width=170),
	ListColumn("last_step", N_("Last Step Told"), width=130),
	ListColumn("last_told_on", N_("Last Told On"), "Date", 105),
	ListColumn("proposal", N_("Proposed Step"), width=190),
	ListColumn("supervision", N_("Supervision"), width=180),
	ListColumn("stage", N_("Status of the Hazard"), width=110),
	ListColumn("hazard", N_("Hazard"), "Link", 150, "Hazard", official=False),
	ListColumn("reference", N_("Where It Stands"), "Dynamic Link", 150, "reference_doctype", official=False),
)


@dataclass(frozen=True)
class Reminded:
	"""The last thing told of a deadline: the day of the step, when, and the last proposal that was made."""

	days: int
	on: date
	proposal: str = ""


@dataclass(frozen=True)
class CaseInBrief:
	"""A supervision case in a word."""

	name: str
	kind: str
	level: str
	status: str


@dataclass(frozen=True)
class OverdueLine:
	"""An overdue deadline with what was told of it and who supervises its hazard."""

	item: DueItem
	reminded: Reminded | None = None
	cases: tuple[CaseInBrief, ...] = ()


def overdue_list(
	lines: Iterable[OverdueLine], today: date, *, unit: str = "", translate: Translate = identity
) -> OfficialList:
	"""The list of what is overdue on `today`; `lines` are all of them, in any order."""
	lines = sorted(lines, key=lambda line: urgency(line.item, today))
	return OfficialList(
		title=translate(TITLE),
		period=today.isoformat(),
		heading=((translate(REPORTING_UNIT), unit), (translate(AS_OF), day(today, translate))),
		columns=tuple(replace(column, label=translate(column.label)) for column in OVERDUE_COLUMNS),
		rows=overdue_rows(lines, today, translate),
		nothing=translate(NOTHING),
		table_heading=translate(HEADING),
		table=overdue_table(lines, translate),
		cards=[replace(card, label=translate(card.label)) for card in overdue_cards(lines, today)],
		chart=overdue_chart(lines, translate),
		signatures=tuple(translate(text) for text in SIGNATURES),
	)


def overdue_rows(lines: Iterable[OverdueLine], today: date, translate: Translate = identity) -> list[Row]:
	"""Numbered rows for OVERDUE_COLUMNS, in the order given."""
	return [{"idx": number, **_row(line, today, translate)} for number, line in enumerate(lines, start=1)]


_PLAIN = ("enterprise", "county", "industry", "hazard_title", "what", "due", "hazard", "charged_name")
_WORDS = ("classification", "clock", "stage")


def _row(line: OverdueLine, today: date, t: Translate) -> Row:
	item, told = line.item, line.reminded
	step = step_name(told.days) if told else None
	return {
		**{name: getattr(item, name) for name in _PLAIN},
		**{name: t(value) if (value := getattr(item, name)) else "" for name in _WORDS},
		"register_no": register_text(item.register_no, t) if item.hazard else "",
		"days_overdue": days_overdue(item.due, today),
		"charged": t(CHARGED[item.charged]),
		"last_step": t(step.message).format(*step.args) if step else "",
		"last_told_on": told.on if told else None,
		"proposal": t(told.proposal) if told and told.proposal else "",
		"supervision": ", ".join(case_text(case, t) for case in line.cases),
		"reference_doctype": item.doctype,
		"reference": item.name,
		"is_authority": item.charged == v.BY_AUTHORITY,
	}


def case_text(case: CaseInBrief, translate: Translate = identity) -> str:
	"""'County Level: In Force'."""
	level = DEPARTMENTAL_LEVEL if case.kind == v.DEPARTMENTAL else LEVELS.get(case.level, case.level)
	return f"{translate(level)}: {translate(case.status)}"


def overdue_cards(lines: Sequence[OverdueLine], today: date) -> list[Card]:
	"""Hazards (项), enterprises (家) and deadlines counted apart; what each side owes; the longest."""
	items = [line.item for line in lines]
	by_side = {side: sum(item.charged == side for item in items) for side in CHARGED}
	longest = max((days_overdue(item.due, today) for item in items), default=0)
	return [
		Card(N_("Hazards Concerned"), len({item.hazard for item in items if item.hazard})),
		Card(N_("Enterprises Concerned"), len({item.enterprise for item in items})),
		Card(NUMBER_OF_DEADLINES, len(items), indicator="Red" if items else "Green"),
		Card(N_("Owed by Enterprises"), by_side[v.BY_ENTERPRISE], indicator="Orange"),
		Card(N_("Owed by Authorities"), by_side[v.BY_AUTHORITY], indicator="Orange"),
		Card(N_("Longest Overdue (Days)"), longest, indicator="Red" if longest else "Green"),
		Card(
			N_("Without Supervision Case"), len({line.item.hazard for line in lines if not line.cases} - {""})
		),
	]


def overdue_table(lines: Sequence[OverdueLine], translate: Translate = identity) -> list[list[int | str]]:
	"""Heading, one line a clock that has anything overdue, and the total of all."""
	heading = [
		translate(text)
		for text in (
			N_("What Is Overdue"),
			NUMBER_OF_DEADLINES,
			N_("Number of Hazards"),
			N_("Number of Enterprises"),
			CHARGED[v.BY_ENTERPRISE],
			CHARGED[v.BY_AUTHORITY],
		)
	]
	groups = [(clock, [line.item for line in lines if line.item.clock == clock]) for clock in v.CLOCKS]
	groups = [*((clock, items) for clock, items in groups if items), (TOTAL, [line.item for line in lines])]
	return [
		heading,
		*(
			[
				translate(name),
				len(items),
				len({item.hazard for item in items if item.hazard}),
				len({item.enterprise for item in items}),
				sum(item.charged == v.BY_ENTERPRISE for item in items),
				sum(item.charged == v.BY_AUTHORITY for item in items),
			]
			for name, items in groups
		),
	]


def overdue_chart(lines: Sequence[OverdueLine], translate: Translate = identity) -> dict | None:
	"""Chart data: overdue deadlines by clock, what each side owes stacked; None where nothing is overdue."""
	clocks = [clock for clock in v.CLOCKS if any(line.item.clock == clock for line in lines)]
	if not clocks:
		return None
	datasets = [
		{
			"name": translate(label),
			"values": [
				sum(line.item.clock == clock and line.item.charged == side for line in lines)
				for clock in clocks
			],
		}
		for side, label in CHARGED.items()
	]
	return {
		"data": {"labels": [translate(clock) for clock in clocks], "datasets": datasets},
		"type": "bar",
		"height": CHART_HEIGHT,
		"colors": [ENTERPRISE_COLOUR, AUTHORITY_COLOUR],
		"barOptions": {"stacked": 1},
	}
