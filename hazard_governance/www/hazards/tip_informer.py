"""/hazards/tip/NAME/informer: who gave a tip, for the one role that may know."""

from hazard_governance.portal import pages, tips

no_cache = 1


def get_context(context: dict) -> None:
	"""Read permission on the tip is asked first, then the role; that it was shown stays on record."""
	pages.serve(context, tips.show_informer)
