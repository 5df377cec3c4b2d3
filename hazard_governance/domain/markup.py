"""HTML of values, lists and tables for papers composed from the record. Every value is escaped; the markup is ours.

The language comes in as `translate`: English text (and by keyword `context`) -> text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from html import escape

from hazard_governance.domain.papers.words import day, labelled, moment, yes_no

Translate = Callable[..., str]


def identity(text: str, context: str = "") -> str:
	"""The translation of those who read English."""
	return text


def value_text(value: object, t: Translate) -> str:
	"""A value as escaped text: dates as documents write them, datetimes to the minute, checks as yes or no."""
	if isinstance(value, bool):
		return yes_no(value, t)
	if isinstance(value, datetime):
		return moment(value, t)
	if isinstance(value, date):
		return day(value, t)
	return escape("" if value is None else str(value)).replace("\n", "<br>")


def pairs(rows: Iterable[tuple[str, object]], t: Translate) -> str:
	"""A list of "label: value"; pairs without a value are left out, and a list without pairs is empty."""
	items = [
		f"<li>{labelled(f'<strong>{escape(t(label))}</strong>', value_text(value, t), t)}</li>"
		for label, value in rows
		if value not in (None, "")
	]
	return f"<ul>{''.join(items)}</ul>" if items else ""


def table(labels: Iterable[str], rows: Iterable[Iterable[object]], t: Translate) -> str:
	"""A table with a heading row; empty when it has no rows."""
	body = "".join("<tr>" + "".join(f"<td>{value_text(c, t)}</td>" for c in row) + "</tr>" for row in rows)
	if not body:
		return ""
	head = "".join(f"<th>{escape(t(label))}</th>" for label in labels)
	return f'<table class="table table-bordered"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def heading(text: str, t: Translate) -> str:
	"""A heading within a section."""
	return f"<h4>{escape(t(text))}</h4>"


def titled(text: str, body: str, t: Translate) -> str:
	"""A heading and what stands under it; empty when nothing does."""
	return heading(text, t) + body if body else ""
