"""Overdue Hazards and the call list: whole rows, sides apart, the most urgent first."""

from dataclasses import replace
from datetime import date

from list_samples import TODAY

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.call_list import OWN_DESK, Phone, calls_of_today
from hazard_governance.domain.deadlines import DueItem
from hazard_governance.domain.overdue_list import (
	OVERDUE_COLUMNS,
	CaseInBrief,
	OverdueLine,
	Reminded,
	overdue_list,
	overdue_rows,
)

HAZARD = DueItem(
	clock=v.RECTIFICATION_DEADLINE,
	due=date(2026, 11, 20),
	charged=v.BY_ENTERPRISE,
	doctype="Hazard",
	name="HZ-1",
	hazard="HZ-1",
	hazard_title="粉尘积聚",
	register_no="140402-202611-0001",
	stage=v.RECTIFYING,
	classification=v.MAJOR,
	enterprise="甲公司",
	county="甲县",
	industry="工贸",
	competent_authority="甲县工信局",
	owner="王强",
)
RECEIPT = replace(
	HAZARD,
	clock=v.RECEIPT_DUE,
	due=date(2026, 11, 23),
	charged=v.BY_AUTHORITY,
	row="r1",
	owner="",
	authority="甲县安委办",
)
TOPIC = replace(
	HAZARD,
	clock=v.DUTY_DEADLINE,
	due=date(2026, 10, 31),
	doctype="Study Topic",
	name="ST-1",
	hazard="",
	hazard_title="",
	register_no="",
	stage="",
	classification="",
	enterprise="乙公司",
	what="夜班巡检",
	owner="赵敏",
)
LINES = (
	OverdueLine(RECEIPT),
	OverdueLine(TOPIC),
	OverdueLine(
		HAZARD,
		Reminded(1, date(2026, 11, 21), ""),
		(CaseInBrief("SC-1", v.LISTED, v.COUNTY, v.IN_FORCE),),
	),
)


def test_a_whole_row():
	[row] = overdue_rows(LINES[2:], TODAY)
	assert row == {
		"idx": 1,
		"register_no": "140402-202611-0001",
		"enterprise": "甲公司",
		"county": "甲县",
		"industry": "工贸",
		"hazard_title": "粉尘积聚",
		"classification": "Major",
		"clock": "Rectification Deadline",
		"what": "",
		"due": date(2026, 11, 20),
		"days_overdue": 4,
		"charged": "Enterprise",
		"charged_name": "王强",
		"last_step": "1 days after",
		"last_told_on": date(2026, 11, 21),
		"proposal": "",
		"supervision": "County Level: In Force",
		"stage": "Rectifying",
		"hazard": "HZ-1",
		"reference_doctype": "Hazard",
		"reference": "HZ-1",
		"is_authority": False,
	}


def test_rows_hold_every_column():
	names = {column.fieldname for column in OVERDUE_COLUMNS}
	for row in overdue_rows(LINES, TODAY):
		assert names <= row.keys()


def test_a_hazard_without_a_number_waits_for_it_and_a_topic_has_none():
	rows = overdue_rows([OverdueLine(replace(HAZARD, register_no="")), OverdueLine(TOPIC)], TODAY)
	assert [row["register_no"] for row in rows] == ["Pending Verification", ""]


def test_the_list_is_in_order_with_its_numbers():
	official = overdue_list(LINES, TODAY, unit="甲县安委办")
	assert [row["clock"] for row in official.rows] == [
		v.RECTIFICATION_DEADLINE,
		v.RECEIPT_DUE,
		v.DUTY_DEADLINE,
	]
	assert {card.label: card.value for card in official.cards} == {
		"Hazards Concerned": 1,
		"Enterprises Concerned": 2,
		"Overdue Deadlines": 3,
		"Owed by Enterprises": 2,
		"Owed by Authorities": 1,
		"Longest Overdue (Days)": 24,
		"Without Supervision Case": 1,
	}
	assert official.table[1:] == [
		[v.RECTIFICATION_DEADLINE, 1, 1, 1, 1, 0],
		[v.RECEIPT_DUE, 1, 1, 1, 0, 1],
		[v.DUTY_DEADLINE, 1, 0, 1, 1, 0],
		["Total of All", 3, 1, 2, 2, 1],
	]
	assert official.chart["data"]["labels"] == [v.RECTIFICATION_DEADLINE, v.RECEIPT_DUE, v.DUTY_DEADLINE]
	assert [d["values"] for d in official.chart["data"]["datasets"]] == [[1, 0, 1], [0, 1, 0]]
	assert official.period == "2026-11-24"


def test_nothing_overdue():
	official = overdue_list([], TODAY)
	assert (official.rows, official.chart) == ([], None)
	assert official.nothing == "Nothing is overdue."
	assert official.table[1:] == [["Total of All", 0, 0, 0, 0, 0]]


# --- the call list -------------------------------------------------------------------------------------------------
def test_one_call_a_party_the_most_urgent_first():
	measure = replace(HAZARD, clock=v.MEASURE_DEADLINE, name="RP-1", row="m1", due=date(2026, 11, 25))
	other = replace(HAZARD, enterprise="丙公司", due=date(2026, 11, 10), name="HZ-2", hazard="HZ-2")
	phones = {(v.BY_ENTERPRISE, "甲公司"): (Phone("张总", "0355-1234567"),)}
	calls = calls_of_today([measure, HAZARD, other, RECEIPT], TODAY, 1, phones=phones)
	assert [(call.side, call.party, len(call.items)) for call in calls] == [
		(v.BY_ENTERPRISE, "丙公司", 1),
		(v.BY_ENTERPRISE, "甲公司", 2),
		(v.BY_AUTHORITY, "甲县安委办", 1),
	]
	assert calls[1].items == (HAZARD, measure)
	assert [phone.number for phone in calls[1].phones] == ["0355-1234567"]
	assert calls[0].phones == ()


def test_the_list_looks_ahead_as_many_days_as_it_is_told():
	tomorrow = replace(HAZARD, due=date(2026, 11, 25))
	assert calls_of_today([tomorrow], TODAY, 0) == []
	assert len(calls_of_today([tomorrow], TODAY, 1)) == 1
	assert len(calls_of_today([replace(tomorrow, due=TODAY)], TODAY, 0)) == 1
	assert calls_of_today([replace(tomorrow, due=None)], TODAY, 9) == []


def test_what_the_office_owes_itself_is_no_call():
	[own] = calls_of_today([RECEIPT], TODAY, 1, own=["甲县安委办"])
	assert (own.side, own.party) == (OWN_DESK, "甲县安委办")
	[unknown] = calls_of_today([replace(RECEIPT, authority="")], TODAY, 1)
	assert unknown.side == OWN_DESK
