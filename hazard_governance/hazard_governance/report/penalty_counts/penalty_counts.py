"""Penalty Counts: see domain/penalty_counts.py for what is counted, domain/penalty_list.py for the rows."""

import frappe

from hazard_governance.reporting import penalty_counts


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary, always for the user of the session."""
	return penalty_counts.report(filters, frappe.session.user)
