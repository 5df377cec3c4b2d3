"""Facts of the monthly return (月报): what a unit reported of a month, frozen, and who received it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from hazard_governance.domain.facts_base import Facts


@dataclass(frozen=True)
class HazardReturnRow(Facts):
	"""One `Hazard Return Row`: a hazard as it stood when the rows were drawn. Names are text, so that no later change
	of a record reaches them.

	counts: a major hazard found, neither withdrawn nor reclassified. reported_by: in the city's month the units whose
	returns hold the hazard.
	"""

	DOCTYPE: ClassVar[str] = "Hazard Return Row"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"register_no",
			"hazard",
			"verification",
			"enterprise",
			"county",
			"industry",
			"competent_authority",
			"source",
			"existing_condition",
			"basis",
			"found_on",
			"responsible_person",
			"rectification_due",
			"stage",
			"overdue",
			"listed",
			"completed_on",
			"filed",
			"accountability",
			"remarks",
			"reported_by",
			"counts",
		)
	)

	name: str = ""
	idx: int = 0
	register_no: str = ""
	hazard: str = ""
	verification: str = ""
	enterprise: str = ""
	county: str = ""
	industry: str = ""
	competent_authority: str = ""
	source: str = ""
	existing_condition: str = ""
	basis: str = ""
	found_on: date | None = None
	responsible_person: str = ""
	rectification_due: date | None = None
	stage: str = ""
	overdue: str = ""
	listed: bool = False
	completed_on: date | None = None
	filed: bool = False
	accountability: str = ""
	remarks: str = ""
	reported_by: str = ""
	counts: bool = False


@dataclass(frozen=True)
class HazardReturnNote(Facts):
	"""One `Hazard Return Note`: what the unit that collected the month found wanting below it."""

	DOCTYPE: ClassVar[str] = "Hazard Return Note"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(("finding", "unit", "detail", "charged_to"))

	name: str = ""
	idx: int = 0
	finding: str = ""
	unit: str = ""
	detail: str = ""
	charged_to: str = ""


@dataclass(frozen=True)
class HazardReturnReceipt(Facts):
	"""One `Hazard Return Receipt`: one receiver and what it decided."""

	DOCTYPE: ClassVar[str] = "Hazard Return Receipt"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		("capacity", "authority", "status", "decided_by", "decided_at", "reason")
	)

	name: str = ""
	idx: int = 0
	capacity: str = ""
	authority: str = ""
	status: str = "Awaiting Receipt"
	decided_by: str = ""
	decided_at: datetime | None = None
	reason: str = ""


@dataclass(frozen=True)
class HazardReturn(Facts):
	"""One `Hazard Return`."""

	DOCTYPE: ClassVar[str] = "Hazard Return"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"title",
			"version_no",
			"supersedes",
			"status",
			"workflow_state",
			"nil_return",
			"rows_total",
			"drawn_at",
			"rows",
			"notes",
			"receipt_state",
			"receiving_office",
			"receiving_department",
			"receipts",
			"prepared_by",
			"reviewed_by",
			"submitted_at",
			"entered_by_authority",
			"fingerprint",
			"region",
			"township",
			"county",
			"city",
			"industry",
		)
	)

	name: str = ""
	owner: str = ""
	creation: datetime | None = None
	title: str = ""
	unit_kind: str = ""
	enterprise: str = ""
	authority: str = ""
	month: str = ""
	version_no: int = 0
	supersedes: str = ""
	correction_reason: str = ""
	status: str = "Draft"
	workflow_state: str = ""
	nil_return: bool = False
	nil_confirmed: bool = False
	rows_total: int = 0
	drawn_at: datetime | None = None
	rows: tuple[HazardReturnRow, ...] = ()
	notes: tuple[HazardReturnNote, ...] = ()
	remarks: str = ""
	receipt_state: str = ""
	receiving_office: str = ""
	receiving_department: str = ""
	receipts: tuple[HazardReturnReceipt, ...] = ()
	prepared_by: str = ""
	reviewed_by: str = ""
	submitted_at: datetime | None = None
	lone_clerk_reason: str = ""
	entered_by_authority: str = ""
	signed_copy: str = ""
	fingerprint: str = ""
	region: str = ""
	township: str = ""
	county: str = ""
	city: str = ""
	industry: str = ""

	@property
	def unit(self) -> str:
		"""Name of the enterprise or authority that reports."""
		return self.enterprise or self.authority
