"""Base of Hazard and of every step document: the rules of the domain hold on every way in.

The form, REST, import, bulk edit, Kanban and scripts all end in `insert` or `save`, and so here. A subclass says what
is particular to it in five places and overrides nothing else:

	set_missing()                      fill in what the server knows (runs before validation; may write any field)
	validate_document()                facts -> domain -> throw, for what must hold in every status
	check_actor(old, new, move)        may this person make this move; default by `acting_side`
	after_status_change(old, new)      the move is allowed: set dates and other fields of this document
	after_saved(old, new)              the row is written: write other documents (old == new when nothing moved)

A new record starts in the first status, its author is in `prepared_by`. Fields that the domain facts name as
SERVER_OWNED go back to what is stored, whatever a client sent; rows of the tables named in `prefilled_tables` keep
what they were prefilled with as long as they are new. Server code that has to write such a field of another document
uses `set_by_server(...)` and then the document's own `save`, so that every change is versioned.
"""

from collections.abc import Mapping
from types import MappingProxyType

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from hazard_governance import (
	evidence,
	fingerprints,
	frozen,
	moves,
	people_names,
	projection,
	scope,
	standing_in,
	step_checks,
)
from hazard_governance.domain import documents
from hazard_governance.domain import frozen as rules
from hazard_governance.domain.deficiency import Deficiency
from hazard_governance.domain.facts import FACTS, HazardRecord
from hazard_governance.field_values import check_values, require_filled
from hazard_governance.messages import throw_deficiencies
from hazard_governance.permissions import predicate
from hazard_governance.records import load_record
from hazard_governance.retry import once_more_on_deadlock

__all__ = ["AUTHORITY_SIDE", "EITHER_SIDE", "ENTERPRISE_SIDE", "GovernedDocument", "throw_deficiencies"]

ENTERPRISE_SIDE, AUTHORITY_SIDE, EITHER_SIDE = "Enterprise", "Authority", "Either"


