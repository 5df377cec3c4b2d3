"""An official workbook read back is the list that was written; what cannot be read is told with its place."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from list_samples import CASE, OPEN
from openpyxl import Workbook, load_workbook

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.list_columns import official_columns
from hazard_governance.domain.lists import identity
from hazard_governance.domain.official_list import OfficialList, monthly_list, supervision_list
from hazard_governance.ledger import list_reader as reader
from hazard_governance.ledger.words import zh
from hazard_governance.ledger.workbook import official_workbook

TODAY = date(2026, 11, 24)
LANGUAGES = {"zh": zh, "en": identity}
# what the list puts together out of templates: it stays in the language it was written in
HAZARDS = [
	OPEN,
	replace(OPEN, name="HZ-2", register_no="", criterion_standard="", classification_reason=""),
	replace(
		OPEN,
		name="HZ-3",
		register_no="140402-202611-0003",
		stage=v.WITHDRAWN,
		source=v.PUBLIC_REPORT,
		withdrawn_on=TODAY,
		rectification_due=None,
	),
]


def monthly(language: str, hazards=HAZARDS, unit: str = "甲县安委办") -> OfficialList:
	return monthly_list(hazards, "2026-11", TODAY, unit=unit, translate=LANGUAGES[language])


def supervision(language: str) -> OfficialList:
	cases = [
		CASE,
		replace(
			CASE, name="SC-2", kind=v.DEPARTMENTAL, status=v.DELISTED, verdict=v.PASS, extension_decision=""
		),
	]
	return supervision_list(cases, HAZARDS[:1], TODAY, unit="市安委办", translate=LANGUAGES[language])


def expected(official: OfficialList) -> list[dict]:
	"""The official columns of the list itself, with the words as they are stored."""
	columns = official_columns(official.columns)
	return [
		{column.fieldname: reader.read_value(column, row.get(column.fieldname)) for column in columns}
		for row in official.rows
	]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("made", [monthly, supervision])
def test_a_workbook_read_back_is_the_same_list(made, language):
	official = made(language)
	found = reader.read_list(official_workbook(official), "list.xlsx")
	assert [problem.text for problem in found.problems] == []
	assert found.rows == expected(official)
	assert found.language == language
	assert found.unit == official.heading[0][1]
	assert found.as_of == TODAY.isoformat()
	assert found.places == list(range(4, 4 + len(official.rows)))


def test_words_come_back_as_they_are_stored_whatever_the_language():
	rows = [reader.read_list(official_workbook(monthly(language))).rows for language in LANGUAGES]
	for row in rows:
		assert [line["source"] for line in row] == [v.SELF_INSPECTION, v.PUBLIC_REPORT, v.SELF_INSPECTION]
		assert [line["stage"] for line in row] == [v.RECTIFYING, v.WITHDRAWN, v.RECTIFYING]
		assert [line["register_no"] for line in row] == [OPEN.register_no, "140402-202611-0003", ""]
		assert row[0]["rectification_due"] == date(2026, 11, 23)
	found = reader.read_list(official_workbook(supervision("zh")))
	assert (found.report, found.month) == (v.SUPERVISION_LIST, "")
	assert {row["status"] for row in found.rows} == {"In Force", "Delisted", "No Supervision Case"}


def test_a_nil_return_is_an_empty_list():
	found = reader.read_list(official_workbook(monthly("zh", [])))
	assert (found.report, found.month, found.rows, found.problems) == (v.MONTHLY_LIST, "2026-11", [], [])


TEXTS = (
	st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=60)
	.map(str.strip)
	.filter(bool)
)


@settings(max_examples=25, deadline=None)
@given(TEXTS, TEXTS, st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_whatever_people_typed_comes_back(condition, person, day):
	hazard = replace(OPEN, existing_condition=condition, responsible_person=person, found_on=day)
	(row,) = reader.read_list(official_workbook(monthly("zh", [hazard]))).rows
	assert (row["existing_condition"], row["responsible_person"], row["found_on"]) == (condition, person, day)


# --- what cannot be read -----------------------------------------------------------------------------------------
def changed(official: OfficialList, change) -> reader.ReadList:
	workbook = load_workbook(BytesIO(official_workbook(official)))
	change(workbook.active)
	stream = BytesIO()
	workbook.save(stream)
	return reader.read_list(stream.getvalue(), "清单.xlsx")


def column_of(label: str) -> int:
	labels = [zh(column.label) for column in official_columns(reader.MONTHLY_COLUMNS)]
	return labels.index(label) + 1


@pytest.mark.parametrize(
	("label", "value", "words"),
	[
		("发现日期", "昨天", "不是日期"),
		("整改时限", "尽快", "不是日期"),
		("来源", "听说", "不在可选值内"),
		("状态", "快了", "不在可选值内"),
		("是否超期", "也许", "不在可选值内"),
		("序号", "一", "不是数字"),
		("统一编号", None, "没有编号"),
		("统一编号", "140402-202611-0003", "重复"),
	],
)
def test_a_cell_that_cannot_be_read_is_told_with_sheet_row_and_column(label, value, words):
	row = 4 if label != "统一编号" or value is None else 6

	def change(sheet):
		sheet.cell(row, column_of(label)).value = value

	found = changed(monthly("zh"), change)
	(problem,) = found.problems
	assert (problem.sheet, problem.row, problem.column) == ("重大事故隐患月度清单", row, label)
	assert "清单.xlsx" in problem.text and words in problem.text
	assert len(found.rows) == 3


def test_dates_may_be_written_in_words():
	found = changed(
		monthly("zh"), lambda sheet: setattr(sheet.cell(4, column_of("发现日期")), "value", "2026年11月5日")
	)
	assert found.rows[0]["found_on"] == date(2026, 11, 5)
	found = changed(
		monthly("zh"),
		lambda sheet: setattr(sheet.cell(4, column_of("发现日期")), "value", datetime(2026, 11, 6, 8)),
	)
	assert found.rows[0]["found_on"] == date(2026, 11, 6)


def test_a_missing_an_unknown_and_a_repeated_column_are_told():
	def change(sheet):
		sheet.cell(3, column_of("来源")).value = "来路"
		sheet.cell(3, column_of("备注")).value = "统一编号"

	found = changed(monthly("zh"), change)
	assert {(p.row, p.column) for p in found.problems} == {
		(3, "来路"),
		(3, "来源"),
		(3, "统一编号"),
		(3, "备注"),
	}
	assert "source" not in found.rows[0]


def test_rows_and_columns_may_be_moved():
	def change(sheet):
		for merged in list(sheet.merged_cells.ranges):
			sheet.unmerge_cells(str(merged))
		sheet.insert_rows(1, 2)
		sheet.move_range("J5:J8", cols=30)

	found = changed(monthly("zh"), change)
	assert (found.problems, found.places, found.month) == ([], [6, 7, 8], "2026-11")


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04broken"])
def test_a_file_that_is_no_workbook_is_told(content):
	found = reader.read_list(content, "x.xlsx")
	assert found.rows == [] and "x.xlsx" in found.problems[0].text


def test_a_workbook_that_holds_no_list_is_told():
	stream = BytesIO()
	workbook = Workbook()
	workbook.active["A1"] = "统一编号"
	workbook.save(stream)
	found = reader.read_list(stream.getvalue())
	assert (found.report, [p.message for p in found.problems]) == ("", [reader.NO_LIST])


def test_a_workbook_without_end_is_cut_off(monkeypatch):
	monkeypatch.setattr(reader, "MOST_ROWS", 2)
	found = reader.read_list(official_workbook(monthly("zh")))
	assert (len(found.rows), found.problems[0].message) == (2, reader.TOO_MANY)
