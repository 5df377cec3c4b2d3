"""Supervision cases: confirmation, extension, delisting by the body of the case alone."""

from dataclasses import replace
from datetime import date

import pytest
from governance_record import TODAY, complete_record, fields_of, texts

from hazard_governance.domain import documents, supervision
from hazard_governance.domain.facts import CaseExtension, RectificationAcceptance, SupervisionCase

CASE = SupervisionCase(
	name="SC-1",
	kind="Listed",
	authority="市安委办",
	level="City",
	letter_no="长安督字〔2026〕3号",
	issued_on=date(2026, 11, 3),
	leader="张副市长",
	requirements="停产整改",
	due_on=date(2026, 11, 30),
	status="In Force",
)
CHECK = RectificationAcceptance(
	name="RA-1",
	level="Authority Check",
	authority="市安委办",
	status="Concluded",
	verdict="Pass",
	accepted_on=date(2026, 11, 18),
)
EXTENSION = CaseExtension(
	applied_on=date(2026, 11, 20),
	reason="设备到货延迟",
	interim_controls="停用并上锁",
	new_due=date(2026, 12, 20),
)


def test_a_complete_case_comes_into_force():
	assert supervision.check_confirmation(CASE, complete_record()) == []


@pytest.mark.parametrize(
	("fieldname", "departmental"),
	[
		("authority", True),
		("due_on", True),
		("leader", True),
		("requirements", True),
		("letter_no", False),
		("issued_on", False),
	],
)
def test_every_fact_is_needed_and_the_letter_for_listed_cases_only(fieldname, departmental):
	nothing = None if fieldname in ("due_on", "issued_on") else ""
	listed = replace(CASE, **{fieldname: nothing})
	assert fields_of(supervision.check_confirmation(listed)) == {("Supervision Case", fieldname)}
	found = supervision.check_confirmation(replace(listed, kind="Departmental"))
	assert fields_of(found) == ({("Supervision Case", fieldname)} if departmental else set())


def test_the_deadline_is_neither_before_the_letter_nor_before_the_hazard():
	assert "before the day of the letter" in texts(
		supervision.check_confirmation(replace(CASE, due_on=date(2026, 11, 2)))
	)
	found = supervision.check_confirmation(
		replace(CASE, issued_on=date(2026, 10, 1), due_on=date(2026, 10, 31)), complete_record()
	)
	assert "before the day the hazard was found" in texts(found)


def test_a_complete_extension_passes_and_keeps_the_first_deadline():
	assert supervision.check_extension(EXTENSION, CASE) == []
	assert supervision.dates_after_grant(EXTENSION, CASE) == (date(2026, 12, 20), date(2026, 11, 30))
	again = replace(CASE, due_on=date(2026, 12, 20), original_due=date(2026, 11, 30))
	second = replace(EXTENSION, new_due=date(2027, 1, 10))
	assert supervision.dates_after_grant(second, again) == (date(2027, 1, 10), date(2026, 11, 30))


@pytest.mark.parametrize(
	("values", "fieldname"),
	[
		({"applied_on": None}, "applied_on"),
		({"applied_on": date(2026, 12, 1)}, "applied_on"),
		({"reason": ""}, "reason"),
		({"interim_controls": ""}, "interim_controls"),
		({"new_due": None}, "new_due"),
		({"new_due": date(2026, 11, 30)}, "new_due"),
	],
)
def test_each_fact_of_an_extension_is_needed(values, fieldname):
	found = supervision.check_extension(replace(EXTENSION, **values), CASE)
	assert fields_of(found) == {("Supervision Case Extension", fieldname)}


def test_a_short_notice_application_is_told_apart():
	assert not supervision.applied_late(EXTENSION, CASE)
	assert supervision.applied_late(replace(EXTENSION, applied_on=date(2026, 11, 24)), CASE)


def test_only_the_body_of_the_case_delists_after_its_own_latest_check_passed():
	assert supervision.check_delisting(CASE, [CHECK], TODAY) == []
	other = replace(CHECK, authority="县应急管理局")
	assert "no check" in texts(supervision.check_delisting(CASE, [other], TODAY))
	failed = replace(CHECK, name="RA-2", verdict="Fail", accepted_on=date(2026, 11, 19))
	assert "failed" in texts(supervision.check_delisting(CASE, [CHECK, failed], TODAY))
	for wrong in (date(2026, 11, 21), date(2026, 11, 2)):
		found = supervision.check_delisting(replace(CASE, delisted_on=wrong), [CHECK], TODAY)
		assert fields_of(found) == {("Supervision Case", "delisted_on")}


def test_a_departmental_case_ends_with_the_check_of_whoever_has_to_check():
	departmental = replace(CASE, kind="Departmental", authority="县工信局")
	assert supervision.check_delisting(departmental, [CHECK], TODAY) == []
	assert "no check" in texts(supervision.check_delisting(departmental, [], TODAY))


def test_moves_of_a_case_agree_with_the_table_of_documents():
	table = documents.DOCUMENT_MOVES["Supervision Case"]
	assert {pair: move.action for pair, move in supervision.CASE_MOVES.items()} == {
		pair: move.action for pair, move in table.items()
	}
	assert {p for p, m in supervision.CASE_MOVES.items() if m.needs_reason} == {
		p for p, m in table.items() if m.kind == documents.BACK
	}


def test_moves_off_the_table_and_moves_without_a_reason_are_refused():
	record = complete_record()
	check = supervision.check_case_move
	assert "cannot go" in texts(check(CASE, "Proposed", "Delisted", record, TODAY))
	assert fields_of(check(CASE, "Proposed", "Not Adopted", record, TODAY)) == {
		("Supervision Case", "return_reason")
	}
	assert check(CASE, "Proposed", "Not Adopted", record, TODAY, "已整改") == []
	assert check(CASE, "Proposed", "In Force", record, TODAY) == []
	assert check(CASE, "In Force", "Acceptance Requested", record, TODAY) == []
	assert "no check" in texts(check(CASE, "Acceptance Requested", "Delisted", record, TODAY))
