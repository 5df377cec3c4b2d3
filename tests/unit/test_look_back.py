"""Looking back: what an inspection needs, what follows from each finding, how it counts in the assessment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import COUNTY, TODAY, general, major, put
from oversight import look_back, sham_decided, with_look_backs

from hazard_governance.domain import look_back as rules
from hazard_governance.domain import look_back_lists as lists

FINDINGS = ("Genuine", "Superficial", "Sham", "Recurred")


def named(found) -> list[tuple[str, str]]:
	return [(lacking.doctype, lacking.fieldname) for lacking in found]


def submitted(finding: str = "Genuine", record=None, **values) -> list[tuple[str, str]]:
	return named(rules.check_submission(look_back(finding, **values), record or major(), TODAY))


@pytest.mark.parametrize("finding", FINDINGS)
def test_a_complete_look_back_is_submitted(finding):
	assert submitted(finding) == []


@pytest.mark.parametrize(
	("fieldname", "empty"),
	[
		("authority", ""),
		("inspected_on", None),
		("statement", " "),
		("photos", []),
		("finding_reason", ""),
		("inspectors", []),
	],
)
def test_every_look_back_asks_for(fieldname, empty):
	assert submitted(**{fieldname: empty}) == [(rules.DOCTYPE, fieldname)]


def test_a_photo_without_a_file_is_none():
	assert submitted(photos=[{"caption": "大门"}]) == [(rules.DOCTYPE, "photos")]


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2026, 11, 15)])
def test_the_inspection_lies_between_the_close_out_and_today(day):
	assert submitted(inspected_on=day) == [(rules.DOCTYPE, "inspected_on")]
	for edge in (TODAY, date(2026, 11, 16)):
		assert submitted(inspected_on=edge) == []


@pytest.mark.parametrize(
	("inspector", "refused"),
	[
		({"inspector_name": "核查员", "user": "clerk@example.com"}, True),  # concluded the check
		({"inspector_name": "孙工", "user": "sun@example.com"}, True),  # belongs to the enterprise
		({"inspector_name": "李强"}, True),  # did the work
		({"inspector_name": "另一局 王五"}, False),
	],
)
def test_nobody_looks_back_on_what_they_accepted_or_did(inspector, refused):
	people = [{"inspector_name": "吴六", "user": "wu@example.com"}, inspector]
	found = submitted(inspectors=people)
	assert found == ([(rules.INSPECTOR, "inspector_name")] if refused else [])


@pytest.mark.parametrize("stage", ["Registered", "Rectifying", "Pending Acceptance", "Accepted", "Withdrawn"])
def test_only_what_was_closed_is_looked_back_on(stage):
	assert named(rules.check_begin(put(major(), "hazard.stage", stage))) == [(rules.DOCTYPE, "hazard")]
	for closed in rules.ENDED:
		assert rules.check_begin(put(major(), "hazard.stage", closed)) == []


# --- findings --------------------------------------------------------------------------------------------------------
def judged(finding: str, row: str) -> list[tuple[str, str]]:
	values = {"measure_row": "pm-1", "measure": "更换供电线路", "finding": row}
	return submitted(finding, findings=[values])


@pytest.mark.parametrize(
	("finding", "row", "fields"),
	[
		("Genuine", "Superficial", ["finding"]),
		("Genuine", "Sham", ["finding"]),
		("Superficial", "Sham", ["finding"]),
		("Superficial", "Genuine", []),  # what is weak may lie beside the measures
		("Sham", "Genuine", ["findings"]),
		("Sham", "Sham", []),
		("Recurred", "Genuine", []),
	],
)
def test_the_whole_is_no_better_than_its_worst_measure(finding, row, fields):
	assert [field for _doctype, field in judged(finding, row)] == fields


def test_every_measure_is_judged():
	assert judged("Genuine", "") == [(rules.FINDING, "finding")]


def test_a_superficial_one_asks_for_measures_with_person_and_deadline():
	assert submitted("Superficial", supplementary_measures=[]) == [(rules.DOCTYPE, "supplementary_measures")]
	bare = {"measure": "补装", "deadline": date(2026, 11, 18)}
	assert submitted("Superficial", supplementary_measures=[bare]) == [
		(rules.MEASURE, "responsible_person"),
		(rules.MEASURE, "deadline"),
	]


def test_a_sham_one_sets_a_later_deadline():
	assert submitted("Sham", new_due=None) == [(rules.DOCTYPE, "new_due")]
	assert submitted("Sham", new_due=date(2026, 11, 19)) == [(rules.DOCTYPE, "new_due")]


def test_what_has_come_back_is_a_hazard_of_its_own():
	assert submitted("Recurred", recurred_hazard="") == [(rules.DOCTYPE, "recurred_hazard")]
	assert submitted("Recurred", recurred_hazard="HZ-1") == [(rules.DOCTYPE, "recurred_hazard")]


@pytest.mark.parametrize(
	("column", "value"), [("done_on", None), ("done_on", date(2026, 11, 21)), ("evidence", "")]
)
def test_a_superficial_one_is_made_good_measure_by_measure(column, value):
	whole = look_back("Superficial")
	assert rules.check_conclusion(whole, TODAY) == []
	lacking = put(whole, f"supplementary_measures.0.{column}", value)
	assert named(rules.check_conclusion(lacking, TODAY)) == [(rules.MEASURE, column)]


@pytest.mark.parametrize("finding", ["Genuine", "Sham", "Recurred"])
def test_nothing_else_is_made_good(finding):
	assert named(rules.check_conclusion(look_back(finding), TODAY)) == [(rules.DOCTYPE, "finding")]


# --- what follows ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("finding", ["Genuine", "Superficial"])
def test_a_removed_danger_is_not_opened_again(finding):
	assert rules.effects(look_back(finding), major()) == rules.Effects()


def test_what_has_come_back_is_tied_to_the_earlier_one():
	assert rules.effects(look_back("Recurred"), major()) == rules.Effects(recurred="HZ-2")


@pytest.mark.parametrize("stage", rules.REOPENED_FROM)
def test_a_sham_one_goes_back_from_every_stage(stage):
	record = put(put(major(), "hazard.stage", stage), "report.status", "Filed")
	expected = rules.Effects(reopen=True, measures=("pm-1",), refile=True, review_leniency=True)
	assert rules.effects(look_back("Sham"), record) == expected


def test_a_sham_one_found_while_it_is_being_rectified_again_moves_nothing():
	record = put(put(major(), "hazard.stage", "Rectifying"), "report.status", "Approved")
	assert rules.effects(look_back("Sham"), record) == rules.Effects(measures=("pm-1",), review_leniency=True)


def test_only_the_measures_found_sham_are_done_again():
	record = major()
	second = replace(record.plan.measures[0], name="pm-2")
	record = replace(record, plan=replace(record.plan, measures=(*record.plan.measures, second)))
	assert rules.effects(look_back("Sham"), record).measures == ("pm-1",)
	assert rules.effects(look_back("Sham", findings=[]), record).measures == ("pm-1", "pm-2")


def test_a_hazard_without_plan_has_no_measures_to_open():
	effect = rules.effects(look_back("Sham", findings=[]), general())
	assert (effect.reopen, effect.measures, effect.refile) == (True, (), False)


def test_a_filed_hazard_is_reopened_by_a_sham_finding_since_its_filing_only():
	record = put(major(), "hazard.filed_on", date(2026, 11, 18))
	assert named(rules.check_reopening(record)) == [("Hazard", "stage")]
	assert rules.check_reopening(sham_decided(record)) == []
	assert rules.check_reopening(sham_decided(record, "2026-11-18 08:00:00")) == []
	assert rules.check_reopening(sham_decided(record, "2026-11-17 08:00:00"))
	for other in (look_back("Genuine", status="Decided"), look_back("Sham", status="Submitted")):
		assert rules.check_reopening(with_look_backs(record, other))


def test_leniency_knows_whether_a_rectification_was_ever_sham():
	assert not rules.ever_sham(major())
	assert rules.ever_sham(sham_decided(major()))


# --- assessment ------------------------------------------------------------------------------------------------------
def looked(name: str, finding: str, county: str = "甲县", origin: str = "Lot", **values) -> lists.LookBack:
	return lists.LookBack(
		**{
			"name": name,
			"finding": finding,
			"county": county,
			"origin": origin,
			"closed_by": COUNTY,
			"status": "Decided",
			**values,
		}
	)


SOME = [
	looked("1", "Genuine"),
	looked("2", "Sham"),
	looked("3", "Superficial", supplementary_due=(date(2026, 11, 19), TODAY)),
	looked("4", "Superficial", status="Concluded"),
	looked("5", "Sham", origin="Signal"),
	looked("6", "Recurred", county="乙县", origin="Direction", closed_by=""),
]


def test_whole_rows_of_the_assessment():
	assert lists.assessment_rows(SOME, TODAY) == [
		{
			"unit_kind": "County or Zone",
			"unit": "乙县",
			"inspected": 1,
			"by_lot": 0,
			"genuine": 0,
			"superficial": 0,
			"sham": 0,
			"recurred": 1,
			"genuine_rate": None,
			"sham_rate": None,
			"made_good": 0,
			"overdue": 0,
		},
		{
			"unit_kind": "County or Zone",
			"unit": "甲县",
			"inspected": 5,
			"by_lot": 4,
			"genuine": 1,
			"superficial": 2,
			"sham": 2,
			"recurred": 0,
			# what was chosen for its signals judges nobody
			"genuine_rate": 25.0,
			"sham_rate": 25.0,
			"made_good": 1,
			"overdue": 1,
		},
		{
			"unit_kind": "Closing Authority",
			"unit": "not known",
			"inspected": 1,
			"by_lot": 0,
			"genuine": 0,
			"superficial": 0,
			"sham": 0,
			"recurred": 1,
			"genuine_rate": None,
			"sham_rate": None,
			"made_good": 0,
			"overdue": 0,
		},
		{
			"unit_kind": "Closing Authority",
			"unit": COUNTY,
			"inspected": 5,
			"by_lot": 4,
			"genuine": 1,
			"superficial": 2,
			"sham": 2,
			"recurred": 0,
			"genuine_rate": 25.0,
			"sham_rate": 25.0,
			"made_good": 1,
			"overdue": 1,
		},
	]


def test_cards_and_chart_hold_the_total():
	report = lists.assessment(SOME, (date(2026, 9, 1), TODAY), TODAY, unit="市安委办")
	assert [card.value for card in report.cards] == [6, 1, 2, 2, 1]
	assert report.chart["data"]["datasets"][0]["values"] == [1, 2, 2, 1]
	assert report.heading[0][1] == "2026-09-01 to 2026-11-20"
	nothing = lists.assessment([], (TODAY, TODAY), TODAY)
	assert (nothing.rows, nothing.chart, nothing.cards[0].value) == ([], None, 0)


def test_texts_are_told_in_the_readers_language():
	rows = lists.assessment_rows(SOME[:1], TODAY, lambda text: f"<{text}>")
	assert rows[0]["unit_kind"] == "<County or Zone>"


def test_the_day_of_a_supplementary_deadline_is_in_time():
	assert lists.tally(SOME, date(2026, 11, 19)).overdue == 0
	assert lists.tally(SOME, date(2026, 11, 21)).overdue == 2
