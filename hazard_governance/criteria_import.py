"""Stores what a workbook of criteria asks for: every row by its own controller, all of them or none."""

from collections.abc import Collection
from datetime import date

import frappe
from frappe.utils import strip_html

from hazard_governance.criteria import DOCTYPE
from hazard_governance.domain.criteria_workbook import Change

ALL, ONE = "criteria_workbook", "criterion_row"


def store(changes: Collection[Change], keep: bool) -> tuple[list[dict], list[dict]]:
	"""Save the changes as the user of the session. Returns what stood against single rows, [{row, message}], and which
	criteria a later standard ends by it, [{code, valid_to}].

	Nothing stays when a row was refused, or without `keep`: then it was a trial.
	"""
	frappe.db.savepoint(ALL)
	before = _ends()
	problems = [problem for change in changes if (problem := _save(change))]
	named = {change.code for change in changes if change.is_new or "valid_to" in change.fields}
	ended = [
		{"code": code, "valid_to": last}
		for code, last in _ends().items()
		if last != before.get(code) and code not in named
	]
	if problems or not keep:
		frappe.db.rollback(save_point=ALL)
		frappe.clear_document_cache(DOCTYPE)
	return problems, ended


def _ends() -> dict[str, date | None]:
	rows = frappe.get_all(DOCTYPE, fields=["name", "valid_to"], order_by="name asc")
	return {row.name: row.valid_to for row in rows}


def _save(change: Change) -> dict | None:
	frappe.db.savepoint(ONE)
	messages = list(frappe.local.message_log)
	try:
		doc = frappe.new_doc(DOCTYPE) if change.is_new else frappe.get_doc(DOCTYPE, change.code)
		doc.update(_values(change))
		doc.save()
	except frappe.ValidationError as error:
		frappe.db.rollback(save_point=ONE)
		frappe.local.message_log = messages
		return {"row": change.row, "message": strip_html(str(error))}
	return None


def _values(change: Change) -> dict:
	"""Of a criterion that is there only what the workbook changes; of a new one what is filled in."""
	if change.is_new:
		return {name: value for name, value in change.values.items() if value not in ("", None)}
	return {name: after for name, (_before, after) in change.fields.items()}
