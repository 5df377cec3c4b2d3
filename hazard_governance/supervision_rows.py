"""Rows of a supervision case: progress and applications are the enterprise's, urging and decisions the authority's."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, get_fullname, today

from hazard_governance import working_days
from hazard_governance.domain import facts, supervision
from hazard_governance.domain.deficiency import N_
from hazard_governance.messages import throw_deficiencies
from hazard_governance.permissions import predicate
from hazard_governance.step_checks import facts_of

DECISION_FIELDS = ("decision", "decided_on", "decided_by", "remarks")
APPLICATION_FIELDS = ("applied_on", "reason", "interim_controls", "new_due")
DECIDED_ROW_CHANGED = N_(
	"Extensions: a decided application is neither changed nor removed. Apply again in a new row."
)
LATE = N_("The application comes late: the authority may not decide on it before the deadline.")
NOT_OF_CASE = N_("{0}: only a member of {1}, the authority of this case, changes this. Leave it as it was.")


def set_reporters(case: Document) -> None:
	"""Whoever adds a progress report is named in it."""
	for row in case.progress:
		row.reported_by = row.reported_by or get_fullname(frappe.session.user)


def keep_decisions(case: Document) -> None:
	"""A decision on an extension is written by `decide_extension` only; anything else sent is put back."""
	stored = _stored(case, "extensions")
	for row in case.extensions:
		if row.name == case.flags.decided_row:
			row.decided_by = frappe.session.user
		else:
			before = stored.get(row.name)
			row.update({field: before.get(field) if before else None for field in DECISION_FIELDS})


def set_applied(case: Document) -> None:
	"""The enterprise applies on the day it does so; an authority may record a letter that came earlier."""
	if acts_for_case(case):
		return
	stored = _stored(case, "extensions")
	for row in case.extensions:
		before = stored.get(row.name)
		row.applied_on = before.applied_on if before else today()


def warn_of_late_application(fact: facts.CaseExtension, case_facts: facts.SupervisionCase) -> None:
	"""Tell, without refusing, that the application leaves little time to decide on it (setting, working days)."""
	configured = working_days.settings()
	free, make_up = working_days.holidays(configured.holiday_list)
	if supervision.applied_late(fact, case_facts, configured, free, make_up):
		frappe.msgprint(_(LATE), indicator="orange", alert=True)


def check_extensions(case: Document) -> None:
	"""New and changed applications are complete and in time; decided ones stand still."""
	stored = _stored(case, "extensions")
	kept = {row.name for row in case.extensions}
	case_facts = facts_of(case)
	for row, fact in zip(case.extensions, case_facts.extensions, strict=True):
		before = stored.get(row.name)
		if before and not _changed(row, before, APPLICATION_FIELDS):
			continue
		if before and before.decision:
			frappe.throw(_(DECIDED_ROW_CHANGED))
		throw_deficiencies(supervision.check_extension(fact, case_facts))
		warn_of_late_application(fact, case_facts)
	if any(row.decision and name not in kept for name, row in stored.items()):
		frappe.throw(_(DECIDED_ROW_CHANGED))


def refuse_changes_of_others(case: Document, fieldnames: tuple[str, ...]) -> None:
	"""Throw when somebody who does not act for the authority of the case changes its fields or the urging."""
	if acts_for_case(case):
		return
	before = case.get_doc_before_save()
	changed = [name for name in fieldnames if case.has_value_changed(name)] if before else []
	if _rows_changed(case, "urgings"):
		changed.append("urgings")
	if changed:
		labels = ", ".join(_(case.meta.get_label(name)) for name in changed)
		frappe.throw(_(NOT_OF_CASE).format(labels, authority_of(case)), frappe.PermissionError)


def authority_of(case: Document) -> str:
	"""The authority of the case as stored; of a new case the one named."""
	before = case.get_doc_before_save()
	return (before and before.authority) or case.authority


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


def _changed(row: Document, before: Document, fieldnames: tuple[str, ...]) -> bool:
	return any(cstr(row.get(name)) != cstr(before.get(name)) for name in fieldnames)


def _rows_changed(case: Document, table: str) -> bool:
	stored = _stored(case, table)
	rows = case.get(table)
	if {row.name for row in rows if row.name in stored} != set(stored) or len(rows) != len(stored):
		return True
	names = [field.fieldname for field in frappe.get_meta(rows[0].doctype).fields] if rows else []
	return any(_changed(row, stored[row.name], names) for row in rows)
