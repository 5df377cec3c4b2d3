"""Mailed lists: once a month, in short months on their last day, late when the job was late."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import clocks
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.facts import ListMail
from hazard_governance.domain.list_mail import check_list_mails, mailings_due, month_before


def mail(day: int = 25, **more) -> ListMail:
	return ListMail(
		**{"user": "a@b.c", "report": v.MONTHLY_LIST, "day": day, "which_month": v.LAST_MONTH, **more}
	)


def due(today: date, *mails: ListMail) -> list[tuple[date, str]]:
	return [(m.scheduled, m.month) for m in mailings_due(mails, today)]


@pytest.mark.parametrize(
	("today", "day", "scheduled", "month"),
	[
		(date(2026, 11, 25), 25, date(2026, 11, 25), "2026-10"),
		(date(2026, 11, 30), 25, date(2026, 11, 25), "2026-10"),
		(date(2026, 11, 24), 25, date(2026, 10, 25), "2026-09"),
		(date(2027, 2, 28), 31, date(2027, 2, 28), "2027-01"),
		(date(2028, 2, 28), 31, date(2028, 1, 31), "2027-12"),
		(date(2028, 2, 29), 31, date(2028, 2, 29), "2028-01"),
		(date(2028, 2, 29), 30, date(2028, 2, 29), "2028-01"),
		(date(2027, 1, 1), 1, date(2027, 1, 1), "2026-12"),
		(date(2027, 1, 1), 31, date(2026, 12, 31), "2026-11"),
	],
)
def test_the_day_and_the_month_of_a_list(today, day, scheduled, month):
	assert due(today, mail(day)) == [(scheduled, month)]


def test_the_month_itself_where_the_row_asks_for_it():
	assert due(date(2026, 11, 25), mail(which_month=v.THIS_MONTH)) == [(date(2026, 11, 25), "2026-11")]


def test_nobody_is_sent_the_list_of_a_day_before_they_were_entered():
	entered = datetime(2026, 11, 10, 9, 0)
	assert due(date(2026, 11, 12), mail(creation=entered)) == []
	assert due(date(2026, 11, 25), mail(creation=entered)) == [(date(2026, 11, 25), "2026-10")]
	on_the_day = datetime(2026, 11, 25, 23, 59)
	assert due(date(2026, 11, 26), mail(creation=on_the_day)) == [(date(2026, 11, 25), "2026-10")]


@given(
	day=st.integers(1, 31),
	start=st.dates(date(2024, 1, 1), date(2028, 12, 31)),
	gaps=st.lists(st.integers(0, 20), max_size=60),
)
def test_once_a_month_whatever_days_the_job_runs_on(day, start, gaps):
	"""With at most three weeks between two runs no month is left out, and none comes twice."""
	today, sent = start, []
	for gap in gaps:
		today += timedelta(days=gap)
		for mailing in mailings_due([mail(day)], today):
			assert mailing.scheduled <= today
			if mailing.key not in sent:
				sent.append(mailing.key)
	months = [key[2] for key in sent]
	assert months == sorted(set(months))
	for earlier, later in pairwise(months):
		first_of_later = date.fromisoformat(later + "-01")
		assert f"{month_before(first_of_later):%Y-%m}" == earlier


def test_only_the_monthly_list_is_about_a_month():
	[monthly] = mailings_due([mail(region="County", industry="Gas")], date(2026, 11, 25))
	assert monthly.filters == {"month": "2026-10", "region": "County", "industry": "Gas"}
	[overdue] = mailings_due([mail(report=v.OVERDUE_LIST)], date(2026, 11, 25))
	assert "month" not in overdue.filters


def test_what_is_sent_once_depends_on_user_list_month_and_filters():
	base, today = mail(), date(2026, 11, 25)
	others = (
		mail(user="x@y.z"),
		mail(report=v.OVERDUE_LIST),
		mail(region="County"),
		mail(industry="Gas"),
		mail(which_month=v.THIS_MONTH),
	)
	keys = {mailing.key for mailing in mailings_due([base, *others], today)}
	assert len(keys) == 6
	[again] = mailings_due([mail(day=24)], today)
	assert again.key in keys, "another day of the month is the same list"


def test_wrong_rows_are_named():
	found = check_list_mails([mail(0), mail(32, user="x@y.z"), mail(3, user="q@r.s"), mail(4, user="q@r.s")])
	assert [(d.fieldname, d.row) for d in found] == [("day", 1), ("day", 2), ("user", 4)]
	assert check_list_mails([mail(1), mail(31, user="x@y.z")]) == []
	assert mailings_due([mail(0)], date(2026, 11, 25)) == []


# --- the clocks they lean on ---------------------------------------------------------------------------------------
@given(st.dates(date(2024, 1, 1), date(2031, 12, 31)), st.integers(1, 31))
def test_a_day_of_the_month_lies_in_it(month, day):
	found = clocks.day_of_month(month, day)
	assert (found.year, found.month) == (month.year, month.month)
	assert found.day == day or (found + timedelta(days=1)).day == 1


def test_a_month_has_no_day_zero():
	with pytest.raises(ValueError, match="before the first"):
		clocks.day_of_month(date(2026, 11, 1), 0)


def test_study_topics_are_due_at_the_end_of_their_period():
	assert clocks.study_topic_due(date(2028, 2, 10), yearly=False) == date(2028, 2, 29)
	assert clocks.study_topic_due(date(2026, 2, 28), yearly=False) == date(2026, 2, 28)
	assert clocks.study_topic_due(date(2026, 2, 28), yearly=True) == date(2026, 12, 31)


def test_the_next_report_counts_from_the_last_one():
	assert clocks.next_report_due(date(2028, 2, 22), 7) == date(2028, 2, 29)
	assert clocks.next_report_due(None, 7) is None
	assert clocks.next_report_due(date(2028, 2, 22), 0) is None
