"""移送函: the letter of a referral, with the list of what is handed over and the slip that the recipient returns.

Discipline inspection and justice are two procedures (Changzhi discipline inspection 19/2023; State Council Order 310;
joint measures 54/2019). Whoever reported the hazard is named nowhere in it (Work Safety Law art. 73).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.facts import CaseReferral, ReferralItem
from hazard_governance.domain.papers.gaps import NOT_SENT, unless
from hazard_governance.domain.papers.model import (
	Fields,
	Heading,
	Paper,
	PaperSpec,
	Signature,
	Source,
	Table,
	Text,
)
from hazard_governance.domain.papers.offices import issued_by, office
from hazard_governance.domain.papers.parts import enterprise_name, masked
from hazard_governance.domain.papers.words import day, yes_no
from hazard_governance.domain.referral import answer_due, check_sending
from hazard_governance.domain.referral_papers import PAPERS as PIECES

TRANSLATION_CONTEXT = "Official Paper"

LETTERS = {
	v.TO_DISCIPLINE: N_("Letter of Referral of a Problem Clue"),
	v.TO_JUSTICE: N_("Letter of Referral of a Case of Suspected Crime"),
}


def build(source: Source) -> Paper:
	"""The letter as it was sent; of one that was not, as it would be sent today."""
	doc: CaseReferral = source.document
	sent_on = doc.sent_at.date() if doc.sent_at else source.today
	# the rows of the letter itself come from no record
	rows = [row for row in doc.items if row.include and row.record_type]
	return letter(source, [_title(row, source) for row in rows], sent_on)


def _title(row: ReferralItem, source: Source) -> str:
	"""Our own papers in the language of the letter, whatever language they were collected in."""
	ours = PIECES.get(row.source_field) if row.kind == v.DOCUMENT else None
	return source.translate(ours) if ours else row.title


def letter(source: Source, enclosures: Iterable[str], sent_on: date) -> Paper:
	"""The letter of that day with these enclosures, without whoever reported the hazard."""
	doc: CaseReferral = source.document
	t = source.translate
	by = office(source, doc.authority)
	due = answer_due(doc.kind, sent_on, source.record.settings)
	blocks = [
		_case(doc, source),
		*_parts(doc, source),
		Text(t(N_("Please answer by {0}, counted from the day of this letter.")).format(day(due, t))),
	]
	slip = N_(
		"Receipt: the referral {0} of {1} was received / refused on ____________ under No. ____________."
	)
	paper = Paper(
		title=t(LETTERS[doc.kind]),
		number=doc.letter_no,
		letterhead=by,
		addressee=office(source, doc.recipient),
		blocks=tuple(blocks),
		signatures=(
			Signature(t(N_("Signed for issue by")), doc.signatory, dated=False),
			Signature(t(N_("Handling officers")), doc.handlers, dated=False),
			Signature(t(N_("Contact")), doc.contact, dated=False),
			issued_by(by, doc.issued_on, source),
		),
		annexes=tuple(enclosures),
		copies=office(source, doc.copy_to),
		slip=(t(slip).format(doc.letter_no, by), t(N_("Received by (signature and seal):"))),
		missing=tuple(
			[
				*(
					check_sending(doc, source.record, source.today, source.withheld)
					if doc.status == v.DRAFT
					else ()
				),
				*unless(doc.status != v.DRAFT, doc, "status", NOT_SENT),
			]
		),
	)
	return masked(paper, source.withheld)


def _case(doc: CaseReferral, source: Source) -> Fields:
	t, hazard = source.translate, source.record.hazard
	pairs = [
		(t(N_("Register No.")), hazard.register_no),
		(t(N_("Hazard")), hazard.hazard_title),
		(t(N_("Enterprise")), enterprise_name(source)),
	]
	return Fields(tuple(pair for pair in pairs if pair[1]), columns=1)


def _parts(doc: CaseReferral, source: Source) -> list:
	t = source.translate
	parts = [
		(t(N_("Persons referred")), _persons(doc, source)),
		(t(N_("Facts")), Text(doc.case_facts)),
		(t(N_("Provisions Violated")), Text(doc.legal_basis)),
		*_of_procedure(doc, source),
		(t(N_("What Was Done and Is Proposed")), Text(doc.opinion)),
	]
	number = N_("{number}. {heading}")
	return [
		block
		for place, (heading, body) in enumerate(parts)
		for block in (
			Heading(t(number).format(number=t(ORDINALS[place]), heading=heading)),
			body,
		)
	]


ORDINALS = (
	N_("Part 1"),
	N_("Part 2"),
	N_("Part 3"),
	N_("Part 4"),
	N_("Part 5"),
	N_("Part 6"),
	N_("Part 7"),
)


def _of_procedure(doc: CaseReferral, source: Source) -> list[tuple[str, Text]]:
	"""What a case of suspected crime has besides (Order 310 art. 6)."""
	if doc.kind != v.TO_JUSTICE:
		return []
	t = source.translate
	return [
		(t(N_("Suspected Offence")), Text(doc.suspected_offence)),
		(t(N_("Items Involved")), Text(doc.items_involved)),
		(t(N_("Test Reports and Expert Opinions")), Text(doc.appraisals)),
	]


def _persons(doc: CaseReferral, source: Source) -> Table:
	t = source.translate
	return Table(
		(
			t(N_("Person")),
			t(N_("Organisation")),
			t(N_("Post")),
			t(N_("Party Member or Public Official")),
			t(N_("Conduct")),
		),
		tuple(
			(row.person_name, row.organisation, row.post, yes_no(row.public_official, t), row.conduct)
			for row in doc.persons
		),
		widths=(13, 19, 14, 20, 34),
		nothing=t(N_("Nobody is named.")),
	)


PAPERS = (PaperSpec("referral-letter", N_("Referral Letter"), "Case Referral", build),)
