"""What was told, written once: the rows of Hazard Reminder.

The name of a row is a digest of what it tells, of which deadline, and whom. A second run, at the same time or later,
finds the name taken and tells nothing: the database decides between the two, row by row. Rows are written many at a
time, past the controller, which refuses every other way.
"""

import hashlib
from collections.abc import Iterable

import frappe
from frappe.utils import now_datetime

from hazard_governance.domain.deadlines import DueItem
from hazard_governance.domain.escalation import Escalation

DOCTYPE = "Hazard Reminder"
OF_ITEM = (
	"hazard",
	"hazard_title",
	"register_no",
	"enterprise",
	"clock",
	"due",
	"region",
	"township",
	"county",
	"city",
	"industry",
)


def row_name(item: DueItem, days: int, recipient: str) -> str:
	"""The same for the same deadline, step and recipient; a deadline that moved gives another one."""
	parts = (*map(str, item.sequence), str(days), recipient)
	return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:40]


def row_of(due: Escalation, channel: str, recipient: str = "", proposal: str = "") -> dict:
	"""A row about a step; without a recipient it stands for the step itself, with what it proposes."""
	return {
		**values_of(due.item),
		"name": row_name(due.item, due.step.days, recipient),
		"days": due.step.days,
		"missed": ", ".join(str(days) for days in due.missed),
		"recipient": recipient or None,
		"channel": channel,
		"proposal": proposal,
	}


def values_of(item: DueItem) -> dict:
	"""What a row repeats of its deadline."""
	return {
		**{name: getattr(item, name) or None for name in OF_ITEM},
		"reference_doctype": item.doctype,
		"reference_name": item.name,
		"reference_row": item.row,
	}


def claim(rows: Iterable[dict]) -> frozenset[str]:
	"""Write the rows that nobody has written; names of those that are ours. Two queries, whatever their number.

	A run that finds a row being written by another one waits for its end.
	"""
	rows = sorted(
		rows, key=lambda row: row["name"]
	)  # always in one order: two runs do not lock each other out
	if not rows:
		return frozenset()
	run, now = frappe.generate_hash(length=20), now_datetime()
	kept = {
		"owner": frappe.session.user,
		"modified_by": frappe.session.user,
		"creation": now,
		"modified": now,
		"sent_at": now.replace(microsecond=0),
		"run": run,
	}
	fields = [*rows[0], *kept]
	frappe.db.bulk_insert(
		DOCTYPE, fields, [[*row.values(), *kept.values()] for row in rows], ignore_duplicates=True
	)
	return frozenset(
		frappe.get_all(DOCTYPE, filters={"run": run}, pluck="name", order_by="name asc", limit=0)
	)


def note_case(name: str, case: str) -> None:
	"""Complete a row of this very run with the case that its step proposed."""
	told = frappe.qb.DocType(DOCTYPE)
	frappe.qb.update(told).set(told.supervision_case, case).where(told.name == name).run()
