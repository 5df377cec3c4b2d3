"""What nobody changes any more, because a passed gate or a decision rests on it.

A frozen set holds names of these forms:
- "field": the field, or the whole table, stays as it is.
- "field+": a value, once given, stays; an empty one may be filled in. Of a table: rows stay and may be completed,
  new rows may be added, and the status of a row not yet done may move on.
- "table.column": that column stays, and rows are neither added nor removed; the table's other columns are open.

`ALL` freezes every field that a client may write.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any, Final

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.facts import FACTS, Facts
from hazard_governance.domain.facts_base import row_class

ALL: Final = frozenset(("*",))
STANDARD = frozenset(("name", "idx", "owner", "creation"))
# used up by a move, or moved by it
MOVED = frozenset(("workflow_state", "return_reason", "stage", "status"))
NOTHING: Final[frozenset[str]] = frozenset()
BEYOND_RECTIFYING = (v.PENDING_ACCEPTANCE, v.ACCEPTED, v.CLOSED_OUT, v.FILED)

# --- the hazard ----------------------------------------------------------------------------------------------
# tables that go on growing in every stage: danger does not ask for the stage
GROWING = frozenset(
	f"{table}+"
	for table in (
		"immediate_measures",
		"interim_controls",
		"evidence",
		"authority_reports",
		"public_postings",
	)
)
CLASSIFICATION = frozenset(
	(
		"classification",
		"classification_basis",
		"criterion",
		"classification_reason",
		"needs_suspension",
		"needs_time",
		"external_factor",
	)
)
DESCRIPTION = frozenset(
	(
		"hazard_title",
		"enterprise",
		"place",
		"source",
		"found_on",
		"existing_condition",
		"possible_harm",
		"scope_of_influence",
		"recurring",
		"earlier_hazard+",
		"earlier_hazard_reference+",
	)
)
ALWAYS_OPEN = frozenset(("national_no", "provincial_no", "campaign", "risk_point"))
FILLABLE_AT_THE_END = frozenset(
	("general_accountability+", "worker_report_on+", "worker_report_form+", "earlier_hazard+")
)


def frozen_hazard_fields(stage: str, verification: str, classification: str = "") -> frozenset[str]:
	"""What of a hazard stays, given its stored stage, verification and class.

	Immediate measures may be added in every stage. A major class is taken back by an authority's verification only.
	"""
	frozen = NOTHING
	if classification == v.MAJOR:
		frozen |= {"classification"}
	if verification == v.VERIFIED:
		frozen |= DESCRIPTION | CLASSIFICATION | {"rectification_due+"}
	if stage in BEYOND_RECTIFYING:
		# a description may be completed after the danger is gone: what is still blank may be filled in
		frozen |= GROWING | _fillable(CLASSIFICATION)
		frozen |= {"enterprise", "found_on", "source", "rectification_due+"}
	if stage in (v.CLOSED_OUT, v.FILED, v.WITHDRAWN):
		open_blanks = GROWING | FILLABLE_AT_THE_END | _fillable(DESCRIPTION | CLASSIFICATION)
		frozen |= open_blanks | (_writable("Hazard") - ALWAYS_OPEN - _bare(open_blanks))
	return frozenset(frozen)


def _fillable(names: Iterable[str]) -> frozenset[str]:
	return frozenset(f"{name}+" for name in _bare(names))


# --- step documents --------------------------------------------------------------------------------------------
ACTION_EXECUTION = ("referral_no", "referred_on", "referral_receipt", "executed_on", "proof")
MEASURE_PROGRESS = ("status", "done_on", "result", "evidence", "cause")
ITEM_PROGRESS = (
	"status",
	"done_on",
	"result",
	"evidence",
	"document",
	"document_version",
	"published_on",
)
FILING = ("filing_authority", "receipt_no", "filed_on", "filing_remarks")
APPLICATION = frozenset(
	(
		"scope",
		"extent",
		"from_at",
		"people_withdrawn",
		"ordered_by",
		"authority",
		"order_no",
		"applied_on",
		"application",
		"evaluation_by",
		"institution",
		"evaluation_report",
	)
)
EXAMINATION = APPLICATION | {
	"examining_authority",
	"examined_on",
	"examination_result",
	"examination_no+",
	"examiners",
	"examination_remarks",
}
AGREEMENT = EXAMINATION | {
	"department_head",
	"department_signed_on",
	"mine_safety_authority",
	"mine_safety_agreed_on",
	"mine_safety_document",
}
GOVERNMENT = AGREEMENT | {"government_head", "government_approved_on", "government_document"}
CASE_HEAD = frozenset(
	("kind", "authority", "level", "listing_body", "letter_no", "issued_on", "signatory", "requirements")
) | frozenset(
	(
		"progress+",
		"urgings+",
		"extensions+",
		"pauses+",
		"opinions+",
		"served_on+",
		"served_to+",
		"received_on+",
		"received_by+",
		"service_proof+",
	)
)
# the papers of a case are completed after its end
CASE_PAPERS = ("delisting_no+", "opinions+", "served_on+", "served_by+", "served_to+", "service_proof+")


def _writable(doctype: str) -> frozenset[str]:
	facts = FACTS[doctype]
	return frozenset(field.name for field in fields(facts)) - STANDARD - MOVED - facts.SERVER_OWNED


def _bare(names: Iterable[str]) -> frozenset[str]:
	return frozenset(name.rstrip("+").split(".")[0] for name in names)


def _columns(doctype: str, table: str, open_columns: Iterable[str]) -> frozenset[str]:
	row = row_class(FACTS[doctype], table)
	closed = {field.name for field in fields(row)} - STANDARD - row.SERVER_OWNED - set(open_columns)
	return frozenset(f"{table}.{column}" for column in closed)


def _all_but(doctype: str, open_fields: Iterable[str] = (), *special: str) -> frozenset[str]:
	"""Every writable field but `open_fields`; `special` names take the place of their plain form."""
	return (_writable(doctype) - set(open_fields) - _bare(special)) | set(special)


# what an authority entered for an enterprise that is no user is signed on paper after it was submitted
_SIGNED = ("signed_paper",)
_ACTION = "Accountability Action"
_PLAN = "Remediation Plan"
_SOURCE = "Source Governance Plan"
# the risk is often rated again only when the source is governed
_RISK = ("risk_level_before", "risk_level_after", "risk_rerated_on")
_LOOK_BACK = "Follow-up Inspection"
_SOURCE_RESULTS = (
	"standards_conclusion",
	"standards_reason",
	"retrofit_decision",
	"retrofit_reason",
	"sweep_scope",
	"sweep_done_on",
	"sweep_found",
	"sweep_removed",
	"failure_review",
	"study_topic",
	"evaluated_on",
	"evaluation_result",
	"signed_evaluation",
	*_RISK,
)
_PLAN_RUNNING = _all_but(_PLAN, (), *_columns(_PLAN, "measures", MEASURE_PROGRESS))
_SOURCE_RUNNING = _all_but(_SOURCE, _SOURCE_RESULTS, *_columns(_SOURCE, "items", ITEM_PROGRESS))

FROZEN: dict[tuple[str, str], frozenset[str]] = {
	("Hazard Verification", v.DECIDED): ALL,
	("Root Cause Analysis", v.SUBMITTED): _all_but("Root Cause Analysis", _SIGNED),
	("Root Cause Analysis", v.APPROVED): ALL,
	# whether the hazard is a repeat may turn out late; who decides says how it was considered
	(_ACTION, v.SUBMITTED): _all_but(_ACTION, ("letter_no", "repeat_consideration", *_SIGNED)),
	(_ACTION, v.DECIDED): _all_but(
		_ACTION,
		(),
		"letter_no+",
		"basis+",
		"repeat_consideration+",
		*_columns(_ACTION, "measures", ACTION_EXECUTION),
	),
	# what its paper lacks is still added
	(_ACTION, v.EXECUTED): _all_but(_ACTION, (), "letter_no+", "basis+"),
	(_PLAN, v.SUBMITTED): _PLAN_RUNNING - set(_SIGNED),
	(_PLAN, v.APPROVED): _PLAN_RUNNING,
	("Production Suspension", v.RESUMPTION_APPLIED): APPLICATION,
	("Production Suspension", v.EXAMINED): EXAMINATION,
	("Production Suspension", v.MINE_SAFETY_AGREED): AGREEMENT,
	("Production Suspension", v.GOVERNMENT_APPROVED): GOVERNMENT,
	("Production Suspension", v.RESUMED): GOVERNMENT | {"resumed_on", "announced_on+"},
	("Rectification Acceptance", v.SUBMITTED): _all_but("Rectification Acceptance", _SIGNED),
	("Rectification Acceptance", v.CONCLUDED): ALL,
	(_SOURCE, v.SUBMITTED): _SOURCE_RUNNING - set(_SIGNED),
	(_SOURCE, v.APPROVED): _SOURCE_RUNNING,
	# what lasts for months runs on after acceptance
	(_SOURCE, v.ACCEPTED): _all_but(_SOURCE, (), "items+", "study_topic+", *(f"{name}+" for name in _RISK)),
	("Rectification Report", v.SUBMITTED): _all_but("Rectification Report", (*FILING, *_SIGNED)),
	("Rectification Report", v.APPROVED): _all_but("Rectification Report", FILING),
	("Rectification Report", v.FILED): ALL,
	("Supervision Case", v.IN_FORCE): CASE_HEAD,
	("Supervision Case", v.ACCEPTANCE_REQUESTED): CASE_HEAD,
	("Supervision Case", v.DELISTED): _all_but("Supervision Case", (), *CASE_PAPERS),
	("Supervision Case", v.NOT_ADOPTED): ALL,
	("Supervision Case", v.RAISED): ALL,
	("Supervision Case", v.WITHDRAWN): ALL,
	# served later; who refuses to correct is fined on, day by day
	("Enforcement Decision", v.DECIDED): _all_but(
		"Enforcement Decision",
		("internal_note",),
		*_columns(
			"Enforcement Decision", "penalties", ("served_on", "service_proof", "daily_from", "daily_until")
		),
	),
	# the copy with signature and seal is made once the return is printed
	("Hazard Return", v.SUBMITTED): _all_but("Hazard Return", (), "signed_copy+"),
	("Case Referral", v.SENT): _all_but("Case Referral", ("receipt_no", "receipt_file", "refusal_reason")),
	("Case Referral", v.RECEIVED): _all_but("Case Referral", ("results",)),
	("Case Referral", v.REFUSED): ALL,
	("Case Referral", v.ANSWERED): _all_but("Case Referral", (), "results+"),
	(_LOOK_BACK, v.SUBMITTED): _all_but(_LOOK_BACK),
	(_LOOK_BACK, v.DECIDED): _all_but(
		_LOOK_BACK, (), *_columns(_LOOK_BACK, "supplementary_measures", ("done_on", "result", "evidence"))
	),
	(_LOOK_BACK, v.CONCLUDED): ALL,
}
# the gate into Pending Acceptance rested on the plan's done measures; only the tie to a cause may still be made
_PLAN_DONE = _all_but(_PLAN, (), *_columns(_PLAN, "measures", ("cause",)))


def frozen_fields(doctype: str, status: str, stage: str = "") -> frozenset[str]:
	"""What of a step document stays in `status`; `stage` of its hazard, where known, freezes what a gate rested on."""
	if doctype == _PLAN and status != v.DRAFT and stage in BEYOND_RECTIFYING:
		return _PLAN_DONE
	return FROZEN.get((doctype, status), NOTHING)


# --- comparing -------------------------------------------------------------------------------------------------
def changed(frozen: frozenset[str], old: Facts, new: Facts) -> list[str]:
	"""Names of the frozen fields (of a table: its fieldname) that differ between `old` and `new`, in field order."""
	if frozen is ALL or frozen == ALL:
		frozen = _writable(old.DOCTYPE)
	found = []
	for field in fields(old):
		before, after = getattr(old, field.name), getattr(new, field.name)
		if isinstance(before, tuple):
			differs = _table_changed(frozen, field.name, before, after)
		else:
			differs = _value_changed(frozen, field.name, before, after)
		if differs:
			found.append(field.name)
	return found


def _value_changed(frozen: frozenset[str], name: str, before: Any, after: Any) -> bool:
	if name in frozen:
		return _plain(before) != _plain(after)
	return f"{name}+" in frozen and bool(before) and _plain(before) != _plain(after)


def _plain(value: Any) -> Any:
	"""Values as they compare: line ends of the browser, microseconds and float noise make no change."""
	if isinstance(value, datetime):
		return value.replace(microsecond=0)
	if isinstance(value, float):
		return round(value, 6)
	return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _row_values(row: Facts, columns: Iterable[str]) -> tuple:
	return tuple(_plain(getattr(row, column)) for column in columns)


def _table_changed(frozen: frozenset[str], table: str, before: tuple, after: tuple) -> bool:
	if f"{table}+" in frozen:
		later = {row.name or place: row for place, row in enumerate(after)}
		keys = [row.name or place for place, row in enumerate(before)]
		return any(
			key not in later or _row_retold(row, later[key]) for key, row in zip(keys, before, strict=True)
		)
	columns = [name.split(".")[1] for name in frozen if name.startswith(f"{table}.")]
	if table not in frozen and not columns:
		return False
	if table in frozen and before:
		columns = [f.name for f in fields(before[0]) if f.name not in STANDARD | before[0].SERVER_OWNED]
	return len(before) != len(after) or _by_name(before, columns) != _by_name(after, columns)


def _by_name(rows: tuple, columns: list[str]) -> dict:
	"""Values by row name, so that re-ordering is no change; a row without a name counts by its place."""
	return {row.name or place: _row_values(row, columns) for place, row in enumerate(rows)}


def _row_retold(before: Facts, after: Facts) -> bool:
	"""Whether a recorded value was changed: blanks may be filled, and a row that is not done may come to be."""
	for field in fields(before):
		if field.name in STANDARD | before.SERVER_OWNED:
			continue
		old, new = _plain(getattr(before, field.name)), _plain(getattr(after, field.name))
		moved_on = field.name == "status" and old == v.OPEN
		if old and old != new and not moved_on:
			return True
	return False
