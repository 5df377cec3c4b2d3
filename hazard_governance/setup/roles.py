"""The roles of the app, made before its DocTypes."""

import frappe

from hazard_governance.setup.role_names import ROLES


def ensure_roles() -> None:
	"""Create the roles that do not exist yet; one that exists is left as it is.

	Runs before the DocTypes are synced: Frappe creates a role it meets in a permission row itself, with
	desk access, and a user given that role in the meantime would become a System User.
	"""
	for role, desk_access in ROLES.items():
		if frappe.db.exists("Role", role):
			continue
		doc = frappe.new_doc("Role")
		doc.update({"role_name": role, "desk_access": int(desk_access), "is_custom": 0})
		doc.insert(ignore_permissions=True)  # the installer acts for the site, not for a user
