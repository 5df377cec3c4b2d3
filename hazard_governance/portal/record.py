"""The page of one document of a hazard, or of a monthly return: its fields as the DocType has them, read permission and
permission levels asked as in the desk, its papers, and what the user may do with it."""

from urllib.parse import urlencode

import frappe
from frappe import _
from frappe.model.document import BaseDocument, Document
from frappe.utils import cint, format_date, format_datetime, sanitize_html

from hazard_governance import people_names
from hazard_governance.api import papers
from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.papers.registry import papers_of
from hazard_governance.papers import make
from hazard_governance.permissions import table
from hazard_governance.portal import pages
from hazard_governance.portal.acts import documents, registry
from hazard_governance.portal.document_words import STORED_IN_ENGLISH

KINDS = {
	frappe.scrub(doctype).replace("_", "-"): doctype
	for doctype in (*table.GOVERNED, *table.ADDRESSED)
	if doctype not in ("Hazard", "Hazard Time Entry", "Hazard Reminder")
}
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp")
LAYOUT = ("Section Break", "Tab Break", "Column Break", "HTML", "Button", "Image", "Fold", "Heading")
# what the head of the page says already, or what only the server needs
LEFT_OUT = frozenset(
	{
		*table.SCOPE_COLUMNS,
		table.SECTOR_COLUMN,
		"hazard",
		"hazard_title",
		"register_no",
		"title",
		"workflow_state",
		"return_reason",
		"status",
		"prepared_by",
		"sole_operator_approval",
		"fingerprint",
	}
)


def show(context: dict) -> None:
	"""Fill the page of the document that the address names."""
	doctype = KINDS.get(pages.argument("kind"))
	if not doctype:
		raise pages.NotFound
	doc = pages.document(doctype, pages.argument("name"))
	acts = registry.offered(doc) + documents.offered(doc)
	doc.apply_fieldlevel_read_permissions()
	names = people_names.named_in(doc)
	context.update(
		title=_(doctype),
		doc=doc,
		status=_(doc.get("status") or "", context=doctype),
		head=[
			line
			for line in (
				doc.get("hazard_title") or doc.get("title"),
				doc.get("enterprise"),
				doc.get("register_no"),
			)
			if line
		],
		hazard_link=_hazard_link(doc),
		sections=sections(doc, names),
		tables=tables(doc, names),
		papers=offered_papers(doc),
		workbook=doc.name if doctype == "Hazard Return" else "",
		acts=acts,
	)


def _hazard_link(doc: Document) -> str:
	try:
		return pages.record_link(pages.document("Hazard", doc.get("hazard")))
	except pages.NotFound:
		return ""


def offered_papers(doc: Document, read: HazardRecord | None = None) -> list[dict]:
	"""{title, draft, pdf, docx} of the official papers, for whoever may print them; `read`: the record, where the page has
	read it already."""
	if not papers_of(doc.doctype) or not frappe.has_permission(doc.doctype, "print", doc=doc):
		return []
	return [
		{
			"title": f"{_(offer.spec.title)} {offer.caption}".strip(),
			"draft": bool(offer.missing),
			**{kind: _paper_address(offer.spec.key, doc.name, offer.row, kind) for kind in papers.FORMATS},
		}
		for offer in make.offered(doc, read)
	]


def _paper_address(key: str, name: str, row: str, kind: str) -> str:
	asked = {"paper": key, "name": name, "file_format": kind, **({"row": row} if row else {})}
	return "/api/method/hazard_governance.api.papers.download?" + urlencode(asked)


# --- fields ----------------------------------------------------------------------------------------------------------
def sections(doc: Document, names: dict[str, str]) -> list[dict]:
	"""[{label, facts}] in the order of the form, empty fields and sections left out; `names`: of `people_names`."""
	found, present = [], {"label": "", "facts": []}
	for df in doc.meta.fields:
		if df.fieldtype in ("Section Break", "Tab Break"):
			found.append(present)
			present = {"label": _(df.label, context=doc.doctype) if df.label else "", "facts": []}
		elif df.fieldtype not in (*LAYOUT, "Table") and df.fieldname not in LEFT_OUT and not df.hidden:
			fact = value_of(doc, df, names)
			if fact:
				present["facts"].append({"label": _(df.label, context=doc.doctype), **fact})
	return [section for section in (*found, present) if section["facts"]]


def tables(doc: Document, names: dict[str, str]) -> list[dict]:
	"""[{label, columns, rows}] of the tables that have rows; columns without any value are left out; `names`: of
	`people_names`."""
	found = []
	for df in doc.meta.get_table_fields():
		rows = doc.get(df.fieldname)
		if not rows or df.fieldname == "stage_log":
			continue
		fields = [
			field
			for field in frappe.get_meta(df.options).fields
			if field.fieldtype not in LAYOUT and not field.hidden
		]
		cells = [[value_of(row, field, names) for field in fields] for row in rows]
		used = [n for n, _field in enumerate(fields) if any(line[n] for line in cells)]
		found.append(
			{
				"label": _(df.label, context=doc.doctype),
				"columns": [_(fields[n].label, context=df.options) for n in used],
				"rows": [[line[n] or {} for n in used] for line in cells],
			}
		)
	return found


def value_of(doc: BaseDocument, df, names: dict[str, str]) -> dict | None:
	"""{text, html, file, picture, link} of a field as a page shows it; None where there is nothing to show."""
	value = doc.get(df.fieldname)
	if value in (None, "") or (df.fieldtype == "Check" and not cint(value)):
		return None
	if df.fieldtype in ("Attach", "Attach Image"):
		url = pages.file_link(value)
		return {"file": url, "text": value.rsplit("/", 1)[-1], "picture": is_picture(value)} if url else None
	if df.fieldtype == "Text Editor":
		return {"html": sanitize_html(value)}
	if df.fieldtype == "Link" and df.options in ("Hazard", *KINDS.values()):
		link = pages.link(f"hazard/{value}") if df.options == "Hazard" else pages.record(df.options, value)
		return {"text": value, "link": link}
	return {"text": text_of(value, df, doc.doctype, names)}


def text_of(value: object, df, doctype: str, names: dict[str, str]) -> str:
	if df.fieldtype == "Check":
		return _("Yes")
	if df.fieldtype == "Date":
		return format_date(value)
	if df.fieldtype == "Datetime":
		return format_datetime(value)
	if df.fieldtype == "Select":
		return _(value, context=doctype)
	if (doctype, df.fieldname) in STORED_IN_ENGLISH:
		return _(value)
	if df.fieldtype == "Link" and df.options == "User":
		return names.get(value, value)
	return str(value)


def is_picture(url: str) -> bool:
	"""Whether a browser shows the file as a picture."""
	return (url or "").lower().endswith(PICTURES)
