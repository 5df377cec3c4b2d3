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
	frappe.throw(
		_("A row of {0} cannot be changed by itself. Open {1} and change the row there.").format(
			_(row.doctype), _(row.get("parenttype") or "its document")
		),
		title=_("Change the whole document"),
	)
