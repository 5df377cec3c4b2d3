"""A paper as docx, since offices edit: the same blocks as the page, in Word's own styles."""

import io

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Mm, Pt

from hazard_governance.domain.papers import model
from hazard_governance.papers import docx_markup
from hazard_governance.papers.docx_styles import (
	BODY_FONT,
	RED,
	TITLE_FONT,
	add_field,
	blank,
	keep_together,
	line_width,
	repeat_heading,
	set_font,
	set_widths,
	write_cell,
)
from hazard_governance.papers.make import in_language, translate
from hazard_governance.papers.pictures import content_of

LABEL_SHARE = 0.36  # of a pair of label and value


def to_docx(paper: model.Paper, language: str) -> bytes:
	"""The paper as the bytes of a .docx file."""
	with in_language(language):
		document = blank(paper)
		if paper.cover:
			_cover(document, paper)
		else:
			_head(document, paper, language)
		_write(document, paper.blocks)
		_foot(document, paper, language)
		_write(document, paper.appended)
	written = io.BytesIO()
	document.save(written)
	return written.getvalue()


def _write(document, blocks: tuple[model.Block, ...]) -> None:
	for block in blocks:
		WRITERS[type(block)](document, block)


def _line(document, text: str, font: str, size: float, *, bold=False, centred=False, colour=None):
	paragraph = document.add_paragraph()
	if centred:
		paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
	run = paragraph.add_run(text)
	run.bold, run.font.size = bold, Pt(size)
	set_font(run, font)
	if colour is not None:
		run.font.color.rgb = colour
	return paragraph


def _head(document, paper: model.Paper, language: str) -> None:
	if paper.letterhead:
		_line(document, paper.letterhead, TITLE_FONT, 20, bold=True, centred=True, colour=RED)
	if paper.number:
		_line(document, paper.number, BODY_FONT, 12, centred=True)
	document.add_paragraph(paper.title, style="Title")
	if paper.addressee:
		_line(document, paper.addressee + _colon(language), BODY_FONT, 12, bold=True)


def _colon(language: str) -> str:
	return "：" if language == "zh" else ": "


def _cover(document, paper: model.Paper) -> None:
	_line(document, paper.letterhead, TITLE_FONT, 22, bold=True, centred=True, colour=RED)
	title = document.add_paragraph(paper.title, style="Title")
	title.paragraph_format.space_before, title.paragraph_format.space_after = Mm(50), Mm(18)
	if paper.number:
		_line(document, paper.number, BODY_FONT, 12, centred=True)
	_fields(document, model.Fields(paper.cover.particulars, columns=1))
	issued = _line(document, paper.cover.issuer, BODY_FONT, 15, centred=True)
	issued.paragraph_format.space_before = Mm(15)
	_line(document, paper.cover.day, BODY_FONT, 15, centred=True)
	_page_break(document)
	if paper.cover.contents:
		_contents(document, paper)


def _contents(document, paper: model.Paper) -> None:
	"""Word fills in page numbers when it opens the file; until then the chapters stand there."""
	_line(document, paper.cover.contents, TITLE_FONT, 18, bold=True, centred=True)
	paragraph = document.add_paragraph()
	add_field(paragraph, 'TOC \\o "1-1" \\h \\z \\u', "\n".join(paper.chapters), dirty=True)
	_page_break(document)


def _foot(document, paper: model.Paper, language: str) -> None:
	if paper.annexes:
		_line(document, translate("Annexes:"), BODY_FONT, 12)
		for number, annex in enumerate(paper.annexes, 1):
			document.add_paragraph(f"{number}. {annex}")
	for signature in paper.signatures:
		seal = translate("(seal)") if signature.seal else ""
		day = (signature.day or translate("Date:")) if signature.dated else ""
		colon = _colon(language)
		document.add_paragraph(f"{signature.label}{colon}{signature.name}  {seal}    {day}".rstrip())
	if paper.copies:
		document.add_paragraph(f"{translate('Copies to:')} {paper.copies}")
	for line in ("- " * 40, *paper.slip) if paper.slip else ():
		document.add_paragraph(line)


