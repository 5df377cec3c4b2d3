"""Hazard Field Report: that a report or photo sent from the field is stored already (field_reports.py). Read by nobody."""

from frappe.model.document import Document

from hazard_governance.server_kept import ServerKept


class HazardFieldReport(ServerKept, Document):
	pass
