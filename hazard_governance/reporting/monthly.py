"""What the Monthly Major Hazard List reads: a fixed number of queries, whatever the number of hazards.

Every query about hazards goes through the scope of the user of the session; the others only ask about the hazards
found, and bring counts, dates and yes or no: no person held to account ever leaves the database here.
"""

from __future__ import annotations

from datetime import date

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count, Max, Min

from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.facts import SupervisionCase
from hazard_governance.domain.list_records import COUNTED_STATUSES, LISTED_STATUSES
from hazard_governance.domain.lists import ENDED_STAGES, ListedHazard, month_bounds
from hazard_governance.domain.supervision_terms import days_since, leading_case
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.reporting.filters import ListFilters, MonthlyFilters

HAZARD_COLUMNS = (
	"name",
	"hazard_title",
	"register_no",
	"stage",
	"verification",
	"classification",
	"classification_basis",
	"classification_reason",
	"source",
	"enterprise",
	"county",
	"city",
	"industry",
	"place",
	"existing_condition",
	"found_on",
	"responsible_person",
	"rectification_due",
	"accepted_on",
	"closed_out_on",
	"filed_on",
	"withdrawn_on",
	"recurring",
	"campaign",
	"step_description",
	"step_cause_analysis",
	"step_accountability",
	"step_immediate_rectification",
	"step_source_governance",
)
CLASS_COUNTS = {
	words.DIRECT: "persons_direct",
	words.MANAGERIAL: "persons_managerial",
	words.LEADERSHIP: "persons_leadership",
}


def monthly_hazards(filters: MonthlyFilters, user: str) -> list[ListedHazard]:
	"""The hazards in the scope of `user` that may belong to the month; the domain decides which do."""
	first, last = month_bounds(filters.month)
	hazard = DocType("Hazard")
	query = _hazards(hazard, filters, user)
	query = query.where(hazard.registered_at < frappe.utils.add_days(last, 1))
	query = query.where(
		hazard.stage.notin(ENDED_STAGES)
		| (hazard.closed_out_on >= first)
		| (hazard.filed_on >= first)
		| (hazard.withdrawn_on >= first)
	)
	if filters.enterprise:
		query = query.where(hazard.enterprise == filters.enterprise)
	if filters.source:
		query = query.where(hazard.source == filters.source)
	if filters.campaign:
		query = query.where(hazard.campaign == filters.campaign)
	if not filters.carried_over:
		query = query.where(hazard.registered_at >= first)
	rows = filters.narrow_to_authority(query, hazard).run(as_dict=True)
	return _completed(rows, filters)


def open_majors(filters: ListFilters, user: str) -> list[ListedHazard]:
	"""Major hazards in the scope of `user` that are neither closed out, filed nor withdrawn: one query."""
	hazard = DocType("Hazard")
	query = _hazards(hazard, filters, user).where(hazard.stage.notin(ENDED_STAGES))
	query = query.where(hazard.classification == words.MAJOR)
	rows = filters.narrow_to_authority(query, hazard).run(as_dict=True)
	return [ListedHazard.from_mapping(row) for row in rows]


def _hazards(hazard, filters: ListFilters, user: str):
	"""Major hazards and those reclassified from it, with the words of enterprise, criterion, county and registrar."""
	enterprise, criterion = DocType("Regulated Enterprise"), DocType("Hazard Criterion")
	county, registrar = DocType("Supervision Region"), DocType("User")
	reclassified = _reclassifications()
	query = (
		frappe.qb.from_(hazard)
		.left_join(enterprise)
		.on(enterprise.name == hazard.enterprise)
		.left_join(criterion)
		.on(criterion.name == hazard.criterion)
		.left_join(county)
		.on(county.name == hazard.county)
		.left_join(registrar)
		.on(registrar.name == hazard.registered_by)
		.left_join(reclassified)
		.on(reclassified.hazard == hazard.name)
		.select(
			*(hazard[column] for column in HAZARD_COLUMNS),
			hazard.registered_at.as_("registered_on"),
			enterprise.competent_authority,
			criterion.standard.as_("criterion_standard"),
			criterion.document_no.as_("criterion_document_no"),
			criterion.article.as_("criterion_article"),
			county.region_code.as_("county_code"),
			registrar.full_name.as_("prepared_by"),
			reclassified.reclassified_on,
		)
		.where((hazard.classification == words.MAJOR) | reclassified.reclassified_on.isnotnull())
		.orderby(hazard.name)
	)
	if filters.stage:
		query = query.where(hazard.stage == filters.stage)
	return apply_scope(filters.narrow(query, hazard), hazard, "Hazard", user)


