"""重大事故隐患高质量整改报告: cover, the nine sections as people left them, photos side by side, annexes from the record.

Notice 54/2023 step 5 (6) and part 4 (3). What the fields of the report say is what stands on the paper; the record adds
what nobody writes by hand: number, photos, the 26 questions, the five fixes, the acceptance, receipts.
"""

from __future__ import annotations

from collections.abc import Iterable

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import RectificationReport
from hazard_governance.domain.papers.gaps import numbered, unless
from hazard_governance.domain.papers.model import (
	Block,
	Compared,
	Cover,
	Fields,
	Heading,
	Markup,
	PageBreak,
	Paper,
	Photos,
	Signature,
	Source,
	Text,
)
from hazard_governance.domain.papers.parts import enterprise_name, number_text, principal_signature
from hazard_governance.domain.papers.report_annexes import annexes
from hazard_governance.domain.papers.report_photos import other_photos, photo_pairs
from hazard_governance.domain.papers.words import choice, day
from hazard_governance.domain.report import APPROVED_STATUSES, check_report, plain_text

TRANSLATION_CONTEXT = "Official Paper"

TITLE = N_("High-Quality Rectification Report on a Major Accident Hazard")
TITLE_GENERAL = N_("Rectification Report on an Accident Hazard")
NOT_APPROVED = N_("The report is not approved by the principal person in charge.")
NOT_WRITTEN = N_("(This section is not written yet.)")
# field of the report -> its heading on paper
HEADINGS = {
	"description": N_("1. Description of the hazard"),
	"analysis": N_("2. Analysis of the causes"),
	"accountability": N_("3. Accountability"),
	"rectification": N_("4. Immediate rectification and carrying out of the plan"),
	"source_governance": N_("5. Source governance"),
	"acceptance": N_("6. Acceptance and evaluation"),
	"revisions": N_("7. Revised rules and standards"),
	"sweep": N_("8. Analogous inspection"),
	"lessons": N_("9. Lessons and lasting mechanism"),
}


def build(source: Source) -> Paper:
	"""The report as it is; a draft until its nine sections are written, the principal approved it, and the hazard is
	accepted and numbered. Once it is filed it carries receipt number and date."""
	report: RectificationReport = source.document
	t = source.translate
	names, appended = _annexes(source)
	return Paper(
		title=t(TITLE if source.record.hazard.classification == v.MAJOR else TITLE_GENERAL),
		letterhead=enterprise_name(source),
		cover=_cover(report, source),
		blocks=(*_sections(report, source), *_filing(report, source)),
		signatures=(
			Signature(t(N_("Prepared by")), source.person(report.prepared_by)),
			principal_signature(source, report.approved_by, report.approved_on),
			Signature(
				t(N_("Department that files it (seal)")),
				report.filing_authority if report.status == v.FILED else "",
				day(report.filed_on, t) if report.status == v.FILED else "",
				seal=True,
			),
		),
		annexes=names,
		appended=appended,
		missing=tuple(_missing(report, source)),
	)


def _cover(report: RectificationReport, source: Source) -> Cover:
	t, hazard, enterprise = source.translate, source.record.hazard, source.record.enterprise
	about = (
		(t(N_("Register No.")), number_text(source)),
		(t(N_("Hazard")), hazard.hazard_title),
		(t(N_("Enterprise")), enterprise_name(source)),
		(t(N_("Unified Social Credit Code")), enterprise.credit_code),
		(t(N_("County or Development Zone")), hazard.county),
		(t(N_("Industry")), hazard.industry),
		(t(N_("Classification")), choice(hazard, "classification", t)),
		(
			t(N_("Signed for Issue By")),
			principal_signature(source, report.approved_by, report.approved_on).name,
		),
	)
	# empty lines of the filing are for the department's pen
	filing = (
		(t(N_("Filed With")), report.filing_authority),
		(t(N_("Filing Receipt No.")), report.receipt_no),
		(t(N_("Filed On")), day(report.filed_on, t)),
	)
	particulars = (*((label, value) for label, value in about if value), *filing)
	written = report.approved_on or (report.creation.date() if report.creation else source.today)
	return Cover(particulars, enterprise_name(source), day(written, t), contents=t(N_("Contents")))


def _sections(report: RectificationReport, source: Source) -> list[Block]:
	t = source.translate
	blocks: list[Block] = []
	for fieldname, heading in HEADINGS.items():
		written = getattr(report, fieldname)
		blocks.append(Heading(t(heading)))
		blocks.append(Markup(written) if plain_text(written) else Text(t(NOT_WRITTEN)))
		if fieldname == "rectification":
			blocks += _compared(source)
	return blocks


def _compared(source: Source) -> list[Block]:
	t = source.translate
	pairs = photo_pairs(source)
	if not pairs:
		return []
	labels = (t(N_("Before rectification")), t(N_("After rectification")))
	return [
		Heading(t(N_("Photos before and after the rectification")), 2),
		Compared(labels, pairs, t(N_("(no photo)"))),
	]


def _filing(report: RectificationReport, source: Source) -> tuple[Block, ...]:
	"""The place where the department enters its filing; empty lines to be filled in by hand until then."""
	t = source.translate
	return (
		Heading(t(N_("10. Filing"))),
		Fields(
			(
				(t(N_("Department that files it")), report.filing_authority),
				(t(N_("Filing Receipt No.")), report.receipt_no),
				(t(N_("Filed On")), day(report.filed_on, t)),
				(t(N_("Filing remarks")), report.filing_remarks),
			)
		),
	)


def _annexes(source: Source) -> tuple[tuple[str, ...], tuple[Block, ...]]:
	"""Names of the annexes for the list, and the annexes themselves; what has no content is no annex."""
	t = source.translate
	found = [*annexes(source), *_photo_annex(source)]
	names = tuple(name for name, _blocks in found)
	blocks: list[Block] = []
	for number, (name, content) in enumerate(found, 1):
		blocks += [PageBreak(), Heading(t(N_("Annex {0}: {1}")).format(number, name)), *content]
	return names, tuple(blocks)


def _photo_annex(source: Source) -> Iterable[tuple[str, list[Block]]]:
	photos = other_photos(source)
	return [(source.translate(N_("Further photos")), [Photos(photos)])] if photos else []


def _missing(report: RectificationReport, source: Source) -> list[Deficiency]:
	return [
		*check_report(report, source.record),
		*unless(report.status in APPROVED_STATUSES, report, "status", NOT_APPROVED),
		*numbered(source),
	]
