"""Doors in front of methods of Frappe that read or write documents without asking for them.

Each stands in the place of the method that `table.REPLACES` names. Each narrows what concerns the DocTypes of
the app and hands everything else on unchanged. Checked against versions 15.72 and 16.4; a door that a later version
closes itself does no harm.
"""

import frappe
from frappe import _
from frappe.desk import reportview
from frappe.utils import cint, get_safe_filters

from hazard_governance.permissions import docinfo, table
from hazard_governance.permissions.events import is_our_report
from hazard_governance.permissions.hooks import may_see_reference

_ORIGINAL = {ours: theirs for theirs, ours in table.REPLACES.items()}


def _original(ours: str, **arguments):
	return frappe.call(_ORIGINAL[ours], **arguments)


def _governed(doctype) -> bool:
	return isinstance(doctype, str) and doctype in table.PROTECTED


def _guarded(doctype) -> bool:
	"""Ours, or kept by Frappe beside ours: a version repeats the document."""
	return _governed(doctype) or (isinstance(doctype, str) and doctype in table.SATELLITES)


def _forbid() -> None:
	raise frappe.PermissionError(_("Not permitted"))


def _must_see(doctype: str, *names: str) -> None:
	if not all(may_see_reference(doctype, name) for name in names):
		_forbid()


# --- documents and counts ------------------------------------------------------------------------------------
@frappe.whitelist()
def get(
	doctype: str, name: str | int | None = None, filters: dict | list | str | None = None, **kwargs
) -> dict:
	"""A document by filters is looked for among those the user may list: a search among all of them would answer
	questions about the others by the kind of its error."""
	if _guarded(doctype) and not name and filters:
		found = frappe.get_list(
			doctype, filters=get_safe_filters(filters), pluck="name", limit=1, order_by="creation desc"
		)
		if not found:
			raise frappe.DoesNotExistError(doctype=doctype)
		name, filters = found[0], None
	return _original("get", **{**kwargs, "doctype": doctype, "name": name, "filters": filters})


@frappe.whitelist()
def get_password(doctype: str, name: str, fieldname: str) -> str | None:
	"""What is kept encrypted beside our documents (who gave a tip) is shown by its own method, to one role."""
	if _governed(doctype):
		_forbid()
	return _original("get_password", doctype=doctype, name=name, fieldname=fieldname)


@frappe.whitelist()
def get_form(doctype: str, name: str | int) -> None:
	"""The form comes with its versions, which know no permission levels."""
	_original("get_form", doctype=doctype, name=name)
	docinfo.narrow(doctype, name)


@frappe.whitelist()
def get_docinfo(doctype: str, name: str | int) -> None:
	"""As `get_form`; Frappe's also takes a document from the request."""
	_original("get_docinfo", doctype=doctype, name=name)
	docinfo.narrow(doctype, name)


@frappe.whitelist()
def get_count(doctype: str, filters: dict | list | str | None = None, **kwargs) -> int:
	"""Frappe 15 counts all rows for anybody."""
	if not _guarded(doctype):
		return _original("get_count", **{**kwargs, "doctype": doctype, "filters": filters})
	if doctype == "Deleted Document":  # Frappe takes the name for a statement and counts nothing
		return len(
			frappe.get_list(
				doctype,
				filters=get_safe_filters(filters),
				pluck="name",
				order_by="name asc",
				limit_page_length=0,
			)
		)
	sent = frappe.local.form_dict
	frappe.local.form_dict = frappe._dict(
		doctype=doctype, filters=frappe.as_json(get_safe_filters(filters) or []), fields="[]", distinct="1"
	)
	try:
		return reportview.get_count()
	finally:
		frappe.local.form_dict = sent


@frappe.whitelist()
def count_list() -> int | None:
	"""Frappe 15 takes a name that begins with a word of SQL ("Case Referral") for a statement, unless it counts each
	name once."""
	if _governed(frappe.local.form_dict.get("doctype")) and not cint(frappe.local.form_dict.get("limit")):
		frappe.local.form_dict.distinct = "1"
	return _original("count_list")


