"""Responsibility Check: see domain/responsibility_list.py for what it holds, reporting/ for what it reads."""

import frappe

from hazard_governance.reporting import responsibility


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary, always for the user of the session."""
	return responsibility.as_report(filters, frappe.session.user)
