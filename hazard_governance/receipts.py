"""Receipts of reports to authorities: what was sent through the system is received through the system.

A report by telephone or on paper is written down by whoever made it; it counts from the time that its receiving officer
records with proof. Once recorded it stands.
"""

from datetime import datetime

import frappe
from frappe.model.document import Document
from frappe.utils import get_fullname, now_datetime

from hazard_governance.domain.vocabulary import BY_SYSTEM
from hazard_governance.permissions import predicate

SENT = ("method", "authority", "kind", "sent_at", "sent_by")
RECEIVED = ("received_at", "received_by", "receipt_no")
PROOF = ("receipt_file",)


def _now() -> datetime:
	"""The site's time in whole seconds: a form cannot show more, and would take the rest for a change."""
	return now_datetime().replace(microsecond=0)


def keep(doc: Document) -> None:
	"""Server's time for reports sent through the system, and no receipt for them but by `give`.

	A report by telephone or on paper is recorded by whoever made it. A receipt that an officer of the receiving
	authority enters is that officer's, from then on.
	"""
	before = doc.get_doc_before_save()
	stored = {row.name: row for row in before.authority_reports} if before else {}
	for row in doc.authority_reports:
		earlier = stored.get(row.name)
		if row.name == doc.flags.receipt_row:
			_sign(row)
			continue
		if earlier is None:
			row.sent_by = row.sent_by or get_fullname(frappe.session.user)
			if row.method == BY_SYSTEM:
				row.update({**dict.fromkeys(RECEIVED), "sent_at": _now()})
		elif earlier.method == BY_SYSTEM or earlier.received_user:
			kept = (*SENT, *RECEIVED, *(PROOF if earlier.received_user else ()))
			row.update({fieldname: earlier.get(fieldname) for fieldname in kept})
		if _entered_by_receiver(doc, row, earlier):
			_sign(row)


def _entered_by_receiver(doc: Document, row: Document, earlier: Document | None) -> bool:
	"""Whether an officer of the receiving authority enters, with this very save, when a report came in by hand."""
	if row.method == BY_SYSTEM or not row.received_at or row.received_user:
		return False
	if earlier and earlier.received_at == row.received_at:
		return False
	return row.authority in predicate.acting_authorities(frappe.session.user, doc)


def _sign(row: Document) -> None:
	row.received_user, row.recorded_at = frappe.session.user, _now()
	row.received_by = row.received_by or get_fullname(frappe.session.user)


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
	_save(doc, row)


def confirm(doc: Document, row_name: str, received_at: datetime, receipt_no: str, proof: str) -> None:
	"""Record when a report by telephone or on paper came in, as the session's user, and save.

	The caller has checked who that is, and that the user may use the file `proof`.
	"""
	row = next(row for row in doc.authority_reports if row.name == row_name)
	row.update(
		{
			"received_at": received_at,
			"received_by": get_fullname(frappe.session.user),
			"receipt_no": receipt_no or row.receipt_no,
			"receipt_file": proof or row.receipt_file,
		}
	)
	_save(doc, row)


def _save(doc: Document, row: Document) -> None:
	doc.flags.receipt_row = row.name
	# what the enterprise said of it gives way to the receiver's word, in every stage; the chain of times keeps both
	doc.flags.server_values = {**(doc.flags.server_values or {}), "authority_reports": doc.authority_reports}
	# receiving a report is the receiving authority's act; it need not have the right to write the hazard
	doc.save(ignore_permissions=True)
