"""What an action of the workflow means for the rules: the form asks before it acts."""

import frappe
from frappe import _
from frappe.model.document import Document

from hazard_governance import moves, standing_in
from hazard_governance.domain.documents import DOCUMENT_MOVES


@frappe.whitelist()
def describe(doctype: str, name: str, action: str) -> dict:
	"""{to_status, needs_reason, paper} of an action on a governed document; read permission on it is asked first.

	paper: label and field of the signed paper that is missing for this action, None where none is.

	Follows the workflow as an administrator has edited it: the action's state names the status, the domain the move.
	"""
	doc = _governed(doctype, name)
	doc.check_permission("read")
	workflow = moves.active_workflow(doctype)
	rows = workflow.transitions if workflow else []
	row = next((t for t in rows if t.state == doc.get("workflow_state") and t.action == action), None)
	to_status = moves.status_of(workflow, doc.status_field, row.next_state) if row else None
	move = doc.find_move(doc.get(doc.status_field), to_status) if to_status else None
	field = standing_in.missing_paper(doc, to_status) if moves.is_approval(move) else ""
	return {
		"to_status": to_status,
		"needs_reason": moves.is_back(move),
		"paper": {"fieldname": field, "label": _(doc.meta.get_label(field))} if field else None,
	}


@frappe.whitelist(methods=["POST"])
def attach_signed_paper(doctype: str, name: str, fieldname: str, file: str) -> None:
	"""Keep the paper that the principal signed, before the approval on it is recorded: the form is closed to the
	officer who records it. The document's own save asks for the permission and for the file."""
	if fieldname not in standing_in.PAPERS:
		frappe.throw(_("{0} holds no signed paper.").format(fieldname))
	doc = _governed(doctype, name)
	doc.set(fieldname, file)
	doc.save()


def _governed(doctype: str, name: str) -> Document:
	if doctype != "Hazard" and doctype not in DOCUMENT_MOVES:
		frappe.throw(_("{0} is no governed document.").format(doctype), frappe.PermissionError)
	return frappe.get_doc(doctype, name)
