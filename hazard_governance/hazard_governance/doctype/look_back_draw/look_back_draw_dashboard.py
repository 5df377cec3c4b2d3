from frappe import _


def get_data() -> dict:
	"""Connections of a draw: the look-backs that it led to."""
	return {
		"fieldname": "draw",
		"transactions": [{"label": _("Supervision"), "items": ["Follow-up Inspection"]}],
	}
