"""What the desk needs to know about the person who signs in."""

import frappe

from hazard_governance.permissions.predicate import memberships


def extend_bootinfo(bootinfo) -> None:
	"""Add the user's own enterprises and authorities: defaults of forms, never a permission."""
	mine = memberships(frappe.session.user)
	bootinfo.hazard_governance = {
		"enterprises": list(mine.enterprises),
		"authorities": [authority.name for authority in mine.authorities],
	}
