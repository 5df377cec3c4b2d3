"""Private files of governed documents.

Frappe lets the owner of a File record read the file whatever it is attached to, and makes such a record for any
address put into an attach field. Here an address already used by a governed document is accepted only from
somebody who may open that file.
"""

import frappe
from frappe import _
from frappe.core.doctype.file.file import has_permission as frappe_has_permission

from hazard_governance import evidence
from hazard_governance.permissions import table
from hazard_governance.permissions.hooks import as_document, may_see_reference, no_opinion, references_of
from hazard_governance.permissions.members import memberships
from hazard_governance.server_kept import BY_SERVER

PRIVATE = "/private/files/"
ATTACH = ("Attach", "Attach Image")


def has_permission(
	doc, ptype: str | None = None, user: str | None = None, debug: bool = False
) -> bool | None:
	"""Reading follows the document the file belongs to; adding, changing or deleting needs its write right."""
	user = user or frappe.session.user
	doc = as_document(doc)
	writing = ptype in ("create", "write", "delete")
	if writing and not _may_use(doc, user):
		return False
	if not _of_a_party(doc.attached_to_doctype, doc.attached_to_name, user):
		return False
	right = "write" if writing else "read"
	if not all(may_see_reference(*held, user, ptype=right, unsaved=True) for held in references_of(doc)):
		return False
	if ptype == "create":
		evidence.refuse_upload(doc)
	return no_opinion()


def _may_use(doc, user: str) -> bool:
	url = doc.get("file_url")
	if doc.get("content") or (doc.get("name") and url == frappe.db.get_value("File", doc.name, "file_url")):
		return True
	return may_use_url(url, user)


def may_use_url(url: str | None, user: str | None = None) -> bool:
	"""Whether `user` may refer to this address: it is no private file of a governed document, or they may open it."""
	user = user or frappe.session.user
	if user == "Administrator" or not (url or "").startswith(PRIVATE):
		return True
	rows = frappe.get_all(
		"File", filters={"file_url": url.split("?", 1)[0]}, fields=["*"], order_by="creation asc"
	)
	if not any(row.attached_to_doctype in table.PROTECTED for row in rows):
		return True
	return any(_may_open(row, user) for row in rows)


def _may_open(row, user: str) -> bool:
	# a record made by the user over somebody else's file proves nothing: what it is attached to does
	if row.attached_to_doctype in table.PROTECTED:
		return _of_a_party(row.attached_to_doctype, row.attached_to_name, user) and may_see_reference(
			row.attached_to_doctype, row.attached_to_name, user, unsaved=row.owner == user
		)
	return bool(frappe_has_permission(frappe.get_doc({**row, "doctype": "File"}), "read", user))


def _of_a_party(doctype: str | None, name: str | None, user: str) -> bool:
	"""Whether `user` belongs to the authority that sent what the file is attached to, or to an organ it was sent to;
	True for files of other documents. Other offices of the region know of a referral and do not open its files."""
	if user == "Administrator" or doctype not in table.REFERRED_BY:
		return True
	columns = ("authority", *table.REFERRED_BY[doctype])
	parties = frappe.db.get_value(doctype, name, columns)
	if not parties:
		return True  # uploaded to a form that is not saved yet
	member = memberships(user)
	sender, *organs = parties
	return sender in (a.name for a in member.authorities) or bool(set(organs) & set(member.organs))


def check_attach_fields(doc, method: str | None = None) -> None:
	"""Event of every DocType: an attach field is not a way to open a file one may not see."""
	if frappe.session.user == "Administrator" or doc.doctype == "File":
		return
	if doc.flags.by_server is BY_SERVER:
		return  # the server named the file itself
	before = doc.get_doc_before_save()
	for row in (doc, *doc.get_all_children()):
		for df in row.meta.get("fields", {"fieldtype": ["in", ATTACH]}):
			value = row.get(df.fieldname)
			if (value or "").startswith(PRIVATE) and not _known(before, value) and not may_use_url(value):
				frappe.throw(
					_(
						"{0}: this file belongs to a document that you may not see. Upload your own file."
					).format(_(df.label)),
					frappe.PermissionError,
					title=_("Outside the scope"),
				)


def _known(before, url: str) -> bool:
	if not before:
		return False
	for row in (before, *before.get_all_children()):
		if any(row.get(df.fieldname) == url for df in row.meta.get("fields", {"fieldtype": ["in", ATTACH]})):
			return True
	return False
