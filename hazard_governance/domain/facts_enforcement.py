"""Facts of the server times of a hazard, and of the enforcement decision that rests on them.

Field names are the DocTypes' own. Every field has a default, so a rule can be asked about a half-written record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from hazard_governance.domain.facts_base import Facts


@dataclass(frozen=True)
class TimeEntry(Facts):
	"""One `Hazard Time Entry`: a link of the chain of server times of a hazard.

	recorded_at: the server's time of the writing. happened_at: the moment it attests, which differs only where an
	officer vouches for an earlier one. payload: canonical JSON.
	"""

	DOCTYPE: ClassVar[str] = "Hazard Time Entry"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"hazard",
			"enterprise",
			"sequence",
			"kind",
			"recorded_at",
			"happened_at",
			"recorded_by",
			"internal",
			"payload",
			"previous_hash",
			"entry_hash",
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
	enterprise: str = ""
	sequence: int = 0
	kind: str = ""
	recorded_at: datetime | None = None
	happened_at: datetime | None = None
	recorded_by: str = ""
	internal: bool = False
	payload: str = ""
	previous_hash: str = ""
	entry_hash: str = ""
	region: str = ""
	township: str = ""
	county: str = ""
	city: str = ""
	industry: str = ""
	hazard_sector: str = ""


@dataclass(frozen=True)
class EnforcementEvidence(Facts):
	"""One `Enforcement Decision Evidence` row."""

	DOCTYPE: ClassVar[str] = "Enforcement Decision Evidence"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(("recorded_by", "recorded_at"))

	name: str = ""
	idx: int = 0
	about: str = ""
	description: str = ""
	file: str = ""
	recorded_by: str = ""
	recorded_at: datetime | None = None


@dataclass(frozen=True)
class EnforcementPenalty(Facts):
	"""One `Enforcement Decision Penalty` row. amount: yuan; of daily consecutive penalties the amount of each day."""

	DOCTYPE: ClassVar[str] = "Enforcement Decision Penalty"

	name: str = ""
	idx: int = 0
	target: str = ""
	person_name: str = ""
	post: str = ""
	kind: str = ""
	amount: float = 0.0
	law: str = ""
	article: str = ""
	decision_no: str = ""
	decided_on: date | None = None
	served_on: date | None = None
	service_proof: str = ""
	daily_from: date | None = None
	daily_until: date | None = None


@dataclass(frozen=True)
class EnforcementDecision(Facts):
	"""One `Enforcement Decision`.

	reasons: the evidence for and against as it was on the day of the decision (phrases.freeze). chain_count, chain_hash:
	the entry of server times that it rests on; chain_whole: whether the chain had no fault then.
	"""

	DOCTYPE: ClassVar[str] = "Enforcement Decision"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"hazard_title",
			"enterprise",
			"register_no",
			"finding_officer",
			"found_at",
			"computed_outcome",
			"reasons",
			"chain_whole",
			"chain_count",
			"chain_hash",
			"status",
			"workflow_state",
			"prepared_by",
			"decided_by",
			"decided_at",
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
	measures_effective: str = ""
	measures_begun_earlier: bool = False
	production_continued: str = ""
	hidden: str = ""
	visited_at: datetime | None = None
	finding_grounds: str = ""
	finding_officer: str = ""
	found_at: datetime | None = None
	evidence: tuple[EnforcementEvidence, ...] = ()
	computed_outcome: str = ""
	reasons: str = ""
	chain_whole: bool = False
	chain_count: int = 0
	chain_hash: str = ""
	decided_outcome: str = ""
	deviation_reason: str = ""
	follows_decision: str = ""
	new_facts: str = ""
	penalty: str = ""
	penalties: tuple[EnforcementPenalty, ...] = ()
	lone_clerk_reason: str = ""
	internal_note: str = ""
	status: str = "Draft"
	workflow_state: str = ""
	return_reason: str = ""
	prepared_by: str = ""
	decided_by: str = ""
	decided_at: datetime | None = None
	region: str = ""
	township: str = ""
	county: str = ""
	city: str = ""
	industry: str = ""
	hazard_sector: str = ""
