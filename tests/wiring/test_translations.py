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
NAMES = {"ERPNext", "OK", "PDF", "JPG", "PNG", "{first}, {more}", "{label}: {value}", "{number}. {heading}"}


def test_nothing_is_missing():
	assert not translations.missing(NEEDED, ROWS), (
		"write the rows, then: python3 scripts/translations.py add FILE"
	)


def test_nothing_is_stale():
	assert not translations.stale(NEEDED, ROWS), "python3 scripts/translations.py tidy"


def test_every_row_is_chinese_and_keeps_its_places():
	for source, translation, _context in ROWS:
		assert translation.strip(), source
		assert set(PLACEHOLDER.findall(source)) == set(PLACEHOLDER.findall(translation)), source
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


def test_labels_in_the_guides_are_the_real_ones():
	"""In the guides, bold is what stands on the screen (before a colon or with a full stop it is a heading)."""
	english, chinese = set(NEEDED), {translation for _source, translation, _context in ROWS}
	for path in sorted((ROOT / "docs").glob("*-guide.*.md")):
		labels = chinese if ".zh." in path.name else english
		text = re.sub(r"\s*\n\s*", " ", path.read_text(encoding="utf-8"))
		for label, after in re.findall(r"\*\*([^*]+)\*\*(.?)", text):
			if not re.search(r"[.。?：:]$", label) and after not in (":", "："):
				assert label in labels or label.replace(" ", "") in labels, (
					f"{path.name}: {label} is no label of the app"
				)
