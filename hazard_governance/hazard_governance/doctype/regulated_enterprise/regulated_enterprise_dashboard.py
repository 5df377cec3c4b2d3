from frappe import _


def get_data() -> dict:
	"""Connections of an enterprise; the counts are those of the user's scope (permissions/doors.py)."""
	return {
		"fieldname": "enterprise",
		"transactions": [
			{"label": _("Hazards"), "items": ["Hazard", "Supervision Case"]},
			{
				"label": _("Rectification"),
				"items": ["Remediation Plan", "Production Suspension", "Rectification Acceptance"],
			},
			{
				"label": _("5 Source Governance"),
				"items": ["Source Governance Plan", "Study Topic", "Rectification Report"],
			},
			{
				"label": _("Supervision"),
				"items": ["Hazard Return", "Enforcement Decision", "Follow-up Inspection"],
			},
		],
	}
