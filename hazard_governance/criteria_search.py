"""Which criteria a description in free text is likeliest about: words (Chinese segmentation), characters and pairs of
characters, weighed by BM25. No network, no model; nothing here decides anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import bm25s
import numpy
import rjieba

from hazard_governance.domain.criterion_offers import Match
from hazard_governance.domain.criterion_words import CANONICAL, STOP, in_one_wording

HAN = re.compile(r"[一-鿿]+")
FIELDS = ("summary", "search_words", "category")
# chosen on the development set of benchmarks/criteria, not on the one that is held out. Words say most; characters and
# their pairs find what segmentation cuts differently and what is said half in another word
WORD, CHARACTER, PAIR = 1.0, 1.0, 0.5
K1, B = 0.6, 0.3


class CriteriaIndex:
	"""An index of criteria; built once, asked often, never changed."""

	def __init__(self, rows: Iterable[Mapping]) -> None:
		rows = list(rows)
		self.names = [row["name"] for row in rows]
		texts = [" ".join(str(row.get(field) or "") for field in FIELDS) for row in rows]
		self._parts = tuple((weight, cut, _Weighed([cut(text) for text in texts])) for weight, cut in PARTS)

	def search(self, text: str) -> list[Match]:
		"""Every criterion that shares something with `text`, the likeliest first; ties in the order of their names."""
		if not self.names:
			return []
		scores = sum(weight * weighed.scores(cut(text)) for weight, cut, weighed in self._parts)
		words = words_of(text)
		order = sorted(
			(i for i, score in enumerate(scores) if score > 0), key=lambda i: (-scores[i], self.names[i])
		)
		return [Match(self.names[i], float(scores[i]), self._shared(words, i)) for i in order]

	def _shared(self, words: list[str], document: int) -> tuple[str, ...]:
		there = self._parts[0][2].sets[document]
		shared = [word for word in dict.fromkeys(words) if word in there]
		# 传感器 is told once, without 感器
		return tuple(w for w in shared if not any(w != longer and w in longer for longer in shared))


class _Weighed:
	"""BM25 over one kind of tokens."""

	def __init__(self, documents: list[list[str]]) -> None:
		self.sets = [frozenset(tokens) for tokens in documents]
		self.known = frozenset().union(*self.sets)
		self.index = bm25s.BM25(k1=K1, b=B) if self.known else None
		self.size = len(documents)
		if self.index:
			self.index.index(documents, show_progress=False)

	def scores(self, tokens: list[str]):
		asked = [token for token in dict.fromkeys(tokens) if token in self.known]
		return self.index.get_scores(asked) if asked else numpy.zeros(self.size)


def words_of(text: str) -> list[str]:
	"""The words of `text` that can be compared, in order."""
	words = rjieba.cut_for_search(in_one_wording(text), True)
	return [word for word in (w.strip().lower() for w in words) if _tells(word)]


def pairs_of(text: str) -> list[str]:
	"""Neighbouring characters, within runs of Chinese."""
	return [run[i : i + 2] for run in HAN.findall(in_one_wording(text)) for i in range(len(run) - 1)]


def characters_of(text: str) -> list[str]:
	"""Letters, digits and Chinese characters one by one, without those that stand everywhere."""
	return [c for c in in_one_wording(text).lower() if c.isalnum() and c not in STOP]


def _tells(word: str) -> bool:
	return word not in STOP and (len(word) > 1 or word in CANONICAL) and any(c.isalnum() for c in word)


PARTS = ((WORD, words_of), (CHARACTER, characters_of), (PAIR, pairs_of))
