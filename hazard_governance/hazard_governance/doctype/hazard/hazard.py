"""Hazard (隐患): what was found, where it stands, and what was done at once. Notice 54/2023, steps 1 and 4."""

import frappe
from frappe import _
from frappe.utils import get_fullname, getdate, now_datetime

from hazard_governance import (
	hazard_input,
	hazard_times,
	receipts,
	repeats,
	scope,
	stage_log,
	time_chain,
	working_days,
)
from hazard_governance.domain import acceptance, clocks, stages
from hazard_governance.domain import time_words as times
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import Deficiency
from hazard_governance.domain.frozen import frozen_hazard_fields
from hazard_governance.governed import AUTHORITY_SIDE, EITHER_SIDE, ENTERPRISE_SIDE, GovernedDocument
from hazard_governance.permissions.table import SECTOR_COLUMN

ENTERPRISE_TARGETS = (v.PENDING_ACCEPTANCE, v.ACCEPTED)
# an authority alone takes back what was accepted
ENDING = (v.ACCEPTED, v.CLOSED_OUT, v.FILED)
# stage -> the day it was entered, emptied again when the hazard goes back
STAGE_DATES = {
	v.ACCEPTED: "accepted_on",
	v.CLOSED_OUT: "closed_out_on",
	v.FILED: "filed_on",
	v.WITHDRAWN: "withdrawn_on",
}


class Hazard(GovernedDocument):
	status_field = "stage"

	@property
	def hazard_name(self) -> str:
		return self.name

	@property
	def first_status(self) -> str:
		return v.REGISTERED

	def copy_scope(self) -> None:
		scope.copy_from_enterprise(self)
		scope.set_sector(self)

	def set_missing(self) -> None:
		if self.is_new():
			self.registered_by = frappe.session.user
			self.registered_at = now_datetime()
			self.verification_due = working_days.due(clocks.verification_due, getdate())
			self.found_by_name = self.found_by_name or get_fullname(frappe.session.user)
		self.original_due = self.original_due or self.rectification_due
		receipts.keep(self)
		repeats.keep(self)

	def validate_document(self) -> None:
		hazard_input.check(self, self.record())

	def after_saved(self, old: str, new: str) -> None:
		hazard_times.record_acts(self, old, new)
		repeats.carry_out(self)
		if self.get_doc_before_save() and self.has_value_changed(SECTOR_COLUMN):
			scope.rescope_hazard(self)

	def frozen_fields(self) -> frozenset[str]:
		stored = self.get_doc_before_save() or self
		return frozen_hazard_fields(stored.stage, stored.verification, stored.classification or "")

	# --- moves ------------------------------------------------------------------------------------------------
	def find_move(self, old: str, new: str) -> object | None:
		return stages.MOVES.get((old, new))

	def moves_from(self, old: str) -> list[object]:
		return [move for (source, _to), move in stages.MOVES.items() if source == old]

	def check_move(self, old: str, new: str, reason: str) -> list[Deficiency]:
		return stages.check_move(old, new, self.record(), getdate(), reason)

	def check_people(self, old: str, new: str, move: object) -> list[Deficiency]:
		"""Whoever found a hazard may well move it on; the documents that its gates rest on have two signatures."""
		return []

	def acting_side(self, old: str, new: str) -> str:
		if new == v.RECTIFYING:
			return AUTHORITY_SIDE if old in ENDING else EITHER_SIDE
		if new in ENTERPRISE_TARGETS:
			return ENTERPRISE_SIDE
		if new == v.CLOSED_OUT and not acceptance.needs_authority_check(self.record()):
			return EITHER_SIDE
		return AUTHORITY_SIDE

	def acting_authority(self, old: str, new: str) -> str | None:
		"""Close-out belongs to the one body that listed the hazard, else to the one that verified it."""
		bodies = acceptance.checking_bodies(self.record()) if new == v.CLOSED_OUT else ()
		return bodies[0] if len(bodies) == 1 else None

	def after_status_change(self, old: str, new: str) -> None:
		record = self.record()
		if stages.MOVES.get((old, new), stages.Move("")).back:
			self.rectification_due = stages.new_due_on_return(record) or self.rectification_due
			for stage, fieldname in STAGE_DATES.items():
				if stage != v.WITHDRAWN:
					self.set(fieldname, None)
		elif new in STAGE_DATES:
			self.set(STAGE_DATES[new], getdate())
		stage_log.append_entry(self, old, new, self.flags.move_reason or "", record)

	# --- kept on record ---------------------------------------------------------------------------------------
	def on_trash(self) -> None:
		if self.classification == v.MAJOR or self.register_no:
			frappe.throw(
				_(
					"{0} is a major hazard and stays on the register. Only a verification that finds it not true or a duplicate withdraws it."
				).format(self.name),
				title=_("Kept on record"),
			)
		if self.verification == v.VERIFIED or self.stage != v.REGISTERED:
			frappe.throw(
				_("{0} is verified or already being rectified and cannot be deleted.").format(self.name),
				title=_("Kept on record"),
			)
		time_chain.record(self.name, times.HAZARD_DELETED)

	def after_delete(self) -> None:
		"""Nothing is left to project."""
