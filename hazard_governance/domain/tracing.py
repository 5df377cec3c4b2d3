"""The 26 questions of the Seven Tracings and One Analysis (七溯源一分析), notice 54/2023 step 2.

Each question has its own adverse answer: "are rules missing?" is bad when answered Yes, "is there a standard?" when
answered No. An answer can settle later questions: without a standard nobody asks whether the standard is clear.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.facts import Tracing
from hazard_governance.domain.vocabulary import ANSWERED, NO, NOT_APPLICABLE, YES

RESPONSIBILITY = N_("Responsibility Tracing")
STANDARD = N_("Standard Tracing")
COMPETENCE = N_("Competence Tracing")
MANAGEMENT = N_("Management Tracing")
SYSTEM = N_("System Tracing")
RESOURCE = N_("Resource Tracing")
EVALUATION = N_("Evaluation Tracing")
INHERENT_SAFETY = N_("Inherent Safety Analysis")

INHERENT_SAFETY_CODE = "T8-1"
OPEN_CODE = "T4-5"


@dataclass(frozen=True)
class Question:
	"""One question. `adverse_answer` None: no answer is bad in itself. `settles`: answer -> codes it closes."""

	code: str
	tracing: str
	question: str
	adverse_answer: str | None = NO
	settles: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

	@property
	def is_open(self) -> bool:
		"""True for the question that is answered in words (answer "Answered" and an explanation)."""
		return self.code == OPEN_CODE


def _closes(*codes: str) -> Mapping[str, tuple[str, ...]]:
	"""Both "No" and "Not Applicable" leave nothing to ask further."""
	return MappingProxyType({NO: codes, NOT_APPLICABLE: codes})


QUESTIONS: tuple[Question, ...] = (
	Question(
		"T1-1", RESPONSIBILITY, N_("Is it clear who answers for the work of the post (trade) concerned?")
	),
	Question("T1-2", RESPONSIBILITY, N_("Is the responsibility system of the post clear?")),
	Question(
		"T1-3",
		RESPONSIBILITY,
		N_("Is there a workable method to assess how responsibility is fulfilled?"),
		settles=_closes("T1-4"),
	),
	Question("T1-4", RESPONSIBILITY, N_("Is the assessment method carried out?")),
	Question(
		"T2-1",
		STANDARD,
		N_("Does the work concerned have a standard (post standard, operating standard)?"),
		settles=_closes("T2-2"),
	),
	Question("T2-2", STANDARD, N_("Is the standard clear, concrete and easy to carry out?")),
	Question(
		"T3-1", COMPETENCE, N_("Are the qualities and abilities of the operators enough for safe work?")
	),
	Question(
		"T3-2",
		COMPETENCE,
		N_(
			"Are post standards, operating standards and risk controls of the post part of the training material?"
		),
	),
	Question(
		"T3-3",
		COMPETENCE,
		N_("Do all employees of the post get regular training before and during their work?"),
		settles=_closes("T3-4", "T3-6"),
	),
	Question("T3-4", COMPETENCE, N_("Have they passed the examination?")),
	Question("T3-5", COMPETENCE, N_("Do they know the essentials of the operation?")),
	Question("T3-6", COMPETENCE, N_("Are the results of the examination linked to safety performance pay?")),
	Question("T4-1", MANAGEMENT, N_("Is the management structure of the team (workshop) complete?")),
	Question("T4-2", MANAGEMENT, N_("Does a manager supervise on site in every shift?")),
	Question("T4-3", MANAGEMENT, N_("Are there people to check and accept the quality of the work?")),
	Question(
		"T4-4", MANAGEMENT, N_("Are the safety risks connected with this hazard identified and controlled?")
	),
	Question(OPEN_CODE, MANAGEMENT, N_("Why did the control fail?"), adverse_answer=None),
	Question("T5-1", SYSTEM, N_("Are any related management rules missing?"), adverse_answer=YES),
	Question("T5-2", SYSTEM, N_("Does the design comply with the regulations?")),
	Question("T5-3", SYSTEM, N_("Are the rules applicable and effective?")),
	Question("T5-4", SYSTEM, N_("Is there a work procedure?")),
	Question("T6-1", RESOURCE, N_("Are the present resources enough for safety?")),
	Question(
		"T7-1",
		EVALUATION,
		N_("Has the team (workshop) a system of acceptance and evaluation?"),
		settles=_closes("T7-2", "T7-3"),
	),
	Question(
		"T7-2",
		EVALUATION,
		N_("Was the work activity concerned by this hazard accepted and evaluated?"),
		settles=_closes("T7-3"),
	),
	Question("T7-3", EVALUATION, N_("Did it pass?")),
	Question(
		INHERENT_SAFETY_CODE,
		INHERENT_SAFETY,
		N_(
			"Given the conditions of the enterprise and the new techniques of the industry, "
			"is an inherent safety retrofit possible?"
		),
		adverse_answer=None,
	),
)

BY_CODE: Mapping[str, Question] = MappingProxyType({q.code: q for q in QUESTIONS})
CODES: tuple[str, ...] = tuple(BY_CODE)


def allowed_answers(code: str) -> tuple[str, ...]:
	"""The answers a question accepts; none for an unknown code. The open question has no Yes or No."""
	if code not in BY_CODE:
		return ()
	return (ANSWERED, NOT_APPLICABLE) if BY_CODE[code].is_open else (YES, NO, NOT_APPLICABLE)


def is_adverse(code: str, answer: str | None) -> bool:
	"""True when `answer` shows a problem. Unknown codes and empty answers show none."""
	question = BY_CODE.get(code)
	return bool(answer) and question is not None and question.adverse_answer == answer


def blank_tracings() -> list[Tracing]:
	"""All 26 questions in their order, unanswered."""
	return [Tracing(question_code=q.code, tracing=q.tracing, question=q.question) for q in QUESTIONS]


def apply_answers(tracings: Iterable[Tracing]) -> list[Tracing]:
	"""All 26 questions in their order with the given answers; adverse flags set, settled questions closed.

	Of two rows with one code the first counts; unknown codes are left out. A question closed earlier by an answer
	that has changed since is open again (its answer is emptied). Question and tracing texts come from the catalogue.
	"""
	given: dict[str, Tracing] = {}
	for row in tracings:
		given.setdefault(row.question_code, row)
	closed: dict[str, str] = {}
	result = []
	for question in QUESTIONS:
		row = given.get(question.code) or Tracing(question_code=question.code)
		row = _answered(question, row, closed.get(question.code, ""))
		for code in question.settles.get(row.answer or "", ()):
			closed.setdefault(code, question.code)
		result.append(row)
	return result


def _answered(question: Question, row: Tracing, settled_by: str) -> Tracing:
	answer = row.answer or ""
	if settled_by:
		answer = NOT_APPLICABLE
	elif row.settled_by:
		answer = ""
	return replace(
		row,
		tracing=question.tracing,
		question=question.question,
		answer=answer,
		adverse=is_adverse(question.code, answer),
		settled_by=settled_by,
	)


def adverse_codes(tracings: Iterable[Tracing]) -> tuple[str, ...]:
	"""Codes of the questions whose answer shows a problem, in the order of the rows."""
	return tuple(row.question_code for row in tracings if is_adverse(row.question_code, row.answer))
