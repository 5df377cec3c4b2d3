"""Filters of what is due: of the overdue list and the call list, and the pages of the daily job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frappe import _

from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.deadlines import SIDES
from hazard_governance.reporting import filters as read


@dataclass(frozen=True)
class DeadlineFilters(read.ListFilters):
	"""month (YYYY-MM): of the deadline. hazards: only these; None means all. after, up_to: a page of hazards by name,
	the first one excluded."""

	month: str = ""
	enterprise: str = ""
	clock: str = ""
	charged: str = ""
	hazards: tuple[str, ...] | None = None
	after: str = ""
	up_to: str = ""

	def narrow_page(self, query, hazard):
		"""`query` narrowed to the hazards asked for."""
		if self.hazards is not None:
			query = query.where(hazard.name.isin(list(self.hazards)))
		if self.after:
			query = query.where(hazard.name > self.after)
		return query.where(hazard.name <= self.up_to) if self.up_to else query


def deadline_filters(filters: Mapping | str | None) -> DeadlineFilters:
	"""What a request may narrow by; ValidationError naming the filter that is wrong."""
	values = read.values_of(filters)
	return DeadlineFilters(
		**read.common(values),
		month=read.month(values) if read.text(values, "month") else "",
		enterprise=read.text(values, "enterprise"),
		clock=read.choice(values, "clock", _("What Is Overdue"), words.CLOCKS),
		charged=read.choice(values, "charged", _("Side in Charge"), SIDES),
	)
