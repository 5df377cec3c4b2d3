"""Letter numbers: an authority gives each one once."""

import frappe
from frappe import _
from frappe.model.document import Document

from hazard_governance.domain.deficiency import N_

TAKEN = N_("Letter No.: {0} of {1} is already the letter of {2}. Enter another number.")


def refuse_taken(doc: Document) -> None:
	"""Throw when another document of this DocType carries the letter number of the same authority."""
	if not doc.letter_no:
		return
	filters = {"authority": doc.authority, "letter_no": doc.letter_no, "name": ["!=", doc.name or ""]}
	other = frappe.db.get_value(doc.doctype, filters, "name")
	if other:
		frappe.throw(_(TAKEN).format(doc.letter_no, doc.authority, other), frappe.DuplicateEntryError)
