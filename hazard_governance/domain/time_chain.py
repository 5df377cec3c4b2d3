"""The chain of server times of a hazard: what is sealed, and how an altered, missing or re-ordered entry shows.

Every entry carries the SHA-256 of its own content and of the seal of the one before; the hazard keeps the number of
entries and the last seal, so that a chain cut off at its end shows as well. Whoever can write the database and makes
everything anew, seals included, is found out by what was noted elsewhere: the seal that an enforcement decision rests
on, and the digest of all chains that the daily check writes down.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hazard_governance.domain import time_words as times
from hazard_governance.domain.deficiency import N_, Phrase
from hazard_governance.domain.facts import TimeEntry

# what the authorities know and the enterprise is not told: a tip could lead to whoever gave it. Findings are among them,
# so that an entry left out says nothing of a tip
INTERNAL_KINDS = frozenset((times.TIP_RECEIVED, times.FINDING_RECORDED))


@dataclass(frozen=True)
class Fault:
	"""One thing wrong in a chain. sequence: of the entry it is about, 0 when it is about the whole chain."""

	hazard: str
	sequence: int
	message: Phrase


@dataclass(frozen=True)
class Anchor:
	"""A seal noted outside the chain: `document` rests on the entries up to `count`, the last of them sealed `seal`."""

	document: str
	count: int
	seal: str


def canonical(payload: Mapping) -> str:
	"""JSON of a payload, the same for the same values: keys sorted, nothing between, times in ISO form."""
	return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value: object) -> str:
	return value.isoformat() if isinstance(value, date | datetime) else str(value)


def read(entry: TimeEntry) -> dict:
	"""The payload of an entry; {} when it is empty or no JSON (an altered one: the check names it)."""
	try:
		found = json.loads(entry.payload or "{}")
	except ValueError:
		return {}
	return found if isinstance(found, dict) else {}


def seal(entry: TimeEntry) -> str:
	"""SHA-256, in hex, of everything that an entry attests and of the seal before it.

	Scope columns are left out: they follow the enterprise when it is moved to another region or industry.
	"""
	content = (
		entry.hazard,
		entry.sequence,
		entry.kind,
		_moment(entry.recorded_at),
		_moment(entry.happened_at),
		entry.recorded_by,
		entry.payload,
		entry.previous_hash,
	)
	text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
	return hashlib.sha256(text.encode()).hexdigest()


def _moment(value: datetime | None) -> str:
	return value.isoformat(timespec="microseconds") if value else ""


def digest(seals: Iterable[str]) -> str:
	"""SHA-256 over seals in their order: one short text to write down for any number of chains."""
	total = hashlib.sha256()
	for one in seals:
		total.update(one.encode())
	return total.hexdigest()


def faults(
	hazard: str, entries: Sequence[TimeEntry], count: int, head: str, anchors: Iterable[Anchor] = ()
) -> list[Fault]:
	"""Everything wrong in the chain of `hazard`; empty when it is whole.

	entries: all that are stored for it, in any order. count, head: what the hazard keeps of its chain.
	"""
	if not entries:
		message = N_("The hazard has no entry of server times.")
		return [Fault(hazard, 0, Phrase(message))]
	ordered = sorted(entries, key=lambda entry: (entry.sequence, entry.recorded_at or datetime.min))
	found = _walk(hazard, ordered)
	found += _end(hazard, ordered[-1], count, head)
	return found + _anchors(hazard, {entry.sequence: entry for entry in ordered}, anchors)


def _walk(hazard: str, ordered: Sequence[TimeEntry]) -> list[Fault]:
	found: list[Fault] = []
	before: TimeEntry | None = None
	sound = True  # whether the entry before is there as it was written; otherwise it is named, and not the next for it
	for entry in ordered:
		last = before.sequence if before else 0
		if entry.sequence <= last:
			found.append(Fault(hazard, last, Phrase(N_("Entry {0} is there twice."), (last,))))
			continue
		for lost in range(last + 1, entry.sequence):
			found.append(Fault(hazard, lost, Phrase(N_("Entry {0} is missing."), (lost,))))
		message = _wrong(entry, before if sound and entry.sequence == last + 1 else None)
		if message or (message := _early(entry, before)):
			found.append(Fault(hazard, entry.sequence, message))
		sound = message is None or message.message == _EARLY
		before = entry
	return found


def _wrong(entry: TimeEntry, before: TimeEntry | None) -> Phrase | None:
	"""What is wrong with an entry, by itself and after the sound one before it."""
	number = entry.sequence
	if seal(entry) != entry.entry_hash or entry.internal != (entry.kind in INTERNAL_KINDS):
		return Phrase(N_("Entry {0} ({1}) was altered."), (number, entry.kind))
	if before is None:
		return Phrase(_REPLACED, (number,)) if number == 1 and entry.previous_hash else None
	if entry.previous_hash != before.entry_hash:
		return Phrase(_REPLACED, (number,))
	return None


def _early(entry: TimeEntry, before: TimeEntry | None) -> Phrase | None:
	if before and before.recorded_at and entry.recorded_at and entry.recorded_at < before.recorded_at:
		return Phrase(_EARLY, (entry.sequence,))
	return None


_EARLY = N_("Entry {0} is dated before the entry it follows.")
_REPLACED = N_("Entry {0} does not follow the entry before it: that one was replaced.")


def _end(hazard: str, last: TimeEntry, count: int, head: str) -> list[Fault]:
	if last.sequence < count:
		return [
			Fault(hazard, lost, Phrase(N_("Entry {0} is missing."), (lost,)))
			for lost in range(last.sequence + 1, count + 1)
		]
	if last.sequence > count:
		message = N_("The hazard counts {0} entries, the chain has {1}.")
		return [Fault(hazard, last.sequence, Phrase(message, (count, last.sequence)))]
	if last.entry_hash != head:
		message = N_("Entry {0} is not the one that the hazard was left with.")
		return [Fault(hazard, last.sequence, Phrase(message, (last.sequence,)))]
	return []


def _anchors(hazard: str, by_number: Mapping[int, TimeEntry], anchors: Iterable[Anchor]) -> list[Fault]:
	message = N_("{0} rests on entry {1} with another seal.")
	return [
		Fault(hazard, anchor.count, Phrase(message, (anchor.document, anchor.count)))
		for anchor in anchors
		if anchor.count not in by_number or by_number[anchor.count].entry_hash != anchor.seal
	]


def faults_of_gone(hazard: str, entries: Sequence[TimeEntry]) -> list[Fault]:
	"""As `faults`, of a hazard that is no longer there: its chain ends with the entry of its deletion."""
	ordered = sorted(entries, key=lambda entry: entry.sequence)
	found = _walk(hazard, ordered)
	if ordered[-1].kind != times.HAZARD_DELETED:
		message = N_("The hazard is gone, and no entry says that it was deleted.")
		found.append(Fault(hazard, ordered[-1].sequence, Phrase(message)))
	return found
