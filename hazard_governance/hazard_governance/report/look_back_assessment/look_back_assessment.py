"""Look-back Assessment: see domain/look_back_lists.py for what it holds, reporting/look_back.py for what it reads."""

import frappe

from hazard_governance.reporting import listing, look_back


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary, always for the user of the session."""
	return listing.as_report(look_back.assessed(filters, frappe.session.user))
