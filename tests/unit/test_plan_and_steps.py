"""The plan prefilled from what was done, who checks, and how far the five steps are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from builders import BUREAU, CITY, COUNTY, TODAY, coal, general, major, put, sole_operator

from hazard_governance.domain import acceptance, steps
from hazard_governance.domain.authority_report import check_full_report, unreceipted
from hazard_governance.domain.facts import HazardRecord, RemediationPlan
from hazard_governance.domain.plan import check_plan, check_six_parts, funds_message, prefill_six_parts
from hazard_governance.domain.posting import check_posting


def fields_of(found) -> list[str]:
	return [deficiency.fieldname for deficiency in found]


# --- plan ------------------------------------------------------------------------------------------------------
def test_the_six_parts_are_prefilled_from_the_measures_taken():
	record = sole_operator(major())
	parts = {name: "\n".join(p.text for p in phrases) for name, phrases in prefill_six_parts(record).items()}
	assert parts["goals"] == "Remove the hazard “可燃气体报警器断电” at 1号罐区."
	assert parts["methods"] == "切断作业面电源并撤人"
	assert parts["organisation"] == "Principal person in charge: 钱总. Carried out by: 钱总."
	assert parts["time_limits"] == "Rectified at once; finished at 2026-11-01 09:00:00."
	plan = RemediationPlan.from_mapping(
		{**parts, "removed_on_the_spot": 1, "third_party_name": "x", "deliverable": "y"}
	)
	assert check_six_parts(plan) == []
	assert check_plan(plan, record) == []


def test_nothing_done_prefills_no_method_and_the_plan_says_so():
	record = put(major(), "hazard.immediate_measures", ())
	parts = {name: "".join(p.text for p in phrases) for name, phrases in prefill_six_parts(record).items()}
	plan = RemediationPlan.from_mapping(
		{**parts, "removed_on_the_spot": 1, "third_party_name": "x", "deliverable": "y"}
	)
	assert fields_of(check_plan(plan, record)) == ["methods", "measures"]


@pytest.mark.parametrize(
	("funds", "no_funds", "words"),
	[
		(1.5, False, ""),
		(0, True, ""),
		(0, False, "has no funds"),
		(-1, False, "negative"),
		(1, True, "needing none"),
	],
)
def test_nothing_counts_as_funds_only_when_said_so(funds, no_funds, words):
	message = funds_message(funds, no_funds)
	assert (words in message) if words else message == ""


def test_a_deadline_on_the_day_found_is_allowed():
	record = put(major(), "plan.measures.0.deadline", date(2026, 11, 1))
	assert check_plan(record.plan, record) == []


@pytest.mark.parametrize("weak", [True, False])
def test_only_a_technically_weak_enterprise_needs_a_third_party(weak):
	record = put(major(), "enterprise.technically_weak", weak)
	plan = replace(record.plan, third_party_name="", deliverable="")
	assert fields_of(check_plan(plan, record)) == (["third_party", "deliverable"] if weak else [])


def test_one_complete_posting_and_one_complete_report_suffice():
	record = major()
	hazard = record.hazard
	half_posting = replace(hazard.public_postings[0], photo="")
	assert check_posting(replace(hazard, public_postings=(half_posting, *hazard.public_postings))) == []
	first = replace(hazard.authority_reports[0], kind="First", plan="")
	half = replace(hazard.authority_reports[0], status_and_cause="")
	reports = (first, half, *hazard.authority_reports)
	assert check_full_report(put(record, "hazard.authority_reports", reports)) == []


def test_a_receipt_that_has_not_come_is_listed_and_blocks_nothing():
	record = major()
	assert [row.name for row in unreceipted(record)] == ["ar-1"]
	assert check_full_report(record) == []
	receipted = put(record, "hazard.authority_reports.0.received_at", datetime(2026, 11, 4))
	assert unreceipted(receipted) == ()


# --- who checks ------------------------------------------------------------------------------------------------
def test_whoever_listed_the_hazard_checks_it_and_nobody_else():
	assert acceptance.checking_bodies(coal()) == (CITY,)
	by_county = replace(coal().acceptances[1], authority=COUNTY)
	found = acceptance.check_acceptance(by_county, coal(), TODAY)
	assert [d.text for d in found] == [
		f"The hazard is listed for supervision by {CITY}; {COUNTY} cannot check it in its place."
	]


def test_otherwise_whoever_verified_it_and_for_an_unverified_one_any_authority():
	assert acceptance.checking_bodies(major()) == (COUNTY,)
	found = acceptance.check_acceptance(replace(major().acceptances[1], authority=CITY), major(), TODAY)
	assert [d.text for d in found] == [
		f"The hazard was verified by {COUNTY}; {CITY} cannot check it in its place."
	]
	assert acceptance.checking_bodies(general()) == ()
	assert (
		acceptance.check_acceptance(replace(general().acceptances[1], authority=CITY), general(), TODAY) == []
	)


def test_two_bodies_that_listed_it_both_check():
	record = coal()
	both = replace(record, cases=(*record.cases, replace(record.cases[0], name="SC-2", authority=COUNTY)))
	found = acceptance.check_authority_passed(both, TODAY)
	assert [d.args for d in found] == [(COUNTY,)]
	not_adopted = put(both, "cases.1.status", "Not Adopted")
	assert acceptance.check_authority_passed(not_adopted, TODAY) == []


@pytest.mark.parametrize(
	("level", "expected"), [("County", "County"), ("City", "City"), ("Township", ""), ("", "")]
)
def test_the_report_is_filed_at_the_level_of_the_body_that_checks(level, expected):
	authorities = {**major().authorities, COUNTY: replace(major().authorities[COUNTY], level=level)}
	assert acceptance.filing_level(replace(major(), authorities=authorities)) == expected
	assert BUREAU in authorities


def test_an_evaluation_covers_every_measure_with_a_passed_finding():
	record = major()
	short = replace(record.acceptances[0], findings=record.acceptances[0].findings[:1])
	found = acceptance.check_acceptance(short, record, TODAY)
	assert [d.text for d in found] == ["There is no finding on the measure “更换供电线路”. Add one."]
	failed = replace(short, verdict="Fail", new_due=date(2026, 12, 1))
	assert acceptance.check_acceptance(failed, record, TODAY) == []
	undated = replace(failed, new_due=None)
	assert fields_of(acceptance.check_acceptance(undated, record, TODAY)) == ["new_due"]
	institute = replace(record.acceptances[0], evaluation_method="Qualified Institution")
	assert fields_of(acceptance.check_acceptance(institute, record, TODAY)) == ["institution"]


# --- five steps ------------------------------------------------------------------------------------------------
def statuses(record: HazardRecord) -> dict[str, str]:
	return {step: state.status for step, state in steps.five_steps(record, TODAY).items()}


def test_an_empty_record_has_not_started_and_a_complete_one_is_complete():
	assert set(statuses(put(HazardRecord.build(), "hazard.classification", "Major")).values()) == {
		"Not Started",
		"In Progress",
	}
	assert statuses(HazardRecord.build()) == dict.fromkeys(steps.STEPS, "Not Started")
	assert statuses(major()) == dict.fromkeys(steps.STEPS, "Complete")


@pytest.mark.parametrize(
	("path", "value", "step"),
	[
		("hazard.possible_harm", "", "description"),
		("analysis.status", "Draft", "cause_analysis"),
		("actions.0.status", "Decided", "accountability"),
		("hazard.public_postings", (), "immediate_rectification"),
		("acceptances.0.verdict", "Fail", "immediate_rectification"),
		("source_governance.status", "Approved", "source_governance"),
		("report.status", "Submitted", "source_governance"),
	],
)
def test_a_step_is_in_progress_while_anything_is_missing_and_only_that_step(path, value, step):
	states = steps.five_steps(put(major(), path, value), TODAY)
	assert {name for name, state in states.items() if state.missing} == {step}
	assert states[step].status == "In Progress"
	assert states[step].completed_on is None


def test_a_step_is_complete_on_the_day_of_its_document():
	record = put(major(), "analysis.decided_at", datetime(2026, 11, 9, 16))
	record = put(record, "report.decided_at", datetime(2026, 11, 18, 9))
	record = put(record, "hazard.step_description_on", date(2026, 11, 2))
	assert [state.completed_on for state in steps.five_steps(record, TODAY).values()] == [
		date(2026, 11, 2),  # stored when it was first seen complete
		date(2026, 11, 9),
		date(2026, 11, 16),  # the last measure executed
		date(2026, 11, 13),
		date(2026, 11, 18),
	]


def test_a_general_hazard_needs_neither_analysis_nor_source_governance():
	states = steps.five_steps(general(), TODAY)
	for step in (steps.CAUSE_ANALYSIS, steps.SOURCE_GOVERNANCE):
		assert (states[step].status, states[step].required, states[step].missing) == (
			"Not Started",
			False,
			(),
		)
	volunteered = replace(general(), analysis=replace(major().analysis, status="Draft"))
	state = steps.five_steps(volunteered, TODAY)[steps.CAUSE_ANALYSIS]
	assert (state.status, state.required, state.missing) == ("In Progress", False, ())


def test_immediate_measures_start_the_step_before_anything_is_described():
	record = HazardRecord.build(hazard={"immediate_measures": [{"measure": "撤人"}]})
	assert statuses(record)[steps.IMMEDIATE_RECTIFICATION] == "In Progress"
	assert statuses(record)[steps.DESCRIPTION] == "Not Started"
