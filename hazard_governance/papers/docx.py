"""A paper as docx, since offices edit: the same blocks as the page, in Word's own styles."""

import io
from html.parser import HTMLParser

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from hazard_governance.domain.papers import model
from hazard_governance.papers.make import in_language, translate
from hazard_governance.papers.pictures import content_of

BODY_FONT, TITLE_FONT, HEADING_FONT = "仿宋", "宋体", "黑体"
SIZES = {model.A4: (210, 297), model.A3: (297, 420)}
RED = RGBColor(0xC0, 0, 0)


def to_docx(paper: model.Paper, language: str) -> bytes:
	"""The paper as the bytes of a .docx file."""
	with in_language(language):
		document = _blank(paper)
		_head(document, paper)
		for block in paper.blocks:
			WRITERS[type(block)](document, block)
		_foot(document, paper, language)
	written = io.BytesIO()
	document.save(written)
	return written.getvalue()


def _blank(paper: model.Paper):
	document = Document()
	section = document.sections[0]
	width, height = SIZES[paper.size]
	if paper.landscape:
		section.orientation = WD_ORIENT.LANDSCAPE
		width, height = height, width
	section.page_width, section.page_height = Mm(width), Mm(height)
	section.left_margin = section.right_margin = Mm(25)
	section.top_margin = section.bottom_margin = Mm(25)
	_set_font(document.styles["Normal"], BODY_FONT, 12)
	return document


def _set_font(style, name: str, size: float) -> None:
	style.font.name, style.font.size = name, Pt(size)
	style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _line(document, text: str, font: str, size: float, *, bold=False, centred=False, colour=None):
	paragraph = document.add_paragraph()
	if centred:
		paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
	run = paragraph.add_run(text)
	run.bold, run.font.size, run.font.name = bold, Pt(size), font
	run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
	if colour is not None:
		run.font.color.rgb = colour
	return paragraph


def _head(document, paper: model.Paper) -> None:
	if paper.is_draft:
		_line(document, translate("DRAFT"), HEADING_FONT, 22, bold=True, centred=True, colour=RED)
	if paper.letterhead:
		_line(document, paper.letterhead, TITLE_FONT, 20, bold=True, centred=True, colour=RED)
	if paper.number:
		_line(document, paper.number, BODY_FONT, 12, centred=True)
	_line(document, paper.title, TITLE_FONT, 18, bold=True, centred=True)
	if paper.addressee:
		_line(document, paper.addressee, BODY_FONT, 12, bold=True)


def _foot(document, paper: model.Paper, language: str) -> None:
	if paper.annexes:
		_line(document, translate("Annexes:"), BODY_FONT, 12)
		for number, annex in enumerate(paper.annexes, 1):
			document.add_paragraph(f"{number}. {annex}")
	for signature in paper.signatures:
		seal = translate("(seal)") if signature.seal else ""
		day = signature.day or translate("Date:")
		colon = "：" if language == "zh" else ": "
		document.add_paragraph(f"{signature.label}{colon}{signature.name}  {seal}    {day}")
	if paper.copies:
		document.add_paragraph(f"{translate('Copies to:')} {paper.copies}")


def _heading(document, block: model.Heading) -> None:
	_line(document, block.text, HEADING_FONT, 13 if block.level == 1 else 12, bold=True)


def _text(document, block: model.Text) -> None:
	for line in filter(None, (line.strip() for line in (block.text or "").splitlines())):
		paragraph = document.add_paragraph(line)
		if block.indent:
			paragraph.paragraph_format.first_line_indent = Pt(24)


def _fields(document, block: model.Fields) -> None:
	lines = [
		block.pairs[start : start + block.columns] for start in range(0, len(block.pairs), block.columns)
	]
	table = document.add_table(rows=0, cols=2 * block.columns, style="Table Grid")
	for pairs in lines:
		cells = table.add_row().cells
		for index, (label, value) in enumerate(pairs):
			cells[2 * index].text, cells[2 * index + 1].text = label, value or ""
		if len(pairs) < block.columns:
			cells[2 * len(pairs) - 1].merge(cells[-1])
	document.add_paragraph()


def _table(document, block: model.Table) -> None:
	table = document.add_table(rows=1, cols=len(block.labels), style="Table Grid")
	for cell, label in zip(table.rows[0].cells, block.labels, strict=True):
		cell.text = label
	for row in block.rows:
		for cell, value in zip(table.add_row().cells, row, strict=True):
			cell.text = value or ""
	if not block.rows:
		cells = table.add_row().cells
		cells[0].merge(cells[-1]).text = block.nothing
	document.add_paragraph()


def _pairs(document, block: model.Line) -> None:
	document.add_paragraph("        ".join(f"{label}: {value}" for label, value in block.pairs))


def _photos(document, block: model.Photos) -> None:
	for url, caption in block.photos:
		content = content_of(url)
		if content:
			document.add_picture(io.BytesIO(content), width=Mm(110))
			document.add_paragraph(caption)


def _qr_code(document, block: model.QrCode) -> None:
	document.add_paragraph(f"{block.caption} {block.url}".strip())


class _Written(HTMLParser):
	"""Formatted text as paragraphs, list items and table rows of text."""

	BREAKING = frozenset({"p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6"})

	def __init__(self) -> None:
		super().__init__()
		self.lines: list[str] = [""]

	def handle_starttag(self, tag: str, attrs: list) -> None:
		if tag in self.BREAKING:
			self.lines.append("")
		elif tag in ("td", "th") and self.lines[-1]:
			self.lines[-1] += "    "

	def handle_data(self, data: str) -> None:
		self.lines[-1] += data


def _markup(document, block: model.Markup) -> None:
	parser = _Written()
	parser.feed(block.html or "")
	for line in filter(None, (line.strip() for line in parser.lines)):
		document.add_paragraph(line)


WRITERS = {
	model.Heading: _heading,
	model.Text: _text,
	model.Markup: _markup,
	model.Fields: _fields,
	model.Table: _table,
	model.Line: _pairs,
	model.Photos: _photos,
	model.QrCode: _qr_code,
}
