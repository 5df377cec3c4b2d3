"""What the browser calls on the server exists and is open to it; reports and pages have the functions Frappe looks for."""

import ast
import re

import pytest
from app_tree import (
	APP,
	NAME,
	calls,
	definition,
	doctypes,
	documents,
	javascript_files,
	parse,
	place,
	whitelisted,
)

METHOD = re.compile(rf"[\"'`]({NAME}(?:\.\w+)+)[\"'`]")
FORM_CALL = re.compile(r"\bfrm\.call\(\s*[\"'](\w+)[\"']")
GLOBAL_NAME = re.compile(r"^(?:function|var|let|const|class)\s+\w+", re.M)


def called_from_the_browser() -> list[tuple[str, str]]:
	return sorted(
		{
			(place(path), method)
			for path in javascript_files()
			for method in METHOD.findall(path.read_text("utf-8"))
		}
	)


@pytest.mark.parametrize(("where", "method"), called_from_the_browser())
def test_method_called_from_the_browser_is_whitelisted(where, method):
	assert whitelisted(definition(method)), f"{where} calls {method}, which is not there or not whitelisted"


def test_methods_called_on_a_form_stand_in_its_controller():
	for path in javascript_files():
		for method in FORM_CALL.findall(path.read_text("utf-8")):
			controller = path.with_suffix(".py")
			if controller.is_file():
				found = [node for node in ast.walk(parse(controller)) if getattr(node, "name", "") == method]
				assert any(whitelisted(node) for node in found), f"{place(path)} calls {method}"


@pytest.mark.parametrize("name", sorted(documents("Report")))
def test_report_has_what_frappe_looks_for(name):
	report = documents("Report")[name]
	assert report["report_type"] == "Script Report"
	assert report["ref_doctype"] in doctypes()
	assert report.get("roles"), "a report without roles is open to whoever may read the DocType"
	assert not [row for row in report["roles"] if row["role"] in ("All", "Guest")]
	module = f"{NAME}.{NAME}.report.{report['path'].stem}.{report['path'].stem}"
	execute = definition(f"{module}.execute")
	assert isinstance(execute, ast.FunctionDef), f"{module} has no execute"
	assert len(execute.body) <= 12, "execute only puts together; rules and rows are the domain's"


def test_scripts_of_reports_and_pages_leave_no_global_names():
	"""Version 16 runs them inside a function: what another script expects as a global name would be missing there."""
	for path in javascript_files():
		if path.parent.parent.name == "report":
			assert not GLOBAL_NAME.findall(path.read_text("utf-8")), place(path)


@pytest.mark.parametrize("name", sorted(documents("Page")))
def test_page_has_roles_and_a_script(name):
	page = documents("Page")[name]
	assert page["path"].with_suffix(".js").is_file()
	assert page.get("roles"), f"{name} is open to everybody"


def test_workspaces_lead_somewhere():
	known = {
		"DocType": set(doctypes())
		| {"User", "Company", "Employee", "Project", "Supplier", "Workflow", "Role"}
		| {"Notification"},
		"Report": set(documents("Report")),
		"Page": set(documents("Page")),
	}
	for name, workspace in documents("Workspace").items():
		for row in [*workspace.get("links", []), *workspace.get("shortcuts", [])]:
			target, kind = row.get("link_to"), row.get("link_type") if "link_type" in row else row.get("type")
			if target and kind in known:
				assert target in known[kind], f"{name}: {row['label']} leads to {kind} {target}"


def test_queries_are_ordered():
	"""Version 15 and 16 order differently when nothing is said."""
	listing = {"frappe.get_all", "frappe.get_list", "frappe.db.get_all", "frappe.db.get_list"}
	for path in sorted(APP.rglob("*.py")):
		for name, call in calls(path):
			if name in listing:
				given = {keyword.arg for keyword in call.keywords}
				assert given & {"order_by", None}, f"{place(path, call)} gives no order_by"
