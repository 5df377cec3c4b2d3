"""Figures of the returns: where a hazard stood, what counts, what each figure means."""

from datetime import date

import pytest

from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.counted import (
	CountedHazard,
	DatedCause,
	Held,
	Line,
	Penalty,
	Span,
	Supervised,
	Window,
	lines_of,
	standing,
)
from hazard_governance.domain.statistics import KEYS, RATES, figures, figures_by

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


ACCEPTED_LOG = ((date(2026, 11, 19), words.ACCEPTED),)


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
		DatedCause(words.ROOT, "Design", 1, 1, date(2026, 11, 20)),
		DatedCause(words.ROOT, "Standards", 1, 1, date(2026, 12, 1)),
		DatedCause(words.DIRECT, "Design"),
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


@pytest.mark.parametrize(
	("cause", "stage_changes", "eliminated"),
	[
		(DatedCause(words.ROOT), ACCEPTED_LOG, False),
		(DatedCause(words.ROOT, items=2, items_accepted=2), ACCEPTED_LOG, False),
		(DatedCause(words.ROOT, items=2, items_accepted=2, source_accepted_on=date(2026, 11, 30)), (), True),
		(DatedCause(words.ROOT, items=2, items_accepted=1, source_accepted_on=date(2026, 11, 30)), (), False),
		(DatedCause(words.ROOT, items=1, items_accepted=1, source_accepted_on=date(2026, 12, 1)), (), False),
		(DatedCause(words.ROOT, works=1, works_done=1), ACCEPTED_LOG, True),
		(DatedCause(words.ROOT, works=1, works_done=1), (), False),
		(DatedCause(words.ROOT, works=2, works_done=1), ACCEPTED_LOG, False),
		(DatedCause(words.ROOT, works=1, works_done=1, items=1), ACCEPTED_LOG, False),
	],
)
def test_a_cause_is_eliminated_when_all_against_it_is_accepted(cause, stage_changes, eliminated):
	found = one(causes=(cause,), analysed_on=date(2026, 11, 9), stage_changes=stage_changes)
	assert found["root_causes_eliminated"] == eliminated


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


def test_a_line_knows_its_day():
	line = lines_of([hazard()], NOVEMBER, date(2026, 11, 24))[0]
	assert isinstance(line, Line) and line.as_of == date(2026, 11, 24)
