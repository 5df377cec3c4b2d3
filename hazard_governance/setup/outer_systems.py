"""Columns of the national and the provincial system that a new site starts with."""

import frappe

from hazard_governance.setup.memory import Memory
from hazard_governance.setup.outer_system_data import NOTES, SYSTEMS

DOCTYPE = "Hazard Reporting System"


def ensure_reporting_systems(memory: Memory) -> None:
	"""Create the layouts this site has not been given yet; what was changed, renamed or deleted since stays so."""
	for name, number_of, sheet_title, columns in SYSTEMS:
		if memory.has(DOCTYPE, name):
			continue
		found = frappe.db.exists(DOCTYPE, name)
		if not found:
			doc = frappe.new_doc(DOCTYPE)
			doc.update(
				{"system_name": name, "number_of": number_of, "sheet_title": sheet_title, "notes": NOTES}
			)
			for heading, value, *codes in columns:
				doc.append("columns", {"heading": heading, "value": value, "codes": "".join(codes)})
			# The installer acts for the site, not for a user.
			doc.insert(ignore_permissions=True)
		memory.remember(DOCTYPE, name, made=not found)
