"""What the page Workflow Check shows: every active workflow of the app against the rules."""

from collections import defaultdict

import frappe
from frappe import _
from frappe.permissions import AUTOMATIC_ROLES
from frappe.query_builder.functions import Count

from hazard_governance.domain.workflow_check import Arrow, Check, Finding, check
from hazard_governance.domain.workflow_model import Rules, StateRow, TransitionRow, WorkflowFacts
from hazard_governance.setup.role_names import MANAGER
from hazard_governance.setup.workflow_data import BY_DOCTYPE


@frappe.whitelist()
def get_checks() -> list[dict]:
	"""One entry for every DocType that has a workflow, in the order of the five steps, with translated words.

	Raises PermissionError unless the session user is a Hazard Governance Manager or System Manager.
	"""
	if not {MANAGER, "System Manager"} & set(frappe.get_roles()):
		frappe.throw(_("Only a {0} may see this.").format(_(MANAGER)), frappe.PermissionError)
	workflows, users = _load_workflows(), _users_of_roles()
	return [_entry(doctype, workflows.get(doctype, []), users) for doctype in BY_DOCTYPE]


def _entry(doctype: str, workflows: list[dict], users: dict[str, int]) -> dict:
	entry = {
		"doctype": doctype,
		"label": _(doctype),
		"inactive": [row.name for row in workflows if not row.is_active],
		"name": None,
	}
	active = [row for row in workflows if row.is_active]
	if active:
		result = check(_facts(active[0]), _rules(doctype), users)
		entry.update(_words_of(result), name=result.name)
	return entry


def _rules(doctype: str) -> Rules:
	spec = BY_DOCTYPE[doctype]
	waived = (
		(spec.status_of(row.state), spec.status_of(row.next_state), row.condition)
		for row in spec.transitions
		if not row.approval
	)
	meta = frappe.get_meta(doctype)
	# what a condition may read of doc.as_dict()
	fields = [
		*meta.get_valid_columns(),
		*(field.fieldname for field in meta.get_table_fields()),
		"doctype",
		"get",
	]
	return Rules.of(doctype, fields, waived)


def _load_workflows() -> dict[str, list[dict]]:
	"""DocType -> its workflows with states and transitions, in three queries."""
	workflows = frappe.get_all(
		"Workflow",
		filters={"document_type": ("in", list(BY_DOCTYPE))},
		fields=["name", "document_type", "is_active", "workflow_state_field", "send_email_alert"],
		order_by="name asc",
	)
	found = defaultdict(list)
	by_name = {row.name: row for row in workflows}
	for row in workflows:
		row.states, row.transitions = [], []
		found[row.document_type].append(row)
	filters = {"parent": ("in", list(by_name)), "parenttype": "Workflow"}
	for child in frappe.get_all(
		"Workflow Document State",
		filters=filters,
		fields=["parent", "idx", "state", "doc_status", "update_field", "update_value"],
		order_by="parent asc, idx asc",
	):
		by_name[child.parent].states.append(child)
	for child in frappe.get_all(
		"Workflow Transition",
		filters=filters,
		fields=[
			"parent",
			"idx",
			"state",
			"action",
			"next_state",
			"allowed",
			"condition",
			"allow_self_approval",
		],
		order_by="parent asc, idx asc",
	):
		by_name[child.parent].transitions.append(child)
	return found


def _facts(workflow: dict) -> WorkflowFacts:
	return WorkflowFacts(
		name=workflow.name,
		doctype=workflow.document_type,
		state_field=workflow.workflow_state_field,
		mails=bool(workflow.send_email_alert),
		states=tuple(
			StateRow(
				row.idx, row.state, row.doc_status or "0", row.update_field or "", row.update_value or ""
			)
			for row in workflow.states
		),
		transitions=tuple(
			TransitionRow(
				row.idx,
				row.state,
				row.action,
				row.next_state,
				row.allowed,
				row.condition or "",
				bool(row.allow_self_approval),
			)
			for row in workflow.transitions
		),
	)


def _users_of_roles() -> dict[str, int]:
	"""Enabled role -> number of enabled users who have it. Administrator, who has every role, is not counted."""
	has_role, user = frappe.qb.DocType("Has Role"), frappe.qb.DocType("User")
	counts = dict(
		frappe.qb.from_(has_role)
		.join(user)
		.on(user.name == has_role.parent)
		.where((has_role.parenttype == "User") & (user.enabled == 1))
		.where(user.name.notin(("Administrator", "Guest")))
		.groupby(has_role.role)
		.orderby(has_role.role)
		.select(has_role.role, Count(has_role.parent).distinct())
		.run()
	)
	everybody = frappe.db.count("User", {"enabled": 1, "name": ("not in", ("Administrator", "Guest"))})
	roles = frappe.get_all("Role", filters={"disabled": 0}, pluck="name", order_by="name asc")
	return {role: everybody if role in AUTOMATIC_ROLES else counts.get(role, 0) for role in roles}


def _words_of(result: Check) -> dict:
	return {
		"worst": result.worst,
		"findings": [
			{"level": row.level, "code": row.code, "text": _sentence(row), "state": row.state, "row": row.row}
			for row in result.findings
		],
		"route": [_arrow(arrow, [arrow.transition.role]) for arrow in result.route],
		"arrows": _merged(result.arrows),
	}


def _sentence(finding: Finding) -> str:
	return _(finding.message).format(*(_word(arg) for arg in finding.args))


def _word(value: object) -> str:
	if isinstance(value, tuple):
		return ", ".join(_(name) for name in value)
	return _(str(value))


def _merged(arrows: tuple[Arrow, ...]) -> list[dict]:
	"""The arrows, those that differ in their role only put together."""
	merged: dict[tuple, dict] = {}
	for arrow in arrows:
		row = arrow.transition
		key = (row.state, row.action, row.next_state, arrow.source, arrow.target)
		if key not in merged:
			merged[key] = _arrow(arrow, [])
		merged[key]["roles"].append(_(row.role))
	return list(merged.values())


def _arrow(arrow: Arrow, roles: list[str]) -> dict:
	row = arrow.transition
	return {
		"action": _(row.action),
		"state": _(row.state),
		"next_state": _(row.next_state),
		"roles": [_(role) for role in roles],
		"way": arrow.way,
		"gates": [_(gate) for gate in arrow.gates],
		"refused": arrow.refused,
	}
