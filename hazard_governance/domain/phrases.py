"""Sentences kept as text: the template and its values, so that what was said stays and is still shown in any language."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime

from hazard_governance.domain.deficiency import Phrase


def to_plain(phrase: Phrase) -> dict:
	"""A phrase as plain values: {"message", "args"}."""
	return {"message": phrase.message, "args": [_plain(arg) for arg in phrase.args]}


def from_plain(values: dict) -> Phrase:
	"""The phrase that `to_plain` wrote."""
	return Phrase(values["message"], tuple(_value(arg) for arg in values.get("args", ())))


def _plain(arg: object) -> object:
	if isinstance(arg, Phrase):
		return {"phrase": to_plain(arg)}
	if isinstance(arg, datetime):
		return {"datetime": arg.isoformat()}
	if isinstance(arg, date):
		return {"date": arg.isoformat()}
	return arg


def _value(arg: object) -> object:
	if not isinstance(arg, dict):
		return arg
	((kind, value),) = arg.items()
	readers = {"phrase": from_plain, "datetime": datetime.fromisoformat, "date": date.fromisoformat}
	return readers[kind](value)


def freeze(rows: Iterable[tuple[str, Phrase]]) -> str:
	"""Phrases, each with a word of its own (its bearing), as one text."""
	plain = [{"bearing": bearing, **to_plain(phrase)} for bearing, phrase in rows]
	return json.dumps(plain, ensure_ascii=False, indent=1)


def thaw(text: str) -> list[tuple[str, Phrase]]:
	"""The rows that `freeze` wrote; none of an empty text."""
	return [(row["bearing"], from_plain(row)) for row in json.loads(text or "[]")]
