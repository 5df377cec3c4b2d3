"""Statistics of causes (析因统计): which questions of 七溯源一分析 show problems, where causes lie, what was failing, and
how many root causes are eliminated (notice 54/2023, part 4: 根本上整改).

Denominators, which every share states in its column:
- questions: those asked, that is answered with yes, no or words; not applicable ones and those that an earlier answer
  settled are excluded and counted beside;
- causes: all causes of the analyses counted; of what was failing, the causes that say so; aspects are several a cause,
  so their shares add up to more than 100 percent;
- analyses: all analyses counted, one a hazard.

A root cause is eliminated when it has measures and every one of them is accepted: items of the source governance that
do not run on for months, and measures of the plan once the rectification is accepted. A source governance that a
repeat re-opened is not accepted. Values in, values out; standard library only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.causes import ASPECTS
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.list_totals import percent
from hazard_governance.domain.tracing import BY_CODE, is_adverse

OTHER_ASPECT = N_("Other Aspect")
NOT_NAMED = N_("Not Named")
ACCEPTED_STAGES = (v.ACCEPTED, v.CLOSED_OUT, v.FILED)


# --- what is counted -------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class CountedAnalysis:
	"""An analysis by where its hazard lies."""

	name: str = ""
	enterprise: str = ""
	industry: str = ""
	county: str = ""
	county_code: str = ""


@dataclass(frozen=True)
class CountedAnswer:
	"""So many analyses (of one industry or county, where grouped by it) gave this answer to a question.

	settled: closed by an earlier answer, not by hand.
	"""

	question_code: str = ""
	answer: str = ""
	settled: bool = False
	number: int = 0
	industry: str = ""
	county: str = ""

	@property
	def asked(self) -> bool:
		"""Answered with yes, no or words."""
		return bool(self.answer) and self.answer != v.NOT_APPLICABLE

	@property
	def adverse(self) -> bool:
		"""The answer shows a problem."""
		return is_adverse(self.question_code, self.answer)


@dataclass(frozen=True)
class CountedCause:
	"""One cause with what became of it. measures: those that do not run on; accepted: of these."""

	name: str = ""
	analysis: str = ""
	enterprise: str = ""
	industry: str = ""
	county: str = ""
	level: str = ""
	dimension: str = ""
	failing: str = ""
	question_code: str = ""
	aspects: tuple[str, ...] = ()
	measures: int = 0
	accepted: int = 0

	@property
	def is_root(self) -> bool:
		"""A root (system) cause."""
		return self.level == v.ROOT

	@property
	def eliminated(self) -> bool:
		"""It has measures, and every one of them is accepted."""
		return is_eliminated(self.measures, self.accepted)


def is_eliminated(measures: int, accepted: int) -> bool:
	"""Whether a cause with so many measures, those that run on left out, of which so many are accepted, is eliminated."""
	return measures > 0 and accepted >= measures


def aspects_named(ticked: Callable[[str], object], other: object) -> tuple[str, ...]:
	"""Names of the aspects of a cause; `ticked` tells of a field whether it is set."""
	names = tuple(name for fieldname, name in ASPECTS.items() if ticked(fieldname))
	return (*names, OTHER_ASPECT) if other else names


def causes_of(record: HazardRecord) -> list[CountedCause]:
	"""The causes of one hazard with what became of them; none without an analysis."""
	if record.analysis is None:
		return []
	items = (
		[row for row in record.source_governance.items if not row.continuing]
		if record.source_governance
		else []
	)
	planned = record.plan.measures if record.plan else ()
	rectified = record.hazard.stage in ACCEPTED_STAGES
	found = []
	for cause in record.analysis.causes:
		own = [row for row in items if row.cause == cause.name]
		works = [row for row in planned if row.cause == cause.name]
		done = sum(row.status == v.ACCEPTED for row in own)
		done += sum(rectified and row.status == v.DONE for row in works)
		found.append(
			CountedCause(
				name=cause.name,
				analysis=record.analysis.name,
				enterprise=record.hazard.enterprise,
				industry=record.hazard.industry,
				county=record.hazard.county,
				level=cause.level,
				dimension=cause.dimension,
				failing=cause.failing,
				question_code=cause.question_code,
				aspects=aspects_named(lambda name, cause=cause: getattr(cause, name), cause.aspect_other),
				measures=len(own) + len(works),
				accepted=done,
			)
		)
	return found


# --- numbers ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class AnswerTotals:
	"""Answers to some questions. asked: answered with yes, no or words; the others are excluded from every share."""

	asked: int = 0
	yes: int = 0
	no: int = 0
	adverse: int = 0
	not_applicable: int = 0
	settled: int = 0
	unanswered: int = 0

	@property
	def adverse_share(self) -> float | None:
		"""Adverse among the asked, in percent; None where nothing was asked."""
		return percent(self.adverse, self.asked)


def answer_totals(answers: Iterable[CountedAnswer]) -> AnswerTotals:
	"""Sums of the answers given; unknown question codes do not count."""
	known = [a for a in answers if a.question_code in BY_CODE]

	def total(wanted: Callable[[CountedAnswer], bool]) -> int:
		return sum(a.number for a in known if wanted(a))

	return AnswerTotals(
		asked=total(lambda a: a.asked),
		yes=total(lambda a: a.answer == v.YES),
		no=total(lambda a: a.answer == v.NO),
		adverse=total(lambda a: a.adverse),
		not_applicable=total(lambda a: a.answer == v.NOT_APPLICABLE and not a.settled),
		settled=total(lambda a: a.answer == v.NOT_APPLICABLE and a.settled),
		unanswered=total(lambda a: not a.answer),
	)


@dataclass(frozen=True)
class CauseTotals:
	"""Numbers of some causes. analyses: those with at least one of them; eliminated: root causes only."""

	causes: int = 0
	direct: int = 0
	root: int = 0
	analyses: int = 0
	eliminated: int = 0

	@property
	def eliminated_share(self) -> float | None:
		"""Eliminated among the root causes, in percent; None where there is no root cause."""
		return percent(self.eliminated, self.root)


def cause_totals(causes: Iterable[CountedCause]) -> CauseTotals:
	"""Sums of the causes given."""
	found = list(causes)
	return CauseTotals(
		causes=len(found),
		direct=sum(c.level == v.DIRECT for c in found),
		root=sum(c.is_root for c in found),
		analyses=len({c.analysis for c in found}),
		eliminated=sum(c.is_root and c.eliminated for c in found),
	)


def failing_of(causes: Iterable[CountedCause]) -> dict[str, int]:
	"""How often each thing was failing, in the order of the choices, those never named included."""
	named = [c.failing for c in causes]
	return {failing: named.count(failing) for failing in v.FAILINGS}


def most_failing(causes: Sequence[CountedCause]) -> str:
	"""What was failing most often; of several the first of the choices, "" where no cause says so."""
	counted = failing_of(causes)
	most = max(counted.values(), default=0)
	return next((name for name, number in counted.items() if number == most), "") if most else ""
