"""What the desk needs to know about the person who signs in."""

import frappe

from hazard_governance.domain.papers.registry import PAPERS
from hazard_governance.permissions.predicate import memberships
from hazard_governance.permissions.table import RECORDS, REFERENCE, SCOPED
from hazard_governance.setup.role_names import ROLES


def extend_bootinfo(bootinfo) -> None:
	"""Add the user's own enterprises and authorities (defaults of forms, never a permission), and which forms are ours."""
	mine = memberships(frappe.session.user)
	bootinfo.hazard_governance = {
		"enterprises": list(mine.enterprises),
		"authorities": [authority.name for authority in mine.authorities],
		"records": list(RECORDS),
		"doctypes": sorted({*SCOPED, *REFERENCE}),
		"public_pages": bool(
			frappe.db.get_single_value("Hazard Governance Settings", "public_pages", cache=True)
		),
		"paper_doctypes": sorted({spec.doctype for spec in PAPERS.values()}),
	}


def may_open_app() -> bool:
	"""Whether the apps screen offers the app to the session user: whoever holds one of its roles, and Administrator."""
	return frappe.session.user == "Administrator" or not set(ROLES).isdisjoint(frappe.get_roles())