class GovernedDocument(Document):
	"""See the module. `hazard_name`, `facts()`, `record()` and `stored_status` are there for subclasses to use."""

	status_field = "status"
	prefilled_tables: tuple[str, ...] = ()
	# table whose rows the server lays out -> the column that names a row which is not stored yet
	fixed_rows: Mapping[str, str] = MappingProxyType({})
	# what one side alone writes; step_checks refuses it to the other
	authority_fields: tuple[str, ...] = ()
	enterprise_fields: tuple[str, ...] = ()

	# --- for subclasses ---------------------------------------------------------------------------------------
	def set_missing(self) -> None:
		"""Fill in what the server knows."""

	def validate_document(self) -> None:
		"""Throw when something is wrong whatever the status."""

	def acting_side(self, old: str, new: str) -> str:
		"""Who makes this move: ENTERPRISE_SIDE (default), AUTHORITY_SIDE or EITHER_SIDE."""
		return ENTERPRISE_SIDE

	def acting_authority(self, old: str, new: str) -> str | None:
		"""The authority that alone may make an AUTHORITY_SIDE move; None: any that covers the hazard."""
		return self.get("authority")

	def after_status_change(self, old: str, new: str) -> None:
		"""The move is allowed and about to be written; set fields of this document."""

	def after_saved(self, old: str, new: str) -> None:
		"""This document is written; write others. `old == new` when the status did not change."""

	def fields_of_others(self) -> frozenset[str]:
		"""Fields and tables that the session's user does not write, because they are the other side's."""
		return step_checks.fields_of_others(self)

	# --- what a subclass may ask ------------------------------------------------------------------------------
	@property
	def hazard_name(self) -> str:
		return self.get("hazard")

	@property
	def first_status(self) -> str:
		return documents.STATUSES[self.doctype][0]

	@property
	def stored_status(self) -> str:
		"""Status in the database, whatever the client sent with this save."""
		stored = self.get_doc_before_save() or self
		return stored.get(self.status_field) or self.first_status

	def facts(self):
		"""This document, as it is in memory, for the domain."""
		return FACTS[self.doctype].from_mapping(self.as_dict())

	def record(self) -> HazardRecord:
		"""The whole hazard with this document as it is in memory."""
		if self.flags.only_shown:
			return load_record(self.hazard_name)
		return load_record(self.hazard_name, overlay=(self,))

	def set_by_server(self, **values) -> None:
		"""Set fields that clients may not set; they survive the next save of this object."""
		self.flags.server_values = {**(self.flags.server_values or {}), **values}
		self.update(values)

	def set_row_by_server(self, row, **values) -> None:
		"""`set_by_server` for a row of a table that is stored already."""
		kept = self.flags.server_rows = self.flags.server_rows or {}
		kept[row.name] = {**kept.get(row.name, {}), **values}
		row.update(values)

	def move_by_server(self, status: str, reason: str = "") -> None:
		"""Let the next save move to `status` as the consequence of another document's decision.

		Gates are asked as ever; roles, transitions and the people rules are not: they were asked of that decision.
		"""
		self.flags.server_move = frappe._dict(status=status, reason=reason)

	# --- moves ------------------------------------------------------------------------------------------------
	def find_move(self, old: str, new: str) -> object | None:
		"""The domain's move between two statuses (`action`, `kind`), None when there is no such move."""
		return documents.DOCUMENT_MOVES[self.doctype].get((old, new)) or documents.skipping_move(
			self.doctype, old, new
		)

	def moves_from(self, old: str) -> list[object]:
		"""Every move of the domain that leaves a status."""
		return [
			move for (source, _to), move in documents.DOCUMENT_MOVES[self.doctype].items() if source == old
		]

	def check_move(self, old: str, new: str, reason: str) -> list[Deficiency]:
		"""Everything that the domain misses for this move."""
		return documents.check_document_move(
			self.doctype, self.facts(), old, new, self.record(), getdate(), reason, frappe.session.user
		)

	def check_actor(self, old: str, new: str, move: object) -> None:
		"""Raise PermissionError unless the user may make this move for the side it belongs to."""
		side = self.acting_side(old, new)
		if side == ENTERPRISE_SIDE:
			predicate.require_enterprise(self)
		elif side == AUTHORITY_SIDE:
			moves.require_authority(self, self.acting_authority(old, new))

	def check_people(self, old: str, new: str, move: object) -> list[Deficiency]:
		"""Nobody approves what they prepared, unless an authority consented for a sole operator, or the principal of
		an enterprise that is no user signed it on paper."""
		if moves.is_approval(move) and self.acting_side(old, new) == ENTERPRISE_SIDE:
			on_paper = standing_in.approval(self, new)
			if on_paper is not None:
				return on_paper
		return moves.self_approval(self, move)

	# --- Frappe -----------------------------------------------------------------------------------------------
	def insert(self, *args, **kwargs) -> "GovernedDocument":
		moves.refuse_docstatus(self)
		# a REST client that sends a name would number this record, and unname all that is made along with it
		frappe.flags.api_name_set = False
		return once_more_on_deadlock(self, super().insert, *args, **kwargs)

	def save(self, *args, **kwargs) -> "GovernedDocument":
		return once_more_on_deadlock(self, super().save, *args, **kwargs)

	def check_permission(self, permtype: str = "read", permlevel: int | None = None) -> None:
		try:
			super().check_permission(permtype, permlevel)
		except frappe.PermissionError:
			scope.explain_refusal(self, permtype)
			raise

	def onload(self) -> None:
		"""What the form shows beyond the record itself."""
		people_names.send_names(self)

	def before_validate(self) -> None:
		self.flags.only_shown = False
		moves.refuse_docstatus(self)
		scope.require_source(self)
		self.lock_record()
		frozen.restore_server_owned(self)
		self.copy_scope()
		check_values(self)
		if self.is_new() and self.meta.has_field("prepared_by"):
			self.prepared_by = frappe.session.user
		standing_in.mark(self)
		self.set_missing()

	def lock_record(self) -> None:
		"""Let colleagues who save a document of the same hazard wait, and begin again when one has just done so."""
		projection.lock_record(self.hazard_name)

	def refresh_record(self) -> None:
		"""Bring what is computed from all documents of the hazard in line with this save."""
		projection.refresh(self.hazard_name, doc=self)

	def copy_scope(self) -> None:
		"""Scope columns, title and number come from the hazard."""
		scope.copy_from_hazard(self)

	def validate(self) -> None:
		require_filled(self)
		evidence.check_attachments(self)
		frozen.refuse_frozen_changes(self)
		self.validate_document()

	def frozen_fields(self) -> frozenset[str]:
		"""What nobody changes any more in the stored status and stage; see `domain.frozen` for the names."""
		stage = frappe.db.get_value("Hazard", self.hazard_name, "stage")
		return rules.frozen_fields(self.doctype, self.stored_status, stage or "")

	def validate_workflow(self) -> None:
		moves.apply(self)

	def on_update(self) -> None:
		evidence.attach_rows(self)
		fingerprints.keep(self)
		moves.log(self)
		old, new = self.flags.moved or (self.get(self.status_field),) * 2
		self.after_saved(old, new)
		self.refresh_record()
		self.flags.moved = self.flags.server_move = None
		self.flags.server_values = self.flags.server_rows = None

	def on_trash(self) -> None:
		if self.get(self.status_field) != self.first_status:
			frappe.throw(
				_("{0} {1} cannot be deleted: it is {2}. Only a record in status {3} can.").format(
					_(self.doctype), self.name, _(self.get(self.status_field)), _(self.first_status)
				),
				title=_("Kept on record"),
			)

	def after_delete(self) -> None:
		self.refresh_record()

	def before_rename(self, old: str, new: str, merge: bool = False) -> None:
		moves.refuse_rename(self)

	def after_rename(self, old: str, new: str, merge: bool = False) -> None:
		# a rename that skips validation skips before_rename as well
		moves.refuse_rename(self)

	@frappe.whitelist()
	def submit(self):
		"""Refused to everybody: no governed document is submitted."""
		moves.refuse_submit(self)

	@frappe.whitelist()
	def cancel(self):
		"""Refused to everybody: no governed document is cancelled."""
		moves.refuse_submit(self)

	def before_submit(self) -> None:
		moves.refuse_submit(self)

	def before_cancel(self) -> None:
		moves.refuse_submit(self)

	def before_update_after_submit(self) -> None:
		moves.refuse_submit(self)

	def before_discard(self) -> None:
		# version 16 lets whoever may write set any draft to docstatus 2, without validation
		moves.refuse_submit(self)
