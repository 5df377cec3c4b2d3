"""What the heat map reads: hazards within the scope of the reader, counted by place and industry in one query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count
from frappe.utils import getdate

from hazard_governance.domain.heat_map import BY_COUNTY, OPEN, PLACES, SHOWN, heat_map
from hazard_governance.domain.register_views import HAZARD_VIEWS, Conditions
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.reporting import filters as read
from hazard_governance.reporting.cards import as_filters, narrowed
from hazard_governance.reporting.listing import report_cards


@dataclass(frozen=True)
class HeatMapFilters(read.ListFilters):
	"""shown: what is counted; place: column of the hazard that a row stands for."""

	shown: str = OPEN
	place: str = "county"
	campaign: str = ""

	def conditions(self, today) -> Conditions:
		"""Of the view of the register that is counted."""
		return HAZARD_VIEWS[SHOWN[self.shown]](today)


def heat_map_filters(filters: Mapping | str | None) -> HeatMapFilters:
	"""The filters of the heat map; ValidationError naming the filter that is wrong."""
	values = read.values_of(filters)
	by = read.choice(values, "places", _("Rows"), tuple(PLACES)) or BY_COUNTY
	return HeatMapFilters(
		**read.common(values),
		shown=read.choice(values, "shown", _("What Is Counted"), tuple(SHOWN)) or OPEN,
		place=PLACES[by],
		campaign=read.existing(values, "campaign", _("Hazard Campaign"), "Hazard Campaign"),
	)


def report(filters: Mapping | str | None, user: str) -> tuple:
	"""Columns, rows, message, chart and summary of the map of `user`."""
	wanted = heat_map_filters(filters)
	found = heat_map(_counted(wanted, user), _in_order("Supervision Region"), _in_order("Industry Sector"), _)
	for row in found.rows:
		row["column"] = wanted.place
		row["conditions"] = as_filters(wanted.conditions(getdate()))
	return found.columns, found.rows, None, None, report_cards(found.cards, _)


def _counted(wanted: HeatMapFilters, user: str) -> dict[tuple[str, str], int]:
	of = DocType("Hazard")
	place = of[wanted.place]
	query = frappe.qb.from_(of).select(place, of.industry, Count("*"))
	query = narrowed(query, of, wanted.conditions(getdate()))
	if wanted.campaign:
		query = query.where(of.campaign == wanted.campaign)
	query = wanted.narrow_to_authority(wanted.narrow(query, of), of)
	query = query.groupby(place, of.industry).orderby(place, of.industry)
	return {(row[0] or "", row[1] or ""): row[2] for row in apply_scope(query, of, "Hazard", user).run()}


def _in_order(doctype: str) -> list[str]:
	"""Names in the order of the tree: of regions by their official code."""
	by = "region_code asc, name asc" if doctype == "Supervision Region" else "lft asc, name asc"
	return frappe.get_all(doctype, pluck="name", order_by=by)
