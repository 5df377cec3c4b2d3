"""The 26 questions: their own adverse answers, the ones that close others, what an analysis must hold."""

from dataclasses import replace

import pytest
from governance_record import CAUSES, complete_record, fields_of, texts, with_analysis
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import causes, tracing
from hazard_governance.domain.facts import Cause, Tracing

ANSWERS = st.sampled_from(["", "Yes", "No", "Not Applicable", "Answered"])


def given_answers(**answers) -> list[Tracing]:
	rows = tracing.blank_tracings()
	return [replace(r, answer=answers.get(r.question_code.replace("-", "_"), r.answer)) for r in rows]


def answers_after(**answers) -> dict[str, Tracing]:
	return {row.question_code: row for row in tracing.apply_answers(given_answers(**answers))}


def test_there_are_26_questions_in_eight_tracings():
	assert len(tracing.CODES) == 26
	counts = {}
	for question in tracing.QUESTIONS:
		counts[question.code[:2]] = counts.get(question.code[:2], 0) + 1
	assert counts == {"T1": 4, "T2": 2, "T3": 6, "T4": 5, "T5": 4, "T6": 1, "T7": 3, "T8": 1}
	assert len({q.tracing for q in tracing.QUESTIONS}) == 8


def test_only_missing_rules_are_bad_when_answered_yes():
	assert [q.code for q in tracing.QUESTIONS if q.adverse_answer == "Yes"] == ["T5-1"]
	assert [q.code for q in tracing.QUESTIONS if q.adverse_answer is None] == ["T4-5", "T8-1"]
	assert tracing.is_adverse("T5-1", "Yes") and not tracing.is_adverse("T5-1", "No")
	assert tracing.is_adverse("T2-1", "No") and not tracing.is_adverse("T2-1", "Yes")
	assert not tracing.is_adverse("T8-1", "No") and not tracing.is_adverse("T9-9", "No")


@pytest.mark.parametrize(
	("code", "answer", "closed"),
	[
		("T1_3", "No", {"T1-4"}),
		("T2_1", "No", {"T2-2"}),
		("T3_3", "No", {"T3-4", "T3-6"}),
		("T7_1", "No", {"T7-2", "T7-3"}),
		("T7_2", "No", {"T7-3"}),
		("T2_1", "Yes", set()),
	],
)
def test_an_answer_closes_the_questions_it_settles(code, answer, closed):
	rows = answers_after(**{code: answer})
	assert {c for c, row in rows.items() if row.settled_by} == closed
	assert all(rows[c].answer == "Not Applicable" for c in closed)


def test_a_closed_question_opens_again_when_the_settling_answer_changes():
	rows = tracing.apply_answers(given_answers(T2_1="No"))
	rows = [replace(r, answer="Yes") if r.question_code == "T2-1" else r for r in rows]
	again = {r.question_code: r for r in tracing.apply_answers(rows)}
	assert (again["T2-2"].answer, again["T2-2"].settled_by) == ("", "")


@given(st.dictionaries(st.sampled_from(tracing.CODES), ANSWERS))
def test_applying_twice_changes_nothing_and_settled_rows_are_never_adverse(answers):
	rows = [Tracing(question_code=code, answer=answer) for code, answer in answers.items()]
	once = tracing.apply_answers(rows)
	assert tracing.apply_answers(once) == once
	assert [row.question_code for row in once] == list(tracing.CODES)
	assert not any(row.adverse for row in once if row.settled_by)
	assert all(row.adverse == tracing.is_adverse(row.question_code, row.answer) for row in once)


def test_the_complete_analysis_lacks_nothing():
	record = complete_record()
	assert causes.check_analysis(record.analysis, record) == []


def test_no_analysis_is_named():
	assert fields_of(causes.check_analysis(None)) == {("Root Cause Analysis", "hazard")}


@pytest.mark.parametrize("code", tracing.CODES)
def test_taking_out_any_answer_names_that_question(code):
	record = complete_record()
	rows = tuple(replace(r, answer="") if r.question_code == code else r for r in record.analysis.tracings)
	found = causes.check_analysis(with_analysis(record, tracings=rows).analysis)
	assert fields_of(found) == {("Root Cause Analysis", "tracings")}
	assert code in found[0].args[2]
	assert found[0].args[:2] == (1, 26)


