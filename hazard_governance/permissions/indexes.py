"""Indexes the predicate leans on: one for each column that may carry it, with `creation`, the order of lists; and those
of the search for earlier hazards like a new one."""

import frappe

from hazard_governance.permissions import addressed, table

# Measured on 400,000 hazards: one membership 0.3 ms a page of a list, two of one kind 0.6 ms. Two of different kinds
# (an enterprise or a county) cost an index merge of 84 ms, where a UNION would take 0.3 ms; a hook can only add a
# condition to Frappe's query, and such people are few.
COMPOSITE = (
	("enterprise", "creation"),
	("county", "creation"),
	("city", "creation"),
	("township", "creation"),
	("county", "industry", "creation"),
	("city", "industry", "creation"),
)
OWN = (("registered_by", "creation"), ("owner", "creation"), ("responsible_user", "creation"))
ALIKE = (("criterion", "creation"), ("place", "creation"))
MEMBERS = {
	"Regulated Enterprise Member": (("user",),),
	"Supervision Authority Member": (("user",),),
	"Supervision Case Co-operating Authority": (("authority",),),
	"Remediation Plan Measure": (("responsible_user",),),
	"Source Governance Plan Item": (("responsible_user",),),
}


def indexes_of(doctype: str) -> tuple[tuple[str, ...], ...]:
	"""Columns of each index that `doctype` needs for the predicate."""
	if doctype in table.MASTERS or doctype in table.OF_REGIONS:
		return tuple(columns for columns in COMPOSITE if columns[0] != "enterprise")
	if doctype in table.OF_AUTHORITIES:
		return (("authority", "creation"), *(columns for columns in COMPOSITE if columns[0] != "enterprise"))
	if doctype in table.GOVERNED:
		referred = tuple((column, "creation") for column in table.REFERRED_BY.get(doctype, ()))
		return COMPOSITE + referred + (OWN + ALIKE if doctype in table.OWN_DOCTYPES else ())
	if doctype in table.ADDRESSED:
		columns = ("enterprise", "city", *addressed.SENDERS, *table.ADDRESSED[doctype])
		return tuple((column, "creation") for column in columns)
	return MEMBERS.get(doctype, ())


def ensure_indexes(doctype: str | None = None) -> None:
	"""Add what is missing, of one DocType or of all. Changes the schema, hence commits: for install and migrate."""
	for name in (doctype,) if doctype else (*table.SCOPED, *MEMBERS):
		for columns in indexes_of(name):
			frappe.db.add_index(name, list(columns), index_name="scope_" + "_".join(columns))
