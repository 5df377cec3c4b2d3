"""Accountability of one hazard beside that of similar ones."""

import frappe

from hazard_governance.permissions import predicate
from hazard_governance.reporting import held

# signals of 高举轻放 are for the city to look at
SIGNALLED = frozenset({"City Safety Office", "Governance Task Force"})
COLUMNS = ("name", "classification", "criterion", "industry", "recurring", "earlier_hazard")


@frappe.whitelist()
def comparison(hazard: str) -> dict:
	"""What was done in hazards like this one, in numbers: see `reporting.held.compare_one`. Blocks nothing.

	Needs read permission on the hazard and on its accountability; compares within what the user may read. Signals are
	given to the city office and its task force only.
	"""
	doc = frappe.get_doc("Hazard", hazard)
	doc.check_permission("read")
	if not predicate.may_read_of("Accountability Action", hazard):
		raise frappe.PermissionError(frappe._("Not permitted"))
	user = frappe.session.user
	with_signals = user == "Administrator" or bool(predicate.roles_on(user, doc) & SIGNALLED)
	return held.compare_one({column: doc.get(column) for column in COLUMNS}, user, with_signals)
