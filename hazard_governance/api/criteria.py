"""Methods about criteria: which are likely for a description, and the workbook of the administrator."""

import frappe
from frappe import _
from frappe.permissions import can_export
from frappe.utils import cint, cstr, getdate

from hazard_governance import criteria, criteria_import
from hazard_governance.api.hazard import industry_of
from hazard_governance.domain import criterion_offers
from hazard_governance.domain.criteria_workbook import FIELDS, Change, Comparison, compare
from hazard_governance.domain.criterion_offers import Offer
from hazard_governance.ledger.criteria import read_criteria, write_criteria
from hazard_governance.ledger.outer_systems import WorkbookError
from hazard_governance.messages import field_label, phrase_text
from hazard_governance.records import applicable_sectors, sector_branches
from hazard_governance.uploads import uploaded_bytes

MOST_CHANGES = 1000  # each is a save of its own, with its rules and its version
# longer ones are read as far as this; a description of six elements is shorter
MOST_TEXT = 2000
SHOWN = (
	"name",
	"standard",
	"document_no",
	"article",
	"industry",
	"hazard_class",
	"summary",
	"note",
	"unverified",
	"validity_unverified",
)


@frappe.whitelist()
def offer(text: str, enterprise: str, found_on: str | None = None) -> list[dict]:
	"""Criteria that a description is likeliest about, best first, for a person to choose from; nothing is decided.

	Needs read permission on criteria and on the enterprise. found_on: the day found (default: today). Rows: SHOWN of the
	criterion, `words` it shares with the text, and `against`: why it would not decide (another industry, not in force on
	the day), empty for those that may; these stand first.
	"""
	frappe.has_permission("Hazard Criterion", "read", throw=True)
	industry = industry_of(enterprise)
	day = getdate(found_on)
	known, index = criteria.index()
	found = criterion_offers.offers(
		index.search(cstr(text)[:MOST_TEXT]),
		known,
		day,
		applicable_sectors(industry),
		sector_branches().get(industry, []),
	)
	return [_told(one) for one in found]


def _told(one: Offer) -> dict:
	shown = {field: getattr(one.criterion, field) for field in SHOWN}
	return {**shown, "words": list(one.words), "against": [phrase_text(phrase) for phrase in one.against]}


# --- the workbook of the administrator ---------------------------------------------------------------------------
@frappe.whitelist()
def download_workbook() -> None:
	"""Sends every criterion as .xlsx; needs the right to export criteria."""
	can_export(criteria.DOCTYPE, raise_exception=True)
	rows = frappe.get_list(
		criteria.DOCTYPE,
		fields=list(FIELDS),
		order_by="standard asc, creation asc, code asc",
		limit_page_length=0,
	)
	# English and ASCII: Frappe garbles other names in the header
	frappe.response["filename"] = f"criteria_{getdate()}.xlsx"
	frappe.response["filecontent"] = write_criteria(rows)
	frappe.response["type"] = "binary"


@frappe.whitelist(methods=["POST"])
def import_workbook(content: str, store: bool | int = False) -> dict:
	"""Take over an edited workbook (its bytes in base64): all of it or, when one row is refused, nothing.

	Needs the right to create and change criteria. Without `store` the same is done and taken back, so that every rule has
	been asked. Returns {new: [{row, code}], changed: [{row, code, fields: [{label, before, after}]}], unchanged, absent,
	ended: [{code, valid_to}] by a later standard, problems: [{row, message}], stored}.
	"""
	for right in ("create", "write"):
		frappe.has_permission(criteria.DOCTYPE, right, throw=True)
	found, unread = _compared(uploaded_bytes(content))
	if len(found.changes) > MOST_CHANGES:
		frappe.throw(
			_("The workbook changes {0} criteria; {1} at a time can be stored. Divide it.").format(
				len(found.changes), MOST_CHANGES
			)
		)
	problems = [{"row": row, "message": phrase_text(phrase)} for row, phrase in (*unread, *found.problems)]
	keep = bool(cint(store)) and not problems
	refused, ended = criteria_import.store(found.changes, keep)
	problems += refused
	return {
		"new": [{"row": c.row, "code": c.code} for c in found.changes if c.is_new],
		"changed": [_change(c) for c in found.changes if not c.is_new],
		"unchanged": found.unchanged,
		"absent": found.absent,
		"problems": sorted(problems, key=lambda problem: problem["row"]),
		"ended": ended,
		"stored": keep and not refused,
	}


def _compared(content: bytes) -> tuple[Comparison, list]:
	try:
		rows, unread = read_criteria(content)
	except WorkbookError as error:
		frappe.throw(phrase_text(error.phrase))
	there = frappe.get_all(criteria.DOCTYPE, fields=list(FIELDS), order_by="code asc")
	return compare(rows, {row.code: row for row in there}), unread


def _change(change: Change) -> dict:
	return {
		"row": change.row,
		"code": change.code,
		"fields": [
			{"label": field_label(criteria.DOCTYPE, name), "before": cstr(before), "after": cstr(after)}
			for name, (before, after) in change.fields.items()
		],
	}
