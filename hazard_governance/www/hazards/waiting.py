"""/hazards/waiting: one list of what waits."""

from hazard_governance.portal import home, pages

no_cache = 1


def get_context(context: dict) -> None:
	"""Within the scope of the session's user."""
	pages.serve(context, home.show_waiting)
