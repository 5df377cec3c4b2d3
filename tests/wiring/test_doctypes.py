"""The DocType JSON files are sane: what Frappe would accept silently and people would trip over."""

import re

import pytest
from app_tree import MODULE, doctypes, governed

LAYOUT = {"Section Break", "Column Break", "Tab Break", "HTML", "Button", "Heading", "Fold"}
FOREIGN = {
	"Company", "Employee", "File", "Holiday List", "Project", "Role", "Supplier", "Task", "User", "Workflow State",
}  # fmt: skip
FRAMEWORK_FIELDS = {"name", "owner", "creation", "modified", "docstatus", "idx", "parent"}
ROW_STEP = re.compile(r"\bdoc\.([a-z_]+)")
ALL = doctypes()


def fields(name: str) -> dict[str, dict]:
	return {field["fieldname"]: field for field in ALL[name]["fields"]}


@pytest.fixture(params=sorted(ALL))
def name(request):
	return request.param


def test_field_order_holds_every_field_once(name):
	names = [field["fieldname"] for field in ALL[name]["fields"]]
	assert len(names) == len(set(names)), "a fieldname stands twice"
	assert ALL[name]["field_order"] == names


def test_file_stands_where_frappe_looks(name):
	scrubbed = name.lower().replace(" ", "_").replace("-", "_")
	assert ALL[name]["path"] == MODULE / "doctype" / scrubbed / f"{scrubbed}.json"
	assert ALL[name]["path"].with_suffix(".py").is_file()
	assert (ALL[name]["path"].parent / "__init__.py").is_file()


def test_links_and_tables_point_to_doctypes(name):
	for field in fields(name).values():
		if field["fieldtype"] == "Link":
			assert field["options"] in ALL or field["options"] in FOREIGN, field["fieldname"]
		if field["fieldtype"] in ("Table", "Table MultiSelect"):
			assert ALL[field["options"]].get("istable"), field["fieldname"]
		if field["fieldtype"] == "Select":
			options = field["options"].split("\n")
			assert len(options) == len(set(options)), field["fieldname"]
			if field.get("default"):
				assert field["default"] in options, field["fieldname"]


def test_conditions_read_fields_that_exist(name):
	known = set(fields(name)) | FRAMEWORK_FIELDS | {"__islocal", "doctype"}
	for field in fields(name).values():
		for key in ("depends_on", "mandatory_depends_on", "read_only_depends_on", "collapsible_depends_on"):
			condition = field.get(key) or ""
			if condition and not condition.startswith("eval:"):
				assert condition in known, f"{field['fieldname']}.{key}"
			unknown = set(ROW_STEP.findall(condition)) - known - {"is_new"}
			assert not unknown, f"{field['fieldname']}.{key} reads {unknown}"


def test_fetches_come_from_fields_that_exist(name):
	for field in fields(name).values():
		if not field.get("fetch_from"):
			continue
		link, source = field["fetch_from"].split(".")
		target = fields(name)[link]["options"]
		if target in ALL:
			assert source in fields(target) or source == "name", field["fieldname"]


def test_list_and_search_fields_exist(name):
	doctype = ALL[name]
	known = set(fields(name)) | FRAMEWORK_FIELDS
	for field in (doctype.get("search_fields") or "").split(","):
		assert not field.strip() or field.strip() in known
	if doctype.get("title_field"):
		assert doctype["title_field"] in known
	assert doctype.get("sort_field") == "creation", "version 15 and 16 have different defaults"


def test_no_permission_for_everybody(name):
	rows = ALL[name].get("permissions", [])
	assert not [row for row in rows if row["role"] in ("All", "Guest")]
	if ALL[name].get("istable"):
		assert not rows, "rows are governed by their parent"


def test_nothing_is_submittable(name):
	assert not ALL[name].get("is_submittable")
	assert not ALL[name].get("allow_rename") or name not in governed()


@pytest.mark.parametrize("governed_name", governed())
def test_governed_documents_leave_a_trace_and_no_back_door(governed_name):
	doctype = ALL[governed_name]
	assert doctype.get("track_changes") == 1
	assert not doctype.get("show_title_field_in_link"), "get_link_title passes every permission by"
	assert not [f["fieldname"] for f in doctype["fields"] if f.get("in_global_search")]
	assert {"enterprise", "region", "county", "city", "industry"} <= set(fields(governed_name))


def test_governed_documents_are_found():
	assert {"Hazard", "Hazard Verification", "Remediation Plan", "Supervision Case"} <= set(governed())


def test_scope_columns_are_written_by_the_server_only():
	for governed_name in governed():
		for column in ("region", "township", "county", "city", "industry"):
			field = fields(governed_name)[column]
			assert field.get("read_only"), f"{governed_name}.{column}"


def test_every_field_has_a_label_or_is_layout(name):
	for field in fields(name).values():
		if field["fieldtype"] not in LAYOUT:
			assert field.get("label"), field["fieldname"]
