from frappe import _

from hazard_governance.connections import of_hazard


def get_data() -> dict:
	"""Connections of an acceptance: the case that it ended."""
	return of_hazard({"label": _("Supervision"), "items": ["Supervision Case"]}, fieldname="acceptance")
