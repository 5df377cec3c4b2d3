"""Supervision Case (督办): departmental or listed, from the proposal to the delisting. Order 16/2007 art. 20.

Whoever supervises a hazard delists it. The enterprise adds progress reports and applications for an extension;
everything else is the authority's. The first deadline is never overwritten.
"""

import frappe
from frappe import _
from frappe.utils import getdate

from hazard_governance import supervision_rows
from hazard_governance.domain import supervision
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.governed import AUTHORITY_SIDE, EITHER_SIDE, GovernedDocument
from hazard_governance.step_checks import check_input, refuse_foreign_authority, refuse_foreign_link

AUTHORITY_FIELDS = (
	"kind",
	"authority",
	"level",
	"letter_no",
	"issued_on",
	"leader",
	"requirements",
	"due_on",
	"report_every_days",
	"acceptance",
	"delisted_on",
	"delisting_no",
)
LETTER_TAKEN = N_("Letter No.: {0} of {1} is already the letter of the case {2}. Enter another number.")
DUE_IS_FIXED = N_("Due: the deadline of a case in force moves only by a granted extension. Apply for one.")


class SupervisionCase(GovernedDocument):
	def set_missing(self) -> None:
		self.letter_no = (self.letter_no or "").strip() or None
		if self.stored_status == v.PROPOSED:
			self.original_due = self.due_on
		supervision_rows.set_reporters(self)
		supervision_rows.set_applied(self)
		supervision_rows.keep_decisions(self)

	def validate_document(self) -> None:
		check_input(self)
		refuse_foreign_authority(self, "authority")
		refuse_foreign_link(self, "acceptance")
		self.check_letter_no()
		self.check_due()
		supervision_rows.refuse_changes_of_others(self, AUTHORITY_FIELDS)
		supervision_rows.check_extensions(self)
		if self.is_new() and not supervision_rows.acts_for_case(self):
			frappe.throw(
				_("Only a member of an authority that supervises this hazard opens a case."),
				frappe.PermissionError,
			)

	def acting_side(self, old: str, new: str) -> str:
		"""Either side asks for the acceptance; the rest is the authority's."""
		return EITHER_SIDE if new == v.ACCEPTANCE_REQUESTED else AUTHORITY_SIDE

	def acting_authority(self, old: str, new: str) -> str | None:
		return supervision_rows.authority_of(self)

	def after_status_change(self, old: str, new: str) -> None:
		if new == v.ACCEPTANCE_REQUESTED:
			self.acceptance_requested_on = self.acceptance_requested_on or getdate()
		elif new == v.DELISTED:
			check = supervision.latest_check(self.facts(), self.record().acceptances)
			self.acceptance = check.name if check else None
			self.delisted_on = self.delisted_on or getdate()
		elif old == v.ACCEPTANCE_REQUESTED:
			self.acceptance_requested_on = None

	def after_saved(self, old: str, new: str) -> None:
		if old != new and new == v.IN_FORCE:
			self.set_hazard_due(only_if_empty=True)

	def check_letter_no(self) -> None:
		"""An authority gives every letter number once."""
		if not self.letter_no:
			return
		other = frappe.db.get_value(
			"Supervision Case",
			{"authority": self.authority, "letter_no": self.letter_no, "name": ["!=", self.name or ""]},
			"name",
		)
		if other:
			frappe.throw(
				_(LETTER_TAKEN).format(self.letter_no, self.authority, other), frappe.DuplicateEntryError
			)

	def check_due(self) -> None:
		"""Once in force, the deadline moves by a granted extension and by nothing else."""
		fixed = self.stored_status != v.PROPOSED and not self.flags.decided_row
		if fixed and self.has_value_changed("due_on"):
			frappe.throw(_(DUE_IS_FIXED))

	def decide_extension(self, row_name: str, decision: str, remarks: str) -> None:
		"""Grant or refuse an application, in memory; a granted one moves the deadline and keeps the first one."""
		fact = next((row for row in self.facts().extensions if row.name == row_name), None)
		if fact is None:
			frappe.throw(_("Extensions: this application is no longer in the case. Load the form again."))
		if fact.decision:
			frappe.throw(_("Extensions: this application has been decided ({0}).").format(_(fact.decision)))
		row = next(row for row in self.extensions if row.name == row_name)
		row.update({"decision": decision, "decided_on": getdate(), "remarks": remarks})
		self.flags.decided_row = row_name
		if decision == supervision.GRANTED:
			self.due_on, original = supervision.dates_after_grant(fact, self.facts())
			self.set_by_server(original_due=original)

	def set_hazard_due(self, only_if_empty: bool = False) -> None:
		"""Bring the hazard's own deadline in line with that of the case, through the hazard's save."""
		hazard = frappe.get_doc("Hazard", self.hazard)
		if not self.due_on or (only_if_empty and hazard.rectification_due):
			return
		hazard.set_by_server(rectification_due=self.due_on)
		# the decision on the case was checked; whoever takes it need not be able to write hazards
		hazard.flags.ignore_permissions = True
		hazard.save()