def _heading(document, block: model.Heading) -> None:
	document.add_paragraph(block.text, style=f"Heading {block.level}")


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
		row = table.add_row()
		keep_together(row)
		for index, (label, value) in enumerate(pairs):
			write_cell(row.cells[2 * index], label, bold=True, centred=True)
			write_cell(row.cells[2 * index + 1], value)
	pair = line_width(document) / block.columns
	widths = [int(pair * share) for share in (LABEL_SHARE, 1 - LABEL_SHARE)] * block.columns
	set_widths(table, widths)
	if lines and len(lines[-1]) < block.columns:
		cells = table.rows[-1].cells
		cells[2 * len(lines[-1]) - 1].merge(cells[-1])
	document.add_paragraph()


def _table(document, block: model.Table) -> None:
	table = document.add_table(rows=1, cols=len(block.labels), style="Table Grid")
	for cell, label in zip(table.rows[0].cells, block.labels, strict=True):
		write_cell(cell, label, bold=True, centred=True)
	repeat_heading(table.rows[0])
	for row in block.rows:
		added = table.add_row()
		keep_together(added)
		for cell, value in zip(added.cells, row, strict=True):
			write_cell(cell, value)
	if not block.rows:
		table.add_row()
	shares = block.widths or (1,) * len(block.labels)
	set_widths(table, [int(line_width(document) * share / sum(shares)) for share in shares])
	if not block.rows:
		cells = table.rows[-1].cells
		write_cell(cells[0].merge(cells[-1]), block.nothing, centred=True)
	document.add_paragraph()


def _pairs(document, block: model.Line) -> None:
	document.add_paragraph("        ".join(f"{label}: {value}" for label, value in block.pairs))


def _photos(document, block: model.Photos) -> None:
	for url, caption in block.photos:
		content = content_of(url)
		if content:
			picture = document.add_paragraph()
			picture.alignment = WD_ALIGN_PARAGRAPH.CENTER
			picture.paragraph_format.keep_with_next = True
			picture.add_run().add_picture(io.BytesIO(content), width=Mm(110))
			document.add_paragraph(caption, style="Caption").alignment = WD_ALIGN_PARAGRAPH.CENTER


def _compared(document, block: model.Compared) -> None:
	table = document.add_table(rows=1, cols=2, style="Table Grid")
	for cell, label in zip(table.rows[0].cells, block.labels, strict=True):
		write_cell(cell, label, bold=True, centred=True)
	repeat_heading(table.rows[0])
	for pair in block.pairs:
		row = table.add_row()
		keep_together(row)
		for cell, (url, caption) in zip(row.cells, pair, strict=True):
			content = content_of(url)
			line = cell.paragraphs[0]
			line.alignment = WD_ALIGN_PARAGRAPH.CENTER
			if content:
				line.add_run().add_picture(io.BytesIO(content), width=Mm(70))
			else:
				line.add_run(block.nothing)
			cell.add_paragraph(caption, style="Caption").alignment = WD_ALIGN_PARAGRAPH.CENTER
	set_widths(table, [line_width(document) // 2] * 2)
	document.add_paragraph()


def _page_break(document, block: model.PageBreak | None = None) -> None:
	document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _qr_code(document, block: model.QrCode) -> None:
	document.add_paragraph(f"{block.caption} {block.url}".strip())


def _markup(document, block: model.Markup) -> None:
	docx_markup.write(document, block.html)


WRITERS = {
	model.Heading: _heading,
	model.Text: _text,
	model.Markup: _markup,
	model.Fields: _fields,
	model.Table: _table,
	model.Line: _pairs,
	model.Photos: _photos,
	model.Compared: _compared,
	model.PageBreak: _page_break,
	model.QrCode: _qr_code,
}
