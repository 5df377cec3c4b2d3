"""The list of hazards with the numbers that other systems gave them: columns, rows, cards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.list_columns import ListColumn
from hazard_governance.domain.list_totals import Card
from hazard_governance.domain.lists import Row, Translate, identity, register_text

OUTER_COLUMNS = (
	ListColumn("idx", N_("Row No."), "Int", 55),
	ListColumn("register_no", N_("Unified Register No."), width=195),
	ListColumn("enterprise", N_("Enterprise Name"), "Link", 200, "Regulated Enterprise"),
	ListColumn("county", N_("County or Zone"), "Link", 110, "Supervision Region"),
	ListColumn("industry", N_("Industry and Field"), "Link", 110, "Industry Sector"),
	ListColumn("hazard_title", N_("Hazard in Brief"), width=260),
	ListColumn("classification", N_("Classification"), width=90),
	ListColumn("found_on", N_("Date Found"), "Date", 115),
	ListColumn("stage", N_("Status of the Hazard"), width=110),
	ListColumn("national_no", N_("Number in the National System"), width=190),
	ListColumn("provincial_no", N_("Number in the Provincial System"), width=190),
	ListColumn("hazard", N_("Hazard"), "Link", 150, "Hazard"),
)


@dataclass(frozen=True)
class NumberedHazard:
	"""What the list knows of one hazard; field names are those of Hazard."""

	name: str
	register_no: str = ""
	enterprise: str = ""
	county: str = ""
	industry: str = ""
	hazard_title: str = ""
	classification: str = ""
	found_on: date | None = None
	stage: str = ""
	national_no: str = ""
	provincial_no: str = ""


def outer_rows(hazards: Iterable[NumberedHazard], translate: Translate = identity) -> list[Row]:
	"""Numbered rows for OUTER_COLUMNS, in the order given."""
	return [
		{
			"idx": number,
			**{name: getattr(hazard, name) for name in _PLAIN},
			"register_no": register_text(hazard.register_no, translate),
			"classification": translate(hazard.classification) if hazard.classification else "",
			"stage": translate(hazard.stage),
			"hazard": hazard.name,
		}
		for number, hazard in enumerate(hazards, start=1)
	]


_PLAIN = ("enterprise", "county", "industry", "hazard_title", "found_on", "national_no", "provincial_no")


def outer_cards(hazards: Sequence[NumberedHazard]) -> list[Card]:
	"""How many hazards are listed, and how many of them lack which number."""
	national = sum(not hazard.national_no for hazard in hazards)
	provincial = sum(not hazard.provincial_no for hazard in hazards)
	return [
		Card(N_("Hazards Listed"), len(hazards)),
		Card(N_("Without National Number"), national, indicator="Orange" if national else "Green"),
		Card(N_("Without Provincial Number"), provincial, indicator="Orange" if provincial else "Green"),
	]
