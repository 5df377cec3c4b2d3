"""Accountability Comparison: the hazards with accountability decided, each beside what was done in similar ones, and
the signals of 高举轻放. For the city office; nothing in it blocks. Values in, values out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hazard_governance.domain import accountability_comparison as rules
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.accountability_list import TIER_WORDS, TIERS
from hazard_governance.domain.deficiency import N_, Phrase
from hazard_governance.domain.list_columns import ListColumn
from hazard_governance.domain.list_totals import TOTAL, Card
from hazard_governance.domain.lists import Row, Translate, identity, known_values, register_text
from hazard_governance.domain.official_list import AS_OF, REPORTING_UNIT, SIGNATURES, OfficialList
from hazard_governance.domain.papers.words import day

TITLE = N_("Accountability Comparison")
NOTHING = N_("No decided accountability gives a signal.")

COMPARISON_COLUMNS = (
	ListColumn("idx", N_("Row No."), "Int", 55),
	ListColumn("register_no", N_("Unified Register No."), width=195),
	ListColumn("enterprise", N_("Enterprise Name"), "Link", 180, "Regulated Enterprise"),
	ListColumn("county", N_("County or Zone"), "Link", 100, "Supervision Region"),
	ListColumn("industry", N_("Industry and Field"), "Link", 100, "Industry Sector"),
	ListColumn("hazard_title", N_("Hazard in Brief"), width=220),
	ListColumn("classification", N_("Hazard Class"), width=80),
	ListColumn("aggravating", N_("Aggravating Circumstances"), width=140),
	ListColumn("persons", N_("Person-Cases"), "Int", 80),
	ListColumn("direct", N_("Directly Responsible"), "Int", 80),
	ListColumn("managerial", N_("Managerially Responsible"), "Int", 80),
	ListColumn("leadership", N_("Leadership Responsible"), "Int", 80),
	ListColumn("strongest", N_("Strongest Measure"), width=130),
	ListColumn("usual", N_("Usual in Similar Hazards"), width=130),
	ListColumn("similar", N_("Similar Hazards Compared"), "Int", 90),
	ListColumn("basis", N_("Similar In"), width=190),
	ListColumn("signals", N_("Signals"), width=180),
	ListColumn("why", N_("Why It Is Shown"), width=380),
	ListColumn("decided_on", N_("Last Decided On"), "Date", 105),
	ListColumn("hazard", N_("Hazard"), "Link", 140, "Hazard", official=False),
)


@dataclass(frozen=True)
class ComparedHazard:
	"""A hazard with its case; decided_on: the day of the last decision."""

	case: rules.HeldCase
	register_no: str = ""
	enterprise: str = ""
	county: str = ""
	county_code: str = ""
	hazard_title: str = ""
	decided_on: date | None = None

	@classmethod
	def from_mapping(cls, case: rules.HeldCase, values: Mapping) -> ComparedHazard:
		"""Takes the known keys of `values`; None becomes the default of the field, a datetime its day."""
		return cls(**known_values(cls, {**values, "case": case}))


@dataclass(frozen=True)
class Line:
	"""One line of the list: the hazard, what it is compared with, and the signals."""

	hazard: ComparedHazard
	comparison: rules.Comparison
	signals: tuple[rules.Signal, ...]


@dataclass(frozen=True)
class Measured:
	"""What severities mean: limits (the settings) and the name of each severity in the catalogue."""

	limits: object
	names: Mapping[int, str]


def lines(
	hazards: Iterable[ComparedHazard],
	pool: rules.Pool,
	measured: Measured,
	earlier: Mapping[str, rules.HeldCase],
	kind: str = "",
	only_signals: bool = True,
) -> list[Line]:
	"""The lines, most signals first, then by county and register number; of one `kind` of signal only, if given."""
	found = []
	for hazard in hazards:
		comparison = pool.compare(hazard.case)
		signals = rules.signals(
			hazard.case, comparison, measured.limits, earlier.get(hazard.case.earlier), measured.names
		)
		kinds = [signal.kind for signal in signals]
		if (kind and kind not in kinds) or (only_signals and not signals):
			continue
		found.append(Line(hazard, comparison, signals))
	return sorted(
		found,
		key=lambda line: (
			-len(line.signals),
			line.hazard.county_code,
			line.hazard.register_no,
			line.hazard.case.hazard,
		),
	)


def comparison_list(
	found: Sequence[Line],
	compared: int,
	today: date,
	names: Mapping[int, str],
	*,
	unit: str = "",
	translate: Translate = identity,
) -> OfficialList:
	"""The list as of `today`; compared: number of hazards looked at, those without a signal included."""
	return OfficialList(
		title=translate(TITLE),
		period=today.isoformat(),
		heading=((translate(REPORTING_UNIT), unit), (translate(AS_OF), day(today, translate))),
		columns=tuple(replace(column, label=translate(column.label)) for column in COMPARISON_COLUMNS),
		rows=[{"idx": n, **_row(line, names, translate)} for n, line in enumerate(found, start=1)],
		nothing=translate(NOTHING),
		table_heading=translate(N_("By County")),
		table=_table(found, translate),
		cards=[replace(card, label=translate(card.label)) for card in _cards(found, compared)],
		chart=None,
		signatures=tuple(translate(text) for text in SIGNATURES),
	)


def told(
	case: rules.HeldCase,
	comparison: rules.Comparison,
	signals: Iterable[rules.Signal],
	names: Mapping[int, str],
	translate: Translate = identity,
) -> dict:
	"""A comparison for the browser, in the reader's language; measures the mildest first, tiers in their order."""
	t = translate
	return {
		"basis": t(comparison.basis) if comparison.basis else "",
		**_counted(comparison, names, t),
		"own": _counted(rules.of_case(case), names, t),
		"aggravating": [t(words) for words in case.aggravating],
		"signals": [{"kind": t(signal.kind), "why": phrase(signal.why, t)} for signal in signals],
	}