@frappe.whitelist()
def get_workflow_state_count(
	doctype: str, workflow_state_field: str, states: str | list, **kwargs
) -> list | None:
	"""The form of a workflow asks how many documents are in states it has no longer: numbers over every scope, for
	those who may change the workflow."""
	if not _governed(doctype):
		return _original(
			"get_workflow_state_count",
			doctype=doctype,
			workflow_state_field=workflow_state_field,
			states=states,
		)
	frappe.has_permission("Workflow", "write", throw=True)
	if workflow_state_field not in frappe.get_meta(doctype).get_valid_columns():
		return None
	of = frappe.qb.DocType(doctype)
	column = of[workflow_state_field]
	from frappe.query_builder.functions import Count

	query = (
		frappe.qb.from_(of).select(column, Count("*").as_("count")).where(column.isnotnull() & (column != ""))
	)
	if known := frappe.parse_json(states):
		query = query.where(column.notin(known))
	return query.groupby(column).orderby(column).run(as_dict=True)


@frappe.whitelist()
def get_group_by_count(doctype: str, current_filters: str | list | dict, field: str) -> list[dict]:
	"""Assignments are counted among the documents the user may list."""
	if not _governed(doctype) or field != "assigned_to":
		return _original("get_group_by_count", doctype=doctype, current_filters=current_filters, field=field)
	names = frappe.get_list(
		doctype,
		filters=frappe.parse_json(current_filters),
		pluck="name",
		limit_page_length=0,
		order_by="name asc",
	)
	counts: dict[str, int] = {}
	for user in frappe.get_all(
		"ToDo",
		filters={"reference_type": doctype, "reference_name": ["in", names], "status": ["!=", "Cancelled"]},
		pluck="allocated_to",
		order_by="allocated_to asc",
	):
		counts[user] = counts.get(user, 0) + 1
	return [frappe._dict(name=user, count=count) for user, count in counts.items()]


@frappe.whitelist()
def get_open_count(doctype: str, name: str, items: str | list | None = None) -> dict:
	"""Connections are counted among the documents the user may list."""
	_must_see(doctype, name)
	result = _original("get_open_count", doctype=doctype, name=name, items=items)
	links = frappe.get_meta(doctype).get_dashboard_data()
	for row in (result.get("count") or {}).get("external_links_found") or []:
		if _governed(row.get("doctype")):
			fieldname = (links.get("non_standard_fieldnames") or {}).get(
				row["doctype"], links.get("fieldname")
			)
			# an empty link of the document itself comes here as well, under a field the other DocType has not
			known = fieldname and frappe.get_meta(row["doctype"]).has_field(fieldname)
			row["count"] = _count_listed(row["doctype"], {fieldname: name}) if known else 0
			row["open_count"] = 0
	return result


def _count_listed(doctype: str, filters: dict) -> int:
	if not frappe.has_permission(doctype, "read"):
		return 0
	return len(
		frappe.get_list(doctype, filters=filters, pluck="name", limit_page_length=100, order_by="name asc")
	)


@frappe.whitelist()
def get_monthly_goal_graph_data(goal_doctype: str, **kwargs) -> dict:
	"""Any aggregate of any field, for anybody."""
	if _guarded(goal_doctype):
		_forbid()
	return _original("get_monthly_goal_graph_data", **{**kwargs, "goal_doctype": goal_doctype})


