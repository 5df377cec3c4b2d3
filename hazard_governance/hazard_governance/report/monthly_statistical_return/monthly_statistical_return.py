"""Monthly Statistical Return, by quarter and year the statistical analysis form: see domain/statistical_return.py."""

import frappe

from hazard_governance.reporting import listing, statistics


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary, always for the user of the session."""
	return listing.as_report(statistics.monthly_return(filters, frappe.session.user), whole_headings=True)
