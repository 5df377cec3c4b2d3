"""A hazard with everything that belongs to it, gathered for the domain in a constant number of queries.

No permission is applied: gates look at the whole record, whoever asks. What a user gets to see of the answer is the
caller's business.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import frappe
from frappe.model.document import Document

from hazard_governance import erpnext_links, whole_rows
from hazard_governance.asked_once import asked_once
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


@dataclass(frozen=True)
class Whole:
	"""The record of a hazard and the rows that it was made from, by DocType."""

	record: HazardRecord
	rows: Mapping[str, list[dict]]

	def documents(self, doctype: str) -> list[Document]:
		"""The hazard, or its step documents of a DocType, to be shown."""
		return [whole_rows.as_document(doctype, row) for row in self.rows[doctype]]


def load_record(hazard: str, overlay: Iterable[Document] = ()) -> HazardRecord:
	"""The record of one hazard; `overlay` documents take the place of their stored versions (or are added).

	DoesNotExistError when the hazard is neither stored nor in the overlay.
	"""
	return load_records([hazard], overlay)[hazard] if overlay else whole_of(hazard).record


@asked_once
def whole_of(hazard: str) -> Whole:
	"""The record of one hazard as it is stored, with its rows."""
	return load_whole([hazard])[hazard]


def load_records(hazards: Sequence[str], overlay: Iterable[Document] = ()) -> dict[str, HazardRecord]:
	"""Records by hazard name, in the order given."""
	return {name: whole.record for name, whole in load_whole(hazards, overlay).items()}


def load_whole(hazards: Sequence[str], overlay: Iterable[Document] = ()) -> dict[str, Whole]:
	"""`load_records` with the rows of each record."""
	names = list(dict.fromkeys(hazards))
	if not names:
		return {}
	reading = _Reading(names, list(overlay))
	return {name: reading.whole(name) for name in names}


class _Reading:
	"""Everything that belongs to some hazards, in four rounds of one query each: what a round asks for depends on what the
	rounds before it have found."""

	def __init__(self, names: list[str], overlay: list[Document]):
		self.hazards, self.steps = {}, {}
		links, catalogue, sectors = self._documents_and_reference(names, overlay)
		self.catalogue = {row.name: row for row in sorted(catalogue, key=lambda row: row.name)}
		self.tree = {row.name: row for row in sorted(sectors, key=lambda row: (row.lft, row.name))}
		self._tables_and_masters(links)
		erpnext_links.sync_records(
			self.hazards, self.steps["Remediation Plan"], [doc.name for doc in overlay]
		)
		self._masters_of_masters()
		self.settings = frappe.get_cached_doc("Hazard Governance Settings").as_dict()
		self.topics = _by_hazard(links, self.study_topics)

	def _documents_and_reference(self, names: list[str], overlay: list[Document]) -> list[list[dict]]:
		"""Hazards and step documents, without their tables; returns links of study topics, measures and sectors."""

		def of_hazards(table):
			return table.hazard.isin(names)

		def linked(table):
			return of_hazards(table) & (table.parenttype == "Study Topic")

		hazards, *rows = whole_rows.read(
			[
				whole_rows.Part("Hazard", lambda table: table.name.isin(names)),
				*(whole_rows.Part(doctype, of_hazards) for doctype in STEP_DOCUMENTS),
				whole_rows.Part("Study Topic Hazard", linked),
				whole_rows.Part("Accountability Measure"),
				whole_rows.Part("Industry Sector"),
			]
		)
		read = {"Hazard": hazards, **dict(zip(STEP_DOCUMENTS, rows, strict=False))}
		# of what is in memory, the tables are as well
		in_memory = {(doc.doctype, doc.name) for doc in overlay}
		self._stored = {
			doctype: [row for row in found if (doctype, row.name) not in in_memory]
			for doctype, found in read.items()
		}
		found = {doctype: _overlaid(doctype, rows, overlay) for doctype, rows in read.items()}
		self.hazards = {row["name"]: row for row in found.pop("Hazard")}
		_require(names, self.hazards)
		self.steps = {doctype: _grouped(rows) for doctype, rows in found.items()}
		return rows[len(STEP_DOCUMENTS) :]

	def _documents(self) -> list[dict]:
		return [row for grouped in self.steps.values() for rows in grouped.values() for row in rows]

	def _tables_and_masters(self, links: list[dict]) -> None:
		"""The tables of what is stored, and the masters that the rows themselves name."""
		tables = whole_rows.Tables(self._stored)
		hazards = self.hazards.values()
		wanted = {
			"Regulated Enterprise": [row.get("enterprise") for row in hazards],
			"Hazard Criterion": [row.get("criterion") for row in (*hazards, *self._documents())],
			"Study Topic": [link.parent for link in links],
		}
		parts = [part for doctype, names in wanted.items() for part in whole_rows.with_name(doctype, names)]
		found = whole_rows.read([*tables.parts, *parts])
		tables.fill(found[: len(tables.parts)])
		masters = {part.doctype: rows for part, rows in zip(parts, found[len(tables.parts) :], strict=True)}
		self.enterprises, self.criteria, self.study_topics = (
			{row.name: row for row in masters.get(doctype, ())} for doctype in wanted
		)

	def _masters_of_masters(self) -> None:
		"""Authorities that anything names, and the tables of all masters."""
		tables = whole_rows.Tables(
			{
				"Regulated Enterprise": list(self.enterprises.values()),
				"Hazard Criterion": list(self.criteria.values()),
				"Study Topic": list(self.study_topics.values()),
			}
		)
		rows = (*self.hazards.values(), *self._documents(), *self.enterprises.values())
		parts = whole_rows.with_name("Supervision Authority", _authority_names(rows))
		found = whole_rows.read([*tables.parts, *parts])
		tables.fill(found[: len(tables.parts)])
		self.authorities = {row.name: row for rows in found[len(tables.parts) :] for row in rows}
		_add_successors(self.authorities)
		of_authorities = whole_rows.Tables({"Supervision Authority": list(self.authorities.values())})
		of_authorities.fill(whole_rows.read(of_authorities.parts))

	def whole(self, hazard: str) -> Whole:
		"""What belongs to one of the hazards."""
		row = self.hazards[hazard]
		rows = {doctype: grouped.get(hazard, []) for doctype, grouped in self.steps.items()}
		return Whole(self._record(row, rows), {"Hazard": [row], **rows})

	def _record(self, hazard: dict, rows: Mapping[str, list[dict]]) -> HazardRecord:
		own: dict = {}
		for doctype, (argument, single) in STEP_DOCUMENTS.items():
			found = rows[doctype]
			own[argument] = (found[0] if found else None) if single else found
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


def _require(names: list[str], found: Mapping[str, dict]) -> None:
	for name in names:
		if name not in found:
			frappe.throw(
				frappe._("Hazard {0} does not exist.").format(name),
				frappe.DoesNotExistError(doctype="Hazard"),
			)


def _overlaid(doctype: str, rows: list[dict], overlay: list[Document]) -> list[dict]:
	"""The rows, with documents in memory in the place of their stored versions or at the end."""
	found = list(rows)
	for doc in overlay:
		if doc.doctype != doctype:
			continue
		values = doc.as_dict(no_nulls=True)
		same = [index for index, row in enumerate(found) if row.name == doc.name]
		if same:
			found[same[0]] = values
		else:
			found.append(values)
	return found


def _grouped(rows: list[dict]) -> dict[str, list[dict]]:
	grouped: dict[str, list[dict]] = {}
	for row in rows:
		grouped.setdefault(row["hazard"], []).append(row)
	return grouped


def _add_successors(authorities: dict[str, dict]) -> None:
	"""Of the authorities that are dissolved, who took over: a query for each step of a chain, usually none."""
	while missing := {
		row.succeeded_by
		for row in authorities.values()
		if row.disabled and row.succeeded_by and row.succeeded_by not in authorities
	}:
		(rows,) = whole_rows.read(whole_rows.with_name("Supervision Authority", missing))
		if not rows:
			return
		authorities.update({row.name: row for row in rows})


def _authority_names(rows: Iterable[Mapping]) -> list[str]:
	names = []
	for row in rows:
		names += [row.get(fieldname) for fieldname in AUTHORITY_FIELDS]
		names += [report.get("authority") for report in row.get("authority_reports") or ()]
	return names


def _sector_tree() -> dict[str, dict]:
	(rows,) = whole_rows.read([whole_rows.Part("Industry Sector")])
	return {row.name: row for row in sorted(rows, key=lambda row: (row.lft, row.name))}


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


def _by_hazard(links: list[dict], topics: Mapping[str, dict]) -> dict[str, list[dict]]:
	"""Study topics of each hazard, in the order of their names."""
	grouped: dict[str, list[dict]] = {}
	for link in links:
		topic = topics.get(link.parent)
		if topic and topic not in grouped.setdefault(link.hazard, []):
			grouped[link.hazard].append(topic)
	return grouped
