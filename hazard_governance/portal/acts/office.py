"""Acts of offices on monthly returns and supervision cases."""

from dataclasses import replace

import frappe
from frappe import _
from frappe.model.workflow import get_transitions
from frappe.utils import getdate, nowdate

from hazard_governance import returns, supervision_rows
from hazard_governance.api import returns as returns_api
from hazard_governance.api import supervision as supervision_api
from hazard_governance.domain import supervision_terms
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.permissions import predicate
from hazard_governance.portal import forms, pages
from hazard_governance.portal.acts.model import Act, Request, workflow_act
from hazard_governance.portal.link_choices import supervising

RETURN, CASE = "Hazard Return", "Supervision Case"
URGING, EXTENSION = "Supervision Case Urging", "Supervision Case Extension"
RECEIPT = "Hazard Return Receipt"


# --- returns -------------------------------------------------------------------------------------------------------
def _receiver(doc, row: str) -> list[forms.Field]:
	"""Which receiver answers, where the user acts for both."""
	mine = returns.answerable(doc, frappe.session.user)
	if len(mine) < 2:
		return []
	return [forms.of(RECEIPT, "authority", kind="select", options=forms.choices(mine), required=True)]


def _answerable(doc, row: str) -> bool:
	return bool(returns.answerable(doc, frappe.session.user)) and not returns.newer(doc)


def _accept(request: Request) -> None:
	returns_api.accept(request.doc.name, request.values.get("authority"))


def _send_back(request: Request) -> None:
	returns_api.send_back(request.doc.name, request.values["reason"], request.values.get("authority"))


def _draft(doc, row: str = "") -> bool:
	return doc.status == v.DRAFT and predicate.in_scope(doc, "write")


def _submission(doc, row: str) -> list[forms.Field]:
	fields = [forms.of(RETURN, "remarks", value=doc.remarks or "")]
	if doc.nil_return:
		fields.insert(0, forms.of(RETURN, "nil_confirmed", required=True))
	if doc.version_no > 1:
		fields.insert(
			0, forms.of(RETURN, "correction_reason", value=doc.correction_reason or "", required=True)
		)
	if frappe.session.user in (doc.prepared_by, doc.owner):
		fields.append(forms.of(RETURN, "lone_clerk_reason"))
	return fields


def _may_submit(doc, row: str) -> bool:
	# who prepared it may still be the only one of the unit: the controller asks for the reason then
	return _draft(doc) and bool(transition_by_role(doc, "Submit Return"))


def transition_by_role(doc, action: str) -> bool:
	"""Whether the workflow gives the action to a role of the user, the people rules left to the controller."""
	return any(row["action"] == action for row in get_transitions(doc))


def _submit(request: Request) -> None:
	row = next(t for t in get_transitions(request.doc) if t["action"] == "Submit Return")
	request.doc.update(request.values)
	request.doc.workflow_state = row["next_state"]
	request.doc.save()


def _draw(request: Request) -> None:
	returns_api.draw(request.doc.name)


def _correct(request: Request) -> str:
	return pages.record(RETURN, returns_api.correct(request.doc.name, request.values["correction_reason"]))


def _may_correct(doc, row: str) -> bool:
	return (
		doc.status == v.SUBMITTED
		and not returns.newer(doc, submitted_only=False)
		and predicate.in_scope(doc, "write")
	)


def _units(doc, row: str) -> list[forms.Field]:
	names = [unit["name"] for unit in returns_api.units()]
	return [
		forms.Field(
			"unit",
			_("Unit", context="Portal"),
			"select",
			True,
			"",
			forms.choices(names),
			names[0] if names else "",
		),
		forms.of(RETURN, "month", value=nowdate()[:7]),
	]


def _collect(request: Request) -> str:
	unit = next(u for u in returns_api.units() if u["name"] == request.values["unit"])
	found = returns_api.collect(request.values["month"], **{unit["field"]: unit["name"]})
	return pages.record(RETURN, found["name"])


# --- cases ---------------------------------------------------------------------------------------------------------------
def _acts_for(doc, row: str = "") -> bool:
	return supervision_rows.acts_for_case(doc) and frappe.has_permission(CASE, "write", doc=doc)


def _may_urge(doc, row: str) -> bool:
	return doc.status in supervision_terms.RUNNING and _acts_for(doc)


def _urging(doc, row: str) -> list[forms.Field]:
	return [forms.of(URGING, name) for name in ("kind", "content", "letter_no", "file")]


def _urge(request: Request) -> None:
	values = {**request.values, "urged_on": getdate(), "file": request.keep("file", request.doc) or None}
	request.doc.append("urgings", values)
	request.doc.save()


def pending(doc) -> list:
	"""Applications for an extension on which nothing has been decided."""
	return [row for row in doc.extensions if not row.decision]


def _application(doc, row: str):
	found = pending(doc)
	return next((one for one in found if one.name == row), found[0] if found else None)


