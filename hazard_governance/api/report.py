"""Methods of the Rectification Report form."""

from functools import partial

import frappe
from frappe import _

from hazard_governance.domain.report import compose as compose_sections
from hazard_governance.domain.report_text import TRANSLATION_CONTEXT
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
	"""The nine sections composed from the record, HTML by fieldname, in the language of the session.

	Needs the right to write reports and to read the hazard. Nothing is saved: the form asks before it replaces text
	that a person edited.
	"""
	# as a report of this hazard: the right to write reports of another enterprise is none here
	frappe.get_doc({"doctype": "Rectification Report", "hazard": hazard}).check_permission("create")
	sections = compose_sections(load_record(hazard), partial(_, context=TRANSLATION_CONTEXT))
	return {
		field: text
		for field, text in sections.items()
		if field not in SOURCES or frappe.has_permission(SOURCES[field], "read")
	}
