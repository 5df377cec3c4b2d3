"""The supervision list: whole rows, overdue cases, major hazards that nobody supervises."""

from dataclasses import replace
from datetime import date

import pytest
from list_samples import CASE, OPEN, TODAY

from hazard_governance.domain import supervision_list
from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.list_columns import SUPERVISION_COLUMNS

CASE_ROW = {
	"idx": 1,
	"case_no": "SC-2026-00001",
	"register_no": "140402-202611-0001",
	"enterprise": "甲公司",
	"hazard_title": "粉尘积聚",
	"level": "City Level",
	"authority": "市安委办",
	"letter_no": "长安督〔2026〕3号",
	"issued_on": date(2026, 11, 4),
	"leader": "周正",
	"requirements": "停产整改",
	"due_on": date(2026, 11, 18),
	"report_cycle": "Every 7 days",
	"latest_progress": "2026-11-16 完成清理",
	"overdue": "Yes",
	"extension_applied_on": date(2026, 11, 10),
	"extension_granted_on": date(2026, 11, 12),
	"extension_new_due": date(2026, 11, 23),
	"extension_reason": "设备到货延迟",
	"urgings": "Raised from 甲安督字〔2026〕1号; Reminder Letter × 2, Interview × 1",
	"verdict": "",
	"delisted_on": None,
	"delisting_no": "",
	"status": "In Force",
	"kind": "Listed",
	"county": "甲县",
	"industry": "工贸",
	"hazard": "HZ-2026-00001",
	"stage": "Rectifying",
	"progress_due": date(2026, 11, 23),
	"late_reports": 1,
	"paused_days": 2,
	"decision_due": None,
	"decision_overdue": "",
	"co_operating": "甲县消防大队, 甲县住建局",
	"signatory": "李主任",
	"served_on": date(2026, 11, 5),
	"received_on": date(2026, 11, 6),
	"raised_from": "SC-2026-00000",
	"listing_body": "",
	"is_overdue": True,
	"is_progress_overdue": True,
	"is_decision_overdue": False,
	"is_unsupervised": False,
}


def test_a_whole_supervision_row():
	assert supervision_list.supervision_rows([CASE], TODAY) == [CASE_ROW]
	flags = {"is_overdue", "is_progress_overdue", "is_decision_overdue", "is_unsupervised"}
	assert set(CASE_ROW) == {column.fieldname for column in SUPERVISION_COLUMNS} | flags


def test_a_departmental_case_has_the_level_of_a_department_and_a_refused_extension_no_day_of_grant():
	case = replace(CASE, kind="Departmental", extension_decision="Refused")
	(row,) = supervision_list.supervision_rows([case], TODAY)
	assert row["level"] == "Departmental Level"
	assert (row["extension_applied_on"], row["extension_granted_on"], row["extension_new_due"]) == (
		date(2026, 11, 10),
		None,
		date(2026, 11, 23),
	)


def test_the_new_deadline_is_shown_where_it_differs_from_the_first():
	moved = replace(CASE, extension_decision="Refused")
	(row,) = supervision_list.supervision_rows([moved], TODAY)
	assert (row["due_on"], row["extension_new_due"]) == (date(2026, 11, 18), date(2026, 11, 23))
	unmoved = replace(moved, due_on=CASE.original_due)
	assert supervision_list.supervision_rows([unmoved], TODAY)[0]["extension_new_due"] is None
	paused = replace(unmoved, paused_since=date(2026, 11, 17))
	(row,) = supervision_list.supervision_rows([paused], TODAY)
	assert (row["extension_new_due"], row["paused_days"]) == (date(2026, 11, 26), 2 + 8)
	assert (row["overdue"], row["is_overdue"]) == ("No", False)


def test_an_undecided_application_is_charged_to_the_authority():
	waiting = replace(CASE, extension_decision="", decision_due=date(2026, 11, 23))
	(row,) = supervision_list.supervision_rows([waiting], TODAY)
	assert (row["decision_due"], row["decision_overdue"]) == (date(2026, 11, 23), "Yes")
	assert row["is_decision_overdue"]
	(row,) = supervision_list.supervision_rows([replace(waiting, decision_due=TODAY)], TODAY)
	assert (row["decision_overdue"], row["is_decision_overdue"]) == ("No", False)
	(row,) = supervision_list.supervision_rows([replace(waiting, status="Withdrawn")], TODAY)
	assert (row["decision_due"], row["decision_overdue"]) == (None, "")


@pytest.mark.parametrize("status", ["Not Adopted", "Raised", "Withdrawn"])
def test_a_case_without_effect_supervises_nothing(status):
	case = replace(CASE, status=status)
	assert not case.supervised and case.ended
	assert supervision_list.case_overdue(case, TODAY) == "No"


@pytest.mark.parametrize(
	("changes", "expected"),
	[
		({"due_on": TODAY}, "No"),
		({"paused_since": date(2026, 11, 23)}, "No"),
		({"paused_since": date(2026, 11, 25)}, "Yes"),
		({"status": "Proposed"}, "Yes"),
		({"status": "Delisted", "delisted_on": TODAY}, "Completed Late"),
		({"status": "Delisted", "delisted_on": date(2026, 11, 23)}, "No"),
		# accepted in time, delisted late: the delay is the authority's
		({"stage": words.ACCEPTED, "hazard_accepted_on": date(2026, 11, 23)}, "No"),
		({"stage": words.WITHDRAWN}, "No"),
		({"status": "Not Adopted"}, "No"),
		({"due_on": None}, "No"),
	],
)
def test_overdue_of_a_case(changes, expected):
	assert supervision_list.case_overdue(replace(CASE, **changes), TODAY) == expected


def test_open_majors_without_a_case_are_named():
	cases = [CASE, replace(CASE, name="SC-2", kind="Departmental", status="Delisted", delisted_on=TODAY)]
	unsupervised = [
		replace(OPEN, name="HZ-7", county_code="140403", competent_authority="乙县工信局"),
		replace(OPEN, name="HZ-8", stage=words.CLOSED_OUT),
		replace(OPEN, name="HZ-9", classification="General"),
	]
	lines = supervision_list.supervision_cases(cases, unsupervised, today=TODAY)
	rows = supervision_list.supervision_rows(lines, TODAY)
	assert [(r["idx"], r["case_no"], r["hazard"], r["status"], r["is_unsupervised"]) for r in rows] == [
		(1, "SC-2", "HZ-2026-00001", "Delisted", False),
		(2, "SC-2026-00001", "HZ-2026-00001", "In Force", False),
		(3, "", "HZ-7", "No Supervision Case", True),
	]
	assert (rows[2]["authority"], rows[2]["due_on"], rows[2]["overdue"]) == (
		"乙县工信局",
		OPEN.rectification_due,
		"Yes",
	)
	only = supervision_list.supervision_cases(cases, unsupervised, today=TODAY, overdue_only=True)
	assert [line.name or line.hazard for line in only] == ["SC-2026-00001", "HZ-7"]


def test_an_ended_case_owes_no_progress_report():
	assert replace(CASE, latest_progress_on=None).progress_due == date(2026, 11, 11)
	assert replace(CASE, status="Delisted").progress_due is None
	assert replace(CASE, stage=words.CLOSED_OUT).progress_due is None
	assert replace(CASE, report_every_days=0).progress_due is None
