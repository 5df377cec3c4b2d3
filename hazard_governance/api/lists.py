"""The official workbooks of lists and returns, for download."""

import frappe
from frappe import _
from frappe.desk.query_report import get_report_doc
from frappe.permissions import can_export

from hazard_governance.ledger.workbook import official_workbook
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
