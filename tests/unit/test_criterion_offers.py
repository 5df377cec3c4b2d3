"""Which criteria are offered, in which order, and in whose words."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain.criterion_offers import MOST_FITTING, MOST_OTHERS, Match, offers
from hazard_governance.domain.criterion_words import SAME, in_one_wording
from hazard_governance.domain.facts import Criterion

DAY = date(2026, 7, 1)


def criterion(
	name: str, industry: str = "煤矿", begins: date = date(2026, 1, 1), ends: date | None = None
) -> Criterion:
	return Criterion(name=name, code=name, industry=industry, valid_from=begins, valid_to=ends)


def told(
	matches: dict[str, float], criteria: list[Criterion], day: date | None = DAY
) -> list[tuple[str, list[str]]]:
	found = offers(
		[Match(name, score, ("x",)) for name, score in matches.items()],
		{c.name: c for c in criteria},
		day,
		{"煤矿", "特种设备"},
		{"煤矿"},
	)
	return [(offer.criterion.name, [phrase.text for phrase in offer.against]) for offer in found]


def test_best_first_those_that_would_not_decide_below_with_the_reason() -> None:
	criteria = [
		criterion("later", begins=date(2026, 7, 2)),
		criterion("over", ends=date(2026, 6, 30)),
		criterion("other", industry="冶金"),
		criterion("last day", begins=DAY, ends=DAY),
		criterion("good"),
	]
	assert told({"later": 9, "over": 8, "other": 7, "last day": 2, "good": 3}, criteria) == [
		("good", []),
		("last day", []),
		("later", ["Not in force on 2026-07-01, the day it was found."]),
		("over", ["Not in force on 2026-07-01, the day it was found."]),
		("other", ["Of another industry: 冶金."]),
	]


def test_the_own_standard_stands_before_an_equal_one_for_every_industry() -> None:
	criteria = [criterion("a", industry="特种设备"), criterion("b")]
	assert [name for name, _ in told({"a": 3, "b": 3}, criteria)] == ["b", "a"]
	assert [name for name, _ in told({"a": 4, "b": 3}, criteria)] == ["a", "b"]


def test_what_shares_little_is_not_offered_and_no_day_means_none_decides() -> None:
	criteria = [criterion("a"), criterion("b")]
	assert [name for name, _ in told({"a": 10, "b": 2.9}, criteria)] == ["a"]
	assert [bool(against) for _, against in told({"a": 10, "b": 5}, criteria, None)] == [True, True]
	assert told({"unknown": 5}, criteria) == []


@given(st.dictionaries(st.integers(0, 60), st.floats(0.01, 100), max_size=60))
def test_never_more_than_a_screen_and_never_mixed(scores: dict[int, float]) -> None:
	criteria = [criterion(str(n), industry=("煤矿", "冶金")[n % 2]) for n in range(61)]
	found = told({str(n): score for n, score in scores.items()}, criteria)
	against = [bool(reasons) for _, reasons in found]
	assert against == sorted(against)
	assert against.count(False) <= MOST_FITTING and against.count(True) <= MOST_OTHERS


def test_people_s_words_become_one() -> None:
	assert in_one_wording("皮带机").split() == ["带式输送机"] == in_one_wording("带式输送机").split()
	assert in_one_wording("主扇坏了").split() == ["主要通风机", "失效"]
	assert in_one_wording("ch4").split() == ["甲烷"]


def test_every_word_stands_in_one_row() -> None:
	words = [word for line in SAME.strip().splitlines() for word in line.split()]
	assert len(words) == len(set(words))
