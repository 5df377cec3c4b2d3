from frappe import _


def get_data() -> dict:
	"""Connections of a hazard by step; the counts are those of the user's scope (permissions/doors.py)."""
	return {
		"fieldname": "hazard",
		"transactions": [
			{"label": _("1 Description and Verification"), "items": ["Hazard Verification"]},
			{"label": _("2 Cause Analysis"), "items": ["Root Cause Analysis"]},
			{"label": _("3 Accountability"), "items": ["Accountability Action", "Case Referral"]},
			{
				"label": _("4 Immediate Rectification"),
				"items": ["Remediation Plan", "Production Suspension", "Rectification Acceptance"],
			},
			{"label": _("5 Source Governance"), "items": ["Source Governance Plan", "Rectification Report"]},
			{
				"label": _("Supervision"),
				"items": [
					"Supervision Case",
					"Follow-up Inspection",
					"Enforcement Decision",
					"Hazard Reminder",
					"Hazard Time Entry",
				],
			},
		],
	}
