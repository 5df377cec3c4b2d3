"""Methods of the Rectification Acceptance form."""

import frappe

from hazard_governance.hazard_governance.doctype.rectification_acceptance.rectification_acceptance import (
	get_measures,
)


@frappe.whitelist()
def prefill_findings(hazard: str) -> list[dict]:
	"""One finding for each measure of the hazard: measure_row, measure. The server does the same on save."""
	frappe.get_doc("Hazard", hazard).check_permission("read")
	return [{"measure_row": name, "measure": text} for name, text in get_measures(hazard).items()]
