"""Methods of the Hazard form. Every one asks for the permission it needs in its first lines."""

from collections.abc import Callable
from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, get_fullname, getdate, now_datetime

from hazard_governance import next_documents, receipts, repeats
from hazard_governance.domain import authority_report, classification, stages, steps
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import Deficiency
from hazard_governance.domain.facts import Criterion, Hazard, HazardRecord
from hazard_governance.messages import as_dicts, phrase_text
from hazard_governance.permissions import predicate
from hazard_governance.permissions.table import CHILDREN
from hazard_governance.records import applicable_sectors, load_record


@frappe.whitelist()
def progress(hazard: str) -> dict:
	"""How far a hazard is: {stage, path, verification, steps, gate, documents}. Needs read permission on the hazard.

	steps: {step, label, status, completed_on, required, missing, documents}; gate: {stage, missing} of the next stage
	or None. What is missing in documents that the user may not read is counted (`hidden`), not told.
	"""
	doc = frappe.get_doc("Hazard", hazard)
	doc.check_permission("read")
	return progress_of(doc, load_record(hazard))


def progress_of(doc: Document, record: HazardRecord) -> dict:
	"""`progress` of a hazard that the caller has read, and may."""
	targets = next_documents.targets_of(doc, record)
	may_be_told = _reader(doc.name)
	return {
		"stage": doc.stage,
		"verification": doc.verification,
		"path": list(_path(record)),
		"steps": [
			_step(state, targets, may_be_told) for state in steps.five_steps(record, getdate()).values()
		],
		"gate": _gate(doc.stage, record, may_be_told),
		"documents": targets,
	}


def _path(record: HazardRecord) -> tuple[str, ...]:
	return stages.PATH[: stages.PATH.index(stages.final_stage(record)) + 1]


def _step(state: steps.StepState, targets: list[dict], may_be_told: Callable[[Deficiency], bool]) -> dict:
	told = [d for d in state.missing if may_be_told(d)]
	return {
		"step": state.step,
		"label": steps.STEP_LABELS[state.step],
		"status": state.status,
		"completed_on": state.completed_on,
		"required": state.required,
		"missing": as_dicts(told),
		"hidden": len(state.missing) - len(told),
		"documents": [target for target in targets if target["step"] == state.step],
	}


def _gate(stage: str, record: HazardRecord, may_be_told: Callable[[Deficiency], bool]) -> dict | None:
	path = _path(record)
	if stage not in path or stage == path[-1]:
		return None
	following = path[path.index(stage) + 1]
	found = stages.gate(following, record, getdate())
	told = [d for d in found if may_be_told(d)]
	return {"stage": following, "missing": as_dicts(told), "hidden": len(found) - len(told)}


def _reader(hazard: str) -> Callable[[Deficiency], bool]:
	"""Whether a gap may be told: reporters do not learn from a list of gaps who is being held to account, nor does
	somebody whose right to read that holds for another enterprise."""
	known: dict[str, bool] = {}

	def may_be_told(deficiency: Deficiency) -> bool:
		for doctype in CHILDREN.get(deficiency.doctype, (deficiency.doctype,)):
			if doctype not in known:
				known[doctype] = predicate.may_read_of(doctype, hazard)
			if known[doctype]:
				return True
		return False

	return may_be_told


@frappe.whitelist()
def suggest_classification(values: dict | str) -> dict:
	"""{classification, reason, article} that the facts of a draft call for; needs read permission on its enterprise.

	values: enterprise, found_on, criterion, classification_basis, needs_suspension, needs_time, external_factor.
	"""
	facts = _facts(values)
	industry = industry_of(facts.enterprise)
	criterion = _criterion(facts.criterion) if facts.classification_basis != v.BY_DEFINITION else None
	found = classification.suggest(
		facts, criterion, classification.found_day(facts), applicable_sectors(industry)
	)
	return {
		"classification": found.classification,
		"reason": phrase_text(found.reason),
		"article": _(found.article),
	}


@frappe.whitelist()
def similar(values: dict | str) -> list[dict]:
	"""Earlier hazards like a draft's among those the user may see, the most alike first: {name, hazard_title,
	register_no, enterprise, found_on, stage, score, same_enterprise, reasons}. Needs read permission on hazards.

	values: enterprise, place, criterion, existing_condition, hazard_title, found_on (default: now).
	"""
	frappe.has_permission("Hazard", "read", throw=True)
	facts = _facts(values)
	if not facts.enterprise:
		return []
	return [repeats.told(row) for row in repeats.alike(facts, frappe.session.user, elsewhere=True)]


