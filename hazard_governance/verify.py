"""What a decided verification does: to the hazard, to supervision, and, last of all, the register number."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document

from hazard_governance import numbering, supervision_acts
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.supervision import ENDED_HAZARD
from hazard_governance.domain.verification import Effects

TAKEN_OVER = (
	"classification",
	"classification_basis",
	"criterion",
	"classification_reason",
	"needs_suspension",
	"needs_time",
	"external_factor",
	"rectification_due",
)


def carry_out(verification: Document, effect: Effects, today: date) -> None:
	"""Write everything that follows from a decision, through the documents' own saves, in one transaction.

	Permissions are bypassed for them: an office that may decide a verification need not have the right to write the
	enterprise's hazard or to open a case; the decision itself was checked (authority, membership, second person).
	"""
	hazard = frappe.get_doc("Hazard", verification.hazard, for_update=True)
	_apply(hazard, verification, effect, today)
	# the decision was checked; see above
	hazard.save(ignore_permissions=True)
	if effect.withdraw:
		supervision_acts.withdraw_cases(hazard.name, verification.reason or _(verification.outcome))
	case = _propose_case(hazard, effect.supervising_authority) if effect.supervising_authority else None
	if effect.visible_to_city:
		_tell_city(hazard, verification, effect)
	if effect.needs_register_no and effect.classification == v.MAJOR:
		_number(hazard, today)
		for doc in filter(None, (verification, case)):
			numbering.copy_register_no(doc)


def _apply(hazard: Document, verification: Document, effect: Effects, today: date) -> None:
	reason = verification.reason or ""
	if effect.withdraw:
		hazard.move_by_server(v.WITHDRAWN, reason or _(verification.outcome))
		return
	values = {fieldname: getattr(effect, fieldname) for fieldname in TAKEN_OVER}
	values = {
		name: int(value) if isinstance(value, bool) else value or None for name, value in values.items()
	}
	values["original_due"] = hazard.original_due or values["rectification_due"]
	hazard.set_by_server(
		verification=v.VERIFIED, verified_by_authority=effect.authority, verified_on=today, **values
	)
	if effect.reopen:
		hazard.move_by_server(
			v.RECTIFYING, _("Reclassified as major by {0}. {1}").format(verification.name, reason).strip()
		)


def _propose_case(hazard: Document, authority: str) -> Document | None:
	"""Every major hazard of a sector is supervised by its department, which confirms the deadline and the leader."""
	filters = {"hazard": hazard.name, "kind": v.DEPARTMENTAL, "status": ("!=", v.NOT_ADOPTED)}
	if hazard.stage in ENDED_HAZARD or frappe.db.exists("Supervision Case", filters):
		return None
	case = frappe.new_doc("Supervision Case")
	case.update(
		{
			"hazard": hazard.name,
			"kind": v.DEPARTMENTAL,
			"authority": authority,
			"due_on": hazard.rectification_due,
		}
	)
	# the proposal is made by the server for whoever decided; the department itself confirms or refuses it
	return case.insert(ignore_permissions=True)


def _tell_city(hazard: Document, verification: Document, effect: Effects) -> None:
	"""A downgrade, and a clerk who verified what they registered, stay visible on the hazard."""
	if effect.previous_classification == v.MAJOR and effect.classification == v.GENERAL:
		text = _("{0} changed this hazard from Major to General: {1}").format(
			effect.authority, verification.reason
		)
	else:
		text = _("{0} decided alone for {1}: {2}").format(
			verification.decided_by, effect.authority, verification.lone_clerk_reason
		)
	hazard.add_comment("Info", frappe.utils.escape_html(text))


def _number(hazard: Document, today: date) -> None:
	"""The register number, last: from here until the end of the transaction the county's counter is locked."""
	region, month = numbering.numbering_region(hazard), numbering.month_of(today)
	numbering.ensure_counter(region, month)
	frappe.enqueue(
		"hazard_governance.numbering.spread_register_no", enqueue_after_commit=True, hazard=hazard.name
	)
	hazard.reload()
	number = numbering.take_register_no(region, month)
	hazard.set_by_server(register_no=number)
	# part of the decision that `carry_out` is about
	hazard.save(ignore_permissions=True)