def _may_decide_extension(doc, row: str) -> bool:
	return doc.status in supervision_terms.RUNNING and bool(_application(doc, row)) and _acts_for(doc)


def _extension(doc, row: str) -> list[forms.Field]:
	fields = [
		forms.of(EXTENSION, "decision", required=True, value=""),
		forms.of(EXTENSION, "remarks", required=True),
		forms.of(EXTENSION, "letter_no"),
	]
	if _application(doc, row).applied_by == frappe.session.user:
		fields.append(forms.of(EXTENSION, "lone_clerk_reason"))
	return fields


def _decide_extension(request: Request) -> None:
	values = request.values
	supervision_api.decide_extension(
		request.doc.name,
		_application(request.doc, request.row).name,
		values["decision"],
		values["remarks"],
		values.get("lone_clerk_reason"),
		values.get("letter_no"),
	)


# --- raising to the next level --------------------------------------------------------------------------------------------
def _may_raise(doc, row: str) -> bool:
	beyond = supervision_terms.rank(doc.level) < supervision_terms.rank(v.NATIONAL)
	return doc.status in supervision_terms.RUNNING and beyond and _acts_for(doc)


def _raising(doc, row: str) -> list[forms.Field]:
	level = forms.of(CASE, "level", required=False, value="")
	beyond = tuple(option for option in level.options if option[0] in (v.PROVINCE, v.NATIONAL))
	return [
		forms.of(
			CASE,
			"authority",
			label=_("Authority of the Higher Level"),
			required=True,
			options=forms.choices(supervising(doc, level=v.CITY)),
		),
		replace(level, options=beyond, help=_("Only for a case that the province or the State lists.")),
		forms.of(CASE, "raising_reason", required=True),
		forms.of(CASE, "raising_no"),
	]


def _raise(request: Request) -> None:
	sent = request.values
	supervision_api.raise_case(
		request.doc.name, sent["authority"], sent["raising_reason"], sent["level"] or None, sent["raising_no"]
	)


ACTS = (
	Act(
		"accept-return",
		RETURN,
		N_("Receive the Return"),
		N_("The return is received."),
		_answerable,
		_accept,
		_receiver,
		main=True,
	),
	Act(
		"return-return",
		RETURN,
		N_("Return It for Correction"),
		N_("The return goes back to its sender."),
		_answerable,
		_send_back,
		lambda doc, row: [*_receiver(doc, row), forms.of(RECEIPT, "reason", required=True)],
	),
	Act(
		"submit-return",
		RETURN,
		N_("Submit the Return"),
		N_("The return is submitted."),
		_may_submit,
		_submit,
		_submission,
		main=True,
	),
	Act(
		"draw-return",
		RETURN,
		N_("Draw the Rows Again"),
		N_("The rows are those of the register now."),
		_draft,
		_draw,
	),
	Act(
		"correct-return",
		RETURN,
		N_("Correct by a New Version"),
		N_("A new version has been begun. Look at it and submit it."),
		_may_correct,
		_correct,
		lambda doc, row: [forms.of(RETURN, "correction_reason", required=True)],
	),
	Act(
		"collect-return",
		"",
		N_("Begin a Monthly Return"),
		N_("The month is collected. Look at the rows and submit it."),
		lambda doc, row: bool(returns_api.units()),
		_collect,
		_units,
		main=True,
	),
	Act("urge", CASE, N_("Urge"), N_("The urging is recorded."), _may_urge, _urge, _urging, main=True),
	Act(
		"decide-extension",
		CASE,
		N_("Decide on the Extension"),
		N_("The decision is recorded."),
		_may_decide_extension,
		_decide_extension,
		_extension,
		main=True,
	),
	Act(
		"raise-case",
		CASE,
		N_("Raise to a Higher Level"),
		N_("The higher level is asked to take the case over. Until it confirms, the case stays in force."),
		_may_raise,
		_raise,
		_raising,
	),
	workflow_act(
		"confirm-supervision",
		CASE,
		("Confirm Supervision",),
		N_("Confirm Supervision"),
		N_("The case is in force."),
		("letter_no", "issued_on", "signatory", "leader", "requirements", "due_on", "report_every_days"),
		main=True,
	),
	workflow_act(
		"decline-supervision",
		CASE,
		("Do Not Adopt",),
		N_("Do Not Adopt"),
		N_("The case is not adopted."),
		("return_reason",),
		required=("return_reason",),
	),
	workflow_act(
		"delist",
		CASE,
		("Delist",),
		N_("Delist"),
		N_("The case is delisted."),
		("delisting_no", "delisting_signatory", "delisted_on"),
		defaults=lambda doc: {"delisted_on": nowdate()},
		main=True,
	),
	workflow_act(
		"return-case",
		CASE,
		("Return to Supervision",),
		N_("Return to Supervision"),
		N_("The case is under supervision again."),
		("return_reason",),
		required=("return_reason",),
	),
)
