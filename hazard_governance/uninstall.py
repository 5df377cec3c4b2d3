"""Removal of the app from a site: refused while hazards exist, and nothing of it stays behind.

Frappe's remove_app drops the DocTypes of the app's module and the reports, pages and workspaces filed under it.
It leaves behind whatever only names a DocType: workflows with their states and actions, custom fields and
property setters, roles, files, comments, versions, shares and the values of single documents. Those go here.

Everything runs in the one transaction that Frappe commits when the DocTypes are gone (a dry run calls the hook
too and commits nothing), so files are taken from the disk only after that commit.
"""

import frappe
from frappe import _
from frappe.core.doctype.file.utils import delete_file
from frappe.utils import cint

from hazard_governance.setup import custom_fields
from hazard_governance.setup.memory import Memory
from hazard_governance.setup.role_names import ROLES

APP = "hazard_governance"
SETTINGS = "Hazard Governance Settings"

# what belongs to single records; deleted row by row nowhere in Frappe once the DocType is dropped
OF_RECORDS = {
	"Comment": "reference_doctype",
	"Communication Link": "link_doctype",
	"Deleted Document": "deleted_doctype",
	"DocShare": "share_doctype",
	"Document Follow": "ref_doctype",
	"Document Share Key": "reference_doctype",
	"File": "attached_to_doctype",
	"Notification Log": "document_type",
	"Tag Link": "document_type",
	"ToDo": "reference_type",
	"Version": "ref_doctype",
	"View Log": "reference_doctype",
	"Workflow Action": "reference_doctype",
}

# what an administrator set up for a DocType of the app; it means nothing without it
OF_DOCTYPES = {
	"Workflow": "document_type",
	"Assignment Rule": "document_type",
	"Auto Repeat": "reference_doctype",
	"Calendar View": "reference_doctype",
	"Client Script": "dt",
	"Custom DocPerm": "parent",
	"Custom Field": "dt",
	"Dashboard Chart": "document_type",
	"Data Import": "reference_doctype",
	"Document Naming Rule": "document_type",
	"Form Tour": "reference_doctype",
	"Kanban Board": "reference_doctype",
	"List Filter": "reference_doctype",
	"List View Settings": "name",
	"Milestone Tracker": "document_type",
	"Notification": "document_type",
	"Number Card": "document_type",
	"Print Format": "doc_type",
	"Property Setter": "doc_type",
	"Report": "ref_doctype",
	"Server Script": "reference_doctype",
	"User Permission": "allow",
	"Web Form": "doc_type",
	"Webhook": "webhook_doctype",
}


def before_uninstall() -> None:
	"""Refuse while hazards exist, unless the settings allow it; then remove what Frappe would leave behind.

	Raises ValidationError when it refuses; nothing is changed then.
	"""
	refuse_while_hazards_exist()
	doctypes = own_doctypes()
	custom_fields.remove()
	remove_settings_of(doctypes)
	remove_states_and_actions()
	remove_roles(doctypes)
	remove_traces_of(doctypes)
	Memory.clear()


def refuse_while_hazards_exist() -> None:
	"""Raise ValidationError when the site holds a hazard and `allow_uninstall` is not ticked in the settings."""
	hazards = frappe.db.count("Hazard")
	if hazards and not cint(frappe.db.get_single_value(SETTINGS, "allow_uninstall")):
		frappe.throw(
			_(
				"This site holds {0} hazards. They would be deleted with the app, with all their evidence. "
				"Export what has to be kept, tick Allow Uninstall in Hazard Governance Settings, then try again."
			).format(hazards)
		)


def own_doctypes() -> list[str]:
	"""Names of the DocTypes of the app."""
	modules = frappe.get_all("Module Def", filters={"app_name": APP}, pluck="name", order_by="name asc")
	return frappe.get_all("DocType", filters={"module": ("in", modules)}, pluck="name", order_by="name asc")


def remove_settings_of(doctypes: list[str]) -> None:
	"""Delete workflows, fields, filters, boards, scripts and the like that were made for the DocTypes."""
	for doctype, fieldname in OF_DOCTYPES.items():
		if not frappe.db.table_exists(doctype):
			continue  # in one of the two supported versions of Frappe only
		for name in frappe.get_all(
			doctype, filters={fieldname: ("in", doctypes)}, pluck="name", order_by="name asc"
		):
			_delete(doctype, name)


def remove_states_and_actions() -> None:
	"""Delete the workflow states and actions the installer made, as far as no other workflow uses them."""
	made = Memory.load().made
	used = {
		"Workflow State": _used("Workflow Document State", "state"),
		"Workflow Action Master": _used("Workflow Transition", "action"),
	}
	for doctype, in_use in used.items():
		for name in made.get(doctype, ()):
			if name not in in_use:
				_delete(doctype, name)


def remove_roles(doctypes: list[str]) -> None:
	"""Take the app's roles from the users and delete them, as far as no other DocType or workflow names them."""
	in_use = _used("DocPerm", "role", {"parent": ("not in", doctypes)})
	in_use |= _used("Custom DocPerm", "role", {"parent": ("not in", doctypes)})
	in_use |= _used("Workflow Transition", "allowed") | _used("Workflow Document State", "allow_edit")
	for name in ROLES:
		if name in in_use or not frappe.db.exists("Role", name):
			continue
		role = frappe.get_doc("Role", name)
		if role.desk_access:
			# Frappe then makes Website Users again of those who had the desk by this role only
			role.desk_access = 0
			role.save(ignore_permissions=True)  # the uninstaller acts for the site
		frappe.db.delete("Has Role", {"role": name})
		_delete("Role", name)


def remove_traces_of(doctypes: list[str]) -> None:
	"""Delete files, comments, versions, shares, user settings and single values of the DocTypes' records."""
	file_urls = frappe.get_all(
		"File",
		filters={"attached_to_doctype": ("in", doctypes), "is_folder": 0},
		pluck="file_url",
		order_by="creation asc",
	)
	for doctype, fieldname in OF_RECORDS.items():
		if frappe.db.table_exists(doctype):
			frappe.db.delete(doctype, {fieldname: ("in", doctypes)})
	frappe.db.delete("Singles", {"doctype": ("in", doctypes)})
	user_settings = frappe.qb.Table("__UserSettings")
	frappe.qb.from_(user_settings).where(user_settings.doctype.isin(doctypes)).delete().run()
	frappe.db.delete("Scheduled Job Type", {"method": ("like", f"{APP}.%")})
	frappe.db.delete("Patch Log", {"patch": ("like", f"{APP}.%")})
	frappe.db.after_commit.add(lambda: _delete_from_disk(file_urls))


def _delete_from_disk(file_urls: list[str]) -> None:
	"""Delete the files that no other File row points to (equal files share one place on the disk)."""
	kept = set(
		frappe.get_all(
			"File", filters={"file_url": ("in", file_urls or [""])}, pluck="file_url", order_by="creation asc"
		)
	)
	for url in set(file_urls) - kept:
		if url and url.startswith(("/files/", "/private/files/")):
			delete_file(url)


def _used(doctype: str, fieldname: str, filters: dict | None = None) -> set[str]:
	return set(
		frappe.get_all(
			doctype, filters=filters or {}, pluck=fieldname, distinct=True, order_by=f"{fieldname} asc"
		)
	)


def _delete(doctype: str, name: str) -> None:
	frappe.db.delete("Version", {"ref_doctype": doctype, "docname": name})
	# Links to the record are links from documents that go in the same transaction.
	frappe.delete_doc(
		doctype, name, force=True, ignore_permissions=True, ignore_on_trash=True, delete_permanently=True
	)
