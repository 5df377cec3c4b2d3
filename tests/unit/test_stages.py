"""The gates in front of the stages: each names what is missing, and nothing passes one that is not satisfied."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime
from itertools import pairwise

import pytest
from builders import CHECK, COUNTY, TODAY, coal, general, major, put, sole_operator
from hypothesis import given, settings
from hypothesis import strategies as st
from oversight import sham_decided
from required_facts import ACCEPTANCE, CASES, MAJOR_FACTS, PLAN

from hazard_governance.domain import stages
from hazard_governance.domain.facts import FACTS, HazardRecord, ImmediateMeasure, StageLog, Verification
from hazard_governance.domain.vocabulary import (
	ACCEPTED,
	CLOSED_OUT,
	FILED,
	PENDING_ACCEPTANCE,
	RECTIFYING,
	REGISTERED,
	WITHDRAWN,
)

FORWARD = stages.PATH[1:]


def named(found) -> set[tuple[str, str]]:
	return {(deficiency.doctype, deficiency.fieldname) for deficiency in found}


def failing(record: HazardRecord) -> set[str]:
	return {stage for stage in FORWARD if stages.gate(stage, record, TODAY)}


# the third step's facts are asked again by Filed, which wants the step Immediate Rectification complete
def expected_gates(gate: str) -> set[str]:
	return {gate, FILED} if gate in (PENDING_ACCEPTANCE, ACCEPTED) else {gate}


@pytest.mark.parametrize("build", [major, coal, lambda: sole_operator(major())])
def test_a_complete_major_record_passes_every_gate(build):
	assert failing(build()) == set()
	assert stages.final_stage(build()) == FILED


@pytest.mark.parametrize(
	"build", [general, lambda: general("Self-Inspection"), lambda: sole_operator(general())]
)
def test_a_complete_general_record_passes_every_gate_up_to_close_out_and_ends_there(build):
	record = build()
	assert failing(record) == {FILED}
	assert stages.final_stage(record) == CLOSED_OUT
	assert stages.gate(FILED, record, TODAY)[0].text.startswith("A general hazard ends at Closed Out")


@pytest.mark.parametrize(("build", "path", "value", "gate", "field"), CASES)
def test_one_fact_taken_out_fails_its_gate_alone_and_is_named(build, path, value, gate, field):
	whole = build()
	record = put(whole, path, value)
	assert field in named(stages.gate(gate, record, TODAY))
	assert failing(record) - failing(whole) == expected_gates(gate) - failing(whole)


@pytest.mark.parametrize(("build", "path", "value", "gate", "field"), CASES)
def test_every_deficiency_is_a_sentence_that_can_be_filled_in(build, path, value, gate, field):
	for deficiency in stages.gate(gate, put(build(), path, value), TODAY):
		assert deficiency.text.endswith((".", "”"))
		assert "{" not in deficiency.text
		assert deficiency.fieldname in {field.name for field in fields(FACTS[deficiency.doctype])}


def test_a_gate_names_everything_at_once():
	record = put(
		put(put(major(), "plan.goals", ""), "hazard.public_postings.0.photo", ""), "plan.deliverable", ""
	)
	assert named(stages.gate(PENDING_ACCEPTANCE, record, TODAY)) == {
		(PLAN, "goals"),
		(PLAN, "deliverable"),
		("Hazard Public Posting", "photo"),
	}


# --- moves ---------------------------------------------------------------------------------------------------
PAIRS = [(a, b) for a in stages.STAGES for b in stages.STAGES if a != b]


@pytest.mark.parametrize("pair", PAIRS)
def test_every_pair_of_stages(pair):
	"""On a complete record: forward (skipping or not) is open, back needs a reason, everything else is refused."""
	record, (source, target) = major(), pair
	without = stages.check_move(source, target, record, TODAY)
	with_reason = stages.check_move(source, target, record, TODAY, reason="复查发现未整改到位")
	if stages.stages_between(source, target):
		assert without == with_reason == []
	elif source == FILED and target == RECTIFYING:
		assert named(with_reason) == {("Hazard", "stage")}
		assert stages.check_move(source, target, sham_decided(record), TODAY, "虚假整改") == []
		assert named(stages.check_move(source, target, sham_decided(record), TODAY)) == {
			("Hazard", "return_reason")
		}
	elif pair in stages.MOVES and stages.MOVES[pair].back:
		assert named(without) == {("Hazard", "return_reason")}
		assert with_reason == []
	elif target == WITHDRAWN and source != FILED:
		assert named(with_reason) == {("Hazard Verification", "outcome")}
	else:
		assert with_reason[0].text == f"A hazard cannot go from {source} to {target}."


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if stages.stages_between(*pair)])
def test_an_empty_record_goes_nowhere(pair):
	assert stages.check_move(*pair, HazardRecord.build(), TODAY, reason="x")


def test_skipped_stages_ask_every_gate_in_between():
	record = put(put(major(), "plan.goals", ""), "acceptances.1.verdict", "Fail")
	found = named(stages.check_move(RECTIFYING, CLOSED_OUT, record, TODAY))
	assert {(PLAN, "goals"), (ACCEPTANCE, "verdict")} <= found


def test_staying_is_no_move_and_an_unknown_stage_is_refused():
	assert stages.check_move(ACCEPTED, ACCEPTED, HazardRecord.build(), TODAY) == []
	assert stages.check_move(ACCEPTED, "Somewhere", major(), TODAY)


# no funds and the tick that none are needed are each wrong alone and right together; so are a day left out and an
# earlier one; and who did the work, and so neither judges it nor concludes, is known from the plan only
DEPENDENT = ("no_funds", "hazard.found_on", "team.0.user", "acceptances.0.decided_by")
INDEPENDENT = [index for index, fact in enumerate(MAJOR_FACTS) if not fact[0].endswith(DEPENDENT)]


@given(
	sequence=st.lists(
		st.one_of(
			st.tuples(st.just("fact"), st.sampled_from(INDEPENDENT)),
			st.tuples(st.just("move"), st.sampled_from(stages.STAGES)),
		),
		max_size=12,
	)
)
@settings(max_examples=150, deadline=None)
def test_no_sequence_of_actions_passes_a_gate_that_is_not_satisfied(sequence):
	"""Facts are taken out and given back, moves tried in any order; the table of facts above is the judge."""
	stage, taken = REGISTERED, set()
	for action, what in sequence:
		if action == "fact":
			taken ^= {what}
			continue
		record = major()
		for index in sorted(taken, key=lambda index: -len(MAJOR_FACTS[index][0])):
			record = _take(record, index)
		blocked = set().union(*(expected_gates(MAJOR_FACTS[index][2]) for index in taken))
		entered = stages.stages_between(stage, what)
		found = stages.check_move(stage, what, record, TODAY)
		if entered:
			assert bool(found) == bool(blocked & set(entered))
		elif what != stage:
			assert found  # back without a reason, withdrawn without a verification, or off the table
		if not found:
			stage = what


def _take(record: HazardRecord, index: int) -> HazardRecord:
	path, value, _gate, _field = MAJOR_FACTS[index]
	try:
		return put(record, path, value)
	except (TypeError, IndexError, AttributeError):
		return record  # the row or document it lies in is taken out already


# --- nobody waits for an office --------------------------------------------------------------------------------
def of_the_authority_taken_out(record: HazardRecord) -> HazardRecord:
	"""The record as it is while every office sleeps: no verification, number, receipt or check."""
	hazard = replace(record.hazard, verification="Pending", register_no="", verified_by_authority="")
	return replace(
		record, hazard=hazard, verifications=(), acceptances=record.acceptances[:1], suspensions=(), cases=()
	)


@pytest.mark.parametrize("build", [major, coal, general])
def test_a_late_officer_never_stops_the_work_of_the_enterprise(build):
	record = of_the_authority_taken_out(build())
	for source, target in zip(stages.PATH, stages.PATH[1:4], strict=False):
		assert stages.check_move(source, target, record, TODAY) == []


@pytest.mark.parametrize("build", [general, major, coal])
def test_no_deadlock_from_the_first_minute_to_the_end(build):
	"""Walked one stage at a time, each with only the facts that the stages before could have produced."""
	whole = build()
	path = stages.PATH[: stages.PATH.index(stages.final_stage(whole)) + 1]
	for source, target in pairwise(path):
		record = put(_as_of(whole, source), "hazard.stage", source)
		assert stages.check_move(source, target, record, TODAY) == [], (source, target)


def _as_of(record: HazardRecord, stage: str) -> HazardRecord:
	done = stages.PATH.index(stage)
	if done < stages.PATH.index(CLOSED_OUT):
		record = replace(record, analysis=None, actions=(), source_governance=None, report=None)
	if done < stages.PATH.index(ACCEPTED):
		record = of_the_authority_taken_out(record)
	if done < stages.PATH.index(PENDING_ACCEPTANCE):
		record = replace(record, acceptances=())
	if done < stages.PATH.index(RECTIFYING):
		first = ImmediateMeasure(name="im-1", measure="断电撤人", taken_by="赵班长")
		hazard = replace(
			record.hazard, immediate_measures=(first,), public_postings=(), authority_reports=(), place=""
		)
		record = replace(record, hazard=hazard, plan=None)
	return record


@pytest.mark.parametrize("planned", [True, False])
def test_rectifying_asks_for_a_first_measure_and_nothing_else(planned):
	nothing = HazardRecord.build()
	assert named(stages.gate(RECTIFYING, nothing, TODAY)) == {("Hazard", "immediate_measures")}
	first = {"measure": "撤人"}
	begun = (
		HazardRecord.build(plan={"measures": [first]})
		if planned
		else HazardRecord.build(hazard={"immediate_measures": [first]})
	)
	assert stages.gate(RECTIFYING, begun, TODAY) == []


def test_a_major_hazard_removed_on_the_spot_needs_no_measure_beside_the_immediate_one():
	plan = replace(major().plan, measures=(), removed_on_the_spot=True)
	record = replace(major(), plan=plan)
	assert stages.gate(PENDING_ACCEPTANCE, record, TODAY) == []
	planned_only = put(record, "plan.removed_on_the_spot", False)
	assert (PLAN, "measures") in named(stages.gate(PENDING_ACCEPTANCE, planned_only, TODAY))


# --- class -----------------------------------------------------------------------------------------------------
def test_calling_a_major_hazard_general_does_not_leave_the_strict_path():
	record = put(put(general(), "hazard.needs_suspension", True), "hazard.needs_time", True)
	assert (PLAN, "hazard") in named(stages.gate(PENDING_ACCEPTANCE, record, TODAY))
	assert stages.final_stage(record) == FILED
	verified = put(record, "hazard.verification", "Verified")
	assert stages.gate(PENDING_ACCEPTANCE, verified, TODAY) == []


def test_a_setting_takes_general_hazards_through_all_steps():
	record = put(general(), "settings.general_needs_analysis", True)
	assert stages.final_stage(record) == FILED
	assert ("Root Cause Analysis", "hazard") in named(stages.gate(FILED, record, TODAY))


# --- close-out -------------------------------------------------------------------------------------------------
def test_a_general_hazard_that_the_enterprise_found_needs_no_check_unless_it_is_listed():
	record = general("Self-Inspection")
	assert stages.gate(CLOSED_OUT, record, TODAY) == []
	listed = replace(record, cases=(replace(coal().cases[0], status="In Force"),))
	assert {(ACCEPTANCE, "authority"), ("Supervision Case", "status")} <= named(
		stages.gate(CLOSED_OUT, listed, TODAY)
	)
	failed = {**CHECK, "verdict": "Fail", "new_due": "2026-12-01", "findings": []}
	checked = replace(
		record, acceptances=(*record.acceptances, *HazardRecord.build(acceptances=[failed]).acceptances)
	)
	assert (ACCEPTANCE, "verdict") in named(stages.gate(CLOSED_OUT, checked, TODAY))


def test_a_departmental_case_does_not_block_close_out():
	record = put(coal(), "cases.0.kind", "Departmental")
	record = put(put(record, "cases.0.status", "In Force"), "acceptances.1.authority", COUNTY)
	assert stages.gate(CLOSED_OUT, record, TODAY) == []


def test_an_ordinary_mine_free_suspension_needs_neither_mine_safety_nor_government():
	record = put(coal(), "sector.is_coal", False)
	for fieldname in ("mine_safety_authority", "mine_safety_document", "government_head", "department_head"):
		record = put(record, f"suspensions.0.{fieldname}", "")
	assert stages.gate(CLOSED_OUT, record, TODAY) == []


# --- going back ------------------------------------------------------------------------------------------------
def returned(record: HazardRecord, at: datetime) -> HazardRecord:
	log = StageLog(from_stage=PENDING_ACCEPTANCE, to_stage=RECTIFYING, changed_at=at)
	return put(record, "hazard.stage_log", (log,))


def test_after_a_return_an_older_evaluation_no_longer_counts():
	later = returned(major(), datetime(2026, 11, 14))
	assert named(stages.gate(ACCEPTED, later, TODAY)) == {(ACCEPTANCE, "hazard")}
	assert stages.gate(ACCEPTED, returned(major(), datetime(2026, 11, 10)), TODAY) == []


def test_after_a_failed_evaluation_the_way_back_sets_a_new_date():
	failed = put(major(), "acceptances.0.verdict", "Fail")
	assert stages.gate(ACCEPTED, failed, TODAY)[0].text == (
		"The acceptance evaluation RA-1 failed. Return the hazard to rectification with a new date."
	)
	back = stages.check_move(PENDING_ACCEPTANCE, RECTIFYING, failed, TODAY, reason="线路未换完")
	assert named(back) == {(ACCEPTANCE, "new_due")}
	dated = put(failed, "acceptances.0.new_due", date(2026, 12, 1))
	assert stages.check_move(PENDING_ACCEPTANCE, RECTIFYING, dated, TODAY, reason="线路未换完") == []
	assert stages.new_due_on_return(dated) == date(2026, 12, 1)
	assert stages.new_due_on_return(major()) is None


def test_a_later_passed_evaluation_outweighs_a_failed_one():
	first = replace(major().acceptances[0], name="RA-0", verdict="Fail", decided_at=datetime(2026, 11, 12, 9))
	record = replace(major(), acceptances=(first, *major().acceptances))
	assert stages.gate(ACCEPTED, record, TODAY) == []


# --- withdrawn -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("outcome", ["Not True", "Duplicate"])
@pytest.mark.parametrize("stage", stages.PATH[:-1])
def test_withdrawn_rests_on_the_verification_decided_last(outcome, stage):
	finding = Verification(
		name="HV-2", outcome=outcome, status="Decided", decided_at=datetime(2026, 11, 5), authority=COUNTY
	)
	record = replace(major(), verifications=(*major().verifications, finding))
	assert stages.check_move(stage, WITHDRAWN, record, TODAY) == []
	confirmed_again = replace(finding, name="HV-3", outcome="Confirmed", decided_at=datetime(2026, 11, 6))
	record = replace(record, verifications=(*record.verifications, confirmed_again))
	assert stages.check_move(stage, WITHDRAWN, record, TODAY)
	draft = replace(major(), verifications=(replace(finding, status="Draft"),))
	assert stages.check_move(stage, WITHDRAWN, draft, TODAY)
