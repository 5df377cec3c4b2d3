"""What differs between a section of the report as a person left it and as the record would compose it now.

Compared are the words, not the markup: an editor writes the same table or list in other tags.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser

SAME, WRITTEN, COMPOSED = "same", "written", "composed"
BREAKS = frozenset({"p", "div", "li", "tr", "br", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True)
class Line:
	"""A line of text that stands in both (SAME), only in what is written, or only in what the record says."""

	side: str
	text: str


@dataclass(frozen=True)
class Section:
	"""One section: what the record composes, and how that differs. `lines` is empty when nothing does."""

	fieldname: str
	composed: str
	is_empty: bool
	lines: tuple[Line, ...]


def compare(written: Mapping[str, str], composed: Mapping[str, str]) -> list[Section]:
	"""Every section about which the record says anything, beside what is written there now."""
	return [
		Section(name, text, not lines_of(written.get(name)), tuple(difference(written.get(name), text)))
		for name, text in composed.items()
		if lines_of(text)
	]


def difference(written: str | None, composed: str) -> list[Line]:
	"""The lines of both texts in order, each with the side it stands on; none when the words are the same."""
	before, after = lines_of(written), lines_of(composed)
	if before == after:
		return []
	found: list[Line] = []
	for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
		if kind == "equal":
			found += [Line(SAME, text) for text in before[i1:i2]]
		else:
			found += [Line(WRITTEN, text) for text in before[i1:i2]]
			found += [Line(COMPOSED, text) for text in after[j1:j2]]
	return found


def lines_of(html: str | None) -> list[str]:
	"""The words of an HTML fragment line by line; the cells of a row stand in one line."""
	reader = _Reader()
	reader.feed(html or "")
	reader.close()
	return [line for line in (" ".join(text.split()) for text in reader.lines) if line]


class _Reader(HTMLParser):
	def __init__(self) -> None:
		super().__init__(convert_charrefs=True)
		self.lines = [""]
		self.in_cell = False

	def handle_starttag(self, tag: str, attrs: list) -> None:
		if tag in ("td", "th"):
			self.lines[-1] += " | " if self.lines[-1] else ""
			self.in_cell = True
		elif tag in BREAKS:
			self._break()

	def handle_endtag(self, tag: str) -> None:
		if tag in ("td", "th"):
			self.in_cell = False
		elif tag in BREAKS:
			self._break()

	def handle_data(self, data: str) -> None:
		self.lines[-1] += data

	def _break(self) -> None:
		# an editor puts paragraphs into the cells of a table
		if self.in_cell:
			self.lines[-1] += " "
		else:
			self.lines.append("")
