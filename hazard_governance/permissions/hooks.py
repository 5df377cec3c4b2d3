"""Permission hooks of the app's DocTypes: strict True or False, and SQL text that is never empty by accident."""

import frappe
from frappe import _
from frappe.permissions import get_role_permissions

from hazard_governance.permissions import predicate, table


# --- governed documents and the enterprise -------------------------------------------------------------------
def query_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""Condition of a list of a governed DocType."""
	return predicate.sql(doctype, user) if doctype else predicate.DENY


def has_permission(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""Whether the document lies in the user's scope; Frappe asks for the role itself."""
	user = user or frappe.session.user
	doc = as_document(doc)
	if predicate.in_scope(doc, ptype, user):
		return True
	refuse_stale_share(doc, user)
	return False


def as_document(doc):
	"""A document, whatever Frappe or a caller hands over: a document or the dict of one."""
	return frappe._dict(doc) if isinstance(doc, dict) else doc


def refuse_stale_share(doc, user: str) -> None:
	"""Raise PermissionError when a share would open what the scope no longer reaches: Frappe asks for shares
	after this hook has denied, and asks nobody else."""
	name = doc.get("name")
	if name and not predicate.may_read(doc, user):
		shared = frappe.share.get_shared(doc.doctype, user, filters=[["share_name", "=", name]], limit=1)
		if shared:
			raise frappe.PermissionError(_("{0} {1} lies outside your scope.").format(_(doc.doctype), name))


# --- rows of tables ------------------------------------------------------------------------------------------
def child_query_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""Condition of a list of rows: those whose parent the user may list, with the permission level of the table."""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	texts = [_rows_of(parent, doctype, user) for parent in table.CHILDREN.get(doctype, ())]
	texts = [text for text in texts if text]
	return f"({' or '.join(texts)})" if texts else predicate.DENY


def _rows_of(parent: str, child: str, user: str) -> str | None:
	if not may_read_table(parent, child, user):
		return None
	of_parent = f"`tab{child}`.`parenttype` = {frappe.db.escape(parent, percent=False)}"
	if parent not in table.SCOPED:
		return of_parent
	condition = predicate.sql(parent, user)
	if condition == predicate.DENY:
		return None
	return f"({of_parent} and `tab{child}`.`parent` in (select `tab{parent}`.`name` from `tab{parent}` where {condition}))"


def may_read_table(parent: str, child: str, user: str) -> bool:
	"""Whether the user's roles read the parent at the permission level of a table field that holds `child`."""
	meta = frappe.get_meta(parent)
	if not get_role_permissions(meta, user=user).get("read"):
		return False
	levels = {df.permlevel for df in meta.get_table_fields() if df.options == child}
	return bool(levels & set(meta.get_permlevel_access("read", user=user)))


def child_has_permission(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""A row is as its parent."""
	user = user or frappe.session.user
	doc = as_document(doc)
	parent, name = doc.get("parenttype"), doc.get("parent")
	if user == "Administrator":
		return True
	if parent not in table.CHILDREN.get(doc.doctype, ()) or not may_read_table(parent, doc.doctype, user):
		return False
	if parent not in table.SCOPED:
		return True
	return bool(name) and predicate.in_scope(frappe._dict(doctype=parent, name=name), ptype, user)


# --- what Frappe keeps beside a document ---------------------------------------------------------------------
def satellite_query_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""Condition of a list of comments, versions, files, assignments...: none about a document beyond scope."""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	type_column, name_column = (f"`tab{doctype}`.`{column}`" for column in table.SATELLITES[doctype])
	others = ", ".join(frappe.db.escape(name, percent=False) for name in sorted(table.PROTECTED))
	texts = [f"ifnull({type_column}, '') not in ({others})"]
	for governed in table.SCOPED:
		condition = predicate.sql(governed, user)
		if condition != predicate.DENY:
			texts.append(
				f"({type_column} = {frappe.db.escape(governed, percent=False)} and {name_column} in "
				f"(select `tab{governed}`.`name` from `tab{governed}` where {condition}))"
			)
	return f"({' or '.join(texts)})"


def satellite_has_permission(
	doc, ptype: str | None = None, user: str | None = None, debug: bool = False
) -> bool | None:
	"""False for what refers to a document beyond scope, otherwise no opinion."""
	user = user or frappe.session.user
	doc = as_document(doc)
	references = references_of(doc)
	unsaved = len(references) == 1
	if not all(may_see_reference(*reference, user, unsaved=unsaved) for reference in references):
		return False
	return no_opinion()


def references_of(doc) -> list[tuple[str | None, str | None]]:
	"""The document it refers to, and the one it refers to as stored: a changed reference captures nothing."""
	columns = table.SATELLITES[doc.doctype]
	found = [tuple(doc.get(column) for column in columns)]
	stored = doc.get("name") and frappe.db.get_value(doc.doctype, doc.name, columns)
	return [*found, tuple(stored)] if stored else found


def no_opinion() -> bool | None:
	"""What a hook on a DocType of Frappe returns when it does not mind: in version 15 True would hide Frappe's own
	hook on it, in version 16 None denies."""
	return None if int(frappe.__version__.split(".")[0]) < 16 else True


def may_see_reference(
	doctype: str | None, name: str | None, user: str | None = None, ptype: str = "read", unsaved: bool = False
) -> bool:
	"""Whether `user` may see what refers to this document. A reference to nothing of ours is not our business; one
	to a document that is gone is nobody's, unless the referring record itself is only being made (`unsaved`: the
	photo of a form that is not saved yet)."""
	user = user or frappe.session.user
	if user == "Administrator" or doctype not in table.PROTECTED:
		return True
	if doctype in table.CLOSED:
		return False
	if doctype in table.CHILDREN:
		parent = frappe.db.get_value(doctype, name, ["parenttype", "parent"], as_dict=True)
		if not parent:
			return unsaved
		row = frappe._dict(doctype=doctype, name=name, **parent)
		return child_has_permission(row, ptype, user)
	if not name or not frappe.db.exists(doctype, name):
		return unsaved
	return predicate.in_scope(frappe._dict(doctype=doctype, name=name), ptype, user)
