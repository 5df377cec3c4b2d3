"""Which documents of a hazard a person may open, and which they may make next."""

from dataclasses import dataclass, field
from operator import itemgetter

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.permissions import get_role_permissions
from pypika.terms import ValueWrapper

from hazard_governance.domain import steps
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.classification import is_major
from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.look_back import ENDED
from hazard_governance.permissions import predicate
from hazard_governance.records import STEP_DOCUMENTS, whole_of

MOST = 20


@dataclass(frozen=True)
class Target:
	"""A step document: the step it belongs to, whether there is one a hazard, whether only a major hazard needs it.

	stages: those in which it is made; empty for all but the ends."""

	step: str
	doctype: str
	single: bool = False
	full_governance_only: bool = False
	values: dict = field(default_factory=dict)
	by_authority: bool = False
	stages: tuple[str, ...] = ()


TARGETS = (
	Target(steps.DESCRIPTION, "Hazard Verification", by_authority=True),
	Target(steps.CAUSE_ANALYSIS, "Root Cause Analysis", single=True, full_governance_only=True),
	Target(steps.ACCOUNTABILITY, "Accountability Action"),
	Target(steps.ACCOUNTABILITY, "Case Referral", by_authority=True),
	Target(steps.ACCOUNTABILITY, "Enforcement Decision", by_authority=True),
	Target(steps.IMMEDIATE_RECTIFICATION, "Remediation Plan", single=True, full_governance_only=True),
	Target(steps.IMMEDIATE_RECTIFICATION, "Production Suspension"),
	Target(steps.IMMEDIATE_RECTIFICATION, "Rectification Acceptance"),
	Target(steps.IMMEDIATE_RECTIFICATION, "Supervision Case", full_governance_only=True, by_authority=True),
	Target(steps.SOURCE_GOVERNANCE, "Source Governance Plan", single=True, full_governance_only=True),
	Target(steps.SOURCE_GOVERNANCE, "Rectification Report", single=True, full_governance_only=True),
	Target(
		steps.SOURCE_GOVERNANCE,
		"Follow-up Inspection",
		by_authority=True,
		values={"origin": v.BY_SIGNAL},
		stages=ENDED,
	),
)


def targets_of(hazard: Document, record: HazardRecord) -> list[dict]:
	"""Rows {step, doctype, name, label, status, values}; without a name the document is still to be made, prefilled."""
	found = []
	mine = predicate.acting_authorities(frappe.session.user, hazard)
	readable = _readable(hazard.name, record)
	for target in TARGETS:
		stored = readable.get(target.doctype, [])
		found += [_row(target, row.name, status=row.status) for row in stored]
		if _may_create(target, hazard, record, bool(stored)):
			found.append(_row(target, None, _values(target, hazard, mine)))
	return found


def may_begin(doctype: str, hazard: Document) -> dict | None:
	"""Values with which the session's user begins a document of this kind for the hazard now; None where they may not."""
	if doctype == "Study Topic":
		values = {"enterprise": hazard.enterprise, "hazards": [{"hazard": hazard.name}]}
		new = frappe.get_doc({"doctype": doctype, **values})
		return values if frappe.has_permission(doctype, "create", doc=new) else None
	target = next((target for target in TARGETS if target.doctype == doctype), None)
	if target is None:
		return None
	exists = target.single and bool(frappe.db.exists(doctype, {"hazard": hazard.name}))
	# the whole record is read only where it says whether the document is called for
	record = whole_of(hazard.name).record if target.full_governance_only else None
	if not _may_create(target, hazard, record, exists):
		return None
	return _values(target, hazard, predicate.acting_authorities(frappe.session.user, hazard))


def _readable(hazard: str, record: HazardRecord) -> dict[str, list[dict]]:
	"""Name and status of the documents in the user's scope, the first ones of each DocType, in one query."""
	query = None
	for doctype in (target.doctype for target in TARGETS):
		argument, _single = STEP_DOCUMENTS[doctype]
		if not getattr(record, argument) or not _reads(doctype):
			continue
		table = frappe.qb.DocType(doctype)
		one = frappe.qb.from_(table).where(table.hazard == hazard)
		one = one.select(ValueWrapper(doctype), table.name, table.status, table.creation)
		one = predicate.apply_scope(one, table, doctype)
		query = query.union_all(one) if query is not None else one
	found: dict[str, list[dict]] = {}
	for doctype, name, status, _made in (
		sorted(query.run(), key=itemgetter(3, 1)) if query is not None else ()
	):
		found.setdefault(doctype, []).append(frappe._dict(name=name, status=status))
	return {doctype: rows[:MOST] for doctype, rows in found.items()}


def _reads(doctype: str) -> bool:
	"""Whether a role reads the DocType. Shares are not asked for: one that opens what the scope does not is refused."""
	return bool(get_role_permissions(frappe.get_meta(doctype)).get("read"))


def _may_create(target: Target, hazard: Document, record: HazardRecord | None, exists: bool) -> bool:
	stages = target.stages or tuple(stage for stage in v.STAGES if stage not in (v.FILED, v.WITHDRAWN))
	if hazard.stage not in stages or (target.single and exists):
		return False
	if target.full_governance_only and not (is_major(record) or steps.needs_full_governance(record)):
		return False
	if not frappe.has_permission(target.doctype, "create"):
		return False
	draft = frappe.get_doc({"doctype": target.doctype, "hazard": hazard.name})
	return frappe.has_permission(target.doctype, "create", doc=draft)


def _values(target: Target, hazard: Document, mine: list[str]) -> dict:
	values = {"hazard": hazard.name, **target.values}
	if target.by_authority and len(mine) == 1:
		values["authority"] = mine[0]
	if target.doctype == "Rectification Acceptance":
		by_enterprise = not mine or _evaluates_for_enterprise(hazard)
		values["level"] = v.ENTERPRISE_EVALUATION if by_enterprise else v.AUTHORITY_CHECK
		if len(mine) == 1 and not by_enterprise:
			values["authority"] = mine[0]
	return values


def _evaluates_for_enterprise(hazard: Document) -> bool:
	"""Before Accepted it is the evaluation of the enterprise that an office enters, where nobody of it is a user."""
	early = hazard.stage in (v.REGISTERED, v.RECTIFYING, v.PENDING_ACCEPTANCE)
	return early and bool(predicate.stands_in(frappe.session.user, hazard))


def _row(target: Target, name: str | None, values: dict | None = None, status: str = "") -> dict:
	label = _("{0} {1}").format(_(target.doctype), name) if name else _(target.doctype)
	return {
		"step": target.step,
		"doctype": target.doctype,
		"name": name,
		"label": label,
		"status": _(status, context=target.doctype) if status else "",
		"values": values or {},
	}
