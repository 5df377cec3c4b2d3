"""Which criteria are offered for a description, in which order, and what speaks against one: never which one it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hazard_governance.domain.classification import applies_to, is_valid_on
from hazard_governance.domain.deficiency import N_, Phrase
from hazard_governance.domain.facts import Criterion

MOST_FITTING, MOST_OTHERS = 5, 3
# an enterprise's own standard before one for every industry that says the same
OWN_INDUSTRY = 1.2
# further down than this share of the best one, what is left in common is chance
WORTH_SHOWING = 0.3


@dataclass(frozen=True)
class Match:
	"""A criterion that shares words with the description; `score` is comparable within one search only."""

	name: str
	score: float
	words: tuple[str, ...]


@dataclass(frozen=True)
class Offer:
	"""A criterion that may be the one, the words it shares, and what keeps it from deciding (none: it may)."""

	criterion: Criterion
	words: tuple[str, ...]
	against: tuple[Phrase, ...]


def offers(
	matches: Iterable[Match],
	criteria: Mapping[str, Criterion],
	day: date | None,
	industries: Collection[str],
	own: Collection[str],
) -> list[Offer]:
	"""At most MOST_FITTING criteria that were in force on `day` and apply to one of `industries`, the likeliest first;
	below them at most MOST_OTHERS that would not decide (Work Safety Law art. 118), each with the reason.

	own: the enterprise's industry and those above it. No day known: today has to be given by the caller.
	"""
	ranked = sorted(
		((_weighed(m, criteria[m.name], own), m) for m in matches if m.name in criteria),
		key=lambda pair: (-pair[0], pair[1].name),
	)
	made = [
		(score, Offer(criteria[m.name], m.words, _against(criteria[m.name], day, industries)))
		for score, m in ranked
	]
	fitting = [pair for pair in made if not pair[1].against]
	others = [pair for pair in made if pair[1].against]
	return _worth(fitting, MOST_FITTING) + _worth(others, MOST_OTHERS)


def _worth(ranked: list[tuple[float, Offer]], most: int) -> list[Offer]:
	return [offer for score, offer in ranked[:most] if score >= WORTH_SHOWING * ranked[0][0]]


def _weighed(match: Match, criterion: Criterion, own: Collection[str]) -> float:
	return match.score * (OWN_INDUSTRY if criterion.industry in own else 1)


def _against(criterion: Criterion, day: date | None, industries: Collection[str]) -> tuple[Phrase, ...]:
	found = []
	if not is_valid_on(criterion, day):
		found.append(Phrase(N_("Not in force on {0}, the day it was found."), (day or "?",)))
	if not applies_to(criterion, industries):
		found.append(Phrase(N_("Of another industry: {0}."), (criterion.industry,)))
	return tuple(found)