def _reclassifications():
	"""Last day on which a verification made a general hazard of a major one, by hazard."""
	row = DocType("Hazard Verification")
	return (
		frappe.qb.from_(row)
		.select(row.hazard, Max(row.decided_at).as_("reclassified_on"))
		.where(row.status == words.DECIDED)
		.where(row.previous_classification == words.MAJOR)
		.where(row.classification == words.GENERAL)
		.groupby(row.hazard)
		.as_("reclassified")
	)


def _completed(rows: list[dict], filters: MonthlyFilters) -> list[ListedHazard]:
	"""Rows with what other documents say about them: four queries, none when there are no rows."""
	names = [row["name"] for row in rows]
	if not names:
		return []
	cases, persons = _cases(names), _persons(names)
	reported, reviewers = _first_reports(names), _reviewers(names)
	units = {} if filters.authority else reporting_units()
	return [
		ListedHazard.from_mapping(
			{
				**row,
				**persons.get(row["name"], {}),
				**_supervision(cases.get(row["name"], [])),
				"first_reported_on": reported.get(row["name"]),
				"reviewed_by": reviewers.get(row["name"]),
				"reporting_unit": filters.authority or units.get(row["county"]),
			}
		)
		for row in rows
	]


def under_listed_supervision(names: list[str]) -> set[str]:
	"""Those of the hazards that are or were under listed supervision, whoever lists them: one query."""
	return {name for name, cases in _cases(names).items() if any(c.kind == words.LISTED for c in cases)}


def paused_hazards(names: list[str], today: date) -> set[str]:
	"""Those of the hazards whose term stands still on `today`: the case that sets their deadline is paused. One query."""
	leading = {name: leading_case(cases) for name, cases in (_cases(names) if names else {}).items()}
	return {name for name, case in leading.items() if case and days_since(case.paused_since, today)}


def _cases(names: list[str]) -> dict[str, list[SupervisionCase]]:
	"""The cases of each hazard that are or were in force."""
	case = DocType("Supervision Case")
	rows = (
		frappe.qb.from_(case)
		.select(case.name, case.hazard, case.kind, case.level, case.status, case.paused_since)
		.where(case.hazard.isin(names))
		.where(case.status.isin(LISTED_STATUSES))
		.orderby(case.hazard, case.name)
		.run(as_dict=True)
	)
	found: dict[str, list[SupervisionCase]] = {}
	for row in rows:
		found.setdefault(row.hazard, []).append(SupervisionCase.from_mapping(row))
	return found


def _supervision(cases: list[SupervisionCase]) -> dict:
	leading = leading_case(cases)
	return {
		"listed": any(case.kind == words.LISTED for case in cases),
		"paused_since": leading.paused_since if leading else None,
	}


def _persons(names: list[str]) -> dict[str, dict[str, int]]:
	"""Number of persons held to account by class, of each hazard; no name is read."""
	action = DocType("Accountability Action")
	rows = (
		frappe.qb.from_(action)
		.select(action.hazard, action.responsibility_class, Count(action.name))
		.where(action.hazard.isin(names))
		.where(action.status.isin(COUNTED_STATUSES))
		.groupby(action.hazard, action.responsibility_class)
		.orderby(action.hazard, action.responsibility_class)
		.run()
	)
	counts: dict[str, dict[str, int]] = {}
	for hazard, responsibility_class, number in rows:
		if responsibility_class in CLASS_COUNTS:
			counts.setdefault(hazard, {})[CLASS_COUNTS[responsibility_class]] = number
	return counts


def _first_reports(names: list[str]) -> dict[str, date]:
	report = DocType("Hazard Authority Report")
	rows = (
		frappe.qb.from_(report)
		.select(report.parent, Min(report.sent_at))
		.where(report.parenttype == "Hazard")
		.where(report.parent.isin(names))
		.groupby(report.parent)
		.orderby(report.parent)
		.run()
	)
	return dict(rows)


def _reviewers(names: list[str]) -> dict[str, str]:
	"""Full name of the officer who decided the last verification, of each hazard."""
	verification, officer = DocType("Hazard Verification"), DocType("User")
	rows = (
		frappe.qb.from_(verification)
		.left_join(officer)
		.on(officer.name == verification.decided_by)
		.select(verification.hazard, officer.full_name)
		.where(verification.hazard.isin(names))
		.where(verification.status == words.DECIDED)
		.orderby(verification.decided_at, verification.name)
		.run()
	)
	return dict(rows)


def reporting_units() -> dict[str, str]:
	"""The safety committee office of each region: it collects and reports the list (notice, part 4). One query."""
	authority = DocType("Supervision Authority")
	rows = (
		frappe.qb.from_(authority)
		.select(authority.region, authority.name)
		.where(authority.kind == "Safety Committee Office")
		.where(authority.disabled == 0)
		.orderby(authority.name, order=frappe.qb.desc)
		.run()
	)
	return dict(rows)
