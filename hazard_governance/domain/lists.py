"""The Monthly Major Hazard List (notice 长安办发〔2023〕54号, part 4: 每月重大事故隐患清单).

Which hazards belong to a month
	A major hazard is on the list from the moment it is registered, verified or not; without a register number it
	reads "Pending Verification" (待核实). It belongs to a month when it was registered on or before the last day of
	the month and had not been closed out, filed, withdrawn or reclassified as general before the first day, or when
	one of these happened within the month. So what stays open is carried over from month to month, and each ending
	shows once more in the month it happens. A withdrawn or reclassified hazard keeps its number and is shown with what
	became of it, but it counts neither as found nor as rectified. Without carried-over hazards, only those registered
	in the month itself are listed.

Where it stands is told as of today, the day that comes in as an argument; nothing is stored. The day a deadline
falls on is not overdue; "rectified" means that the acceptance was passed, not that the enterprise says so.

Values in, values out; standard library only. Texts made here are English templates, passed through the caller's
``translate``, which gets nothing but the app's own words.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.clocks import is_overdue
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.papers.words import day
from hazard_governance.domain.papers.words import month as month_of
from hazard_governance.domain.supervision_terms import days_since

Translate = Callable[[str], str]
Row = dict[str, object]

RECTIFIED_STAGES = (words.ACCEPTED, words.CLOSED_OUT, words.FILED)
ENDED_STAGES = (words.CLOSED_OUT, words.FILED, words.WITHDRAWN)
# What an authority itself found or was told needs no report to an authority.
KNOWN_TO_AN_AUTHORITY = (words.PUBLIC_REPORT, words.ENFORCEMENT_INSPECTION, words.SUPERIOR_INSPECTION)

NO_CRITERION = N_("Matches No Criterion")
PENDING_VERIFICATION = N_("Pending Verification")
COMPLETED_LATE = words.COMPLETED_LATE
NONE_YET = N_("None yet")
PERSONS_HELD = N_("Persons: {0} (direct {1}, managerial {2}, leadership {3})")
STATUTORY_BASIS = N_("Article 3 of the Interim Provisions (Order No. 16)")
CARRIED_OVER = N_("Carried over from {0}")
WITHDRAWN_ON = N_("Withdrawn on {0}")
RECLASSIFIED_ON = N_("Reclassified as general on {0}")


def identity(text: str) -> str:
	"""The translation of those who read English."""
	return text


@dataclass(frozen=True)
class ListedHazard:
	"""What the list needs to know of one hazard; field names are those of Hazard where it has such a field.

	listed: it is or was under listed supervision (挂牌督办). paused_since: the pause of the case that sets its deadline,
	while it lasts. persons_*: number of persons with a decided or executed
	accountability action, by class; never names. first_reported_on: first report to an authority. prepared_by,
	reviewed_by: full names of who registered it and who verified it. reclassified_on: the day a verification made a
	general hazard of it.
	"""

	name: str = ""
	hazard_title: str = ""
	register_no: str = ""
	stage: str = words.REGISTERED
	verification: str = words.PENDING
	classification: str = words.MAJOR
	classification_basis: str = ""
	classification_reason: str = ""
	criterion_standard: str = ""
	criterion_document_no: str = ""
	criterion_article: str = ""
	source: str = ""
	enterprise: str = ""
	competent_authority: str = ""
	county: str = ""
	county_code: str = ""
	city: str = ""
	industry: str = ""
	place: str = ""
	existing_condition: str = ""
	found_on: date | None = None
	registered_on: date | None = None
	responsible_person: str = ""
	rectification_due: date | None = None
	paused_since: date | None = None
	accepted_on: date | None = None
	closed_out_on: date | None = None
	filed_on: date | None = None
	withdrawn_on: date | None = None
	reclassified_on: date | None = None
	recurring: str = ""
	campaign: str = ""
	listed: bool = False
	persons_direct: int = 0
	persons_managerial: int = 0
	persons_leadership: int = 0
	prepared_by: str = ""
	reviewed_by: str = ""
	first_reported_on: date | None = None
	reporting_unit: str = ""
	step_description: str = words.NOT_STARTED
	step_cause_analysis: str = words.NOT_STARTED
	step_accountability: str = words.NOT_STARTED
	step_immediate_rectification: str = words.NOT_STARTED
	step_source_governance: str = words.NOT_STARTED

	@classmethod
	def from_mapping(cls, values: Mapping[str, object]) -> ListedHazard:
		"""Takes the known keys of `values`; None becomes the default of the field, a datetime its day."""
		return cls(**known_values(cls, values))

	@property
	def counts(self) -> bool:
		"""It is a major hazard found, neither withdrawn nor reclassified as general."""
		return self.stage != words.WITHDRAWN and self.classification == words.MAJOR

	@property
	def without_criterion(self) -> bool:
		"""It is called major although no article of a standard is named: by the definition of order 16/2007 art. 3, or
		not judged yet. Whether that holds is for the city to look at (Work Safety Law art. 118 has standards decide)."""
		by_criterion = self.classification_basis == words.BY_CRITERION and self.criterion_standard
		return self.counts and not by_criterion

	@property
	def rectified(self) -> bool:
		"""Its acceptance was passed (DOMAIN D.3: 以验收合格为准)."""
		return self.stage in RECTIFIED_STAGES

	@property
	def rectified_on(self) -> date | None:
		"""The day its acceptance was passed; None while it is not, also when an earlier acceptance was reopened."""
		return (self.accepted_on or self.closed_out_on) if self.rectified else None

	@property
	def ended_on(self) -> tuple[date, ...]:
		"""The days that ended it: closed out, filed, withdrawn, reclassified. Left-over dates of a reopened one do not count."""
		ended = {
			words.CLOSED_OUT: (self.closed_out_on,),
			words.FILED: (self.closed_out_on, self.filed_on),
			words.WITHDRAWN: (self.withdrawn_on,),
		}.get(self.stage, ())
		reclassified = self.reclassified_on if self.classification != words.MAJOR else None
		return tuple(day for day in (*ended, reclassified) if day)

	@property
	def reported_on(self) -> date | None:
		"""报送日期: the first report to an authority; what an authority found or was told, the day it was registered."""
		if self.first_reported_on or self.source not in KNOWN_TO_AN_AUTHORITY:
			return self.first_reported_on
		return self.registered_on


def known_values(cls: type, values: Mapping[str, object]) -> dict[str, object]:
	"""The entries of `values` that are fields of dataclass `cls` and are not None, datetimes cut to their day."""
	known = {}
	for field in fields(cls):
		value = values.get(field.name)
		if value is not None:
			known[field.name] = value.date() if isinstance(value, datetime) else value
	return known


def month_bounds(month: str) -> tuple[date, date]:
	"""'2026-02' -> (2026-02-01, 2026-02-28), both inclusive. Raises ValueError for anything but YYYY-MM."""
	parsed = datetime.strptime(month, "%Y-%m")
	if month != f"{parsed:%Y-%m}":
		raise ValueError(f"{month!r} is not written as YYYY-MM")
	last = calendar.monthrange(parsed.year, parsed.month)[1]
	return date(parsed.year, parsed.month, 1), date(parsed.year, parsed.month, last)


def in_month(hazard: ListedHazard, first: date, last: date, carried_over: bool = True) -> bool:
	"""True when the hazard belongs to the list of the month `first`..`last` (both inclusive); rule: see the module."""
	if hazard.registered_on is None or hazard.registered_on > last:
		return False
	if not carried_over:
		return hazard.registered_on >= first
	ends = hazard.ended_on
	return all(end >= first for end in ends) or any(first <= end <= last for end in ends)


def overdue(due: date | None, done_on: date | None, today: date) -> str:
	"""'Yes' when the deadline has passed and nothing is done, 'Completed Late' when done after it, else 'No'.

	The day of the deadline itself is in time. Without a deadline nothing is overdue.
	"""
	if due is None:
		return words.NO
	if done_on is not None:
		return COMPLETED_LATE if done_on > due else words.NO
	return words.YES if is_overdue(due, today) else words.NO


def hazard_overdue(hazard: ListedHazard, today: date) -> str:
	"""`overdue` of the hazard's own rectification deadline; what no longer counts is never overdue."""
	if not hazard.counts:
		return words.NO
	due = hazard.rectification_due
	if due is not None and not hazard.rectified:
		due += timedelta(days=days_since(hazard.paused_since, today))
	return overdue(due, hazard.rectified_on, today)


