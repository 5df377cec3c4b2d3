"""What the call list reads beside the deadlines: telephone numbers, own authorities, and who has been called today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import frappe
from frappe.query_builder import DocType

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.call_list import Call, Phone, calls_of_today
from hazard_governance.domain.deadlines import DueItem
from hazard_governance.permissions.members import memberships
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.reporting.deadline_filters import DeadlineFilters
from hazard_governance.reporting.deadlines import due_items


def calls(
	filters: DeadlineFilters, user: str, today: date, days_ahead: int, with_phones: bool = True
) -> list[Call]:
	"""The calls an office has to make today, within the scope of `user`; a fixed number of queries."""
	items = due_items(filters, user, today, days_ahead)
	return calls_of_today(
		items,
		today,
		days_ahead,
		own=[authority.name for authority in memberships(user).authorities],
		phones=_phones(items, user) if with_phones else {},
	)


def _phones(items: Iterable[DueItem], user: str) -> dict[tuple[str, str], tuple[Phone, ...]]:
	"""Numbers of the enterprises within scope, and of the authorities, which everybody may look up."""
	items = list(items)
	found: dict[tuple[str, str], tuple[Phone, ...]] = {}
	enterprises = sorted({item.enterprise for item in items if item.charged == v.BY_ENTERPRISE})
	authorities = sorted({item.authority for item in items if item.charged == v.BY_AUTHORITY} - {""})
	if enterprises:
		enterprise = DocType("Regulated Enterprise")
		query = (
			frappe.qb.from_(enterprise)
			.select(enterprise.name, enterprise.phone, enterprise.principal_name, enterprise.principal_phone)
			.where(enterprise.name.isin(enterprises))
			.orderby(enterprise.name)
		)
		for row in apply_scope(query, enterprise, "Regulated Enterprise", user).run(as_dict=True):
			numbers = (
				Phone(row.principal_name or "", row.principal_phone or ""),
				Phone(row.name, row.phone or ""),
			)
			found[v.BY_ENTERPRISE, row.name] = tuple(phone for phone in numbers if phone.number)
	if authorities:
		for row in frappe.get_all(
			"Supervision Authority",
			filters={"name": ["in", authorities]},
			fields=["name", "phone"],
			order_by="name asc",
		):
			found[v.BY_AUTHORITY, row.name] = (Phone(row.name, row.phone),) if row.phone else ()
	return found


def called_today(hazards: Iterable[str], user: str, today: date) -> dict[str, dict]:
	"""The last telephone call of today about each hazard: {"at", "by", "note"}."""
	names = sorted(set(hazards) - {""})
	if not names:
		return {}
	told, caller = DocType("Hazard Reminder"), DocType("User")
	midnight = datetime(today.year, today.month, today.day)
	query = (
		frappe.qb.from_(told)
		.left_join(caller)
		.on(caller.name == told.owner)
		.select(told.hazard, told.sent_at, told.note, caller.full_name)
		.where(told.hazard.isin(names))
		.where(told.channel == v.BY_TELEPHONE)
		.where(told.sent_at >= midnight)
		.where(told.sent_at < midnight + timedelta(days=1))
		.orderby(told.sent_at, told.name)
	)
	return {
		row.hazard: {"at": row.sent_at, "by": row.full_name, "note": row.note or ""}
		for row in apply_scope(query, told, "Hazard Reminder", user).run(as_dict=True)
	}
