"""The official workbook, read back; and lines made of whole hazard records."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from hazard_governance.domain import list_records
from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.list_columns import MONTHLY_COLUMNS, official_columns
from hazard_governance.domain.lists import ListedHazard
from hazard_governance.domain.official_list import monthly_list, supervision_list
from hazard_governance.domain.supervision_list import ListedCase
from hazard_governance.ledger.workbook import official_workbook

TODAY = date(2026, 11, 24)
HAZARD = ListedHazard(
	name="HZ-1",
	register_no="140402-202611-0001",
	stage="Rectifying",
	enterprise="=HYPERLINK(1)",
	existing_condition="瓦斯\x0b超限",
	county="甲县",
	found_on=date(2026, 11, 2),
	registered_on=date(2026, 11, 2),
	rectification_due=date(2026, 11, 20),
)


def sheet_of(official):
	return load_workbook(BytesIO(official_workbook(official))).active


def test_monthly_workbook_in_the_official_layout():
	hazards = [HAZARD, replace(HAZARD, name="HZ-2", register_no="140402-202611-0002")]
	sheet = sheet_of(monthly_list(hazards, "2026-11", TODAY, unit="甲县安委办"))
	cells = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
	assert cells[0] == ["Monthly Major Hazard List"]
	assert cells[1] == ["Reporting Unit: 甲县安委办", "Reporting Month: 2026-11", "Status as of: 2026-11-24"]
	assert cells[2] == [column.label for column in official_columns(MONTHLY_COLUMNS)]
	assert [row[0] for row in cells[3:5]] == [1, 2]
	assert cells[6] == ["Totals"]
	assert [row[:3] for row in cells[8:10]] == [["甲县", 1, 2], ["Total of All", 1, 2]]
	assert [text.split(":")[0] for text in cells[11]] == [
		"Filled in By",
		"Reviewed By",
		"Principal (Signature)",
		"Seal and Date",
	]
	assert len(cells) == 12


def test_print_setup_is_a3_landscape_with_the_heading_on_every_page():
	sheet = sheet_of(monthly_list([HAZARD], "2026-11", TODAY))
	assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 8)
	assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
	assert sheet.sheet_properties.pageSetUpPr.fitToPage
	assert sheet.print_title_rows == "$3:$3"
	assert sheet.freeze_panes == "E4"


def test_text_never_becomes_a_formula_and_control_characters_are_dropped():
	sheet = sheet_of(monthly_list([HAZARD], "2026-11", TODAY))
	row = {
		column.fieldname: cell
		for column, cell in zip(official_columns(MONTHLY_COLUMNS), sheet[4], strict=True)
	}
	assert (row["enterprise"].data_type, row["enterprise"].value) == ("s", "=HYPERLINK(1)")
	assert row["existing_condition"].value == "瓦斯超限"
	assert (row["found_on"].is_date, row["found_on"].number_format) == (True, "yyyy-mm-dd")
	assert row["overdue"].font.color.rgb == "00C00000"


def test_a_nil_return_is_one_line_across_the_sheet():
	sheet = sheet_of(monthly_list([], "2026-11", TODAY, unit="甲县安委办"))
	assert sheet["A4"].value == "Nil return: no major hazard this month."
	assert "A4:X4" in [str(merged) for merged in sheet.merged_cells.ranges]


def test_supervision_workbook():
	case = ListedCase(
		name="SC-1", hazard="HZ-1", kind="Listed", level="City", due_on=TODAY, status="In Force"
	)
	sheet = sheet_of(supervision_list([case], [replace(HAZARD, name="HZ-2", county_code="2")], TODAY))
	assert sheet["A1"].value == sheet.title == "Supervision List"
	assert [sheet.cell(row, 24).value for row in (4, 5)] == ["In Force", "No Supervision Case"]


# --- lines out of records ----------------------------------------------------------------------------------------
RECORD = HazardRecord.build(
	hazard={
		"name": "HZ-1",
		"hazard_title": "瓦斯超限",
		"stage": "Rectifying",
		"classification": "Major",
		"source": "Self-Inspection",
		"registered_at": "2026-11-02 02:10:00",
		"registered_by": "clerk",
		"county": "甲县",
		"authority_reports": [{"sent_at": "2026-11-04 08:00:00"}, {"sent_at": "2026-11-02 03:00:00"}, {}],
	},
	enterprise={"name": "甲公司", "competent_authority": "甲县能源局"},
	criterion={"standard": "煤矿标准", "article": "第四条"},
	verifications=[
		{"status": "Decided", "decided_at": "2026-11-05 09:00:00", "decided_by": "a"},
		{"status": "Decided", "decided_at": "2026-11-06 09:00:00", "decided_by": "officer"},
		{"status": "Draft", "decided_by": "nobody"},
	],
	actions=[
		{"status": "Decided", "responsibility_class": "Direct"},
		{"status": "Executed", "responsibility_class": "Leadership"},
		{"status": "Draft", "responsibility_class": "Managerial"},
	],
	acceptances=[{"name": "RA-1", "verdict": "Pass"}],
	cases=[
		{
			"name": "SC-1",
			"kind": "Listed",
			"status": "Delisted",
			"acceptance": "RA-1",
			"progress": [
				{"reported_on": "2026-11-20", "progress": "二"},
				{"reported_on": "2026-11-10", "progress": "一"},
			],
			"extensions": [{"applied_on": "2026-11-09", "decision": "Refused", "reason": "r"}],
			"urgings": [{"kind": "Interview"}],
		},
		{"name": "SC-2", "kind": "Departmental", "status": "Not Adopted"},
	],
)


def test_the_line_of_a_record():
	line = list_records.listed_hazard(
		RECORD,
		"140402",
		"甲县安委办",
		{"clerk": "李明", "officer": "赵敏"},
		{"cause_analysis": "In Progress"},
	)
	assert (line.registered_on, line.first_reported_on) == (date(2026, 11, 2), date(2026, 11, 2))
	assert (line.prepared_by, line.reviewed_by, line.competent_authority) == ("李明", "赵敏", "甲县能源局")
	assert (line.persons_direct, line.persons_managerial, line.persons_leadership) == (1, 0, 1)
	assert (line.listed, line.county_code, line.step_cause_analysis) == (True, "140402", "In Progress")
	assert (line.criterion_standard, line.criterion_article) == ("煤矿标准", "第四条")


def test_a_proposed_case_is_no_listed_supervision():
	record = HazardRecord.build(cases=[{"kind": "Listed", "status": "Proposed"}])
	assert not list_records.listed_hazard(record).listed
	assert list_records.is_supervised(record)
	assert not list_records.is_supervised(HazardRecord.build(cases=[{"status": "Not Adopted"}]))


def test_the_day_a_verification_made_a_general_hazard_of_it():
	decision = {"status": "Decided", "previous_classification": "Major", "classification": "General"}
	record = HazardRecord.build(verifications=[{**decision, "decided_at": "2026-11-09 10:00:00"}])
	assert list_records.listed_hazard(record).reclassified_on == date(2026, 11, 9)
	record = HazardRecord.build(verifications=[{**decision, "status": "Draft"}])
	assert list_records.listed_hazard(record).reclassified_on is None


def test_the_cases_of_a_record():
	line = list_records.listed_cases(RECORD, "140402")[0]
	assert (line.hazard, line.hazard_title, line.county_code) == ("HZ-1", "瓦斯超限", "140402")
	assert (line.latest_progress, line.latest_progress_on) == ("二", date(2026, 11, 20))
	assert (line.extension_applied_on, line.extension_decision) == (date(2026, 11, 9), "Refused")
	assert (line.urgings, line.verdict) == (("Interview",), "Pass")
	assert [case.name for case in list_records.listed_cases(RECORD)] == ["SC-1", "SC-2"]
