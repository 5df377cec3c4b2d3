"""Methods of the Root Cause Analysis form."""

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import enqueue_create_notification
from frappe.utils import get_fullname, now_datetime

from hazard_governance.domain.tracing import QUESTIONS, allowed_answers
from hazard_governance.permissions import predicate

ADVISERS = frozenset(
	{"County Safety Office", "Supervising Department", "City Safety Office", "Governance Task Force"}
)


@frappe.whitelist(methods=["POST"])
def propose_redo(analysis: str, reason: str) -> dict:
	"""Propose that an analysis be done again; the enterprise is told, its principal reopens by the workflow.

	For offices, departments and the task force within their scope. `reason`: plain text, needed.
	"""
	doc = frappe.get_doc("Root Cause Analysis", analysis)
	doc.check_permission("read")
	user = frappe.session.user
	if user != "Administrator" and not predicate.roles_on(user, doc) & ADVISERS:
		frappe.throw(
			_("Only the offices that supervise this hazard propose that its analysis be done again."),
			frappe.PermissionError,
		)
	if not (reason or "").strip():
		frappe.throw(_("Why It Should Be Done Again: write what the analysis left out."))
	doc.set_by_server(redo_reason=reason.strip(), redo_proposed_by=user, redo_proposed_at=now_datetime())
	# an adviser reads the analysis and writes these three fields only
	doc.flags.ignore_permissions = True
	doc.save()
	tell_enterprise(
		doc, _("{0} proposes that the analysis {1} be done again.").format(get_fullname(user), doc.name)
	)
	return {"redo_proposed_at": doc.redo_proposed_at}


def tell_enterprise(doc, subject: str) -> None:
	"""Notify the safety officers and the principal of the enterprise of a document within the desk."""
	users = set(
		frappe.get_all(
			"Regulated Enterprise Member",
			filters={"parent": doc.enterprise, "parenttype": "Regulated Enterprise"},
			pluck="user",
			order_by="idx asc",
		)
	)
	users.add(frappe.db.get_value("Regulated Enterprise", doc.enterprise, "principal_user"))
	# a reporter or measure owner does not see the document: no notice that leads nowhere
	seeing = [user for user in sorted(filter(None, users)) if doc.has_permission("read", user=user)]
	if seeing:
		enqueue_create_notification(
			seeing,
			{
				"type": "Alert",
				"document_type": doc.doctype,
				"document_name": doc.name,
				"subject": subject,
				"from_user": frappe.session.user,
			},
		)


@frappe.whitelist()
def get_questions() -> list[dict]:
	"""The 26 questions of the Seven Tracings and One Analysis; public text, open to every user.

	Each: question_code, tracing, question, answers (those it accepts), adverse_answer (the one that shows a problem, or
	None), settles (answer -> codes of the questions it closes).
	"""
	return [
		{
			"question_code": question.code,
			"tracing": question.tracing,
			"question": question.question,
			"answers": list(allowed_answers(question.code)),
			"adverse_answer": question.adverse_answer,
			"settles": {answer: list(codes) for answer, codes in question.settles.items()},
		}
		for question in QUESTIONS
	]


@frappe.whitelist()
def get_causes(hazard: str) -> list[dict]:
	"""Causes of the hazard's analysis, for tying a measure to one: name, level, description, question_code."""
	frappe.get_doc("Hazard", hazard).check_permission("read")
	analysis = frappe.db.get_value("Root Cause Analysis", {"hazard": hazard}, "name")
	if not analysis:
		return []
	frappe.get_doc("Root Cause Analysis", analysis).check_permission("read")
	return frappe.get_all(
		"Root Cause Analysis Cause",
		filters={"parent": analysis, "parenttype": "Root Cause Analysis"},
		fields=["name", "level", "description", "question_code"],
		order_by="idx asc",
	)
