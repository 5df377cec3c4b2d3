"""What a form is sent beside its document: versions know no permission levels, and deliberation is not published."""

import frappe
from frappe.utils import get_datetime

from hazard_governance.permissions import predicate, table

# what people said and changed on the way; attachments and the reader's own rights stay
DELIBERATION = (
	"additional_timeline_content",
	"assignment_logs",
	"assignments",
	"attachment_logs",
	"automated_messages",
	"comments",
	"communications",
	"energy_point_logs",
	"info_logs",
	"like_logs",
	"milestones",
	"shared",
	"versions",
	"views",
	"workflow_logs",
)


def narrow(doctype: str, name: str | int) -> None:
	"""Take out of the answer to the form what its reader is not to see."""
	docinfo = frappe.response.get("docinfo")
	if not docinfo or not isinstance(doctype, str) or doctype not in table.PROTECTED:
		return
	if _knows_levels(doctype):
		docinfo.versions = []
	if _reads_published_only(frappe._dict(doctype=doctype, name=name)):
		docinfo.update({key: [] for key in DELIBERATION if key in docinfo})
	if _is_recipient_only(frappe._dict(doctype=doctype, name=name)):
		sent_at = frappe.db.get_value(doctype, name, "sent_at")
		docinfo.update({key: _since(docinfo[key], sent_at) for key in DELIBERATION if key in docinfo})


def _knows_levels(doctype: str) -> bool:
	"""Whether a field of the document or its rows has a permission level that the reader does not have."""
	meta = frappe.get_meta(doctype)
	tables = (frappe.get_meta(field.options) for field in meta.get_table_fields())
	levels = {df.permlevel for df in (*meta.fields, *(f for t in tables for f in t.fields))}
	return bool(levels - set(meta.get_permlevel_access("read")))


def _reads_published_only(doc) -> bool:
	"""Whether the reader sees `doc`, of a DocType that is published, as its enterprise and for no authority."""
	user = frappe.session.user
	if doc.doctype not in table.PUBLISHED or user == "Administrator":
		return False
	return not predicate.roles_on(user, doc) & table.AUTHORITY_ROLES


def _is_recipient_only(doc) -> bool:
	"""Whether the reader sees `doc` for no other reason than that it was referred to them."""
	user = frappe.session.user
	if doc.doctype not in table.REFERRED_BY or user == "Administrator":
		return False
	return predicate.roles_on(user, doc) == {table.LIAISON_ROLE}


def _since(rows: list | dict, moment) -> list:
	"""What was said since the referral was sent; a version tells what stood there before, and is left out."""
	found = [row for row in rows if isinstance(row, dict) and row.get("creation") and "data" not in row]
	return [row for row in found if moment and get_datetime(row["creation"]) >= moment]
