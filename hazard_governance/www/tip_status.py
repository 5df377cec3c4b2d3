"""/tip-status: whoever holds the code of a tip learns its outcome, and nothing else."""

from frappe import _

from hazard_governance import working_days
from hazard_governance.page_words import language_switch, words_of

no_cache = 1


def get_context(context: dict) -> None:
	"""Nothing of any record."""
	language_switch(context)
	context.update(
		{
			"title": _("Look Up a Tip"),
			"no_sitemap": 1,
			"hotline": working_days.settings().tip_hotline,
			"setup": {"language": context.language, "words": words_of("tip_page.js")},
		}
	)
