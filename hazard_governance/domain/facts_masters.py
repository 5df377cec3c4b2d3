"""Facts of master data and settings.

Field names are the DocTypes' own. Every field has a default, so a rule can be asked about a half-written record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from hazard_governance.domain.facts_base import Facts


@dataclass(frozen=True)
class IndustrySector(Facts):
	"""One `Industry Sector`."""

	DOCTYPE: ClassVar[str] = "Industry Sector"

	name: str = ""
	owner: str = ""
	creation: datetime | None = None
	sector_name: str = ""
	sector_code: str = ""
	parent_industry_sector: str = ""
	is_group: bool = False
	is_coal: bool = False
	cross_industry: bool = False


@dataclass(frozen=True)
class AuthorityIndustry(Facts):
	"""One `Supervision Authority Industry` row."""

	DOCTYPE: ClassVar[str] = "Supervision Authority Industry"

	name: str = ""
	idx: int = 0
	industry: str = ""


@dataclass(frozen=True)
class AuthorityTheme(Facts):
	"""One `Supervision Authority Theme` row."""

	DOCTYPE: ClassVar[str] = "Supervision Authority Theme"

	name: str = ""
	idx: int = 0
	sector: str = ""


@dataclass(frozen=True)
class AuthorityMember(Facts):
	"""One `Supervision Authority Member` row."""

	DOCTYPE: ClassVar[str] = "Supervision Authority Member"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(("full_name",))

	name: str = ""
	idx: int = 0
	user: str = ""
	full_name: str = ""
	post: str = ""


@dataclass(frozen=True)
class Authority(Facts):
	"""One `Supervision Authority`."""

	DOCTYPE: ClassVar[str] = "Supervision Authority"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(("level",))

	name: str = ""
	owner: str = ""
	creation: datetime | None = None
	authority_name: str = ""
	short_name: str = ""
	kind: str = ""
	letter_prefix: str = ""
	region: str = ""
	level: str = ""
	phone: str = ""
	disabled: bool = False
	succeeded_by: str = ""
	industries: tuple[AuthorityIndustry, ...] = ()
	themes: tuple[AuthorityTheme, ...] = ()
	members: tuple[AuthorityMember, ...] = ()


@dataclass(frozen=True)
class EnterpriseMember(Facts):
	"""One `Regulated Enterprise Member` row."""

	DOCTYPE: ClassVar[str] = "Regulated Enterprise Member"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(("full_name",))

	name: str = ""
	idx: int = 0
	user: str = ""
	full_name: str = ""
	employee: str = ""
	post: str = ""
	safety_officer: bool = False


@dataclass(frozen=True)
class EnterprisePenalty(Facts):
	"""One `Regulated Enterprise Penalty` row: what counts and stands in no enforcement decision of this system."""

	DOCTYPE: ClassVar[str] = "Regulated Enterprise Penalty"

	name: str = ""
	idx: int = 0
	occurrence: str = ""
	law: str = ""
	article: str = ""
	counted_on: date | None = None
	decision_no: str = ""
	authority_name: str = ""
	kind: str = ""
	amount: float = 0.0
	remarks: str = ""


@dataclass(frozen=True)
class Enterprise(Facts):
	"""One `Regulated Enterprise`."""

	DOCTYPE: ClassVar[str] = "Regulated Enterprise"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(("township", "county", "city"))

	name: str = ""
	owner: str = ""
	creation: datetime | None = None
	enterprise_name: str = ""
	credit_code: str = ""
	erpnext_company: str = ""
	disabled: bool = False
	region: str = ""
	industry: str = ""
	competent_authority: str = ""
	address: str = ""
	phone: str = ""
	latitude: float = 0.0
	longitude: float = 0.0
	township: str = ""
	county: str = ""
	city: str = ""
	principal_name: str = ""
	principal_phone: str = ""
	principal_user: str = ""
	principal_employee: str = ""
	technically_weak: bool = False
	reports_monthly: bool = False
	sole_operator: bool = False
	sole_operator_authority: str = ""
	sole_operator_consent_on: date | None = None
	members: tuple[EnterpriseMember, ...] = ()
	penalties_elsewhere: tuple[EnterprisePenalty, ...] = ()


@dataclass(frozen=True)
class Criterion(Facts):
	"""One `Hazard Criterion`."""

	DOCTYPE: ClassVar[str] = "Hazard Criterion"

	name: str = ""
	owner: str = ""
	creation: datetime | None = None
	code: str = ""
	standard: str = ""
	document_no: str = ""
	issuer: str = ""
	article: str = ""
	industry: str = ""
	category: str = ""
	hazard_class: str = ""
	valid_from: date | None = None
	valid_to: date | None = None
	superseded_by: str = ""
	replaces_document: str = ""
	validity_unverified: bool = False
	summary: str = ""
	note: str = ""
	search_words: str = ""
	unverified: bool = False


@dataclass(frozen=True)
class AccountabilityMeasure(Facts):
	"""One `Accountability Measure`."""

	DOCTYPE: ClassVar[str] = "Accountability Measure"

	name: str = ""
	owner: str = ""
	creation: datetime | None = None
	measure_name: str = ""
	sequence: int = 0
	severity: int = 0
	needs_amount: bool = False
	needs_duration: bool = False
	needs_sanction: bool = False
	authority_only: bool = False
	external_referral: str = ""
	is_other: bool = False
	disabled: bool = False


@dataclass(frozen=True)
class EscalationStep(Facts):
	"""One `Hazard Governance Escalation Step` row: `days` relative to the deadline, negative before it."""

	DOCTYPE: ClassVar[str] = "Hazard Governance Escalation Step"

	name: str = ""
	idx: int = 0
	clock: str = ""
	days: int = 0
	tell_owner: bool = False
	tell_officer: bool = False
	tell_principal: bool = False
	tell_authority: bool = False
	tell_county: bool = False
	tell_department: bool = False
	tell_city: bool = False
	by_notice: bool = False
	by_email: bool = False
	proposal: str = ""
	basis: str = ""
	note: str = ""


@dataclass(frozen=True)
class ListMail(Facts):
	"""One `Hazard Governance List Mail` row: who is sent which list, on which day of the month."""

	DOCTYPE: ClassVar[str] = "Hazard Governance List Mail"

	name: str = ""
	idx: int = 0
	creation: datetime | None = None
	user: str = ""
	report: str = ""
	day: int = 1
	which_month: str = ""
	region: str = ""
	industry: str = ""


@dataclass(frozen=True)
class Settings(Facts):
	"""One `Hazard Governance Settings`."""

	DOCTYPE: ClassVar[str] = "Hazard Governance Settings"

	verification_working_days: int = 5
	receipt_working_days: int = 3
	examination_days: int = 10
	coal_examination_days: int = 20
	announcement_working_days: int = 5
	monthly_return_day: int = 25
	monthly_return_next_month: bool = False
	enterprises_report_majors: bool = True
	extension_before_working_days: int = 5
	extension_decision_working_days: int = 10
	holiday_list: str = ""
	general_needs_analysis: bool = False
	repeat_threshold: int = 60
	lenient_to_repeats: bool = True
	accountability_start_days: int = 10
	mild_severity: int = 2
	mild_severity_aggravated: int = 4
	due_soon_days: int = 7
	max_file_mb: int = 20
	referral_justice_days: int = 3
	referral_discipline_days: int = 30
	look_back_minutes: int = 60
	look_back_kilometres: float = 5.0
	allow_uninstall: bool = False
	hotline: str = "12350"
	public_pages: bool = False
	remind: bool = True
	call_days_ahead: int = 1
	assign_verification: bool = False
	assign_approvals: bool = False
	take_tips: bool = True
	tip_answer_days: int = 15
	tip_hotline: str = ""
	tips_per_address: int = 20
	tips_per_day: int = 300
	tip_photo_mb: int = 10
	tip_informer_days: int = 180
	escalation_steps: tuple[EscalationStep, ...] = ()
	list_mails: tuple[ListMail, ...] = ()
