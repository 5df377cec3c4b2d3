"""Writes enterprise ledgers: the register with the official columns, and the sheets of details that have rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from hazard_governance.domain.facts import Facts, HazardRecord
from hazard_governance.domain.papers.words import day, month
from hazard_governance.ledger import register
from hazard_governance.ledger.sheets import (
	DETAIL_SHEETS,
	ENTERPRISE_SHEET,
	HAZARD_NO,
	HEADER_ROW,
	OWN_NO,
	PARENT_NO,
	REGISTER,
	REGISTER_COLUMNS,
	SIGNATURES,
	DetailSheet,
)
from hazard_governance.ledger.words import NO, YES, to_chinese, zh
from hazard_governance.ledger.workbook import CENTRE, FONT, GRID, HEADING_FILL, print_setup, put, spread

DATE_FORMAT, TIME_FORMAT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"


def write_ledger(path: Path, records: Sequence[HazardRecord], today: date) -> None:
	"""Write the ledger of one enterprise; sheets of details without a row are left out."""
	path.parent.mkdir(parents=True, exist_ok=True)
	ledger_workbook(records, today).save(path)


def ledger_workbook(records: Sequence[HazardRecord], today: date, unit: str = "") -> Workbook:
	"""The ledger as a workbook; unit: who reports it, by default the enterprise of the first record."""
	workbook = Workbook()
	_register(workbook.active, records, today, unit or (records[0].hazard.enterprise if records else ""))
	enterprises = {record.hazard.enterprise: record.enterprise for record in records}
	_details(workbook, ENTERPRISE_SHEET, [(name, "", facts) for name, facts in enterprises.items()])
	for spec in DETAIL_SHEETS:
		_details(workbook, spec, list(_rows(records, spec)))
	return workbook


def _register(sheet: Worksheet, records: Sequence[HazardRecord], today: date, unit: str) -> None:
	sheet.title = REGISTER
	width = len(REGISTER_COLUMNS)
	put(sheet.cell(1, 1), REGISTER).font = Font(name=FONT, size=18, bold=True)
	sheet["A1"].alignment = CENTRE
	sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
	sheet.row_dimensions[1].height = 30
	head = (
		f"填报单位：{unit}",
		f"填报月份：{month(today, zh)}",
		f"填报日期：{day(today, zh)}",
		"带★的列必须填写",
	)
	spread(sheet, 2, width, head)
	heading_row(sheet, HEADER_ROW, [column.heading for column in REGISTER_COLUMNS])
	for number, column in enumerate(REGISTER_COLUMNS, 1):
		sheet.column_dimensions[get_column_letter(number)].width = column.width
	for number, record in enumerate(records, 1):
		values = register.to_row(record, number)
		value_row(sheet, HEADER_ROW + number, [values[column.key] for column in REGISTER_COLUMNS])
	spread(sheet, HEADER_ROW + len(records) + 2, width, SIGNATURES)
	print_setup(sheet, HEADER_ROW, width, fixed=2)


def _details(workbook: Workbook, spec: DetailSheet, rows: list[tuple[str, str, Facts]]) -> None:
	if not rows:
		return
	sheet = workbook.create_sheet(spec.title)
	headers = spec.headers
	fixed = [HAZARD_NO, *([PARENT_NO] if spec.parent else []), OWN_NO]
	heading_row(sheet, 1, [*fixed, *headers])
	for number, (hazard_no, parent_no, facts) in enumerate(rows, 2):
		keys = [hazard_no, *([parent_no] if spec.parent else []), facts.name]
		values = [_cell(facts, fieldname) for fieldname in headers.values()]
		value_row(sheet, number, [*keys, *values])
	for number in range(1, len(fixed) + len(headers) + 1):
		sheet.column_dimensions[get_column_letter(number)].width = 18
	sheet.freeze_panes = sheet.cell(2, len(fixed) + 1)


def _rows(records: Iterable[HazardRecord], spec: DetailSheet) -> Iterator[tuple[str, str, Facts]]:
	"""(hazard number, number of the parent row, facts) of every row of the sheet."""
	for record in records:
		for parent, facts in rows_at(record, spec.path):
			yield record.hazard.name, parent, facts


def rows_at(record: HazardRecord, path: str) -> Iterator[tuple[str, Facts]]:
	"""(number of the parent row, facts) at a path of the record, such as "actions.measures"."""
	first, _dot, rest = path.partition(".")
	value = getattr(record, first)
	parts = value if isinstance(value, tuple) else (value,) if value is not None else ()
	for part in parts:
		if not rest:
			yield "", part
			continue
		for row in getattr(part, rest):
			yield part.name, row


def _cell(facts: Facts, fieldname: str) -> object:
	value = getattr(facts, fieldname)
	if isinstance(value, bool):
		return YES if value else NO
	if isinstance(value, str):
		return to_chinese(facts.DOCTYPE, fieldname, value)
	return value


def heading_row(sheet: Worksheet, row: int, headers: list[str]) -> None:
	"""A row of headings."""
	for number, header in enumerate(headers, 1):
		cell = put(sheet.cell(row, number), header)
		cell.font, cell.alignment = Font(name=FONT, size=10, bold=True), CENTRE
		cell.border, cell.fill = GRID, HEADING_FILL


def value_row(sheet: Worksheet, row: int, values: list[object]) -> None:
	"""A row of values; dates and times are real ones."""
	for number, value in enumerate(values, 1):
		cell = put(sheet.cell(row, number), value)
		cell.border = GRID
		if isinstance(value, datetime):
			cell.number_format = TIME_FORMAT
		elif isinstance(value, date):
			cell.number_format = DATE_FORMAT
