"""Statistics of causes: every denominator, every grouping, and when a root cause is eliminated."""

from dataclasses import replace
from datetime import date

import pytest
from governance_record import complete_record, with_item, with_source
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import cause_report as report
from hazard_governance.domain import cause_statistics as stats
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.cause_report import Counted
from hazard_governance.domain.cause_statistics import CountedAnalysis, CountedAnswer, CountedCause
from hazard_governance.domain.facts import RemediationPlan
from hazard_governance.domain.tracing import QUESTIONS, allowed_answers

TODAY = date(2026, 11, 20)
PLACE = {"enterprise": "甲公司", "industry": "工贸", "county": "甲县"}
OTHER = {"enterprise": "乙矿", "industry": "煤矿", "county": "乙县"}
ANALYSES = [
	CountedAnalysis("RCA-1", county_code="140402", **PLACE),
	CountedAnalysis("RCA-2", county_code="140402", **PLACE),
	CountedAnalysis("RCA-3", county_code="140403", **OTHER),
]
ANSWERS = [
	CountedAnswer("T2-1", "No", number=2),
	CountedAnswer("T2-1", "Yes", number=1),
	CountedAnswer("T2-2", "Not Applicable", settled=True, number=2),
	CountedAnswer("T2-2", "", number=1),
	CountedAnswer("T5-1", "Yes", number=1),
	CountedAnswer("T5-1", "No", number=1),
	CountedAnswer("T5-1", "Not Applicable", number=1),
	CountedAnswer("T4-5", "Answered", number=3),
	CountedAnswer("T9-9", "No", number=7),
]
CAUSES = [
	CountedCause("c1", "RCA-1", level="Direct", dimension="Human", aspects=("Operating Behaviour",), **PLACE),
	CountedCause(
		"c2",
		"RCA-1",
		level="Root",
		dimension="Management",
		failing="Standards",
		question_code="T2-1",
		aspects=("Rules and Regulations", "Procedures and Measures"),
		measures=2,
		accepted=2,
		**PLACE,
	),
	CountedCause(
		"c3", "RCA-2", level="Root", dimension="Management", failing="Standards", measures=1, **PLACE
	),
	CountedCause(
		"c4", "RCA-3", level="Root", dimension="Machine", failing="Design", aspects=("Other Aspect",), **OTHER
	),
]
COUNTED = Counted(ANALYSES, ANSWERS, CAUSES)


def rows(grouping: str, counted: Counted = COUNTED) -> list[dict]:
	return report.cause_tracing(counted, grouping, TODAY).rows


# --- questions -------------------------------------------------------------------------------------------------------
def test_all_26_questions_have_a_row_whatever_was_answered():
	assert [row["code"] for row in rows(report.BY_QUESTION)] == [q.code for q in QUESTIONS]


def test_whole_rows_of_questions_with_what_is_excluded():
	by_code = {row["code"]: row for row in rows(report.BY_QUESTION)}
	assert by_code["T2-1"] == {
		"idx": 5,
		"code": "T2-1",
		"tracing": "Standard Tracing",
		"question": "Does the work concerned have a standard (post standard, operating standard)?",
		"asked": 3,
		"yes": 1,
		"no": 2,
		"adverse": 2,
		"adverse_share": "66.7%",
		"not_applicable": 0,
		"settled": 0,
		"unanswered": 0,
		"causes": 1,
	}
	# settled by an earlier answer, and unanswered: neither is asked
	row = by_code["T2-2"]
	assert (row["asked"], row["settled"], row["unanswered"], row["adverse_share"]) == (0, 2, 1, "-")
	# for this one yes is the bad answer; not applicable is no part of the share
	row = by_code["T5-1"]
	assert (row["asked"], row["adverse"], row["adverse_share"], row["not_applicable"]) == (2, 1, "50.0%", 1)
	# an open question is asked and has no bad answer
	row = by_code["T4-5"]
	assert (row["asked"], row["adverse"], row["adverse_share"]) == (3, 0, "-")


