"""What is due, read in a fixed number of queries whatever the number of hazards: about one for each clock.

Every query goes through the scope of the user it is made for, of the hazard and of the document the deadline stands
in; the daily job reads as Administrator, who sees everything, and asks for each recipient afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Max
from frappe.utils import getdate

from hazard_governance import working_days
from hazard_governance.domain import clocks
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deadlines import (
	CASES_THAT_RUN,
	OPEN_STAGES,
	RUNNING_STAGES,
	DueItem,
	charged_side,
)
from hazard_governance.domain.lists import month_bounds
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.permissions.table import SECTOR_COLUMN
from hazard_governance.reporting.deadline_filters import DeadlineFilters
from hazard_governance.reporting.monthly import paused_hazards, reporting_units

HAZARD_COLUMNS = ("hazard_title", "register_no", "stage", "classification", SECTOR_COLUMN)
SCOPE_COLUMNS = ("enterprise", "region", "township", "county", "city", "industry")


def due_items(
	filters: DeadlineFilters, user: str, today: date | None = None, days_ahead: int = 0
) -> list[DueItem]:
	"""Everything in the scope of `user` that is due by `days_ahead` days from today, both included, in no order."""
	day = today or getdate()
	reading = _Reading(filters, user, day, day + timedelta(days=days_ahead))
	return [
		item
		for clock, read in READERS.items()
		if filters.clock in ("", clock)
		for item in read(reading)
		if reading.wants(item)
	]


class _Reading:
	"""The tables and conditions that all clocks share."""

	def __init__(self, filters: DeadlineFilters, user: str, today: date, last: date) -> None:
		self.filters, self.user, self.today, self.last = filters, user, today, last
		self.hazard, self.enterprise = DocType("Hazard"), DocType("Regulated Enterprise")
		self.bounds = month_bounds(filters.month) if filters.month else None
		self.settings = working_days.settings()
		self.holidays = working_days.holidays(self.settings.holiday_list)
		self._units: dict[str, str] | None = None
		self._cases: list[dict] | None = None

	def wants(self, item: DueItem) -> bool:
		"""Whether a deadline that was read is due by the last day and among those asked for."""
		if item.due is None or item.due > self.last:
			return False
		if self.bounds and not self.bounds[0] <= item.due <= self.bounds[1]:
			return False
		return self.filters.charged in ("", item.charged)

	def of_hazards(self, stages: Sequence[str]):
		"""Hazards in these stages, with their enterprises."""
		return self._narrowed(frappe.qb.from_(self.hazard), stages)

	def of(self, doctype: str, stages: Sequence[str], table: str = ""):
		"""(query, document, row): documents of `doctype`, and the rows of their table, with their hazards."""
		document, row = DocType(doctype), DocType(table) if table else None
		query = frappe.qb.from_(row or document)
		if row:
			query = query.inner_join(document).on((document.name == row.parent) & (row.parenttype == doctype))
			query = query.select(row.name.as_("row"))
		query = query.inner_join(self.hazard).on(self.hazard.name == document.hazard)
		query = self._narrowed(query, stages).select(document.name)
		return apply_scope(query, document, doctype, self.user), document, row

	def _narrowed(self, query, stages: Sequence[str]):
		hazard, wanted = self.hazard, self.filters
		query = (
			query.left_join(self.enterprise)
			.on(self.enterprise.name == hazard.enterprise)
			.select(
				hazard.name.as_("hazard"),
				*(hazard[column] for column in (*HAZARD_COLUMNS, *SCOPE_COLUMNS)),
				self.enterprise.competent_authority,
			)
			.where(hazard.stage.isin(list(stages)))
		)
		if wanted.stage:
			query = query.where(hazard.stage == wanted.stage)
		if wanted.enterprise:
			query = query.where(hazard.enterprise == wanted.enterprise)
		query = wanted.narrow_to_authority(wanted.narrow(wanted.narrow_page(query, hazard), hazard), hazard)
		return apply_scope(query, hazard, "Hazard", self.user)

	def running_cases(self) -> list[dict]:
		"""Supervision cases that run, with the day of their last report; read once for the clocks that they have."""
		if self._cases is None:
			report = DocType("Supervision Case Progress")
			latest = (
				frappe.qb.from_(report)
				.select(report.parent, Max(report.reported_on).as_("latest"))
				.where(report.parenttype == "Supervision Case")
				.groupby(report.parent)
				.as_("latest_report")
			)
			query, case, _row = self.of("Supervision Case", OPEN_STAGES)
			self._cases = (
				query.left_join(latest)
				.on(latest.parent == case.name)
				.select(
					case.due_on,
					case.requirements.as_("what"),
					case.authority,
					case.status,
					case.paused_since,
					case.issued_on,
					case.in_force_on,
					case.report_every_days,
					latest.latest,
				)
				.where(case.status.isin(list(CASES_THAT_RUN)))
				.orderby(case.name)
				.run(as_dict=True)
			)
		return self._cases

	def office(self, row: dict) -> str:
		"""The safety committee office of the county, else of the city, else the competent authority."""
		if self._units is None:
			self._units = reporting_units()
		found = self._units.get(row["county"]) or self._units.get(row["city"])
		return found or row["competent_authority"] or ""

	def working_days(self, clock: Callable, start: date) -> date:
		"""Last day by a clock that counts working days."""
		return clock(start, self.settings, *self.holidays)


def _items(clock: str, doctype: str, rows: Iterable[dict], **more) -> list[DueItem]:
	side = charged_side(clock)
	return [
		DueItem.from_mapping({"clock": clock, "doctype": doctype, "charged": side, **more, **row})
		for row in rows
	]


# --- the enterprise's ---------------------------------------------------------------------------------------------
def _rectification(reading: _Reading) -> list[DueItem]:
	hazard = reading.hazard
	rows = (
		reading.of_hazards(OPEN_STAGES)
		.select(
			hazard.name,
			hazard.rectification_due.as_("due"),
			hazard.responsible_user.as_("owner_user"),
			hazard.responsible_person.as_("owner"),
		)
		.where(hazard.rectification_due <= reading.last)
		.orderby(hazard.name)
		.run(as_dict=True)
	)
	paused = paused_hazards([row["hazard"] for row in rows], reading.today)
	rows = [row for row in rows if row["hazard"] not in paused]
	return _items(v.RECTIFICATION_DEADLINE, "Hazard", rows)


def _measures(reading: _Reading) -> list[DueItem]:
	"""Open measures of the plan, approved or not: danger does not wait for the approval."""
	return _of_people(
		reading, v.MEASURE_DEADLINE, "Remediation Plan", "Remediation Plan Measure", OPEN_STAGES
	)


def _duties(reading: _Reading) -> list[DueItem]:
	"""Open items of source governance, those that run on after filing included, and open study topics."""
	stages = [stage for stage in v.STAGES if stage != v.WITHDRAWN]
	items = _of_people(
		reading, v.DUTY_DEADLINE, "Source Governance Plan", "Source Governance Plan Item", stages
	)
	return items + _topics(reading)


def _of_people(
	reading: _Reading, clock: str, doctype: str, table: str, stages: Sequence[str]
) -> list[DueItem]:
	query, document, row = reading.of(doctype, stages, table)
	rows = (
		query.select(
			row.measure.as_("what"),
			row.deadline.as_("due"),
			row.responsible_user.as_("owner_user"),
			row.responsible_person.as_("owner"),
		)
		.where(row.status == v.OPEN)
		.where(row.deadline <= reading.last)
		.orderby(document.name, row.idx)
		.run(as_dict=True)
	)
	return _items(clock, doctype, rows)


def _topics(reading: _Reading) -> list[DueItem]:
	"""Study topics belong to an enterprise; the first hazard that gave rise to one stands for it."""
	wanted, hazard, enterprise = reading.filters, reading.hazard, reading.enterprise
	if wanted.after or wanted.hazards is not None:
		return []  # read with the first page of hazards, and not at all for single ones
	topic, link = DocType("Study Topic"), DocType("Study Topic Hazard")
	query = (
		frappe.qb.from_(topic)
		.left_join(enterprise)
		.on(enterprise.name == topic.enterprise)
		.left_join(link)
		.on((link.parent == topic.name) & (link.parenttype == "Study Topic") & (link.idx == 1))
		.left_join(hazard)
		.on(hazard.name == link.hazard)
		.select(
			topic.name,
			topic.topic.as_("what"),
			topic.leader.as_("owner"),
			topic.kind,
			topic.period,
			*(topic[column] for column in SCOPE_COLUMNS),
			hazard.name.as_("hazard"),
			*(hazard[column] for column in HAZARD_COLUMNS),
			enterprise.competent_authority,
		)
		.where(topic.status == v.OPEN)
		.orderby(topic.name)
	)
	if wanted.stage:
		query = query.where(hazard.stage == wanted.stage)
	if wanted.enterprise:
		query = query.where(topic.enterprise == wanted.enterprise)
	query = wanted.narrow_to_authority(wanted.narrow(query, topic), topic)
	rows = apply_scope(query, topic, "Study Topic", reading.user).run(as_dict=True)
	for row in rows:
		row["due"] = clocks.study_topic_due(row["period"], row["kind"] == v.ANNUAL_CHALLENGE)
	return _items(v.DUTY_DEADLINE, "Study Topic", rows)


def _supervision(reading: _Reading) -> list[DueItem]:
	"""Deadlines of cases; a term that is paused stands still and is neither near nor overdue."""
	rows = [
		{**row, "due": row["due_on"], "charged": charged_side(v.SUPERVISION_DEADLINE, row["status"])}
		for row in reading.running_cases()
		if row["due_on"] and not (row["paused_since"] and row["paused_since"] <= reading.today)
	]
	return _items(v.SUPERVISION_DEADLINE, "Supervision Case", rows)


def _progress(reading: _Reading) -> list[DueItem]:
	rows = [
		{**row, "what": "", "due": clocks.next_report_due(_last_heard(row), row["report_every_days"])}
		for row in reading.running_cases()
		if row["status"] == v.IN_FORCE
	]
	return _items(v.PROGRESS_DUE, "Supervision Case", rows)


def _last_heard(case: dict) -> date | None:
	return case["latest"] or case["issued_on"] or case["in_force_on"]


# --- the authorities' ----------------------------------------------------------------------------------------------
def _verification(reading: _Reading) -> list[DueItem]:
	"""Every major hazard is verified by an authority; a general one may never be."""
	hazard = reading.hazard
	rows = (
		reading.of_hazards(RUNNING_STAGES)
		.select(hazard.name, hazard.verification_due.as_("due"))
		.where(hazard.verification == v.PENDING)
		.where(hazard.classification == v.MAJOR)
		.where(hazard.verification_due <= reading.last)
		.orderby(hazard.name)
		.run(as_dict=True)
	)
	for row in rows:
		row["authority"] = reading.office(row)
	return _items(v.VERIFICATION_DUE, "Hazard", rows)


def _receipts(reading: _Reading) -> list[DueItem]:
	report, hazard = DocType("Hazard Authority Report"), reading.hazard
	rows = (
		reading.of_hazards(RUNNING_STAGES)
		.inner_join(report)
		.on((report.parent == hazard.name) & (report.parenttype == "Hazard"))
		.select(hazard.name, report.name.as_("row"), report.authority, report.sent_at)
		.where(report.received_at.isnull())
		.where(report.sent_at < reading.last + timedelta(days=1))
		.orderby(hazard.name, report.idx)
		.run(as_dict=True)
	)
	for row in rows:
		row["due"] = reading.working_days(clocks.receipt_due, getdate(row["sent_at"]))
	return _items(v.RECEIPT_DUE, "Hazard", rows)


def _examinations(reading: _Reading) -> list[DueItem]:
	query, suspension, _row = reading.of("Production Suspension", RUNNING_STAGES)
	rows = (
		query.select(
			suspension.examination_due.as_("due"),
			suspension.extent.as_("what"),
			suspension.examining_authority,
			suspension.authority,
		)
		.where(suspension.status == v.RESUMPTION_APPLIED)
		.where(suspension.examination_due <= reading.last)
		.orderby(suspension.name)
		.run(as_dict=True)
	)
	for row in rows:
		row["authority"] = row["examining_authority"] or row["authority"] or reading.office(row)
	return _items(v.EXAMINATION_DUE, "Production Suspension", rows)


def _extensions(reading: _Reading) -> list[DueItem]:
	query, case, row = reading.of("Supervision Case", RUNNING_STAGES, "Supervision Case Extension")
	rows = (
		query.select(row.reason.as_("what"), row.applied_on, case.authority)
		.where(case.status.isin(list(CASES_THAT_RUN)))
		.where(row.applied_on <= reading.last)
		.where(row.decision.isnull() | (row.decision == ""))
		.orderby(case.name, row.idx)
		.run(as_dict=True)
	)
	for found in rows:
		found["due"] = reading.working_days(clocks.extension_decision_due, found["applied_on"])
	return _items(v.EXTENSION_DUE, "Supervision Case", rows)


READERS: dict[str, Callable[[_Reading], list[DueItem]]] = {
	v.RECTIFICATION_DEADLINE: _rectification,
	v.MEASURE_DEADLINE: _measures,
	v.VERIFICATION_DUE: _verification,
	v.RECEIPT_DUE: _receipts,
	v.EXAMINATION_DUE: _examinations,
	v.SUPERVISION_DEADLINE: _supervision,
	v.PROGRESS_DUE: _progress,
	v.EXTENSION_DUE: _extensions,
	v.DUTY_DEADLINE: _duties,
}
