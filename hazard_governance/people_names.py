"""Names of the people a form mentions, so that it shows a name where the record holds a user id."""

import frappe
from frappe.desk.form.load import send_link_titles
from frappe.model.document import Document


def send_names(doc: Document) -> None:
	"""Put the full names of the users in the Link fields of `doc` and its tables into the answer to the form.

	Whoever may read the document may know who prepared and decided it; Frappe sends no title of a User by itself.
	"""
	users = {
		row.get(df.fieldname) for row in (doc, *doc.get_all_children()) for df in _user_fields(row.doctype)
	}
	names = frappe.get_all(
		"User",
		filters={"name": ["in", sorted(filter(None, users))]},
		fields=["name", "full_name"],
		order_by="name asc",
	)
	send_link_titles({f"User::{user.name}": user.full_name for user in names if user.full_name})


def _user_fields(doctype: str) -> list:
	return [df for df in frappe.get_meta(doctype).get_link_fields() if df.options == "User"]
