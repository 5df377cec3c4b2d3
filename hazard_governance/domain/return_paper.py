"""A monthly return as the official paper: for printing and for the workbook. Values in, values out."""

from __future__ import annotations

from dataclasses import replace

from hazard_governance.domain import return_words as w
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.facts_returns import HazardReturn, HazardReturnRow
from hazard_governance.domain.list_columns import MONTHLY_COLUMNS, ListColumn
from hazard_governance.domain.lists import RECTIFIED_STAGES, Row, Translate, identity, register_text
from hazard_governance.domain.official_list import (
	NIL_RETURN,
	REPORTING_MONTH,
	REPORTING_UNIT,
	SIGNATURES,
	TOTALS_HEADING,
	OfficialList,
)
from hazard_governance.domain.papers.words import day

TITLE = N_("Monthly Return of Major Hazards")
# what is the same for all rows stands in the heading
OF_THE_HEADING = ("month", "reporting_unit", "prepared_by", "reviewed_by", "reported_on")
COLUMNS = tuple(c for c in MONTHLY_COLUMNS if c.official and c.fieldname not in OF_THE_HEADING)
REPORTED_BY = ListColumn("reported_by", N_("In the Returns Of"), width=200)
WORDS = ("source", "stage", "overdue")
CHECKS = ("listed", "filed")
TOTALS = (
	(N_("Number of Hazards"), lambda rows: len(rows)),
	(N_("Number of Enterprises"), lambda rows: len({row.enterprise for row in rows})),
	(N_("Pending Verification"), lambda rows: sum(not row.register_no for row in rows)),
	(N_("Rectified"), lambda rows: sum(row.stage in RECTIFIED_STAGES for row in rows)),
	(N_("Number Overdue"), lambda rows: sum(row.overdue == v.YES for row in rows)),
	(N_("Listed for Supervision"), lambda rows: sum(row.listed for row in rows)),
	(N_("Filed Hazards"), lambda rows: sum(row.filed for row in rows)),
)


def paper(
	doc: HazardReturn, prepared_by: str = "", reviewed_by: str = "", translate: Translate = identity
) -> OfficialList:
	"""The return as it is stored. prepared_by, reviewed_by: full names."""
	columns = (*COLUMNS, REPORTED_BY) if doc.unit_kind == w.CITY_UNIT else COLUMNS
	counted = [row for row in doc.rows if row.counts]
	reported_on = day(doc.submitted_at, translate) or translate(doc.status)
	heading = (
		(REPORTING_UNIT, doc.unit),
		(REPORTING_MONTH, doc.month),
		(N_("Version"), str(doc.version_no)),
		(N_("Filled in By"), prepared_by),
		(N_("Reviewed By"), reviewed_by),
		(N_("Date Reported"), reported_on),
	)
	total = translate(N_("Total of All"))
	return OfficialList(
		title=translate(TITLE),
		period=doc.month,
		heading=tuple((translate(label), value) for label, value in heading),
		columns=tuple(replace(column, label=translate(column.label)) for column in columns),
		rows=[_row(number, row, translate) for number, row in enumerate(doc.rows, start=1)],
		nothing=translate(NIL_RETURN),
		table_heading=translate(TOTALS_HEADING),
		table=[
			["", *(translate(label) for label, _count in TOTALS)],
			[total, *(count(counted) for _label, count in TOTALS)],
		],
		cards=[],
		chart=None,
		signatures=tuple(translate(text) for text in SIGNATURES),
	)


def _row(number: int, row: HazardReturnRow, t: Translate) -> Row:
	return {
		**{column.fieldname: getattr(row, column.fieldname, "") for column in (*COLUMNS, REPORTED_BY)},
		**{name: t(value) if (value := getattr(row, name)) else "" for name in WORDS},
		**{name: t(v.YES if getattr(row, name) else v.NO) for name in CHECKS},
		"idx": number,
		"register_no": register_text(row.register_no, t),
		"is_overdue": row.overdue == v.YES,
	}
