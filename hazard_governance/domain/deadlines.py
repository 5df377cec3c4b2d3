"""What is due when, and who is charged with it: one value for reminders, the overdue list and the call list.

A deadline runs while its matter is open and is overdue from the day after it (clocks.is_overdue). Nothing of this is
stored: whoever asks brings the matters and the day. Values in, values out; standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.clocks import days_overdue, is_overdue
from hazard_governance.domain.lists import known_values

# the work on the danger itself is still open
OPEN_STAGES = (v.REGISTERED, v.RECTIFYING, v.PENDING_ACCEPTANCE)
# an authority may still have to act
RUNNING_STAGES = (*OPEN_STAGES, v.ACCEPTED)
CASES_THAT_RUN = (v.IN_FORCE, v.ACCEPTANCE_REQUESTED)

# the side that has to act: of a supervision deadline it is the authority once the acceptance is requested
CHARGED_AUTHORITY = frozenset((v.VERIFICATION_DUE, v.RECEIPT_DUE, v.EXAMINATION_DUE, v.EXTENSION_DUE))
SIDES = (v.BY_ENTERPRISE, v.BY_AUTHORITY)


@dataclass(frozen=True)
class DueItem:
	"""One deadline of one matter.

	doctype, name, row: where the deadline stands (row: of a table, else empty). hazard: empty for a study topic that
	no hazard gave rise to. what: the measure, duty or report in words. owner_user, owner: who answers for it in the
	enterprise. authority: which authority has to act, or supervises; competent_authority: of the enterprise.
	"""

	clock: str = ""
	due: date | None = None
	charged: str = v.BY_ENTERPRISE
	doctype: str = ""
	name: str = ""
	row: str = ""
	hazard: str = ""
	hazard_title: str = ""
	register_no: str = ""
	stage: str = ""
	classification: str = ""
	enterprise: str = ""
	region: str = ""
	township: str = ""
	county: str = ""
	city: str = ""
	industry: str = ""
	hazard_sector: str = ""
	competent_authority: str = ""
	what: str = ""
	owner_user: str = ""
	owner: str = ""
	authority: str = ""

	@classmethod
	def from_mapping(cls, values: Mapping[str, object]) -> DueItem:
		"""Takes the known keys of `values`; None becomes the default of the field, a datetime its day."""
		return cls(**known_values(cls, values))

	@property
	def sequence(self) -> tuple[str, str, str, str, date | None]:
		"""What a sequence of reminders is about: a deadline that moves begins a new one."""
		return (self.clock, self.doctype, self.name, self.row, self.due)

	@property
	def charged_name(self) -> str:
		"""Who is charged, in words: the authority, or the person of the enterprise, or the enterprise."""
		if self.charged == v.BY_AUTHORITY:
			return self.authority or self.competent_authority
		return self.owner or self.enterprise

	def offset(self, today: date) -> int:
		"""Days since the deadline: negative before it, 0 on the day, 1 on the first day it is overdue."""
		return (today - self.due).days if self.due else 0


def overdue_items(items: Iterable[DueItem], today: date) -> list[DueItem]:
	"""Those whose deadline has passed, the most urgent first."""
	late = (item for item in items if is_overdue(item.due, today))
	return sorted(late, key=lambda item: urgency(item, today))


def urgency(item: DueItem, today: date) -> tuple:
	"""Sort key, the most urgent first: major hazards, then the longest overdue, then the nearest deadline."""
	return (
		item.classification != v.MAJOR,
		-days_overdue(item.due, today),
		item.due or date.max,
		item.hazard,
		v.CLOCKS.index(item.clock),
		item.name,
		item.row,
	)


def charged_side(clock: str, case_status: str = "") -> str:
	"""Who has to act: the enterprise, or the authority for what it verifies, receives, examines, decides or checks."""
	if clock in CHARGED_AUTHORITY or (
		clock == v.SUPERVISION_DEADLINE and case_status == v.ACCEPTANCE_REQUESTED
	):
		return v.BY_AUTHORITY
	return v.BY_ENTERPRISE
