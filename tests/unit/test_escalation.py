"""The ladder: every step once, the highest of those missed alone, whatever days the job ran on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deadlines import (
	CHARGED_AUTHORITY,
	DueItem,
	charged_side,
	overdue_items,
	urgency,
)
from hazard_governance.domain.escalation import (
	TELLS,
	check_ladder,
	due_step,
	horizon,
	step_name,
	when,
)
from hazard_governance.domain.facts import EscalationStep
from hazard_governance.setup.ladder_data import LADDER

DUE = date(2026, 11, 20)
ITEM = DueItem(clock=v.RECTIFICATION_DEADLINE, due=DUE, doctype="Hazard", name="H1", hazard="H1")


def step(days: int, clock: str = v.RECTIFICATION_DEADLINE, **more) -> EscalationStep:
	return EscalationStep(clock=clock, days=days, tell_owner=True, by_notice=True, **more)


STEPS = [step(days) for days in (-7, -3, -1, 1, 7, 15, 30)]


def told_on(day: date, told=(), ladder=STEPS, item=ITEM):
	found = due_step(ladder, item, day, told)
	return (found.step.days, found.missed) if found else None


@pytest.mark.parametrize(
	("day", "expected"),
	[
		(date(2026, 11, 12), None),
		(date(2026, 11, 13), (-7, ())),
		(date(2026, 11, 16), (-7, ())),
		(date(2026, 11, 17), (-3, (-7,))),
		(DUE, (-1, (-7, -3))),
		(date(2026, 11, 21), (1, (-7, -3, -1))),
		(date(2027, 3, 1), (30, (-7, -3, -1, 1, 7, 15))),
	],
)
def test_the_highest_step_that_is_due_names_the_others(day, expected):
	assert told_on(day) == expected


def test_what_was_told_is_not_told_again_nor_named_as_missed():
	assert told_on(date(2026, 11, 21), told=[-7, -3, -1]) == (1, ())
	assert told_on(date(2026, 11, 21), told=[-3]) == (1, (-1,))
	assert told_on(date(2026, 11, 21), told=[1]) is None
	assert told_on(date(2026, 11, 26), told=[1]) is None
	assert told_on(date(2026, 11, 27), told=[-1, 1]) == (7, ())


def test_a_step_below_one_that_was_told_is_not_caught_up_on():
	"""A step that an administrator puts in later does not undo the order of the ladder."""
	assert told_on(date(2026, 11, 24), told=[3], ladder=[*STEPS, step(2)]) is None


def test_a_step_of_the_day_itself():
	ladder = [step(0)]
	assert told_on(date(2026, 11, 19), ladder=ladder) is None
	assert told_on(DUE, ladder=ladder) == (0, ())


def test_other_clocks_and_missing_deadlines_have_no_step():
	assert told_on(DUE, ladder=[step(-7, clock=v.RECEIPT_DUE)]) is None
	assert told_on(DUE, item=replace(ITEM, due=None)) is None
	assert told_on(DUE, ladder=[]) is None


def test_a_leap_day_and_the_end_of_a_year_are_days_like_any_other():
	leap = replace(ITEM, due=date(2028, 2, 29))
	assert told_on(date(2028, 2, 28), item=leap, ladder=[step(-1)]) == (-1, ())
	assert told_on(date(2028, 3, 1), item=leap, ladder=[step(1)]) == (1, ())
	silvester = replace(ITEM, due=date(2026, 12, 31))
	assert told_on(date(2027, 1, 1), item=silvester, ladder=[step(1)]) == (1, ())
	assert told_on(date(2027, 1, 30), item=silvester, ladder=[step(30)]) == (30, ())


@given(
	due=st.dates(date(2024, 1, 1), date(2028, 12, 31)),
	days=st.sets(st.integers(-30, 60), min_size=1, max_size=8),
	runs=st.lists(st.integers(-60, 120), max_size=40),
)
def test_whatever_days_the_job_runs_on_each_step_is_told_once_or_named(due, days, runs):
	ladder = [step(n) for n in days]
	item = replace(ITEM, due=due)
	told: list[int] = []
	named: list[int] = []
	# the job may run several times a day; it never runs on a day before
	for offset in sorted(runs):
		found = due_step(ladder, item, due + timedelta(days=offset), told)
		if found:
			assert found.step.days <= offset
			told.append(found.step.days)
			named.extend(found.missed)
	assert len(told) == len(set(told))
	assert told == sorted(told)
	reached = {n for n in days if runs and n <= max(runs)}
	assert set(told) | set(named) == reached
	assert not set(told) & set(named)


@given(st.integers(-30, 30), st.integers(-60, 60))
def test_a_run_that_is_late_tells_what_a_run_in_time_told(first, later):
	day = DUE + timedelta(days=max(first, later))
	in_time = due_step(STEPS, ITEM, DUE + timedelta(days=min(first, later)), [])
	told = [in_time.step.days] if in_time else []
	found = due_step(STEPS, ITEM, day, told)
	assert found is None or (not told or found.step.days > told[0])


def test_a_deadline_that_moves_is_another_sequence():
	assert ITEM.sequence != replace(ITEM, due=date(2026, 12, 1)).sequence
	assert ITEM.sequence == replace(ITEM, what="other words", owner="somebody else").sequence


def test_horizon_looks_as_far_ahead_as_the_first_step():
	assert horizon(STEPS) == 7
	assert horizon([step(1)]) == 0
	assert horizon([]) == 0


# --- the shipped ladder -------------------------------------------------------------------------------------------
def rows() -> list[EscalationStep]:
	return [EscalationStep.from_mapping(step.as_row()) for step in LADDER]


def test_the_shipped_ladder_is_sound_and_covers_every_clock():
	assert check_ladder(rows()) == []
	assert {row.clock for row in rows()} == set(v.CLOCKS)


def test_the_shipped_ladder_is_the_suggestion_of_the_domain():
	ladder = {row.days: row for row in rows() if row.clock == v.RECTIFICATION_DEADLINE}
	assert sorted(ladder) == [-7, -3, -1, 1, 7, 15, 30]
	assert all(ladder[days].tell_owner for days in (-7, -3, -1))
	assert ladder[1].tell_department
	assert [ladder[days].proposal for days in (1, 7, 15, 30)] == [
		"",
		v.PROPOSE_LISTING,
		v.PROPOSE_RAISING,
		v.PROPOSE_SANCTION,
	]
	assert all(ladder[days].basis == v.SUGGESTION for days in (-7, -3, -1, 1))


def test_clocks_of_authorities_are_told_to_those_who_have_to_act():
	for row in rows():
		if row.clock in CHARGED_AUTHORITY:
			assert row.tell_authority, row


# --- what is wrong with a ladder ----------------------------------------------------------------------------------
def wrong(*ladder: EscalationStep) -> list[tuple[str, int]]:
	return [(d.fieldname, d.row) for d in check_ladder(ladder)]


def test_two_steps_on_one_day_are_refused():
	assert wrong(step(1), step(1)) == [("days", 2)]
	assert wrong(step(1), step(1, clock=v.PROGRESS_DUE)) == []


def test_days_out_of_reach_are_refused():
	assert wrong(step(-366)) == [("days", 1)]
	assert wrong(step(3651)) == [("days", 1)]


def test_a_step_that_tells_nobody_and_proposes_nothing_is_refused():
	nobody = EscalationStep(clock=v.RECTIFICATION_DEADLINE, days=1, by_notice=True)
	assert wrong(nobody) == [("tell_owner", 1)]
	assert wrong(replace(nobody, proposal=v.PROPOSE_LISTING)) == []


def test_a_step_without_a_way_to_tell_is_refused():
	assert wrong(replace(step(1), by_notice=False)) == [("by_notice", 1)]
	assert wrong(replace(step(1), by_notice=False, by_email=True)) == []


def test_a_proposal_comes_after_a_deadline_of_the_enterprise_only():
	assert wrong(step(-1, proposal=v.PROPOSE_LISTING)) == [("proposal", 1)]
	assert wrong(step(1, clock=v.RECEIPT_DUE, proposal=v.PROPOSE_LISTING)) == [("proposal", 1)]
	assert wrong(step(0, clock=v.PROGRESS_DUE, proposal=v.PROPOSE_DEPARTMENTAL)) == []


def test_every_tick_is_a_field_of_the_step():
	assert set(TELLS) <= set(EscalationStep.__dataclass_fields__)


# --- words and order ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
	("day", "text"),
	[
		(date(2026, 11, 17), "Rectification Deadline: due on 2026-11-20, in 3 days"),
		(date(2026, 11, 19), "Rectification Deadline: due tomorrow, 2026-11-20"),
		(DUE, "Rectification Deadline: due today, 2026-11-20"),
		(date(2026, 11, 24), "Rectification Deadline: was due on 2026-11-20, 4 days overdue"),
	],
)
def test_when_says_it_in_a_sentence(day, text):
	assert when(ITEM, day).text == text


def test_step_names():
	assert [step_name(n).text for n in (-3, 0, 7)] == ["3 days before", "on the day", "7 days after"]


def test_the_most_urgent_first():
	today = date(2026, 11, 24)
	general = replace(ITEM, classification=v.GENERAL, due=date(2026, 1, 1), name="general")
	late = replace(ITEM, classification=v.MAJOR, name="late")
	later = replace(late, due=date(2026, 11, 23), name="later")
	tomorrow = replace(late, due=date(2026, 11, 25), name="tomorrow")
	items = [tomorrow, general, later, late]
	assert [i.name for i in sorted(items, key=lambda i: urgency(i, today))] == [
		"late",
		"later",
		"tomorrow",
		"general",
	]
	assert [i.name for i in overdue_items(items, today)] == ["late", "later", "general"]


def test_the_day_of_the_deadline_is_not_overdue():
	assert overdue_items([ITEM], DUE) == []
	assert overdue_items([ITEM], date(2026, 11, 21)) == [ITEM]


def test_who_is_charged():
	assert charged_side(v.RECTIFICATION_DEADLINE) == v.BY_ENTERPRISE
	assert charged_side(v.VERIFICATION_DUE) == v.BY_AUTHORITY
	assert charged_side(v.SUPERVISION_DEADLINE, v.IN_FORCE) == v.BY_ENTERPRISE
	assert charged_side(v.SUPERVISION_DEADLINE, v.ACCEPTANCE_REQUESTED) == v.BY_AUTHORITY
	enterprise = DueItem(enterprise="Works", competent_authority="Bureau")
	assert enterprise.charged_name == "Works"
	assert replace(enterprise, owner="Li").charged_name == "Li"
	office = replace(enterprise, charged=v.BY_AUTHORITY)
	assert office.charged_name == "Bureau"
	assert replace(office, authority="Office").charged_name == "Office"
