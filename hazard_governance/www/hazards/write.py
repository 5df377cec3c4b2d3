"""/hazards/write: the form of a document, and its saving."""

from hazard_governance.portal import pages
from hazard_governance.portal.acts import documents

no_cache = 1


def get_context(context: dict) -> None:
	"""Read permission on the document or its hazard is asked first, then whether it is the user's to write; the
	controllers ask again."""
	pages.serve(context, documents.show)
