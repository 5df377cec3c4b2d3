from hazard_governance.setup.workflows import ensure_transitions

ACTIONS = ("Reopen Filed Hazard", "Reopen Report")


def execute() -> None:
	"""The ways back from Filed, added to the workflows of the hazard and of its report where they still have their
	states; whatever else an administrator made of them stays."""
	ensure_transitions(ACTIONS)
