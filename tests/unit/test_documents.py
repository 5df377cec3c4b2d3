"""Moves of the step documents, pair by pair, and the second person."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from builders import TODAY, coal, major, put, sole_operator
from oversight import look_back, referral, referred_record

from hazard_governance.domain import documents
from hazard_governance.domain.facts import (
	FACTS,
	EnforcementDecision,
	HazardRecord,
	HazardReturn,
	SupervisionCase,
)
from hazard_governance.domain.people import Person, did_the_work, names_in, person, self_approval
from hazard_governance.domain.suspension import CHAIN, allowed_to_resume, check_resumed, check_suspension

PAIRS = [
	(doctype, source, target)
	for doctype, statuses in documents.STATUSES.items()
	for source in statuses
	for target in statuses
	if source != target
]
CASE = {
	"name": "SC-1",
	"kind": "Departmental",
	"authority": "市安委办",
	"leader": "郑主任",
	"requirements": "限期整改",
	"due_on": "2026-12-01",
}

ENFORCEMENT = {
	"name": "ED-1",
	"authority": "市安委办",
	"measures_effective": "Yes",
	"production_continued": "No",
	"hidden": "No",
	"finding_grounds": "现场核查",
	"evidence": [{"name": "e-1", "about": "Effective Measures", "description": "现场照片"}],
	"computed_outcome": "Lenient",
	"chain_whole": 1,
	"decided_outcome": "Lenient",
	"penalty": "Exempted",
}


def complete(doctype: str, target: str = "") -> tuple[HazardRecord, object]:
	"""A record in which the document lacks nothing on its way to `target`, and that document; no stage rests on it yet."""
	record = put(coal(), "hazard.stage", "Withdrawn" if target == "Withdrawn" else "Accepted")
	document = {
		"Hazard Verification": record.verifications[0],
		"Root Cause Analysis": record.analysis,
		"Accountability Action": record.actions[0],
		"Remediation Plan": record.plan,
		"Production Suspension": record.suspensions[0],
		"Rectification Acceptance": record.acceptances[1],
		"Source Governance Plan": record.source_governance,
		"Rectification Report": record.report,
		"Supervision Case": SupervisionCase.from_mapping(CASE),
		"Enforcement Decision": EnforcementDecision.from_mapping(ENFORCEMENT),
		"Hazard Return": HazardReturn(
			unit_kind="County", authority="甲县安委办", month="2026-10", nil_confirmed=True
		),
		"Case Referral": referral(),
		"Follow-up Inspection": look_back("Superficial"),
	}[doctype]
	if doctype == "Case Referral":
		record = put(referred_record(), "hazard.stage", "Accepted")
	if doctype == "Remediation Plan":
		record = put(record, "hazard.stage", "Rectifying")
	if doctype == "Supervision Case":
		higher = SupervisionCase(name="SC-2", level="City", status="In Force", raised_from=document.name)
		record = replace(record, cases=(document, higher))
	return record, document


def check(doctype: str, source: str, target: str, reason: str = "", decider: str = "") -> list:
	record, document = complete(doctype, target)
	return documents.check_document_move(doctype, document, source, target, record, TODAY, reason, decider)


def fields_of(found) -> list[str]:
	return [deficiency.fieldname for deficiency in found]


@pytest.mark.parametrize(("doctype", "source", "target"), PAIRS)
def test_every_pair_of_statuses_of_a_complete_document(doctype, source, target):
	"""Forward is open, skipping or not; back needs a reason; everything else is refused."""
	move = documents.DOCUMENT_MOVES[doctype].get((source, target))
	line = documents.LINES[doctype]
	if move and move.kind == documents.BACK:
		assert fields_of(check(doctype, source, target)) == ["return_reason"]
		assert check(doctype, source, target, reason="须补充") == []
	elif move or (source in line and target in line and line.index(source) < line.index(target)):
		# in a coal mine nobody resumes straight after the examination
		assert check(doctype, source, target) == []
	else:
		found = check(doctype, source, target, reason="须补充")
		assert found[0].text == f"This document cannot go from {source} to {target}."


@pytest.mark.parametrize(("doctype", "source", "target"), PAIRS)
def test_an_empty_document_goes_no_way_that_asks_for_anything(doctype, source, target):
	empty = FACTS[doctype].from_mapping({"level": "Authority Check"})
	found = documents.check_document_move(
		doctype, empty, source, target, HazardRecord.build(), TODAY, "须补充"
	)
	move = documents.DOCUMENT_MOVES[doctype].get((source, target))
	free = {
		("Accountability Action", "Executed"),  # of no measure nothing is left to execute
		("Supervision Case", "Acceptance Requested"),  # asked for by whoever is ready
	}
	if move and (move.kind == documents.BACK or (doctype, target) in free):
		assert found == []
	else:
		assert found


def test_staying_is_no_move():
	assert check("Remediation Plan", "Draft", "Draft") == []


@pytest.mark.parametrize(
	("doctype", "stage"),
	[(doctype, stage) for doctype, stages in documents.RESTS_ON.items() for stage in stages],
)
def test_what_a_stage_rests_on_does_not_go_back(doctype, stage):
	record, document = complete(doctype)
	record = put(record, "hazard.stage", stage)
	for (source, target), move in documents.DOCUMENT_MOVES[doctype].items():
		if move.kind == documents.BACK:
			found = documents.check_document_move(doctype, document, source, target, record, TODAY, "须补充")
			assert found[0].text == (
				f"The hazard is {stage} and rests on this document. Return the hazard to rectification first."
			)


def test_a_jump_over_an_approval_is_an_approval():
	assert documents.skipping_move("Remediation Plan", "Draft", "Approved").kind == documents.APPROVAL
	assert documents.skipping_move("Supervision Case", "Proposed", "Delisted").kind == documents.WORK
	assert documents.skipping_move("Remediation Plan", "Draft", "Submitted") is None
	assert documents.skipping_move("Remediation Plan", "Approved", "Draft") is None


def test_a_jump_asks_what_the_skipped_statuses_ask():
	record, report = complete("Rectification Report")
	report = replace(report, lessons="", receipt_no="")
	found = documents.check_document_move("Rectification Report", report, "Draft", "Filed", record, TODAY)
	assert {"lessons", "receipt_no"} <= set(fields_of(found))


# --- the second person -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
	("prepared_by", "owner", "decider", "consented", "refused"),
	[
		("a@x.cn", "", "b@x.cn", False, False),
		("a@x.cn", "", "a@x.cn", False, True),
		("a@x.cn", "b@x.cn", "b@x.cn", False, True),
		("a@x.cn", "b@x.cn", "b@x.cn", True, False),
		("", "", "", False, False),
	],
)
def test_self_approval(prepared_by, owner, decider, consented, refused):
	found = self_approval(prepared_by, decider, consented, "Remediation Plan", owner)
	assert (found is not None) == refused


def test_an_evaluation_is_submitted_before_a_second_person_concludes_it():
	record = major()
	evaluation = record.acceptances[0]
	found = documents.check_document_move(
		"Rectification Acceptance", evaluation, "Draft", "Concluded", record, TODAY
	)
	assert fields_of(found) == ["status"]


@pytest.mark.parametrize(
	("decider", "refused"),
	[("principal@example.com", False), ("li@example.com", True), ("zhao@example.com", False)],
)
def test_who_holds_a_measure_does_not_conclude_the_evaluation(decider, refused):
	record = major()
	found = documents.check_document_move(
		"Rectification Acceptance",
		record.acceptances[0],
		"Submitted",
		"Concluded",
		record,
		TODAY,
		"",
		decider,
	)
	assert fields_of(found) == (["decided_by"] if refused else [])


def test_the_consent_to_a_sole_operator_stands_for_the_second_person():
	record = sole_operator(major())
	evaluation = replace(record.acceptances[0], team=())
	found = documents.check_document_move(
		"Rectification Acceptance",
		evaluation,
		"Submitted",
		"Concluded",
		record,
		TODAY,
		"",
		"principal@example.com",
	)
	assert found == []
	without = put(record, "enterprise.sole_operator_consent_on", None)
	found = documents.check_document_move(
		"Rectification Acceptance",
		evaluation,
		"Submitted",
		"Concluded",
		without,
		TODAY,
		"",
		"principal@example.com",
	)
	assert fields_of(found) == ["team", "decided_by"]


def test_nobody_decides_against_themselves():
	record = major()
	action = record.actions[0]
	move = ("Accountability Action", action, "Submitted", "Decided")
	assert documents.check_document_move(*move, record, TODAY, "", "chief@example.com") == []
	refused = documents.check_document_move(*move, record, TODAY, "", action.person_user)
	assert fields_of(refused) == ["person_user"]


@pytest.mark.parametrize(
	("one", "other", "same"),
	[
		(Person("a@x.cn", "李强"), Person("a@x.cn", "老李"), True),
		(Person("a@x.cn", "李强"), Person("b@x.cn", "李强"), False),  # two people of one name
		(Person("a@x.cn", "李强"), Person(name="李 强"), True),
		(Person(name="Li Qiang"), Person(name="liqiang"), True),
		(Person("a@x.cn"), Person(name="李强"), False),
		(Person(), Person(), False),
	],
)
def test_people_are_the_same_by_user_or_else_by_name(one, other, same):
	assert one.is_same(other) == other.is_same(one) == same


def test_several_names_in_one_field_are_several_people():
	assert names_in("张三、李四，王五/赵六") == ["张三", "李四", "王五", "赵六"]
	record = put(major(), "hazard.immediate_measures.0.taken_by", "张三、孙工")
	assert did_the_work(person(record, "sun@example.com"), record)
	assert not did_the_work(person(record, "principal@example.com"), record)


# --- suspension ------------------------------------------------------------------------------------------------
def test_resuming_waits_until_the_hazard_is_removed():
	record, suspension = complete("Production Suspension")
	record = put(record, "hazard.stage", "Rectifying")
	found = check_suspension(suspension, record, "Resumption Applied", TODAY)
	assert [(d.doctype, d.fieldname) for d in found] == [("Hazard", "stage")]


def test_a_status_of_the_coal_chain_is_refused_elsewhere_and_needed_in_a_mine():
	record, suspension = complete("Production Suspension")
	other = put(record, "sector.is_coal", False)
	assert fields_of(check_suspension(suspension, other, "Mine Safety Agreed", TODAY)) == ["status"]
	assert [s for s in CHAIN if check_suspension(suspension, other, s, TODAY)] == []
	bare = replace(suspension, government_head="", mine_safety_document="")
	assert fields_of(check_suspension(bare, record, "Resumed", TODAY)) == [
		"mine_safety_document",
		"government_head",
	]


@pytest.mark.parametrize("ordered_by", ["Enterprise", "Authority"])
def test_a_suspension_that_an_authority_ordered_ends_with_an_evaluation(ordered_by):
	record, suspension = complete("Production Suspension")
	bare = replace(
		suspension, ordered_by=ordered_by, evaluation_by="Qualified Institution", evaluation_report=""
	)
	found = fields_of(check_suspension(bare, record, "Resumption Applied", TODAY))
	assert found == (["evaluation_report", "institution"] if ordered_by == "Authority" else [])


@pytest.mark.parametrize("is_coal", [True, False])
def test_a_failed_examination_is_recorded_and_leads_no_further(is_coal):
	record, suspension = complete("Production Suspension")
	record = put(record, "sector.is_coal", is_coal)
	failed = replace(suspension, examination_result="Fail")
	assert check_suspension(failed, record, "Examined", TODAY) == []
	after = "Mine Safety Agreed" if is_coal else "Resumed"
	assert "examination_result" in fields_of(check_suspension(failed, record, after, TODAY))
	assert not allowed_to_resume(failed, record, TODAY)
	assert allowed_to_resume(suspension, record, TODAY)


def test_days_of_the_chain_run_forward_and_not_into_the_future():
	record, suspension = complete("Production Suspension")
	early = replace(suspension, examined_on=datetime(2026, 11, 12).date())
	assert "examined_on" in fields_of(check_resumed(early, record, TODAY))
	late = replace(suspension, resumed_on=datetime(2026, 11, 21).date())
	assert fields_of(check_resumed(late, record, TODAY)) == ["resumed_on"]