def test_tracings_sum_their_questions():
	by_tracing = {row["group"]: row for row in rows(report.BY_TRACING)}
	assert list(by_tracing) == list(v.TRACINGS)
	assert by_tracing["Standard Tracing"] == {
		"idx": 2,
		"group": "Standard Tracing",
		"questions": 2,
		"asked": 3,
		"adverse": 2,
		"adverse_share": "66.7%",
		"not_applicable": 0,
		"settled": 2,
		"causes": 1,
	}
	assert sum(row["questions"] for row in by_tracing.values()) == 26


answers = st.builds(
	lambda code, pick, settled, number: CountedAnswer(
		code, (*allowed_answers(code), "")[pick % (len(allowed_answers(code)) + 1)], settled, number
	),
	st.sampled_from([q.code for q in QUESTIONS]),
	st.integers(0, 9),
	st.booleans(),
	st.integers(0, 50),
)


@given(st.lists(answers, max_size=30))
def test_every_answer_is_counted_in_exactly_one_column(given_answers):
	t = stats.answer_totals(given_answers)
	assert t.asked + t.not_applicable + t.settled + t.unanswered == sum(a.number for a in given_answers)
	assert t.adverse <= t.asked and (t.adverse_share is None) == (t.asked == 0)
	whole = rows(report.BY_QUESTION, Counted(ANALYSES, given_answers, ()))
	assert sum(row["asked"] for row in whole) == t.asked
	assert sum(row["adverse"] for row in whole) == t.adverse


# --- causes ----------------------------------------------------------------------------------------------------------
def test_a_whole_row_of_a_dimension():
	management = rows(report.BY_DIMENSION)[3]
	assert management == {
		"idx": 4,
		"group": "Management: Defects of Management",
		"causes": 2,
		"share": "50.0%",
		"direct": 0,
		"root": 2,
		"in_analyses": 2,
		"analyses_share": "66.7%",
		"eliminated": 1,
		"eliminated_share": "50.0%",
	}


def test_aspects_are_several_a_cause_and_other_is_one_of_them():
	by_aspect = {row["group"]: (row["causes"], row["share"]) for row in rows(report.BY_ASPECT)}
	assert len(by_aspect) == 10
	assert by_aspect["Rules and Regulations"] == by_aspect["Procedures and Measures"] == (1, "25.0%")
	assert by_aspect["Other Aspect"] == (1, "25.0%")
	assert by_aspect["Safety Investment"] == (0, "0.0%")


def test_what_was_failing_is_shared_among_the_causes_that_say_so():
	by_failing = {row["group"]: (row["causes"], row["share"]) for row in rows(report.BY_FAILING)}
	assert by_failing == {
		"Design": (1, "33.3%"),
		"Execution of Rules": (0, "0.0%"),
		"Measures": (0, "0.0%"),
		"Standards": (2, "66.7%"),
		"Linkage of Controls": (0, "0.0%"),
		"Not Named": (1, "33.3%"),
	}


def test_direct_and_root():
	assert [(row["group"], row["causes"]) for row in rows(report.BY_LEVEL)] == [
		("Direct Causes", 1),
		("Root Causes", 3),
	]


# --- places ----------------------------------------------------------------------------------------------------------
PLACED = Counted(ANALYSES, [replace(a, county="甲县", industry="工贸") for a in ANSWERS[:2]], CAUSES)


def test_whole_rows_of_counties_in_the_order_of_their_codes():
	assert rows(report.BY_COUNTY, PLACED) == [
		{
			"idx": 1,
			"group": "甲县",
			"analyses": 2,
			"enterprises": 1,
			"asked": 3,
			"adverse": 2,
			"adverse_share": "66.7%",
			"causes": 3,
			"direct": 1,
			"root": 2,
			"human": 1,
			"machine": 0,
			"environment": 0,
			"management": 2,
			"most_failing": "Standards",
			"eliminated": 1,
			"eliminated_share": "50.0%",
		},
		{
			"idx": 2,
			"group": "乙县",
			"analyses": 1,
			"enterprises": 1,
			"asked": 0,
			"adverse": 0,
			"adverse_share": "-",
			"causes": 1,
			"direct": 0,
			"root": 1,
			"human": 0,
			"machine": 1,
			"environment": 0,
			"management": 0,
			"most_failing": "Design",
			"eliminated": 0,
			"eliminated_share": "0.0%",
		},
	]
	assert [row["group"] for row in rows(report.BY_INDUSTRY, PLACED)] == ["工贸", "煤矿"]


