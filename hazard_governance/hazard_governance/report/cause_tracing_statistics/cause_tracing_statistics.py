"""Cause Tracing Statistics: see domain/cause_statistics.py for what is counted, reporting/causes.py for what it reads."""

import frappe

from hazard_governance.reporting import causes, listing


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary, always for the user of the session."""
	return listing.as_report(causes.cause_tracing_statistics(filters, frappe.session.user))
