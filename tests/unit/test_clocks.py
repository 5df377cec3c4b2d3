"""Clocks agree with a day-by-day count, whatever holidays and make-up days come in."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import clocks
from hazard_governance.domain.facts import Settings

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
NEAR = st.frozensets(st.dates(date(2024, 1, 1), date(2029, 12, 31)), max_size=80)
NATIONAL_DAY = {date(2026, 10, d) for d in range(1, 8)}


def works(day: date, holidays, make_up) -> bool:
	"""The rule in one line, written apart from the module."""
	return day in make_up or (day.isoweekday() <= 5 and day not in holidays)


@given(DAYS, st.integers(0, 40), NEAR, NEAR)
def test_adding_counts_exactly_that_many_working_days(start, n, holidays, make_up):
	end = clocks.add_working_days(start, n, holidays, make_up)
	counted = [start + timedelta(days=d) for d in range(1, (end - start).days + 1)]
	assert sum(works(day, holidays, make_up) for day in counted) == n
	assert end == start if n == 0 else works(end, holidays, make_up)


@given(DAYS, st.integers(0, 40), NEAR, NEAR)
def test_subtracting_counts_exactly_that_many_working_days(end, n, holidays, make_up):
	start = clocks.subtract_working_days(end, n, holidays, make_up)
	counted = [start + timedelta(days=d) for d in range((end - start).days)]
	assert sum(works(day, holidays, make_up) for day in counted) == n


@given(DAYS, st.integers(-30, 60), NEAR, NEAR)
def test_between_leaves_out_the_start_and_counts_the_end(start, length, holidays, make_up):
	end = start + timedelta(days=length)
	day, count = start, 0
	while day < end:
		day += timedelta(days=1)
		count += works(day, holidays, make_up)
	assert clocks.working_days_between(start, end, holidays, make_up) == count


def test_working_days_around_the_national_holiday():
	assert clocks.add_working_days(date(2026, 9, 30), 1, NATIONAL_DAY) == date(2026, 10, 8)
	assert clocks.add_working_days(date(2026, 9, 30), 1, NATIONAL_DAY, {date(2026, 10, 3)}) == date(
		2026, 10, 3
	)
	assert clocks.add_working_days(date(2026, 11, 20), 5) == date(2026, 11, 27)


def test_a_negative_number_of_days_is_refused():
	with pytest.raises(ValueError, match="cannot be negative"):
		clocks.add_working_days(date(2026, 11, 20), -1)


def test_make_up_days_are_the_weekend_days_the_list_leaves_out():
	listed = NATIONAL_DAY | {date(2026, 10, 11), date(2026, 10, 17), date(2026, 10, 18)}
	made_up = clocks.make_up_days(listed, date(2026, 10, 1), date(2026, 10, 18))
	assert made_up == {date(2026, 10, 10)}
	assert clocks.make_up_days({date(2026, 10, 1)}, date(2026, 10, 1), date(2026, 10, 18)) == frozenset()


@given(DAYS, DAYS)
def test_the_due_day_itself_is_in_time(due, today):
	assert clocks.is_overdue(due, today) == (today > due)
	assert clocks.days_overdue(due, today) == max(0, (today - due).days)


def test_without_a_due_day_nothing_is_overdue_or_due_soon():
	assert not clocks.is_overdue(None, date(2026, 11, 20))
	assert clocks.days_overdue(None, date(2026, 11, 20)) == 0
	assert not clocks.is_due_soon(None, date(2026, 11, 20))


@pytest.mark.parametrize(("offset", "soon"), [(-1, False), (0, True), (7, True), (8, False)])
def test_due_soon_includes_both_ends(offset, soon):
	today = date(2026, 11, 20)
	assert clocks.is_due_soon(today + timedelta(days=offset), today) is soon


@given(DAYS)
def test_quarterly_return_is_the_15th_of_the_month_after_the_quarter(day):
	due = clocks.quarterly_return_due(day)
	first = day.replace(day=1)
	while first.month not in (1, 4, 7, 10) or first <= day:
		first = (first + timedelta(days=32)).replace(day=1)
	assert due == first.replace(day=15)


def test_annual_and_monthly_returns():
	assert clocks.annual_return_due(2026) == date(2027, 1, 31)
	assert clocks.monthly_return_due(date(2026, 11, 3)) == date(2026, 11, 25)
	assert clocks.monthly_return_due(date(2027, 2, 3), Settings(monthly_return_day=31)) == date(2027, 2, 28)


def test_examination_is_stricter_on_days_for_coal():
	applied = date(2026, 11, 20)
	assert clocks.examination_due(applied, False) == date(2026, 11, 30)
	assert clocks.examination_due(applied, True) == date(2026, 12, 10)
	assert clocks.examination_due(applied, True, Settings(coal_examination_days=0)) == date(2026, 12, 10)


def test_clocks_of_verification_receipt_announcement_and_extension_follow_the_settings():
	friday = date(2026, 11, 20)
	settings = Settings(verification_working_days=2, receipt_working_days=1, announcement_working_days=4)
	assert clocks.verification_due(friday, settings) == date(2026, 11, 24)
	assert clocks.verification_due(friday) == date(2026, 11, 27)
	assert clocks.receipt_due(friday, settings) == date(2026, 11, 23)
	assert clocks.announcement_due(friday, settings) == date(2026, 11, 26)
	assert clocks.extension_latest_application(friday) == date(2026, 11, 13)
	assert clocks.extension_decision_due(friday) == date(2026, 12, 4)
