"""The monthly return: who reports to whom, its rows, what submitting and answering ask for."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from list_samples import OPEN, TODAY

from hazard_governance.domain import clocks, returns
from hazard_governance.domain import return_words as w
from hazard_governance.domain.facts import HazardReturn, HazardReturnReceipt, HazardReturnRow, Settings
from hazard_governance.domain.return_paper import paper
from hazard_governance.domain.return_units import ReportingAuthority, Roll, Unit, owes

CITY = "市"
OFFICE = ReportingAuthority("甲县安委办", "Safety Committee Office", "County", "甲县", CITY)
CITY_OFFICE = ReportingAuthority("市安委办", "Safety Committee Office", "City", "", CITY)
TRADE, COAL = frozenset(("工贸", "机械")), frozenset(("煤矿",))
BUREAU = ReportingAuthority("甲县工信局", "Industry Authority", "County", "甲县", CITY, TRADE)
CITY_BUREAU = ReportingAuthority("市工信局", "Industry Authority", "City", "", CITY, TRADE | {"轻工"})
COAL_BUREAU = ReportingAuthority("市能源局", "Industry Authority", "City", "", CITY, COAL)
MINE_SAFETY = ReportingAuthority("市矿监", "Mine Safety Administration", "City", "", CITY, COAL)
EMERGENCY = ReportingAuthority("甲县应急局", "Emergency Management", "County", "甲县", CITY)
ROLL = Roll((OFFICE, CITY_OFFICE, BUREAU, CITY_BUREAU, COAL_BUREAU, MINE_SAFETY, EMERGENCY))
WORKS = Unit(w.ENTERPRISE_UNIT, "甲公司", "甲县", CITY, "机械")
ROWS = returns.return_rows([OPEN], "2026-11", TODAY)
DRAFT = HazardReturn(
	name="HRT-1",
	owner="clerk",
	prepared_by="clerk",
	unit_kind="County",
	authority=OFFICE.name,
	month="2026-11",
	version_no=1,
	rows=ROWS,
)
SENT = replace(DRAFT, status="Submitted", submitted_at=datetime(2026, 11, 24, 10))
WAITING = HazardReturnReceipt(authority=CITY_OFFICE.name)


def fields_of(found) -> list[str]:
	return [deficiency.fieldname for deficiency in found]


# --- who reports, to whom ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
	("authority", "kind"),
	[
		(OFFICE, "County"),
		(CITY_OFFICE, "City"),
		(BUREAU, "Department"),
		(MINE_SAFETY, "Department"),
		(EMERGENCY, ""),  # answers for no industry of its own
		(replace(EMERGENCY, industries=frozenset(("化工",))), "Department"),
		(replace(OFFICE, level="Township"), ""),
		(replace(OFFICE, kind="People's Government"), ""),
		(replace(BUREAU, kind="Task Force Office"), ""),
	],
)
def test_what_an_authority_reports_as(authority, kind):
	assert authority.unit_kind == kind


@pytest.mark.parametrize(
	("unit", "receivers"),
	[
		(WORKS, (OFFICE.name, BUREAU.name)),
		(replace(WORKS, competent_authority=EMERGENCY.name), (OFFICE.name, EMERGENCY.name)),
		(replace(WORKS, competent_authority="dissolved"), (OFFICE.name, BUREAU.name)),
		(replace(WORKS, competent_authority=OFFICE.name), (OFFICE.name,)),
		(replace(WORKS, industry="煤矿"), (OFFICE.name, COAL_BUREAU.name)),
		(replace(WORKS, county="乙县"), (CITY_OFFICE.name, CITY_BUREAU.name)),
		(replace(WORKS, industry="农业"), (OFFICE.name,)),
	],
)
def test_an_enterprise_reports_to_the_office_of_its_place_and_to_its_department(unit, receivers):
	assert ROLL.addressed(unit).receivers == receivers


def test_authorities_report_upwards():
	receivers = {unit.name: unit.receivers for unit in ROLL.units()}
	assert receivers == {
		OFFICE.name: (CITY_OFFICE.name,),
		BUREAU.name: (OFFICE.name, CITY_BUREAU.name),
		CITY_BUREAU.name: (CITY_OFFICE.name,),
		COAL_BUREAU.name: (CITY_OFFICE.name,),
		MINE_SAFETY.name: (CITY_OFFICE.name,),
		CITY_OFFICE.name: (),
	}


def test_who_lacks_a_receiver():
	assert ROLL.addressed(replace(WORKS, industry="农业")).lacks
	assert not ROLL.addressed(replace(WORKS, competent_authority=OFFICE.name)).lacks
	assert not ROLL.addressed(WORKS).lacks
	assert not ROLL.unit(CITY_OFFICE.name).lacks
	assert Roll((BUREAU,)).unit(BUREAU.name).lacks


def test_a_unit_covers_its_place_and_its_industries():
	hazard = replace(OPEN, enterprise="甲公司", county="甲县", city=CITY, industry="机械")
	covering = {unit.name for unit in (*ROLL.units(), WORKS) if unit.covers(hazard)}
	assert covering == {OFFICE.name, CITY_OFFICE.name, BUREAU.name, CITY_BUREAU.name, "甲公司"}
	assert not Unit(w.CITY_UNIT, "nowhere").covers(replace(hazard, city=""))


@pytest.mark.parametrize(
	("unit", "majors", "setting", "expected"),
	[
		(WORKS, True, True, True),
		(WORKS, True, False, False),
		(WORKS, False, True, False),
		(replace(WORKS, reports_monthly=True), False, False, True),
		(replace(WORKS, since=date(2026, 11, 30)), True, True, True),
		(replace(WORKS, since=date(2026, 12, 1)), True, True, False),
		(ROLL.unit(OFFICE.name), False, False, True),
		(replace(ROLL.unit(OFFICE.name), since=date(2026, 12, 1)), True, True, False),
		(ROLL.unit(CITY_OFFICE.name), True, True, False),
	],
)
def test_who_owes_a_return(unit, majors, setting, expected):
	assert owes(unit, majors, date(2026, 11, 30), setting) is expected


@pytest.mark.parametrize(
	("month", "settings", "day"),
	[
		(date(2026, 11, 1), Settings(), date(2026, 11, 25)),
		(date(2026, 2, 1), Settings(monthly_return_day=31), date(2026, 2, 28)),
		(date(2028, 2, 1), Settings(monthly_return_day=31), date(2028, 2, 29)),
		(
			date(2026, 12, 31),
			Settings(monthly_return_day=5, monthly_return_next_month=True),
			date(2027, 1, 5),
		),
		(
			date(2027, 1, 31),
			Settings(monthly_return_day=31, monthly_return_next_month=True),
			date(2027, 2, 28),
		),
	],
)
def test_the_day_a_month_is_due(month, settings, day):
	assert clocks.monthly_return_due(month, settings) == day


# --- rows ----------------------------------------------------------------------------------------------------------
def test_a_row_holds_the_official_columns_with_the_words_of_the_vocabulary():
	assert (
		HazardReturnRow(
			register_no="140402-202611-0001",
			hazard="HZ-2026-00001",
			verification="Verified",
			enterprise="甲公司",
			county="甲县",
			industry="工贸",
			competent_authority="甲县工信局",
			source="Self-Inspection",
			existing_condition="梁上积尘5毫米",
			basis="工贸企业重大事故隐患判定标准 应急管理部令第10号 第十一条",
			found_on=date(2026, 11, 2),
			responsible_person="王强",
			rectification_due=date(2026, 11, 23),
			stage="Rectifying",
			overdue="Yes",
			listed=True,
			accountability="Persons: 3 (direct 1, managerial 0, leadership 2)",
			counts=True,
		),
	) == ROWS


def test_sentences_are_frozen_in_one_language_and_choices_are_not():
	row = returns.return_rows([OPEN], "2026-11", TODAY, translate=lambda text: f"译{text}")[0]
	assert row.accountability.startswith("译")
	assert (row.source, row.stage, row.overdue) == ("Self-Inspection", "Rectifying", "Yes")


def test_months_begin_and_end_at_midnight():
	last = replace(OPEN, registered_on=date(2026, 10, 31))
	first = replace(OPEN, name="HZ-2", registered_on=date(2026, 11, 1))
	assert [row.hazard for row in returns.return_rows([last, first], "2026-10", TODAY)] == [last.name]
	closed = replace(last, stage="Closed Out", closed_out_on=date(2026, 10, 31))
	assert not returns.return_rows([closed], "2026-11", TODAY)


def row(name: str, **values) -> HazardReturnRow:
	return HazardReturnRow(hazard=name, county="甲县", register_no=f"no-{name}", **values)


def test_the_city_tells_a_hazard_once_with_all_who_reported_it():
	merged = returns.merged_rows(
		[row("A", stage="Accepted"), row("C")],
		[
			("甲县", (row("A", stage="Rectifying"), row("B", stage="Registered"))),
			("工信局", (row("A"), row("B"))),
		],
	)
	assert [(r.hazard, r.stage, r.reported_by) for r in merged] == [
		("A", "Accepted", "甲县、工信局"),
		("B", "", "甲县、工信局"),  # gone from the register: as reported last
		("C", "", ""),
	]


@given(
	st.lists(st.sampled_from("ABCDEF"), unique=True),
	st.lists(st.lists(st.sampled_from("ABCDEFGH"), unique=True), max_size=4),
)
def test_merging_loses_no_hazard_and_doubles_none(register, sent):
	reported = [(f"unit {n}", tuple(map(row, names))) for n, names in enumerate(sent)]
	merged = [r.hazard for r in returns.merged_rows(map(row, register), reported)]
	assert sorted(merged) == sorted({*register, *(name for names in sent for name in names)})


@given(st.lists(st.sampled_from("ABCDE"), unique=True), st.lists(st.sampled_from("ABCDE"), unique=True))
def test_the_difference_is_nothing_only_between_equal_drawings(before, after):
	added, removed, changed = returns.difference(map(row, before), map(row, after))
	assert (added, removed, changed) == (len(set(after) - set(before)), len(set(before) - set(after)), 0)


def test_a_changed_row_is_a_difference_and_another_fingerprint():
	stored = replace(ROWS[0], name="row-1", idx=3)
	assert returns.difference([stored], ROWS) == (0, 0, 0)
	assert returns.fingerprint([stored]) == returns.fingerprint(ROWS)
	for column in returns.ROW_COLUMNS:
		value = getattr(stored, column)
		other = not value if isinstance(value, bool) else None if value else "x"
		changed = replace(stored, **{column: other})
		assert returns.difference([changed], ROWS) in ((0, 0, 1), (1, 1, 0)), column
		assert returns.fingerprint([changed]) != returns.fingerprint(ROWS), column


# --- submitting ------------------------------------------------------------------------------------------------------
def test_a_complete_return_lacks_nothing():
	assert returns.check_submission(DRAFT, TODAY) == []


@pytest.mark.parametrize(
	("values", "fieldname"),
	[
		({"month": ""}, "month"),
		({"month": "2026-13"}, "month"),
		({"month": "26-11"}, "month"),
		({"month": "2026-12"}, "month"),
		({"authority": ""}, "authority"),
		({"unit_kind": "Enterprise"}, "enterprise"),
		({"rows": ()}, "nil_confirmed"),
		({"version_no": 2}, "correction_reason"),
	],
)
def test_what_a_return_lacks(values, fieldname):
	assert fields_of(returns.check_submission(replace(DRAFT, **values), TODAY)) == [fieldname]


def test_a_month_may_be_reported_from_its_first_day_on():
	assert returns.check_month(DRAFT, date(2026, 11, 1)) == []
	assert fields_of(returns.check_month(DRAFT, date(2026, 10, 31))) == ["month"]


def test_rows_that_are_no_longer_those_of_the_register():
	found = returns.check_drawing(ROWS, (replace(ROWS[0], stage="Accepted"), row("new")))
	assert found[0].args == (1, 0, 1)
	assert returns.check_drawing(ROWS, ROWS) == []


@pytest.mark.parametrize(
	("reviewer", "others", "reason", "fieldname"),
	[
		("head", True, "", ""),
		("clerk", True, "", "prepared_by"),
		("clerk", True, "The head is away", "prepared_by"),
		("clerk", False, "", "lone_clerk_reason"),
		("clerk", False, "One clerk", ""),
	],
)
def test_the_second_person(reviewer, others, reason, fieldname):
	doc = replace(DRAFT, lone_clerk_reason=reason)
	assert fields_of(returns.check_reviewer(doc, reviewer, others)) == ([fieldname] if fieldname else [])
	owned = replace(doc, prepared_by="somebody else", owner="clerk")
	assert fields_of(returns.check_reviewer(owned, reviewer, others)) == ([fieldname] if fieldname else [])


# --- receiving -------------------------------------------------------------------------------------------------------
def test_one_receipt_a_receiver():
	two = returns.new_receipts(OFFICE.name, BUREAU.name)
	assert [(r.capacity, r.authority, r.status) for r in two] == [
		("Local Safety Committee Office", OFFICE.name, "Awaiting Receipt"),
		("Industry Authority", BUREAU.name, "Awaiting Receipt"),
	]
	assert len(returns.new_receipts(OFFICE.name, "")) == 1


@pytest.mark.parametrize(
	("states", "whole"),
	[
		((), ""),
		(("Awaiting Receipt", "Received"), "Awaiting Receipt"),
		(("Received", "Received"), "Received"),
		(("Awaiting Receipt", "Returned"), "Returned"),
		(("Received", "Returned"), "Returned"),
	],
)
def test_the_state_of_all_receipts(states, whole):
	assert returns.receipt_state([HazardReturnReceipt(status=state) for state in states]) == whole


@pytest.mark.parametrize(
	("doc", "receipt", "decision", "reason", "newer", "fieldname"),
	[
		(SENT, WAITING, "Received", "", "", ""),
		(SENT, WAITING, "Returned", "A row is missing", "", ""),
		(SENT, WAITING, "Returned", " ", "", "reason"),
		(SENT, WAITING, "Lost", "", "", "status"),
		(SENT, WAITING, "Received", "", "HRT-2", "supersedes"),
		(SENT, replace(WAITING, status="Received"), "Returned", "Found later", "", "status"),
		(SENT, replace(WAITING, status="Returned"), "Received", "", "", "status"),
		(DRAFT, WAITING, "Received", "", "", "status"),
	],
)
def test_answers(doc, receipt, decision, reason, newer, fieldname):
	found = returns.check_response(doc, receipt, decision, reason, newer)
	assert fields_of(found) == ([fieldname] if fieldname else [])


def test_only_the_last_submitted_version_is_corrected():
	assert returns.check_correction(SENT) == []
	assert fields_of(returns.check_correction(DRAFT)) == ["status"]
	assert fields_of(returns.check_correction(SENT, "HRT-2")) == ["supersedes"]


# --- paper -----------------------------------------------------------------------------------------------------------
def test_the_paper_holds_the_frozen_rows_and_its_own_totals():
	official = paper(
		replace(SENT, rows=(*ROWS, replace(ROWS[0], hazard="HZ-2", counts=False))), "李明", "赵敏"
	)
	assert [value for _label, value in official.heading] == [
		OFFICE.name,
		"2026-11",
		"1",
		"李明",
		"赵敏",
		"2026-11-24",
	]
	assert [r["idx"] for r in official.rows] == [1, 2]
	assert official.rows[0]["stage"] == "Rectifying"
	assert (official.rows[0]["listed"], official.rows[0]["filed"]) == ("Yes", "No")
	assert official.table[1] == ["Total of All", 1, 1, 0, 0, 1, 1, 0]
	assert "reported_by" not in {column.fieldname for column in official.columns}
	assert "reported_by" in {c.fieldname for c in paper(replace(SENT, unit_kind="City")).columns}
