"""The scope values of a document: as stored, and as they would become.

County, city, township and industry are never taken from what a client sent: for a new or changed record they
are derived from its enterprise, its hazard or its region, exactly as the controllers do on saving.
"""

import frappe

from hazard_governance.asked_once import asked_once
from hazard_governance.domain.return_words import ENTERPRISE_UNIT
from hazard_governance.permissions import addressed, table

_HAZARD_COLUMNS = ("owner", "registered_by", "responsible_user")
_OWN_COLUMNS = {
	**table.REFERRED_BY,
	**{doctype: (column,) for doctype, (column, _value) in table.PUBLISHED.items()},
	**{doctype: (column,) for doctype, column in table.OF_AUTHORITIES.items()},
	**dict.fromkeys(table.OWN_DOCTYPES, _HAZARD_COLUMNS),
}
_EMPTY = dict.fromkeys(
	(
		"name",
		*table.SCOPE_COLUMNS,
		table.SECTOR_COLUMN,
		*(column for columns in _OWN_COLUMNS.values() for column in columns),
	)
)
_ADDRESSED = {column: None for doctype in table.ADDRESSED for column in addressed.columns(doctype)}


def stored_values(doc) -> dict | None:
	"""Scope values of the row in the database, None when there is none yet."""
	name = doc.get("name")
	if not name:
		return None
	row = _stored(doc.doctype, name)
	return {**_EMPTY, **_ADDRESSED, **row} if row else None


@asked_once
def _stored(doctype: str, name: str) -> dict | None:
	return frappe.db.get_value(doctype, name, ["name", *_columns(doctype)], as_dict=True)


def new_values(doc, stored: dict | None) -> dict | None:
	"""Scope values that saving `doc` would store; None while the link they come from is empty or unknown."""
	link = source_field(doc)
	source = doc.get(link)
	if not source:
		return None
	derived = _derivers[link](source)
	if derived is None:
		return None
	values = {**_EMPTY, **_ADDRESSED, **derived, "name": doc.get("name")}
	if doc.doctype in table.MASTERS:
		values["industry"] = doc.get("industry")
	if doc.doctype in table.OF_REGIONS:
		# nobody sees it as its enterprise
		values.update(enterprise=None, industry=derived.get("industry") or (stored and stored["industry"]))
	if doc.doctype in table.OWN_DOCTYPES:
		values["stored_enterprise"] = stored and stored["enterprise"]
		values["owner"] = stored["owner"] if stored else frappe.session.user
		values["registered_by"] = stored and stored["registered_by"]
		values["responsible_user"] = doc.get("responsible_user")
		values[table.SECTOR_COLUMN] = sector_of_criterion(doc.get("criterion"))
	if stored and doc.doctype not in table.OWN_DOCTYPES:
		# written by the server when a referral is sent or a look-back decided
		values.update({column: stored[column] for column in _OWN_COLUMNS.get(doc.doctype, ())})
	return values


def source_field(doc) -> str:
	"""The link that the scope columns of `doc` are derived from; of a document that one unit sends, the unit."""
	if doc.doctype in table.ADDRESSED:
		return "enterprise" if doc.get("unit_kind") in (None, "", ENTERPRISE_UNIT) else "authority"
	if doc.doctype in table.OF_REGIONS and doc.get("enterprise"):
		return "enterprise"
	return {**table.GOVERNED, **table.MASTERS, **table.OF_AUTHORITIES, **table.OF_REGIONS}[doc.doctype]


def _columns(doctype: str) -> tuple[str, ...]:
	if doctype in table.ADDRESSED:
		return addressed.columns(doctype)
	own = _OWN_COLUMNS.get(doctype, ())
	if doctype in table.SECTOR_DOCTYPES:
		own = (table.SECTOR_COLUMN, *own)
	if doctype in table.GOVERNED:
		return (*table.SCOPE_COLUMNS, *own)
	return (*(column for column in table.SCOPE_COLUMNS if column != "enterprise"), *own)


@asked_once
def _from_enterprise(name: str) -> dict | None:
	columns = [column for column in table.SCOPE_COLUMNS if column != "enterprise"]
	row = frappe.db.get_value("Regulated Enterprise", name, columns, as_dict=True)
	return {**row, "enterprise": name} if row else None


@asked_once
def _from_hazard(name: str) -> dict | None:
	return frappe.db.get_value("Hazard", name, [*table.SCOPE_COLUMNS, table.SECTOR_COLUMN], as_dict=True)


@asked_once
def sector_of_criterion(criterion: str | None) -> str | None:
	"""The sector of a hazard judged by `criterion`: that of the criterion where it, or a sector above it, applies to
	every industry; None otherwise."""
	industry = criterion and frappe.db.get_value("Hazard Criterion", criterion, "industry")
	if not industry:
		return None
	own = frappe.db.get_value("Industry Sector", industry, ["lft", "rgt"], as_dict=True)
	if not own:
		return None
	filters = {"lft": ["<=", own.lft], "rgt": [">=", own.rgt], "cross_industry": 1}
	return industry if frappe.db.exists("Industry Sector", filters) else None


@asked_once
def _from_region(name: str) -> dict | None:
	region = frappe.db.get_value("Supervision Region", name, ["lft", "rgt"], as_dict=True)
	if not region:
		return None
	above = frappe.get_all(
		"Supervision Region",
		filters={"lft": ["<=", region.lft], "rgt": [">=", region.rgt]},
		fields=["name", "level"],
		order_by="lft asc",
	)
	values: dict = {"region": name}
	values.update(
		{table.LEVEL_COLUMNS[row.level]: row.name for row in above if row.level in table.LEVEL_COLUMNS}
	)
	return values


def _from_authority(name: str) -> dict | None:
	region = frappe.db.get_value("Supervision Authority", name, "region")
	return {**(_from_region(region) or {}), "authority": name} if region else None


_derivers = {
	"enterprise": _from_enterprise,
	"hazard": _from_hazard,
	"region": _from_region,
	"authority": _from_authority,
}
