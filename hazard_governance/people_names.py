"""Names of the people a form mentions, so that it shows a name where the record holds a user id.

Whoever may read a document may know who prepared, decided and changed it; Frappe sends no title of a User by itself,
and no names of those who only saved it.
"""

import frappe
from frappe.desk.form.load import send_link_titles
from frappe.model.document import Document

from hazard_governance.asked_once import asked_once


def named_in(doc: Document) -> dict[str, str]:
	"""Full names of the users in the Link fields of `doc` and its tables; none of users without one."""
	users = {
		row.get(df.fieldname) for row in (doc, *doc.get_all_children()) for df in _user_fields(row.doctype)
	}
	return full_names(frozenset(filter(None, users)))


@asked_once
def full_names(users: frozenset[str]) -> dict[str, str]:
	"""Full names of these users; none of users without one."""
	if not users:
		return {}
	rows = frappe.get_all(
		"User",
		filters={"name": ["in", sorted(users)]},
		fields=["name", "full_name"],
		order_by="name asc",
	)
	return {row.name: row.full_name for row in rows if row.full_name}


def send_names(doc: Document) -> None:
	"""Put the full names of the users in the Link fields of `doc` and its tables, and of those in its history, into the
	answer to the form."""
	users = {
		row.get(df.fieldname) for row in (doc, *doc.get_all_children()) for df in _user_fields(row.doctype)
	}
	history = {doc.owner, doc.modified_by, *_savers(doc)}
	names = frappe.get_all(
		"User",
		filters={"name": ["in", sorted(filter(None, users | history))]},
		fields=["name", "full_name", "user_image"],
		order_by="name asc",
	)
	send_link_titles({f"User::{user.name}": user.full_name for user in names if user.full_name})
	doc.set_onload(
		"user_info",
		{
			user.name: {"name": user.name, "fullname": user.full_name or user.name, "image": user.user_image}
			for user in names
			if user.name in history
		},
	)


def _savers(doc: Document) -> list[str]:
	versions = frappe.get_all(
		"Version",
		filters={"ref_doctype": doc.doctype, "docname": doc.name},
		fields=["owner"],
		order_by="creation asc",
	)
	return [version.owner for version in versions]


def _user_fields(doctype: str) -> list:
	return [df for df in frappe.get_meta(doctype).get_link_fields() if df.options == "User"]
