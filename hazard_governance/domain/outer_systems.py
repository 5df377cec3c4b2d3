"""Numbers of the national and provincial systems beside ours: layouts as data, and which numbers may be taken over.

The Work Safety Law (article 41) puts every major hazard into an information system of the authorities; nobody should type
it in twice. A layout says which columns such a system reads; the workbook goes out in them and comes back with numbers.
Values in, values out; standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hazard_governance.domain.articles import LAW_41
from hazard_governance.domain.deficiency import N_, Deficiency, Phrase
from hazard_governance.domain.outer_values import OUR_NO, THEIR_NO

SYSTEM, COLUMN = "Hazard Reporting System", "Hazard Reporting System Column"
# which field of a hazard keeps the number of which system
NATIONAL, PROVINCIAL = "National", "Provincial"
NUMBER_FIELDS = {NATIONAL: "national_no", PROVINCIAL: "provincial_no"}
LONGEST_NUMBER = 140
UNCHANGED = "unchanged"


@dataclass(frozen=True)
class OuterColumn:
	"""One column of a system. heading: as the system writes it. value: one of OUTER_VALUES, or "" for `fixed`, the same
	text in every row (which may be empty). codes: our word -> the code of the system."""

	heading: str
	value: str = ""
	fixed: str = ""
	codes: Mapping[str, str] | None = None
	date_format: str = ""


@dataclass(frozen=True)
class OuterLayout:
	"""What one system reads. number_field: field of Hazard with its number. append_numbers: whether our number and an
	empty column for theirs follow when the system has no such columns."""

	name: str
	number_field: str
	columns: tuple[OuterColumn, ...] = ()
	sheet_title: str = ""
	append_numbers: bool = True

	def heading_of(self, value: str) -> str:
		"""Heading of the column that holds `value`, "" without one."""
		return next((column.heading for column in self.columns if column.value == value), "")


def parse_codes(text: str) -> dict[str, str]:
	"""Lines "our word = their code" as a mapping; ValueError with the line that is none."""
	codes = {}
	for line in filter(None, (line.strip() for line in (text or "").splitlines())):
		word, sign, code = line.partition("=")
		if not (sign and word.strip() and code.strip()):
			raise ValueError(line)
		codes[word.strip()] = code.strip()
	return codes


def check_layout(columns: Iterable[OuterColumn]) -> list[Deficiency]:
	"""What is wrong in the columns of a layout: headings that repeat, numbers that stand twice, no column at all."""
	columns, found = list(columns), []
	if not columns:
		message = N_("The system has no columns. Enter them in the order in which it reads them.")
		found.append(Deficiency(SYSTEM, "columns", message, (), LAW_41))
	headings: set[str] = set()
	values: set[str] = set()
	for number, column in enumerate(columns, 1):
		if column.heading in headings:
			message = N_("The heading {0} appears twice. Use each heading once.")
			found.append(Deficiency(COLUMN, "heading", message, (column.heading,), "", number))
		if column.value in (OUR_NO, THEIR_NO) and column.value in values:
			message = N_("{0} appears in two columns. Keep one of them.")
			found.append(Deficiency(COLUMN, "value", message, (column.value,), "", number))
		headings.add(column.heading)
		values.add(column.value)
	return found


# --- numbers that come back ----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class NumberRow:
	"""One row of a workbook that came back: place in the sheet, our number as written there, theirs."""

	row: int
	key: str
	number: str


@dataclass(frozen=True)
class KnownHazard:
	"""A hazard in the reader's scope: its name, its register number, the number it has in the other system so far."""

	name: str
	register_no: str = ""
	number: str = ""


@dataclass(frozen=True)
class NumbersRead:
	"""write: (row, hazard, number) to be stored. unchanged: how many rows say what is stored. problems: (row, why)."""

	write: tuple[tuple[int, str, str], ...] = ()
	unchanged: int = 0
	empty: int = 0
	problems: tuple[tuple[int, Phrase], ...] = ()


NOT_HERE = N_("{0} is not a hazard you may see. Check the number in this system.")
HAS_ANOTHER = N_("{0} has the number {1} already. If that is wrong, correct it on the hazard.")
TAKEN = N_("The number {0} belongs to another hazard. Check which of the two it is.")
TWICE = N_("The number {0} appears in two rows. Keep it in one.")
NAMED_TWICE = N_("{0} appears in two rows with different numbers. Keep one of them.")
TOO_LONG = N_("The number is longer than {0} characters. Check the column.")


def match_numbers(
	rows: Iterable[NumberRow], hazards: Iterable[KnownHazard], taken: Mapping[str, str]
) -> NumbersRead:
	"""Which numbers may be stored. taken: number -> hazard that has it, wherever it is.

	No number is overwritten, none is given to two hazards, and a row that cannot be placed is told, never guessed.
	"""
	rows = list(rows)
	known = {}
	for hazard in hazards:
		known[hazard.name] = hazard
		if hazard.register_no:
			known[hazard.register_no] = hazard
	owner: dict[str, str] = {}  # number -> hazard, within this workbook
	given: dict[str, str] = {}  # hazard -> number, within this workbook
	write, problems = [], []
	unchanged = empty = 0
	for row in rows:
		if not row.number:
			empty += 1
			continue
		hazard = known.get(row.key)
		verdict = NOT_HERE if hazard is None else _verdict(row, hazard, taken, owner, given)
		if verdict is None:
			owner[row.number], given[hazard.name] = hazard.name, row.number
			write.append((row.row, hazard.name, row.number))
		elif verdict == UNCHANGED:
			unchanged += 1
		else:
			problems.append((row.row, _phrase(verdict, row, hazard)))
	return NumbersRead(tuple(write), unchanged, empty, tuple(problems))


def _verdict(
	row: NumberRow,
	hazard: KnownHazard,
	taken: Mapping[str, str],
	owner: Mapping[str, str],
	given: Mapping[str, str],
) -> str | None:
	"""None when the number may be stored, UNCHANGED when it is, else what stands against it."""
	if hazard.number == row.number or given.get(hazard.name) == row.number:
		return UNCHANGED
	against = (
		(len(row.number) > LONGEST_NUMBER, TOO_LONG),
		(bool(hazard.number), HAS_ANOTHER),
		(hazard.name in given, NAMED_TWICE),
		(taken.get(row.number, hazard.name) != hazard.name, TAKEN),
		(row.number in owner, TWICE),
	)
	return next((message for wrong, message in against if wrong), None)


def _phrase(message: str, row: NumberRow, hazard: KnownHazard | None) -> Phrase:
	args = {
		NOT_HERE: (row.key or "-",),
		HAS_ANOTHER: (row.key, hazard.number if hazard else ""),
		NAMED_TWICE: (row.key,),
		TOO_LONG: (LONGEST_NUMBER,),
	}
	return Phrase(message, args.get(message, (row.number,)))
