"""/report-hazard-sw.js: the service worker of /report-hazard, with the version and the files of that page."""

from hazard_governance.www import report_hazard

no_cache = 1


def get_context(context: dict) -> None:
	"""Names of public files only."""
	context.update({"no_sitemap": 1, "version": report_hazard.version(), "assets": report_hazard.assets()})
