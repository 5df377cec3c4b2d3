"""Totals, rates, summary and charts of the two lists."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from list_samples import CASE, OPEN, TODAY

from hazard_governance.domain import list_totals, supervision_list
from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.lists import ListedHazard

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def sample() -> list[ListedHazard]:
	late, soon = date(2026, 11, 20), date(2026, 12, 20)
	other = replace(
		OPEN, county="乙县", county_code="140403", enterprise="乙公司", listed=False, recurring="No"
	)
	return [
		OPEN,  # overdue
		replace(OPEN, name="2", stage=words.ACCEPTED, rectification_due=late, accepted_on=late),  # in time
		replace(OPEN, name="3", stage=words.FILED, rectification_due=late, accepted_on=TODAY),  # late
		replace(OPEN, name="4", enterprise="丙公司", register_no="", rectification_due=soon),  # not due
		replace(OPEN, name="5", stage=words.WITHDRAWN),
		replace(other, name="6", stage=words.ACCEPTED, rectification_due=soon, accepted_on=TODAY),  # early
		replace(other, name="7", classification="General", reclassified_on=TODAY),
		replace(other, name="8", rectification_due=TODAY),  # due today: not yet due
		replace(other, name="9", rectification_due=None),
	]


def test_totals_keep_the_two_rates_apart():
	t = list_totals.totals(sample(), TODAY)
	assert (t.hazards, t.enterprises, t.dropped, t.pending) == (7, 3, 2, 1)
	assert (t.rectified, t.rate) == (3, 42.9)
	assert (t.due, t.on_time, t.on_time_rate) == (3, 1, 33.3)
	assert (t.not_due, t.overdue, t.listed, t.recurring, t.filed) == (4, 1, 4, 4, 1)
	assert t.persons == 21
	assert t.by_stage == {"Rectifying": 5, "Accepted": 2, "Filed": 1, "Withdrawn": 1}


def test_nothing_has_no_rate():
	t = list_totals.totals([], TODAY)
	assert (t.rate, t.on_time_rate) == (None, None)
	assert list_totals.percent_text(t.rate) == "-"
	assert list_totals.percent_text(98.44) == "98.4%"


def test_totals_table_by_county_counts_an_enterprise_once():
	table = list_totals.totals_table(sample(), TODAY)
	assert table == [
		[
			"County or Zone",
			"Number of Enterprises",
			"Number of Hazards",
			"Pending Verification",
			"Rectified",
			"Rectification Rate",
			"Deadline Passed",
			"Rectified on Time",
			"On-Time Rectification Rate",
			"Deadline Not Passed",
			"Number Overdue",
			"Listed for Supervision",
			"Recurring Hazards",
			"Recurring Rate",
			"Filed Hazards",
			"Withdrawn or Reclassified",
		],
		["甲县", 2, 4, 1, 2, "50.0%", 3, 1, "33.3%", 1, 1, 4, 4, "100.0%", 1, 1],
		["乙县", 1, 3, 0, 1, "33.3%", 0, 0, "-", 3, 0, 0, 0, "0.0%", 0, 1],
		["Total of All", 3, 7, 1, 3, "42.9%", 3, 1, "33.3%", 4, 1, 4, 4, "57.1%", 1, 2],
	]


def test_cards_of_the_monthly_list():
	cards = list_totals.monthly_cards(list_totals.totals(sample(), TODAY))
	assert [(card.label, card.value) for card in cards] == [
		("Major Hazards", 7),
		("Enterprises Concerned", 3),
		("Pending Verification", 1),
		("Rectified", 3),
		("Rectification Rate", "42.9%"),
		("On-Time Rectification Rate", "33.3%"),
		("Number Overdue", 1),
		("Listed for Supervision", 4),
		("Recurring Hazards", 4),
		("Recurring Rate", "57.1%"),
	]


def test_chart_by_county_and_for_one_county_by_stage():
	chart = list_totals.monthly_chart(sample(), TODAY)
	assert chart["data"] == {
		"labels": ["甲县", "乙县"],
		"datasets": [
			{"name": "Rectified", "values": [2, 1]},
			{"name": "Not Yet Rectified", "values": [2, 2]},
		],
	}
	chart = list_totals.monthly_chart(sample()[:5], TODAY)
	assert chart["data"] == {
		"labels": ["Rectifying", "Accepted", "Filed"],
		"datasets": [{"name": "Number of Hazards", "values": [2, 1, 1]}],
	}
	assert list_totals.monthly_chart([], TODAY) is None


HAZARDS = st.builds(
	ListedHazard,
	name=st.uuids().map(str),
	stage=st.sampled_from(words.STAGES),
	classification=st.sampled_from(["Major", "General"]),
	county=st.sampled_from(["甲县", "乙县"]),
	enterprise=st.sampled_from(["a", "b", "c"]),
	rectification_due=st.none() | DAYS,
	accepted_on=st.none() | DAYS,
	registered_on=DAYS,
)


@given(st.lists(HAZARDS, max_size=12), DAYS)
def test_totals_add_up(hazards, today):
	t = list_totals.totals(hazards, today)
	assert t.hazards + t.dropped == len(hazards)
	assert t.due + t.not_due == t.hazards
	assert t.on_time + t.overdue <= t.due
	parts = [part for _, part in list_totals.totals_by(hazards, lambda h: h.county, today)]
	for name in ("hazards", "dropped", "rectified", "due", "on_time", "not_due", "overdue"):
		assert sum(getattr(part, name) for part in parts) == getattr(t, name)
	assert t.enterprises <= t.hazards


def test_totals_of_the_supervision_list():
	cases = [
		CASE,
		replace(CASE, name="SC-2", kind="Departmental", status="Delisted", delisted_on=TODAY, urgings=()),
	]
	lines = supervision_list.supervision_cases(cases, [replace(OPEN, name="HZ-7")], today=TODAY)
	t = list_totals.supervision_totals(lines, TODAY)
	assert (t.cases, t.hazards, t.enterprises, t.no_case) == (2, 2, 1, 1)
	assert (t.delisted, t.rate, t.overdue, t.extended, t.urged) == (1, 50.0, 2, 2, 1)
	assert list_totals.supervision_table(lines, TODAY) == [
		[
			"Supervising Authority",
			"Supervision Cases",
			"Number of Hazards",
			"Number of Enterprises",
			"No Supervision Case",
			"Overdue Cases",
			"Extension Decisions Overdue",
			"Progress Reports Overdue",
			"Cases Delisted",
			"Delisting Rate",
		],
		["市安委办", 2, 1, 1, 0, 1, 0, 1, 1, "50.0%"],
		["甲县工信局", 0, 1, 1, 1, 1, 0, 0, 0, "-"],
		["Total of All", 2, 2, 1, 1, 2, 0, 1, 1, "50.0%"],
	]
