"""Hazards of a ledger taken into the register of a site: those that it does not hold yet, each saved by its own rules.

Taken over is what the ledger says of the hazard itself: its description, classification, who is responsible, the first
measures and interim controls. Analysis, plan, acceptance and the rest are documents with signatures of their own; they
are made in their forms. Stage and numbers are the server's: an imported hazard is registered and awaits verification.
"""

from __future__ import annotations

from io import BytesIO

import frappe
from frappe import _
from frappe.utils import strip_html

from hazard_governance.domain.deficiency import Phrase
from hazard_governance.domain.facts import Facts, HazardRecord
from hazard_governance.ledger.reader import Ledger, read_ledger
from hazard_governance.ledger.sheets import HAZARD_NO, REGISTER
from hazard_governance.messages import phrase_text
from hazard_governance.permissions.predicate import apply_scope

MOST_HAZARDS = 200  # each is a save of its own, with its rules and its version
FIELDS = (
	"hazard_title",
	"enterprise",
	"place",
	"unit",
	"source",
	"found_on",
	"found_by_name",
	"found_by_organization",
	"existing_condition",
	"possible_harm",
	"scope_of_influence",
	"recurring",
	"earlier_hazard_reference",
	"risk_point",
	"classification",
	"classification_basis",
	"criterion",
	"classification_reason",
	"needs_suspension",
	"needs_time",
	"external_factor",
	"responsible_person",
	"rectification_due",
)
# photos are files of the site, and who withdrew people is told with them
ROWS = {
	"immediate_measures": ("measure", "taken_by", "taken_at", "people_withdrawn", "done_at", "result"),
	"interim_controls": ("control", "responsible_person", "from_date", "to_date"),
}
# by these a hazard is known that was imported before
ALIKE = ("enterprise", "place", "existing_condition", "found_on")


def import_ledger(content: bytes, user: str) -> dict:
	"""Store the hazards of a ledger that `user` does not see in the register yet, as that user.

	{created: names, known: how many stood there already, problems: [{sheet, row, column, message}]}. While a cell of the
	workbook cannot be read nothing is stored.
	"""
	ledger = read_ledger(BytesIO(content), _("Workbook"))
	problems = [
		{
			"sheet": problem.sheet,
			"row": problem.row,
			"column": problem.column,
			"message": phrase_text(Phrase(problem.message, problem.args)),
		}
		for problem in ledger.problems
	]
	if problems:
		return {"created": [], "known": 0, "problems": problems}
	if len(ledger.records) > MOST_HAZARDS:
		frappe.throw(
			_("The ledger holds {0} hazards; {1} at a time can be stored. Divide it.").format(
				len(ledger.records), MOST_HAZARDS
			)
		)
	known = _known(ledger, user)
	new = [record for record in ledger.records if record.hazard.name not in known]
	criteria = _criteria(new)
	outcomes = [_store(record, ledger, criteria) for record in new]
	return {
		"created": [outcome for outcome in outcomes if isinstance(outcome, str)],
		"known": len(known),
		"problems": [outcome for outcome in outcomes if isinstance(outcome, dict)],
	}


def _known(ledger: Ledger, user: str) -> set[str]:
	"""Numbers of the ledger whose hazards `user` sees in the register: by name, by register number, or alike in all that
	tells one hazard from another. One query."""
	hazards = [record.hazard for record in ledger.records]
	of = frappe.qb.DocType("Hazard")
	numbers = [hazard.register_no for hazard in hazards if hazard.register_no]
	query = (
		frappe.qb.from_(of)
		.select(of.name, of.register_no, *(of[column] for column in ALIKE))
		.where(
			of.name.isin([hazard.name for hazard in hazards] or [""])
			| of.register_no.isin(numbers or [""])
			| of.enterprise.isin(sorted({hazard.enterprise for hazard in hazards}) or [""])
		)
		.orderby(of.name)
	)
	rows = apply_scope(query, of, "Hazard", user).run(as_dict=True)
	names = {row.name for row in rows}
	numbered = {row.register_no for row in rows if row.register_no}
	alike = {tuple(_plain(row[column]) for column in ALIKE) for row in rows}
	return {
		hazard.name
		for hazard in hazards
		if hazard.name in names
		or hazard.register_no in numbered
		or tuple(_plain(getattr(hazard, column)) for column in ALIKE) in alike
	}


def _plain(value: object) -> str:
	return str(value or "")[:19] if hasattr(value, "year") else str(value or "").strip()


def _criteria(records: list[HazardRecord]) -> set[str]:
	"""Those of the criteria named that this site has."""
	named = sorted({record.hazard.criterion for record in records if record.hazard.criterion})
	if not named:
		return set()
	return set(
		frappe.get_all("Hazard Criterion", filters={"name": ("in", named)}, pluck="name", order_by="name asc")
	)


def _store(record: HazardRecord, ledger: Ledger, criteria: set[str]) -> str | dict:
	"""The name of the new hazard, or what stood against it; then nothing of it is kept."""
	frappe.db.savepoint("ledger_hazard")
	try:
		return frappe.get_doc(values_of(record, criteria)).insert().name
	except (frappe.ValidationError, frappe.PermissionError) as error:
		frappe.db.rollback(save_point="ledger_hazard")
		frappe.clear_last_message()
		return {
			"sheet": REGISTER,
			"row": ledger.places[record.hazard.name],
			"column": HAZARD_NO,
			"message": strip_html(str(error)),
		}


def values_of(record: HazardRecord, criteria: set[str]) -> dict:
	"""The hazard as a new document. A criterion that the site does not know stays as the reason in words, an earlier hazard
	as its number outside this register."""
	hazard = record.hazard
	values = {name: getattr(hazard, name) for name in FIELDS}
	if hazard.criterion not in criteria:
		values.update(criterion="", classification_reason=hazard.classification_reason or hazard.criterion)
	values["earlier_hazard_reference"] = hazard.earlier_hazard_reference or hazard.earlier_hazard
	for table, columns in ROWS.items():
		values[table] = [_row(row, columns) for row in getattr(hazard, table)]
	return {"doctype": "Hazard", **{name: value for name, value in values.items() if value not in ("", None)}}


def _row(row: Facts, columns: tuple[str, ...]) -> dict:
	return {column: value for column in columns if (value := getattr(row, column)) not in ("", None)}
