"""The workbook of criteria, out and back in. openpyxl only; no frappe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from hazard_governance.domain.criteria_workbook import FIELDS, REQUIRED, CriterionRow
from hazard_governance.domain.deficiency import N_, Phrase
from hazard_governance.domain.facts import Criterion
from hazard_governance.ledger.cells import BOOL, DATE, CellError, kind_of, read
from hazard_governance.ledger.complaints import NO_FILE, TOO_MANY
from hazard_governance.ledger.outer_systems import WorkbookError
from hazard_governance.ledger.words import NO, YES, label, to_chinese, zh
from hazard_governance.ledger.writer import heading_row, value_row

DOCTYPE = Criterion.DOCTYPE
MOST_ROWS = 5000
WIDTHS = {
	"standard": 36,
	"document_no": 24,
	"issuer": 16,
	"summary": 60,
	"note": 40,
	"search_words": 30,
	"category": 24,
}
NO_HEADINGS = N_(
	"The first row of the first sheet lacks the headings {0}. Export the workbook here and edit it."
)
IN_FIELD = N_("{0}: {1}")


def write_criteria(rows: Iterable[Mapping[str, object]]) -> bytes:
	"""One sheet, a criterion a row, headings in Chinese. The bytes of an .xlsx file."""
	workbook = Workbook()
	sheet = workbook.active
	sheet.title = zh(DOCTYPE)
	heading_row(sheet, 1, [label(DOCTYPE, name) for name in FIELDS])
	for number, row in enumerate(rows, 2):
		value_row(sheet, number, [_shown(name, row.get(name)) for name in FIELDS])
		for name in ("summary", "note"):
			sheet.cell(number, FIELDS.index(name) + 1).alignment = Alignment(wrap_text=True, vertical="top")
	for number, name in enumerate(FIELDS, 1):
		sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(name, 15)
	sheet.freeze_panes = "B2"
	sheet.auto_filter.ref = sheet.dimensions
	stream = BytesIO()
	workbook.save(stream)
	return stream.getvalue()


def _shown(name: str, value: object) -> object:
	kind = kind_of(Criterion, name)
	if kind == BOOL:
		return YES if value else NO
	if kind == DATE or not isinstance(value, str):
		return value or None
	return to_chinese(DOCTYPE, name, value) or None


def read_criteria(content: bytes) -> tuple[list[CriterionRow], list[tuple[int, Phrase]]]:
	"""(rows, cells that cannot be read as (row, sentence)). WorkbookError when it is no workbook of criteria."""
	try:
		workbook = load_workbook(BytesIO(content), read_only=True, data_only=True)
	except (InvalidFileException, BadZipFile, KeyError, OSError, ValueError):
		raise WorkbookError(NO_FILE) from None
	lines = list(workbook.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, values_only=True))
	places = _places(lines[0] if lines else ())
	filled = [
		(number, line)
		for number, line in enumerate(lines[1:], 2)
		if any(cell not in (None, "") for cell in line)
	]
	if len(filled) > MOST_ROWS:
		raise WorkbookError(TOO_MANY, MOST_ROWS)
	problems: list[tuple[int, Phrase]] = []
	rows = [
		CriterionRow(number, values)
		for number, line in filled
		if (values := _values(number, line, places, problems)) is not None
	]
	return rows, problems


def _places(headings: tuple) -> dict[str, int]:
	texts = [str(cell or "").strip() for cell in headings]
	places = {
		name: texts.index(word) for name in FIELDS for word in (label(DOCTYPE, name), name) if word in texts
	}
	lacking = [label(DOCTYPE, name) for name in REQUIRED if name not in places]
	if lacking:
		raise WorkbookError(NO_HEADINGS, "、".join(lacking))
	return places


def _values(
	number: int, line: tuple, places: Mapping[str, int], problems: list[tuple[int, Phrase]]
) -> dict[str, object] | None:
	values: dict[str, object] = {}
	wrong = False
	for name, place in places.items():
		try:
			values[name] = _read(line[place] if place < len(line) else None, name)
		except CellError as error:
			wrong = True
			problems.append(
				(number, Phrase(IN_FIELD, (label(DOCTYPE, name), Phrase(error.message, error.values))))
			)
	return None if wrong else values


def _read(cell: object, name: str) -> object:
	kind = kind_of(Criterion, name)
	value = read(cell, DOCTYPE, name, kind)
	if kind == BOOL:
		return bool(value)
	return value or ("" if kind != DATE else None)
