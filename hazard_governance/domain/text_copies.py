"""Which texts of a set repeat one another: near-identical ones, found without comparing each with each.

Every text is cut into overlapping pieces of some letters. Texts that share one of the few pieces with the smallest
hash are compared in full; of two texts that are nearly the same, hardly any pair escapes that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, pairwise
from zlib import crc32

from hazard_governance.domain.recurrence import normalise

PIECE = 5
SKETCH = 12
SHORTEST = 40
NEARLY_ALL = 0.9
# of more texts that share a piece each is compared with the next only: a text copied so often is found all the same
COMPARED_ALL = 50


@dataclass(frozen=True)
class Passage:
	"""A text of a hazard. kind: what it is, in English words (marked for translation where it is made)."""

	hazard: str
	kind: str
	text: str


@dataclass(frozen=True)
class Copy:
	"""The text of `kind` is nearly that of hazard `of`. likeness: share of the pieces they have in common, 0..1."""

	kind: str
	of: str
	likeness: float


def copies(passages: Iterable[Passage]) -> dict[str, tuple[Copy, ...]]:
	"""Texts that nearly repeat another hazard's text of the same kind, by hazard; of each kind the closest one."""
	by_kind: dict[str, list[tuple[str, frozenset[int]]]] = defaultdict(list)
	for passage in passages:
		text = normalise(passage.text)
		if len(text) >= SHORTEST:
			by_kind[passage.kind].append((passage.hazard, pieces(text)))
	found: dict[str, list[Copy]] = defaultdict(list)
	for kind in sorted(by_kind):
		for hazard, copy in _closest(kind, by_kind[kind]).items():
			found[hazard].append(copy)
	return {hazard: tuple(rows) for hazard, rows in found.items()}


def pieces(text: str) -> frozenset[int]:
	"""Hashes of the overlapping pieces of a normalised text."""
	return frozenset(crc32(text[place : place + PIECE].encode()) for place in range(len(text) - PIECE + 1))


def likeness(a: frozenset[int], b: frozenset[int]) -> float:
	"""Share of the pieces of both that both have, 0..1."""
	return len(a & b) / len(a | b) if a and b else 0.0


def _closest(kind: str, texts: list[tuple[str, frozenset[int]]]) -> dict[str, Copy]:
	by_piece: dict[int, list[int]] = defaultdict(list)
	for number, (_hazard, own) in enumerate(texts):
		for piece in sorted(own)[:SKETCH]:
			by_piece[piece].append(number)
	best: dict[str, Copy] = {}
	for a, b in sorted(_pairs(by_piece)):
		(one, own), (other, theirs) = texts[a], texts[b]
		if one == other:
			continue
		share = likeness(own, theirs)
		if share < NEARLY_ALL:
			continue
		for hazard, of in ((one, other), (other, one)):
			if hazard not in best or best[hazard].likeness < share:
				best[hazard] = Copy(kind, of, share)
	return best


def _pairs(by_piece: dict[int, list[int]]) -> set[tuple[int, int]]:
	pairs: set[tuple[int, int]] = set()
	for numbers in by_piece.values():
		many = len(numbers) > COMPARED_ALL
		pairs.update(pairwise(numbers) if many else combinations(numbers, 2))
	return pairs
