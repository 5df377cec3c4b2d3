"""The ledger of hazards on a site: the register and every document about them that the reader may read, as a workbook."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import BytesIO

import frappe
from frappe.utils import getdate

from hazard_governance.domain.facts import HazardRecord
from hazard_governance.ledger.writer import ledger_workbook
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.records import load_records

# part of a record -> the DocType it comes from
PARTS = {
	"verifications": "Hazard Verification",
	"analysis": "Root Cause Analysis",
	"actions": "Accountability Action",
	"plan": "Remediation Plan",
	"suspensions": "Production Suspension",
	"acceptances": "Rectification Acceptance",
	"source_governance": "Source Governance Plan",
	"report": "Rectification Report",
	"cases": "Supervision Case",
	"study_topics": "Study Topic",
}


def ledger_file(hazards: Sequence[str], unit: str, user: str) -> bytes:
	"""The ledger of these hazards, which the caller has found within the scope of `user`: the bytes of an .xlsx file."""
	records = list(load_records(hazards).values()) if hazards else []
	stream = BytesIO()
	ledger_workbook(_readable(records, user), getdate(), unit).save(stream)
	return stream.getvalue()


def _readable(records: list[HazardRecord], user: str) -> list[HazardRecord]:
	"""The records without the documents that `user` may not read: one query a DocType."""
	for part, doctype in PARTS.items():
		names = _visible(doctype, (row.name for record in records for row in _rows(record, part)), user)
		records = [_only(record, part, names) for record in records]
	return records


def _rows(record: HazardRecord, part: str) -> tuple:
	value = getattr(record, part)
	return value if isinstance(value, tuple) else (value,) if value else ()


def _only(record: HazardRecord, part: str, names: set[str]) -> HazardRecord:
	kept = tuple(row for row in _rows(record, part) if row.name in names)
	many = isinstance(getattr(record, part), tuple)
	return replace(record, **{part: kept if many else next(iter(kept), None)})


def _visible(doctype: str, names: Iterable[str], user: str) -> set[str]:
	wanted = sorted(names)
	if not wanted:
		return set()
	of = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(of).select(of.name).where(of.name.isin(wanted)).orderby(of.name)
	return set(apply_scope(query, of, doctype, user).run(pluck=True))
