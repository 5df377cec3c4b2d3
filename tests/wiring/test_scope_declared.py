"""Nothing of the app is without a declared scope: a DocType, report, page or whitelisted method that is missing in
`permissions/table.py` fails here, and so does one declared there that is gone."""

import ast
import json
from pathlib import Path

import pytest

from hazard_governance.permissions import table, wiring
from hazard_governance.portal import routes

PACKAGE = Path(__file__).resolve().parents[2] / "hazard_governance"
MODULE = PACKAGE / "hazard_governance"


def documents(kind: str) -> dict[str, dict]:
	"""Name -> JSON of the module's DocTypes, reports or pages."""
	found = {}
	for path in sorted((MODULE / kind).glob("*/*.json")):
		if path.stem == path.parent.name:
			data = json.loads(path.read_text(encoding="utf-8"))
			found[data["name"]] = data
	return found


def whitelisted() -> set[str]:
	"""Dotted path of every function or method under @frappe.whitelist, tests left out."""
	found = set()
	for path in sorted(PACKAGE.rglob("*.py")):
		parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
		if "tests" in parts or path.name.startswith("test_"):
			continue
		tree = ast.parse(path.read_text(encoding="utf-8"))
		holders = [
			("", tree),
			*((node.name + ".", node) for node in tree.body if isinstance(node, ast.ClassDef)),
		]
		for prefix, holder in holders:
			for node in holder.body:
				if isinstance(node, ast.FunctionDef) and any(map(is_whitelist, node.decorator_list)):
					found.add(".".join(parts) + "." + prefix + node.name)
	return found


def is_whitelist(decorator: ast.expr) -> bool:
	called = decorator.func if isinstance(decorator, ast.Call) else decorator
	return (isinstance(called, ast.Attribute) and called.attr == "whitelist") or (
		isinstance(called, ast.Name) and called.id == "whitelist"
	)


DOCTYPES = documents("doctype")


def test_every_doctype_is_declared_once() -> None:
	groups = [set(table.SCOPED), set(table.CHILDREN), set(table.REFERENCE), set(table.INTERNAL)]
	declared = [name for group in groups for name in group]
	assert sorted(declared) == sorted(DOCTYPES)


def test_children_name_every_parent() -> None:
	parents: dict[str, set[str]] = {}
	for name, data in DOCTYPES.items():
		for field in data["fields"]:
			if field["fieldtype"] in ("Table", "Table MultiSelect") and field["options"] in DOCTYPES:
				parents.setdefault(field["options"], set()).add(name)
	assert {child: set(holders) for child, holders in table.CHILDREN.items()} == parents
	assert {name for name, data in DOCTYPES.items() if data.get("istable")} == set(table.CHILDREN)


def test_governed_doctypes_carry_the_scope_columns() -> None:
	for doctype, link in table.GOVERNED.items():
		fields = {field["fieldname"]: field for field in DOCTYPES[doctype]["fields"]}
		assert set(table.SCOPE_COLUMNS) <= fields.keys(), doctype
		assert fields[link].get("reqd"), doctype
		for column in set(table.SCOPE_COLUMNS) - {link}:
			assert fields[column].get("read_only"), f"{doctype}.{column} is not kept by the server"
		if doctype in table.SECTOR_DOCTYPES:
			assert fields.get(table.SECTOR_COLUMN, {}).get("read_only"), (
				f"{doctype} has no {table.SECTOR_COLUMN} kept by the server; copy the field of Supervision Case"
			)


def test_what_one_unit_sends_carries_sender_and_receivers_kept_by_the_server() -> None:
	for doctype, receivers in table.ADDRESSED.items():
		fields = {field["fieldname"]: field for field in DOCTYPES[doctype]["fields"]}
		assert {*table.SCOPE_COLUMNS, "authority", "entered_by_authority", *receivers} <= fields.keys()
		for sender in ("enterprise", "authority"):
			assert fields[sender].get("set_only_once"), f"{doctype}.{sender} could be handed to another unit"
		for column in {*table.SCOPE_COLUMNS, "entered_by_authority", *receivers} - {"enterprise"}:
			assert fields[column].get("read_only"), f"{doctype}.{column} is not kept by the server"


def test_frozen_rows_link_to_nothing_that_could_be_renamed() -> None:
	linked = [f["fieldname"] for f in DOCTYPES["Hazard Return Row"]["fields"] if "Link" in f["fieldtype"]]
	assert not linked


def test_columns_of_the_scope_are_kept_by_the_server() -> None:
	columns = {
		**table.REFERRED_BY,
		**{doctype: (name,) for doctype, (name, _value) in table.PUBLISHED.items()},
	}
	for doctype, names in columns.items():
		fields = {field["fieldname"]: field for field in DOCTYPES[doctype]["fields"]}
		for name in names:
			assert fields[name].get("read_only"), f"{doctype}.{name} is not kept by the server"
	for doctype in table.OF_AUTHORITIES:
		roles = {row["role"] for row in DOCTYPES[doctype]["permissions"]}
		assert {table.SCOPES[role] for role in roles} == {table.AUTHORITY}, doctype


