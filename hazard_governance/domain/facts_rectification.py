"""Facts of the plan, suspensions and acceptances.

Field names are the DocTypes' own. Every field has a default, so a rule can be asked about a half-written record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from hazard_governance.domain.facts_base import Facts
from hazard_governance.domain.facts_hazard import HazardEvidence


@dataclass(frozen=True)
class RemediationPlanMeasure(Facts):
	"""One `Remediation Plan Measure` row."""

	DOCTYPE: ClassVar[str] = "Remediation Plan Measure"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(("status", "task", "cause_text"))

	name: str = ""
	idx: int = 0
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
	task: str = ""
	cause: str = ""
	cause_text: str = ""


@dataclass(frozen=True)
class RemediationPlan(Facts):
	"""One `Remediation Plan`."""

	DOCTYPE: ClassVar[str] = "Remediation Plan"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"hazard_title",
			"enterprise",
			"register_no",
			"total_funds",
			"technically_weak",
			"project",
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
	goals: str = ""
	methods: str = ""
	funds_and_materials: str = ""
	organisation: str = ""
	time_limits: str = ""
	safety_and_contingency: str = ""
	plan_start: date | None = None
	plan_end: date | None = None
	total_funds: float = 0.0
	removed_on_the_spot: bool = False
	measures: tuple[RemediationPlanMeasure, ...] = ()
	technically_weak: bool = False
	third_party: str = ""
	third_party_name: str = ""
	third_party_qualification: str = ""
	contract_no: str = ""
	deliverable: str = ""
	deliverable_on: date | None = None
	project: str = ""
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
class ProductionSuspension(Facts):
	"""One `Production Suspension`."""

	DOCTYPE: ClassVar[str] = "Production Suspension"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"hazard_title",
			"enterprise",
			"register_no",
			"examination_due",
			"is_coal",
			"status",
			"workflow_state",
			"prepared_by",
			"decided_by",
			"decided_at",
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
	scope: str = ""
	extent: str = ""
	from_at: datetime | None = None
	people_withdrawn: bool = False
	ordered_by: str = ""
	authority: str = ""
	order_no: str = ""
	applied_on: date | None = None
	application: str = ""
	evaluation_by: str = ""
	institution: str = ""
	evaluation_report: str = ""
	examining_authority: str = ""
	examination_due: date | None = None
	examined_on: date | None = None
	examination_result: str = ""
	examination_no: str = ""
	examiners: str = ""
	examination_remarks: str = ""
	is_coal: bool = False
	department_head: str = ""
	department_signed_on: date | None = None
	mine_safety_authority: str = ""
	mine_safety_agreed_on: date | None = None
	mine_safety_document: str = ""
	government_head: str = ""
	government_approved_on: date | None = None
	government_document: str = ""
	resumed_on: date | None = None
	announced_on: date | None = None
	status: str = "In Force"
	workflow_state: str = ""
	return_reason: str = ""
	prepared_by: str = ""
	decided_by: str = ""
	decided_at: datetime | None = None
	sole_operator_approval: bool = False
	region: str = ""
	township: str = ""
	county: str = ""
	city: str = ""
	industry: str = ""
	hazard_sector: str = ""


@dataclass(frozen=True)
class TeamMember(Facts):
	"""One `Rectification Acceptance Team Member` row."""

	DOCTYPE: ClassVar[str] = "Rectification Acceptance Team Member"

	name: str = ""
	idx: int = 0
	member_name: str = ""
	user: str = ""
	organisation: str = ""
	specialty: str = ""
	signed: bool = False


@dataclass(frozen=True)
class Finding(Facts):
	"""One `Rectification Acceptance Finding` row."""

	DOCTYPE: ClassVar[str] = "Rectification Acceptance Finding"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(("measure",))

	name: str = ""
	idx: int = 0
	measure_row: str = ""
	measure: str = ""
	finding: str = ""
	remark: str = ""


@dataclass(frozen=True)
class RectificationAcceptance(Facts):
	"""One `Rectification Acceptance`."""

	DOCTYPE: ClassVar[str] = "Rectification Acceptance"
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
	level: str = ""
	authority: str = ""
	accepted_on: date | None = None
	evaluation_method: str = ""
	institution: str = ""
	report: str = ""
	team: tuple[TeamMember, ...] = ()
	findings: tuple[Finding, ...] = ()
	evidence: tuple[HazardEvidence, ...] = ()
	verdict: str = ""
	remarks: str = ""
	new_due: date | None = None
	rules_change: str = ""
	no_change_reason: str = ""
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
