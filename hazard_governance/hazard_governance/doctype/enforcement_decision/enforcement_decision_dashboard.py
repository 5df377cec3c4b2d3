from hazard_governance.connections import of_hazard


def get_data() -> dict:
	"""Connections of an enforcement decision."""
	return of_hazard()
