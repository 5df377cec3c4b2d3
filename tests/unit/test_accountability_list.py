"""The accountability register and the hazards for which nobody has begun: rows, days, and what is counted apart."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import accountability_list as register
from hazard_governance.domain import accountability_start as start
from hazard_governance.domain.accountability_list import RegisteredPerson
from hazard_governance.domain.facts import Settings

TODAY = date(2026, 11, 20)
FINE = {"measure": "Fine", "amount": 500, "executed_on": date(2026, 11, 10), "proof": True}
SUSPENDED = {
	"measure": "Suspension for Review",
	"from_date": date(2026, 11, 10),
	"to_date": date(2026, 11, 16),
}
REFERRED = {
	"measure": "Referral to Discipline Inspection",
	"receiving_organ": "甲县纪委监委",
	"referral_no": "移〔2026〕1号",
}
VALUES = {
	"action": "AA-1",
	"hazard": "HZ-1",
	"register_no": "140402-202611-0001",
	"hazard_title": "报警器断电",
	"enterprise": "甲公司",
	"county": "甲县",
	"county_code": "140402",
	"industry": "工贸",
	"recurring": "Yes",
	"person_name": "王建国",
	"post": "班长",
	"responsibility": "Primary",
	"responsibility_class": "Direct",
	"deciding_side": "Enterprise",
	"status": "Decided",
	"verified_on": date(2026, 11, 3),
	"begun_on": datetime(2026, 11, 8, 15, 30),
	"decided_on": datetime(2026, 11, 9, 9),
}


def person(*measures: dict, **values) -> RegisteredPerson:
	return RegisteredPerson.from_mapping({**VALUES, **values}, measures or (FINE,))


def test_a_whole_row_of_the_register():
	(row,) = register.register_rows([person()])
	assert row == {
		"idx": 1,
		"register_no": "140402-202611-0001",
		"enterprise": "甲公司",
		"hazard_title": "报警器断电",
		"person_name": "王建国",
		"post": "班长",
		"responsibility": "Primary Responsible Person",
		"responsibility_class": "Directly Responsible",
		"measure": "Fine",
		"amount": 500,
		"from_date": None,
		"to_date": None,
		"days": None,
		"deciding_side": "Enterprise",
		"authority": "",
		"letter_no": "",
		"decided_on": date(2026, 11, 9),
		"executed_on": date(2026, 11, 10),
		"proof": "Yes",
		"referral": "",
		"verified_on": date(2026, 11, 3),
		"begun_on": date(2026, 11, 8),
		"days_to_start": 5,
		"status": "Decided",
		"repeat": "Yes",
		"county": "甲县",
		"industry": "工贸",
		"hazard": "HZ-1",
		"action": "AA-1",
		"is_open": False,
	}
	assert set(row) - {"is_open"} == {column.fieldname for column in register.REGISTER_COLUMNS}


def test_one_row_a_measure_with_days_referral_and_what_is_open():
	rows = register.register_rows(
		[person(SUSPENDED, REFERRED, {"measure": "Other Measure", "sanction": "检讨"})]
	)
	assert [row["days"] for row in rows] == [7, None, None]
	assert rows[1]["referral"] == "甲县纪委监委 移〔2026〕1号"
	assert rows[2]["measure"] == "Other Measure (检讨)"
	assert [row["is_open"] for row in rows] == [True, True, True]
	(draft,) = register.register_rows([RegisteredPerson.from_mapping({**VALUES, "status": "Draft"})])
	assert (draft["measure"], draft["is_open"], draft["proof"]) == ("", False, "No")


def test_words_are_given_in_the_readers_language():
	(row,) = register.register_rows([person()], lambda text: f"<{text}>")
	assert row["measure"] == "<Fine>" and row["responsibility_class"] == "<Directly Responsible>"
	assert row["person_name"] == "王建国"


@pytest.mark.parametrize(
	("verified", "begun", "days"),
	[
		(date(2026, 11, 3), date(2026, 11, 3), 0),
		(date(2026, 11, 3), date(2026, 11, 1), 0),
		(date(2024, 2, 28), date(2024, 3, 1), 2),
		(None, date(2026, 11, 3), None),
	],
)
def test_days_from_the_verification_to_the_beginning(verified, begun, days):
	assert person(verified_on=verified, begun_on=begun).days_to_start == days


def test_order_is_county_number_responsibility_and_tier():
	people = [
		person(action="AA-5", county_code="140403"),
		person(action="AA-4", register_no=""),
		person(action="AA-3", responsibility="Related"),
		person(action="AA-2", responsibility_class="Leadership"),
		person(action="AA-1"),
	]
	rows = register.register(people, TODAY).rows
	assert [row["action"] for row in rows] == ["AA-1", "AA-2", "AA-3", "AA-4", "AA-5"]
	assert rows[3]["register_no"] == "Pending Verification"


PEOPLE = [
	person(FINE, SUSPENDED),
	person(REFERRED, action="AA-2", hazard="HZ-2"),
	person(
		{**FINE, "amount": 1000.5, "executed_on": None},
		action="AA-3",
		person_name="李强",
		responsibility_class="Leadership",
	),
	person(action="AA-4", person_name="赵卫", status="Submitted"),
]


def test_people_and_cases_are_counted_apart_and_drafts_not_at_all():
	t = register.totals(PEOPLE)
	assert (t.hazards, t.persons, t.cases, t.measures, t.executed, t.amount) == (2, 2, 3, 4, 1, 1500.5)
	cards = {card.label: card.value for card in register.register(PEOPLE, TODAY).cards}
	assert cards == {
		"Hazards Concerned": 2,
		"Persons": 2,
		"Person-Cases": 3,
		"Measures Decided": 4,
		"Not Executed Yet": 3,
		"Amount (yuan)": "1500.50",
		"Referred": 1,
		"Not Decided Yet": 1,
	}


def test_totals_by_tier_show_a_missing_tier_and_by_measure_the_mildest_first():
	listed = register.register(PEOPLE, TODAY)
	assert listed.table == [
		[
			"Tier of Responsibility",
			"Persons",
			"Person-Cases",
			"Measures Decided",
			"Measures Executed",
			"Amount (yuan)",
		],
		["Directly Responsible", 1, 2, 3, 1, "500.00"],
		["Managerially Responsible", 0, 0, 0, 0, "0.00"],
		["Leadership Responsible", 1, 1, 1, 0, "1000.50"],
		["Total of All", 2, 3, 4, 1, "1500.50"],
	]
	((heading, table),) = listed.further
	assert heading == "By Measure"
	assert [line[0] for line in table[1:]] == [
		"Fine",
		"Suspension for Review",
		"Referral to Discipline Inspection",
		"Total of All",
	]
	assert table[1][1:] == [2, 2, 2, 1, "1500.50"]


people = st.builds(
	person,
	st.fixed_dictionaries({"measure": st.sampled_from(("Fine", "Admonition")), "amount": st.integers(0, 9)}),
	status=st.sampled_from(("Draft", "Submitted", "Decided", "Executed")),
	responsibility_class=st.sampled_from(register.TIERS),
	person_name=st.sampled_from(("甲", "乙", "丙")),
	hazard=st.sampled_from(("HZ-1", "HZ-2")),
)


@given(st.lists(people, max_size=12))
def test_tiers_add_up_to_the_total(some):
	tiers = [register.totals(p for p in some if p.responsibility_class == tier) for tier in register.TIERS]
	whole = register.totals(some)
	for name in ("cases", "measures", "executed", "amount"):
		assert sum(getattr(t, name) for t in tiers) == getattr(whole, name)
	assert whole.persons <= whole.cases <= whole.measures


def test_nothing_decided_says_so():
	listed = register.register([], TODAY)
	assert listed.rows == [] and listed.nothing == "Nobody has been held to account."


# --- not begun -----------------------------------------------------------------------------------------------------
def waiting(day: date | None, **values) -> start.WaitingHazard:
	hazard = {
		"hazard": "HZ-1",
		"register_no": "140402-202611-0001",
		"enterprise": "甲公司",
		"county": "甲县",
		"county_code": "140402",
		"industry": "工贸",
		"hazard_title": "报警器断电",
		"classification": "Major",
		"recurring": "No",
		"stage": "Rectifying",
		"verified_by": "甲县安委办",
	}
	return start.WaitingHazard.from_mapping({**hazard, "verified_on": day, **values})


def test_a_whole_row_of_what_has_not_begun():
	listed = start.not_begun([waiting(date(2026, 11, 9))], TODAY)
	assert listed.rows == [
		{
			"idx": 1,
			"register_no": "140402-202611-0001",
			"enterprise": "甲公司",
			"county": "甲县",
			"industry": "工贸",
			"hazard_title": "报警器断电",
			"classification": "Major",
			"recurring": "No",
			"stage": "Rectifying",
			"verified_on": date(2026, 11, 9),
			"verified_by": "甲县安委办",
			"start_due": date(2026, 11, 19),
			"days_late": 1,
			"hazard": "HZ-1",
		}
	]
	assert ("Term in Days", "10") in listed.heading


def test_the_last_day_is_in_time_and_the_setting_counts():
	on_the_day = waiting(date(2026, 11, 10))
	assert start.late([on_the_day], TODAY) == []
	assert start.late([on_the_day], date(2026, 11, 21)) == [(on_the_day, TODAY)]
	assert start.late([on_the_day], TODAY, Settings(accountability_start_days=9))
	# an emptied setting is no term of nothing
	assert start.late([on_the_day], TODAY, Settings(accountability_start_days=0)) == []


@given(st.dates(date(2020, 1, 1), date(2027, 1, 1)), st.integers(1, 60))
def test_the_bound_of_the_query_is_the_rule(day, days):
	settings = Settings(accountability_start_days=days)
	assert (day < start.verified_before(TODAY, settings)) == bool(start.late([waiting(day)], TODAY, settings))


def test_longest_late_first_and_counts_by_county():
	hazards = [
		waiting(date(2026, 11, 1)),
		waiting(
			date(2026, 10, 1), hazard="HZ-2", county="乙县", county_code="140403", classification="General"
		),
		waiting(date(2026, 10, 20), hazard="HZ-3", recurring="Yes"),
		waiting(None, hazard="HZ-4"),
	]
	listed = start.not_begun(hazards, TODAY)
	assert [row["hazard"] for row in listed.rows] == ["HZ-2", "HZ-3", "HZ-1"]
	assert listed.table[1:] == [["甲县", 2, 1, 2, 1], ["乙县", 1, 1, 0, 0], ["Total of All", 3, 1, 2, 1]]
	assert [card.value for card in listed.cards] == [3, 1, 2, 1, 40]


def test_persons_are_sorted_whatever_the_input_order():
	shuffled = [PEOPLE[2], PEOPLE[0], PEOPLE[3], PEOPLE[1]]
	assert register.register(shuffled, TODAY).rows == register.register(PEOPLE, TODAY).rows
	assert replace(PEOPLE[0]) == PEOPLE[0]
