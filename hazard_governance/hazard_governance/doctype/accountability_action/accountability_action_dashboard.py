from hazard_governance.connections import of_hazard


def get_data() -> dict:
	"""Connections of a measure of accountability."""
	return of_hazard()