@frappe.whitelist()
def get_chart(chart_name: str | None = None, chart: str | dict | None = None, **kwargs) -> dict | None:
	"""Charts are kept for all users together, and heat maps count every row: ours are computed for each reader,
	and drawn in other ways."""
	source = (
		frappe.get_cached_doc("Dashboard Chart", chart_name) if chart_name else frappe.parse_json(chart) or {}
	)
	if _guarded(source.get("document_type")) or _guarded(source.get("parent_document_type")):
		if source.get("type") == "Heatmap":
			frappe.throw(
				_("Type: a heat map cannot show {0}. Choose another type of chart.").format(
					_(source.get("document_type"))
				),
				frappe.PermissionError,
			)
		kwargs.update(refresh=1)
	return _original("get_chart", **{**kwargs, "chart_name": chart_name, "chart": chart})


# --- search --------------------------------------------------------------------------------------------------
def _refuse_foreign_query(doctype: str, query: str | None) -> None:
	"""A search may name any whitelisted method as its query, Frappe's own doors among them."""
	if query and (
		query in table.REPLACES or (_governed(doctype) and not query.startswith("hazard_governance."))
	):
		_forbid()


@frappe.whitelist()
def search_link(doctype: str, txt: str, query: str | None = None, **kwargs) -> list:
	"""Link fields: a query of our own for our DocTypes."""
	_refuse_foreign_query(doctype, query)
	return _original("search_link", **{**kwargs, "doctype": doctype, "txt": txt, "query": query})


@frappe.whitelist()
def search_widget(doctype: str, txt: str, query: str | None = None, **kwargs) -> list:
	"""The search dialog: a query of our own for our DocTypes."""
	_refuse_foreign_query(doctype, query)
	return _original("search_widget", **{**kwargs, "doctype": doctype, "txt": txt, "query": query})


@frappe.whitelist()
def get_link_title(doctype: str, docname: str) -> str | int | None:
	"""The title of a document one may see; of another one its name."""
	if _governed(doctype) and not may_see_reference(doctype, docname):
		return docname
	return _original("get_link_title", doctype=doctype, docname=docname)


@frappe.whitelist()
def global_search(text: str, start: int = 0, limit: int = 20, doctype: str = "") -> list:
	"""Our DocTypes are not in the global index; should somebody put them there, the scope holds."""
	found = _original("global_search", text=text, start=start, limit=limit, doctype=doctype)
	return [row for row in found if may_see_reference(row.doctype, row.name)]


@frappe.whitelist()
def get_all_nodes(doctype: str, label: str, parent: str, tree_method: str, **filters) -> list:
	"""Calls any whitelisted method; no governed DocType is a tree."""
	if _governed(doctype) or tree_method in table.REPLACES:
		_forbid()
	arguments = {**filters, "doctype": doctype, "label": label, "parent": parent, "tree_method": tree_method}
	return frappe.get_attr(_ORIGINAL["get_all_nodes"])(**arguments)


# --- marks on a document ---------------------------------------------------------------------------------------
@frappe.whitelist()
def add_tag(tag: str, dt: str, dn: str, color: str | None = None) -> str:
	"""Only on a document that the user may read."""
	_must_see(dt, dn)
	return _original("add_tag", tag=tag, dt=dt, dn=dn, color=color)


@frappe.whitelist()
def add_tags(tags: str | list, dt: str, docs: str | list, color: str | None = None) -> None:
	"""Only on documents that the user may read."""
	_must_see(dt, *frappe.parse_json(docs))
	return _original("add_tags", tags=tags, dt=dt, docs=docs, color=color)


@frappe.whitelist()
def remove_tag(tag: str, dt: str, dn: str) -> None:
	"""Only from a document that the user may read."""
	_must_see(dt, dn)
	return _original("remove_tag", tag=tag, dt=dt, dn=dn)


@frappe.whitelist()
def get_tagged_docs(doctype: str, tag: str) -> list | tuple:
	"""Of a governed DocType only what lies in the user's scope."""
	if not _governed(doctype):
		return _original("get_tagged_docs", doctype=doctype, tag=tag)
	names = frappe.get_list(
		doctype, filters={"_user_tags": ["like", tag]}, pluck="name", order_by="name asc", limit_page_length=0
	)
	return [(name,) for name in names]


