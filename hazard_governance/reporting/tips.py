"""Tips that wait for an answer, within the scope of a user."""

from datetime import date, timedelta

import frappe
from frappe.query_builder import DocType

from hazard_governance.domain.tip_words import RECEIVED
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.reporting.deadline_filters import DeadlineFilters

TIP = "Hazard Tip"


def tips_to_answer(filters: DeadlineFilters, user: str, today: date, days_ahead: int) -> list[dict]:
	"""{name, subject, place, county, answer_due, received_at} of the tips due by `days_ahead` days from today, the
	longest overdue first. One query; nothing for a user without the right to read tips."""
	if not frappe.has_permission(TIP, "read", user=user):
		return []
	tip = DocType(TIP)
	query = (
		frappe.qb.from_(tip)
		.select(tip.name, tip.subject, tip.place, tip.county, tip.answer_due, tip.received_at)
		.where(tip.status == RECEIVED)
		.where(tip.answer_due <= today + timedelta(days=max(days_ahead, 0)))
		.orderby(tip.answer_due, tip.name)
	)
	return apply_scope(filters.narrow(query, tip), tip, TIP, user).run(as_dict=True)
