from frappe import _


def get_data() -> dict:
	"""Connections of a region itself; what lies below it stands in the tree."""
	return {
		"fieldname": "region",
		"transactions": [
			{"label": _("Register of the Place"), "items": ["Regulated Enterprise", "Supervision Authority"]}
		],
	}
