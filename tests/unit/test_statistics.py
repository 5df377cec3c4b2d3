"""Figures of the returns: parts add up to the whole, rates have their denominators, months that are over stay as they were."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.counted import (
	CountedCause,
	CountedHazard,
	Held,
	Line,
	Penalty,
	Span,
	Supervised,
	Window,
	lines_of,
	standing,
)
from hazard_governance.domain.statistics import COUNTS, ENTERPRISES, KEYS, RATES, figures, figures_by

NOVEMBER = Window(date(2026, 11, 1), date(2026, 11, 30), date(2026, 1, 1))
LATER = date(2027, 3, 1)


def hazard(**values) -> CountedHazard:
	return CountedHazard(
		**{
			"name": "HZ-1",
			"enterprise": "甲公司",
			"county": "甲县",
			"industry": "工贸",
			"source": words.SELF_INSPECTION,
			"classification": words.MAJOR,
			"registered_on": date(2026, 11, 2),
			"rectification_due": date(2026, 11, 20),
			**values,
		}
	)


def one(window: Window = NOVEMBER, today: date = LATER, **values):
	return figures(lines_of([hazard(**values)], window, today))


# --- where a hazard stood -------------------------------------------------------------------------------------------
LOG = (
	(date(2026, 11, 3), words.RECTIFYING),
	(date(2026, 11, 10), words.PENDING_ACCEPTANCE),
	(date(2026, 11, 12), words.ACCEPTED),
	(date(2026, 11, 20), words.RECTIFYING),
	(date(2026, 12, 5), words.ACCEPTED),
	(date(2026, 12, 9), words.CLOSED_OUT),
	(date(2026, 12, 30), words.FILED),
)


@pytest.mark.parametrize(
	("day", "stage", "rectified_on"),
	[
		(date(2026, 11, 2), words.REGISTERED, None),
		(date(2026, 11, 3), words.RECTIFYING, None),
		(date(2026, 11, 11), words.PENDING_ACCEPTANCE, None),
		(date(2026, 11, 19), words.ACCEPTED, date(2026, 11, 12)),
		(date(2026, 11, 20), words.RECTIFYING, None),
		(date(2026, 12, 8), words.ACCEPTED, date(2026, 12, 5)),
		(date(2026, 12, 31), words.FILED, date(2026, 12, 5)),
	],
)
def test_the_log_tells_where_it_stood(day, stage, rectified_on):
	at = standing(hazard(stage=words.FILED, stage_changes=LOG), day)
	assert (at.stage, at.rectified_on) == (stage, rectified_on)


def test_without_a_log_the_dates_tell():
	closed = hazard(stage=words.CLOSED_OUT, accepted_on=date(2026, 11, 12), closed_out_on=date(2026, 11, 20))
	assert standing(closed, date(2026, 11, 11)).stage == words.REGISTERED
	assert standing(closed, date(2026, 11, 12)).rectified_on == date(2026, 11, 12)
	assert standing(closed, date(2026, 11, 30)).stage == words.CLOSED_OUT
	assert standing(hazard(stage=words.RECTIFYING), date(2026, 11, 30)).stage == words.RECTIFYING


def test_the_class_it_had():
	raised = hazard(class_changes=((date(2026, 11, 5), words.GENERAL),))
	assert standing(raised, date(2026, 11, 4)).classification == words.GENERAL
	assert standing(raised, date(2026, 11, 5)).classification == words.MAJOR
	there_and_back = hazard(
		class_changes=((date(2026, 11, 5), words.MAJOR), (date(2026, 12, 5), words.GENERAL))
	)
	assert [standing(there_and_back, date(2026, month, 4)).classification for month in (11, 12)] == [
		words.MAJOR,
		words.GENERAL,
	]


# --- what counts in a window ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
	("values", "total", "carried"),
	[
		({}, 1, 0),
		({"registered_on": date(2026, 11, 30)}, 1, 0),
		({"registered_on": date(2026, 12, 1)}, 0, 0),
		({"registered_on": date(2026, 1, 1)}, 1, 0),
		({"registered_on": date(2025, 12, 31)}, 1, 1),
		({"registered_on": None}, 0, 0),
		({"stage_changes": ((date(2026, 11, 30), words.WITHDRAWN),)}, 0, 0),
		({"stage_changes": ((date(2026, 12, 1), words.WITHDRAWN),)}, 1, 0),
		({"registered_on": date(2025, 5, 1), "stage_changes": ((date(2025, 12, 31), words.ACCEPTED),)}, 0, 0),
		({"registered_on": date(2025, 5, 1), "stage_changes": ((date(2026, 1, 1), words.ACCEPTED),)}, 1, 1),
		(
			{
				"registered_on": date(2025, 5, 1),
				"stage_changes": ((date(2025, 6, 1), words.ACCEPTED), (date(2026, 7, 1), words.RECTIFYING)),
			},
			1,
			1,
		),
	],
)
def test_what_is_counted_and_what_is_carried_over(values, total, carried):
	found = one(**values)
	assert (found["major_total"], found["major_carried"]) == (total, carried)


def test_acceptance_counts_and_the_word_of_the_enterprise_does_not():
	declared = one(stage_changes=((date(2026, 11, 10), words.PENDING_ACCEPTANCE),))
	assert (declared["major_declared"], declared["major_rectified"], declared["major_open"]) == (1, 0, 1)
	assert declared.rate("major_rate") == 0.0
	accepted = one(stage_changes=((date(2026, 11, 10), words.ACCEPTED),))
	assert (accepted["major_declared"], accepted["major_rectified"], accepted["major_closed_out"]) == (
		0,
		1,
		0,
	)


@pytest.mark.parametrize(
	("due", "accepted", "today", "expected"),
	[
		# due, on time, late, overdue, not due
		(date(2026, 11, 20), date(2026, 11, 20), LATER, (1, 1, 0, 0, 0)),
		(date(2026, 11, 20), date(2026, 11, 21), LATER, (1, 0, 1, 0, 0)),
		(date(2026, 11, 20), None, LATER, (1, 0, 0, 1, 0)),
		(date(2026, 11, 29), None, LATER, (1, 0, 0, 1, 0)),
		(date(2026, 11, 30), None, LATER, (0, 0, 0, 0, 1)),  # the day of the deadline is in time
		(date(2026, 12, 20), date(2026, 11, 20), LATER, (0, 0, 0, 0, 1)),
		(None, None, LATER, (0, 0, 0, 0, 1)),
		(date(2026, 11, 20), None, date(2026, 11, 20), (0, 0, 0, 0, 1)),  # the month still runs
		(date(2026, 11, 20), date(2026, 12, 1), LATER, (1, 0, 0, 1, 0)),  # what came after the month's end
	],
)
def test_due_and_on_time(due, accepted, today, expected):
	changes = ((accepted, words.ACCEPTED),) if accepted else ()
	found = one(today=today, rectification_due=due, stage_changes=changes)
	names = ("due", "on_time", "late", "overdue", "not_due")
	assert tuple(found[f"major_{name}"] for name in names) == expected


def test_the_two_rates_have_their_own_denominators():
	lines = lines_of(
		[
			hazard(name="a", stage_changes=((date(2026, 11, 19), words.ACCEPTED),)),
			hazard(name="b", stage_changes=((date(2026, 11, 25), words.ACCEPTED),)),
			hazard(name="c"),
			hazard(name="d", rectification_due=date(2026, 12, 31)),
		],
		NOVEMBER,
		LATER,
	)
	found = figures(lines)
	assert (found.rate("major_rate"), found.rate("major_on_time_rate")) == (50.0, 33.3)
	assert (found["enterprises"], found["major_total"]) == (1, 4)
	nothing = figures([])
	assert {name: nothing.rate(name) for name in RATES} == dict.fromkeys(RATES)


def test_supervision_by_its_highest_level_at_the_end_of_the_month():
	cases = (
		Supervised(words.DEPARTMENTAL, "", date(2026, 11, 3)),
		Supervised(words.LISTED, "County", date(2026, 11, 4), date(2026, 11, 28)),
		Supervised(words.LISTED, "Province", date(2026, 12, 1)),
	)
	found = one(cases=cases)
	assert (found["major_listed"], found["major_listed_provincial"], found["major_delisted"]) == (1, 0, 1)
	december = Window(date(2026, 12, 1), date(2026, 12, 31), date(2026, 1, 1))
	found = one(december, cases=cases)
	assert (found["major_listed_provincial"], found["major_delisted"]) == (1, 0)
	line = lines_of([hazard(cases=cases[:1])], NOVEMBER, LATER)[0]
	assert (line.level, line.listed) == (words.DEPARTMENTAL, False)


def test_suspended_until_the_day_production_resumes():
	for resumed, suspended in ((None, 1), (date(2026, 11, 30), 0), (date(2026, 12, 1), 1)):
		found = one(suspensions=(Span(date(2026, 11, 5), resumed),))
		assert (found["suspended_enterprises"], found["major_suspended"]) == (suspended, suspended)
	assert one(suspensions=(Span(date(2026, 12, 1)),))["suspended_enterprises"] == 0


def test_accountability_and_penalties_are_two_things():
	found = one(
		held=(
			Held(words.DIRECT, date(2026, 11, 9), to_justice=1),
			Held(words.LEADERSHIP, date(2026, 11, 30)),
			Held(words.MANAGERIAL, date(2026, 12, 1), to_discipline=1),
			Held(words.MANAGERIAL, None),
		),
		penalties=(Penalty(date(2026, 11, 9), 2.5), Penalty(date(2026, 12, 9), 9)),
	)
	assert (found["persons"], found["persons_direct"], found["persons_managerial"]) == (2, 1, 0)
	assert (found["persons_leadership"], found["major_held"]) == (1, 1)
	assert (found["referrals_justice"], found["referrals_discipline"]) == (1, 0)
	assert (found["penalties"], found["penalty_amount"]) == (1, 2.5)


def test_the_three_goals():
	causes = (
		CountedCause(words.ROOT, "Design", date(2026, 11, 20)),
		CountedCause(words.ROOT, "Standards", date(2026, 12, 1)),
		CountedCause(words.DIRECT, "Design", None),
	)
	accepted = ((date(2026, 11, 19), words.ACCEPTED),)
	found = one(causes=causes, analysed_on=date(2026, 11, 9), stage_changes=accepted)
	assert (found["root_causes"], found["root_causes_eliminated"]) == (2, 1)
	assert found.rate("causes_eliminated_rate") == 50.0
	assert (found["failing_Design"], found["failing_Standards"], found["failing_Measures"]) == (2, 1, 0)
	assert one(causes=causes, analysed_on=date(2026, 12, 9))["root_causes"] == 0
	for lowered, expected in ((date(2026, 11, 30), 1), (date(2026, 12, 1), 0), (None, 0)):
		assert one(risk_lowered_on=lowered, stage_changes=accepted)["major_risk_lowered"] == expected
	assert one(risk_lowered_on=date(2026, 11, 30))["major_risk_lowered"] == 0, "it is not even rectified"


def test_funds_are_those_of_what_was_approved():
	planned = {"plan_funds": 1.25, "source_funds": 0.8, "plan_approved_on": date(2026, 11, 9)}
	assert one(**planned)["funds"] == 1.25
	assert one(**planned, source_approved_on=date(2026, 11, 30))["funds"] == 2.05
	assert one(plan_funds=1.25, five_fixes=True)["major_open_planned"] == 0
	found = one(**planned, five_fixes=True)
	assert (found["major_open_planned"], found["major_open_five_fixes"], found["funds"]) == (1, 1, 1.25)


def test_groups_asked_for_stand_there_without_a_hazard():
	rows = figures_by(
		lines_of([hazard(county="丙县"), hazard(county="乙县")], NOVEMBER, LATER),
		KEYS["county"],
		("甲县", "乙县"),
	)
	assert [(name, found["major_total"]) for name, found in rows] == [("甲县", 0), ("乙县", 1), ("丙县", 1)]


# --- whatever the register holds -----------------------------------------------------------------------------------
DAYS = st.dates(min_value=date(2025, 12, 28), max_value=date(2027, 1, 4))
MAYBE = st.none() | DAYS
FORWARD = (
	words.RECTIFYING,
	words.PENDING_ACCEPTANCE,
	words.ACCEPTED,
	words.CLOSED_OUT,
	words.FILED,
	words.WITHDRAWN,
)
CAUSES = st.builds(
	CountedCause, st.sampled_from((words.ROOT, words.DIRECT)), st.sampled_from(words.FAILINGS), MAYBE
)
HAZARDS = st.builds(
	CountedHazard,
	name=st.uuids().map(str),
	enterprise=st.sampled_from(("甲公司", "乙公司", "丙矿")),
	county=st.sampled_from(("甲县", "乙县")),
	industry=st.sampled_from(("工贸", "煤矿", "")),
	source=st.sampled_from(words.SOURCES),
	classification=st.sampled_from(("", *words.CLASSES)),
	recurring=st.sampled_from(("", words.YES, words.NO)),
	registered_on=DAYS,
	rectification_due=MAYBE,
	stage_changes=st.lists(st.tuples(DAYS, st.sampled_from(FORWARD)), max_size=5).map(
		lambda rows: tuple(sorted(rows, key=lambda row: row[0]))
	),
	class_changes=st.lists(st.tuples(DAYS, st.sampled_from(words.CLASSES)), max_size=2).map(
		lambda rows: tuple(sorted(rows, key=lambda row: row[0]))
	),
	cases=st.lists(
		st.builds(
			Supervised,
			st.sampled_from((words.LISTED, words.DEPARTMENTAL)),
			st.sampled_from(("County", "City", "Province", "National")),
			MAYBE,
			MAYBE,
		),
		max_size=2,
	).map(tuple),
	suspensions=st.lists(st.builds(Span, MAYBE, MAYBE), max_size=2).map(tuple),
	plan_approved_on=MAYBE,
	five_fixes=st.booleans(),
	plan_funds=st.integers(0, 100).map(lambda n: n / 4),
	source_approved_on=MAYBE,
	source_funds=st.integers(0, 100).map(lambda n: n / 4),
	analysed_on=MAYBE,
	causes=st.lists(CAUSES, max_size=3).map(tuple),
	risk_lowered_on=MAYBE,
	held=st.lists(
		st.builds(Held, st.sampled_from((words.DIRECT, words.MANAGERIAL, words.LEADERSHIP)), MAYBE),
		max_size=3,
	).map(tuple),
	penalties=st.lists(st.builds(Penalty, MAYBE, st.just(1.5)), max_size=2).map(tuple),
)
WINDOWS = st.tuples(DAYS, DAYS, DAYS).map(lambda days: Window(*(sorted(days)[i] for i in (1, 2, 0))))


@settings(max_examples=150, deadline=None)
@given(hazards=st.lists(HAZARDS, max_size=8), window=WINDOWS, today=DAYS, key=st.sampled_from(sorted(KEYS)))
def test_parts_add_up_to_the_whole_and_rates_are_rates(hazards, window, today, key):
	lines = lines_of(hazards, window, today)
	whole, groups = figures(lines), figures_by(lines, KEYS[key])
	for name in COUNTS:
		assert whole[name] == pytest.approx(sum(found[name] for _, found in groups)), name
	for name in ENTERPRISES:
		parts = [found[name] for _, found in groups]
		assert max(parts, default=0) <= whole[name] <= sum(parts)
	for found in (whole, *(found for _, found in groups)):
		partitions(found)
		for name, (_part, denominator) in RATES.items():
			rate = found.rate(name)
			assert (rate is None) == (found[denominator] == 0), name
			assert rate is None or 0 <= rate <= 100, name


def partitions(found) -> None:
	assert found["hazards"] == found["general_total"] + found["major_total"] + found["unclassified"]
	for c in ("general", "major"):
		total = found[f"{c}_total"]
		assert total == found[f"{c}_carried"] + found[f"{c}_found"]
		assert total == found[f"{c}_rectified"] + found[f"{c}_declared"] + found[f"{c}_in_progress"]
		assert total == found[f"{c}_rectified"] + found[f"{c}_open"]
		assert total == found[f"{c}_due"] + found[f"{c}_not_due"]
		assert found[f"{c}_due"] == found[f"{c}_on_time"] + found[f"{c}_late"] + found[f"{c}_overdue"]
		assert found[f"{c}_rectified_in_period"] <= found[f"{c}_rectified"]
		assert found[f"{c}_found_in_period"] <= found[f"{c}_found"]
	assert found["persons"] == sum(found[f"persons_{c}"] for c in ("direct", "managerial", "leadership"))
	assert found["major_filed"] <= found["major_closed_out"] <= found["major_rectified"]
	assert (
		found["major_delisted"] <= found["major_listed"]
		and found["major_listed_provincial"] <= found["major_listed"]
	)


@settings(max_examples=100, deadline=None)
@given(hazards=st.lists(HAZARDS, max_size=6), window=WINDOWS, today=DAYS)
def test_what_is_open_at_the_end_is_carried_over_to_what_follows(hazards, window, today):
	"""Never off the register: whoever begins to count on the day after finds every open hazard carried over."""
	following = Window(
		window.last + timedelta(days=1), window.last + timedelta(days=30), window.last + timedelta(days=1)
	)
	still_open = {line.hazard.name for line in lines_of(hazards, window, today) if not line.rectified}
	over = {line.hazard.name for line in lines_of(hazards, following, today) if line.carried}
	gone = {h.name for h in hazards if standing(h, following.last).withdrawn}
	assert still_open - gone <= over


@settings(max_examples=100, deadline=None)
@given(hazards=st.lists(HAZARDS, max_size=6), window=WINDOWS, later=st.integers(1, 60))
def test_a_month_that_is_over_does_not_change_with_what_comes_after(hazards, window, later):
	today = window.last + timedelta(days=later)
	known_then = [
		replace(h, stage_changes=tuple(row for row in h.stage_changes if row[0] <= window.last))
		for h in hazards
	]
	# a hazard whose whole log lies ahead stood as it was registered
	known_then = [h if h.stage_changes else replace(h, stage=words.REGISTERED) for h in known_then]
	assert (
		figures(lines_of(hazards, window, today)).values
		== figures(lines_of(known_then, window, LATER)).values
	)


def test_a_line_knows_its_day():
	line = lines_of([hazard()], NOVEMBER, date(2026, 11, 24))[0]
	assert isinstance(line, Line) and line.as_of == date(2026, 11, 24)
