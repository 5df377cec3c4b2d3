"""What a save may not change: fields the server owns, and what a passed status rests on."""

import frappe
from frappe import _
from frappe.model import table_fields
from frappe.model.base_document import BaseDocument
from frappe.model.document import Document
from frappe.utils import cint, cstr, flt, get_datetime, getdate

from hazard_governance.domain.documents import ALL
from hazard_governance.domain.facts import FACTS
from hazard_governance.messages import field_label

# aligned, or used up, by the move itself
MOVED_FIELDS = ("workflow_state", "return_reason")


# --- owned by the server ---------------------------------------------------------------------------------------
def restore_server_owned(doc: Document) -> None:
	"""Put the stored (of a new document: the default) value back into every field that clients may not set."""
	before = doc.get_doc_before_save()
	kept = doc.flags.server_values or {}
	for fieldname in _owned(doc):
		field = doc.meta.get_field(fieldname)
		if not field or fieldname in kept or fieldname in (doc.status_field, *MOVED_FIELDS):
			continue
		if field.fieldtype in table_fields:
			doc.set(fieldname, [row.as_dict() for row in before.get(fieldname)] if before else [])
		else:
			doc.set(fieldname, before.get(fieldname) if before else field.default)
	for table in doc.meta.get_table_fields():
		_restore_rows(doc, before, table)


def _owned(doc: BaseDocument) -> frozenset[str]:
	facts = FACTS.get(doc.doctype)
	return facts.SERVER_OWNED if facts else frozenset()


def _restore_rows(doc: Document, before: Document | None, table) -> None:
	owned = FACTS[table.options].SERVER_OWNED if table.options in FACTS else ()
	if not owned:
		return
	stored = {row.name: row for row in before.get(table.fieldname)} if before else {}
	for row in doc.get(table.fieldname) or []:
		if row.name in stored:
			row.update({fieldname: stored[row.name].get(fieldname) for fieldname in owned})
		elif table.fieldname not in doc.prefilled_tables:
			row.update({fieldname: row.meta.get_field(fieldname).default for fieldname in owned})


# --- frozen ----------------------------------------------------------------------------------------------------
def refuse_frozen_changes(doc: Document) -> None:
	"""Raise ValidationError naming every field that this save changes although its status has frozen it."""
	before = doc.get_doc_before_save()
	if before is None:
		return
	frozen = doc.frozen_fields()
	if not frozen:
		return
	kept = doc.flags.server_values or {}
	changed = [
		fieldname
		for fieldname in changed_fields(doc, before)
		if fieldname not in kept and (frozen is ALL or fieldname in frozen)
	]
	if changed:
		frappe.throw(
			_("{0} is {1}: {2} can no longer be changed. Take it back with an action and a reason first.").format(
				_(doc.doctype),
				_(doc.stored_status),
				", ".join(field_label(doc.doctype, fieldname) for fieldname in changed),
			),
			title=_("Frozen"),
		)


def changed_fields(doc: Document, before: Document) -> list[str]:
	"""Fields of the app, tables included, whose values differ; the administrator's custom fields are left out."""
	ignored = {*_owned(doc), doc.status_field, *MOVED_FIELDS}
	return [
		field.fieldname
		for field in doc.meta.fields
		if field.fieldname not in ignored
		and not field.get("is_custom_field")
		and _value(doc, field) != _value(before, field)
	]


def _value(doc: BaseDocument, field) -> object:
	value = doc.get(field.fieldname)
	if field.fieldtype in table_fields:
		return [_row(row) for row in value or []]
	return _normal(field.fieldtype, value)


def _row(row: BaseDocument) -> tuple:
	owned = _owned(row)
	return (
		row.name,
		*(
			_normal(field.fieldtype, row.get(field.fieldname))
			for field in row.meta.get("fields", {"fieldtype": ("not in", _NO_VALUE)})
			if field.fieldname not in owned
		),
	)


_NO_VALUE = ("Section Break", "Column Break", "Tab Break", "HTML", "Button", "Heading", *table_fields)


def _normal(fieldtype: str, value: object) -> object:
	if fieldtype in _NO_VALUE:
		return None
	if fieldtype in ("Check", "Int"):
		return cint(value)
	if fieldtype in ("Float", "Currency", "Percent"):
		return flt(value, 6)
	if fieldtype == "Date":
		return getdate(value) if value else None
	if fieldtype == "Datetime":
		return get_datetime(value).replace(microsecond=0) if value else None
	return cstr(value).strip().replace("\r\n", "\n")
