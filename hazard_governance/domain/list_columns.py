"""Columns of the two official lists: the Monthly Major Hazard List and the Supervision List.

The official columns stand first and in the order of the list forms; the columns marked ``official=False`` follow
them on the screen and are left out of the official workbook. Labels are English source strings; their Chinese
translations are the official column names. One table serves the desk report, its export and the spreadsheets, so
that no two of them can differ. Standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass

from hazard_governance.domain.deficiency import N_


@dataclass(frozen=True)
class ListColumn:
	"""One column of a list.

	fieldname: key of the value in a row. label: English, marked for translation. fieldtype and options: as in a desk
	report (a Link names the DocType it leads to). width: pixels in the desk; spreadsheets divide it by seven.
	official: part of the official form.
	"""

	fieldname: str
	label: str
	fieldtype: str = "Data"
	width: int = 110
	options: str = ""
	official: bool = True


STEP_COLUMNS = (
	ListColumn("step_description", N_("Hazard Description"), width=110, official=False),
	ListColumn("step_cause_analysis", N_("Cause Analysis"), width=110, official=False),
	ListColumn("step_accountability", N_("Accountability"), width=110, official=False),
	ListColumn(
		"step_immediate_rectification",
		N_("Immediate Rectification"),
		width=110,
		official=False,
	),
	ListColumn("step_source_governance", N_("Source Governance"), width=110, official=False),
)

MONTHLY_COLUMNS = (
	ListColumn("idx", N_("Row No."), "Int", 55),
	ListColumn("month", N_("Reporting Month"), width=90),
	ListColumn("reporting_unit", N_("Reporting Unit"), width=160),
	ListColumn("register_no", N_("Unified Register No."), width=195),
	ListColumn("enterprise", N_("Enterprise Name"), "Link", 200, "Regulated Enterprise"),
	ListColumn("county", N_("County or Zone"), "Link", 100, "Supervision Region"),
	ListColumn("industry", N_("Industry and Field"), "Link", 100, "Industry Sector"),
	ListColumn("competent_authority", N_("Industry Authority"), "Link", 160, "Supervision Authority"),
	ListColumn("source", N_("Source of the Hazard"), width=110),
	ListColumn("existing_condition", N_("Description of the Hazard"), width=320),
	ListColumn("basis", N_("Determination Basis"), width=240),
	ListColumn("found_on", N_("Date Found"), "Date", 115),
	ListColumn("responsible_person", N_("Rectification Owner"), width=100),
	ListColumn("rectification_due", N_("Rectification Time Limit"), "Date", 115),
	ListColumn("stage", N_("Status of the Hazard"), width=110),
	ListColumn("overdue", N_("Is Overdue"), width=95),
	ListColumn("listed", N_("Under Listed Supervision"), width=125),
	ListColumn("completed_on", N_("Accepted or Closed Out On"), "Date", 140),
	ListColumn("filed", N_("Filed with Emergency Management"), width=105),
	ListColumn("accountability", N_("Accountability Taken"), width=220),
	ListColumn("prepared_by", N_("Filled in By"), width=90),
	ListColumn("reviewed_by", N_("Reviewed By"), width=90),
	ListColumn("reported_on", N_("Date Reported"), "Date", 115),
	ListColumn("remarks", N_("Remarks"), width=200),
	ListColumn("criterion_match", N_("Criterion Match"), width=140, official=False),
	ListColumn("hazard", N_("Hazard"), "Link", 150, "Hazard", official=False),
	ListColumn("place", N_("Place"), width=140, official=False),
	ListColumn("verification", N_("Verification Status"), width=110, official=False),
	ListColumn("recurring", N_("Is Recurring"), width=80, official=False),
	ListColumn("campaign", N_("Hazard Campaign"), "Link", 140, "Hazard Campaign", official=False),
	*STEP_COLUMNS,
)

SUPERVISION_COLUMNS = (
	ListColumn("idx", N_("Row No."), "Int", 55),
	ListColumn("case_no", N_("Supervision No."), "Link", 150, "Supervision Case"),
	ListColumn("register_no", N_("Hazard No."), width=195),
	ListColumn("enterprise", N_("Enterprise Name"), "Link", 200, "Regulated Enterprise"),
	ListColumn("hazard_title", N_("Hazard in Brief"), width=240),
	ListColumn("level", N_("Supervision Level"), width=100),
	ListColumn("authority", N_("Supervising Authority"), "Link", 160, "Supervision Authority"),
	ListColumn("letter_no", N_("Supervision Letter No."), width=170),
	ListColumn("issued_on", N_("Supervised Since"), "Date", 115),
	ListColumn("leader", N_("Officer or Leader in Charge"), width=160),
	ListColumn("requirements", N_("Supervision Requirements"), width=240),
	ListColumn("due_on", N_("Rectification Deadline"), "Date", 115),
	ListColumn("report_cycle", N_("Progress Reporting Cycle"), width=110),
	ListColumn("latest_progress", N_("Latest Progress"), width=240),
	ListColumn("overdue", N_("Is Overdue"), width=95),
	ListColumn("extension_applied_on", N_("Extension Applied On"), "Date", 115),
	ListColumn("extension_granted_on", N_("Extension Granted On"), "Date", 115),
	ListColumn("extension_new_due", N_("New Deadline"), "Date", 115),
	ListColumn("extension_reason", N_("Reason for the Extension"), width=180),
	ListColumn("urgings", N_("Urging Measures"), width=180),
	ListColumn("verdict", N_("Acceptance Verdict"), width=95),
	ListColumn("delisted_on", N_("Date of Delisting"), "Date", 150),
	ListColumn("delisting_no", N_("Letter No. of Delisting"), width=150),
	ListColumn("status", N_("Case Status"), width=140),
	ListColumn("kind", N_("Kind of Supervision"), width=110, official=False),
	ListColumn("county", N_("County or Zone"), "Link", 110, "Supervision Region", official=False),
	ListColumn("industry", N_("Industry and Field"), "Link", 110, "Industry Sector", official=False),
	ListColumn("hazard", N_("Hazard"), "Link", 150, "Hazard", official=False),
	ListColumn("stage", N_("Status of the Hazard"), width=110, official=False),
	ListColumn("progress_due", N_("Next Progress Report Due"), "Date", 130, official=False),
	ListColumn("late_reports", N_("Late Progress Reports"), "Int", 110, official=False),
	ListColumn("paused_days", N_("Days Paused"), "Int", 90, official=False),
	ListColumn("decision_due", N_("Extension to Be Decided By"), "Date", 130, official=False),
	ListColumn("decision_overdue", N_("Extension Decision Overdue"), width=120, official=False),
	ListColumn("co_operating", N_("Co-operating Authorities"), width=180, official=False),
	ListColumn("signatory", N_("Signatory"), width=90, official=False),
	ListColumn("served_on", N_("Served On"), "Date", 115, official=False),
	ListColumn("received_on", N_("Received On"), "Date", 115, official=False),
	ListColumn("raised_from", N_("Raised From"), "Link", 150, "Supervision Case", official=False),
	ListColumn("listing_body", N_("Listing Body"), width=150, official=False),
)


def official_columns(columns: tuple[ListColumn, ...]) -> tuple[ListColumn, ...]:
	"""The columns of the official form alone, in their order."""
	return tuple(column for column in columns if column.official)
