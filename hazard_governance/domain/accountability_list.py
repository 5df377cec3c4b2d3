"""Accountability Register (问责台账): one row a person and measure, of what was decided, by whom, and what came of it.

A person held to account for two hazards is one person in two cases (人次): both are counted, apart. Amounts are yuan.
Days from the verification to the beginning are calendar days, 0 when accountability had begun before it; the day an
accountability begins is the day it was first recorded. Notice 54/2023 step 3. Values in, values out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.accountability import CATALOGUE
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.list_columns import ListColumn
from hazard_governance.domain.list_totals import TOTAL, Card
from hazard_governance.domain.lists import Row, Translate, identity, known_values, register_text
from hazard_governance.domain.official_list import AS_OF, REPORTING_UNIT, SIGNATURES, OfficialList
from hazard_governance.domain.papers.words import day

TITLE = N_("Accountability Register")
NOTHING = N_("Nobody has been held to account.")
TIERS = (v.DIRECT, v.MANAGERIAL, v.LEADERSHIP)
# how a person reads them; the plain words stand for other things elsewhere
TIER_WORDS = {
	v.DIRECT: N_("Directly Responsible"),
	v.MANAGERIAL: N_("Managerially Responsible"),
	v.LEADERSHIP: N_("Leadership Responsible"),
}
ROLE_WORDS = {v.PRIMARY: N_("Primary Responsible Person"), v.RELATED: N_("Related Responsible Person")}
SIDE_WORDS = {v.BY_ENTERPRISE: N_("Enterprise"), v.BY_AUTHORITY: N_("Authority")}
DECIDED_STATUSES = (v.DECIDED, v.EXECUTED)

REGISTER_COLUMNS = (
	ListColumn("idx", N_("Row No."), "Int", 55),
	ListColumn("register_no", N_("Unified Register No."), width=195),
	ListColumn("enterprise", N_("Enterprise Name"), "Link", 180, "Regulated Enterprise"),
	ListColumn("hazard_title", N_("Hazard in Brief"), width=200),
	ListColumn("person_name", N_("Person Held to Account"), width=110),
	ListColumn("post", N_("Post or Duty"), width=120),
	ListColumn("responsibility", N_("Primary or Related"), width=120),
	ListColumn("responsibility_class", N_("Tier of Responsibility"), width=120),
	ListColumn("measure", N_("Accountability Measure"), width=150),
	ListColumn("amount", N_("Amount (yuan)"), "Float", 100),
	ListColumn("from_date", N_("Measure From"), "Date", 105),
	ListColumn("to_date", N_("Measure To"), "Date", 105),
	ListColumn("days", N_("Duration (Days)"), "Int", 85),
	ListColumn("deciding_side", N_("Deciding Side"), width=90),
	ListColumn("authority", N_("Deciding Authority"), "Link", 160, "Supervision Authority"),
	ListColumn("letter_no", N_("Decision Letter No."), width=140),
	ListColumn("decided_on", N_("Decided On"), "Date", 105),
	ListColumn("executed_on", N_("Executed On"), "Date", 105),
	ListColumn("proof", N_("Proof of Execution"), width=90),
	ListColumn("referral", N_("Referred To"), width=180),
	ListColumn("verified_on", N_("Hazard Verified On"), "Date", 105),
	ListColumn("begun_on", N_("Accountability Begun On"), "Date", 105),
	ListColumn("days_to_start", N_("Days From Verification to Start"), "Int", 100),
	ListColumn("status", N_("State of the Accountability"), width=90),
	ListColumn("repeat", N_("Is Recurring"), width=80, official=False),
	ListColumn("county", N_("County or Zone"), "Link", 100, "Supervision Region", official=False),
	ListColumn("industry", N_("Industry and Field"), "Link", 100, "Industry Sector", official=False),
	ListColumn("hazard", N_("Hazard"), "Link", 140, "Hazard", official=False),
	ListColumn("action", N_("Accountability Action"), "Link", 140, "Accountability Action", official=False),
)


@dataclass(frozen=True)
class RegisteredMeasure:
	"""One measure of a person. amount in yuan; proof: whether there is any; days count both ends."""

	measure: str = ""
	amount: float = 0.0
	from_date: date | None = None
	to_date: date | None = None
	sanction: str = ""
	receiving_organ: str = ""
	referral_no: str = ""
	executed_on: date | None = None
	proof: bool = False

	@property
	def days(self) -> int | None:
		"""Days the measure runs, first and last included; None when it has no two dates."""
		return (self.to_date - self.from_date).days + 1 if self.from_date and self.to_date else None

	@property
	def referral(self) -> str:
		"""Receiving organ and letter number."""
		return " ".join(filter(None, (self.receiving_organ, self.referral_no)))


@dataclass(frozen=True)
class RegisteredPerson:
	"""One person in one hazard. begun_on: the day it was first recorded; recurring: as the hazard says."""

	action: str = ""
	hazard: str = ""
	register_no: str = ""
	hazard_title: str = ""
	enterprise: str = ""
	county: str = ""
	county_code: str = ""
	industry: str = ""
	recurring: str = ""
	person_name: str = ""
	post: str = ""
	responsibility: str = ""
	responsibility_class: str = ""
	deciding_side: str = ""
	authority: str = ""
	letter_no: str = ""
	status: str = v.DRAFT
	verified_on: date | None = None
	begun_on: date | None = None
	decided_on: date | None = None
	measures: tuple[RegisteredMeasure, ...] = ()

	@classmethod
	def from_mapping(cls, values: dict, measures: Iterable[dict] = ()) -> RegisteredPerson:
		"""Takes the known keys; None becomes the default of the field, a datetime its day."""
		rows = tuple(RegisteredMeasure(**known_values(RegisteredMeasure, row)) for row in measures)
		return cls(**known_values(cls, {**values, "measures": rows}))

	@property
	def days_to_start(self) -> int | None:
		"""Calendar days from the verification to the beginning; None while the hazard is not verified."""
		if not (self.verified_on and self.begun_on):
			return None
		return max((self.begun_on - self.verified_on).days, 0)


def register(
	persons: Iterable[RegisteredPerson], today: date, *, unit: str = "", translate: Translate = identity
) -> OfficialList:
	"""The register as of `today`, in the order of county, register number, responsibility and tier."""
	persons = sorted(persons, key=_order)
	return OfficialList(
		title=translate(TITLE),
		period=today.isoformat(),
		heading=((translate(REPORTING_UNIT), unit), (translate(AS_OF), day(today, translate))),
		columns=tuple(replace(column, label=translate(column.label)) for column in REGISTER_COLUMNS),
		rows=register_rows(persons, translate),
		nothing=translate(NOTHING),
		table_heading=translate(N_("By Tier of Responsibility")),
		table=tier_table(persons, translate),
		further=((translate(N_("By Measure")), measure_table(persons, translate)),),
		cards=[replace(card, label=translate(card.label)) for card in register_cards(persons)],
		chart=None,
		signatures=tuple(translate(text) for text in SIGNATURES),
	)


def _order(person: RegisteredPerson) -> tuple:
	tiers = {tier: number for number, tier in enumerate(TIERS)}
	return (
		person.county_code or person.county,
		not person.register_no,
		person.register_no,
		person.hazard,
		person.responsibility != v.PRIMARY,
		tiers.get(person.responsibility_class, len(TIERS)),
		person.action,
	)


def register_rows(persons: Iterable[RegisteredPerson], translate: Translate = identity) -> list[Row]:
	"""Numbered rows for REGISTER_COLUMNS: one a person and measure, one for a person without any yet."""
	pairs = [(person, row) for person in persons for row in person.measures or (RegisteredMeasure(),)]
	return [
		{"idx": number, **_row(person, row, translate)} for number, (person, row) in enumerate(pairs, start=1)
	]


_PERSON = (
	"action",
	"hazard",
	"enterprise",
	"hazard_title",
	"person_name",
	"post",
	"authority",
	"letter_no",
	"decided_on",
	"verified_on",
	"begun_on",
	"days_to_start",
	"county",
	"industry",
)
_MEASURE = ("from_date", "to_date", "days", "executed_on", "referral")


def _row(person: RegisteredPerson, measure: RegisteredMeasure, t: Translate) -> Row:
	def word(words: dict[str, str], value: str) -> str:
		return t(words[value]) if value in words else ""

	named = t(measure.measure) if measure.measure else ""
	return {
		**{name: getattr(person, name) for name in _PERSON},
		**{name: getattr(measure, name) for name in _MEASURE},
		"register_no": register_text(person.register_no, t),
		"responsibility": word(ROLE_WORDS, person.responsibility),
		"responsibility_class": word(TIER_WORDS, person.responsibility_class),
		"measure": f"{named} ({measure.sanction})" if measure.sanction else named,
		"amount": measure.amount or None,
		"deciding_side": word(SIDE_WORDS, person.deciding_side),
		"proof": t(v.YES if measure.proof else v.NO),
		"status": t(person.status),
		"repeat": t(person.recurring) if person.recurring else "",
		"is_open": person.status in DECIDED_STATUSES and measure.executed_on is None,
	}


# --- totals --------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class RegisterTotals:
	"""persons: different people (name and enterprise). cases: persons times hazards (人次). executed: measures carried
	out. amount in yuan."""

	hazards: int = 0
	persons: int = 0
	cases: int = 0
	measures: int = 0
	executed: int = 0
	amount: float = 0.0


def totals(persons: Iterable[RegisteredPerson], measure: str = "") -> RegisterTotals:
	"""Numbers of what was decided: drafts and what is only submitted do not count. measure: of this one alone."""
	chosen, rows = [], []
	for person in persons:
		own = [row for row in person.measures if not measure or row.measure == measure]
		if person.status in DECIDED_STATUSES and own:
			chosen.append(person)
			rows += own
	return RegisterTotals(
		hazards=len({p.hazard for p in chosen}),
		persons=len({(p.enterprise, p.person_name) for p in chosen}),
		cases=len(chosen),
		measures=len(rows),
		executed=sum(row.executed_on is not None for row in rows),
		amount=round(sum(row.amount for row in rows), 2),
	)


_COLUMNS = (
	N_("Persons"),
	N_("Person-Cases"),
	N_("Measures Decided"),
	N_("Measures Executed"),
	N_("Amount (yuan)"),
)


def _line(name: str, t: RegisterTotals) -> list[int | str]:
	return [name, t.persons, t.cases, t.measures, t.executed, f"{t.amount:.2f}"]


def _table(label: str, lines: list[list[int | str]], translate: Translate) -> list[list[int | str]]:
	return [[translate(label), *(translate(text) for text in _COLUMNS)], *lines]


def tier_table(persons: Sequence[RegisteredPerson], translate: Translate = identity) -> list[list[int | str]]:
	"""Heading, one line a tier (also an empty one: a missing leadership tier is seen), and the total."""
	lines = [
		_line(translate(TIER_WORDS[tier]), totals(p for p in persons if p.responsibility_class == tier))
		for tier in TIERS
	]
	return _table(N_("Tier of Responsibility"), [*lines, _line(translate(TOTAL), totals(persons))], translate)


def measure_table(
	persons: Sequence[RegisteredPerson], translate: Translate = identity
) -> list[list[int | str]]:
	"""Heading, one line a measure that was decided, the mildest first, and the total. A person with two measures stands
	in two lines and once in the total."""
	order = {spec.measure_name: spec.sequence for spec in CATALOGUE}
	names = {row.measure for p in persons if p.status in DECIDED_STATUSES for row in p.measures}
	ordered = sorted(names - {""}, key=lambda name: (order.get(name, len(order) + 100), name))
	lines = [_line(translate(name), totals(persons, name)) for name in ordered]
	return _table(N_("Accountability Measure"), [*lines, _line(translate(TOTAL), totals(persons))], translate)


def register_cards(persons: Sequence[RegisteredPerson]) -> list[Card]:
	"""People and cases (人次) counted apart; what is decided and not carried out; what was referred."""
	t = totals(persons)
	decided = [p for p in persons if p.status in DECIDED_STATUSES]
	waiting = t.measures - t.executed
	return [
		Card(N_("Hazards Concerned"), t.hazards),
		Card(N_("Persons"), t.persons),
		Card(N_("Person-Cases"), t.cases),
		Card(N_("Measures Decided"), t.measures),
		Card(N_("Not Executed Yet"), waiting, indicator="Orange" if waiting else "Green"),
		Card(N_("Amount (yuan)"), f"{t.amount:.2f}", "Data"),
		Card(N_("Referred"), sum(bool(row.receiving_organ) for p in decided for row in p.measures)),
		Card(N_("Not Decided Yet"), len(persons) - len(decided)),
	]
