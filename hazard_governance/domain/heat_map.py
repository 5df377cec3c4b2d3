"""Hazards by place and industry: where they gather. One row a place, one column an industry, numbers in the cells.
Values in, values out; standard library only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hazard_governance.domain import register_views as views
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.list_totals import Card
from hazard_governance.domain.lists import Row, Translate, identity

OPEN, OPEN_MAJOR, PAST_DUE = N_("Open Hazards"), N_("Open Major Hazards"), N_("Past Their Deadline")
EVER = N_("All Hazards Registered")
# what is counted -> the view of the register
SHOWN = {OPEN: views.OPEN, OPEN_MAJOR: views.OPEN_MAJOR, PAST_DUE: views.PAST_DUE, EVER: views.ALL}
BY_COUNTY, BY_TOWNSHIP = N_("By County or Zone"), N_("By Township")
# grouping -> column of the hazard
PLACES = {BY_COUNTY: "county", BY_TOWNSHIP: "township"}

PLACE, TOTAL = N_("Region"), N_("Total of All")
NO_PLACE, NO_INDUSTRY = N_("No Township Named"), N_("No Industry Named")
LEVELS = 5  # shades of the cells, the lightest first

Counted = Mapping[tuple[str, str], int]
"""(place, industry) -> number of hazards; an empty text where none is named."""


@dataclass(frozen=True)
class HeatMap:
	"""places and industries in the order they are shown; columns and rows as a desk report takes them."""

	columns: list[Row]
	rows: list[Row]
	cards: list[Card]


def heat_map(
	counted: Counted,
	place_order: Sequence[str],
	industry_order: Sequence[str],
	translate: Translate = identity,
) -> HeatMap:
	"""The map of `counted`. Only places and industries with hazards appear, in the given orders, those without a name
	last; the last row and the last column are totals.

	Each row also holds `place` (its key) and `shades`: fieldname of a cell -> 1 (few) to LEVELS (most), 0 for none.
	"""
	places = _order({place for place, _industry in counted}, place_order)
	industries = _order({industry for _place, industry in counted}, industry_order)
	most = max(counted.values(), default=0)
	rows = [_row(place, industries, counted, most, translate) for place in places]
	if rows:
		rows.append(_total(places, industries, counted, translate))
	return HeatMap(_columns(industries, translate), rows, _cards(counted, places, industries))


def shade(number: int, most: int) -> int:
	"""0 for none; otherwise 1 to LEVELS, in equal parts of the highest number."""
	if number <= 0 or most <= 0:
		return 0
	return max(1, -(-number * LEVELS // most))


def _order(found: set[str], order: Sequence[str]) -> list[str]:
	known = [name for name in order if name in found]
	return [*known, *sorted(found - {*known, ""}), *([""] if "" in found else [])]


def _columns(industries: Sequence[str], t: Translate) -> list[Row]:
	return [
		{"fieldname": "place_name", "label": t(PLACE), "fieldtype": "Data", "width": 150},
		*(
			{
				"fieldname": f"industry_{number}",
				"label": industry or t(NO_INDUSTRY),
				"fieldtype": "Int",
				"width": max(90, 18 * len(industry) + 30),
				"industry": industry,
			}
			for number, industry in enumerate(industries)
		),
		{"fieldname": "total", "label": t(TOTAL), "fieldtype": "Int", "width": 110},
	]


def _row(place: str, industries: Sequence[str], counted: Counted, most: int, t: Translate) -> Row:
	numbers = {f"industry_{i}": counted.get((place, industry), 0) for i, industry in enumerate(industries)}
	return {
		"place_name": place or t(NO_PLACE),
		"place": place,
		**numbers,
		"total": sum(numbers.values()),
		"shades": {field: shade(number, most) for field, number in numbers.items()},
	}


def _total(places: Sequence[str], industries: Sequence[str], counted: Counted, t: Translate) -> Row:
	numbers = {
		f"industry_{i}": sum(counted.get((place, industry), 0) for place in places)
		for i, industry in enumerate(industries)
	}
	return {
		"place_name": t(TOTAL),
		"place": None,
		**numbers,
		"total": sum(counted.values()),
		"shades": {},
		"bold": 1,
	}


def _cards(counted: Counted, places: Sequence[str], industries: Sequence[str]) -> list[Card]:
	return [
		Card(N_("Hazards Counted"), sum(counted.values())),
		Card(N_("Regions with Hazards"), len(places)),
		Card(N_("Industries with Hazards"), len(industries)),
	]
