"""The call list for today (今日催办清单): whom an office phones, why, and at which number, the most urgent first.

One call a party, with everything there is to talk about: what the enterprise owes, or another authority. What the
office owes itself is no call; it stands apart. Values in, values out; standard library only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deadlines import DueItem, urgency

OWN_DESK = "Own Desk"


@dataclass(frozen=True)
class Phone:
	"""A number and whose it is; `of` is a person's or a body's name."""

	of: str
	number: str


@dataclass(frozen=True)
class Call:
	"""side: Enterprise, Authority or Own Desk. party: whom to phone. items: the most urgent first."""

	side: str
	party: str
	phones: tuple[Phone, ...]
	items: tuple[DueItem, ...]


def calls_of_today(
	items: Iterable[DueItem],
	today: date,
	days_ahead: int,
	*,
	own: Collection[str] = (),
	phones: Mapping[tuple[str, str], tuple[Phone, ...]] | None = None,
) -> list[Call]:
	"""Calls about what is overdue or due within `days_ahead` days (0: today), the most urgent party first.

	own: authorities whose desk the list is for. phones: by (side, party).
	"""
	last = today + timedelta(days=max(days_ahead, 0))
	groups: dict[tuple[str, str], list[DueItem]] = {}
	for item in sorted(
		(item for item in items if item.due and item.due <= last), key=lambda item: urgency(item, today)
	):
		groups.setdefault(_party(item, own), []).append(item)
	# insertion keeps the order of urgency: a party comes where its most urgent matter comes
	return [
		Call(side, party, (phones or {}).get((side, party), ()), tuple(found))
		for (side, party), found in groups.items()
	]


def _party(item: DueItem, own: Collection[str]) -> tuple[str, str]:
	if item.charged == v.BY_ENTERPRISE:
		return v.BY_ENTERPRISE, item.enterprise
	if item.authority in own or not item.authority:
		return OWN_DESK, item.authority
	return v.BY_AUTHORITY, item.authority
