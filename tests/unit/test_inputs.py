"""What no save lets pass: impossible dates, funds that contradict themselves, fields made necessary by others."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import facts
from hazard_governance.domain.inputs import CHECKS, input_errors

TODAY = date(2026, 6, 15)
FOUND = date(2026, 6, 1)
HAZARD = facts.Hazard(name="HZ-1", found_on=datetime(2026, 6, 1, 23, 30))
MEASURE = facts.RemediationPlanMeasure(
	idx=1, measure="Clean", responsible_person="Li", funds=1.0, deadline=date(2026, 7, 1), contingency="Stop"
)
ITEM = facts.SourceGovernancePlanItem(
	idx=1, measure="Clean", responsible_person="Li", funds=1.0, deadline=date(2026, 7, 1), contingency="Stop"
)
GOOD = {
	"analysis": facts.RootCauseAnalysis(analysed_on=TODAY),
	"action": facts.AccountabilityAction(
		measures=(facts.AccountabilityActionMeasure(idx=1, executed_on=TODAY),)
	),
	"plan": facts.RemediationPlan(measures=(MEASURE,), plan_start=FOUND, plan_end=date(2026, 7, 1)),
	"suspension": facts.ProductionSuspension(from_at=datetime(2026, 6, 2), applied_on=TODAY),
	"acceptance": facts.RectificationAcceptance(accepted_on=TODAY),
	"source": facts.SourceGovernancePlan(items=(ITEM,), sweep_found=2, sweep_removed=2),
	"report": facts.RectificationReport(filed_on=TODAY),
	"verification": facts.Verification(site_visited_on=TODAY, rectification_due=FOUND),
	"case": facts.SupervisionCase(issued_on=TODAY, due_on=date(2026, 7, 1)),
	"referral": facts.CaseReferral(kind="Discipline Inspection", issued_on=TODAY),
	"look-back": facts.FollowUpInspection(inspected_on=TODAY),
	"enforcement": facts.EnforcementDecision(
		visited_at=datetime(2026, 5, 31, 9),
		penalties=(
			facts.EnforcementPenalty(idx=1, amount=1.0, decided_on=FOUND, served_on=TODAY, daily_from=FOUND),
		),
	),
}


def errors(document: facts.Facts) -> list[tuple[str, str]]:
	return [(found.doctype, found.fieldname) for found in input_errors(document, HAZARD, TODAY)]


@pytest.mark.parametrize("name", GOOD)
def test_possible_input_passes(name):
	assert errors(GOOD[name]) == []


def test_every_step_document_with_dates_is_checked():
	assert set(CHECKS) == {type(document) for document in GOOD.values()}


@pytest.mark.parametrize(
	("name", "fieldname"),
	[
		("analysis", "analysed_on"),
		("acceptance", "accepted_on"),
		("report", "filed_on"),
		("source", "sweep_done_on"),
		("source", "evaluated_on"),
		("referral", "issued_on"),
		("look-back", "inspected_on"),
	],
)
def test_a_day_lies_between_the_find_and_today_both_included(name, fieldname):
	for day, expected in (
		(FOUND - timedelta(days=1), 1),
		(FOUND, 0),
		(TODAY, 0),
		(TODAY + timedelta(days=1), 1),
	):
		found = errors(replace(GOOD[name], **{fieldname: day}))
		assert [field for _doctype, field in found] == [fieldname] * expected, day


@given(
	st.floats(-5, 5, allow_nan=False).map(lambda value: round(value, 2)),
	st.booleans(),
	st.sampled_from([MEASURE, ITEM]),
)
def test_funds_are_positive_or_declared_not_needed_never_both(funds, no_funds, row):
	row = replace(row, funds=funds, no_funds=no_funds)
	document = (
		facts.RemediationPlan(measures=(row,))
		if isinstance(row, facts.RemediationPlanMeasure)
		else facts.SourceGovernancePlan(items=(row,))
	)
	allowed = (funds > 0) != no_funds and funds >= 0
	assert errors(document) == ([] if allowed else [(row.DOCTYPE, "funds")])


def test_a_deadline_on_the_day_found_is_allowed_the_day_before_is_not():
	for day, expected in ((FOUND, []), (FOUND - timedelta(days=1), [(MEASURE.DOCTYPE, "deadline")])):
		assert errors(facts.RemediationPlan(measures=(replace(MEASURE, deadline=day),))) == expected


def test_a_row_is_named_by_its_number():
	plan = facts.RemediationPlan(measures=(MEASURE, replace(MEASURE, idx=2, funds=-1.0)))
	(found,) = input_errors(plan, HAZARD, TODAY)
	assert (found.row, found.fieldname) == (2, "funds")
	assert "negative" in found.text


def test_a_question_takes_its_own_answers_only():
	analysis = facts.RootCauseAnalysis(tracings=(facts.Tracing(question_code="T4-5", answer="Yes"),))
	(found,) = input_errors(analysis, HAZARD, TODAY)
	assert (found.doctype, found.fieldname, found.row) == ("Root Cause Analysis Tracing", "answer", 1)


def test_fields_that_another_field_makes_necessary():
	assert errors(facts.ProductionSuspension(ordered_by="Authority")) == [
		("Production Suspension", "authority")
	]
	assert errors(facts.RectificationAcceptance(level="Authority Check", verdict="Fail")) == [
		("Rectification Acceptance", "authority"),
		("Rectification Acceptance", "new_due"),
	]
	assert errors(facts.SourceGovernancePlan(standards_conclusion="No Revision Needed")) == [
		("Source Governance Plan", "standards_reason")
	]


def test_a_new_deadline_is_after_the_failed_acceptance():
	for day, expected in ((TODAY, 1), (TODAY + timedelta(days=1), 0)):
		doc = facts.RectificationAcceptance(verdict="Fail", accepted_on=TODAY, new_due=day)
		assert len(errors(doc)) == expected


def test_counts_of_the_sweep():
	assert errors(facts.SourceGovernancePlan(sweep_found=-1)) == [("Source Governance Plan", "sweep_found")]
	assert errors(facts.SourceGovernancePlan(sweep_found=1, sweep_removed=2)) == [
		("Source Governance Plan", "sweep_removed")
	]


def test_rows_of_a_case_have_possible_days():
	late = TODAY + timedelta(days=1)
	case = facts.SupervisionCase(
		progress=(facts.CaseProgress(idx=1, reported_on=late),),
		urgings=(facts.CaseUrging(idx=1, urged_on=FOUND - timedelta(days=1)),),
		extensions=(facts.CaseExtension(idx=1, applied_on=TODAY, decided_on=FOUND),),
		issued_on=TODAY,
		due_on=FOUND,
	)
	assert sorted(errors(case)) == [
		("Supervision Case", "due_on"),
		("Supervision Case Extension", "decided_on"),
		("Supervision Case Progress", "reported_on"),
		("Supervision Case Urging", "urged_on"),
	]


def test_an_unfinished_document_of_an_undated_hazard_is_no_error():
	for document in GOOD.values():
		assert input_errors(type(document)(), facts.Hazard(), TODAY) == []


def test_a_verification_visits_before_today_and_sets_no_deadline_before_the_find():
	late = replace(GOOD["verification"], site_visited_on=TODAY + timedelta(days=1))
	assert errors(late) == [("Hazard Verification", "site_visited_on")]
	early = replace(GOOD["verification"], rectification_due=FOUND - timedelta(days=1))
	assert errors(early) == [("Hazard Verification", "rectification_due")]


def test_progress_is_not_reported_every_minus_three_days():
	case = replace(GOOD["case"], report_every_days=-3)
	assert errors(case) == [("Supervision Case", "report_every_days")]


@pytest.mark.parametrize(
	("values", "fieldname"),
	[
		({"amount": -1.0}, "amount"),
		({"decided_on": date(2026, 6, 16)}, "decided_on"),
		({"served_on": date(2026, 6, 16)}, "served_on"),
		({"decided_on": date(2026, 5, 31)}, "decided_on"),
		({"decided_on": date(2026, 6, 10), "served_on": date(2026, 6, 9)}, "served_on"),
		({"daily_from": date(2026, 6, 10), "daily_until": date(2026, 6, 9)}, "daily_until"),
	],
)
def test_days_and_amount_of_a_penalty_are_possible(values, fieldname):
	row = replace(facts.EnforcementPenalty(idx=1), **values)
	found = errors(facts.EnforcementDecision(penalties=(row,)))
	assert found == [("Enforcement Decision Penalty", fieldname)]
	visit = facts.EnforcementDecision(visited_at=datetime(2026, 6, 16, 0, 1))
	assert errors(visit) == [("Enforcement Decision", "visited_at")]
