"""Official papers without Frappe: what each lacks, what it says of a day that has passed, and whom it does not name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import COUNTY, TODAY, coal, major, put

from hazard_governance.domain.facts import (
	FACTS,
	CaseExtension,
	CasePause,
	CaseUrging,
	HazardRecord,
	SupervisionCase,
)
from hazard_governance.domain.papers import (
	cause_form,
	extensions,
	major_report,
	resumption,
	supervision_letters,
)
from hazard_governance.domain.papers.model import Source
from hazard_governance.domain.papers.parts import masked, suspended_on
from hazard_governance.domain.papers.registry import PAPERS
from hazard_governance.domain.papers.supervision_letters import as_it_stood
from hazard_governance.domain.supervision_terms import deadline

CASE = SupervisionCase(
	name="SC-9",
	kind="Listed",
	authority=COUNTY,
	level="County",
	letter_no="甲安督字〔2026〕3号",
	issued_on=date(2026, 11, 2),
	signatory="钱主任",
	leader="钱主任",
	requirements="更换线路",
	due_on=date(2026, 12, 20),
	original_due=date(2026, 11, 10),
	report_every_days=7,
	status="In Force",
	extensions=(
		CaseExtension(
			name="ext-1",
			idx=1,
			applied_on=date(2026, 11, 8),
			reason="备件未到",
			interim_controls="停用罐区",
			new_due=date(2026, 11, 30),
			decision="Granted",
			days=20,
			decided_on=date(2026, 11, 9),
			remarks="属实",
			letter_no="甲安督字〔2026〕5号",
		),
		CaseExtension(
			name="ext-2",
			idx=2,
			applied_on=date(2026, 11, 18),
			reason="备件仍未到",
			interim_controls="停用罐区",
			new_due=date(2026, 12, 20),
			decision="Granted",
			days=20,
			decided_on=date(2026, 11, 19),
			remarks="属实",
			letter_no="甲安督字〔2026〕6号",
		),
	),
	urgings=(
		CaseUrging(
			name="urg-1", idx=1, urged_on=date(2026, 11, 13), kind="Supervision Letter", content="抓紧"
		),
		CaseUrging(name="urg-2", idx=2, urged_on=date(2026, 11, 14), kind="Telephone Call", content="抓紧"),
	),
)


def english(text: str, context: str = "") -> str:
	return text


def source(document, record=None, **values) -> Source:
	return Source(record or major(), document, TODAY, english, **values)


def lacks(paper) -> list[tuple[str, str]]:
	return [(item.doctype, item.fieldname) for item in paper.missing]


def text_of(paper) -> str:
	return repr(replace(paper, missing=()))


# --- supervision ---------------------------------------------------------------------------------------------------
def test_a_notice_that_holds_everything_is_final_and_keeps_its_first_deadline():
	paper = supervision_letters.notice(source(CASE))
	assert lacks(paper) == []
	assert "2026-11-10" in text_of(paper)
	assert "2026-12-20" not in text_of(paper)


@pytest.mark.parametrize("status", ["Proposed", "Not Adopted"])
def test_a_notice_nobody_confirmed_is_a_draft(status):
	assert lacks(supervision_letters.notice(source(replace(CASE, status=status)))) == [
		("Supervision Case", "status")
	]


def test_a_notice_says_what_is_the_matter_by_which_criterion_and_number():
	record = put(put(major(), "hazard.existing_condition", ""), "hazard.register_no", "")
	record = replace(record, criterion=None)
	assert lacks(supervision_letters.notice(source(CASE, record))) == [
		("Hazard", "existing_condition"),
		("Hazard", "criterion"),
		("Hazard", "register_no"),
	]


def test_an_urging_counts_what_was_overdue_on_its_day():
	"""The second extension came later: on 13 November the deadline was the 30th; without the first one, the 10th."""
	assert "overdue" not in text_of(supervision_letters.urging(source(CASE, row="urg-1")))
	late = supervision_letters.urging(source(replace(CASE, extensions=CASE.extensions[1:]), row="urg-1"))
	assert "On 2026-11-13 it was 3 days overdue." in text_of(late)
	assert lacks(late) == [("Supervision Case Urging", "letter_no")]


def test_a_telephone_call_leaves_no_letter():
	assert [name for name, _caption in supervision_letters.letters_of_urging(source(CASE))] == ["urg-1"]


def test_each_application_quotes_the_deadline_it_found():
	first, second = (extensions.application(source(CASE, row=row.name)) for row in CASE.extensions)
	assert "to be rectified by 2026-11-10" in text_of(first)
	assert "to be rectified by 2026-11-30" in text_of(second)
	assert lacks(first) == lacks(second) == []


def test_a_reply_moves_the_deadline_of_its_day_and_needs_its_number():
	paper = extensions.reply(source(CASE, row="ext-1"))
	assert "moved from 2026-11-10 to 2026-11-30" in text_of(paper)
	assert lacks(paper) == []
	unnumbered = put(CASE, "extensions.1.letter_no", "")
	assert lacks(extensions.reply(source(unnumbered))) == [("Supervision Case Extension", "letter_no")]


def test_a_pause_that_went_on_counts_up_to_the_day_looked_at():
	pause = CasePause(name="p-1", from_date=date(2026, 11, 5), to_date=date(2026, 11, 20))
	case = replace(CASE, extensions=(), pauses=(pause,))
	stood = as_it_stood(case, date(2026, 11, 6))
	assert deadline(stood, date(2026, 11, 6)).effective == date(2026, 11, 12)
	assert deadline(as_it_stood(case, date(2026, 11, 4)), date(2026, 11, 4)).effective == date(2026, 11, 10)


# --- the others -----------------------------------------------------------------------------------------------------
def test_a_first_report_needs_no_plan_and_a_full_one_does():
	record = put(major(), "hazard.authority_reports.0.plan", "")
	assert lacks(major_report.build(source(record.hazard, record))) == [("Hazard Authority Report", "plan")]
	record = put(record, "hazard.authority_reports.0.kind", "First")
	assert lacks(major_report.build(source(record.hazard, record))) == []


def test_a_report_shows_measures_as_they_stood_when_it_was_sent():
	record = major()
	sent = record.hazard.authority_reports[0].sent_at.date()
	assert record.plan.measures[0].done_on > sent
	assert str(record.plan.measures[0].done_on) not in text_of(
		major_report.build(source(record.hazard, record))
	)


def test_a_hazard_that_was_never_reported_has_a_draft_naming_the_report():
	record = put(major(), "hazard.authority_reports", ())
	paper = major_report.build(source(record.hazard, record))
	assert {"sent_at", "status_and_cause", "harm_and_difficulty", "plan"} <= {
		name for _d, name in lacks(paper)
	}


def test_the_analysis_shows_every_question_even_those_without_a_row():
	record = put(major(), "analysis.tracings", major().analysis.tracings[:3])
	paper = cause_form.build(source(record.analysis, record))
	assert ("Root Cause Analysis", "tracings") in lacks(paper)
	assert all(f"T{number}-1" in text_of(paper) for number in range(1, 9))


def test_a_coal_mine_resumes_with_the_whole_chain_and_another_without():
	record = coal()
	(doc,) = record.suspensions
	examined = replace(doc, status="Examined", mine_safety_document="", resumed_on=None)
	fields = [name for _doctype, name in lacks(resumption.opinion(source(examined, record)))]
	assert fields == ["mine_safety_document", "status", "status"]
	elsewhere = put(record, "sector.is_coal", False)
	assert lacks(resumption.opinion(source(replace(examined, is_coal=False), elsewhere))) == []
	assert lacks(resumption.opinion(source(doc, record))) == []
	unnumbered = resumption.opinion(source(replace(doc, examination_no=""), record))
	assert lacks(unnumbered) == [("Production Suspension", "examination_no")]


def test_a_failed_examination_is_an_opinion_too_and_says_no():
	record = coal()
	failed = replace(record.suspensions[0], status="Examined", examination_result="Fail", resumed_on=None)
	paper = resumption.opinion(source(failed, record))
	assert lacks(paper) == []
	assert "Production stays suspended" in text_of(paper)


def test_a_suspension_is_in_force_from_its_first_day_to_the_day_before_it_ends():
	record = coal()
	(row,) = record.suspensions
	on = lambda day: bool(suspended_on(source(row, record), day))  # noqa: E731
	assert on(row.from_at.date())
	assert not on(row.resumed_on)
	assert not on(date(2026, 10, 1))


def test_masking_reaches_every_part_of_a_paper():
	case = replace(CASE, requirements="按赵六举报整改", leader="赵六")
	paper = supervision_letters.notice(source(case))
	assert "赵六" in text_of(paper)
	assert "赵六" not in text_of(masked(paper, frozenset({"赵六"})))
	assert masked(paper, frozenset()) is paper


@pytest.mark.parametrize("key", sorted(PAPERS))
def test_a_paper_of_a_bare_record_is_a_draft_that_names_fields(key):
	"""Nothing is filled in: no paper breaks, and each says what it lacks."""
	spec = PAPERS[key]
	# a referral is of one of two procedures from its first moment
	chosen = {"kind": "Discipline Inspection"} if spec.doctype == "Case Referral" else {}
	document = FACTS[spec.doctype](**chosen)
	paper = spec.build(Source(HazardRecord(), document, TODAY, english))
	assert paper.is_draft
	assert all(item.doctype and item.fieldname and item.message for item in paper.missing)
