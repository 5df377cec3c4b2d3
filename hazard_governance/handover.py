"""Files of a record as pieces of a hand-over: found again through the record, read, and rid of their metadata."""

import io
import os

import frappe
from frappe import _
from frappe.model.base_document import BaseDocument
from frappe.model.document import Document
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from hazard_governance import evidence
from hazard_governance.domain import informer
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.handover import Piece, sha256
from hazard_governance.domain.metadata import without_metadata
from hazard_governance.permissions.table import GOVERNED

PDF = b"%PDF-"
TEXT = (".txt", ".csv")


def attached(doc: Document) -> list[tuple[BaseDocument, str, str]]:
	"""(part, fieldname, url) of every private file named in a document or its rows."""
	found = [(part, fieldname, part.get(fieldname) or "") for part, fieldname in evidence.attach_fields(doc)]
	return [row for row in found if row[2].startswith(evidence.PRIVATE)]


def url_of(row, hazard: str) -> str:
	"""Address of the file that a row of the manifest stands for, "" when there is none (any more).

	PermissionError when its record is not one of this hazard, or not the user's to read.
	"""
	if row.record_type not in GOVERNED or not frappe.db.exists(row.record_type, row.record_name):
		return ""
	doc = frappe.get_doc(row.record_type, row.record_name)
	if (doc.name if doc.doctype == "Hazard" else doc.get("hazard")) != hazard:
		raise frappe.PermissionError(_("{0} {1} is not of this hazard.").format(_(doc.doctype), doc.name))
	doc.check_permission("read")
	for part, fieldname, url in attached(doc):
		if fieldname == row.source_field and (row.source_row or "") == ("" if part is doc else part.name):
			return url
	return ""


def read(url: str) -> bytes:
	"""Bytes of a file of this site. ValidationError when it is gone from the disk."""
	name = frappe.db.get_value("File", {"file_url": url}, "name", order_by="creation asc")
	if not name:
		frappe.throw(_("{0} no longer exists. Collect the manifest again.").format(url))
	try:
		content = frappe.get_doc("File", name).get_content()
	except OSError:
		frappe.throw(_("{0} is not on the disk of this site. Upload it again.").format(url))
	return content.encode() if isinstance(content, str) else content


def cleaned(content: bytes, url: str, protected: bool, words: frozenset[str]) -> bytes | None:
	"""The bytes as they may leave: of a hazard reported by the public, without metadata; None where that cannot be done."""
	if not protected:
		return content
	if content.startswith(PDF):
		return _bare_pdf(content)
	if url.lower().endswith(TEXT):
		return _bare_text(content, words)
	return without_metadata(content)


def _bare_text(content: bytes, words: frozenset[str]) -> bytes | None:
	try:
		return informer.without(content.decode(), words).encode()
	except UnicodeDecodeError:
		return None


def _bare_pdf(content: bytes) -> bytes | None:
	"""The pages alone: author, program and every other property of the document stay behind."""
	try:
		writer, out = PdfWriter(), io.BytesIO()
		for page in PdfReader(io.BytesIO(content)).pages:
			writer.add_page(page)
		writer.add_metadata({"/Producer": ""})
		writer.write(out)
	except (PyPdfError, ValueError, KeyError):
		return None
	return out.getvalue()


def pages(content: bytes) -> int:
	"""Number of pages of a PDF, 0 for anything else or what cannot be read."""
	if not content.startswith(PDF):
		return 0
	try:
		return len(PdfReader(io.BytesIO(content)).pages)
	except (PyPdfError, ValueError, KeyError):
		return 0


def file_piece(row, url: str, path: str, protected: bool, words: frozenset[str]) -> Piece | None:
	"""The file of a row as a piece under `path` (without ending); None when its metadata cannot be removed."""
	original = read(url)
	content = cleaned(original, url, protected, words)
	if content is None:
		return None
	return Piece(
		path=path + os.path.splitext(url)[1].lower(),
		content=content,
		kind=row.kind or v.EVIDENCE,
		title=row.title,
		record=f"{row.record_type} {row.record_name}",
		pages=pages(content),
		original_sha256=sha256(original),
	)
