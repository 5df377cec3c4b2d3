"""Recurring hazards: how alike two hazards are, and why. Notice 54/2023 step 1: a description says whether it recurs."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from hazard_governance.domain.deficiency import N_, Phrase

if TYPE_CHECKING:
	from hazard_governance.domain.facts import Hazard

# Same enterprise and criterion alone are not yet the same hazard; with the place or the words they are.
WEIGHTS = {"enterprise": 0.2, "place": 0.2, "criterion": 0.25, "text": 0.35}
NEAR_IDENTICAL = 0.75
THRESHOLD = 0.6


@dataclass(frozen=True)
class Similarity:
	"""score 0..1 (1 = the same in every respect) and the reasons in words; name of the hazard compared with."""

	score: float
	reasons: tuple[Phrase, ...]
	name: str = ""


def normalise(text: str | None) -> str:
	"""Letters and digits only, full-width folded, lower case: what is left to compare of two descriptions."""
	folded = unicodedata.normalize("NFKC", text or "").lower()
	return "".join(char for char in folded if char.isalnum())


def text_ratio(a: str | None, b: str | None) -> float:
	"""Likeness of two texts, 0..1; 0 when either is empty. Symmetric."""
	a, b = sorted((normalise(a), normalise(b)))
	if not a or not b:
		return 0.0
	return SequenceMatcher(None, a, b, autojunk=False).ratio()


def similarity(hazard: "Hazard", earlier: "Hazard") -> Similarity:
	"""How alike two hazards are: enterprise, place, criterion, words of the existing condition (or the title)."""
	score, reasons = 0.0, []
	if hazard.enterprise and hazard.enterprise == earlier.enterprise:
		score += WEIGHTS["enterprise"]
		reasons.append(Phrase(N_("Same enterprise.")))
	if normalise(hazard.place) and normalise(hazard.place) == normalise(earlier.place):
		score += WEIGHTS["place"]
		reasons.append(Phrase(N_("Same place: {0}."), (hazard.place,)))
	if hazard.criterion and hazard.criterion == earlier.criterion:
		score += WEIGHTS["criterion"]
		reasons.append(Phrase(N_("Same criterion: {0}."), (hazard.criterion,)))
	ratio = max(
		text_ratio(hazard.existing_condition, earlier.existing_condition),
		text_ratio(hazard.hazard_title, earlier.hazard_title),
	)
	score += WEIGHTS["text"] * ratio
	if ratio >= NEAR_IDENTICAL:
		reasons.append(Phrase(N_("Nearly the same words ({0} percent alike)."), (round(ratio * 100),)))
	return Similarity(round(min(score, 1.0), 4), tuple(reasons), earlier.name or "")


def find_similar(
	hazard: "Hazard", others: Iterable["Hazard"], threshold: float = THRESHOLD, limit: int = 5
) -> list[Similarity]:
	"""The hazards alike enough to be asked about, the most alike first; never the hazard itself."""
	found = [similarity(hazard, other) for other in others if not hazard.name or other.name != hazard.name]
	alike = [s for s in found if s.score >= threshold]
	return sorted(alike, key=lambda s: (-s.score, s.name))[:limit]
