"""The high-quality rectification report (高质量整改报告): what it must hold and what its filing needs.

Notice 54/2023 step 5 and part 4(3): written once the rectification is finished, filed with the emergency management
department of the same level. The words of the nine sections are composed in `report_text`.
"""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from hazard_governance.domain import articles
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.report_text import compose

if TYPE_CHECKING:
	from hazard_governance.domain.facts import Authority, HazardRecord, RectificationReport

__all__ = ["SECTIONS", "check_filing", "check_report", "compose", "plain_text"]

DOCTYPE = "Rectification Report"
ARTICLE = articles.NOTICE_REPORT
APPROVED_STATUSES = (v.APPROVED, v.FILED)
RECTIFIED_STAGES = (v.ACCEPTED, v.CLOSED_OUT, v.FILED)

# The nine sections in their order; the field of the report -> its heading.
SECTIONS: Mapping[str, str] = MappingProxyType(
	{
		"description": N_("Description of the Hazard"),
		"analysis": N_("Cause Analysis"),
		"accountability": N_("Accountability"),
		"rectification": N_("Rectification and Governance Plan"),
		"source_governance": N_("Source Governance"),
		"acceptance": N_("Acceptance"),
		"revisions": N_("Revised Rules and Standards"),
		"sweep": N_("Analogous Inspection"),
		"lessons": N_("Lessons and Lasting Mechanism"),
	}
)


def plain_text(html: str | None) -> str:
	"""The words of an HTML fragment without its tags; "" when it shows nothing."""
	return re.sub(r"<[^>]*>|&nbsp;|\s", "", html or "")


def check_report(
	report: "RectificationReport | None", record: "HazardRecord | None" = None
) -> list[Deficiency]:
	"""What the report lacks before it is approved: all nine sections, and a hazard whose rectification is accepted."""
	if report is None:
		message = N_("There is no rectification report. Compose one for this hazard.")
		return [Deficiency(DOCTYPE, "hazard", message, (), ARTICLE)]
	found = [
		Deficiency(
			DOCTYPE,
			fieldname,
			N_("Section {0} ({1}) of the report is empty. Compose or write it."),
			(number, heading),
			ARTICLE,
			None,
			report.name or None,
		)
		for number, (fieldname, heading) in enumerate(SECTIONS.items(), 1)
		if not plain_text(getattr(report, fieldname))
	]
	if record is not None and record.hazard.stage not in RECTIFIED_STAGES:
		message = N_("The rectification is not accepted yet. The report is approved once it is.")
		found.append(Deficiency(DOCTYPE, "hazard", message, (), ARTICLE, None, report.name or None))
	return found


def check_filing(
	report: "RectificationReport",
	authority: "Authority | None",
	today: date,
	level: str = "",
) -> list[Deficiency]:
	"""What the filing lacks: approved before, receipt number, a department of emergency management of the same level.

	`authority` is the record of `report.filing_authority`; `level` the level asked for, "" when it is not known.
	"""
	needs = (
		(
			"status",
			report.status in APPROVED_STATUSES,
			N_("The report is not approved. The enterprise approves it before it is filed."),
		),
		("receipt_no", report.receipt_no, N_("The filing has no receipt number. Enter it.")),
		("filing_authority", report.filing_authority, N_("Name the department the report is filed with.")),
		(
			"filing_authority",
			authority is None or authority.kind == v.EMERGENCY_MANAGEMENT,
			N_("Reports are filed with an emergency management department. Choose one."),
		),
		(
			"filing_authority",
			authority is None or not level or authority.level == level,
			N_(
				"The department is not of the same level as the authority that checked the hazard. Choose another."
			),
		),
		(
			"filed_on",
			report.filed_on is None or report.filed_on <= today,
			N_("The day of filing lies in the future. Correct it."),
		),
	)
	return [
		Deficiency(DOCTYPE, fieldname, message, (), ARTICLE, None, report.name or None)
		for fieldname, ok, message in needs
		if not ok
	]
