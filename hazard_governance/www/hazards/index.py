"""/hazards: what waits for the person who signed in."""

from hazard_governance.portal import home, pages

no_cache = 1


def get_context(context: dict) -> None:
	"""Within the scope of the session's user."""
	pages.serve(context, home.show_home)
