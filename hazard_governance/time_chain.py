"""Writing, checking and telling of the chain of server times of each hazard (domain/time_chain.py).

	bench --site X execute hazard_governance.time_chain.check

One chain for each hazard: its row, which `projection.lock_record` has locked before anything of the hazard is saved,
is all that two writers at once have to wait for. Entries are written here and nowhere else.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

import frappe
from frappe.model.document import Document
from frappe.query_builder.functions import Max
from frappe.utils import get_datetime, now_datetime

from hazard_governance.domain import time_chain as rules
from hazard_governance.domain import time_words as times
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.facts import TimeEntry
from hazard_governance.messages import phrase_text
from hazard_governance.permissions.table import SCOPE_COLUMNS, SECTOR_COLUMN
from hazard_governance.server_kept import BY_SERVER

# where the hazard lies, written into each entry
COPIED = (*SCOPE_COLUMNS, SECTOR_COLUMN)
ENTRY = "Hazard Time Entry"
BATCH = 500
COLUMNS = (
	"name",
	"hazard",
	"sequence",
	"kind",
	"recorded_at",
	"happened_at",
	"recorded_by",
	"internal",
	"payload",
	"previous_hash",
	"entry_hash",
)


# --- writing -------------------------------------------------------------------------------------------------
def record(hazard: str, kind: str, happened_at: datetime | None = None, /, **payload) -> Document:
	"""Add an entry to the chain of a stored hazard, now, as the session's user; returns it.

	kind: one of vocabulary.TIME_KINDS. happened_at: the moment it attests where that is not now. payload: what a reader
	needs to understand it; times, numbers, texts, lists and dicts of them. The caller has checked that the user may do
	what is recorded.
	"""
	stored = _lock(hazard)
	last = _last(hazard, stored["chain_count"] or 0)
	entry = _next(stored, last, kind, happened_at, payload)
	doc = frappe.new_doc(ENTRY)
	doc.update({**entry, **{column: stored[column] for column in COPIED}})
	doc.flags.by_server = BY_SERVER
	# what is recorded was checked; nobody has the right to write an entry by themselves
	doc.insert(ignore_permissions=True)
	_keep(hazard, entry["sequence"], entry["entry_hash"])
	return doc


def entry_name(hazard: str, sequence: int) -> str:
	"""Name of an entry: two writers can never give one place twice."""
	return f"{hazard}-T{sequence:04d}"


def head(hazard: str) -> tuple[int, str]:
	"""(number of entries, last seal) that the hazard keeps."""
	found = frappe.db.get_value("Hazard", hazard, ["chain_count", "chain_hash"])
	return (found[0] or 0, found[1] or "") if found else (0, "")


def entries_of(hazards: Sequence[str]) -> dict[str, list[TimeEntry]]:
	"""Entries of each hazard in their order; hazards without any are left out. One query."""
	rows = frappe.get_all(
		ENTRY,
		filters={"hazard": ("in", list(hazards))},
		fields=list(COLUMNS),
		order_by="hazard asc, sequence asc",
	)
	found: dict[str, list[TimeEntry]] = {}
	for row in rows:
		found.setdefault(row.hazard, []).append(TimeEntry.from_mapping(row))
	return found


def _lock(hazard: str) -> dict:
	table = frappe.qb.DocType("Hazard")
	return (
		frappe.qb.from_(table)
		.select(table.name, table.chain_count, table.chain_hash, *(table[column] for column in COPIED))
		.where(table.name == hazard)
		.for_update()
		.run(as_dict=True)[0]
	)


def _last(hazard: str, count: int) -> dict | None:
	"""The entry that the next one follows, as it is now and not when this transaction began to read; by its name, since
	a locked range of an index would make writers of other hazards wait."""
	table = frappe.qb.DocType(ENTRY)
	query = frappe.qb.from_(table).select(table.sequence, table.kind, table.recorded_at, table.entry_hash)
	if count:
		found = query.where(table.name == entry_name(hazard, count)).for_update().run(as_dict=True)
		if found:
			return found[0]
	# the first one; or the chain is broken, and what is left of it counts
	rows = (
		query.where(table.hazard == hazard)
		.orderby(table.sequence, order=frappe.qb.desc)
		.limit(1)
		.run(as_dict=True)
	)
	return rows[0] if rows else None


def _next(stored: dict, last: dict | None, kind: str, happened_at: datetime | None, payload: dict) -> dict:
	"""Values of the entry after the last. A chain found broken goes on and stays broken: nothing is mended here."""
	count, previous = stored["chain_count"] or 0, stored["chain_hash"] or ""
	if last and not count and last["kind"] == times.HAZARD_DELETED:
		# the number of a hazard deleted at once was given again
		count, previous = last["sequence"], last["entry_hash"]
	# a clock set back dates no entry before the one it follows
	now = max(now_datetime(), last["recorded_at"]) if last else now_datetime()
	values = {
		"hazard": stored["name"],
		"sequence": max(count, last["sequence"] if last else 0) + 1,
		"kind": kind,
		"recorded_at": now,
		"happened_at": get_datetime(happened_at) if happened_at else now,
		"recorded_by": frappe.session.user,
		"internal": int(kind in rules.INTERNAL_KINDS),
		"payload": rules.canonical(payload),
		"previous_hash": previous,
	}
	return {**values, "entry_hash": rules.seal(TimeEntry.from_mapping(values))}


def _keep(hazard: str, count: int, seal: str) -> None:
	"""Note the end of the chain on the hazard, beside the columns that projection.py writes and for the same reason:
	it says nothing of its own, and leaves `modified` alone."""
	table = frappe.qb.DocType("Hazard")
	query = frappe.qb.update(table).set(table.chain_count, count).set(table.chain_hash, seal)
	# whoever is about to decide on the hazard begins again with the new entry (projection.lock_record)
	query = query.set(table.record_version, table.record_version + 1)
	query.where(table.name == hazard).run()
	frappe.clear_document_cache("Hazard", hazard)


# --- taking over ---------------------------------------------------------------------------------------------
def take_over() -> int:
	"""Start the chain of every stored hazard that has none, marked as taken over; returns how many. May run again."""
	from hazard_governance.hazard_times import taken_over

	started = 0
	# one turn for each batch of hazards
	while names := _without_chain():
		for stored, happened_at, payload in taken_over(names):
			entry = _next(stored, None, times.TAKEN_OVER, happened_at, payload)
			_insert_row({**entry, **{column: stored[column] for column in COPIED}})
			_keep(entry["hazard"], entry["sequence"], entry["entry_hash"])
			started += 1
	return started


def _without_chain() -> list[str]:
	table, entry = frappe.qb.DocType("Hazard"), frappe.qb.DocType(ENTRY)
	return (
		frappe.qb.from_(table)
		.left_join(entry)
		.on(entry.hazard == table.name)
		.select(table.name)
		.where((table.chain_count == 0) | table.chain_count.isnull())
		.where(entry.name.isnull())
		.orderby(table.name)
		.limit(BATCH)
		.run(pluck=True)
	)


def _insert_row(values: dict) -> None:
	"""A row as the document would write it; a migration of a large register has no time for more."""
	doc = frappe.new_doc(ENTRY)
	doc.update({**values, "name": entry_name(values["hazard"], values["sequence"])})
	doc.db_insert()


# --- checking ------------------------------------------------------------------------------------------------
def check(hazard: str | None = None, as_of: str | None = None) -> dict:
	"""Every fault of all chains, or of one: {hazards, entries, digest, faults: [{hazard, sequence, message}]}.

	digest: over the seals of all entries recorded until `as_of` (default: all). Written down, it shows later whether
	any of them was made anew, seals included.
	"""
	until = get_datetime(as_of) if as_of else None
	found: list[rules.Fault] = []
	seals: list[str] = []
	hazards = entries = 0
	# one turn for each batch of hazards
	for rows in _batches(hazard):
		chains = entries_of([row["name"] for row in rows])
		anchors = _anchors([row["name"] for row in rows])
		for row in rows:
			chain = chains.get(row["name"], [])
			hazards, entries = hazards + 1, entries + len(chain)
			found += _faults(row, chain, anchors.get(row["name"], []))
			seals += [
				e.entry_hash for e in chain if until is None or (e.recorded_at and e.recorded_at <= until)
			]
	return {
		"hazards": hazards,
		"entries": entries,
		"digest": rules.digest(seals),
		"faults": [
			{"hazard": f.hazard, "sequence": f.sequence, "message": phrase_text(f.message)} for f in found
		],
	}


def _faults(row: dict, chain: list[TimeEntry], anchors: list[rules.Anchor]) -> list[rules.Fault]:
	if row["gone"]:
		return rules.faults_of_gone(row["name"], chain)
	return rules.faults(row["name"], chain, row["chain_count"] or 0, row["chain_hash"] or "", anchors)


def _batches(hazard: str | None) -> Iterator[list[dict]]:
	"""Hazards with what they keep of their chain, then those of which only the entries are left, by name."""
	table, entry = frappe.qb.DocType("Hazard"), frappe.qb.DocType(ENTRY)
	stored = frappe.qb.from_(table).select(table.name, table.chain_count, table.chain_hash)
	gone = (
		frappe.qb.from_(entry)
		.left_join(table)
		.on(table.name == entry.hazard)
		.select(entry.hazard.as_("name"), Max(entry.sequence).as_("chain_count"))
		.where(table.name.isnull())
		.groupby(entry.hazard)
	)
	for query, key, is_gone in ((stored, table.name, False), (gone, entry.hazard, True)):
		query, last = query.orderby(key).limit(BATCH), ""
		if hazard:
			query = query.where(key == hazard)
		while rows := query.where(key > last).run(as_dict=True):
			for row in rows:
				row["gone"] = is_gone
			yield rows
			last = rows[-1]["name"]


def _anchors(hazards: list[str]) -> dict[str, list[rules.Anchor]]:
	"""Seals noted outside the chains of the hazards: those that enforcement decisions rest on."""
	rows = frappe.get_all(
		"Enforcement Decision",
		filters={"hazard": ("in", hazards), "status": v.DECIDED, "chain_count": (">", 0)},
		fields=["hazard", "name", "chain_count", "chain_hash"],
		order_by="name asc",
	)
	found: dict[str, list[rules.Anchor]] = {}
	for row in rows:
		found.setdefault(row.hazard, []).append(rules.Anchor(row.name, row.chain_count, row.chain_hash or ""))
	return found
