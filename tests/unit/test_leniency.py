"""Leniency: both conditions, concealment, what is weighed; moments at their edges."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import leniency
from hazard_governance.domain.enforcement_words import AGAINST, IN_FAVOUR, NOTE
from hazard_governance.domain.leniency import CONCEALED, LENIENT, NOT_LENIENT, LeniencyFacts

NINE = datetime(2026, 11, 3, 9, 0)
GOOD = LeniencyFacts(
	source="Self-Inspection",
	known_at=datetime(2026, 11, 2, 8, 0),
	reported_at=datetime(2026, 11, 2, 9, 0),
	measures_started_at=datetime(2026, 11, 2, 8, 10),
	inspection_at=NINE,
	measures_effective=True,
	production_continued=False,
	hidden=False,
)


def test_self_found_reported_and_under_effective_measures_is_lenient():
	result = leniency.decide(GOOD)
	assert result.outcome == LENIENT
	assert "accountability is never spared" in result.reasons[-1].text


@pytest.mark.parametrize(
	("values", "words"),
	[
		({"source": "Enforcement Inspection"}, "not found by the enterprise"),
		({"reported_at": None}, "has not reported"),
		({"reported_at": NINE}, "only after the inspection"),
		({"measures_started_at": None}, "No measure"),
		({"measures_started_at": NINE}, "first measure"),
		({"measures_effective": None}, "No officer"),
		({"measures_effective": False}, "not effective"),
		({"sham": True}, "sham"),
	],
)
def test_one_missing_condition_is_enough_against_leniency(values, words):
	result = leniency.decide(replace(GOOD, **values))
	assert result.outcome == NOT_LENIENT
	assert any(words in reason.text for reason in result.reasons)


def test_a_repeat_is_named_in_the_result_and_decides_only_where_the_setting_says_so():
	result = leniency.decide(replace(GOOD, repeated=True))
	assert result.outcome == LENIENT and any("repeat" in reason.text for reason in result.reasons)
	strict = leniency.decide(replace(GOOD, repeated=True, lenient_to_repeats=False))
	assert strict.outcome == NOT_LENIENT and len(strict.reasons) == 2


@pytest.mark.parametrize("values", [{"hidden": True}, {"production_continued": True}])
def test_concealment_wins_over_everything(values):
	late = replace(GOOD, reported_at=NINE)
	for facts in (late, replace(late, reported_at=None), LeniencyFacts()):
		result = leniency.decide(replace(facts, **values))
		assert result.outcome == CONCEALED and "The officer found" in result.reasons[0].text


def test_a_report_that_came_first_stands_against_hiding_and_running_on_is_punished_all_the_same():
	result = leniency.decide(replace(GOOD, hidden=True))
	assert result.outcome == LENIENT
	assert ["stands against the finding" in r.phrase.text for r in result.evidence if r.bearing == NOTE] == [
		True
	]
	assert leniency.decide(replace(GOOD, production_continued=True)).outcome == CONCEALED


def test_a_report_by_hand_counts_from_its_receipt_with_both_times_and_the_officer_named():
	by_hand = replace(
		GOOD,
		reported_at=NINE - timedelta(minutes=1),
		report_method="Telephone",
		report_officer="王科长",
		report_recorded_at=NINE + timedelta(days=2),
	)
	result = leniency.decide(by_hand)
	assert result.outcome == LENIENT
	assert result.reasons[0].text == (
		"The report (Telephone) came in at 2026-11-03 08:59:00; 王科长 recorded it with proof at 2026-11-05 09:00:00. "
		"Late entry is not concealment."
	)


@pytest.mark.parametrize("others", ["inspection_at", "tip_at"])
@pytest.mark.parametrize(
	("shift", "first"), [(-1, True), (0, False), (1, False)], ids=["before", "at once", "after"]
)
def test_before_is_before_to_the_microsecond_on_leap_day_and_at_the_end_of_a_month(others, shift, first):
	for moment in (datetime(2024, 2, 29), datetime(2024, 3, 1), datetime(2026, 12, 31, 23, 59, 59, 999999)):
		facts = replace(
			GOOD,
			measures_started_at=moment - timedelta(days=1),
			reported_at=moment + timedelta(microseconds=shift),
			**{"inspection_at": None, others: moment},
		)
		assert facts.reported_first == first
		assert (leniency.decide(facts).outcome == LENIENT) == first


def test_measures_recorded_late_count_where_an_officer_found_them_begun():
	late = replace(GOOD, measures_started_at=NINE, begun_earlier=True)
	assert leniency.decide(late).outcome == LENIENT
	assert leniency.decide(replace(late, measures_started_at=None)).outcome == LENIENT


def test_a_source_changed_by_the_enterprise_is_named_and_the_first_one_counts():
	result = leniency.decide(replace(GOOD, source="Public Report", claimed_source="Self-Inspection"))
	assert result.outcome == NOT_LENIENT
	assert any("changed the source from Public Report" in r.phrase.text for r in result.evidence)


def test_every_fact_is_laid_out_for_or_against_whatever_the_result():
	bearings = [reason.bearing for reason in leniency.decide(GOOD).evidence]
	assert bearings == [IN_FAVOUR] * 4
	mixed = leniency.decide(
		replace(GOOD, sham=True, repeated=True, broken=True, unstopped=True, taken_over_at=NINE, hidden=None)
	)
	assert [reason.bearing for reason in mixed.evidence].count(IN_FAVOUR) == 4
	assert [reason.bearing for reason in mixed.evidence].count(NOTE) == 4
	assert [reason.bearing for reason in mixed.evidence].count(AGAINST) == 1


@given(
	st.builds(
		LeniencyFacts,
		source=st.sampled_from(["Self-Inspection", "Public Report", ""]),
		reported_at=st.none() | st.datetimes(),
		measures_started_at=st.none() | st.datetimes(),
		inspection_at=st.none() | st.datetimes(),
		tip_at=st.none() | st.datetimes(),
		begun_earlier=st.none() | st.booleans(),
		measures_effective=st.none() | st.booleans(),
		production_continued=st.none() | st.booleans(),
		hidden=st.none() | st.booleans(),
		sham=st.none() | st.booleans(),
		repeated=st.none() | st.booleans(),
		lenient_to_repeats=st.booleans(),
	)
)
def test_lenient_means_both_conditions_and_no_concealment(facts):
	result = leniency.decide(facts)
	assert result.reasons
	assert any("repeat" in reason.text for reason in result.reasons) == bool(facts.repeated)
	if result.outcome == LENIENT:
		assert facts.source == "Self-Inspection" and facts.reported_at
		assert facts.measures_started_at or facts.begun_earlier
		assert facts.measures_effective and not (facts.production_continued or facts.sham)
		assert facts.inspection_at is None or facts.reported_at < facts.inspection_at
		assert facts.tip_at is None or facts.reported_at < facts.tip_at
		assert facts.lenient_to_repeats or not facts.repeated
