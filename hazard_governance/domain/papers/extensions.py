"""延期申请 and 延期批复 of a supervision case. Order 16/2007 art. 20; notice 54/2023 4(2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hazard_governance.domain import articles
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import CaseExtension, SupervisionCase
from hazard_governance.domain.papers.gaps import NO_REASON_OF_DECISION, NO_REPLY_NUMBER, UNDECIDED, numbered
from hazard_governance.domain.papers.model import Fields, Heading, Paper, PaperSpec, Source, Text
from hazard_governance.domain.papers.offices import (
	chosen,
	copies,
	hazard_words,
	issued_by,
	principal,
	supervising_office,
)
from hazard_governance.domain.papers.parts import enterprise_name, five_fixes, hazard_fields
from hazard_governance.domain.papers.supervision_letters import as_it_stood
from hazard_governance.domain.papers.words import day
from hazard_governance.domain.supervision import check_extension
from hazard_governance.domain.supervision_terms import deadline

TRANSLATION_CONTEXT = "Official Paper"

ROW = "Supervision Case Extension"


def applications(source: Source) -> tuple[tuple[str, str], ...]:
	"""Each application of the case, by its day."""
	return tuple((row.name, day(row.applied_on, source.translate)) for row in source.document.extensions)


def decisions(source: Source) -> tuple[tuple[str, str], ...]:
	"""Each application that is decided, by the day of the decision."""
	t = source.translate
	return tuple((row.name, day(row.decided_on, t)) for row in source.document.extensions if row.decision)


def application(source: Source) -> Paper:
	"""The application of the enterprise, with the deadline it wants moved and what keeps the hazard safe until then."""
	case: SupervisionCase = source.document
	t = source.translate
	row = chosen(source, case.extensions) or CaseExtension()
	by = supervising_office(source)
	plan = source.record.plan
	opening = N_(
		"The accident hazard {hazard} at our enterprise is under supervision and to be rectified by {due}. It cannot be finished by then; we apply to extend the deadline to {new}."
	)
	blocks = [
		Text(
			t(opening).format(
				hazard=hazard_words(source), due=_due_then(case, row, source), new=day(row.new_due, t)
			)
		),
		hazard_fields(source, due=False),
		_days(case, row, source),
		Heading(t(N_("1. Why the deadline cannot be kept"))),
		Text(row.reason),
		Heading(t(N_("2. Controls until the new deadline"))),
		Text(row.interim_controls),
		Heading(t(N_("3. State of the measures"))),
		five_fixes(plan.measures if plan else (), source, on=row.applied_on),
	]
	return Paper(
		title=t(N_("Application to Extend the Deadline of a Major Accident Hazard")),
		letterhead=enterprise_name(source),
		addressee=by,
		blocks=tuple(blocks),
		signatures=(principal(source, on=row.applied_on),),
		annexes=(t(N_("Application signed on paper")),) if row.application else (),
		missing=tuple(_application_missing(case, row, source)),
	)


def reply(source: Source) -> Paper:
	"""The decision of the authority: extended to which day and on which terms, or refused and why."""
	case: SupervisionCase = source.document
	t, by = source.translate, supervising_office(source)
	row = chosen(source, [row for row in case.extensions if row.decision])
	decided = row or chosen(source, case.extensions) or CaseExtension()
	return Paper(
		title=t(N_("Reply to an Application to Extend the Deadline")),
		number=decided.letter_no,
		letterhead=by,
		addressee=enterprise_name(source),
		blocks=tuple(_reply_blocks(case, decided, by, source)),
		signatures=(issued_by(by, decided.decided_on, source),),
		copies=copies(source, [row.authority for row in case.co_operating]),
		missing=tuple(_reply_missing(case, decided, source)),
	)


def _reply_blocks(case: SupervisionCase, row: CaseExtension, by: str, source: Source) -> list:
	t = source.translate
	received = N_(
		"Your application of {applied} to extend the deadline of the accident hazard {hazard} has been received."
	)
	said = t(received).format(applied=day(row.applied_on, t), hazard=hazard_words(source))
	due, new = _due_then(case, row, source), day(row.new_due, t)
	verdicts = {
		v.GRANTED: N_("On examination, the extension is granted: the deadline is moved from {due} to {new}."),
		v.REFUSED: N_(
			"On examination, the extension is refused: the rectification is still to be finished by {due}."
		),
	}
	if row.decision in verdicts:
		said += t(verdicts[row.decision]).format(due=due, new=new)
	blocks = [Text(said), hazard_fields(source, due=False), _days(case, row, source)]
	blocks += [Heading(t(N_("1. Reason for the decision"))), Text(row.remarks)]
	blocks += [Heading(t(N_("2. Controls to be kept until then"))), Text(row.interim_controls)]
	blocks.append(
		Text(
			t(
				N_(
					"Your enterprise carries these controls out and reports the progress to {office} as before."
				)
			).format(office=by)
		)
	)
	return blocks


def _days(case: SupervisionCase, row: CaseExtension, source: Source) -> Fields:
	t = source.translate
	return Fields(
		(
			(t(N_("Letter No. of the supervision")), case.letter_no),
			(t(N_("First Deadline")), day(deadline(case).original, t)),
			(t(N_("Deadline in Force")), _due_then(case, row, source)),
			(t(N_("New Deadline Applied For")), day(row.new_due, t)),
		)
	)


def _before(case: SupervisionCase, row: CaseExtension) -> tuple[SupervisionCase, date | None]:
	"""The case as the application found it, and that day."""
	stood = as_it_stood(case, row.applied_on)
	others = tuple(other for other in stood.extensions if other.name != row.name)
	return replace(stood, extensions=others), row.applied_on


def _due_then(case: SupervisionCase, row: CaseExtension, source: Source) -> str:
	stood, on = _before(case, row)
	return day(deadline(stood, on).effective, source.translate)


def _application_missing(case: SupervisionCase, row: CaseExtension, source: Source) -> list[Deficiency]:
	stood, on = _before(case, row)
	return [*check_extension(row, stood, on or source.today), *numbered(source)]


def _reply_missing(case: SupervisionCase, row: CaseExtension, source: Source) -> list[Deficiency]:
	needs = (
		("decision", row.decision, UNDECIDED),
		("remarks", row.remarks, NO_REASON_OF_DECISION),
		("letter_no", row.letter_no, NO_REPLY_NUMBER),
	)
	own = [
		Deficiency(ROW, name, message, (), articles.ORDER_20, row.idx or None, row.name or None)
		for name, ok, message in needs
		if not ok
	]
	return [*_application_missing(case, row, source), *own]


PAPERS = (
	PaperSpec(
		"extension-application",
		N_("Extension Application"),
		"Supervision Case",
		application,
		offered=lambda source: bool(source.document.extensions),
		rows=applications,
	),
	PaperSpec(
		"extension-reply",
		N_("Extension Reply"),
		"Supervision Case",
		reply,
		offered=lambda source: any(row.decision for row in source.document.extensions),
		rows=decisions,
	),
)
