"""Rows of a supervision case: progress and applications are the enterprise's, everything else is the authority's.

Who wrote a row, when, and what was decided on it is the server's: the client's word for it is not taken.
"""

from dataclasses import replace

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, get_fullname, getdate, today

from hazard_governance import working_days
from hazard_governance.domain import facts, supervision, supervision_terms
from hazard_governance.domain.deficiency import N_
from hazard_governance.masters import refuse_repeated
from hazard_governance.messages import throw_deficiencies
from hazard_governance.permissions import members, predicate
from hazard_governance.step_checks import facts_of

APPLICATION_FIELDS = ("applied_on", "reason", "interim_controls", "new_due", "application")
AUTHORITY_TABLES = ("urgings", "pauses", "co_operating", "opinions")
DECIDED_ROW_CHANGED = N_(
	"Extensions: a decided application is neither changed nor removed. Apply again in a new row."
)
LATE = N_("The application comes late: the authority may not decide on it before the deadline.")
NOT_OF_CASE = N_("{0}: only a member of {1}, the authority of this case, changes this. Leave it as it was.")
NO_HELPER = N_(
	"Co-operating Authorities (row {0}): {1} supervises the case itself, is dissolved, or supervises nobody. Choose another."
)
NOT_PAUSED_NOW = N_("Pauses of the Term: a term is paused while the case is in force. Leave the row out.")


def prepare(case: Document) -> None:
	"""Sign new rows with the person and the day, and write the decision that this save is about."""
	outsider = not acts_for_case(case)
	_sign_progress(case, outsider)
	_sign_applications(case, outsider)
	for row in _new_rows(case, "pauses"):
		row.update({"decided_on": today(), "decided_by": frappe.session.user})
	stored = _stored(case, "opinions")
	case.set("opinions", [row for row in case.opinions if row.name in stored])
	if case.flags.decision:
		values = dict(case.flags.decision)
		row = next(row for row in case.extensions if row.name == values["name"])
		row.update({**values, "decided_on": today(), "decided_by": frappe.session.user})


def _sign_progress(case: Document, outsider: bool) -> None:
	"""A report counts from the day it is made; an authority may record a paper that came earlier."""
	for row in _new_rows(case, "progress"):
		row.entered_by = frappe.session.user
		row.reported_by = row.reported_by or get_fullname(frappe.session.user)
		if outsider:
			row.reported_on = today()
	if outsider:
		_put_back(case, "progress", "reported_on")


def _sign_applications(case: Document, outsider: bool) -> None:
	"""The enterprise applies on the day it does so; an authority may record a letter that came earlier."""
	for row in _new_rows(case, "extensions"):
		row.applied_by = frappe.session.user
		if outsider:
			row.applied_on = today()
	if outsider:
		_put_back(case, "extensions", "applied_on")


def _put_back(case: Document, table: str, fieldname: str) -> None:
	stored = _stored(case, table)
	for row in case.get(table):
		if row.name in stored:
			row.set(fieldname, stored[row.name].get(fieldname))


def warn_of_late_application(fact: facts.CaseExtension, case_facts: facts.SupervisionCase) -> None:
	"""Tell, without refusing, that the application leaves little time to decide on it (setting, working days)."""
	configured = working_days.settings()
	free, make_up = working_days.holidays(configured.holiday_list)
	if supervision.applied_late(fact, case_facts, configured, free, make_up):
		frappe.msgprint(_(LATE), indicator="orange", alert=True)