@frappe.whitelist()
def toggle_like(doctype: str, name: str, add: str | bool = False) -> None:
	"""Only on a document that the user may read."""
	_must_see(doctype, name)
	return _original("toggle_like", doctype=doctype, name=name, add=add)


@frappe.whitelist()
def get_follow_users(doctype: str, doc_name: str) -> list:
	"""Only of a document that the user may read."""
	_must_see(doctype, doc_name)
	return _original("get_follow_users", doctype=doctype, doc_name=doc_name)


@frappe.whitelist()
def remove_assignment(
	doctype: str, name: str, assign_to: str, ignore_permissions: bool | int | str = False
) -> list:
	"""Frappe lets the request say that permissions do not matter."""
	_must_see(doctype, name)
	return _original(
		"remove_assignment",
		doctype=doctype,
		name=name,
		assign_to=assign_to,
		ignore_permissions=_ignore(doctype),
	)


@frappe.whitelist()
def remove_assignments(doctype: str, names: str | list, ignore_permissions: bool | int | str = False) -> None:
	"""As `remove_assignment`, of several documents."""
	_must_see(doctype, *frappe.parse_json(names))
	return _original("remove_assignments", doctype=doctype, names=names, ignore_permissions=_ignore(doctype))


@frappe.whitelist()
def close_assignment(
	doctype: str, name: str, assign_to: str, ignore_permissions: bool | int | str = False
) -> list:
	"""As `remove_assignment`."""
	_must_see(doctype, name)
	return _original(
		"close_assignment",
		doctype=doctype,
		name=name,
		assign_to=assign_to,
		ignore_permissions=_ignore(doctype),
	)


def _ignore(doctype: str) -> bool:
	return not _governed(doctype) and bool(cint(frappe.form_dict.get("ignore_permissions")))


@frappe.whitelist()
def relink(name: str, reference_doctype: str | None = None, reference_name: str | None = None) -> None:
	"""A mail is put beside a document that the user may read, and no other."""
	_must_see(reference_doctype, reference_name)
	return _original("relink", name=name, reference_doctype=reference_doctype, reference_name=reference_name)


@frappe.whitelist(allow_guest=True)
def add_web_comment(reference_doctype: str, reference_name: str, **kwargs) -> str | bool | None:
	"""Only on a document that the user, guests included, may read."""
	_must_see(reference_doctype, reference_name)
	arguments = {**kwargs, "reference_doctype": reference_doctype, "reference_name": reference_name}
	return _original("add_web_comment", **arguments)


@frappe.whitelist()
def submit_discussion(doctype: str, docname: str, **kwargs) -> str | None:
	"""Only on a document that the user may read."""
	_must_see(doctype, docname)
	return _original("submit_discussion", **{**kwargs, "doctype": doctype, "docname": docname})


# --- reports -------------------------------------------------------------------------------------------------
@frappe.whitelist()
def run_report(report_name: str, **kwargs) -> dict:
	"""Our reports run now, and for the user of the session, whatever the request says (frappe#40339)."""
	if is_our_report(report_name):
		keep_live(report_name)
		kwargs.update(user=frappe.session.user, ignore_prepared_report=True)
	return _original("run_report", **{**kwargs, "report_name": report_name})


@frappe.whitelist()
def export_report(**kwargs) -> None:
	"""As `run_report`; Frappe's export reads its arguments from the request itself."""
	report_name = frappe.form_dict.get("report_name")
	if is_our_report(report_name):
		keep_live(report_name)
		frappe.form_dict.pop("prepared_report_name", None)
	return _original("export_report", **kwargs)


def keep_live(report_name: str) -> None:
	"""Frappe turns a slow report into a prepared one by itself, past every event of the report."""
	if frappe.db.get_value("Report", report_name, "prepared_report"):
		frappe.db.set_value("Report", report_name, "prepared_report", 0)
