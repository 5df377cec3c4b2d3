"""The official lists and returns as workbooks and, the two lists, as papers; a workbook that came back compared."""

import frappe
from frappe import _
from frappe.desk.query_report import get_report_doc
from frappe.permissions import can_export
from frappe.utils import cint

from hazard_governance import ledger_import
from hazard_governance.domain.deficiency import Phrase
from hazard_governance.domain.list_columns import ListColumn, official_columns
from hazard_governance.domain.list_reconcile import Difference, reconcile
from hazard_governance.domain.papers.model import Paper
from hazard_governance.domain.vocabulary import MONTHLY_LIST
from hazard_governance.ledger import list_reader
from hazard_governance.ledger.workbook import official_workbook
from hazard_governance.ledger_export import ledger_file
from hazard_governance.messages import as_dicts, phrase_text, throw_deficiencies
from hazard_governance.papers.html import to_html
from hazard_governance.papers.lists import LIST_PAPERS
from hazard_governance.papers.make import LANGUAGE, LANGUAGES, in_language
from hazard_governance.papers.pdf import to_pdf
from hazard_governance.reporting import listing, statistics
from hazard_governance.uploads import uploaded_bytes

WORKBOOKS = {
	**listing.LISTS,
	"Monthly Statistical Return": statistics.monthly_return,
	"County Comparison": statistics.county_comparison,
}


@frappe.whitelist()
def download(report_name: str, filters: str | dict | None = None) -> None:
	"""Sends the list as .xlsx in the official layout; asks for what the report itself and an export ask for, and reads
	within the scope of the user of the session."""
	if report_name not in WORKBOOKS:
		frappe.throw(_("{0} is no official list.").format(report_name), frappe.DoesNotExistError)
	report = get_report_doc(report_name)
	can_export(report.ref_doctype, raise_exception=True)
	official = WORKBOOKS[report_name](filters, frappe.session.user)
	# English and ASCII: Frappe garbles other names in the header
	frappe.response["filename"] = "{0}_{1}.xlsx".format(frappe.scrub(report_name), official.period)
	frappe.response["filecontent"] = official_workbook(official)
	frappe.response["type"] = "binary"


@frappe.whitelist()
def ledger(filters: str | dict | None = None) -> None:
	"""Sends the ledger (台账) of the hazards in the list of the month as .xlsx: the register in the official columns, and a
	sheet for each kind of document about them that the user may read. Asks for what the list and an export ask for."""
	can_export(get_report_doc(MONTHLY_LIST).ref_doctype, raise_exception=True)
	official = listing.monthly(filters, frappe.session.user)
	hazards = [row["hazard"] for row in official.rows]
	frappe.response["filename"] = f"hazard_ledger_{official.period}.xlsx"
	frappe.response["filecontent"] = ledger_file(hazards, official.heading[0][1], frappe.session.user)
	frappe.response["type"] = "binary"


@frappe.whitelist(methods=["POST"])
def import_ledger(content: str) -> dict:
	"""Take the hazards of a ledger (the bytes of an .xlsx file in base64) into the register: {created, known, problems}.

	For whoever may open the list of the month and register hazards; each hazard is saved by its own rules, as that user.
	"""
	report = get_report_doc(MONTHLY_LIST)
	frappe.has_permission(report.ref_doctype, "create", throw=True)
	return ledger_import.import_ledger(uploaded_bytes(content), frappe.session.user)


@frappe.whitelist()
def missing(report_name: str, filters: str | dict | None = None) -> list[dict]:
	"""What keeps the list from being final, for whoever may print it."""
	return as_dicts(_paper(report_name, filters, LANGUAGE).missing)


@frappe.whitelist()
def paper(
	report_name: str, filters: str | dict | None = None, language: str = LANGUAGE, final: bool = False
) -> None:
	"""Sends the list as PDF, A3 landscape, within the scope of the user of the session. `final`: refused with everything
	that is missing; otherwise an incomplete list carries the word for draft."""
	made = _paper(report_name, filters, language)
	if cint(final):
		throw_deficiencies(made.missing, title=_("Not final yet: what is missing"))
	frappe.response["filename"] = f"{frappe.scrub(report_name)}.pdf"
	frappe.response["filecontent"] = to_pdf(to_html(made, language))
	frappe.response["type"] = "pdf"


def _paper(report_name: str, filters: str | dict | None, language: str) -> Paper:
	if report_name not in LIST_PAPERS:
		frappe.throw(_("{0} is no official list.").format(report_name), frappe.DoesNotExistError)
	if language not in LANGUAGES:
		frappe.throw(_("A list is printed in one of {0}.").format(", ".join(LANGUAGES)))
	report = get_report_doc(report_name)
	frappe.has_permission(report.ref_doctype, "print", throw=True)
	return LIST_PAPERS[report_name](filters, frappe.session.user, language)


@frappe.whitelist(methods=["POST"])
def compare(report_name: str, content: str, filters: str | dict | None = None) -> dict:
	"""A workbook of the list (its bytes in base64) compared with the list as the user of the session sees it today:
	{month, rows, same, differences: [{kind, row, number, column, theirs, ours}], problems}. Nothing is changed.

	Of the monthly list the month of the workbook counts. Asks for what the report itself asks for.
	"""
	if report_name not in list_reader.LISTS:
		frappe.throw(_("{0} is no official list.").format(report_name), frappe.DoesNotExistError)
	get_report_doc(report_name)
	read = list_reader.read_list(uploaded_bytes(content))
	if read.report and read.report != report_name:
		frappe.throw(_("The workbook holds another list: {0}.").format(_(read.report)))
	wanted = frappe.parse_json(filters or {})
	with in_language(read.language):
		# the list puts some texts together; they are compared in the language they were written in
		official = listing.LISTS[report_name](
			{**wanted, "month": read.month} if read.month else wanted, frappe.session.user
		)
	columns = {column.fieldname: column for column in official_columns(official.columns)}
	ours = [
		{name: list_reader.read_value(column, row.get(name)) for name, column in columns.items()}
		for row in official.rows
	]
	found, same = reconcile(read.rows, read.places, ours) if read.report else ([], 0)
	return {
		"month": read.month,
		"rows": len(read.rows),
		"same": same,
		"differences": [_told(difference, columns) for difference in found],
		"problems": [
			{
				"row": problem.row,
				"column": problem.column,
				"message": phrase_text(Phrase(problem.message, problem.args)),
			}
			for problem in read.problems
		],
	}


def _told(difference: Difference, columns: dict[str, ListColumn]) -> dict:
	column = columns.get(difference.column)

	def shown(value: object) -> str:
		word = column and column.fieldname in list_reader.CHOICES
		return _(value) if word and value else "" if value is None else str(value)

	return {
		"kind": _(difference.kind),
		"row": difference.place,
		"number": difference.number,
		"column": column.label if column else "",
		"theirs": shown(difference.theirs),
		"ours": shown(difference.ours),
	}
