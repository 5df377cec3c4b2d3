"""Methods of the Hazard Verification form."""

import frappe

from hazard_governance import responsible


@frappe.whitelist()
def propose_supervisor(hazard: str, criterion: str | None = None) -> dict:
	"""Who answers for the hazard by the authorities' own settings; needs read permission on the hazard.

	criterion: the one the verification judges it by. {authority, reason, co_operating, doubt}: doubt names the
	authorities of one kind and level that all answer for it. Empty where nobody does.
	"""
	frappe.get_doc("Hazard", hazard).check_permission("read")
	return responsible.proposal(hazard, criterion)
