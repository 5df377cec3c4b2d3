"""The report of a major hazard to the authority. Order 16/2007 art. 14: present state and causes, harm and difficulty,
plan. A first report goes out at once without the plan; the full one has all three parts. A receipt never blocks.
"""

from __future__ import annotations

from hazard_governance.domain.articles import ORDER_14
from hazard_governance.domain.deficiency import N_, Deficiency, Phrase
from hazard_governance.domain.facts import AuthorityReport, HazardRecord
from hazard_governance.domain.measures import all_measures, is_done
from hazard_governance.domain.vocabulary import APPROVED, FULL_REPORT, ROOT

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
	found = [check_report(row, number, record) for number, row in full]
	return [] if any(not row for row in found) else [deficiency for row in found for deficiency in row]


def check_report(row: AuthorityReport, number: int, record: HazardRecord) -> list[Deficiency]:
	"""What one report lacks; the plan is part of the full one only."""
	found = [
		Deficiency(DOCTYPE, fieldname, message, (number,), ORDER_14, number, row.name or None)
		for fieldname, message in NEEDS
		if not getattr(row, fieldname)
	]
	if row.kind == FULL_REPORT and (message := _plan_message(row, record)):
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


def receiver(record: HazardRecord) -> str:
	"""The authority a report goes to: the one reported to before, else the one that verified, the competent one, or the
	one that knows a sole operator; "" when none is known.
	"""
	enterprise = record.enterprise
	candidates = (
		*(row.authority for row in reversed(record.hazard.authority_reports)),
		record.hazard.verified_by_authority,
		enterprise.competent_authority,
		enterprise.sole_operator_authority,
	)
	return next((name for name in candidates if name), "")


def prefill_full(record: HazardRecord, with_causes: bool = True) -> dict[str, tuple[Phrase, ...]]:
	"""Parts one and two of the full report from the record: sentences by fieldname. Nothing is invented; how hard the
	rectification is, a person completes. `with_causes`: the reader knows the analysis.
	"""
	hazard = record.hazard
	causes = record.analysis.causes if record.analysis and with_causes else ()
	return {
		"status_and_cause": (
			*_plain(hazard.existing_condition),
			*(
				Phrase(
					N_("Root cause: {0}") if cause.level == ROOT else N_("Direct cause: {0}"),
					(cause.description,),
				)
				for cause in causes
			),
		),
		"harm_and_difficulty": (
			*_plain(hazard.possible_harm),
			*_plain(hazard.scope_of_influence),
			*_difficulty(record),
		),
	}


def _plain(text: str) -> tuple[Phrase, ...]:
	return (Phrase("{0}", (text,)),) if text else ()


def _difficulty(record: HazardRecord) -> tuple[Phrase, ...]:
	rows = all_measures(record)
	if not rows:
		return ()
	done = sum(is_done(row) for row in rows)
	found = (Phrase(N_("Measures: {0}, done: {1}."), (len(rows), done)),)
	if record.hazard.rectification_due and done < len(rows):
		found += (Phrase(N_("To be rectified by {0}."), (record.hazard.rectification_due,)),)
	return found
