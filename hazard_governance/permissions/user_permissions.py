"""User permissions set in the desk, for queries that Frappe does not build."""

import frappe
from frappe.permissions import get_allowed_docs_for_doctype, get_user_permissions
from pypika.terms import Criterion


def user_permission_terms(doctype: str, user: str, of) -> list[Criterion]:
	"""What Frappe itself adds to a list; reports and the portal build their own queries."""
	if user == "Administrator" or not (permissions := get_user_permissions(user)):
		return []
	strict = frappe.get_system_settings("apply_strict_user_permissions")
	meta = frappe.get_meta(doctype)
	links = [(df.fieldname, df.options) for df in meta.get_link_fields() if not df.ignore_user_permissions]
	terms = []
	for fieldname, options in [*links, ("name", doctype)]:
		allowed = get_allowed_docs_for_doctype(permissions.get(options) or [], doctype)
		if allowed:
			field = of[fieldname]
			term = field.isin(allowed)
			terms.append(term if strict else term | field.isnull() | field.eq(""))
	return terms
