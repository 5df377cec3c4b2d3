"""Hazard Return Completeness: every finding and what is none, whom it is charged to, the rows of the report."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from list_samples import OPEN

from hazard_governance.domain import completeness
from hazard_governance.domain import return_words as w
from hazard_governance.domain.completeness import (
	COMPLETE,
	CountyNumbers,
	HazardNow,
	Month,
	Receipt,
	SentReturn,
	findings,
	standing,
)
from hazard_governance.domain.completeness_report import cards, chart, rows
from hazard_governance.domain.facts import HazardReturnRow
from hazard_governance.domain.return_units import Unit

CITY, COUNTY = "市", "甲县"
OFFICE = Unit(w.COUNTY_UNIT, "甲县安委办", COUNTY, CITY, due=True, office="市安委办")
WORKS = Unit(
	w.ENTERPRISE_UNIT, "甲公司", COUNTY, CITY, due=True, office="甲县安委办", department="甲县工信局"
)
HAZARD = replace(OPEN, enterprise="甲公司", county=COUNTY, city=CITY)
ROW = HazardReturnRow(
	hazard=HAZARD.name, register_no=HAZARD.register_no, enterprise="甲公司", county=COUNTY, counts=True
)
DUE = date(2026, 11, 25)
RECEIVED = Receipt("甲县安委办", w.RECEIVED, date(2026, 11, 27), date(2026, 11, 25))
SENT = SentReturn("HRT-1", WORKS.name, 1, date(2026, 11, 24), (ROW,), (RECEIVED,))
OF_COUNTY = SentReturn(
	"HRT-2", OFFICE.name, 1, date(2026, 11, 25), (ROW,), (replace(RECEIVED, authority="市安委办"),)
)
WHOLE = Month(
	month="2026-11",
	today=date(2026, 12, 1),
	due_on=DUE,
	next_due_on=date(2026, 12, 25),
	units=(OFFICE, WORKS),
	returns=(SENT, OF_COUNTY),
	hazards=(HAZARD,),
	now={HAZARD.name: HazardNow("Rectifying", "Major")},
	numbers=(CountyNumbers(COUNTY, "140402-202611-", 1, frozenset((1,))),),
)


def kinds(month: Month) -> list[tuple[str, str, str]]:
	return [(line.kind, line.unit, line.charged_to) for line in findings(month)]


def only(month: Month):
	"""The one finding of the month."""
	found = [line for line in findings(month) if line.kind != COMPLETE]
	assert len(found) == 1, found
	return found[0]


def test_a_whole_month_has_no_finding():
	assert kinds(WHOLE) == [(COMPLETE, WORKS.name, WORKS.name), (COMPLETE, OFFICE.name, OFFICE.name)]


# --- units -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
	("today", "kind", "days"),
	[
		(date(2026, 11, 25), w.NOT_DUE, 0),
		(date(2026, 11, 26), w.NOT_REPORTED, 1),
		(date(2026, 12, 1), w.NOT_REPORTED, 6),
	],
)
def test_who_has_not_reported(today, kind, days):
	line = only(replace(WHOLE, today=today, returns=(OF_COUNTY,)))
	assert (line.kind, line.unit, line.charged_to, line.days) == (kind, WORKS.name, WORKS.name, days)


def test_who_owes_nothing_is_not_asked():
	assert kinds(replace(WHOLE, units=(OFFICE, replace(WORKS, due=False)), returns=(OF_COUNTY,))) == [
		(COMPLETE, OFFICE.name, OFFICE.name)
	]


@pytest.mark.parametrize(("day", "late"), [(date(2026, 11, 25), 0), (date(2026, 11, 26), 1)])
def test_late_is_who_reported_late_at_first(day, late):
	corrected = replace(SENT, name="HRT-3", version_no=2, submitted_on=date(2026, 11, 30))
	month = replace(WHOLE, returns=(replace(SENT, submitted_on=day), corrected, OF_COUNTY))
	found = [line for line in findings(month) if line.kind == w.REPORTED_LATE]
	assert [(line.unit, line.days, line.document) for line in found] == (
		[(WORKS.name, late, "HRT-1")] if late else []
	)


def test_a_nil_return_while_the_register_holds_majors():
	line = only(replace(WHOLE, returns=(replace(SENT, rows=()), OF_COUNTY)))
	assert (line.kind, line.charged_to, line.document) == (w.NIL_WITH_MAJORS, WORKS.name, "HRT-1")
	assert line.detail.args == (SENT.submitted_on, HAZARD.register_no)
	gone = replace(HAZARD, stage="Withdrawn", withdrawn_on=date(2026, 11, 20))
	assert not [
		line
		for line in findings(replace(WHOLE, hazards=(gone,), returns=(replace(SENT, rows=()),)))
		if line.kind == w.NIL_WITH_MAJORS
	]


def test_many_hazards_behind_a_nil_return_are_counted():
	many = tuple(replace(HAZARD, name=f"HZ-{n}", register_no=f"no-{n}") for n in range(5))
	line = next(
		line
		for line in findings(replace(WHOLE, hazards=many, returns=(replace(SENT, rows=()), OF_COUNTY)))
		if line.kind == w.NIL_WITH_MAJORS
	)
	assert line.detail.args[1] == "no-0, no-1, no-2 … (5)"


def test_what_was_returned_and_not_corrected():
	returned = replace(RECEIVED, status=w.RETURNED, reason="少报一条")
	month = replace(WHOLE, returns=(replace(SENT, receipts=(returned,)), OF_COUNTY))
	line = only(month)
	assert (line.kind, line.charged_to) == (w.NOT_CORRECTED, WORKS.name)
	assert line.detail.args == ("甲县安委办", returned.decided_on, "少报一条")
	corrected = replace(SENT, name="HRT-3", version_no=2)
	assert {line.kind for line in findings(replace(month, returns=(*month.returns, corrected)))} == {COMPLETE}


@pytest.mark.parametrize(("today", "late"), [(date(2026, 11, 27), 0), (date(2026, 11, 28), 1)])
def test_a_missing_receipt_is_charged_to_the_receiver(today, late):
	waiting = Receipt("甲县工信局", due_on=date(2026, 11, 27))
	month = replace(WHOLE, today=today, returns=(replace(SENT, receipts=(RECEIVED, waiting)), OF_COUNTY))
	found = [line for line in findings(month) if line.kind == w.RECEIPT_MISSING]
	assert [(line.unit, line.charged_to, line.days) for line in found] == (
		[(WORKS.name, "甲县工信局", late)] if late else []
	)


def test_altered_rows_and_a_unit_without_receiver():
	assert only(replace(WHOLE, returns=(replace(SENT, altered=True), OF_COUNTY))).kind == w.ALTERED
	assert only(replace(WHOLE, units=(OFFICE, replace(WORKS, department="")))).kind == w.NO_RECEIVER


# --- hazards ---------------------------------------------------------------------------------------------------------
def unreported(**values) -> Month:
	hazard = replace(HAZARD, name="HZ-9", register_no="", **values)
	return replace(WHOLE, hazards=(HAZARD, hazard))


@pytest.mark.parametrize(
	("registered", "today", "missed"),
	[
		(date(2026, 11, 25), date(2026, 11, 25), False),
		(date(2026, 11, 25), date(2026, 11, 26), True),
		(date(2026, 10, 3), date(2026, 11, 26), True),
		# registered after the day of this month: the next month's
		(date(2026, 11, 26), date(2026, 12, 25), False),
		(date(2026, 11, 30), date(2026, 12, 26), True),
	],
)
def test_a_hazard_in_no_return_is_missed_after_its_day(registered, today, missed):
	month = replace(unreported(registered_on=registered), today=today)
	found = [line for line in findings(month) if line.kind == w.IN_NO_RETURN]
	assert [(line.hazard, line.charged_to) for line in found] == ([("HZ-9", OFFICE.name)] if missed else [])


def test_a_hazard_in_a_return_of_another_reader_or_a_later_month_is_not_missed():
	month = unreported(registered_on=date(2026, 11, 3))
	assert only(month).kind == w.IN_NO_RETURN
	assert {line.kind for line in findings(replace(month, elsewhere=frozenset(("HZ-9",))))} == {COMPLETE}


def test_whoever_collects_is_told_before_the_day_is_over():
	month = replace(unreported(registered_on=date(2026, 11, 20)), today=date(2026, 11, 24))
	assert w.IN_NO_RETURN not in {line.kind for line in findings(month)}
	assert w.IN_NO_RETURN in {line.kind for line in findings(replace(month, collecting=True))}


@pytest.mark.parametrize(
	("now", "words"),
	[
		(HazardNow("Withdrawn", "Major"), "Withdrawn since"),
		(HazardNow("Rectifying", "General"), "No major hazard any more"),
		(None, "Not in the register"),
	],
)
def test_what_stands_in_a_return_and_no_longer_in_the_register(now, words):
	month = replace(WHOLE, now={HAZARD.name: now} if now else {}, hazards=())
	line = only(month)
	assert (line.kind, line.hazard, line.charged_to) == (w.NOT_IN_REGISTER, HAZARD.name, OFFICE.name)
	assert words in line.detail.text
	assert "甲公司, 甲县安委办" in line.detail.text


def test_a_hazard_reported_as_withdrawn_is_no_surprise():
	told = replace(ROW, counts=False)
	sent = (replace(SENT, rows=(told,)), replace(OF_COUNTY, rows=(told,)))
	month = replace(WHOLE, returns=sent, now={HAZARD.name: HazardNow("Withdrawn", "Major")}, hazards=())
	assert {line.kind for line in findings(month)} == {COMPLETE}


# --- numbers ---------------------------------------------------------------------------------------------------------
@given(st.sets(st.integers(1, 30)), st.integers(0, 30))
def test_missing_numbers_are_exactly_those_nobody_carries(given_numbers, last_no):
	numbers = CountyNumbers(COUNTY, "140402-202611-", last_no, frozenset(given_numbers))
	up_to = max([last_no, *given_numbers], default=0)
	assert set(numbers.missing) == set(range(1, up_to + 1)) - given_numbers


def test_a_gap_names_the_numbers_and_is_charged_to_the_office_of_the_county():
	gap = CountyNumbers(COUNTY, "140402-202611-", 4, frozenset((1, 3)))
	line = only(replace(WHOLE, numbers=(gap,)))
	assert (line.kind, line.charged_to, line.county) == (w.NUMBER_MISSING, OFFICE.name, COUNTY)
	assert line.detail.text == "Missing: 140402-202611-0002, 140402-202611-0004"
	assert only(replace(WHOLE, numbers=(replace(gap, county="乙县"),))).charged_to == "乙县"


# --- the report ------------------------------------------------------------------------------------------------------
def test_whole_rows_of_the_report():
	month = replace(WHOLE, returns=(replace(SENT, submitted_on=date(2026, 11, 28)),))
	lines = findings(month)
	assert rows(lines) == [
		{
			"idx": 1,
			"finding": "Not Reported",
			"unit_kind": "County",
			"unit": "甲县安委办",
			"county": COUNTY,
			"charged_to": "甲县安委办",
			"detail": "No return by 2026-11-25",
			"days": 6,
			"submitted_on": None,
			"version_no": None,
			"document": "",
			"register_no": "",
			"hazard": "",
			"is_grave": True,
			"is_complete": False,
		},
		{
			"idx": 2,
			"finding": "Reported Late",
			"unit_kind": "Enterprise",
			"unit": "甲公司",
			"county": COUNTY,
			"charged_to": "甲公司",
			"detail": "Days late: 3",
			"days": 3,
			"submitted_on": date(2026, 11, 28),
			"version_no": 1,
			"document": "HRT-1",
			"register_no": "",
			"hazard": "",
			"is_grave": False,
			"is_complete": False,
		},
	]
	assert [row["finding"] for row in rows(lines, finding="Reported Late")] == ["Reported Late"]
	assert chart(lines)["data"] == {
		"labels": ["Not Reported", "Reported Late"],
		"datasets": [{"name": "Findings", "values": [1, 1]}],
	}


def test_those_who_lack_nothing_are_shown_on_request_only():
	assert rows(findings(WHOLE)) == []
	assert [row["finding"] for row in rows(findings(WHOLE), everybody=True)] == ["Complete", "Complete"]
	assert chart(findings(WHOLE)) is None


def test_the_numbers_of_a_month():
	month = replace(
		WHOLE, returns=(replace(SENT, rows=()),), numbers=(CountyNumbers(COUNTY, "p-", 2, frozenset((1,))),)
	)
	found = standing(month, findings(month))
	assert (found.due, found.reported, found.not_reported, found.nil) == (2, 1, 1, 1)
	assert (found.hazards, found.in_returns, found.numbers_missing) == (1, 0, 1)
	shown = {card.label: (card.value, card.indicator) for card in cards(found)}
	assert shown["Share Reported"] == ("50.0%", "Blue")
	assert shown["Hazards in Returns"] == ("0 / 1", "Red")
	assert shown["Numbers Missing"] == (1, "Red")


def test_every_finding_has_its_place_in_the_order():
	assert set(completeness.ORDER) == {*w.RETURN_FINDINGS, COMPLETE}
	assert set(completeness.FINDINGS) == set(w.RETURN_FINDINGS) - {w.NOT_DUE}
