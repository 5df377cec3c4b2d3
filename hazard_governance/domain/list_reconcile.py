"""A list that came back compared with the register: what stands in the list and not in the register, and the reverse.

Notice 54/2023, part 4 (2): every major hazard is entered in the database, none left out (无一遗漏录入). The comparison
names what differs; nobody's record is changed by it. Values in, values out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hazard_governance.domain.deficiency import N_

ONLY_THERE = N_("In the workbook, not in the register")
ONLY_HERE = N_("In the register, not in the workbook")
DIFFERENT = N_("Differs")
# numbers of the sheet, not of the matter
LEFT_OUT = ("idx",)
# columns by which a row is known, the surest first; without any number by what and where it is
KEYS = (("case_no",), ("register_no",), ("enterprise", "existing_condition"), ("enterprise", "hazard_title"))

Row = Mapping[str, object]


@dataclass(frozen=True)
class Difference:
	"""kind: one of the three; place: row of the sheet, 0 for a row it does not hold; number: how the row is known; column,
	theirs and ours: of a value that differs."""

	kind: str
	place: int
	number: str
	column: str = ""
	theirs: object = None
	ours: object = None


def reconcile(
	theirs: Sequence[Row], places: Sequence[int], ours: Sequence[Row]
) -> tuple[list[Difference], int]:
	"""The differences in the order of the sheet, then what it lacks; and how many rows are the same.

	theirs: rows as read, each only with the columns that the sheet has; ours: rows of the register with the same words.
	"""
	waiting = {_key(row): row for row in ours}
	found: list[Difference] = []
	same = 0
	for row, place in zip(theirs, places, strict=True):
		own = waiting.pop(_key(row), None)
		if own is None:
			found.append(Difference(ONLY_THERE, place, _number(row)))
			continue
		differing = [name for name in row if name not in LEFT_OUT and row[name] != own.get(name)]
		found += [
			Difference(DIFFERENT, place, _number(row), name, row[name], own.get(name)) for name in differing
		]
		same += not differing
	return [*found, *(Difference(ONLY_HERE, 0, _number(row)) for row in waiting.values())], same


def _key(row: Row) -> tuple:
	for columns in KEYS:
		values = tuple(row.get(column) for column in columns)
		if all(values):
			return (columns, values)
	return ((), (row.get("idx"),))


def _number(row: Row) -> str:
	for columns in KEYS:
		if row.get(columns[-1]):
			return str(row[columns[-1]])[:60]
	return ""
