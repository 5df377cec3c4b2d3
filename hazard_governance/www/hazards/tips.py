"""/hazards/tips: tips from the public within scope."""

from hazard_governance.portal import pages, tips

no_cache = 1


def get_context(context: dict) -> None:
	"""Within the scope of the session's user."""
	pages.serve(context, tips.show_list)
