"""Dates, months and amounts as documents write them: 2026年11月25日, 2026年11月, 12.5万元. The one place for it.

The manner is a template that is translated, so an English text reads as English. The templates are translated without
context: papers, lists, mails and pages all write a day alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.facts_base import Facts
from hazard_governance.domain.papers.model import Translate

DAY = N_("{year}-{month:02d}-{day:02d}")
MONTH = N_("{year}-{month:02d}")
MOMENT = N_("{day} {hour:02d}:{minute:02d}")
WAN_YUAN = N_("{0} ten thousand yuan")
LABELLED = N_("{label}: {value}")
LISTED = N_("{first}, {more}")
SPAN = N_("{0} to {1}")
NO_FUNDS = N_("No funds needed")
YES, NO = N_("Yes"), N_("No")
BLANK = "—"


def day(value: date | datetime | None, t: Translate) -> str:
	"""A day; empty text for none."""
	return t(DAY).format(year=value.year, month=value.month, day=value.day) if value else ""


def month(value: date | None, t: Translate) -> str:
	"""A month; empty text for none."""
	return t(MONTH).format(year=value.year, month=value.month) if value else ""


def month_text(value: str, t: Translate) -> str:
	"""A month given as YYYY-MM; empty text for none."""
	return month(date.fromisoformat(f"{value}-01"), t) if value else ""


def period(value: str, t: Translate) -> str:
	"""A month (YYYY-MM) or a day (YYYY-MM-DD) given as text; other text as it is."""
	if re.fullmatch(r"\d{4}-\d{2}", value):
		return month_text(value, t)
	return day(date.fromisoformat(value), t) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) else value


def moment(value: datetime | None, t: Translate) -> str:
	"""A day with hour and minute; empty text for none."""
	return t(MOMENT).format(day=day(value, t), hour=value.hour, minute=value.minute) if value else ""


def span(since: date | None, until: date | None, t: Translate) -> str:
	"""A period, both days included; only the day that is known where the other is not."""
	if since and until:
		return t(SPAN).format(day(since, t), day(until, t))
	return day(since or until, t)


def wan_yuan(amount: float, t: Translate) -> str:
	"""An amount kept in 万元, without needless zeros."""
	return t(WAN_YUAN).format(f"{amount:.4f}".rstrip("0").rstrip("."))


def funds(row: object, t: Translate) -> str:
	"""Funds of a measure with `funds` (万元) and `no_funds`; empty while neither is said."""
	if row.no_funds:
		return t(NO_FUNDS)
	return wan_yuan(row.funds, t) if row.funds else ""


def yes_no(value: bool, t: Translate) -> str:
	"""A check as a word."""
	return t(YES) if value else t(NO)


def word(value: str, t: Translate) -> str:
	"""A choice that reads alike everywhere; empty text for none. Otherwise `choice`."""
	return t(value) if value else ""


def choice(row: Facts, fieldname: str, t: Translate) -> str:
	"""What is chosen in a Select field, as the form of the row says it: elsewhere the same word may mean something else
	("Open" of a measure is 未完成). Empty text for none."""
	value = getattr(row, fieldname)
	return t(value, context=row.DOCTYPE) if value else ""


def listed(parts: Iterable[str], t: Translate) -> str:
	"""What is not empty, as a list in the manner of the language: a, b or 甲、乙."""
	first, *rest = [*filter(None, parts)] or [""]
	for more in rest:
		first = t(LISTED).format(first=first, more=more)
	return first


def labelled(label: str, value: str, t: Translate) -> str:
	"""A value behind its label, with the colon of the language."""
	return t(LABELLED).format(label=label, value=value)


def joined(*parts: str) -> str:
	"""What is not empty, with a blank between."""
	return " ".join(filter(None, parts))
