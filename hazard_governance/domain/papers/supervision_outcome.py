"""提级督办函 and 摘牌通知书: how a supervision goes up to a higher level, and how it ends. Order 16/2007 art. 20; notice 54/2023 4(2)."""

from __future__ import annotations

from hazard_governance.domain import articles
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.facts import RectificationAcceptance, SupervisionCase
from hazard_governance.domain.papers.gaps import NO_RAISING, NOT_DELISTED, numbered, unless
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
from hazard_governance.domain.papers.offices import (
	copies,
	hazard_words,
	issued_by,
	office,
	supervising_office,
)
from hazard_governance.domain.papers.parts import enterprise_name, hazard_fields
from hazard_governance.domain.papers.supervision_letters import CASE, LEVELS, as_it_stood
from hazard_governance.domain.papers.words import choice, day, listed
from hazard_governance.domain.supervision import check_delisting, latest_check
from hazard_governance.domain.supervision_terms import deadline

TRANSLATION_CONTEXT = "Official Paper"


# --- 提级督办函 ----------------------------------------------------------------------------------------------------
def raising(source: Source) -> Paper:
	"""The letter that asks a higher authority to take the case over: what was done, and why it is not enough."""
	case: SupervisionCase = source.document
	t = source.translate
	lower = next(
		(row for row in source.record.cases if case.raised_from and row.name == case.raised_from), None
	)
	sender = office(source, lower.authority) if lower else ""
	blocks = [
		Text(
			t(
				N_(
					"The major accident hazard {hazard} at {enterprise} is supervised by us. We ask you to take its supervision over at {level}."
				)
			).format(
				hazard=hazard_words(source),
				enterprise=enterprise_name(source),
				level=t(LEVELS.get(case.level, case.level)),
			)
		),
		hazard_fields(source, due=False),
		Heading(t(N_("1. The supervision so far"))),
		*(_so_far(lower, source) if lower else ()),
		Heading(t(N_("2. Why it is raised"))),
		Text(case.raising_reason),
		Heading(t(N_("3. What remains required"))),
		Text(case.requirements),
	]
	return Paper(
		title=t(N_("Letter Asking to Raise the Supervision of a Major Accident Hazard")),
		number=case.raising_no,
		letterhead=sender,
		addressee=supervising_office(source),
		blocks=tuple(blocks),
		signatures=(issued_by(sender, case.creation, source),),
		copies=enterprise_name(source),
		missing=tuple(
			[
				*unless(lower, case, "raised_from", NO_RAISING, articles.ORDER_20),
				*unless(
					case.raising_reason,
					case,
					"raising_reason",
					N_("Write why the case is raised to the next level."),
				),
				*numbered(source),
			]
		),
	)


def _so_far(lower: SupervisionCase, source: Source) -> tuple[Fields, Table]:
	t = source.translate
	on = source.document.creation.date() if source.document.creation else source.today
	due = deadline(as_it_stood(lower, on), on).effective
	facts = Fields(
		(
			(t(N_("Letter No.")), lower.letter_no),
			(t(N_("Issued On")), day(lower.issued_on, t)),
			(t(N_("First Deadline")), day(deadline(lower).original, t)),
			(t(N_("Deadline in Force")), day(due, t)),
		)
	)
	urgings = Table(
		(t(N_("Urged On")), t(N_("Kind")), t(N_("Letter No.")), t(N_("Content"))),
		tuple(
			(day(row.urged_on, t), choice(row, "kind", t), row.letter_no, row.content)
			for row in lower.urgings
		),
		widths=(20, 12, 26, 42),
		nothing=t(N_("Nothing was urged.")),
	)
	return facts, urgings


# --- 摘牌通知 ------------------------------------------------------------------------------------------------------
def delisting(source: Source) -> Paper:
	"""The notice that a hazard has passed the check and is delisted."""
	case: SupervisionCase = source.document
	t, by = source.translate, supervising_office(source)
	check = _check_of(case, source)
	blocks = [Text(_delisted_words(case, check, by, source)), hazard_fields(source, due=False)]
	if check:
		blocks.append(_check_fields(check, source))
	blocks.append(Text(t(KEEP_IT_UP)))
	return Paper(
		title=t(N_("Notice of Delisting of a Major Accident Hazard")),
		number=case.delisting_no,
		letterhead=by,
		addressee=enterprise_name(source),
		blocks=tuple(blocks),
		signatures=(
			Signature(t(N_("Signed for issue by")), case.delisting_signatory, dated=False),
			issued_by(by, case.delisted_on, source),
		),
		copies=copies(source, [row.authority for row in case.co_operating]),
		missing=tuple(
			[
				*check_delisting(case, source.record, source.today),
				*unless(case.status == v.DELISTED, case, "status", NOT_DELISTED, articles.ORDER_20),
				*numbered(source),
			]
		),
	)


KEEP_IT_UP = N_(
	"Your enterprise keeps up the measures of rectification, governs the source of the hazard and keeps it from coming back."
)


def _check_of(case: SupervisionCase, source: Source) -> RectificationAcceptance | None:
	named = next(
		(row for row in source.record.acceptances if case.acceptance and row.name == case.acceptance), None
	)
	return named or latest_check(case, source.record)


def _delisted_words(
	case: SupervisionCase, check: RectificationAcceptance | None, by: str, source: Source
) -> str:
	t = source.translate
	put_on = (
		N_(
			"On {issued}, {office} put the accident hazard {hazard} at your enterprise under supervision by the letter {letter}."
		)
		if case.letter_no
		else N_("{office} has supervised the accident hazard {hazard} at your enterprise.")
	)
	said = t(put_on).format(
		issued=day(case.issued_on, t), office=by, hazard=hazard_words(source), letter=case.letter_no
	)
	passed = N_("It passed the check of {checked}, and it is decided to delist it as of {delisted}.")
	checked = day(check.accepted_on, t) if check else "　　"
	return said + t(passed).format(checked=checked, delisted=day(case.delisted_on, t) or "　　")


def _check_fields(check: RectificationAcceptance, source: Source) -> Fields:
	t = source.translate
	pairs = (
		(t(N_("Day of Acceptance")), day(check.accepted_on, t)),
		(t(N_("Verdict")), choice(check, "verdict", t)),
		(t(N_("Acceptance Team")), listed((row.member_name for row in check.team), t)),
		(t(N_("Opinion")), check.remarks),
	)
	return Fields(tuple(pair for pair in pairs if pair[1]), columns=1)


PAPERS = (
	PaperSpec(
		"raising-letter",
		N_("Letter to Raise the Supervision"),
		CASE,
		raising,
		offered=lambda source: bool(source.document.raised_from),
	),
	PaperSpec("delisting-notice", N_("Delisting Notice"), CASE, delisting),
)
