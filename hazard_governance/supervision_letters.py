"""Letter numbers of supervision cases: tidied, proposed from the authority's prefix, checked, given once."""

from datetime import date

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from hazard_governance.domain import letters, supervision
from hazard_governance.domain import vocabulary as v
from hazard_governance.letters import refuse_taken
from hazard_governance.messages import throw_deficiencies
from hazard_governance.step_checks import changed_fields

NUMBERS = ("letter_no", "delisting_no")
TABLES = ("Supervision Case Urging", "Supervision Case Opinion", "Supervision Case Extension")


def tidy(case: Document) -> None:
	"""Numbers that are given now in their official form, older ones as the letter has them; a listed case that is drafted
	without one gets the next of its authority."""
	for fieldname in changed_fields(case, NUMBERS):
		case.set(fieldname, letters.tidied(case.get(fieldname)) or None)
	if case.kind == v.LISTED and not case.letter_no and case.is_proposed:
		case.letter_no = propose(case.authority, getdate(case.issued_on)) or None
	for row in _new_replies(case):
		row.letter_no = letters.tidied(row.letter_no)


def check(case: Document) -> None:
	"""The form of the numbers given, and that the authority gives each once."""
	throw_deficiencies(supervision.check_letters(case.facts(), changed_fields(case, NUMBERS)))
	throw_deficiencies(
		wrong
		for row in _new_replies(case)
		for wrong in letters.check_letter(
			row.doctype,
			"letter_no",
			row.letter_no,
			getdate(row.decided_on) if row.decided_on else None,
			row.idx,
		)
	)
	refuse_taken(case)


def _new_replies(case: Document) -> list[Document]:
	"""Rows of the extensions whose reply is given its number by this save."""
	before = case.get_doc_before_save()
	stored = {row.name: row.letter_no for row in before.extensions} if before else {}
	return [row for row in case.extensions if row.letter_no and row.letter_no != stored.get(row.name)]


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
