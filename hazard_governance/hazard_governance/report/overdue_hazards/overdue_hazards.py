"""Overdue Hazards: see domain/overdue_list.py for what it holds, reporting/ for what it reads."""

import frappe

from hazard_governance.reporting import listing


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary, always for the user of the session."""
	return listing.as_report(listing.overdue(filters, frappe.session.user))
