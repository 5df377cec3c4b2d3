"""What the installer has made on this site, so that it never makes it twice.

A record that an administrator renamed, deactivated or deleted must not come back with the next migrate.
Existence says nothing about that; this list does. It is one value among the site's global defaults (as
`installed_apps` is), so it travels with a backup and is not sent to browsers.
"""

import json

import frappe

KEY = "hazard_governance_seeded"
PARENT = "__global"


class Memory:
	"""The list, read once, written back once with `save`."""

	def __init__(self, known: dict[str, list[str]], made: dict[str, list[str]]) -> None:
		self.known = known
		self.made = made
		self.changed = False

	@classmethod
	def load(cls) -> "Memory":
		"""Read from the table: during an installation Frappe does not renew its cache of defaults."""
		value = frappe.db.get_value("DefaultValue", {"parent": PARENT, "defkey": KEY}, "defvalue")
		stored = json.loads(value or "{}")
		return cls(stored.get("known", {}), stored.get("made", {}))

	def has(self, doctype: str, name: str) -> bool:
		"""Whether the installer has dealt with the record before, whatever became of it since."""
		return name in self.known.get(doctype, ())

	def remember(self, doctype: str, name: str, made: bool) -> None:
		"""Note that the record was dealt with. made: created by the installer, rather than found there."""
		notes = (self.known, self.made) if made else (self.known,)
		for note in notes:
			names = note.setdefault(doctype, [])
			if name not in names:
				names.append(name)
				self.changed = True

	def save(self) -> None:
		"""Write the list if anything was added."""
		if self.changed:
			value = {"known": self.known, "made": self.made}
			frappe.db.set_global(KEY, json.dumps(value, ensure_ascii=False))
			self.changed = False

	@staticmethod
	def clear() -> None:
		"""Drop the list; for uninstall."""
		frappe.defaults.clear_default(key=KEY, parent=PARENT)
