"""The deadline of a case out of its parts, and who owes what when: month ends, leap day, holidays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import clocks
from hazard_governance.domain import supervision_terms as terms
from hazard_governance.domain.facts import (
	CaseExtension,
	CaseOpinion,
	CasePause,
	CaseProgress,
	Settings,
	SupervisionCase,
)

CASE = SupervisionCase(
	name="SC-1",
	kind="Listed",
	level="County",
	letter_no="潞安督字〔2026〕3号",
	issued_on=date(2026, 11, 3),
	in_force_on=date(2026, 11, 5),
	due_on=date(2026, 11, 30),
	original_due=date(2026, 11, 30),
	report_every_days=7,
	status="In Force",
)
DAYS = st.dates(date(2023, 1, 1), date(2030, 12, 31))


def granted(days: int) -> CaseExtension:
	return CaseExtension(decision="Granted", days=days)


def pause(first: date, last: date | None = None) -> CasePause:
	return CasePause(from_date=first, to_date=last)


def test_the_first_deadline_and_what_moved_it_are_kept_apart():
	case = replace(
		CASE,
		extensions=(granted(20), CaseExtension(decision="Refused", days=0), CaseExtension()),
		opinions=(CaseOpinion(verdict="Fail", days=-5), CaseOpinion(verdict="Pass")),
		pauses=(pause(date(2026, 11, 10), date(2026, 11, 12)),),
	)
	assert terms.deadline(case) == terms.Deadline(date(2026, 11, 30), granted=20, renewed=-5, paused=3)
	assert terms.effective_due(case, date(2026, 11, 20)) == date(2026, 12, 18)


def test_a_pause_that_lasts_counts_on_the_day_somebody_looks():
	case = replace(CASE, pauses=(pause(date(2026, 11, 28)),))
	assert terms.deadline(case).effective == date(2026, 11, 30)
	assert terms.effective_due(case, date(2026, 11, 28)) == date(2026, 12, 1)
	assert terms.effective_due(case, date(2026, 12, 31)) == date(2027, 1, 3)
	assert terms.effective_due(case, date(2026, 11, 27)) == date(2026, 11, 30)
	assert terms.days_since(date(2026, 11, 28), date(2026, 12, 31)) == 34
	assert terms.days_since(None, date(2026, 12, 31)) == 0


def test_while_proposed_the_deadline_may_still_be_set():
	case = replace(CASE, status="Proposed", due_on=date(2027, 1, 31))
	assert terms.deadline(case).original == date(2027, 1, 31)
	assert terms.deadline(replace(case, due_on=None)).effective is None
	assert terms.days_to(date(2027, 1, 31), replace(case, due_on=None), date(2026, 11, 20)) == 0


@pytest.mark.parametrize(
	("due", "extra", "expected"),
	[
		(date(2027, 1, 31), 28, date(2027, 2, 28)),
		(date(2028, 1, 31), 29, date(2028, 2, 29)),
		(date(2028, 2, 28), 1, date(2028, 2, 29)),
		(date(2027, 2, 28), 1, date(2027, 3, 1)),
		(date(2026, 12, 31), 1, date(2027, 1, 1)),
	],
)
def test_month_ends_and_leap_day(due, extra, expected):
	case = replace(CASE, original_due=due, extensions=(granted(extra),))
	assert terms.effective_due(case, due) == expected
	paused = replace(CASE, original_due=due, pauses=(pause(due, due + timedelta(days=extra - 1)),))
	assert terms.effective_due(paused, due) == expected


@given(due=DAYS, today=DAYS, asked=DAYS, pauses=st.lists(st.tuples(DAYS, st.integers(0, 60)), max_size=3))
def test_granting_brings_the_deadline_to_the_day_asked_for_whatever_moved_it_before(
	due, today, asked, pauses
):
	rows = tuple(pause(first, first + timedelta(days=n)) for first, n in pauses)
	case = replace(CASE, original_due=due, pauses=rows, extensions=(granted(3),))
	days = terms.days_to(asked, case, today)
	moved = replace(case, extensions=(*case.extensions, granted(days)))
	assert terms.effective_due(moved, today) == asked
	assert terms.deadline(moved).original == due


@given(first=DAYS, length=st.integers(0, 400), later=st.integers(0, 400))
def test_a_pause_ends_with_the_days_it_had_when_it_lasted(first, length, later):
	last = first + timedelta(days=length)
	assert terms.pause_days(pause(first), last) == terms.pause_days(pause(first, last)) == length + 1
	assert terms.pause_days(pause(first, last), last + timedelta(days=later)) == length + 1
	assert terms.pause_days(pause(first)) == 0


# --- who owes what -------------------------------------------------------------------------------------------------
def test_the_authority_decides_within_working_days_that_skip_holidays_and_count_make_up_days():
	"""National Day 2026: Thursday 1 to Wednesday 7 October are free; Saturday 10 is worked instead."""
	holidays = (
		{date(2026, 10, day) for day in range(1, 8)}
		| {date(2026, 9, day) for day in (26, 27)}
		| {date(2026, 10, 11)}
	)
	make_up = clocks.make_up_days(holidays, date(2026, 9, 21), date(2026, 10, 11))
	row = CaseExtension(name="e1", applied_on=date(2026, 9, 28))
	decided = CaseExtension(name="e2", applied_on=date(2026, 9, 28), decision="Refused")
	undated = CaseExtension(name="e3")
	rows = (row, decided, undated)
	settings = Settings(extension_decision_working_days=5)
	due = date(2026, 10, 10)
	found = terms.decision_terms(rows, due, settings, holidays, make_up)
	assert found == {"e1": terms.Term(due, False)}
	assert terms.decision_terms(rows, due + timedelta(days=1), settings, holidays, make_up)["e1"].overdue
	plain = terms.decision_terms([row], due)
	assert plain["e1"].due == date(2026, 10, 12)


def test_a_requested_check_is_due_within_the_days_of_order_16():
	requested = replace(CASE, status="Acceptance Requested", acceptance_requested_on=date(2028, 2, 20))
	assert terms.check_term(requested, date(2028, 3, 1)) == terms.Term(date(2028, 3, 1), False)
	assert terms.check_term(requested, date(2028, 3, 2)).overdue
	assert terms.check_term(CASE, date(2028, 3, 2)) is None


def test_late_reports_are_counted():
	since = date(2026, 11, 3)
	on_time, late = date(2026, 11, 10), date(2026, 11, 18)
	assert terms.late_reports(since, [on_time], 7) == 0
	assert terms.late_reports(since, [late, on_time], 7) == 1
	assert terms.late_reports(since, [late], 7) == 1
	assert terms.late_reports(since, [late], 0) == terms.late_reports(None, [late], 7) == 0


def test_a_case_without_a_letter_reports_from_the_day_it_came_into_force():
	assert terms.reporting_since(CASE) == date(2026, 11, 3)
	assert terms.reporting_since(replace(CASE, issued_on=None)) == date(2026, 11, 5)


def test_the_clock_of_a_running_and_of_an_ended_case():
	case = replace(
		CASE,
		served_on=date(2026, 11, 4),
		progress=(CaseProgress(reported_on=date(2026, 11, 20)),),
		extensions=(CaseExtension(name="e1", applied_on=date(2026, 11, 20)),),
		pauses=(pause(date(2026, 11, 29)),),
	)
	clock = terms.case_clock(case, date(2026, 12, 2))
	assert (clock.due, clock.days_overdue, clock.paused, clock.paused_since) == (
		date(2026, 12, 4),
		0,
		4,
		date(2026, 11, 29),
	)
	assert (clock.progress_due, clock.late_reports) == (date(2026, 11, 27), 1)
	assert clock.decisions == {"e1": terms.Term(date(2026, 12, 4), False)}
	assert (clock.unserved, clock.unreceived, clock.check) == (False, True, None)
	late = terms.case_clock(replace(case, pauses=(), served_on=None), date(2026, 12, 2))
	assert (late.days_overdue, late.unserved, late.unreceived) == (2, True, False)
	ended = terms.case_clock(replace(case, status="Delisted"), date(2027, 6, 1))
	assert (ended.days_overdue, ended.progress_due, ended.decisions) == (0, None, {})
	assert not (ended.unserved or ended.unreceived)


def test_the_deadline_of_a_hazard_is_that_of_its_leading_case():
	departmental = replace(CASE, name="SC-0", kind="Departmental", level="City")
	city = replace(CASE, name="SC-2", level="City")
	assert terms.leading_case([departmental, CASE]) == CASE
	assert terms.leading_case([departmental, CASE, city]) == city
	assert terms.leading_case([departmental, CASE, replace(city, status="Proposed")]) == CASE
	assert terms.leading_case([replace(CASE, status="Raised")]) is None
	assert [terms.rank(level) for level in ("", "County", "City", "Province", "National")] == [-1, 0, 1, 2, 3]
