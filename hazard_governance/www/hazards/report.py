"""/hazards/report: report a hazard."""

from hazard_governance.portal import pages
from hazard_governance.portal.acts import serve

no_cache = 1


def get_context(context: dict) -> None:
	"""For whoever may register hazards of an enterprise or region."""
	pages.serve(context, lambda context: serve.show_act(context, "report-hazard", "", ""))
