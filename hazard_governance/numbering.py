"""Register numbers `{region code}-{YYYYMM}-{4 digits}`: none equal, none missing, however many clerks verify at once.

One counter row for a county and month holds the last number given. It is made before it is needed, since making a row
is what deadlocks; taking a number locks the row until the transaction ends, and is therefore done last. A transaction
that fails gives its number back.
"""

from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from hazard_governance.records import STEP_DOCUMENTS

COUNTER = "Hazard Register Counter"
NUMBERING_LEVELS = ("County", "Development Zone", "City")


def month_of(day: date) -> str:
	"""YYYYMM."""
	return day.strftime("%Y%m")


def ensure_counter(region: str, month: str) -> str:
	"""Name of the counter of a region and month (YYYYMM), made when there is none."""
	name = f"{region}-{month}"
	if not frappe.db.exists(COUNTER, name):
		counter = frappe.get_doc({"doctype": COUNTER, "region": region, "month": month, "last_no": 0})
		counter.flags.by_server = True
		# nobody but the server may make a counter, whoever's act needs the number
		counter.insert(ignore_permissions=True, ignore_if_duplicate=True)
	return name


def take_register_no(region: str, month: str) -> str:
	"""The next number of a region and month. Locks the counter until the transaction ends: call it last.

	ValidationError when there is no counter: `ensure_counter` has to run in an earlier step.
	"""
	table = frappe.qb.DocType(COUNTER)
	name = f"{region}-{month}"
	found = frappe.qb.from_(table).select(table.last_no).where(table.name == name).for_update().run()
	if not found:
		frappe.throw(
			_("There is no register counter for {0} in {1} yet. Try again in a minute.").format(region, month)
		)
	number = (found[0][0] or 0) + 1
	frappe.qb.update(table).set(table.last_no, number).where(table.name == name).run()
	code = frappe.db.get_value("Supervision Region", region, "region_code")
	return f"{code}-{month}-{number:04d}"


def numbering_region(doc) -> str:
	"""The county (or zone) whose register a hazard belongs to; the city for what lies directly under it."""
	return doc.get("county") or doc.get("city")


def ensure_for(doc, day: date | None = None) -> str:
	"""Counter for a hazard or its verification, of the month of `day` (default today)."""
	return ensure_counter(numbering_region(doc), month_of(getdate(day)))


def ensure_counters_of_region(region: str) -> None:
	"""Counters of this and the next month for a region that numbers hazards."""
	for month in _this_and_next_month():
		ensure_counter(region, month)


def ensure_counters() -> None:
	"""Daily: counters of this and the next month for every region that numbers hazards."""
	regions = frappe.get_all(
		"Supervision Region", filters={"level": ("in", NUMBERING_LEVELS)}, pluck="name", order_by="name asc"
	)
	wanted = [(region, month) for month in _this_and_next_month() for region in regions]
	there = set(
		frappe.get_all(
			COUNTER, filters={"month": ("in", _this_and_next_month())}, pluck="name", order_by="name asc"
		)
	)
	for region, month in wanted:
		if f"{region}-{month}" not in there:
			ensure_counter(region, month)


def _this_and_next_month() -> tuple[str, str]:
	today = getdate()
	following = date(today.year + today.month // 12, today.month % 12 + 1, 1)
	return month_of(today), month_of(following)


def copy_register_no(doc) -> None:
	"""Write the hazard's number into a document that this transaction has written anyway."""
	doc.register_no = frappe.db.get_value("Hazard", doc.hazard, "register_no")
	table = frappe.qb.DocType(doc.doctype)
	frappe.qb.update(table).set(table.register_no, doc.register_no).where(table.name == doc.name).run()


def spread_register_no(hazard: str) -> None:
	"""Write a hazard's number into its documents made before it was given: a copy, kept for their lists.

	A job of its own after the number is committed, so that it never waits for an open document while the counter is
	locked.
	"""
	register_no = frappe.db.get_value("Hazard", hazard, "register_no")
	for doctype in STEP_DOCUMENTS:
		table = frappe.qb.DocType(doctype)
		frappe.qb.update(table).set(table.register_no, register_no).where(table.hazard == hazard).run()
		frappe.clear_document_cache(doctype)
