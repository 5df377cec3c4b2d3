"""Numbers of other systems: layouts, workbooks out and back in, and which numbers may be taken over."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from builders import major, put
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from hazard_governance.domain import outer_systems as rules
from hazard_governance.domain.outer_systems import KnownHazard, NumberRow, OuterColumn, OuterLayout
from hazard_governance.domain.outer_values import OUR_NO, OUTER_VALUES, THEIR_NO
from hazard_governance.ledger.outer_systems import WorkbookError, read_numbers, with_numbers, write_outer
from hazard_governance.ledger.outer_values import outer_values
from hazard_governance.setup.outer_system_data import SYSTEMS

TODAY = date(2026, 11, 24)
LAYOUT = OuterLayout(
	"省系统",
	"provincial_no",
	(
		OuterColumn("序号", "Row No."),
		OuterColumn("企业", "Enterprise Name"),
		OuterColumn("备案状态", "State of Registration", codes={"未备案": "0", "已备案": "1", "已核销": "2"}),
		OuterColumn("发现时间", "Date Found", date_format="%Y%m%d"),
		OuterColumn("整改期限", "Rectification Time Limit"),
		OuterColumn("资金来源", fixed="自筹"),
	),
)


def sheet_of(content: bytes) -> list[list]:
	return [list(row) for row in load_workbook(BytesIO(content)).active.iter_rows(values_only=True)]


def test_every_value_on_offer_is_filled():
	values = outer_values(major(), 1, "N-1", TODAY, "李明")
	assert set(values) == set(OUTER_VALUES)
	assert (values["Row No."], values[THEIR_NO], values["Registered By"]) == (1, "N-1", "李明")


@pytest.mark.parametrize(("name", "number_of", "title", "columns"), SYSTEMS)
def test_shipped_layouts_are_sound(name, number_of, title, columns):
	layout = [
		OuterColumn(heading, value, codes=rules.parse_codes("".join(codes)))
		for heading, value, *codes in columns
	]
	assert rules.check_layout(layout) == []
	assert number_of in rules.NUMBER_FIELDS and len(title) <= 31
	assert {column.value for column in layout} <= {"", *OUTER_VALUES}
	assert {OUR_NO, THEIR_NO} <= {column.value for column in layout}, "rows are found again by our number"


def test_a_hazard_in_the_columns_of_the_system():
	record = put(major(), "hazard.rectification_due", date(2026, 11, 15))
	record = put(record, "hazard.stage", "Closed Out")
	content = write_outer(LAYOUT, [outer_values(record, 1, "", TODAY)])
	heading, row = sheet_of(content)
	assert heading == [
		"序号",
		"企业",
		"备案状态",
		"发现时间",
		"整改期限",
		"资金来源",
		"本系统编号",
		"对方系统编号",
	]
	assert row == [
		1,
		record.hazard.enterprise,
		"2",
		record.hazard.found_on.strftime("%Y%m%d"),
		datetime(2026, 11, 15),
		"自筹",
		record.hazard.register_no or record.hazard.name,
		None,
	]


def test_codes_take_words_in_both_languages_and_leave_the_rest():
	column = OuterColumn("状态", "Status of the Hazard", codes={"Rectifying": "10", "已验收": "20"})
	layout = replace(LAYOUT, columns=(column,), append_numbers=False)
	rows = [{"Status of the Hazard": text} for text in ("整改中", "已验收", "已销号", None)]
	assert [row[0] for row in sheet_of(write_outer(layout, rows))[1:]] == ["10", "20", "已销号", None]


def test_text_from_people_never_becomes_a_formula():
	layout = replace(LAYOUT, columns=(OuterColumn("企业", "Enterprise Name"),), append_numbers=False)
	content = write_outer(layout, [{"Enterprise Name": "=1+1"}])
	cell = load_workbook(BytesIO(content)).active["A2"]
	assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_numbers_come_back_from_the_workbook_that_went_out():
	content = write_outer(LAYOUT, [outer_values(major(), 1, "", TODAY)])
	workbook = load_workbook(BytesIO(content))
	sheet = workbook.active
	sheet.insert_rows(1)
	sheet["A1"] = "省系统导出"
	sheet.cell(3, 8, 20261124001.0)
	stream = BytesIO()
	workbook.save(stream)
	key = major().hazard.register_no or major().hazard.name
	assert read_numbers(stream.getvalue(), LAYOUT) == [NumberRow(3, key, "20261124001")]


def test_a_system_with_columns_of_its_own_for_the_numbers_gets_no_others():
	own = (OuterColumn("隐患编号", OUR_NO), OuterColumn("GUID", THEIR_NO))
	layout = replace(LAYOUT, columns=own)
	assert with_numbers(layout) == own
	assert with_numbers(replace(LAYOUT, append_numbers=False)) == LAYOUT.columns
	workbook = Workbook()
	workbook.active.append(["GUID", "隐患编号"])
	workbook.active.append([" G-1 ", "HZ-1"])
	workbook.active.append([None, None])
	workbook.active.append([None, "HZ-2"])
	stream = BytesIO()
	workbook.save(stream)
	assert read_numbers(stream.getvalue(), layout) == [NumberRow(2, "HZ-1", "G-1"), NumberRow(4, "HZ-2", "")]


def test_what_is_no_workbook_of_ours_is_named():
	with pytest.raises(WorkbookError) as caught:
		read_numbers(b"no workbook", LAYOUT)
	assert "cannot be opened" in caught.value.phrase.text
	workbook = Workbook()
	workbook.active.append(["企业", "对方系统编号"])
	stream = BytesIO()
	workbook.save(stream)
	with pytest.raises(WorkbookError) as caught:
		read_numbers(stream.getvalue(), LAYOUT)
	assert caught.value.phrase.args == ("本系统编号", "对方系统编号")


def test_codes_are_read_line_by_line():
	assert rules.parse_codes("未备案 = 0\n\n 已备案=1 ") == {"未备案": "0", "已备案": "1"}
	for wrong in ("未备案", "= 1", "已备案 ="):
		with pytest.raises(ValueError, match=wrong.strip()):
			rules.parse_codes(wrong)


def test_what_is_wrong_in_a_layout_is_named():
	columns = (
		OuterColumn("编号", OUR_NO),
		OuterColumn("编号", OUR_NO),
		OuterColumn("备注"),
		OuterColumn("说明"),
	)
	found = [(d.fieldname, d.row) for d in rules.check_layout(columns)]
	assert found == [("heading", 2), ("value", 2)]
	assert [d.fieldname for d in rules.check_layout(())] == ["columns"]


# --- which numbers may be taken over -----------------------------------------------------------------------------
HAZARDS = (KnownHazard("HZ-1", "140402-202611-0001"), KnownHazard("HZ-2", "", "N-2"), KnownHazard("HZ-3"))


@pytest.mark.parametrize(
	("row", "taken", "words"),
	[
		(NumberRow(2, "HZ-9", "N-9"), {}, "not a hazard you may see"),
		(NumberRow(2, "", "N-9"), {}, "- is not a hazard"),
		(NumberRow(2, "HZ-2", "N-9"), {}, "has the number N-2 already"),
		(NumberRow(2, "HZ-3", "N-9"), {"N-9": "HZ-8"}, "belongs to another hazard"),
		(NumberRow(2, "HZ-3", "9" * 141), {}, "longer than 140"),
	],
)
def test_a_number_that_may_not_be_taken_over_is_told(row, taken, words):
	found = rules.match_numbers([row], HAZARDS, taken)
	assert (found.write, found.unchanged) == ((), 0)
	assert words in found.problems[0][1].text


def test_rows_that_contradict_each_other():
	rows = [
		NumberRow(2, "HZ-1", "N-1"),
		NumberRow(3, "140402-202611-0001", "N-1"),
		NumberRow(4, "HZ-1", "N-7"),
		NumberRow(5, "HZ-3", "N-1"),
		NumberRow(6, "HZ-2", "N-2"),
		NumberRow(7, "HZ-3", ""),
	]
	found = rules.match_numbers(rows, HAZARDS, {"N-2": "HZ-2"})
	assert found.write == ((2, "HZ-1", "N-1"),)
	assert (found.unchanged, found.empty) == (2, 1)
	assert [(row, phrase.message) for row, phrase in found.problems] == [
		(4, rules.NAMED_TWICE),
		(5, rules.TWICE),
	]


NAMES, NUMBERS = ("HZ-1", "HZ-2", "HZ-3", "R-1", "?"), ("", "N-1", "N-2", "N-3")


@given(
	rows=st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NUMBERS)), max_size=12),
	stored=st.dictionaries(st.sampled_from(NAMES[:3]), st.sampled_from(NUMBERS[1:]), max_size=3),
)
def test_no_number_is_overwritten_or_given_twice_and_every_row_is_answered(rows, stored):
	# what is stored already gives no number twice
	stored = {name: number for number, name in {number: name for name, number in stored.items()}.items()}
	hazards = [KnownHazard(name, "R-1" if name == "HZ-1" else "", stored.get(name, "")) for name in NAMES[:3]]
	read = [NumberRow(place, key, number) for place, (key, number) in enumerate(rows, 2)]
	found = rules.match_numbers(read, hazards, {number: name for name, number in stored.items()})
	assert len(found.write) + found.unchanged + found.empty + len(found.problems) == len(rows)
	after = dict(stored)
	for _row, hazard, number in found.write:
		assert hazard not in after
		after[hazard] = number
	assert len(set(after.values())) == len(after)
	again = rules.match_numbers(
		read,
		[replace(hazard, number=after.get(hazard.name, "")) for hazard in hazards],
		{number: name for name, number in after.items()},
	)
	assert again.write == (), "the same workbook twice changes nothing"
