"""Habits of the code that a reader should not have to check by eye."""

import ast
import re

import pytest
from app_tree import (
	APP,
	ROOT,
	calls,
	functions,
	is_test,
	javascript_files,
	parse,
	place,
	python_files,
	whitelisted,
)

ALL = python_files()
CODE = python_files(tests=False)
RAW_SQL = re.compile(r"^frappe\.db\.(sql|sql_list|sql_ddl|multisql)$")
TRANSLATORS = {"_", "N_", "_lt", "frappe._"}


def test_no_raw_sql():
	found = [place(path, call) for path in CODE for name, call in calls(path) if RAW_SQL.match(name)]
	assert not found, "use frappe.qb or get_all"


def test_no_commit():
	found = [place(path, call) for path in CODE for name, call in calls(path) if name == "frappe.db.commit"]
	assert not found, "the framework commits at the end of the request"


def test_user_is_switched_in_tests_and_the_demo_only():
	"""The demo acts as each of its people, so that their roles and memberships count."""
	found = [place(path, call) for path in CODE for name, call in calls(path) if name == "frappe.set_user"]
	assert not [where for where in found if not where.startswith("hazard_governance/setup/demo_site/")]


def test_every_skipped_permission_says_why():
	"""A comment in the same function, before the line or on it."""
	for path in CODE:
		lines = path.read_text(encoding="utf-8").splitlines()
		for number, line in enumerate(lines, start=1):
			if re.search(r"ignore_permissions\s*=\s*True", line):
				first = max(
					(f.lineno for f in functions(path) if f.lineno <= number <= f.end_lineno), default=number
				)
				near = lines[first - 2 : number]
				assert any("#" in text for text in near), f"{place(path)}:{number} gives no reason"


def test_nothing_is_evaluated():
	forbidden = {"eval", "exec", "frappe.safe_eval", "os.system", "subprocess.run", "subprocess.Popen"}
	allowed = {
		# a transition's condition is Frappe's own expression, read the way Frappe reads it
		("hazard_governance/api/workflow_check.py", "frappe.safe_eval"),
	}
	for path in CODE:
		for name, call in calls(path):
			if name in forbidden:
				assert (place(path), name) in allowed, place(path, call)


def test_translated_text_is_a_plain_literal():
	for path in ALL:
		for name, call in calls(path):
			if name in TRANSLATORS and call.args:
				wrong = isinstance(call.args[0], ast.JoinedStr | ast.BinOp) or (
					isinstance(call.args[0], ast.Call) and getattr(call.args[0].func, "attr", "") == "format"
				)
				assert not wrong, f"{place(path, call)}: translate the template, then format it"


def test_nothing_is_translated_while_a_module_loads():
	for path in ALL:
		inside = {
			id(child)
			for node in ast.walk(parse(path))
			if isinstance(node, ast.FunctionDef | ast.Lambda)
			for child in ast.walk(node)
		}
		for name, call in calls(path):
			if name in ("_", "frappe._"):
				assert id(call) in inside, f"{place(path, call)}: this freezes one language for every site"


def test_init_files_are_inert():
	for path in ALL:
		if path.name == "__init__.py":
			for node in parse(path).body:
				harmless = isinstance(node, ast.Expr | ast.Assign) and isinstance(node.value, ast.Constant)
				assert harmless, f"{place(path, node)} does something on import"


def test_files_stay_short():
	for path in [*ALL, *javascript_files(), *(ROOT / "tests").rglob("*.py"), *(ROOT / "scripts").glob("*")]:
		if path.is_file() and path.suffix in (".py", ".js", ".sh"):
			lines = len(path.read_text(encoding="utf-8").splitlines())
			limit = 150 if is_controller(path) else 400
			assert lines <= limit, f"{path.relative_to(ROOT)} has {lines} lines; split it by what it is about"


def is_controller(path) -> bool:
	return path.suffix == ".py" and path.parent.parent.name == "doctype" and path.stem == path.parent.name


def test_no_symbolic_links():
	skipped = {".git", ".venv", "node_modules"}
	for path in ROOT.iterdir():
		if path.name not in skipped:
			assert not path.is_symlink()
			assert not [str(child) for child in path.rglob("*") if child.is_symlink()]


def test_methods_open_to_the_browser_are_typed():
	for path in CODE:
		for function in functions(path):
			if whitelisted(function):
				arguments = [*function.args.args, *function.args.kwonlyargs]
				untyped = [a.arg for a in arguments if a.annotation is None and a.arg not in ("self", "cls")]
				assert not untyped, f"{place(path, function)}: {untyped} have no type"
				# the doors hand on to the method of Frappe they stand in front of
				assert not function.args.kwarg or path.name == "doors.py", (
					f"{place(path, function)} takes whatever it is sent"
				)
				assert ast.get_docstring(function), f"{place(path, function)} says nothing of who may call it"


@pytest.mark.parametrize("package", ["domain", "ledger"])
def test_rules_and_ledger_know_no_frappe(package):
	seen, queue = set(), sorted((APP / package).rglob("*.py"))
	while queue:
		path = queue.pop()
		if path in seen or is_test(path):
			continue
		seen.add(path)
		for node in ast.walk(parse(path)):
			for module in imported(node, path):
				assert module.split(".")[0] not in ("frappe", "erpnext"), (
					f"{place(path, node)} imports {module}"
				)
				if module.startswith(APP.name):
					queue.extend(files_of(module))


def imported(node: ast.AST, path) -> list[str]:
	if isinstance(node, ast.Import):
		return [alias.name for alias in node.names]
	if isinstance(node, ast.ImportFrom):
		base = node.module or ""
		if node.level:
			folder = path.relative_to(ROOT).parts[: -node.level]
			base = ".".join([*folder, *([node.module] if node.module else [])])
		return [base, *(f"{base}.{alias.name}" for alias in node.names)]
	return []


def files_of(module: str) -> list:
	base = ROOT.joinpath(*module.split("."))
	parents = [ROOT.joinpath(*module.split(".")[:n], "__init__.py") for n in range(1, module.count(".") + 2)]
	return [path for path in (base.with_suffix(".py"), *parents) if path.is_file()]
