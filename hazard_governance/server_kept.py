"""Records that the server alone writes, once: logs that prove what was done."""

import frappe
from frappe import _

# the mark of the server's own code on a document it makes: what a request sends never is this object
BY_SERVER = object()


class ServerKept:
	"""Mixin of a Document: made with `flags.by_server = BY_SERVER`, then neither changed nor renamed nor deleted."""

	def before_insert(self) -> None:
		if self.flags.by_server is not BY_SERVER:
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
		"""Raise ValidationError: nobody but the server writes this record, and nobody writes it twice."""
		frappe.throw(
			_("{0} is written by the server once. It is neither changed nor deleted.").format(
				_(self.doctype)
			),
			title=_("Kept by the server"),
		)
