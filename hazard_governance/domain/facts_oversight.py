"""Facts of what authorities do beside the loop: referrals to discipline and justice, and looking back.

Field names are the DocTypes' own. Every field has a default, so a rule can be asked about a half-written record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from hazard_governance.domain.facts_base import Facts
from hazard_governance.domain.facts_hazard import HazardEvidence


@dataclass(frozen=True)
class ReferralPerson(Facts):
	"""One `Case Referral Person` row."""

	DOCTYPE: ClassVar[str] = "Case Referral Person"

	name: str = ""
	idx: int = 0
	accountability_action: str = ""
	person_name: str = ""
	post: str = ""
	organisation: str = ""
	public_official: bool = False
	conduct: str = ""


@dataclass(frozen=True)
class ReferralItem(Facts):
	"""One `Case Referral Item` row."""

	DOCTYPE: ClassVar[str] = "Case Referral Item"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"record_type",
			"record_name",
			"source_row",
			"source_field",
			"file",
			"size",
			"pages",
			"sha256",
			"original_sha256",
		)
	)

	name: str = ""
	idx: int = 0
	include: bool = True
	kind: str = ""
	title: str = ""
	record_type: str = ""
	record_name: str = ""
	source_row: str = ""
	source_field: str = ""
	file: str = ""
	size: int = 0
	pages: int = 0
	sha256: str = ""
	original_sha256: str = ""


@dataclass(frozen=True)
class ReferralResult(Facts):
	"""One `Case Referral Result` row."""

	DOCTYPE: ClassVar[str] = "Case Referral Result"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"recorded_by",
			"recorded_at",
		)
	)

	name: str = ""
	idx: int = 0
	outcome: str = ""
	document_no: str = ""
	decided_on: date | None = None
	text: str = ""
	file: str = ""
	recorded_by: str = ""
	recorded_at: datetime | None = None


@dataclass(frozen=True)
class CaseReferral(Facts):
	"""One `Case Referral`."""

	DOCTYPE: ClassVar[str] = "Case Referral"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"hazard_title",
			"enterprise",
			"register_no",
			"package",
			"package_sha256",
			"sent_at",
			"received_at",
			"received_by",
			"answer_due",
			"answered_at",
			"referred_to",
			"copied_to",
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
	kind: str = ""
	authority: str = ""
	recipient: str = ""
	copy_to: str = ""
	letter_no: str = ""
	issued_on: date | None = None
	signatory: str = ""
	handlers: str = ""
	contact: str = ""
	case_facts: str = ""
	legal_basis: str = ""
	opinion: str = ""
	suspected_offence: str = ""
	items_involved: str = ""
	appraisals: str = ""
	investigation_report: str = ""
	persons: tuple[ReferralPerson, ...] = ()
	items: tuple[ReferralItem, ...] = ()
	package: str = ""
	package_sha256: str = ""
	sent_at: datetime | None = None
	lone_clerk_reason: str = ""
	received_at: datetime | None = None
	received_by: str = ""
	receipt_no: str = ""
	receipt_file: str = ""
	refusal_reason: str = ""
	answer_due: date | None = None
	results: tuple[ReferralResult, ...] = ()
	answered_at: datetime | None = None
	referred_to: str = ""
	copied_to: str = ""
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


@dataclass(frozen=True)
class Inspector(Facts):
	"""One `Follow-up Inspection Inspector` row."""

	DOCTYPE: ClassVar[str] = "Follow-up Inspection Inspector"

	name: str = ""
	idx: int = 0
	user: str = ""
	inspector_name: str = ""
	organisation: str = ""
	post: str = ""


@dataclass(frozen=True)
class LookBackFinding(Facts):
	"""One `Follow-up Inspection Finding` row."""

	DOCTYPE: ClassVar[str] = "Follow-up Inspection Finding"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"measure",
			"reported_done_on",
			"evidence",
			"measure_row",
		)
	)

	name: str = ""
	idx: int = 0
	measure: str = ""
	reported_done_on: date | None = None
	finding: str = ""
	remark: str = ""
	evidence: str = ""
	measure_row: str = ""


@dataclass(frozen=True)
class SupplementaryMeasure(Facts):
	"""One `Follow-up Inspection Measure` row."""

	DOCTYPE: ClassVar[str] = "Follow-up Inspection Measure"

	name: str = ""
	idx: int = 0
	measure: str = ""
	responsible_person: str = ""
	deadline: date | None = None
	done_on: date | None = None
	result: str = ""
	evidence: str = ""


@dataclass(frozen=True)
class FollowUpInspection(Facts):
	"""One `Follow-up Inspection`."""

	DOCTYPE: ClassVar[str] = "Follow-up Inspection"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"hazard_title",
			"enterprise",
			"register_no",
			"draw",
			"signals",
			"stage_found",
			"closed_on",
			"closed_by_authority",
			"concluded_on",
			"disclosed",
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
	origin: str = ""
	authority: str = ""
	direction: str = ""
	draw: str = ""
	signals: str = ""
	stage_found: str = ""
	closed_on: date | None = None
	closed_by_authority: str = ""
	inspected_on: date | None = None
	inspectors: tuple[Inspector, ...] = ()
	findings: tuple[LookBackFinding, ...] = ()
	statement: str = ""
	photos: tuple[HazardEvidence, ...] = ()
	finding: str = ""
	finding_reason: str = ""
	new_due: date | None = None
	recurred_hazard: str = ""
	supplementary_measures: tuple[SupplementaryMeasure, ...] = ()
	concluded_on: date | None = None
	disclosed: bool = False
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
