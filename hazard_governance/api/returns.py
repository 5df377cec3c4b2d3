"""Methods of the monthly return: collect a month in one action, draw again, correct, receive or return."""

import frappe
from frappe import _
from frappe.utils import nowdate

from hazard_governance import returns
from hazard_governance.domain import return_words as w
from hazard_governance.domain import returns as rules
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.facts import HazardReturn
from hazard_governance.ledger.workbook import official_workbook
from hazard_governance.messages import throw_deficiencies
from hazard_governance.permissions import predicate
from hazard_governance.reporting import return_units
from hazard_governance.retry import once_more_when_overtaken

DOCTYPE = returns.DOCTYPE


@frappe.whitelist()
def units() -> list[dict]:
	"""Units for which the session's user may begin a return: {kind, field, name}, by the memberships of the user."""
	member = predicate.memberships(frappe.session.user)
	reporting = return_units.roll()
	found = [{"kind": w.ENTERPRISE_UNIT, "field": "enterprise", "name": name} for name in member.enterprises]
	for authority in member.authorities:
		known = reporting.by_name.get(authority.name)
		if known and known.unit_kind:
			found.append({"kind": known.unit_kind, "field": "authority", "name": authority.name})
	return [row for row in found if _may_begin(row)]


def _may_begin(row: dict) -> bool:
	values = {"doctype": DOCTYPE, "unit_kind": row["kind"], row["field"]: row["name"]}
	return predicate.in_scope(frappe._dict(values), "create")


@frappe.whitelist(methods=["POST"])
def collect(month: str | None = None, authority: str | None = None, enterprise: str | None = None) -> dict:
	"""One action for a month: the unit's draft with all rows as of now and notes on who below is wanting.

	month: YYYY-MM, default the present one. authority or enterprise: who reports; the only unit of the user by default.
	A draft that is there is drawn again, a return that has been submitted is left alone. Returns {name, status, rows,
	notes}. PermissionError unless the user may write for the unit.
	"""
	month = (month or nowdate()[:7]).strip()
	field, name = _unit_asked_for(authority, enterprise)
	return once_more_when_overtaken(lambda: _collect(month, field, name))


def _unit_asked_for(authority: str | None, enterprise: str | None) -> tuple[str, str]:
	if authority or enterprise:
		return ("authority", authority) if authority else ("enterprise", enterprise)
	mine = units()
	if len(mine) != 1:
		frappe.throw(_("Name the authority or the enterprise whose month is collected."))
	return mine[0]["field"], mine[0]["name"]


def _collect(month: str, field: str, name: str) -> dict:
	returns.lock_unit(field, name)
	kind = w.ENTERPRISE_UNIT if field == "enterprise" else w.COUNTY_UNIT
	values = {"doctype": DOCTYPE, "unit_kind": kind, field: name, "month": month}
	if not predicate.in_scope(frappe._dict(values), "create"):
		frappe.throw(_("You may not report for {0}.").format(name), frappe.PermissionError)
	last = returns.last_version(field, name, month)
	if last is None:
		return _answer(frappe.get_doc(values).insert())
	doc = frappe.get_doc(DOCTYPE, last.name)
	doc.check_permission("read")
	return _answer(_draw(doc) if doc.status == v.DRAFT else doc)


def _answer(doc) -> dict:
	return {"name": doc.name, "status": doc.status, "rows": len(doc.rows), "notes": len(doc.notes)}


@frappe.whitelist(methods=["POST"])
def draw(name: str) -> dict:
	"""Draw the rows of a draft again, as of now. Write permission on it is asked first. Returns as `collect`."""
	return _answer(once_more_when_overtaken(lambda: _draw(frappe.get_doc(DOCTYPE, name))))


def _draw(doc):
	doc.check_permission("write")
	if doc.status != v.DRAFT:
		frappe.throw(_("Rows: a submitted return stays as it was. Correct it by a new version."))
	doc.flags.draw_again = True
	return doc.save()


@frappe.whitelist(methods=["POST"])
def correct(name: str, reason: str) -> str:
	"""Begin a new version of a submitted return, which stays as it was; name of the new draft. Write permission on the
	return is asked first. reason: what is corrected."""
	old = frappe.get_doc(DOCTYPE, name)
	old.check_permission("write")
	facts = HazardReturn.from_mapping(old.as_dict())
	throw_deficiencies(rules.check_correction(facts, returns.newer(old, submitted_only=False)))
	if not (reason or "").strip():
		frappe.throw(_("What Is Corrected: write what is wrong in the submitted version."))
	values = {
		fieldname: old.get(fieldname) for fieldname in ("unit_kind", "enterprise", "authority", "month")
	}
	new = frappe.get_doc({"doctype": DOCTYPE, **values, "correction_reason": reason.strip()})
	return new.insert().name


@frappe.whitelist(methods=["POST"])
def accept(name: str, authority: str | None = None) -> str:
	"""Receive a return for one of its receivers; the state of all receipts. For members of that receiver who belong to
	the sender in no way. authority: the receiver, where the user acts for both."""
	return _respond(name, authority, w.RECEIVED, "")


@frappe.whitelist(methods=["POST"])
def send_back(name: str, reason: str, authority: str | None = None) -> str:
	"""Return it with the reason that its sender has to correct; otherwise as `accept`."""
	return _respond(name, authority, w.RETURNED, (reason or "").strip())


def _respond(name: str, authority: str | None, decision: str, reason: str) -> str:
	def act() -> str:
		returns.lock(name)
		doc = frappe.get_doc(DOCTYPE, name)
		doc.check_permission("read")
		returns.answer(doc, authority or "", decision, reason)
		return doc.receipt_state

	return once_more_when_overtaken(act)


@frappe.whitelist()
def download(name: str) -> None:
	"""The return as the official workbook; read permission on it is asked first."""
	doc = frappe.get_doc(DOCTYPE, name)
	doc.check_permission("read")
	frappe.response["filename"] = f"hazard_return_{doc.month}_{doc.name}.xlsx"
	frappe.response["filecontent"] = official_workbook(doc.paper())
	frappe.response["type"] = "binary"
