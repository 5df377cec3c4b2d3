"""The workbooks of other systems: hazards out in their columns, numbers back in."""

import frappe
from frappe import _
from frappe.desk.query_report import get_report_doc
from frappe.permissions import can_export
from frappe.utils import getdate, strip_html

from hazard_governance.domain.outer_systems import OuterLayout, match_numbers
from hazard_governance.ledger.outer_systems import WorkbookError, read_numbers, write_outer
from hazard_governance.ledger.outer_values import outer_values
from hazard_governance.messages import phrase_text
from hazard_governance.records import load_records
from hazard_governance.reporting import outer_systems as reporting
from hazard_governance.uploads import uploaded_bytes

MOST_CHANGES = 500  # each is a save of its own, with its rules and its version


@frappe.whitelist()
def download(system: str, filters: str | dict | None = None) -> None:
	"""Sends the hazards of the report as .xlsx in the columns of `system`; asks for what the report and an export ask
	for, and reads within the scope of the user of the session."""
	report, layout = _report(), _layout(system)
	can_export(report.ref_doctype, raise_exception=True)
	wanted = reporting.outer_filters({**frappe.parse_json(filters or {}), "system": system})
	hazards = reporting.numbered_hazards(wanted, frappe.session.user)
	records = load_records([hazard.name for hazard in hazards]) if hazards else {}
	names = reporting.full_names({record.hazard.registered_by for record in records.values()})
	today = getdate()
	rows = [
		outer_values(
			record,
			number,
			getattr(record.hazard, layout.number_field),
			today,
			names.get(record.hazard.registered_by, ""),
		)
		for number, record in enumerate(records.values(), start=1)
	]
	# English and ASCII: Frappe garbles other names in the header
	frappe.response["filename"] = f"{layout.number_field}_{today}.xlsx"
	frappe.response["filecontent"] = write_outer(layout, rows)
	frappe.response["type"] = "binary"


@frappe.whitelist(methods=["POST"])
def import_numbers(system: str, content: str) -> dict:
	"""Store the numbers of a workbook (its bytes in base64) with their hazards: {written, unchanged, empty, problems}.

	For whoever may open the report, on hazards they may write to. A number is never overwritten. problems: rows
	{row, message}.
	"""
	_report()
	layout = _layout(system)
	rows = _rows(content, layout)
	user = frappe.session.user
	found = match_numbers(
		rows,
		reporting.named_hazards(rows, layout.number_field, user),
		reporting.taken_numbers(rows, layout.number_field),
	)
	if len(found.write) > MOST_CHANGES:
		frappe.throw(
			_("The workbook holds {0} new numbers; {1} can be stored at a time. Split it.").format(
				len(found.write), MOST_CHANGES
			)
		)
	refused = [_store(row, hazard, layout.number_field, number) for row, hazard, number in found.write]
	problems = [{"row": row, "message": phrase_text(phrase)} for row, phrase in found.problems]
	problems += [problem for problem in refused if problem]
	return {
		"written": refused.count(None),
		"unchanged": found.unchanged,
		"empty": found.empty,
		"problems": sorted(problems, key=lambda problem: problem["row"]),
	}


def _report():
	return get_report_doc(reporting.REPORT)


def _layout(system: str) -> OuterLayout:
	doc = frappe.get_doc(reporting.SYSTEM, system)
	doc.check_permission("read")
	if doc.disabled:
		frappe.throw(_("{0} is disabled. Choose another system.").format(system))
	return doc.layout()


def _rows(content: str, layout: OuterLayout) -> list:
	try:
		return read_numbers(uploaded_bytes(content), layout)
	except WorkbookError as error:
		frappe.throw(phrase_text(error.phrase))


def _store(row: int, hazard: str, number_field: str, number: str) -> dict | None:
	"""None when the number is stored; else the row with what stood against it, and nothing of it is kept."""
	frappe.db.savepoint("outer_number")
	try:
		doc = frappe.get_doc("Hazard", hazard)
		doc.set(number_field, number)
		doc.save()
	except frappe.ValidationError as error:
		frappe.db.rollback(save_point="outer_number")
		frappe.clear_last_message()
		return {"row": row, "message": strip_html(str(error))}
	return None
