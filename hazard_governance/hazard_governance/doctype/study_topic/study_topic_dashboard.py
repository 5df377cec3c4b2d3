from frappe import _


def get_data() -> dict:
	"""Connections of a topic: the hazards it came from, and the plan that works on it."""
	return {
		"fieldname": "study_topic",
		"internal_links": {"Hazard": ["hazards", "hazard"], "Regulated Enterprise": "enterprise"},
		"transactions": [
			{"label": _("Belongs To"), "items": ["Hazard", "Regulated Enterprise"]},
			{"label": _("5 Source Governance"), "items": ["Source Governance Plan"]},
		],
	}
