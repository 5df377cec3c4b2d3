"""Defaults of Hazard Governance Settings."""

import frappe

from hazard_governance.setup.memory import Memory

DOCTYPE = "Hazard Governance Settings"


def ensure_settings(memory: Memory) -> None:
	"""Write the default of every settings field that this site has never been given.

	A field an administrator emptied or set to 0 stays so. Frappe fills a single document with its defaults
	only when it is made; a field that a later version adds would stay empty without this.
	"""
	stored = frappe.db.get_singles_dict(DOCTYPE)
	for field in frappe.get_meta(DOCTYPE).fields:
		if field.default is None or memory.has(DOCTYPE, field.fieldname):
			continue
		if field.fieldname not in stored:
			frappe.db.set_single_value(DOCTYPE, field.fieldname, field.default)
		memory.remember(DOCTYPE, field.fieldname, made=False)
