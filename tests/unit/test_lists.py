"""The monthly list: which hazards belong to a month, whole rows, overdue edges, the list as a whole."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from list_samples import CASE, OPEN, TODAY

from hazard_governance.domain import lists
from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.list_columns import MONTHLY_COLUMNS, SUPERVISION_COLUMNS, official_columns
from hazard_governance.domain.lists import ListedHazard
from hazard_governance.domain.official_list import monthly_list
from hazard_governance.domain.official_list import supervision_list as official_supervision_list

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))

ROW = {
	"idx": 1,
	"month": "2026-11",
	"reporting_unit": "甲县安委办",
	"register_no": "140402-202611-0001",
	"enterprise": "甲公司",
	"county": "甲县",
	"industry": "工贸",
	"competent_authority": "甲县工信局",
	"source": "Self-Inspection",
	"existing_condition": "梁上积尘5毫米",
	"basis": "工贸企业重大事故隐患判定标准 应急管理部令第10号 第十一条",
	"found_on": date(2026, 11, 2),
	"responsible_person": "王强",
	"rectification_due": date(2026, 11, 23),
	"stage": "Rectifying",
	"overdue": "Yes",
	"listed": "Yes",
	"completed_on": None,
	"filed": "No",
	"accountability": "Persons: 3 (direct 1, managerial 0, leadership 2)",
	"prepared_by": "李明",
	"reviewed_by": "赵敏",
	"reported_on": date(2026, 11, 3),
	"remarks": "",
	"hazard": "HZ-2026-00001",
	"place": "打磨车间",
	"verification": "Verified",
	"recurring": "Yes",
	"campaign": "2026行动",
	"step_description": "Complete",
	"step_cause_analysis": "Not Started",
	"step_accountability": "Not Started",
	"step_immediate_rectification": "Not Started",
	"step_source_governance": "Not Started",
	"criterion_match": "",
	"is_overdue": True,
	"is_pending": False,
}


def ended(stage: str, **dates) -> ListedHazard:
	return replace(OPEN, registered_on=date(2026, 1, 15), stage=stage, **dates)


def belongs(hazard: ListedHazard, month: str, carried_over: bool = True) -> bool:
	return lists.in_month(hazard, *lists.month_bounds(month), carried_over)


# --- months
@pytest.mark.parametrize(
	("month", "first", "last"),
	[
		("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
		("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
		("2026-04", date(2026, 4, 1), date(2026, 4, 30)),
		("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
	],
)
def test_month_bounds_are_both_inclusive(month, first, last):
	assert lists.month_bounds(month) == (first, last)


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-1", "2026-11-01", "202611", "x"])
def test_what_is_no_month_is_refused(text):
	with pytest.raises(ValueError):
		lists.month_bounds(text)


@pytest.mark.parametrize(
	("registered", "month", "listed", "new"),
	[
		(date(2028, 2, 29), "2028-02", True, True),  # leap day, last day of the month
		(date(2028, 2, 29), "2028-03", True, False),
		(date(2028, 3, 1), "2028-02", False, False),
		(date(2026, 12, 31), "2026-12", True, True),
		(date(2026, 12, 31), "2027-01", True, False),
		(date(2026, 12, 1), "2026-12", True, True),
	],
)
def test_open_hazards_are_listed_from_the_month_of_registration_on(registered, month, listed, new):
	hazard = replace(OPEN, registered_on=registered)
	assert belongs(hazard, month) is listed
	assert belongs(hazard, month, carried_over=False) is new


@pytest.mark.parametrize(
	("hazard", "months"),
	[
		(ended(words.CLOSED_OUT, closed_out_on=date(2026, 3, 31)), [1, 2, 3]),
		(ended(words.CLOSED_OUT, closed_out_on=date(2026, 4, 1)), [1, 2, 3, 4]),
		# closed out in March, filed in May: not unfinished in April, shown again in the month of filing
		(ended(words.FILED, closed_out_on=date(2026, 3, 2), filed_on=date(2026, 5, 2)), [1, 2, 3, 5]),
		(ended(words.WITHDRAWN, withdrawn_on=date(2026, 2, 28)), [1, 2]),
		(
			replace(ended(words.RECTIFYING), classification="General", reclassified_on=date(2026, 2, 1)),
			[1, 2],
		),
		# reopened: the day of the earlier closing is left over and ends nothing
		(
			ended(words.RECTIFYING, closed_out_on=date(2026, 3, 1), filed_on=date(2026, 3, 2)),
			[1, 2, 3, 4, 5, 6],
		),
		# major again after having been general
		(replace(ended(words.RECTIFYING), reclassified_on=date(2026, 2, 1)), [1, 2, 3, 4, 5, 6]),
	],
)
def test_an_ended_hazard_is_listed_up_to_its_ending_and_in_the_month_of_each(hazard, months):
	assert [month for month in range(1, 7) if belongs(hazard, f"2026-{month:02}")] == months


def test_without_a_day_of_registration_a_hazard_is_on_no_list():
	assert not belongs(replace(OPEN, registered_on=None), "2026-11")


@given(DAYS, st.none() | DAYS, st.integers(1, 12))
def test_a_month_is_left_only_by_an_ending(registered, closed, month):
	hazard = replace(
		OPEN,
		registered_on=registered,
		stage=words.CLOSED_OUT if closed else words.RECTIFYING,
		closed_out_on=closed,
	)
	expected = registered.month <= month and (closed is None or closed.month >= month)
	assert belongs(hazard, f"2026-{month:02}") is expected


# --- rows
def test_a_whole_monthly_row():
	assert lists.monthly_rows([OPEN], "2026-11", TODAY) == [ROW]
	assert set(ROW) == {column.fieldname for column in MONTHLY_COLUMNS} | {"is_overdue", "is_pending"}


@pytest.mark.parametrize(
	("values", "mark"),
	[
		({}, ""),
		({"classification_basis": words.BY_DEFINITION}, "Matches No Criterion"),
		({"criterion_standard": ""}, "Matches No Criterion"),
		({"criterion_standard": "", "stage": words.WITHDRAWN}, ""),
		({"criterion_standard": "", "classification": words.GENERAL}, ""),
	],
)
def test_a_major_hazard_without_an_article_of_a_standard_is_marked(values, mark):
	(row,) = lists.monthly_rows([replace(OPEN, **values)], "2026-11", TODAY)
	assert row["criterion_match"] == mark


def test_what_matches_no_criterion_comes_first_where_asked_and_each_part_keeps_its_order():
	hazards = [
		replace(
			OPEN, name=str(n), register_no=f"140402-202611-000{n}", criterion_standard="x" if n % 2 else ""
		)
		for n in (4, 1, 3, 2)
	]
	listed = lists.monthly_hazards(hazards, "2026-11")
	assert [h.name for h in listed] == ["1", "2", "3", "4"]
	assert [h.name for h in lists.unmatched_before(listed)] == ["2", "4", "1", "3"]


def test_a_quickly_registered_hazard_is_listed_as_pending_verification():
	hazard = ListedHazard(name="HZ-2", hazard_title="气味", county="甲县", registered_on=TODAY)
	(row,) = lists.monthly_rows([hazard], "2026-11", TODAY)
	assert row["register_no"] == row["verification"] == "Pending Verification"
	assert (row["is_pending"], row["is_overdue"], row["overdue"]) == (True, False, "No")
	assert row["existing_condition"] == "气味"
	assert row["reporting_unit"] == "甲县"
	assert row["accountability"] == "None yet"
	assert (row["basis"], row["recurring"], row["source"], row["reported_on"]) == ("", "", "", None)


def test_a_withdrawn_hazard_keeps_its_number_and_is_not_overdue():
	hazard = replace(
		OPEN, registered_on=date(2026, 9, 30), stage=words.WITHDRAWN, withdrawn_on=date(2026, 11, 1)
	)
	(row,) = lists.monthly_rows([hazard], "2026-11", TODAY)
	assert (row["register_no"], row["stage"], row["overdue"]) == ("140402-202611-0001", "Withdrawn", "No")
	assert row["remarks"] == "Carried over from 2026-09; Withdrawn on 2026-11-01"
	assert row["completed_on"] is None


def test_a_reclassified_hazard_says_since_when():
	hazard = replace(OPEN, classification="General", reclassified_on=date(2026, 11, 9))
	(row,) = lists.monthly_rows([hazard], "2026-11", TODAY)
	assert (row["remarks"], row["overdue"]) == ("Reclassified as general on 2026-11-09", "No")


def test_completed_on_is_the_closing_or_before_it_the_acceptance():
	accepted = replace(OPEN, stage=words.ACCEPTED, accepted_on=date(2026, 11, 20))
	closed = replace(accepted, stage=words.CLOSED_OUT, closed_out_on=date(2026, 11, 22))
	filed = replace(closed, stage=words.FILED, filed_on=date(2026, 11, 24))
	reopened = replace(closed, stage=words.RECTIFYING)
	rows = lists.monthly_rows([accepted, closed, filed, reopened], "2026-11", TODAY)
	assert [(row["completed_on"], row["filed"], row["overdue"]) for row in rows] == [
		(date(2026, 11, 20), "No", "No"),
		(date(2026, 11, 22), "No", "No"),
		(date(2026, 11, 22), "Yes", "No"),
		(None, "No", "Yes"),
	]


@pytest.mark.parametrize(
	("source", "first_report", "reported"),
	[
		(words.SELF_INSPECTION, None, None),
		(words.SELF_INSPECTION, date(2026, 11, 5), date(2026, 11, 5)),
		(words.ENFORCEMENT_INSPECTION, None, OPEN.registered_on),
		(words.SUPERIOR_INSPECTION, None, OPEN.registered_on),
		(words.PUBLIC_REPORT, date(2026, 11, 5), date(2026, 11, 5)),
	],
)
def test_reported_on(source, first_report, reported):
	assert replace(OPEN, source=source, first_reported_on=first_report).reported_on == reported


def test_the_statutory_definition_is_a_basis_with_its_reason():
	hazard = replace(
		OPEN,
		classification_basis=words.BY_DEFINITION,
		classification_reason="须停产治理",
		criterion_standard="x",
	)
	assert lists.basis_text(hazard) == "Article 3 of the Interim Provisions (Order No. 16) 须停产治理"


def test_rows_are_ordered_by_county_number_and_name_and_numbered_one_by_one():
	make = lambda name, code, number: replace(OPEN, name=name, county_code=code, register_no=number)  # noqa: E731
	hazards = [
		make("HZ-5", "140403", "140403-202611-0001"),
		make("HZ-4", "140402", ""),
		make("HZ-3", "140402", ""),
		make("HZ-2", "140402", "140402-202611-0010"),
		make("HZ-1", "140402", "140402-202611-0002"),
	]
	rows = lists.monthly_rows(lists.monthly_hazards(hazards, "2026-11"), "2026-11", TODAY)
	assert [(row["idx"], row["hazard"]) for row in rows] == [
		(1, "HZ-1"),
		(2, "HZ-2"),
		(3, "HZ-3"),
		(4, "HZ-4"),
		(5, "HZ-5"),
	]


def test_only_the_words_of_the_app_are_translated_and_never_what_people_wrote():
	asked = []

	def translate(text):
		asked.append(text)
		return f"<{text}>"

	hazard = replace(OPEN, responsible_person="Yes", existing_condition="Rectifying", place="Overdue")
	(row,) = lists.monthly_rows([hazard], "2026-11", TODAY, translate)
	assert (row["stage"], row["overdue"], row["source"]) == ("<Rectifying>", "<Yes>", "<Self-Inspection>")
	assert (row["responsible_person"], row["existing_condition"], row["place"]) == (
		"Yes",
		"Rectifying",
		"Overdue",
	)
	assert row["is_overdue"] is True
	assert not {hazard.enterprise, hazard.county, hazard.register_no} & set(asked)


# --- overdue
@pytest.mark.parametrize(
	("due", "done", "expected"),
	[
		(None, None, "No"),
		(None, TODAY, "No"),
		(TODAY, None, "No"),  # the day itself is in time
		(TODAY - timedelta(days=1), None, "Yes"),
		(TODAY + timedelta(days=1), None, "No"),
		(TODAY, TODAY, "No"),
		(TODAY - timedelta(days=1), TODAY, "Completed Late"),
		(date(2028, 2, 28), date(2028, 2, 29), "Completed Late"),
	],
)
def test_overdue(due, done, expected):
	assert lists.overdue(due, done, TODAY) == expected


def test_acceptance_counts_and_not_what_the_enterprise_says():
	claimed = replace(OPEN, stage=words.PENDING_ACCEPTANCE)
	accepted_late = replace(OPEN, stage=words.ACCEPTED, accepted_on=TODAY)
	assert lists.hazard_overdue(claimed, TODAY) == "Yes"
	assert lists.hazard_overdue(accepted_late, TODAY) == "Completed Late"


# --- whole lists
def test_official_columns_come_first_and_in_the_order_of_the_form():
	assert [column.fieldname for column in official_columns(MONTHLY_COLUMNS)] == [
		column.fieldname for column in MONTHLY_COLUMNS[:24]
	]
	assert [column.fieldname for column in official_columns(SUPERVISION_COLUMNS)] == [
		column.fieldname for column in SUPERVISION_COLUMNS[:24]
	]


def test_a_month_without_hazards_is_a_nil_return():
	official = monthly_list([], "2026-11", TODAY, unit="甲县安委办")
	assert (official.rows, official.nothing) == ([], "Nil return: no major hazard this month.")
	assert official.heading == (
		("Reporting Unit", "甲县安委办"),
		("Reporting Month", "2026-11"),
		("Status as of", "2026-11-24"),
	)


def test_mappings_become_lines_with_days_and_defaults():
	hazard = ListedHazard.from_mapping(
		{"name": "HZ-1", "registered_on": datetime(2026, 11, 24, 23, 59), "place": None, "owner": "x"}
	)
	assert (hazard.registered_on, hazard.place) == (TODAY, "")


def test_supervision_heading_and_period():
	official = official_supervision_list([CASE], [], TODAY, unit="市安委办")
	assert (official.title, official.period) == ("Supervision List", "2026-11-24")
	assert [row["case_no"] for row in official.rows] == ["SC-2026-00001"]
