"""Values of a hazard for the columns of another system: Chinese words, real dates. No frappe."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.clocks import is_overdue
from hazard_governance.domain.facts import HazardRecord, SupervisionCase
from hazard_governance.domain.outer_values import OUR_NO, THEIR_NO
from hazard_governance.domain.supervision import UNDONE
from hazard_governance.ledger import register
from hazard_governance.ledger.words import NO, YES, zh

# 备案状态 as such systems know it: whether the authority has the hazard on its books, and whether it is off them again
NOT_REGISTERED, REGISTERED, CLOSED = "未备案", "已备案", "已核销"
ON_THE_SPOT, WITHIN_A_TERM = "立即整改", "限期整改"

# value -> column of the register (台账)
_IN_REGISTER = {
	"Enterprise Name": "enterprise",
	"Unified Social Credit Code": "credit_code",
	"County or Zone": "county",
	"Industry and Field": "industry",
	"Place": "place",
	"Description of the Hazard": "existing_condition",
	"Possible Harm": "possible_harm",
	"Scope of Influence": "scope_of_influence",
	"Source of the Hazard": "source",
	"Classification": "classification",
	"Determination Basis": "basis",
	"Main Causes": "causes",
	"Date Found": "found_on",
	"Found By": "found_by",
	"Is Recurring": "recurring",
	"Rectification Measures": "measures",
	"Rectification Owner": "responsible_person",
	"Rectification Time Limit": "due",
	"Funds (10,000 yuan)": "funds",
	"Contingency Plan": "contingency",
	"Production Suspended": "suspended",
	"Publicly Posted": "posted",
	"Status of the Hazard": "stage",
	"Completed On": "completed_on",
	"Accepted On": "accepted_on",
	"Closed Out On": "closed_out_on",
	"Under Listed Supervision": "listed",
	"Supervision Level": "level",
	"Filing No.": "receipt_no",
}


def outer_values(
	record: HazardRecord, number: int, their_no: str, today: date, registered_by: str = ""
) -> dict[str, object]:
	"""Every value of OUTER_VALUES for one hazard. number: of the row; their_no: the number it has in the other system."""
	row = register.to_row(record, number)
	return {
		"Row No.": number,
		OUR_NO: record.hazard.register_no or record.hazard.name,
		THEIR_NO: their_no,
		**{value: row[key] for value, key in _IN_REGISTER.items()},
		**{value: of(record) for value, of in _OF_RECORD.items()},
		**_case_values(_listed_case(record)),
		"Is Overdue": _yes(_overdue(record, today)),
		"Registered By": registered_by or record.hazard.registered_by,
	}


def _yes(value: object) -> str:
	return YES if value else NO


def _overdue(record: HazardRecord, today: date) -> bool:
	hazard = record.hazard
	if hazard.accepted_on:
		return bool(hazard.rectification_due and hazard.accepted_on > hazard.rectification_due)
	return is_overdue(hazard.rectification_due, today)


def _category(record: HazardRecord) -> str:
	criterion = record.criterion_named(record.hazard.criterion)
	return criterion.category if criterion else ""


def _kind(record: HazardRecord) -> str:
	planned = record.plan and record.plan.measures and not record.plan.removed_on_the_spot
	return WITHIN_A_TERM if planned or not record.hazard.immediate_measures else ON_THE_SPOT


def _registration(record: HazardRecord) -> str:
	if record.hazard.stage in (v.CLOSED_OUT, v.FILED):
		return CLOSED
	return REGISTERED if record.hazard.verification == v.VERIFIED else NOT_REGISTERED


def _filing(record: HazardRecord, fieldname: str) -> object:
	report = record.report
	return getattr(report, fieldname) if report and report.status == v.FILED else None


_OF_RECORD: dict[str, Callable[[HazardRecord], object]] = {
	"Register No.": lambda record: record.hazard.register_no,
	"Hazard Title": lambda record: record.hazard.hazard_title,
	"Category": _category,
	"Kind of Rectification": _kind,
	"Unit": lambda record: record.hazard.unit or record.hazard.enterprise,
	"Interim Controls Taken": lambda record: _yes(record.hazard.interim_controls),
	"Checking Authority": lambda record: record.hazard.verified_by_authority,
	"State of Registration": _registration,
	"Verified On": lambda record: record.hazard.verified_on,
	"Filing Authority": lambda record: _filing(record, "filing_authority"),
	"Filed On": lambda record: _filing(record, "filed_on"),
	"Registered At": lambda record: record.hazard.registered_at,
}


def _listed_case(record: HazardRecord) -> SupervisionCase:
	"""The case of listed supervision, else the departmental one, else none (empty facts)."""
	cases = [case for case in record.cases if case.status not in (*UNDONE, v.PROPOSED)]
	listed = [case for case in cases if case.kind == v.LISTED]
	return (listed or cases or [SupervisionCase()])[-1]


def _case_values(case: SupervisionCase) -> dict[str, object]:
	return {
		"Supervision Letter No.": case.letter_no,
		"Supervised Since": case.issued_on,
		"Supervising Authority": case.authority,
		"Officer or Leader in Charge": case.leader,
		"Supervision Requirements": case.requirements,
		"Deadline of the Supervision": case.due_on,
	}


def coded(value: object, codes: dict[str, str] | None) -> object:
	"""The other system's code for a word of ours, given in Chinese or English; the value itself where it has none."""
	if not codes or not isinstance(value, str):
		return value
	return {**codes, **{zh(word): code for word, code in codes.items()}}.get(value, value)
