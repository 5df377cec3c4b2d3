"""Changing the status of a governed document: the one place where workflow state and status meet.

`apply` runs inside `validate_workflow` on every insert and save, with an active workflow or without. A move that
passes here has been asked of the workflow (roles, conditions), of the domain (gates, every gate in between) and of
the people rules, whether it came by a button, the API, an import, bulk edit or a dragged card.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.workflow import WorkflowPermissionError
from frappe.model.workflow import validate_workflow as check_transition
from frappe.utils import cstr, escape_html, now_datetime

from hazard_governance import standing_in
from hazard_governance.domain import documents, people
from hazard_governance.domain.deficiency import Deficiency
from hazard_governance.messages import throw_deficiencies
from hazard_governance.permissions import predicate
from hazard_governance.setup.workflow_data import BY_DOCTYPE


# --- the one place -------------------------------------------------------------------------------------------
def apply(doc: Document) -> None:
	"""Align workflow state and status of `doc` and, when they move, ask everybody. Raises, or leaves both aligned."""
	before = doc.get_doc_before_save()
	workflow = active_workflow(doc.doctype)
	if before is None:
		_start(doc, workflow)
		return
	old = before.get(doc.status_field) or doc.first_status
	new = _target(doc, before, old, workflow)
	doc.set(doc.status_field, old)
	if new != old:
		_move(doc, old, new)


def active_workflow(doctype: str) -> Document | None:
	"""The active Workflow of a DocType, None when an administrator switched it off."""
	name = frappe.get_meta(doctype).get_workflow()
	return frappe.get_cached_doc("Workflow", name) if name else None


def state_for(workflow: Document, fieldname: str, status: str) -> str | None:
	"""The first state of the workflow that stands for a status."""
	return next(
		(
			row.state
			for row in workflow.states
			if row.update_field == fieldname and row.update_value == status
		),
		None,
	)


def status_of(workflow: Document, fieldname: str, state: str) -> str | None:
	"""The status that a state stands for; None when it stands for none (the status then stays)."""
	row = next((row for row in workflow.states if row.state == state), None)
	return row.update_value if row and row.update_field == fieldname and row.update_value else None


def _start(doc: Document, workflow: Document | None) -> None:
	"""A new document starts in the first status; a later one is refused to an import and ignored otherwise."""
	first = doc.first_status
	state = (state_for(workflow, doc.status_field, first) or workflow.states[0].state) if workflow else None
	sent_state, sent = doc.get("workflow_state"), doc.get(doc.status_field)
	if frappe.flags.in_import and ((sent and sent != first) or (sent_state and sent_state != state)):
		frappe.throw(
			_(
				"{0} {1} cannot be imported: a new record starts as {2}. Leave {3} empty and act on it afterwards."
			).format(
				_(doc.doctype),
				doc.name or "",
				_(first),
				_(doc.meta.get_label(doc.status_field)),
			),
			title=_("Starts at the beginning"),
		)
	doc.set(doc.status_field, first)
	doc.set("workflow_state", state)
	doc.return_reason = None


def _target(doc: Document, before: Document, old: str, workflow: Document | None) -> str:
	"""The status this save asks for, with the workflow state aligned to it."""
	if doc.flags.server_move:
		return _target_of_server(doc, before, workflow)
	sent = doc.get(doc.status_field) or old
	if not workflow:
		doc.workflow_state = before.workflow_state
		if sent != old:
			_require_shipped_role(doc, old, sent)
		return sent
	_realign(doc, before, old, workflow)
	if not doc.workflow_state or doc.workflow_state == before.workflow_state:
		doc.workflow_state = before.workflow_state
		if sent != old:
			_refuse_bare_status(doc, old, sent)
		return old
	check_transition(doc)
	return status_of(workflow, doc.status_field, doc.workflow_state) or old


def _realign(doc: Document, before: Document, old: str, workflow: Document) -> None:
	"""Give a record whose stored state does not stand for its status the state that does: it was made or moved while
	the workflow was off, or its state was taken out or given another status since."""
	known, stored = [row.state for row in workflow.states], before.workflow_state
	if stored in known and status_of(workflow, doc.status_field, stored) in (None, old):
		return
	fallback = stored if stored in known else known[0]
	before.workflow_state = state_for(workflow, doc.status_field, old) or fallback
	if doc.workflow_state == stored or doc.workflow_state not in known:
		doc.workflow_state = before.workflow_state


def _require_shipped_role(doc: Document, old: str, new: str) -> None:
	"""Raise PermissionError unless a role of the user makes this move in the shipped workflow: while the workflow is
	switched off, nothing else says who may."""
	roles = BY_DOCTYPE[doc.doctype].roles_for(old, new)
	if frappe.session.user != "Administrator" and not roles & set(frappe.get_roles()):
		frappe.throw(
			_("{0} is changed from {1} to {2} by: {3}.").format(
				_(doc.meta.get_label(doc.status_field)),
				_(old),
				escape_html(_(new)),
				", ".join(sorted(_(role) for role in roles)) or _("nobody"),
			),
			frappe.PermissionError,
		)


def _target_of_server(doc: Document, before: Document, workflow: Document | None) -> str:
	status = doc.flags.server_move.status
	state = state_for(workflow, doc.status_field, status) if workflow else None
	# a workflow that was edited to have no such state keeps its own; the status is what the rules go by
	doc.workflow_state = state or before.workflow_state
	return status


def _refuse_bare_status(doc: Document, old: str, sent: str) -> None:
	move = doc.find_move(old, sent)
	if move not in doc.moves_from(old):  # a jump that only an edited workflow can make
		move = None
	label = _(doc.meta.get_label(doc.status_field))
	if move:
		message = _(
			"{0} is not changed by hand or by dragging a card. Open {1} and use the action {2}."
		).format(label, doc.name, frappe.bold(_(move.action)))
	else:
		actions = ", ".join(dict.fromkeys(_(m.action) for m in doc.moves_from(old))) or _("none")
		message = _(
			"{0} is not changed by hand, and {1} does not lead to {2}. Actions from here: {3}."
		).format(label, _(old), escape_html(_(sent)), actions)
	frappe.throw(message, WorkflowPermissionError, title=_("Use an action"))


# --- a move --------------------------------------------------------------------------------------------------
def _move(doc: Document, old: str, new: str) -> None:
	move = doc.find_move(old, new) or _skipping_move(doc, old, new)
	by_server = doc.flags.server_move
	reason = by_server.reason if by_server else cstr(doc.get("return_reason")).strip()
	if not by_server:
		doc.check_actor(old, new, move)
	found = doc.check_move(old, new, reason)
	if not by_server:
		found = [*found, *doc.check_people(old, new, move)]
	throw_deficiencies(
		found, title=_("{0}: what is missing").format(_(move.action) if move else _(doc.doctype))
	)
	doc.set(doc.status_field, new)
	_sign(doc, old, move)
	doc.return_reason = None
	doc.flags.moved = (old, new)
	doc.flags.move_reason = reason if by_server or is_back(move) else ""
	doc.after_status_change(old, new)


def _skipping_move(doc: Document, old: str, new: str) -> object | None:
	"""What a jump of an edited workflow amounts to: skipping an approval makes it one."""
	return documents.skipping_move(doc.doctype, old, new) if doc.doctype in documents.STATUSES else None


def is_back(move: object | None) -> bool:
	"""Whether a move goes back and so needs a reason."""
	return bool(move) and (getattr(move, "back", False) or getattr(move, "kind", "") == documents.BACK)


def is_approval(move: object | None) -> bool:
	"""Whether a move is an approval of somebody's work."""
	return getattr(move, "kind", "") == documents.APPROVAL


