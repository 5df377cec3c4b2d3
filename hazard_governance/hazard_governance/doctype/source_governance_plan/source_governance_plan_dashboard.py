from hazard_governance.connections import of_hazard


def get_data() -> dict:
	"""Connections of a plan of source governance."""
	return of_hazard()
