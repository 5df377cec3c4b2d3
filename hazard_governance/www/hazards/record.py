"""/hazards/record/KIND/NAME: one document of a hazard, or a monthly return."""

from hazard_governance.portal import pages, record

no_cache = 1


def get_context(context: dict) -> None:
	"""Read permission on the document is asked first; the same answer where it is not there."""
	pages.serve(context, record.show)
