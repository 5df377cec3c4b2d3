"""Methods of the Remediation Plan form."""

from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

from hazard_governance import erpnext_links
from hazard_governance.domain import plan as rules
from hazard_governance.domain.deficiency import Phrase
from hazard_governance.domain.papers.words import moment
from hazard_governance.records import load_record


@frappe.whitelist()
def prefill(hazard: str) -> dict:
	"""The six parts of a plan for a hazard removed on the spot, from the measures taken: text by fieldname."""
	frappe.get_doc("Hazard", hazard).check_permission("read")
	return six_parts(hazard)


def six_parts(hazard: str) -> dict[str, str]:
	"""The sentences of the domain in the language of the session, one a line."""
	return {
		field: "\n".join(_phrase(phrase) for phrase in phrases)
		for field, phrases in rules.prefill_six_parts(load_record(hazard)).items()
	}


def _phrase(phrase: Phrase) -> str:
	args = (moment(arg, _) if isinstance(arg, datetime) else arg for arg in phrase.args)
	return _(phrase.message).format(*args)


@frappe.whitelist(methods=["POST"])
def create_project(plan: str) -> str:
	"""Make the ERPNext Project of the plan with a Task a measure, and link them. Returns the Project's name."""
	doc = _plan(plan, "write")
	project = erpnext_links.make_project(doc)
	doc.save()
	return project


@frappe.whitelist()
def funds_against_ledger(plan: str) -> list[dict]:
	"""Funds of the plan beside what the Project's own totals say: rows {label, amount (万元), bold}, translated."""
	doc = _plan(plan, "read")
	rows = [{"label": _("Funds of the plan"), "amount": flt(doc.total_funds, 2), "bold": 1}]
	if not doc.project:
		return rows
	ledger = erpnext_links.ledger_rows(doc.project)
	rows += [{"label": _(row["label"]), "amount": row["amount"], "bold": 0} for row in ledger]
	spent = flt(sum(row["amount"] for row in ledger), 4)
	rows.append({"label": _("Spent by the ledger"), "amount": spent, "bold": 1})
	rows.append({"label": _("Difference"), "amount": flt(flt(doc.total_funds) - spent, 4), "bold": 1})
	return rows


def _plan(name: str, ptype: str) -> Document:
	doc = frappe.get_doc("Remediation Plan", name)
	doc.check_permission(ptype)
	return doc
