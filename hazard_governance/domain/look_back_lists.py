"""The two reports of looking back: the assessment of counties and departments, and the signals.

The assessment counts decided look-backs by the day of the inspection. Rates that judge a county or department are those
of hazards drawn by lot: what was chosen for its signals is expected to be worse. A hazard counts for the county it lies
in, and for the authority whose check closed it. Values in, values out; `translate` as in lists.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.clocks import is_overdue
from hazard_governance.domain.deficiency import N_, Phrase
from hazard_governance.domain.list_columns import ListColumn
from hazard_governance.domain.list_totals import Card
from hazard_governance.domain.lists import Row, Translate, identity
from hazard_governance.domain.look_back_signals import KINDS, ClosedHazard, Signal, score
from hazard_governance.domain.official_list import AS_OF, SIGNATURES, OfficialList
from hazard_governance.domain.papers.words import day as day_text
from hazard_governance.domain.papers.words import span

ASSESSMENT = N_("Look-back Assessment")
SIGNALS = N_("Look-back Signals")
PERIOD = N_("Inspected From and Until")
NOTHING_INSPECTED = N_("No look-back was decided in these days.")
NO_SIGNALS = N_("No hazard closed out in these days shows a signal.")
BY_COUNTY, BY_AUTHORITY = N_("County or Zone"), N_("Closing Authority")
UNKNOWN = N_("not known")
TOTAL = N_("All look-backs")
INSPECT = N_("Inspect")

ASSESSMENT_COLUMNS = (
	ListColumn("unit_kind", N_("Counted By"), width=130),
	ListColumn("unit", N_("Unit Assessed"), width=220),
	ListColumn("inspected", N_("Looked Back On"), "Int", 110),
	ListColumn("by_lot", N_("Of These by Lot"), "Int", 110),
	ListColumn("genuine", N_("Genuine"), "Int", 90),
	ListColumn("superficial", N_("Superficial"), "Int", 90),
	ListColumn("sham", N_("Sham"), "Int", 90),
	ListColumn("recurred", N_("Recurred"), "Int", 90),
	ListColumn("genuine_rate", N_("Genuine Rate (by Lot)"), "Percent", 140),
	ListColumn("sham_rate", N_("Sham Rate (by Lot)"), "Percent", 140),
	ListColumn("made_good", N_("Made Good"), "Int", 100),
	ListColumn("overdue", N_("Supplementary Measures Overdue"), "Int", 150),
)
SIGNAL_COLUMNS = (
	ListColumn("register_no", N_("Unified Register No."), width=190),
	ListColumn("hazard_title", N_("Hazard Title"), width=200),
	ListColumn("enterprise", N_("Enterprise Name"), "Link", 190, "Regulated Enterprise"),
	ListColumn("county", N_("County or Zone"), "Link", 100, "Supervision Region"),
	ListColumn("stage", N_("Status of the Hazard"), width=100),
	ListColumn("closed_on", N_("Closed Out On"), "Date", 115),
	ListColumn("score", N_("Weight of the Signals"), "Int", 90),
	ListColumn("kinds", N_("Signals"), width=200),
	ListColumn("reasons", N_("What the Record Shows"), width=420),
	ListColumn("looked_back", N_("Look-back"), width=150),
	ListColumn("inspect", N_("Next Step"), width=90, official=False),
	ListColumn("hazard", N_("Hazard"), "Link", 150, "Hazard", official=False),
)


@dataclass(frozen=True)
class LookBack:
	"""A decided look-back. supplementary_due: deadlines of supplementary measures that are not done."""

	name: str = ""
	hazard: str = ""
	county: str = ""
	authority: str = ""
	closed_by: str = ""
	origin: str = ""
	finding: str = ""
	status: str = ""
	inspected_on: date | None = None
	supplementary_due: tuple[date, ...] = ()


@dataclass(frozen=True)
class Tally:
	"""Numbers of some look-backs. made_good: superficial ones whose supplementary measures are done and checked."""

	inspected: int = 0
	by_lot: int = 0
	genuine: int = 0
	superficial: int = 0
	sham: int = 0
	recurred: int = 0
	lot_genuine: int = 0
	lot_sham: int = 0
	made_good: int = 0
	overdue: int = 0

	@property
	def genuine_rate(self) -> float | None:
		"""Share of genuine ones among those drawn by lot, percent; None where none was."""
		return _percent(self.lot_genuine, self.by_lot)

	@property
	def sham_rate(self) -> float | None:
		"""Share of sham ones among those drawn by lot, percent; None where none was."""
		return _percent(self.lot_sham, self.by_lot)


def _percent(part: int, whole: int) -> float | None:
	return round(100 * part / whole, 1) if whole else None


def tally(look_backs: Iterable[LookBack], today: date) -> Tally:
	"""The numbers of these look-backs."""
	total = Tally()
	for row in look_backs:
		lot = row.origin == v.BY_LOT
		counted = {
			"inspected": 1,
			"by_lot": lot,
			"genuine": row.finding == v.GENUINE,
			"superficial": row.finding == v.SUPERFICIAL,
			"sham": row.finding == v.SHAM,
			"recurred": row.finding == v.RECURRED,
			"lot_genuine": lot and row.finding == v.GENUINE,
			"lot_sham": lot and row.finding == v.SHAM,
			"made_good": row.status == v.CONCLUDED,
			"overdue": sum(is_overdue(due, today) for due in row.supplementary_due),
		}
		total = Tally(
			**{field.name: getattr(total, field.name) + counted[field.name] for field in fields(Tally)}
		)
	return total


def assessment(
	look_backs: Sequence[LookBack],
	period: tuple[date, date],
	today: date,
	*,
	unit: str = "",
	translate: Translate = identity,
) -> OfficialList:
	"""The Look-back Assessment: a row a county, a row an authority that closed out; the total in the cards."""
	total = tally(look_backs, today)
	heading = (
		(translate(PERIOD), span(*period, translate)),
		(translate(AS_OF), day_text(today, translate)),
		(translate(N_("Reporting Unit")), unit),
	)
	return OfficialList(
		title=translate(ASSESSMENT),
		period=today.isoformat(),
		heading=heading,
		columns=_labelled(ASSESSMENT_COLUMNS, translate),
		rows=assessment_rows(look_backs, today, translate),
		nothing=translate(NOTHING_INSPECTED),
		table_heading=translate(TOTAL),
		table=[],
		cards=_cards(total, translate),
		chart=_chart(total, translate),
		signatures=tuple(translate(text) for text in SIGNATURES),
	)


def assessment_rows(
	look_backs: Sequence[LookBack], today: date, translate: Translate = identity
) -> list[Row]:
	"""Rows by county, then by authority, each in the order of the names."""
	rows = []
	for kind, column in ((BY_COUNTY, "county"), (BY_AUTHORITY, "closed_by")):
		for name in sorted({getattr(row, column) for row in look_backs}):
			numbers = tally((row for row in look_backs if getattr(row, column) == name), today)
			values = {c.fieldname: getattr(numbers, c.fieldname) for c in ASSESSMENT_COLUMNS[2:]}
			rows.append({"unit_kind": translate(kind), "unit": name or translate(UNKNOWN), **values})
	return rows


def _cards(total: Tally, translate: Translate) -> list[Card]:
	return [
		Card(translate(N_("Looked Back On")), total.inspected),
		Card(translate(v.GENUINE), total.genuine, indicator="Green"),
		Card(translate(v.SUPERFICIAL), total.superficial, indicator="Orange"),
		Card(translate(v.SHAM), total.sham, indicator="Red"),
		Card(translate(v.RECURRED), total.recurred, indicator="Red"),
	]


def _chart(total: Tally, translate: Translate) -> dict | None:
	if not total.inspected:
		return None
	values = [total.genuine, total.superficial, total.sham, total.recurred]
	return {
		"data": {
			"labels": [translate(finding) for finding in v.LOOK_BACK_FINDINGS],
			"datasets": [{"name": translate(N_("Looked Back On")), "values": values}],
		},
		"type": "bar",
	}


# --- signals -------------------------------------------------------------------------------------------------------
def signal_list(
	hazards: Iterable[ClosedHazard],
	signals: Mapping[str, Sequence[Signal]],
	looked_back: Mapping[str, LookBack],
	today: date,
	*,
	unit: str = "",
	translate: Translate = identity,
) -> OfficialList:
	"""Hazards with signals, the heaviest first; with the last look-back on each, and the next step."""
	rows = signal_rows(hazards, signals, looked_back, translate)
	waiting = sum(not row["looked_back"] for row in rows)
	return OfficialList(
		title=translate(SIGNALS),
		period=today.isoformat(),
		heading=((translate(N_("Reporting Unit")), unit), (translate(AS_OF), day_text(today, translate))),
		columns=_labelled(SIGNAL_COLUMNS, translate),
		rows=rows,
		nothing=translate(NO_SIGNALS),
		table_heading="",
		table=[],
		cards=[
			Card(translate(N_("Hazards With Signals")), len(rows)),
			Card(
				translate(N_("Not Looked Back On Yet")), waiting, indicator="Orange" if waiting else "Green"
			),
		],
		chart=None,
		signatures=(),
	)


def signal_rows(
	hazards: Iterable[ClosedHazard],
	signals: Mapping[str, Sequence[Signal]],
	looked_back: Mapping[str, LookBack],
	translate: Translate = identity,
) -> list[Row]:
	"""One row a hazard that shows a signal, by weight, then by the day it was closed, the latest first."""
	shown = [hazard for hazard in hazards if signals.get(hazard.name)]
	shown.sort(key=lambda hazard: hazard.name)
	shown.sort(key=lambda hazard: hazard.closed_on or date.min, reverse=True)
	shown.sort(key=lambda hazard: -score(signals[hazard.name]))
	return [
		_signal_row(hazard, signals[hazard.name], looked_back.get(hazard.name), translate) for hazard in shown
	]


def _signal_row(
	hazard: ClosedHazard, signals: Sequence[Signal], last: LookBack | None, translate: Translate
) -> Row:
	kinds = dict.fromkeys(translate(KINDS[signal.kind]) for signal in signals)
	return {
		"register_no": hazard.register_no or hazard.name,
		"hazard_title": hazard.hazard_title,
		"enterprise": hazard.enterprise,
		"county": hazard.county,
		"stage": translate(hazard.stage),
		"closed_on": hazard.closed_on,
		"score": score(signals),
		"kinds": translate(N_("; ")).join(kinds),
		"reasons": " ".join(phrase_text(signal.reason, translate) for signal in signals),
		"looked_back": _last(last, translate),
		"inspect": "" if last and not last.finding else translate(INSPECT),
		"hazard": hazard.name,
		"look_back": last.name if last else "",
	}


def _last(last: LookBack | None, translate: Translate) -> str:
	if last is None:
		return ""
	if not last.finding or last.status not in (v.DECIDED, v.CONCLUDED):
		return translate(N_("Under way"))
	day = last.inspected_on.isoformat() if last.inspected_on else ""
	return f"{translate(last.finding)} {day}".strip()


def phrase_text(phrase: Phrase, translate: Translate) -> str:
	"""A phrase in the reader's language; days and times as in the lists."""
	return translate(phrase.message).format(*(_argument(value, translate) for value in phrase.args))


def _argument(value: object, translate: Translate) -> object:
	if isinstance(value, Phrase):
		return phrase_text(value, translate)
	if isinstance(value, datetime):
		return f"{value:%Y-%m-%d %H:%M}"
	return value.isoformat() if isinstance(value, date) else value


def _labelled(columns: Sequence[ListColumn], translate: Translate) -> tuple[ListColumn, ...]:
	return tuple(replace(column, label=translate(column.label)) for column in columns)
