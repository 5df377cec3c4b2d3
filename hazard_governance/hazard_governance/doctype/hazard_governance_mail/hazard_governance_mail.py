"""Hazard Governance Mail: what the app has mailed to whom. Written by the server, never changed or deleted."""

from frappe.model.document import Document

from hazard_governance.server_kept import ServerKept


class HazardGovernanceMail(ServerKept, Document):
	pass
