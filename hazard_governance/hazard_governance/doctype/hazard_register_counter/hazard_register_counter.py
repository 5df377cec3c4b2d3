"""Hazard Register Counter: the last register number of a county and month. Only the server writes it."""

import frappe
from frappe import _
from frappe.model.document import Document


class HazardRegisterCounter(Document):
	def validate(self) -> None:
		if not self.flags.by_server:
			self.refuse()

	def on_trash(self) -> None:
		self.refuse()

	def before_rename(self, *args, **kwargs) -> None:
		self.refuse()

	def refuse(self) -> None:
		frappe.throw(
			_("Register counters are kept by the server, so that no number is missing or given twice."),
			title=_("Kept by the server"),
		)
