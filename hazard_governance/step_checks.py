"""What the controllers of the step documents share: facts in, domain check, message out. No rule lives here."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, getdate, today

from hazard_governance.domain import facts, inputs
from hazard_governance.messages import throw_deficiencies
from hazard_governance.permissions import predicate


def facts_of(doc: Document) -> facts.Facts:
	"""The facts of a document of ours as it stands in memory. ValidationError when a date or number cannot be read."""
	try:
		return facts.FACTS[doc.doctype].from_mapping(doc)
	except ValueError as error:
		frappe.throw(
			_("A date or number of {0} cannot be read: {1}. Enter it again.").format(_(doc.doctype), error)
		)


def check_input(doc: Document) -> None:
	"""Throw everything in the document that is wrong in itself (issue: bad input); asked on every save."""
	found_on = frappe.db.get_value("Hazard", doc.hazard, "found_on")
	hazard = facts.Hazard(name=doc.hazard, found_on=get_datetime(found_on) if found_on else None)
	throw_deficiencies(inputs.input_errors(facts_of(doc), hazard, getdate(today())))


def refuse_second(doc: Document) -> None:
	"""One document of this kind a hazard: throw naming the one there is."""
	other = frappe.db.get_value(doc.doctype, {"hazard": doc.hazard, "name": ["!=", doc.name or ""]}, "name")
	if other:
		frappe.throw(
			_("Hazard: {0} already has a {1}, {2}. Open that one.").format(doc.hazard, _(doc.doctype), other),
			frappe.DuplicateEntryError,
		)


def refuse_second_draft(doc: Document) -> None:
	"""One open document of this kind an authority and hazard: two clerks of an office work on the same one."""
	if doc.stored_status != doc.first_status:
		return
	filters = {
		"hazard": doc.hazard,
		"authority": doc.authority,
		"status": doc.first_status,
		"name": ("!=", doc.name),
	}
	other = frappe.db.get_value(doc.doctype, filters, "name")
	if other:
		frappe.throw(
			_("{0} is already at work on this hazard in {1}. Open that one.").format(doc.authority, other),
			title=_("Already open"),
		)


def refuse_foreign_link(doc: Document, fieldname: str, same: str = "hazard") -> None:
	"""Throw unless the document that a Link field names belongs to the same hazard (or, by `same`, enterprise)."""
	name = doc.get(fieldname)
	if not name:
		return
	df = doc.meta.get_field(fieldname)
	theirs = frappe.db.get_value(df.options, name, same)
	if theirs != doc.get(same):
		frappe.throw(
			_("{0}: {1} belongs to {2}, not to {3}. Choose one that belongs to {3}.").format(
				_(df.label), name, theirs or "-", doc.get(same)
			)
		)


def refuse_foreign_authority(doc: Document, fieldname: str) -> None:
	"""Throw unless the authority named in the field covers the hazard."""
	authority = doc.get(fieldname)
	if authority and not predicate.covers(authority, doc):
		frappe.throw(
			_(
				"{0}: {1} does not supervise this hazard, its region or industries do not cover it. Choose another."
			).format(_(doc.meta.get_label(fieldname)), authority)
		)


def refuse_foreign_employees(doc: Document, employees: list[str]) -> None:
	"""Throw unless every employee belongs to the Company of the enterprise (one query)."""
	names = sorted({name for name in employees if name})
	if not names:
		return
	company = frappe.db.get_value("Regulated Enterprise", doc.enterprise, "erpnext_company")
	rows = frappe.get_all(
		"Employee", filters={"name": ["in", names]}, fields=["name", "company"], order_by="name asc"
	)
	foreign = [row.name for row in rows if not company or row.company != company]
	if foreign:
		frappe.throw(
			_(
				"Employee: {0} does not belong to the Company of {1}. Choose an employee of it or enter the name only."
			).format(", ".join(foreign), doc.enterprise)
		)


def fill_causes(doc: Document, rows: list[Document]) -> None:
	"""Write the text of the cause that each row removes; a cause of another hazard's analysis is refused (one query)."""
	analysis = frappe.db.get_value("Root Cause Analysis", {"hazard": doc.hazard}, "name")
	causes = {}
	if analysis and any(row.cause for row in rows):
		causes = {
			cause.name: cause.description
			for cause in frappe.get_all(
				"Root Cause Analysis Cause",
				filters={"parent": analysis, "parenttype": "Root Cause Analysis"},
				fields=["name", "description"],
				order_by="idx asc",
			)
		}
	for row in rows:
		if not row.cause:
			row.cause_text = row.cause_text if row.get("question_code") else ""
		elif row.cause in causes:
			row.cause_text = causes[row.cause]
		elif is_new_tie(doc, row):
			frappe.throw(
				_("Row {0}, For Cause: this cause is not in the analysis of {1}. Choose it again.").format(
					row.idx, doc.hazard
				)
			)


def is_new_tie(doc: Document, row: Document) -> bool:
	"""Whether the row was tied to its cause by this very save; an older tie outlives a cause that was removed."""
	before = doc.get_doc_before_save()
	stored = {old.name: old.cause for old in before.get(row.parentfield)} if before else {}
	return stored.get(row.name) != row.cause


def changed_fields(doc: Document, fieldnames: tuple[str, ...]) -> list[str]:
	"""Those of the fields whose value this save changes; on insert, those that are given."""
	if doc.is_new():
		return [name for name in fieldnames if doc.get(name)]
	return [name for name in fieldnames if doc.has_value_changed(name)]


def is_enterprise_side(doc: Document) -> bool:
	"""Whether the session user is of the hazard's enterprise; then an authority's fields are not theirs to write."""
	return predicate.has_interest(frappe.session.user, doc.enterprise)


def fields_of_others(doc: Document) -> frozenset[str]:
	"""Fields that the session's user does not write: an authority's for whoever acts for no authority covering the
	hazard, the enterprise's for whoever is outside it and does not stand in for it."""
	user = frappe.session.user
	if user == "Administrator" or doc.flags.ignore_permissions:
		return frozenset()
	found: frozenset[str] = frozenset()
	if doc.authority_fields and not predicate.acting_authorities(user, doc):
		found |= frozenset(doc.authority_fields)
	if doc.enterprise_fields and not (is_enterprise_side(doc) or predicate.stands_in(user, doc)):
		found |= frozenset(doc.enterprise_fields)
	return found


def refuse_fields_of_others(doc: Document) -> None:
	"""Throw when this save changes fields that only the other side writes."""
	others = doc.fields_of_others()
	_refuse_changed(
		doc,
		[name for name in doc.authority_fields if name in others],
		_("{0}: only a member of an authority that supervises this hazard writes this. Leave it as it was."),
	)
	_refuse_changed(
		doc,
		[name for name in doc.enterprise_fields if name in others],
		_("{0}: only the enterprise of this hazard writes this. Leave it as it was."),
	)


def _refuse_changed(doc: Document, fieldnames: list[str], message: str) -> None:
	changed = changed_fields(doc, tuple(fieldnames))
	if changed:
		labels = ", ".join(_(doc.meta.get_label(name)) for name in changed)
		frappe.throw(message.format(labels), frappe.PermissionError)
