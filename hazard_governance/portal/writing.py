"""What the session's user may write of a document at this moment. Nothing is ruled here: permission levels, the state's
editors, what the server keeps and what a passed gate has frozen are asked where they stand; saving asks them again."""

from dataclasses import dataclass
from functools import cached_property

import frappe
from frappe.model import table_fields
from frappe.model.document import Document

from hazard_governance import moves
from hazard_governance.domain import frozen as rules
from hazard_governance.domain.facts import FACTS
from hazard_governance.frozen import MOVED_FIELDS, is_frozen
from hazard_governance.setup.workflow_spec import EVERYBODY

# given by the address, or written by an action
NOT_TYPED = frozenset({"hazard", "enterprise", "naming_series", "amended_from", *MOVED_FIELDS})
KINDS = {
	"Data": "text",
	"Small Text": "long",
	"Text": "long",
	"Long Text": "long",
	"Text Editor": "rich",
	"Select": "select",
	"Date": "date",
	"Datetime": "datetime",
	"Int": "number",
	"Float": "number",
	"Check": "check",
	"Link": "select",
	"Attach": "file",
	"Attach Image": "photo",
}


@dataclass
class Writing:
	"""What may be written of `doc`, stored or new; the DocType and the roles of the session's user say it."""

	doc: Document

	@cached_property
	def open(self) -> bool:
		"""Whether anything may be written by this user now, the fields aside."""
		doc = self.doc
		if not frappe.has_permission(doc.doctype, "create" if doc.is_new() else "write", doc=doc):
			return False
		return doc.is_new() or self._state_is_open()

	def _state_is_open(self) -> bool:
		"""*Only Allow Edit For* of the workflow's state."""
		workflow = moves.active_workflow(self.doc.doctype)
		state = self.doc.get("workflow_state")
		editors = {row.allow_edit for row in workflow.states if row.state == state} if workflow else set()
		return not editors or EVERYBODY in editors or bool(editors & set(frappe.get_roles()))

	@cached_property
	def frozen(self) -> frozenset[str]:
		if self.doc.is_new() or not hasattr(self.doc, "frozen_fields"):
			return rules.NOTHING
		return self.doc.frozen_fields()

	@cached_property
	def levels(self) -> frozenset[int]:
		return frozenset(self.doc.get_permlevel_access("write"))

	@cached_property
	def of_others(self) -> frozenset[str]:
		"""Fields that only the other side writes."""
		return self.doc.fields_of_others() if hasattr(self.doc, "fields_of_others") else frozenset()

	# --- fields -----------------------------------------------------------------------------------------------------
	def field(self, df) -> bool:
		"""Whether the user may write this field of the document."""
		name = df.fieldname
		if df.fieldtype in table_fields or not self._open_to(df, self.doc.doctype) or name in self.of_others:
			return False
		if name in NOT_TYPED or name == getattr(self.doc, "status_field", ""):
			return False
		if df.set_only_once and not self.doc.is_new():
			return False
		return self._unfrozen(self.doc, name, name)

	def column(self, table: str, df, row) -> bool:
		"""Whether the user may write this column of a row of the table; `row` None: of a new one."""
		if df.fieldname in MOVED_FIELDS or not self._open_to(df, df.parent):
			return False
		if row is None or not row.name:
			return True
		return self._unfrozen(row, df.fieldname, f"{table}.{df.fieldname}", table)

	def chosen_column(self, table: str, df, row) -> bool:
		"""`column` of one that the desk fills by a button, and therefore hides."""
		return not row.name or self._unfrozen(row, df.fieldname, f"{table}.{df.fieldname}", table)

	def _unfrozen(self, part, fieldname: str, *names: str) -> bool:
		if self.frozen == rules.ALL or self.frozen & set(names):
			return False
		filled = part.get(fieldname) not in (None, "", 0)
		return not (filled and self.frozen & {f"{name}+" for name in names})

	def _open_to(self, df, doctype: str) -> bool:
		owned = FACTS[doctype].SERVER_OWNED if doctype in FACTS else frozenset()
		return (
			df.fieldtype in KINDS
			and not (df.hidden or df.read_only or df.get("is_virtual"))
			and df.fieldname not in owned
			and (df.permlevel or 0) in self.levels
		)

	# --- tables -------------------------------------------------------------------------------------------------------
	def table(self, df) -> bool:
		"""Whether the table is the user's to write in, as far as its DocType says."""
		if df.hidden or df.read_only or df.fieldname in self.of_others:
			return False
		return (df.permlevel or 0) in self.levels

	def grows(self, table: str) -> bool:
		"""Whether rows may be added."""
		return not self.key_column(table) and not self._whole(table) and not self._columns(table)

	def removable(self, table: str, row) -> bool:
		"""Whether this row may be taken out."""
		if not self.grows(table):
			return False
		return not row.name or not is_frozen(self.frozen, table, table)

	def key_column(self, table: str) -> str:
		"""The column that names a row of a table whose rows the server lays out; "" for any other table."""
		return getattr(self.doc, "fixed_rows", {}).get(table, "")

	def _whole(self, table: str) -> bool:
		return self.frozen == rules.ALL or table in self.frozen

	def _columns(self, table: str) -> bool:
		return any(name.startswith(f"{table}.") for name in self.frozen)
