"""Hazard Loop Progress: see domain/loop_progress.py for what it shows, reporting/loop_progress.py for what it reads."""

import frappe

from hazard_governance.reporting import loop_progress


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary, always for the user of the session."""
	return loop_progress.report(filters, frappe.session.user)
