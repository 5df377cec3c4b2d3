from frappe import _


def get_data() -> dict:
	"""Connections of a criterion: what was judged by it."""
	return {
		"fieldname": "criterion",
		"transactions": [{"label": _("Hazards"), "items": ["Hazard", "Hazard Verification"]}],
	}