# --- the whole -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("grouping", report.GROUPINGS)
def test_every_grouping_fills_its_columns_and_states_what_it_counted(grouping):
	listed = report.cause_tracing(COUNTED, grouping, TODAY, translate=lambda text: text)
	for row in listed.rows:
		assert set(row) == {column.fieldname for column in listed.columns}
	heading = dict(listed.heading)
	assert (heading["Analyses Counted"], heading["Questions Asked"], heading["Number of Causes"]) == (
		"3",
		"8",
		"4",
	)
	assert heading["Not Applicable (Excluded)"] == "3"
	values = listed.chart["data"]["datasets"][0]["values"]
	assert len(values) == len(listed.rows) == len(listed.chart["data"]["labels"])


def test_cards_and_nothing_counted():
	assert {
		card.label: card.value for card in report.cause_tracing(COUNTED, report.BY_LEVEL, TODAY).cards
	} == {
		"Analyses Counted": 3,
		"Enterprises Concerned": 2,
		"Adverse Answers": 3,
		"Adverse Among the Asked": "37.5%",
		"Number of Causes": 4,
		"Root Causes": 3,
		"Root Causes Eliminated": 1,
		"Eliminated Among Root Causes": "33.3%",
	}
	empty = report.cause_tracing(Counted(), report.BY_QUESTION, TODAY)
	assert empty.rows == [] and empty.chart is None and "No cause analysis" in empty.nothing


# --- eliminated ------------------------------------------------------------------------------------------------------
def eliminated(record) -> dict[str, bool]:
	return {cause.name: cause.eliminated for cause in stats.causes_of(record)}


def test_a_cause_is_eliminated_when_every_measure_of_it_is_accepted():
	record = complete_record()
	assert eliminated(record) == {"cause-1": True, "cause-2": True}
	assert stats.cause_totals(stats.causes_of(record)) == stats.CauseTotals(2, 1, 1, 1, 1)
	assert eliminated(with_item(record, 1, status="Done")) == {"cause-1": True, "cause-2": False}
	assert eliminated(replace(record, source_governance=None)) == {"cause-1": False, "cause-2": False}
	assert stats.causes_of(replace(record, analysis=None)) == []


def test_a_duty_that_runs_on_neither_eliminates_a_cause_nor_keeps_it():
	record = with_item(complete_record(), 4, cause="cause-2")
	assert eliminated(record)["cause-2"]
	alone = with_item(with_item(record, 1, cause=""), 4, cause="cause-2")
	assert not eliminated(alone)["cause-2"]


def test_a_measure_of_the_plan_counts_once_the_rectification_is_accepted():
	plan = RemediationPlan.from_mapping({"measures": [{"name": "m1", "status": "Done", "cause": "cause-1"}]})
	record = replace(with_item(complete_record(), 0, cause=""), plan=plan)
	assert eliminated(record)["cause-1"]
	early = replace(record, hazard=replace(record.hazard, stage="Rectifying"))
	assert not eliminated(early)["cause-1"]


def test_a_source_governance_re_opened_by_a_repeat_eliminates_nothing():
	record = complete_record()
	items = tuple(replace(item, status="Done") for item in record.source_governance.items)
	assert not any(eliminated(with_source(record, status="Approved", items=items)).values())


def test_aspects_and_what_was_failing_most():
	record = complete_record()
	assert [c.aspects for c in stats.causes_of(record)] == [
		("Site Management", "Operating Behaviour"),
		("Procedures and Measures", "Rules and Regulations"),
	]
	assert stats.most_failing(CAUSES) == "Standards" and stats.most_failing([]) == ""
	assert stats.failing_of(CAUSES) == {
		"Design": 1,
		"Execution of Rules": 0,
		"Measures": 0,
		"Standards": 2,
		"Linkage of Controls": 0,
	}
