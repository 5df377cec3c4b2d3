"""Photos of a hazard before and after its rectification, put side by side for the rectification report."""

from __future__ import annotations

from itertools import zip_longest

from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.papers.model import Source
from hazard_governance.domain.papers.words import day, joined

TRANSLATION_CONTEXT = "Official Paper"

BEFORE, AFTER = "Before", "After"
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp")

Photo = tuple[str, str]
"""(file url, what it shows)"""


def photo_pairs(source: Source) -> tuple[tuple[Photo, Photo], ...]:
	"""Before and after: each immediate measure with its own two photos, then the other ones in the order of the record.

	A place without a photo is a pair of empty texts. Each file stands once.
	"""
	pairs = [
		((m.before_photo, m.measure), (m.after_photo, joined(m.result or m.measure)))
		for m in source.record.hazard.immediate_measures
		if is_picture(m.before_photo) or is_picture(m.after_photo)
	]
	pairs = [tuple(photo if is_picture(photo[0]) else ("", "") for photo in pair) for pair in pairs]
	shown = {url for pair in pairs for url, _caption in pair}
	before = _distinct(_before(source), shown)
	after = _distinct(_after(source), shown)
	return (*pairs, *zip_longest(before, after, fillvalue=("", "")))


def other_photos(source: Source) -> tuple[Photo, ...]:
	"""Pictures of the record that stand in no pair: during the work, postings, receipts of reports."""
	hazard, t = source.record.hazard, source.translate
	shown = {url for pair in photo_pairs(source) for url, _caption in pair}
	photos = [(row.file, joined(row.caption, day(row.taken_on, t))) for row in _evidence(source)]
	photos += [
		(row.photo, joined(t(N_("Public posting:")), row.place, day(row.from_date, t)))
		for row in hazard.public_postings
	]
	photos += [
		(row.receipt_file, joined(t(N_("Receipt of the report:")), row.authority))
		for row in hazard.authority_reports
	]
	return tuple(_distinct(photos, shown))


def is_picture(url: str) -> bool:
	"""Whether a file is a picture, by the end of its name."""
	return url.lower().endswith(PICTURES)


def _before(source: Source) -> list[Photo]:
	hazard, t = source.record.hazard, source.translate
	rows = [
		(row.file, joined(row.caption, day(row.taken_on, t))) for row in hazard.evidence if row.kind == BEFORE
	]
	return [(hazard.photo, hazard.hazard_title), *rows]


def _after(source: Source) -> list[Photo]:
	t, plan = source.translate, source.record.plan
	measures = plan.measures if plan else ()
	photos = [(row.evidence, joined(row.measure, day(row.done_on, t))) for row in measures]
	return photos + [
		(row.file, joined(row.caption, day(row.taken_on, t)))
		for row in _evidence(source)
		if row.kind == AFTER
	]


def _evidence(source: Source) -> list:
	record = source.record
	return [*record.hazard.evidence, *(row for one in record.acceptances for row in one.evidence)]


def _distinct(photos: list[Photo], shown: set[str]) -> list[Photo]:
	"""The pictures among them that stand nowhere yet; `shown` grows by them."""
	kept = []
	for url, caption in photos:
		if url and is_picture(url) and url not in shown:
			shown.add(url)
			kept.append((url, caption))
	return kept
