"""Letter numbers of supervision cases: tidied, proposed from the authority's prefix, checked, given once."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from hazard_governance.domain import letters, supervision
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.messages import throw_deficiencies
from hazard_governance.step_checks import changed_fields

NUMBERS = ("letter_no", "delisting_no")
TABLES = ("Supervision Case Urging", "Supervision Case Opinion")
LETTER_TAKEN = N_("Letter No.: {0} of {1} is already the letter of the case {2}. Enter another number.")


def tidy(case: Document) -> None:
	"""Numbers that are given now in their official form, older ones as the letter has them; a listed case that is drafted
	without one gets the next of its authority."""
	for fieldname in changed_fields(case, NUMBERS):
		case.set(fieldname, letters.tidied(case.get(fieldname)) or None)
	if case.kind == v.LISTED and not case.letter_no and case.is_proposed:
		case.letter_no = propose(case.authority, getdate(case.issued_on)) or None


def check(case: Document) -> None:
	"""The form of the numbers given, and that the authority gives each once."""
	throw_deficiencies(supervision.check_letters(case.facts(), changed_fields(case, NUMBERS)))
	if not case.letter_no:
		return
	filters = {"authority": case.authority, "letter_no": case.letter_no, "name": ["!=", case.name or ""]}
	other = frappe.db.get_value("Supervision Case", filters, "name")
	if other:
		frappe.throw(
			_(LETTER_TAKEN).format(case.letter_no, case.authority, other), frappe.DuplicateEntryError
		)


def propose(authority: str | None, day: date) -> str:
	"""The next letter number of an authority in the year of `day`; "" where it has no prefix. Three queries."""
	prefix = authority and frappe.db.get_value("Supervision Authority", authority, "letter_prefix")
	if not prefix:
		return ""
	case = frappe.qb.DocType("Supervision Case")
	rows = (
		frappe.qb.from_(case)
		.select(case.letter_no, case.delisting_no)
		.where(case.authority == authority)
		.orderby(case.name)
		.run()
	)
	given = {number for row in rows for number in row}
	for table in TABLES:
		child = frappe.qb.DocType(table)
		given.update(
			frappe.qb.from_(child)
			.inner_join(case)
			.on(case.name == child.parent)
			.select(child.letter_no)
			.where(case.authority == authority)
			.where(child.letter_no.isnotnull())
			.orderby(child.name)
			.run(pluck=True)
		)
	return letters.next_letter(prefix.strip(), day.year, filter(None, given))
