"""Acts of people of an enterprise: report a hazard, describe it, record and complete measures, answer the authority."""

import frappe
from frappe.utils import now_datetime, nowdate

from hazard_governance.api import hazard as hazard_api
from hazard_governance.api import measures as measures_api
from hazard_governance.api import supervision as supervision_api
from hazard_governance.domain import supervision_terms
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.permissions import predicate
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.portal import forms, pages
from hazard_governance.portal.acts.model import Act, Request, workflow_act
from hazard_governance.step_checks import is_enterprise_side

HAZARD, CASE = "Hazard", "Supervision Case"
MEASURE, PROGRESS, EXTENSION = (
	"Hazard Immediate Measure",
	"Supervision Case Progress",
	"Supervision Case Extension",
)
MOST = 300


# --- reporting ---------------------------------------------------------------------------------------------------------
def _enterprises() -> list[str]:
	"""Enterprises for which the user may register a hazard."""
	member = predicate.memberships(frappe.session.user)
	if member.enterprises:
		return list(member.enterprises)
	enterprise = frappe.qb.DocType("Regulated Enterprise")
	query = frappe.qb.from_(enterprise).select(enterprise.name).where(enterprise.disabled == 0)
	query = query.orderby(enterprise.name).limit(MOST)
	return apply_scope(query, enterprise, "Regulated Enterprise").run(pluck=True)


def _may_report(doc, row: str) -> bool:
	return bool(
		frappe.has_permission(HAZARD, "create") and not predicate.memberships(frappe.session.user).nothing
	)


def _report_fields(doc, row: str) -> list[forms.Field]:
	names = _enterprises()
	own = bool(predicate.memberships(frappe.session.user).enterprises)

	def of(name: str, **more) -> forms.Field:
		return forms.of(HAZARD, name, **more)

	return [
		of("enterprise", options=forms.choices(names), value=names[0] if len(names) == 1 else ""),
		of("hazard_title"),
		of("place"),
		of("unit"),
		of("found_on", value=now_datetime().replace(second=0, microsecond=0)),
		of("source", value=v.SELF_INSPECTION if own else v.ENFORCEMENT_INSPECTION),
		of("photo"),
		of("existing_condition"),
		of("possible_harm"),
		of("scope_of_influence"),
		of("recurring"),
	]


def _report(request: Request) -> str:
	new = frappe.get_doc(
		{"doctype": HAZARD, **{k: value for k, value in request.values.items() if value != ""}}
	)
	url = request.keep("photo")
	if url:
		new.photo = url
	return pages.record_link(new.insert())


# --- measures ----------------------------------------------------------------------------------------------------------
def _may_write(doc, row: str) -> bool:
	open_now = doc.stage in (v.REGISTERED, v.RECTIFYING)
	return open_now and frappe.has_permission(HAZARD, "write", doc=doc)


def _measure_fields(doc, row: str) -> list[forms.Field]:
	return [
		forms.of(MEASURE, "measure"),
		forms.of(MEASURE, "taken_at", value=now_datetime().replace(second=0, microsecond=0)),
		forms.of(MEASURE, "people_withdrawn"),
		forms.of(MEASURE, "done_at"),
		forms.of(MEASURE, "result"),
		forms.of(MEASURE, "before_photo"),
		forms.of(MEASURE, "after_photo"),
	]


def _record_measure(request: Request) -> None:
	photos = {name: request.keep(name, request.doc) for name in ("before_photo", "after_photo")}
	hazard_api.record_immediate_measure(request.doc.name, **{**request.values, **photos})


def _own_measure(doc, row: str):
	"""The open measure of the row, where the user may complete it: its plan, its row."""
	measure = measures_api.open_measures(doc.name).get(row)
	if measure is None:
		return None
	user = frappe.session.user
	# whoever is here reads the hazard, and so has the scope that `my_measures` asks for
	own = measure.responsible_user == user and doc.stage != v.WITHDRAWN
	if not own and not predicate.roles_on(user, doc) & measures_api.ENTERPRISE_ROLES:
		return None
	return {"doctype": measure.parenttype, "name": measure.parent, "row": row}


