"""A paper as a page: one template for the desk and for the PDF. Every value is escaped by the template."""

import re
import zlib
from functools import cache
from html import unescape

import jinja2
import pyqrcode
from markupsafe import Markup as Safe

from hazard_governance.domain.papers import model, words
from hazard_governance.papers.make import in_language, translate
from hazard_governance.papers.pictures import data_uri

PICTURE = re.compile(r"""(<img\b[^>]*?\bsrc=)(["'])(.*?)\2""", re.IGNORECASE)


@cache
def _environment() -> jinja2.Environment:
	environment = jinja2.Environment(
		loader=jinja2.PackageLoader("hazard_governance", "templates/papers"),
		autoescape=True,
		trim_blocks=True,
		lstrip_blocks=True,
		undefined=jinja2.StrictUndefined,
	)
	environment.filters.update(
		lines=_lines,
		kind=_kind,
		qr=_qr,
		safe_html=Safe,
		day=_day,
		written=_written,
		anchor=lambda heading: _anchor(heading.text),
		anchor_of=_anchor,
	)
	environment.globals.update(picture=data_uri, _=lambda text, context: translate(text))
	return environment


def to_html(paper: model.Paper, language: str, whole: bool = True) -> str:
	"""The paper as HTML; with `whole` a document of its own (for the PDF), without the part inside `body`."""
	return render("paper.html", language, paper=paper, whole=whole)


def render(template: str, language: str, **values) -> str:
	"""A template of templates/papers in that language; every value is escaped unless the template says otherwise."""
	with in_language(language):
		return _environment().get_template(template).render(language=language, **values)


def _lines(text: str) -> list[str]:
	return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _kind(block: model.Block) -> str:
	return type(block).__name__


def _day(value) -> str:
	return words.day(value, translate)


def _anchor(text: str) -> str:
	"""Address of a chapter inside its paper; no two chapters of a paper have the same heading."""
	return f"c{zlib.crc32(text.encode()):x}"


def _written(html: str) -> Safe:
	"""What people wrote with formatting; its pictures are put into the page, since a paper fetches nothing."""
	return Safe(PICTURE.sub(lambda found: f'{found[1]}"{_inside(unescape(found[3]))}"', html))


def _inside(url: str) -> str:
	return url if url.startswith("data:image/") else data_uri(url)


def _qr(url: str) -> str:
	return f"data:image/png;base64,{pyqrcode.create(url, error='M').png_as_base64_str(scale=8)}"
