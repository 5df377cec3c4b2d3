from frappe import _


def get_data() -> dict:
	"""Connections of a sector itself; what lies below it stands in the tree."""
	return {
		"fieldname": "industry",
		"transactions": [
			{"label": _("Register of the Place"), "items": ["Regulated Enterprise", "Hazard"]},
			{"label": _("Reference Data"), "items": ["Hazard Criterion"]},
		],
	}
