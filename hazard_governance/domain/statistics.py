"""Figures that safety committee offices publish, each with its denominator, and nothing mixed that is kept apart.

Kept apart: hazards (项) and enterprises (家); rectified, which is acceptance passed, and declared, which is the
enterprise's word; the rectification rate, of all that was found, and the on-time rate, of what was due; an administrative
penalty, and accountability. A rate without a denominator is None. Figures of groups add up to those of the whole; only
enterprises do not, since one may stand in several groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.counted import PROVINCIAL, Line
from hazard_governance.domain.list_totals import percent

Count = Callable[[Line], float]


def _of_class(name: str, wanted: Callable[[Line], bool]) -> dict[str, Count]:
	"""What is counted of general and of major hazards alike."""
	flags: dict[str, Callable[[Line], bool]] = {
		"total": lambda line: True,
		"carried": lambda line: line.carried,
		"found": lambda line: not line.carried,
		"rectified": lambda line: line.rectified,
		"open": lambda line: not line.rectified,
		"declared": lambda line: line.declared,
		"in_progress": lambda line: not line.rectified and not line.declared,
		"found_in_period": lambda line: line.found_in_period,
		"rectified_in_period": lambda line: line.rectified_in_period,
		"due": lambda line: line.due,
		"on_time": lambda line: line.on_time,
		"late": lambda line: line.due and line.rectified and not line.on_time,
		"overdue": lambda line: line.overdue,
		"not_due": lambda line: not line.due,
	}
	return {
		f"{name}_{key}": lambda line, flag=flag: float(wanted(line) and flag(line))
		for key, flag in flags.items()
	}


def _major(flag: Callable[[Line], object]) -> Count:
	return lambda line: float(line.major and bool(flag(line)))


def _persons(responsibility_class: str) -> Count:
	return lambda line: float(sum(held.responsibility_class == responsibility_class for held in line.held))


def _failing(failing: str) -> Count:
	return lambda line: float(sum(cause.failing == failing for cause in line.causes) if line.major else 0)


# name -> how much one hazard adds. Sums of these over groups are the sum over the whole.
COUNTS: Mapping[str, Count] = MappingProxyType(
	{
		"hazards": lambda line: 1.0,
		"unclassified": lambda line: float(not line.major and not line.general),
		**_of_class("general", lambda line: line.general),
		**_of_class("major", lambda line: line.major),
		"major_self_found": _major(lambda line: line.hazard.source == words.SELF_INSPECTION),
		"major_closed_out": _major(lambda line: line.at.stage in (words.CLOSED_OUT, words.FILED)),
		"major_filed": _major(lambda line: line.at.stage == words.FILED),
		"major_recurring": _major(lambda line: line.hazard.recurring == words.YES),
		"major_listed": _major(lambda line: line.listed),
		"major_listed_provincial": _major(lambda line: line.level in PROVINCIAL),
		"major_delisted": _major(lambda line: line.delisted),
		"major_suspended": _major(lambda line: line.suspended),
		"major_open_planned": _major(lambda line: not line.rectified and line.planned),
		"major_open_five_fixes": _major(
			lambda line: not line.rectified and line.planned and line.hazard.five_fixes
		),
		"major_held": _major(lambda line: line.held),
		"major_analysed": _major(lambda line: line.causes),
		"major_risk_lowered": _major(
			lambda line: line.rectified and line.happened(line.hazard.risk_lowered_on)
		),
		"root_causes": lambda line: float(len(line.root_causes) if line.major else 0),
		"root_causes_eliminated": lambda line: float(
			sum(line.eliminated(cause) for cause in line.root_causes) if line.major else 0
		),
		**{f"failing_{name}": _failing(name) for name in words.FAILINGS},
		"persons": lambda line: float(len(line.held)),
		"persons_direct": _persons(words.DIRECT),
		"persons_managerial": _persons(words.MANAGERIAL),
		"persons_leadership": _persons(words.LEADERSHIP),
		"referrals_discipline": lambda line: float(sum(held.to_discipline for held in line.held)),
		"referrals_justice": lambda line: float(sum(held.to_justice for held in line.held)),
		"penalties": lambda line: float(len(line.penalties)),
		"penalty_amount": lambda line: sum(penalty.amount for penalty in line.penalties),
		"funds": lambda line: line.funds,
	}
)
# name -> the enterprise that one hazard speaks of, or None. An enterprise counts once in a set, however many hazards.
ENTERPRISES: Mapping[str, Callable[[Line], str | None]] = MappingProxyType(
	{
		"enterprises": lambda line: line.hazard.enterprise,
		"major_enterprises": lambda line: line.hazard.enterprise if line.major else None,
		"suspended_enterprises": lambda line: line.hazard.enterprise if line.suspended else None,
		"overdue_enterprises": lambda line: line.hazard.enterprise if line.major and line.overdue else None,
	}
)
# rate -> (what is counted, out of what): the denominator is part of the definition
RATES: Mapping[str, tuple[str, str]] = MappingProxyType(
	{
		"general_rate": ("general_rectified", "general_total"),
		"general_on_time_rate": ("general_on_time", "general_due"),
		"major_rate": ("major_rectified", "major_total"),
		"major_on_time_rate": ("major_on_time", "major_due"),
		"self_found_rate": ("major_self_found", "major_total"),
		"recurring_rate": ("major_recurring", "major_total"),
		"delisting_rate": ("major_delisted", "major_listed"),
		"filing_rate": ("major_filed", "major_rectified"),
		"plan_rate": ("major_open_planned", "major_open"),
		"five_fixes_rate": ("major_open_five_fixes", "major_open_planned"),
		"held_rate": ("major_held", "major_total"),
		"causes_eliminated_rate": ("root_causes_eliminated", "root_causes"),
		"risk_lowered_rate": ("major_risk_lowered", "major_rectified"),
	}
)


@dataclass(frozen=True)
class Figures:
	"""Figures of a set of hazards: `f["major_found"]`, `f.rate("major_rate")`. Amounts are 万元, all else are whole
	numbers. KeyError for a name that is none."""

	values: Mapping[str, float]

	def __getitem__(self, name: str) -> int | float:
		value = self.values[name]
		return round(value, 2) if name in AMOUNTS else int(value)

	def rate(self, name: str) -> float | None:
		"""A rate of RATES in percent with one decimal; None where its denominator is 0."""
		part, whole = RATES[name]
		return percent(self[part], self[whole])


AMOUNTS = frozenset(("funds", "penalty_amount"))


def amount_text(amount: float) -> str:
	"""An amount in 万元 without noughts at its end: 12345.6, 0."""
	return f"{amount:.2f}".rstrip("0").rstrip(".")


def figures(lines: Iterable[Line]) -> Figures:
	"""The figures of `lines`."""
	lines = list(lines)
	values = {name: sum(count(line) for line in lines) for name, count in COUNTS.items()}
	for name, of in ENTERPRISES.items():
		values[name] = len({enterprise for line in lines if (enterprise := of(line))})
	return Figures(MappingProxyType(values))


def figures_by(
	lines: Iterable[Line], key: Callable[[Line], str], order: Sequence[str] = ()
) -> list[tuple[str, Figures]]:
	"""Figures of each group: those of `order` first and in it (also without a hazard), the others by name."""
	groups: dict[str, list[Line]] = {name: [] for name in order}
	found: dict[str, list[Line]] = {}
	for line in lines:
		found.setdefault(key(line), []).append(line)
	groups.update(dict.fromkeys(sorted(found.keys() - groups.keys())))
	return [(name, figures(found.get(name, []))) for name in groups]


# what rows of a return may be grouped by
KEYS: Mapping[str, Callable[[Line], str]] = MappingProxyType(
	{
		"industry": lambda line: line.hazard.industry,
		"county": lambda line: line.hazard.county,
		"source": lambda line: line.hazard.source,
		"level": lambda line: line.level,
		"classification": lambda line: line.at.classification,
		"enterprise": lambda line: line.hazard.enterprise,
	}
)
