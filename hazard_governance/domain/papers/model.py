"""The form of an official paper: letterhead, title, number, blocks, signatures. Rendered as page, PDF and docx alike.

All text is already in the reader's language; dates and amounts are written by `words`. A paper whose record lacks
something carries the deficiencies with it and is a draft until there are none. Standard library only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from hazard_governance.domain.deficiency import Deficiency
from hazard_governance.domain.facts import Facts, HazardRecord

Translate = Callable[..., str]
"""English text, and by keyword the `context` it is translated in when it is not that of papers -> text"""
A4, A3 = "A4", "A3"


@dataclass(frozen=True)
class Heading:
	"""A heading of a section; level 1 (一、) or 2 (（一）)."""

	text: str
	level: int = 1


@dataclass(frozen=True)
class Text:
	"""A paragraph; line breaks in `text` begin a new one. `indent`: two characters, as in running text."""

	text: str
	indent: bool = True


@dataclass(frozen=True)
class Markup:
	"""A section that people wrote with formatting; sanitised HTML of a Text Editor field."""

	html: str


@dataclass(frozen=True)
class Fields:
	"""A form: pairs of label and value, `columns` pairs in a line. A pair with a long value takes a line of its own."""

	pairs: tuple[tuple[str, str], ...]
	columns: int = 2


@dataclass(frozen=True)
class Table:
	"""A table with a heading row. widths: shares of the line, one a column; empty leaves them to the content.

	nothing: what stands there when there are no rows.
	"""

	labels: tuple[str, ...]
	rows: tuple[tuple[str, ...], ...]
	widths: tuple[int, ...] = ()
	nothing: str = ""


@dataclass(frozen=True)
class Line:
	"""Labels with short values spread over one line: who reports, for which month, as of which day."""

	pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Photos:
	"""Pictures of the record by their file url, each with what it shows."""

	photos: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class QrCode:
	"""A code that leads to `url`, with a line of text under it."""

	url: str
	caption: str = ""


@dataclass(frozen=True)
class Compared:
	"""Pictures side by side, what was before and after: headings of the two columns, then pairs of (file url, caption).

	nothing: what stands in the place of a picture that is not there.
	"""

	labels: tuple[str, str]
	pairs: tuple[tuple[tuple[str, str], tuple[str, str]], ...]
	nothing: str


@dataclass(frozen=True)
class PageBreak:
	"""What follows begins on a new page."""


Block = Heading | Text | Markup | Fields | Table | Line | Photos | QrCode | Compared | PageBreak


@dataclass(frozen=True)
class Signature:
	"""A place to sign: what for, who signed (empty leaves the place blank), when, and whether a seal belongs there.

	dated: False for a name that stands without a day, such as whom to ask.
	"""

	label: str
	name: str = ""
	day: str = ""
	seal: bool = False
	dated: bool = True


@dataclass(frozen=True)
class Cover:
	"""A page of its own in front: letterhead, title and number of the paper, these particulars, who issues it and when.

	contents: its heading, when a table of contents follows with every heading of level 1.
	"""

	particulars: tuple[tuple[str, str], ...] = ()
	issuer: str = ""
	day: str = ""
	contents: str = ""


@dataclass(frozen=True)
class Paper:
	"""title; number (文号); letterhead: the office or enterprise that issues it; addressee (主送); blocks; signatures;
	annexes; copies (抄送); slip (回执): lines below a cut, which the recipient fills in and returns. cover: for a long paper. appended: the annexes themselves, behind the signatures.
	scale: size of the letters of a board (A3 upright), against the usual. missing: what keeps it from being final, empty
	when nothing does."""

	title: str
	blocks: tuple[Block, ...] = ()
	number: str = ""
	letterhead: str = ""
	addressee: str = ""
	signatures: tuple[Signature, ...] = ()
	annexes: tuple[str, ...] = ()
	copies: str = ""
	cover: Cover | None = None
	appended: tuple[Block, ...] = ()
	slip: tuple[str, ...] = ()
	size: str = A4
	landscape: bool = False
	scale: float = 1.0
	missing: tuple[Deficiency, ...] = ()

	@property
	def is_draft(self) -> bool:
		"""True while something is missing: then it carries the word for draft across every page."""
		return bool(self.missing)

	@property
	def chapters(self) -> tuple[str, ...]:
		"""What the table of contents lists: headings of level 1, those of the annexes included."""
		return tuple(
			block.text
			for block in (*self.blocks, *self.appended)
			if isinstance(block, Heading) and block.level == 1
		)


@dataclass(frozen=True)
class Source:
	"""What a paper is made from: the hazard with everything about it, the document that is printed, today, the language.

	people: full names by user id. public_url: address of the hazard's public page, empty while there is none.
	row: name of the row that is printed where the document has a paper a row; empty for the last one.
	withheld: words that would tell who reported the hazard, for a paper that is handed to others.
	"""

	record: HazardRecord
	document: Facts
	today: date
	translate: Translate
	people: Mapping[str, str] = field(default_factory=dict)
	public_url: str = ""
	row: str = ""
	withheld: frozenset[str] = frozenset()

	def person(self, user: str) -> str:
		"""The name of a user; the id where no name is known."""
		return self.people.get(user, user)


def one_paper(source: Source) -> tuple[tuple[str, str], ...]:
	"""The rows of a paper that a document has once: no row, and nothing to tell it from others."""
	return (("", ""),)


@dataclass(frozen=True)
class PaperSpec:
	"""One kind of paper: key, English title (its Print Format's name), DocType it is printed from, and how it is made.

	offered: whether the form of a document offers it (a coal paper only for a coal mine); every one by default.
	rows: where a document has a paper for each row of a table (every urging its letter): name of the row, and what tells
	it from the others.
	"""

	key: str
	title: str
	doctype: str
	build: Callable[[Source], Paper]
	offered: Callable[[Source], bool] = lambda source: True
	rows: Callable[[Source], tuple[tuple[str, str], ...]] = one_paper
