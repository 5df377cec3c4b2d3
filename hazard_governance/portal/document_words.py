"""What the forms of single DocTypes add to what their meta says: titles of rows, choices that stand in no link field, and
what the record can fill in."""

from collections.abc import Callable
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_fullname

from hazard_governance.api import hazard as hazard_api
from hazard_governance.api import report, source_governance
from hazard_governance.domain import tracing
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.permissions import predicate

Options = tuple[tuple[str, str], ...]
CAUSE = "Root Cause Analysis Cause"
# texts that the server stores in English and everybody reads in their own language
STORED_IN_ENGLISH = {
	("Root Cause Analysis Tracing", "question"),
	("Source Governance Plan Item", "cause_text"),
	("Remediation Plan Measure", "cause_text"),
}


# --- rows ------------------------------------------------------------------------------------------------------------
def title_of(row: Document, label: str, number: int) -> str:
	"""What stands above the fields of a row."""
	title = TITLES.get(row.doctype)
	return title(row) if title else f"{label} {number}"


TITLES: dict[str, Callable[[Document], str]] = {
	"Root Cause Analysis Tracing": lambda row: f"{row.question_code} {_(row.question)}",
	"Rectification Acceptance Finding": lambda row: row.measure or "",
	"Follow-up Inspection Finding": lambda row: row.measure or "",
}
# column whose value stands once above the rows that share it
GROUPS = {"Root Cause Analysis Tracing": "tracing"}
# columns that the titles say already
IN_TITLE = {
	"Root Cause Analysis Tracing": frozenset(("question_code", "question", "tracing")),
	"Rectification Acceptance Finding": frozenset(("measure",)),
	"Follow-up Inspection Finding": frozenset(("measure",)),
}


# --- choices ---------------------------------------------------------------------------------------------------------
def _causes(doc: Document) -> Options:
	"""Causes of the hazard's analysis, for whoever may read it."""
	name = frappe.db.get_value("Root Cause Analysis", {"hazard": doc.hazard}, "name")
	if not name or not predicate.may_read_of("Root Cause Analysis", doc.hazard):
		return ()
	rows = frappe.get_all(
		CAUSE, filters={"parent": name}, fields=["name", "level", "description"], order_by="idx asc"
	)
	return tuple((row.name, f"{_(row.level, context=CAUSE)}: {row.description}"[:140]) for row in rows)


def _questions(doc: Document) -> Options:
	return tuple((one.code, f"{one.code} {_(one.question)}") for one in tracing.QUESTIONS)


# child DocType -> column -> (its label is that of this column, what can be chosen in it)
CHOSEN: dict[str, dict[str, tuple[str, Callable[[Document], Options]]]] = {
	"Remediation Plan Measure": {"cause": ("cause_text", _causes)},
	"Source Governance Plan Item": {
		"cause": ("cause_text", _causes),
		"question_code": ("question_code", _questions),
	},
	"Root Cause Analysis Cause": {"question_code": ("question_code", _questions)},
}


def options_of_row(row: Document, fieldname: str, options: Options) -> Options:
	"""The choices of a row, where not every row of the table has all of them; () where it has none."""
	if row.doctype != "Root Cause Analysis Tracing" or fieldname != "answer":
		return options
	allowed = () if row.settled_by else tracing.allowed_answers(row.question_code)
	return tuple((value, label) for value, label in options if value in allowed)


# --- filled in from the record --------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Filling:
	"""A button of a form: `fill(doc)` writes into the document in memory; nothing is saved by it. table: the one whose
	rows it fills, for the part of the form where it stands."""

	key: str
	label: str
	fill: Callable[[Document], None]
	table: str = ""


def _items_of_analysis(doc: Document) -> None:
	known = {(row.cause or "", row.question_code or "") for row in doc.items}
	for item in source_governance.prefill_items(doc.hazard):
		if (item["cause"] or "", item["question_code"] or "") not in known:
			doc.append("items", {**item, "cause_text": _(item["cause_text"])})


def _composed(doc: Document) -> None:
	"""Empty sections only: what people wrote stays."""
	written = {name: doc.get(name) or "" for name in report.SECTIONS}
	for section in report.differences(doc.hazard, written):
		if section["is_empty"]:
			doc.set(section["fieldname"], section["composed"])


def _all_passed(doc: Document) -> None:
	for row in doc.findings:
		row.finding = row.finding or v.PASS
	doc.verdict = v.PASS


def _full_report(doc: Document) -> None:
	row = frappe.new_doc("Hazard Authority Report", parent_doc=doc, parentfield="authority_reports")
	row.update({**hazard_api.prefill_report(doc.name), "sent_by": get_fullname(frappe.session.user)})
	doc.append("authority_reports", row)


FILLINGS: dict[str, tuple[Filling, ...]] = {
	"Source Governance Plan": (
		Filling("items", N_("Fill in Items from the Analysis"), _items_of_analysis, "items"),
	),
	"Rectification Report": (Filling("compose", N_("Compose from the Record"), _composed),),
	"Rectification Acceptance": (Filling("passed", N_("All Measures Passed"), _all_passed, "findings"),),
	"Hazard": (Filling("report", N_("Prepare the Full Report"), _full_report, "authority_reports"),),
}
