"""The deadline of a supervision case, the days it was moved by, and the terms of those who owe something on it.

The first deadline is never overwritten. What moved it is kept apart: days granted (延期), days of pauses (such as a
court's seal), and the new deadline that a failed acceptance sets. The deadline in force is their sum; the case stores
it as `due_on` with every pause that has ended, and the pause that lasts is added on the day somebody looks. Whether
anything is overdue is therefore never stored. Order 16/2007 art. 20; Work Safety Law art. 41.

All days are calendar days unless called working days; both days of a pause belong to it.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.clocks import (
	days_overdue,
	examination_due,
	extension_decision_due,
	is_overdue,
	next_report_due,
)
from hazard_governance.domain.facts import CaseExtension, CasePause, SupervisionCase

RUNNING = (v.IN_FORCE, v.ACCEPTANCE_REQUESTED)


@dataclass(frozen=True)
class Deadline:
	"""original: the first deadline. granted, renewed, paused: days it was moved by extensions, by new deadlines after
	a failed acceptance (may be negative), by pauses. effective: the deadline in force; None without a first one."""

	original: date | None
	granted: int = 0
	renewed: int = 0
	paused: int = 0

	@property
	def moved(self) -> int:
		"""Days by which the deadline in force differs from the first one."""
		return self.granted + self.renewed + self.paused

	@property
	def effective(self) -> date | None:
		return None if self.original is None else self.original + timedelta(days=self.moved)


def pause_days(pause: CasePause, today: date | None = None) -> int:
	"""Days of one pause; of one that lasts those up to `today` (included), none when today is not given."""
	last = pause.to_date or today
	if pause.from_date is None or last is None:
		return 0
	return max((last - pause.from_date).days + 1, 0)


def open_pause(pauses: Iterable[CasePause]) -> CasePause | None:
	"""The pause that has no last day yet; None when there is none."""
	return next((pause for pause in pauses if pause.from_date and not pause.to_date), None)


def days_since(paused_since: date | None, today: date) -> int:
	"""Days, both included, that a pause without an end has lasted; 0 when there is none, or it lies ahead."""
	return max((today - paused_since).days + 1, 0) if paused_since else 0


def deadline(case: SupervisionCase, today: date | None = None) -> Deadline:
	"""The parts of the deadline; with `today` the pause that lasts counts up to it, without it not at all.

	While the case is only proposed its deadline may still be set: then that is the first one.
	"""
	proposed = case.status == v.PROPOSED
	return Deadline(
		original=case.due_on if proposed else case.original_due or case.due_on,
		granted=sum(row.days for row in case.extensions if row.decision == v.GRANTED),
		renewed=sum(row.days for row in case.opinions),
		paused=sum(pause_days(row, today) for row in case.pauses),
	)


def effective_due(case: SupervisionCase, today: date) -> date | None:
	"""The deadline in force on `today`."""
	return deadline(case, today).effective


def days_to(new_due: date | None, case: SupervisionCase, today: date) -> int:
	"""By how many days `new_due` moves the deadline in force on `today`; 0 when one of them is missing."""
	due = effective_due(case, today)
	return (new_due - due).days if new_due and due else 0


# --- who owes what ---------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Term:
	"""Something owed on a case: the day it is due and whether that has passed on the day looked at."""

	due: date
	overdue: bool


def decision_terms(
	extensions: Iterable[CaseExtension],
	today: date,
	settings: object | None = None,
	holidays: Collection[date] | None = None,
	make_up_days: Collection[date] = (),
) -> dict[str, Term]:
	"""Row name -> term of the authority to decide each application that is not decided yet (setting, working days)."""
	terms = {}
	for row in extensions:
		if row.applied_on and not row.decision:
			due = extension_decision_due(row.applied_on, settings, holidays, make_up_days)
			terms[row.name] = Term(due, is_overdue(due, today))
	return terms


def check_term(case: SupervisionCase, today: date, settings: object | None = None) -> Term | None:
	"""The authority's term to check once acceptance is requested (order 16/2007 art. 23); None when it is not."""
	if case.status != v.ACCEPTANCE_REQUESTED or not case.acceptance_requested_on:
		return None
	due = examination_due(case.acceptance_requested_on, False, settings)
	return Term(due, is_overdue(due, today))


def late_reports(since: date | None, reports: Iterable[date], every_days: int) -> int:
	"""How many of the reports made came later than `every_days` after the one before (the first: after `since`)."""
	if not since or every_days <= 0:
		return 0
	days = [since, *sorted(reports)]
	return sum((after - before).days > every_days for before, after in itertools.pairwise(days))


def reporting_since(case: SupervisionCase) -> date | None:
	"""The day from which progress is due: the day of the letter, of a case without one the day it came into force."""
	return case.issued_on or case.in_force_on


@dataclass(frozen=True)
class CaseClock:
	"""What is due on a case on one day.

	due, days_overdue: the deadline in force, the running pause included, moved by the days granted, renewed and paused. progress_due,
	late_reports: of the enterprise. decisions: terms of the authority by row name; check: its term to check. unserved,
	unreceived: the letter lacks its service, or its receipt.
	"""

	due: date | None
	days_overdue: int
	granted: int
	renewed: int
	paused: int
	paused_since: date | None
	progress_due: date | None
	late_reports: int
	decisions: dict[str, Term]
	check: Term | None
	unserved: bool
	unreceived: bool


def case_clock(
	case: SupervisionCase,
	today: date,
	settings: object | None = None,
	holidays: Collection[date] | None = None,
	make_up_days: Collection[date] = (),
) -> CaseClock:
	"""What is due on the case on `today`; nothing is once it has ended."""
	running = case.status in RUNNING
	parts, pause = deadline(case, today), open_pause(case.pauses)
	since = reporting_since(case)
	reports = [row.reported_on for row in case.progress if row.reported_on]
	every = case.report_every_days
	terms = decision_terms(case.extensions, today, settings, holidays, make_up_days) if running else {}
	return CaseClock(
		due=parts.effective,
		days_overdue=days_overdue(parts.effective, today) if running else 0,
		granted=parts.granted,
		renewed=parts.renewed,
		paused=parts.paused,
		paused_since=pause.from_date if pause else None,
		progress_due=next_report_due(max(reports, default=since), every) if running else None,
		late_reports=late_reports(since, reports, every),
		decisions=terms,
		check=check_term(case, today, settings),
		unserved=running and bool(case.letter_no) and not (case.served_on or case.received_on),
		unreceived=running and bool(case.served_on) and not case.received_on,
	)


# --- several cases of one hazard -------------------------------------------------------------------------------
def leading_case(cases: Sequence[SupervisionCase]) -> SupervisionCase | None:
	"""The case whose deadline is the hazard's: listed before departmental, the higher level first; None without one."""
	running = [case for case in cases if case.status in RUNNING]
	return max(running, key=lambda case: (case.kind == v.LISTED, rank(case.level), case.name), default=None)


def rank(level: str) -> int:
	"""Place of a level among the levels, the higher the greater; -1 for none."""
	return v.CASE_LEVELS.index(level) if level in v.CASE_LEVELS else -1
