"""The official lists as workbooks: title, reporting unit and month, heading row, numbered rows, totals, signatures.

A3 landscape, one page wide, the heading repeated on every page, page numbers below. openpyxl only; no frappe.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from hazard_governance.domain.list_columns import official_columns
from hazard_governance.domain.official_list import OfficialList

FONT = "SimSun"
PIXELS_PER_CHARACTER = 7
THIN = Side(style="thin", color="808080")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
WRAP = Alignment(wrap_text=True, vertical="center")
CENTRE = Alignment(wrap_text=True, vertical="center", horizontal="center")
HEADING_FILL = PatternFill("solid", start_color="E7EDF5")
OVERDUE_FONT = Font(name=FONT, size=10, color="C00000", bold=True)
NOTE_HEIGHT = 30
LONGEST_TEXT = 32767  # Excel takes no more in one cell
DATE_FORMAT = "yyyy-mm-dd"


def official_workbook(official: OfficialList) -> bytes:
	"""The list as the bytes of an .xlsx file with one sheet; only the official columns are written.

	Text is always text: what a person typed never becomes a formula. Dates are real dates.
	"""
	workbook = Workbook()
	sheet = workbook.active
	write_official_list(sheet, official)
	stream = BytesIO()
	workbook.save(stream)
	return stream.getvalue()


def write_official_list(sheet: Worksheet, official: OfficialList) -> None:
	"""Writes the list to an empty sheet, sets it up for printing."""
	columns = official_columns(official.columns)
	width = len(columns)
	sheet.title = official.title[:31]
	_title(sheet, official, width)
	heading_row = 3
	for number, column in enumerate(columns, start=1):
		cell = put(sheet.cell(heading_row, number), column.label)
		cell.font, cell.alignment = Font(name=FONT, size=10, bold=True), CENTRE
		cell.border, cell.fill = GRID, HEADING_FILL
		sheet.column_dimensions[get_column_letter(number)].width = column.width / PIXELS_PER_CHARACTER
	last = _rows(sheet, official, heading_row + 1)
	if official.table:
		last = _totals(sheet, official, last + 2, width)
	if official.notes:
		last = _notes(sheet, official, last + 2, width)
	_signatures(sheet, official, last + 2, width)
	print_setup(sheet, heading_row, width)


def put(cell: Cell, value: object) -> Cell:
	"""Writes a value; text is cleaned of control characters, cut to what a cell holds, and never a formula."""
	if isinstance(value, str):
		cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_TEXT]
		cell.data_type = "s"
	else:
		cell.value = value
	cell.font, cell.alignment = Font(name=FONT, size=10), WRAP
	return cell


def _title(sheet: Worksheet, official: OfficialList, width: int) -> None:
	put(sheet.cell(1, 1), official.title)
	sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
	sheet["A1"].font, sheet["A1"].alignment = Font(name=FONT, size=18, bold=True), CENTRE
	sheet.row_dimensions[1].height = 30
	spread(sheet, 2, width, [f"{label}: {value}" for label, value in official.heading])


def spread(sheet: Worksheet, row: int, width: int, texts: Sequence[str]) -> None:
	"""Texts over the whole width of a row, each in merged cells of its own."""
	share = width // len(texts)
	for number, text in enumerate(texts):
		first = 1 + number * share
		last = width if number == len(texts) - 1 else first + share - 1
		cell = put(sheet.cell(row, first), text)
		cell.font = Font(name=FONT, size=11)
		sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
	sheet.row_dimensions[row].height = 22


def _rows(sheet: Worksheet, official: OfficialList, first: int) -> int:
	"""The numbered rows, or one line that says there are none; gives the number of the last row written."""
	columns = official_columns(official.columns)
	if not official.rows:
		put(sheet.cell(first, 1), official.nothing).alignment = CENTRE
		sheet.merge_cells(start_row=first, start_column=1, end_row=first, end_column=len(columns))
		return first
	for number, row in enumerate(official.rows, start=first):
		for position, column in enumerate(columns, start=1):
			cell = put(sheet.cell(number, position), row.get(column.fieldname))
			cell.border = GRID
			if column.fieldtype in ("Int", "Date"):
				cell.alignment = CENTRE
			if column.fieldtype == "Date":
				cell.number_format = DATE_FORMAT
			if column.fieldname == "overdue" and row.get("is_overdue"):
				cell.font = OVERDUE_FONT
			if row.get("is_total"):
				cell.font = Font(name=FONT, size=10, bold=True)
	return first + len(official.rows) - 1


def _totals(sheet: Worksheet, official: OfficialList, first: int, width: int) -> int:
	"""The totals table; its name column takes two columns of the sheet, since the first one is narrow."""
	put(sheet.cell(first, 1), official.table_heading).font = Font(name=FONT, size=11, bold=True)
	sheet.merge_cells(start_row=first, start_column=1, end_row=first, end_column=width)
	for number, line in enumerate(official.table, start=first + 1):
		bold = number == first + 1 or number == first + len(official.table)
		for position, value in enumerate(line):
			cell = put(sheet.cell(number, 1 if position == 0 else position + 3), value)
			cell.border, cell.alignment = GRID, CENTRE
			cell.font = Font(name=FONT, size=10, bold=bold)
		for position in (2, 3):
			sheet.cell(number, position).border = GRID
		sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=3)
	return first + len(official.table)


def _notes(sheet: Worksheet, official: OfficialList, first: int, width: int) -> int:
	"""The sentences, one a row over the whole width; gives the number of the last row written."""
	for number, text in enumerate(official.notes, start=first):
		put(sheet.cell(number, 1), text).font = Font(name=FONT, size=11)
		sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=width)
		sheet.row_dimensions[number].height = NOTE_HEIGHT
	return first + len(official.notes) - 1


def _signatures(sheet: Worksheet, official: OfficialList, row: int, width: int) -> None:
	spread(sheet, row, width, [f"{label}: " for label in official.signatures])


def print_setup(sheet: Worksheet, heading_row: int, width: int, fixed: int = 4) -> None:
	"""A3 landscape, one page wide, the heading on every page; `fixed` columns stay in sight on the screen."""
	sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
	sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
	sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
	sheet.sheet_properties.pageSetUpPr.fitToPage = True
	sheet.print_title_rows = f"{heading_row}:{heading_row}"
	sheet.freeze_panes = f"{get_column_letter(fixed + 1)}{heading_row + 1}"
	sheet.oddFooter.center.text = "&P / &N"
	sheet.print_options.horizontalCentered = True
	sheet.page_margins.left = sheet.page_margins.right = 0.4
	sheet.print_area = f"A1:{get_column_letter(width)}{sheet.max_row}"
