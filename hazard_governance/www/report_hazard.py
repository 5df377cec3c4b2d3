"""/report-hazard: reporting in the field, for who is signed in; the page works without signal (report-hazard-sw.js).

What is served here is kept on the phone for whoever uses it next, so it holds nothing of the user but the language.
"""

import hashlib
from functools import cache
from pathlib import Path

import frappe
from frappe import _

from hazard_governance.domain import vocabulary as v
from hazard_governance.page_words import language_switch, words_of

no_cache = 1
SCRIPTS = ("server_words.js", "photo_shrink.js", "field_queue.js", "field_page.js")
STYLES = ("portal.css", "phone_pages.css")


def get_context(context: dict) -> None:
	"""The page without any data; who is not signed in signs in first."""
	if frappe.session.user == "Guest":
		frappe.local.flags.redirect_location = "/login?redirect-to=/report-hazard"
		# not for ever: a browser would remember a permanent one after the sign-in
		raise frappe.Redirect(302)
	language_switch(context)
	context.update(
		{
			"title": _("Report a Hazard"),
			"no_sitemap": 1,
			"assets": assets(),
			"sources": v.SOURCES,
			"setup": {"language": context.language, "version": version(), "words": words_of(*SCRIPTS)},
		}
	)


def assets() -> list[str]:
	"""Addresses of what the page is made of beside itself."""
	return [
		*(f"/assets/hazard_governance/js/{name}?v={version()}" for name in SCRIPTS),
		*(f"/assets/hazard_governance/css/{name}?v={version()}" for name in STYLES),
		"/assets/hazard_governance/images/hazard-governance.svg",
	]


@cache
def version() -> str:
	"""Changes with every file of the page."""
	root = Path(frappe.get_app_path("hazard_governance"))
	files = [
		*(root / "public/js" / name for name in SCRIPTS),
		*(root / "public/css" / name for name in STYLES),
		root / "www/report-hazard.html",
		root / "www/report-hazard-sw.js",
		root / "templates/phone/base.html",
	]
	total = hashlib.sha256()
	for file in files:
		total.update(file.read_bytes())
	return total.hexdigest()[:12]