def sort_key(hazard: ListedHazard) -> tuple:
	"""By county code, then register number (numbered ones first), then name."""
	return (hazard.county_code or hazard.county, not hazard.register_no, hazard.register_no, hazard.name)


def monthly_hazards(
	hazards: Iterable[ListedHazard], month: str, carried_over: bool = True
) -> list[ListedHazard]:
	"""The hazards of the list of `month` (YYYY-MM) in list order."""
	first, last = month_bounds(month)
	return sorted((h for h in hazards if in_month(h, first, last, carried_over)), key=sort_key)


def unmatched_before(listed: Iterable[ListedHazard]) -> list[ListedHazard]:
	"""Those that match no criterion before the others, each part in its order."""
	return sorted(listed, key=lambda hazard: not hazard.without_criterion)


def monthly_rows(
	hazards: Iterable[ListedHazard], month: str, today: date, translate: Translate = identity
) -> list[Row]:
	"""Numbered rows for MONTHLY_COLUMNS out of `monthly_hazards`, with `is_overdue` and `is_pending` for colouring."""
	return [
		{"idx": number, "month": month, **_monthly_row(hazard, month, today, translate)}
		for number, hazard in enumerate(hazards, start=1)
	]


def _monthly_row(hazard: ListedHazard, month: str, today: date, t: Translate) -> Row:
	late = hazard_overdue(hazard, today)
	return {
		**{name: getattr(hazard, name) for name in _PLAIN},
		**{name: t(value) if (value := getattr(hazard, name)) else "" for name in _WORDS},
		"hazard": hazard.name,
		"register_no": register_text(hazard.register_no, t),
		"reporting_unit": hazard.reporting_unit or hazard.county,
		"existing_condition": hazard.existing_condition or hazard.hazard_title,
		"basis": basis_text(hazard, t),
		"criterion_match": t(NO_CRITERION) if hazard.without_criterion else "",
		"overdue": t(late),
		"listed": t(words.YES if hazard.listed else words.NO),
		"completed_on": hazard.closed_out_on if hazard.ended_on else hazard.rectified_on,
		"filed": t(words.YES if hazard.stage == words.FILED else words.NO),
		"accountability": accountability_text(hazard, t),
		"reported_on": hazard.reported_on,
		"verification": t(words.VERIFIED if hazard.verification == words.VERIFIED else PENDING_VERIFICATION),
		"remarks": remarks_text(hazard, month, t),
		"is_overdue": late == words.YES,
		"is_pending": not hazard.register_no,
	}


