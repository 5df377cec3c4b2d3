"""What Hazard Loop Progress reads: the hazards in the user's scope with their whole records, a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import cint, getdate

from hazard_governance.domain import steps
from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.deficiency import Deficiency
from hazard_governance.domain.loop_progress import (
	LOOP_COLUMNS,
	LoopHazard,
	Telling,
	loop_cards,
	loop_chart,
	loop_hazard,
	loop_rows,
)
from hazard_governance.messages import sentence
from hazard_governance.permissions import predicate, table
from hazard_governance.records import load_records
from hazard_governance.reporting import filters as read
from hazard_governance.reporting.listing import report_cards, report_columns

MOST_HAZARDS = 1000  # each is worked out from its whole record, some milliseconds


@dataclass(frozen=True)
class LoopFilters(read.ListFilters):
	"""step, step_status: only hazards with this step in this state. open_only: leave out what is over."""

	enterprise: str = ""
	campaign: str = ""
	classification: str = words.MAJOR
	step: str = ""
	step_status: str = ""
	overdue_only: bool = False
	open_only: bool = True


def loop_filters(filters: Mapping | str | None) -> LoopFilters:
	"""The filters of the report; ValidationError naming the filter that is wrong."""
	values = read.values_of(filters)
	chosen = {"classification": words.MAJOR, **values}
	return LoopFilters(
		**read.common(values),
		enterprise=read.text(values, "enterprise"),
		campaign=read.existing(values, "campaign", _("Hazard Campaign"), "Hazard Campaign"),
		classification=read.choice(chosen, "classification", _("Classification"), words.CLASSES),
		step=read.choice(values, "step", _("Step"), steps.STEPS),
		step_status=read.choice(values, "step_status", _("State of the Step"), words.STEP_STATES),
		overdue_only=bool(cint(values.get("overdue_only", 0))),
		open_only=bool(cint(values.get("open_only", 1))),
	)


def report(filters: Mapping | str | None, user: str) -> tuple:
	"""Columns, rows, message, chart and summary of the report for `user`."""
	hazards = loop_hazards(loop_filters(filters), user)
	telling = Telling(
		lambda lacking: sentence(lacking, html=False),
		may_be_told([hazard.record.hazard.name for hazard in hazards], user),
		_,
	)
	rows = loop_rows(hazards, telling)
	cards = report_cards(loop_cards(hazards), _)
	return report_columns(LOOP_COLUMNS, _, whole_headings=True), rows, None, loop_chart(hazards, _), cards


def loop_hazards(filters: LoopFilters, user: str) -> list[LoopHazard]:
	"""Hazards in the scope of `user` seen as loops, by county, register number and name."""
	names = _names(filters, user)
	if len(names) > MOST_HAZARDS:
		frappe.throw(
			_("More than {0} hazards match. Narrow the filters, by county, industry or enterprise.").format(
				MOST_HAZARDS
			)
		)
	today = getdate()
	records = load_records(names) if names else {}
	found = [loop_hazard(record, today) for record in records.values()]
	return [hazard for hazard in found if _asked(hazard, filters)]


def _asked(hazard: LoopHazard, filters: LoopFilters) -> bool:
	"""What only the whole record tells: the state of a step as of today, and days overdue."""
	if (filters.open_only and hazard.over) or (filters.overdue_only and not hazard.days_overdue):
		return False
	if not filters.step_status:
		return not filters.step or hazard.steps[filters.step].status != words.COMPLETE
	asked = [filters.step] if filters.step else list(steps.STEPS)
	return any(hazard.steps[step].status == filters.step_status for step in asked)


def _names(filters: LoopFilters, user: str) -> list[str]:
	hazard, county = DocType("Hazard"), DocType("Supervision Region")
	query = (
		frappe.qb.from_(hazard)
		.left_join(county)
		.on(county.name == hazard.county)
		.select(hazard.name)
		.orderby(county.region_code, hazard.register_no, hazard.name)
		.limit(MOST_HAZARDS + 1)
	)
	if filters.open_only:
		query = query.where(_may_be_open(hazard))
	for fieldname in ("enterprise", "campaign", "classification", "stage"):
		if wanted := getattr(filters, fieldname):
			query = query.where(hazard[fieldname] == wanted)
	query = filters.narrow_to_authority(filters.narrow(query, hazard), hazard)
	return predicate.apply_scope(query, hazard, "Hazard", user).run(pluck=True)


def _may_be_open(hazard):
	"""Not filed or withdrawn; a closed-out one only where a report is to be filed after that."""
	unfinished = hazard.stage.notin((words.FILED, words.WITHDRAWN))
	if cint(frappe.get_cached_doc("Hazard Governance Settings").general_needs_analysis):
		return unfinished
	return unfinished & ((hazard.stage != words.CLOSED_OUT) | (hazard.classification == words.MAJOR))


def may_be_told(names: list[str], user: str) -> Callable[[str, Deficiency], bool]:
	"""Whether `user` may read the documents in which something is missing, asked once a DocType and not once a hazard:
	documents carry the scope of their hazard."""
	known: dict[str, set[str]] = {}

	def readable(doctype: str) -> set[str]:
		if doctype not in known:
			known[doctype] = _readable(doctype, names, user)
		return known[doctype]

	def told(hazard: str, lacking: Deficiency) -> bool:
		holders = table.CHILDREN.get(lacking.doctype, (lacking.doctype,))
		return any(hazard in readable(doctype) for doctype in holders)

	return told


def _readable(doctype: str, names: list[str], user: str) -> set[str]:
	"""Those of the hazards whose documents of `doctype` lie in the scope of `user`: at most one query."""
	if doctype not in table.GOVERNED:
		return set(names) if frappe.has_permission(doctype, "read", user=user) else set()
	hazard = DocType("Hazard")
	criterion = predicate.condition(doctype, user, hazard)
	if criterion is None or not names:
		return set(names)
	query = frappe.qb.from_(hazard).select(hazard.name).where(hazard.name.isin(names)).where(criterion)
	return set(query.orderby(hazard.name).run(pluck=True))
