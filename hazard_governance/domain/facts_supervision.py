"""Facts of supervision cases.

Field names are the DocTypes' own. Every field has a default, so a rule can be asked about a half-written record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from hazard_governance.domain.facts_base import Facts


@dataclass(frozen=True)
class CaseProgress(Facts):
	"""One `Supervision Case Progress` row."""

	DOCTYPE: ClassVar[str] = "Supervision Case Progress"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(("entered_by",))

	name: str = ""
	idx: int = 0
	reported_on: date | None = None
	progress: str = ""
	file: str = ""
	reported_by: str = ""
	entered_by: str = ""


@dataclass(frozen=True)
class CaseUrging(Facts):
	"""One `Supervision Case Urging` row."""

	DOCTYPE: ClassVar[str] = "Supervision Case Urging"

	name: str = ""
	idx: int = 0
	urged_on: date | None = None
	kind: str = ""
	content: str = ""
	letter_no: str = ""
	file: str = ""


@dataclass(frozen=True)
class CaseExtension(Facts):
	"""One `Supervision Case Extension` row."""

	DOCTYPE: ClassVar[str] = "Supervision Case Extension"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		("applied_by", "decision", "days", "decided_on", "decided_by", "remarks", "lone_clerk_reason")
	)

	name: str = ""
	idx: int = 0
	applied_on: date | None = None
	applied_by: str = ""
	reason: str = ""
	interim_controls: str = ""
	application: str = ""
	new_due: date | None = None
	decision: str = ""
	days: int = 0
	decided_on: date | None = None
	decided_by: str = ""
	remarks: str = ""
	letter_no: str = ""
	lone_clerk_reason: str = ""


@dataclass(frozen=True)
class CasePause(Facts):
	"""One `Supervision Case Pause` row; both days belong to the pause, without `to_date` it lasts."""

	DOCTYPE: ClassVar[str] = "Supervision Case Pause"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(("decided_on", "decided_by"))

	name: str = ""
	idx: int = 0
	from_date: date | None = None
	to_date: date | None = None
	reason: str = ""
	basis: str = ""
	decided_on: date | None = None
	decided_by: str = ""


@dataclass(frozen=True)
class CaseOpinion(Facts):
	"""One `Supervision Case Opinion` row: what the check of one request for acceptance came to."""

	DOCTYPE: ClassVar[str] = "Supervision Case Opinion"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"requested_on",
			"requested_by",
			"acceptance",
			"verdict",
			"remarks",
			"new_due",
			"days",
			"given_on",
		)
	)

	name: str = ""
	idx: int = 0
	requested_on: date | None = None
	requested_by: str = ""
	acceptance: str = ""
	verdict: str = ""
	remarks: str = ""
	new_due: date | None = None
	days: int = 0
	given_on: date | None = None
	letter_no: str = ""
	signatory: str = ""


@dataclass(frozen=True)
class CaseCoOperatingAuthority(Facts):
	"""One `Supervision Case Co-operating Authority` row."""

	DOCTYPE: ClassVar[str] = "Supervision Case Co-operating Authority"

	name: str = ""
	idx: int = 0
	authority: str = ""
	duty: str = ""


@dataclass(frozen=True)
class SupervisionCase(Facts):
	"""One `Supervision Case`."""

	DOCTYPE: ClassVar[str] = "Supervision Case"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"hazard_title",
			"enterprise",
			"register_no",
			"original_due",
			"paused_since",
			"in_force_on",
			"receipt_user",
			"acceptance_requested_on",
			"acceptance_requested_by",
			"raised_from",
			"raised_to",
			"raising_no",
			"raising_reason",
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
	level: str = ""
	listing_body: str = ""
	letter_no: str = ""
	issued_on: date | None = None
	signatory: str = ""
	leader: str = ""
	requirements: str = ""
	due_on: date | None = None
	original_due: date | None = None
	paused_since: date | None = None
	in_force_on: date | None = None
	report_every_days: int = 0
	co_operating: tuple[CaseCoOperatingAuthority, ...] = ()
	served_on: date | None = None
	served_by: str = ""
	served_to: str = ""
	received_on: date | None = None
	received_by: str = ""
	receipt_user: str = ""
	service_proof: str = ""
	progress: tuple[CaseProgress, ...] = ()
	urgings: tuple[CaseUrging, ...] = ()
	extensions: tuple[CaseExtension, ...] = ()
	pauses: tuple[CasePause, ...] = ()
	acceptance_requested_on: date | None = None
	acceptance_requested_by: str = ""
	acceptance: str = ""
	delisted_on: date | None = None
	delisting_no: str = ""
	delisting_signatory: str = ""
	opinions: tuple[CaseOpinion, ...] = ()
	raised_from: str = ""
	raised_to: str = ""
	raising_no: str = ""
	raising_reason: str = ""
	status: str = "Proposed"
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
