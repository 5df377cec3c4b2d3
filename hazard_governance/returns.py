"""What the monthly return does on the site: one version after the other, rows drawn by the server, receipts answered by
their receivers. The rules stand in domain/returns.py and domain/return_units.py."""

from dataclasses import asdict

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from hazard_governance.domain import return_words as w
from hazard_governance.domain import returns as rules
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.facts import HazardReturn, HazardReturnReceipt
from hazard_governance.domain.return_units import Unit
from hazard_governance.messages import throw_deficiencies
from hazard_governance.permissions import predicate, table
from hazard_governance.permissions.addressed import own_authorities, whole_cities
from hazard_governance.projection import StaleRecordError
from hazard_governance.reporting import completeness, return_units
from hazard_governance.reporting import returns as drawing

DOCTYPE = "Hazard Return"


# --- versions --------------------------------------------------------------------------------------------------
def lock(name: str) -> None:
	"""Let whoever saves or answers the same return wait; StaleRecordError when somebody has just done so."""
	of = frappe.qb.DocType(DOCTYPE)
	_current(frappe.qb.from_(of).select(of.modified).where(of.name == name))


def lock_unit(field: str, unit: str) -> None:
	"""Let whoever begins a return of the same unit wait. Called first in a transaction, it makes the rest of it see what
	the others left."""
	master = frappe.qb.DocType("Regulated Enterprise" if field == "enterprise" else "Supervision Authority")
	frappe.qb.from_(master).select(master.name).where(master.name == unit).for_update().run()


def _current(query) -> list:
	"""Rows of the query, locked. A transaction goes on seeing what was there when it first read; when the locked rows are
	others, it has to begin again."""
	rows = query.for_update().run(as_dict=True)
	if rows != query.run(as_dict=True):
		raise StaleRecordError(_("The return has just been changed by somebody else. Do it again."))
	return rows


def last_version(unit_field: str, unit: str, month: str) -> dict | None:
	"""The latest version of the unit's return of the month (name, version_no, status), None when there is none. Two
	officers who begin one at once come one after the other: the row of their unit is locked first."""
	master = frappe.qb.DocType(
		"Regulated Enterprise" if unit_field == "enterprise" else "Supervision Authority"
	)
	frappe.qb.from_(master).select(master.name).where(master.name == unit).for_update().run()
	of = frappe.qb.DocType(DOCTYPE)
	rows = _current(
		frappe.qb.from_(of)
		.select(of.name, of.version_no, of.status, of.modified)
		.where(of[unit_field] == unit)
		.where(of.month == month)
		.orderby(of.version_no)
	)
	return rows[-1] if rows else None


def newer(doc: Document, submitted_only: bool = True) -> str:
	"""Name of the version that takes the place of `doc`, "" when there is none."""
	filters = {"supersedes": doc.name, **({"status": v.SUBMITTED} if submitted_only else {})}
	return frappe.db.get_value(DOCTYPE, filters, "name") or ""


def begin(doc: Document) -> None:
	"""Number a new version and say which one it takes the place of. ValidationError while another one is being prepared."""
	field = "enterprise" if doc.enterprise else "authority"
	last = last_version(field, doc.get(field), doc.month)
	if last and last.status == v.DRAFT:
		frappe.throw(
			_("{0} of {1} is being prepared already in {2}. Open that one.").format(
				doc.get(field), doc.month, last.name
			),
			title=_("Already open"),
		)
	doc.set_by_server(version_no=(last.version_no if last else 0) + 1, supersedes=last.name if last else None)


# --- rows ------------------------------------------------------------------------------------------------------
def unit_of(doc: Document) -> Unit:
	"""The unit that reports. ValidationError when it is disabled, or an authority that reports no month."""
	unit = return_units.unit_of(doc)
	if unit is None:
		frappe.throw(
			_(
				"{0} reports no month: it is disabled, or neither a safety committee office nor a department with industries. Choose another unit."
			).format(doc.enterprise or doc.authority),
			title=_("Who reports"),
		)
	return unit


def fill(doc: Document, unit: Unit) -> None:
	"""Draw the rows of `doc` and note what is wanting below, in memory."""
	rows = drawing.draw(unit, doc.month)
	notes = [] if unit.kind == w.ENTERPRISE_UNIT else completeness.notes(unit, doc.month)
	doc.set_by_server(
		rows=[_without_place(row) for row in rows],
		notes=notes,
		nil_return=int(rules.is_nil(rows)),
		rows_total=sum(row.counts for row in rows),
		drawn_at=now_datetime().replace(microsecond=0),
	)


def _without_place(row) -> dict:
	return {name: value for name, value in asdict(row).items() if name not in ("name", "idx")}


