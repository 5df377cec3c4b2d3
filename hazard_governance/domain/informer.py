"""Whoever reported a hazard from among the public stays unknown to everybody a case is handed to.

Work Safety Law article 73 (举报保密): names are taken out of every text, and file metadata with them (metadata.py).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.people import names_in

# who found a hazard that the public told of
THE_PUBLIC = N_("A Member of the Public")
MASK = "×××"
SHORTEST = 2
# words that stand for everybody and tell of nobody
GENERIC = frozenset(
	(
		"群众", "匿名", "匿名群众", "举报人", "居民", "村民", "职工", "市民", "网民", "来电", "来信", "某某",
		"a member of the public", "anonymous", "public", "citizen", "resident", "worker",
	)
)  # fmt: skip


def is_protected(record: HazardRecord) -> bool:
	"""Whether somebody from the public reported the hazard."""
	return record.hazard.source == v.PUBLIC_REPORT


def protected_words(record: HazardRecord, more: Iterable[str] = ()) -> frozenset[str]:
	"""Words that would tell who reported the hazard: the finder's name and organisation, and `more` (names, addresses,
	numbers that the caller knows of). Nothing where the hazard was not reported by the public."""
	return finder_words(record, more) if is_protected(record) else frozenset()


def finder_words(record: HazardRecord, more: Iterable[str] = ()) -> frozenset[str]:
	"""Words that would tell who found the hazard, whoever it was: names and organisation, and `more`."""
	hazard = record.hazard
	known = {hazard.enterprise, record.enterprise.enterprise_name, *record.authorities}
	words = [*names_in(hazard.found_by_name), hazard.found_by_organization, *more]
	cleaned = (word.strip() for word in words if word)
	return frozenset(
		word
		for word in cleaned
		if len(word) >= SHORTEST and word.casefold() not in GENERIC and word not in known
	)


def without(text: str, words: Collection[str]) -> str:
	"""The text with every one of the words masked, the longest first, in whatever case."""
	for word in sorted(words, key=len, reverse=True):
		text = re.sub(re.escape(word), MASK, text, flags=re.IGNORECASE)
	return text
