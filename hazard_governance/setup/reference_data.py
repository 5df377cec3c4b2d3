"""Masters a new site starts with: the catalogue of accountability measures and the skeleton of industries."""

from dataclasses import asdict

import frappe

from hazard_governance.domain.accountability import CATALOGUE
from hazard_governance.setup.memory import Memory
from hazard_governance.setup.sector_data import SECTORS, Sector


def ensure_reference_data(memory: Memory) -> None:
	"""Create the masters this site has not been given yet; what was renamed, changed or deleted since stays so."""
	for spec in CATALOGUE:
		_ensure("Accountability Measure", spec.measure_name, asdict(spec), memory)
	for sector in SECTORS:
		_ensure_sector(sector, memory)


def _ensure_sector(sector: Sector, memory: Memory) -> None:
	# An administrator may have renamed or removed the group; its branch then starts at the root.
	parent = sector.parent if sector.parent and frappe.db.exists("Industry Sector", sector.parent) else None
	values = {
		"sector_name": sector.name,
		"parent_industry_sector": parent,
		"is_group": int(sector.is_group),
		"is_coal": int(sector.is_coal),
		"cross_industry": int(sector.cross_industry),
	}
	_ensure("Industry Sector", sector.name, values, memory)


def _ensure(doctype: str, name: str, values: dict, memory: Memory) -> None:
	if memory.has(doctype, name):
		return
	found = frappe.db.exists(doctype, name)
	if not found:
		# The installer acts for the site, not for a user.
		frappe.new_doc(doctype).update(values).insert(ignore_permissions=True)
	memory.remember(doctype, name, made=not found)
