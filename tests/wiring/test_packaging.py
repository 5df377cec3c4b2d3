"""What bench, pip and the Frappe marketplace read of the package."""

import re

from app_tree import APP, ROOT

try:
	import tomllib
except ModuleNotFoundError:  # Python 3.10
	from pip._vendor import tomli as tomllib

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_apps_are_left_to_bench():
	names = {re.split(r"[<>=!~\[; ]", text)[0].lower() for text in PROJECT["project"]["dependencies"]}
	assert not names & {"frappe", "erpnext", "hrms", "crm"}
	bounds = PROJECT["tool"]["bench"]["frappe-dependencies"]
	assert set(bounds) == {"frappe", "erpnext"}
	for bound in bounds.values():
		assert re.fullmatch(r">=\d+\.\d+\.\d+(-dev)?,<=?\d+\.\d+\.\d+(-dev)?", bound)


def test_project_names_the_package():
	assert PROJECT["project"]["name"] == APP.name
	assert PROJECT["project"]["dynamic"] == ["version"]
	assert PROJECT["build-system"]["build-backend"] == "flit_core.buildapi"


def test_commands_of_the_package_exist():
	for target in PROJECT["project"].get("scripts", {}).values():
		module, function = target.split(":")
		path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
		assert path.is_file(), target
		assert re.search(rf"^def {function}\(", path.read_text(encoding="utf-8"), re.M), target


def test_licence_is_the_one_named():
	hooks = (APP / "hooks.py").read_text(encoding="utf-8")
	assert 'app_license = "gpl-3.0"' in hooks
	assert "GNU GENERAL PUBLIC LICENSE" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_public_folder_is_kept():
	assert (APP / "public").is_dir(), "without it bench build leaves the app out"


def test_readme_links_lead_somewhere():
	for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
		for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
			assert (page.parent / target).exists(), f"{page.name} links to {target}"
