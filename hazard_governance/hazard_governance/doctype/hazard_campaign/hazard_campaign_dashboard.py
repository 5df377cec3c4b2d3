from frappe import _


def get_data() -> dict:
	"""Connections of a campaign: the hazards found in it."""
	return {"fieldname": "campaign", "transactions": [{"label": _("Hazards"), "items": ["Hazard"]}]}
