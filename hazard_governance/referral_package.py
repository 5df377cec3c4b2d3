"""The hand-over file of a referral: letter, papers and evidence, put together once, when the referral is sent."""

from dataclasses import replace
from functools import partial

import frappe
from frappe import _
from frappe.core.api.file import get_max_file_size
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from hazard_governance import handover, informers
from hazard_governance.domain import referral_papers as papers
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.handover import Piece, pack, sha256
from hazard_governance.domain.informer import is_protected
from hazard_governance.domain.papers.referral_letter import letter
from hazard_governance.messages import throw_deficiencies
from hazard_governance.papers.html import to_html
from hazard_governance.papers.make import in_language, source_of
from hazard_governance.papers.pdf import to_pdf

COLUMNS = {
	"no": N_("Row No."),
	"kind": N_("Kind"),
	"title": N_("Title of the Piece"),
	"file": N_("File in the Hand-over"),
	"size": N_("Size (Bytes)"),
	"pages": N_("Number of Pages"),
	"sha256": N_("SHA-256"),
	"original_sha256": N_("SHA-256 of the Original"),
	"record": N_("Record"),
}
WITHHELD = N_("Whoever reported the hazard: name, organisation and account, and the metadata of files.")
BYTES_PER_MB = 1024 * 1024


def send(doc: Document) -> None:
	"""Make the hand-over file of a referral that is being sent, attach it, and write into the manifest what is in it."""
	pieces = build(doc)
	content = packed(doc, pieces)
	doc.set("items", [_manifest_row(piece, source) for piece, source in pieces])
	file = frappe.new_doc("File")
	file.update(
		{
			"file_name": f"{doc.name}.zip",
			"content": content,
			"is_private": 1,
			"attached_to_doctype": doc.doctype,
			"attached_to_name": doc.name,
			"attached_to_field": "package",
		}
	)
	file.flags.made_by_server = True
	# what is in it was gathered with the rights of whoever sends; the file itself is the referral's own
	file.insert(ignore_permissions=True)
	doc.package, doc.package_sha256 = file.file_url, sha256(content)


def packed(doc: Document, pieces: list[tuple[Piece, dict]]) -> bytes:
	"""The zip of these pieces. ValidationError when it is bigger than the site takes."""
	labels = {name: _(label, _language()) for name, label in COLUMNS.items()}
	content = pack([piece for piece, _source in pieces], _head(doc), doc.sent_at or now_datetime(), labels)
	limit = get_max_file_size()
	if len(content) > limit:
		frappe.throw(
			_(
				"The hand-over file would have {0} MB; this site takes {1} MB. Leave some evidence out, or have the limit raised."
			).format(round(len(content) / BYTES_PER_MB, 1), round(limit / BYTES_PER_MB))
		)
	return content


def build(doc: Document) -> list[tuple[Piece, dict]]:
	"""Every piece with where it comes from, in the order of the hand-over. ValidationError naming every file that is
	gone, or whose metadata cannot be removed from a case that the public reported."""
	record, referral = doc.record(), doc.facts()
	words = informers.words(record)
	translate = partial(_, lang=_language(), context=papers.TRANSLATION_CONTEXT)
	included = [row for row in doc.items if row.include]
	keys = [row.source_field for row in included if row.kind == v.DOCUMENT]
	written = {paper.key: paper for paper in papers.papers(record, referral, keys, words, translate)}
	pieces: list[tuple[Piece, dict]] = []
	papers_wanted = [row for row in included if row.kind == v.DOCUMENT]
	throw_deficiencies(_lacking(row, False) for row in papers_wanted if row.source_field not in written)
	for number, row in enumerate(papers_wanted, 1):
		pieces.append((_paper(written[row.source_field], row, number), row.as_dict()))
	pieces += _files(doc, included, is_protected(record), words)
	titles = [piece.title for piece, _source in pieces]
	return [*_letter(doc, titles), *pieces]


def _language() -> str:
	"""The language of the site: what leaves it is not written in that of whoever presses the button."""
	return frappe.get_system_settings("language") or "en"


def _paper(paper: papers.Paper, row, number: int) -> Piece:
	path = f"documents/{number:02d}-{paper.key}.html"
	record = f"{row.record_type} {row.record_name or ''}".strip()
	return Piece(path, paper.html.encode(), v.DOCUMENT, paper.title, record)


def _letter(doc: Document, enclosures: list[str]) -> list[tuple[Piece, dict]]:
	"""The letter of the day it is sent, as PDF and as the page it was made from."""
	language = _language()
	with in_language(language):
		made = letter(source_of(doc), enclosures, getdate(doc.sent_at or None))
	# what is being sent is no draft: the controller has asked for everything
	html = to_html(replace(made, missing=()), language)
	page = to_pdf(html)
	return [
		(Piece("00-letter.pdf", page, v.DOCUMENT, made.title, pages=handover.pages(page)), {}),
		(Piece("00-letter.html", html.encode(), v.DOCUMENT, made.title), {}),
	]


def _files(doc: Document, included: list, protected: bool, words: frozenset[str]) -> list[tuple[Piece, dict]]:
	rows = [row for row in included if row.kind == v.EVIDENCE]
	found, lacking = [], []
	if doc.investigation_report:
		report = frappe._dict(
			kind=v.DOCUMENT,
			title=_(doc.meta.get_label("investigation_report"), _language()),
			record_type=doc.doctype,
			record_name=doc.name,
			source_field="investigation_report",
		)
		rows = [report, *rows]
	for number, row in enumerate(rows, 1):
		url = doc.investigation_report if row.record_type == doc.doctype else handover.url_of(row, doc.hazard)
		piece = handover.file_piece(row, url, f"evidence/{number:02d}", protected, words) if url else None
		if piece is None:
			lacking.append(_lacking(row, bool(url)))
		else:
			found.append((piece, dict(row) if isinstance(row, frappe._dict) else row.as_dict()))
	throw_deficiencies(lacking)
	return found


def _lacking(row, exists: bool) -> Deficiency:
	message = (
		N_(
			"{0}: the metadata of this file cannot be removed, and they may tell who reported the hazard. Hand over a JPG, PNG or PDF instead, or leave it out."
		)
		if exists
		else N_("{0} is no longer in the record. Collect the manifest again.")
	)
	return Deficiency("Case Referral Item", "title", message, (row.title,), "", row.get("idx"))


def _manifest_row(piece: Piece, source: dict) -> dict:
	return {
		"include": 1,
		"kind": piece.kind,
		"title": piece.title,
		"record_type": source.get("record_type"),
		"record_name": source.get("record_name"),
		"source_row": source.get("source_row"),
		"source_field": source.get("source_field"),
		"file": piece.path,
		"size": len(piece.content),
		"pages": piece.pages,
		"sha256": piece.sha256,
		"original_sha256": piece.original_sha256,
	}


def _head(doc: Document) -> dict[str, str]:
	return {
		"referral": doc.name,
		"procedure": doc.kind,
		"letter_no": doc.letter_no or "",
		"from": doc.authority,
		"to": doc.recipient,
		"copy": doc.copy_to or "",
		"sent_at": str(doc.sent_at or ""),
		"hazard": doc.hazard,
		"register_no": doc.register_no or "",
		"enterprise": doc.enterprise,
		"withheld": _(WITHHELD, _language()),
	}
