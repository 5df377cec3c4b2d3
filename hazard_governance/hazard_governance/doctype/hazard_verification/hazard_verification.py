"""Hazard Verification (核实判定): an authority confirms or changes the class, gives the number, or withdraws the hazard.

A decided verification is history: it is never changed or deleted, the next one follows it. Order 16/2007 art. 20.
"""

import frappe
from frappe import _
from frappe.utils import getdate

from hazard_governance import numbering, responsible, time_chain, verify
from hazard_governance.domain import time_words as times
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import Deficiency
from hazard_governance.domain.verification import effects
from hazard_governance.governed import AUTHORITY_SIDE, GovernedDocument
from hazard_governance.permissions import predicate
from hazard_governance.permissions.values import sector_of_criterion
from hazard_governance.step_checks import check_input, refuse_second_draft

PREFILLED = (
	"classification",
	"classification_basis",
	"criterion",
	"needs_suspension",
	"needs_time",
	"external_factor",
)


class HazardVerification(GovernedDocument):
	def set_missing(self) -> None:
		hazard = frappe.get_doc("Hazard", self.hazard)
		self.previous_classification = self.stored_previous() or hazard.classification
		if self.is_new():
			self.prefill(hazard)
			numbering.ensure_for(hazard)
		if self.propose_supervision and not self.supervising_authority:
			self.supervising_authority = (
				responsible.responsible_for(self.hazard, self.judged_by()).authority or None
			)

	def judged_by(self) -> str | None:
		"""The criterion that the hazard is judged by once this is decided."""
		by_criterion = self.classification_basis == v.BY_CRITERION
		return self.criterion if by_criterion else None

	def stored_previous(self) -> str | None:
		"""The class before the decision is remembered by the decision only."""
		return self.previous_classification if self.stored_status == v.DECIDED else None

	def prefill(self, hazard) -> None:
		"""A confirmation starts from what was reported; what the clerk entered stays."""
		if self.outcome == v.CONFIRMED and not self.classification:
			self.update({fieldname: hazard.get(fieldname) for fieldname in PREFILLED})
			self.reason = self.reason or hazard.classification_reason

	def validate_document(self) -> None:
		check_input(self)
		if self.is_new() and frappe.session.user != "Administrator":
			predicate.require_authority(self, self.authority)
		refuse_second_draft(self)
		self.refuse_foreign_duplicate()
		sector = sector_of_criterion(self.judged_by())
		if self.supervising_authority and not predicate.covers(self.supervising_authority, self, sector):
			frappe.throw(
				_(
					"{0}: {1} does not supervise this enterprise. Choose an authority of its place and industry."
				).format(_(self.meta.get_label("supervising_authority")), self.supervising_authority)
			)

	def refuse_foreign_duplicate(self) -> None:
		"""A duplicate repeats a hazard of the same enterprise; whoever decides must be able to see it."""
		if self.outcome != v.DUPLICATE:
			self.duplicate_of = None
		if self.duplicate_of and self.has_value_changed("duplicate_of"):
			other = frappe.get_doc("Hazard", self.duplicate_of)
			if other.enterprise != self.enterprise or not predicate.may_read(other):
				frappe.throw(
					_(
						"{0}: {1} is not a hazard of this enterprise. Choose the one that this hazard repeats."
					).format(_(self.meta.get_label("duplicate_of")), self.duplicate_of)
				)

	def acting_side(self, old: str, new: str) -> str:
		return AUTHORITY_SIDE

	def check_people(self, old: str, new: str, move: object) -> list[Deficiency]:
		"""The domain asks who decides: a second officer, or a lone clerk with a reason."""
		return []

	def after_status_change(self, old: str, new: str) -> None:
		record = self.record()
		self.flags.effects = effects(self.facts(), record)
		self.previous_classification = record.hazard.classification

	def after_saved(self, old: str, new: str) -> None:
		if old != new and new == v.DECIDED:
			said = ("outcome", "classification", "authority")
			time_chain.record(
				self.hazard,
				times.CLASS_VERIFIED,
				verification=self.name,
				**{name: self.get(name) or "" for name in said},
			)
			verify.carry_out(self, self.flags.effects, getdate())
