"""What happens in a scenario, and when: its acts as events, which the loader takes in the order of their moments.

Acts of the main line follow one another, each no earlier than the one before; what runs beside it (urging and progress
of supervision, the carrying out of accountability, measures that end later) has moments of its own. The filing comes
last, since it asks for all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from hazard_governance.domain import vocabulary as v
from hazard_governance.setup.demo_site import walk_closing, walk_documents
from hazard_governance.setup.demo_site.walk import Walk
from hazard_governance.setup.demo_site.walk_enforcement import enforcement_events


class Event(NamedTuple):
	"""One act and its moment."""

	moment: datetime
	act: Callable[[], object]


def events(walk: Walk) -> list[Event]:
	"""The acts of a scenario in the order of their moments."""
	line = _in_sequence(_main_line(walk))
	beside = [Event(max(moment, line[0].moment), act) for moment, act in _beside(walk)]
	# sorted() keeps the order of what has the same moment: an act of the main line comes before what runs beside it
	found = sorted([*line, *beside], key=lambda event: event.moment)
	return [*found, *(Event(max(moment, found[-1].moment), act) for moment, act in _filing(walk))]


def _in_sequence(acts: Iterator[tuple[datetime, Callable]]) -> list[Event]:
	line: list[Event] = []
	for moment, act in acts:
		line.append(Event(max(moment, line[-1].moment) if line else moment, act))
	return line


def _at(day: date, hour: int, minute: int = 0) -> datetime:
	return datetime.combine(day, time(hour, minute))


def _main_line(walk: Walk) -> Iterator[tuple[datetime, Callable]]:
	days, scenario = walk.calendar, walk.scenario
	yield days.registered_at, walk.register
	yield days.registered_at, lambda: walk_closing.suspend(walk)
	if walk.reached(v.RECTIFYING):
		yield days.registered_at, walk.start_rectification
	if scenario.verifier:
		yield _at(days.verified_on, 15), walk.verify
		if scenario.no_repeat_of:
			yield _at(days.verified_on, 15), walk.reject_repeat
	for spec in walk.parts["cases"]:
		day = spec["issued_on"] or days.verified_on
		yield _at(day, 16), lambda spec=spec: walk_documents.open_case(walk, spec)
	if walk.parts["analysis"]:
		yield days.analysed_at, lambda: walk_documents.analyse(walk)
		yield days.analysed_at + timedelta(hours=1), lambda: walk_closing.draft_source_governance(walk)
	if walk.parts["plan"]:
		yield days.planned_at, lambda: walk_documents.make_plan(walk)
	yield from _closing(walk)


def _closing(walk: Walk) -> Iterator[tuple[datetime, Callable]]:
	days, scenario = walk.calendar, walk.scenario
	if walk.reached(v.PENDING_ACCEPTANCE):
		for number, row in enumerate(walk.planned_measures):
			yield (
				_at(row["done_on"], 17),
				lambda number=number: walk_documents.complete_measure(walk, number),
			)
		yield days.rectified_at, walk.prove
		yield days.rectified_at, walk.request_acceptance
	if walk.reached(v.ACCEPTED):
		for number, spec in enumerate(walk.evaluations):
			if number:
				yield _at(spec["accepted_on"], 9), walk.request_acceptance
			yield _at(spec["accepted_on"], 15), lambda spec=spec: walk_closing.evaluate(walk, spec)
		yield _at(days.evaluated_on, 16), lambda: walk_closing.apply_to_resume(walk)
	if walk.reached(v.CLOSED_OUT):
		yield _at(days.checked_on, 15), lambda: walk_closing.check(walk)
		if scenario.worker_report:
			yield _at(days.closed_on, 9), walk.tell_workers
		yield _at(days.closed_on, 10), lambda: walk_closing.resume(walk)
		yield _at(days.closed_on, 11), lambda: walk_closing.delist(walk)
		yield _at(days.closed_on, 15), lambda: walk_closing.close_out(walk)


def _beside(walk: Walk) -> Iterator[tuple[datetime, Callable]]:
	days = walk.calendar
	for row in walk.later_measures:
		yield row["done_at"], lambda row=row: walk.end_immediate_measure(row)
	for spec in walk.parts["actions"]:
		yield (
			days.analysed_at + timedelta(days=2),
			lambda spec=spec: walk_documents.hold_to_account(walk, spec),
		)
		yield _at(days.executed_on, 16, 30), lambda spec=spec: walk_documents.execute(walk, spec)
	for spec in walk.parts["cases"]:
		yield from _supervision(walk, spec)
	yield from enforcement_events(walk)


def _supervision(walk: Walk, spec: dict) -> Iterator[tuple[datetime, Callable]]:
	for row in spec["progress"]:
		yield (
			_at(row["reported_on"], 17),
			lambda row=row: walk_documents.add_row(walk, spec, "progress", row),
		)
	for row in spec["urgings"]:
		yield _at(row["urged_on"], 17), lambda row=row: walk_documents.add_row(walk, spec, "urgings", row)
	for row in spec["extensions"]:
		yield _at(row["applied_on"], 10), lambda row=row: walk_documents.apply_for_extension(walk, spec, row)
		yield _at(row["decided_on"], 17), lambda: walk_documents.grant_extension(walk, spec)


def _filing(walk: Walk) -> Iterator[tuple[datetime, Callable]]:
	if walk.reached(v.FILED):
		yield (
			_at(walk.calendar.source_governed_on, 17),
			lambda: walk_closing.govern_the_source(walk),
		)
		yield _at(walk.calendar.filed_on, 10), lambda: walk_closing.report_and_file(walk)
