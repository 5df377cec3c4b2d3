"""Follow-up Inspection (回头看): whether a closed or filed hazard was really removed. Notice 54/2023, 督查考核.

It comes unannounced: the enterprise sees it once it is decided. A hazard drawn by lot cannot be left out; one chosen by
signal carries the signals it was chosen by.
"""

import frappe
from frappe import _
from frappe.utils import getdate

from hazard_governance import look_backs, time_chain
from hazard_governance.domain import look_back as rules
from hazard_governance.domain import time_words as times
from hazard_governance.domain import vocabulary as v
from hazard_governance.governed import AUTHORITY_SIDE, GovernedDocument
from hazard_governance.messages import throw_deficiencies
from hazard_governance.permissions import predicate
from hazard_governance.step_checks import check_input, refuse_foreign_authority


class FollowupInspection(GovernedDocument):
	prefilled_tables = ("findings",)
	fixed_rows = {"findings": "measure_row"}

	def set_missing(self) -> None:
		if self.is_new():
			self.remember_the_closing()
			if self.flags.drawn_in:
				# made by the lot: whoever drew it has prepared nothing, and may decide on it
				self.update({"draw": self.flags.drawn_in, "owner": "Administrator", "prepared_by": None})
		if self.stored_status == v.DRAFT:
			look_backs.set_findings(self)

	def remember_the_closing(self) -> None:
		"""What is looked back on, as it stood: stage, day and the body whose check closed it."""
		hazard = look_backs.closing_of(self.hazard)
		self.stage_found, self.closed_on = hazard.stage, hazard.closed_out_on
		self.closed_by_authority = look_backs.closing_authority(hazard)
		if self.origin == v.BY_SIGNAL:
			self.signals = look_backs.signals_in_words(hazard)

	def validate_document(self) -> None:
		check_input(self)
		refuse_foreign_authority(self, "authority")
		if self.is_new():
			self.check_beginning()

	def check_beginning(self) -> None:
		"""By a member of the inspecting authority, about a closed hazard, for a reason that is on record."""
		throw_deficiencies(rules.check_begin(self.record()))
		if not self.flags.drawn_in:
			if frappe.session.user != "Administrator":
				predicate.require_authority(self, self.authority)
			self.refuse_picking()
		other = frappe.db.get_value(
			self.doctype, {"hazard": self.hazard, "status": ["in", (v.DRAFT, v.SUBMITTED)]}, "name"
		)
		if other:
			frappe.throw(
				_("Hazard: {0} is already being looked back on in {1}. Open that one.").format(
					self.hazard, other
				),
				frappe.DuplicateEntryError,
			)

	def refuse_picking(self) -> None:
		"""Nobody picks: a lot is drawn by the server, a signal is seen in the record, a direction says whose it is."""
		if self.origin == v.BY_LOT:
			frappe.throw(
				_("Chosen By: a lot is drawn in a Look-back Draw, which makes the inspections itself.")
			)
		if self.origin == v.BY_SIGNAL and not self.signals:
			frappe.throw(
				_(
					"Chosen By: the record of {0} shows no signal. Draw lots, or enter who directed it."
				).format(self.hazard)
			)
		if self.origin == v.BY_DIRECTION and not (self.direction or "").strip():
			frappe.throw(_("Direction: enter who directed the look-back, and why."))

	# --- moves ------------------------------------------------------------------------------------------------
	def acting_side(self, old: str, new: str) -> str:
		return AUTHORITY_SIDE

	def acting_authority(self, old: str, new: str) -> str | None:
		"""Another officer of the inspecting authority decides; where it has one only, any authority that covers it."""
		members = frappe.db.count("Supervision Authority Member", {"parent": self.authority})
		return None if new == v.DECIDED and members < rules.AT_LEAST_TWO else self.authority

	def after_status_change(self, old: str, new: str) -> None:
		if new in rules.DECIDED_STATUSES:
			self.disclosed = 1
			self.flags.effects = rules.effects(self.facts(), self.record())
		if new == v.CONCLUDED:
			self.concluded_on = getdate()

	def after_saved(self, old: str, new: str) -> None:
		if old != new and new == v.DECIDED:
			time_chain.record(
				self.hazard, times.LOOKED_BACK, inspection=self.name, finding=self.finding or ""
			)
			look_backs.carry_out(self, self.flags.effects)

	def on_trash(self) -> None:
		if self.draw:
			frappe.throw(
				_("{0} was drawn by lot in {1} and cannot be deleted.").format(self.name, self.draw),
				title=_("Kept on record"),
			)
		super().on_trash()
