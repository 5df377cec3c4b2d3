"""What Hazard Return Completeness reads: a fixed number of queries, whatever the number of units and hazards.

Units, returns, hazards and numbers are those of the reader. One thing is read beyond: whether a hazard the reader sees
stands in a return at all; no more than that leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import getdate
from pypika.terms import Criterion

from hazard_governance import working_days
from hazard_governance.domain import clocks, completeness, lists
from hazard_governance.domain import completeness_report as report
from hazard_governance.domain import return_words as w
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.completeness import (
	CountyNumbers,
	Finding,
	HazardNow,
	Month,
	Receipt,
	SentReturn,
)
from hazard_governance.domain.lists import ListedHazard
from hazard_governance.domain.papers.words import day
from hazard_governance.domain.return_units import Unit, owes
from hazard_governance.domain.returns import fingerprint
from hazard_governance.permissions.addressed import whole_cities
from hazard_governance.permissions.members import memberships
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.reporting import returns
from hazard_governance.reporting.filters import MonthlyFilters, completeness_filters
from hazard_governance.reporting.listing import report_cards, report_columns
from hazard_governance.reporting.monthly import monthly_hazards
from hazard_governance.reporting.return_units import enterprises, may_see, roll

EVERYBODY = returns.EVERYBODY


# --- the month of a reader -------------------------------------------------------------------------------------
def month_of_reader(wanted: MonthlyFilters, user: str) -> Month:
	"""The month as `user` may see it, of the region asked for."""
	hazards = lists.monthly_hazards(monthly_hazards(wanted, user), wanted.month)
	units = _owing(_units_of_reader(wanted, user), hazards, wanted.month)
	rows = returns.submitted_returns(
		wanted.month,
		lambda query, of: apply_scope(wanted.narrow(query, of), of, "Hazard Return", user),
	)
	return _month(wanted.month, units, rows, hazards, numbers=_numbers(wanted, user))


def _units_of_reader(wanted: MonthlyFilters, user: str) -> list[Unit]:
	of_roll, member = roll(), memberships(user)
	found = [*of_roll.units(), *enterprises(of_roll, user, wanted.narrow)]
	if wanted.region:
		column = wanted.region_column
		found = [u for u in found if u.kind == w.ENTERPRISE_UNIT or getattr(u, column, "") == wanted.region]
	return found if user == EVERYBODY else [unit for unit in found if may_see(unit, member)]


def _owing(units: Iterable[Unit], hazards: Sequence[ListedHazard], month: str) -> list[Unit]:
	"""The units with whether each owes a return of the month."""
	last_day = lists.month_bounds(month)[1]
	all_with_majors = working_days.settings().enterprises_report_majors
	with_majors = {hazard.enterprise for hazard in hazards if hazard.counts}
	return [
		replace(unit, due=owes(unit, unit.name in with_majors, last_day, all_with_majors)) for unit in units
	]


def _month(month: str, units: list[Unit], rows: list[dict], hazards: Sequence[ListedHazard], **more) -> Month:
	"""Everything put together; `more` are fields of Month."""
	sent = _sent(rows)
	first, last = lists.month_bounds(month)
	settings = working_days.settings()
	standing = {row.hazard for one in sent for row in one.rows}
	names = [hazard.name for hazard in hazards if hazard.name not in standing]
	return Month(
		month=month,
		today=getdate(),
		due_on=clocks.monthly_return_due(first, settings),
		next_due_on=clocks.monthly_return_due(last + timedelta(days=1), settings),
		units=tuple(units),
		returns=tuple(sent),
		hazards=tuple(hazards),
		now=_now(standing),
		**{"elsewhere": _elsewhere(names, month), **more},
	)


# --- returns -----------------------------------------------------------------------------------------------------
def _sent(rows: list[dict]) -> list[SentReturn]:
	names = [row.name for row in rows]
	of_returns, receipts = returns.rows_of(names), _receipts(rows)
	return [
		SentReturn(
			name=row.name,
			unit=row.enterprise or row.authority,
			version_no=row.version_no,
			submitted_on=getdate(row.submitted_at),
			rows=of_returns.get(row.name, ()),
			receipts=tuple(receipts.get(row.name, ())),
			altered=fingerprint(of_returns.get(row.name, ())) != row.fingerprint,
		)
		for row in rows
	]


def _receipts(returned: list[dict]) -> dict[str, list[Receipt]]:
	if not returned:
		return {}
	table = DocType("Hazard Return Receipt")
	rows = (
		frappe.qb.from_(table)
		.select(table.parent, table.authority, table.status, table.decided_at, table.reason)
		.where(table.parenttype == "Hazard Return")
		.where(table.parent.isin([row.name for row in returned]))
		.orderby(table.parent, table.idx)
		.run(as_dict=True)
	)
	days = _answer_by({getdate(row.submitted_at) for row in returned})
	due = {row.name: days[getdate(row.submitted_at)] for row in returned}
	found: dict[str, list[Receipt]] = {}
	for row in rows:
		decided_on = getdate(row.decided_at) if row.decided_at else None
		receipt = Receipt(row.authority, row.status, due[row.parent], decided_on, row.reason or "")
		found.setdefault(row.parent, []).append(receipt)
	return found


def _answer_by(days: Iterable[date]) -> dict[date, date]:
	return {day: working_days.due(clocks.receipt_due, day) for day in days}


def _now(names: Iterable[str]) -> dict[str, HazardNow]:
	"""Where the hazards are that stand in the returns seen: whoever reads a return is told when it no longer holds."""
	names = sorted(names)
	if not names:
		return {}
	hazard = DocType("Hazard")
	rows = (
		frappe.qb.from_(hazard)
		.select(hazard.name, hazard.stage, hazard.classification)
		.where(hazard.name.isin(names))
		.orderby(hazard.name)
		.run(as_dict=True)
	)
	return {row.name: HazardNow(row.stage, row.classification) for row in rows}


def _elsewhere(names: list[str], month: str) -> frozenset[str]:
	"""Those of the hazards that stand in a return of this month or a later one, whoever may see that return."""
	if not names:
		return frozenset()
	row, sent, newer = (
		DocType("Hazard Return Row"),
		DocType("Hazard Return"),
		DocType("Hazard Return").as_("newer"),
	)
	return frozenset(
		frappe.qb.from_(row)
		.inner_join(sent)
		.on(sent.name == row.parent)
		.left_join(newer)
		.on((newer.supersedes == sent.name) & (newer.status == v.SUBMITTED))
		.select(row.hazard)
		.distinct()
		.where(row.parenttype == "Hazard Return")
		.where(row.hazard.isin(names))
		.where(sent.status == v.SUBMITTED)
		.where(sent.month >= month)
		.where(newer.name.isnull())
		.orderby(row.hazard)
		.run(pluck=True)
	)


# --- register numbers ----------------------------------------------------------------------------------------------
def _numbers(wanted: MonthlyFilters, user: str) -> tuple[CountyNumbers, ...]:
	"""Numbers of the counties whose whole register `user` sees: of another one, a number beyond the scope would look like
	a missing one."""
	region = DocType("Supervision Region")
	query = (
		frappe.qb.from_(region)
		.select(region.name, region.region_code)
		.where(region.level.isin((v.COUNTY, v.DEVELOPMENT_ZONE, v.CITY)))
		.orderby(region.region_code)
	)
	if user != EVERYBODY:
		member = memberships(user)
		counties = [a.region for a in member.authorities if a.column == "county" and a.industries is None]
		cities = list(whole_cities(member))
		if not (counties or cities):
			return ()
		query = query.where(
			region.name.isin([*counties, *cities]) | region.parent_supervision_region.isin(cities or [""])
		)
	if wanted.region:
		query = query.where(
			(region.name == wanted.region) | (region.parent_supervision_region == wanted.region)
		)
	return numbers_of(query.run(as_dict=True), wanted.month)


def numbers_of(regions: list[dict], month: str) -> tuple[CountyNumbers, ...]:
	"""What the counters of the regions gave in the month, and what hazards carry. Two queries."""
	compact = month.replace("-", "")
	prefixes = {f"{region.region_code}-{compact}-": region.name for region in regions}
	if not prefixes:
		return ()
	counter, hazard = DocType("Hazard Register Counter"), DocType("Hazard")
	last = dict(
		frappe.qb.from_(counter)
		.select(counter.region, counter.last_no)
		.where(counter.month == compact)
		.where(counter.region.isin(list(prefixes.values())))
		.orderby(counter.region)
		.run()
	)
	carried = (
		frappe.qb.from_(hazard)
		.select(hazard.register_no)
		.where(Criterion.any([hazard.register_no.like(f"{prefix}%") for prefix in prefixes]))
		.orderby(hazard.register_no)
		.run(pluck=True)
	)
	given: dict[str, set[int]] = {}
	for number in carried:
		prefix, _dash, running = number.rpartition("-")
		given.setdefault(f"{prefix}-", set()).add(int(running))
	return tuple(
		CountyNumbers(name, prefix, last.get(name) or 0, frozenset(given.get(prefix, ())))
		for prefix, name in prefixes.items()
	)


# --- for whoever collects ------------------------------------------------------------------------------------------
def findings_below(unit: Unit, month: str) -> list[Finding]:
	"""What the office or department that puts the month together finds wanting in those who report to it, today. The
	city is also told which hazards no county and no department reported."""
	hazards = lists.monthly_hazards(returns.register(unit, month), month)
	units = _owing(_units_below(unit), hazards, month)
	below = {one.name for one in units}
	rows = [row for row in returns.submitted_returns(month) if (row.enterprise or row.authority) in below]
	more = {"collecting": True, "numbers": _numbers_below(unit, month)}
	if unit.kind == w.CITY_UNIT:
		more["elsewhere"] = frozenset()
	else:  # its own rows come from the register: nothing can be missing in them
		more["elsewhere"] = frozenset(hazard.name for hazard in hazards)
	lines = completeness.findings(_month(month, units, rows, hazards, **more))
	return [line for line in lines if line.kind != completeness.COMPLETE]


def _units_below(unit: Unit) -> list[Unit]:
	of_roll = roll()
	if unit.kind == w.CITY_UNIT:
		return [one for one in of_roll.units() if one.city == unit.city and one.kind != w.CITY_UNIT]
	column = "county" if unit.county else "city"
	region = getattr(unit, column)
	inside = enterprises(of_roll, EVERYBODY, lambda query, of: query.where(of[column] == region))
	return [one for one in (*of_roll.units(), *inside) if unit.name in one.receivers]


def _numbers_below(unit: Unit, month: str) -> tuple[CountyNumbers, ...]:
	if unit.industries is not None:
		return ()
	region = DocType("Supervision Region")
	own = unit.county or unit.city
	rows = (
		frappe.qb.from_(region)
		.select(region.name, region.region_code)
		.where((region.name == own) | (region.parent_supervision_region == own))
		.where(region.level.isin((v.COUNTY, v.DEVELOPMENT_ZONE, v.CITY)))
		.orderby(region.region_code)
		.run(as_dict=True)
	)
	return numbers_of(rows, month)


def notes(unit: Unit, month: str) -> list[dict]:
	"""The findings as rows of the return's notes, in the language in which the return is frozen."""
	return [
		{
			"finding": line.kind,
			"unit": line.unit,
			"charged_to": line.charged_to,
			"detail": report.phrase_text(line.detail, returns.site_language),
		}
		for line in findings_below(unit, month)
	]


# --- the report ----------------------------------------------------------------------------------------------------
def as_report(filters: dict | str | None, user: str) -> tuple:
	"""What Frappe wants of a script report: columns, rows, message, chart, summary."""
	wanted = completeness_filters(filters)
	month = month_of_reader(wanted, user)
	lines = completeness.findings(month)
	if wanted.unit_kind:
		lines = [line for line in lines if line.unit_kind == wanted.unit_kind]
	rows = report.rows(lines, finding=wanted.finding, everybody=wanted.everybody, translate=_)
	message = _("Due on {0}. Status as of {1}.").format(day(month.due_on, _), day(month.today, _))
	return (
		report_columns(report.COLUMNS, _),
		rows,
		message,
		report.chart(lines, _),
		report_cards(report.cards(completeness.standing(month, lines)), _),
	)
