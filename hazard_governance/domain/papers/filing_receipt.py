"""备案回执: the emergency management department has filed the high-quality rectification report. Notice 54/2023, part 4 (3)."""

from __future__ import annotations

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.acceptance import filing_level
from hazard_governance.domain.articles import NOTICE_REPORT
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.facts import RectificationReport
from hazard_governance.domain.papers.gaps import NOT_FILED, numbered, unless
from hazard_governance.domain.papers.model import Fields, Paper, PaperSpec, Source, Text
from hazard_governance.domain.papers.offices import hazard_words, issued_by, office
from hazard_governance.domain.papers.parts import enterprise_name, hazard_fields
from hazard_governance.domain.papers.words import day
from hazard_governance.domain.report import check_filing

TRANSLATION_CONTEXT = "Official Paper"


def build(source: Source) -> Paper:
	"""The receipt with its number, for the enterprise that handed the report in."""
	doc: RectificationReport = source.document
	t = source.translate
	by = office(source, doc.filing_authority)
	received = N_(
		"The High-Quality Rectification Report of your enterprise on the accident hazard {hazard} has been received and filed."
	)
	pairs = [
		(t(N_("Filing No.")), doc.receipt_no),
		(t(N_("Filed On")), day(doc.filed_on, t)),
		(t(N_("Filed By")), by),
		(t(N_("Registrar")), source.person(doc.decided_by) if doc.status == v.FILED else ""),
		(t(N_("Filing Opinion")), doc.filing_remarks or t(N_("Filed."))),
	]
	return Paper(
		title=t(N_("Receipt of the Filing of a Rectification Report")),
		number=doc.receipt_no,
		letterhead=by,
		addressee=enterprise_name(source),
		blocks=(
			Text(t(received).format(hazard=hazard_words(source))),
			hazard_fields(source),
			Fields(tuple(pairs)),
		),
		signatures=(issued_by(by, doc.filed_on, source),),
		missing=tuple(
			[
				*check_filing(
					doc,
					source.record.authorities.get(doc.filing_authority),
					source.today,
					filing_level(source.record),
				),
				*unless(doc.status == v.FILED, doc, "status", NOT_FILED, NOTICE_REPORT),
				*numbered(source),
			]
		),
	)


PAPERS = (
	PaperSpec(
		"filing-receipt",
		N_("Filing Receipt"),
		"Rectification Report",
		build,
		offered=lambda source: source.document.status in (v.APPROVED, v.FILED),
	),
)
