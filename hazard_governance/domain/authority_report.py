"""The report of a major hazard to the authority. Order 16/2007 art. 14: present state and causes, harm and difficulty,
plan. A first report goes out at once without the plan; the full one has all three parts. A receipt never blocks.
"""

from __future__ import annotations

from hazard_governance.domain.articles import ORDER_14
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import AuthorityReport, HazardRecord
from hazard_governance.domain.vocabulary import APPROVED, FULL_REPORT

DOCTYPE = "Hazard Authority Report"
NEEDS = (
	("authority", N_("Report {0} names no authority. Choose who receives it.")),
	("sent_at", N_("Report {0} has no time of sending. Enter when it was sent.")),
	(
		"status_and_cause",
		N_("Report {0} lacks part one. Describe the present state of the hazard and its causes."),
	),
	(
		"harm_and_difficulty",
		N_("Report {0} lacks part two. Describe the degree of harm and how hard it is to rectify."),
	),
)


def check_full_report(record: HazardRecord) -> list[Deficiency]:
	"""Empty when one full report with its three parts was sent; otherwise what each lacks."""
	full = [
		(number, row)
		for number, row in enumerate(record.hazard.authority_reports, 1)
		if row.kind == FULL_REPORT
	]
	if not full:
		message = N_(
			"The hazard is not reported in full to the authority. Send the report of three parts and record it."
		)
		return [Deficiency("Hazard", "authority_reports", message, (), ORDER_14)]
	found = [_check_row(row, number, record) for number, row in full]
	return [] if any(not row for row in found) else [deficiency for row in found for deficiency in row]


def _check_row(row: AuthorityReport, number: int, record: HazardRecord) -> list[Deficiency]:
	found = [
		Deficiency(DOCTYPE, fieldname, message, (number,), ORDER_14, number, row.name or None)
		for fieldname, message in NEEDS
		if not getattr(row, fieldname)
	]
	if message := _plan_message(row, record):
		found.append(Deficiency(DOCTYPE, "plan", message, (number,), ORDER_14, number, row.name or None))
	return found


def _plan_message(row: AuthorityReport, record: HazardRecord) -> str:
	if not row.plan:
		return N_("Report {0} lacks part three. Choose the remediation plan.")
	if record.plan is None or row.plan != record.plan.name:
		return N_("Report {0} names the plan of another hazard. Choose the plan of this one.")
	if record.plan.status != APPROVED:
		return N_("Report {0} rests on a plan that is not approved. Have the plan approved first.")
	return ""


def unreceipted(record: HazardRecord) -> tuple[AuthorityReport, ...]:
	"""Reports sent and not yet receipted (签收): charged to the authority, never a deficiency of the enterprise."""
	return tuple(row for row in record.hazard.authority_reports if row.sent_at and not row.received_at)