def check_extensions(case: Document) -> None:
	"""New and changed applications are complete and in time; decided ones stand still; the authority numbers its replies."""
	stored = _stored(case, "extensions")
	if not acts_for_case(case) and any(
		_changed(row, stored.get(row.name) or frappe._dict(), ("letter_no",)) for row in case.extensions
	):
		label = _(frappe.get_meta("Supervision Case Extension").get_label("letter_no"))
		frappe.throw(_(NOT_OF_CASE).format(label, authority_of(case)), frappe.PermissionError)
	kept = {row.name for row in case.extensions}
	case_facts = facts_of(case)
	for row, fact in zip(case.extensions, case_facts.extensions, strict=True):
		before = stored.get(row.name)
		if before and not _changed(row, before, APPLICATION_FIELDS):
			continue
		if before and before.decision:
			frappe.throw(_(DECIDED_ROW_CHANGED))
		throw_deficiencies(supervision.check_extension(fact, case_facts, getdate()))
		warn_of_late_application(fact, case_facts)
	if any(row.decision and name not in kept for name, row in stored.items()):
		frappe.throw(_(DECIDED_ROW_CHANGED))


def check_pauses(case: Document) -> None:
	"""A new pause is of a case in force and begins before its deadline has passed."""
	fresh = {row.idx for row in _new_rows(case, "pauses")}
	if not fresh:
		return
	if case.stored_status not in supervision_terms.RUNNING:
		frappe.throw(_(NOT_PAUSED_NOW))
	case_facts = facts_of(case)
	older = replace(case_facts, pauses=tuple(row for row in case_facts.pauses if row.idx not in fresh))
	for pause in case_facts.pauses:
		if pause.idx in fresh:
			throw_deficiencies(supervision.check_new_pause(pause, older))


def refuse_foreign_co_operation(case: Document) -> None:
	"""A co-operating authority is named once, is in office, and is not the supervising one."""
	refuse_repeated(case, "co_operating", "authority")
	stored = {row.authority for row in _stored(case, "co_operating").values()}
	for row in case.co_operating:
		if row.authority == case.authority or (
			row.authority not in stored and not members.authority_scopes((row.authority,))
		):
			frappe.throw(_(NO_HELPER).format(row.idx, row.authority))


def refuse_changes_of_others(case: Document, fieldnames: tuple[str, ...]) -> None:
	"""Throw when somebody who does not act for the authority of the case changes its fields or its tables."""
	if acts_for_case(case):
		return
	kept = case.flags.server_values or {}
	changed = []
	if case.get_doc_before_save():
		changed = [name for name in fieldnames if name not in kept and case.has_value_changed(name)]
	changed += [table for table in AUTHORITY_TABLES if _rows_changed(case, table)]
	if changed:
		labels = ", ".join(_(case.meta.get_label(name)) for name in changed)
		frappe.throw(_(NOT_OF_CASE).format(labels, authority_of(case)), frappe.PermissionError)


def authority_of(case: Document) -> str:
	"""Who acts for the case: its authority as stored (of a new case the one named), of a dissolved one the successor."""
	before = case.get_doc_before_save()
	return members.in_office((before and before.authority) or case.authority)


def acts_for_case(case: Document) -> bool:
	"""Whether the session user may write the authority's part: a member of its authority; on insert, any that covers."""
	user = frappe.session.user
	if user == "Administrator" or case.flags.ignore_permissions:
		return True
	acting = predicate.acting_authorities(user, case)
	return bool(acting) if case.is_new() else authority_of(case) in acting


def _stored(case: Document, table: str) -> dict[str, Document]:
	before = case.get_doc_before_save()
	return {row.name: row for row in before.get(table)} if before else {}


def _new_rows(case: Document, table: str) -> list[Document]:
	stored = _stored(case, table)
	return [row for row in case.get(table) if row.name not in stored]


def _changed(row: Document, before: Document, fieldnames: tuple[str, ...]) -> bool:
	return any(cstr(row.get(name)) != cstr(before.get(name)) for name in fieldnames)


def _rows_changed(case: Document, table: str) -> bool:
	stored = _stored(case, table)
	rows = case.get(table)
	if {row.name for row in rows if row.name in stored} != set(stored) or len(rows) != len(stored):
		return True
	names = [field.fieldname for field in frappe.get_meta(rows[0].doctype).fields] if rows else []
	return any(_changed(row, stored[row.name], names) for row in rows)
