"""/hazards/monthly-list: the Monthly Major Hazard List."""

from hazard_governance.portal import lists, pages

no_cache = 1


def get_context(context: dict) -> None:
	"""Rows within the scope of the session's user, as the report has them."""
	pages.serve(context, lambda context: lists.show(lists.MONTHLY, context))
