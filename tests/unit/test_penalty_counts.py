"""Rolling counts: both ends, leap years and months of unequal length, several penalties of one decision."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hazard_governance.domain import penalty_list
from hazard_governance.domain.enforcement_words import PENALTY, PRODUCED_WITH_HAZARD
from hazard_governance.domain.penalty_counts import (
	CLEAR,
	CROSSED,
	RULES,
	WARNING,
	Event,
	add_months,
	count,
	counts_of,
	distinct,
)
from hazard_governance.domain.penalty_list import Penalised

HALF, YEAR, COAL = RULES
DAYS = st.dates(date(2019, 1, 1), date(2029, 12, 31))


def events(*days: date, counts: str = PENALTY) -> list[Event]:
	return [Event(counts, day, f"No. {number}") for number, day in enumerate(days, 1)]


@pytest.mark.parametrize(
	("day", "months", "expected"),
	[
		(date(2024, 2, 29), 12, date(2025, 2, 28)),
		(date(2023, 2, 28), 12, date(2024, 2, 28)),
		(date(2023, 11, 30), 3, date(2024, 2, 29)),
		(date(2024, 11, 30), 3, date(2025, 2, 28)),
		(date(2026, 12, 31), 3, date(2027, 3, 31)),
		(date(2026, 10, 31), -1, date(2026, 9, 30)),
		(date(2026, 1, 31), -2, date(2025, 11, 30)),
	],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(day, months, expected):
	assert add_months(day, months) == expected


@pytest.mark.parametrize(
	("rule", "first", "last"),
	[
		(HALF, date(2026, 1, 1), date(2026, 6, 30)),
		(HALF, date(2023, 12, 31), date(2024, 6, 28)),  # a leap day lies between
		(YEAR, date(2024, 2, 29), date(2025, 2, 28)),
		(YEAR, date(2025, 2, 28), date(2026, 2, 28)),
		(YEAR, date(2026, 12, 31), date(2027, 12, 31)),
		(COAL, date(2023, 11, 29), date(2024, 2, 29)),
		(COAL, date(2023, 11, 30), date(2024, 2, 29)),
		(COAL, date(2026, 8, 31), date(2026, 11, 30)),
	],
)
def test_the_last_day_of_a_period_is_within_it_and_the_next_is_not(rule, first, last):
	assert rule.last_day(first) == last
	kind = rule.counts
	between = [first] * (rule.limit - 1)
	on = count(events(*between, last, counts=kind), rule, last)
	assert (on.state, on.number, on.crossed_on) == (CROSSED, rule.limit, last)
	after = count(events(*between, last + timedelta(days=1), counts=kind), rule, last + timedelta(days=1))
	assert (after.state, after.number, after.crossed_on) == (
		WARNING if rule.limit == 2 else CLEAR,
		1,
		None,
	)


def test_180_days_agree_with_a_count_day_by_day_from_the_day_after():
	first, day = date(2024, 1, 31), date(2024, 1, 31)
	for _number in range(180):
		day += timedelta(days=1)
	assert HALF.last_day(first) == day == date(2024, 7, 29)


def test_warnings_come_one_before_the_line():
	days = [date(2026, 1, 10), date(2026, 3, 1), date(2026, 5, 1), date(2026, 6, 1)]
	today = date(2026, 6, 1)
	states = [
		[one.state for one in counts_of(events(*days[:number]), today, is_coal=True)] for number in range(5)
	]
	assert states == [
		[CLEAR, CLEAR, CLEAR],
		[CLEAR, CLEAR, CLEAR],
		[WARNING, CLEAR, CLEAR],
		[CROSSED, WARNING, CLEAR],
		[CROSSED, CROSSED, CLEAR],
	]
	one = count(events(*days[:2]), HALF, today)
	assert one.warning.text == (
		"One more until 2026-07-09 crosses the line of Work Safety Law, article 113 (1) (2 of 3)."
	)
	assert (one.drops_out_on, one.window) == (date(2026, 7, 10), (date(2025, 12, 3), today))
	coal = count(events(date(2026, 5, 1), counts=PRODUCED_WITH_HAZARD), COAL, today)
	assert coal.state == WARNING and "One more until 2026-08-01" in coal.warning.text
	assert count(events(*days), HALF, today).warning.text == (
		"The line of Work Safety Law, article 113 (1) is crossed since 2026-06-01: 4 times, 3 are the limit."
	)


def test_the_coal_rule_is_for_coal_mines_and_the_kinds_do_not_mix():
	today = date(2026, 6, 1)
	found = [*events(today, today, counts=PRODUCED_WITH_HAZARD)]
	assert [one.number for one in counts_of(found, today, is_coal=True)] == [0, 0, 2]
	assert [one.rule.key for one in counts_of(found, today, is_coal=False)] == ["180_days", "year"]


def test_several_penalties_of_one_decision_are_one_and_tomorrow_does_not_count_yet():
	today = date(2026, 6, 1)
	rows = [
		Event(PENALTY, today, "No. 1"),
		Event(PENALTY, today, "No. 1"),
		Event(PENALTY, today + timedelta(days=1), "No. 2"),
	]
	assert len(distinct(rows, PENALTY)) == 2
	assert count(rows, HALF, today).number == 1


def test_a_line_crossed_long_ago_is_remembered_and_no_warning_any_more():
	old = [date(2021, 1, 1), date(2021, 2, 1), date(2021, 3, 1)]
	one = count(events(*old), HALF, date(2026, 6, 1))
	assert (one.state, one.number, one.crossed_on, one.warning) == (CLEAR, 0, date(2021, 3, 1), None)


@given(st.lists(DAYS, max_size=7), DAYS, st.sampled_from(RULES))
@settings(max_examples=200, deadline=None)
def test_counts_agree_with_trying_every_day(days, today, rule):
	one = count(events(*days, counts=rule.counts), rule, today)
	past = sorted(day for day in days if day <= today)
	within = [day for day in past if rule.last_day(day) >= today]
	assert [event.on for event in one.events] == within
	assert (one.state == CROSSED) == (len(within) >= rule.limit)
	if within:
		assert one.drops_out_on > today
		later = count(events(*past, counts=rule.counts), rule, one.drops_out_on)
		assert later.number < one.number
		before = count(events(*past, counts=rule.counts), rule, one.drops_out_on - timedelta(days=1))
		assert before.number == one.number
	first, last = one.window
	assert last == today
	assert rule.last_day(first) >= today and rule.last_day(first - timedelta(days=1)) < today


@given(st.lists(DAYS, min_size=1, max_size=7), st.sampled_from(RULES))
def test_the_next_event_after_a_warning_crosses_the_line_until_the_day_it_names(days, rule):
	today = max(days)
	one = count(events(*days, counts=rule.counts), rule, today)
	if one.state != WARNING:
		return
	last = one.drops_out_on - timedelta(days=1)
	more = [*days, last]
	assert count(events(*more, counts=rule.counts), rule, last).state == CROSSED
	late = [*days, last + timedelta(days=1)]
	assert count(events(*late, counts=rule.counts), rule, last + timedelta(days=1)).state != CROSSED


def test_rows_of_the_report_whole():
	today = date(2026, 6, 1)
	works = Penalised(
		"Works", "County", "Manufacturing", False, 2, tuple(events(date(2026, 1, 10), date(2026, 3, 1)))
	)
	mine = Penalised(
		"Mine",
		"County",
		"Coal",
		True,
		0,
		tuple(events(date(2026, 4, 1), date(2026, 5, 1), counts=PRODUCED_WITH_HAZARD)),
	)
	quiet = Penalised("Quiet")
	rows = penalty_list.rows([works, quiet, mine], today)
	assert rows == [
		{
			"enterprise": "Mine",
			"county": "County",
			"industry": "Coal",
			"rule": "Coal mine producing with a major hazard, in three months",
			"article": "Coal Mine Safety Regulations, article 70 (2)",
			"number": 2,
			"limit": 2,
			"window_from": date(2026, 3, 1),
			"window_to": today,
			"latest_on": date(2026, 5, 1),
			"drops_out_on": date(2026, 7, 2),
			"crossed_on": date(2026, 5, 1),
			"open_majors": 0,
			"state": "Over the Line",
			"is_warning": False,
			"is_crossed": True,
			"warning": "The line of Coal Mine Safety Regulations, article 70 (2) is crossed since 2026-05-01: 2 times, "
			"2 are the limit.",
		},
		{
			"enterprise": "Works",
			"county": "County",
			"industry": "Manufacturing",
			"rule": "Penalties in 180 days",
			"article": "Work Safety Law, article 113 (1)",
			"number": 2,
			"limit": 3,
			"window_from": date(2025, 12, 3),
			"window_to": today,
			"latest_on": date(2026, 3, 1),
			"drops_out_on": date(2026, 7, 10),
			"crossed_on": None,
			"open_majors": 2,
			"state": "Near the Line",
			"is_warning": True,
			"is_crossed": False,
			"warning": "One more until 2026-07-09 crosses the line of Work Safety Law, article 113 (1) (2 of 3).",
		},
		{
			**rows[1],
			"rule": "Penalties in one year",
			"limit": 4,
			"window_from": date(2025, 6, 1),
			"drops_out_on": date(2027, 1, 11),
			"state": "Clear of the Line",
			"is_warning": False,
			"warning": "",
		},
	]
	assert [row["rule"] for row in penalty_list.rows([works, mine], today, warnings_only=True)] == [
		rows[0]["rule"],
		rows[1]["rule"],
	]
	assert penalty_list.cards(rows) == [
		("Enterprises Over a Line", 1, "Red"),
		("Enterprises One Step Before", 1, "Orange"),
	]
