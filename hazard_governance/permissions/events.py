"""Doors that Frappe leaves open beside the permission hooks: shares, assignments, comments, followers, mails,
prepared and mailed reports. Each event refuses what would carry a governed document beyond the scope of the one
who receives it (DESIGN 9)."""

import frappe
from frappe import _
from frappe.utils import cint

from hazard_governance.permissions import predicate, table
from hazard_governance.permissions.hooks import may_see_reference


def _reference(doc) -> tuple[str | None, str | None]:
	type_column, name_column = table.SATELLITES[doc.doctype]
	return doc.get(type_column), doc.get(name_column)


def _refuse_beyond_scope(doc, user: str) -> None:
	doctype, name = _reference(doc)
	if not may_see_reference(doctype, name, user):
		frappe.throw(
			_(
				"{0} may not see {1} {2}: it lies outside their scope. Choose somebody of the enterprise or of an authority that supervises it."
			).format(user, _(doctype), name),
			frappe.PermissionError,
			title=_("Outside the scope"),
		)


# --- people ----------------------------------------------------------------------------------------------------
def check_share(doc, method: str | None = None) -> None:
	"""A share gives nobody more than their role and scope do already."""
	if doc.share_doctype not in table.SCOPED:
		return
	if cint(doc.everyone):
		frappe.throw(
			_("{0} {1} cannot be shared with everyone. Share it with one user who may see it.").format(
				_(doc.share_doctype), doc.share_name
			),
			frappe.PermissionError,
			title=_("Outside the scope"),
		)
	_refuse_beyond_scope(doc, doc.user)
	shared = frappe._dict(doctype=doc.share_doctype, name=doc.share_name)
	for right in ("write", "share", "submit"):
		if cint(doc.get(right)) and not predicate.in_scope(shared, right, doc.user):
			frappe.throw(
				_(
					"{0} does not have the right {1} on {2}; a share cannot give it. Share for reading only."
				).format(doc.user, _(right.title()), _(doc.share_doctype)),
				frappe.PermissionError,
				title=_("A share gives no rights"),
			)


def check_assignment(doc, method: str | None = None) -> None:
	"""Nobody is assigned to a document they may not see, nor assigns one."""
	if _reference(doc)[0] not in table.PROTECTED or doc.flags.scope_ended:
		return
	if doc.status not in ("Closed", "Cancelled"):
		_refuse_beyond_scope(doc, doc.allocated_to)
	if frappe.session.user not in (doc.allocated_to, doc.assigned_by) or doc.is_new():
		_refuse_beyond_scope(doc, frappe.session.user)


def check_follower(doc, method: str | None = None) -> None:
	"""Followers are mailed every change; nobody follows what they may not see."""
	_refuse_beyond_scope(doc, doc.user)


def check_comment(doc, method: str | None = None) -> None:
	"""A comment sent to the API needs a document in scope; somebody mentioned in it must be able to see it."""
	if _reference(doc)[0] not in table.PROTECTED:
		return
	if not doc.flags.ignore_permissions:
		_refuse_beyond_scope(doc, frappe.session.user)
	if doc.get("comment_type") == "Comment" and doc.get("content"):
		from frappe.desk.notifications import extract_mentions

		for user in extract_mentions(doc.content):
			if frappe.db.exists("User", user):
				_refuse_beyond_scope(doc, user)


def check_communication(doc, method: str | None = None) -> None:
	"""A mail is put beside a document only by somebody who may see it."""
	if not doc.flags.ignore_permissions:
		_refuse_beyond_scope(doc, frappe.session.user)


def withhold_notice(doc, method: str | None = None) -> None:
	"""A notice about a document beyond the receiver's scope says nothing and leads nowhere. It is not refused:
	Frappe writes notices for many people in one go, and the others must have theirs."""
	doctype, name = _reference(doc)
	if may_see_reference(doctype, name, doc.for_user):
		return
	doc.subject = _("A notice about a document outside your scope was withheld.")
	for fieldname in ("email_content", "document_type", "document_name", "link", "attached_file"):
		doc.set(fieldname, None)


def refuse_share_key(doc, method: str | None = None) -> None:
	"""A key opens the printed document to whoever has the link, without signing in."""
	doctype, name = _reference(doc)
	if doctype in table.PROTECTED:
		frappe.throw(
			_("{0} {1} cannot be opened by a link without signing in.").format(_(doctype), name),
			frappe.PermissionError,
		)


# --- reports -----------------------------------------------------------------------------------------------------
def is_our_report(report: str | None) -> bool:
	"""Whether a report is one of the app or reads a governed DocType."""
	if not report:
		return False
	ref_doctype = frappe.db.get_value("Report", report, "ref_doctype")
	return report in table.REPORTS or ref_doctype in table.PROTECTED


def refuse_prepared_report(doc, method: str | None = None) -> None:
	"""A prepared report is computed by a background job and kept for others; ours are run for one user, now."""
	if is_our_report(doc.report_name):
		frappe.throw(
			_(
				"{0} is always run for the user who looks at it and cannot be prepared. Narrow its filters instead."
			).format(_(doc.report_name)),
			title=_("No prepared report"),
		)


def refuse_auto_email_report(doc, method: str | None = None) -> None:
	"""Auto Email Report runs a report as Administrator and mails it to anybody."""
	if is_our_report(doc.report):
		frappe.throw(
			_("{0} cannot be mailed by Auto Email Report: it would leave the scope of its readers.").format(
				_(doc.report)
			),
			title=_("Not by mail"),
		)


def check_report(doc, method: str | None = None) -> None:
	"""A report on a governed DocType is never prepared; one typed in the desk may not bypass the scope."""
	if doc.name not in table.REPORTS and doc.ref_doctype not in table.PROTECTED:
		return
	if cint(doc.prepared_report):
		frappe.throw(
			_("{0} is always run for the user who looks at it. Untick Prepared Report.").format(_(doc.name)),
			title=_("No prepared report"),
		)
	if doc.is_standard == "No" and doc.report_type in ("Query Report", "Script Report"):
		frappe.throw(
			_(
				"A {0} on {1} would show rows outside the reader's scope. Use a Report Builder report instead."
			).format(_(doc.report_type), _(doc.ref_doctype)),
			title=_("Outside the scope"),
		)


# --- what an administrator sets up -------------------------------------------------------------------------------
def check_notification(doc, method: str | None = None) -> None:
	"""Notices inside the system are withheld one by one where the scope ends; mails and messages cannot be."""
	if doc.document_type in table.PROTECTED and doc.channel != "System Notification":
		frappe.throw(
			_(
				"Channel: a notification about {0} can only be a System Notification, since recipients of {1} may be outside its scope."
			).format(_(doc.document_type), _(doc.channel)),
			title=_("Outside the scope"),
		)


def refuse_assignment_rule(doc, method: str | None = None) -> None:
	"""Such a rule assigns without looking at the scope, while somebody else saves."""
	if doc.document_type in table.PROTECTED:
		frappe.throw(
			_(
				"Document Type: {0} cannot be assigned by a rule, which does not know the scope of the users. Assign it by hand."
			).format(_(doc.document_type)),
			title=_("Outside the scope"),
		)


def refuse_web_form(doc, method: str | None = None) -> None:
	"""A web form writes and lists without the predicate."""
	if doc.doc_type in table.PROTECTED:
		frappe.throw(
			_("DocType: {0} cannot have a web form, which does not know the scope of the users.").format(
				_(doc.doc_type)
			),
			title=_("Outside the scope"),
		)
