"""Methods of the Source Governance Plan form."""

import frappe

from hazard_governance.domain.source_governance import prefill_items as propose_items
from hazard_governance.records import load_record

PROPOSED_FIELDS = ("kind", "cause", "question_code", "cause_text")


@frappe.whitelist()
def prefill_items(hazard: str) -> list[dict]:
	"""One item for each cause without a measure and each adverse answer left open; person, funds and dates are empty.

	Needs read permission on the hazard and, where there is one, on its analysis, whose words are shown.
	"""
	frappe.get_doc("Hazard", hazard).check_permission("read")
	record = load_record(hazard)
	if record.analysis is None:
		return []
	frappe.get_doc("Root Cause Analysis", record.analysis.name).check_permission("read")
	return [{field: getattr(item, field) for field in PROPOSED_FIELDS} for item in propose_items(record)]
