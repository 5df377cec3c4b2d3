"""What the statistics read: a fixed number of queries, whatever the number of hazards.

Every query goes through the scope of the user of the session by its join with the hazard; none asks for hazards by a list
of names, which a register of a hundred thousand would not bear. No person's name leaves the database here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import frappe
from frappe.query_builder import Case, DocType
from frappe.query_builder.functions import Count, Sum

from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.counted import (
	CountedHazard,
	DatedCause,
	Held,
	Span,
	Supervised,
	Window,
	risk_lowered_on,
)
from hazard_governance.domain.list_records import COUNTED_STATUSES, LISTED_STATUSES
from hazard_governance.domain.lists import ENDED_STAGES, known_values
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.reporting.causes import items_by_cause, works_by_cause
from hazard_governance.reporting.filters import ListFilters

HAZARD_COLUMNS = (
	"name",
	"register_no",
	"hazard_title",
	"enterprise",
	"county",
	"city",
	"industry",
	"source",
	"classification",
	"recurring",
	"stage",
	"rectification_due",
	"accepted_on",
	"closed_out_on",
	"filed_on",
	"withdrawn_on",
)
SOURCE_STATUSES = (words.APPROVED, words.ACCEPTED)
Found = dict[str, list]


@dataclass(frozen=True)
class CountedFilters(ListFilters):
	"""What the statistics can be narrowed by."""

	enterprise: str = ""
	source: str = ""
	campaign: str = ""


def counted_hazards(filters: CountedFilters, window: Window, user: str) -> list[CountedHazard]:
	"""The hazards in the scope of `user` that may count in `window`; the domain decides which do."""
	reader = _Reader(filters, window, user)
	rows = reader.hazards()
	if not rows:
		return []
	parts = reader.parts()
	return [
		CountedHazard.from_mapping({**row, **{key: of.get(row["name"]) for key, of in parts.items()}})
		for row in rows
	]


class _Reader:
	"""The same hazards in every query: those of the window, of the filters, in the user's scope."""

	def __init__(self, filters: CountedFilters, window: Window, user: str) -> None:
		self.filters, self.window, self.user = filters, window, user

	def narrowed(self, query, hazard):
		"""`query` over hazards that may count in the window: neither registered after it nor over before it began."""
		since = self.window.since
		query = query.where(hazard.registered_at < frappe.utils.add_days(self.window.last, 1))
		query = query.where(
			hazard.stage.notin(ENDED_STAGES)
			| (hazard.registered_at >= since)
			| (hazard.closed_out_on >= since)
			| (hazard.filed_on >= since)
			| (hazard.withdrawn_on >= since)
		)
		for fieldname in ("enterprise", "source", "campaign", "stage"):
			if wanted := getattr(self.filters, fieldname):
				query = query.where(hazard[fieldname] == wanted)
		query = self.filters.narrow_to_authority(self.filters.narrow(query, hazard), hazard)
		return apply_scope(query, hazard, "Hazard", self.user)

	def hazards(self) -> list[dict]:
		hazard, county = DocType("Hazard"), DocType("Supervision Region")
		query = (
			frappe.qb.from_(hazard)
			.left_join(county)
			.on(county.name == hazard.county)
			.select(
				*(hazard[column] for column in HAZARD_COLUMNS),
				hazard.registered_at.as_("registered_on"),
				county.region_code.as_("county_code"),
			)
			.orderby(hazard.name)
		)
		return self.narrowed(query, hazard).run(as_dict=True)

	def of(self, doctype: str, columns: Callable, parent: str = "hazard"):
		"""(query, table): rows of a DocType about those hazards, the hazard's name as first column."""
		hazard, row = DocType("Hazard"), DocType(doctype)
		query = (
			frappe.qb.from_(row)
			.inner_join(hazard)
			.on(hazard.name == row[parent])
			.select(hazard.name, *columns(row))
			.orderby(row.name)
		)
		return self.narrowed(query, hazard), row

	def parts(self) -> dict[str, dict[str, object]]:
		"""Field of CountedHazard -> value by hazard."""
		return {
			"stage_changes": self.stage_changes(),
			"class_changes": self.class_changes(),
			"cases": self.cases(),
			"suspensions": self.suspensions(),
			"held": self.held(),
			**self.plans(),
			**self.sources(),
			**self.causes(),
		}

	def stage_changes(self) -> dict:
		query, row = self.of("Hazard Stage Log", lambda row: (row.changed_at, row.to_stage), "parent")
		query = query.where(row.parenttype == "Hazard").orderby(row.idx)
		changes = _grouped((name, (_day(at), stage)) for name, at, stage in query.run() if at)
		return {name: tuple(sorted(rows, key=lambda change: change[0])) for name, rows in changes.items()}

	def class_changes(self) -> dict:
		query, row = self.of("Hazard Verification", lambda row: (row.decided_at, row.previous_classification))
		query = query.where(row.status == words.DECIDED).where(row.decided_at.isnotnull())
		query = query.where(row.previous_classification != row.classification)
		changes = _grouped((name, (_day(at), before or "")) for name, at, before in query.run())
		return {name: tuple(sorted(rows, key=lambda change: change[0])) for name, rows in changes.items()}

	def cases(self) -> dict:
		query, row = self.of(
			"Supervision Case", lambda row: (row.kind, row.level, row.issued_on, row.delisted_on, row.status)
		)
		query = query.where(row.status.isin(LISTED_STATUSES))
		return _tuples(
			(
				name,
				Supervised(kind, level or "", issued_on, delisted_on if status == words.DELISTED else None),
			)
			for name, kind, level, issued_on, delisted_on, status in query.run()
		)

	def suspensions(self) -> dict:
		query, _row = self.of("Production Suspension", lambda row: (row.from_at, row.resumed_on, row.status))
		return _tuples(
			(name, Span(_day(from_at), resumed_on if status == words.RESUMED else None))
			for name, from_at, resumed_on, status in query.run()
		)

	def plans(self) -> dict[str, dict]:
		"""Approved plans: since when, whether each measure has all five fixes, their funds."""
		hazard, plan, row = (
			DocType("Hazard"),
			DocType("Remediation Plan"),
			DocType("Remediation Plan Measure"),
		)
		blank = Case()
		for lacking in (
			*(
				row[name].isnull() | (row[name] == "")
				for name in ("measure", "responsible_person", "contingency")
			),
			row.deadline.isnull(),
			(row.funds <= 0) & (row.no_funds == 0),
		):
			blank = blank.when(lacking, 1)
		query = (
			frappe.qb.from_(plan)
			.inner_join(hazard)
			.on(hazard.name == plan.hazard)
			.left_join(row)
			.on((row.parent == plan.name) & (row.parenttype == "Remediation Plan"))
			.select(hazard.name, plan.decided_at, Count(row.name), Sum(blank.else_(0)), Sum(row.funds))
			.where(plan.status == words.APPROVED)
			.groupby(hazard.name, plan.decided_at)
			.orderby(hazard.name)
		)
		rows = self.narrowed(query, hazard).run()
		return {
			"plan_approved_on": {name: _day(at) for name, at, *_rest in rows},
			"five_fixes": {name: bool(n) and not lacking for name, _at, n, lacking, _funds in rows},
			"plan_funds": {name: float(funds or 0) for name, *_rest, funds in rows},
		}

	def sources(self) -> dict[str, dict]:
		"""Approved source governance: since when, its funds, since when the risk is lower."""
		hazard, plan, row = (
			DocType("Hazard"),
			DocType("Source Governance Plan"),
			DocType("Source Governance Plan Item"),
		)
		columns = (
			plan.decided_at,
			plan.risk_level_before,
			plan.risk_level_after,
			plan.risk_rerated_on,
		)
		query = (
			frappe.qb.from_(plan)
			.inner_join(hazard)
			.on(hazard.name == plan.hazard)
			.left_join(row)
			.on((row.parent == plan.name) & (row.parenttype == "Source Governance Plan"))
			.select(hazard.name, *columns, Sum(row.funds))
			.where(plan.status.isin(SOURCE_STATUSES))
			.groupby(hazard.name, *columns)
			.orderby(hazard.name)
		)
		rows = self.narrowed(query, hazard).run()
		return {
			"source_approved_on": {name: _day(at) for name, at, *_rest in rows},
			"risk_lowered_on": {
				name: risk_lowered_on(before or "", after or "", rerated_on)
				for name, _at, before, after, rerated_on, _funds in rows
			},
			"source_funds": {name: float(funds or 0) for name, *_rest, funds in rows},
		}

	def causes(self) -> dict[str, dict]:
		"""Causes of approved analyses with what is done against each, and since when the analyses are approved."""
		hazard, analysis = DocType("Hazard"), DocType("Root Cause Analysis")
		row, source = DocType("Root Cause Analysis Cause"), DocType("Source Governance Plan")
		items, works = items_by_cause(), works_by_cause()
		query = (
			frappe.qb.from_(row)
			.inner_join(analysis)
			.on(analysis.name == row.parent)
			.inner_join(hazard)
			.on(hazard.name == analysis.hazard)
			.left_join(source)
			.on((source.hazard == hazard.name) & (source.status == words.ACCEPTED))
			.left_join(items)
			.on(items.cause == row.name)
			.left_join(works)
			.on(works.cause == row.name)
			.select(
				hazard.name.as_("hazard"),
				analysis.decided_at.as_("analysed_at"),
				row.level,
				row.failing,
				source.decided_at.as_("source_accepted_on"),
				items.number.as_("items"),
				items.done.as_("items_accepted"),
				works.number.as_("works"),
				works.done.as_("works_done"),
			)
			.where(row.parenttype == "Root Cause Analysis")
			.where(analysis.status == words.APPROVED)
			.orderby(hazard.name, row.idx)
		)
		rows = self.narrowed(query, hazard).run(as_dict=True)
		return {
			"analysed_on": {found.hazard: _day(found.analysed_at) for found in rows},
			"causes": _tuples(
				(found.hazard, DatedCause(**known_values(DatedCause, found))) for found in rows
			),
		}

	def held(self) -> dict:
		"""Persons held to account, without their names, with the referrals that were decided."""
		hazard, action = DocType("Hazard"), DocType("Accountability Action")
		row, measure = DocType("Accountability Action Measure"), DocType("Accountability Measure")

		def referred(to: str):
			return Sum(Case().when(measure.external_referral == to, 1).else_(0))

		query = (
			frappe.qb.from_(action)
			.inner_join(hazard)
			.on(hazard.name == action.hazard)
			.left_join(row)
			.on((row.parent == action.name) & (row.parenttype == "Accountability Action"))
			.left_join(measure)
			.on(measure.name == row.measure)
			.select(
				hazard.name,
				action.responsibility_class,
				action.decided_at,
				referred(words.TO_DISCIPLINE),
				referred(words.TO_JUSTICE),
			)
			.where(action.status.isin(COUNTED_STATUSES))
			.groupby(action.name, hazard.name, action.responsibility_class, action.decided_at)
			.orderby(action.name)
		)
		return _tuples(
			(name, Held(of_class or "", _day(at), int(discipline or 0), int(justice or 0)))
			for name, of_class, at, discipline, justice in self.narrowed(query, hazard).run()
		)


def _day(moment: datetime | date | None) -> date | None:
	return moment.date() if isinstance(moment, datetime) else moment


def _grouped(pairs) -> Found:
	found: Found = {}
	for name, value in pairs:
		found.setdefault(name, []).append(value)
	return found


def _tuples(pairs) -> dict[str, tuple]:
	return {name: tuple(rows) for name, rows in _grouped(pairs).items()}
