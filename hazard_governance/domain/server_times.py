"""What the chain of server times of a hazard says: who reported it and when, who else found it, when measures began.

A moment that a person claims counts only where an officer vouches for it with proof (then `happened_at` of the entry is
that moment); everything else counts from the server's own time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from hazard_governance.domain import time_words as times
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.facts import TimeEntry
from hazard_governance.domain.time_chain import read

FOUND_BY_OTHERS = (v.ENFORCEMENT_INSPECTION, v.SUPERIOR_INSPECTION)


@dataclass(frozen=True)
class Moment:
	"""at: when it counts from. recorded_at: when the server wrote it. method and officer: of a report by hand with
	proof, otherwise ""."""

	at: datetime
	recorded_at: datetime
	method: str = ""
	officer: str = ""


@dataclass(frozen=True)
class ServerTimes:
	"""The earliest of each, None where there is none. source: as first registered, or as an authority corrected it."""

	source: str = ""
	reported: Moment | None = None
	inspected: Moment | None = None
	tipped: Moment | None = None
	measured: Moment | None = None
	taken_over_at: datetime | None = None


def server_times(entries: Sequence[TimeEntry]) -> ServerTimes:
	"""What the entries of one hazard say; those of an earlier hazard of the same number, deleted at once, do not count."""
	entries = _of_this_hazard(entries)
	taken_over = [entry.recorded_at for entry in entries if entry.kind == times.TAKEN_OVER]
	return ServerTimes(
		source=_source(entries),
		reported=_first(_reports(entries)),
		inspected=_first(_inspections(entries)),
		tipped=_first(_tips(entries)),
		measured=_first(_measures(entries)),
		taken_over_at=taken_over[0] if taken_over else None,
	)


def _of_this_hazard(entries: Sequence[TimeEntry]) -> list[TimeEntry]:
	ordered = sorted(entries, key=lambda entry: entry.sequence)
	ends = [place for place, entry in enumerate(ordered) if entry.kind == times.HAZARD_DELETED]
	ordered = ordered[ends[-1] + 1 :] if ends else ordered
	return [entry for entry in ordered if entry.recorded_at and entry.happened_at]


def _first(moments: Iterable[Moment]) -> Moment | None:
	return min(moments, key=lambda moment: moment.at, default=None)


def _source(entries: Sequence[TimeEntry]) -> str:
	"""As registered; what an authority corrected since counts, what the enterprise changed does not."""
	source = ""
	for entry in entries:
		said = read(entry)
		if entry.kind in (*REGISTRATIONS, times.TAKEN_OVER):
			source = said.get("source") or ""
		elif entry.kind == times.FACTS_CHANGED and "source" in said and not said.get("by_enterprise"):
			source = said["source"][-1]
	return source


REGISTRATIONS = (times.REGISTERED_BY_ENTERPRISE, times.REGISTERED_BY_AUTHORITY)


def _reports(entries: Sequence[TimeEntry]) -> Iterable[Moment]:
	for entry in entries:
		said = read(entry)
		if entry.kind == times.REPORT_RECEIVED:
			yield _received(entry, said)
		elif _is_own_report(entry, said):
			# what was taken over counts from the time that the register had; what happens here from now
			yield Moment(entry.happened_at, entry.recorded_at)


def _is_own_report(entry: TimeEntry, said: dict) -> bool:
	"""Whether the entry shows the enterprise's own report: it registered or reported, or an authority registered what
	the enterprise had found and told."""
	if entry.kind in (times.REGISTERED_BY_ENTERPRISE, times.REPORT_SENT):
		return True
	own = said.get("source") == v.SELF_INSPECTION
	if entry.kind == times.TAKEN_OVER:
		return own or bool(said.get("by_enterprise"))
	return entry.kind == times.REGISTERED_BY_AUTHORITY and own


def _received(entry: TimeEntry, said: dict) -> Moment:
	if entry.happened_at == entry.recorded_at:
		return Moment(entry.recorded_at, entry.recorded_at)
	officer = said.get("officer") or entry.recorded_by
	return Moment(entry.happened_at, entry.recorded_at, said.get("method") or "", officer)


def _inspections(entries: Sequence[TimeEntry]) -> Iterable[Moment]:
	return _found_by(entries, (times.INSPECTION_BEGUN, times.ORDER_ISSUED), FOUND_BY_OTHERS)


def _tips(entries: Sequence[TimeEntry]) -> Iterable[Moment]:
	return _found_by(entries, (times.TIP_RECEIVED,), (v.PUBLIC_REPORT,))


def _found_by(
	entries: Sequence[TimeEntry], kinds: tuple[str, ...], sources: tuple[str, ...]
) -> Iterable[Moment]:
	"""Moments of these kinds, and of a registration that names one of these sources."""
	registrations = (*REGISTRATIONS, times.TAKEN_OVER)
	for entry in entries:
		named = entry.kind in registrations and read(entry).get("source") in sources
		if named or entry.kind in kinds:
			yield Moment(entry.happened_at, entry.recorded_at)


def _measures(entries: Sequence[TimeEntry]) -> Iterable[Moment]:
	for entry in entries:
		if entry.kind == times.MEASURE_STARTED:
			yield Moment(entry.recorded_at, entry.recorded_at)
		elif entry.kind == times.TAKEN_OVER and read(entry).get("measure_at"):
			yield Moment(datetime.fromisoformat(read(entry)["measure_at"]), entry.recorded_at)
