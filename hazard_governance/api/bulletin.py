"""The bulletin of a month, quarter or year, for download."""

import frappe
from frappe import _
from frappe.desk.query_report import get_report_doc
from frappe.permissions import can_export

from hazard_governance.ledger.bulletin import bulletin_docx
from hazard_governance.permissions import table
from hazard_governance.permissions.members import memberships
from hazard_governance.reporting.bulletin import bulletin_of


@frappe.whitelist()
def download(authority: str, kind: str = "Month", period: str = "", number: str = "") -> None:
	"""Sends the bulletin of an authority as .docx, to edit. For a member of that authority in an office that issues papers,
	who may open the comparison and export hazards; figures are those of their own scope. period: as in the report."""
	report = get_report_doc("County Comparison")
	can_export(report.ref_doctype, raise_exception=True)
	user = frappe.session.user
	_require_issuer(authority, user)
	made = bulletin_of(authority, kind, period, number, user)
	# English and ASCII: Frappe garbles other names in the header
	frappe.response["filename"] = "bulletin_{0}.docx".format(period or kind.lower())
	frappe.response["filecontent"] = bulletin_docx(made)
	frappe.response["type"] = "binary"


def _require_issuer(authority: str, user: str) -> None:
	"""The offices that act for an authority issue its papers; who reads, advises or files does not."""
	if user == "Administrator":
		return
	own = [scope.name for scope in memberships(user).authorities]
	if authority not in own or not set(frappe.get_roles(user)) & table.STAND_IN_ROLES:
		frappe.throw(
			_("You do not issue papers for {0}. Choose an authority you are a member of.").format(authority),
			frappe.PermissionError,
		)
