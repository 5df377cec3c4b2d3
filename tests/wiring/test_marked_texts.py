"""What people read is marked for translation where it stands, as one text: what is not marked is never found missing."""

import ast
import re

import pytest
from app_tree import APP
from test_translations import NEEDED, translations

MARKED = (ast.Constant, ast.Name, ast.Attribute, ast.Subscript, ast.Call)
PYTHON = sorted(path for path in APP.rglob("*.py") if "tests" not in path.parts)
BROWSER = sorted(APP.rglob("*.js"))
PAGES = sorted(APP.rglob("*.html"))
LITERAL = r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)"
TOLD = {"throw", "msgprint"}
# names that read alike in every language, and a language by its own name
NAMES = {"SHA-256", "PDF", "Word", "English"}


def test_python_texts_are_marked_whole():
	"""A text put together before it is translated is in no dictionary."""
	found = []
	for path in PYTHON:
		for node in ast.walk(ast.parse(path.read_text("utf-8"))):
			if not isinstance(node, ast.Call) or not node.args:
				continue
			first, name = node.args[0], translations._name_of(node.func)
			if name in translations.MARKERS and not isinstance(first, (*MARKED, ast.BoolOp)):
				found.append(f"{path.name}:{node.lineno} {ast.unparse(first)[:60]}")
			if name in TOLD and isinstance(first, ast.JoinedStr | ast.Constant):
				found.append(f"{path.name}:{node.lineno} tells {ast.unparse(first)[:60]}")
	assert not found


def test_javascript_texts_are_marked_whole():
	found = []
	for path in BROWSER:
		text = path.read_text("utf-8")
		for literal, after in re.findall(rf"\b__\(\s*({LITERAL})\s*(.)", text):
			if after not in ",)" or (literal.startswith("`") and "${" in literal):
				found.append(f"{path.name}: {literal[:60]}")
	assert not found


@pytest.mark.parametrize("path", BROWSER, ids=lambda path: path.name)
def test_javascript_shows_no_unmarked_text(path):
	text = path.read_text("utf-8")
	keys = r"label|title|message|description|primary_action_label|placeholder|subtitle"
	calls = r"add_custom_button|add_menu_item|msgprint|throw|confirm|show_alert|\.text|\.prompt"
	found = [
		*re.findall(rf"\b(?:{keys})\s*:\s*([\"'`][A-Z][a-z][^\"'`]*[\"'`])", text),
		*re.findall(rf"(?:{calls})\(\s*([\"'`][A-Z][a-z][^\"'`]*[\"'`])", text),
		*re.findall(
			r"<(?:p|h\d|div|span|strong|b|li|th|td|a|button)[^<>]*>\s*([A-Z][a-z]+[^<>{}$`]*)<", text
		),
	]
	assert not [literal for literal in found if literal.strip("\"'`") not in NAMES]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_and_mails_show_no_unmarked_text(path):
	text = path.read_text("utf-8")
	text = re.sub(r"<style.*?</style>|<script.*?</script>|<!--.*?-->|\{#.*?#\}", "", text, flags=re.S)
	text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text, flags=re.S)
	# what nobody sees or hears, such as a trap for robots
	text = re.sub(r'<(\w+)[^<>]*aria-hidden="true"[^<>]*>.*?</\1>', "", text, flags=re.S)
	read_aloud = re.findall(r'\b(?:title|placeholder|alt|aria-label)="([^"]*[A-Za-z]{2}[^"]*)"', text)
	words = re.findall(r"[A-Za-z]{2}[^<>\n]*", re.sub(r"<[^>]+>|&\w+;", "\n", text))
	# what a macro writes between the attributes of a tag is none of its text
	shown = [word.strip() for word in (*words, *read_aloud) if '="' not in word]
	assert not [word for word in shown if word not in NAMES]


@pytest.mark.parametrize(
	("text", "context", "kind"),
	[
		("{} not closed out", "", "a shortcut's count on a workspace"),
		("Open Hazards by County", "", "a dashboard chart"),
		("Our Overdue Matters", "", "a number card"),
		("The plan of {0} that you prepared was approved.", "", "a notification"),
		("Deadlines of hazards as of {0}:", "", "a mail"),
		("High-Quality Rectification Report", "", "a print format"),
		("Report Your First Hazard", "", "a step of the onboarding"),
		("Open", "Remediation Plan Measure", "an option"),
		("Five-fixes tables", "Official Paper", "a paper"),
		("Only those with {0}", "", "a link field"),
		("Approve Report", "", "an action"),
		("Due on {0}. Status as of {1}.", "", "a report's message"),
	],
)
def test_each_kind_of_text_is_looked_for(text, context, kind):
	assert context in NEEDED.get(text, ()), kind
