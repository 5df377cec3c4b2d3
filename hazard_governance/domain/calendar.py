"""Deadlines as a calendar shows them: one entry a deadline, the hazard it belongs to, what is due and who is charged.
Values in, values out; standard library only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hazard_governance.domain.clocks import is_overdue
from hazard_governance.domain.deadlines import DueItem, urgency
from hazard_governance.domain.lists import Row, Translate, identity

MOST_DAYS = 400  # a year with the weeks before and after it
OVERDUE, TODAY, AHEAD = "overdue", "today", "ahead"


def calendar_events(
	items: Iterable[DueItem], first: date, last: date, today: date, translate: Translate = identity
) -> list[Row]:
	"""Entries of the deadlines from `first` to `last`, both included, the most urgent first."""
	shown = [item for item in items if item.due and first <= item.due <= last]
	return [_event(item, today, translate) for item in sorted(shown, key=lambda item: urgency(item, today))]


def _event(item: DueItem, today: date, translate: Translate) -> Row:
	about = item.hazard_title or item.what or item.name
	return {
		"doctype": "Hazard" if item.hazard else item.doctype,
		"name": item.hazard or item.name,
		"title": f"{translate(item.clock)}: {about}",
		"tooltip": " · ".join(part for part in (item.register_no, item.what, item.charged_name) if part),
		"due": item.due,
		"all_day": 1,
		"state": _state(item, today),
		"clock": item.clock,
		"enterprise": item.enterprise,
	}


def _state(item: DueItem, today: date) -> str:
	if is_overdue(item.due, today):
		return OVERDUE
	return TODAY if item.due == today else AHEAD
