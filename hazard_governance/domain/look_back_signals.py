"""Signals for a look-back: what the record shows that is worth looking at. Signals, never verdicts.

Each says in words what was seen; the weight only orders the list. Hazards beyond the reader's scope are counted, never
named. Values in, values out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product

from hazard_governance.domain import pictures
from hazard_governance.domain.deficiency import N_, Phrase
from hazard_governance.domain.text_copies import Copy

BEFORE, AFTER = "Before", "After"

SAME_PHOTO = "same photo"
SAME_PHOTO_ELSEWHERE = "same photo in another hazard"
TAKEN_BEFORE = "taken before"
TAKEN_ELSEWHERE = "taken elsewhere"
COPIED_TEXT = "copied text"
CLOSED_AT_ONCE = "closed at once"
NO_MONEY = "no money"
KINDS = {
	SAME_PHOTO: N_("Same photo before and after"),
	SAME_PHOTO_ELSEWHERE: N_("Photo of another hazard"),
	TAKEN_BEFORE: N_("Photo older than the hazard"),
	TAKEN_ELSEWHERE: N_("Photo taken elsewhere"),
	COPIED_TEXT: N_("Copied text"),
	CLOSED_AT_ONCE: N_("Closed at once"),
	NO_MONEY: N_("No money spent"),
}
WEIGHTS = {
	SAME_PHOTO: 5,
	SAME_PHOTO_ELSEWHERE: 5,
	TAKEN_BEFORE: 4,
	TAKEN_ELSEWHERE: 4,
	CLOSED_AT_ONCE: 3,
	COPIED_TEXT: 2,
	NO_MONEY: 2,
}
NAMED_AT_MOST = 3


@dataclass(frozen=True)
class Picture:
	"""A photo of a hazard's record. moment: Before, During, After or "". place: latitude and longitude, None when the
	photo does not tell."""

	hazard: str
	moment: str = ""
	sha256: str = ""
	dhash: str = ""
	taken_at: datetime | None = None
	place: tuple[float, float] | None = None


@dataclass(frozen=True)
class ClosedHazard:
	"""What the signals need to know of a closed hazard. place: of its enterprise, None when not known. started_at: when
	the rectification began; closed_at: when it was closed out. funds: of all measures in 万元, None without any plan.
	spent: what ERPNext says was spent, 万元. machine_causes: its causes of the dimension Machine."""

	name: str
	hazard_title: str = ""
	register_no: str = ""
	enterprise: str = ""
	county: str = ""
	stage: str = ""
	closed_on: date | None = None
	found_on: datetime | None = None
	place: tuple[float, float] | None = None
	started_at: datetime | None = None
	closed_at: datetime | None = None
	machine_causes: tuple[str, ...] = ()
	funds: float | None = None
	spent: float = 0.0

	@property
	def title(self) -> str:
		"""How it is named to a person."""
		return " ".join(filter(None, (self.register_no or self.name, self.hazard_title)))


@dataclass(frozen=True)
class Limits:
	"""minutes: closed out faster than this is at once. kilometres: farther than this is elsewhere."""

	minutes: int = 60
	kilometres: float = 5.0


@dataclass(frozen=True)
class Signal:
	"""One thing worth looking at: kind, and the reason in words."""

	kind: str
	reason: Phrase

	@property
	def weight(self) -> int:
		"""The more telling, the higher."""
		return WEIGHTS[self.kind]


def signals_of(
	hazards: Iterable[ClosedHazard],
	photos: Iterable[Picture],
	copies: Mapping[str, Iterable[Copy]] | None = None,
	titles: Mapping[str, str] | None = None,
	limits: Limits | None = None,
) -> dict[str, tuple[Signal, ...]]:
	"""Signals by hazard, the heaviest first; hazards without any are left out.

	photos: those of the hazards, and those of others that share a hash or a band with them. copies: texts that repeat
	another hazard's, by hazard. titles: how to name the hazards that the reader may see, by name.
	"""
	limits, titles, copies = limits or Limits(), titles or {}, copies or {}
	by_hazard = defaultdict(list)
	for photo in photos:
		by_hazard[photo.hazard].append(photo)
	index = _Index(photo for rows in by_hazard.values() for photo in rows)
	found = {}
	for hazard in hazards:
		own = by_hazard[hazard.name]
		signals = [
			*_same_photo(own),
			*_elsewhere_used(hazard.name, own, index, titles),
			*_taken_before(hazard, own),
			*_taken_elsewhere(hazard, own, limits),
			*_closed_at_once(hazard, limits),
			*_copied(copies.get(hazard.name, ()), titles),
			*_no_money(hazard),
		]
		if signals:
			found[hazard.name] = tuple(sorted(signals, key=lambda signal: -signal.weight))
	return found


def score(signals: Iterable[Signal]) -> int:
	"""What the list is ordered by."""
	return sum(signal.weight for signal in signals)


class _Index:
	"""Photos by hash and by the bands of their difference hash, to find twins without comparing all with all."""

	def __init__(self, photos: Iterable[Picture]) -> None:
		self.by_key: dict[tuple, list[Picture]] = defaultdict(list)
		for photo in photos:
			for key in self.keys(photo):
				self.by_key[key].append(photo)

	@staticmethod
	def keys(photo: Picture) -> list[tuple]:
		keys = [("sha", photo.sha256)] if photo.sha256 else []
		if pictures.has_features(photo.dhash):
			keys += list(enumerate(pictures.bands(photo.dhash)))
		return keys

	def others(self, photo: Picture) -> set[Picture]:
		"""Photos of other hazards that are alike."""
		near = {
			other for key in self.keys(photo) for other in self.by_key[key] if other.hazard != photo.hazard
		}
		return {other for other in near if _alike(photo, other, pictures.NEAR_ACROSS)}


def _alike(a: Picture, b: Picture, near: int) -> str:
	return pictures.alike(a.sha256, b.sha256, a.dhash, b.dhash, near)


def _same_photo(photos: list[Picture]) -> list[Signal]:
	"""The danger and its removal look the same."""
	before = [photo for photo in photos if photo.moment == BEFORE]
	after = [photo for photo in photos if photo.moment == AFTER]
	found = {_alike(a, b, pictures.NEAR_WITHIN) for a, b in product(before, after)}
	if "same" in found:
		return [Signal(SAME_PHOTO, Phrase(N_("The photo after is the very photo before.")))]
	if "near" in found:
		return [Signal(SAME_PHOTO, Phrase(N_("The photo after looks nearly like the photo before.")))]
	return []


def _elsewhere_used(
	hazard: str, photos: list[Picture], index: _Index, titles: Mapping[str, str]
) -> list[Signal]:
	twins = sorted({other.hazard for photo in photos for other in index.others(photo)} - {hazard})
	if not twins:
		return []
	message = N_("A photo is also that of: {0}.")
	return [Signal(SAME_PHOTO_ELSEWHERE, Phrase(message, (_names(twins, titles),)))]


def _names(hazards: Collection[str], titles: Mapping[str, str]) -> Phrase:
	"""The hazards the reader may see by name, the others by their number."""
	known = [titles[name] for name in hazards if name in titles]
	hidden = len(hazards) - len(known)
	named = "; ".join(known[:NAMED_AT_MOST]) + ("; …" if len(known) > NAMED_AT_MOST else "")
	if not hidden:
		return Phrase("{0}", (named,))
	if not known:
		return Phrase(N_("hazards beyond your scope ({0})"), (hidden,))
	return Phrase(N_("{0}, and hazards beyond your scope ({1})"), (named, hidden))


def _taken_before(hazard: ClosedHazard, photos: list[Picture]) -> list[Signal]:
	"""A photo of the removal is older than the finding."""
	early = [
		photo.taken_at
		for photo in photos
		if photo.moment == AFTER and photo.taken_at and hazard.found_on and photo.taken_at < hazard.found_on
	]
	if not early:
		return []
	message = N_("A photo after was taken at {0}, before the hazard was found at {1}.")
	return [Signal(TAKEN_BEFORE, Phrase(message, (min(early), hazard.found_on)))]


def _taken_elsewhere(hazard: ClosedHazard, photos: list[Picture], limits: Limits) -> list[Signal]:
	"""A photo was taken far from the enterprise; where its place is not known, photos before and after far apart."""
	placed = [photo for photo in photos if photo.place]
	if hazard.place:
		far = [pictures.kilometres(hazard.place, photo.place) for photo in placed]
		message = N_("A photo was taken {0} km from the enterprise.")
	else:
		sides = ([p for p in placed if p.moment == moment] for moment in (BEFORE, AFTER))
		far = [pictures.kilometres(a.place, b.place) for a, b in product(*sides)]
		message = N_("The photos before and after were taken {0} km apart.")
	worst = max(far, default=0.0)
	return [Signal(TAKEN_ELSEWHERE, Phrase(message, (f"{worst:.1f}",)))] if worst > limits.kilometres else []


def _closed_at_once(hazard: ClosedHazard, limits: Limits) -> list[Signal]:
	if not (hazard.started_at and hazard.closed_at):
		return []
	minutes = int((hazard.closed_at - hazard.started_at).total_seconds() // 60)
	if not 0 <= minutes < limits.minutes:
		return []
	message = N_("From the start of the rectification to the close-out took {0} minutes.")
	return [Signal(CLOSED_AT_ONCE, Phrase(message, (minutes,)))]


def _copied(copies: Iterable[Copy], titles: Mapping[str, str]) -> list[Signal]:
	message = N_("{0} is {1} percent the same as that of: {2}.")
	return [
		Signal(
			COPIED_TEXT,
			Phrase(message, (Phrase(copy.kind), round(copy.likeness * 100), _names([copy.of], titles))),
		)
		for copy in copies
	]


def _no_money(hazard: ClosedHazard) -> list[Signal]:
	"""Equipment was at fault, and nothing was spent on it: neither planned nor booked."""
	if not hazard.machine_causes or hazard.funds is None or hazard.funds > 0 or hazard.spent > 0:
		return []
	message = N_("A cause lies in the equipment ({0}), but no money was planned or spent.")
	return [Signal(NO_MONEY, Phrase(message, (hazard.machine_causes[0],)))]
