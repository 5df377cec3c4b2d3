"""Workbooks of other systems: hazards out in their columns, their numbers back in. openpyxl only; no frappe."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from hazard_governance.domain.deficiency import N_, Phrase
from hazard_governance.domain.outer_systems import NumberRow, OuterColumn, OuterLayout
from hazard_governance.domain.outer_values import OUR_NO, THEIR_NO
from hazard_governance.ledger.complaints import NO_FILE, TOO_MANY
from hazard_governance.ledger.outer_values import coded
from hazard_governance.ledger.writer import heading_row, value_row

OUR_HEADING, THEIR_HEADING = "本系统编号", "对方系统编号"
HEADING_WITHIN = 20
LONGEST_SHEET_TITLE = 31
NO_HEADING = N_(
	"No row of the first sheet holds both headings {0} and {1}. Export the workbook here and fill it in."
)
MOST_ROWS = 5000


class WorkbookError(ValueError):
	"""The workbook as a whole cannot be used; `phrase` says why, for translation."""

	def __init__(self, message: str, *args: object) -> None:
		super().__init__(message)
		self.phrase = Phrase(message, args)


def with_numbers(layout: OuterLayout) -> tuple[OuterColumn, ...]:
	"""The columns of the system, and behind them those for the two numbers that it lacks itself."""
	extra = []
	if layout.append_numbers:
		extra = [
			OuterColumn(heading, value)
			for value, heading in ((OUR_NO, OUR_HEADING), (THEIR_NO, THEIR_HEADING))
			if not layout.heading_of(value)
		]
	return (*layout.columns, *extra)


def write_outer(layout: OuterLayout, rows: Iterable[dict[str, object]]) -> bytes:
	"""A workbook with one sheet in the columns of the system; rows: see outer_values. The bytes of an .xlsx file."""
	workbook = Workbook()
	sheet = workbook.active
	sheet.title = (layout.sheet_title or layout.name)[:LONGEST_SHEET_TITLE]
	columns = with_numbers(layout)
	heading_row(sheet, 1, [column.heading for column in columns])
	for number, values in enumerate(rows, 2):
		value_row(sheet, number, [cell_value(column, values) for column in columns])
	for number, column in enumerate(columns, 1):
		sheet.column_dimensions[get_column_letter(number)].width = max(12, 2 * len(column.heading) + 2)
	sheet.freeze_panes = "A2"
	stream = BytesIO()
	workbook.save(stream)
	return stream.getvalue()


def cell_value(column: OuterColumn, values: dict[str, object]) -> object:
	"""What stands in the cell: the fixed text, or the value coded and with its date as the system writes it."""
	if not column.value:
		return column.fixed or None
	value = values.get(column.value)
	if column.date_format and isinstance(value, date | datetime):
		return value.strftime(column.date_format)
	return coded(value, dict(column.codes or {}))


def read_numbers(content: bytes, layout: OuterLayout) -> list[NumberRow]:
	"""The rows of a workbook that came back. WorkbookError when it is none, or holds no heading we know."""
	try:
		workbook = load_workbook(BytesIO(content), read_only=True, data_only=True)
	except (InvalidFileException, BadZipFile, KeyError, OSError, ValueError):
		raise WorkbookError(NO_FILE) from None
	rows = list(workbook.worksheets[0].iter_rows(max_row=MOST_ROWS + HEADING_WITHIN + 1, values_only=True))
	ours = layout.heading_of(OUR_NO) or OUR_HEADING
	theirs = layout.heading_of(THEIR_NO) or THEIR_HEADING
	heading = next(
		(n for n, row in enumerate(rows[:HEADING_WITHIN]) if {ours, theirs} <= {_text(c) for c in row}), None
	)
	if heading is None:
		raise WorkbookError(NO_HEADING, ours, theirs)
	places = [_text(cell) for cell in rows[heading]]
	key, number = places.index(ours), places.index(theirs)
	found = [
		NumberRow(place, _text(row[key]), _text(row[number]))
		for place, row in enumerate(rows[heading + 1 :], heading + 2)
		if any(cell is not None for cell in row)
	]
	if len(found) > MOST_ROWS:
		raise WorkbookError(TOO_MANY, MOST_ROWS)
	return found


def _text(cell: object) -> str:
	"""A number typed as a number is the text of its digits: a number of a system is no quantity."""
	if isinstance(cell, float) and cell.is_integer():
		return str(int(cell))
	return "" if cell is None else str(cell).strip()