def test_governed_data_is_in_no_index_of_names() -> None:
	for doctype in (*table.SCOPED, *table.CHILDREN):
		data = DOCTYPES[doctype]
		assert not data.get("show_title_field_in_link"), doctype
		assert not data.get("index_web_pages_for_search"), doctype
		assert not data.get("allow_rename"), doctype
		assert not [f["fieldname"] for f in data["fields"] if f.get("in_global_search")], doctype


def test_rights_are_given_to_roles_with_a_scope_only() -> None:
	for doctype in table.SCOPED:
		for row in DOCTYPES[doctype]["permissions"]:
			assert row["role"] in table.SCOPES, f"{doctype}: {row['role']}"
			scope = table.SCOPES[row["role"]]
			if doctype in table.RECORDS:
				assert scope != table.NONE, f"{doctype}: {row['role']}"
				assert scope != table.REFERRAL or doctype in table.REFERRED_BY, f"{doctype}: {row['role']}"
			if scope in (table.OWN, table.MEASURE) and doctype in table.RECORDS:
				assert doctype == "Hazard", f"{doctype}: {row['role']}"
			assert not row.get("share") and not row.get("if_owner"), f"{doctype}: {row['role']}"


def test_every_role_of_the_app_has_a_scope() -> None:
	roles = {row["role"] for data in DOCTYPES.values() for row in data.get("permissions", ())}
	assert roles - {"System Manager"} == set(table.SCOPES)


def test_reference_data_holds_no_governed_link() -> None:
	for doctype in table.REFERENCE:
		links = {
			field.get("options") for field in DOCTYPES[doctype]["fields"] if field["fieldtype"] == "Link"
		}
		assert not links & set(table.SCOPED), doctype


@pytest.mark.parametrize(("kind", "declared"), [("report", table.REPORTS), ("page", table.PAGES)])
def test_every_report_and_page_is_declared(kind: str, declared: dict[str, str]) -> None:
	assert set(documents(kind)) == set(declared)
	assert set(declared.values()) <= {table.PREDICATE, table.DOCUMENT, table.ROLE, table.OPEN_DATA}


def test_every_portal_page_is_declared_and_served_by_the_one_gate() -> None:
	www = PACKAGE / "www"
	found = {str(path.relative_to(www).with_suffix("")) for path in www.glob("hazards/*.html")}
	assert found == set(routes.PORTAL_PAGES)
	assert set(routes.PORTAL_PAGES.values()) <= {table.PREDICATE, table.DOCUMENT, table.ROLE}
	for page in found:
		source = (www / f"{page.replace('-', '_')}.py").read_text(encoding="utf-8")
		body = ast.parse(source).body
		context = next(n for n in body if isinstance(n, ast.FunctionDef) and n.name == "get_context")
		called = [ast.unparse(node.value.func) for node in context.body[1:] if isinstance(node, ast.Expr)]
		assert called == ["pages.serve"], page
		assert "no_cache = 1" in source, page


def test_every_whitelisted_method_is_declared() -> None:
	assert sorted(whitelisted()) == sorted(table.METHODS)
	assert set(table.METHODS.values()) <= {
		table.PREDICATE,
		table.DOCUMENT,
		table.ROLE,
		table.OPEN_DATA,
		table.DOOR,
		table.PUBLIC,
	}


def test_the_scan_finds_what_is_not_declared() -> None:
	tree = ast.parse("@frappe.whitelist(methods=['POST'])\ndef f(): ...\n@other\ndef g(): ...")
	assert [any(map(is_whitelist, node.decorator_list)) for node in tree.body] == [True, False]


def test_reports_are_live_and_for_declared_roles() -> None:
	for name, data in documents("report").items():
		assert not data.get("prepared_report"), name
		assert data["ref_doctype"] in table.RECORDS, name
		for row in data["roles"]:
			assert table.SCOPES[row["role"]] in (table.ENTERPRISE, table.AUTHORITY), f"{name}: {row['role']}"


def test_every_doctype_is_behind_its_hooks() -> None:
	for doctype in (*table.SCOPED, *table.CHILDREN, *table.SATELLITES):
		for hooks in (wiring.permission_query_conditions, wiring.has_permission, wiring.standard_queries):
			assert doctype in hooks, doctype


def test_hooks_lead_to_functions_that_exist() -> None:
	paths = {
		*wiring.permission_query_conditions.values(),
		*wiring.has_permission.values(),
		*wiring.standard_queries.values(),
		*wiring.override_whitelisted_methods.values(),
		*(path for events in wiring.doc_events.values() for handlers in events.values() for path in handlers),
	}
	for path in sorted(paths):
		module, function = path.rsplit(".", 1)
		tree = ast.parse(
			(PACKAGE.parent / Path(*module.split("."))).with_suffix(".py").read_text(encoding="utf-8")
		)
		assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, path


def test_merged_events_keep_every_handler_in_order() -> None:
	merged = wiring.merged({"A": {"validate": "x"}}, {"A": {"validate": ["y"], "on_trash": ["z"]}})
	assert merged == {"A": {"validate": ["x", "y"], "on_trash": ["z"]}}
