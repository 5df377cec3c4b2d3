"""The official lists and returns as workbooks and, the two lists, as papers."""

import frappe
from frappe import _
from frappe.desk.query_report import get_report_doc
from frappe.permissions import can_export

from hazard_governance.domain.papers.model import Paper
from hazard_governance.ledger.workbook import official_workbook
from hazard_governance.messages import as_dicts, throw_deficiencies
from hazard_governance.papers.html import to_html
from hazard_governance.papers.lists import LIST_PAPERS
from hazard_governance.papers.make import LANGUAGE, LANGUAGES
from hazard_governance.papers.pdf import to_pdf
from hazard_governance.reporting import listing, statistics

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
	if frappe.utils.cint(final):
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
