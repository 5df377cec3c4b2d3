"""Acts of authorities on a hazard: acknowledge, call, verify, check, close out, file."""

import frappe
from frappe import _
from frappe.utils import nowdate

from hazard_governance.api import calls as calls_api
from hazard_governance.api import hazard as hazard_api
from hazard_governance.domain import acceptance as acceptance_rules
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.hazard_governance.doctype.rectification_acceptance.rectification_acceptance import (
	get_measures,
)
from hazard_governance.permissions import predicate
from hazard_governance.permissions.members import authority_scopes, in_office
from hazard_governance.portal import forms, pages
from hazard_governance.portal.acts.model import Act, Request, transition, workflow_act
from hazard_governance.records import load_record

HAZARD, VERIFICATION, CHECK, REPORT = (
	"Hazard",
	"Hazard Verification",
	"Rectification Acceptance",
	"Rectification Report",
)
FINDING = "Rectification Acceptance Finding"


def _mine(doc) -> list[str]:
	return predicate.acting_authorities(frappe.session.user, doc)


def _may_create(doctype: str, doc, **values) -> bool:
	new = frappe._dict(doctype=doctype, hazard=doc.name, **values)
	return frappe.has_permission(doctype, "create") and predicate.in_scope(new, "create")


# --- receipts and calls -------------------------------------------------------------------------------------------------
def _report_row(doc, row: str):
	mine = _mine(doc)
	open_rows = [
		one for one in doc.authority_reports if not one.received_at and in_office(one.authority) in mine
	]
	return next((one for one in open_rows if one.name == row), open_rows[0] if open_rows else None)


def _acknowledge(request: Request) -> None:
	row = _report_row(request.doc, request.row)
	hazard_api.give_receipt(request.doc.name, row.name, request.values["receipt_no"])


def _may_call(doc, row: str) -> bool:
	return bool(calls_api.CALLERS & set(frappe.get_roles())) and bool(_mine(doc)) and doc.stage != v.WITHDRAWN


def _record_call(request: Request) -> str:
	calls_api.record_call([request.doc.name], request.values["note"])
	return pages.link("calls")


# --- verification ---------------------------------------------------------------------------------------------------------
def _may_verify(doc, row: str) -> bool:
	if doc.stage in (v.WITHDRAWN, v.FILED) or not _mine(doc) or not _may_create(VERIFICATION, doc):
		return False
	return not frappe.db.exists(
		VERIFICATION, {"hazard": doc.name, "status": v.DRAFT, "authority": ["in", _mine(doc)]}
	)


def _verification(doc, row: str) -> list[forms.Field]:
	criteria = hazard_api.criterion_query(
		HAZARD, "", "name", 0, 300, {"enterprise": doc.enterprise, "found_on": doc.found_on}
	)
	options = tuple(
		(name, f"{standard} {article}: {summary}"[:140]) for name, standard, article, summary in criteria
	)
	mine = _mine(doc)

	def of(name: str, **more) -> forms.Field:
		return forms.of(VERIFICATION, name, **more)

	return [
		of("authority", options=forms.choices(mine), value=mine[0]),
		of("outcome", value=v.CONFIRMED),
		of("duplicate_of", kind="text"),
		of("classification", value=doc.classification or ""),
		of("classification_basis", value=doc.classification_basis or ""),
		of("criterion", options=options, value=doc.criterion or ""),
		*(of(name, value=doc.get(name)) for name in ("needs_suspension", "needs_time", "external_factor")),
		of("reason", value=doc.classification_reason or ""),
		of("site_visited_on"),
		of("rectification_due", value=doc.rectification_due or ""),
		of("propose_supervision", value=int(doc.classification == v.MAJOR)),
		of("lone_clerk_reason"),
	]


def _verify(request: Request) -> str:
	values = {name: value if value != "" else None for name, value in request.values.items()}
	new = frappe.get_doc({"doctype": VERIFICATION, "hazard": request.doc.name, **values})
	new.insert()
	if new.lone_clerk_reason:
		row = transition(new, "Decide as Lone Clerk")
		new.workflow_state = row["next_state"]
		new.save()
		return pages.record_link(request.doc)
	return pages.record_link(new)


def _not_the_author(doc, row: str) -> bool:
	return frappe.session.user not in (doc.prepared_by, doc.owner) or bool(doc.get("lone_clerk_reason"))


# --- the authority's check ---------------------------------------------------------------------------------------------
def _bodies(doc) -> list[str]:
	"""The authorities of the user that may check the hazard now: whoever listed it, else whoever verified it."""
	wanted = acceptance_rules.checking_bodies(load_record(doc.name))
	return [name for name in _mine(doc) if not wanted or name in wanted]


