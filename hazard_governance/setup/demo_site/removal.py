"""Takes the demo off a site: what was recorded about its enterprises, then its masters and its users.

A major hazard can be deleted by nobody; the demo's are no part of a register, and go as rows, with their rows of
tables and everything that Frappe keeps beside a document. Masters that something else on the site has come to use
stay, and are named.
"""

import frappe
from frappe.core.doctype.file.utils import delete_file
from frappe.model.delete_doc import check_if_doc_is_linked
from frappe.model.meta import Meta

from hazard_governance.permissions.table import ADDRESSED, GOVERNED, OF_AUTHORITIES, OF_REGIONS, SATELLITES
from hazard_governance.setup.demo_site.manifest import Manifest

COUNTER = "Hazard Register Counter"
# in this order one refers only to what comes later; of one DocType the last made goes first (a tree from its leaves)
MASTERS = (
	"Employee",
	"Regulated Enterprise",
	"Company",
	"Supplier",
	"Hazard Criterion",
	"Hazard Campaign",
	"Supervision Authority",
	"User",
	"Supervision Region",
	"Industry Sector",
	"Designation",
	"Gender",
)

# made by ERPNext together with a Company
OF_COMPANY = (
	"Account",
	"Cost Center",
	"Warehouse",
	"Department",
	"Mode of Payment Account",
	"Item Default",
	"Sales Taxes and Charges Template",
	"Purchase Taxes and Charges Template",
	"Item Tax Template",
)


def remove(manifest: Manifest) -> dict[str, list[str]]:
	"""Remove everything in the manifest and what was recorded about it. Returns the masters that stay, in use.

	Acts for the site, past the permissions of whoever asked: the caller has checked who that is.
	"""
	governed = governed_documents(manifest)
	projects = _values("Remediation Plan", governed["Remediation Plan"], "project")
	for doctype, names in governed.items():
		delete_rows(doctype, names)
	_delete_projects(projects)
	_delete_counters(manifest.names("Supervision Region"))
	_delete_what_users_leave(manifest.names("User"))
	kept: dict[str, list[str]] = {}
	# what Frappe notes about a deletion ("X deleted Y") would outlive the demo
	importing, frappe.flags.in_import = frappe.flags.in_import, True
	try:
		for doctype in MASTERS:
			for name in reversed(manifest.names(doctype)):
				if not _delete_master(doctype, name):
					kept.setdefault(doctype, []).append(name)
	finally:
		frappe.flags.in_import = importing
	return kept


def governed_documents(manifest: Manifest) -> dict[str, list[str]]:
	"""Documents of the demo's hazards, and whatever was recorded about its enterprises or by its authorities since."""
	enterprises = manifest.names("Regulated Enterprise") or [""]
	hazards = set(manifest.names("Hazard")) | set(_where("Hazard", "enterprise", enterprises))
	found = {"Hazard": sorted(hazards)}
	for doctype, link in GOVERNED.items():
		if doctype != "Hazard":
			names = set(_where(doctype, "enterprise", enterprises))
			if link == "hazard":
				names |= set(_where(doctype, "hazard", list(hazards) or [""]))
			found[doctype] = sorted(names)
	units = manifest.names("Supervision Authority") or [""]
	for doctype in ADDRESSED:
		found[doctype] = _where(doctype, "enterprise", enterprises) + _where(doctype, "authority", units)
	for doctype, link in OF_AUTHORITIES.items():
		found[doctype] = _where(doctype, link, units)
	for doctype, link in OF_REGIONS.items():
		found[doctype] = _where(doctype, link, manifest.names("Supervision Region") or [""])
	found["Evidence Fingerprint"] = _where("Evidence Fingerprint", "hazard", list(hazards) or [""])
	return found


def _where(doctype: str, fieldname: str, values: list[str]) -> list[str]:
	return frappe.get_all(doctype, filters={fieldname: ("in", values)}, pluck="name", order_by="name asc")


def _values(doctype: str, names: list[str], fieldname: str) -> list[str]:
	rows = frappe.get_all(
		doctype, filters={"name": ("in", names or [""])}, pluck=fieldname, order_by="name asc"
	)
	return [row for row in rows if row]


