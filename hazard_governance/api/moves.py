"""What an action of the workflow means for the rules: the form asks before it acts."""

import frappe
from frappe import _

from hazard_governance import moves
from hazard_governance.domain.documents import DOCUMENT_MOVES


@frappe.whitelist()
def describe(doctype: str, name: str, action: str) -> dict:
	"""{to_status, needs_reason} of an action on a governed document; read permission on it is asked first.

	Follows the workflow as an administrator has edited it: the action's state names the status, the domain the move.
	"""
	if doctype != "Hazard" and doctype not in DOCUMENT_MOVES:
		frappe.throw(_("{0} is no governed document.").format(doctype), frappe.PermissionError)
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	workflow = moves.active_workflow(doctype)
	rows = workflow.transitions if workflow else []
	row = next((t for t in rows if t.state == doc.get("workflow_state") and t.action == action), None)
	to_status = moves.status_of(workflow, doc.status_field, row.next_state) if row else None
	move = doc.find_move(doc.get(doc.status_field), to_status) if to_status else None
	return {"to_status": to_status, "needs_reason": moves.is_back(move)}
