"""What was given in scope ends with the scope: shares, followers and open assignments of people who left."""

import frappe

from hazard_governance.permissions import predicate, table
from hazard_governance.permissions.members import clear_cache

# DocType -> (column with the DocType, column with the name, column with the user)
GIVEN = {
	"DocShare": (*table.SATELLITES["DocShare"], "user"),
	"Document Follow": (*table.SATELLITES["Document Follow"], "user"),
	"ToDo": (*table.SATELLITES["ToDo"], "allocated_to"),
}
PLACE = ("disabled", "region", "industry")


def on_membership_change(doc, method: str | None = None) -> None:
	"""Members, region or industries of an enterprise or authority changed."""
	clear_cache()
	before = doc.get_doc_before_save()
	people = {row.user for holder in (doc, before) if holder for row in holder.get("members") or ()}
	drop_beyond_scope({"user": sorted(filter(None, people))})
	if doc.doctype in table.MASTERS and before and any(doc.get(f) != before.get(f) for f in PLACE):
		drop_beyond_scope({"enterprise": doc.name})


def on_user_change(doc, method: str | None = None) -> None:
	"""Roles of a user changed, or the user was disabled."""
	clear_cache()
	if doc.get_doc_before_save():
		drop_beyond_scope({"user": [doc.name]})


def drop_beyond_scope(of: dict) -> None:
	"""Delete shares and followers, and cancel open assignments, that the scope no longer reaches; `of` names users
	or one enterprise."""
	if of.get("user") == []:
		return
	for doctype, (type_column, name_column, user_column) in GIVEN.items():
		filters = {type_column: ["in", table.SCOPED]}
		if doctype == "ToDo":
			filters["status"] = "Open"
		if "user" in of:
			filters[user_column] = ["in", of["user"]]
		rows = frappe.get_all(
			doctype,
			filters=filters,
			fields=["name", type_column, name_column, user_column],
			order_by="creation asc",
		)
		for row in rows:
			reference = frappe._dict(doctype=row[type_column], name=row[name_column])
			if "enterprise" in of and not _belongs(reference, of["enterprise"]):
				continue
			if not row[user_column] or not predicate.may_read(reference, row[user_column]):
				_drop(doctype, row.name)


def _belongs(reference, enterprise: str) -> bool:
	if reference.doctype in table.MASTERS:
		return reference.name == enterprise
	if reference.doctype in table.OF_AUTHORITIES or reference.doctype in table.OF_REGIONS:
		return False
	return frappe.db.get_value(reference.doctype, reference.name, "enterprise") == enterprise


def _drop(doctype: str, name: str) -> None:
	# nobody is asked for permission: it is taken because the scope ended, whoever made the change
	if doctype == "ToDo":
		todo = frappe.get_doc("ToDo", name)
		todo.status = "Cancelled"
		todo.flags.scope_ended = True
		todo.save(ignore_permissions=True)
		return
	flags = {"ignore_share_permission": True} if doctype == "DocShare" else None
	frappe.delete_doc(doctype, name, ignore_permissions=True, flags=flags)
