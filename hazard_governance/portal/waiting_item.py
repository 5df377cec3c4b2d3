"""One thing that waits, as a page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import frappe
from frappe.query_builder import DocType
from frappe.utils import getdate

from hazard_governance.domain.clocks import is_overdue
from hazard_governance.portal import pages


@dataclass(frozen=True)
class Item:
	"""title; lines of what it is about; address of its page; since when it waits; its day, and whether that has passed."""

	title: str
	lines: list[str] = field(default_factory=list)
	address: str = ""
	since: date | None = None
	due: date | None = None
	late: bool = False


def of_hazard(row, *lines: str, address: str = "", today: date | None = None) -> Item:
	"""The item of a row with name, hazard_title, register_no, enterprise, and due or since where known.

	today: the day of the list, where `due` is the day of this very work and not of the hazard.
	"""
	due = getdate(row.due) if today and row.get("due") else None
	number = row.get("register_no") or ""
	return Item(
		title=row.hazard_title,
		lines=[line for line in (f"{row.enterprise} {number}".strip(), *lines) if line],
		address=address or pages.link(f"hazard/{row.name}"),
		since=getdate(row.since) if row.get("since") else None,
		due=due,
		late=bool(due and is_overdue(due, today)),
	)


def of_hazards(hazard):
	"""Query of hazards with what `of_hazard` shows of them."""
	return frappe.qb.from_(hazard).select(
		hazard.name, hazard.hazard_title, hazard.register_no, hazard.enterprise
	)


def of_cases(case, statuses: Iterable[str]):
	"""Query of supervision cases in these statuses (`case_name`) with their hazards."""
	hazard = DocType("Hazard")
	query = of_hazards(hazard).inner_join(case).on(case.hazard == hazard.name)
	return query.select(case.name.as_("case_name")).where(case.status.isin(list(statuses)))
