"""Assignments that the app makes by itself, when the settings ask for it: within the scope, and ended when the work is done.

Frappe's own Assignment Rule is refused on governed documents (permissions/events.py): it chooses without asking who may
see them.
"""

import frappe
from frappe import _
from frappe.desk.form.assign_to import notify_assignment
from frappe.utils import cint

from hazard_governance.domain.assigning import OFFICE, RULES, Rule, choose
from hazard_governance.permissions import predicate
from hazard_governance.setup.settings import DOCTYPE as SETTINGS


def on_update(doc, method: str | None = None) -> None:
	"""Ask somebody to act on `doc` while it waits; end what was asked when it waits no more."""
	rule = RULES[doc.doctype]
	if not cint(frappe.get_cached_doc(SETTINGS).get(rule.setting)):
		return
	asked = _asked(doc, rule)
	if not rule.waits(doc.as_dict(no_nulls=True)):
		for name in asked:
			_end(name)
	elif not asked:
		_ask(doc, rule)


def _asked(doc, rule: Rule) -> list[str]:
	"""Open assignments that this rule made: those with its role."""
	return frappe.get_all(
		"ToDo",
		filters={
			"reference_type": doc.doctype,
			"reference_name": doc.name,
			"role": rule.role,
			"status": "Open",
		},
		pluck="name",
		order_by="creation asc",
	)


def _ask(doc, rule: Rule) -> None:
	person = choose(*_candidates(doc, rule))
	if not person:
		return
	text = _(rule.text).format(frappe.utils.escape_html(doc.get("hazard_title") or doc.name))
	frappe.get_doc(
		{
			"doctype": "ToDo",
			"allocated_to": person,
			"assigned_by": frappe.session.user,
			"reference_type": doc.doctype,
			"reference_name": doc.name,
			"role": rule.role,
			"description": text,
			"date": doc.get("verification_due") if rule.side == OFFICE else None,
		}
		# who saves need not be allowed to make assignments; that both may see the document is checked (check_assignment)
	).insert(ignore_permissions=True)
	notify_assignment(frappe.session.user, person, doc.doctype, doc.name, action="ASSIGN", description=text)


def _end(name: str) -> None:
	todo = frappe.get_doc("ToDo", name)
	todo.status = "Closed"
	todo.save(ignore_permissions=True)  # whoever did the work ends the assignment, whosever it was


def _candidates(doc, rule: Rule) -> tuple[list[str], dict[str, int]]:
	"""People who hold the role and may act on the document, and how many assignments each has open."""
	members = _of_offices(doc) if rule.side == OFFICE else _of_enterprise(doc)
	holders = frappe.get_all(
		"Has Role",
		filters={"role": rule.role, "parenttype": "User", "parent": ["in", sorted(set(members))]},
		pluck="parent",
		order_by="parent asc",
	)
	people = [user for user in holders if _may_act(user, doc, rule)]
	open_ones = frappe.get_all(
		"ToDo",
		filters={"allocated_to": ["in", people], "status": "Open"},
		pluck="allocated_to",
		order_by="allocated_to asc",
	)
	return people, {user: open_ones.count(user) for user in people}


def _may_act(user: str, doc, rule: Rule) -> bool:
	if not frappe.db.get_value("User", user, "enabled"):
		return False
	if rule.side == OFFICE:
		return bool(predicate.acting_authorities(user, doc))
	# nobody approves what they prepared
	return user != doc.get("prepared_by") and rule.role in predicate.roles_on(user, doc)


def _of_enterprise(doc) -> list[str]:
	return frappe.get_all(
		"Regulated Enterprise Member",
		filters={"parent": doc.enterprise, "parenttype": "Regulated Enterprise"},
		pluck="user",
		order_by="user asc",
	)


def _of_offices(doc) -> list[str]:
	offices = frappe.get_all(
		"Supervision Authority",
		filters={"region": doc.county or doc.city, "disabled": 0},
		pluck="name",
		order_by="name asc",
	)
	return frappe.get_all(
		"Supervision Authority Member",
		filters={"parent": ["in", offices], "parenttype": "Supervision Authority"},
		pluck="user",
		order_by="user asc",
	)
