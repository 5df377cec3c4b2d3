"""Periods of the returns: first and last day, what is due when, at the ends of months and in leap years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain.periods import KINDS, MONTH, QUARTER, YEAR, parse_period, period_of

DAYS = st.dates(min_value=date(1999, 12, 1), max_value=date(2101, 1, 31))


@pytest.mark.parametrize(
	("kind", "text", "first", "last"),
	[
		(MONTH, "2028-02", date(2028, 2, 1), date(2028, 2, 29)),
		(MONTH, "2026-02", date(2026, 2, 1), date(2026, 2, 28)),
		(MONTH, "2100-02", date(2100, 2, 1), date(2100, 2, 28)),
		(MONTH, "2026-12", date(2026, 12, 1), date(2026, 12, 31)),
		(QUARTER, "2028-Q1", date(2028, 1, 1), date(2028, 3, 31)),
		(QUARTER, "2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
		(QUARTER, "2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
		(YEAR, "2026", date(2026, 1, 1), date(2026, 12, 31)),
	],
)
def test_first_and_last_day(kind, text, first, last):
	period = parse_period(kind, text)
	assert (period.first, period.last, period.text) == (first, last, text)


@pytest.mark.parametrize(
	("kind", "text"),
	[
		*((MONTH, text) for text in ("2026-13", "2026-1", "2026", "2026-Q1", "", "2026-02-01")),
		*(
			(QUARTER, text)
			for text in ("2026-Q5", "2026-Q0", "2026-04", "2026", "26-Q1", "2026-Q", "2026-Q11")
		),
		*((YEAR, text) for text in ("26", "2026-01", "2026-Q1", "", "abcd", "0000", "2026-Q")),
		("Week", "2026-W1"),
	],
)
def test_what_is_no_period_is_refused(kind, text):
	with pytest.raises(ValueError):
		parse_period(kind, text)


@pytest.mark.parametrize(
	("kind", "text", "due"),
	[
		(QUARTER, "2026-Q1", date(2026, 4, 15)),
		(QUARTER, "2026-Q4", date(2027, 1, 15)),
		(YEAR, "2026", date(2027, 1, 31)),
		(MONTH, "2028-02", date(2028, 2, 25)),
	],
)
def test_when_the_return_is_due(kind, text, due):
	period = parse_period(kind, text)
	assert period.due() == due
	assert not period.is_over(period.last) and period.is_over(period.last + timedelta(days=1))


@given(kind=st.sampled_from(KINDS), day=DAYS)
def test_every_day_lies_in_one_period_and_periods_follow_each_other(kind, day):
	period = period_of(kind, day)
	assert period.first <= day <= period.last
	assert parse_period(kind, period.text) == period
	assert period.previous().last + timedelta(days=1) == period.first
	assert period_of(kind, period.last + timedelta(days=1)).previous() == period
	before = period.a_year_before()
	assert (before.kind, before.first.month, before.first.year) == (
		kind,
		period.first.month,
		period.first.year - 1,
	)
