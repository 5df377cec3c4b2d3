"""Which acts on a hazard go into its chain of server times, and with which words.

Called when the hazard is written, on every way in; what a client says about times is noted as said, and counts from the
moment the server wrote it down.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime

import frappe
from frappe.model.document import Document
from frappe.utils import get_fullname

from hazard_governance import time_chain
from hazard_governance.domain import stages
from hazard_governance.domain import time_words as times
from hazard_governance.domain import vocabulary as v
from hazard_governance.permissions import predicate
from hazard_governance.permissions.table import SCOPE_COLUMNS, SECTOR_COLUMN

ORDER_FIELDS = ("inspection_authority", "inspection_document", "rectification_order_no")
REPORTED = ("kind", "authority", "method", "sent_at", "received_at")
JUDGED_BY = ("source", "found_on")


def record_acts(hazard: Document, old: str, new: str) -> None:
	"""Entries for everything that this save of `hazard` did; `old` and `new` are its stages."""
	before = hazard.get_doc_before_save()
	if before is None:
		_registered(hazard)
	else:
		_facts_changed(hazard, before)
	_reports(hazard, before)
	_order(hazard, before)
	_first_measure(hazard, before, new != old and new == v.RECTIFYING)
	if old != new:
		_stage(hazard, old, new)


def _record(hazard: Document, kind: str, happened_at: datetime | None = None, /, **payload) -> None:
	entry = time_chain.record(hazard.name, kind, happened_at, **payload)
	# the form shows what is stored
	hazard.chain_count, hazard.chain_hash = entry.sequence, entry.entry_hash


def _registered(hazard: Document) -> None:
	own = predicate.has_interest(frappe.session.user, hazard.enterprise)
	_record(
		hazard,
		times.REGISTERED_BY_ENTERPRISE if own else times.REGISTERED_BY_AUTHORITY,
		by=get_fullname(frappe.session.user),
		source=hazard.source,
		found_on=_iso(hazard.found_on),
		classification=hazard.classification or "",
	)


def _facts_changed(hazard: Document, before: Document) -> None:
	changed = {name: [_iso(before.get(name)), _iso(hazard.get(name))] for name in JUDGED_BY}
	changed = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
	if changed:
		own = predicate.has_interest(frappe.session.user, hazard.enterprise)
		_record(hazard, times.FACTS_CHANGED, by_enterprise=own, **changed)


def _reports(hazard: Document, before: Document | None) -> None:
	stored = {row.name: row for row in before.authority_reports} if before else {}
	for row in hazard.authority_reports:
		earlier = stored.get(row.name)
		if earlier is None:
			kind = times.REPORT_SENT if row.method == v.BY_SYSTEM else times.REPORT_NOTED
			_record(hazard, kind, **_report(row))
		if row.received_user and not (earlier and earlier.received_user):
			_received(hazard, row)


def _received(hazard: Document, row: Document) -> None:
	"""The receiving officer's word. An earlier moment counts where a proof goes with it, else the server's time does."""
	proof = proof_of(row.receipt_file)
	by_hand = row.method != v.BY_SYSTEM and proof
	_record(
		hazard,
		times.REPORT_RECEIVED,
		row.received_at if by_hand else None,
		officer=get_fullname(frappe.session.user),
		receipt_no=row.receipt_no or "",
		**proof,
		**_report(row),
	)


def _report(row: Document) -> dict:
	return {"row": row.name, **{name: _iso(row.get(name)) for name in REPORTED}}


def proof_of(url: str | None) -> dict:
	"""{proof, proof_sha256} of an attached file, {} without one."""
	if not url:
		return {}
	content = frappe.get_doc("File", {"file_url": url}).get_content()
	content = content.encode() if isinstance(content, str) else content
	return {"proof": url, "proof_sha256": hashlib.sha256(content).hexdigest()}


def _order(hazard: Document, before: Document | None) -> None:
	"""An inspection document or a rectification order entered for the first time: somebody else has found it by now."""
	had = before and any(before.get(name) for name in ORDER_FIELDS[1:])
	if had or not any(hazard.get(name) for name in ORDER_FIELDS[1:]):
		return
	named = {name: hazard.get(name) or "" for name in ORDER_FIELDS}
	_record(hazard, times.ORDER_ISSUED, by=get_fullname(frappe.session.user), **named)


def _first_measure(hazard: Document, before: Document | None, starts: bool) -> None:
	"""The first measure of all: an immediate one, or with the start of the rectification a planned one."""
	if before and before.immediate_measures:
		return
	if hazard.immediate_measures:
		row = hazard.immediate_measures[0]
		said = {"measure": row.measure, "taken_by": row.taken_by or "", "taken_at": _iso(row.taken_at)}
		_record(hazard, times.MEASURE_STARTED, **said)
	elif starts:
		_record(hazard, times.MEASURE_STARTED, measure=v.PLANNED)


def _stage(hazard: Document, old: str, new: str) -> None:
	move = stages.MOVES.get((old, new))
	back = bool(move and move.back)
	reason = hazard.stage_log[-1].reason if hazard.stage_log else ""
	kind = times.REOPENED if back else times.STAGE_CHANGED
	_record(hazard, kind, **{"from": old, "to": new, "reason": reason or ""})


def _iso(value: object) -> str:
	"""A value as text, times alike whether they come from a form, a program or the database."""
	if isinstance(value, datetime):
		return value.isoformat(sep=" ", timespec="seconds")
	return "" if value is None else str(value)


# --- hazards of before ---------------------------------------------------------------------------------------
def taken_over(hazards: list[str]) -> Iterator[tuple[dict, datetime | None, dict]]:
	"""(row of the hazard, when it was registered, payload) of hazards stored before there were chains."""
	fields = [
		"name",
		*SCOPE_COLUMNS,
		SECTOR_COLUMN,
		"chain_count",
		"chain_hash",
		"registered_by",
		"registered_at",
		"source",
		"found_on",
		"stage",
		"classification",
		"verification",
		*ORDER_FIELDS[1:],
	]
	rows = frappe.get_all("Hazard", filters={"name": ("in", hazards)}, fields=fields, order_by="name asc")
	members = _members([row.enterprise for row in rows])
	measures = _first_measures(hazards)
	for row in rows:
		payload = {
			"registered_by": row.registered_by or "",
			"registered_at": _iso(row.registered_at),
			"by_enterprise": row.registered_by in members.get(row.enterprise, ()),
			"found_on": _iso(row.found_on),
			"measure_at": _iso(measures.get(row.name)),
			"order": next((row[name] for name in ORDER_FIELDS[1:] if row[name]), ""),
			**{name: row[name] or "" for name in ("source", "stage", "classification", "verification")},
		}
		yield row, row.registered_at, payload


def _members(enterprises: list[str]) -> dict[str, set[str]]:
	rows = frappe.get_all(
		"Regulated Enterprise Member",
		filters={"parent": ("in", enterprises or [""]), "parenttype": "Regulated Enterprise"},
		fields=["parent", "user"],
		order_by="parent asc, idx asc",
	)
	found: dict[str, set[str]] = {}
	for row in rows:
		found.setdefault(row.parent, set()).add(row.user)
	return found


def _first_measures(hazards: list[str]) -> dict[str, datetime]:
	"""When the first immediate measure of each hazard was written down (of its row, not as somebody said)."""
	rows = frappe.get_all(
		"Hazard Immediate Measure",
		filters={"parent": ("in", hazards), "parenttype": "Hazard"},
		fields=["parent", "creation"],
		order_by="parent asc, creation desc",
	)
	return {row.parent: row.creation for row in rows}
