"""Every path that hooks.py and patches.txt name stands in the app."""

import ast
import runpy
from collections.abc import Iterator

import pytest
from app_tree import APP, NAME, ROOT, definition, doctypes, governed, module_path, parse

HOOKS = runpy.run_path(str(APP / "hooks.py"))
BY_PUBLIC_NAME = {key: value for key, value in HOOKS.items() if not key.startswith("_")}


def strings(value: object) -> Iterator[str]:
	if isinstance(value, str):
		yield value
	elif isinstance(value, dict):
		for key, child in value.items():
			yield from strings(key)
			yield from strings(child)
	elif isinstance(value, list | tuple | set | frozenset):
		for child in value:
			yield from strings(child)


def dotted_paths() -> list[tuple[str, str]]:
	return sorted(
		{
			(hook, text)
			for hook, value in BY_PUBLIC_NAME.items()
			for text in strings(value)
			if text.startswith(f"{NAME}.") and " " not in text
		}
	)


@pytest.mark.parametrize(("hook", "path"), dotted_paths())
def test_dotted_path_of_a_hook_resolves(hook, path):
	assert definition(path) is not None or module_path(path), (
		f"hooks.py: {hook} names {path}, which is not there"
	)


def test_scheduled_functions_take_no_arguments():
	for path in strings(HOOKS.get("scheduler_events", {})):
		if path.startswith(f"{NAME}."):
			function = definition(path)
			assert isinstance(function, ast.FunctionDef), path
			required = len(function.args.args) - len(function.args.defaults)
			assert required == 0, f"{path} cannot be called by the scheduler: it asks for arguments"


@pytest.mark.parametrize(
	"text", sorted({text for text in strings(BY_PUBLIC_NAME) if text.startswith(("/assets/", "public/"))})
)
def test_asset_of_a_hook_exists(text):
	relative = text.replace(f"/assets/{NAME}/", "public/")
	assert (APP / relative).is_file(), f"hooks.py names {text}, which is not there"


def test_every_doctype_with_rows_of_people_is_behind_the_predicate():
	for hook in ("permission_query_conditions", "has_permission"):
		children = [name for name, doctype in doctypes().items() if doctype.get("istable")]
		missing = {*governed(), *children, "Regulated Enterprise"} - set(HOOKS[hook])
		assert not missing, f"hooks.py: {hook} leaves out {sorted(missing)}"
	assert set(governed()) <= set(HOOKS["standard_queries"]), "search would pass the predicate by"


def test_patches_resolve():
	section = None
	for line in (APP / "patches.txt").read_text(encoding="utf-8").splitlines():
		line = line.split("#")[0].strip()
		if line.startswith("["):
			section = line
		elif line and not line.startswith("execute:"):
			assert section in ("[pre_model_sync]", "[post_model_sync]"), (
				f"patches.txt: {line} is in no section"
			)
			assert definition(f"{line}.execute") is not None, f"patches.txt: {line} has no function execute"


def test_module_list_matches_the_folders():
	titles = (APP / "modules.txt").read_text(encoding="utf-8").split("\n")
	folders = {title.strip().lower().replace(" ", "_") for title in titles if title.strip()}
	for folder in folders:
		assert (APP / folder / "__init__.py").is_file(), (
			f"modules.txt names {folder}, a folder that is not there"
		)
	for doctype in doctypes().values():
		assert doctype["module"].lower().replace(" ", "_") in folders


def test_hooks_state_what_the_marketplace_asks():
	assert HOOKS["app_name"] == APP.name
	assert isinstance(HOOKS["required_apps"], list)
	assert "frappe" not in HOOKS["required_apps"]
	# the first exception: methods of Frappe that read documents without asking; each is narrowed, never changed
	doors = set(HOOKS.get("override_whitelisted_methods", {}).values())
	# official papers come as WeasyPrint makes them; every other PDF stays with Frappe
	doors.remove(f"{NAME}.api.papers.download_pdf")
	assert all(path.startswith(f"{NAME}.permissions.doors.") for path in doors)
	assert "override_doctype_class" not in HOOKS
	# the second: an attach field of any DocType could open a private file of ours
	everywhere = set(strings(list(HOOKS.get("doc_events", {}).get("*", {}).values())))
	assert everywhere <= {f"{NAME}.permissions.files.check_attach_fields"}
	assert HOOKS["require_type_annotated_api_methods"] is True


def test_version_is_declared_once():
	assigned = [node for node in parse(APP / "__init__.py").body if isinstance(node, ast.Assign)]
	assert [node.targets[0].id for node in assigned] == ["__version__"]
	assert not (ROOT / "requirements.txt").exists()
