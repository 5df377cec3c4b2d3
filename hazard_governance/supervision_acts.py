"""What happens around a supervision case: its level, the opinion on a check, raising, and the deadline of its hazard."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from hazard_governance.domain import supervision, supervision_terms
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.facts import Authority
from hazard_governance.messages import throw_deficiencies
from hazard_governance.records import load_record
from hazard_governance.supervision_rows import acts_for_case

UNENDED = (v.PROPOSED, *supervision_terms.RUNNING)
ALREADY = N_("Hazard: {0} already supervises it in the case {1}. Open that one.")


def set_level(case: Document) -> None:
	"""County or city follows from the authority; only province and State are chosen."""
	if case.is_proposed and case.level in (v.COUNTY, v.CITY, None, ""):
		level = frappe.db.get_value("Supervision Authority", case.authority, "level")
		case.level = v.CITY if level == v.CITY else v.COUNTY


def check_level(case: Document) -> None:
	"""The level fits the authority; province and State name the body that listed the hazard."""
	row = frappe.db.get_value("Supervision Authority", case.authority, ["name", "level"], as_dict=True)
	throw_deficiencies(supervision.check_level(case.facts(), Authority.from_mapping(row) if row else None))


def check_new(case: Document) -> None:
	"""A case is opened by an authority, on a hazard that is still open, and once by an authority and kind."""
	if not acts_for_case(case):
		frappe.throw(
			_("Only a member of an authority that supervises this hazard opens a case."),
			frappe.PermissionError,
		)
	throw_deficiencies(supervision.check_hazard_open(case.facts(), case.record()))
	filters = {
		"hazard": case.hazard,
		"authority": case.authority,
		"kind": case.kind,
		"status": ("in", UNENDED),
		"name": ("not in", (case.name or "", case.raised_from or "")),
	}
	other = frappe.db.get_value("Supervision Case", filters, "name")
	if other:
		frappe.throw(_(ALREADY).format(case.authority, other))


def record_opinion(case: Document) -> None:
	"""Add what the latest check came to; a failed one sets the new deadline. Nothing without a new check."""
	facts = case.facts()
	check = supervision.new_check(facts, case.record())
	if check is None:
		return
	failed = check.verdict == v.FAIL
	case.append(
		"opinions",
		{
			"requested_on": case.acceptance_requested_on,
			"requested_by": case.acceptance_requested_by,
			"acceptance": check.name,
			"verdict": check.verdict,
			"remarks": check.remarks,
			"new_due": check.new_due if failed else None,
			"days": supervision_terms.days_to(check.new_due, facts, getdate()) if failed else 0,
			"given_on": getdate(),
		},
	)


def end_raised(case: Document) -> None:
	"""The higher level has adopted the case: the one it was raised from ends, linked to it."""
	lower = frappe.get_doc("Supervision Case", case.raised_from)
	lower.set_by_server(raised_to=case.name)
	lower.move_by_server(v.RAISED, case.raising_reason)
	# follows from the adoption, which was checked; the higher level need not be a member of the lower one
	lower.save(ignore_permissions=True)


def withdraw_cases(hazard: str, reason: str) -> None:
	"""The hazard was withdrawn: every case of it that has not ended is withdrawn with it."""
	names = frappe.get_all(
		"Supervision Case",
		filters={"hazard": hazard, "status": ("in", UNENDED)},
		pluck="name",
		order_by="creation asc",
	)
	for name in names:
		case = frappe.get_doc("Supervision Case", name)
		case.move_by_server(v.WITHDRAWN, reason)
		# follows from the verification, which was checked; whoever decided it may be of another authority
		case.save(ignore_permissions=True)


def set_hazard_due(case: Document, only_if_empty: bool = False) -> None:
	"""Bring the hazard's own deadline in line with that of its leading case, through the hazard's save."""
	leading = supervision_terms.leading_case(load_record(case.hazard).cases)
	if not case.due_on or leading is None or leading.name != case.name:
		return
	hazard = frappe.get_doc("Hazard", case.hazard)
	if hazard.rectification_due and (only_if_empty or getdate(hazard.rectification_due) == case.due_on):
		return
	hazard.set_by_server(rectification_due=case.due_on)
	# the decision on the case was checked; whoever takes it need not be able to write hazards
	hazard.save(ignore_permissions=True)
