"""What is similar, what is usual, and when accountability looks mild: signals, never verdicts."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import accountability_comparison as rules
from hazard_governance.domain import comparison_list as listing
from hazard_governance.domain.accountability import CATALOGUE, catalogue
from hazard_governance.domain.accountability_comparison import (
	BELOW_USUAL,
	MILD,
	NO_LEADERSHIP,
	NO_STRONGER,
	Comparison,
	Held,
	HeldCase,
	Limits,
	Pool,
)

SEVERITY = {spec.measure_name: spec.severity for spec in CATALOGUE}
NAMES = {spec.severity: spec.measure_name for spec in CATALOGUE if not spec.is_other}
TODAY = date(2026, 11, 20)


def held(*measures: str, tier: str = "Direct") -> Held:
	return Held(tier, measures, rules.severity_of(measures, catalogue()))


def case(number: int | str, *persons: Held, **values) -> HeldCase:
	own = {"classification": "Major", "criterion": "C-1", "industry": "工贸", **values}
	return HeldCase(hazard=f"HZ-{number}", persons=persons or (held("Fine"), LEADER), **own)


LEADER = held("Admonition", tier="Leadership")
NOTHING = Comparison()


def kinds(one: HeldCase, comparison: Comparison = NOTHING, **more) -> set[str]:
	return {signal.kind for signal in rules.signals(one, comparison, names=NAMES, **more)}


# --- similar, and usual ------------------------------------------------------------------------------------------
def test_an_other_measure_has_no_severity_and_proves_nothing():
	assert rules.severity_of(["Other Measure"], catalogue()) is None
	assert rules.severity_of(["Other Measure", "Fine", "Unknown"], catalogue()) == SEVERITY["Fine"]
	assert MILD not in kinds(case(1, held("Other Measure"), held("Other Measure", tier="Leadership")))


def test_the_narrowest_respect_with_enough_hazards_is_taken():
	like = [case(n) for n in range(1, 4)]
	assert Pool(like).compare(case(9)).basis == "same class, criterion and recurrence"
	assert Pool(like).compare(case(9, recurring=True)).basis == "same class and criterion"
	assert Pool(like).compare(case(9, criterion="C-2")).basis == "same class, industry and recurrence"
	assert Pool(like).compare(case(9, criterion="C-2", industry="煤矿")).basis == "same class"
	assert Pool(like).compare(case(9, classification="General")) == Comparison()


def test_two_are_shown_where_there_are_no_more_and_prove_nothing_usual():
	comparison = Pool([case(1, held("Disciplinary Sanction")), case(2, held("Demotion"))]).compare(case(9))
	assert comparison.hazards == 2 and comparison.basis == "same class"
	assert BELOW_USUAL not in kinds(case(9), comparison)


def test_a_case_is_not_compared_with_itself():
	cases = [
		case(1, held("Fine")),
		case(2, held("Fine")),
		case(3, held("Fine")),
		case(4, held("Verbal Warning")),
	]
	comparison = Pool(cases).compare(cases[3])
	assert (comparison.hazards, comparison.usual) == (3, SEVERITY["Fine"])
	assert comparison.by_measure == {"Fine": 3}


def test_counts_by_measure_class_and_leadership():
	comparison = Pool(
		[
			case(1, held("Fine", "Public Criticism Notice"), LEADER),
			case(2, held("Fine"), held("Reminder Talk", tier="Managerial")),
			case(3, held("Verbal Warning")),
		]
	).compare(case(9))
	assert (comparison.hazards, comparison.persons, comparison.with_leadership) == (3, 5, 1)
	assert comparison.by_class == {"Direct": 3, "Leadership": 1, "Managerial": 1}
	assert comparison.by_measure["Fine"] == 2 and comparison.by_measure["Admonition"] == 1
	# the lower of two middle ones; of three the middle one
	assert comparison.usual == SEVERITY["Fine"]


cases = st.builds(
	case,
	st.integers(1, 30),
	st.sampled_from((held("Fine"), held("Verbal Warning"), held("Other Measure"), LEADER)),
	criterion=st.sampled_from(("", "C-1", "C-2")),
	industry=st.sampled_from(("", "工贸")),
	recurring=st.booleans(),
)


@given(st.lists(cases, max_size=12), cases)
def test_whatever_the_cases_the_numbers_fit_together(some, one):
	pool = Pool(some)
	found = pool.compare(one)
	others = {c.hazard for c in some} - {one.hazard}
	assert found.hazards <= len(others)
	assert bool(found.hazards) == bool(others)
	assert found.with_leadership <= found.hazards <= max(found.persons, 0) or not found.hazards
	assert sum(found.by_class.values()) == found.persons
	assert found == Pool(list(reversed(list(pool.cases.values())))).compare(one)


# --- signals -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
	("measure", "values", "mild"),
	[
		("Verbal Warning", {}, True),
		("Reminder Talk", {}, True),
		("Warning Interview", {}, False),
		("Warning Interview", {"recurring": True}, True),
		("Off-post Training", {"listed": True}, True),
		("Off-post Training", {"stopped": True}, True),
		("Safety Wage Withheld", {"recurring": True, "listed": True}, False),
		("Verbal Warning", {"classification": "General"}, False),
	],
)
def test_what_counts_as_mild(measure, values, mild):
	assert (MILD in kinds(case(1, held(measure), held(measure, tier="Leadership"), **values))) == mild


def test_one_strong_measure_makes_the_whole_case_not_mild():
	assert kinds(case(1, held("Verbal Warning"), held("Admonition", tier="Leadership"))) == set()


def test_limits_are_settings():
	strict = Limits(mild_severity=9, mild_severity_aggravated=9)
	assert MILD in kinds(case(1), limits=strict)
	off = Limits(mild_severity=0, mild_severity_aggravated=0)
	assert MILD not in kinds(case(1, held("Verbal Warning"), LEADER), limits=off)


def test_a_missing_leadership_tier_is_shown_for_a_major_hazard_only():
	workers = (held("Fine"), held("Fine", tier="Managerial"))
	(signal,) = rules.signals(case(1, *workers), NOTHING, names=NAMES)
	assert signal.kind == NO_LEADERSHIP and "Of the 2 held to account, nobody" in signal.why.text
	assert kinds(case(1, *workers, classification="General")) == set()


def test_far_below_the_usual_is_shown_with_what_is_usual():
	usual = Comparison(basis="same class", hazards=5, usual=SEVERITY["Admonition"])
	found = rules.signals(case(1, held("Fine"), held("Fine", tier="Leadership")), usual, names=NAMES)
	assert [signal.why.text for signal in found] == [
		"The strongest measure is Fine; in 5 similar hazards it was usually Admonition."
	]
	nearly = case(1, held("Public Criticism Notice"), held("Fine", tier="Leadership"))
	assert kinds(nearly, usual) == set()


def test_a_repeat_with_nothing_stronger_than_before_is_shown():
	again = case(2, recurring=True, earlier="HZ-1")
	assert kinds(again, earlier=case(1)) == {NO_STRONGER}
	assert kinds(again, earlier=case(1, held("Fine"))) == set()
	assert kinds(again, earlier=None) == set()
	assert kinds(replace(again, recurring=False), earlier=case(1)) == set()


def test_nothing_decided_gives_no_signal():
	assert rules.signals(HeldCase(hazard="HZ-1", classification="Major", recurring=True), NOTHING) == ()


@given(cases.filter(lambda one: one.strongest), st.integers(0, 15), st.integers(0, 15))
def test_a_stronger_measure_never_adds_a_signal(one, limit, aggravated):
	limits = Limits(limit, aggravated)
	usual = Comparison(basis="same class", hazards=9, usual=8)
	stronger = replace(one, persons=(*one.persons, held("Referral to Judicial Authority", tier="Leadership")))
	weak = {s.kind for s in rules.signals(one, usual, limits, case("x"))}
	strong = {s.kind for s in rules.signals(stronger, usual, limits, case("x"))}
	assert strong <= weak


# --- the list ----------------------------------------------------------------------------------------------------
def compared(one: HeldCase, **values) -> listing.ComparedHazard:
	own = {
		"register_no": f"140402-202611-{one.hazard[-1]:0>4}",
		"enterprise": "甲公司",
		"county": "甲县",
		"county_code": "140402",
		"hazard_title": "报警器断电",
		"decided_on": TODAY,
	}
	return listing.ComparedHazard.from_mapping(one, {**own, **values})


def test_a_whole_row_and_the_counts_of_the_comparison():
	mild = case(4, held("Verbal Warning"), recurring=True, earlier="HZ-1")
	hazards = [compared(case(n, held("Admonition"), LEADER)) for n in (1, 2, 3)] + [compared(mild)]
	measured = listing.Measured(Limits(), NAMES)
	pool = Pool(one.case for one in hazards)
	earlier = {one.case.hazard: one.case for one in hazards}
	lines = listing.lines(hazards, pool, measured, earlier)
	listed = listing.comparison_list(lines, len(hazards), TODAY, NAMES)
	assert listed.rows == [
		{
			"idx": 1,
			"register_no": "140402-202611-0004",
			"enterprise": "甲公司",
			"county": "甲县",
			"industry": "工贸",
			"hazard_title": "报警器断电",
			"classification": "Major",
			"aggravating": "repeat",
			"persons": 1,
			"direct": 1,
			"managerial": 0,
			"leadership": 0,
			"strongest": "Verbal Warning (1)",
			"usual": "Admonition (9)",
			"similar": 3,
			"basis": "same class and criterion",
			"signals": "Mild Measure, Leadership Tier Missing, Below the Usual, No Stronger Than Before",
			"why": "The strongest measure in an aggravated case is Verbal Warning; up to Off-post Training counts "
			"as mild there. Of the 1 held to account, nobody answers for this major hazard as a leader. "
			"The strongest measure is Verbal Warning; in 3 similar hazards it was usually Admonition. "
			"The hazard came back, and the strongest measure is Verbal Warning; for the earlier one it was "
			"Admonition.",
			"decided_on": TODAY,
			"hazard": "HZ-4",
			"is_signalled": True,
		}
	]
	assert listed.table[1:] == [["甲县", 1, 1, 1, 1, 1], ["Total of All", 1, 1, 1, 1, 1]]
	assert [card.value for card in listed.cards] == [4, 1, 1, 1, 1, 1, 1]
	assert len(listing.lines(hazards, pool, measured, earlier, only_signals=False)) == 4
	assert len(listing.lines(hazards, pool, measured, earlier, kind=MILD, only_signals=False)) == 1
	assert listing.lines(hazards[:3], pool, measured, earlier) == []


def test_what_the_browser_is_told_holds_numbers_and_no_names():
	one = case(4, held("Verbal Warning"))
	comparison = Pool([case(n) for n in (1, 2, 3)]).compare(one)
	signals = rules.signals(one, comparison, names=NAMES)
	told = listing.told(one, comparison, signals, NAMES)
	assert told["basis"] == "same class, criterion and recurrence"
	assert (told["hazards"], told["persons"], told["usual"]) == (3, 6, "Admonition (9)")
	assert told["measures"] == [{"measure": "Fine", "persons": 3}, {"measure": "Admonition", "persons": 3}]
	assert told["classes"][2] == {"tier": "Leadership Responsible", "persons": 3}
	assert told["own"]["measures"] == [{"measure": "Verbal Warning", "persons": 1}]
	assert told["own"]["usual"] == "Verbal Warning (1)"
	assert {signal["kind"] for signal in told["signals"]} == {MILD, NO_LEADERSHIP, BELOW_USUAL}
	nothing = listing.told(HeldCase(hazard="HZ-9"), Comparison(), (), NAMES)
	assert (nothing["hazards"], nothing["own"]["persons"], nothing["usual"]) == (0, 0, "")
