"""Documents about an enterprise that it sees only once an authority has published them to it (`table.PUBLISHED`)."""

from frappe.utils import cstr
from pypika.terms import Criterion

from hazard_governance.permissions import table


def narrowed(doctype: str, term: Criterion, of, value) -> Criterion:
	"""The term of an enterprise's rows, narrowed to those published to it."""
	if doctype not in table.PUBLISHED:
		return term
	column, wanted = table.PUBLISHED[doctype]
	return term & of[column].eq(value(wanted))


def shows(doctype: str, values: dict) -> bool:
	"""Whether a document with these stored values is published; of other DocTypes every one is."""
	column, wanted = table.PUBLISHED.get(doctype, ("", ""))
	return not column or cstr(values.get(column)) == wanted
