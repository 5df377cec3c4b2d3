"""The users of the demo: their roles and memberships count, nothing else."""

import frappe
from frappe.utils.password import update_password

from hazard_governance.setup.demo_data import places
from hazard_governance.setup.demo_data.portal_people import PORTAL_PEOPLE
from hazard_governance.setup.demo_site.manifest import Manifest
from hazard_governance.setup.role_names import DESK_USER, MANAGER


def make_users(manifest: Manifest, password: str) -> None:
	"""A user for every official and every staff member of the enterprises that use the system, one manager, and some
	people without the desk."""
	wanted = [(o.user, o.full_name, o.roles) for spec in places.AUTHORITIES for o in spec.officials]
	for enterprise in places.ENTERPRISES:
		if enterprise.uses_system:
			wanted += [
				(enterprise.user(role), name, places.STAFF_ROLES[role])
				for role, name, _post in enterprise.staff
			]
	wanted.append(("manager@changzhi.example", "系统管理员", (MANAGER,)))
	# Frappe lets a person make 60 users an hour; data that is imported is not throttled
	importing, frappe.flags.in_import = frappe.flags.in_import, True
	try:
		for user, full_name, roles in wanted:
			_make_user(manifest, user, full_name, (*roles, DESK_USER), password)
		for person in PORTAL_PEOPLE:
			_make_user(manifest, person.user, person.full_name, person.roles, password)
	finally:
		frappe.flags.in_import = importing


def _make_user(manifest: Manifest, user: str, full_name: str, roles: tuple[str, ...], password: str) -> None:
	if frappe.db.exists("User", user):
		return
	# new_doc: an import sets no defaults, and a user without them has a desk without search, sidebar and timeline
	doc = frappe.new_doc("User")
	doc.update(
		{
			"email": user,
			"first_name": full_name,
			"enabled": 1,
			"language": "zh",
			"send_welcome_email": 0,
			"user_type": "System User" if DESK_USER in roles else "Website User",
			"roles": [{"role": role} for role in roles],
		}
	)
	doc.flags.no_welcome_mail = True
	# users are the site's; whoever loads the demo was asked for the manager's role
	doc.insert(ignore_permissions=True)
	manifest.note("User", doc.name)
	update_password(doc.name, password)


def officials_of(key: str) -> list[str]:
	"""User ids of the officials of an authority who act for it (a registrar only files), the chief first."""
	return [o.user for o in places.BY_KEY[key].officials if "Emergency Management Registrar" not in o.roles]


def registrar_of(key: str) -> str:
	"""User id of the registrar of an emergency bureau."""
	return next(o.user for o in places.BY_KEY[key].officials if "Emergency Management Registrar" in o.roles)
