"""A hazard with everything that belongs to it, gathered for the domain in a constant number of queries.

No permission is applied: gates look at the whole record, whoever asks. What a user gets to see of the answer is the
caller's business.
"""

from collections.abc import Iterable, Mapping, Sequence

import frappe
from frappe.model.document import Document

from hazard_governance import erpnext_links
from hazard_governance.domain.facts import HazardRecord

# DocType -> (argument of HazardRecord.build, one document a hazard)
STEP_DOCUMENTS: dict[str, tuple[str, bool]] = {
	"Hazard Verification": ("verifications", False),
	"Root Cause Analysis": ("analysis", True),
	"Accountability Action": ("actions", False),
	"Remediation Plan": ("plan", True),
	"Production Suspension": ("suspensions", False),
	"Rectification Acceptance": ("acceptances", False),
	"Source Governance Plan": ("source_governance", True),
	"Rectification Report": ("report", True),
	"Supervision Case": ("cases", False),
	"Case Referral": ("referrals", False),
	"Follow-up Inspection": ("look_backs", False),
	"Enforcement Decision": ("decisions", False),
}
AUTHORITY_FIELDS = (
	"authority",
	"verified_by_authority",
	"inspection_authority",
	"competent_authority",
	"sole_operator_authority",
	"supervising_authority",
	"examining_authority",
	"mine_safety_authority",
	"filing_authority",
	"recipient",
	"copy_to",
)


def load_record(hazard: str, overlay: Iterable[Document] = ()) -> HazardRecord:
	"""The record of one hazard; `overlay` documents take the place of their stored versions (or are added).

	DoesNotExistError when the hazard is neither stored nor in the overlay.
	"""
	return load_records([hazard], overlay)[hazard]


def load_records(hazards: Sequence[str], overlay: Iterable[Document] = ()) -> dict[str, HazardRecord]:
	"""Records by hazard name, in the order given."""
	names = list(dict.fromkeys(hazards))
	overlay = list(overlay)
	rows = _documents("Hazard", "name", names, overlay)
	found = {row["name"]: row for row in rows}
	for name in names:
		if name not in found:
			frappe.throw(
				frappe._("Hazard {0} does not exist.").format(name),
				frappe.DoesNotExistError(doctype="Hazard"),
			)
	steps = {doctype: _of_hazards(doctype, names, overlay) for doctype in STEP_DOCUMENTS}
	erpnext_links.sync_records(found, steps["Remediation Plan"], [doc.name for doc in overlay])
	shared = _Shared([found[name] for name in names], steps, names)
	return {name: shared.build(found[name], steps) for name in names}


def _of_hazards(doctype: str, names: list[str], overlay: list[Document]) -> dict[str, list[dict]]:
	grouped: dict[str, list[dict]] = {}
	for row in _documents(doctype, "hazard", names, overlay):
		grouped.setdefault(row["hazard"], []).append(row)
	return grouped


def _documents(
	doctype: str, column: str, values: Sequence[str], overlay: Iterable[Document] = ()
) -> list[dict]:
	"""Rows of a DocType with these values in a column, with their child tables, oldest first."""
	table = frappe.qb.DocType(doctype)
	rows = _rows(frappe.qb.from_(table).where(table[column].isin(list(values))), table.creation, table.name)
	_add_children(doctype, rows)
	for doc in overlay:
		if doc.doctype != doctype:
			continue
		values = doc.as_dict(no_nulls=True)
		same = [index for index, row in enumerate(rows) if row.name == doc.name]
		if same:
			rows[same[0]] = values
		else:
			rows.append(values)
	return rows


def _add_children(doctype: str, rows: list[dict]) -> None:
	by_name = {row.name: row for row in rows}
	for table in frappe.get_meta(doctype).get_table_fields():
		for row in rows:
			row[table.fieldname] = []
		if not rows:
			continue
		child_table = frappe.qb.DocType(table.options)
		query = (
			frappe.qb.from_(child_table)
			.where(child_table.parenttype == doctype)
			.where(child_table.parentfield == table.fieldname)
			.where(child_table.parent.isin(list(by_name)))
		)
		for child in _rows(query, child_table.parent, child_table.idx):
			by_name[child.parent][table.fieldname].append(child)


def _rows(query, *order) -> list[dict]:
	"""Whole rows. Every save reads dozens of tables here, for which a list query costs more than its answer."""
	for column in order:
		query = query.orderby(column)
	return query.select("*").run(as_dict=True)