def delete_rows(doctype: str, names: list[str]) -> None:
	"""Delete documents as rows, with their tables, versions, comments and files; files leave the disk on commit."""
	if not names:
		return
	meta: Meta = frappe.get_meta(doctype)
	for field in meta.get_table_fields():
		frappe.db.delete(field.options, {"parent": ("in", names), "parenttype": doctype})
	_delete_satellites(doctype, names)
	frappe.db.delete(doctype, {"name": ("in", names)})
	# what is kept encrypted beside a document: who gave a tip
	frappe.db.delete("__Auth", {"doctype": doctype, "name": ("in", names)})
	for name in names:
		frappe.clear_document_cache(doctype, name)


def _delete_satellites(doctype: str, names: list[str]) -> None:
	attached = {"attached_to_doctype": doctype, "attached_to_name": ("in", names)}
	urls = frappe.get_all("File", filters=attached, pluck="file_url", order_by="creation asc")
	for satellite, (type_column, name_column) in SATELLITES.items():
		if frappe.db.table_exists(satellite):
			filters = {type_column: doctype, name_column: ("in", names)}
			_delete_rows_of_tables(satellite, filters)
			frappe.db.delete(satellite, filters)
	frappe.db.after_commit.add(lambda: _delete_from_disk(urls))


def _delete_rows_of_tables(doctype: str, filters: dict) -> None:
	tables = frappe.get_meta(doctype).get_table_fields()
	if not tables:
		return
	parents = frappe.get_all(doctype, filters=filters, pluck="name", order_by="creation asc")
	for field in tables:
		frappe.db.delete(field.options, {"parent": ("in", parents or [""]), "parenttype": doctype})


def _delete_from_disk(urls: list[str]) -> None:
	"""Delete the files that no other File row points to: equal files share one place on the disk."""
	kept = set(_urls_in_use(urls))
	for url in set(urls) - kept:
		if url and url.startswith(("/files/", "/private/files/")):
			delete_file(url)


def _urls_in_use(urls: list[str]) -> list[str]:
	filters = {"file_url": ("in", urls or [""])}
	return frappe.get_all("File", filters=filters, pluck="file_url", order_by="creation asc")


def _delete_projects(projects: list[str]) -> None:
	tasks = _where("Task", "project", projects or [""])
	# a project's tasks refer to each other and to it; all of them go
	delete_rows("Task", tasks)
	delete_rows("Project", projects)


def _delete_company(name: str) -> None:
	"""A company without ledger entries, with what ERPNext made for it. LinkExistsError when anything else uses it.

	ERPNext's own deletion quotes a table name wrongly in some releases of version 15, hence row by row.
	"""
	for doctype in OF_COMPANY:
		if frappe.db.table_exists(doctype):
			if frappe.get_meta(doctype).istable:
				frappe.db.delete(doctype, {"company": name})
			else:
				delete_rows(doctype, _where(doctype, "company", [name]))
	check_if_doc_is_linked(frappe.get_doc("Company", name))
	delete_rows("Company", [name])
	frappe.defaults.clear_default("company", value=name)


def _delete_counters(regions: list[str]) -> None:
	"""Counters of the demo's regions, unless a hazard that stays has a number from them."""
	free = [name for name in regions if not frappe.db.exists("Hazard", {"county": name})]
	frappe.db.delete(COUNTER, {"region": ("in", free or [""])})


def _delete_what_users_leave(users: list[str]) -> None:
	"""What Frappe makes for a user and leaves behind when the user goes."""
	among = ("in", users or [""])
	delete_rows("Contact", _where("Contact", "user", users or [""]))
	delete_rows("Notification Settings", _where("Notification Settings", "name", users or [""]))
	frappe.db.delete("DefaultValue", {"parent": among})
	frappe.db.delete("Sessions", {"user": among})
	frappe.db.delete("__UserSettings", {"user": among})


def _delete_master(doctype: str, name: str) -> bool:
	"""Delete one master by its controller; False when something that stays refers to it."""
	if not frappe.db.exists(doctype, name):
		return True
	frappe.db.savepoint("demo_master")
	try:
		if doctype == "Company":
			_delete_company(name)
		else:
			# the demo is the site's; whoever removes it was asked for the manager's role
			frappe.delete_doc(doctype, name, ignore_permissions=True, delete_permanently=True)
	except (frappe.LinkExistsError, frappe.ValidationError):
		frappe.db.rollback(save_point="demo_master")
		frappe.clear_messages()
		return False
	_delete_satellites(doctype, [name])
	return True
