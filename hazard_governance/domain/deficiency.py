"""What is missing, in words for a person: the one thing every rule answers with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


def N_(text: str) -> str:
	"""Mark `text` as translatable and give it back unchanged; the caller translates when it shows it."""
	return text


@dataclass(frozen=True)
class Phrase:
	"""A sentence as a template with its arguments, so that it can be translated before it is filled in."""

	message: str
	args: tuple = ()

	@property
	def text(self) -> str:
		"""The English sentence."""
		return self.message.format(*self.args)


@dataclass(frozen=True)
class Deficiency:
	"""One thing that is missing or wrong.

	doctype, fieldname: the field a person has to fill in; in a child row the table's own DocType and field.
	message: English template with {0}, {1}...; args: its values (str, int, float, date).
	article: where the duty comes from. row: 1-based row number of a child table. name: of the row or document.
	"""

	doctype: str
	fieldname: str
	message: str
	args: tuple = ()
	article: str = ""
	row: int | None = None
	name: str | None = None

	@property
	def text(self) -> str:
		"""The English sentence."""
		return self.message.format(*self.args)

	def at(self, row: int | None, name: str | None = None) -> Deficiency:
		"""The same deficiency in a row of a child table (`row` counts from 1)."""
		return replace(self, row=row, name=name or self.name)


def unique(deficiencies: Iterable[Deficiency]) -> list[Deficiency]:
	"""The deficiencies in their order, each once: two rules may ask for the same fact."""
	return list(dict.fromkeys(deficiencies))


def missing(
	doctype: str, fieldname: str, value: object, message: str, *args: object, article: str = ""
) -> list[Deficiency]:
	"""A list of one deficiency when `value` is empty (None, "", blanks, empty tuple), else an empty list."""
	blank = not value.strip() if isinstance(value, str) else not value
	return [Deficiency(doctype, fieldname, message, args, article)] if blank else []
