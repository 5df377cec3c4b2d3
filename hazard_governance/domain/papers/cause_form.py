"""原因分析表: the 26 questions of 七溯源一分析 with their answers, and the causes. Notice 54/2023, step 2."""

from __future__ import annotations

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.articles import NOTICE_CAUSES
from hazard_governance.domain.causes import aspects_of, check_analysis, unexamined_aspects
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.facts import Cause, RootCauseAnalysis, Tracing
from hazard_governance.domain.papers.gaps import ANALYSIS_NOT_APPROVED, unless
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
from hazard_governance.domain.papers.parts import enterprise_name, hazard_fields, principal_signature
from hazard_governance.domain.papers.words import BLANK, choice, day, listed
from hazard_governance.domain.tracing import QUESTIONS

TRANSLATION_CONTEXT = "Official Paper"

CAUSE_LEVELS = {v.DIRECT: N_("Direct cause"), v.ROOT: N_("Root cause")}
DIMENSIONS = {
	"Human": N_("Unsafe acts of people"),
	"Machine": N_("Unsafe condition of things"),
	"Environment": N_("Unsafe factors of the environment"),
	"Management": N_("Defects of management"),
}


def build(source: Source) -> Paper:
	"""The whole analysis; a draft until it is complete and approved."""
	doc: RootCauseAnalysis = source.document
	t = source.translate
	approved = doc.status == v.APPROVED
	blocks = [
		hazard_fields(source),
		_head(doc, source),
		Heading(t(N_("1. Seven Tracings and One Analysis"))),
		_answers(doc, source),
		Heading(t(N_("2. Causes"))),
		_causes(doc, source),
		Text(_unexamined(doc, source)),
		Heading(t(N_("3. Conclusion"))),
		_conclusion(doc, source),
	]
	return Paper(
		title=t(N_("Cause Analysis of an Accident Hazard")),
		letterhead=enterprise_name(source),
		blocks=tuple(blocks),
		signatures=(
			Signature(t(N_("Prepared by")), source.person(doc.prepared_by), dated=False),
			principal_signature(source, doc.decided_by, doc.decided_at),
		),
		missing=tuple(
			[
				*check_analysis(doc, source.record),
				*unless(approved, doc, "status", ANALYSIS_NOT_APPROVED, NOTICE_CAUSES),
			]
		),
	)


def _head(doc: RootCauseAnalysis, source: Source) -> Fields:
	t = source.translate
	return Fields(
		(
			(t(N_("Organised By")), doc.organised_by),
			(t(N_("Analysed On")), day(doc.analysed_on, t)),
			(t(N_("Team")), doc.team),
		)
	)


def _answers(doc: RootCauseAnalysis, source: Source) -> Table:
	t = source.translate
	answered = {row.question_code: row for row in doc.tracings}
	rows = []
	for question in QUESTIONS:
		row = answered.get(question.code) or Tracing(question_code=question.code)
		rows.append(
			(
				question.code,
				t(question.tracing),
				t(question.question),
				choice(row, "answer", t),
				_problem(row, source),
				_explanation(row, source) or (BLANK if row.answer else ""),
			)
		)
	return Table(
		(
			t(N_("Code")),
			t(N_("Item")),
			t(N_("Question")),
			t(N_("Answer")),
			t(N_("Problem?")),
			t(N_("Explanation")),
		),
		tuple(rows),
		widths=(8, 13, 32, 10, 12, 25),
	)


def _problem(row: Tracing, source: Source) -> str:
	if not row.answer or row.answer in (v.NOT_APPLICABLE, v.ANSWERED):
		return BLANK if row.answer else ""
	return source.translate(N_("problem") if row.adverse else N_("no problem"))


def _explanation(row: Tracing, source: Source) -> str:
	if row.explanation or not row.settled_by:
		return row.explanation
	return source.translate(N_("Settled by the answer to {code}")).format(code=row.settled_by)


def _causes(doc: RootCauseAnalysis, source: Source) -> Table:
	t = source.translate
	return Table(
		(
			t(N_("No.")),
			t(N_("Cause")),
			t(N_("Level of Cause")),
			t(N_("Dimension")),
			t(N_("Aspects")),
			t(N_("What Was Failing")),
			t(N_("Question traced")),
			t(N_("Consequence")),
		),
		tuple(_cause(number, row, source) for number, row in enumerate(doc.causes, 1)),
		widths=(7, 20, 12, 13, 14, 12, 12, 10),
		nothing=t(N_("No cause is named.")),
	)


def _cause(number: int, row: Cause, source: Source) -> tuple[str, ...]:
	t = source.translate
	return (
		str(number),
		row.description,
		t(CAUSE_LEVELS[row.level]) if row.level in CAUSE_LEVELS else "",
		t(DIMENSIONS[row.dimension]) if row.dimension in DIMENSIONS else "",
		listed((*(t(name) for name in aspects_of(row)), row.aspect_other), t),
		choice(row, "failing", t) or BLANK,
		row.question_code or BLANK,
		row.consequence or BLANK,
	)


def _unexamined(doc: RootCauseAnalysis, source: Source) -> str:
	t = source.translate
	names = listed((t(name) for name in unexamined_aspects(doc)), t)
	if not names:
		return ""
	said = N_("Aspects that no cause touches: {names}. {reason}")
	return t(said).format(names=names, reason=doc.unexamined_aspects_reason)


def _conclusion(doc: RootCauseAnalysis, source: Source) -> Fields:
	t = source.translate
	pairs = (
		(t(N_("Inherent Safety Retrofit")), choice(doc, "inherent_safety_conclusion", t)),
		(t(N_("Reason")), doc.inherent_safety_reason),
		(t(N_("Summary")), doc.summary),
	)
	return Fields(tuple(pair for pair in pairs if pair[1]), columns=1)


PAPERS = (PaperSpec("cause-analysis-form", N_("Cause Analysis Form"), "Root Cause Analysis", build),)
