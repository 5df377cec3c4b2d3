"""责任追究决定书, one a person. Notice 54/2023, step 3. Printed by whoever may print the action, and nobody else."""

from __future__ import annotations

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.accountability import DECIDED_STATUSES, check_action
from hazard_governance.domain.articles import NOTICE_ACCOUNTABILITY
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import AccountabilityAction, AccountabilityActionMeasure
from hazard_governance.domain.papers.gaps import NO_BASIS_OF_ACTION, NO_DECISION_NUMBER, NOT_DECIDED, unless
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
from hazard_governance.domain.papers.offices import hazard_words, issued_by, office
from hazard_governance.domain.papers.parts import enterprise_name, hazard_fields, principal_signature
from hazard_governance.domain.papers.words import BLANK, day, joined, listed

TRANSLATION_CONTEXT = "Official Paper"

RESPONSIBILITIES = {v.PRIMARY: N_("primary responsible person"), v.RELATED: N_("related responsible person")}
CLASSES = {
	v.DIRECT: N_("directly responsible"),
	v.MANAGERIAL: N_("managerially responsible"),
	v.LEADERSHIP: N_("responsible as a leader"),
}


def build(source: Source) -> Paper:
	"""The decision on one person: what the person did, by which provisions, and what follows."""
	doc: AccountabilityAction = source.document
	t = source.translate
	by_authority = doc.deciding_side == v.BY_AUTHORITY
	by = office(source, doc.authority) if by_authority else enterprise_name(source)
	opening = N_(
		"On examination, {person} bears responsibility for the accident hazard {hazard} at {enterprise}. It is decided as follows."
	)
	blocks = [
		Text(
			t(opening).format(
				person=doc.person_name, hazard=hazard_words(source), enterprise=enterprise_name(source)
			)
		),
		_person(doc, source),
		hazard_fields(source),
		Heading(t(N_("1. Facts"))),
		Text(doc.grounds),
		Heading(t(N_("2. Provisions"))),
		Text(doc.basis),
		Heading(t(N_("3. Decision"))),
		_measures(doc, source),
		*_repeat(doc, source),
	]
	return Paper(
		title=t(N_("Decision on Accountability")),
		number=doc.letter_no,
		letterhead=by,
		addressee=doc.person_name,
		blocks=tuple(blocks),
		signatures=_signatures(doc, by_authority, by, source),
		missing=tuple(_missing(doc, source)),
	)


def _person(doc: AccountabilityAction, source: Source) -> Fields:
	t = source.translate
	return Fields(
		(
			(t(N_("Person")), doc.person_name),
			(t(N_("Post")), doc.post),
			(t(N_("Organisation")), doc.organisation or enterprise_name(source)),
			(t(N_("Responsibility")), _word(RESPONSIBILITIES, doc.responsibility, source)),
			(t(N_("Class of Responsibility")), _word(CLASSES, doc.responsibility_class, source)),
		)
	)


def _word(words: dict[str, str], value: str, source: Source) -> str:
	return source.translate(words[value]) if value in words else ""


def _measures(doc: AccountabilityAction, source: Source) -> Table:
	t = source.translate
	return Table(
		(t(N_("No.")), t(N_("Measure of Accountability")), t(N_("Particulars")), t(N_("Executed On"))),
		tuple(
			(str(number), t(row.measure), _particulars(row, source) or BLANK, day(row.executed_on, t))
			for number, row in enumerate(doc.measures, 1)
		),
		widths=(8, 28, 44, 20),
		nothing=t(N_("No measure is recorded.")),
	)


def _particulars(row: AccountabilityActionMeasure, source: Source) -> str:
	"""Amount in yuan, both days of a period included, kind of sanction, and where the case is referred to."""
	t = source.translate
	parts = []
	if row.amount:
		parts.append(t(N_("{0} yuan")).format(f"{row.amount:g}"))
	if row.from_date and row.to_date:
		period = N_("from {first} to {last}")
		parts.append(t(period).format(first=day(row.from_date, t), last=day(row.to_date, t)))
	parts += [row.sanction, joined(row.receiving_organ, row.referral_no)]
	return listed(parts, t)


def _repeat(doc: AccountabilityAction, source: Source) -> list[Text]:
	if not doc.repeat_consideration:
		return []
	said = N_("That the hazard repeats an earlier one was considered: {0}")
	return [Text(source.translate(said).format(doc.repeat_consideration))]


def _signatures(
	doc: AccountabilityAction, by_authority: bool, by: str, source: Source
) -> tuple[Signature, ...]:
	received = Signature(source.translate(N_("Person concerned (signature)")))
	if by_authority:
		return issued_by(by, doc.decided_at, source), received
	return principal_signature(source, doc.decided_by, doc.decided_at), received


def _missing(doc: AccountabilityAction, source: Source) -> list[Deficiency]:
	decided = doc.status in DECIDED_STATUSES
	numbered_letter = doc.letter_no or doc.deciding_side != v.BY_AUTHORITY
	return [
		*check_action(doc, source.record.measure_catalogue),
		*unless(decided, doc, "status", NOT_DECIDED, NOTICE_ACCOUNTABILITY),
		*unless(doc.basis, doc, "basis", NO_BASIS_OF_ACTION, NOTICE_ACCOUNTABILITY),
		*unless(numbered_letter, doc, "letter_no", NO_DECISION_NUMBER, NOTICE_ACCOUNTABILITY),
	]


PAPERS = (
	PaperSpec("accountability-decision", N_("Accountability Decision"), "Accountability Action", build),
)
