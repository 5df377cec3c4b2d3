"""Methods of the Supervision Case form. Every one asks for the permission it needs in its first lines."""

from dataclasses import asdict, replace

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_fullname, getdate

from hazard_governance import supervision_letters, supervision_rows, working_days
from hazard_governance.domain import letters, supervision, supervision_terms
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.facts import Authority
from hazard_governance.messages import throw_deficiencies
from hazard_governance.permissions import members, predicate
from hazard_governance.records import load_record
from hazard_governance.step_checks import is_enterprise_side


@frappe.whitelist(methods=["POST"])
def decide_extension(
	case: str,
	row: str,
	decision: str,
	remarks: str | None = None,
	lone_clerk_reason: str | None = None,
	letter_no: str | None = None,
) -> dict:
	"""Grant or refuse an application for an extension; for members of the authority of the case only.

	row: name of the row. decision: "Granted" or "Refused". remarks: the reason, of either. lone_clerk_reason: why an
	officer decides on the application that they entered themselves. letter_no: of the reply; it may follow later in the
	row. A granted one moves the deadline of the case and of
	the hazard; the first deadline is kept. Returns {due_on, original_due}.
	"""
	doc = _case_of_authority(case)
	said = [(text or "").strip() for text in (remarks, lone_clerk_reason, letter_no)]
	doc.decide_extension(row, decision, *said)
	doc.save()
	return {"due_on": doc.due_on, "original_due": doc.original_due}


@frappe.whitelist()
def propose_letter_no(case: str) -> str:
	"""The next letter number of the authority of the case, "" where it has no prefix; for its members only."""
	doc = _case_of_authority(case)
	return supervision_letters.propose(supervision_rows.authority_of(doc), getdate())


@frappe.whitelist(methods=["POST"])
def confirm_receipt(case: str) -> dict:
	"""The enterprise has received the letter: its member confirms, with the server's day. Returns {received_on, received_by}."""
	doc = frappe.get_doc("Supervision Case", case)
	doc.check_permission("write")
	if not is_enterprise_side(doc):
		frappe.throw(_("Only a member of the enterprise confirms the receipt."), frappe.PermissionError)
	if not doc.letter_no or doc.stored_status not in supervision_terms.RUNNING:
		frappe.throw(_("Letter No.: no letter of this case is in force. There is nothing to receive."))
	if doc.received_on:
		frappe.throw(_("Received On: the receipt is on record already."))
	doc.set_by_server(
		received_on=getdate(),
		received_by=get_fullname(frappe.session.user),
		receipt_user=frappe.session.user,
	)
	doc.save()
	return {"received_on": doc.received_on, "received_by": doc.received_by}


@frappe.whitelist(methods=["POST"])
def raise_case(
	case: str, authority: str, reason: str, level: str | None = None, letter_no: str | None = None
) -> str:
	"""Propose that an authority of a higher level takes the case over (提级); returns the name of the proposed case.

	level: Province or National; otherwise that of the authority. letter_no: of the letter that asks for it. For members of the authority of the case, and of the
	higher one. That one confirms or does not adopt; until it has confirmed, the case stays in force.
	"""
	doc = frappe.get_doc("Supervision Case", case)
	doc.check_permission("read")
	acting = predicate.acting_authorities(frappe.session.user, doc)
	concerned = {supervision_rows.authority_of(doc), members.in_office(authority)}
	if frappe.session.user != "Administrator" and not concerned & set(acting):
		frappe.throw(
			_("Only a member of {0} or of {1} raises this case.").format(*sorted(concerned)),
			frappe.PermissionError,
		)
	higher = _authority(authority)
	level = level or (v.CITY if higher.level == v.CITY else v.COUNTY)
	reason = (reason or "").strip()
	found = supervision.check_raising(doc.facts(), level, reason, load_record(doc.hazard).cases)
	throw_deficiencies([*found, *supervision.check_level(replace(doc.facts(), level=level), higher)])
	number = letters.tidied(letter_no or "")
	throw_deficiencies(letters.check_letter("Supervision Case", "raising_no", number, getdate()))
	return _proposal(doc, authority, level, reason, number).name


def _authority(name: str) -> Authority:
	row = frappe.db.get_value("Supervision Authority", name, ["name", "level"], as_dict=True)
	if not row:
		frappe.throw(_("Supervision Authority: {0} does not exist. Choose one from the list.").format(name))
	return Authority.from_mapping(row)


def _proposal(case: Document, authority: str, level: str, reason: str, letter_no: str) -> Document:
	proposed = frappe.new_doc("Supervision Case")
	copied = ("hazard", "kind", "requirements", "due_on", "report_every_days")
	proposed.update({field: case.get(field) for field in copied})
	proposed.update({"authority": authority, "level": level})
	proposed.set_by_server(raised_from=case.name, raising_reason=reason, raising_no=letter_no or None)
	# the right to raise was asked above; whoever proposes need not be a member of the higher authority
	return proposed.insert(ignore_permissions=True)


@frappe.whitelist()
def clock(case: str) -> dict:
	"""What is due on a case today, as `supervision_terms.CaseClock`; needs read permission on it."""
	doc = frappe.get_doc("Supervision Case", case)
	doc.check_permission("read")
	return asdict(working_days.case_clock(doc.facts(), getdate()))


def _case_of_authority(case: str) -> Document:
	doc = frappe.get_doc("Supervision Case", case)
	doc.check_permission("write")
	predicate.require_authority(doc, supervision_rows.authority_of(doc))
	return doc
