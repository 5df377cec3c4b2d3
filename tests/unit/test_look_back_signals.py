"""Signals: each is seen when it is there, not seen when it is not, and says in words what the record shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import look_back_lists as lists
from hazard_governance.domain import look_back_signals as rules
from hazard_governance.domain import pictures
from hazard_governance.domain.look_back_signals import ClosedHazard, Picture
from hazard_governance.domain.text_copies import Copy, Passage, copies

FOUND = datetime(2026, 11, 1, 8)
HAZARD = ClosedHazard(
	name="HZ-1",
	hazard_title="报警器断电",
	register_no="1404-1",
	enterprise="甲公司",
	county="甲县",
	stage="Filed",
	closed_on=date(2026, 11, 15),
	found_on=FOUND,
	started_at=datetime(2026, 11, 2, 8),
	closed_at=datetime(2026, 11, 15, 8),
	funds=1.5,
	machine_causes=("线路老化",),
)
A, B = "00ff00ff00ff00ff", "0f0f0f0f0f0f0f0f"


def photo(moment: str = "After", hazard: str = "HZ-1", **values) -> Picture:
	return Picture(hazard, moment, **{"sha256": f"{hazard}{moment}", **values})


def seen(hazard: ClosedHazard = HAZARD, *photos: Picture, **more) -> list[str]:
	return [signal.kind for signal in rules.signals_of([hazard], photos, **more).get(hazard.name, ())]


def said(hazard: ClosedHazard = HAZARD, *photos: Picture, **more) -> str:
	signals = rules.signals_of([hazard], photos, **more)[hazard.name]
	return " ".join(lists.phrase_text(signal.reason, str) for signal in signals)


def test_an_honest_record_shows_nothing():
	honest = [
		photo("Before", dhash=A, taken_at=FOUND),
		photo("After", dhash=B, taken_at=datetime(2026, 11, 9)),
	]
	assert seen(HAZARD, *honest) == []


# --- photos ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
	("before", "after", "words"),
	[
		({"sha256": "x"}, {"sha256": "x"}, "The photo after is the very photo before."),
		({"dhash": A}, {"dhash": "00ff00ff00ff001f"}, "The photo after looks nearly like the photo before."),
	],
)
def test_the_same_photo_before_and_after(before, after, words):
	pair = photo("Before", **before), photo("After", **after)
	assert seen(HAZARD, *pair) == [rules.SAME_PHOTO]
	assert said(HAZARD, *pair) == words
	# two photos of one moment may well be alike
	assert seen(HAZARD, photo("Before", **before), photo("Before", **after)) == []


def test_dark_and_blank_photos_are_alike_to_everything_and_compared_exactly_only():
	for nothing in ("0000000000000000", "ffffffffffffffff", "0000000000000007", ""):
		assert seen(HAZARD, photo("Before", dhash=nothing), photo("After", dhash=nothing)) == []


def test_the_photo_of_another_hazard_is_named_where_the_reader_may_see_it():
	own, other = photo(dhash=A), photo(hazard="HZ-2", dhash="00ff00ff00ff00fe")
	assert seen(HAZARD, own, other) == [rules.SAME_PHOTO_ELSEWHERE]
	assert "HZ-2" not in said(HAZARD, own, other)
	assert said(HAZARD, own, other) == "A photo is also that of: hazards beyond your scope (1)."
	assert said(HAZARD, own, other, titles={"HZ-2": "1404-2 断电"}) == "A photo is also that of: 1404-2 断电."
	hidden = photo(hazard="HZ-3", sha256="HZ-1After")
	assert said(HAZARD, own, other, hidden, titles={"HZ-2": "乙"}) == (
		"A photo is also that of: 乙, and hazards beyond your scope (1)."
	)


def test_a_photo_older_than_the_hazard_shows_no_removal():
	early = datetime(2026, 10, 31, 23)
	assert seen(HAZARD, photo("After", taken_at=early)) == [rules.TAKEN_BEFORE]
	assert seen(HAZARD, photo("Before", taken_at=early), photo("After", taken_at=FOUND)) == []
	assert said(HAZARD, photo("After", taken_at=early)) == (
		"A photo after was taken at 2026-10-31 23:00, before the hazard was found at 2026-11-01 08:00."
	)


GATE, NEAR, FAR = (36.19, 113.12), (36.20, 113.13), (36.40, 113.12)


@pytest.mark.parametrize(("place", "expected"), [(NEAR, []), (FAR, [rules.TAKEN_ELSEWHERE])])
def test_a_photo_taken_far_from_the_enterprise(place, expected):
	at_home = replace(HAZARD, place=GATE)
	assert seen(at_home, photo("After", place=place)) == expected
	assert seen(HAZARD, photo("After", place=place)) == []


def test_where_the_place_of_the_enterprise_is_not_known_before_and_after_are_compared():
	assert seen(HAZARD, photo("Before", place=GATE), photo("After", place=FAR)) == [rules.TAKEN_ELSEWHERE]
	assert said(HAZARD, photo("Before", place=GATE), photo("After", place=FAR)) == (
		"The photos before and after were taken 23.4 km apart."
	)
	assert seen(HAZARD, photo("Before", place=GATE), photo("After", place=NEAR)) == []


def test_the_limits_are_settings():
	far = photo("After", place=FAR)
	assert seen(replace(HAZARD, place=GATE), far, limits=rules.Limits(kilometres=30)) == []
	quick = replace(HAZARD, closed_at=datetime(2026, 11, 2, 9, 30))
	assert seen(quick) == []
	assert seen(quick, limits=rules.Limits(minutes=120)) == [rules.CLOSED_AT_ONCE]


# --- time and money --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("minutes", "expected"), [(59, [rules.CLOSED_AT_ONCE]), (60, [])])
def test_closed_within_minutes(minutes, expected):
	assert seen(replace(HAZARD, closed_at=datetime(2026, 11, 2, 8 + minutes // 60, minutes % 60))) == expected


@pytest.mark.parametrize(
	("values", "expected"),
	[
		({"funds": 0.0}, [rules.NO_MONEY]),
		({"funds": 0.0, "spent": 0.2}, []),
		({"funds": 0.0, "machine_causes": ()}, []),
		({"funds": None}, []),
	],
)
def test_no_money_for_a_cause_in_the_equipment(values, expected):
	assert seen(replace(HAZARD, **values)) == expected


# --- texts -----------------------------------------------------------------------------------------------------------
LONG = (
	"经现场核实，报警器供电线路已全部更换并完成绝缘测试，备用电源切换试验三次均合格，现场验收通过，同意销号。"
)


def test_a_copied_text_names_what_it_repeats():
	found = copies(
		[
			Passage("HZ-1", "The remarks of the acceptance", LONG),
			Passage("HZ-2", "The remarks of the acceptance", LONG.replace("三次", "3次").replace("，", ", ")),
			Passage("HZ-3", "The remarks of the acceptance", LONG[::-1]),
			Passage("HZ-4", "The goals of the plan", LONG),
			Passage("HZ-5", "The remarks of the acceptance", "合格"),
		]
	)
	assert set(found) == {"HZ-1", "HZ-2"}
	assert (found["HZ-1"][0].of, found["HZ-2"][0].of) == ("HZ-2", "HZ-1")
	assert seen(HAZARD, copies={"HZ-1": found["HZ-1"]}) == [rules.COPIED_TEXT]
	whole = {"HZ-1": [Copy("The remarks of the acceptance", "HZ-2", 1.0)]}
	assert said(HAZARD, copies=whole, titles={"HZ-2": "乙"}) == (
		"The remarks of the acceptance is 100 percent the same as that of: 乙."
	)


def test_a_text_copied_everywhere_is_found_everywhere():
	passages = [Passage(f"HZ-{number}", "x", LONG) for number in range(120)]
	assert len(copies(passages)) == 120


def test_two_texts_of_one_hazard_are_no_copy():
	assert copies([Passage("HZ-1", "x", LONG), Passage("HZ-1", "x", LONG)]) == {}


# --- pictures --------------------------------------------------------------------------------------------------------
hashes = st.integers(0, 2**64 - 1).map(lambda bits: f"{bits:016x}")


@given(hashes, st.sets(st.integers(0, 63), max_size=pictures.NEAR_ACROSS))
def test_pictures_that_differ_little_share_a_band(dhash, flipped):
	other = f"{int(dhash, 16) ^ sum(1 << bit for bit in flipped):016x}"
	assert pictures.distance(dhash, other) == len(flipped)
	assert set(enumerate(pictures.bands(dhash))) & set(enumerate(pictures.bands(other)))


@given(hashes, hashes)
def test_distance_is_symmetric(a, b):
	assert pictures.distance(a, b) == pictures.distance(b, a)
	assert pictures.distance(a, a) == 0


def test_nothing_is_far_from_everything():
	assert pictures.distance("", A) == pictures.BITS
	assert pictures.bands("") == ("", "", "", "")


def test_kilometres_on_the_globe():
	assert pictures.kilometres((36.0, 113.0), (37.0, 113.0)) == pytest.approx(111.2, abs=0.1)
	assert pictures.kilometres((0.0, 179.5), (0.0, -179.5)) == pytest.approx(111.2, abs=0.1)
	assert pictures.kilometres(GATE, GATE) == 0


# --- the list --------------------------------------------------------------------------------------------------------
def test_whole_rows_the_heaviest_first():
	poor = replace(
		HAZARD, name="HZ-2", register_no="", funds=0.0, stage="Closed Out", closed_on=date(2026, 11, 10)
	)
	photos = [photo("Before", sha256="x"), photo("After", sha256="x")]
	signals = rules.signals_of([HAZARD, poor], photos)
	last = {
		"HZ-1": lists.LookBack(
			"FI-1", "HZ-1", finding="Sham", status="Decided", inspected_on=date(2026, 11, 19)
		)
	}
	assert lists.signal_rows([poor, HAZARD], signals, last) == [
		{
			"register_no": "1404-1",
			"hazard_title": "报警器断电",
			"enterprise": "甲公司",
			"county": "甲县",
			"stage": "Filed",
			"closed_on": date(2026, 11, 15),
			"score": 5,
			"kinds": "Same photo before and after",
			"reasons": "The photo after is the very photo before.",
			"looked_back": "Sham 2026-11-19",
			"inspect": "Inspect",
			"hazard": "HZ-1",
			"look_back": "FI-1",
		},
		{
			"register_no": "HZ-2",
			"hazard_title": "报警器断电",
			"enterprise": "甲公司",
			"county": "甲县",
			"stage": "Closed Out",
			"closed_on": date(2026, 11, 10),
			"score": 2,
			"kinds": "No money spent",
			"reasons": "A cause lies in the equipment (线路老化), but no money was planned or spent.",
			"looked_back": "",
			"inspect": "Inspect",
			"hazard": "HZ-2",
			"look_back": "",
		},
	]
	under_way = {"HZ-2": lists.LookBack("FI-2", "HZ-2", status="Draft")}
	row = lists.signal_rows([poor], signals, under_way)[0]
	assert (row["looked_back"], row["inspect"]) == ("Under way", "")


def test_hazards_without_signals_are_not_listed():
	report = lists.signal_list([HAZARD], {}, {}, date(2026, 11, 20))
	assert (report.rows, [card.value for card in report.cards]) == ([], [0, 0])
