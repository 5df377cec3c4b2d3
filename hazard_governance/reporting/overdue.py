"""What the overdue list reads beside the deadlines: what was told of each, and which cases supervise the hazards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import frappe
from frappe.query_builder import DocType
from frappe.utils import getdate

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deadlines import DueItem, overdue_items
from hazard_governance.domain.overdue_list import CaseInBrief, OverdueLine, Reminded
from hazard_governance.domain.supervision import UNDONE
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.reporting.deadline_filters import DeadlineFilters
from hazard_governance.reporting.deadlines import due_items

Sequence = tuple[str, str, str, str, date | None]


def overdue_lines(filters: DeadlineFilters, user: str, today: date) -> list[OverdueLine]:
	"""Everything in the scope of `user` that is overdue on `today`: two queries more than the deadlines take."""
	items = overdue_items(due_items(filters, user, today), today)
	told, cases = reminded(items), _cases(items, user)
	return [OverdueLine(item, told.get(item.sequence), cases.get(item.hazard, ())) for item in items]


def told_rows(items: Iterable[DueItem]) -> dict[Sequence, list[dict]]:
	"""Rows of Hazard Reminder by the deadline they tell of: one query, none without items.

	No scope: it is asked about deadlines that the reader has been given, and answers with days and proposals.
	"""
	names = sorted({item.name for item in items})
	if not names:
		return {}
	told = DocType("Hazard Reminder")
	rows = (
		frappe.qb.from_(told)
		.select(
			told.clock,
			told.reference_doctype,
			told.reference_name,
			told.reference_row,
			told.due,
			told.days,
			told.channel,
			told.proposal,
			told.sent_at,
		)
		.where(told.reference_name.isin(names))
		.orderby(told.sent_at, told.name)
		.run(as_dict=True)
	)
	found: dict[Sequence, list[dict]] = {}
	for row in rows:
		key = (row.clock, row.reference_doctype, row.reference_name, row.reference_row or "", row.due)
		found.setdefault(key, []).append(row)
	return found


def ladder_days(rows: Iterable[Mapping]) -> list[int]:
	"""Days of the steps of the ladder among what was told; a telephone call is no step."""
	return [row["days"] for row in rows if row["channel"] != v.BY_TELEPHONE]


def reminded(items: Iterable[DueItem]) -> dict[Sequence, Reminded]:
	"""The last step, the last day and the last proposal told of each deadline."""
	found = {}
	for sequence, rows in told_rows(items).items():
		steps = ladder_days(rows)
		proposals = [row["proposal"] for row in rows if row["proposal"]]
		found[sequence] = Reminded(
			max(steps) if steps else rows[-1]["days"],
			getdate(rows[-1]["sent_at"]),
			proposals[-1] if proposals else "",
		)
	return found


def _cases(items: Iterable[DueItem], user: str) -> dict[str, tuple[CaseInBrief, ...]]:
	"""Cases of the hazards that `user` may read and that were neither turned down nor ended."""
	hazards = sorted({item.hazard for item in items if item.hazard})
	if not hazards:
		return {}
	case = DocType("Supervision Case")
	query = (
		frappe.qb.from_(case)
		.select(case.hazard, case.name, case.kind, case.level, case.status)
		.where(case.hazard.isin(hazards))
		.where(case.status.notin([*UNDONE, v.DELISTED]))
		.orderby(case.name)
	)
	found: dict[str, list[CaseInBrief]] = {}
	for row in apply_scope(query, case, "Supervision Case", user).run(as_dict=True):
		found.setdefault(row.hazard, []).append(CaseInBrief(row.name, row.kind, row.level, row.status))
	return {hazard: tuple(cases) for hazard, cases in found.items()}
