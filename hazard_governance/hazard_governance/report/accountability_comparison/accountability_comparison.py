"""Accountability Comparison: see domain/accountability_comparison.py for the rules, comparison_list.py for what it holds."""

import frappe

from hazard_governance.reporting import held, listing


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary, always for the user of the session."""
	return listing.as_report(held.accountability_comparison(filters, frappe.session.user))
