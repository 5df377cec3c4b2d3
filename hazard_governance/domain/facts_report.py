"""Facts of study topics and the rectification report.

Field names are the DocTypes' own. Every field has a default, so a rule can be asked about a half-written record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from hazard_governance.domain.facts_base import Facts


@dataclass(frozen=True)
class StudyTopicHazard(Facts):
	"""One `Study Topic Hazard` row."""

	DOCTYPE: ClassVar[str] = "Study Topic Hazard"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(("hazard_title",))

	name: str = ""
	idx: int = 0
	hazard: str = ""
	hazard_title: str = ""


@dataclass(frozen=True)
class StudyTopic(Facts):
	"""One `Study Topic`."""

	DOCTYPE: ClassVar[str] = "Study Topic"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(("region", "township", "county", "city", "industry"))

	name: str = ""
	owner: str = ""
	creation: datetime | None = None
	topic: str = ""
	kind: str = ""
	enterprise: str = ""
	period: date | None = None
	leader: str = ""
	status: str = "Open"
	hazards: tuple[StudyTopicHazard, ...] = ()
	question: str = ""
	findings: str = ""
	report: str = ""
	region: str = ""
	township: str = ""
	county: str = ""
	city: str = ""
	industry: str = ""


@dataclass(frozen=True)
class RectificationReport(Facts):
	"""One `Rectification Report`."""

	DOCTYPE: ClassVar[str] = "Rectification Report"
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
			"approved_by",
			"approved_on",
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
	description: str = ""
	analysis: str = ""
	accountability: str = ""
	rectification: str = ""
	source_governance: str = ""
	acceptance: str = ""
	revisions: str = ""
	sweep: str = ""
	lessons: str = ""
	filing_authority: str = ""
	receipt_no: str = ""
	filed_on: date | None = None
	filing_remarks: str = ""
	status: str = "Draft"
	workflow_state: str = ""
	return_reason: str = ""
	prepared_by: str = ""
	decided_by: str = ""
	decided_at: datetime | None = None
	approved_by: str = ""
	approved_on: date | None = None
	entered_by_authority: str = ""
	signed_paper: str = ""
	sole_operator_approval: bool = False
	region: str = ""
	township: str = ""
	county: str = ""
	city: str = ""
	industry: str = ""
	hazard_sector: str = ""
