"""The statistical return and the county comparison of the user of the session: filters checked, rows read within scope,
everything after that is domain code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import getdate

from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.counted import LEVELS, Line, Window, lines_of
from hazard_governance.domain.county_comparison import comparison
from hazard_governance.domain.official_list import OfficialList
from hazard_governance.domain.periods import KINDS, MONTH, Period, parse_period, period_of
from hazard_governance.domain.statistical_return import GROUPINGS, ReturnAsked, statistical_return
from hazard_governance.domain.statistics import Figures, figures
from hazard_governance.permissions.members import memberships
from hazard_governance.permissions.table import LEVEL_COLUMNS
from hazard_governance.reporting import filters as read
from hazard_governance.reporting.counted import CountedFilters, counted_hazards
from hazard_governance.reporting.listing import reporting_unit

FROM_YEAR, FROM_PERIOD, FROM_REGISTER = "Year", "Period", "Register"
CUMULATED = (FROM_YEAR, FROM_PERIOD, FROM_REGISTER)
REGISTER_BEGAN = date(2000, 1, 1)


@dataclass(frozen=True)
class StatisticsFilters(CountedFilters):
	"""Filters of both reports. group_by: a key of GROUPINGS. window: what is counted."""

	period: Period | None = None
	window: Window | None = None
	group_by: str = "industry"


def statistics_filters(filters: Mapping | str | None) -> StatisticsFilters:
	"""The filters of both reports; ValidationError naming the filter that is wrong."""
	values = read.values_of(filters)
	period = _period(values)
	campaign = read.existing(values, "campaign", _("Hazard Campaign"), "Hazard Campaign")
	return StatisticsFilters(
		**read.common(values),
		enterprise=read.text(values, "enterprise"),
		source=read.choice(values, "source", _("Source of the Hazard"), words.SOURCES),
		campaign=campaign,
		period=period,
		window=window_of(period, _cumulated(values, period), campaign),
		group_by=read.choice(values, "group_by", _("Rows By"), tuple(GROUPINGS)) or "industry",
	)


def _period(values: dict) -> Period:
	kind = read.choice(values, "kind", _("Kind of Period"), KINDS) or MONTH
	written = read.text(values, "period") or period_of(kind, getdate()).text
	try:
		period = parse_period(kind, written)
	except ValueError:
		frappe.throw(
			_("Reporting Period: {0} is not a {1}. Write it as in {2}.").format(
				written, _(kind), period_of(kind, date(2026, 11, 24)).text
			)
		)
	if period.first > getdate():
		frappe.throw(
			_("Reporting Period: {0} has not begun. Choose the current one or an earlier one.").format(
				written
			)
		)
	return period


def _cumulated(values: dict, period: Period) -> str:
	"""A month is cumulated from the beginning of the year, a quarter and a year count themselves (order 16/2007)."""
	usual = FROM_YEAR if period.kind == MONTH else FROM_PERIOD
	return read.choice(values, "cumulated", _("Cumulated"), CUMULATED) or usual


def window_of(period: Period, cumulated: str, campaign: str = "") -> Window:
	"""The window of a period; with a campaign, the year's figures begin with the campaign."""
	since = {
		FROM_YEAR: date(period.last.year, 1, 1),
		FROM_PERIOD: period.first,
		FROM_REGISTER: REGISTER_BEGAN,
	}[cumulated]
	if campaign and cumulated == FROM_YEAR:
		since = frappe.db.get_value("Hazard Campaign", campaign, "from_date")
	return Window(period.first, period.last, min(since, period.first))


def monthly_return(filters: Mapping | str | None, user: str) -> OfficialList:
	"""The statistical return of `user`; ValidationError naming a filter that is wrong."""
	wanted = statistics_filters(filters)
	lines = lines_within(wanted, user)
	asked = ReturnAsked(
		wanted.period,
		wanted.window,
		wanted.group_by,
		groups_of(wanted, lines, user),
		reporting_unit(wanted, user, set()) or wanted.enterprise,
		wanted.period.due(frappe.get_cached_doc("Hazard Governance Settings")),
	)
	return statistical_return(lines, asked, figures_before(wanted, user), translate=_)


def county_comparison(filters: Mapping | str | None, user: str) -> OfficialList:
	"""The comparison of the counties in the scope of `user`; ValidationError naming a filter that is wrong."""
	wanted = statistics_filters(filters)
	asked = ReturnAsked(wanted.period, wanted.window, unit=reporting_unit(wanted, user, set()))
	return comparison(lines_within(wanted, user), counties_of(wanted, user), asked, translate=_)


def lines_within(wanted: StatisticsFilters, user: str) -> list[Line]:
	"""What counts in the window asked for, within the scope of `user`."""
	return lines_of(counted_hazards(wanted, wanted.window, user), wanted.window, getdate())


def figures_before(wanted: StatisticsFilters, user: str) -> Figures:
	"""Figures of the period before by itself, to compare with."""
	before = wanted.period.previous()
	window = Window(before.first, before.last, before.first)
	return figures(lines_of(counted_hazards(wanted, window, user), window, getdate()))


def groups_of(wanted: StatisticsFilters, lines: list[Line], user: str) -> tuple[str, ...]:
	"""Groups in their usual order; counties stand there without a hazard too, a nil return being one."""
	if wanted.group_by == "county":
		return counties_of(wanted, user)
	if wanted.group_by == "industry":
		present = {line.hazard.industry for line in lines}
		return tuple(name for name in _sectors() if name in present)
	return {
		"source": words.SOURCES,
		"level": (*LEVELS, words.DEPARTMENTAL, ""),
		"classification": words.CLASSES,
	}.get(wanted.group_by, ())


def _sectors() -> list[str]:
	sector = DocType("Industry Sector")
	return frappe.qb.from_(sector).select(sector.name).orderby(sector.lft, sector.name).run(pluck=True)


def counties_of(wanted: CountedFilters, user: str) -> tuple[str, ...]:
	"""Counties and zones that lie in the scope of `user` and in the region asked for, by their codes: one query."""
	region = DocType("Supervision Region")
	query = (
		frappe.qb.from_(region)
		.select(region.name)
		.where(region.level.isin([level for level, column in LEVEL_COLUMNS.items() if column == "county"]))
		.orderby(region.region_code, region.name)
	)
	if user != "Administrator":
		query = query.where(_within(region, [(a.column, a.region) for a in memberships(user).authorities]))
	asked = [(wanted.region_column, wanted.region)] if wanted.region else []
	if wanted.authority_scope:
		asked.append((wanted.authority_scope.column, wanted.authority_scope.region))
	for place in asked:
		query = query.where(_within(region, [place]))
	return tuple(query.run(pluck=True))


def _within(region, places: list[tuple[str, str]]):
	"""Counties that are one of the places or lie in one; an authority of a township sees its county's name at least."""
	counties = [place for column, place in places if column == "county"] or [""]
	cities = [place for column, place in places if column == "city"] or [""]
	townships = [place for column, place in places if column == "township"]
	of_townships = (
		frappe.get_all(
			"Supervision Region",
			filters={"name": ("in", townships)},
			pluck="parent_supervision_region",
			order_by="name asc",
		)
		if townships
		else []
	)
	return region.name.isin([*counties, *of_townships]) | region.parent_supervision_region.isin(cities)
