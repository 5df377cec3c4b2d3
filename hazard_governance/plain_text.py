"""Plain-text fields carry no markup: what one person types is printed, mailed and exported for others."""

import frappe
from bs4 import BeautifulSoup
from frappe import _
from frappe.model.document import Document

from hazard_governance.messages import field_label

PLAIN_FIELDTYPES = ("Data", "Small Text", "Text", "Long Text")


def has_tags(value: object) -> bool:
	"""Whether the text would be read as HTML; "P < 0.5 MPa" and "a<3" are not."""
	if not isinstance(value, str) or "<" not in value:
		return False
	return "<!--" in value or bool(BeautifulSoup(value, "html.parser").find())


def refuse_markup(doc: Document) -> None:
	"""Raise ValidationError naming the first plain-text field of `doc` or its rows that carries a tag."""
	for part in (doc, *doc.get_all_children()):
		for field in part.meta.get("fields", {"fieldtype": ("in", PLAIN_FIELDTYPES)}):
			if has_tags(part.get(field.fieldname)):
				_refuse(part, field.fieldname)


def _refuse(part: Document, fieldname: str) -> None:
	label = field_label(part.doctype, fieldname)
	if part.get("parentfield"):
		label = _("{0} (row {1})").format(label, part.idx)
	frappe.throw(
		_("{0} is plain text and cannot hold HTML. Remove the tags; put a space after every < sign.").format(
			label
		),
		title=_("HTML is not allowed"),
	)
