"""A hazard with everything: two documents of each kind that it may have several of, two rows in each of their tables.

Put there as rows: how a hazard gets so far is tested elsewhere, here it matters only that there is something to read.
"""

from collections.abc import Callable, Iterator

import frappe
from frappe.model import no_value_fields
from frappe.utils import add_days, now_datetime, today

from hazard_governance.domain import documents
from hazard_governance.records import STEP_DOCUMENTS

# field type -> what a field of it holds; no two letters have one number
VALUES: dict[str, Callable] = {
	**dict.fromkeys(
		("Data", "Small Text", "Text", "Long Text", "Text Editor", "Code"),
		lambda df: f"{df.fieldname} {frappe.generate_hash(length=6)}",
	),
	**dict.fromkeys(("Int", "Float", "Currency", "Percent"), lambda df: 1),
	**dict.fromkeys(("Attach", "Attach Image"), lambda df: f"/private/files/{df.fieldname}.png"),
	"Check": lambda df: 0,
	"Date": lambda df: add_days(today(), -3),
	"Datetime": lambda df: now_datetime(),
	"Select": lambda df: next(filter(None, (df.options or "").split("\n")), None),
}


class FullRecord:
	"""Fills the record of a hazard; `links`: DocType of a Link -> the document that it names, nothing for others."""

	def __init__(self, hazard: str, links: dict[str, str]) -> None:
		self._hazard, self._links = frappe.get_doc("Hazard", hazard), links

	def fill(self) -> None:
		"""In place of whatever the hazard has."""
		self._tables("Hazard", self._hazard.name)
		for doctype, (_argument, single) in STEP_DOCUMENTS.items():
			for name in frappe.get_all(
				doctype, {"hazard": self._hazard.name}, pluck="name", order_by="name asc"
			):
				frappe.db.delete(doctype, name)
			statuses = documents.STATUSES[doctype]
			for status in (statuses[1],) if single else (statuses[0], statuses[-1]):
				self._document(doctype, status=status)
		self._document("Study Topic")

	def _document(self, doctype: str, **values) -> str:
		scope = {
			name: self._hazard.get(name)
			for name in ("enterprise", "region", "county", "city", "industry", "hazard_title", "register_no")
		}
		name = self._row(doctype, **scope, hazard=self._hazard.name, **values)
		self._tables(doctype, name)
		return name

	def _tables(self, doctype: str, name: str) -> None:
		for df in frappe.get_meta(doctype).get_table_fields():
			frappe.db.delete(df.options, {"parent": name, "parenttype": doctype, "parentfield": df.fieldname})
			for idx in (1, 2):
				self._row(df.options, parent=name, parenttype=doctype, parentfield=df.fieldname, idx=idx)

	def _row(self, doctype: str, **values) -> str:
		doc = frappe.get_doc({"doctype": doctype, **dict(self._values(doctype)), **values})
		doc.name = frappe.generate_hash(length=12)
		doc.creation = doc.modified = now_datetime()
		doc.owner = doc.modified_by = self._links["User"]
		doc.db_insert()
		return doc.name

	def _values(self, doctype: str) -> Iterator[tuple[str, object]]:
		for df in frappe.get_meta(doctype).fields:
			if df.fieldtype == "Link":
				yield df.fieldname, self._links.get(df.options)
			elif df.fieldtype not in no_value_fields:
				yield df.fieldname, VALUES[df.fieldtype](df)