@frappe.whitelist(methods=["POST"])
def give_receipt(hazard: str, row: str, receipt_no: str = "") -> dict:
	"""Acknowledge the report in `row` of the hazard, at the server's time, as a member of the authority it went to.

	Returns {received_at, received_by, receipt_no}. PermissionError for everybody else.
	"""
	doc = frappe.get_doc("Hazard", hazard)
	doc.check_permission("read")
	report = next((r for r in doc.authority_reports if r.name == row), None)
	if report is None:
		frappe.throw(_("This report is no longer part of {0}. Reload the hazard.").format(hazard))
	predicate.require_authority(doc, report.authority)
	if report.received_at:
		frappe.throw(_("This report was acknowledged by {0} already.").format(report.received_by))
	receipts.give(doc, row, receipt_no)
	return {
		"received_at": report.received_at,
		"received_by": report.received_by,
		"receipt_no": report.receipt_no,
	}


@frappe.whitelist(methods=["POST"])
def record_immediate_measure(
	hazard: str,
	measure: str,
	taken_by: str = "",
	taken_at: str | datetime | None = None,
	people_withdrawn: bool | int = False,
	done_at: str | datetime | None = None,
	result: str = "",
	before_photo: str = "",
	after_photo: str = "",
) -> str:
	"""Record what is being done against the danger, in any stage; needs write permission on the hazard.

	Returns the name of the new row. Times are the site's; `taken_at` defaults to now, or to `done_at` when that is
	earlier, `taken_by` to the user.
	"""
	doc: Document = frappe.get_doc("Hazard", hazard)
	doc.check_permission("write")
	ended = get_datetime(done_at) if done_at else None
	begun = (
		get_datetime(taken_at)
		if taken_at
		else min(filter(None, (now_datetime().replace(microsecond=0), ended)))
	)
	row = doc.append(
		"immediate_measures",
		{
			"measure": measure,
			"taken_by": taken_by or get_fullname(frappe.session.user),
			"taken_at": begun,
			"people_withdrawn": int(people_withdrawn),
			"done_at": ended,
			"result": result,
			"before_photo": before_photo,
			"after_photo": after_photo,
		},
	)
	doc.save()
	return row.name


@frappe.whitelist()
def prefill_report(hazard: str) -> dict:
	"""A row of the full report to the authority, from the record, for a person to complete; nothing is saved.

	Needs write permission on the hazard. Words of the analysis only for who may read it.
	"""
	doc = frappe.get_doc("Hazard", hazard)
	doc.check_permission("write")
	record = load_record(hazard)
	told = predicate.may_read_of("Root Cause Analysis", hazard)
	parts = authority_report.prefill_full(record, with_causes=told)
	plan = record.plan if record.plan and predicate.may_read_of("Remediation Plan", hazard) else None
	return {
		"kind": v.FULL_REPORT,
		"authority": authority_report.receiver(record),
		"plan": plan.name if plan else None,
		**{field: "\n".join(phrase_text(p) for p in phrases) for field, phrases in parts.items()},
	}


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def criterion_query(
	doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: dict | None = None
) -> list:
	"""Criteria in force on the day found that apply to the enterprise: its industry, its ancestors, cross-industry.

	filters: {enterprise, found_on, hazard_class (optional)}. Needs read permission on criteria and on the enterprise.
	"""
	frappe.has_permission("Hazard Criterion", "read", throw=True)
	filters = filters or {}
	sectors = applicable_sectors(industry_of(filters.get("enterprise")))
	day = getdate(filters.get("found_on"))
	table = frappe.qb.DocType("Hazard Criterion")
	query = (
		frappe.qb.from_(table)
		.select(table.name, table.standard, table.article, table.summary)
		.where(table.industry.isin(sectors))
		.where(table.valid_from <= day)
		.where(table.valid_to.isnull() | (table.valid_to >= day))
		.orderby(table.standard)
		.orderby(table.name)
		.limit(page_len)
		.offset(start)
	)
	if filters.get("hazard_class"):
		query = query.where(table.hazard_class == filters["hazard_class"])
	if txt:
		like = f"%{txt}%"
		query = query.where(
			table.name.like(like)
			| table.standard.like(like)
			| table.article.like(like)
			| table.summary.like(like)
		)
	return query.run()


def industry_of(enterprise: str | None) -> str | None:
	"""Industry of an enterprise the user may read; refused when none is given."""
	if not enterprise:
		frappe.throw(_("Choose the enterprise first."))
	frappe.has_permission("Regulated Enterprise", "read", doc=enterprise, throw=True)
	return frappe.db.get_value("Regulated Enterprise", enterprise, "industry")


def _criterion(name: str) -> Criterion | None:
	row = frappe.db.get_value("Hazard Criterion", name, "*", as_dict=True) if name else None
	return Criterion.from_mapping(row) if row else None


def _facts(values: dict | str) -> Hazard:
	try:
		return Hazard.from_mapping(frappe.parse_json(values))
	except ValueError:
		frappe.throw(_("A date of the hazard cannot be read. Enter it again."))
