from frappe import _


def get_data() -> dict:
	"""Connections of an authority; the counts are those of the user's scope."""
	return {
		"fieldname": "authority",
		"non_standard_fieldnames": {
			"Hazard": "verified_by_authority",
			"Regulated Enterprise": "competent_authority",
			"Hazard Return": "receiving_office",
		},
		"transactions": [
			{"label": _("In Its Charge"), "items": ["Regulated Enterprise", "Hazard", "Supervision Case"]},
			{
				"label": _("Its Acts"),
				"items": ["Hazard Verification", "Follow-up Inspection", "Enforcement Decision"],
			},
			{"label": _("Received and Sent"), "items": ["Hazard Return", "Case Referral"]},
		],
	}
