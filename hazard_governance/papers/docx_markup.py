"""What people wrote with formatting (HTML of a Text Editor) as paragraphs, lists, tables and pictures of Word."""

import io
from collections.abc import Callable
from html.parser import HTMLParser

from docx.shared import Mm

from hazard_governance.papers.docx_styles import (
	keep_together,
	line_width,
	repeat_heading,
	set_widths,
	write_cell,
)
from hazard_governance.papers.pictures import content_of

STARTS_LINE = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BOLD, ITALIC, UNDERLINED = frozenset({"b", "strong"}), frozenset({"i", "em"}), frozenset({"u"})
STYLED = BOLD | ITALIC | UNDERLINED


def write(document, html: str) -> None:
	"""Append the formatted text to the document."""
	writer = _Writer(document)
	writer.feed(html or "")
	writer.close()
	writer.end_line()


class _Writer(HTMLParser):
	"""Appends to the document as it reads; a table is collected and written when it ends."""

	def __init__(self, document) -> None:
		super().__init__(convert_charrefs=True)
		self.document = document
		self.paragraph = None
		self.style: str | None = None
		self.open: list[str] = []
		self.lists: list[str] = []
		self.rows: list[list[tuple[bool, str]]] | None = None

	# --- what the parser calls --------------------------------------------------------------------------------
	def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
		values = {name: value or "" for name, value in attrs}
		if self.rows is not None:
			self._in_table(tag)
			return
		if tag in STARTS_LINE:
			self.end_line()
			self.style = self._style_of(tag, values)
		starts: dict[str, Callable] = {
			"table": self._start_table,
			"ul": lambda: self.lists.append("List Bullet"),
			"ol": lambda: self.lists.append("List Number"),
			"br": self._break,
			"img": lambda: self._picture(values.get("src", "")),
		}
		if tag in starts:
			starts[tag]()
		elif tag in STYLED:
			self.open.append(tag)

	def handle_endtag(self, tag: str) -> None:
		if tag == "table" and self.rows is not None:
			self._write_table()
		elif self.rows is not None:
			return
		elif tag in STARTS_LINE:
			self.end_line()
		elif tag in ("ul", "ol") and self.lists:
			self.lists.pop()
		elif tag in self.open:
			self.open.remove(tag)

	def handle_data(self, data: str) -> None:
		if self.rows is not None:
			if self.rows and self.rows[-1]:
				heading, text = self.rows[-1][-1]
				self.rows[-1][-1] = (heading, text + data)
			return
		if not data.strip() and self.paragraph is None:
			return
		run = self._line().add_run(data)
		run.bold = bool(BOLD & set(self.open)) or None
		run.italic = bool(ITALIC & set(self.open)) or None
		run.underline = bool(UNDERLINED & set(self.open)) or None

	# --- lines --------------------------------------------------------------------------------------------------
	def end_line(self) -> None:
		self.paragraph, self.style = None, None

	def _line(self):
		if self.paragraph is None:
			self.paragraph = self.document.add_paragraph(style=self.style)
		return self.paragraph

	def _style_of(self, tag: str, values: dict[str, str]) -> str | None:
		if tag in HEADINGS:
			return "Heading 3"
		if tag != "li":
			return None
		# the editor writes every list as an ordered one and says which at the item
		said = {"bullet": "List Bullet", "ordered": "List Number"}.get(values.get("data-list", ""))
		return said or (self.lists[-1] if self.lists else "List Bullet")

	def _break(self) -> None:
		if self.paragraph is not None:
			self.paragraph.add_run().add_break()

	def _picture(self, url: str) -> None:
		content = content_of(url)
		if content:
			self.end_line()
			self.document.add_picture(io.BytesIO(content), width=Mm(110))

	# --- tables -------------------------------------------------------------------------------------------------
	def _start_table(self) -> None:
		self.end_line()
		self.rows = []

	def _in_table(self, tag: str) -> None:
		if tag == "tr":
			self.rows.append([])
		elif tag in ("td", "th"):
			if not self.rows:
				self.rows.append([])
			self.rows[-1].append((tag == "th", ""))
		elif tag in ("br", "p", "div") and self.rows and self.rows[-1]:
			self.handle_data("\n")

	def _write_table(self) -> None:
		rows, self.rows = [row for row in self.rows if row], None
		if not rows:
			return
		columns = max(len(row) for row in rows)
		table = self.document.add_table(rows=0, cols=columns, style="Table Grid")
		for row in rows:
			written = table.add_row()
			for cell, (heading, text) in zip(written.cells, row, strict=False):
				write_cell(cell, text.strip(), bold=heading, centred=heading)
			if all(heading for heading, _text in row):
				repeat_heading(written)
			keep_together(written)
		shares = [_share([row[index][1] for row in rows if len(row) > index]) for index in range(columns)]
		set_widths(table, [line_width(self.document) * share // sum(shares) for share in shares])
		self.document.add_paragraph()


def _share(texts: list[str]) -> int:
	"""How wide a column is beside the others: by its longest text, neither a hair nor the whole line."""
	return max(5, min(22, max(map(len, texts))))
