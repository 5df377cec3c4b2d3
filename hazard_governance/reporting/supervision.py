"""What the Supervision List reads: a fixed number of queries, whatever the number of cases."""

from __future__ import annotations

from collections.abc import Iterable

import frappe
from frappe.query_builder import DocType
from frappe.utils import getdate

from hazard_governance import responsible, working_days
from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.facts import CaseExtension, CasePause
from hazard_governance.domain.lists import ListedHazard
from hazard_governance.domain.supervision import UNDONE
from hazard_governance.domain.supervision_list import ListedCase
from hazard_governance.domain.supervision_terms import late_reports, pause_days
from hazard_governance.permissions import members
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
	"original_due",
	"paused_since",
	"in_force_on",
	"signatory",
	"served_on",
	"received_on",
	"listing_body",
	"raised_from",
	"report_every_days",
	"delisted_on",
	"delisting_no",
	"status",
)
# table of a case -> its DocType and columns, the first one the day that orders the rows
CHILDREN = {
	"progress": ("Supervision Case Progress", ("reported_on", "progress")),
	"extensions": (
		"Supervision Case Extension",
		("applied_on", "decided_on", "decision", "new_due", "reason", "name"),
	),
	"urgings": ("Supervision Case Urging", ("urged_on", "kind")),
	"pauses": ("Supervision Case Pause", ("from_date", "to_date")),
	"opinions": ("Supervision Case Opinion", ("given_on", "verdict")),
	"co_operating": ("Supervision Case Co-operating Authority", ("authority",)),
}


def supervision_cases(filters: SupervisionFilters, user: str) -> list[ListedCase]:
	"""Cases in the scope of `user`; those not adopted, or taken over by a higher level, only when their status is asked
	for. A fixed number of queries."""
	case, hazard = DocType("Supervision Case"), DocType("Hazard")
	lower = DocType("Supervision Case").as_("lower")
	county, check = DocType("Supervision Region"), DocType("Rectification Acceptance")
	query = (
		frappe.qb.from_(case)
		.inner_join(hazard)
		.on(hazard.name == case.hazard)
		.left_join(county)
		.on(county.name == case.county)
		.left_join(check)
		.on(check.name == case.acceptance)
		.left_join(lower)
		.on(lower.name == case.raised_from)
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
			lower.letter_no.as_("raised_from_letter"),
		)
		.orderby(case.name)
	)
	query = apply_scope(_narrowed(query, case, hazard, filters), case, "Supervision Case", user)
	rows = query.run(as_dict=True)
	return _completed(rows)


def unsupervised_hazards(filters: SupervisionFilters, user: str) -> list[ListedHazard]:
	"""Open major hazards in the scope of `user` without a case (of the kind asked for), unless the filters ask for
	cases only: a status, or no unsupervised hazards. Each with the authority that answers for it. A fixed number of queries."""
	if not filters.unsupervised or filters.status or filters.kind == words.LISTED:
		return []
	majors = open_majors(filters, user)
	if not majors:
		return []
	supervised = _supervised((hazard.name for hazard in majors), filters.kind)
	return responsible.named([hazard for hazard in majors if hazard.name not in supervised])


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
	return query.where(case.status.notin((words.NOT_ADOPTED, words.RAISED)))


def _supervised(names: Iterable[str], kind: str) -> set[str]:
	"""Those of the hazards that have a case, whoever supervises: a case is a case even beyond the reader's scope."""
	case = DocType("Supervision Case")
	query = (
		frappe.qb.from_(case)
		.select(case.hazard)
		.distinct()
		.where(case.hazard.isin(list(names)))
		.where(case.status.notin(UNDONE))
		.orderby(case.hazard)
	)
	if kind:
		query = query.where(case.kind == kind)
	return set(query.run(pluck=True))


def _completed(rows: list[dict]) -> list[ListedCase]:
	"""Cases with what their tables hold: a query each and the settings, none when there are no cases."""
	names = [row["name"] for row in rows]
	if not names:
		return []
	tables = {table: _child_rows(*source, names) for table, source in CHILDREN.items()}
	return [
		ListedCase.from_mapping(
			{
				**row,
				"authority": members.in_office(row["authority"]),
				**_last_progress(row, tables["progress"].get(row["name"], [])),
				**_extensions(tables["extensions"].get(row["name"], [])),
				**_verdict(tables["opinions"].get(row["name"])),
				"urgings": tuple(urging.kind for urging in tables["urgings"].get(row["name"], ())),
				"paused_days": sum(
					pause_days(CasePause.from_mapping(pause))
					for pause in tables["pauses"].get(row["name"], ())
				),
				"co_operating": tuple(r.authority for r in tables["co_operating"].get(row["name"], ())),
			}
		)
		for row in rows
	]


def _child_rows(doctype: str, columns: tuple[str, ...], parents: list[str]) -> dict[str, list]:
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


def _last_progress(case: dict, rows: list) -> dict:
	if not rows:
		return {}
	days = [row.reported_on for row in rows if row.reported_on]
	since = case["issued_on"] or case["in_force_on"]
	return {
		"latest_progress": rows[-1].progress,
		"latest_progress_on": rows[-1].reported_on,
		"late_reports": late_reports(since, days, case["report_every_days"] or 0),
	}


def _extensions(rows: list) -> dict:
	if not rows:
		return {}
	last = rows[-1]
	waiting = [CaseExtension.from_mapping(row) for row in rows if not row.decision]
	terms = working_days.decision_terms(waiting, getdate()) if waiting else {}
	return {
		"extension_applied_on": last.applied_on,
		"extension_decided_on": last.decided_on,
		"extension_decision": last.decision,
		"extension_new_due": last.new_due,
		"extension_reason": last.reason,
		"decision_due": min((term.due for term in terms.values()), default=None),
	}


def _verdict(rows: list | None) -> dict:
	"""The opinion given last, a failed one included; of a case without any the check it names."""
	return {"verdict": rows[-1].verdict} if rows else {}
