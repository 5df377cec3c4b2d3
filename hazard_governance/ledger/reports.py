"""The check report as a workbook: a sheet of hazards with their five steps, and one naming every gap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.papers.words import day
from hazard_governance.ledger.check import AHEAD, BEHIND, IN_REGISTER, Checked
from hazard_governance.ledger.sheets import Problem
from hazard_governance.ledger.words import to_chinese, zh
from hazard_governance.ledger.workbook import CENTRE, FONT, GRID, HEADING_FILL, put

SUMMARY_WIDTHS = (14, 28, 40, 10, 12, 12, 12, 12, 12, 10, 10)
GAP_WIDTHS = (14, 28, 20, 12, 32, 70, 30)
SHADES = {BEHIND: "FBE3E1", IN_REGISTER: "FFF3D6", AHEAD: "EAF2FB"}


def write_check_report(
	path: Path, checked: Sequence[Checked], problems: Sequence[Problem], today: date
) -> None:
	"""Write the report; `problems` are cells that could not be read."""
	workbook = Workbook()
	_hazards(workbook.active, checked, today)
	_gaps(workbook.create_sheet("缺项明细"), checked)
	if problems:
		_problems(workbook.create_sheet("读取错误"), problems)
	path.parent.mkdir(parents=True, exist_ok=True)
	workbook.save(path)


def _hazards(sheet: Worksheet, checked: Sequence[Checked], today: date) -> None:
	sheet.title = "隐患总表"
	put(sheet.cell(1, 1), f"重大事故隐患台账检查报告（{day(today, zh)}）").font = Font(
		name=FONT, size=16, bold=True
	)
	step_labels = list(checked[0].steps) if checked else []
	_heading(
		sheet,
		2,
		["隐患编号", "企业", "隐患", "等级", "整改进度", *step_labels, "缺项数", "是否完整"],
		SUMMARY_WIDTHS,
	)
	for number, item in enumerate(checked, 3):
		hazard = item.record.hazard
		behind = sum(gap.kind != AHEAD for gap in item.gaps)
		values = [
			hazard.name,
			hazard.enterprise,
			hazard.hazard_title,
			to_chinese("Hazard", "classification", hazard.classification),
			to_chinese("Hazard", "stage", hazard.stage),
			*item.steps.values(),
			behind,
			"是" if item.is_sound else "否",
		]
		_row(sheet, number, values, "" if item.is_sound else SHADES[BEHIND])
	sheet.freeze_panes = "A3"


def _gaps(sheet: Worksheet, checked: Sequence[Checked]) -> None:
	_heading(sheet, 1, ["隐患编号", "企业", "类别", "关口", "位置", "缺什么、怎么补", "依据"], GAP_WIDTHS)
	rows = [(item, gap) for item in checked for gap in item.gaps]
	for number, (item, gap) in enumerate(rows, 2):
		values = [
			gap.hazard,
			item.record.hazard.enterprise,
			zh(gap.kind),
			gap.stage,
			gap.where,
			gap.text,
			gap.article,
		]
		_row(sheet, number, values, SHADES[gap.kind])
	sheet.freeze_panes = "A2"
	sheet.auto_filter.ref = f"A1:{get_column_letter(len(GAP_WIDTHS))}{max(len(rows) + 1, 1)}"


def _problems(sheet: Worksheet, problems: Sequence[Problem]) -> None:
	_heading(sheet, 1, ["文件", "工作表", "行", "列", "问题"], (30, 20, 8, 24, 70))
	for number, problem in enumerate(problems, 2):
		text = zh(problem.message).format(*problem.args)
		_row(
			sheet,
			number,
			[problem.file, problem.sheet, problem.row or None, problem.column, text],
			SHADES[BEHIND],
		)


def _heading(sheet: Worksheet, row: int, headers: list[str], widths: tuple[int, ...]) -> None:
	for number, (header, width) in enumerate(zip(headers, widths, strict=False), 1):
		cell = put(sheet.cell(row, number), header)
		cell.font, cell.alignment = Font(name=FONT, size=10, bold=True), CENTRE
		cell.border, cell.fill = GRID, HEADING_FILL
		sheet.column_dimensions[get_column_letter(number)].width = width


def _row(sheet: Worksheet, row: int, values: list[object], shade: str) -> None:
	for number, value in enumerate(values, 1):
		cell = put(sheet.cell(row, number), value)
		cell.border = GRID
		if shade:
			cell.fill = PatternFill("solid", start_color=shade)


def overdue(item: Checked, today: date) -> bool:
	"""Whether the hazard is past its deadline and its acceptance is not passed."""
	hazard = item.record.hazard
	done = hazard.stage in (v.ACCEPTED, v.CLOSED_OUT, v.FILED, v.WITHDRAWN)
	return bool(hazard.rectification_due and not done and hazard.rectification_due < today)
