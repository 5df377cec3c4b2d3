"""What the Supervision List reads: a fixed number of queries, whatever the number of cases."""

from __future__ import annotations

from collections.abc import Iterable

import frappe
from frappe.query_builder import DocType

from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.lists import ListedHazard
from hazard_governance.domain.supervision_list import ListedCase
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.reporting.filters import SupervisionFilters
from hazard_governance.reporting.monthly import open_majors

CASE_COLUMNS = (
	"name",
	"hazard",
	"enterprise",
	"county",
	"industry",
	"kind",
	"level",
	"authority",
	"letter_no",
	"issued_on",
	"leader",
	"requirements",
	"due_on",
	"report_every_days",
	"delisted_on",
	"delisting_no",
	"status",
)


def supervision_cases(filters: SupervisionFilters, user: str) -> list[ListedCase]:
	"""Cases in the scope of `user`; those not adopted only when their status is asked for. Four queries."""
	case, hazard = DocType("Supervision Case"), DocType("Hazard")
	county, check = DocType("Supervision Region"), DocType("Rectification Acceptance")
	query = (
		frappe.qb.from_(case)
		.inner_join(hazard)
		.on(hazard.name == case.hazard)
		.left_join(county)
		.on(county.name == case.county)
		.left_join(check)
		.on(check.name == case.acceptance)
		.select(
			*(case[column] for column in CASE_COLUMNS),
			hazard.hazard_title,
			hazard.register_no,
			hazard.stage,
			hazard.classification,
			hazard.accepted_on.as_("hazard_accepted_on"),
			hazard.closed_out_on.as_("hazard_closed_out_on"),
			county.region_code.as_("county_code"),
			check.verdict,
		)
		.orderby(case.name)
	)
	query = apply_scope(_narrowed(query, case, hazard, filters), case, "Supervision Case", user)
	rows = query.run(as_dict=True)
	return _completed(rows)


def unsupervised_hazards(filters: SupervisionFilters, user: str) -> list[ListedHazard]:
	"""Open major hazards in the scope of `user` without a case (of the kind asked for), unless the filters ask for
	cases only: a status, or no unsupervised hazards. Two queries."""
	if not filters.unsupervised or filters.status or filters.kind == words.LISTED:
		return []
	majors = open_majors(filters, user)
	if not majors:
		return []
	supervised = _supervised((hazard.name for hazard in majors), filters.kind)
	return [hazard for hazard in majors if hazard.name not in supervised]


def _narrowed(query, case, hazard, filters: SupervisionFilters):
	query = filters.narrow(query, case)
	if filters.authority:
		query = query.where(case.authority == filters.authority)
	if filters.kind:
		query = query.where(case.kind == filters.kind)
	if filters.stage:
		query = query.where(hazard.stage == filters.stage)
	if filters.status:
		return query.where(case.status == filters.status)
	return query.where(case.status != words.NOT_ADOPTED)


def _supervised(names: Iterable[str], kind: str) -> set[str]:
	"""Those of the hazards that have a case, whoever supervises: a case is a case even beyond the reader's scope."""
	case = DocType("Supervision Case")
	query = (
		frappe.qb.from_(case)
		.select(case.hazard)
		.distinct()
		.where(case.hazard.isin(list(names)))
		.where(case.status != words.NOT_ADOPTED)
		.orderby(case.hazard)
	)
	if kind:
		query = query.where(case.kind == kind)
	return set(query.run(pluck=True))


def _completed(rows: list[dict]) -> list[ListedCase]:
	"""Cases with their last progress, last extension and urging: three queries, none when there are no cases."""
	names = [row["name"] for row in rows]
	if not names:
		return []
	progress = _child_rows("Supervision Case Progress", names, ("reported_on", "progress"))
	extensions = _child_rows(
		"Supervision Case Extension", names, ("applied_on", "decided_on", "decision", "new_due", "reason")
	)
	urgings = _child_rows("Supervision Case Urging", names, ("urged_on", "kind"))
	return [
		ListedCase.from_mapping(
			{
				**row,
				**_last_progress(progress.get(row["name"])),
				**_last_extension(extensions.get(row["name"])),
				"urgings": tuple(urging.kind for urging in urgings.get(row["name"], ())),
			}
		)
		for row in rows
	]


def _child_rows(doctype: str, parents: list[str], columns: tuple[str, ...]) -> dict[str, list]:
	"""Rows of each parent in the order of their day (the first column), then of the table."""
	child = DocType(doctype)
	rows = (
		frappe.qb.from_(child)
		.select(child.parent, *(child[column] for column in columns))
		.where(child.parenttype == "Supervision Case")
		.where(child.parent.isin(parents))
		.orderby(child.parent, child[columns[0]], child.idx)
		.run(as_dict=True)
	)
	found: dict[str, list] = {}
	for row in rows:
		found.setdefault(row.parent, []).append(row)
	return found


def _last_progress(rows: list | None) -> dict:
	return {"latest_progress": rows[-1].progress, "latest_progress_on": rows[-1].reported_on} if rows else {}


def _last_extension(rows: list | None) -> dict:
	if not rows:
		return {}
	last = rows[-1]
	return {
		"extension_applied_on": last.applied_on,
		"extension_decided_on": last.decided_on,
		"extension_decision": last.decision,
		"extension_new_due": last.new_due,
		"extension_reason": last.reason,
	}
