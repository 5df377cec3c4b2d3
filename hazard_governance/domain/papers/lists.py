"""重大事故隐患清单 and 督办清单 as papers: A3 landscape, with the columns of the official forms (notice 54/2023, part 4).

A county, a development zone and a department report the monthly list; an enterprise its own list (台账), where what is
the same in every row stands above the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.list_columns import official_columns
from hazard_governance.domain.official_list import OfficialList
from hazard_governance.domain.papers.model import A3, Heading, Line, Paper, Signature, Table, Translate
from hazard_governance.domain.papers.words import day, month

TRANSLATION_CONTEXT = "Official Paper"

MONTHLY_TITLE = N_("List of Major Accident Hazards")
SUPERVISION_TITLE = N_("Supervision List of Major Accident Hazards")
# shares of the line where the desk's width does not fit a sheet of paper
WIDTHS = {
	"existing_condition": 340,
	"register_no": 140,
	"month": 105,
	"overdue": 75,
	"listed": 85,
	"filed": 85,
	"source": 80,
	"stage": 80,
	"verdict": 75,
	"extension_reason": 140,
	"urgings": 130,
	"status": 110,
}
DATE_WIDTH = 142


def list_paper(
	official: OfficialList, title: str, unit: str, of_month: str, today: date, t: Translate
) -> Paper:
	"""One of the two official lists. of_month: YYYY-MM, empty for a list as of a day; unit: who reports."""
	columns = official_columns(official.columns)
	blocks = [
		_head(unit, of_month, today, t),
		Table(
			tuple(column.label for column in columns),
			tuple(tuple(cell_text(row.get(column.fieldname)) for column in columns) for row in official.rows),
			_shares([_width(column.fieldname, column.fieldtype, column.width) for column in columns]),
			official.nothing,
		),
	]
	if len(official.table) > 2:
		blocks += [Heading(official.table_heading), totals(official.table)]
	return _sheet(t(title), unit, blocks, official.gaps, t)


def register_paper(
	columns: Sequence[tuple[str, str, int]],
	rows: Sequence[Mapping[str, object]],
	heading: Sequence[tuple[str, str]],
	unit: str,
	of_month: str,
	today: date,
	gaps: Sequence[Deficiency],
	nothing: str,
	t: Translate,
) -> Paper:
	"""The list of one enterprise. columns: key, heading and width of the ledger (台账); heading: label and value of what
	all rows share; gaps: what is missing."""
	blocks = [
		_head(unit, of_month, today, t, heading),
		Table(
			tuple(label for _key, label, _width in columns),
			tuple(tuple(cell_text(row[key]) for key, _label, _width in columns) for row in rows),
			_shares([width for _key, _label, width in columns]),
			nothing,
		),
	]
	return _sheet(t(MONTHLY_TITLE), unit, blocks, gaps, t)


def _sheet(title: str, unit: str, blocks: list, gaps: Sequence[Deficiency], t: Translate) -> Paper:
	return Paper(
		title=title,
		letterhead=unit,
		blocks=tuple(blocks),
		signatures=(
			Signature(t(N_("Filled in By"))),
			Signature(t(N_("Reviewed By"))),
			Signature(t(N_("Principal (Signature)"))),
			Signature(t(N_("Unit (seal)")), seal=True),
		),
		size=A3,
		landscape=True,
		missing=tuple(gaps),
	)


def _head(unit: str, of_month: str, today: date, t: Translate, more: Sequence[tuple[str, str]] = ()) -> Line:
	pairs = [(t(N_("Reporting Unit")), unit), *more]
	if of_month:
		pairs.append((t(N_("Reporting Month")), month(date.fromisoformat(f"{of_month}-01"), t)))
	pairs.append((t(N_("Status as of")), day(today, t)))
	return Line(tuple(pairs))


def totals(table: Sequence[Sequence[object]]) -> Table:
	"""The totals: the first row is the heading, the last one the sum."""
	first, *rows = table
	return Table(
		tuple(str(cell) for cell in first),
		tuple(tuple(cell_text(cell) for cell in row) for row in rows),
	)


def _width(fieldname: str, fieldtype: str, width: int) -> int:
	return DATE_WIDTH if fieldtype == "Date" else WIDTHS.get(fieldname, width)


def _shares(widths: Sequence[int]) -> tuple[float, ...]:
	return tuple(round(100 * width / sum(widths), 2) for width in widths)


def cell_text(value: object) -> str:
	"""A value as it stands in a narrow cell: a day as 2026-11-25, an amount without needless zeros."""
	if isinstance(value, datetime):
		value = value.date()
	if isinstance(value, float):
		return f"{value:.4f}".rstrip("0").rstrip(".")
	return "" if value is None else str(value)