def _may_check(doc, row: str) -> bool:
	return (
		doc.stage in (v.PENDING_ACCEPTANCE, v.ACCEPTED)
		and bool(_mine(doc))
		and _may_create(CHECK, doc, level=v.AUTHORITY_CHECK)
		and bool(_bodies(doc))
	)


def _check(doc, row: str) -> list[forms.Field]:
	bodies = _bodies(doc)

	def of(name: str, **more) -> forms.Field:
		return forms.of(CHECK, name, **more)

	return [
		of("authority", options=forms.choices(bodies), value=bodies[0], required=True),
		of("accepted_on", value=nowdate()),
		of("evaluation_method"),
		of("institution"),
		*(
			forms.of(
				FINDING,
				"finding",
				name=f"finding-{number}",
				label=_("Finding {0}: {1}").format(number, measure),
				group=_("Findings"),
			)
			for number, measure in enumerate(get_measures(doc.name).values(), 1)
		),
		of("verdict", required=True),
		of("remarks"),
		of("new_due"),
		of("rules_change"),
		of("no_change_reason"),
		of("report"),
	]


def _conclude_check(request: Request) -> None:
	values = {
		name: value or None for name, value in request.values.items() if not name.startswith("finding-")
	}
	new = frappe.get_doc({"doctype": CHECK, "hazard": request.doc.name, "level": v.AUTHORITY_CHECK, **values})
	url = request.keep("report")
	if url:
		new.report = url
	# the server lays out one finding a measure; what was found goes into its rows
	new.insert()
	for number, row in enumerate(new.findings, 1):
		row.finding = request.values.get(f"finding-{number}") or None
	found = transition(new, "Conclude Check", "Conclude Acceptance")
	if found is None:
		raise frappe.PermissionError
	new.workflow_state = found["next_state"]
	new.save()


# --- filing ----------------------------------------------------------------------------------------------------------------
def _bureaus(doc) -> dict:
	mine = authority_scopes(tuple(_mine(doc)))
	return {"filing_authority": forms.choices([a.name for a in mine if a.kind == v.EMERGENCY_MANAGEMENT])}


def _first_bureau(doc) -> dict:
	found = _bureaus(doc)["filing_authority"]
	return {"filed_on": nowdate(), **({"filing_authority": found[0][0]} if found else {})}


ACTS = (
	Act(
		"acknowledge",
		HAZARD,
		N_("Acknowledge the Report"),
		N_("The receipt is given."),
		lambda doc, row: _report_row(doc, row) is not None,
		_acknowledge,
		lambda doc, row: [forms.of("Hazard Authority Report", "receipt_no")],
		main=True,
	),
	Act(
		"verify",
		HAZARD,
		N_("Verify the Hazard"),
		N_("The verification is recorded."),
		_may_verify,
		_verify,
		_verification,
		main=True,
	),
	workflow_act(
		"decide-verification",
		VERIFICATION,
		("Decide Verification", "Decide as Lone Clerk"),
		N_("Decide the Verification"),
		N_("The verification is decided."),
		may=_not_the_author,
		main=True,
	),
	Act(
		"check",
		HAZARD,
		N_("Write the Acceptance Opinion"),
		N_("The check is concluded."),
		_may_check,
		_conclude_check,
		_check,
		main=True,
	),
	workflow_act(
		"close-out", HAZARD, ("Close Out",), N_("Close Out"), N_("The hazard is closed out."), main=True
	),
	workflow_act(
		"return-hazard",
		HAZARD,
		("Return to Rectification", "Reopen Rectification"),
		N_("Return to Rectification"),
		N_("The hazard is being rectified again."),
		("return_reason",),
		required=("return_reason",),
	),
	Act(
		"record-call",
		HAZARD,
		N_("Record a Call"),
		N_("The call is recorded."),
		_may_call,
		_record_call,
		lambda doc, row: [forms.Field("note", _("Note", context="Portal"), "long", False)],
	),
	workflow_act(
		"file-report",
		REPORT,
		("File Report",),
		N_("File the Report"),
		N_("The report is filed."),
		("filing_authority", "receipt_no", "filed_on", "filing_remarks"),
		required=("filing_authority", "receipt_no"),
		choose=_bureaus,
		defaults=_first_bureau,
		main=True,
	),
	workflow_act(
		"refuse-filing",
		REPORT,
		("Refuse Filing",),
		N_("Refuse the Filing"),
		N_("The report goes back to its enterprise."),
		("return_reason",),
		required=("return_reason",),
	),
	workflow_act(
		"file-hazard", HAZARD, ("File Hazard",), N_("File the Hazard"), N_("The hazard is filed."), main=True
	),
)
