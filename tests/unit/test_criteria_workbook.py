"""The workbook of criteria: what comes back is what went out, and what a changed row asks for."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from hazard_governance.domain.criteria_workbook import FIELDS, CriterionRow, compare
from hazard_governance.ledger.criteria import read_criteria, write_criteria
from hazard_governance.ledger.outer_systems import WorkbookError
from hazard_governance.setup.criteria_data import library


def shipped() -> list[dict]:
	return [
		{**row, "valid_from": date.fromisoformat(row["valid_from"]), "valid_to": None, "superseded_by": None}
		for row in library()
	]


def edited(change) -> bytes:
	"""The exported workbook after `change(sheet)`."""
	workbook = load_workbook(BytesIO(write_criteria(shipped()[:3])))
	change(workbook.active)
	stream = BytesIO()
	workbook.save(stream)
	return stream.getvalue()


def column(name: str) -> int:
	return FIELDS.index(name) + 1


def test_what_comes_back_unedited_changes_nothing() -> None:
	there = {row["code"]: row for row in shipped()}
	rows, problems = read_criteria(write_criteria(there.values()))
	found = compare(rows, there)
	assert (problems, found.changes, found.unchanged, found.absent) == ([], [], 505, 0)


def test_every_kind_of_edit_is_told_with_its_row() -> None:
	def change(sheet) -> None:
		sheet.cell(2, column("summary")).value = "新的概要"
		sheet.cell(2, column("valid_to")).value = "2026年12月31日"
		sheet.cell(3, column("unverified")).value = "是"
		sheet.cell(4, column("note")).value = None
		sheet.append(["NEW-1", "新标准", *[None] * (len(FIELDS) - 2)])

	rows, problems = read_criteria(edited(change))
	there = {row["code"]: row for row in shipped()[:3]}
	assert problems == []
	found = compare(rows, there)
	assert [(c.row, c.code, c.fields) for c in found.changes] == [
		(
			2,
			rows[0].values["code"],
			{"summary": (shipped()[0]["summary"], "新的概要"), "valid_to": (None, date(2026, 12, 31))},
		),
		(3, rows[1].values["code"], {"unverified": (0, True)}),
		(4, rows[2].values["code"], {"note": (shipped()[2]["note"], "")}),
		(5, "NEW-1", None),
	]


def test_cells_that_cannot_be_read_name_row_and_column() -> None:
	def change(sheet) -> None:
		sheet.cell(2, column("valid_from")).value = "下个月"
		sheet.cell(3, column("hazard_class")).value = "特大"
		sheet.cell(3, column("unverified")).value = "也许"

	rows, problems = read_criteria(edited(change))
	assert [row.row for row in rows] == [4]
	assert [(row, phrase.args[0], phrase.args[1].args[0]) for row, phrase in problems] == [
		(2, "施行日期", "下个月"),
		(3, "隐患等级", "特大"),
		(3, "文字未核对", "也许"),
	]


def test_a_code_twice_or_none_is_refused_and_absent_ones_stay() -> None:
	rows = [CriterionRow(2, {"code": "A"}), CriterionRow(3, {"code": ""}), CriterionRow(4, {"code": "A"})]
	found = compare(rows, {"A": {"code": "A"}, "B": {"code": "B"}})
	assert [(row, phrase.args) for row, phrase in found.problems] == [(3, ()), (4, ("A", "2"))]
	assert (found.unchanged, found.absent) == (1, 1)


def test_columns_that_are_missing_leave_their_fields() -> None:
	found = compare(
		[CriterionRow(2, {"code": "A", "summary": "x"})], {"A": {"code": "A", "summary": "x", "note": "y"}}
	)
	assert (found.changes, found.unchanged) == ([], 1)


def test_who_is_named_as_successor_is_stored_first() -> None:
	rows = [
		CriterionRow(2, {"code": "OLD", "superseded_by": "NEW"}),
		CriterionRow(3, {"code": "NEW", "superseded_by": ""}),
	]
	assert [change.code for change in compare(rows, {}).changes] == ["NEW", "OLD"]


@pytest.mark.parametrize("content", [b"", b"no workbook"])
def test_other_files_are_refused(content: bytes) -> None:
	with pytest.raises(WorkbookError):
		read_criteria(content)


def test_a_sheet_without_our_headings_is_refused_by_their_names() -> None:
	stream = BytesIO()
	workbook = Workbook()
	workbook.active.append(["条款编码", "概要"])
	workbook.save(stream)
	with pytest.raises(WorkbookError) as caught:
		read_criteria(stream.getvalue())
	assert "施行日期" in caught.value.phrase.args[0]
