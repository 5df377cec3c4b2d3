"""What a passed gate rested on: kept with the hazard, with a hash, so that a later change shows."""

import hashlib
import json
from dataclasses import asdict

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from hazard_governance.domain.facts import Facts, HazardRecord

LEFT_OUT = ("stage_log", "record_version", "chain_count", "chain_hash", "workflow_state", "return_reason")
DOCUMENTS = (
	"verifications",
	"analysis",
	"actions",
	"plan",
	"suspensions",
	"acceptances",
	"source_governance",
	"report",
	"cases",
	"decisions",
)


def append_entry(hazard: Document, old: str, new: str, reason: str, record: HazardRecord) -> None:
	"""Add a row to `hazard.stage_log`; it is written with the hazard."""
	basis = json.dumps(basis_of(record), ensure_ascii=False, sort_keys=True, indent=1, default=str)
	hazard.append(
		"stage_log",
		{
			"from_stage": old,
			"to_stage": new,
			"changed_at": now_datetime(),
			"changed_by": frappe.session.user,
			"reason": reason,
			"basis": basis,
			"basis_hash": digest(basis),
		},
	)


def basis_of(record: HazardRecord) -> dict:
	"""The hazard's own facts in full, and every document by status, signatures and the hash of its facts."""
	documents = []
	for attribute in DOCUMENTS:
		found = getattr(record, attribute)
		for row in found if isinstance(found, tuple) else (found,) if found else ():
			documents.append(_document(row))
	return {"hazard": _filled(record.hazard), "documents": documents}


def digest(text: str) -> str:
	"""sha256 of a text, in hex."""
	return hashlib.sha256(text.encode()).hexdigest()


def _document(row: Facts) -> dict:
	facts = json.dumps(_filled(row), ensure_ascii=False, sort_keys=True, default=str)
	return {
		"doctype": row.DOCTYPE,
		"name": row.name,
		"status": getattr(row, "status", ""),
		"decided_by": getattr(row, "decided_by", ""),
		"decided_at": getattr(row, "decided_at", None),
		"sha256": digest(facts),
	}


def _filled(row: Facts) -> dict:
	return {key: value for key, value in asdict(row).items() if value and key not in LEFT_OUT}
