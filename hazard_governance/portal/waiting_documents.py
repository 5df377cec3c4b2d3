"""Documents of their hazards that wait for people of an enterprise: drafts to finish, and what the principal approves."""

from functools import reduce

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.custom import ConstantColumn

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.permissions.table import ENTERPRISE_ROLES
from hazard_governance.portal import pages
from hazard_governance.portal.waiting_item import Item, of_hazard
from hazard_governance.setup.role_names import PRINCIPAL

# DocType -> (column, value) of those that are the enterprise's own, where an authority makes some
DOCUMENTS: dict[str, tuple[str, str]] = {
	"Root Cause Analysis": ("", ""),
	"Accountability Action": ("deciding_side", v.BY_ENTERPRISE),
	"Remediation Plan": ("", ""),
	"Rectification Acceptance": ("level", v.ENTERPRISE_EVALUATION),
	"Source Governance Plan": ("", ""),
	"Rectification Report": ("", ""),
}


def documents_to_finish(reader) -> list[Item]:
	"""Drafts of the user's enterprises."""
	return _items(reader, v.DRAFT, lambda of: None)


def documents_to_approve(reader) -> list[Item]:
	"""Documents submitted to the principal, and not prepared by them."""
	return _items(reader, v.SUBMITTED, lambda of: of.prepared_by != reader.user)


def _items(reader, status: str, narrowed) -> list[Item]:
	queries = [_query(reader, doctype, status, narrowed) for doctype in DOCUMENTS]
	together = reduce(lambda first, second: first.union_all(second), queries).as_("waiting")
	rows = frappe.qb.from_(together).select("*").orderby(together.since, together.name).run(as_dict=True)
	return [of_hazard(row, _(row.kind), address=pages.record(row.kind, row.name)) for row in rows]


def _query(reader, doctype: str, status: str, narrowed):
	of = DocType(doctype)
	query = frappe.qb.from_(of).select(
		ConstantColumn(doctype).as_("kind"),
		of.name,
		of.hazard_title,
		of.register_no,
		of.enterprise,
		of.modified.as_("since"),
	)
	query = query.where(of.enterprise.isin(list(reader.enterprises))).where(of.status == status)
	column, value = DOCUMENTS[doctype]
	for condition in (of[column] == value if column else None, narrowed(of)):
		query = query.where(condition) if condition is not None else query
	return apply_scope(query, of, doctype, reader.user)


LISTS = {
	"approvals": (
		N_("Documents to Approve"),
		lambda reader: bool(PRINCIPAL in reader.roles and reader.enterprises),
		documents_to_approve,
	),
	"drafts": (
		N_("Documents to Finish"),
		lambda reader: bool(reader.roles & ENTERPRISE_ROLES and reader.enterprises),
		documents_to_finish,
	),
}
