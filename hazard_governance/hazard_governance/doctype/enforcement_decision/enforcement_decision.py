"""Enforcement Decision (先礼后兵): an authority decides whether a penalty is spared. Notice 54/2023 part 4 (4).

What the rules come to is computed from the chain of server times and the officer's findings, and frozen with its reasons
when somebody else decides; the authority may decide otherwise and says why. Accountability is never touched.
"""

import frappe
from frappe import _
from frappe.utils import now_datetime

from hazard_governance import enforcement, moves, time_chain
from hazard_governance.domain import time_words as times
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import Deficiency
from hazard_governance.governed import AUTHORITY_SIDE, GovernedDocument
from hazard_governance.permissions import members, predicate
from hazard_governance.step_checks import changed_fields, check_input, refuse_second_draft

FINDINGS = (
	"measures_effective",
	"measures_begun_earlier",
	"production_continued",
	"hidden",
	"finding_grounds",
	"visited_at",
)
# of a penalty: filled in after the decision, once
LATER = ("served_on", "service_proof", "daily_from", "daily_until")


class EnforcementDecision(GovernedDocument):
	def set_missing(self) -> None:
		self.flags.found = bool(changed_fields(self, FINDINGS))
		if self.flags.found:
			self.finding_officer, self.found_at = frappe.session.user, now_datetime()
		for row in self.evidence:
			if not row.recorded_at:
				row.recorded_by, row.recorded_at = frappe.session.user, now_datetime()

	def validate_document(self) -> None:
		check_input(self)
		self.refuse_others()
		self.refuse_withdrawn()
		refuse_second_draft(self)
		self.keep_later()

	def refuse_others(self) -> None:
		"""The officers of one authority write its decision, nobody else; its enterprise's people least of all."""
		if frappe.session.user != "Administrator" and not self.flags.ignore_permissions:
			moves.require_authority(self, self.acting_authority("", ""))

	def fields_of_others(self) -> frozenset[str]:
		"""All of it, for whoever is no officer of the deciding authority."""
		mine = predicate.acting_authorities(frappe.session.user, self)
		authority = members.in_office(self.acting_authority("", ""))
		if frappe.session.user == "Administrator" or (authority in mine if authority else mine):
			return frozenset()
		return frozenset(df.fieldname for df in self.meta.fields)

	def refuse_withdrawn(self) -> None:
		if self.is_new() and frappe.db.get_value("Hazard", self.hazard, "stage") == v.WITHDRAWN:
			frappe.throw(
				_("{0} was withdrawn: it is not true or a duplicate. There is nothing to penalise.").format(
					self.hazard
				)
			)

	def keep_later(self) -> None:
		"""A day of service, once entered, stays: what was served is not dated anew."""
		before = self.get_doc_before_save()
		stored = (
			{row.name: row for row in before.penalties} if before and self.stored_status == v.DECIDED else {}
		)
		for row in self.penalties:
			earlier = stored.get(row.name)
			for fieldname in LATER if earlier else ():
				if earlier.get(fieldname) and row.get(fieldname) != earlier.get(fieldname):
					frappe.throw(
						_(
							"Row {0}, {1}: this was entered after the decision and stays. Revoke the decision first."
						).format(row.idx, _(row.meta.get_label(fieldname))),
						title=_("Frozen"),
					)

	# --- moves ----------------------------------------------------------------------------------------------------
	def acting_side(self, old: str, new: str) -> str:
		return AUTHORITY_SIDE

	def acting_authority(self, old: str, new: str) -> str | None:
		"""The deciding authority; once it is dissolved, any that covers the hazard takes over what it left."""
		before = self.get_doc_before_save()
		authority = (before and before.authority) or self.authority
		dissolved = before and frappe.db.get_value("Supervision Authority", authority, "disabled")
		return None if dissolved else authority

	def check_move(self, old: str, new: str, reason: str) -> list[Deficiency]:
		if new == v.DECIDED:
			self.set_by_server(**enforcement.computed(self))
		return super().check_move(old, new, reason)

	def check_people(self, old: str, new: str, move: object) -> list[Deficiency]:
		"""The domain asks who decides: a second officer, or a lone clerk with a reason."""
		return []

	def after_status_change(self, old: str, new: str) -> None:
		if new == v.DRAFT:
			self.set_by_server(**enforcement.NOTHING_COMPUTED)

	def after_saved(self, old: str, new: str) -> None:
		if self.flags.found:
			said = {name: str(self.get(name) or "") for name in FINDINGS}
			time_chain.record(self.hazard, times.FINDING_RECORDED, decision=self.name, **said)
		self.flags.found = False
		if old == new:
			return
		kind = times.ENFORCEMENT_DECIDED if new == v.DECIDED else times.ENFORCEMENT_REVOKED
		said = {name: self.get(name) or "" for name in ("decided_outcome", "computed_outcome", "penalty")}
		time_chain.record(self.hazard, kind, decision=self.name, authority=self.authority, **said)

	def onload(self) -> None:
		super().onload()
		self.set_onload("assessment", enforcement.shown(self))
