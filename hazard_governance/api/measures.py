"""Measures and the people who answer for them: done with evidence, by phone, without any other right.

A rectification owner has no write permission on a plan. These methods do the one write that is theirs, through the
plan's own save, so that it is checked and versioned like any other.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, getdate

from hazard_governance import whole_rows
from hazard_governance.asked_once import asked_once
from hazard_governance.domain import clocks
from hazard_governance.domain import vocabulary as v
from hazard_governance.permissions import predicate

PLAN, SOURCE_PLAN = "Remediation Plan", "Source Governance Plan"
TABLES = {PLAN: "measures", SOURCE_PLAN: "items"}
OWNER_ROLE = "Rectification Owner"
ENTERPRISE_ROLES = frozenset({"Enterprise Safety Officer", "Enterprise Principal"})
# until the acceptance; a measure still open then may be completed, but none is reopened any more
COMPLETE_IN = (v.REGISTERED, v.RECTIFYING, v.PENDING_ACCEPTANCE)
REOPEN_IN = (v.REGISTERED, v.RECTIFYING)
IMAGE_OR_PDF = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".heic", ".pdf")


@frappe.whitelist(methods=["POST"])
def complete_measure(doctype: str, name: str, row: str, done_on: str, result: str, evidence: str) -> dict:
	"""Report a measure done. Returns {status, done_on}.

	doctype: Remediation Plan or Source Governance Plan; row: name of the measure's row; done_on: a day up to today;
	result: plain text; evidence: URL of an uploaded photo or PDF. For the person named as responsible in that row,
	and for safety officers and the principal of the enterprise; for an enterprise that is no user, for its authority.
	"""
	plan, measure = _find(doctype, name, row)
	_check_person(plan, measure)
	_check_stage(plan, measure, COMPLETE_IN)
	_check_answer(done_on, result, evidence)
	file = _check_file(plan, evidence)
	measure.update({"done_on": getdate(done_on), "result": result.strip(), "evidence": evidence})
	_save(plan)
	_attach(file, plan)
	return {"status": measure.status, "done_on": measure.done_on}


@frappe.whitelist(methods=["POST"])
def reopen_measure(doctype: str, name: str, row: str) -> dict:
	"""Take back that a measure is done, before the acceptance. Returns {status}. Same people as `complete_measure`."""
	plan, measure = _find(doctype, name, row)
	_check_person(plan, measure)
	_check_stage(plan, measure, REOPEN_IN)
	measure.update({"done_on": None})
	_save(plan)
	return {"status": measure.status}


@frappe.whitelist()
def my_measures() -> list[dict]:
	"""Open and done measures that name the session user as responsible; the open ones first, by deadline.

	Each: doctype, name, row, kind, hazard, hazard_title, place, measure, contingency, deadline, status, done_on,
	result, overdue. Only of hazards that lie in the user's scope.
	"""
	today = getdate()
	found = [_card(card, today) for card in (*_rows_of(PLAN), *_rows_of(SOURCE_PLAN))]
	return sorted(found, key=lambda card: (card["status"] != v.OPEN, card["deadline"] or today, card["row"]))


@asked_once
def open_measures(hazard: str) -> dict[str, dict]:
	"""Open measures of the plans of a hazard, by the name of their row, whoever asks."""

	def part(doctype: str, field: str) -> whole_rows.Part:
		plan = frappe.qb.DocType(doctype)
		plans = frappe.qb.from_(plan).select(plan.name).where(plan.hazard == hazard)
		return whole_rows.Part(
			frappe.get_meta(doctype).get_field(field).options,
			lambda row: (row.parenttype == doctype) & (row.status == v.OPEN) & row.parent.isin(plans),
		)

	tables = whole_rows.read([part(doctype, field) for doctype, field in TABLES.items()])
	return {row.name: row for rows in tables for row in rows}


def _rows_of(doctype: str) -> list[dict]:
	table = frappe.get_meta(doctype).get_field(TABLES[doctype]).options
	row, plan, hazard = frappe.qb.DocType(table), frappe.qb.DocType(doctype), frappe.qb.DocType("Hazard")
	query = (
		frappe.qb.from_(row)
		.inner_join(plan)
		.on(plan.name == row.parent)
		.inner_join(hazard)
		.on(hazard.name == plan.hazard)
		.select(
			plan.name,
			plan.hazard,
			hazard.hazard_title,
			hazard.place,
			hazard.stage,
			row.name.as_("row"),
			row.measure,
			row.contingency,
			row.deadline,
			row.status,
			row.done_on,
			row.result,
		)
		.where(row.responsible_user == frappe.session.user)
		.where(row.parenttype == doctype)
		.where(hazard.stage != v.WITHDRAWN)
		.orderby(row.deadline)
	)
	if doctype == SOURCE_PLAN:
		query = query.select(row.kind)
	# a person named in a row without the role, or without the enterprise any more, sees nothing
	rows = predicate.apply_scope(query, hazard, "Hazard").run(as_dict=True)
	for found in rows:
		found["doctype"] = doctype
	return rows


def _card(row: dict, today) -> dict:
	is_open = row.status == v.OPEN
	return {
		**row,
		"kind": _(row.get("kind")) if row.get("kind") else _("Rectification Measure"),
		"overdue": is_open and clocks.is_overdue(row.deadline, today),
	}


def _find(doctype: str, name: str, row: str) -> tuple[Document, Document]:
	if doctype not in TABLES:
		frappe.throw(_("{0} holds no measures.").format(doctype), frappe.PermissionError)
	plan = frappe.get_doc(doctype, name)
	measure = next((child for child in plan.get(TABLES[doctype]) if child.name == row), None)
	if measure is None:
		frappe.throw(
			_("This measure is no longer in {0}. Load the list again.").format(name), frappe.DoesNotExistError
		)
	return plan, measure


def _check_person(plan: Document, measure: Document) -> None:
	user = frappe.session.user
	own = measure.responsible_user == user and OWNER_ROLE in frappe.get_roles(user)
	if user == "Administrator" or own or predicate.stands_in(user, plan):
		return
	if not predicate.roles_on(user, plan) & ENTERPRISE_ROLES:
		frappe.throw(
			_(
				"This measure is not yours. Only its responsible person or the enterprise's safety officer reports it."
			),
			frappe.PermissionError,
		)


def _check_stage(plan: Document, measure: Document, stages: tuple[str, ...]) -> None:
	"""Plan measures: before the acceptance. Items of source governance: until they are accepted; continuing ones always."""
	if plan.doctype == SOURCE_PLAN:
		if measure.status == v.ACCEPTED and not measure.continuing:
			frappe.throw(_("Status: this item has been accepted. Reopen the source governance plan first."))
		return
	stage = frappe.db.get_value("Hazard", plan.hazard, "stage")
	if stage not in stages:
		frappe.throw(
			_(
				"Stage: the hazard is {0}; its measures no longer change. Return it to rectification first."
			).format(_(stage))
		)


def _check_answer(done_on: str, result: str, evidence: str) -> None:
	if not done_on:
		frappe.throw(_("Done On: enter the day on which the measure was done."))
	if getdate(done_on) > getdate():
		frappe.throw(_("Done On: {0} lies in the future. Enter today or an earlier day.").format(done_on))
	if not cstr(result).strip():
		frappe.throw(_("Result: write in a sentence what was done."))
	if not evidence:
		frappe.throw(_("Evidence: attach a photo or a PDF that shows the measure done."))


def _check_file(plan: Document, evidence: str) -> str:
	"""Name of the File: uploaded by this user or attached to this plan, and an image or PDF by its name."""
	files = frappe.get_all(
		"File",
		filters={"file_url": evidence},
		fields=["name", "owner", "attached_to_doctype", "attached_to_name", "file_name"],
		order_by="creation desc",
	)
	own = [
		file
		for file in files
		if (file.attached_to_doctype, file.attached_to_name) == (plan.doctype, plan.name)
		or (file.owner == frappe.session.user and not file.attached_to_name)
	]
	if not own:
		frappe.throw(_("Evidence: this file is not among your uploads. Upload the photo or PDF again."))
	if not cstr(own[0].file_name or evidence).lower().endswith(IMAGE_OR_PDF):
		frappe.throw(
			_("Evidence: {0} is neither a photo nor a PDF. Upload one of these.").format(own[0].file_name)
		)
	return own[0].name


def _attach(file: str, plan: Document) -> None:
	"""Attach the evidence to the plan, so that everybody who reads the plan can open it."""
	doc = frappe.get_doc("File", file)
	if doc.attached_to_name:
		return
	doc.update({"attached_to_doctype": plan.doctype, "attached_to_name": plan.name, "is_private": 1})
	# the owner may not write the plan, the file is theirs
	doc.save(ignore_permissions=True)


def _save(plan: Document) -> None:
	# checked above: this person may report this one row, and nothing else of the plan has been touched
	plan.flags.ignore_permissions = True
	plan.save()
