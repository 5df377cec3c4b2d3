"""Makes the shipped workflows, once each."""

from collections.abc import Iterable

import frappe

from hazard_governance.setup.memory import Memory
from hazard_governance.setup.workflow_data import WORKFLOWS, State, Transition, WorkflowSpec


def ensure_workflows(memory: Memory) -> None:
	"""Create the workflows that this site has not been given yet, with their states and actions.

	A workflow is made once in the life of a site. Later runs leave it alone even if an administrator edited,
	renamed, deactivated or deleted it; and a DocType that has a workflow of its own already gets none of ours.
	"""
	for spec in WORKFLOWS:
		if memory.has("Workflow", spec.name):
			continue
		found = frappe.db.exists("Workflow", {"document_type": spec.doctype})
		if not found:
			_make(spec, memory)
		memory.remember("Workflow", spec.name, made=not found)


def ensure_transitions(actions: tuple[str, ...]) -> None:
	"""Add the transitions of these actions to workflows that were made before they had them; for patches.

	A workflow that was deleted, or has lost one of the two states, gets none.
	"""
	for spec in WORKFLOWS:
		wanted = [row for row in spec.transitions if row.action in actions]
		if not wanted or not frappe.db.exists("Workflow", spec.name):
			continue
		doc = frappe.get_doc("Workflow", spec.name)
		states = {row.state for row in doc.states}
		present = {(row.state, row.action, row.allowed) for row in doc.transitions}
		for row in wanted:
			fits = {row.state, row.next_state} <= states
			if fits and (row.state, row.action, row.role) not in present:
				if not frappe.db.exists("Workflow Action Master", row.action):
					master = frappe.new_doc("Workflow Action Master")
					# the patch acts for the site, not for a user
					master.update({"workflow_action_name": row.action}).insert(ignore_permissions=True)
				doc.append("transitions", transition_row(row))
		doc.save(ignore_permissions=True)  # the patch acts for the site, not for a user


def add_states(spec: WorkflowSpec, statuses: tuple[str, ...], memory: Memory) -> None:
	"""Add the shipped states of `statuses`, with the transitions into them, to the workflow of that name: for patches.

	Nothing an administrator did is touched: a status that some state stands for already is left out, and so is a
	transition out of a state that is no longer there. Nothing happens where the workflow was renamed or deleted.
	"""
	if not frappe.db.exists("Workflow", {"name": spec.name, "document_type": spec.doctype}):
		return
	doc = frappe.get_doc("Workflow", spec.name)
	known = {row.update_value for row in doc.states}
	states = [state for state in spec.states if state.status in statuses and state.status not in known]
	if not states:
		return
	names = {state.name for state in states}
	there = {row.state for row in doc.states} | names
	rows = [row for row in spec.transitions if row.next_state in names and row.state in there]
	_make_masters(states, rows, memory)
	doc.extend("states", [state_row(spec, state) for state in states])
	doc.extend("transitions", [transition_row(row) for row in rows])
	doc.save(ignore_permissions=True)  # a patch acts for the site, not for a user


def _make_masters(states: Iterable[State], transitions: Iterable[Transition], memory: Memory) -> None:
	# States and actions are link targets of the workflow's rows; fixtures would come too late for them.
	for state in states:
		values = {"workflow_state_name": state.name, "style": state.style}
		_make_master("Workflow State", state.name, values, memory)
	for action in sorted({row.action for row in transitions}):
		_make_master("Workflow Action Master", action, {"workflow_action_name": action}, memory)


def _make(spec: WorkflowSpec, memory: Memory) -> None:
	_make_masters(spec.states, spec.transitions, memory)
	doc = frappe.new_doc("Workflow")
	doc.update(
		{
			"workflow_name": spec.name,
			"document_type": spec.doctype,
			"workflow_state_field": "workflow_state",
			"is_active": 1,
			# Mails of a workflow go to everybody who has the role, wherever they serve.
			"send_email_alert": 0,
			"states": [state_row(spec, state) for state in spec.states],
			"transitions": [transition_row(row) for row in spec.transitions],
		}
	)
	doc.insert(ignore_permissions=True)  # the installer acts for the site, not for a user


def _make_master(doctype: str, name: str, values: dict[str, str], memory: Memory) -> None:
	found = frappe.db.exists(doctype, name)
	if not found:
		# the installer acts for the site, not for a user
		frappe.new_doc(doctype).update(values).insert(ignore_permissions=True)
	memory.remember(doctype, name, made=not found)


def state_row(spec: WorkflowSpec, state: State) -> dict:
	"""A row of the Workflow's states table. No DocType of the app is submittable: doc_status is always 0."""
	return {
		"state": state.name,
		"doc_status": "0",
		"update_field": spec.field,
		"update_value": state.status,
		"allow_edit": state.editor,
	}


def transition_row(row: Transition) -> dict:
	"""A row of the Workflow's transitions table."""
	return {
		"state": row.state,
		"action": row.action,
		"next_state": row.next_state,
		"allowed": row.role,
		"allow_self_approval": int(not row.approval),
		"condition": row.condition,
	}
