"""Enterprise ledgers: what is written is read back, what cannot be read is told with its place, nothing raises."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from hazard_governance.domain import stages
from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.report import compose
from hazard_governance.domain.steps import five_steps
from hazard_governance.ledger.reader import read_ledger
from hazard_governance.ledger.sheets import HAZARD_NO, HEADER_ROW, REGISTER, REGISTER_COLUMNS, SIGNATURES
from hazard_governance.ledger.words import label, zh
from hazard_governance.ledger.writer import rows_at, write_ledger
from hazard_governance.setup.demo_data.build import records
from hazard_governance.setup.demo_data.hazards import HAZARDS

TODAY = date(2026, 11, 24)
COLUMN = {column.header: number for number, column in enumerate(REGISTER_COLUMNS, 1)}


@pytest.fixture(scope="module")
def all_records() -> list[HazardRecord]:
	found = records(TODAY)
	return [replace(r, report=replace(r.report, **compose(r))) if r.report else r for r in found]


def of_enterprise(all_records: list[HazardRecord], prefix: str) -> list[HazardRecord]:
	return [record for record in all_records if record.hazard.name.startswith(prefix)]


def round_trip(tmp_path, written: list[HazardRecord]):
	path = tmp_path / "ledger.xlsx"
	write_ledger(path, written, TODAY)
	return read_ledger(path)


def verdict(record: HazardRecord) -> tuple:
	"""Everything the rules say about a record."""
	gates = {stage: [d.text for d in stages.gate(stage, record, TODAY)] for stage in stages.GATED}
	return gates, {name: state.status for name, state in five_steps(record, TODAY).items()}


@pytest.mark.parametrize("prefix", sorted({s.key.split("-")[0] for s in HAZARDS}))
def test_a_ledger_read_back_says_the_same(tmp_path, all_records, prefix):
	written = of_enterprise(all_records, prefix)
	ledger = round_trip(tmp_path, written)
	assert [problem.text for problem in ledger.problems] == []
	assert [r.hazard.name for r in ledger.records] == [r.hazard.name for r in written]
	for before, after in zip(written, ledger.records, strict=True):
		assert verdict(after) == verdict(before), before.hazard.name


def test_a_ledger_read_back_is_the_same_records(tmp_path, all_records):
	"""Whatever a ledger holds; accounts of members and what authorities are stay with the site."""
	for prefix in sorted({s.key.split("-")[0] for s in HAZARDS}):
		written = of_enterprise(all_records, prefix)
		for before, after in zip(written, round_trip(tmp_path, written).records, strict=True):
			assert after == replace(before, authorities={}, enterprise=replace(before.enterprise, members=()))


def test_the_register_is_laid_out_for_paper(tmp_path, all_records):
	path = tmp_path / "ledger.xlsx"
	written = of_enterprise(all_records, "XH")
	write_ledger(path, written, TODAY)
	sheet = load_workbook(path)[REGISTER]
	width = len(REGISTER_COLUMNS)
	assert sheet["A1"].value == REGISTER
	heads = [cell.value for cell in sheet[2] if cell.value]
	assert heads[:3] == [
		f"填报单位：{written[0].hazard.enterprise}",
		"填报月份：2026年11月",
		"填报日期：2026年11月24日",
	]
	last = HEADER_ROW + len(written) + 2
	assert [cell.value for cell in sheet[last] if cell.value] == list(SIGNATURES)
	assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 8)
	assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
	assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
	assert sheet.print_area == f"'{REGISTER}'!$A$1:${get_column_letter(width)}${last}"
	assert f"A1:{get_column_letter(width)}1" in [str(merged) for merged in sheet.merged_cells.ranges]


def test_every_row_of_details_comes_back(tmp_path, all_records):
	written = of_enterprise(all_records, "XH")
	for before, after in zip(written, round_trip(tmp_path, written).records, strict=True):
		assert after.hazard.found_on == before.hazard.found_on
		assert after.hazard.register_no == before.hazard.register_no
		for path in ("actions.measures", "analysis.tracings", "source_governance.items", "cases.progress"):
			texts = [str(row.name) for _parent, row in rows_at(before, path)]
			assert [str(row.name) for _parent, row in rows_at(after, path)] == texts, path
		assert [a.measures[0].measure for a in after.actions] == [
			a.measures[0].measure for a in before.actions
		]


def test_the_demo_is_sound_at_every_gate_it_has_passed(all_records):
	for record in all_records:
		path = stages.stages_between("Registered", record.hazard.stage) or (record.hazard.stage,)
		for stage in path:
			found = [d.text for d in stages.gate(stage, record, TODAY)]
			assert found == [], f"{record.hazard.name} {stage}"


def test_the_demo_has_every_stage_and_no_two_equal_numbers(all_records):
	assert {record.hazard.stage for record in all_records} == set(stages.STAGES)
	numbers = [record.hazard.register_no for record in all_records if record.hazard.register_no]
	assert len(numbers) == len(set(numbers)) >= 30


def register_only(tmp_path, **cells) -> "object":
	"""A workbook with the register alone and one row; cells by header."""
	workbook = Workbook()
	sheet = workbook.active
	sheet.title = REGISTER
	values = {
		HAZARD_NO: "TEST-1",
		"企业名称": "某铸造厂",
		"行业领域": "机械",
		"县区": "潞州区",
		"隐患来源": "企业自查",
		"发现时间": "2026年11月3日",
		"地点部位": "熔炼车间",
		"隐患状态描述": "炉坑积水",
		"可能造成的危害": "爆炸",
		"影响范围": "9人",
		"是否重复出现（前次编号）": "是（TEST-0）",
		"隐患等级": "重大",
		"判定依据": "工贸企业重大事故隐患判定标准 第7条第3项 GM-2023-7-3",
		"整改措施": "1. 抽干积水\n2. 加装漏水报警；3. 培训",
		"整改责任人": "魏铁柱",
		"整改资金（万元）": "3.5万元",
		"整改时限": datetime(2026, 11, 30),
		"应急预案": "停炉撤人",
		"是否停产停业": "是",
		"是否公示": "是（厂门口）",
		"整改进度": "整改中",
		"是否挂牌督办": "是",
		"督办级别": zh("City", "Supervision Case"),
		**cells,
	}
	for number, column in enumerate(REGISTER_COLUMNS, 1):
		sheet.cell(HEADER_ROW, number).value = column.heading
		sheet.cell(HEADER_ROW + 1, number).value = values.get(column.header)
	path = tmp_path / "register.xlsx"
	workbook.save(path)
	return path


def test_a_register_alone_becomes_a_record(tmp_path):
	ledger = read_ledger(register_only(tmp_path))
	record = ledger.records[0]
	assert ledger.problems == []
	assert record.hazard.found_on == datetime(2026, 11, 3)
	assert (record.hazard.recurring, record.hazard.earlier_hazard_reference) == ("Yes", "TEST-0")
	assert (record.hazard.criterion, record.criterion.article) == ("GM-2023-7-3", "第7条第3项")
	assert [m.measure for m in record.plan.measures] == ["抽干积水", "加装漏水报警", "培训"]
	assert [m.funds for m in record.plan.measures] == [3.5, 0, 0]
	assert record.plan.measures[0].deadline == date(2026, 11, 30)
	assert record.hazard.public_postings[0].place == "厂门口"
	assert (record.cases[0].kind, record.cases[0].level) == ("Listed", "City")
	assert record.suspensions[0].status == "In Force"
	assert stages.gate("Rectifying", record, TODAY) == []


def test_the_statutory_definition_is_a_basis_too(tmp_path):
	record = read_ledger(register_only(tmp_path, 判定依据="16号令第三条：须停产并经一定时间治理")).records[0]
	assert record.hazard.classification_basis == "Statutory Definition"
	assert record.hazard.classification_reason == "须停产并经一定时间治理"


@pytest.mark.parametrize(
	("header", "value", "words"),
	[
		("发现时间", "昨天", "不是日期"),
		("整改时限", "尽快", "不是日期"),
		("整改资金（万元）", "三万", "不是数字"),
		("隐患来源", "听说", "不在可选值内"),
		("隐患等级", "较大", "不在可选值内"),
		("整改进度", "快了", "不在可选值内"),
	],
)
def test_a_cell_that_cannot_be_read_is_told_with_sheet_row_and_column(tmp_path, header, value, words):
	ledger = read_ledger(register_only(tmp_path, **{header: value}))
	(problem,) = ledger.problems
	assert (problem.sheet, problem.row, problem.column) == (REGISTER, HEADER_ROW + 1, header)
	assert value in problem.text and words in problem.text
	assert len(ledger.records) == 1


def test_required_columns_left_empty_are_named(tmp_path):
	ledger = read_ledger(register_only(tmp_path, 影响范围=None, 应急预案=" "))
	assert ledger.empty["TEST-1"] == ["发现人/检查单位", "影响范围", "主要原因", "应急预案", "报告日期"]


def test_a_missing_column_a_missing_number_and_a_repeated_one_are_told(tmp_path):
	path = register_only(tmp_path)
	workbook = load_workbook(path)
	sheet = workbook[REGISTER]
	for number, text in ((HEADER_ROW + 2, "TEST-1"), (HEADER_ROW + 3, None)):
		sheet.cell(number, COLUMN[HAZARD_NO]).value = text
		sheet.cell(number, COLUMN["企业名称"]).value = "某铸造厂"
	sheet.cell(HEADER_ROW, COLUMN["影响范围"]).value = "别的"
	workbook.save(path)
	ledger = read_ledger(path)
	told = {(problem.row, problem.column) for problem in ledger.problems}
	assert told == {(HEADER_ROW, "影响范围"), (HEADER_ROW + 2, HAZARD_NO), (HEADER_ROW + 3, HAZARD_NO)}
	assert [record.hazard.name for record in ledger.records] == ["TEST-1"]


def test_details_of_an_unknown_hazard_or_parent_or_column_are_told(tmp_path, all_records):
	path = tmp_path / "ledger.xlsx"
	write_ledger(path, of_enterprise(all_records, "XH"), TODAY)
	workbook = load_workbook(path)
	workbook["原因"].cell(2, 1).value = "XH-99"
	workbook["追责手段"].cell(2, 2).value = "AA-0"
	workbook["治源"].cell(1, 3).value = "没有的列"
	workbook.save(path)
	told = {(p.sheet, p.row): p.text for p in read_ledger(path).problems}
	assert "XH-99" in told["原因", 2]
	assert "AA-0" in told["追责手段", 2]
	assert "没有的列" in told["治源", 1]


@pytest.mark.parametrize("content", [b"", b"not a workbook"])
def test_a_file_that_is_no_workbook_is_told(tmp_path, content):
	path = tmp_path / "broken.xlsx"
	path.write_bytes(content)
	ledger = read_ledger(path)
	assert ledger.records == [] and "broken.xlsx" in ledger.problems[0].text


def test_a_workbook_without_the_register_is_told(tmp_path):
	path = tmp_path / "other.xlsx"
	Workbook().save(path)
	assert HAZARD_NO in read_ledger(path).problems[0].text


def test_text_never_becomes_a_formula(tmp_path, all_records):
	record = of_enterprise(all_records, "LHS")[0]
	evil = replace(record, hazard=replace(record.hazard, existing_condition="=1+1"))
	path = tmp_path / "ledger.xlsx"
	write_ledger(path, [evil], TODAY)
	cell = load_workbook(path)[REGISTER].cell(HEADER_ROW + 1, COLUMN["隐患状态描述"])
	assert (cell.value, cell.data_type) == ("=1+1", "s")
	assert read_ledger(path).records[0].hazard.existing_condition == "=1+1"


def test_labels_are_those_of_the_forms():
	assert label("Root Cause Analysis Cause", "aspect_training") == "安全培训"
	assert zh("Filed", "Hazard") == "已备案"
