"""Dates, months and amounts in the manner of official papers: 2026年11月25日, 2026年11月, 12.5万元.

The manner is a template that is translated, so an English paper reads as English.
"""

from __future__ import annotations

from datetime import date, datetime

from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.papers.model import Translate

TRANSLATION_CONTEXT = "Official Paper"

DAY = N_("{year}-{month:02d}-{day:02d}")
MONTH = N_("{year}-{month:02d}")
MOMENT = N_("{day} {hour:02d}:{minute:02d}")
WAN_YUAN = N_("{0} ten thousand yuan")
NO_FUNDS = N_("No funds needed")
YES, NO = N_("Yes"), N_("No")
BLANK = "—"


def day(value: date | datetime | None, t: Translate) -> str:
	"""A day; empty text for none."""
	return t(DAY).format(year=value.year, month=value.month, day=value.day) if value else ""


def month(value: date | None, t: Translate) -> str:
	"""A month; empty text for none."""
	return t(MONTH).format(year=value.year, month=value.month) if value else ""


def moment(value: datetime | None, t: Translate) -> str:
	"""A day with hour and minute; empty text for none."""
	return t(MOMENT).format(day=day(value, t), hour=value.hour, minute=value.minute) if value else ""


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
	"""A choice of a Select field in the reader's language; empty text for none."""
	return t(value) if value else ""


def joined(*parts: str) -> str:
	"""What is not empty, with a blank between."""
	return " ".join(filter(None, parts))
