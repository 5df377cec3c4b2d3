"""Hazard Heat Map: see domain/heat_map.py for what it shows, reporting/heat_map.py for what it reads."""

import frappe

from hazard_governance.reporting import heat_map


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary, always for the user of the session."""
	return heat_map.report(filters, frappe.session.user)
