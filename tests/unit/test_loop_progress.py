"""How far a hazard is in the five steps, what is missing first, and whose turn it is."""

from datetime import date, datetime

import pytest
from builders import BUREAU, COUNTY, TODAY, coal, general, major, put

from hazard_governance.domain import steps
from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.deficiency import Deficiency
from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.loop_progress import (
	HIDDEN,
	LOOP_COLUMNS,
	NOT_REQUIRED,
	Telling,
	begun_on,
	days_in_stage,
	days_in_step,
	loop_cards,
	loop_chart,
	loop_hazard,
	loop_rows,
)
from hazard_governance.domain.next_actor import (
	AUTHORITY,
	OFFICER,
	OWNER,
	PRINCIPAL,
	REGISTRAR,
	Actor,
	actor_for,
)

PLAIN = Telling(lambda lacking: lacking.text)


def reported() -> HazardRecord:
	"""A hazard just reported: nothing but its first fields."""
	return HazardRecord.build(
		hazard={
			"name": "HZ-9",
			"hazard_title": "积尘",
			"enterprise": "甲公司",
			"county": "甲县",
			"stage": words.REGISTERED,
			"registered_at": "2026-11-20 08:00:00",
			"classification": words.MAJOR,
		},
		enterprise={"name": "甲公司"},
	)


def row_of(record: HazardRecord, telling: Telling = PLAIN) -> dict:
	return loop_rows([loop_hazard(record, TODAY)], telling)[0]


def test_a_whole_row_has_every_column():
	assert {column.fieldname for column in LOOP_COLUMNS} <= row_of(major()).keys()


def test_danger_waits_for_no_paper():
	row = row_of(reported())
	assert row["missing_first"].startswith("No measure is recorded yet.")
	assert (row["next_stage"], row["gate_missing"]) == (words.RECTIFYING, row["missing_first"])
	assert (row["next_actor"], row["steps_complete"], row["register_no"]) == (
		OFFICER,
		0,
		"Pending Verification",
	)


def test_then_step_by_step():
	record = put(reported(), "hazard.stage", words.RECTIFYING)
	row = row_of(record)
	assert row["missing_first"] == "The time of finding is empty. Enter when the hazard was found."
	loop = loop_hazard(record, TODAY)
	assert loop.missing[0] == loop.steps[steps.DESCRIPTION].missing[0]
	assert set(loop.gate) <= set(loop.missing)
	assert len(loop.missing) == len(set(loop.missing)) == row["missing_count"]


def test_a_complete_loop_at_its_end_misses_nothing():
	filed = put(major(), "hazard.stage", words.FILED)
	row = row_of(filed)
	assert [row[name] for name in ("missing_first", "next_actor", "next_stage", "gate_missing")] == [""] * 4
	assert row["missing_count"] == 0
	withdrawn = row_of(put(reported(), "hazard.stage", words.WITHDRAWN))
	assert (withdrawn["missing_count"], withdrawn["next_stage"]) == (0, "")


def test_a_general_hazard_ends_at_closed_out_and_needs_no_analysis():
	loop = loop_hazard(put(general(), "hazard.stage", words.CLOSED_OUT), TODAY)
	row = loop_rows([loop], PLAIN)[0]
	assert loop.over and loop.required == 3
	assert row["step_cause_analysis"] == NOT_REQUIRED
	assert row["step_cause_analysis_days"] is None


def test_what_may_not_be_told_is_counted_only():
	record = put(put(major(), "hazard.stage", words.RECTIFYING), "analysis", None)
	hidden = Telling(PLAIN.sentence, lambda hazard, lacking: lacking.doctype == "Hazard")
	row = row_of(record, hidden)
	assert (row["missing_first"], row["next_actor"]) == (HIDDEN, "")
	assert row["missing_count"] > 0


# --- days ------------------------------------------------------------------------------------------------------------
def test_days_in_a_step_run_from_its_beginning_to_its_end_or_today():
	record = put(reported(), "hazard.registered_at", datetime(2028, 2, 28, 23, 59))
	loop = loop_hazard(record, date(2028, 3, 1))
	state = loop.steps[steps.DESCRIPTION]
	assert days_in_step(state, record, date(2028, 3, 1)) == 2, "29 February counts"
	analysis = loop.steps[steps.CAUSE_ANALYSIS]
	assert begun_on(steps.CAUSE_ANALYSIS, record) is None
	assert days_in_step(analysis, record, date(2028, 3, 1)) == 2, (
		"while nobody begins, it waits since registration"
	)
	assert days_in_step(analysis, record, date(2028, 1, 1)) == 0


def test_a_step_begins_with_its_first_document():
	record = put(major(), "analysis.creation", datetime(2026, 11, 4, 9, 0))
	assert begun_on(steps.CAUSE_ANALYSIS, record) == date(2026, 11, 4)
	first = record.hazard.immediate_measures[0].taken_at.date()
	assert begun_on(steps.IMMEDIATE_RECTIFICATION, record) == first
	state = steps.five_steps(record, TODAY)[steps.CAUSE_ANALYSIS]
	assert days_in_step(state, record, TODAY) == max((state.completed_on - date(2026, 11, 4)).days, 0)


def test_days_in_a_status_run_from_the_last_change():
	record = put(reported(), "hazard.stage_log", ())
	assert days_in_stage(record, date(2026, 11, 24)) == 4
	log = HazardRecord.build(
		hazard={
			"name": "HZ-9",
			"stage_log": [{"to_stage": words.RECTIFYING, "changed_at": "2026-11-23 09:00:00"}],
		}
	)
	assert days_in_stage(log, date(2026, 11, 24)) == 1
	assert days_in_stage(HazardRecord.build(hazard={"name": "HZ-9"}), TODAY) == 0


