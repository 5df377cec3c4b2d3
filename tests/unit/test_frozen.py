"""What a passed gate rests on stays; danger may be dealt with in every stage."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime

import pytest
from builders import coal, major, put
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import frozen as rules
from hazard_governance.domain.documents import STATUSES
from hazard_governance.domain.facts import FACTS, Hazard, ImmediateMeasure, RemediationPlanMeasure
from hazard_governance.domain.facts_base import row_class
from hazard_governance.domain.vocabulary import CLASSES, STAGES, VERIFICATION_STATES

LATE = ("Pending Acceptance", "Accepted", "Closed Out", "Filed")
HAZARD = major().hazard


def frozen_of(stage: str, verification: str = "Pending", classification: str = "General") -> frozenset[str]:
	return rules.frozen_hazard_fields(stage, verification, classification)


def known_names(doctype: str) -> set[str]:
	names = {field.name for field in fields(FACTS[doctype])}
	found = names | {f"{name}+" for name in names}
	for field in fields(FACTS[doctype]):
		if isinstance(field.default, tuple):
			row = row_class(FACTS[doctype], field.name)
			found |= {f"{field.name}.{column.name}" for column in fields(row)}
	return found


@pytest.mark.parametrize(
	("doctype", "status"), [(d, s) for d, statuses in STATUSES.items() for s in statuses]
)
def test_frozen_names_are_fields_and_never_the_servers_own(doctype, status):
	for stage in STAGES:
		names = rules.frozen_fields(doctype, status, stage)
		if names == rules.ALL:
			continue
		assert names <= known_names(doctype)
		assert not {name.rstrip("+") for name in names} & FACTS[doctype].SERVER_OWNED


@pytest.mark.parametrize("stage", STAGES)
def test_frozen_names_of_a_hazard_are_fields(stage):
	for verification in VERIFICATION_STATES:
		names = frozen_of(stage, verification, "Major")
		assert names <= known_names("Hazard")
		assert not {name.rstrip("+") for name in names} & (Hazard.SERVER_OWNED | {"stage"})


@pytest.mark.parametrize(("doctype", "statuses"), STATUSES.items())
def test_a_document_is_open_at_first_and_closed_at_last(doctype, statuses):
	assert rules.frozen_fields(doctype, statuses[0]) == rules.NOTHING
	for status in statuses[1:]:
		assert rules.frozen_fields(doctype, status)


# --- an immediate measure is accepted in every stage -----------------------------------------------------------
@given(
	stage=st.sampled_from(STAGES),
	verification=st.sampled_from(VERIFICATION_STATES),
	classification=st.sampled_from(("", *CLASSES)),
	before=st.integers(0, 3),
)
def test_an_immediate_measure_is_recorded_and_done_in_every_stage(
	stage, verification, classification, before
):
	names = rules.frozen_hazard_fields(stage, verification, classification)
	rows = tuple(replace(HAZARD.immediate_measures[0], name=f"im-{n}") for n in range(before))
	old = replace(HAZARD, immediate_measures=rows)
	fresh = ImmediateMeasure(measure="再次断电", taken_by="赵班长", taken_at=datetime(2026, 11, 19, 2))
	recorded = replace(old, immediate_measures=(*rows, fresh))
	assert rules.changed(names, old, recorded) == []
	stored = replace(old, immediate_measures=(*rows, replace(fresh, name="im-new")))
	done = replace(
		fresh, name="im-new", done_at=datetime(2026, 11, 19, 3), after_photo="/private/files/b.jpg"
	)
	assert rules.changed(names, stored, replace(stored, immediate_measures=(*rows, done))) == []


@pytest.mark.parametrize("stage", LATE)
@pytest.mark.parametrize(
	"rows",
	[
		(),
		(replace(HAZARD.immediate_measures[0], after_photo=""),),
		(replace(HAZARD.immediate_measures[0], after_photo="/private/files/other.jpg"),),
		(replace(HAZARD.immediate_measures[0], done_at=datetime(2026, 11, 1, 8, 59)),),
	],
)
def test_a_done_measure_that_a_gate_rested_on_is_neither_changed_nor_removed(stage, rows):
	changed = replace(HAZARD, immediate_measures=rows)
	assert rules.changed(frozen_of(stage), HAZARD, changed) == ["immediate_measures"]
	assert rules.changed(frozen_of("Rectifying"), HAZARD, changed) == []


@pytest.mark.parametrize("stage", STAGES)
def test_a_receipt_that_comes_late_is_recorded_in_every_stage(stage):
	receipted = put(HAZARD, "authority_reports.0.received_at", datetime(2026, 11, 20, 9))
	assert rules.changed(frozen_of(stage, "Verified", "Major"), HAZARD, receipted) == []


# --- description and class -------------------------------------------------------------------------------------
@pytest.mark.parametrize("stage", STAGES)
def test_a_major_class_is_never_taken_back_by_a_save(stage):
	general = replace(HAZARD, classification="General")
	assert "classification" in rules.changed(frozen_of(stage, "Pending", "Major"), HAZARD, general)


def test_a_verified_description_stays():
	names = frozen_of("Rectifying", "Verified", "Major")
	for fieldname in ("existing_condition", "possible_harm", "place", "criterion", "enterprise", "recurring"):
		assert rules.changed(names, HAZARD, replace(HAZARD, **{fieldname: "别的"})) == [fieldname]
	linked = replace(HAZARD, earlier_hazard="HZ-0")
	assert rules.changed(names, HAZARD, linked) == []
	assert rules.changed(names, linked, HAZARD) == ["earlier_hazard"]


@pytest.mark.parametrize("stage", ["Pending Acceptance", "Accepted", "Closed Out"])
def test_a_description_may_be_completed_after_the_danger_is_gone(stage):
	blank = replace(HAZARD, possible_harm="", classification_basis="", criterion="")
	assert rules.changed(frozen_of(stage), blank, HAZARD) == []
	assert rules.changed(frozen_of(stage), HAZARD, replace(HAZARD, criterion="")) == ["criterion"]


def test_at_the_end_recorded_values_stay():
	names = frozen_of("Filed", "Verified", "Major")
	assert rules.changed(names, HAZARD, replace(HAZARD, responsible_person="别人")) == ["responsible_person"]
	assert rules.changed(names, HAZARD, replace(HAZARD, provincial_no="14-7")) == []


# --- documents -------------------------------------------------------------------------------------------------
def changed_in(doctype: str, status: str, old, path: str, value, stage: str = "") -> list[str]:
	return rules.changed(rules.frozen_fields(doctype, status, stage), old, put(old, path, value))


def test_an_approved_plan_stays_while_its_measures_are_carried_out():
	plan = put(put(major().plan, "measures.0.done_on", None), "measures.0.evidence", "")
	check = "Remediation Plan", "Approved", plan
	assert changed_in(*check, "goals", "别的") == ["goals"]
	assert changed_in(*check, "measures.0.deadline", date(2027, 1, 1)) == ["measures"]
	assert changed_in(*check, "measures", ()) == ["measures"]
	assert changed_in(*check, "measures", (*plan.measures, RemediationPlanMeasure())) == ["measures"]
	assert changed_in(*check, "measures.0.done_on", date(2026, 11, 12)) == []
	assert changed_in(*check, "measures.0.evidence", "/private/files/c.jpg") == []


@pytest.mark.parametrize("stage", LATE)
def test_evidence_of_the_plan_stays_once_acceptance_was_requested(stage):
	plan = "Remediation Plan", "Approved", major().plan
	assert changed_in(*plan, "measures.0.evidence", "", stage) == ["measures"]
	assert changed_in(*plan, "measures.0.done_on", None, stage) == ["measures"]
	assert changed_in(*plan, "measures.0.cause", "cause-2", stage) == []
	assert changed_in(*plan, "measures.0.evidence", "", "Rectifying") == []


def test_a_decided_action_takes_its_execution_and_nothing_else():
	action = "Accountability Action", "Decided", major().actions[0]
	assert changed_in(*action, "measures.0.proof", "/private/files/new.pdf") == []
	assert changed_in(*action, "measures.0.amount", 1.0) == ["measures"]
	assert changed_in(*action, "grounds", "别的") == ["grounds"]


def test_continuing_duties_run_on_after_source_governance_is_accepted():
	source = "Source Governance Plan", "Accepted", major().source_governance
	running = next(n for n, row in enumerate(source[2].items) if row.continuing and row.status == "Open")
	done = put(
		put(source[2], f"items.{running}.status", "Done"), f"items.{running}.done_on", date(2027, 3, 1)
	)
	assert rules.changed(rules.frozen_fields(*source[:2]), source[2], done) == []
	assert changed_in(*source, "items.0.result", "别的") == ["items"]
	assert changed_in(*source, "items.0.responsible_person", "别人") == ["items"]


def test_a_suspension_closes_step_by_step():
	suspension = coal().suspensions[0]
	later = {
		"applied_on": "Resumption Applied",
		"examined_on": "Examined",
		"government_head": "Government Approved",
	}
	chain = STATUSES["Production Suspension"]
	for fieldname, closed_from in later.items():
		for status in chain[:-1]:
			found = changed_in("Production Suspension", status, suspension, fieldname, None)
			assert found == ([fieldname] if chain.index(status) >= chain.index(closed_from) else [])


@pytest.mark.parametrize(
	"doctype", ["Hazard Verification", "Rectification Acceptance", "Rectification Report"]
)
def test_what_was_decided_is_closed_in_every_field(doctype):
	facts = FACTS[doctype]
	old = facts.from_mapping({"name": "X-1"})
	for field in fields(facts):
		if field.default == "" and field.name not in rules.STANDARD | rules.MOVED | facts.SERVER_OWNED:
			new = replace(old, **{field.name: "x"})
			assert rules.changed(rules.frozen_fields(doctype, STATUSES[doctype][-1]), old, new) == [
				field.name
			]


def test_line_ends_microseconds_and_float_noise_are_no_change():
	old = replace(HAZARD, existing_condition="一\n二", found_on=datetime(2026, 11, 1, 8, 30, 0, 1))
	new = replace(HAZARD, existing_condition="一\r\n二", found_on=datetime(2026, 11, 1, 8, 30))
	assert rules.changed(rules.ALL, old, new) == []
	plan = major().plan
	assert rules.changed(rules.ALL, plan, put(plan, "measures.0.funds", 1.5 + 1e-9)) == []
