"""Facts of cause analysis, accountability and source governance.

Field names are the DocTypes' own. Every field has a default, so a rule can be asked about a half-written record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from hazard_governance.domain.facts_base import Facts


@dataclass(frozen=True)
class Tracing(Facts):
	"""One `Root Cause Analysis Tracing` row."""

	DOCTYPE: ClassVar[str] = "Root Cause Analysis Tracing"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		("question_code", "tracing", "question", "adverse", "settled_by")
	)

	name: str = ""
	idx: int = 0
	question_code: str = ""
	tracing: str = ""
	question: str = ""
	answer: str = ""
	adverse: bool = False
	explanation: str = ""
	settled_by: str = ""


@dataclass(frozen=True)
class Cause(Facts):
	"""One `Root Cause Analysis Cause` row."""

	DOCTYPE: ClassVar[str] = "Root Cause Analysis Cause"

	name: str = ""
	idx: int = 0
	description: str = ""
	level: str = ""
	dimension: str = ""
	failing: str = ""
	question_code: str = ""
	consequence: str = ""
	aspect_technical_design: bool = False
	aspect_procedures: bool = False
	aspect_rules: bool = False
	aspect_investment: bool = False
	aspect_training: bool = False
	aspect_labour: bool = False
	aspect_equipment: bool = False
	aspect_site_management: bool = False
	aspect_operation: bool = False
	aspect_other: str = ""


@dataclass(frozen=True)
class RootCauseAnalysis(Facts):
	"""One `Root Cause Analysis`."""

	DOCTYPE: ClassVar[str] = "Root Cause Analysis"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"hazard_title",
			"enterprise",
			"register_no",
			"redo_reason",
			"redo_proposed_by",
			"redo_proposed_at",
			"status",
			"workflow_state",
			"prepared_by",
			"decided_by",
			"decided_at",
			"entered_by_authority",
			"sole_operator_approval",
			"region",
			"township",
			"county",
			"city",
			"industry",
			"hazard_sector",
		)
	)

	name: str = ""
	owner: str = ""
	creation: datetime | None = None
	hazard: str = ""
	hazard_title: str = ""
	enterprise: str = ""
	register_no: str = ""
	organised_by: str = ""
	analysed_on: date | None = None
	team: str = ""
	tracings: tuple[Tracing, ...] = ()
	inherent_safety_conclusion: str = ""
	inherent_safety_reason: str = ""
	causes: tuple[Cause, ...] = ()
	unexamined_aspects_reason: str = ""
	summary: str = ""
	redo_reason: str = ""
	redo_proposed_by: str = ""
	redo_proposed_at: datetime | None = None
	status: str = "Draft"
	workflow_state: str = ""
	return_reason: str = ""
	prepared_by: str = ""
	decided_by: str = ""
	decided_at: datetime | None = None
	entered_by_authority: str = ""
	signed_paper: str = ""
	sole_operator_approval: bool = False
	region: str = ""
	township: str = ""
	county: str = ""
	city: str = ""
	industry: str = ""
	hazard_sector: str = ""


@dataclass(frozen=True)
class AccountabilityActionMeasure(Facts):
	"""One `Accountability Action Measure` row."""

	DOCTYPE: ClassVar[str] = "Accountability Action Measure"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(("case_referral",))

	name: str = ""
	idx: int = 0
	measure: str = ""
	amount: float = 0.0
	from_date: date | None = None
	to_date: date | None = None
	sanction: str = ""
	receiving_organ: str = ""
	referral_no: str = ""
	referred_on: date | None = None
	referral_receipt: str = ""
	case_referral: str = ""
	executed_on: date | None = None
	proof: str = ""


@dataclass(frozen=True)
class AccountabilityAction(Facts):
	"""One `Accountability Action`."""

	DOCTYPE: ClassVar[str] = "Accountability Action"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"hazard_title",
			"enterprise",
			"register_no",
			"status",
			"workflow_state",
			"prepared_by",
			"decided_by",
			"decided_at",
			"entered_by_authority",
			"sole_operator_approval",
			"region",
			"township",
			"county",
			"city",
			"industry",
			"hazard_sector",
		)
	)

	name: str = ""
	owner: str = ""
	creation: datetime | None = None
	hazard: str = ""
	hazard_title: str = ""
	enterprise: str = ""
	register_no: str = ""
	employee: str = ""
	person_name: str = ""
	person_user: str = ""
	post: str = ""
	organisation: str = ""
	responsibility: str = ""
	responsibility_class: str = ""
	deciding_side: str = ""
	authority: str = ""
	letter_no: str = ""
	grounds: str = ""
	repeat_consideration: str = ""
	basis: str = ""
	measures: tuple[AccountabilityActionMeasure, ...] = ()
	status: str = "Draft"
	workflow_state: str = ""
	return_reason: str = ""
	prepared_by: str = ""
	decided_by: str = ""
	decided_at: datetime | None = None
	entered_by_authority: str = ""
	signed_paper: str = ""
	sole_operator_approval: bool = False
	region: str = ""
	township: str = ""
	county: str = ""
	city: str = ""
	industry: str = ""
	hazard_sector: str = ""


@dataclass(frozen=True)
class SourceGovernancePlanItem(Facts):
	"""One `Source Governance Plan Item` row."""

	DOCTYPE: ClassVar[str] = "Source Governance Plan Item"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(("cause_text", "status"))

	name: str = ""
	idx: int = 0
	kind: str = ""
	cause: str = ""
	question_code: str = ""
	cause_text: str = ""
	measure: str = ""
	responsible_person: str = ""
	responsible_user: str = ""
	responsible_employee: str = ""
	funds: float = 0.0
	no_funds: bool = False
	deadline: date | None = None
	contingency: str = ""
	status: str = "Open"
	done_on: date | None = None
	result: str = ""
	evidence: str = ""
	continuing: bool = False
	document: str = ""
	document_version: str = ""
	published_on: date | None = None


@dataclass(frozen=True)
class SourceGovernancePlan(Facts):
	"""One `Source Governance Plan`."""

	DOCTYPE: ClassVar[str] = "Source Governance Plan"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"hazard_title",
			"enterprise",
			"register_no",
			"reopened_for",
			"reopened_on",
			"times_reopened",
			"status",
			"workflow_state",
			"prepared_by",
			"decided_by",
			"decided_at",
			"entered_by_authority",
			"sole_operator_approval",
			"region",
			"township",
			"county",
			"city",
			"industry",
			"hazard_sector",
		)
	)

	name: str = ""
	owner: str = ""
	creation: datetime | None = None
	hazard: str = ""
	hazard_title: str = ""
	enterprise: str = ""
	register_no: str = ""
	items: tuple[SourceGovernancePlanItem, ...] = ()
	standards_conclusion: str = ""
	standards_reason: str = ""
	retrofit_decision: str = ""
	retrofit_reason: str = ""
	sweep_scope: str = ""
	sweep_done_on: date | None = None
	sweep_found: int = 0
	sweep_removed: int = 0
	failure_review: str = ""
	study_topic: str = ""
	evaluated_on: date | None = None
	evaluation_result: str = ""
	reopened_for: str = ""
	reopened_on: date | None = None
	times_reopened: int = 0
	risk_level_before: str = ""
	risk_level_after: str = ""
	risk_rerated_on: date | None = None
	status: str = "Draft"
	workflow_state: str = ""
	return_reason: str = ""
	prepared_by: str = ""
	decided_by: str = ""
	decided_at: datetime | None = None
	entered_by_authority: str = ""
	signed_paper: str = ""
	signed_evaluation: str = ""
	sole_operator_approval: bool = False
	region: str = ""
	township: str = ""
	county: str = ""
	city: str = ""
	industry: str = ""
	hazard_sector: str = ""
