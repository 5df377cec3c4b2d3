"""What a step document needs to enter a status: the rule modules, wired to the statuses they guard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.acceptance import check_acceptance, filing_level
from hazard_governance.domain.accountability import check_action, check_execution, may_decide
from hazard_governance.domain.causes import check_analysis
from hazard_governance.domain.deficiency import Deficiency
from hazard_governance.domain.enforcement import check_enforcement
from hazard_governance.domain.facts import (
	AccountabilityAction,
	CaseReferral,
	EnforcementDecision,
	FollowUpInspection,
	HazardRecord,
	HazardReturn,
	ProductionSuspension,
	RectificationAcceptance,
	RectificationReport,
	RemediationPlan,
	RootCauseAnalysis,
	SourceGovernancePlan,
	SupervisionCase,
	Verification,
)
from hazard_governance.domain.informer import protected_words
from hazard_governance.domain.look_back import check_conclusion, check_submission
from hazard_governance.domain.plan import check_measures_tied, check_plan
from hazard_governance.domain.referral import (
	check_answer,
	check_receipt,
	check_refusal,
	check_sender,
	check_sending,
)
from hazard_governance.domain.repeats import check_after_reopening, check_considered
from hazard_governance.domain.report import check_filing, check_report
from hazard_governance.domain.returns import check_submission as check_return
from hazard_governance.domain.source_governance import check_items, check_results
from hazard_governance.domain.supervision import (
	check_confirmation,
	check_delisting,
	check_raised,
	check_running_hazard,
	check_withdrawn,
)
from hazard_governance.domain.suspension import check_suspension
from hazard_governance.domain.verification import check_verification

# (document, record, today, user id of who decides or "") -> what is missing
EntryCheck = Callable[..., list[Deficiency]]


def _verification(doc: Verification, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	return check_verification(doc, record, today, decider)


def _analysis(doc: RootCauseAnalysis, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	return check_analysis(doc, record)


def _action(doc: AccountabilityAction, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	return [*check_action(doc, record.measure_catalogue), *check_considered(doc, record)]


def _decision(doc: AccountabilityAction, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	refusal = may_decide(doc, decider, record.sole_operator_consented) if decider else None
	return [*_action(doc, record, today, decider), *([refusal] if refusal else [])]


def _execution(
	doc: AccountabilityAction, record: HazardRecord, today: date, decider: str
) -> list[Deficiency]:
	return check_execution(doc, record.measure_catalogue)


def _plan(doc: RemediationPlan, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	return [*check_plan(doc, record), *check_measures_tied(doc, record)]


def _suspension(status: str) -> EntryCheck:
	def check(doc: ProductionSuspension, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
		return check_suspension(doc, record, status, today)

	return check


def _submission(
	doc: RectificationAcceptance, record: HazardRecord, today: date, decider: str
) -> list[Deficiency]:
	return check_acceptance(replace(doc, decided_by=""), record, today)


def _conclusion(
	doc: RectificationAcceptance, record: HazardRecord, today: date, decider: str
) -> list[Deficiency]:
	return check_acceptance(replace(doc, decided_by=decider or doc.decided_by), record, today)


def _items(doc: SourceGovernancePlan, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	return check_items(replace(record, source_governance=doc))


def _results(doc: SourceGovernancePlan, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	record = replace(record, source_governance=doc)
	return [*check_items(record), *check_results(record, today), *check_after_reopening(doc)]


def _report(doc: RectificationReport, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	return check_report(doc, record)


def _filing(doc: RectificationReport, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	authority = record.authorities.get(doc.filing_authority)
	return [*check_report(doc, record), *check_filing(doc, authority, today, filing_level(record))]


def _confirmation(doc: SupervisionCase, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	return check_confirmation(doc, record)


def _delisting(doc: SupervisionCase, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	return check_delisting(doc, record, today)


def _request(doc: SupervisionCase, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	return check_running_hazard(doc, record)


def _raising(doc: SupervisionCase, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	return check_raised(doc, record)


def _withdrawal(doc: SupervisionCase, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	return check_withdrawn(doc, record)


def _return(doc: HazardReturn, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	return check_return(doc, today)


def _sending(doc: CaseReferral, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	alone = check_sender(doc, decider)
	found = check_sending(doc, record, today, protected_words(record))
	return [*found, alone] if alone else found


def _receipt(doc: CaseReferral, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	return check_receipt(doc)


def _refusal(doc: CaseReferral, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	return check_refusal(doc)


def _answer(doc: CaseReferral, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	return check_answer(doc, today)


def _look_back(doc: FollowUpInspection, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	return check_submission(doc, record, today)


def _made_good(doc: FollowUpInspection, record: HazardRecord, today: date, decider: str) -> list[Deficiency]:
	return check_conclusion(doc, today)


def _enforcement(
	doc: EnforcementDecision, record: HazardRecord, today: date, decider: str
) -> list[Deficiency]:
	return check_enforcement(doc, record, today, decider)


ENTRY_CHECKS: Mapping[str, Mapping[str, EntryCheck]] = MappingProxyType(
	{
		"Hazard Verification": {v.DECIDED: _verification},
		"Root Cause Analysis": {v.SUBMITTED: _analysis, v.APPROVED: _analysis},
		"Accountability Action": {v.SUBMITTED: _action, v.DECIDED: _decision, v.EXECUTED: _execution},
		"Remediation Plan": {v.SUBMITTED: _plan, v.APPROVED: _plan},
		"Production Suspension": {
			status: _suspension(status)
			for status in (
				v.RESUMPTION_APPLIED,
				v.EXAMINED,
				v.MINE_SAFETY_AGREED,
				v.GOVERNMENT_APPROVED,
				v.RESUMED,
			)
		},
		"Rectification Acceptance": {v.SUBMITTED: _submission, v.CONCLUDED: _conclusion},
		"Source Governance Plan": {v.SUBMITTED: _items, v.APPROVED: _items, v.ACCEPTED: _results},
		"Rectification Report": {v.SUBMITTED: _report, v.APPROVED: _report, v.FILED: _filing},
		"Supervision Case": {
			v.IN_FORCE: _confirmation,
			v.ACCEPTANCE_REQUESTED: _request,
			v.DELISTED: _delisting,
			v.RAISED: _raising,
			v.WITHDRAWN: _withdrawal,
		},
		"Enforcement Decision": {v.DECIDED: _enforcement},
		"Hazard Return": {v.SUBMITTED: _return},
		"Case Referral": {
			v.SENT: _sending,
			v.RECEIVED: _receipt,
			v.REFUSED: _refusal,
			v.ANSWERED: _answer,
		},
		"Follow-up Inspection": {v.SUBMITTED: _look_back, v.DECIDED: _look_back, v.CONCLUDED: _made_good},
	}
)