_PLAIN = (
	"enterprise",
	"county",
	"industry",
	"competent_authority",
	"found_on",
	"responsible_person",
	"rectification_due",
	"prepared_by",
	"reviewed_by",
	"place",
	"campaign",
)
_WORDS = (
	"source",
	"stage",
	"recurring",
	"step_description",
	"step_cause_analysis",
	"step_accountability",
	"step_immediate_rectification",
	"step_source_governance",
)


def register_text(register_no: str, translate: Translate = identity) -> str:
	"""The register number, or the words for 待核实 while there is none."""
	return register_no or translate(PENDING_VERIFICATION)


def basis_text(hazard: ListedHazard, translate: Translate = identity) -> str:
	"""判定依据: standard, document number and article of the criterion, or the statutory definition and the reason given."""
	if hazard.classification_basis == words.BY_DEFINITION:
		parts = (translate(STATUTORY_BASIS), hazard.classification_reason)
	else:
		parts = (hazard.criterion_standard, hazard.criterion_document_no, hazard.criterion_article)
	return " ".join(part for part in parts if part)


def accountability_text(hazard: ListedHazard, translate: Translate = identity) -> str:
	"""问责情况: how many persons were held to account, by class; no names, so that it may be read by all who read the list."""
	persons = (hazard.persons_direct, hazard.persons_managerial, hazard.persons_leadership)
	if not sum(persons):
		return translate(NONE_YET)
	return translate(PERSONS_HELD).format(sum(persons), *persons)


def remarks_text(hazard: ListedHazard, month: str, translate: Translate = identity) -> str:
	"""备注: carried over since when, and what became of a hazard that no longer counts."""
	remarks = []
	if hazard.registered_on and f"{hazard.registered_on:%Y-%m}" < month:
		remarks.append(translate(CARRIED_OVER).format(month_of(hazard.registered_on, translate)))
	if hazard.stage == words.WITHDRAWN and hazard.withdrawn_on:
		remarks.append(translate(WITHDRAWN_ON).format(day(hazard.withdrawn_on, translate)))
	if hazard.classification != words.MAJOR and hazard.reclassified_on:
		remarks.append(translate(RECLASSIFIED_ON).format(day(hazard.reclassified_on, translate)))
	return "; ".join(remarks)
