"""zh.csv holds every string of the app, and nothing else."""

import importlib.util
import re

from app_tree import ROOT

spec = importlib.util.spec_from_file_location("translations", ROOT / "scripts" / "translations.py")
translations = importlib.util.module_from_spec(spec)
spec.loader.exec_module(translations)

NEEDED = translations.needed()
ROWS = translations.rows()
PLACEHOLDER = re.compile(r"\{(\d*)\}")
NAMES = {"ERPNext", "OK", "PDF", "JPG", "PNG"}


def test_nothing_is_missing():
	assert not translations.missing(NEEDED, ROWS), (
		"write the rows, then: python3 scripts/translations.py add FILE"
	)


def test_nothing_is_stale():
	assert not translations.stale(NEEDED, ROWS), "python3 scripts/translations.py tidy"


def test_every_row_is_chinese_and_keeps_its_places():
	for source, translation, _context in ROWS:
		assert translation.strip(), source
		assert sorted(PLACEHOLDER.findall(source)) == sorted(PLACEHOLDER.findall(translation)), source
		assert translations.CHINESE.search(translation) or source in NAMES, source


def test_no_row_stands_twice():
	keys = [(source, context) for source, _translation, context in ROWS]
	assert len(keys) == len(set(keys))


def test_strings_of_every_kind_are_found():
	"""Guards the extraction itself: one known string of each place."""
	assert "Hazard" in NEEDED["Hazard Title"], "a label of a DocType"
	assert translations.CODE in NEEDED["Start Rectification"], "an action of a workflow"
	assert translations.CODE in NEEDED["Enterprise Principal"], "a role"
	assert translations.CODE in NEEDED["Monthly Major Hazard List"], "a report"
	assert any("{0}" in source for source in NEEDED), "a message"
