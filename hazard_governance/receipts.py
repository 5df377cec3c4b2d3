"""Receipts of reports to authorities: what was sent through the system is received through the system."""

from datetime import datetime

import frappe
from frappe.model.document import Document
from frappe.utils import get_fullname, now_datetime

BY_SYSTEM = "System"
SENT = ("method", "authority", "kind", "sent_at", "sent_by")
RECEIVED = ("received_at", "received_by", "receipt_no")


def _now() -> datetime:
	"""The site's time in whole seconds: a form cannot show more, and would take the rest for a change."""
	return now_datetime().replace(microsecond=0)


def keep(doc: Document) -> None:
	"""Server's time for reports sent through the system, and no receipt for them but by `give`.

	A report by telephone or on paper is recorded by whoever made it, with its receipt.
	"""
	before = doc.get_doc_before_save()
	stored = {row.name: row for row in before.authority_reports} if before else {}
	for row in doc.authority_reports:
		earlier = stored.get(row.name)
		if earlier is None:
			row.sent_by = row.sent_by or get_fullname(frappe.session.user)
		if earlier is None and row.method == BY_SYSTEM:
			row.update({**dict.fromkeys(RECEIVED), "sent_at": _now()})
		elif earlier is not None and earlier.method == BY_SYSTEM and row.name != doc.flags.receipt_row:
			row.update({fieldname: earlier.get(fieldname) for fieldname in (*SENT, *RECEIVED)})


def give(doc: Document, row_name: str, receipt_no: str) -> None:
	"""Acknowledge one report of `doc` now, as the session's user, and save. The caller has checked who that is."""
	row = next(row for row in doc.authority_reports if row.name == row_name)
	row.update(
		{
			"received_at": _now(),
			"received_by": get_fullname(frappe.session.user),
			"receipt_no": receipt_no,
		}
	)
	doc.flags.receipt_row = row_name
	# receiving a report is the receiving authority's act; it need not have the right to write the hazard
	doc.save(ignore_permissions=True)
