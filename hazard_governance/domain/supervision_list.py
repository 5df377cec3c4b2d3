"""The Supervision List (notice 长安办发〔2023〕54号, part 4: 重大事故隐患督办清单).

One row a supervision case that was adopted or is proposed; besides, every open major hazard that nobody supervises
is named with the words "No Supervision Case", since each department supervises every major hazard of its sector
(三管三必须). A case not adopted is not shown unless its status is asked for, and counts as no case. "Open" means
neither closed out, filed nor withdrawn. A hazard may have several cases (a departmental and a listed one): cases and
hazards are counted apart.

The official columns show the first deadline, which is never overwritten, and the new one where an extension, a pause
or a failed acceptance moved it. A case is overdue when the deadline in force has passed and neither the hazard's acceptance was passed nor the case delisted.
Values in, values out; standard library only; `translate` as in lists.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.clocks import is_overdue, next_report_due
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.lists import (
	ENDED_STAGES,
	RECTIFIED_STAGES,
	ListedHazard,
	Row,
	Translate,
	identity,
	known_values,
	overdue,
	register_text,
)
from hazard_governance.domain.supervision import UNDONE
from hazard_governance.domain.supervision_terms import days_since

NO_CASE = N_("No Supervision Case")
RAISED_FROM = N_("Raised from {0}")
LEVELS = {
	"National": N_("National Level"),
	"Province": N_("Provincial Level"),
	"City": N_("City Level"),
	"County": N_("County Level"),
}
DEPARTMENTAL_LEVEL = N_("Departmental Level")
EVERY_DAYS = N_("Every {0} days")


@dataclass(frozen=True)
class ListedCase:
	"""What the list needs to know of one supervision case and its hazard; an empty `name` stands for a hazard without one.

	due_on: the deadline with all that moved it but a pause that lasts (paused_since). paused_days: of pauses that have
	ended. latest_progress(_on): the last progress report. extension_*: the latest application for an extension;
	extension_decision is Granted, Refused or empty. decision_due: when the authority owes the next decision on an
	application, None when it owes none. co_operating: authorities. raised_from(_letter): the case of the level below that
	it took over. urgings: one kind for each urging. verdict: of the authority's check.
	hazard_accepted_on: the day the hazard's acceptance was passed.
	"""

	name: str = ""
	hazard: str = ""
	hazard_title: str = ""
	register_no: str = ""
	stage: str = words.REGISTERED
	classification: str = words.MAJOR
	hazard_accepted_on: date | None = None
	hazard_closed_out_on: date | None = None
	enterprise: str = ""
	county: str = ""
	county_code: str = ""
	industry: str = ""
	kind: str = ""
	level: str = ""
	authority: str = ""
	letter_no: str = ""
	issued_on: date | None = None
	leader: str = ""
	requirements: str = ""
	due_on: date | None = None
	original_due: date | None = None
	paused_since: date | None = None
	paused_days: int = 0
	report_every_days: int = 0
	in_force_on: date | None = None
	latest_progress: str = ""
	latest_progress_on: date | None = None
	late_reports: int = 0
	signatory: str = ""
	served_on: date | None = None
	received_on: date | None = None
	co_operating: tuple[str, ...] = ()
	raised_from: str = ""
	raised_from_letter: str = ""
	listing_body: str = ""
	extension_applied_on: date | None = None
	extension_decided_on: date | None = None
	extension_decision: str = ""
	extension_new_due: date | None = None
	extension_reason: str = ""
	decision_due: date | None = None
	urgings: tuple[str, ...] = ()
	verdict: str = ""
	delisted_on: date | None = None
	delisting_no: str = ""
	status: str = ""

	@classmethod
	def from_mapping(cls, values: Mapping[str, object]) -> ListedCase:
		"""Takes the known keys of `values`; None becomes the default of the field, a datetime its day."""
		return cls(**known_values(cls, values))

	@classmethod
	def without_case(cls, hazard: ListedHazard) -> ListedCase:
		"""The line of a major hazard that nobody supervises: the competent authority is the one that should."""
		return cls(
			hazard=hazard.name,
			hazard_title=hazard.hazard_title,
			register_no=hazard.register_no,
			stage=hazard.stage,
			enterprise=hazard.enterprise,
			county=hazard.county,
			county_code=hazard.county_code,
			industry=hazard.industry,
			authority=hazard.competent_authority,
			due_on=hazard.rectification_due,
			hazard_accepted_on=hazard.accepted_on,
			status=NO_CASE,
		)

	def due_as_of(self, today: date) -> date | None:
		"""The deadline in force on `today`: a pause that lasts has moved it so far."""
		if self.due_on is None or self.ended:
			return self.due_on
		return self.due_on + timedelta(days=days_since(self.paused_since, today))

	@property
	def supervised(self) -> bool:
		"""There is a case, and it was neither turned down, nor taken over by a higher level, nor withdrawn."""
		return bool(self.name) and self.status not in UNDONE

	@property
	def done_on(self) -> date | None:
		"""The day the matter was done: acceptance passed, otherwise delisted."""
		if self.stage in RECTIFIED_STAGES and (self.hazard_accepted_on or self.hazard_closed_out_on):
			return self.hazard_accepted_on or self.hazard_closed_out_on
		return self.delisted_on if self.status == words.DELISTED else None

	@property
	def ended(self) -> bool:
		"""Nothing is expected of the case any more."""
		return self.status in (words.DELISTED, *UNDONE) or self.stage in ENDED_STAGES

	@property
	def progress_due(self) -> date | None:
		"""When the next progress report is due; None for an ended case or one without a reporting cycle."""
		if self.ended:
			return None
		return next_report_due(
			self.latest_progress_on or self.issued_on or self.in_force_on, self.report_every_days
		)


def is_unsupervised(hazard: ListedHazard) -> bool:
	"""A hazard without a case belongs on the list while it is an open major one."""
	return hazard.counts and hazard.stage not in ENDED_STAGES


def case_overdue(case: ListedCase, today: date) -> str:
	"""'Yes', 'No' or 'Completed Late' against the deadline of the case; nothing is overdue that was turned down or withdrawn."""
	if case.status in UNDONE or case.stage == words.WITHDRAWN:
		return words.NO
	return overdue(case.due_as_of(today), case.done_on, today)


def decision_overdue(case: ListedCase, today: date) -> bool:
	"""Whether the authority has let its term to decide on an extension pass."""
	return not case.ended and is_overdue(case.decision_due, today)


def sort_key(case: ListedCase) -> tuple:
	"""By county code, then register number (numbered ones first), hazard and case number."""
	return (case.county_code or case.county, not case.register_no, case.register_no, case.hazard, case.name)


def supervision_cases(
	cases: Iterable[ListedCase],
	unsupervised: Iterable[ListedHazard] = (),
	*,
	today: date,
	overdue_only: bool = False,
) -> list[ListedCase]:
	"""Cases and the open majors without one, in list order; with overdue_only, those overdue on `today`."""
	lines = [*cases, *(ListedCase.without_case(h) for h in unsupervised if is_unsupervised(h))]
	if overdue_only:
		lines = [line for line in lines if case_overdue(line, today) == words.YES]
	return sorted(lines, key=sort_key)


def supervision_rows(cases: Iterable[ListedCase], today: date, translate: Translate = identity) -> list[Row]:
	"""Numbered rows for SUPERVISION_COLUMNS, with `is_overdue`, `is_progress_overdue` and `is_unsupervised` for colouring."""
	return [
		{"idx": number, **_supervision_row(case, today, translate)}
		for number, case in enumerate(cases, start=1)
	]


def _supervision_row(case: ListedCase, today: date, t: Translate) -> Row:
	late = case_overdue(case, today)
	level = DEPARTMENTAL_LEVEL if case.kind == words.DEPARTMENTAL else LEVELS.get(case.level, case.level)
	granted = case.extension_decision == words.GRANTED
	first, due = case.original_due or case.due_on, case.due_as_of(today)
	decision_due = None if case.ended else case.decision_due
	return {
		**{name: getattr(case, name) for name in _PLAIN},
		**{name: t(value) if (value := getattr(case, name)) else "" for name in _WORDS},
		"case_no": case.name,
		"register_no": register_text(case.register_no, t),
		"level": t(level) if level else "",
		"report_cycle": t(EVERY_DAYS).format(case.report_every_days) if case.report_every_days > 0 else "",
		"latest_progress": progress_text(case),
		"overdue": t(late),
		"due_on": first,
		"extension_granted_on": case.extension_decided_on if granted else None,
		"extension_new_due": due if due != first else None,
		"urgings": measures_text(case, t),
		"paused_days": case.paused_days + (0 if case.ended else days_since(case.paused_since, today)),
		"decision_due": decision_due,
		"decision_overdue": t(words.YES if decision_overdue(case, today) else words.NO)
		if decision_due
		else "",
		"co_operating": ", ".join(case.co_operating),
		"is_overdue": late == words.YES,
		"is_progress_overdue": is_overdue(case.progress_due, today),
		"is_decision_overdue": decision_overdue(case, today),
		"is_unsupervised": not case.name,
	}


_PLAIN = (
	"enterprise",
	"hazard",
	"hazard_title",
	"authority",
	"letter_no",
	"issued_on",
	"leader",
	"requirements",
	"extension_applied_on",
	"extension_reason",
	"delisted_on",
	"delisting_no",
	"county",
	"industry",
	"progress_due",
	"late_reports",
	"signatory",
	"served_on",
	"received_on",
	"raised_from",
	"listing_body",
)
_WORDS = ("verdict", "status", "kind", "stage")


def progress_text(case: ListedCase) -> str:
	"""最近进展: the day of the last progress report and what it says."""
	if case.latest_progress_on is None:
		return case.latest_progress
	return f"{case.latest_progress_on.isoformat()} {case.latest_progress}"


def measures_text(case: ListedCase, translate: Translate = identity) -> str:
	"""督办措施: the urging, and that the case was taken over from the level below."""
	raised = (
		translate(RAISED_FROM).format(case.raised_from_letter or case.raised_from) if case.raised_from else ""
	)
	return "; ".join(filter(None, (raised, urgings_text(case.urgings, translate))))


def urgings_text(kinds: Iterable[str], translate: Translate = identity) -> str:
	"""督办措施: each kind of urging with its number, in the order of severity."""
	kinds = list(kinds)
	counted = [(kind, kinds.count(kind)) for kind in words.URGING_KINDS]
	return ", ".join(f"{translate(kind)} × {n}" for kind, n in counted if n)
