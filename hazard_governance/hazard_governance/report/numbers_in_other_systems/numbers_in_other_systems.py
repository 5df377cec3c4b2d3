"""Numbers in Other Systems: see domain/outer_list.py for what it shows, reporting/outer_systems.py for what it reads."""

import frappe

from hazard_governance.reporting import outer_systems


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary, always for the user of the session."""
	return outer_systems.report(filters, frappe.session.user)
