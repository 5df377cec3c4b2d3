"""/hazards/calls: the call list for today."""

from hazard_governance.portal import other, pages

no_cache = 1


def get_context(context: dict) -> None:
	"""Within the scope of the session's user."""
	pages.serve(context, other.show_calls)
