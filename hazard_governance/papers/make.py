"""A paper of a stored document, for whoever may print that document."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from hazard_governance import informers, people_names
from hazard_governance.domain.deficiency import Deficiency
from hazard_governance.domain.facts import FACTS, HazardRecord
from hazard_governance.domain.papers.model import Paper, PaperSpec, Source
from hazard_governance.domain.papers.registry import PAPERS, papers_of
from hazard_governance.messages import throw_deficiencies
from hazard_governance.public_addresses import address_of
from hazard_governance.records import load_record

LANGUAGE = "zh"
LANGUAGES = ("zh", "en")
CONTEXT = "Official Paper"


def spec_of(key: str) -> PaperSpec:
	"""The paper of that key. DoesNotExistError when there is none."""
	if key not in PAPERS:
		frappe.throw(_("{0} is not an official paper.").format(key), frappe.DoesNotExistError)
	return PAPERS[key]


def make(key: str, doc: Document, language: str = LANGUAGE, final: bool = False, row: str = "") -> Paper:
	"""The paper `key` of `doc`, in `language`; `row`: of which row of the document, the last one when empty.

	`final`: ValidationError with everything that is missing while it is only a draft. The caller has asked for the
	permission to print.
	"""
	spec = spec_of(key)
	if doc.doctype != spec.doctype:
		frappe.throw(_("{0} is printed from {1}.").format(_(spec.title), _(spec.doctype)))
	source = replace(source_of(doc), row=row)
	if row and row not in dict(spec.rows(source)):
		frappe.throw(_("{0} has no row {1} that is printed as {2}.").format(doc.name, row, _(spec.title)))
	if not spec.offered(source):
		frappe.throw(_("{0} is not printed as {1}.").format(doc.name, _(spec.title)))
	with in_language(language):
		paper = spec.build(source)
	if final:
		throw_deficiencies(paper.missing, title=_("Not final yet: what is missing"))
	return paper


@dataclass(frozen=True)
class Offer:
	"""A paper of a document: of which row it is, what tells that row from others, and what it lacks."""

	spec: PaperSpec
	row: str
	caption: str
	missing: tuple[Deficiency, ...]


def offered(doc: Document, record: HazardRecord | None = None) -> list[Offer]:
	"""The papers that this very document is printed as, from one reading of its record, or from `record` where the caller
	has just read it."""
	source = source_of(doc, record)
	rows = [
		(spec, row, caption)
		for spec in papers_of(doc.doctype)
		if spec.offered(source)
		for row, caption in spec.rows(source)
	]
	with in_language(LANGUAGE):
		return [
			Offer(spec, row, caption, spec.build(replace(source, row=row)).missing)
			for spec, row, caption in rows
		]


def source_of(doc: Document, record: HazardRecord | None = None) -> Source:
	"""What the papers of a document are made from."""
	document = FACTS[doc.doctype].from_mapping(doc.as_dict())
	hazard = doc.name if doc.doctype == "Hazard" else doc.hazard
	record = record or load_record(hazard)
	return Source(
		record=record,
		document=document,
		today=getdate(),
		translate=translate,
		people=people_names.named_in(doc),
		public_url=address_of(record),
		withheld=informers.words(record),
	)


def translate(text: str, context: str = CONTEXT) -> str:
	"""In the language of this print; official wording (or that of the given DocType) first, then the word of the app."""
	return _(text, context=context)


@contextmanager
def in_language(language: str) -> Iterator[None]:
	"""Official papers are Chinese whatever language their reader's desk has."""
	before = frappe.local.lang
	frappe.local.lang = language
	try:
		yield
	finally:
		frappe.local.lang = before
