"""Hazard Return Completeness: see domain/completeness.py for what it finds, reporting/completeness.py for what it reads."""

import frappe

from hazard_governance.reporting import completeness


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary, always for the user of the session."""
	return completeness.as_report(filters, frappe.session.user)