def _with_row(code: str, **values):
	record = complete_record()
	rows = tuple(replace(r, **values) if r.question_code == code else r for r in record.analysis.tracings)
	return causes.check_analysis(with_analysis(record, tracings=rows).analysis)


@pytest.mark.parametrize(
	("code", "answer"), [("T4-5", "Answered"), ("T2-1", "No"), ("T5-1", "Yes"), ("T6-1", "Not Applicable")]
)
def test_words_are_needed_for_the_open_question_a_problem_and_not_applicable(code, answer):
	found = _with_row(code, answer=answer, explanation="")
	assert fields_of(found) == {("Root Cause Analysis Tracing", "explanation")}
	assert code in texts(found)
	assert _with_row(code, answer=answer, explanation="有说明") == []


def test_the_open_question_has_no_yes_or_no():
	assert fields_of(_with_row("T4-5", answer="Yes")) == {("Root Cause Analysis Tracing", "answer")}


def test_a_question_outside_the_catalogue_is_refused():
	record = complete_record()
	rows = (*record.analysis.tracings, Tracing(question_code="T9-1", answer="Yes"))
	found = causes.check_analysis(with_analysis(record, tracings=rows).analysis)
	assert fields_of(found) == {("Root Cause Analysis Tracing", "question_code")}


@pytest.mark.parametrize(("index", "word"), [(0, "direct"), (1, "root")])
def test_one_direct_and_one_root_cause_are_needed(index, word):
	record = complete_record()
	kept = tuple(c for n, c in enumerate(record.analysis.causes) if n != index)
	found = causes.check_analysis(with_analysis(record, causes=kept).analysis)
	assert f"No {word} cause" in texts(found)


@pytest.mark.parametrize(
	("fieldname", "values"),
	[
		("description", {"description": ""}),
		("dimension", {"dimension": ""}),
		("failing", {"failing": ""}),
		("aspect_other", {"aspect_rules": False, "aspect_procedures": False}),
		("question_code", {"question_code": "X1"}),
	],
)
def test_taking_one_fact_out_of_a_cause_names_it(fieldname, values):
	record = complete_record()
	rows = (record.analysis.causes[0], replace(record.analysis.causes[1], **values))
	found = causes.check_analysis(with_analysis(record, causes=rows).analysis)
	assert fields_of(found) == {("Root Cause Analysis Cause", fieldname)}
	assert (found[0].row, found[0].name) == (2, "cause-2")


def test_a_direct_cause_need_not_say_what_was_failing_and_other_aspects_count():
	cause = Cause.from_mapping({**CAUSES[0], "aspect_operation": 0, "aspect_site_management": 0})
	record = complete_record()
	rows = (replace(cause, aspect_other="外部施工"), record.analysis.causes[1])
	assert causes.check_analysis(with_analysis(record, causes=rows).analysis) == []


def test_unexamined_aspects_are_named_until_a_reason_is_given():
	record = complete_record()
	assert causes.unexamined_aspects(record.analysis) == (
		"Technical Design",
		"Safety Investment",
		"Safety Training",
		"Labour Organisation",
		"Equipment and Facilities",
	)
	found = causes.check_analysis(with_analysis(record, unexamined_aspects_reason="").analysis)
	assert fields_of(found) == {("Root Cause Analysis", "unexamined_aspects_reason")}
	assert "Safety Training" in texts(found)


def test_the_inherent_safety_conclusion_needs_a_reason_and_follows_the_answer():
	record = complete_record()
	found = causes.check_analysis(with_analysis(record, inherent_safety_conclusion="").analysis)
	assert fields_of(found) == {("Root Cause Analysis", "inherent_safety_conclusion")}
	found = causes.check_analysis(with_analysis(record, inherent_safety_reason="").analysis)
	assert fields_of(found) == {("Root Cause Analysis", "inherent_safety_reason")}
	found = causes.check_analysis(with_analysis(record, inherent_safety_conclusion="Not Feasible").analysis)
	assert fields_of(found) == {("Root Cause Analysis", "inherent_safety_conclusion")}
