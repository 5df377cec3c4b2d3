"""The app's files as the wiring tests read them: parsed, never imported, so that no Frappe is needed."""

import ast
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "hazard_governance"
NAME = "hazard_governance"
MODULE = APP / NAME


@cache
def parse(path: Path) -> ast.Module:
	return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def python_files(tests: bool = True) -> tuple[Path, ...]:
	"""Every Python file of the package; `tests` False leaves out test modules and what only they use."""
	return tuple(path for path in sorted(APP.rglob("*.py")) if tests or not is_test(path))


def is_test(path: Path) -> bool:
	return path.name.startswith("test_") or "tests" in path.relative_to(APP).parts


def javascript_files() -> list[Path]:
	return sorted(APP.rglob("*.js"))


@cache
def documents(doctype: str) -> dict[str, dict]:
	"""The app's standard documents of one DocType, by name."""
	found = {}
	for path in sorted(MODULE.glob("*/*/*.json")):
		document = json.loads(path.read_text(encoding="utf-8"))
		if document.get("doctype") == doctype:
			found[document["name"]] = {**document, "path": path}
	return found


def doctypes() -> dict[str, dict]:
	return documents("DocType")


def governed() -> list[str]:
	"""The hazard and every document that belongs to one and is no child row."""
	return [
		name
		for name, doctype in doctypes().items()
		if not doctype.get("istable")
		and (name == "Hazard" or {"hazard", "enterprise"} <= {f["fieldname"] for f in doctype["fields"]})
	]


def module_path(dotted: str) -> Path | None:
	"""File of a module of the app: `a.b` is a/b.py or a/b/__init__.py."""
	base = ROOT / Path(*dotted.split("."))
	for candidate in (base.with_suffix(".py"), base / "__init__.py"):
		if candidate.is_file():
			return candidate
	return None


def definition(dotted: str) -> ast.AST | None:
	"""The function, class or assignment that a dotted path of the app names; follows `from x import y` once a step."""
	module, _, name = dotted.rpartition(".")
	path = module_path(module)
	if not path:
		outer = definition(module) if module.count(".") else None
		return member(outer, name) if isinstance(outer, ast.ClassDef) else None
	for node in parse(path).body:
		if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
			return node
		if isinstance(node, ast.Assign) and any(getattr(target, "id", "") == name for target in node.targets):
			return node
		if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(NAME):
			for alias in node.names:
				if (alias.asname or alias.name) == name:
					return definition(f"{node.module}.{alias.name}") or node
	return None


def member(node: ast.ClassDef, name: str) -> ast.AST | None:
	return next((child for child in node.body if getattr(child, "name", "") == name), None)


def whitelisted(function: ast.AST | None) -> bool:
	return isinstance(function, ast.FunctionDef) and any(
		_dotted(decorator).endswith("frappe.whitelist") for decorator in function.decorator_list
	)


def whitelist_call(function: ast.FunctionDef) -> ast.Call | None:
	return next(
		(
			decorator
			for decorator in function.decorator_list
			if isinstance(decorator, ast.Call) and _dotted(decorator).endswith("frappe.whitelist")
		),
		None,
	)


def functions(path: Path) -> Iterator[ast.FunctionDef]:
	return (node for node in ast.walk(parse(path)) if isinstance(node, ast.FunctionDef))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
	"""(dotted name of what is called, the call)"""
	for node in ast.walk(parse(path)):
		if isinstance(node, ast.Call):
			yield _dotted(node.func), node


def _dotted(node: ast.AST) -> str:
	if isinstance(node, ast.Call):
		return _dotted(node.func)
	if isinstance(node, ast.Attribute):
		return f"{_dotted(node.value)}.{node.attr}"
	return getattr(node, "id", "")


def place(path: Path, node: ast.AST | None = None) -> str:
	"""`hazard_governance/x.py:12`, for messages."""
	where = str(path.relative_to(ROOT))
	return f"{where}:{node.lineno}" if node is not None else where
