"""Rows of a table are written through the document that holds them, or not at all.

REST, import and bulk edit can address a child DocType directly; such a write would pass no rule of its parent and
leave no version. Frappe runs `validate` and `on_trash` of a row only on that path: saving the parent writes its rows
without them.
"""

import frappe
from frappe import _
from frappe.model.document import Document


class GovernedChild(Document):
	"""Base of every child DocType of the app."""

	@property
	def parent_doc(self):
		"""The document the row belongs to, loaded when the row was read by itself: Frappe asks it for permission,
		and asks only the DocType where there is none."""
		parent = super().parent_doc
		if parent is None and self.get("parenttype") and self.get("parent") and not self.get("__islocal"):
			exists = frappe.db.exists(self.parenttype, self.parent)
			parent = frappe.get_doc(self.parenttype, self.parent) if exists else None
		return parent

	@parent_doc.setter
	def parent_doc(self, value) -> None:
		Document.parent_doc.fset(self, value)

	@parent_doc.deleter
	def parent_doc(self) -> None:
		Document.parent_doc.fdel(self)

	def before_insert(self) -> None:
		refuse_alone(self)

	def validate(self) -> None:
		refuse_alone(self)

	def on_trash(self) -> None:
		refuse_alone(self)

	def before_rename(self, *args, **kwargs) -> None:
		refuse_alone(self)


def refuse_alone(row: Document) -> None:
	"""Raise ValidationError: the row is being written without its parent."""
	parent = _(row.parenttype) if row.get("parenttype") else _("its document")
	frappe.throw(
		_("A row of {0} cannot be changed by itself. Open {1} and change the row there.").format(
			_(row.doctype), parent
		),
		title=_("Change the whole document"),
	)
