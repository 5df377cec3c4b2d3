"""The five steps as columns of the hazard, for lists and reports. Gates never read them.

The one place of the app that writes a governed column without a version and without touching `modified`: the columns
say nothing of their own, they can be computed again from the record at any time. `record_version` counts the saves of
everything that belongs to the hazard, so that a save knows whether it reads the record as it is (`lock_record`).
"""

from collections.abc import Sequence

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.steps import STEPS, five_steps
from hazard_governance.records import load_record, load_records


class StaleRecordError(frappe.QueryDeadlockError):
	"""Somebody changed the hazard's documents after this transaction began to read; begin again, as after a deadlock."""


def lock_record(hazard: str) -> None:
	"""Make everybody who saves a document of this hazard wait for this transaction, and know what the others saved.

	A transaction goes on seeing what was there when it first read; a gate asked on that would pass what a colleague has
	just taken back. StaleRecordError then; the outermost save begins again by itself.
	"""
	table = frappe.qb.DocType("Hazard")
	query = frappe.qb.from_(table).select(table.record_version).where(table.name == hazard)
	present = query.for_update().run(pluck=True)
	if present and present != query.run(pluck=True):
		raise StaleRecordError(frappe._("The record has just been changed by somebody else. Save again."))


def refresh(hazard: str, doc: Document | None = None) -> None:
	"""Lock the hazard's row, compute its steps from what is stored now, write what changed.

	`doc` is the document being saved; a Hazard gets the values in memory as well, so that the form shows them.
	Does nothing when the hazard is gone.
	"""
	stored = _lock([hazard]).get(hazard)
	if stored is None:
		return
	values = columns(load_record(hazard))
	values["record_version"] = stored["record_version"] + 1
	_write(hazard, stored, values)
	if doc is not None and doc.doctype == "Hazard":
		doc.update(values)


def refresh_many(hazards: Sequence[str]) -> None:
	"""`refresh` for many hazards with the queries of one, besides one update for each that changed."""
	stored = _lock(hazards)
	for name, record in load_records(list(stored)).items():
		_write(name, stored[name], columns(record))


def columns(record: HazardRecord) -> dict:
	"""step_* and step_*_on of a record as of today."""
	values: dict = {}
	for step, state in five_steps(record, getdate()).items():
		values[f"step_{step}"] = state.status
		values[f"step_{step}_on"] = state.completed_on
	return values


def _lock(hazards: Sequence[str]) -> dict[str, dict]:
	table = frappe.qb.DocType("Hazard")
	fields = [table[f"step_{step}{suffix}"] for step in STEPS for suffix in ("", "_on")]
	rows = (
		frappe.qb.from_(table)
		.select(table.name, table.record_version, *fields)
		.where(table.name.isin(list(hazards)))
		.orderby(table.name)
		.for_update()
		.run(as_dict=True)
	)
	return {row.name: row for row in rows}


def _write(hazard: str, stored: dict, values: dict) -> None:
	changed = {column: value for column, value in values.items() if stored[column] != value}
	if not changed:
		return
	table = frappe.qb.DocType("Hazard")
	query = frappe.qb.update(table).where(table.name == hazard)
	for column, value in changed.items():
		query = query.set(table[column], value)
	query.run()
	frappe.clear_document_cache("Hazard", hazard)
