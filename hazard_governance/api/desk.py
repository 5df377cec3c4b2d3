"""Numbers, charts, deadlines and branches of the desk: what a workspace shows, within the scope of the session user."""

from __future__ import annotations

from datetime import timedelta

import frappe
from frappe import _
from frappe.utils import getdate

from hazard_governance.domain.calendar import MOST_DAYS, calendar_events
from hazard_governance.reporting import cards, charts, trees
from hazard_governance.reporting.deadline_filters import DeadlineFilters
from hazard_governance.reporting.deadlines import due_items
from hazard_governance.reporting.filters import values_of


@frappe.whitelist()
def card(filters: dict | str | None = None) -> dict:
	"""{value, fieldtype, route, route_options} of the number card that `filters` names as {"card": name}.

	PermissionError for a card of other roles.
	"""
	name = values_of(filters).get("card")
	return cards.card_value(str(name or ""), frappe.session.user, getdate())


@frappe.whitelist()
def open_hazards_by(filters: dict | str | None = None) -> dict:
	"""Chart of the user's open hazards; `filters` names what they are grouped by, as {"by": "stage"}."""
	frappe.has_permission("Hazard", "read", throw=True)
	by = values_of(filters).get("by") or "stage"
	return charts.open_hazards_by(str(by), frappe.session.user, getdate())


@frappe.whitelist()
def major_hazards_by_step() -> dict:
	"""Chart of the user's major hazards that are not filed, by the state of each of the five steps."""
	frappe.has_permission("Hazard", "read", throw=True)
	return charts.major_hazards_by_step(frappe.session.user, getdate())


@frappe.whitelist()
def hazards_by_month() -> dict:
	"""Chart of the user's hazards registered and closed out in this month and the twelve before it."""
	frappe.has_permission("Hazard", "read", throw=True)
	return charts.hazards_by_month(frappe.session.user, getdate())


@frappe.whitelist()
def due_dates(start: str, end: str, filters: list | str | None = None) -> list[dict]:
	"""Entries of the calendar of hazards: every deadline from `start` to `end` in the user's scope.

	filters: of the list of hazards. Each entry: doctype and name of what it opens, title, tooltip, due, state.
	"""
	frappe.has_permission("Hazard", "read", throw=True)
	first, last = getdate(start), getdate(end)
	if first is None or last is None or last - first > timedelta(days=MOST_DAYS):
		frappe.throw(_("The calendar shows {0} days at most. Choose a shorter time.").format(MOST_DAYS))
	today = getdate()
	wanted = DeadlineFilters(hazards=_hazards(filters))
	items = due_items(wanted, frappe.session.user, today, (last - today).days)
	return calendar_events(items, first, last, today, _)


def _hazards(filters: list | str | None) -> tuple[str, ...] | None:
	narrowing = frappe.parse_json(filters) if isinstance(filters, str) else filters
	if not narrowing:
		return None
	return tuple(
		frappe.get_list("Hazard", filters=narrowing, pluck="name", order_by="name asc", limit_page_length=0)
	)


@frappe.whitelist()
def tree(doctype: str, parent: str = "", is_root: bool = False) -> list[dict]:
	"""Branches of Supervision Region or Industry Sector below `parent` (the DocType itself: those at the top), with what
	lies below each in the user's scope."""
	return trees.branches(doctype, "" if parent == doctype else parent, frappe.session.user, getdate())
