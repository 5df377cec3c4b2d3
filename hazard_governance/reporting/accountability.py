"""What the lists of accountability read: a fixed number of queries, whatever the number of persons.

Every query about persons or hazards goes through the scope of the user given; the others only ask about the documents
found. Who may read no accountability is never asked for here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import add_days, cint, getdate

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.accountability_comparison import SIGNALS, Held, HeldCase, severity_of
from hazard_governance.domain.accountability_list import (
	DECIDED_STATUSES,
	ROLE_WORDS,
	TIERS,
	RegisteredPerson,
)
from hazard_governance.domain.accountability_start import WaitingHazard, verified_before
from hazard_governance.domain.comparison_list import ComparedHazard, Measured
from hazard_governance.domain.facts import AccountabilityMeasure, Settings
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.reporting import filters as read
from hazard_governance.reporting.monthly import under_listed_supervision

ACTION = "Accountability Action"
PERSON_COLUMNS = (
	"hazard",
	"register_no",
	"hazard_title",
	"enterprise",
	"county",
	"industry",
	"person_name",
	"post",
	"responsibility",
	"responsibility_class",
	"deciding_side",
	"authority",
	"letter_no",
	"status",
)
MEASURE_COLUMNS = (
	"measure",
	"amount",
	"from_date",
	"to_date",
	"sanction",
	"receiving_organ",
	"referral_no",
	"executed_on",
	"proof",
)
WAITING_COLUMNS = (
	"register_no",
	"hazard_title",
	"enterprise",
	"county",
	"industry",
	"classification",
	"recurring",
	"stage",
	"verified_on",
)
# what a panel compares a hazard with at most; the latest are the best measure
LATEST_CASES = 2000


@dataclass(frozen=True)
class AccountabilityFilters(read.ListFilters):
	"""from_date, to_date: of the decision, both included. only_signals, signal: of the comparison."""

	enterprise: str = ""
	from_date: date | None = None
	to_date: date | None = None
	status: str = ""
	responsibility: str = ""
	responsibility_class: str = ""
	deciding_side: str = ""
	measure: str = ""
	classification: str = ""
	signal: str = ""
	only_signals: bool = True


def accountability_filters(filters: Mapping | str | None) -> AccountabilityFilters:
	"""What a request may narrow by; ValidationError naming the filter that is wrong."""
	values = read.values_of(filters)
	found = AccountabilityFilters(
		**read.common(values),
		enterprise=read.text(values, "enterprise"),
		from_date=read.day(values, "from_date", _("Decided From")),
		to_date=read.day(values, "to_date", _("Decided Until")),
		status=read.choice(values, "status", _("State of the Accountability"), v.SELECTS[ACTION, "status"]),
		responsibility=read.choice(values, "responsibility", _("Primary or Related"), tuple(ROLE_WORDS)),
		responsibility_class=read.choice(values, "responsibility_class", _("Tier of Responsibility"), TIERS),
		deciding_side=read.choice(
			values, "deciding_side", _("Deciding Side"), (v.BY_ENTERPRISE, v.BY_AUTHORITY)
		),
		measure=read.existing(values, "measure", _("Accountability Measure"), "Accountability Measure"),
		classification=read.choice(values, "classification", _("Hazard Class"), v.CLASSES),
		signal=read.choice(values, "signal", _("Signals"), SIGNALS),
		only_signals=bool(cint(values.get("only_signals", 1))),
	)
	if found.from_date and found.to_date and found.to_date < found.from_date:
		frappe.throw(_("{0} is before {1}. Exchange them.").format(_("Decided Until"), _("Decided From")))
	return found


# --- the register --------------------------------------------------------------------------------------------------
def registered_persons(filters: AccountabilityFilters, user: str) -> list[RegisteredPerson]:
	"""Everybody held to account in the scope of `user`, whatever the state: two queries."""
	action, hazard, county = DocType(ACTION), DocType("Hazard"), DocType("Supervision Region")
	query = (
		_actions(action, hazard, filters, user)
		.left_join(county)
		.on(county.name == action.county)
		.select(
			action.name.as_("action"),
			*(action[column] for column in PERSON_COLUMNS),
			action.creation.as_("begun_on"),
			action.decided_at.as_("decided_on"),
			hazard.recurring,
			hazard.verified_on,
			county.region_code.as_("county_code"),
		)
	)
	rows = query.orderby(action.name).run(as_dict=True)
	measures = _measures([row.action for row in rows], filters.measure)
	return [
		RegisteredPerson.from_mapping(row, measures.get(row.action, ()))
		for row in rows
		if row.action in measures or not filters.measure
	]


def _actions(action, hazard, filters: AccountabilityFilters, user: str):
	query = frappe.qb.from_(action).inner_join(hazard).on(hazard.name == action.hazard)
	query = filters.narrow_to_authority(filters.narrow(query, action), action)
	for fieldname in ("enterprise", "status", "responsibility", "responsibility_class", "deciding_side"):
		if value := getattr(filters, fieldname):
			query = query.where(action[fieldname] == value)
	if filters.stage:
		query = query.where(hazard.stage == filters.stage)
	if filters.classification:
		query = query.where(hazard.classification == filters.classification)
	if filters.from_date:
		query = query.where(action.decided_at >= filters.from_date)
	if filters.to_date:
		query = query.where(action.decided_at < add_days(filters.to_date, 1))
	return apply_scope(query, action, ACTION, user)


def _measures(actions: Iterable[str], measure: str = "") -> dict[str, list[dict]]:
	"""Measures of each action in their order, of one kind only where `measure` names it: one query."""
	names = list(actions)
	if not names:
		return {}
	row = DocType("Accountability Action Measure")
	query = (
		frappe.qb.from_(row)
		.select(row.parent, *(row[column] for column in MEASURE_COLUMNS))
		.where(row.parenttype == ACTION)
		.where(row.parent.isin(names))
		.orderby(row.parent, row.idx)
	)
	if measure:
		query = query.where(row.measure == measure)
	found: dict[str, list[dict]] = {}
	for one in query.run(as_dict=True):
		found.setdefault(one.pop("parent"), []).append({**one, "proof": bool(one.proof)})
	return found


# --- not begun -----------------------------------------------------------------------------------------------------
def waiting_hazards(
	filters: AccountabilityFilters, user: str, today: date, settings: Settings
) -> list[WaitingHazard]:
	"""Verified hazards in the scope of `user` whose term has passed without any accountability: one query."""
	hazard, action, county = DocType("Hazard"), DocType(ACTION), DocType("Supervision Region")
	query = (
		frappe.qb.from_(hazard)
		.left_join(action)
		.on(action.hazard == hazard.name)
		.left_join(county)
		.on(county.name == hazard.county)
		.select(
			hazard.name.as_("hazard"),
			*(hazard[column] for column in WAITING_COLUMNS),
			hazard.verified_by_authority.as_("verified_by"),
			county.region_code.as_("county_code"),
		)
		.where(action.name.isnull())
		.where(hazard.verification == v.VERIFIED)
		.where(hazard.stage != v.WITHDRAWN)
		.where(hazard.verified_on < verified_before(today, settings))
		.where(hazard.general_accountability.isnull() | (hazard.general_accountability == ""))
		.orderby(hazard.verified_on, hazard.name)
	)
	query = filters.narrow_to_authority(filters.narrow(query, hazard), hazard)
	for fieldname in ("enterprise", "classification", "stage"):
		if value := getattr(filters, fieldname):
			query = query.where(hazard[fieldname] == value)
	rows = apply_scope(query, hazard, "Hazard", user).run(as_dict=True)
	return [WaitingHazard.from_mapping(row) for row in rows]


# --- comparing -----------------------------------------------------------------------------------------------------
def compared_hazards(
	filters: AccountabilityFilters, user: str, latest: int = 0, like: HeldCase | None = None
) -> list[ComparedHazard]:
	"""Hazards with decided accountability in the scope of `user`, each once: five queries.

	like: only those of the same class and of its criterion or industry, whatever the other filters; latest: at most so
	many persons, the last decided first; 0 means all.
	"""
	action, hazard, county = DocType(ACTION), DocType("Hazard"), DocType("Supervision Region")
	query = _actions(action, hazard, filters, user).left_join(county).on(county.name == hazard.county)
	query = _of_cases(query, action, hazard).select(
		*(hazard[column] for column in ("register_no", "hazard_title", "enterprise", "county")),
		county.region_code.as_("county_code"),
	)
	if like:
		same = hazard.industry == like.industry
		query = query.where(hazard.classification == like.classification)
		query = query.where(same | (hazard.criterion == like.criterion) if like.criterion else same)
	if latest:
		query = query.orderby(action.decided_at, order=frappe.qb.desc).limit(latest)
	return _cases(query.orderby(action.name).run(as_dict=True))


def _of_cases(query, action, hazard):
	return query.select(
		action.name.as_("action"),
		action.hazard,
		action.responsibility_class,
		action.decided_at,
		*(hazard[column] for column in ("classification", "criterion", "industry", "recurring")),
		hazard.earlier_hazard.as_("earlier"),
	).where(action.status.isin(DECIDED_STATUSES))


def _cases(rows: list[dict]) -> list[ComparedHazard]:
	measures = _measures(row.action for row in rows)
	catalogue = measure_catalogue()
	by_hazard: dict[str, list[dict]] = {}
	for row in rows:
		by_hazard.setdefault(row.hazard, []).append(row)
	names = list(by_hazard)
	listed, stopped = (under_listed_supervision(names), _stopped(names)) if names else (set(), set())
	found = []
	for name, persons in by_hazard.items():
		first = persons[0]
		case = HeldCase(
			hazard=name,
			classification=first.classification or "",
			criterion=first.criterion or "",
			industry=first.industry or "",
			recurring=first.recurring == v.YES,
			listed=name in listed,
			stopped=name in stopped,
			earlier=first.earlier or "",
			persons=tuple(_held(row, measures.get(row.action, ()), catalogue) for row in persons),
		)
		decided = max((getdate(row.decided_at) for row in persons if row.decided_at), default=None)
		found.append(ComparedHazard.from_mapping(case, {**first, "decided_on": decided}))
	return found


def _held(row: dict, measures: Iterable[dict], catalogue: Mapping[str, AccountabilityMeasure]) -> Held:
	names = tuple(one["measure"] for one in measures)
	return Held(row["responsibility_class"] or "", names, severity_of(names, catalogue))


def held_cases(hazards: Iterable[str]) -> dict[str, HeldCase]:
	"""Cases of these hazards by name, for comparing a repeat with what it repeats. No scope: what the earlier hazard
	of one's own hazard ended with is part of it, and no name of a person is read."""
	names = sorted({name for name in hazards if name})
	if not names:
		return {}
	action, hazard = DocType(ACTION), DocType("Hazard")
	query = _of_cases(
		frappe.qb.from_(action).inner_join(hazard).on(hazard.name == action.hazard), action, hazard
	)
	rows = query.where(action.hazard.isin(names)).orderby(action.name).run(as_dict=True)
	return {one.case.hazard: one.case for one in _cases(rows)}


def measure_catalogue() -> dict[str, AccountabilityMeasure]:
	"""The catalogue by name: one query."""
	rows = frappe.get_all("Accountability Measure", fields=["*"], order_by="sequence asc, name asc")
	return {row.name: AccountabilityMeasure.from_mapping(row) for row in rows}


def measured() -> Measured:
	"""Limits of the settings and the name of each severity, the first in the catalogue of several."""
	names: dict[int, str] = {}
	for spec in measure_catalogue().values():
		if not spec.is_other:
			names.setdefault(spec.severity, spec.name)
	return Measured(Settings.from_mapping(frappe.get_cached_doc("Hazard Governance Settings")), names)


def _stopped(hazards: list[str]) -> set[str]:
	suspension = DocType("Production Suspension")
	return set(
		frappe.qb.from_(suspension)
		.select(suspension.hazard)
		.distinct()
		.where(suspension.hazard.isin(hazards))
		.where(suspension.scope == "Whole")
		.orderby(suspension.hazard)
		.run(pluck=True)
	)
