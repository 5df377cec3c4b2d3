"""Hazard Time Entry: one link of the chain of server times of a hazard. The server adds entries; nobody changes one."""

import frappe
from frappe import _
from frappe.model.document import Document

from hazard_governance import time_chain


class HazardTimeEntry(Document):
	def autoname(self) -> None:
		self.name = time_chain.entry_name(self.hazard, self.sequence)

	def before_insert(self) -> None:
		# what a request sends never is this object
		if self.flags.by_server is not time_chain.BY_SERVER:
			self.refuse()

	def validate(self) -> None:
		if not self.is_new():
			self.refuse()

	def before_update_after_submit(self) -> None:
		self.refuse()

	def before_submit(self) -> None:
		self.refuse()

	def before_cancel(self) -> None:
		self.refuse()

	def before_discard(self) -> None:
		self.refuse()

	def on_trash(self) -> None:
		self.refuse()

	def after_delete(self) -> None:
		# a deletion that skips on_trash ends here
		self.refuse()

	def before_rename(self, old: str, new: str, merge: bool = False) -> None:
		self.refuse()

	def after_rename(self, old: str, new: str, merge: bool = False) -> None:
		# a rename that skips validation skips before_rename as well
		self.refuse()

	def refuse(self) -> None:
		"""Raise ValidationError: the chain is only ever added to, by the server."""
		frappe.throw(
			_(
				"The times of a hazard are written by the server as things happen. An entry is neither added by hand nor changed nor deleted."
			),
			title=_("Kept by the server"),
		)