def _completion(doc, row: str) -> list[forms.Field]:
	child = "Remediation Plan Measure"
	return [
		forms.of(child, "done_on", required=True, value=nowdate()),
		forms.of(child, "result", required=True),
		forms.of(child, "evidence", required=True),
	]


def _complete(request: Request) -> str:
	card = _own_measure(request.doc, request.row)
	values = request.values
	measures_api.complete_measure(
		card["doctype"],
		card["name"],
		card["row"],
		values["done_on"],
		values["result"],
		request.keep("evidence"),
	)
	return pages.record_link(request.doc) + "#measures"


# --- answering the authority ------------------------------------------------------------------------------------------------
def _running(doc, row: str = "") -> bool:
	return doc.status in supervision_terms.RUNNING and frappe.has_permission(CASE, "write", doc=doc)


def _enterprises_own(doc, row: str) -> bool:
	return _running(doc) and is_enterprise_side(doc)


def _may_confirm(doc, row: str) -> bool:
	return _enterprises_own(doc, row) and bool(doc.letter_no) and not doc.received_on


def _confirm(request: Request) -> None:
	supervision_api.confirm_receipt(request.doc.name)


def _append(table: str, day: str):
	"""Add a row with what was sent, dated today."""

	def run(request: Request) -> None:
		values = {name: value or None for name, value in request.values.items()}
		file = "application" if table == "extensions" else "file"
		request.doc.append(table, {**values, day: nowdate(), file: request.keep(file, request.doc) or None})
		request.doc.save()

	return run


ACTS = (
	Act(
		"report-hazard",
		"",
		N_("Report a Hazard"),
		N_("Thank you. The hazard is registered."),
		_may_report,
		_report,
		_report_fields,
		main=True,
	),
	Act(
		"record-measure",
		HAZARD,
		N_("Record an Immediate Measure"),
		N_("The measure is recorded."),
		_may_write,
		_record_measure,
		_measure_fields,
		main=True,
	),
	Act(
		"complete-measure",
		HAZARD,
		N_("Complete the Measure"),
		N_("Thank you. The measure is recorded as done."),
		lambda doc, row: bool(row) and _own_measure(doc, row) is not None,
		_complete,
		_completion,
	),
	workflow_act(
		"start-rectification",
		HAZARD,
		("Start Rectification",),
		N_("Start Rectification"),
		N_("The rectification has begun."),
	),
	workflow_act(
		"request-acceptance",
		HAZARD,
		("Request Acceptance",),
		N_("Request Acceptance"),
		N_("The acceptance is requested."),
	),
	workflow_act(
		"accept-rectification",
		HAZARD,
		("Accept Rectification",),
		N_("Accept Rectification"),
		N_("The rectification is accepted."),
	),
	Act(
		"confirm-receipt",
		CASE,
		N_("Confirm the Receipt of the Letter"),
		N_("The receipt is confirmed."),
		_may_confirm,
		_confirm,
		main=True,
	),
	Act(
		"report-progress",
		CASE,
		N_("Report the Progress"),
		N_("The progress is reported."),
		_enterprises_own,
		_append("progress", "reported_on"),
		lambda doc, row: [forms.of(PROGRESS, "progress"), forms.of(PROGRESS, "file")],
		main=True,
	),
	Act(
		"apply-extension",
		CASE,
		N_("Apply for an Extension"),
		N_("The application is sent."),
		_enterprises_own,
		_append("extensions", "applied_on"),
		lambda doc, row: [
			forms.of(EXTENSION, name) for name in ("reason", "interim_controls", "new_due", "application")
		],
	),
	workflow_act(
		"request-case-acceptance",
		CASE,
		("Request Acceptance of Case",),
		N_("Request Acceptance of Case"),
		N_("The acceptance is requested."),
	),
)
