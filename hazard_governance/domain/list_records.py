"""Lines of the two official lists out of whole hazard records: the way of the offline ledger.

The desk reads the same lines with a fixed number of queries; both end in ListedHazard and ListedCase, and everything
after that is shared. Records in, lines out; standard library only.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.facts import HazardRecord, SupervisionCase, to_date
from hazard_governance.domain.lists import ListedHazard
from hazard_governance.domain.supervision import UNDONE
from hazard_governance.domain.supervision_list import ListedCase
from hazard_governance.domain.supervision_terms import (
	late_reports,
	leading_case,
	open_pause,
	pause_days,
	reporting_since,
)

COUNTED_STATUSES = (words.DECIDED, words.EXECUTED)
# A case that is only proposed, or was turned down, is no listed supervision.
LISTED_STATUSES = (words.IN_FORCE, words.ACCEPTANCE_REQUESTED, words.DELISTED)


def listed_hazard(
	record: HazardRecord,
	county_code: str = "",
	reporting_unit: str = "",
	names: Mapping[str, str] | None = None,
	steps: Mapping[str, str] | None = None,
) -> ListedHazard:
	"""The line of a record. county_code: for the order; names: full names of the users who register and verify;
	steps: state of each of the five steps by its name (default: as stored with the hazard)."""
	hazard, names = record.hazard, names or {}
	criterion = record.criterion
	verification = _last_decided(record)
	classes = [a.responsibility_class for a in record.actions if a.status in COUNTED_STATUSES]
	return ListedHazard.from_mapping(
		{
			**{name: getattr(hazard, name, None) for name in ListedHazard.__dataclass_fields__},
			**{f"step_{step}": state for step, state in (steps or {}).items()},
			"registered_on": to_date(hazard.registered_at),
			"criterion_standard": criterion.standard if criterion else "",
			"criterion_document_no": criterion.document_no if criterion else "",
			"criterion_article": criterion.article if criterion else "",
			"competent_authority": record.enterprise.competent_authority,
			"county_code": county_code,
			"reporting_unit": reporting_unit,
			"listed": any(c.kind == words.LISTED and c.status in LISTED_STATUSES for c in record.cases),
			"paused_since": leading.paused_since if (leading := leading_case(record.cases)) else None,
			"persons_direct": classes.count(words.DIRECT),
			"persons_managerial": classes.count(words.MANAGERIAL),
			"persons_leadership": classes.count(words.LEADERSHIP),
			"first_reported_on": min(
				(r.sent_at for r in hazard.authority_reports if r.sent_at), default=None
			),
			"prepared_by": names.get(hazard.registered_by, hazard.registered_by),
			"reviewed_by": names.get(verification.decided_by, verification.decided_by)
			if verification
			else "",
			"reclassified_on": _reclassified_on(record),
		}
	)


def listed_cases(record: HazardRecord, county_code: str = "") -> list[ListedCase]:
	"""The lines of a record's supervision cases."""
	return [_listed_case(record, case, county_code) for case in record.cases]


def is_supervised(record: HazardRecord) -> bool:
	"""True when the record has a case that was not turned down."""
	return any(case.status not in UNDONE for case in record.cases)


def _listed_case(record: HazardRecord, case: SupervisionCase, county_code: str) -> ListedCase:
	hazard = record.hazard
	progress = _latest(case.progress, "reported_on")
	extension = _latest(case.extensions, "applied_on")
	verdicts = {acceptance.name: acceptance.verdict for acceptance in record.acceptances}
	return ListedCase.from_mapping(
		{
			**{name: getattr(case, name, None) for name in ListedCase.__dataclass_fields__},
			**{
				name: getattr(hazard, name)
				for name in ("hazard_title", "register_no", "stage", "classification")
			},
			"hazard": hazard.name,
			"hazard_accepted_on": hazard.accepted_on,
			"hazard_closed_out_on": hazard.closed_out_on,
			"enterprise": hazard.enterprise,
			"county": hazard.county,
			"county_code": county_code,
			"industry": hazard.industry,
			"latest_progress": progress.progress if progress else "",
			"latest_progress_on": progress.reported_on if progress else None,
			"extension_applied_on": extension.applied_on if extension else None,
			"extension_decided_on": extension.decided_on if extension else None,
			"extension_decision": extension.decision if extension else "",
			"extension_new_due": extension.new_due if extension else None,
			"extension_reason": extension.reason if extension else "",
			"urgings": tuple(urging.kind for urging in case.urgings),
			"verdict": case.opinions[-1].verdict if case.opinions else verdicts.get(case.acceptance, ""),
			**_terms(record, case),
		}
	)


def _terms(record: HazardRecord, case: SupervisionCase) -> dict:
	"""What moved the deadline, what is late, and who else has a part in the case."""
	pause = open_pause(case.pauses)
	letters = {other.name: other.letter_no for other in record.cases}
	days = [row.reported_on for row in case.progress if row.reported_on]
	return {
		"paused_since": pause.from_date if pause else None,
		"paused_days": sum(pause_days(row) for row in case.pauses),
		"late_reports": late_reports(reporting_since(case), days, case.report_every_days),
		"co_operating": tuple(row.authority for row in case.co_operating),
		"raised_from_letter": letters.get(case.raised_from, ""),
	}


def _latest(rows: tuple, fieldname: str):
	"""The row of the latest day, of several the last one."""
	ordered = sorted(rows, key=lambda row: (getattr(row, fieldname) or date.min, row.idx))
	return ordered[-1] if ordered else None


def _last_decided(record: HazardRecord):
	decided = [v for v in record.verifications if v.status == words.DECIDED and v.decided_at]
	return max(decided, key=lambda v: v.decided_at, default=None)


def _reclassified_on(record: HazardRecord):
	days = [
		v.decided_at
		for v in record.verifications
		if v.status == words.DECIDED
		and v.decided_at
		and v.previous_classification == words.MAJOR
		and v.classification == words.GENERAL
	]
	return max(days, default=None)
