"""Reading mappings (documents, child rows, workbook rows) into frozen dataclasses."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar, TypeVar, get_args, get_type_hints

F = TypeVar("F", bound="Facts")


def to_date(value: Any) -> date | None:
	"""A date from a date, a datetime or ISO text; empty gives None. ValueError when the text is no date."""
	if not value:
		return None
	if isinstance(value, datetime):
		return value.date()
	if isinstance(value, date):
		return value
	return date.fromisoformat(str(value).strip()[:10])


def to_datetime(value: Any) -> datetime | None:
	"""A datetime from a datetime, a date (midnight) or ISO text; empty gives None. ValueError when it is none."""
	if not value:
		return None
	if isinstance(value, datetime):
		return value
	if isinstance(value, date):
		return datetime(value.year, value.month, value.day)
	return datetime.fromisoformat(str(value).strip())


def to_bool(value: Any) -> bool:
	"""A check: 1, "1", True and "true" are set, everything else is not."""
	if isinstance(value, str):
		return value.strip().lower() in ("1", "true", "yes")
	return bool(value)


def to_text(value: Any) -> str:
	"""Text without surrounding blanks; None gives ""."""
	return "" if value is None else str(value).strip()


# by the words of the annotation: its object is another one while a test holds the clock
CONVERTERS = {
	"str": to_text,
	"bool": to_bool,
	"int": lambda value: int(value or 0),
	"float": lambda value: float(value or 0),
	"date | None": to_date,
	"datetime | None": to_datetime,
}


def _rows(row_class: type[Facts], rows: Iterable | None) -> tuple:
	return tuple(row_class.from_mapping(row) for row in rows or ())


@cache
def _hints(facts_class: type[Facts]) -> dict[str, Any]:
	return get_type_hints(facts_class, vars(sys.modules[facts_class.__module__]))


@cache
def _converters(facts_class: type[Facts]) -> dict[str, Any]:
	table: dict[str, Any] = {}
	for field in fields(facts_class):
		if field.type in CONVERTERS:
			table[field.name] = CONVERTERS[field.type]
		else:
			of_rows = row_class(facts_class, field.name)
			table[field.name] = lambda rows, of_rows=of_rows: _rows(of_rows, rows)
	return table


def row_class(facts_class: type[Facts], table: str) -> type[Facts]:
	"""The facts class of the rows of a child table. KeyError when there is no such field."""
	return get_args(_hints(facts_class)[table])[0]


@dataclass(frozen=True)
class Facts:
	"""Base of all facts. DOCTYPE names the DocType, SERVER_OWNED the fields no client may set."""

	DOCTYPE: ClassVar[str] = ""
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset()

	@classmethod
	def from_mapping(cls: type[F], values: Mapping | Any) -> F:
		"""Facts from a dict or anything with `.get`; unknown keys are ignored, missing or None ones take the default.

		ValueError when a date or number cannot be read.
		"""
		if isinstance(values, cls):
			return values
		found = {}
		for fieldname, convert in _converters(cls).items():
			value = values.get(fieldname)
			if value is not None:
				found[fieldname] = convert(value)
		return cls(**found)
