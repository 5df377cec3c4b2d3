"""Words of the pages that stand outside the desk: their scripts say __("..."), and the page brings the translations."""

import json
import re
from functools import cache
from pathlib import Path

import frappe
from frappe import _

CALL = re.compile(r'\b__\(\s*("(?:[^"\\]|\\.)*")')


def words_of(*scripts: str) -> dict[str, str]:
	"""{English: translation in the language of the request} of everything these scripts of public/js say."""
	return {text: _(text) for script in scripts for text in _said(script)}


@cache
def _said(script: str) -> tuple[str, ...]:
	source = Path(frappe.get_app_path("hazard_governance", "public", "js", script)).read_text(
		encoding="utf-8"
	)
	return tuple(dict.fromkeys(json.loads(text) for text in CALL.findall(source)))


def language_switch(context: dict) -> None:
	"""Add the two languages of the public pages to a context: `language`, and the address of the other one."""
	chinese = (frappe.local.lang or "en").startswith("zh")
	context.language = "zh" if chinese else "en"
	context.other_language = {"code": "en", "name": "English"} if chinese else {"code": "zh", "name": "中文"}
