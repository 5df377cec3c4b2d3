"""Whatever the register holds: parts add up to the whole, rates are rates, and months that are over stay as they were."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_statistics import LATER

from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.counted import (
	CountedHazard,
	DatedCause,
	Held,
	Penalty,
	Span,
	Supervised,
	Window,
	lines_of,
	standing,
)
from hazard_governance.domain.statistics import COUNTS, ENTERPRISES, KEYS, RATES, figures, figures_by

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
SOME = st.integers(0, 2)
CAUSES = st.builds(
	DatedCause,
	level=st.sampled_from((words.ROOT, words.DIRECT)),
	failing=st.sampled_from(words.FAILINGS),
	items=SOME,
	items_accepted=SOME,
	source_accepted_on=MAYBE,
	works=SOME,
	works_done=SOME,
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
