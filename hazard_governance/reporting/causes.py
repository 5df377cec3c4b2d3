"""What the statistics of causes read: a fixed number of queries, whatever the number of analyses.

Analyses are counted within the scope of the user given; answers and causes of those analyses come with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.query_builder import Case, DocType
from frappe.query_builder.functions import Count, Sum
from frappe.utils import add_days, cint, getdate

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.cause_report import BY_QUESTION, GROUPINGS, PLACES, Counted, cause_tracing
from hazard_governance.domain.cause_statistics import (
	ACCEPTED_STAGES,
	CountedAnalysis,
	CountedAnswer,
	CountedCause,
	aspects_named,
)
from hazard_governance.domain.causes import ASPECTS
from hazard_governance.domain.lists import known_values
from hazard_governance.domain.official_list import OfficialList
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.reporting import filters as read
from hazard_governance.reporting.listing import reporting_unit

ANALYSIS = "Root Cause Analysis"
CAUSE_COLUMNS = ("name", "level", "dimension", "failing", "question_code", "aspect_other", *ASPECTS)
PLACE_COLUMNS = ("enterprise", "industry", "county")


@dataclass(frozen=True)
class CauseFilters(read.ListFilters):
	"""from_date, to_date: of the day of the analysis, both included. unapproved: count analyses not approved yet too."""

	grouping: str = BY_QUESTION
	enterprise: str = ""
	classification: str = ""
	recurring: str = ""
	from_date: date | None = None
	to_date: date | None = None
	unapproved: bool = False


def cause_filters(filters: Mapping | str | None) -> CauseFilters:
	"""What a request may narrow by; ValidationError naming the filter that is wrong."""
	values = read.values_of(filters)
	return CauseFilters(
		**read.common(values),
		grouping=read.choice(values, "grouping", _("Grouped By"), GROUPINGS) or BY_QUESTION,
		enterprise=read.text(values, "enterprise"),
		classification=read.choice(values, "classification", _("Hazard Class"), v.CLASSES),
		recurring=read.choice(values, "recurring", _("Is Recurring"), (v.YES, v.NO)),
		from_date=read.day(values, "from_date", _("Analysed From")),
		to_date=read.day(values, "to_date", _("Analysed Until")),
		unapproved=bool(cint(values.get("include_unapproved", 0))),
	)


def cause_tracing_statistics(filters: dict | str | None, user: str) -> OfficialList:
	"""The Cause Tracing Statistics of `user`; ValidationError naming a filter that is wrong."""
	wanted = cause_filters(filters)
	return cause_tracing(
		counted(wanted, user),
		wanted.grouping,
		getdate(),
		unit=reporting_unit(wanted, user, set()),
		translate=_,
	)


def counted(filters: CauseFilters, user: str) -> Counted:
	"""Analyses, answers and causes in the scope of `user`: three queries."""
	return Counted(
		counted_analyses(filters, user), counted_answers(filters, user), counted_causes(filters, user)
	)


def counted_analyses(filters: CauseFilters, user: str) -> list[CountedAnalysis]:
	"""The analyses counted: one query."""
	analysis, hazard, county = DocType(ANALYSIS), DocType("Hazard"), DocType("Supervision Region")
	rows = (
		_of_analyses(frappe.qb.from_(analysis), analysis, hazard, filters, user)
		.left_join(county)
		.on(county.name == analysis.county)
		.select(
			analysis.name,
			*(analysis[column] for column in PLACE_COLUMNS),
			county.region_code.as_("county_code"),
		)
		.orderby(analysis.name)
		.run(as_dict=True)
	)
	return [CountedAnalysis(**known_values(CountedAnalysis, row)) for row in rows]


def counted_answers(filters: CauseFilters, user: str) -> list[CountedAnswer]:
	"""How many analyses gave each answer to each question: one query, grouped by the place too where rows are places."""
	analysis, hazard, row = DocType(ANALYSIS), DocType("Hazard"), DocType("Root Cause Analysis Tracing")
	settled = Case().when(row.settled_by.isnull() | (row.settled_by == ""), 0).else_(1)
	keys = [row.question_code, row.answer, settled]
	place = PLACES.get(filters.grouping)
	if place:
		keys.append(analysis[place])
	query = frappe.qb.from_(row).inner_join(analysis).on(analysis.name == row.parent)
	query = _of_analyses(query, analysis, hazard, filters, user).where(row.parenttype == ANALYSIS)
	rows = (
		query.select(
			row.question_code,
			row.answer,
			settled.as_("settled"),
			Count(row.name).as_("number"),
			*([analysis[place]] if place else []),
		)
		.groupby(*keys)
		.orderby(row.question_code)
		.run(as_dict=True)
	)
	return [
		CountedAnswer(**{**known_values(CountedAnswer, one), "settled": bool(one.settled)}) for one in rows
	]


def counted_causes(filters: CauseFilters, user: str) -> list[CountedCause]:
	"""Every cause of the analyses counted, with its measures that do not run on and how many of them are accepted: one
	query."""
	analysis, hazard, cause = DocType(ANALYSIS), DocType("Hazard"), DocType("Root Cause Analysis Cause")
	items, works = items_by_cause(), works_by_cause()
	query = frappe.qb.from_(cause).inner_join(analysis).on(analysis.name == cause.parent)
	rows = (
		_of_analyses(query, analysis, hazard, filters, user)
		.left_join(items)
		.on(items.cause == cause.name)
		.left_join(works)
		.on(works.cause == cause.name)
		.select(
			*(cause[column] for column in CAUSE_COLUMNS),
			analysis.name.as_("analysis"),
			hazard.stage,
			*(analysis[column] for column in PLACE_COLUMNS),
			items.number.as_("items"),
			items.done.as_("items_accepted"),
			works.number.as_("works"),
			works.done.as_("works_done"),
		)
		.where(cause.parenttype == ANALYSIS)
		.orderby(analysis.name, cause.idx)
		.run(as_dict=True)
	)
	return [_cause(row) for row in rows]


def _cause(row: dict) -> CountedCause:
	works_done = cint(row.works_done) if row.stage in ACCEPTED_STAGES else 0
	return CountedCause(
		**{
			**known_values(CountedCause, row),
			"aspects": aspects_named(lambda name: cint(row[name]), row.aspect_other),
			"measures": cint(row["items"]) + cint(row.works),
			"accepted": cint(row.items_accepted) + works_done,
		}
	)


def items_by_cause():
	"""Items of source governance by cause, those that run on left out, and how many are accepted."""
	row = DocType("Source Governance Plan Item")
	return _by_cause(row, "Source Governance Plan", v.ACCEPTED).where(row.continuing == 0).as_("items")


def works_by_cause():
	"""Measures of remediation plans by cause, and how many are done."""
	row = DocType("Remediation Plan Measure")
	return _by_cause(row, "Remediation Plan", v.DONE).as_("works")


def _by_cause(row, parenttype: str, status: str):
	done = Sum(Case().when(row.status == status, 1).else_(0))
	return (
		frappe.qb.from_(row)
		.select(row.cause, Count(row.name).as_("number"), done.as_("done"))
		.where(row.parenttype == parenttype)
		.where(row.cause != "")
		.groupby(row.cause)
	)


def _of_analyses(query, analysis, hazard, filters: CauseFilters, user: str):
	"""`query` about analyses narrowed to those counted; hazards withdrawn do not count."""
	query = query.inner_join(hazard).on(hazard.name == analysis.hazard).where(hazard.stage != v.WITHDRAWN)
	query = filters.narrow_to_authority(filters.narrow(query, analysis), analysis)
	for fieldname in ("stage", "classification", "recurring"):
		if value := getattr(filters, fieldname):
			query = query.where(hazard[fieldname] == value)
	if filters.enterprise:
		query = query.where(analysis.enterprise == filters.enterprise)
	if not filters.unapproved:
		query = query.where(analysis.status == v.APPROVED)
	if filters.from_date:
		query = query.where(analysis.analysed_on >= filters.from_date)
	if filters.to_date:
		query = query.where(analysis.analysed_on < add_days(filters.to_date, 1))
	return apply_scope(query, analysis, ANALYSIS, user)
