"""Defaults of Hazard Governance Settings."""

import frappe

from hazard_governance.setup.ladder_data import LADDER
from hazard_governance.setup.memory import Memory

DOCTYPE = "Hazard Governance Settings"
LADDER_FIELD = "escalation_steps"


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


def ensure_ladder(memory: Memory) -> None:
	"""Write the shipped steps of the ladder once in the life of a site; one that was changed or emptied stays so."""
	if memory.has(DOCTYPE, LADDER_FIELD):
		return
	settings = frappe.get_doc(DOCTYPE)
	made = not settings.get(LADDER_FIELD)
	if made:
		for step in LADDER:
			settings.append(LADDER_FIELD, step.as_row())
		# numbers that an administrator emptied are none of this; the shipped steps are tested
		settings.flags.ignore_validate = True
		# the installer acts for the site, not for a user
		settings.save(ignore_permissions=True)
	memory.remember(DOCTYPE, LADDER_FIELD, made=made)
