"""Methods of the Rectification Report form."""

import json
from dataclasses import asdict
from functools import partial

import frappe
from frappe import _

from hazard_governance.domain.report import SECTIONS
from hazard_governance.domain.report import compose as compose_sections
from hazard_governance.domain.report_text import TRANSLATION_CONTEXT
from hazard_governance.domain.text_difference import compare
from hazard_governance.papers.make import LANGUAGE, in_language
from hazard_governance.records import load_record

# a section tells what is in a document of its own; whoever may not read that does not get it by composing
SOURCES = {
	"analysis": "Root Cause Analysis",
	"accountability": "Accountability Action",
	"rectification": "Remediation Plan",
	"source_governance": "Source Governance Plan",
	"acceptance": "Rectification Acceptance",
	"revisions": "Source Governance Plan",
	"sweep": "Source Governance Plan",
	"lessons": "Source Governance Plan",
}


@frappe.whitelist()
def compose(hazard: str) -> dict[str, str]:
	"""The nine sections composed from the record, HTML by fieldname, in the language of official papers.

	Needs the right to write reports and to read the hazard. Nothing is saved.
	"""
	# as a report of this hazard: the right to write reports of another enterprise is none here
	frappe.get_doc({"doctype": "Rectification Report", "hazard": hazard}).check_permission("create")
	with in_language(LANGUAGE):
		sections = compose_sections(load_record(hazard), partial(_, context=TRANSLATION_CONTEXT))
	return {
		field: text
		for field, text in sections.items()
		if field not in SOURCES or frappe.has_permission(SOURCES[field], "read")
	}


@frappe.whitelist()
def differences(hazard: str, written: str | dict) -> list[dict]:
	"""What the record says now beside the sections as they are written in the form (by fieldname, HTML, saved or not).

	Rows: fieldname, composed, is_empty (nothing is written there), lines (side, text) where the words differ. The form
	fills what is empty and replaces nothing else unless the person says so. Permission as for `compose`.
	"""
	sections = json.loads(written) if isinstance(written, str) else written
	texts = {name: str(sections.get(name) or "") for name in SECTIONS}
	return [asdict(section) for section in compare(texts, compose(hazard))]
