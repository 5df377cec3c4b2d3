"""Custom fields on doctypes of other apps. One dict serves installation and removal.

It is empty on purpose: Project, Task, Employee, Supplier and Company are tied to us by link fields on our own side
(see erpnext_links.py), so that nothing of a hazard shows in documents that are seen beyond its scope.
"""

import frappe
from frappe.custom.doctype.custom_field.custom_field import create_custom_fields

CUSTOM_FIELDS: dict[str, list[dict]] = {}


def create() -> None:
	"""Make the custom fields; running it again changes nothing."""
	if CUSTOM_FIELDS:
		create_custom_fields(CUSTOM_FIELDS, ignore_validate=True)


def remove() -> None:
	"""Remove every custom field that `create` makes."""
	for doctype, fields in CUSTOM_FIELDS.items():
		for field in fields:
			frappe.delete_doc_if_exists("Custom Field", f"{doctype}-{field['fieldname']}")
