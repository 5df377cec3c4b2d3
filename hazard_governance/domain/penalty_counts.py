"""Rolling counts before a line of the law is crossed.

- Work Safety Law article 113 (1): an enterprise with a major hazard that is penalised under this law three times within
  180 days, or four times within one year, is to be closed.
- Coal Mine Safety Regulations article 70 (2): a mine found twice within three months producing with a major hazard.

Periods run as the Civil Code has it (articles 201 and 202): the day of the first event is not counted, so 180 days end
180 days after it; a year or three months end on the same day of the last month, or on its last day where there is no
such day (29 February plus a year: 28 February). An event on the last day is within the period. A penalty counts from the
day it was served, since it takes effect then; several penalties of one decision are one; daily consecutive penalties
(article 112) continue the first.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hazard_governance.domain import articles
from hazard_governance.domain.deficiency import N_, Phrase
from hazard_governance.domain.enforcement_words import PENALTY, PRODUCED_WITH_HAZARD

CLEAR, WARNING, CROSSED = N_("Clear of the Line"), N_("Near the Line"), N_("Over the Line")
STATES = (CLEAR, WARNING, CROSSED)


@dataclass(frozen=True)
class Rule:
	"""`limit` events of `counts` within `days` (or `months`) cross the line of `article`."""

	key: str
	label: str
	article: str
	counts: str
	limit: int
	days: int = 0
	months: int = 0

	def last_day(self, day: date) -> date:
		"""Last day of the period that begins with an event on `day`; that day is within it."""
		return day + timedelta(days=self.days) if self.days else add_months(day, self.months)

	def first_day(self, today: date) -> date:
		"""Earliest day of an event that still counts on `today`."""
		if self.days:
			return today - timedelta(days=self.days)
		day = add_months(today, -self.months)
		# a short month: its last days end before those they stand for
		while self.last_day(day) < today:
			day += timedelta(days=1)
		return day


RULES = (
	Rule("180_days", N_("Penalties in 180 days"), articles.LAW_113, PENALTY, 3, days=180),
	Rule("year", N_("Penalties in one year"), articles.LAW_113, PENALTY, 4, months=12),
	Rule(
		"coal",
		N_("Coal mine producing with a major hazard, in three months"),
		articles.COAL_70,
		PRODUCED_WITH_HAZARD,
		2,
		months=3,
	),
)


def add_months(day: date, months: int) -> date:
	"""The same day `months` later (earlier when negative), or the last day of that month where there is none."""
	years, month = divmod(day.month - 1 + months, 12)
	year = day.year + years
	return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Event:
	"""Something that counts: what, on which day, and the document it stands in (one document is one event)."""

	counts: str
	on: date
	reference: str


@dataclass(frozen=True)
class Count:
	"""Where an enterprise stands with one rule on a day.

	events: those that count, oldest first. window: first and last day looked at, both included. drops_out_on: the day
	from which the oldest counts no more. crossed_on: the last day on which the line was crossed, however long ago.
	"""

	rule: Rule
	events: tuple[Event, ...]
	window: tuple[date, date]
	drops_out_on: date | None
	crossed_on: date | None

	@property
	def number(self) -> int:
		return len(self.events)

	@property
	def state(self) -> str:
		"""CROSSED, WARNING when the next event crosses the line, otherwise CLEAR."""
		if self.number >= self.rule.limit:
			return CROSSED
		return WARNING if self.number == self.rule.limit - 1 else CLEAR

	@property
	def warning(self) -> Phrase | None:
		"""What to be warned of, None while clear."""
		if self.state == CROSSED:
			message = N_("The line of {0} is crossed since {1}: {2} times, {3} are the limit.")
			args = (self.rule.article, self.crossed_on, self.number, self.rule.limit)
			return Phrase(message, args)
		if self.state == WARNING:
			message = N_("One more until {0} crosses the line of {1} ({2} of {3}).")
			last = self.drops_out_on - timedelta(days=1)
			return Phrase(message, (last, self.rule.article, self.number, self.rule.limit))
		return None


def distinct(events: Iterable[Event], counts: str) -> list[Event]:
	"""Events of one kind, oldest first; of one document the first."""
	found: dict[str, Event] = {}
	for event in sorted(events, key=lambda event: (event.on, event.reference)):
		if event.counts == counts:
			found.setdefault(event.reference, event)
	return list(found.values())


def count(events: Iterable[Event], rule: Rule, today: date) -> Count:
	"""How often `rule` counts on `today`; events after it do not count yet."""
	counted = [event for event in distinct(events, rule.counts) if event.on <= today]
	within = tuple(event for event in counted if rule.last_day(event.on) >= today)
	drops = min((rule.last_day(event.on) for event in within), default=None)
	return Count(
		rule=rule,
		events=within,
		window=(rule.first_day(today), today),
		drops_out_on=drops + timedelta(days=1) if drops else None,
		crossed_on=_crossed_on(counted, rule),
	)


def _crossed_on(events: list[Event], rule: Rule) -> date | None:
	days = [event.on for event in events]
	later = days[rule.limit - 1 :]
	crossed = [last for first, last in zip(days, later, strict=False) if last <= rule.last_day(first)]
	return max(crossed, default=None)


def counts_of(events: Iterable[Event], today: date, is_coal: bool) -> list[Count]:
	"""Every rule that holds for an enterprise: the coal rule for coal mines only."""
	events = list(events)
	return [count(events, rule, today) for rule in RULES if is_coal or rule.counts != PRODUCED_WITH_HAZARD]
