from frappe import _

from hazard_governance.connections import of_hazard


def get_data() -> dict:
	"""Connections of a case: what was told about it, and the acceptance it ended with."""
	return of_hazard(
		{"label": _("Supervision"), "items": ["Hazard Reminder", "Rectification Acceptance"]},
		fieldname="supervision_case",
		inside={"Rectification Acceptance": "acceptance"},
	)
