"""Shapes of the demo data. Days are offsets from the day the data is loaded: -3 is three days ago, 5 is in five days."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Official:
	"""A user of an authority; `roles` are names of setup.role_names."""

	user: str
	full_name: str
	post: str
	roles: tuple[str, ...]


@dataclass(frozen=True)
class AuthoritySpec:
	"""One supervision authority; `key` is how hazards name it. themes: sectors it answers for in every enterprise."""

	key: str
	name: str
	short_name: str
	kind: str
	region: str
	industries: tuple[str, ...] = ()
	letter_prefix: str = ""
	officials: tuple[Official, ...] = ()
	themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class EnterpriseSpec:
	"""One enterprise. `staff`: (role key, full name, post); an enterprise that is no user has staff without users."""

	key: str
	name: str
	region: str
	industry: str
	authority: str
	address: str
	principal: str
	safety_officer: str = ""
	staff: tuple[tuple[str, str, str], ...] = ()
	uses_system: bool = True
	technically_weak: bool = False
	sole_operator_authority: str = ""
	company: str = ""

	def user(self, role: str) -> str:
		"""User id of a staff role ("principal", "safety", "owner", "worker")."""
		return f"{role}@{self.key}.example"


@dataclass(frozen=True)
class Immediate:
	"""What was done at once. `hours`: how long after the finding it was done; None = not done yet."""

	text: str
	by: str
	hours: float | None = 1.0
	withdrawn: bool = False
	result: str = "已完成"


@dataclass(frozen=True)
class Fix:
	"""One five-fix measure: of the plan, or of source governance (then with `kind`). funds in 万元, 0 = none needed."""

	text: str
	person: str
	funds: float
	due: int
	contingency: str
	result: str = ""
	cause: str = ""
	question: str = ""
	kind: str = "Fix of a Cause"
	continuing: bool = False
	document: str = ""
	version: str = ""
	by_owner: bool = False


@dataclass(frozen=True)
class CauseSpec:
	"""One cause; `aspects` are the nine aspects' short field names (without "aspect_")."""

	key: str
	text: str
	level: str
	dimension: str
	aspects: tuple[str, ...]
	failing: str = ""
	question: str = ""
	consequence: str = ""


@dataclass(frozen=True)
class AnalysisSpec:
	"""Answers that show a problem (code -> explanation), those that do not apply, the open question, causes."""

	adverse: dict[str, str]
	why_control_failed: str
	causes: tuple[CauseSpec, ...]
	feasible: bool
	feasible_reason: str
	other_aspects: str
	not_applicable: dict[str, str] = field(default_factory=dict)
	team: str = ""
	summary: str = ""


@dataclass(frozen=True)
class ActionSpec:
	"""One person held to account; `measures`: (measure name, particulars). `authority`: key of who decides."""

	person: str
	post: str
	responsibility: str
	tier: str
	grounds: str
	basis: str
	measures: tuple[tuple[str, dict], ...]
	authority: str = ""
	letter_no: str = ""
	repeat_consideration: str = ""


@dataclass(frozen=True)
class CaseSpec:
	"""A supervision case. urgings: (day, kind, content, letter); progress: (day, text)."""

	authority: str
	leader: str
	requirements: str
	due: int
	kind: str = "Departmental"
	level: str = "County"
	letter_no: str = ""
	issued: int = 0
	status: str = "In Force"
	urgings: tuple[tuple[int, str, str, str], ...] = ()
	progress: tuple[tuple[int, str], ...] = ()
	extension: tuple[str, str, int] | None = None
	delisting_no: str = ""


@dataclass(frozen=True)
class SuspensionSpec:
	"""Production stopped for the hazard; it resumes where the hazard's stage is Closed Out or later."""

	extent: str
	scope: str = "Part"
	authority: str = ""
	order_no: str = ""
	application: str = ""
	people_withdrawn: bool = True


@dataclass(frozen=True)
class SourceSpec:
	"""Source governance; `items` are Fix rows with their kind."""

	items: tuple[Fix, ...]
	retrofit_decision: str
	sweep_scope: str
	sweep_found: int
	failure_review: str
	evaluation_result: str
	standards_reason: str = ""
	retrofit_reason: str = ""
	topic: tuple[str, str, str] | None = None  # topic, question, leader
	risk_before: str = "Major Risk"
	risk_after: str = "Low Risk"


@dataclass(frozen=True)
class Scenario:
	"""One hazard and how far it is carried. `verifier`: key of the authority, "" = nobody has verified it yet."""

	key: str
	enterprise: str
	title: str
	place: str
	unit: str
	source: str
	condition: str
	harm: str
	influence: str
	found: int
	stage: str
	due: int | None = None
	found_at: tuple[int, int] = (9, 30)
	found_by: str = ""
	criterion: str = ""
	definition: tuple[bool, bool, bool, str] | None = None  # suspension, time, external factor, reason
	general: bool = False
	immediate: tuple[Immediate, ...] = ()
	interim: tuple[tuple[str, str], ...] = ()
	measures: tuple[Fix, ...] = ()
	recurring: str = ""
	inspector: str = ""
	inspection_no: str = ""
	order_no: str = ""
	coordination: str = ""
	verifier: str = ""
	outcome: str = "Confirmed"
	verify_reason: str = ""
	duplicate_of: str = ""
	no_repeat_of: tuple[str, str] | None = None  # key of an alike earlier hazard, why it is another one
	third_party: tuple[str, str] | None = None  # name, qualification
	accountability: str = ""
	analysis: AnalysisSpec | None = None
	actions: tuple[ActionSpec, ...] = ()
	suspension: SuspensionSpec | None = None
	cases: tuple[CaseSpec, ...] = ()
	source_governance: SourceSpec | None = None
	worker_report: bool = False
	failed_once: str = ""  # remark of a first evaluation that failed
