"""What a save may not change: fields the server owns, and what a passed status rests on."""

import frappe
from frappe import _
from frappe.model import table_fields
from frappe.model.base_document import BaseDocument
from frappe.model.document import Document

from hazard_governance.domain import frozen as rules
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
		if table.fieldname not in kept:
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
			row.update((doc.flags.server_rows or {}).get(row.name, {}))
		elif table.fieldname not in doc.prefilled_tables:
			row.update({fieldname: row.meta.get_field(fieldname).default for fieldname in owned})


# --- frozen ----------------------------------------------------------------------------------------------------
def refuse_frozen_changes(doc: Document) -> None:
	"""Raise ValidationError naming every field that this save changes although its status has frozen it."""
	before = doc.get_doc_before_save()
	frozen = doc.frozen_fields() if before else None
	if not frozen:
		return
	facts = FACTS[doc.doctype]
	kept = doc.flags.server_values or {}
	names = rules.changed(frozen, facts.from_mapping(before), facts.from_mapping(doc))
	names = [name for name in names if name not in kept]
	if names:
		frappe.throw(
			_(
				"{0} is {1}: {2} can no longer be changed. Take it back with an action and a reason first."
			).format(
				_(doc.doctype),
				_(doc.stored_status),
				", ".join(field_label(doc.doctype, name) for name in names),
			),
			title=_("Frozen"),
		)


def is_frozen(frozen: frozenset[str], fieldname: str, table: str = "") -> bool:
	"""Whether a value that is there may neither change nor go; `table` when the field is a column of it."""
	whole = table or fieldname
	return frozen == rules.ALL or bool(frozen & {whole, f"{whole}+", f"{table}.{fieldname}"})


def is_server_owned(part: BaseDocument, fieldname: str) -> bool:
	"""Whether the server alone writes the field of this document or row."""
	return fieldname in _owned(part)
