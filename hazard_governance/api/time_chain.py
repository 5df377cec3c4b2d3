"""Server times of a hazard: shown, vouched for by officers, checked. Every method asks first who may."""

from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, get_fullname, now_datetime

from hazard_governance import hazard_times, receipts, time_chain, time_chain_watch
from hazard_governance.domain import time_words as times
from hazard_governance.domain import vocabulary as v
from hazard_governance.permissions import predicate
from hazard_governance.permissions.table import ENTERPRISE_ROLES
from hazard_governance.setup.role_names import CITY_OFFICE, MANAGER

AT_ONCE = 2000
JOB = "hazard_governance_time_chains"
SHOWN = ("sequence", "kind", "recorded_at", "happened_at", "recorded_by", "payload")


@frappe.whitelist()
def entries(hazard: str) -> dict:
	"""{entries: [{kind, label, recorded_at, happened_at, by, said}], whole} of a hazard that the user may read.

	Officers get every entry with its number, and whether the chain is whole; the enterprise its own side of it, without
	numbers: what authorities note for themselves leaves no gap to wonder at. Everybody else gets none.
	"""
	doc = frappe.get_doc("Hazard", hazard)
	doc.check_permission("read")
	if frappe.has_permission(time_chain.ENTRY, "read"):
		rows = frappe.get_list(
			time_chain.ENTRY,
			filters={"hazard": hazard},
			fields=list(SHOWN),
			order_by="sequence asc",
			limit_page_length=0,
		)
		whole = not time_chain.check(hazard)["faults"]
		return {"entries": [_shown(row) for row in rows], "whole": whole}
	if not predicate.roles_on(frappe.session.user, doc) & ENTERPRISE_ROLES:
		return {"entries": [], "whole": None}
	# the enterprise has no right to the entries themselves; these are its own
	rows = frappe.get_all(
		time_chain.ENTRY,
		filters={"hazard": hazard, "internal": 0},
		fields=list(SHOWN[1:]),
		order_by="sequence asc",
	)
	return {"entries": [_shown(row) for row in rows], "whole": None}


def _shown(row: dict) -> dict:
	said = frappe.parse_json(row.pop("payload") or "{}")
	return {**row, "label": _(row["kind"]), "by": get_fullname(row.pop("recorded_by")), "said": said}


@frappe.whitelist(methods=["POST"])
def confirm_report(
	hazard: str, row: str, received_at: str | datetime, proof: str = "", receipt_no: str = ""
) -> dict:
	"""Record when a report by telephone or on paper came in, as an officer of the authority it went to.

	received_at: the site's time. With `proof` (a private file the user may use) the report counts from then, without
	from now. Once recorded it stands. Returns {received_at, received_by, recorded_at}. PermissionError for others.
	"""
	doc = frappe.get_doc("Hazard", hazard)
	doc.check_permission("read")
	report = next((r for r in doc.authority_reports if r.name == row), None)
	if report is None:
		frappe.throw(_("This report is no longer part of {0}. Reload the hazard.").format(hazard))
	predicate.require_authority(doc, report.authority)
	if report.received_user:
		frappe.throw(_("This report was acknowledged by {0} already.").format(report.received_by))
	if report.method == v.BY_SYSTEM:
		frappe.throw(_("A report sent through the system is acknowledged at the server's time."))
	moment = _past_moment(doc, received_at, _("Receipted At"))
	_may_use(proof)
	receipts.confirm(doc, row, moment, receipt_no, proof)
	return {key: report.get(key) for key in ("received_at", "received_by", "recorded_at")}


@frappe.whitelist(methods=["POST"])
def record_inspection(
	hazard: str, authority: str, begun_at: str | datetime = "", document_no: str = "", proof: str = ""
) -> dict:
	"""Record that an inspection of this hazard has begun: now, or at `begun_at` where its signed record proves it.

	For members of an authority that covers the hazard. An earlier moment needs document_no and proof (a private file the
	user may use), which becomes evidence of the hazard. Returns {happened_at, recorded_at}.
	"""
	doc = frappe.get_doc("Hazard", hazard)
	doc.check_permission("read")
	predicate.require_authority(doc, authority)
	moment = _past_moment(doc, begun_at, _("Inspection Begun"), any_time=True) if begun_at else None
	if moment and not (proof and document_no.strip()):
		frappe.throw(
			_(
				"An inspection that began earlier is proved by its record. Give the document number and attach the record, or leave the time empty."
			)
		)
	_may_use(proof)
	if proof:
		caption = _("Inspection record {0}").format(document_no.strip())
		doc.append("evidence", {"file": proof, "kind": "Document", "caption": caption})
		# who may record an inspection was checked; a department need not be able to write the hazard otherwise
		doc.save(ignore_permissions=True)
	entry = time_chain.record(
		hazard,
		times.INSPECTION_BEGUN,
		moment,
		authority=authority,
		document=document_no.strip(),
		officer=get_fullname(frappe.session.user),
		**hazard_times.proof_of(proof),
	)
	return {"happened_at": entry.happened_at, "recorded_at": entry.recorded_at}


def _past_moment(doc: Document, value: str | datetime, label: str, any_time: bool = False) -> datetime:
	"""A moment of the site's time that is not in the future; of a report also not before the hazard was found."""
	moment = get_datetime(value)
	if not isinstance(moment, datetime):
		frappe.throw(_("{0} is empty. Enter day and time.").format(label))
	if moment > now_datetime():
		frappe.throw(_("{0}: {1} lies in the future. Enter when it happened.").format(label, value))
	if not any_time and moment < get_datetime(doc.found_on):
		frappe.throw(
			_("{0}: {1} lies before the hazard was found. Enter when the report came in.").format(
				label, value
			)
		)
	return moment


def _may_use(proof: str) -> None:
	if proof and not any(
		frappe.get_doc("File", name).has_permission("read")
		for name in frappe.get_all("File", filters={"file_url": proof}, pluck="name", order_by="name asc")
	):
		frappe.throw(_("{0} does not exist, or you may not use it. Upload the file again.").format(proof))


@frappe.whitelist(methods=["POST"])
def check(hazard: str | None = None) -> dict:
	"""Check the chains of server times: {hazards, entries, digest, faults}; for the manager and city safety offices.

	hazard: only this one. A city office is told of faults of its own hazards, without the totals of the site. With many
	hazards the check of all of them runs in the background ({queued: True}), and whoever is in charge is told of faults.
	"""
	frappe.only_for((MANAGER, CITY_OFFICE))
	manages = MANAGER in frappe.get_roles()
	if hazard and not manages:
		frappe.get_doc("Hazard", hazard).check_permission("read")
	if hazard is None and frappe.db.count("Hazard") > AT_ONCE:
		frappe.enqueue(
			"hazard_governance.time_chain_watch.check_daily", queue="long", job_id=JOB, deduplicate=True
		)
		return {"queued": True, "message": _("This takes some minutes. You are told if anything is wrong.")}
	result = time_chain.check(hazard)
	if manages:
		return result
	user = frappe.session.user
	return {"faults": [f for f in result["faults"] if time_chain_watch.is_within_scope(f, user)]}
