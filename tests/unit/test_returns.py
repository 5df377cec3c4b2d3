"""The statistical return and the county comparison in words and numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.counted import CountedHazard, DatedCause, Window, lines_of, risk_lowered_on
from hazard_governance.domain.county_comparison import comparison, drivers, oldest_overdue, ranks
from hazard_governance.domain.periods import QUARTER, parse_period
from hazard_governance.domain.statistical_return import FIGURE_COLUMNS, ReturnAsked, statistical_return
from hazard_governance.domain.statistics import RATES, figures

PERIOD = parse_period("Month", "2026-11")
WINDOW = Window(PERIOD.first, PERIOD.last, date(2026, 1, 1))
ASKED = ReturnAsked(PERIOD, WINDOW, unit="甲县安委办", due=date(2026, 11, 25))
TODAY = date(2026, 12, 1)


def hazard(name: str, **values) -> CountedHazard:
	return CountedHazard(
		**{
			"name": name,
			"enterprise": "甲公司",
			"county": "甲县",
			"industry": "工贸",
			"source": words.SELF_INSPECTION,
			"classification": words.MAJOR,
			"registered_on": date(2026, 11, 2),
			**values,
		}
	)


LATE = {"rectification_due": date(2026, 11, 20), "stage_changes": ((date(2026, 11, 3), words.RECTIFYING),)}
DONE = {"stage_changes": ((date(2026, 11, 9), words.ACCEPTED),), "rectification_due": date(2026, 11, 20)}


def lines(*hazards: CountedHazard):
	return lines_of(hazards, WINDOW, TODAY)


# --- goals ------------------------------------------------------------------------------------------------------------
RERATED = date(2026, 11, 10)


@pytest.mark.parametrize(
	("before", "after", "expected"),
	[
		("Major Risk", "Low Risk", RERATED),
		("Considerable Risk", "Moderate Risk", RERATED),
		("Low Risk", "Low Risk", None),
		("Moderate Risk", "Major Risk", None),
		("", "Low Risk", None),
		("Major Risk", "", None),
	],
)
def test_when_a_risk_is_lowered(before, after, expected):
	assert risk_lowered_on(before, after, RERATED) == expected


# --- the return ------------------------------------------------------------------------------------------------------
def test_every_column_has_a_figure_and_every_label_stands_once():
	whole = figures([])
	labels = [column.label for column in FIGURE_COLUMNS]
	assert len(labels) == len(set(labels))
	for column in FIGURE_COLUMNS:
		if column.fieldname in RATES:
			assert "/" in column.label, "a rate says what it is a rate of"
		else:
			assert whole[column.fieldname] == 0


def test_a_return_of_nothing_is_a_nil_return():
	official = statistical_return([], ASKED)
	assert (official.rows, official.notes, official.chart) == ([], (), None)
	assert official.nothing == "Nil return: no hazard in this period."
	assert dict(official.heading)["Due On"] == "2026-11-25"
	assert [card.value for card in official.cards if card.datatype == "Data"] == ["-"] * 4


def test_the_words_say_what_the_figures_say():
	found = lines(
		hazard("a", **LATE),
		hazard("b", **DONE, analysed_on=date(2026, 11, 8), causes=(DatedCause(words.ROOT, "Design"),)),
		hazard("c", stage_changes=((date(2026, 11, 9), words.PENDING_ACCEPTANCE),), enterprise="乙公司"),
		hazard("d", classification=words.GENERAL),
	)
	before = figures([])
	notes = statistical_return(found, ASKED, before).notes
	assert notes[0] == (
		"From 2026-01-01 to 2026-11-30: 3 major hazards at 2 enterprises, 0 carried over and 3 newly found. Acceptance "
		"passed: 1, rectification rate 33.3% of all found; 1 are declared rectified and wait for acceptance."
	)
	assert notes[1] == (
		"The deadline of 2 has passed: 1 rectified on time, on-time rate 50.0%, 0 late, 1 overdue at 1 enterprises."
	)
	assert notes[2] == "General hazards: 1 found, 0 rectified, rate 0.0%."
	assert "In the period 3 were found (+3 against the period before) and 1 rectified (+1)." in notes
	assert notes[-1] == "Most causes lie in this: Design (1 of 1 causes)."
	same = statistical_return(found, ASKED, figures(found)).notes
	assert "In the period 3 were found (±0 against the period before) and 1 rectified (±0)." in same


def test_groups_are_called_as_people_call_them():
	found = lines(hazard("a", source="", industry=""))
	for group_by, expected in (
		("source", "Not Stated"),
		("industry", "Not Stated"),
		("level", "Not Under Supervision"),
		("classification", "Major"),
	):
		rows = statistical_return(found, ReturnAsked(PERIOD, WINDOW, group_by)).rows
		assert [row["group"] for row in rows] == [expected, "Total of All"]
	translated = statistical_return(
		found, ReturnAsked(PERIOD, WINDOW, "classification"), translate=lambda text: f"<{text}>"
	)
	assert translated.rows[0]["group"] == "<Major>"


def test_the_quarter_has_its_own_title():
	quarter = parse_period(QUARTER, "2026-Q4")
	asked = ReturnAsked(quarter, Window(quarter.first, quarter.last, quarter.first))
	assert statistical_return([], asked).title == "Quarterly Statistical Analysis Form"
	assert statistical_return([], asked).period == "2026-Q4"


# --- ranks ------------------------------------------------------------------------------------------------------------
def test_equals_share_a_rank_and_nothing_has_none():
	values = {"a": 50.0, "b": 98.4, "c": None, "d": 98.4, "e": 10.0}
	assert ranks(values) == {"a": 3, "b": 1, "c": None, "d": 1, "e": 4}
	assert ranks({"a": 2, "b": 0, "c": 2}, high_is_good=False) == {"a": 2, "b": 1, "c": 2}


@given(st.dictionaries(st.text(max_size=3), st.none() | st.integers(0, 5), max_size=8), st.booleans())
def test_ranks_are_ranks(values, high_is_good):
	placed = ranks(values, high_is_good)
	known = {name: value for name, value in values.items() if value is not None}
	assert {name for name, rank in placed.items() if rank} == set(known)
	for a, one in known.items():
		assert 1 <= placed[a] <= len(known)
		for b, other in known.items():
			assert (placed[a] == placed[b]) == (one == other)
			better = one > other if high_is_good else one < other
			assert not better or placed[a] < placed[b]
	assert not known or 1 in placed.values()


def test_what_drives_the_figures_of_a_county():
	found = lines(
		*(hazard(f"a{n}", **LATE, enterprise="乙矿", industry="煤矿") for n in range(2)),
		hazard("b", **LATE, industry="工贸"),
		hazard(
			"c",
			**{**LATE, "stage_changes": ((date(2026, 11, 9), words.PENDING_ACCEPTANCE),)},
			industry="燃气",
		),
		hazard("d", plan_approved_on=date(2026, 11, 9)),
	)
	said = comparison(found, ("甲县",), ASKED).rows[0]["drivers"]
	assert said == (
		"Overdue 4: 煤矿 2, 工贸 1 (at Rectifying 3, Pending Acceptance 1); 2 of them at 乙矿; 1 without a deadline; "
		"4 open without an approved plan; 1 wait for acceptance"
	)
	assert drivers(lines(hazard("e", **DONE))) == []
	assert oldest_overdue(found) == 10
	assert oldest_overdue([]) is None


def test_a_county_without_a_major_hazard_is_shown_and_not_ranked():
	rows = comparison(lines(hazard("a", **DONE)), ("甲县", "乙县"), ASKED).rows
	assert [(row["county"], row["rank_rate"], row["rank_overdue"]) for row in rows] == [
		("甲县", 1, 1),
		("乙县", None, None),
		("All Together", None, None),
	]
	assert rows[1]["major_rate"] == "-"
	nothing = comparison([], (), ASKED)
	assert (nothing.rows, nothing.chart) == ([], None)
