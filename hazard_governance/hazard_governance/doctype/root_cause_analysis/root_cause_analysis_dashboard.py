from hazard_governance.connections import of_hazard


def get_data() -> dict:
	"""Connections of a cause analysis."""
	return of_hazard()
