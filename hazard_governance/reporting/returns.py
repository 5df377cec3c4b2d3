"""What a monthly return is drawn from: the register of its unit, and for the city the returns of those below.

The return belongs to the unit, not to the person who draws it: nothing here is narrowed to a user. Whoever calls has
asked for the permission to write the return.
"""

from __future__ import annotations

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import getdate

from hazard_governance.domain import return_words as w
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.facts_returns import HazardReturnRow
from hazard_governance.domain.lists import ListedHazard
from hazard_governance.domain.return_units import Unit
from hazard_governance.domain.returns import ROW_COLUMNS, merged_rows, return_rows
from hazard_governance.permissions.members import authority_scopes
from hazard_governance.reporting.filters import MonthlyFilters
from hazard_governance.reporting.monthly import monthly_hazards

EVERYBODY = "Administrator"


def site_language(text: str) -> str:
	"""The translation in which sentences are frozen: a return is read by many, and is one paper for all of them."""
	return _(text, lang=frappe.db.get_default("lang") or "en")


def register(unit: Unit, month: str) -> list[ListedHazard]:
	"""The major hazards of the unit that may belong to the month."""
	if unit.kind == w.ENTERPRISE_UNIT:
		return monthly_hazards(MonthlyFilters(month=month, enterprise=unit.name), EVERYBODY)
	scope = authority_scopes((unit.name,))[0]
	return monthly_hazards(MonthlyFilters(month=month, authority=unit.name, authority_scope=scope), EVERYBODY)


def draw(unit: Unit, month: str) -> tuple[HazardReturnRow, ...]:
	"""The rows of the unit's return of `month` (YYYY-MM) as of today."""
	rows = return_rows(register(unit, month), month, getdate(), site_language)
	if unit.kind != w.CITY_UNIT:
		return rows
	return merged_rows(rows, returns_below(unit, month))


def returns_below(unit: Unit, month: str) -> list[tuple[str, tuple[HazardReturnRow, ...]]]:
	"""(unit, rows) of the versions that count of the counties and departments of the city, the latest submitted last."""
	rows = [
		row
		for row in current_returns(month)
		if row.city == unit.city and row.unit_kind in (w.COUNTY_UNIT, w.DEPARTMENT_UNIT)
	]
	of_returns = rows_of([row.name for row in rows])
	ordered = sorted(rows, key=lambda row: row.submitted_at)
	return [(row.authority, of_returns.get(row.name, ())) for row in ordered]


RETURN_COLUMNS = (
	"name",
	"unit_kind",
	"enterprise",
	"authority",
	"month",
	"version_no",
	"submitted_at",
	"city",
	"fingerprint",
)


def submitted_returns(month: str, narrow=None) -> list[dict]:
	"""Every submitted version of the month, the first one first; `narrow(query, table)` adds conditions."""
	table = DocType("Hazard Return")
	query = (
		frappe.qb.from_(table)
		.select(*(table[column] for column in RETURN_COLUMNS))
		.where(table.status == v.SUBMITTED)
		.where(table.month == month)
		.orderby(table.version_no, table.name)
	)
	return (narrow(query, table) if narrow else query).run(as_dict=True)


def current_returns(month: str, narrow=None) -> list[dict]:
	"""The last submitted version of every unit."""
	last = {(row.enterprise, row.authority): row for row in submitted_returns(month, narrow)}
	return list(last.values())


def rows_of(names: Iterable[str]) -> dict[str, tuple[HazardReturnRow, ...]]:
	"""Frozen rows of the returns named, in their order."""
	names = list(names)
	if not names:
		return {}
	table = DocType(HazardReturnRow.DOCTYPE)
	rows = (
		frappe.qb.from_(table)
		.select(table.parent, table.name, table.idx, *(table[column] for column in ROW_COLUMNS))
		.where(table.parenttype == "Hazard Return")
		.where(table.parent.isin(names))
		.orderby(table.parent, table.idx)
		.run(as_dict=True)
	)
	found: dict[str, list[HazardReturnRow]] = {}
	for row in rows:
		found.setdefault(row.parent, []).append(HazardReturnRow.from_mapping(row))
	return {name: tuple(rows) for name, rows in found.items()}
