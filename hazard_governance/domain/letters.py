"""Numbers of official letters (发文字号): prefix〔year〕number号, as in 长安督字〔2026〕3号.

GB/T 9704-2012, 7.2.5: the year in full between hexagonal brackets, the number without leading zeros and without 第.
An authority numbers its letters of a year from 1 and gives every number once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hazard_governance.domain.articles import LETTER_FORMAT
from hazard_governance.domain.deficiency import N_, Deficiency

# what keyboards offer in place of 〔 〕
_BRACKETS = re.compile(r"[\[［(（【〔]\s*(\d{4})\s*[\]］)）】〕]")
_LETTER = re.compile(r"(?P<prefix>[^〔〕]*[^〔〕\s])〔(?P<year>\d{4})〕(?P<number>[1-9]\d*)号")


@dataclass(frozen=True)
class Letter:
	"""A letter number taken apart."""

	prefix: str
	year: int
	number: int

	@property
	def text(self) -> str:
		"""The number as it stands on the letter."""
		return f"{self.prefix}〔{self.year}〕{self.number}号"


def tidied(text: str) -> str:
	"""The number as typed, without blanks, with hexagonal brackets around the year and plain digits; "" for nothing."""
	compact = re.sub(r"\s+", "", text or "")
	plain = "".join(unicodedata.normalize("NFKC", char) if char.isdigit() else char for char in compact)
	return _BRACKETS.sub(r"〔\1〕", plain)


def parse(text: str) -> Letter | None:
	"""The parts of a letter number; None when it is not of the form."""
	match = _LETTER.fullmatch(text or "")
	if match is None:
		return None
	return Letter(match["prefix"], int(match["year"]), int(match["number"]))


def next_letter(prefix: str, year: int, given: Iterable[str]) -> str:
	"""The number to propose: one more than the highest that `given` holds of that prefix and year; "" without a prefix."""
	if not prefix:
		return ""
	letters = (parse(text) for text in given)
	numbers = [a.number for a in letters if a and (a.prefix, a.year) == (prefix, year)]
	return Letter(prefix, year, max(numbers, default=0) + 1).text


def check_letter(
	doctype: str, fieldname: str, text: str, day: date | None = None, row: int | None = None
) -> list[Deficiency]:
	"""What is wrong with a letter number that is given: its form, or a year that is not that of the letter's `day`."""
	if not text:
		return []
	letter = parse(text)
	if letter is None:
		message = N_(
			"{0} is no letter number. Write prefix, year in brackets, number and 号, like 长安督字〔2026〕3号."
		)
		return [Deficiency(doctype, fieldname, message, (text,), LETTER_FORMAT, row)]
	if day is not None and letter.year != day.year:
		message = N_("The letter number says {0}, the letter is of {1}. Correct one of them.")
		return [Deficiency(doctype, fieldname, message, (str(letter.year), day), LETTER_FORMAT, row)]
	return []
