"""Who answers for a hazard, from the authorities' own settings: gathered here, decided in domain/responsibility.py."""

from collections.abc import Mapping
from dataclasses import replace

import frappe
from frappe import _

from hazard_governance.domain.lists import ListedHazard
from hazard_governance.domain.responsibility import GROUNDS, Duty, Matter, Responsibility, resolve
from hazard_governance.permissions import members
from hazard_governance.permissions.table import LEVEL_COLUMNS, SECTOR_COLUMN
from hazard_governance.permissions.values import sector_of_criterion

PLACES = ("county", "city", "township")
HAZARD_FIELDS = ("enterprise", "industry", SECTOR_COLUMN, *PLACES)


def duties() -> list[Duty]:
	"""What every authority in office answers for: four queries."""
	rows = frappe.get_all(
		"Supervision Authority", filters={"disabled": 0}, fields=["name", "level"], order_by="name asc"
	)
	levels = {row.name: row.level for row in rows}
	return [
		Duty(
			name=scope.name,
			kind=scope.kind,
			level=levels[scope.name],
			region=scope.region,
			industries=scope.industries or frozenset(),
			themes=scope.themes,
		)
		for scope in members.authority_scopes(tuple(levels))
	]


def matter_of(hazard: Mapping, competent_authority: str | None) -> Matter:
	"""A hazard (its scope columns) with the authority in office that its enterprise names, or its successor."""
	return Matter(
		places={level: hazard[column] for level, column in LEVEL_COLUMNS.items() if hazard.get(column)},
		industry=hazard.get("industry") or "",
		sector=hazard.get(SECTOR_COLUMN) or "",
		competent_authority=competent_authority or "",
	)


def responsible_for(hazard: str, criterion: str | None = None) -> Responsibility:
	"""Who answers for a hazard; judged by `criterion` where that is about to become its criterion."""
	row = frappe.db.get_value("Hazard", hazard, list(HAZARD_FIELDS), as_dict=True)
	if criterion:
		row[SECTOR_COLUMN] = sector_of_criterion(criterion)
	named = frappe.db.get_value("Regulated Enterprise", row.enterprise, "competent_authority")
	return resolve(matter_of(row, members.in_office(named)), duties())


def proposal(hazard: str, criterion: str | None = None) -> dict:
	"""The supervising authority to propose, with the reason in the reader's language; see the API."""
	found = responsible_for(hazard, criterion)
	return {
		"authority": found.authority,
		"reason": _(GROUNDS[found.ground]) if found.ground else "",
		"co_operating": list(found.co_operating),
		"doubt": [list(claim.authorities) for claim in found.claims],
	}


def named(hazards: list[ListedHazard]) -> list[ListedHazard]:
	"""The hazards with the authority that answers for each in place of the one its enterprise names: five queries."""
	if not hazards:
		return []
	rows = frappe.get_all(
		"Hazard",
		filters={"name": ("in", [hazard.name for hazard in hazards])},
		fields=["name", *HAZARD_FIELDS],
		order_by="name asc",
	)
	found, places = duties(), {row.name: row for row in rows}
	return [
		replace(
			hazard,
			competent_authority=resolve(
				matter_of(places[hazard.name], members.in_office(hazard.competent_authority)), found
			).authority,
		)
		for hazard in hazards
	]
