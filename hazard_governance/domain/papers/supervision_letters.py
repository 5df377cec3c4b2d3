"""挂牌督办通知书 and 催办函 (提醒、督办、约谈、通报). Order 16/2007 art. 20; notice 54/2023 4(2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hazard_governance.domain import articles
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import CaseUrging, SupervisionCase
from hazard_governance.domain.papers.gaps import (
	NO_CYCLE,
	NOT_CONFIRMED,
	UNURGED,
	numbered,
	unless,
)
from hazard_governance.domain.papers.model import (
	Fields,
	Heading,
	Paper,
	PaperSpec,
	Signature,
	Source,
	Text,
)
from hazard_governance.domain.papers.offices import (
	chosen,
	copies,
	described,
	hazard_words,
	issued_by,
	supervising_office,
)
from hazard_governance.domain.papers.parts import enterprise_name, hazard_fields, suspended_on
from hazard_governance.domain.papers.words import choice, day, listed
from hazard_governance.domain.supervision import check_confirmation
from hazard_governance.domain.supervision_terms import deadline

TRANSLATION_CONTEXT = "Official Paper"

LEVELS = {
	v.COUNTY: N_("county level"),
	v.CITY: N_("city level"),
	v.PROVINCE: N_("provincial level"),
	v.NATIONAL: N_("national level"),
}


# --- 挂牌督办通知书 ------------------------------------------------------------------------------------------------
def notice(source: Source) -> Paper:
	"""The notice that puts a hazard under supervision: with its first deadline, whatever moved it later."""
	case: SupervisionCase = source.document
	t, by = source.translate, supervising_office(source)
	listed_case = case.kind == v.LISTED
	opening = (
		N_(
			"On verification, the accident hazard described below exists at your enterprise. Under article 20 of the Interim Provisions on the Screening and Governance of Work Safety Accident Hazards (Order 16/2007) and notice 54/2023, {office} has decided to list it for supervision at {level}. You are notified as follows."
		)
		if listed_case
		else N_(
			"On verification, the accident hazard described below exists at your enterprise. Under notice 54/2023, {office} has decided to supervise its rectification. You are notified as follows."
		)
	)
	level = t(LEVELS.get(case.level, case.level))
	title = (
		N_("Notice of Listed Supervision of a Major Accident Hazard")
		if listed_case
		else NOTICE_OF_SUPERVISION
	)
	blocks = [
		Text(t(opening).format(office=by, level=level)),
		Heading(t(N_("1. The hazard"))),
		hazard_fields(source, due=False),
		_condition(source),
		Heading(t(N_("2. What is required"))),
		Text(case.requirements),
		Text(t(FIVE_FIXES)),
		Text(_suspended(source)),
		Heading(t(N_("3. Deadline and progress reports"))),
		Text(_deadline_and_reports(case, by, source)),
		Heading(t(N_("4. Acceptance and delisting"))),
		Text(t(PROCEDURE).format(office=by)),
		Heading(t(N_("5. If the deadline is not kept"))),
		Text(t(CONSEQUENCE)),
		_contact(source),
	]
	return Paper(
		title=t(title),
		number=case.letter_no,
		letterhead=by,
		addressee=enterprise_name(source),
		blocks=tuple(blocks),
		signatures=(
			Signature(t(N_("Signed for issue by")), case.signatory, dated=False),
			issued_by(by, case.issued_on, source),
			Signature(t(N_("Received by (signature)")), case.received_by, day(case.received_on, t)),
		),
		copies=copies(source, [row.authority for row in case.co_operating]),
		missing=tuple(_notice_missing(case, source)),
	)


NOTICE_OF_SUPERVISION = N_("Notice of Supervision of a Major Accident Hazard")
FIVE_FIXES = N_(
	"Your principal person in charge organises the making and carrying out of a governance plan and sees to it that responsibility, measures, funds, time limit and contingency plan are in place. Where safety cannot be ensured before or while the hazard is removed, people are withdrawn and production or the use of the equipment concerned is stopped."
)
PROCEDURE = N_(
	"When the rectification is finished, your enterprise makes its own acceptance evaluation; once that is passed, it applies to {office} for acceptance, and {office} checks on site. A hazard that passes is delisted by {office}. Where an extension is really needed, it is applied for in writing before the deadline and takes effect once it is granted."
)
CONSEQUENCE = N_(
	"Whoever does not rectify in time or refuses to rectify is dealt with by law; the supervision may be raised to a higher level."
)


def _condition(source: Source) -> Fields:
	t, hazard = source.translate, source.record.hazard
	return Fields(
		(
			(t(N_("Existing Condition")), hazard.existing_condition),
			(t(N_("Possible Harm")), hazard.possible_harm),
			(t(N_("Scope of Influence")), hazard.scope_of_influence),
		),
		columns=1,
	)


def _suspended(source: Source) -> str:
	"""Which production is suspended; empty where nothing is."""
	t = source.translate
	extents = listed((row.extent for row in suspended_on(source, source.document.issued_on)), t)
	return t(N_("Production is suspended in: {0}.")).format(extents) if extents else ""


def _deadline_and_reports(case: SupervisionCase, by: str, source: Source) -> str:
	t = source.translate
	due = deadline(case).original
	lines = [t(N_("The rectification is finished by {0}.")).format(day(due, t))] if due else []
	if case.report_every_days > 0:
		reports = N_("Your enterprise reports the progress in writing to {office} every {days} days.")
		lines.append(t(reports).format(office=by, days=case.report_every_days))
	return "\n".join(lines)


def _contact(source: Source) -> Fields:
	t, case = source.translate, source.document
	authority = source.record.authorities.get(case.authority)
	pairs = [(t(N_("Leader in Charge")), case.leader)]
	if authority and authority.phone:
		pairs.append((t(N_("Telephone")), authority.phone))
	return Fields(tuple(pairs), columns=len(pairs))


def _notice_missing(case: SupervisionCase, source: Source) -> list[Deficiency]:
	confirmed = case.status not in (v.PROPOSED, v.NOT_ADOPTED)
	return [
		*check_confirmation(case),
		*unless(case.report_every_days > 0, case, "report_every_days", NO_CYCLE, articles.ORDER_20),
		*described(source),
		*numbered(source),
		*unless(confirmed, case, "status", NOT_CONFIRMED, articles.ORDER_20),
	]


# --- 催办函 --------------------------------------------------------------------------------------------------------
URGING_TITLES = {
	"Reminder Letter": N_("Reminder to Rectify an Accident Hazard"),
	"Supervision Letter": N_("Letter Urging the Rectification of an Accident Hazard"),
	"Interview": N_("Notice of an Interview on an Accident Hazard"),
	"Public Criticism Notice": N_("Public Criticism of a Delayed Rectification"),
}


def letters_of_urging(source: Source) -> tuple[tuple[str, str], ...]:
	"""Each urging by letter: a telephone call leaves none."""
	t = source.translate
	return tuple(
		(row.name, f"{day(row.urged_on, t)} {choice(row, 'kind', t)}".strip())
		for row in _written(source.document)
	)


def _written(case: SupervisionCase) -> list[CaseUrging]:
	return [row for row in case.urgings if row.kind and row.kind != v.TELEPHONE_CALL]


def urging(source: Source) -> Paper:
	"""The letter of one urging."""
	case: SupervisionCase = source.document
	t, by = source.translate, supervising_office(source)
	row = chosen(source, _written(case)) or CaseUrging(kind="Supervision Letter")
	return Paper(
		title=t(URGING_TITLES.get(row.kind, URGING_TITLES["Supervision Letter"])),
		number=row.letter_no,
		letterhead=by,
		addressee=enterprise_name(source),
		blocks=(
			Text(_standing_words(case, row, source)),
			Text(row.content),
			Text(t(N_("This for your action."))),
		),
		signatures=(issued_by(by, row.urged_on, source),),
		copies=copies(source, [row.authority for row in case.co_operating]),
		missing=tuple(
			[
				Deficiency("Supervision Case Urging", name, message, (), articles.ORDER_20, row.idx or None)
				for name, message in UNURGED.items()
				if not getattr(row, name)
			]
			+ numbered(source)
		),
	)


def _standing_words(case: SupervisionCase, row: CaseUrging, source: Source) -> str:
	"""Which hazard is supervised by which letter, and how late it was on the day of the urging."""
	t = source.translate
	due = deadline(as_it_stood(case, row.urged_on), row.urged_on).effective if row.urged_on else None
	by_letter = (
		N_(
			"The accident hazard {hazard} at your enterprise is under supervision by our letter {letter}; it is to be rectified by {due}."
		)
		if case.letter_no
		else N_(
			"The accident hazard {hazard} at your enterprise is under our supervision; it is to be rectified by {due}."
		)
	)
	said = t(by_letter).format(hazard=hazard_words(source), letter=case.letter_no, due=day(due, t))
	if not due or row.urged_on <= due:
		return said
	late = N_("On {day} it was {count} days overdue.")
	return said + t(late).format(day=day(row.urged_on, t), count=(row.urged_on - due).days)


def as_it_stood(case: SupervisionCase, on: date | None) -> SupervisionCase:
	"""The case with what had moved its deadline by that day, and nothing that came later."""
	if on is None:
		return case
	return replace(
		case,
		extensions=tuple(row for row in case.extensions if row.decided_on and row.decided_on <= on),
		opinions=tuple(row for row in case.opinions if row.given_on and row.given_on <= on),
		pauses=tuple(
			replace(row, to_date=min(row.to_date, on) if row.to_date else None)
			for row in case.pauses
			if row.from_date and row.from_date <= on
		),
	)


CASE = "Supervision Case"
PAPERS = (
	PaperSpec("supervision-notice", N_("Supervision Notice"), CASE, notice),
	PaperSpec(
		"urging-letter",
		N_("Urging Letter"),
		CASE,
		urging,
		offered=lambda source: bool(_written(source.document)),
		rows=letters_of_urging,
	),
)
