"""Source governance: every cause and adverse answer fixed, standards, retrofit, sweep; nothing waits for months."""

from dataclasses import replace

import pytest
from governance_record import (
	TODAY,
	complete_record,
	fields_of,
	texts,
	with_analysis,
	with_item,
	with_source,
)

from hazard_governance.domain import source_governance
from hazard_governance.domain.facts import (
	RemediationPlan,
	RemediationPlanMeasure,
	StudyTopic,
	to_date,
)

PLAN = "Source Governance Plan"
ITEM = "Source Governance Plan Item"


def check(record):
	return source_governance.check_source_governance(record, TODAY)


def test_the_complete_record_lacks_nothing_although_duties_run_on():
	record = complete_record()
	assert check(record) == []
	assert [d.name for d in source_governance.continuing_duties(record)] == ["i5", "i6"]


def test_no_plan_and_no_report_are_both_named():
	record = replace(complete_record(), source_governance=None, report=None)
	assert fields_of(check(record)) == {(PLAN, "hazard"), ("Rectification Report", "status")}


@pytest.mark.parametrize("status", ["Draft", "Submitted"])
def test_the_report_must_be_approved(status):
	record = complete_record()
	record = replace(record, report=replace(record.report, status=status))
	assert fields_of(check(record)) == {("Rectification Report", "status")}


@pytest.mark.parametrize(
	("values", "fieldname"),
	[
		({"standards_conclusion": ""}, "standards_conclusion"),
		({"standards_conclusion": "No Revision Needed"}, "standards_reason"),
		({"retrofit_decision": ""}, "retrofit_decision"),
		({"retrofit_decision": "Done"}, "retrofit_decision"),
		({"sweep_scope": ""}, "sweep_scope"),
		({"sweep_done_on": None}, "sweep_done_on"),
		({"sweep_done_on": to_date("2026-11-21")}, "sweep_done_on"),
		({"sweep_removed": 3}, "sweep_removed"),
		({"sweep_removed": 1}, "sweep_removed"),
		({"failure_review": ""}, "failure_review"),
		({"evaluated_on": None}, "evaluated_on"),
		({"evaluated_on": to_date("2026-11-21")}, "evaluated_on"),
		({"evaluation_result": ""}, "evaluation_result"),
		({"status": "Approved"}, "status"),
	],
)
def test_taking_one_fact_out_of_the_plan_names_it(values, fieldname):
	assert fields_of(check(with_source(complete_record(), **values))) == {(PLAN, fieldname)}


@pytest.mark.parametrize(
	("index", "values", "fieldname"),
	[
		(0, {"measure": ""}, "measure"),
		(0, {"responsible_person": ""}, "responsible_person"),
		(0, {"deadline": None}, "deadline"),
		(0, {"funds": 0.0}, "funds"),
		(0, {"funds": -1.0}, "funds"),
		(0, {"no_funds": True}, "no_funds"),
		(0, {"contingency": ""}, "contingency"),
		(0, {"status": "Open"}, "status"),
		(0, {"done_on": None}, "done_on"),
		(0, {"done_on": to_date("2026-11-21")}, "done_on"),
		(0, {"result": ""}, "evidence"),
		(3, {"document": ""}, "document"),
		(3, {"document_version": ""}, "document_version"),
		(3, {"published_on": None}, "published_on"),
		(4, {"responsible_person": ""}, "responsible_person"),
		(4, {"deadline": None}, "deadline"),
		(4, {"funds": 0.0}, "funds"),
	],
)
def test_taking_one_fact_out_of_an_item_names_it(index, values, fieldname):
	found = check(with_item(complete_record(), index, **values))
	assert fields_of(found) == {(ITEM, fieldname)}
	assert found[0].row == index + 1


def test_no_funds_needed_is_enough_when_it_is_said():
	assert check(with_item(complete_record(), 0, funds=0.0, no_funds=True)) == []


@pytest.mark.parametrize("index", range(6))
def test_every_item_of_the_complete_plan_is_needed(index):
	record = complete_record()
	items = tuple(i for n, i in enumerate(record.source_governance.items) if n != index)
	found = check(with_source(record, items=items))
	assert (PLAN, "items") in fields_of(found)


def test_a_cause_may_be_fixed_by_a_measure_of_the_remediation_plan():
	record = complete_record()
	items = record.source_governance.items[1:]
	plan = RemediationPlan(measures=(RemediationPlanMeasure(measure="恢复供电", cause="cause-1"),))
	assert "Cause 1" in texts(check(with_source(record, items=items)))
	assert check(replace(with_source(record, items=items), plan=plan)) == []


def test_an_adverse_answer_is_covered_by_the_cause_that_comes_from_it():
	record = complete_record()
	assert source_governance.open_answers(record) == []
	loose = tuple(replace(c, question_code="") for c in record.analysis.causes)
	assert source_governance.open_answers(with_analysis(record, causes=loose)) == ["T2-1"]


def test_the_retrofit_follows_the_analysis():
	record = with_source(complete_record(), retrofit_decision="Not Feasible", retrofit_reason="场地不足")
	assert fields_of(check(record)) == {(PLAN, "retrofit_decision")}
	agreed = with_analysis(record, inherent_safety_conclusion="Not Feasible")
	assert check(agreed) == []
	assert fields_of(check(with_source(agreed, retrofit_reason=""))) == {(PLAN, "retrofit_reason")}


def test_what_the_sweep_left_may_run_on_as_a_continuing_duty():
	record = complete_record()
	left = replace(record.source_governance.items[4], name="i7", kind="Analogous Inspection")
	items = (*record.source_governance.items, left)
	assert check(with_source(record, items=items, sweep_removed=1)) == []


def test_no_revision_with_a_reason_needs_no_revision_item_and_no_habit_check():
	record = complete_record()
	items = tuple(i for i in record.source_governance.items if i.name not in ("i4", "i5"))
	record = with_source(
		record, items=items, standards_conclusion="No Revision Needed", standards_reason="制度适用"
	)
	assert check(record) == []


def test_prefill_proposes_one_item_for_each_cause_and_each_loose_answer():
	record = replace(complete_record(), source_governance=None)
	proposed = source_governance.prefill_items(record)
	assert [(i.cause, i.question_code) for i in proposed] == [
		("cause-1", ""),
		("cause-2", "T2-1"),
		("", "T5-1"),
	]
	assert proposed[2].cause_text == "交接班无人核对"
	assert source_governance.prefill_items(complete_record()) == []
	assert source_governance.prefill_items(replace(record, analysis=None)) == []


def test_open_study_topics_are_continuing_duties_too():
	topics = (
		StudyTopic(name="ST-1", topic="夜班巡检", leader="赵敏", period=to_date("2026-12-01")),
		StudyTopic(name="ST-2", topic="旧题", status="Concluded"),
	)
	duties = source_governance.continuing_duties(replace(complete_record(), study_topics=topics))
	assert [d.name for d in duties] == ["i5", "i6", "ST-1"]
	assert duties[-1].responsible_person == "赵敏"
