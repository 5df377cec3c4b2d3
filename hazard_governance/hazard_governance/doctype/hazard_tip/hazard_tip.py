"""Hazard Tip (群众举报): what somebody from the public told, and what became of it. Notice 54/2023, part 2.

The server writes it (tips.py, tip_decisions.py); an officer fills in the enterprise it is about, and decides with the
buttons of the form. Nothing of it is deleted.
"""

from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document

from hazard_governance import scope
from hazard_governance.domain.frozen import ALL
from hazard_governance.domain.tip_words import RECEIVED
from hazard_governance.field_values import check_values
from hazard_governance.server_kept import BY_SERVER

OPEN_FIELDS = frozenset(("enterprise",))


class HazardTip(Document):
	def by_server(self) -> "HazardTip":
		"""Let the next insert or save write what officers may not; returns the document."""
		self.flags.by_server = BY_SERVER
		return self

	def before_insert(self) -> None:
		if self.flags.by_server is not BY_SERVER:
			frappe.throw(
				_("A tip comes in through the public page. Record what an officer learns as a hazard."),
				title=_("Kept by the server"),
			)

	def before_validate(self) -> None:
		if self.flags.by_server is not BY_SERVER:
			self.restore()
		self.set_scope()
		check_values(self)

	def restore(self) -> None:
		"""Put back whatever a client may not write: everything but the enterprise, and that too once it is decided."""
		before = self.get_doc_before_save()
		for field in self.meta.fields:
			if field.fieldname in OPEN_FIELDS and before.status == RECEIVED:
				continue
			value = before.get(field.fieldname)
			if field.fieldtype == "Table":
				value = [row.as_dict() for row in value]
			self.set(field.fieldname, value)

	def set_scope(self) -> None:
		"""Where it lies: with its enterprise once that is known, until then in the region it was sent for."""
		if self.enterprise:
			scope.copy_from_enterprise(self)
		else:
			self.update(scope.places_of(self.region))

	def on_update(self) -> None:
		self.flags.by_server = None

	def frozen_fields(self) -> frozenset[str]:
		"""For its files: photos of a tip stay."""
		return ALL

	def note_disclosure(self, user: str, moment: datetime, reason: str) -> None:
		"""Put on record that `user` was shown who gave the tip."""
		self.append("disclosures", {"user": user, "shown_at": moment, "reason": reason})
		# the role that may be shown it writes no tip
		self.by_server().save(ignore_permissions=True)

	# --- kept on record ---------------------------------------------------------------------------------------
	def on_trash(self) -> None:
		frappe.throw(_("{0} is a tip and stays on record.").format(self.name), title=_("Kept on record"))

	def before_rename(self, *args, **kwargs) -> None:
		self.on_trash()

	def after_rename(self, *args, **kwargs) -> None:
		# a rename that skips validation skips before_rename as well
		self.on_trash()
