"""Criteria over time: a later standard ends an earlier one, and what a hazard was judged by does not change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from hazard_governance.domain.articles import LAW_118
from hazard_governance.domain.classification import is_valid_on
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import Criterion

# what a judgment rests on: another standard, article, industry or class is another criterion
IDENTITY = ("code", "standard", "document_no", "article", "industry", "hazard_class")


def ends_on(
	criterion: Criterion, later: Iterable[Criterion], branches: Mapping[str, Collection[str]]
) -> date | None:
	"""The last day (inclusive) of `criterion` when its document is replaced by criteria in `later`; None: it is not.

	branches: industry -> itself and those above it. A replacement ends what is of its own industry or below it, since one
	document may hold the criteria of several (安监总管三〔2017〕121号). The law has the standards in force decide (Work
	Safety Law art. 118): the earlier one applies until the day before the later one begins.
	"""
	begins = [
		other.valid_from
		for other in later
		if criterion.document_no
		and other.replaces_document == criterion.document_no
		and other.valid_from
		and criterion.valid_from
		and other.valid_from > criterion.valid_from
		and other.industry in branches.get(criterion.industry, (criterion.industry,))
	]
	return min(begins) - timedelta(days=1) if begins else None


def check_change(before: Criterion, after: Criterion, found: Mapping[str, date]) -> list[Deficiency]:
	"""What may not change about a criterion that hazards were judged by.

	found: hazard -> the day it was found. Correcting the summary or the note is allowed, and kept in the history.
	"""
	if not found:
		return []
	gaps = [
		Deficiency(
			Criterion.DOCTYPE,
			field,
			N_(
				"{0} hazards were judged by this criterion, such as {1}. Add a criterion with a new code instead of changing this one."
			),
			(len(found), min(found)),
			LAW_118,
		)
		for field in IDENTITY
		if getattr(before, field) != getattr(after, field)
	]
	out = sorted(
		name for name, day in found.items() if is_valid_on(before, day) and not is_valid_on(after, day)
	)
	if out:
		field = "valid_from" if after.valid_from and found[out[0]] < after.valid_from else "valid_to"
		message = N_(
			"{0} was found on {1} and judged by this criterion. It has to be in force on that day; choose another day."
		)
		gaps.append(Deficiency(Criterion.DOCTYPE, field, message, (out[0], found[out[0]]), LAW_118))
	return gaps