def _sign(doc: Document, old: str, move: object | None) -> None:
	"""Who prepared and who decided, with the server's time."""
	if not doc.meta.has_field("decided_by"):
		return
	if getattr(move, "decides", False):
		doc.decided_by, doc.decided_at = frappe.session.user, now_datetime()
	elif is_back(move):
		standing_in.take_back(doc, old)
		doc.decided_by = doc.decided_at = None
		doc.sole_operator_approval = 0
	elif old == doc.first_status:
		doc.prepared_by = frappe.session.user


def self_approval(doc: Document, move: object | None) -> list[Deficiency]:
	"""What stands against the session's user approving `doc`; notes a sole operator's consented approval."""
	if not is_approval(move):
		return []
	problem = people.self_approval(
		doc.get("prepared_by") or "", frappe.session.user, False, doc.doctype, doc.owner or ""
	)
	if problem and _consented(doc):
		doc.sole_operator_approval = 1
		return []
	return [problem] if problem else []


def _consented(doc: Document) -> bool:
	row = frappe.db.get_value(
		"Regulated Enterprise",
		doc.get("enterprise"),
		["sole_operator", "sole_operator_authority", "sole_operator_consent_on"],
		as_dict=True,
	)
	return bool(row and row.sole_operator and row.sole_operator_authority and row.sole_operator_consent_on)


def require_authority(doc: Document, authority: str | None) -> None:
	"""Raise PermissionError unless the user acts for `authority`, or for any that covers `doc` when none is named."""
	user = frappe.session.user
	if user == "Administrator":
		return
	if authority:
		predicate.require_authority(doc, authority, user)
	elif not predicate.acting_authorities(user, doc):
		frappe.throw(
			_(
				"Only a member of an authority that supervises this hazard, and not of its enterprise, may do this."
			),
			frappe.PermissionError,
		)


def log(doc: Document) -> None:
	"""Leave a comment about a move back, or one the server made, with its reason."""
	reason = doc.flags.move_reason
	if not doc.flags.moved or not reason:
		return
	old, new = doc.flags.moved
	text = _("{0} to {1}: {2}").format(_(old), _(new), reason)
	doc.add_comment("Info", escape_html(text))
	doc.flags.move_reason = None


# --- what a governed document never is -------------------------------------------------------------------------
def refuse_docstatus(doc: Document) -> None:
	"""No governed document is submitted, cancelled or amended."""
	if doc.docstatus != 0 or doc.get("amended_from"):
		refuse_submit(doc)


def refuse_submit(doc: Document) -> None:
	frappe.throw(
		_("{0} is not submitted, cancelled or amended. Use its actions instead.").format(_(doc.doctype)),
		frappe.DocstatusTransitionError,
		title=_("Use an action"),
	)


def refuse_rename(doc: Document) -> None:
	frappe.throw(
		_("{0} {1} keeps its number: it cannot be renamed or merged.").format(_(doc.doctype), doc.name),
		title=_("Kept on record"),
	)
