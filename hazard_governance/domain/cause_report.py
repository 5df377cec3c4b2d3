"""Cause Tracing Statistics (析因溯源统计): the statistics of causes as rows, grouped in one of eight ways.

What is counted, and by what it is divided: cause_statistics.py. Values in, values out; standard library only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hazard_governance.domain import cause_statistics as stats
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.cause_statistics import CountedAnalysis, CountedAnswer, CountedCause
from hazard_governance.domain.causes import ASPECTS
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.list_columns import ListColumn
from hazard_governance.domain.list_totals import BLUE, CHART_HEIGHT, Card, percent, percent_text
from hazard_governance.domain.lists import Row, Translate, identity
from hazard_governance.domain.official_list import AS_OF, REPORTING_UNIT, SIGNATURES, OfficialList
from hazard_governance.domain.papers.words import day
from hazard_governance.domain.tracing import QUESTIONS

TITLE = N_("Cause Tracing Statistics")
NOTHING = N_("No cause analysis is counted. Choose another period or place.")

BY_QUESTION = N_("Question of the Tracings")
BY_TRACING = N_("Tracing")
BY_DIMENSION = N_("Dimension of the Cause")
BY_ASPECT = N_("Aspect of the Cause")
BY_FAILING = N_("What Was Failing")
BY_LEVEL = N_("Direct or Root")
BY_INDUSTRY = N_("Industry and Field")
BY_COUNTY = N_("County or Zone")
GROUPINGS = (BY_QUESTION, BY_TRACING, BY_DIMENSION, BY_ASPECT, BY_FAILING, BY_LEVEL, BY_INDUSTRY, BY_COUNTY)
# answers are grouped by a place only where the rows are places
PLACES = {BY_INDUSTRY: "industry", BY_COUNTY: "county"}

LEVEL_WORDS = {v.DIRECT: N_("Direct Causes"), v.ROOT: N_("Root Causes")}
DIMENSION_WORDS = {
	"Human": N_("Human: Unsafe Acts"),
	"Machine": N_("Machine: Unsafe State of Things"),
	"Environment": N_("Environment: Unsafe Surroundings"),
	"Management": N_("Management: Defects of Management"),
}

_IDX = ListColumn("idx", N_("Row No."), "Int", 55)
_ASKED = ListColumn("asked", N_("Questions Asked"), "Int", 110)
_ADVERSE = ListColumn("adverse", N_("Adverse Answers"), "Int", 110)
_ADVERSE_SHARE = ListColumn("adverse_share", N_("Adverse Among the Asked"), width=120)
_CAUSES = ListColumn("causes", N_("Number of Causes"), "Int", 100)
_DIRECT = ListColumn("direct", N_("Direct Causes"), "Int", 100)
_ROOT = ListColumn("root", N_("Root Causes"), "Int", 100)
_ELIMINATED = ListColumn("eliminated", N_("Root Causes Eliminated"), "Int", 120)
_ELIMINATED_SHARE = ListColumn("eliminated_share", N_("Eliminated Among Root Causes"), width=130)
_ANALYSES = ListColumn("analyses", N_("Analyses Counted"), "Int", 110)

QUESTION_COLUMNS = (
	_IDX,
	ListColumn("code", N_("Question Code"), width=90),
	ListColumn("tracing", N_("Tracing"), width=130),
	ListColumn("question", N_("Question"), width=380),
	_ASKED,
	ListColumn("yes", N_("Answered Yes"), "Int", 90),
	ListColumn("no", N_("Answered No"), "Int", 90),
	_ADVERSE,
	_ADVERSE_SHARE,
	ListColumn("not_applicable", N_("Not Applicable (Excluded)"), "Int", 120),
	ListColumn("settled", N_("Settled by an Earlier Answer (Excluded)"), "Int", 140),
	ListColumn("unanswered", N_("Unanswered"), "Int", 100),
	ListColumn("causes", N_("Causes Traced to It"), "Int", 110),
)
TRACING_COLUMNS = (
	_IDX,
	ListColumn("group", N_("Tracing"), width=200),
	ListColumn("questions", N_("Questions"), "Int", 90),
	_ASKED,
	_ADVERSE,
	_ADVERSE_SHARE,
	ListColumn("not_applicable", N_("Not Applicable (Excluded)"), "Int", 120),
	ListColumn("settled", N_("Settled by an Earlier Answer (Excluded)"), "Int", 140),
	ListColumn("causes", N_("Causes Traced to It"), "Int", 110),
)
CAUSE_COLUMNS = (
	_IDX,
	ListColumn("group", N_("Group of Causes"), width=240),
	_CAUSES,
	ListColumn("share", N_("Share of Causes"), width=100),
	_DIRECT,
	_ROOT,
	ListColumn("in_analyses", N_("Analyses With Such a Cause"), "Int", 120),
	ListColumn("analyses_share", N_("Share of Analyses"), width=110),
	_ELIMINATED,
	_ELIMINATED_SHARE,
)
PLACE_COLUMNS = (
	_IDX,
	ListColumn("group", N_("Place or Industry"), width=160),
	_ANALYSES,
	ListColumn("enterprises", N_("Number of Enterprises"), "Int", 110),
	_ASKED,
	_ADVERSE,
	_ADVERSE_SHARE,
	_CAUSES,
	_DIRECT,
	_ROOT,
	ListColumn("human", N_("Human"), "Int", 80),
	ListColumn("machine", N_("Machine"), "Int", 80),
	ListColumn("environment", N_("Environment"), "Int", 90),
	ListColumn("management", N_("Management"), "Int", 100),
	ListColumn("most_failing", N_("Most Often Failing"), width=150),
	_ELIMINATED,
	_ELIMINATED_SHARE,
)


@dataclass(frozen=True)
class Counted:
	"""Everything of the analyses counted; answers by question, and by industry or county where rows are places."""

	analyses: Sequence[CountedAnalysis] = ()
	answers: Sequence[CountedAnswer] = ()
	causes: Sequence[CountedCause] = ()


def cause_tracing(
	counted: Counted, grouping: str, today: date, *, unit: str = "", translate: Translate = identity
) -> OfficialList:
	"""The statistics as of `today`, grouped in one of GROUPINGS."""
	columns, rows = _TABLES[grouping](counted, translate)
	answers, causes = stats.answer_totals(counted.answers), stats.cause_totals(counted.causes)
	heading = (
		(translate(REPORTING_UNIT), unit),
		(translate(AS_OF), day(today, translate)),
		(translate(N_("Analyses Counted")), str(len(counted.analyses))),
		(translate(N_("Questions Asked")), str(answers.asked)),
		(translate(N_("Not Applicable (Excluded)")), str(answers.not_applicable + answers.settled)),
		(translate(N_("Number of Causes")), str(causes.causes)),
	)
	return OfficialList(
		title=translate(TITLE),
		period=today.isoformat(),
		heading=heading,
		columns=tuple(replace(column, label=translate(column.label)) for column in columns),
		rows=[{"idx": n, **row} for n, row in enumerate(rows, start=1)] if counted.analyses else [],
		nothing=translate(NOTHING),
		table_heading="",
		table=[],
		cards=[replace(card, label=translate(card.label)) for card in _cards(counted, answers, causes)],
		chart=_chart(rows, columns, translate) if counted.analyses else None,
		signatures=tuple(translate(text) for text in SIGNATURES),
	)


# --- questions -------------------------------------------------------------------------------------------------------
def _question_rows(counted: Counted, t: Translate) -> tuple[tuple[ListColumn, ...], list[Row]]:
	rows = []
	for question in QUESTIONS:
		totals = stats.answer_totals(a for a in counted.answers if a.question_code == question.code)
		rows.append(
			{
				"code": question.code,
				"tracing": t(question.tracing),
				"question": t(question.question),
				**_answered(totals),
				"yes": totals.yes,
				"no": totals.no,
				"unanswered": totals.unanswered,
				"causes": sum(c.question_code == question.code for c in counted.causes),
				# what is bad in no answer has no share of bad answers
				**({} if question.adverse_answer else {"adverse_share": percent_text(None)}),
			}
		)
	return QUESTION_COLUMNS, rows


def _tracing_rows(counted: Counted, t: Translate) -> tuple[tuple[ListColumn, ...], list[Row]]:
	rows = []
	for tracing in v.TRACINGS:
		codes = [q.code for q in QUESTIONS if q.tracing == tracing]
		rows.append(
			{
				"group": t(tracing),
				"questions": len(codes),
				**_answered(stats.answer_totals(a for a in counted.answers if a.question_code in codes)),
				"causes": sum(c.question_code in codes for c in counted.causes),
			}
		)
	return TRACING_COLUMNS, rows


def _answered(totals: stats.AnswerTotals) -> Row:
	return {
		"asked": totals.asked,
		"adverse": totals.adverse,
		"adverse_share": percent_text(totals.adverse_share),
		"not_applicable": totals.not_applicable,
		"settled": totals.settled,
	}


# --- causes ----------------------------------------------------------------------------------------------------------
Belongs = Callable[[CountedCause], bool]


def _of_causes(groups: Callable[[], Iterable[tuple[str, Belongs]]], named: Belongs = bool):
	"""Rows of groups of causes; `named`: the causes that are the denominator of their share."""

	def rows(counted: Counted, t: Translate) -> tuple[tuple[ListColumn, ...], list[Row]]:
		whole = sum(bool(named(cause)) for cause in counted.causes)
		return CAUSE_COLUMNS, [
			_cause_row(t(name), [c for c in counted.causes if belongs(c)], whole, len(counted.analyses))
			for name, belongs in groups()
		]

	return rows


def _cause_row(name: str, causes: list[CountedCause], whole: int, analyses: int) -> Row:
	totals = stats.cause_totals(causes)
	return {
		"group": name,
		"causes": totals.causes,
		"share": percent_text(percent(totals.causes, whole)),
		"direct": totals.direct,
		"root": totals.root,
		"in_analyses": totals.analyses,
		"analyses_share": percent_text(percent(totals.analyses, analyses)),
		**_eliminated(totals),
	}


def _eliminated(totals: stats.CauseTotals) -> Row:
	return {"eliminated": totals.eliminated, "eliminated_share": percent_text(totals.eliminated_share)}


def _dimensions() -> Iterable[tuple[str, Belongs]]:
	return [(DIMENSION_WORDS[name], lambda c, name=name: c.dimension == name) for name in v.DIMENSIONS]


def _aspects() -> Iterable[tuple[str, Belongs]]:
	names = (*ASPECTS.values(), stats.OTHER_ASPECT)
	return [(name, lambda c, name=name: name in c.aspects) for name in names]


def _failings() -> Iterable[tuple[str, Belongs]]:
	found = [(name, lambda c, name=name: c.failing == name) for name in v.FAILINGS]
	return [*found, (stats.NOT_NAMED, lambda c: not c.failing)]


def _levels() -> Iterable[tuple[str, Belongs]]:
	return [(LEVEL_WORDS[name], lambda c, name=name: c.level == name) for name in LEVEL_WORDS]


# --- places ----------------------------------------------------------------------------------------------------------
def _of_places(column: str):
	def rows(counted: Counted, t: Translate) -> tuple[tuple[ListColumn, ...], list[Row]]:
		code = "county_code" if column == "county" else column
		names = {getattr(a, column): getattr(a, code) for a in counted.analyses}
		return PLACE_COLUMNS, [
			_place_row(name, counted, column, t) for name in sorted(names, key=lambda n: (names[n], n))
		]

	return rows


def _place_row(name: str, counted: Counted, column: str, t: Translate) -> Row:
	analyses = [a for a in counted.analyses if getattr(a, column) == name]
	answers = stats.answer_totals(a for a in counted.answers if getattr(a, column) == name)
	causes = [c for c in counted.causes if getattr(c, column) == name]
	totals = stats.cause_totals(causes)
	failing = stats.most_failing(causes)
	return {
		"group": name,
		"analyses": len(analyses),
		"enterprises": len({a.enterprise for a in analyses}),
		"asked": answers.asked,
		"adverse": answers.adverse,
		"adverse_share": percent_text(answers.adverse_share),
		"causes": totals.causes,
		"direct": totals.direct,
		"root": totals.root,
		**{d.lower(): sum(c.dimension == d for c in causes) for d in v.DIMENSIONS},
		"most_failing": t(failing) if failing else "",
		**_eliminated(totals),
	}


_TABLES = {
	BY_QUESTION: _question_rows,
	BY_TRACING: _tracing_rows,
	BY_DIMENSION: _of_causes(_dimensions),
	BY_ASPECT: _of_causes(_aspects),
	BY_FAILING: _of_causes(_failings, named=lambda cause: bool(cause.failing)),
	BY_LEVEL: _of_causes(_levels),
	BY_INDUSTRY: _of_places("industry"),
	BY_COUNTY: _of_places("county"),
}


# --- cards and chart -------------------------------------------------------------------------------------------------
def _cards(counted: Counted, answers: stats.AnswerTotals, causes: stats.CauseTotals) -> list[Card]:
	return [
		Card(N_("Analyses Counted"), len(counted.analyses)),
		Card(N_("Enterprises Concerned"), len({a.enterprise for a in counted.analyses})),
		Card(N_("Adverse Answers"), answers.adverse, indicator="Orange" if answers.adverse else "Green"),
		Card(N_("Adverse Among the Asked"), percent_text(answers.adverse_share), "Data"),
		Card(N_("Number of Causes"), causes.causes),
		Card(N_("Root Causes"), causes.root),
		Card(N_("Root Causes Eliminated"), causes.eliminated, indicator="Green"),
		Card(N_("Eliminated Among Root Causes"), percent_text(causes.eliminated_share), "Data"),
	]


def _chart(rows: Sequence[Row], columns: Sequence[ListColumn], translate: Translate) -> dict:
	"""Adverse answers of questions and tracings, causes of everything else."""
	shown = columns[[c.fieldname for c in columns].index("adverse" if columns in _ANSWERS else "causes")]
	label = "code" if columns is QUESTION_COLUMNS else "group"
	return {
		"data": {
			"labels": [row[label] for row in rows],
			"datasets": [{"name": translate(shown.label), "values": [row[shown.fieldname] for row in rows]}],
		},
		"type": "bar",
		"height": CHART_HEIGHT,
		"colors": [BLUE],
	}


_ANSWERS = (QUESTION_COLUMNS, TRACING_COLUMNS)
