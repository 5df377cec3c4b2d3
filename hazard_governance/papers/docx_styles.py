"""How a paper looks in Word: Chinese fonts for Chinese characters, heading styles, page numbers, header and footer."""

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from hazard_governance.domain.papers import model
from hazard_governance.papers.make import translate

BODY_FONT, TITLE_FONT, HEADING_FONT = "仿宋", "宋体", "黑体"
SIZES = {model.A4: (210, 297), model.A3: (297, 420)}
RED, BLACK, GREY = RGBColor(0xC0, 0, 0), RGBColor(0, 0, 0), RGBColor(0x66, 0x66, 0x66)
MARGIN = 25
CELL = 10.5

# style of Word -> font, size in pt, bold
STYLES = {
	"Normal": (BODY_FONT, 12, False),
	"Title": (TITLE_FONT, 20, True),
	"Heading 1": (HEADING_FONT, 15, True),
	"Heading 2": (HEADING_FONT, 13, True),
	"Heading 3": (HEADING_FONT, 12, True),
	"List Bullet": (BODY_FONT, 12, False),
	"List Number": (BODY_FONT, 12, False),
	"Caption": (BODY_FONT, 10, False),
	"Header": (BODY_FONT, 9, False),
	"Footer": (BODY_FONT, 9, False),
}


def blank(paper: model.Paper):
	"""An empty document of the paper's size with our styles, header and footer."""
	document = Document()
	section = document.sections[0]
	width, height = SIZES[paper.size]
	if paper.landscape:
		section.orientation = WD_ORIENT.LANDSCAPE
		width, height = height, width
	section.page_width, section.page_height = Mm(width), Mm(height)
	section.left_margin = section.right_margin = Mm(MARGIN)
	section.top_margin = section.bottom_margin = Mm(MARGIN)
	for name, (font, size, bold) in STYLES.items():
		_dress(document.styles[name], font, size, bold)
	_number_pages(section, paper)
	document.core_properties.title = paper.title
	document.core_properties.author = paper.letterhead
	document.core_properties.comments = ""
	return document


def set_font(run, font: str) -> None:
	"""The font for Latin and Chinese characters alike: Word asks a separate attribute for the latter."""
	run.font.name = font
	_east_asian(run._element.get_or_add_rPr(), font)


def _east_asian(properties, font: str) -> None:
	fonts = properties.get_or_add_rFonts()
	fonts.set(qn("w:eastAsia"), font)
	# a theme font wins over a named one; Word's own heading styles carry them
	for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
		fonts.attrib.pop(qn(f"w:{name}"), None)


def _dress(style, font: str, size: float, bold: bool) -> None:
	style.font.name, style.font.size, style.font.bold, style.font.italic = font, Pt(size), bold, False
	style.font.color.rgb = BLACK
	_east_asian(style.element.get_or_add_rPr(), font)
	if style.name == "Title":
		# Word's own title has a blue line under it
		for border in style.element.iter(qn("w:pBdr")):
			border.getparent().remove(border)
			break
		style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _number_pages(section, paper: model.Paper) -> None:
	"""Header with the title (and the word for draft), footer with page numbers; neither number nor title on a cover."""
	section.different_first_page_header_footer = paper.cover is not None
	for header in (section.header, *([section.first_page_header] if paper.cover else ())):
		header.is_linked_to_previous = False
		line = header.paragraphs[0]
		line.alignment = WD_ALIGN_PARAGRAPH.CENTER
		if paper.is_draft:
			run = line.add_run(translate("DRAFT") + "　")
			run.bold, run.font.size, run.font.color.rgb = True, Pt(16), RED
			set_font(run, HEADING_FONT)
		if header is section.header:
			line.add_run(paper.title).font.color.rgb = GREY
	footer = section.footer
	footer.is_linked_to_previous = False
	line = footer.paragraphs[0]
	line.alignment = WD_ALIGN_PARAGRAPH.CENTER
	before, between, after = translate("Page {0} of {1}").format("\0", "\0").split("\0")
	line.add_run(before)
	add_field(line, "PAGE", "1")
	line.add_run(between)
	add_field(line, "NUMPAGES", "1")
	line.add_run(after)


def add_field(paragraph, instruction: str, shown: str, dirty: bool = False) -> None:
	"""A field that Word computes; `shown` stands there until it has. `dirty`: Word computes it when it opens the file."""
	begin = _mark(paragraph, "begin")
	if dirty:
		begin.set(qn("w:dirty"), "true")
	code = OxmlElement("w:instrText")
	code.set(qn("xml:space"), "preserve")
	code.text = f" {instruction} "
	paragraph.add_run()._element.append(code)
	_mark(paragraph, "separate")
	paragraph.add_run(shown)
	_mark(paragraph, "end")


def _mark(paragraph, kind: str):
	mark = OxmlElement("w:fldChar")
	mark.set(qn("w:fldCharType"), kind)
	paragraph.add_run()._element.append(mark)
	return mark


def line_width(document) -> int:
	"""Width between the margins, in EMU."""
	section = document.sections[0]
	return section.page_width - section.left_margin - section.right_margin


def write_cell(cell, text: str, bold: bool = False, centred: bool = False) -> None:
	"""Text into a cell, in the size of tables; line breaks stay."""
	for number, line in enumerate((text or "").splitlines() or [""]):
		paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
		run = paragraph.add_run(line)
		run.bold, run.font.size = bold, Pt(CELL)
		if centred:
			paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def repeat_heading(row) -> None:
	"""The row stands again at the top of every page the table runs over."""
	properties = row._tr.get_or_add_trPr()
	mark = OxmlElement("w:tblHeader")
	mark.set(qn("w:val"), "true")
	properties.append(mark)


def keep_together(row) -> None:
	"""The row is not cut by the end of a page."""
	mark = OxmlElement("w:cantSplit")
	mark.set(qn("w:val"), "true")
	row._tr.get_or_add_trPr().append(mark)


def set_widths(table, widths: list[int]) -> None:
	"""Widths of the columns in EMU; Word reads them from the cells, LibreOffice from the columns."""
	table.autofit = False
	for column, width in zip(table.columns, widths, strict=True):
		column.width = width
		for cell in column.cells:
			cell.width = width
