"""Who acts next on a hazard: the one whose turn it is with what is missing first. Notice 54/2023: every step has its people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.acceptance import checking_bodies
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import HazardRecord

OFFICER, PRINCIPAL, OWNER = (
	N_("Enterprise Safety Officer"),
	N_("Enterprise Principal"),
	N_("Rectification Owner"),
)
AUTHORITY, REGISTRAR = N_("Supervision Authority"), N_("Emergency Management Registrar")

MEASURE_ROWS = ("Remediation Plan Measure", "Hazard Immediate Measure", "Source Governance Plan Item")
DONE_FIELDS = ("status", "done_on", "done_at", "evidence", "after_photo")


@dataclass(frozen=True)
class Actor:
	"""role: a role of the app, or any authority; name: who of them, where the record tells ("" otherwise)."""

	role: str
	name: str = ""


def actor_for(lacking: Deficiency, record: HazardRecord) -> Actor:
	"""Whose turn it is to settle what `lacking` names; the enterprise's safety officer where nobody else is."""
	if lacking.doctype in MEASURE_ROWS and lacking.fieldname in DONE_FIELDS:
		return Actor(OWNER, _owner_of(lacking, record))
	turn = _TURNS.get(lacking.doctype)
	return turn(lacking, record) if turn else Actor(OFFICER)


def _owner_of(lacking: Deficiency, record: HazardRecord) -> str:
	rows = {
		"Remediation Plan Measure": record.plan.measures if record.plan else (),
		"Hazard Immediate Measure": record.hazard.immediate_measures,
		"Source Governance Plan Item": record.source_governance.items if record.source_governance else (),
	}[lacking.doctype]
	if lacking.row is None or lacking.row > len(rows):
		return ""
	row = rows[lacking.row - 1]
	return getattr(row, "responsible_person", "") or getattr(row, "taken_by", "")


def _of_hazard(lacking: Deficiency, record: HazardRecord) -> Actor:
	if lacking.fieldname in ("verification", "register_no"):
		return Actor(AUTHORITY, record.hazard.verified_by_authority)
	return Actor(OFFICER)


def _submitted(document: object) -> bool:
	return getattr(document, "status", "") == v.SUBMITTED


def _of(argument: str) -> Callable[[Deficiency, HazardRecord], Actor]:
	def turn(lacking: Deficiency, record: HazardRecord) -> Actor:
		waits = lacking.fieldname == "status" and _submitted(getattr(record, argument))
		return Actor(PRINCIPAL if waits else OFFICER)

	return turn


def _of_source(lacking: Deficiency, record: HazardRecord) -> Actor:
	plan = record.source_governance
	waits = lacking.fieldname == "status" and plan is not None and plan.status in (v.SUBMITTED, v.APPROVED)
	return Actor(PRINCIPAL if waits else OFFICER)


def _of_report(lacking: Deficiency, record: HazardRecord) -> Actor:
	report = record.report
	if report is not None and report.status == v.APPROVED:
		return Actor(REGISTRAR, report.filing_authority)
	return Actor(PRINCIPAL if lacking.fieldname == "status" and _submitted(report) else OFFICER)


def _of_action(lacking: Deficiency, record: HazardRecord) -> Actor:
	action = next((a for a in record.actions if lacking.name and a.name == lacking.name), None)
	if action is not None and action.deciding_side == v.BY_AUTHORITY:
		return Actor(AUTHORITY, action.authority)
	return Actor(PRINCIPAL if lacking.fieldname == "status" and _submitted(action) else OFFICER)


def _of_acceptance(lacking: Deficiency, record: HazardRecord) -> Actor:
	waiting = [a for a in record.acceptances if a.level == v.ENTERPRISE_EVALUATION and _submitted(a)]
	if record.hazard.stage in (v.ACCEPTED, v.CLOSED_OUT):
		return Actor(AUTHORITY, ", ".join(checking_bodies(record)))
	return Actor(PRINCIPAL if waiting else OFFICER)


def _of_case(lacking: Deficiency, record: HazardRecord) -> Actor:
	case = next((c for c in record.cases if lacking.name and c.name == lacking.name), None)
	return Actor(AUTHORITY, case.authority if case else "")


def _of_suspension(lacking: Deficiency, record: HazardRecord) -> Actor:
	running = [s for s in record.suspensions if s.status not in (v.IN_FORCE, v.RESUMED)]
	if running:
		return Actor(AUTHORITY, running[-1].examining_authority or running[-1].authority)
	return Actor(OFFICER)


_TURNS: dict[str, Callable[[Deficiency, HazardRecord], Actor]] = {
	"Hazard": _of_hazard,
	"Hazard Verification": lambda lacking, record: Actor(AUTHORITY, record.hazard.verified_by_authority),
	"Root Cause Analysis": _of("analysis"),
	"Remediation Plan": _of("plan"),
	"Source Governance Plan": _of_source,
	"Rectification Report": _of_report,
	"Accountability Action": _of_action,
	"Rectification Acceptance": _of_acceptance,
	"Supervision Case": _of_case,
	"Production Suspension": _of_suspension,
}