class _Shared:
	"""Masters that several hazards share, read once."""

	def __init__(self, hazards: list[dict], steps: Mapping[str, Mapping[str, list[dict]]], names: list[str]):
		documents = [row for grouped in steps.values() for rows in grouped.values() for row in rows]
		self.enterprises = _masters("Regulated Enterprise", [row.get("enterprise") for row in hazards])
		self.tree = _sector_tree()
		self.criteria = _masters("Hazard Criterion", [row.get("criterion") for row in (*hazards, *documents)])
		rows = (*hazards, *documents, *self.enterprises.values())
		self.authorities = _with_successors(_masters("Supervision Authority", _authority_names(rows)))
		catalogue = frappe.qb.DocType("Accountability Measure")
		measures = _rows(frappe.qb.from_(catalogue), catalogue.name)
		self.catalogue = {row.name: row for row in measures}
		self.settings = frappe.get_cached_doc("Hazard Governance Settings").as_dict()
		self.topics = _study_topics(names)

	def build(self, hazard: dict, steps: Mapping[str, Mapping[str, list[dict]]]) -> HazardRecord:
		own: dict = {}
		for doctype, (argument, single) in STEP_DOCUMENTS.items():
			rows = steps[doctype].get(hazard["name"], [])
			own[argument] = (rows[0] if rows else None) if single else rows
		enterprise = self.enterprises.get(hazard.get("enterprise")) or {}
		industry = hazard.get("industry") or enterprise.get("industry")
		named = [hazard.get("criterion"), *(row.get("criterion") for row in own["verifications"])]
		return HazardRecord.build(
			hazard=hazard,
			enterprise=enterprise,
			sector=self.tree.get(industry),
			criterion=self.criteria.get(hazard.get("criterion")),
			study_topics=self.topics.get(hazard["name"], []),
			measure_catalogue=self.catalogue,
			settings=self.settings,
			authorities=self.authorities,
			criteria={name: self.criteria[name] for name in named if name in self.criteria},
			industries=applicable_sectors(industry, self.tree),
			**own,
		)


def _masters(doctype: str, names: Iterable[str | None]) -> dict[str, dict]:
	wanted = sorted({name for name in names if name})
	return {row.name: row for row in _documents(doctype, "name", wanted)} if wanted else {}


def _with_successors(authorities: dict[str, dict]) -> dict[str, dict]:
	"""The authorities and, of those dissolved, who took over: a query for each step of a chain, usually none."""
	found = dict(authorities)
	while missing := {
		row.succeeded_by
		for row in found.values()
		if row.disabled and row.succeeded_by and row.succeeded_by not in found
	}:
		found.update(_masters("Supervision Authority", missing))
	return found


def _authority_names(rows: Iterable[Mapping]) -> list[str]:
	names = []
	for row in rows:
		names += [row.get(fieldname) for fieldname in AUTHORITY_FIELDS]
		names += [report.get("authority") for report in row.get("authority_reports") or ()]
	return names


def _sector_tree() -> dict[str, dict]:
	table = frappe.qb.DocType("Industry Sector")
	return {row.name: row for row in _rows(frappe.qb.from_(table), table.lft, table.name)}


def applicable_sectors(industry: str | None, tree: Mapping[str, Mapping] | None = None) -> list[str]:
	"""Sectors whose criteria apply to an enterprise of `industry`: it, its ancestors, and cross-industry ones."""
	tree = tree or _sector_tree()
	sectors = _branch(industry, tree)
	return [
		*sectors,
		*(name for name, row in tree.items() if row.get("cross_industry") and name not in sectors),
	]


def sector_branches() -> dict[str, list[str]]:
	"""Every sector -> itself and those above it."""
	tree = _sector_tree()
	return {name: _branch(name, tree) for name in tree}


def _branch(industry: str | None, tree: Mapping[str, Mapping]) -> list[str]:
	sectors: list[str] = []
	while industry in tree and industry not in sectors:
		sectors.append(industry)
		industry = tree[industry].get("parent_industry_sector")
	return sectors


def _study_topics(names: list[str]) -> dict[str, list[dict]]:
	links = frappe.get_all(
		"Study Topic Hazard",
		filters={"hazard": ("in", names), "parenttype": "Study Topic"},
		fields=["parent", "hazard"],
		order_by="parent asc, idx asc",
	)
	topics = _masters("Study Topic", [link.parent for link in links])
	grouped: dict[str, list[dict]] = {}
	for link in links:
		if link.parent in topics and topics[link.parent] not in grouped.setdefault(link.hazard, []):
			grouped[link.hazard].append(topics[link.parent])
	return grouped
