"""/hazards/act: the form of an act, and what it does when it is sent."""

from hazard_governance.portal import pages
from hazard_governance.portal.acts import serve

no_cache = 1


def get_context(context: dict) -> None:
	"""Read permission on the document is asked first, then whether the act is the user's; the controllers ask again."""
	pages.serve(context, serve.show)
