"""Filters of the two lists: read from what the request sent, checked, never changed in place.

Wrong values are named with what to do. Scope is no matter of filters: whoever filters by a region or an enterprise
beyond their scope gets an empty list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import cint, nowdate

from hazard_governance.domain import return_words
from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.lists import month_bounds
from hazard_governance.domain.responsibility_list import VIEWS
from hazard_governance.permissions.members import AuthorityScope, authority_scopes
from hazard_governance.permissions.table import LEVEL_COLUMNS
from hazard_governance.permissions.terms import answered_for

CASE_KINDS = (words.DEPARTMENTAL, words.LISTED)
CASE_STATUSES = (
	words.PROPOSED,
	words.IN_FORCE,
	words.ACCEPTANCE_REQUESTED,
	words.DELISTED,
	words.NOT_ADOPTED,
	words.RAISED,
	words.WITHDRAWN,
)


@dataclass(frozen=True)
class ListFilters:
	"""What both lists can be narrowed by.

	region_column: the scope column that `region` is compared with. authority_scope: region and industries of
	`authority`. industries: the sector asked for with everything below it; None means all.
	"""

	region: str = ""
	region_column: str = ""
	authority: str = ""
	authority_scope: AuthorityScope | None = None
	industries: tuple[str, ...] | None = None
	stage: str = ""

	def narrow(self, query, of):
		"""`query` narrowed to rows of `of` (a table with scope columns) in the region and of the industry."""
		if self.region:
			query = query.where(of[self.region_column] == self.region)
		if self.industries is not None:
			query = query.where(of.industry.isin(list(self.industries)))
		return query

	def narrow_to_authority(self, query, of):
		"""`query` narrowed to what the authority covers: its region and everything below, its industries, and hazards of
		the sectors it answers for."""
		if not self.authority_scope:
			return query
		scope = self.authority_scope
		query = query.where(of[scope.column] == scope.region)
		own = answered_for(scope, of, of._table_name.removeprefix("tab"))
		return query if own is None else query.where(own)


@dataclass(frozen=True)
class MonthlyFilters(ListFilters):
	"""Filters of the Monthly Major Hazard List; month is YYYY-MM."""

	month: str = ""
	carried_over: bool = True
	enterprise: str = ""
	source: str = ""
	campaign: str = ""


@dataclass(frozen=True)
class SupervisionFilters(ListFilters):
	"""Filters of the Supervision List; unsupervised: name the open major hazards without a case as well."""

	kind: str = ""
	status: str = ""
	overdue_only: bool = False
	unsupervised: bool = True


def monthly_filters(filters: Mapping | str | None) -> MonthlyFilters:
	"""The filters of the monthly list; ValidationError naming the filter that is wrong."""
	values = values_of(filters)
	return MonthlyFilters(
		**common(values),
		month=month(values),
		carried_over=bool(cint(values.get("include_carried_over", 1))),
		enterprise=text(values, "enterprise"),
		source=choice(values, "source", _("Source of the Hazard"), words.SOURCES),
		campaign=existing(values, "campaign", _("Hazard Campaign"), "Hazard Campaign"),
	)


def supervision_filters(filters: Mapping | str | None) -> SupervisionFilters:
	"""The filters of the supervision list; ValidationError naming the filter that is wrong."""
	values = values_of(filters)
	return SupervisionFilters(
		**common(values),
		kind=choice(values, "kind", _("Kind of Supervision"), CASE_KINDS),
		status=choice(values, "status", _("Case Status"), CASE_STATUSES),
		overdue_only=bool(cint(values.get("overdue_only", 0))),
		unsupervised=bool(cint(values.get("show_unsupervised", 1))),
	)


@dataclass(frozen=True)
class CompletenessFilters(MonthlyFilters):
	"""Filters of Hazard Return Completeness; everybody: the units that lack nothing as well."""

	unit_kind: str = ""
	finding: str = ""
	everybody: bool = False


def completeness_filters(filters: Mapping | str | None) -> CompletenessFilters:
	"""The filters of the completeness of returns; ValidationError naming the filter that is wrong."""
	values = values_of(filters)
	region = existing(values, "region", _("Supervision Region"), "Supervision Region")
	return CompletenessFilters(
		month=month(values),
		region=region,
		region_column=_region_column(region),
		unit_kind=choice(values, "unit_kind", _("Kind of Unit"), return_words.UNIT_KINDS),
		finding=choice(values, "finding", _("Finding"), return_words.RETURN_FINDINGS),
		everybody=bool(cint(values.get("show_everybody", 0))),
	)


@dataclass(frozen=True)
class ResponsibilityFilters(ListFilters):
	"""Filters of the Responsibility Check; view: one of its findings, "" for both."""

	view: str = ""
	major_only: bool = False


def responsibility_filters(filters: Mapping | str | None) -> ResponsibilityFilters:
	"""The filters of the responsibility check; ValidationError naming the filter that is wrong."""
	values = values_of(filters)
	return ResponsibilityFilters(
		**common(values),
		view=choice(values, "view", _("Finding of the Check"), VIEWS),
		major_only=bool(cint(values.get("major_only", 0))),
	)


def values_of(filters: Mapping | str | None) -> dict:
	"""What the request sent, by name."""
	values = frappe.parse_json(filters) if isinstance(filters, str) else filters
	if values and not isinstance(values, Mapping):
		frappe.throw(_("The filters must be given by name, as {0}.").format('{"month": "2026-11"}'))
	return dict(values or {})


def common(values: dict) -> dict:
	"""The values of ListFilters."""
	region = existing(values, "region", _("Supervision Region"), "Supervision Region")
	authority = existing(values, "authority", _("Supervision Authority"), "Supervision Authority")
	return {
		"region": region,
		"region_column": _region_column(region),
		"authority": authority,
		"authority_scope": _authority_scope(authority),
		"industries": sectors_below(text(values, "industry")),
		"stage": choice(values, "stage", _("Status of the Hazard"), words.STAGES),
	}


def month(values: dict) -> str:
	"""The month asked for, this one when none was sent."""
	wanted = text(values, "month") or nowdate()[:7]
	try:
		month_bounds(wanted)
	except ValueError:
		frappe.throw(
			_("Reporting Month: {0} is not a month. Write year and month as in {1}.").format(
				wanted, "2026-11"
			)
		)
	if wanted > nowdate()[:7]:
		frappe.throw(
			_("Reporting Month: {0} has not begun. Choose this month or an earlier one.").format(wanted)
		)
	return wanted


def text(values: dict, name: str) -> str:
	"""One text, "" when it was not sent."""
	value = values.get(name) or ""
	if not isinstance(value, str):
		frappe.throw(_("The filter {0} takes one value only.").format(name))
	return value.strip()


def day(values: dict, name: str, label: str) -> date | None:
	"""A day written as YYYY-MM-DD, None when none was sent."""
	value = text(values, name)
	try:
		return date.fromisoformat(value) if value else None
	except ValueError:
		frappe.throw(_("{0}: {1} is no day. Write it as in {2}.").format(label, value, "2026-11-25"))


def choice(values: dict, name: str, label: str, choices: tuple[str, ...]) -> str:
	"""One of `choices`, "" when none was sent."""
	value = text(values, name)
	if value and value not in choices:
		frappe.throw(
			_("{0}: {1} is not among the choices. Choose one of: {2}.").format(
				label, value, ", ".join(_(choice) for choice in choices)
			)
		)
	return value


def existing(values: dict, name: str, label: str, doctype: str) -> str:
	"""The name of a record that is there, "" when none was sent."""
	value = text(values, name)
	if value and not frappe.db.exists(doctype, value):
		frappe.throw(_("{0}: {1} does not exist. Choose one from the list.").format(label, value))
	return value


def _region_column(region: str) -> str:
	if not region:
		return ""
	return LEVEL_COLUMNS[frappe.db.get_value("Supervision Region", region, "level")]


def _authority_scope(authority: str) -> AuthorityScope | None:
	if not authority:
		return None
	scopes = authority_scopes((authority,))
	if not scopes:
		frappe.throw(
			_("Supervision Authority: {0} supervises no region or is disabled. Choose another.").format(
				authority
			)
		)
	return scopes[0]


def sectors_below(industry: str) -> tuple[str, ...] | None:
	"""The sector and all below it; None where no sector is asked for."""
	if not industry:
		return None
	sector, below = (
		frappe.qb.DocType("Industry Sector").as_("sector"),
		frappe.qb.DocType("Industry Sector").as_("below"),
	)
	names = (
		frappe.qb.from_(sector)
		.left_join(below)
		.on((below.lft >= sector.lft) & (below.rgt <= sector.rgt) & (sector.lft > 0))
		.select(below.name)
		.where(sector.name == industry)
		.orderby(below.name)
		.run(pluck=True)
	)
	if not names:
		frappe.throw(
			_("{0}: {1} does not exist. Choose one from the list.").format(_("Industry and Field"), industry)
		)
	return tuple(dict.fromkeys((industry, *filter(None, names))))
