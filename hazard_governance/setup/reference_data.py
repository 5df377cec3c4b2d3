from hazard_governance.setup.memory import Memory


def ensure_reference_data(memory: Memory) -> None:
	"""Reference data of the app."""
