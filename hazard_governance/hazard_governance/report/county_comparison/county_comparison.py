"""County Comparison: see domain/county_comparison.py."""

import frappe

from hazard_governance.reporting import listing, statistics


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary, always for the user of the session."""
	return listing.as_report(statistics.county_comparison(filters, frappe.session.user), whole_headings=True)
