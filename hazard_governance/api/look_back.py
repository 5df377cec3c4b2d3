"""Methods of the forms of looking back."""

import frappe

from hazard_governance import look_backs
from hazard_governance.domain import lot
from hazard_governance.messages import phrase_text


@frappe.whitelist()
def prefill(hazard: str) -> dict:
	"""What a new look-back on a hazard starts from: its signals in words, and the findings to make. Needs the right to
	make look-backs on it."""
	doc = frappe.get_doc({"doctype": "Follow-up Inspection", "hazard": hazard})
	doc.check_permission("create")
	look_backs.set_findings(doc)
	columns = ("measure_row", "measure", "reported_done_on", "evidence")
	return {
		"signals": look_backs.signals_in_words(look_backs.closing_of(hazard)),
		"findings": [{column: row.get(column) for column in columns} for row in doc.findings],
	}


@frappe.whitelist()
def verify_draw(draw: str) -> list[str]:
	"""Draws again from the stored pool and seed: what differs from the record; empty when it was an honest draw. Needs
	the right to read the draw."""
	doc = frappe.get_doc("Look-back Draw", draw)
	doc.check_permission("read")
	tickets = [lot.Ticket(row.hazard, row.place, row.digest, bool(row.drawn)) for row in doc.candidates]
	return [phrase_text(found) for found in lot.problems(tickets, doc.seed, doc.number, doc.pool_sha256)]
