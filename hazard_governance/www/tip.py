"""/tip: the public warns of a danger (群众举报), without an account."""

import frappe
from frappe import _
from frappe.utils import cint

from hazard_governance import working_days
from hazard_governance.page_words import language_switch, words_of
from hazard_governance.tip_decisions import known_regions
from hazard_governance.tips import MOST_PHOTOS

no_cache = 1


def get_context(context: dict) -> None:
	"""Names of regions and the settings of the page; nothing of any record."""
	settings = working_days.settings()
	language_switch(context)
	code = frappe.form_dict.get("region")
	chosen = code and frappe.db.get_value("Supervision Region", {"region_code": code}, "name")
	context.update(
		{
			"title": _("Report a Danger"),
			"no_sitemap": 1,
			"open": settings.take_tips,
			"hotline": settings.tip_hotline,
			"days": settings.tip_answer_days,
			"regions": known_regions(),
			"chosen": chosen,
			"setup": {
				"language": context.language,
				"most_photos": MOST_PHOTOS,
				"largest_mb": cint(settings.tip_photo_mb),
				"words": words_of("tip_page.js"),
			},
		}
	)
