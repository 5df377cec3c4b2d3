"""The report Penalty Counts of the user of the session: filters checked, rows read within scope, the rest is domain code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frappe import _
from frappe.utils import cint, getdate

from hazard_governance import penalties
from hazard_governance.domain import penalty_list
from hazard_governance.messages import phrase_text
from hazard_governance.reporting import filters as read


@dataclass(frozen=True)
class PenaltyFilters(read.ListFilters):
	"""enterprise: this one only. warnings_only: leave out what is still clear of the line."""

	enterprise: str = ""
	warnings_only: bool = False


def penalty_filters(filters: Mapping | str | None) -> PenaltyFilters:
	"""What a request may narrow by; ValidationError naming the filter that is wrong."""
	values = read.values_of(filters)
	return PenaltyFilters(
		**read.common(values),
		enterprise=read.text(values, "enterprise"),
		warnings_only=bool(cint(values.get("warnings_only", 0))),
	)


def report(filters: Mapping | str | None, user: str) -> tuple:
	"""Columns, rows, message, chart and summary."""
	wanted = penalty_filters(filters)
	found = penalties.penalised(
		user, lambda query, of: wanted.narrow_to_authority(wanted.narrow(query, of), of)
	)
	if wanted.enterprise:
		found = [row for row in found if row.enterprise == wanted.enterprise]
	rows = penalty_list.rows(found, getdate(), _, phrase_text, wanted.warnings_only)
	return _columns(), rows, _(penalty_list.EXPLAINED), None, _summary(rows)


def _columns() -> list[dict]:
	return [
		{
			"fieldname": column.fieldname,
			"label": _(column.label),
			"fieldtype": column.fieldtype,
			"options": column.options,
			"width": column.width,
		}
		for column in penalty_list.COLUMNS
	]


def _summary(rows: list[dict]) -> list[dict]:
	return [
		{"label": _(label), "value": value, "datatype": "Int", "indicator": indicator}
		for label, value, indicator in penalty_list.cards(rows)
	]
