"""What the controllers of the masters share."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.rename_doc import get_link_fields
from frappe.utils import getdate

SHOWN_USERS = 3


def refuse_deletion_in_use(doc: Document, besides: Iterable[str] = ()) -> None:
	"""Raise LinkExistsError naming the records that use `doc`, whatever deletes it.

	`besides` are DocTypes whose links do not count.
	"""
	users = [
		text
		for link in get_link_fields(doc.doctype)
		if not link.issingle and link.parent not in besides and (text := _users(link, doc))
	]
	if users:
		frappe.throw(
			_("{0} {1} is in use and cannot be deleted. Used by: {2}. Change or remove these first.").format(
				_(doc.doctype), doc.name, "; ".join(dict.fromkeys(users))
			),
			frappe.LinkExistsError,
			title=_("In use"),
		)


def _users(link, doc: Document) -> str:
	meta = frappe.get_meta(link.parent)
	if meta.is_virtual:
		return ""
	fields = ["parenttype", "parent"] if meta.istable else ["name"]
	filters = {link.fieldname: doc.name}
	if link.parent == doc.doctype and not meta.istable:
		filters["name"] = ("!=", doc.name)
	rows = frappe.get_all(
		link.parent, filters=filters, fields=fields, limit=SHOWN_USERS + 1, order_by=f"{fields[-1]} asc"
	)
	rows = [row for row in rows if (row.get("parenttype"), row.get("parent")) != (doc.doctype, doc.name)]
	if not rows:
		return ""
	names = list(dict.fromkeys(row.get("parent") or row.get("name") for row in rows))
	label = _(rows[0].get("parenttype") or link.parent)
	more = ", …" if len(names) > SHOWN_USERS else ""
	return f"{label} {', '.join(names[:SHOWN_USERS])}{more}"


def refuse_loop(doc: Document, parent_field: str) -> None:
	"""Raise ValidationError when `doc` would become its own ancestor."""
	seen = {doc.name}
	above = doc.get(parent_field)
	while above:
		if above in seen:
			frappe.throw(
				_("{0}: {1} lies below {2} itself. Choose another parent.").format(
					_(doc.meta.get_label(parent_field)), doc.get(parent_field), doc.name
				),
				title=_("Loop in the tree"),
			)
		seen.add(above)
		# a chain of at most a few levels
		above = frappe.db.get_value(doc.doctype, above, parent_field)


def refuse_repeated(doc: Document, table: str, fieldname: str) -> None:
	"""Raise ValidationError when two rows of a table name the same thing."""
	seen: dict = {}
	for row in doc.get(table) or []:
		value = row.get(fieldname)
		if value in seen:
			frappe.throw(
				_("{0}: rows {1} and {2} both name {3}. Remove one of them.").format(
					_(doc.meta.get_label(table)), seen[value], row.idx, value
				),
				title=_("Named twice"),
			)
		seen[value] = row.idx


def refuse_reversed_dates(doc: Document, first: str, last: str) -> None:
	"""Raise ValidationError when the later date lies before the earlier one (the same day is fine)."""
	if doc.get(first) and doc.get(last) and getdate(doc.get(last)) < getdate(doc.get(first)):
		frappe.throw(
			_("{0} lies before {1}. Enter the same or a later day.").format(
				_(doc.meta.get_label(last)), _(doc.meta.get_label(first))
			),
			title=_("Dates in the wrong order"),
		)
