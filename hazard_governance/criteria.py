"""Criteria on a site: which a later standard ends, which hazards were judged by one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import frappe
from frappe.model.document import Document
from frappe.query_builder.functions import Count, Max
from frappe.utils import getdate

from hazard_governance.domain import criteria
from hazard_governance.domain.facts import Criterion
from hazard_governance.messages import throw_deficiencies
from hazard_governance.records import sector_branches

if TYPE_CHECKING:
	from hazard_governance.criteria_search import CriteriaIndex

DOCTYPE = "Hazard Criterion"
SITES_KEPT = 4
VALIDITY = ["name", "document_no", "replaces_document", "industry", "valid_from", "valid_to"]


def end_if_replaced(doc: Document) -> None:
	"""Give `doc` the last day that a later standard leaves it, unless an end is given."""
	if doc.valid_to or not doc.document_no:
		return
	later = _facts({"replaces_document": doc.document_no})
	if later:
		doc.valid_to = criteria.ends_on(Criterion.from_mapping(doc.as_dict()), later, sector_branches())


def end_replaced(documents: Iterable[str]) -> list[str]:
	"""End the criteria in force of standards that a later one replaces, each saved with a version. Returns their names."""
	documents = sorted(set(documents))
	if not documents:
		return []
	later = _facts({"replaces_document": ("in", documents)})
	branches = sector_branches()
	ended = []
	for fact in _facts({"document_no": ("in", documents), "valid_to": ("is", "not set")}):
		if last := criteria.ends_on(fact, later, branches):
			doc = frappe.get_doc(DOCTYPE, fact.name)
			doc.valid_to = last
			# whoever may enter the later standard has been asked for permission; this is its consequence
			doc.save(ignore_permissions=True)
			ended.append(doc.name)
	return ended


def check_change(doc: Document) -> None:
	"""Refuse changes that would alter what hazards were judged by."""
	before = doc.get_doc_before_save()
	if before is None:
		return
	old, new = (Criterion.from_mapping(d.as_dict()) for d in (before, doc))
	watched = (*criteria.IDENTITY, "valid_from", "valid_to")
	if any(getattr(old, field) != getattr(new, field) for field in watched):
		throw_deficiencies(criteria.check_change(old, new, _judged_by(doc.name)))


def _judged_by(name: str) -> dict[str, date]:
	"""hazard -> day found, of those that name the criterion themselves or in a verification."""
	verified = frappe.get_all(
		"Hazard Verification", filters={"criterion": name}, pluck="hazard", order_by="name asc"
	)
	# the rule is about every hazard of the site, whoever edits the criterion
	rows = frappe.get_all(
		"Hazard",
		or_filters={"criterion": name, "name": ("in", sorted(set(verified)) or [""])},
		fields=["name", "found_on"],
		order_by="name asc",
	)
	return {row.name: getdate(row.found_on) for row in rows if row.found_on}


def _facts(filters: dict) -> list[Criterion]:
	rows = frappe.get_all(DOCTYPE, filters=filters, fields=VALIDITY, order_by="name asc")
	return [Criterion.from_mapping(row) for row in rows]


# site -> (what its criteria were when it was built, criteria, index); a process serves few sites
_kept: dict[str, tuple[tuple, dict[str, Criterion], CriteriaIndex]] = {}


def index() -> tuple[dict[str, Criterion], CriteriaIndex]:
	"""The site's criteria by name and the index of them, built when one was added, changed or removed since."""
	# numpy and the dictionary of words take half a second to load: only processes that search pay for it
	from hazard_governance.criteria_search import CriteriaIndex

	site, state = frappe.local.site, _state()
	if site not in _kept or _kept[site][0] != state:
		rows = frappe.get_all(DOCTYPE, fields=["*"], order_by="name asc")
		if site not in _kept and len(_kept) >= SITES_KEPT:
			_kept.clear()
		facts = {row.name: Criterion.from_mapping(row) for row in rows}
		_kept[site] = (state, facts, CriteriaIndex(rows))
	return _kept[site][1:]


def _state() -> tuple:
	"""Every write to a criterion changes one of these, whichever process or door it came through."""
	table = frappe.qb.DocType(DOCTYPE)
	return tuple(frappe.qb.from_(table).select(Count(table.name), Max(table.modified)).run()[0])
