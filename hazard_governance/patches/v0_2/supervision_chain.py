"""The whole chain of a supervision case: days of granted extensions, the ends Raised and Withdrawn, sectors of hazards."""

import frappe
from frappe.utils import getdate

from hazard_governance import scope
from hazard_governance.setup.memory import Memory
from hazard_governance.setup.workflow_data import CASE
from hazard_governance.setup.workflows import add_states


def execute() -> None:
	"""May run twice: rows that have their days, and workflows that have the states, are left alone."""
	fill_days_granted()
	memory = Memory.load()
	add_states(CASE, ("Raised", "Withdrawn"), memory)
	memory.save()
	scope.rescope_sectors()


def fill_days_granted() -> None:
	"""By how many days each granted extension moved the deadline: until now only the deadline itself was kept.

	Written beside the controller, since a decided row is frozen; no value that a person entered changes.
	"""
	row, case = frappe.qb.DocType("Supervision Case Extension"), frappe.qb.DocType("Supervision Case")
	rows = (
		frappe.qb.from_(row)
		.inner_join(case)
		.on(case.name == row.parent)
		.select(row.name, row.parent, row.new_due, row.days, case.original_due)
		.where(row.decision == "Granted")
		.where(case.original_due.isnotnull())
		.orderby(row.parent, row.decided_on, row.idx)
		.run(as_dict=True)
	)
	reached: dict = {}
	for granted in rows:
		before = reached.get(granted.parent, granted.original_due)
		reached[granted.parent] = granted.new_due
		if not granted.days:
			days = (getdate(granted.new_due) - getdate(before)).days
			frappe.qb.update(row).set(row.days, days).where(row.name == granted.name).run()
