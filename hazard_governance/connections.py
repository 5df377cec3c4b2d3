"""Connections that the forms of the app share; counts are those of the user's scope (permissions/doors.py)."""

from frappe import _


def of_hazard(*transactions: dict, **more) -> dict:
	"""Connections of a document of a hazard: the hazard and its enterprise, then what links to the document.

	transactions: as Frappe takes them; more: further keys, as `non_standard_fieldnames`.
	"""
	return {
		"fieldname": more.pop("fieldname", "reference_name"),
		"internal_links": {
			"Hazard": "hazard",
			"Regulated Enterprise": "enterprise",
			**more.pop("inside", {}),
		},
		"transactions": [
			{"label": _("Belongs To"), "items": ["Hazard", "Regulated Enterprise"]},
			*transactions,
		],
		**more,
	}
