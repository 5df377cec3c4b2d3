"""Recurring hazards (重复隐患): how alike two hazards are, and why. Notice 54/2023 step 1: a description says whether
it recurs; step 5 (3) asks that it does not come back.

Four things are compared, each with its weight: enterprise, place, criterion, words. The likeness of words is counted
on pairs of Chinese characters and on whole Latin words, numbers taken as equal ("5 mm" and "7 mm" of dust are the same
hazard); the place keeps its numbers ("1号" and "2号" are two places). The same input gives the same score on every
machine, and every part of a score is told as a reason.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hazard_governance.domain.deficiency import N_, Phrase
from hazard_governance.domain.vocabulary import YES

if TYPE_CHECKING:
	from hazard_governance.domain.facts import Hazard

WEIGHTS = {"enterprise": 0.2, "place": 0.2, "criterion": 0.2, "text": 0.4}
# a place that lies within the other one ("3号车间" and "3号车间东侧") is nearly the same place
WITHIN = 0.75
NEAR_IDENTICAL = 0.7
# one reason besides the enterprise is enough to offer a hazard on entry ...
OFFERED = 0.4
# ... two, or the same words, to let it wait for a decision; the default of the setting `repeat_threshold`
THRESHOLD = 0.6
# below so many pairs and words one text is contained in another by chance
ENOUGH_TOKENS = 8

_DIGITS = {char: str(number) for number, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "两": "2"}
_NUMERAL = re.compile("[〇零一二三四五六七八九]?十[一二三四五六七八九]?")
_RUNS = re.compile(r"[0-9]+|[a-z]+|[^0-9a-z]+")


@dataclass(frozen=True)
class Similarity:
	"""score 0..1 (1 = the same in every respect) and the reasons in words; name of the hazard compared with."""

	score: float
	reasons: tuple[Phrase, ...]
	name: str = ""
	same_enterprise: bool = False


# --- words -------------------------------------------------------------------------------------------------------
def normalise(text: str | None) -> str:
	"""Letters and digits only, full-width folded, Chinese numerals as digits, lower case."""
	folded = unicodedata.normalize("NFKC", text or "").lower()
	folded = _NUMERAL.sub(_tens, folded)
	return "".join(_DIGITS.get(char, char) for char in folded if char.isalnum())


def _tens(match: re.Match[str]) -> str:
	"""十 is 10, 十二 is 12, 二十 is 20, 三十四 is 34."""
	tens, _, ones = match.group().partition("十")
	return str(int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0")))


def tokens(text: str | None) -> Counter[str]:
	"""What two texts have in common is counted in these: pairs of characters, Latin words, "0" for any number.

	A run of a single character is a token of its own.
	"""
	found: Counter[str] = Counter()
	for run in _RUNS.findall(normalise(text)):
		if run[0].isdecimal() and run.isascii():
			found["0"] += 1
		elif run.isascii() or len(run) == 1:
			found[run] += 1
		else:
			found.update(run[at : at + 2] for at in range(len(run) - 1))
	return found


def text_ratio(a: str | None, b: str | None) -> float:
	"""Likeness of two texts, 0..1; 0 when either is empty, 1 when they say the same. Symmetric.

	The share of common tokens (Dice); where a text of some length is contained in a longer one, the share of the
	shorter that is found in the longer, a tenth off.
	"""
	return _ratio(tokens(a), tokens(b))


def _ratio(a: Counter[str], b: Counter[str]) -> float:
	sizes = sorted((a.total(), b.total()))
	if not sizes[0]:
		return 0.0
	common = (a & b).total()
	contained = 0.9 * common / sizes[0] if sizes[0] >= ENOUGH_TOKENS else 0.0
	return max(2 * common / sum(sizes), contained)


# --- hazards -----------------------------------------------------------------------------------------------------
class Compared:
	"""One hazard made ready for comparing with many."""

	def __init__(self, hazard: "Hazard"):
		self.hazard = hazard
		self.place = normalise(hazard.place)
		self.texts = (tokens(hazard.existing_condition), tokens(hazard.hazard_title))

	def with_earlier(self, earlier: "Hazard") -> Similarity:
		"""How alike the two are: enterprise, place, criterion, words of the existing condition or of the title."""
		hazard, reasons, score = self.hazard, [], 0.0
		same_enterprise = bool(hazard.enterprise) and hazard.enterprise == earlier.enterprise
		if same_enterprise:
			score += WEIGHTS["enterprise"]
			reasons.append(Phrase(N_("Same enterprise.")))
		share, reason = _place(self.place, normalise(earlier.place), earlier.place)
		score += WEIGHTS["place"] * share
		reasons += reason
		if hazard.criterion and hazard.criterion == earlier.criterion:
			score += WEIGHTS["criterion"]
			reasons.append(Phrase(N_("Same criterion: {0}."), (hazard.criterion,)))
		texts = (tokens(earlier.existing_condition), tokens(earlier.hazard_title))
		ratio = max(_ratio(mine, theirs) for mine, theirs in zip(self.texts, texts, strict=True))
		score += WEIGHTS["text"] * ratio
		if ratio >= NEAR_IDENTICAL:
			message = N_("Nearly the same words ({0} percent alike).")
			reasons.append(Phrase(message, (round(ratio * 100),)))
		return Similarity(round(min(score, 1.0), 4), tuple(reasons), earlier.name or "", same_enterprise)


def _place(mine: str, theirs: str, words: str) -> tuple[float, list[Phrase]]:
	if not mine or not theirs:
		return 0.0, []
	if mine == theirs:
		return 1.0, [Phrase(N_("Same place: {0}."), (words,))]
	if _lies_within(*sorted((mine, theirs), key=len)):
		return WITHIN, [Phrase(N_("Nearly the same place: {0}."), (words,))]
	return 0.0, []


def _lies_within(short: str, long: str) -> bool:
	"""Whether the longer place names the shorter one as a whole; "1号罐区" is no part of "11号罐区"."""
	if len(short) < 3:
		return False
	at = long.find(short)
	while at >= 0:
		before, after = long[at - 1 : at], long[at + len(short) : at + len(short) + 1]
		cut = (before.isdecimal() and short[0].isdecimal()) or (after.isdecimal() and short[-1].isdecimal())
		if not cut:
			return True
		at = long.find(short, at + 1)
	return False


def similarity(hazard: "Hazard", earlier: "Hazard") -> Similarity:
	"""How alike two hazards are, 0..1, with the reasons."""
	return Compared(hazard).with_earlier(earlier)


def find_similar(
	hazard: "Hazard", others: Iterable["Hazard"], threshold: float = OFFERED, limit: int = 5
) -> list[Similarity]:
	"""The hazards alike enough to be asked about, the most alike first; never the hazard itself, and none whose only
	likeness is the enterprise."""
	compared = Compared(hazard)
	found = [compared.with_earlier(other) for other in others if not hazard.name or other.name != hazard.name]
	alike = [s for s in found if s.score >= threshold and len(s.reasons) > s.same_enterprise]
	return sorted(alike, key=lambda s: (-s.score, s.name))[:limit]


def is_repeat(hazard: "Hazard") -> bool:
	"""Whether the hazard counts as a repeat in lists, statistics, leniency and accountability: somebody who may say so
	answered 是否重复出现 with yes."""
	return hazard.recurring == YES
