"""Scope columns: where a record lies. Written by the server, derived from the enterprise, never taken from a client."""

import frappe
from frappe import _
from frappe.model.document import Document

from hazard_governance.permissions import predicate
from hazard_governance.permissions.table import GOVERNED, LEVEL_COLUMNS, SECTOR_COLUMN, SECTOR_DOCTYPES
from hazard_governance.permissions.values import sector_of_criterion, source_field

PLACE_COLUMNS = ("region", "township", "county", "city")
SCOPE_COLUMNS = (*PLACE_COLUMNS, "industry")
FROM_HAZARD = ("enterprise", *SCOPE_COLUMNS, SECTOR_COLUMN, "hazard_title", "register_no")


def places_of(region: str) -> dict[str, str | None]:
	"""region, township, county and city of a region; the levels below it are None (a county has no township)."""
	values: dict[str, str | None] = {**dict.fromkeys(PLACE_COLUMNS), "region": region}
	own = frappe.db.get_value("Supervision Region", region, ["lft", "rgt"], as_dict=True)
	above = frappe.get_all(
		"Supervision Region",
		filters={"lft": ["<=", own.lft], "rgt": [">=", own.rgt]},
		fields=["name", "level"],
		order_by="lft asc",
	)
	for row in above:
		values[LEVEL_COLUMNS[row.level]] = row.name
	return values


def require_source(doc: Document) -> None:
	"""Raise MandatoryError when the enterprise (of a step document: the hazard) is empty: everything hangs on it."""
	fieldname = source_field(doc)
	if not doc.get(fieldname):
		frappe.throw(
			_("{0} is empty. Choose it first.").format(_(doc.meta.get_label(fieldname))),
			frappe.MandatoryError,
		)


def copy_from_enterprise(doc: Document) -> None:
	"""Set the scope columns of `doc` from its `enterprise`. ValidationError when the enterprise is disabled."""
	row = frappe.db.get_value(
		"Regulated Enterprise", doc.get("enterprise"), [*SCOPE_COLUMNS, "disabled"], as_dict=True
	)
	if not row:
		return
	if row.disabled and doc.is_new():
		frappe.throw(
			_("Enterprise {0} is disabled. Enable it, or choose another one.").format(doc.enterprise),
			title=_("Enterprise is disabled"),
		)
	doc.update({column: row[column] for column in SCOPE_COLUMNS})


def copy_from_unit(doc: Document) -> None:
	"""Set the scope columns of a return from the unit that reports: its enterprise, or its authority's region."""
	if doc.get("enterprise"):
		copy_from_enterprise(doc)
	elif region := frappe.db.get_value("Supervision Authority", doc.get("authority"), "region"):
		doc.update({**places_of(region), "industry": None})


def copy_from_hazard(doc: Document) -> None:
	"""Set enterprise, scope columns, title and register number of `doc` from its `hazard`."""
	row = frappe.db.get_value("Hazard", doc.get("hazard"), FROM_HAZARD, as_dict=True)
	if row:
		doc.update(row)


def rescope_enterprise(enterprise: str) -> None:
	"""Write the enterprise's present region and industry into every governed document it has.

	The one way in which a scope column of a stored document changes: the enterprise itself was moved to another
	region or industry (its own version records that). `modified` of the documents stays, so nobody's open form
	is thrown away.
	"""
	values = frappe.db.get_value("Regulated Enterprise", enterprise, SCOPE_COLUMNS, as_dict=True)
	for doctype in GOVERNED:
		table = frappe.qb.DocType(doctype)
		query = frappe.qb.update(table).where(table.enterprise == enterprise)
		for column in SCOPE_COLUMNS:
			query = query.set(table[column], values[column])
		query.run()
		frappe.clear_document_cache(doctype)


def set_sector(hazard: Document) -> None:
	"""The sector of a hazard, of the criterion it is judged by."""
	hazard.set(SECTOR_COLUMN, sector_of_criterion(hazard.get("criterion")))


def rescope_hazard(hazard: Document) -> None:
	"""Write the hazard's sector into its documents: it is judged by another criterion now."""
	for doctype in sorted(SECTOR_DOCTYPES - {"Hazard"}):
		table = frappe.qb.DocType(doctype)
		query = frappe.qb.update(table).where(table.hazard == hazard.name)
		query.set(table[SECTOR_COLUMN], hazard.get(SECTOR_COLUMN)).run()
		frappe.clear_document_cache(doctype)


def rescope_sectors() -> None:
	"""Write the sector of every hazard judged by a criterion, and of its documents: a criterion or a sector changed.

	One update of a DocType for each sector, whatever the number of rows; `modified` stays, as above.
	"""
	hazard = frappe.qb.DocType("Hazard")
	by_sector: dict[str | None, list[str]] = {}
	for criterion in frappe.get_all("Hazard Criterion", pluck="name", order_by="name asc"):
		# a few hundred criteria, when one of them or a sector changes
		by_sector.setdefault(sector_of_criterion(criterion), []).append(criterion)
	for sector, criteria in by_sector.items():
		judged = hazard.criterion.isin(criteria)
		frappe.qb.update(hazard).set(hazard[SECTOR_COLUMN], sector).where(judged).run()
		names = frappe.qb.from_(hazard).select(hazard.name).where(judged)
		for doctype in sorted(SECTOR_DOCTYPES - {"Hazard"}):
			table = frappe.qb.DocType(doctype)
			query = frappe.qb.update(table).set(table[SECTOR_COLUMN], sector)
			query.where(table.hazard.isin(names)).run()
	for doctype in SECTOR_DOCTYPES:
		frappe.clear_document_cache(doctype)


def explain_refusal(doc: Document, ptype: str) -> None:
	"""Raise PermissionError in words when `doc` may not be written because of where it lies; nothing when the role is
	what is lacking, which Frappe says itself."""
	if ptype not in ("create", "write") or not predicate.granting_roles(
		doc.doctype, ptype, frappe.session.user
	):
		return
	fieldname = source_field(doc)
	if predicate.in_scope(doc, ptype) or not doc.get(fieldname):
		return
	# what Frappe has said so far names nothing that a person could change
	frappe.clear_messages()
	frappe.throw(
		_(
			"{0}: {1} is not yours to write for. Choose one of an enterprise or authority that you are a member of, or ask a member."
		).format(_(doc.meta.get_label(fieldname)), doc.get(fieldname)),
		frappe.PermissionError,
	)
