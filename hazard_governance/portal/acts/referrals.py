"""What can be answered to a case referral: received, refused, a result with its document, the last one an answer. By a
liaison of the organ; by the sender, from paper, where nobody of the organ is a user."""

import frappe
from frappe.model.document import Document
from frappe.utils import nowdate

from hazard_governance.domain import referral as rules
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.permissions import predicate
from hazard_governance.portal import forms
from hazard_governance.portal.acts.model import Act, Request, move, transition

REFERRAL, RESULT = "Case Referral", "Case Referral Result"
ANSWER = ("Answer Referral", "Record Answer on Paper")


def _result(doc: Document, row: str) -> list[forms.Field]:
	outcomes = rules.OUTCOMES.get(doc.kind, ())
	offered = forms.of(RESULT, "outcome").options

	def of(name: str, **more) -> forms.Field:
		return forms.of(RESULT, name, **more)

	return [
		of("outcome", options=tuple((value, label) for value, label in offered if value in outcomes)),
		of("decided_on", value=nowdate()),
		of("document_no"),
		of("text"),
		of("file"),
	]


def _add(request: Request) -> None:
	values = {name: value or None for name, value in request.values.items()}
	request.doc.append("results", {**values, "file": request.keep("file", request.doc) or None})


def _answer(request: Request) -> None:
	_add(request)
	move(request.doc, *ANSWER)


def _add_result(request: Request) -> None:
	_add(request)
	request.doc.save()


def _may_add(doc: Document, row: str) -> bool:
	"""Before it is answered for whoever may answer; afterwards, when something further came of the case, for the same."""
	if doc.status == v.RECEIVED:
		return bool(transition(doc, *ANSWER))
	return doc.status == v.ANSWERED and _is_recipient_side(doc)


def _is_recipient_side(doc: Document) -> bool:
	if not predicate.in_scope(doc, "write"):
		return False
	try:
		doc.require_recipient_side()
	except frappe.PermissionError:
		frappe.clear_messages()
		return False
	return True


def _on_paper(doc: Document, *fields: forms.Field) -> list[forms.Field]:
	"""The fields, with the signed paper where it stands for a recipient that is no user."""
	return [*fields, *([forms.of(REFERRAL, "receipt_file", required=True)] if doc.is_on_paper else [])]


def _taking(
	key: str, actions: tuple[str, str], fieldname: str, label: str, done: str, main: bool = False
) -> Act:
	"""An act that takes the referral or gives it back, as the workflow has it."""

	def run(request: Request) -> None:
		values = {fieldname: request.values[fieldname]}
		if url := request.keep("receipt_file", request.doc):
			values["receipt_file"] = url
		move(request.doc, *actions, **values)

	def fields(doc: Document, row: str) -> list[forms.Field]:
		return _on_paper(doc, forms.of(REFERRAL, fieldname, required=True, value=doc.get(fieldname) or ""))

	return Act(
		key, REFERRAL, label, done, lambda doc, row: bool(transition(doc, *actions)), run, fields, main=main
	)


ACTS = (
	_taking(
		"receive-referral",
		("Receive Referral", "Record Receipt on Paper"),
		"receipt_no",
		N_("Receive the Referral"),
		N_("The referral is received."),
		main=True,
	),
	_taking(
		"refuse-referral",
		("Refuse Referral", "Record Refusal on Paper"),
		"refusal_reason",
		N_("Refuse the Referral"),
		N_("The referral is refused."),
	),
	Act(
		"answer-referral",
		REFERRAL,
		N_("Answer the Referral"),
		N_("The referral is answered."),
		lambda doc, row: bool(transition(doc, *ANSWER)),
		_answer,
		_result,
		main=True,
		note=N_(
			"An answer says what became of the case. What is decided later is added as a further result."
		),
	),
	Act(
		"add-result",
		REFERRAL,
		N_("Add a Result"),
		N_("The result is recorded."),
		_may_add,
		_add_result,
		_result,
	),
)
