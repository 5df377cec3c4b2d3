"""Annexes of the rectification report out of the record: questions, five fixes, acceptance, posting and reports."""

from __future__ import annotations

from collections.abc import Iterable

from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.facts import RectificationAcceptance
from hazard_governance.domain.papers.model import Block, Fields, Heading, Source, Table
from hazard_governance.domain.papers.parts import five_fixes
from hazard_governance.domain.papers.words import choice, day, joined, moment, yes_no

TRANSLATION_CONTEXT = "Official Paper"

Annex = tuple[str, list[Block]]
"""(name, content)"""


def annexes(source: Source) -> list[Annex]:
	"""The annexes about which the record says anything, in the order of the steps."""
	t = source.translate
	found = (
		(t(N_("Questions of the seven tracings and one analysis")), _questions(source)),
		(t(N_("Five-fixes tables")), _fixes(source)),
		(t(N_("Acceptance records")), _acceptances(source)),
		(t(N_("Public posting and reports to authorities")), _told(source)),
	)
	return [(name, blocks) for name, blocks in found if blocks]


def _questions(source: Source) -> list[Block]:
	"""All 26 questions with their answers; the adverse ones are marked."""
	t, analysis = source.translate, source.record.analysis
	if analysis is None or not analysis.tracings:
		return []
	return [
		Table(
			(
				t(N_("Code")),
				t(N_("Tracing")),
				t(N_("Question")),
				t(N_("Answer")),
				t(N_("Adverse")),
				t(N_("Explanation")),
			),
			tuple(
				(
					row.question_code,
					choice(row, "tracing", t),
					choice(row, "question", t),
					choice(row, "answer", t),
					yes_no(True, t) if row.adverse else "",
					row.explanation,
				)
				for row in analysis.tracings
			),
			widths=(8, 12, 33, 10, 9, 28),
		)
	]


def _fixes(source: Source) -> list[Block]:
	t, record = source.translate, source.record
	blocks: list[Block] = []
	for heading, document, rows in (
		(N_("Governance plan"), record.plan, record.plan.measures if record.plan else ()),
		(
			N_("Source governance"),
			record.source_governance,
			record.source_governance.items if record.source_governance else (),
		),
	):
		if document is not None and rows:
			blocks += [Heading(t(heading), 2), five_fixes(rows, source)]
	return blocks


def _acceptances(source: Source) -> list[Block]:
	return [
		block
		for acceptance in source.record.acceptances
		if acceptance.verdict
		for block in _acceptance(acceptance, source)
	]


def _acceptance(acceptance: RectificationAcceptance, source: Source) -> Iterable[Block]:
	t = source.translate
	particulars = (
		(t(N_("Accepted on")), day(acceptance.accepted_on, t)),
		(t(N_("Verdict")), choice(acceptance, "verdict", t)),
		(t(N_("Authority")), acceptance.authority),
		(t(N_("Way of evaluation")), choice(acceptance, "evaluation_method", t)),
		(t(N_("Institution")), acceptance.institution),
		(t(N_("Remarks")), acceptance.remarks),
	)
	return (
		Heading(choice(acceptance, "level", t), 2),
		Fields(tuple((label, value) for label, value in particulars if value)),
		Table(
			(t(N_("Member of the team")), t(N_("Organisation")), t(N_("Specialty")), t(N_("Signed"))),
			tuple(
				(row.member_name, row.organisation, row.specialty, yes_no(row.signed, t))
				for row in acceptance.team
			),
			widths=(25, 35, 25, 15),
			nothing=t(N_("Nobody is named.")),
		),
		Table(
			(t(N_("No.")), t(N_("Measure")), t(N_("Finding")), t(N_("Remark"))),
			tuple(
				(str(number), row.measure, choice(row, "finding", t), row.remark)
				for number, row in enumerate(acceptance.findings, 1)
			),
			widths=(7, 48, 15, 30),
			nothing=t(N_("No measure is recorded.")),
		),
	)


def _told(source: Source) -> list[Block]:
	t, hazard = source.translate, source.record.hazard
	if not hazard.public_postings and not hazard.authority_reports:
		return []
	postings = Table(
		(t(N_("Place of posting")), t(N_("From")), t(N_("To"))),
		tuple(
			(row.place, day(row.from_date, t), day(row.to_date, t) or t(N_("until now")))
			for row in hazard.public_postings
		),
		widths=(50, 25, 25),
		nothing=t(N_("No posting is recorded.")),
	)
	reports = Table(
		(
			t(N_("Report")),
			t(N_("Receiver")),
			t(N_("Sent at")),
			t(N_("Received at")),
			t(N_("Receipt No.")),
		),
		tuple(
			(
				choice(row, "kind", t),
				row.authority,
				moment(row.sent_at, t),
				moment(row.received_at, t),
				joined(row.receipt_no, row.received_by),
			)
			for row in hazard.authority_reports
		),
		widths=(13, 27, 21, 21, 18),
		nothing=t(N_("No report is recorded.")),
	)
	return [
		Heading(t(N_("Public posting")), 2),
		postings,
		Heading(t(N_("Reports to authorities")), 2),
		reports,
	]
