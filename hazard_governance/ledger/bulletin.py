"""Official papers as .docx, laid out after GB/T 9704-2012 (党政机关公文格式). python-docx only; no frappe.

A4, margins 37/28/26/35 mm, the issuing body in red with a red line below, body in FangSong 16 pt with 28 pt lines. Fonts
are named, not embedded: where one is missing, the word processor takes the next best. Everything can be edited.
"""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from hazard_governance.domain.bulletin import Bulletin, Table

BODY, HEADING, SUBHEADING, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
RED = RGBColor(0xD7, 0x00, 0x0F)
BODY_SIZE, TITLE_SIZE, NUMBER_SIZE, TABLE_SIZE = Pt(16), Pt(22), Pt(16), Pt(10.5)
LINE = Pt(28)
INDENT = Pt(32)  # two characters of 16 pt
CELL_MARGIN = "28"  # twentieths of a point
FONTS = {"": BODY, "1": HEADING, "2": BODY}
HEADING_SIZES = ((12, 42), (16, 34), (22, 26), (99, 20))  # longest name in characters -> points


def bulletin_docx(bulletin: Bulletin) -> bytes:
	"""The bulletin as the bytes of a .docx file."""
	document = Document()
	_page(document)
	_head(document, bulletin)
	_text(document, bulletin.title, font=TITLE, size=TITLE_SIZE, align=WD_ALIGN_PARAGRAPH.CENTER, space=18)
	_text(document, bulletin.receivers)
	for kind, text in bulletin.paragraphs:
		_text(document, text, font=FONTS[kind], indent=True).paragraph_format.keep_with_next = kind == "1"
	_annex_names(document, bulletin)
	_signature(document, bulletin)
	for number, table in enumerate(bulletin.annexes, start=1):
		_annex(document, number, table)
	stream = BytesIO()
	document.save(stream)
	return stream.getvalue()


def _page(document) -> None:
	section = document.sections[0]
	section.page_width, section.page_height = Mm(210), Mm(297)
	section.top_margin, section.bottom_margin = Mm(37), Mm(35)
	section.left_margin, section.right_margin = Mm(28), Mm(26)
	_font(document.styles["Normal"], BODY, BODY_SIZE)
	footer = section.footer.paragraphs[0]
	footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
	for piece in ("— ", None, " —"):
		run = footer.add_run(piece or "")
		_font(run, "宋体", Pt(14))
		if piece is None:
			_field(run, "PAGE")


def _field(run, code: str) -> None:
	"""A field that the word processor works out, such as the page number."""
	for kind, text in (("begin", None), (None, code), ("end", None)):
		element = OxmlElement("w:fldChar" if kind else "w:instrText")
		if kind:
			element.set(qn("w:fldCharType"), kind)
		else:
			element.text = text
		run._r.append(element)


def _font(holder, name: str, size, colour=None, bold: bool = False) -> None:
	"""Font of a run or style, for Latin and for Chinese letters alike."""
	holder.font.name, holder.font.size, holder.font.bold = name, size, bold
	holder.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)
	if colour is not None:
		holder.font.color.rgb = colour


def _text(document, text: str, *, font=BODY, size=BODY_SIZE, align=None, indent=False, colour=None, space=0):
	"""A paragraph; indent: first line by two characters; space: points below."""
	paragraph = document.add_paragraph()
	shape = paragraph.paragraph_format
	shape.space_before, shape.space_after = Pt(0), Pt(space)
	if size <= BODY_SIZE:
		shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
	if indent:
		shape.first_line_indent = INDENT
	if align is not None:
		paragraph.alignment = align
	_font(paragraph.add_run(text), font, size, colour)
	return paragraph


def _head(document, bulletin: Bulletin) -> None:
	"""Issuing body in red, number, and the red line that parts the head from the text."""
	centre = WD_ALIGN_PARAGRAPH.CENTER
	size = next(points for longest, points in HEADING_SIZES if len(bulletin.heading) <= longest)
	_text(document, bulletin.heading, font=TITLE, size=Pt(size), align=centre, colour=RED, space=28)
	number = _text(document, bulletin.number, size=NUMBER_SIZE, align=centre, space=18)
	borders = OxmlElement("w:pBdr")
	bottom = OxmlElement("w:bottom")
	for key, value in (("val", "single"), ("sz", "18"), ("space", "4"), ("color", str(RED))):
		bottom.set(qn(f"w:{key}"), value)
	borders.append(bottom)
	# the schema asks for the borders ahead of spacing, indent and alignment
	number._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")


def _annex_names(document, bulletin: Bulletin) -> None:
	for number, table in enumerate(bulletin.annexes, start=1):
		lead = "附件：" if number == 1 else "　　　"
		_text(document, f"{lead}{number}. {table.title}", indent=True)


def _signature(document, bulletin: Bulletin) -> None:
	for text in ("", bulletin.signature, bulletin.day):
		paragraph = _text(document, text, align=WD_ALIGN_PARAGRAPH.RIGHT)
		paragraph.paragraph_format.right_indent = INDENT
		paragraph.paragraph_format.keep_together = True


def _annex(document, number: int, table: Table) -> None:
	section = document.add_section(WD_SECTION.NEW_PAGE)
	section.left_margin = section.right_margin = Mm(26)
	_text(document, f"附件{number}", font=HEADING)
	_text(document, table.title, font=TITLE, size=Pt(18), align=WD_ALIGN_PARAGRAPH.CENTER, space=10)
	if not table.rows:
		_text(document, table.nothing, align=WD_ALIGN_PARAGRAPH.CENTER)
		return
	grid = document.add_table(rows=0, cols=len(table.heading))
	grid.style, grid.alignment, grid.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
	_narrow_margins(grid)
	for column, width in zip(grid.columns, table.widths, strict=True):
		column.width = Mm(width)
	for place, row in enumerate((table.heading, *table.rows)):
		_row(grid, row, table.widths, heading=place == 0)


def _narrow_margins(grid) -> None:
	"""Cells of a wide table have half a millimetre left and right, not two."""
	margins = OxmlElement("w:tblCellMar")
	for side in ("left", "right"):
		margin = OxmlElement(f"w:{side}")
		margin.set(qn("w:w"), CELL_MARGIN)
		margin.set(qn("w:type"), "dxa")
		margins.append(margin)
	grid._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption")


def _row(grid, values: tuple[str, ...], widths: tuple[int, ...], heading: bool) -> None:
	cells = grid.add_row().cells
	for cell, value, width in zip(cells, values, widths, strict=True):
		cell.width = Mm(width)
		paragraph = cell.paragraphs[0]
		paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
		paragraph.paragraph_format.space_after = Pt(0)
		_font(paragraph.add_run(value), HEADING if heading else "宋体", TABLE_SIZE)
	properties = grid.rows[-1]._tr.get_or_add_trPr()
	for name in ("w:cantSplit", *(["w:tblHeader"] if heading else [])):
		properties.append(OxmlElement(name))
