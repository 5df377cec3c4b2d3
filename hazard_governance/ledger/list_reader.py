"""Reads the official workbooks of the two lists back, in Chinese or English. openpyxl only; no frappe.

What cannot be read is told with sheet, row and column; the rest goes on. Words that a list chooses from come back as
they are stored, days as days; texts that a list puts together (basis, accountability, remarks) stay as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.list_columns import (
	MONTHLY_COLUMNS,
	SUPERVISION_COLUMNS,
	ListColumn,
	official_columns,
)
from hazard_governance.domain.lists import PENDING_VERIFICATION
from hazard_governance.domain.official_list import AS_OF, REPORTING_MONTH, REPORTING_UNIT
from hazard_governance.domain.supervision_list import DEPARTMENTAL_LEVEL, LEVELS, NO_CASE
from hazard_governance.ledger import cells
from hazard_governance.ledger.complaints import NO_COLUMN, NO_FILE, TOO_MANY, UNKNOWN_COLUMN
from hazard_governance.ledger.sheets import Problem
from hazard_governance.ledger.words import zh

HEADING_WITHIN = 10
MOST_ROWS = 5000
YES_NO = (v.YES, v.NO)
CASE_STATUSES = (
	v.PROPOSED,
	v.IN_FORCE,
	v.ACCEPTANCE_REQUESTED,
	v.DELISTED,
	v.NOT_ADOPTED,
	v.RAISED,
	v.WITHDRAWN,
	NO_CASE,
)
# column -> the words it takes
CHOICES: dict[str, tuple[str, ...]] = {
	"source": v.SOURCES,
	"stage": v.STAGES,
	"overdue": (*YES_NO, v.COMPLETED_LATE),
	"listed": YES_NO,
	"filed": YES_NO,
	"level": (*LEVELS.values(), DEPARTMENTAL_LEVEL),
	"verdict": v.VERDICTS,
	"status": CASE_STATUSES,
}
# list -> its columns, and the one by which a row is known
LISTS = {
	v.MONTHLY_LIST: (official_columns(MONTHLY_COLUMNS), "register_no"),
	v.SUPERVISION_LIST: (official_columns(SUPERVISION_COLUMNS), "case_no"),
}

NO_LIST = N_(
	"No row of the sheet holds the headings of an official list. Export the workbook here and fill it in."
)
TWICE = N_("The column {0} stands twice. Delete one of them.")
REPEATED = N_("{0} stands in the list twice. Delete one of the rows.")
NO_KEY = N_("The row has no number. Enter it, or write that the verification is pending.")


@dataclass
class ReadList:
	"""What was read. report: which of the two lists, "" when it is neither; unit, month (YYYY-MM) and as_of (YYYY-MM-DD)
	as written above the table; rows: values by column; places: their row numbers in the sheet; language of the headings."""

	file: str = ""
	report: str = ""
	language: str = "zh"
	unit: str = ""
	month: str = ""
	as_of: str = ""
	rows: list[dict[str, object]] = field(default_factory=list)
	places: list[int] = field(default_factory=list)
	problems: list[Problem] = field(default_factory=list)


def read_list(content: bytes, file: str = "") -> ReadList:
	"""Read one workbook. Never raises for what is in it: every problem is in the result."""
	found = ReadList(file)
	try:
		sheet = load_workbook(BytesIO(content), data_only=True).worksheets[0]
	except (InvalidFileException, BadZipFile, KeyError, OSError, ValueError, IndexError):
		found.problems.append(Problem(file, "", 0, "", NO_FILE))
		return found
	reading = _Reading(found, sheet)
	heading = reading.find_heading()
	if heading:
		reading.read_head(heading)
		reading.read_rows(heading)
	return found


class _Reading:
	"""One sheet being read."""

	def __init__(self, found: ReadList, sheet: Worksheet) -> None:
		self.found, self.sheet = found, sheet
		self.columns: dict[int, ListColumn] = {}

	def problem(self, row: int, column: str, message: str, *args: object) -> None:
		self.found.problems.append(Problem(self.found.file, self.sheet.title, row, column, message, args))

	# --- headings ---------------------------------------------------------------------------------------------
	def find_heading(self) -> int:
		"""The row with the headings; it tells which list this is and in which language. 0 when there is none."""
		for row in range(1, min(HEADING_WITHIN, self.sheet.max_row) + 1):
			texts = {cell.column: text for cell in self.sheet[row] if (text := _text(cell.value))}
			for report, (columns, key) in LISTS.items():
				for language, labels in _labels(columns):
					if labels[key] in texts.values() and len(set(labels.values()) & set(texts.values())) > 3:
						self.found.report, self.found.language = report, language
						self._take_columns(row, texts, columns, labels)
						return row
		self.problem(0, "", NO_LIST)
		return 0

	def _take_columns(
		self, row: int, texts: dict[int, str], columns: tuple[ListColumn, ...], labels: dict[str, str]
	) -> None:
		by_label = {labels[column.fieldname]: column for column in columns}
		for place, text in texts.items():
			if text not in by_label:
				self.problem(row, text, UNKNOWN_COLUMN, text)
			elif by_label[text] in self.columns.values():
				self.problem(row, text, TWICE, text)
			else:
				self.columns[place] = by_label[text]
		for label, column in by_label.items():
			if column not in self.columns.values():
				self.problem(row, label, NO_COLUMN, label)

	def read_head(self, heading: int) -> None:
		"""Who reports, for which month, as of which day: "label: value" above the headings."""
		names = {"unit": REPORTING_UNIT, "month": REPORTING_MONTH, "as_of": AS_OF}
		labels = {text: name for name, english in names.items() for text in (english, zh(english))}
		for row in range(1, heading):
			for cell in self.sheet[row]:
				label, _colon, value = re.sub("：", ":", _text(cell.value), count=1).partition(":")
				if label.strip() in labels:
					name = labels[label.strip()]
					setattr(self.found, name, value.strip() if name == "unit" else _period(value.strip()))

	# --- rows -------------------------------------------------------------------------------------------------
	def read_rows(self, heading: int) -> None:
		"""The rows below the headings, up to the first one that is empty."""
		key = LISTS[self.found.report][1]
		seen: set[object] = set()
		for row in range(heading + 1, self.sheet.max_row + 1):
			values = {place: self.sheet.cell(row, place).value for place in self.columns}
			if not any(_text(value) for value in values.values()) or self._is_nil(row, values):
				return
			if len(self.found.rows) == MOST_ROWS:
				self.problem(row, "", TOO_MANY, MOST_ROWS)
				return
			self._read_row(row, values, key, seen)

	def _is_nil(self, row: int, values: dict[int, object]) -> bool:
		"""One text across the whole sheet says that there is nothing."""
		first = min(self.columns)
		alone = not any(_text(value) for place, value in values.items() if place != first)
		return alone and not _text(values[first]).isdecimal()

	def _read_row(self, row: int, values: dict[int, object], key: str, seen: set[object]) -> None:
		read = {
			column.fieldname: self._cell(row, column, values[place]) for place, column in self.columns.items()
		}
		number = read.get(key)
		label = next(
			(_text(self.sheet.cell(row, p).value) for p, c in self.columns.items() if c.fieldname == key), ""
		)
		if not label and self.found.report == v.MONTHLY_LIST:
			self.problem(row, self._label(key), NO_KEY)
		elif number and number in seen:
			self.problem(row, self._label(key), REPEATED, number)
		seen.add(number)
		self.found.rows.append(read)
		self.found.places.append(row)

	def _label(self, fieldname: str) -> str:
		columns, _key = LISTS[self.found.report]
		return dict(_labels(columns))[self.found.language][fieldname]

	def _cell(self, row: int, column: ListColumn, value: object) -> object:
		try:
			return read_value(column, value)
		except cells.CellError as error:
			self.problem(row, self._label(column.fieldname), error.message, *error.values)
			return None


def _labels(columns: tuple[ListColumn, ...]) -> Iterator[tuple[str, dict[str, str]]]:
	"""(language, label by column)"""
	yield "zh", {column.fieldname: zh(column.label) for column in columns}
	yield "en", {column.fieldname: column.label for column in columns}


def read_value(column: ListColumn, value: object) -> object:
	"""The value of a cell, or of a row of the list itself: a day, a number, a word as it is stored, a text.

	CellError when it cannot be read. A register number that says "pending" is none.
	"""
	text = _text(value)
	if not text:
		return None if column.fieldtype in ("Date", "Int") else ""
	if column.fieldtype == "Date":
		return cells.read_date(value)
	if column.fieldtype == "Int":
		return cells.READERS[cells.INT](value)
	if column.fieldname in CHOICES:
		return _choice(text, CHOICES[column.fieldname])
	if column.fieldname == "register_no" and text in (PENDING_VERIFICATION, zh(PENDING_VERIFICATION)):
		return ""
	return text


def _choice(text: str, choices: tuple[str, ...]) -> str:
	known = {word: choice for choice in choices for word in (choice, zh(choice))}
	if text not in known:
		raise cells.CellError(cells.NO_CHOICE, text, "、".join(zh(choice) for choice in choices if choice))
	return known[text]


def _text(value: object) -> str:
	"""A number typed as a number is the text of its digits."""
	if isinstance(value, float) and value.is_integer():
		return str(int(value))
	return "" if value is None else str(value).strip()


def _period(text: str) -> str:
	"""A month or day in the manner of Chinese documents as YYYY-MM or YYYY-MM-DD; other text as it is."""
	found = re.fullmatch(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?", text)
	return "-".join(part.zfill(2) for part in found.groups() if part) if found else text
