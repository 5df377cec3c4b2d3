"""Whole rows of many tables, read in one query.

What belongs to a hazard lies in some fifty tables, and a query for each costs more than its answer. Here each table is a
part of one UNION ALL. The columns of the parts stand side by side by what they hold, texts under texts and days under
days, so that the database converts no value; a part that has fewer of a kind is filled up with NULL.

No permission is applied.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import frappe
from frappe.model.document import Document
from pypika.queries import Table
from pypika.terms import Criterion, PseudoColumn
from pypika.utils import format_quotes

TEXT, NUMBER, MOMENT = "text", "int", "datetime"
# column type -> what it holds, where several hold the same; any other type stands for itself
KINDS = {
	**dict.fromkeys(("varchar", "text", "longtext", "json"), TEXT),
	**dict.fromkeys(("int", "tinyint", "smallint", "bigint"), NUMBER),
}
STANDARD = {
	**dict.fromkeys(("name", "owner", "modified_by", "parent", "parentfield", "parenttype"), TEXT),
	**dict.fromkeys(("docstatus", "idx"), NUMBER),
	**dict.fromkeys(("creation", "modified"), MOMENT),
}


@dataclass(frozen=True)
class Part:
	"""Rows of a DocType: those that satisfy what `where` says of its table, or all of them."""

	doctype: str
	where: Callable[[Table], Criterion] | None = None


def read(parts: Sequence[Part]) -> list[list[frappe._dict]]:
	"""The rows of each part, in the order of the parts; those of a part in the order they were made, rows of a table in
	that of the table. One query; none without parts."""
	if not parts:
		return []
	columns = [_columns(part.doctype) for part in parts]
	width: dict[str, int] = {}
	for kinds in columns:
		for kind, names in kinds.items():
			width[kind] = max(width.get(kind, 0), len(names))
	query = None
	for number, part in enumerate(parts):
		one = _select(part, number, columns[number], width)
		query = query.union_all(one) if query is not None else one
	places = [_places(kinds, width) for kinds in columns]
	found: list[list[frappe._dict]] = [[] for _part in parts]
	for number, *values in query.run():
		found[number].append(frappe._dict((name, values[at]) for name, at in places[number]))
	for rows in found:
		rows.sort(key=_order)
	return found


def _order(row: Mapping) -> tuple:
	if row.get("parent"):
		return (row["parent"], row["idx"] or 0)
	return (row["creation"] is not None, row["creation"], row["name"])


def _columns(doctype: str) -> dict[str, list[str]]:
	"""What the columns of a DocType hold -> their names."""
	meta, found = frappe.get_meta(doctype), {}
	for column in meta.get_valid_columns():
		df = meta.get_field(column)
		if df and df.get("is_virtual"):
			continue
		stored_as = frappe.db.type_map.get(df.fieldtype, ("",))[0] if df else ""
		kind = STANDARD.get(column) or KINDS.get(stored_as, stored_as)
		if kind:
			found.setdefault(kind, []).append(column)
	return found


def _select(part: Part, number: int, columns: Mapping[str, list[str]], width: Mapping[str, int]):
	table = frappe.qb.DocType(part.doctype)
	query = frappe.qb.from_(table)
	# one term for the whole list: as a term for each of some thousand columns it takes longer to write than to answer
	names = [str(number)]
	for kind, most in width.items():
		own = columns.get(kind, [])
		names += [format_quotes(name, query.QUOTE_CHAR) for name in own]
		names += ["NULL"] * (most - len(own))
	query = query.select(PseudoColumn(",".join(names)))
	return query.where(part.where(table)) if part.where else query


def _places(columns: Mapping[str, list[str]], width: Mapping[str, int]) -> list[tuple[str, int]]:
	found, begin = [], 0
	for kind, most in width.items():
		found += [(name, begin + at) for at, name in enumerate(columns.get(kind, ()))]
		begin += most
	return found


# --- tables of documents -------------------------------------------------------------------------------------
def with_name(doctype: str, names: Iterable[str | None]) -> list[Part]:
	"""The part that reads these documents; no part without names."""
	wanted = sorted({name for name in names if name})
	return [Part(doctype, lambda table: table.name.isin(wanted))] if wanted else []


class Tables:
	"""The tables of documents that were read: the parts that read them, and what puts their rows into the documents."""

	def __init__(self, documents: Mapping[str, Sequence[dict]]) -> None:
		self._documents = {doctype: rows for doctype, rows in documents.items() if rows}
		self._fields = [
			(doctype, df.fieldname, df.options)
			for doctype in self._documents
			for df in frappe.get_meta(doctype).get_table_fields()
		]
		for doctype, fieldname, _child in self._fields:
			for row in self._documents[doctype]:
				row[fieldname] = []
		self.parts = [self._part(*field) for field in self._fields]

	def _part(self, doctype: str, fieldname: str, child: str) -> Part:
		names = [row["name"] for row in self._documents[doctype]]
		return table_part(doctype, fieldname, child, names)

	def fill(self, found: Sequence[Sequence[dict]]) -> None:
		"""Put the rows that the parts have read where they belong."""
		for (doctype, fieldname, _child), rows in zip(self._fields, found, strict=True):
			by_name = {row["name"]: row for row in self._documents[doctype]}
			for row in rows:
				by_name[row["parent"]][fieldname].append(row)


def table_part(doctype: str, fieldname: str, child: str, names: Sequence[str]) -> Part:
	"""The part that reads the rows of one table of these documents."""

	def where(table: Table) -> Criterion:
		of_field = (table.parenttype == doctype) & (table.parentfield == fieldname)
		return of_field & table.parent.isin(list(names))

	return Part(child, where)


def document(doctype: str, name: str) -> Document | None:
	"""The stored document with its tables in one query, to be shown; None when there is none. What is to be saved is read
	by Frappe itself."""
	fields = frappe.get_meta(doctype).get_table_fields()
	parts = [table_part(doctype, df.fieldname, df.options, [name]) for df in fields]
	rows, *tables = read([*with_name(doctype, [name]), *parts])
	if not rows:
		return None
	for df, found in zip(fields, tables, strict=True):
		rows[0][df.fieldname] = found
	return as_document(doctype, rows[0])


def as_document(doctype: str, row: Mapping) -> Document:
	"""A row that was read with its tables, as the document it is: `flags.only_shown` says that nothing has changed it."""
	doc = frappe.get_doc({**row, "doctype": doctype})
	doc.flags.only_shown = True
	return doc
