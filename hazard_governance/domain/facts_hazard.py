"""Facts of a hazard and its child rows, and of its verification.

Field names are the DocTypes' own. Every field has a default, so a rule can be asked about a half-written record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from hazard_governance.domain.facts_base import Facts


@dataclass(frozen=True)
class HazardEvidence(Facts):
	"""One `Hazard Evidence` row."""

	DOCTYPE: ClassVar[str] = "Hazard Evidence"

	name: str = ""
	idx: int = 0
	file: str = ""
	kind: str = ""
	caption: str = ""
	taken_on: datetime | None = None


@dataclass(frozen=True)
class ImmediateMeasure(Facts):
	"""One `Hazard Immediate Measure` row."""

	DOCTYPE: ClassVar[str] = "Hazard Immediate Measure"

	name: str = ""
	idx: int = 0
	measure: str = ""
	taken_by: str = ""
	taken_at: datetime | None = None
	people_withdrawn: bool = False
	done_at: datetime | None = None
	before_photo: str = ""
	after_photo: str = ""
	result: str = ""


@dataclass(frozen=True)
class InterimControl(Facts):
	"""One `Hazard Interim Control` row."""

	DOCTYPE: ClassVar[str] = "Hazard Interim Control"

	name: str = ""
	idx: int = 0
	control: str = ""
	responsible_person: str = ""
	from_date: date | None = None
	to_date: date | None = None


@dataclass(frozen=True)
class AuthorityReport(Facts):
	"""One `Hazard Authority Report` row."""

	DOCTYPE: ClassVar[str] = "Hazard Authority Report"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(("received_user", "recorded_at"))

	name: str = ""
	idx: int = 0
	kind: str = ""
	authority: str = ""
	method: str = ""
	sent_at: datetime | None = None
	sent_by: str = ""
	status_and_cause: str = ""
	harm_and_difficulty: str = ""
	plan: str = ""
	received_at: datetime | None = None
	received_by: str = ""
	receipt_no: str = ""
	receipt_file: str = ""
	received_user: str = ""
	recorded_at: datetime | None = None


@dataclass(frozen=True)
class PublicPosting(Facts):
	"""One `Hazard Public Posting` row."""

	DOCTYPE: ClassVar[str] = "Hazard Public Posting"

	name: str = ""
	idx: int = 0
	place: str = ""
	from_date: date | None = None
	to_date: date | None = None
	photo: str = ""


@dataclass(frozen=True)
class PublicRelease(Facts):
	"""One `Hazard Public Release` row: the public page was opened by an authority, and withdrawn again if it was."""

	DOCTYPE: ClassVar[str] = "Hazard Public Release"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"authority",
			"released_by",
			"released_at",
			"withdrawn_for",
			"withdrawn_by",
			"withdrawn_at",
			"withdrawal_reason",
		)
	)

	name: str = ""
	idx: int = 0
	authority: str = ""
	released_by: str = ""
	released_at: datetime | None = None
	withdrawn_for: str = ""
	withdrawn_by: str = ""
	withdrawn_at: datetime | None = None
	withdrawal_reason: str = ""


@dataclass(frozen=True)
class RepeatDecision(Facts):
	"""One `Hazard Repeat Decision` row: whether the hazard repeats an earlier one, by whom decided.

	authority: on whose behalf; empty where the enterprise decided. score: percent, as it was then.
	"""

	DOCTYPE: ClassVar[str] = "Hazard Repeat Decision"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		("earlier_hazard", "decision", "authority", "decided_by", "decided_at", "score", "reason")
	)

	name: str = ""
	idx: int = 0
	earlier_hazard: str = ""
	decision: str = ""
	authority: str = ""
	decided_by: str = ""
	decided_at: datetime | None = None
	score: float = 0.0
	reason: str = ""


@dataclass(frozen=True)
class StageLog(Facts):
	"""One `Hazard Stage Log` row."""

	DOCTYPE: ClassVar[str] = "Hazard Stage Log"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		("from_stage", "to_stage", "changed_at", "changed_by", "reason", "basis", "basis_hash")
	)

	name: str = ""
	idx: int = 0
	from_stage: str = ""
	to_stage: str = ""
	changed_at: datetime | None = None
	changed_by: str = ""
	reason: str = ""
	basis: str = ""
	basis_hash: str = ""


@dataclass(frozen=True)
class Hazard(Facts):
	"""One `Hazard`."""

	DOCTYPE: ClassVar[str] = "Hazard"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"stage",
			"verification",
			"register_no",
			"repeat_state",
			"repeat_decisions",
			"public_token",
			"public_releases",
			"original_due",
			"step_description",
			"step_cause_analysis",
			"step_accountability",
			"step_immediate_rectification",
			"step_source_governance",
			"step_description_on",
			"step_cause_analysis_on",
			"step_accountability_on",
			"step_immediate_rectification_on",
			"step_source_governance_on",
			"registered_by",
			"registered_at",
			"verification_due",
			"verified_by_authority",
			"verified_on",
			"accepted_on",
			"closed_out_on",
			"filed_on",
			"withdrawn_on",
			"workflow_state",
			"stage_log",
			"record_version",
			"chain_count",
			"chain_hash",
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
	hazard_title: str = ""
	enterprise: str = ""
	place: str = ""
	unit: str = ""
	source: str = ""
	found_on: datetime | None = None
	found_by_name: str = ""
	found_by_organization: str = ""
	stage: str = "Registered"
	verification: str = "Pending"
	register_no: str = ""
	classification: str = ""
	photo: str = ""
	existing_condition: str = ""
	possible_harm: str = ""
	scope_of_influence: str = ""
	recurring: str = ""
	earlier_hazard: str = ""
	earlier_hazard_reference: str = ""
	repeat_state: str = ""
	repeat_decisions: tuple[RepeatDecision, ...] = ()
	found_by_sweep_of: str = ""
	risk_point: str = ""
	campaign: str = ""
	inspection_authority: str = ""
	inspection_document: str = ""
	rectification_order_no: str = ""
	rectification_order_file: str = ""
	classification_basis: str = ""
	criterion: str = ""
	classification_reason: str = ""
	needs_suspension: bool = False
	needs_time: bool = False
	external_factor: bool = False
	needs_government_coordination: bool = False
	coordination_request: str = ""
	evidence: tuple[HazardEvidence, ...] = ()
	immediate_measures: tuple[ImmediateMeasure, ...] = ()
	interim_controls: tuple[InterimControl, ...] = ()
	responsible_person: str = ""
	responsible_user: str = ""
	rectification_due: date | None = None
	original_due: date | None = None
	authority_reports: tuple[AuthorityReport, ...] = ()
	worker_report_on: date | None = None
	worker_report_form: str = ""
	public_postings: tuple[PublicPosting, ...] = ()
	public_token: str = ""
	public_releases: tuple[PublicRelease, ...] = ()
	general_accountability: str = ""
	step_description: str = ""
	step_cause_analysis: str = ""
	step_accountability: str = ""
	step_immediate_rectification: str = ""
	step_source_governance: str = ""
	step_description_on: date | None = None
	step_cause_analysis_on: date | None = None
	step_accountability_on: date | None = None
	step_immediate_rectification_on: date | None = None
	step_source_governance_on: date | None = None
	registered_by: str = ""
	registered_at: datetime | None = None
	verification_due: date | None = None
	verified_by_authority: str = ""
	verified_on: date | None = None
	accepted_on: date | None = None
	closed_out_on: date | None = None
	filed_on: date | None = None
	withdrawn_on: date | None = None
	national_no: str = ""
	provincial_no: str = ""
	workflow_state: str = ""
	return_reason: str = ""
	stage_log: tuple[StageLog, ...] = ()
	record_version: int = 0
	chain_count: int = 0
	chain_hash: str = ""
	region: str = ""
	township: str = ""
	county: str = ""
	city: str = ""
	industry: str = ""
	hazard_sector: str = ""


@dataclass(frozen=True)
class Verification(Facts):
	"""One `Hazard Verification`."""

	DOCTYPE: ClassVar[str] = "Hazard Verification"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"hazard_title",
			"enterprise",
			"register_no",
			"previous_classification",
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
	authority: str = ""
	outcome: str = ""
	duplicate_of: str = ""
	previous_classification: str = ""
	classification: str = ""
	classification_basis: str = ""
	criterion: str = ""
	needs_suspension: bool = False
	needs_time: bool = False
	external_factor: bool = False
	reason: str = ""
	site_visited_on: date | None = None
	rectification_due: date | None = None
	propose_supervision: bool = False
	supervising_authority: str = ""
	lone_clerk_reason: str = ""
	status: str = "Draft"
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
