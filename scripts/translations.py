"""The Chinese translations of the app: which strings need one, which rows of zh.csv nobody uses.

    python3 scripts/translations.py               prints what is missing and what is stale, exit code 1 if anything
    python3 scripts/translations.py add FILE...   takes rows `source,translation[,context]` into zh.csv, sorted
    python3 scripts/translations.py tidy          sorts zh.csv and drops stale rows

A row may carry a DocType as context, so that a word such as "From" is translated on our forms only. Standard library.
tests/wiring/test_translations.py asks the same questions.
"""

import ast
import csv
import importlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "hazard_governance"
ZH = APP / "translations" / "zh.csv"
FRAMEWORK = ROOT / "scripts" / "framework_strings.txt"
"""Strings of Frappe that people meet on our pages and that Frappe's Chinese lacks or gets wrong, one a line."""
CODE = ""
"""The context of a string that is translated without one: in Python, JavaScript, workflows, workspaces."""

MARKERS = {"_", "N_", "_lt", "__"}
JS_CALL = re.compile(
	r"\b__\(\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`(?:[^`\\$]|\\.)*`)"
	r"(?:,\s*(?:null|\[[^\[\]]*\]),\s*[\"']([^\"']+)[\"'])?"
)
JINJA_CALL = re.compile(
	r"\b_\(\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')(?:,\s*context=[\"']([^\"']+)[\"'])?"
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")

Found = Iterator[tuple[str, str]]
"""(source, context) pairs"""


def needed() -> dict[str, set[str]]:
	"""Every source string of the app with the contexts (DocTypes, or CODE) it is shown in."""
	strings: dict[str, set[str]] = {}
	finders = (_documents, _python, _javascript, _templates, _roles, _workflows)
	for finder in finders:
		for source, context in finder():
			# what is Chinese already is data or a citation, not a label
			if source and source.strip() and re.search(r"[A-Za-z]{2}", source):
				strings.setdefault(source, set()).add(context)
	for source in FRAMEWORK.read_text(encoding="utf-8").splitlines():
		strings.setdefault(source, set()).add(CODE)
	return strings


def rows() -> list[tuple[str, str, str]]:
	"""(source, translation, context) of zh.csv."""
	return read_rows(ZH) if ZH.exists() else []


def read_rows(path: Path) -> list[tuple[str, str, str]]:
	"""Rows of a file of translations; ValueError names a row that is no pair or triple."""
	with path.open(encoding="utf-8", newline="") as file:
		read = [row for row in csv.reader(file) if row]
	for row in read:
		if len(row) not in (2, 3):
			raise ValueError(f"{path.name}: {row} is not source,translation[,context]")
	return [(row[0], row[1], row[2] if len(row) == 3 else CODE) for row in read]


def missing(strings: dict[str, set[str]], have: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
	"""(source, context) without a row: a row without context serves every context."""
	keys = {(source, context) for source, _translation, context in have}
	return sorted(
		(source, context)
		for source, contexts in strings.items()
		for context in contexts
		if (source, CODE) not in keys and (source, context) not in keys
	)


def stale(strings: dict[str, set[str]], have: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
	"""(source, context) of rows whose string stands nowhere in the app any more."""
	return sorted(
		(source, context)
		for source, _translation, context in have
		if source not in strings or (context != CODE and context not in strings[source])
	)


# --- where strings stand -----------------------------------------------------------------------------------


def _documents() -> Found:
	"""Labels, descriptions, options and names of the app's standard documents."""
	for path in sorted((APP / "hazard_governance").glob("*/*/*.json")):
		document = json.loads(path.read_text(encoding="utf-8"))
		doctype = document.get("doctype")
		reader = {"DocType": _doctype, "Workspace": _workspace}.get(doctype, _other)
		yield from reader(document)


def _doctype(document: dict) -> Found:
	name = document["name"]
	yield name, name
	yield document.get("description", ""), name
	for field in document["fields"]:
		for key in ("label", "placeholder"):
			yield field.get(key) or "", name
		# Frappe looks up descriptions without their DocType
		yield field.get("description") or "", CODE
		if field["fieldtype"] == "Select":
			for option in (field.get("options") or "").split("\n"):
				yield option, name
	for link in document.get("links", ()):
		yield link.get("group") or "", name
	for action in document.get("actions", ()):
		yield action.get("label") or "", name


def _workspace(document: dict) -> Found:
	yield document.get("title") or document["label"], CODE
	for row in document.get("shortcuts") or ():
		yield row.get("format") or "", CODE
	for key in ("links", "shortcuts", "number_cards", "charts", "quick_lists"):
		for row in document.get(key) or ():
			yield row.get("label") or row.get("chart_name") or row.get("number_card_name") or "", CODE
	for block in json.loads(document.get("content") or "[]"):
		text = re.sub(r"<[^>]+>", "", block.get("data", {}).get("text", ""))
		yield text.strip(), CODE


def _other(document: dict) -> Found:
	for key in ("report_name", "title", "label", "chart_name", "page_name"):
		if document.get("doctype") == "Page" and key == "page_name":
			continue
		yield document.get(key) or "", CODE
	for row in [*(document.get("columns") or ()), *(document.get("filters") or ())]:
		if isinstance(row, dict):
			yield row.get("label") or "", CODE
	yield from _introduction(document)
	yield from _written(document)
	for field in document.get("web_form_fields") or ():
		yield field.get("label") or "", CODE
		yield field.get("description") or "", CODE


def _introduction(document: dict) -> Found:
	"""What an onboarding, one of its steps or a form tour says."""
	if document.get("doctype") not in ("Module Onboarding", "Onboarding Step", "Form Tour"):
		return
	keys = ("title", "subtitle", "success_message", "description", "action_label", "report_description")
	for row in (document, *document.get("steps", ())):
		for key in keys:
			yield row.get(key) or "", CODE


# what a page, a mail or a print of the document says, by DocType: texts, then templates
SAID = {
	"Web Form": (
		("introduction_text", "success_title", "success_message", "button_label", "list_title", "meta_title"),
		(),
	),
	"Notification": ((), ("subject", "message")),
	"Email Template": ((), ("subject", "response", "response_html")),
	"Print Format": (("name",), ("html",)),
	"Number Card": (("name",), ()),
	"Dashboard": (("name",), ()),
	"Dashboard Chart": (("name", "x_field_label"), ()),
}


def _written(document: dict) -> Found:
	texts, templates = SAID.get(document.get("doctype"), ((), ()))
	for key in texts:
		yield re.sub(r"<[^>]+>", "", document.get(key) or "").strip(), CODE
	for key in templates:
		for literal, context in JINJA_CALL.findall(document.get(key) or ""):
			yield _unquoted(literal), context or CODE


def _python() -> Found:
	for path in sorted(APP.rglob("*.py")):
		tree = ast.parse(path.read_text(encoding="utf-8"))
		usual = _context_of_module(tree)
		for node in ast.walk(tree):
			if isinstance(node, ast.Call) and _name_of(node.func) in MARKERS and node.args:
				first = node.args[0]
				if isinstance(first, ast.Constant) and isinstance(first.value, str):
					yield first.value, _context_of(node) or usual


def _context_of_module(tree: ast.Module) -> str:
	"""A module whose marked strings are all translated in one context says so: TRANSLATION_CONTEXT = "…"."""
	for node in tree.body:
		if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "TRANSLATION_CONTEXT":
			return node.value.value
	return CODE


def _context_of(call: ast.Call) -> str:
	given = next((keyword.value for keyword in call.keywords if keyword.arg == "context"), None)
	return given.value if isinstance(given, ast.Constant) else CODE


def _name_of(function: ast.expr) -> str:
	return getattr(function, "id", None) or getattr(function, "attr", "")


def _javascript() -> Found:
	for path in sorted(APP.rglob("*.js")):
		for literal, context in JS_CALL.findall(path.read_text(encoding="utf-8")):
			yield _unquoted(literal), context or CODE


def _templates() -> Found:
	for path in sorted(APP.rglob("*.html")):
		text = path.read_text(encoding="utf-8")
		for literal, context in [*JINJA_CALL.findall(text), *JS_CALL.findall(text)]:
			yield _unquoted(literal), context or CODE


def _unquoted(literal: str) -> str:
	return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t"}.get(match[1], match[1]), literal[1:-1])


def _roles() -> Found:
	for role in json.loads((APP / "fixtures" / "role.json").read_text(encoding="utf-8")):
		yield role["name"], CODE


def _workflows() -> Found:
	sys.path.insert(0, str(ROOT))
	for workflow in importlib.import_module("hazard_governance.setup.workflow_data").WORKFLOWS:
		yield workflow.name, CODE
		for state in workflow.states:
			yield state.name, CODE
		for transition in workflow.transitions:
			yield transition.action, CODE


# --- the command -------------------------------------------------------------------------------------------


def write(have: list[tuple[str, str, str]]) -> None:
	"""Writes zh.csv: one row for each source and context (the last one given), sorted."""
	latest = {(source, context): translation for source, translation, context in have}
	with ZH.open("w", encoding="utf-8", newline="") as file:
		writer = csv.writer(file, lineterminator="\n")
		for (source, context), translation in sorted(latest.items()):
			writer.writerow([source, translation, context] if context else [source, translation])


def main(command: str = "check", *files: str) -> int:
	"""Runs one command of the module's docstring; the exit code."""
	if command == "add":
		write([*rows(), *(row for name in files for row in read_rows(Path(name)))])
	strings = needed()
	if command == "tidy":
		gone = set(stale(strings, rows()))
		write([row for row in rows() if (row[0], row[2]) not in gone])
	absent, unused = missing(strings, rows()), stale(strings, rows())
	for title, found in (("missing", absent), ("stale", unused)):
		for source, context in found:
			print(f"{title}: {source!r}" + (f" (on {context})" if context else ""))
	print(f"{len(strings)} strings, {len(rows())} rows, {len(absent)} missing, {len(unused)} stale")
	return bool(absent or unused)


if __name__ == "__main__":
	sys.exit(main(*sys.argv[1:]))
