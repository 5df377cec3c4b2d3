"""Records that the server alone writes, once: logs that prove what was done."""

import frappe
from frappe import _


class ServerKept:
	"""Mixin of a Document: inserted with `flags.by_server`, then neither changed nor renamed nor deleted by anybody."""

	def validate(self) -> None:
		if not (self.is_new() and self.flags.by_server):
			self.refuse()

	def on_trash(self) -> None:
		self.refuse()

	def before_rename(self, *args, **kwargs) -> None:
		self.refuse()

	def refuse(self) -> None:
		frappe.throw(
			_("{0} is written by the server once. It is neither changed nor deleted.").format(
				_(self.doctype)
			),
			title=_("Kept by the server"),
		)
