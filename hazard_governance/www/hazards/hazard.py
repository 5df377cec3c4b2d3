"""/hazards/hazard/NAME: one hazard."""

from hazard_governance.portal import hazard, pages

no_cache = 1


def get_context(context: dict) -> None:
	"""Read permission on the hazard is asked first; the same answer where it is not there."""
	pages.serve(context, hazard.show)
