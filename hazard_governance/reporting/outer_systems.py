"""Hazards with their numbers in other systems, within the scope of the user of the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import cint

from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.lists import known_values
from hazard_governance.domain.outer_list import OUTER_COLUMNS, NumberedHazard, outer_cards, outer_rows
from hazard_governance.domain.outer_systems import NUMBER_FIELDS, KnownHazard, NumberRow
from hazard_governance.permissions import predicate
from hazard_governance.reporting import filters as read
from hazard_governance.reporting.listing import report_cards, report_columns

REPORT = "Numbers in Other Systems"
SYSTEM = "Hazard Reporting System"


@dataclass(frozen=True)
class OuterFilters(read.ListFilters):
	"""number_fields: those of the system asked for, else both. missing_only: hazards that lack one of them."""

	number_fields: tuple[str, ...] = tuple(NUMBER_FIELDS.values())
	missing_only: bool = True
	classification: str = words.MAJOR
	enterprise: str = ""


def outer_filters(filters: Mapping | str | None) -> OuterFilters:
	"""The filters of the report; ValidationError naming the filter that is wrong."""
	values = read.values_of(filters)
	system = read.existing(values, "system", _(SYSTEM), SYSTEM)
	every = tuple(NUMBER_FIELDS.values())
	return OuterFilters(
		**read.common(values),
		number_fields=(NUMBER_FIELDS[frappe.db.get_value(SYSTEM, system, "number_of")],) if system else every,
		missing_only=bool(cint(values.get("missing_only", 1))),
		classification=read.choice(
			{"classification": words.MAJOR, **values}, "classification", _("Classification"), words.CLASSES
		),
		enterprise=read.text(values, "enterprise"),
	)


def report(filters: Mapping | str | None, user: str) -> tuple:
	"""Columns, rows, message, chart and summary of the report for `user`."""
	hazards = numbered_hazards(outer_filters(filters), user)
	return (
		report_columns(OUTER_COLUMNS, _),
		outer_rows(hazards, _),
		None,
		None,
		report_cards(outer_cards(hazards), _),
	)


def numbered_hazards(filters: OuterFilters, user: str) -> list[NumberedHazard]:
	"""Hazards in the scope of `user`, withdrawn ones left out, by county, register number and name: one query."""
	hazard, county = DocType("Hazard"), DocType("Supervision Region")
	query = (
		frappe.qb.from_(hazard)
		.left_join(county)
		.on(county.name == hazard.county)
		.select(*(hazard[name] for name in NumberedHazard.__dataclass_fields__))
		.where(hazard.stage != words.WITHDRAWN)
		.orderby(county.region_code, hazard.register_no, hazard.name)
	)
	if filters.missing_only:
		query = query.where(_any_missing(hazard, filters.number_fields))
	if filters.classification:
		query = query.where(hazard.classification == filters.classification)
	if filters.enterprise:
		query = query.where(hazard.enterprise == filters.enterprise)
	if filters.stage:
		query = query.where(hazard.stage == filters.stage)
	query = filters.narrow_to_authority(filters.narrow(query, hazard), hazard)
	rows = predicate.apply_scope(query, hazard, "Hazard", user).run(as_dict=True)
	return [NumberedHazard(**known_values(NumberedHazard, row)) for row in rows]


def _any_missing(hazard, fieldnames: tuple[str, ...]):
	conditions = [hazard[name].isnull() | (hazard[name] == "") for name in fieldnames]
	missing = conditions[0]
	for condition in conditions[1:]:
		missing = missing | condition
	return missing


def named_hazards(rows: list[NumberRow], number_field: str, user: str) -> list[KnownHazard]:
	"""The hazards that rows of a workbook name and `user` may write to: one query."""
	keys = sorted({row.key for row in rows if row.key})
	if not keys:
		return []
	hazard = DocType("Hazard")
	query = (
		frappe.qb.from_(hazard)
		.select(hazard.name, hazard.register_no, hazard[number_field])
		.where(hazard.name.isin(keys) | hazard.register_no.isin(keys))
		.orderby(hazard.name)
	)
	writable = predicate.condition("Hazard", user, hazard, ptype="write")
	if writable is not None:
		query = query.where(writable)
	found = predicate.apply_scope(query, hazard, "Hazard", user).run()
	return [KnownHazard(name, register_no or "", number or "") for name, register_no, number in found]


def taken_numbers(rows: list[NumberRow], number_field: str) -> dict[str, str]:
	"""Which hazard has each of the numbers of a workbook. No scope: a number is given once in the whole register."""
	numbers = sorted({row.number for row in rows if row.number})
	if not numbers:
		return {}
	hazard = DocType("Hazard")
	found = (
		frappe.qb.from_(hazard)
		.select(hazard[number_field], hazard.name)
		.where(hazard[number_field].isin(numbers))
		.where(hazard.stage != words.WITHDRAWN)
		.orderby(hazard.name)
	)
	return dict(found.run())


def full_names(users: set[str]) -> dict[str, str]:
	"""Full names of users, by user."""
	user = DocType("User")
	query = (
		frappe.qb.from_(user).select(user.name, user.full_name).where(user.name.isin(sorted(users) or [""]))
	)
	return dict(query.orderby(user.name).run())
