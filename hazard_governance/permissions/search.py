"""Search in link fields and the awesome bar: Frappe's own search reads beyond every permission when a request asks
it to ignore user permissions, so the DocTypes of the app, their rows and what refers to them search here."""

import frappe
from frappe.utils import cint

SEARCHABLE = {"Data", "Text", "Small Text", "Long Text", "Link", "Select", "Read Only", "Text Editor"}


@frappe.whitelist()
def search(
	doctype: str,
	txt: str,
	searchfield: str | None = None,
	start: int = 0,
	page_len: int = 10,
	filters: dict | list | str | None = None,
	as_dict: bool = False,
	reference_doctype: str | None = None,
	for_link_validation: bool = False,
) -> list:
	"""Names and search fields of the documents that match `txt`, only those the user of the session may list.

	`filters`: as for a list; fields come from the DocType, never from the request.
	"""
	meta = frappe.get_meta(doctype)
	exactly = for_link_validation  # version 16 asks so whether a name may be linked
	fields = list(
		dict.fromkeys(["name", *([meta.title_field] if meta.title_field else []), *_search_fields(meta)])
	)
	rows = frappe.get_list(
		doctype,
		fields=fields,
		filters=[*_as_list(doctype, filters), *_usable(doctype, meta)],
		or_filters=_matching(doctype, ["name"] if exactly else fields, "=" if exactly else "like", txt),
		order_by="creation desc",
		limit_start=cint(start),
		limit_page_length=cint(page_len) or 10,
		reference_doctype=reference_doctype,
	)
	rows.sort(key=lambda row: not str(row.name).casefold().startswith((txt or "").casefold()))
	return rows if as_dict else [tuple(row.get(field) for field in fields) for row in rows]


def _matching(doctype: str, fields: list[str], operator: str, txt: str) -> list[list] | None:
	value = f"%{txt}%" if operator == "like" else txt
	return [[doctype, field, operator, value] for field in fields] if txt else None


def _search_fields(meta) -> list[str]:
	found = []
	for field in meta.get_search_fields():
		df = meta.get_field(field)
		if df and df.fieldtype in SEARCHABLE and not df.permlevel:
			found.append(field)
	return found


def _usable(doctype: str, meta) -> list[list]:
	return [[doctype, "disabled", "!=", 1]] if meta.has_field("disabled") else []


def _as_list(doctype: str, filters: dict | list | str | None) -> list:
	from frappe.utils.data import make_filter_tuple

	filters = frappe.parse_json(filters) or []
	if isinstance(filters, dict):
		return [make_filter_tuple(doctype, key, value) for key, value in filters.items()]
	return list(filters)
