"""What the demo has made on a site: DocType -> names. One value among the site's global defaults, as in memory.py."""

import json

import frappe
from frappe.model.document import Document

KEY = "hazard_governance_demo"
PARENT = "__global"


class Manifest:
	"""The list, read once, written back once with `save`."""

	def __init__(self, made: dict[str, list[str]]) -> None:
		self.made = made

	@classmethod
	def load(cls) -> "Manifest":
		"""The list of this site; empty when no demo is loaded."""
		value = frappe.db.get_value("DefaultValue", {"parent": PARENT, "defkey": KEY}, "defvalue")
		return cls(json.loads(value or "{}"))

	def insert(self, values: dict) -> Document:
		"""Make a document for the site, not for a user, and note it."""
		# masters of the demo are nobody's: whoever loads it is asked for the role beforehand
		doc = frappe.get_doc(values).insert(ignore_permissions=True)
		self.note(doc.doctype, doc.name)
		return doc

	def ensure(self, doctype: str, name: str, values: dict) -> str:
		"""Make the record unless the site has one of that name (which then stays when the demo goes)."""
		if not frappe.db.exists(doctype, name):
			self.insert({"doctype": doctype, **values})
		return name

	def note(self, doctype: str, name: str) -> None:
		"""Remember a document that belongs to the demo."""
		names = self.made.setdefault(doctype, [])
		if name not in names:
			names.append(name)

	def names(self, doctype: str) -> list[str]:
		"""Names of the DocType's documents that the demo made, in the order they were made."""
		return list(self.made.get(doctype, ()))

	def save(self) -> None:
		"""Write the list."""
		frappe.db.set_global(KEY, json.dumps(self.made, ensure_ascii=False))

	@staticmethod
	def clear() -> None:
		"""Drop the list."""
		frappe.defaults.clear_default(key=KEY, parent=PARENT)
