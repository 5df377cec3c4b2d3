"""Actions of the workflow on the documents of a hazard that have no act of their own: submitted, approved, sent back, as the
workflow stands and as the controllers allow it. What is missing is told by the controllers when the action is taken."""

from collections.abc import Iterable

import frappe
from frappe.model.document import Document
from frappe.model.workflow import get_transitions, has_approval_access

from hazard_governance import moves, standing_in
from hazard_governance.domain.deficiency import N_
from hazard_governance.portal import forms
from hazard_governance.portal.acts.model import Act, Request

# whose actions people take on the page of the document
MOVED = {
	f"move-{frappe.scrub(doctype).replace('_', '-')}": doctype
	for doctype in (
		"Root Cause Analysis",
		"Accountability Action",
		"Remediation Plan",
		"Production Suspension",
		"Rectification Acceptance",
		"Source Governance Plan",
		"Rectification Report",
		"Enforcement Decision",
		"Follow-up Inspection",
	)
}
KEYS = {doctype: key for key, doctype in MOVED.items()}


def offered(doc: Document, others: Iterable[Act]) -> list[tuple[str, str, bool]]:
	"""(key, action, whether it leads on) of what the session's user may do; not what `others` stand for."""
	if doc.doctype not in KEYS:
		return []
	return [
		(KEYS[doc.doctype], row["action"], not moves.is_back(_move(doc, row)))
		for row in _transitions(doc, others)
	]


def act_of(key: str, action: str, others: Iterable[Act]) -> Act | None:
	"""The act that takes one action of the workflow; whether it may be taken is asked of the document."""
	doctype = MOVED.get(key)
	if not doctype or not action:
		return None
	others = tuple(others)

	def found(doc: Document) -> dict | None:
		return next((row for row in _transitions(doc, others) if row["action"] == action), None)

	return Act(
		key,
		doctype,
		action,
		N_("The status has changed."),
		lambda doc, row: found(doc) is not None,
		lambda request: _take(request, found(request.doc)),
		lambda doc, row: _fields(doc, found(doc)),
		main=True,
	)


def _transitions(doc: Document, others: Iterable[Act]) -> list[dict]:
	"""Transitions that the user may take, one for each state that they lead to."""
	if not moves.active_workflow(doc.doctype) or not doc.get("workflow_state"):
		return []
	taken = {action for act in others if act.doctype == doc.doctype for action in act.actions}
	found: dict[str, dict] = {}
	for row in get_transitions(doc):
		if row["action"] in taken or not has_approval_access(frappe.session.user, doc, row):
			continue
		if row["next_state"] not in found and _allowed(doc, row):
			found[row["next_state"]] = row
	return list(found.values())


def _allowed(doc: Document, row: dict) -> bool:
	"""Whether the controller lets this person make the move; what the document lacks is another matter."""
	old, new, move = doc.get(doc.status_field), _status(doc, row), _move(doc, row)
	try:
		doc.check_actor(old, new, move)
	except frappe.PermissionError:
		frappe.clear_messages()
		return False
	return bool(_paper(doc, row)) or not doc.check_people(old, new, move)


def _status(doc: Document, row: dict) -> str:
	workflow = moves.active_workflow(doc.doctype)
	return moves.status_of(workflow, doc.status_field, row["next_state"]) or doc.get(doc.status_field)


def _move(doc: Document, row: dict) -> object | None:
	return doc.find_move(doc.get(doc.status_field), _status(doc, row))


def _paper(doc: Document, row: dict) -> str:
	"""The field of the signed paper that recording this approval asks for, "" where it asks for none."""
	return standing_in.missing_paper(doc, _status(doc, row)) if moves.is_approval(_move(doc, row)) else ""


def _fields(doc: Document, row: dict) -> list[forms.Field]:
	fields = []
	if moves.is_back(_move(doc, row)):
		fields.append(
			forms.of(doc.doctype, "return_reason", required=True, help="", value=doc.return_reason or "")
		)
	if paper := _paper(doc, row):
		fields.append(forms.of(doc.doctype, paper, required=True))
	return fields


def _take(request: Request, row: dict) -> None:
	doc = request.doc
	if row is None:
		raise frappe.PermissionError
	if paper := _paper(doc, row):
		doc.set(paper, request.keep(paper, doc))
	if reason := request.values.get("return_reason"):
		doc.return_reason = reason
	doc.workflow_state = row["next_state"]
	doc.save()
