"""What the two reports of looking back read: a fixed number of queries, whatever the number of hazards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import add_days, getdate

from hazard_governance import look_back_facts
from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.look_back import DECIDED_STATUSES
from hazard_governance.domain.look_back_lists import LookBack, assessment, signal_list
from hazard_governance.domain.official_list import OfficialList
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.reporting import filters as read
from hazard_governance.reporting.listing import reporting_unit

LOOK_BACK = "Follow-up Inspection"
MEASURE = "Follow-up Inspection Measure"
DAYS = 90


@dataclass(frozen=True)
class LookBackFilters(read.ListFilters):
	"""from_date, to_date: of the inspection (assessment), or of the close-out (signals), both included. kind: of the
	signal; waiting: only hazards not looked back on yet."""

	from_date: date = date.min
	to_date: date = date.max
	waiting: bool = False


def look_back_filters(filters: Mapping | str | None) -> LookBackFilters:
	"""What a request may narrow by, the last ninety days unless it says others; ValidationError naming what is wrong."""
	values = read.values_of(filters)
	last = _day(values, "to_date", _("Last Day")) or getdate()
	first = _day(values, "from_date", _("First Day")) or getdate(add_days(last, -DAYS))
	if first > last:
		frappe.throw(
			_("The first day {0} lies after the last one, {1}. Correct the days.").format(first, last)
		)
	return LookBackFilters(
		**read.common(values),
		from_date=first,
		to_date=last,
		waiting=frappe.utils.cint(values.get("waiting")) == 1,
	)


def _day(values: dict, name: str, label: str) -> date | None:
	given = read.text(values, name)
	try:
		return date.fromisoformat(given[:10]) if given else None
	except ValueError:
		frappe.throw(_("{0}: {1} is no day. Write it as {2}.").format(label, given, "2026-11-30"))


def assessed(filters: dict | str | None, user: str) -> OfficialList:
	"""The Look-back Assessment of `user`; ValidationError naming a filter that is wrong."""
	wanted = look_back_filters(filters)
	return assessment(
		decided_look_backs(wanted, user),
		(wanted.from_date, wanted.to_date),
		getdate(),
		unit=reporting_unit(wanted, user, set()),
		translate=_,
	)


def signalled(filters: dict | str | None, user: str) -> OfficialList:
	"""The Look-back Signals of `user`; ValidationError naming a filter that is wrong."""
	wanted = look_back_filters(filters)

	def narrow(query, hazard):
		query = query.where(hazard.closed_out_on >= wanted.from_date)
		query = query.where(hazard.closed_out_on <= wanted.to_date)
		if wanted.stage:
			query = query.where(hazard.stage == wanted.stage)
		query = wanted.narrow_to_authority(wanted.narrow(query, hazard), hazard)
		return apply_scope(query, hazard, "Hazard", user)

	rows = look_back_facts.closed_hazards(narrow)
	found = look_back_facts.signals_of(rows, user)
	last = last_look_backs(found, user)
	shown = [row for row in rows if row.name in found and not (wanted.waiting and row.name in last)]
	return signal_list(
		[look_back_facts.listed(row) for row in shown],
		found,
		last,
		getdate(),
		unit=reporting_unit(wanted, user, set()),
		translate=_,
	)


def decided_look_backs(wanted: LookBackFilters, user: str) -> list[LookBack]:
	"""Decided look-backs in the scope of `user`, by the day of the inspection: two queries."""
	table = DocType(LOOK_BACK)
	query = (
		_selected(table)
		.where(table.status.isin(list(DECIDED_STATUSES)))
		.where(table.inspected_on >= wanted.from_date)
		.where(table.inspected_on <= wanted.to_date)
	)
	query = wanted.narrow_to_authority(wanted.narrow(query, table), table)
	rows = apply_scope(query, table, LOOK_BACK, user).run(as_dict=True)
	due = _supplementary_due([row.name for row in rows if row.finding == words.SUPERFICIAL])
	return [_look_back(row, due.get(row.name, ())) for row in rows]


def last_look_backs(hazards: Iterable[str], user: str) -> dict[str, LookBack]:
	"""The last look-back on each of the hazards that `user` may see: one query."""
	table = DocType(LOOK_BACK)
	query = _selected(table).where(table.hazard.isin(sorted(hazards) or [""]))
	rows = apply_scope(query, table, LOOK_BACK, user).run(as_dict=True)
	return {row.hazard: _look_back(row, ()) for row in rows}


def _selected(table):
	return (
		frappe.qb.from_(table)
		.select(
			table.name,
			table.hazard,
			table.county,
			table.authority,
			table.closed_by_authority,
			table.origin,
			table.finding,
			table.status,
			table.inspected_on,
		)
		.orderby(table.creation)
		.orderby(table.name)
	)


def _look_back(row: dict, due: tuple[date, ...]) -> LookBack:
	return LookBack(
		name=row.name,
		hazard=row.hazard,
		county=row.county or "",
		authority=row.authority or "",
		closed_by=row.closed_by_authority or "",
		origin=row.origin or "",
		finding=row.finding or "",
		status=row.status or "",
		inspected_on=row.inspected_on,
		supplementary_due=due,
	)


def _supplementary_due(names: list[str]) -> dict[str, tuple[date, ...]]:
	"""Deadlines of supplementary measures that are not done, by look-back."""
	if not names:
		return {}
	rows = frappe.get_all(
		MEASURE,
		filters={"parent": ("in", names), "parenttype": LOOK_BACK, "done_on": ("is", "not set")},
		fields=["parent", "deadline"],
		order_by="parent asc, idx asc",
	)
	found: dict[str, list[date]] = {}
	for row in rows:
		if row.deadline:
			found.setdefault(row.parent, []).append(row.deadline)
	return {name: tuple(days) for name, days in found.items()}
