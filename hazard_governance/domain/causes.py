"""Cause analysis (析因): what a complete analysis of a major hazard holds. Notice 54/2023 step 2 and part 4(3)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from hazard_governance.domain.articles import NOTICE_CAUSES, NOTICE_REPORT
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.tracing import (
	BY_CODE,
	INHERENT_SAFETY_CODE,
	QUESTIONS,
	allowed_answers,
	is_adverse,
)
from hazard_governance.domain.vocabulary import DIRECT, FEASIBLE, NO, NOT_APPLICABLE, NOT_FEASIBLE, ROOT, YES

if TYPE_CHECKING:
	from hazard_governance.domain.facts import Cause, HazardRecord, RootCauseAnalysis, Tracing

DOCTYPE = "Root Cause Analysis"
TRACING = "Root Cause Analysis Tracing"
CAUSE = "Root Cause Analysis Cause"

# The nine aspects in the order of the notice; the field of the cause row -> the name a person reads.
ASPECTS: Mapping[str, str] = MappingProxyType(
	{
		"aspect_technical_design": N_("Technical Design"),
		"aspect_procedures": N_("Procedures and Measures"),
		"aspect_rules": N_("Rules and Regulations"),
		"aspect_investment": N_("Safety Investment"),
		"aspect_training": N_("Safety Training"),
		"aspect_labour": N_("Labour Organisation"),
		"aspect_equipment": N_("Equipment and Facilities"),
		"aspect_site_management": N_("Site Management"),
		"aspect_operation": N_("Operating Behaviour"),
	}
)


def aspects_of(cause: "Cause") -> tuple[str, ...]:
	"""Names of the aspects ticked in one cause, in the order of the notice."""
	return tuple(name for fieldname, name in ASPECTS.items() if getattr(cause, fieldname))


def unexamined_aspects(analysis: "RootCauseAnalysis") -> tuple[str, ...]:
	"""Names of the nine aspects that no cause of the analysis touches, in the order of the notice."""
	ticked = {name for cause in analysis.causes for name in aspects_of(cause)}
	return tuple(name for name in ASPECTS.values() if name not in ticked)


def check_analysis(
	analysis: "RootCauseAnalysis | None", record: "HazardRecord | None" = None
) -> list[Deficiency]:
	"""Everything the analysis lacks before it can be submitted or count as complete; empty when it is complete.

	The answers are judged as they stand: run `tracing.apply_answers` first so that settled questions are closed.
	"""
	if analysis is None:
		return [
			Deficiency(
				DOCTYPE,
				"hazard",
				N_("There is no cause analysis. Start one for this hazard."),
				(),
				NOTICE_CAUSES,
			)
		]
	return [
		*_check_tracings(analysis.tracings),
		*_check_causes(analysis.causes),
		*_check_conclusion(analysis),
		*_check_aspects(analysis),
	]


def _check_tracings(tracings: "tuple[Tracing, ...]") -> list[Deficiency]:
	rows = {row.question_code: (number, row) for number, row in enumerate(tracings, 1)}
	found = []
	open_codes = [q.code for q in QUESTIONS if q.code not in rows or not rows[q.code][1].answer]
	if open_codes:
		message = N_(
			"{0} of {1} questions of the Seven Tracings and One Analysis have no answer: {2}. Answer them."
		)
		args = (len(open_codes), len(QUESTIONS), ", ".join(open_codes))
		found.append(Deficiency(DOCTYPE, "tracings", message, args, NOTICE_CAUSES))
	for code, (number, row) in rows.items():
		found.extend(_check_answer(code, number, row))
	return found


def _check_answer(code: str, number: int, row: "Tracing") -> list[Deficiency]:
	if code not in BY_CODE:
		message = N_("Question {0} does not belong to the Seven Tracings and One Analysis. Remove the row.")
		return [Deficiency(TRACING, "question_code", message, (code,), NOTICE_CAUSES, number)]
	if not row.answer:
		return []
	if row.answer not in allowed_answers(code):
		message = N_("Question {0} cannot be answered with {1}. Choose one of: {2}.")
		args = (code, row.answer, ", ".join(allowed_answers(code)))
		return [Deficiency(TRACING, "answer", message, args, NOTICE_CAUSES, number)]
	if not row.explanation and (message := _explanation_needed(code, row)):
		return [Deficiency(TRACING, "explanation", message, (code,), NOTICE_CAUSES, number)]
	return []


def _explanation_needed(code: str, row: "Tracing") -> str:
	if row.answer == NOT_APPLICABLE:
		return (
			""
			if row.settled_by
			else N_("Question {0} is marked not applicable. Write why it does not apply.")
		)
	if BY_CODE[code].is_open:
		return N_("Question {0} asks why the control failed. Answer it in words.")
	if is_adverse(code, row.answer):
		return N_("The answer to question {0} shows a problem. Explain what is wrong.")
	return ""


def _check_causes(causes: "tuple[Cause, ...]") -> list[Deficiency]:
	found = []
	if not any(cause.level == DIRECT for cause in causes):
		message = N_("No direct cause is named. Add at least one.")
		found.append(Deficiency(DOCTYPE, "causes", message, (), NOTICE_REPORT))
	if not any(cause.level == ROOT for cause in causes):
		message = N_("No root cause is named. Add at least one: what in the system let this happen.")
		found.append(Deficiency(DOCTYPE, "causes", message, (), NOTICE_REPORT))
	for number, cause in enumerate(causes, 1):
		found.extend(_check_cause(cause, number))
	return found


def _check_cause(cause: "Cause", number: int) -> list[Deficiency]:
	needs = (
		("description", cause.description, N_("Cause {0} has no description. Say what caused the hazard.")),
		("level", cause.level, N_("Cause {0}: choose whether it is a direct or a root cause.")),
		(
			"dimension",
			cause.dimension,
			N_("Cause {0} has no dimension. Choose human, machine, environment or management."),
		),
		(
			"aspect_other",
			aspects_of(cause) or cause.aspect_other,
			N_("Cause {0} names no aspect. Tick at least one of the nine aspects or write another one."),
		),
		(
			"failing",
			cause.failing or cause.level != ROOT,
			N_(
				"Root cause {0} does not say what was failing. Choose design, execution of rules, measures, "
				"standards or linkage of controls."
			),
		),
		(
			"question_code",
			not cause.question_code or cause.question_code in BY_CODE,
			N_("Cause {0} points to a question that does not exist. Use a code such as T2-1."),
		),
	)
	return [
		Deficiency(CAUSE, fieldname, message, (number,), NOTICE_CAUSES, number, cause.name or None)
		for fieldname, ok, message in needs
		if not ok
	]


def _check_conclusion(analysis: "RootCauseAnalysis") -> list[Deficiency]:
	found = []
	if not analysis.inherent_safety_conclusion:
		message = N_("The inherent safety analysis has no conclusion. Choose whether a retrofit is feasible.")
		found.append(Deficiency(DOCTYPE, "inherent_safety_conclusion", message, (), NOTICE_CAUSES))
	if not analysis.inherent_safety_reason:
		message = N_("The conclusion of the inherent safety analysis has no reason. Write why.")
		found.append(Deficiency(DOCTYPE, "inherent_safety_reason", message, (), NOTICE_CAUSES))
	answer = next((r.answer for r in analysis.tracings if r.question_code == INHERENT_SAFETY_CODE), "")
	expected = {YES: FEASIBLE, NO: NOT_FEASIBLE, NOT_APPLICABLE: NOT_FEASIBLE}.get(answer or "")
	if expected and analysis.inherent_safety_conclusion not in ("", None, expected):
		message = N_(
			"Question {0} is answered with {1}, but the inherent safety conclusion is {2}. Correct one of them."
		)
		args = (INHERENT_SAFETY_CODE, answer, analysis.inherent_safety_conclusion)
		found.append(Deficiency(DOCTYPE, "inherent_safety_conclusion", message, args, NOTICE_CAUSES))
	return found


def _check_aspects(analysis: "RootCauseAnalysis") -> list[Deficiency]:
	missing = unexamined_aspects(analysis)
	if not missing or analysis.unexamined_aspects_reason:
		return []
	message = N_("Nobody examined these aspects: {0}. Add a cause for them or write why they played no part.")
	return [Deficiency(DOCTYPE, "unexamined_aspects_reason", message, (", ".join(missing),), NOTICE_CAUSES)]
