"""A whole list as it is shown, printed and written to a workbook: one value for the desk and for the offline ledger.

Everything in it is already in the reader's language. Values in, values out; standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.list_columns import MONTHLY_COLUMNS, SUPERVISION_COLUMNS, ListColumn
from hazard_governance.domain.list_gaps import monthly_gaps, supervision_gaps
from hazard_governance.domain.list_totals import (
	Card,
	monthly_cards,
	monthly_chart,
	supervision_cards,
	supervision_chart,
	supervision_table,
	supervision_totals,
	totals,
	totals_table,
)
from hazard_governance.domain.lists import (
	ListedHazard,
	Row,
	Translate,
	identity,
	monthly_hazards,
	monthly_rows,
	unmatched_before,
)
from hazard_governance.domain.papers.words import day, month_text
from hazard_governance.domain.supervision_list import ListedCase, supervision_cases, supervision_rows

MONTHLY_TITLE = N_("Monthly Major Hazard List")
SUPERVISION_TITLE = N_("Supervision List")
REPORTING_UNIT = N_("Reporting Unit")
REPORTING_MONTH = N_("Reporting Month")
AS_OF = N_("Status as of")
NIL_RETURN = N_("Nil return: no major hazard this month.")
NOTHING_SUPERVISED = N_("No supervision case and no major hazard without one.")
TOTALS_HEADING = N_("Totals")
SIGNATURES = (N_("Filled in By"), N_("Reviewed By"), N_("Principal (Signature)"), N_("Seal and Date"))


@dataclass(frozen=True)
class OfficialList:
	"""title, period (month or day) and heading lines (label, value); columns with translated labels; numbered rows; what to write where there
	are none; totals table with its heading; summary cards; chart data or None; labels of the signature line; notes: sentences
	that stand above it; further tables with their headings, on the screen only; gaps: what keeps it from being final."""

	title: str
	period: str
	heading: tuple[tuple[str, str], ...]
	columns: tuple[ListColumn, ...]
	rows: list[Row]
	nothing: str
	table_heading: str
	table: list[list[int | str]]
	cards: list[Card]
	chart: dict | None
	signatures: tuple[str, ...]
	notes: tuple[str, ...] = ()
	further: tuple[tuple[str, list[list[int | str]]], ...] = ()
	gaps: tuple[Deficiency, ...] = ()


def monthly_list(
	hazards: Iterable[ListedHazard],
	month: str,
	today: date,
	*,
	unit: str = "",
	carried_over: bool = True,
	unmatched_first: bool = False,
	translate: Translate = identity,
) -> OfficialList:
	"""The Monthly Major Hazard List of `month` (YYYY-MM) as of `today`, reported by `unit`; unmatched_first: hazards that
	match no criterion stand before the others.

	Which of `hazards` belong to it: see lists.py. Raises ValueError for a month that is none.
	"""
	listed = monthly_hazards(hazards, month, carried_over)
	shown = unmatched_before(listed) if unmatched_first else listed
	heading = (
		(translate(REPORTING_UNIT), unit),
		(translate(REPORTING_MONTH), month_text(month, translate)),
		(translate(AS_OF), day(today, translate)),
	)
	return OfficialList(
		title=translate(MONTHLY_TITLE),
		period=month,
		heading=heading,
		columns=_labelled(MONTHLY_COLUMNS, translate),
		rows=monthly_rows(shown, month, today, translate),
		nothing=translate(NIL_RETURN),
		table_heading=translate(TOTALS_HEADING),
		table=totals_table(listed, today, translate),
		cards=_translated(monthly_cards(totals(listed, today)), translate),
		chart=monthly_chart(listed, today, translate),
		signatures=tuple(translate(text) for text in SIGNATURES),
		gaps=monthly_gaps(unit, shown),
	)


def supervision_list(
	cases: Iterable[ListedCase],
	unsupervised: Iterable[ListedHazard],
	today: date,
	*,
	unit: str = "",
	overdue_only: bool = False,
	translate: Translate = identity,
) -> OfficialList:
	"""The Supervision List as of `today`: `cases`, and those of `unsupervised` that are open major hazards."""
	lines = supervision_cases(cases, unsupervised, today=today, overdue_only=overdue_only)
	return OfficialList(
		title=translate(SUPERVISION_TITLE),
		period=today.isoformat(),
		heading=((translate(REPORTING_UNIT), unit), (translate(AS_OF), day(today, translate))),
		columns=_labelled(SUPERVISION_COLUMNS, translate),
		rows=supervision_rows(lines, today, translate),
		nothing=translate(NOTHING_SUPERVISED),
		table_heading=translate(TOTALS_HEADING),
		table=supervision_table(lines, today, translate),
		cards=_translated(supervision_cards(supervision_totals(lines, today)), translate),
		chart=supervision_chart(lines, today, translate),
		signatures=tuple(translate(text) for text in SIGNATURES),
		gaps=supervision_gaps(unit, lines),
	)


def _labelled(columns: Sequence[ListColumn], translate: Translate) -> tuple[ListColumn, ...]:
	return tuple(replace(column, label=translate(column.label)) for column in columns)


def _translated(cards: Iterable[Card], translate: Translate) -> list[Card]:
	return [replace(card, label=translate(card.label)) for card in cards]