@pytest.mark.parametrize(
	("stage", "due", "days"),
	[
		(words.RECTIFYING, date(2026, 11, 23), 1),
		(words.RECTIFYING, date(2026, 11, 24), 0),
		(words.ACCEPTED, date(2026, 11, 1), 0),
		(words.RECTIFYING, None, 0),
	],
)
def test_days_overdue(stage, due, days):
	record = put(put(reported(), "hazard.stage", stage), "hazard.rectification_due", due)
	loop = loop_hazard(record, date(2026, 11, 24))
	assert loop.days_overdue == days
	assert loop_rows([loop], PLAIN)[0]["is_overdue"] == (days > 0)


# --- whose turn ------------------------------------------------------------------------------------------------------
def turn(
	record: HazardRecord, doctype: str, fieldname: str, row: int | None = None, name: str | None = None
) -> Actor:
	return actor_for(Deficiency(doctype, fieldname, "-", (), "", row, name), record)


@pytest.mark.parametrize(
	("path", "value", "doctype", "fieldname", "role"),
	[
		("analysis.status", words.DRAFT, "Root Cause Analysis", "status", OFFICER),
		("analysis.status", words.SUBMITTED, "Root Cause Analysis", "status", PRINCIPAL),
		("analysis.status", words.SUBMITTED, "Root Cause Analysis", "causes", OFFICER),
		("analysis", None, "Root Cause Analysis", "status", OFFICER),
		("plan.status", words.SUBMITTED, "Remediation Plan", "status", PRINCIPAL),
		("source_governance.status", words.APPROVED, "Source Governance Plan", "status", PRINCIPAL),
		("source_governance.status", words.DRAFT, "Source Governance Plan", "status", OFFICER),
		("report.status", words.SUBMITTED, "Rectification Report", "status", PRINCIPAL),
		("report.status", words.APPROVED, "Rectification Report", "status", REGISTRAR),
		("report.status", words.DRAFT, "Rectification Report", "status", OFFICER),
		("hazard.verification", words.PENDING, "Hazard", "verification", AUTHORITY),
		("hazard.place", "", "Hazard", "place", OFFICER),
		("hazard.stage", words.ACCEPTED, "Rectification Acceptance", "authority", AUTHORITY),
		("hazard.stage", words.PENDING_ACCEPTANCE, "Rectification Acceptance", "hazard", OFFICER),
		("hazard.stage", words.RECTIFYING, "Hazard Evidence", "file", OFFICER),
	],
)
def test_the_role_whose_turn_it_is(path, value, doctype, fieldname, role):
	assert turn(put(major(), path, value), doctype, fieldname).role == role


def test_the_name_where_the_record_tells_it():
	record = major()
	measure = turn(record, "Remediation Plan Measure", "done_on", 1)
	assert measure == Actor(OWNER, record.plan.measures[0].responsible_person)
	assert turn(record, "Hazard Immediate Measure", "after_photo", 1) == Actor(OWNER, "赵班长")
	assert turn(record, "Remediation Plan Measure", "done_on", 99) == Actor(OWNER, "")
	assert turn(record, "Remediation Plan Measure", "funds", 1) == Actor(OFFICER)
	approved = put(put(record, "report.status", words.APPROVED), "report.filing_authority", BUREAU)
	assert turn(approved, "Rectification Report", "status") == Actor(REGISTRAR, BUREAU)


def test_an_authority_acts_on_what_is_its_own():
	record = put(major(), "actions.0.deciding_side", words.BY_AUTHORITY)
	record = put(record, "actions.0.authority", COUNTY)
	name = record.actions[0].name
	assert turn(record, "Accountability Action", "status", name=name) == Actor(AUTHORITY, COUNTY)
	own = put(record, "actions.0.deciding_side", words.BY_ENTERPRISE)
	assert (
		turn(put(own, "actions.0.status", words.SUBMITTED), "Accountability Action", "status", name=name).role
		== PRINCIPAL
	)
	assert turn(own, "Accountability Action", "hazard").role == OFFICER
	mine = coal()
	waiting = put(mine, "suspensions.0.status", words.RESUMPTION_APPLIED)
	assert turn(waiting, "Production Suspension", "status").role == AUTHORITY
	assert (
		turn(put(mine, "suspensions.0.status", words.IN_FORCE), "Production Suspension", "status").role
		== OFFICER
	)
	assert turn(mine, "Supervision Case", "status", name="?") == Actor(AUTHORITY, "")


def test_summary_and_chart():
	filed = loop_hazard(put(major(), "hazard.stage", words.FILED), TODAY)
	begun = loop_hazard(put(reported(), "hazard.rectification_due", date(2026, 1, 1)), TODAY)
	cards = {card.label: card.value for card in loop_cards([filed, begun])}
	assert cards == {
		"Hazards Listed": 2,
		"All Steps Complete": 1,
		"Share with All Steps Complete": "50.0%",
		"Number Overdue": 1,
	}
	chart = loop_chart([filed, begun])
	assert [
		sum(values) for values in zip(*(d["values"] for d in chart["data"]["datasets"]), strict=True)
	] == [2] * 5
	assert loop_chart([]) is None
	assert loop_cards([])[2].value == "-"
