"""Reads enterprise ledgers into records. What cannot be read is told with sheet, row and column; the rest goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from hazard_governance.domain.accountability import CATALOGUE
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.tracing import apply_answers
from hazard_governance.ledger import cells, register
from hazard_governance.ledger.complaints import NO_COLUMN, NO_FILE, UNKNOWN_COLUMN
from hazard_governance.ledger.sheets import (
	DETAIL_SHEETS,
	ENTERPRISE_SHEET,
	HAZARD_NO,
	OWN_NO,
	PARENT_NO,
	REGISTER,
	REGISTER_COLUMNS,
	SIGNATURES,
	DetailSheet,
	Problem,
)
from hazard_governance.setup.criteria_data import library
from hazard_governance.setup.demo_data.reference import SECTOR_BY_NAME, industries_of

HEADER_WITHIN = 10
# column of the register -> (DocType, field) whose choices it takes, or the kind of its value
CHOICES = {
	"source": ("Hazard", "source"),
	"classification": ("Hazard", "classification"),
	"stage": ("Hazard", "stage"),
	"level": ("Supervision Case", "level"),
}
KINDS = {
	"found_on": cells.DATETIME,
	"due": cells.DATE,
	"reported_on": cells.DATE,
	"completed_on": cells.DATE,
	"accepted_on": cells.DATE,
	"closed_out_on": cells.DATE,
	"funds": cells.FLOAT,
	"persons": cells.INT,
	"idx": cells.INT,
}

NO_REGISTER = N_("There is no sheet {0} with the heading {1}. Add it.")
NO_HAZARD_NO = N_("The row has no hazard number. Enter one.")
REPEATED = N_("Hazard number {0} occurs twice. Give every hazard its own.")
UNKNOWN_HAZARD = N_("Hazard number {0} is not in the register. Correct it or add the hazard.")
UNKNOWN_PARENT = N_("Number {0} is not among the rows this one belongs to. Correct it.")


@dataclass
class Ledger:
	"""What was read: records, the stated gaps of required columns, and problems; file: name of the workbook."""

	file: str
	records: list[HazardRecord] = field(default_factory=list)
	empty: dict[str, list[str]] = field(default_factory=dict)  # hazard number -> required columns left empty
	problems: list[Problem] = field(default_factory=list)
	places: dict[str, int] = field(default_factory=dict)  # hazard number -> its row in the register


@dataclass
class _Reading:
	"""One workbook being read."""

	ledger: Ledger
	bundles: dict[str, dict] = field(default_factory=dict)
	rows_by_no: dict[tuple[str, str, str], dict] = field(default_factory=dict)
	detailed: set[str] = field(default_factory=set)  # hazards with rows in sheets of details

	def problem(self, sheet: str, row: int, column: str, message: str, *args: object) -> None:
		self.ledger.problems.append(Problem(self.ledger.file, sheet, row, column, message, args))


def read_ledger(path: Path | BinaryIO, file: str = "") -> Ledger:
	"""Read one workbook, a path or its bytes as a stream. Never raises for what is in it: every problem is in the result."""
	ledger = Ledger(file or Path(path).name)
	reading = _Reading(ledger)
	try:
		workbook = load_workbook(path, data_only=True)
	except (InvalidFileException, BadZipFile, KeyError, OSError):
		reading.problem("", 0, "", NO_FILE)
		return ledger
	known = {row["code"]: row for row in library()}
	if _read_register(reading, workbook, known):
		for spec in DETAIL_SHEETS:
			if spec.title in workbook.sheetnames:
				_read_details(reading, workbook[spec.title], spec)
		if ENTERPRISE_SHEET.title in workbook.sheetnames:
			_read_enterprise(reading, workbook[ENTERPRISE_SHEET.title])
	ledger.records = [_record(bundle, known) for bundle in reading.bundles.values()]
	return ledger


def read_ledgers(paths: Iterable[Path]) -> list[Ledger]:
	"""Several workbooks, in their order."""
	return [read_ledger(path) for path in paths]


# --- the register ------------------------------------------------------------------------------------------------
def _read_register(reading: _Reading, workbook, known: dict[str, dict]) -> bool:
	sheet = workbook[REGISTER] if REGISTER in workbook.sheetnames else workbook.worksheets[0]
	header_row = _header_row(sheet)
	if not header_row:
		reading.problem("", 0, "", NO_REGISTER, REGISTER, HAZARD_NO)
		return False
	columns = {_bare(cell.value): cell.column for cell in sheet[header_row] if cell.value}
	for column in REGISTER_COLUMNS:
		if column.required and column.header not in columns:
			reading.problem(sheet.title, header_row, column.header, NO_COLUMN, column.header)
	for number in range(header_row + 1, sheet.max_row + 1):
		texts = [str(cell.value).strip() for cell in sheet[number] if cell.value not in (None, "")]
		if texts and texts[0].startswith(SIGNATURES[0]):
			break  # places to sign stand below the last row
		if texts:
			_read_register_row(reading, sheet, number, columns, known)
	return True


def _header_row(sheet: Worksheet) -> int:
	for number in range(1, min(HEADER_WITHIN, sheet.max_row) + 1):
		if any(_bare(cell.value) == HAZARD_NO for cell in sheet[number]):
			return number
	return 0


def _bare(value: object) -> str:
	return str(value or "").strip().rstrip("★*").strip()


def _read_register_row(reading: _Reading, sheet: Worksheet, row: int, columns: dict, known: dict) -> None:
	values: dict[str, object] = {}
	for column in REGISTER_COLUMNS:
		place = columns.get(column.header)
		raw = sheet.cell(row, place).value if place else None
		values[column.key] = _read_cell(reading, sheet.title, row, column.header, raw, column.key)
	number = values["name"]
	if not number:
		reading.problem(sheet.title, row, HAZARD_NO, NO_HAZARD_NO)
		return
	if number in reading.bundles:
		reading.problem(sheet.title, row, HAZARD_NO, REPEATED, number)
		return
	empty = [c.header for c in REGISTER_COLUMNS if c.required and values[c.key] in (None, "")]
	reading.ledger.empty[number] = empty
	reading.ledger.places[number] = row
	reading.bundles[number] = register.from_row(values, known)


def _read_cell(reading: _Reading, sheet: str, row: int, header: str, raw: object, key: str) -> object:
	doctype, fieldname = CHOICES.get(key, ("", ""))
	return _guarded(reading, (sheet, row, header), raw, doctype, fieldname, KINDS.get(key, cells.TEXT))


def _guarded(reading: _Reading, place: tuple, raw: object, doctype: str, fieldname: str, kind: str) -> object:
	try:
		return cells.read(raw, doctype, fieldname, kind)
	except cells.CellError as error:
		reading.problem(*place, error.message, *error.values)
		return "" if kind == cells.TEXT else None


# --- details -----------------------------------------------------------------------------------------------------
def _read_details(reading: _Reading, sheet: Worksheet, spec: DetailSheet) -> None:
	columns = _detail_columns(reading, sheet, spec)
	cleared: set[str] = set()
	for row in range(2, sheet.max_row + 1):
		cells_of_row = {header: sheet.cell(row, column).value for header, column in columns.items()}
		number = _plain(cells_of_row.get(HAZARD_NO))
		if not any(value not in (None, "") for value in cells_of_row.values()):
			continue
		if number not in reading.bundles:
			reading.problem(sheet.title, row, HAZARD_NO, UNKNOWN_HAZARD, number or "-")
			continue
		values = {
			"name": _plain(cells_of_row.get(OWN_NO)),
			**_fields(reading, sheet.title, row, cells_of_row, spec),
		}
		if number not in reading.detailed:
			reading.detailed.add(number)
			reading.bundles[number] = register.without_hints(reading.bundles[number])
		if number not in cleared:
			_clear(reading.bundles[number], spec)
			cleared.add(number)
		_place(reading, sheet.title, row, number, _plain(cells_of_row.get(PARENT_NO)), values, spec)


def _detail_columns(reading: _Reading, sheet: Worksheet, spec: DetailSheet) -> dict[str, int]:
	columns = {_bare(cell.value): cell.column for cell in sheet[1] if cell.value}
	for header in columns:
		if header not in spec.headers and header not in (HAZARD_NO, PARENT_NO, OWN_NO):
			reading.problem(sheet.title, 1, header, UNKNOWN_COLUMN, header)
	return columns


def _fields(reading: _Reading, sheet: str, row: int, cells_of_row: dict, spec: DetailSheet) -> dict:
	doctype = spec.facts_class.DOCTYPE
	values = {}
	for header, fieldname in spec.headers.items():
		if header in cells_of_row:
			kind = cells.kind_of(spec.facts_class, fieldname)
			place = (sheet, row, header)
			values[fieldname] = _guarded(reading, place, cells_of_row[header], doctype, fieldname, kind)
	return values


def _plain(value: object) -> str:
	return str(value).strip() if value is not None else ""


def _clear(bundle: dict, spec: DetailSheet) -> None:
	"""Details replace what the register only hints at."""
	first, _dot, rest = spec.path.partition(".")
	if rest and first not in bundle:
		bundle[first] = {}
	if not rest and spec.many:
		bundle[first] = []
	elif rest and not spec.parent:
		bundle[first] = {**(bundle.get(first) or {}), rest: []}


def _place(
	reading: _Reading, sheet: str, row: int, number: str, parent_no: str, values: dict, spec: DetailSheet
) -> None:
	bundle = reading.bundles[number]
	first, _dot, rest = spec.path.partition(".")
	reading.rows_by_no[number, spec.path, values["name"]] = values
	if not rest and spec.many:
		bundle.setdefault(first, []).append(values)
	elif not rest:
		kept = bundle.get(first) or {}
		name = kept.get("name") if first == "hazard" else values["name"]
		bundle[first] = {**kept, **values, "name": name}
	elif spec.parent:
		parent = reading.rows_by_no.get((number, first, parent_no))
		if parent is None:
			reading.problem(sheet, row, PARENT_NO, UNKNOWN_PARENT, parent_no or "-")
			return
		parent.setdefault(rest, []).append(values)
	else:
		bundle[first][rest].append(values)


def _read_enterprise(reading: _Reading, sheet: Worksheet) -> None:
	columns = _detail_columns(reading, sheet, ENTERPRISE_SHEET)
	for row in range(2, sheet.max_row + 1):
		cells_of_row = {header: sheet.cell(row, column).value for header, column in columns.items()}
		name = _plain(cells_of_row.get(HAZARD_NO))
		values = _fields(reading, sheet.title, row, cells_of_row, ENTERPRISE_SHEET)
		for bundle in reading.bundles.values():
			if bundle["enterprise"]["name"] == name:
				bundle["enterprise"].update(values)


def _record(bundle: dict, known: dict[str, dict]) -> HazardRecord:
	hazard = bundle["hazard"]
	industry = hazard.get("industry") or ""
	sector = SECTOR_BY_NAME.get(industry)
	named = (
		{"name": hazard.get("criterion"), **known[hazard["criterion"]]}
		if hazard.get("criterion") in known
		else None
	)
	record = HazardRecord.build(
		**bundle,
		sector={
			"name": industry,
			"sector_name": industry if sector else "",
			"is_coal": bool(sector and sector.is_coal),
		},
		criterion=named,
		criteria={code: {"name": code, **row} for code, row in known.items()},
		industries=industries_of(industry) if sector else (),
		measure_catalogue={spec.measure_name: asdict(spec) for spec in CATALOGUE},
	)
	return _with_questions(record)


def _with_questions(record: HazardRecord) -> HazardRecord:
	"""The texts of the questions and what is adverse follow from code and answer; a ledger holds these alone."""
	analysis = record.analysis
	if not analysis or not analysis.tracings:
		return record
	return replace(record, analysis=replace(analysis, tracings=tuple(apply_answers(analysis.tracings))))
