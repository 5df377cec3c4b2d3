"""The rules stand alone: nothing under domain/ imports anything but the standard library and its neighbours."""

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "hazard_governance"
MODULES = sorted((PACKAGE / "domain").glob("**/*.py"))


def imported(tree: ast.AST) -> list[str]:
	names = []
	for node in ast.walk(tree):
		if isinstance(node, ast.Import):
			names += [alias.name for alias in node.names]
		elif isinstance(node, ast.ImportFrom):
			names.append("." * node.level + (node.module or ""))
	return names


def is_allowed(name: str) -> bool:
	if name.startswith("."):
		return not name.startswith("..")
	return name.split(".")[0] in sys.stdlib_module_names or name.startswith("hazard_governance.domain")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_domain_imports_the_standard_library_and_itself_only(path):
	names = imported(ast.parse(path.read_text()))
	assert [name for name in names if not is_allowed(name)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_domain_reads_no_clock(path):
	"""Today's date comes in as an argument."""
	calls = [
		node.func.attr
		for node in ast.walk(ast.parse(path.read_text()))
		if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
	]
	assert {"today", "now", "utcnow"}.isdisjoint(calls)


@pytest.mark.parametrize("path", [PACKAGE / "__init__.py", PACKAGE / "domain/__init__.py"])
def test_packages_above_the_rules_import_nothing(path):
	assert imported(ast.parse(path.read_text())) == []
