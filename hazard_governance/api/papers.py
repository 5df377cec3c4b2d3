"""Official papers for the form and the portal: which there are, and each as PDF or docx."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils.print_format import download_pdf as original_download_pdf

from hazard_governance.domain.papers.model import PaperSpec
from hazard_governance.messages import as_dicts
from hazard_governance.papers import make
from hazard_governance.papers.docx import to_docx
from hazard_governance.papers.html import to_html
from hazard_governance.papers.pdf import to_pdf

FORMATS = ("pdf", "docx")


@frappe.whitelist()
def offered(doctype: str, name: str) -> list[dict]:
	"""Papers of a document, for whoever may print it: key, title, row and caption (of which row, and what tells it from
	the others), missing (what keeps it from being final)."""
	doc = printable(doctype, name)
	return [
		{
			"key": offer.spec.key,
			"title": _(offer.spec.title),
			"row": offer.row,
			"caption": offer.caption,
			"missing": as_dicts(offer.missing),
		}
		for offer in make.offered(doc)
	]


@frappe.whitelist()
def download(
	paper: str,
	name: str,
	file_format: str = "pdf",
	language: str = make.LANGUAGE,
	final: bool = False,
	row: str = "",
) -> None:
	"""Send a paper of a document that the user may print, of one of its rows where it has a paper a row. `final`: refused
	with everything that is missing while it is a draft; otherwise a draft carries the word across the page."""
	spec = make.spec_of(paper)
	doc = printable(spec.doctype, name)
	if file_format not in FORMATS or language not in make.LANGUAGES:
		frappe.throw(_("A paper comes as {0}, in {1}.").format(", ".join(FORMATS), ", ".join(make.LANGUAGES)))
	made = make.make(paper, doc, language, final=frappe.utils.cint(final), row=row)
	frappe.response["filename"] = f"{spec.key}_{doc.name}.{file_format}"
	frappe.response["filecontent"] = (
		to_pdf(to_html(made, language)) if file_format == "pdf" else to_docx(made, language)
	)
	frappe.response["type"] = "pdf" if file_format == "pdf" else "binary"


@frappe.whitelist(allow_guest=True)
def download_pdf(
	doctype: str,
	name: str,
	format: str | None = None,
	doc: str | None = None,
	no_letterhead: bool | int | str = 0,
	language: str | None = None,
	letterhead: str | None = None,
	pdf_generator: str | None = None,
) -> None:
	"""In front of Frappe's own, which asks for the same permission: the Print Formats of official papers come as the
	paper itself, from what is stored. Open to guests as Frappe's is; for our papers they have no permission."""
	spec = of_print_format(format)
	if spec is None:
		# version 16 made `pdf_generator` an argument; what the present one does not know is left out
		return frappe.call(original_download_pdf, **frappe.local.form_dict)
	return download(spec.key, name)


def printable(doctype: str, name: str) -> Document:
	"""The document as it is stored, for whoever may read and print it: to Frappe reading alone is enough."""
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	doc.check_permission("print")
	return doc


def of_print_format(print_format: str | None) -> PaperSpec | None:
	"""The paper that a Print Format of the app stands for."""
	return next((spec for spec in make.PAPERS.values() if spec.title == print_format), None)


def hazard_paper(key: str, doc: Document) -> str:
	"""For the Print Formats: the paper as the part of a page that the desk shows. What a request sent as the document
	plays no part: it could name the hazard of others."""
	return to_html(make.make(key, printable(doc.doctype, doc.name)), make.LANGUAGE, whole=False)