def _counted(comparison: rules.Comparison, names: Mapping[int, str], t: Translate) -> dict:
	order = {name: severity for severity, name in names.items()}
	measures = sorted(comparison.by_measure, key=lambda name: (order.get(name, len(order) + 100), name))
	return {
		"hazards": comparison.hazards,
		"persons": comparison.persons,
		"with_leadership": comparison.with_leadership,
		"usual": severity_text(comparison.usual, names, t),
		"measures": [{"measure": t(name), "persons": comparison.by_measure[name]} for name in measures],
		"classes": [
			{"tier": t(TIER_WORDS[tier]), "persons": comparison.by_class.get(tier, 0)} for tier in TIERS
		],
	}


def phrase(phrase: Phrase, translate: Translate) -> str:
	"""The sentence in the reader's language, its words included."""
	args = (translate(arg) if isinstance(arg, str) else arg for arg in phrase.args)
	return translate(phrase.message).format(*args)


def severity_text(severity: int | None, names: Mapping[int, str], translate: Translate = identity) -> str:
	"""The measure of that severity with the number, "" where there is none."""
	if severity is None:
		return ""
	return f"{translate(names[severity])} ({severity})" if severity in names else str(severity)


def _row(line: Line, names: Mapping[int, str], t: Translate) -> Row:
	hazard, case = line.hazard, line.hazard.case
	classes = Counter(p.responsibility_class for p in case.persons)
	plain = ("enterprise", "county", "hazard_title", "decided_on")
	return {
		**{name: getattr(hazard, name) for name in plain},
		"register_no": register_text(hazard.register_no, t),
		"industry": case.industry,
		"classification": t(case.classification) if case.classification else "",
		"aggravating": ", ".join(t(words) for words in case.aggravating),
		"persons": len(case.persons),
		**{tier.lower(): classes[tier] for tier in TIERS},
		"strongest": severity_text(case.strongest, names, t),
		"usual": severity_text(line.comparison.usual, names, t),
		"similar": line.comparison.hazards,
		"basis": t(line.comparison.basis) if line.comparison.basis else "",
		"signals": ", ".join(t(signal.kind) for signal in line.signals),
		"why": " ".join(phrase(signal.why, t) for signal in line.signals),
		"hazard": case.hazard,
		"is_signalled": bool(line.signals),
	}


def _counts(found: Iterable[Line]) -> list[int]:
	kinds = [[signal.kind for signal in line.signals] for line in found]
	return [sum(bool(k) for k in kinds), *(sum(kind in k for k in kinds) for kind in rules.SIGNALS)]


def _table(found: Sequence[Line], translate: Translate) -> list[list[int | str]]:
	groups: dict[str, list[Line]] = {}
	for line in sorted(found, key=lambda line: line.hazard.county_code):
		groups.setdefault(line.hazard.county, []).append(line)
	heading = [N_("County or Zone"), N_("Hazards With a Signal"), *rules.SIGNALS]
	return [
		[translate(label) for label in heading],
		*([county, *_counts(group)] for county, group in groups.items()),
		[translate(TOTAL), *_counts(found)],
	]


def _cards(found: Sequence[Line], compared: int) -> list[Card]:
	signalled, *kinds = _counts(found)
	majors = sum(line.hazard.case.classification == v.MAJOR and bool(line.signals) for line in found)
	return [
		Card(N_("Hazards Compared"), compared),
		Card(N_("Hazards With a Signal"), signalled, indicator="Orange" if signalled else "Green"),
		Card(N_("Major Hazards"), majors),
		*(
			Card(kind, number, indicator="Orange" if number else "Green")
			for kind, number in zip(rules.SIGNALS, kinds, strict=True)
		),
	]
