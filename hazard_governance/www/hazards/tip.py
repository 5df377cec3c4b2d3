"""/hazards/tip/NAME: one tip from the public."""

from hazard_governance.portal import pages, tips

no_cache = 1


def get_context(context: dict) -> None:
	"""Read permission on the tip is asked first; the same answer where it is not there."""
	pages.serve(context, tips.show)
