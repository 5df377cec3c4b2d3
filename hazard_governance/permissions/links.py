"""Links between governed documents never lead out of the enterprise.

A list may fetch fields through a link (`earlier_hazard.hazard_title`) and a row may fetch the title of what it
links to; Frappe asks for the DocType there, not for the document. So a link is accepted only to a document of the
same enterprise that the writer may see.
"""

import frappe
from frappe import _

from hazard_governance.permissions import predicate, table


def check_links(doc, method: str | None = None) -> None:
	"""Raise ValidationError for a new or changed link to a governed document beyond the enterprise or the scope."""
	before = doc.get_doc_before_save()
	for row in (doc, *doc.get_all_children()):
		for df in row.meta.get_link_fields():
			if df.options in table.GOVERNED and df.fieldname != table.GOVERNED.get(row.doctype):
				_check(doc, row, df, before)


def _check(doc, row, df, before) -> None:
	name = row.get(df.fieldname)
	if not name or name == _stored(row, df.fieldname, before):
		return
	linked = frappe._dict(doctype=df.options, name=name)
	enterprise = frappe.db.get_value(df.options, name, "enterprise")
	if enterprise == doc.get("enterprise") and predicate.may_read(linked):
		return
	frappe.throw(
		_(
			"{0}: {1} is not a {2} of this enterprise that you may see. Choose another one, or name it in words."
		).format(_(df.label), name, _(df.options)),
		title=_("Outside the scope"),
	)


def _stored(row, fieldname: str, before) -> str | None:
	if not before:
		return None
	if row.doctype == before.doctype:
		return before.get(fieldname)
	same = [old for old in before.get(row.parentfield) or () if old.name == row.name]
	return same[0].get(fieldname) if same else None
