"""Accountability Register: see domain/accountability_list.py for what it holds, reporting/accountability.py for what it reads."""

import frappe

from hazard_governance.reporting import held, listing


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary, always for the user of the session."""
	return listing.as_report(held.accountability_register(filters, frappe.session.user))
