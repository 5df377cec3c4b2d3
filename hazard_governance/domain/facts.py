"""Everything the rules look at, as frozen values whose field names are the DocTypes' own.

`HazardRecord` is one hazard with all that belongs to it. Whoever calls the rules gathers it first;
no rule fetches anything by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hazard_governance.domain.facts_analysis import (
	AccountabilityAction,
	AccountabilityActionMeasure,
	Cause,
	RootCauseAnalysis,
	SourceGovernancePlan,
	SourceGovernancePlanItem,
	Tracing,
)
from hazard_governance.domain.facts_base import Facts, to_date, to_datetime
from hazard_governance.domain.facts_enforcement import (
	EnforcementDecision,
	EnforcementEvidence,
	EnforcementPenalty,
	TimeEntry,
)
from hazard_governance.domain.facts_hazard import (
	AuthorityReport,
	Hazard,
	HazardEvidence,
	ImmediateMeasure,
	InterimControl,
	PublicPosting,
	PublicRelease,
	RepeatDecision,
	StageLog,
	Verification,
)
from hazard_governance.domain.facts_masters import (
	AccountabilityMeasure,
	Authority,
	AuthorityIndustry,
	AuthorityMember,
	AuthorityTheme,
	Criterion,
	Enterprise,
	EnterpriseMember,
	EnterprisePenalty,
	EscalationStep,
	IndustrySector,
	ListMail,
	Settings,
)
from hazard_governance.domain.facts_oversight import (
	CaseReferral,
	FollowUpInspection,
	Inspector,
	LookBackFinding,
	ReferralItem,
	ReferralPerson,
	ReferralResult,
	SupplementaryMeasure,
)
from hazard_governance.domain.facts_rectification import (
	Finding,
	ProductionSuspension,
	RectificationAcceptance,
	RemediationPlan,
	RemediationPlanMeasure,
	TeamMember,
)
from hazard_governance.domain.facts_report import RectificationReport, StudyTopic, StudyTopicHazard
from hazard_governance.domain.facts_returns import (
	HazardReturn,
	HazardReturnNote,
	HazardReturnReceipt,
	HazardReturnRow,
)
from hazard_governance.domain.facts_supervision import (
	CaseCoOperatingAuthority,
	CaseExtension,
	CaseOpinion,
	CasePause,
	CaseProgress,
	CaseUrging,
	SupervisionCase,
)

__all__ = [
	"FACTS",
	"AccountabilityAction",
	"AccountabilityActionMeasure",
	"AccountabilityMeasure",
	"Authority",
	"AuthorityIndustry",
	"AuthorityMember",
	"AuthorityReport",
	"AuthorityTheme",
	"CaseCoOperatingAuthority",
	"CaseExtension",
	"CaseOpinion",
	"CasePause",
	"CaseProgress",
	"CaseReferral",
	"CaseUrging",
	"Cause",
	"Criterion",
	"EnforcementDecision",
	"EnforcementEvidence",
	"EnforcementPenalty",
	"Enterprise",
	"EnterpriseMember",
	"EnterprisePenalty",
	"EscalationStep",
	"Facts",
	"Finding",
	"FollowUpInspection",
	"Hazard",
	"HazardEvidence",
	"HazardRecord",
	"HazardReturn",
	"HazardReturnNote",
	"HazardReturnReceipt",
	"HazardReturnRow",
	"ImmediateMeasure",
	"IndustrySector",
	"Inspector",
	"InterimControl",
	"ListMail",
	"LookBackFinding",
	"ProductionSuspension",
	"PublicPosting",
	"PublicRelease",
	"RectificationAcceptance",
	"RectificationReport",
	"ReferralItem",
	"ReferralPerson",
	"ReferralResult",
	"RemediationPlan",
	"RemediationPlanMeasure",
	"RepeatDecision",
	"RootCauseAnalysis",
	"Settings",
	"SourceGovernancePlan",
	"SourceGovernancePlanItem",
	"StageLog",
	"StudyTopic",
	"StudyTopicHazard",
	"SupervisionCase",
	"SupplementaryMeasure",
	"TeamMember",
	"TimeEntry",
	"Tracing",
	"Verification",
	"to_date",
	"to_datetime",
]


def _all_facts(base: type[Facts]) -> dict[str, type[Facts]]:
	return {cls.DOCTYPE: cls for cls in base.__subclasses__() if cls.DOCTYPE}


# DocType name -> its facts class
FACTS: dict[str, type[Facts]] = _all_facts(Facts)


@dataclass(frozen=True)
class HazardRecord:
	"""One hazard with every document that belongs to it.

	criteria: the criteria named by the hazard or by its verifications, by name.
	industries: sectors whose criteria apply (own, their ancestors, cross-industry ones such as fire); empty = only
	the hazard's own industry.
	measure_catalogue: Accountability Measure by name. authorities: every authority named in the record, by name.
	"""

	hazard: Hazard = field(default_factory=Hazard)
	enterprise: Enterprise = field(default_factory=Enterprise)
	sector: IndustrySector = field(default_factory=IndustrySector)
	criterion: Criterion | None = None
	verifications: tuple[Verification, ...] = ()
	analysis: RootCauseAnalysis | None = None
	actions: tuple[AccountabilityAction, ...] = ()
	plan: RemediationPlan | None = None
	suspensions: tuple[ProductionSuspension, ...] = ()
	acceptances: tuple[RectificationAcceptance, ...] = ()
	source_governance: SourceGovernancePlan | None = None
	report: RectificationReport | None = None
	cases: tuple[SupervisionCase, ...] = ()
	referrals: tuple[CaseReferral, ...] = ()
	look_backs: tuple[FollowUpInspection, ...] = ()
	decisions: tuple[EnforcementDecision, ...] = ()
	study_topics: tuple[StudyTopic, ...] = ()
	measure_catalogue: Mapping[str, AccountabilityMeasure] = field(default_factory=dict)
	settings: Settings = field(default_factory=Settings)
	authorities: Mapping[str, Authority] = field(default_factory=dict)
	criteria: Mapping[str, Criterion] = field(default_factory=dict)
	industries: frozenset[str] = frozenset()

	@property
	def is_coal(self) -> bool:
		"""Whether the Coal Mine Safety Regulations apply."""
		return self.sector.is_coal

	@property
	def sole_operator_consented(self) -> bool:
		"""Whether an authority's consent stands for the second signature (one person is all there is)."""
		enterprise = self.enterprise
		return bool(
			enterprise.sole_operator
			and enterprise.sole_operator_authority
			and enterprise.sole_operator_consent_on
		)

	def criterion_named(self, name: str) -> Criterion | None:
		"""The criterion of that name, None when it is not in the record."""
		if self.criterion and name and self.criterion.name == name:
			return self.criterion
		return self.criteria.get(name)

	@classmethod
	def build(
		cls,
		hazard: Mapping | None = None,
		enterprise: Mapping | None = None,
		sector: Mapping | None = None,
		criterion: Mapping | None = None,
		verifications: Iterable[Mapping] = (),
		analysis: Mapping | None = None,
		actions: Iterable[Mapping] = (),
		plan: Mapping | None = None,
		suspensions: Iterable[Mapping] = (),
		acceptances: Iterable[Mapping] = (),
		source_governance: Mapping | None = None,
		report: Mapping | None = None,
		cases: Iterable[Mapping] = (),
		referrals: Iterable[Mapping] = (),
		look_backs: Iterable[Mapping] = (),
		decisions: Iterable[Mapping] = (),
		study_topics: Iterable[Mapping] = (),
		measure_catalogue: Mapping[str, Mapping] | None = None,
		settings: Mapping | None = None,
		authorities: Mapping[str, Mapping] | None = None,
		criteria: Mapping[str, Mapping] | None = None,
		industries: Iterable[str] = (),
	) -> HazardRecord:
		"""A record from mappings (or facts); whatever is not given is absent. ValueError as in `from_mapping`."""
		return cls(
			hazard=Hazard.from_mapping(hazard or {}),
			enterprise=Enterprise.from_mapping(enterprise or {}),
			sector=IndustrySector.from_mapping(sector or {}),
			criterion=_one(Criterion, criterion),
			verifications=_many(Verification, verifications),
			analysis=_one(RootCauseAnalysis, analysis),
			actions=_many(AccountabilityAction, actions),
			plan=_one(RemediationPlan, plan),
			suspensions=_many(ProductionSuspension, suspensions),
			acceptances=_many(RectificationAcceptance, acceptances),
			source_governance=_one(SourceGovernancePlan, source_governance),
			report=_one(RectificationReport, report),
			cases=_many(SupervisionCase, cases),
			referrals=_many(CaseReferral, referrals),
			look_backs=_many(FollowUpInspection, look_backs),
			decisions=_many(EnforcementDecision, decisions),
			study_topics=_many(StudyTopic, study_topics),
			measure_catalogue=_by_name(AccountabilityMeasure, measure_catalogue),
			settings=Settings.from_mapping(settings or {}),
			authorities=_by_name(Authority, authorities),
			criteria=_by_name(Criterion, criteria),
			industries=frozenset(industries),
		)


def _one(facts_class: type[Facts], values: Mapping | None) -> Any:
	return None if values is None else facts_class.from_mapping(values)


def _many(facts_class: type[Facts], rows: Iterable[Mapping]) -> tuple:
	return tuple(facts_class.from_mapping(row) for row in rows or ())


def _by_name(facts_class: type[Facts], rows: Mapping[str, Mapping] | None) -> dict:
	return {name: facts_class.from_mapping(row) for name, row in (rows or {}).items()}
