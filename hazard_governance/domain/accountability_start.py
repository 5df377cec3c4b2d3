"""Accountability before an accident (事前问责): verified hazards for which nobody has begun to hold anybody to account.

Notice 54/2023 step 3 asks for accountability for every hazard and names no term; the term is a setting
(accountability_start_days, calendar days after the day of verification). It has begun with the first Accountability
Action, however unfinished, or with the one line of a general hazard. The last day is in time. Values in, values out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.clocks import days_overdue, days_setting
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.list_columns import ListColumn
from hazard_governance.domain.list_totals import TOTAL, Card
from hazard_governance.domain.lists import Row, Translate, identity, known_values, register_text
from hazard_governance.domain.official_list import AS_OF, REPORTING_UNIT, SIGNATURES, OfficialList
from hazard_governance.domain.papers.words import day

TITLE = N_("Accountability Not Begun")
NOTHING = N_("Accountability has begun for every verified hazard whose term has passed.")

NOT_BEGUN_COLUMNS = (
	ListColumn("idx", N_("Row No."), "Int", 55),
	ListColumn("register_no", N_("Unified Register No."), width=195),
	ListColumn("enterprise", N_("Enterprise Name"), "Link", 200, "Regulated Enterprise"),
	ListColumn("county", N_("County or Zone"), "Link", 100, "Supervision Region"),
	ListColumn("industry", N_("Industry and Field"), "Link", 100, "Industry Sector"),
	ListColumn("hazard_title", N_("Hazard in Brief"), width=240),
	ListColumn("classification", N_("Hazard Class"), width=80),
	ListColumn("recurring", N_("Is Recurring"), width=80),
	ListColumn("stage", N_("Status of the Hazard"), width=110),
	ListColumn("verified_on", N_("Hazard Verified On"), "Date", 115),
	ListColumn("verified_by", N_("Verified By Authority"), "Link", 160, "Supervision Authority"),
	ListColumn("start_due", N_("Accountability to Begin By"), "Date", 115),
	ListColumn("days_late", N_("Days Late"), "Int", 80),
	ListColumn("hazard", N_("Hazard"), "Link", 140, "Hazard", official=False),
)


@dataclass(frozen=True)
class WaitingHazard:
	"""A verified hazard without any accountability."""

	hazard: str = ""
	register_no: str = ""
	enterprise: str = ""
	county: str = ""
	county_code: str = ""
	industry: str = ""
	hazard_title: str = ""
	classification: str = ""
	recurring: str = ""
	stage: str = ""
	verified_on: date | None = None
	verified_by: str = ""

	@classmethod
	def from_mapping(cls, values: dict) -> WaitingHazard:
		"""Takes the known keys; None becomes the default of the field."""
		return cls(**known_values(cls, values))


def start_due(verified_on: date, settings: object | None = None) -> date:
	"""Last day to begin: the day of verification is not counted."""
	return verified_on + timedelta(days=days_setting(settings, "accountability_start_days"))


def verified_before(today: date, settings: object | None = None) -> date:
	"""Hazards verified before this day have passed their term on `today`."""
	return today - timedelta(days=days_setting(settings, "accountability_start_days"))


def late(
	hazards: Iterable[WaitingHazard], today: date, settings: object | None = None
) -> list[tuple[WaitingHazard, date]]:
	"""Those whose term has passed on `today` with the last day they had, the longest late first."""
	waiting = [(h, start_due(h.verified_on, settings)) for h in hazards if h.verified_on]
	passed = [(h, due) for h, due in waiting if days_overdue(due, today)]
	return sorted(passed, key=lambda pair: (pair[1], pair[0].county_code, pair[0].hazard))


def not_begun(
	hazards: Iterable[WaitingHazard],
	today: date,
	settings: object | None = None,
	*,
	unit: str = "",
	translate: Translate = identity,
) -> OfficialList:
	"""The list as of `today` of `hazards` without accountability, the longest late first."""
	lines = late(hazards, today, settings)
	return OfficialList(
		title=translate(TITLE),
		period=today.isoformat(),
		heading=(
			(translate(REPORTING_UNIT), unit),
			(translate(AS_OF), day(today, translate)),
			(translate(N_("Term in Days")), str(days_setting(settings, "accountability_start_days"))),
		),
		columns=tuple(replace(column, label=translate(column.label)) for column in NOT_BEGUN_COLUMNS),
		rows=[{"idx": n, **_row(h, due, today, translate)} for n, (h, due) in enumerate(lines, start=1)],
		nothing=translate(NOTHING),
		table_heading=translate(N_("By County")),
		table=_table([h for h, _due in lines], translate),
		cards=[replace(card, label=translate(card.label)) for card in _cards(lines, today)],
		chart=None,
		signatures=tuple(translate(text) for text in SIGNATURES),
	)


def _row(hazard: WaitingHazard, due: date, today: date, t: Translate) -> Row:
	plain = ("hazard", "enterprise", "county", "industry", "hazard_title", "verified_on", "verified_by")
	words = ("classification", "recurring", "stage")
	return {
		**{name: getattr(hazard, name) for name in plain},
		**{name: t(value) if (value := getattr(hazard, name)) else "" for name in words},
		"register_no": register_text(hazard.register_no, t),
		"start_due": due,
		"days_late": days_overdue(due, today),
	}


def _counts(hazards: Sequence[WaitingHazard]) -> list[int]:
	return [
		len(hazards),
		len({h.enterprise for h in hazards}),
		sum(h.classification == v.MAJOR for h in hazards),
		sum(h.recurring == v.YES for h in hazards),
	]


def _table(hazards: Sequence[WaitingHazard], translate: Translate) -> list[list[int | str]]:
	labels = (
		N_("County or Zone"),
		N_("Number of Hazards"),
		N_("Number of Enterprises"),
		N_("Major Hazards"),
		N_("Recurring Hazards"),
	)
	groups: dict[str, list[WaitingHazard]] = {}
	for hazard in sorted(hazards, key=lambda h: h.county_code):
		groups.setdefault(hazard.county, []).append(hazard)
	lines = [[county, *_counts(group)] for county, group in groups.items()]
	return [[translate(label) for label in labels], *lines, [translate(TOTAL), *_counts(hazards)]]


def _cards(lines: Sequence[tuple[WaitingHazard, date]], today: date) -> list[Card]:
	number, enterprises, majors, repeats = _counts([h for h, _due in lines])
	longest = max((days_overdue(due, today) for _h, due in lines), default=0)
	return [
		Card(N_("Hazards Concerned"), number, indicator="Red" if number else "Green"),
		Card(N_("Enterprises Concerned"), enterprises),
		Card(N_("Major Hazards"), majors, indicator="Orange" if majors else "Green"),
		Card(N_("Recurring Hazards"), repeats, indicator="Orange" if repeats else "Green"),
		Card(N_("Longest Late (Days)"), longest),
	]
