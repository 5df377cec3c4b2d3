"""Supervision Case (督办): departmental or listed, from the proposal to the delisting. Order 16/2007 art. 20.

Whoever supervises a hazard delists it. The enterprise adds progress reports and applications for an extension;
everything else is the authority's. The first deadline is never overwritten: what moves it is kept apart.
"""

import frappe
from frappe import _
from frappe.utils import getdate

from hazard_governance import supervision_acts, supervision_letters, supervision_rows
from hazard_governance.domain import supervision, supervision_terms
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.governed import AUTHORITY_SIDE, EITHER_SIDE, GovernedDocument, throw_deficiencies
from hazard_governance.step_checks import check_input, refuse_foreign_authority, refuse_foreign_link

AUTHORITY_FIELDS = (
	"kind",
	"authority",
	"level",
	"listing_body",
	"letter_no",
	"issued_on",
	"signatory",
	"leader",
	"requirements",
	"due_on",
	"report_every_days",
	"served_on",
	"served_by",
	"served_to",
	"received_on",
	"received_by",
	"service_proof",
	"acceptance",
	"delisted_on",
	"delisting_no",
	"delisting_signatory",
)
DUE_IS_FIXED = N_("Due: the deadline of a case in force moves only by a granted extension. Apply for one.")


class SupervisionCase(GovernedDocument):
	def set_missing(self) -> None:
		supervision_acts.set_level(self)
		supervision_rows.prepare(self)
		supervision_letters.tidy(self)
		if not self.is_proposed and self.has_value_changed("due_on"):
			frappe.throw(_(DUE_IS_FIXED))
		self.set_deadline()

	@property
	def is_proposed(self) -> bool:
		"""Whether the authority may still set everything of it."""
		return self.is_new() or self.stored_status == v.PROPOSED

	def set_deadline(self) -> None:
		"""The deadline in force out of its parts, and the pause that lasts."""
		facts = self.facts()
		parts = supervision_terms.deadline(facts)
		pause = supervision_terms.open_pause(facts.pauses)
		self.original_due, self.due_on = parts.original, parts.effective
		self.paused_since = pause.from_date if pause else None

	def validate_document(self) -> None:
		check_input(self)
		if self.has_value_changed("authority"):
			refuse_foreign_authority(self, "authority")
		supervision_rows.refuse_foreign_co_operation(self)
		refuse_foreign_link(self, "acceptance")
		supervision_letters.check(self)
		supervision_rows.refuse_changes_of_others(self, AUTHORITY_FIELDS)
		supervision_rows.check_extensions(self)
		supervision_rows.check_pauses(self)
		if self.is_proposed:
			supervision_acts.check_level(self)
		if self.is_new():
			supervision_acts.check_new(self)

	def fields_of_others(self) -> frozenset[str]:
		"""The authority's part, for whoever does not act for it."""
		if supervision_rows.acts_for_case(self):
			return frozenset()
		return frozenset((*AUTHORITY_FIELDS, *supervision_rows.AUTHORITY_TABLES))

	def acting_side(self, old: str, new: str) -> str:
		"""Either side asks for the acceptance; the rest is the authority's."""
		return EITHER_SIDE if new == v.ACCEPTANCE_REQUESTED else AUTHORITY_SIDE

	def acting_authority(self, old: str, new: str) -> str | None:
		return supervision_rows.authority_of(self)

	def after_status_change(self, old: str, new: str) -> None:
		if new == v.ACCEPTANCE_REQUESTED:
			self.acceptance_requested_on = getdate()
			self.acceptance_requested_by = frappe.session.user
		elif new == v.DELISTED:
			self.delisted_on = self.delisted_on or getdate()
			self.acceptance = supervision.latest_check(self.facts(), self.record()).name
			supervision_acts.record_opinion(self)
		elif old == v.ACCEPTANCE_REQUESTED and new == v.IN_FORCE:
			supervision_acts.record_opinion(self)
			self.acceptance_requested_on = self.acceptance_requested_by = None
		elif new == v.IN_FORCE:
			self.in_force_on = getdate()
		self.set_deadline()

	def after_saved(self, old: str, new: str) -> None:
		adopted = old != new and (old, new) == (v.PROPOSED, v.IN_FORCE)
		if adopted and self.raised_from:
			supervision_acts.end_raised(self)
		if adopted or self.has_value_changed("due_on"):
			supervision_acts.set_hazard_due(self, only_if_empty=adopted and not self.raised_from)

	def decide_extension(
		self, row_name: str, decision: str, reason: str, alone_because: str = "", letter_no: str = ""
	) -> None:
		"""Grant or refuse an application with the next save; a granted one moves the deadline and keeps the first one."""
		facts = self.facts()
		fact = next((row for row in facts.extensions if row.name == row_name), None)
		if fact is None:
			frappe.throw(_("Extensions: this application is no longer in the case. Load the form again."))
		throw_deficiencies(
			supervision.check_extension_decision(
				fact, facts, decision, reason, getdate(), frappe.session.user, alone_because
			)
		)
		granted = decision == v.GRANTED
		self.flags.decision = {
			"name": row_name,
			"decision": decision,
			"remarks": reason,
			"days": supervision_terms.days_to(fact.new_due, facts, getdate()) if granted else 0,
			"lone_clerk_reason": alone_because,
			**({"letter_no": letter_no} if letter_no else {}),
		}
