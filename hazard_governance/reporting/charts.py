"""What the charts of the workspaces read: hazards within the scope of the reader, counted by the database."""

from __future__ import annotations

from datetime import date

import frappe
from frappe import _
from frappe.query_builder import CustomFunction, DocType
from frappe.query_builder.functions import Count

from hazard_governance.domain import register_views as views
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.desk_charts import (
	GROUPINGS,
	grouped_chart,
	last_months,
	monthly_chart,
	step_chart,
)
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.reporting.cards import count_by

LEFT = CustomFunction("LEFT", ["text", "length"])


def open_hazards_by(grouping: str, user: str, today: date) -> dict:
	"""Chart of the open hazards of `user` by stage, county or industry."""
	if grouping not in GROUPINGS:
		frappe.throw(_("A chart of hazards can be grouped by: {0}.").format(", ".join(GROUPINGS)))
	counted = count_by((grouping, "classification"), views.HAZARD_VIEWS[views.OPEN](today), user)
	return grouped_chart(counted, grouping, _)


def major_hazards_by_step(user: str, today: date) -> dict:
	"""Chart of the major hazards of `user` that are not filed: how far each of the five steps is."""
	counted = count_by(v.STEP_FIELDS, views.HAZARD_VIEWS[views.MAJOR_NOT_FILED](today), user)
	return step_chart(counted, _)


def hazards_by_month(user: str, today: date) -> dict:
	"""Chart of the hazards of `user` registered and closed out in this month and the twelve before it."""
	first = f"{last_months(today)[0]}-01"
	registered, closed = (_by_month(field, first, user) for field in ("registered_at", "closed_out_on"))
	return monthly_chart(registered, closed, today, _)


def _by_month(field: str, first: str, user: str) -> dict[str, int]:
	of = DocType("Hazard")
	month = LEFT(of[field], 7)
	query = (
		frappe.qb.from_(of)
		.select(month, Count("*"))
		.where(of[field] >= first)
		.where(of.stage.isin(views.NOT_WITHDRAWN))
		.groupby(month)
		.orderby(month)
	)
	return {str(found): number for found, number in apply_scope(query, of, "Hazard", user).run()}