# --- submitting --------------------------------------------------------------------------------------------------
def others_could_review(doc: Document) -> bool:
	"""Whether somebody else of the unit, or of the authority that enters it for the enterprise, may submit `doc`."""
	holder, parent = (
		("Supervision Authority", doc.authority or doc.entered_by_authority)
		if doc.authority or doc.entered_by_authority
		else ("Regulated Enterprise", doc.enterprise)
	)
	users = frappe.get_all(
		f"{holder} Member",
		filters={"parent": parent, "parenttype": holder, "user": ("!=", frappe.session.user)},
		pluck="user",
		order_by="idx asc",
	)
	return any(predicate.in_scope(doc, "write", user) for user in users)


def send(doc: Document, unit: Unit) -> None:
	"""Sign, freeze and address `doc`, in memory. What an authority entered for an enterprise that is no user, it has
	received with the paper it entered."""
	user, now = frappe.session.user, now_datetime().replace(microsecond=0)
	entered = set(predicate.stands_in(user, doc)) if doc.enterprise else set()
	receipts = [
		{
			"capacity": receipt.capacity,
			"authority": receipt.authority,
			**(
				{"status": w.RECEIVED, "decided_by": user, "decided_at": now}
				if receipt.authority in entered
				else {"status": w.AWAITING_RECEIPT}
			),
		}
		for receipt in rules.new_receipts(unit.office, unit.department)
	]
	facts = HazardReturn.from_mapping(doc.as_dict())
	doc.set_by_server(
		reviewed_by=user,
		submitted_at=now,
		receiving_office=unit.office or None,
		receiving_department=unit.department or None,
		receipts=receipts,
		receipt_state=_state(receipts) or None,
		fingerprint=rules.fingerprint(facts.rows),
	)


def _state(receipts) -> str:
	return rules.receipt_state([HazardReturnReceipt.from_mapping(row) for row in receipts])


# --- receiving ---------------------------------------------------------------------------------------------------
def answerable(doc: Document, user: str) -> list[str]:
	"""Receivers for which `user` may answer `doc` now: a member of the receiver who belongs to the sender in no way."""
	if doc.status != v.SUBMITTED or is_sender(doc, user):
		return []
	if user != "Administrator" and not set(frappe.get_roles(user)) & table.ACTING_ROLES:
		return []
	waiting = [row.authority for row in doc.receipts if row.status == w.AWAITING_RECEIPT]
	return [authority for authority in waiting if _acts_for(authority, doc, user)]


def _acts_for(authority: str, doc: Document, user: str) -> bool:
	if user == "Administrator":
		return True
	member = predicate.memberships(user)
	if authority in own_authorities(member):
		return True
	# an authority dissolved before it answered is answered for by the city, or the return would wait for ever
	dissolved = frappe.db.get_value("Supervision Authority", authority, "disabled")
	return bool(dissolved) and doc.city in whole_cities(member)


def is_sender(doc: Document, user: str) -> bool:
	"""Whether the user prepared or submitted it, or belongs to the unit that sent it."""
	if user in (doc.prepared_by, doc.reviewed_by, doc.owner) and user != "Administrator":
		return True
	if doc.enterprise:
		return predicate.has_interest(user, doc.enterprise)
	return doc.authority in own_authorities(predicate.memberships(user))


def answer(doc: Document, authority: str, decision: str, reason: str) -> None:
	"""Record the receiver's answer and save. PermissionError unless the session's user may answer for it."""
	user = frappe.session.user
	row = _receipt_of(doc, authority)
	facts = HazardReturn.from_mapping(doc.as_dict())
	receipt = HazardReturnReceipt.from_mapping(row.as_dict())
	throw_deficiencies(
		rules.check_response(facts, receipt, decision, reason, newer(doc)), title=_("Receipt of a return")
	)
	if row.authority not in answerable(doc, user):
		frappe.throw(
			_(
				"{0} answers this return through a member who has no ties to the sender. Ask one of its members."
			).format(row.authority),
			frappe.PermissionError,
		)
	answered = {
		"status": decision,
		"decided_by": user,
		"decided_at": now_datetime().replace(microsecond=0),
		"reason": reason if decision == w.RETURNED else None,
	}
	receipts = [{**one.as_dict(), **(answered if one.name == row.name else {})} for one in doc.receipts]
	doc.set_by_server(receipts=receipts, receipt_state=_state(receipts))
	# answering is the receiver's act; it need not, and may not, write the return itself
	doc.save(ignore_permissions=True)


def _receipt_of(doc: Document, authority: str):
	"""The row of the receiver named, or of the only one that the session's user acts for."""
	user = frappe.session.user
	mine = [row for row in doc.receipts if row.authority == authority or not authority]
	if not authority:
		mine = [row for row in mine if _acts_for(row.authority, doc, user)]
	if not mine:
		frappe.throw(
			_("{0} is not addressed to an authority of yours. Only its receivers answer a return.").format(
				doc.name
			),
			frappe.PermissionError,
		)
	if len(mine) > 1:
		waiting = [row for row in mine if row.status == w.AWAITING_RECEIPT]
		if len(waiting) != 1:
			frappe.throw(_("Receiver: you act for several receivers of this return. Name one of them."))
		mine = waiting
	return mine[0]
