"""Charts of the workspaces: labels and numbers from counted hazards. Values in, values out; standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hazard_governance.domain import steps
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.lists import Translate, identity

BY_STAGE, BY_COUNTY, BY_INDUSTRY = "stage", "county", "industry"
GROUPINGS = (BY_STAGE, BY_COUNTY, BY_INDUSTRY)
MOST_BARS = 12
MONTHS = 13  # this month beside the same one a year ago
NOT_NAMED = N_("Not Named")
OTHERS = N_("All Others")
MAJOR_HAZARDS, GENERAL_HAZARDS = N_("Major Hazards"), N_("General Hazards")

Chart = dict[str, object]


def grouped_chart(
	counted: Mapping[tuple[str, str], int], grouping: str, translate: Translate = identity
) -> Chart:
	"""Bars by stage (in the order of the stages), county or industry (the most first), major and general hazards apart.

	counted: (value of the group, classification) -> number. What does not fit MOST_BARS bars is added up in the last one.
	"""
	totals: dict[str, dict[bool, int]] = {}
	for (group, classification), number in counted.items():
		bar = totals.setdefault(group, {True: 0, False: 0})
		bar[classification == v.MAJOR] += number
	names = _ordered(totals, grouping)
	shown, rest = names[:MOST_BARS], names[MOST_BARS:]
	bars = [(_label(name, grouping, translate), totals[name]) for name in shown]
	if rest:
		bars.append((translate(OTHERS), {m: sum(totals[name][m] for name in rest) for m in (True, False)}))
	return {
		"labels": [label for label, _bar in bars],
		"datasets": [
			{"name": translate(MAJOR_HAZARDS), "values": [bar[True] for _label, bar in bars]},
			{"name": translate(GENERAL_HAZARDS), "values": [bar[False] for _label, bar in bars]},
		],
	}


def _ordered(totals: Mapping[str, Mapping[bool, int]], grouping: str) -> list[str]:
	if grouping == BY_STAGE:
		return [stage for stage in v.STAGES if stage in totals]
	return sorted(totals, key=lambda name: (-sum(totals[name].values()), name))


def _label(name: str, grouping: str, translate: Translate) -> str:
	if not name:
		return translate(NOT_NAMED)
	return translate(name) if grouping == BY_STAGE else name


def last_months(today: date, number: int = MONTHS) -> list[str]:
	"""The last months up to this one, as YYYY-MM, the earliest first."""
	last = today.year * 12 + today.month - 1
	return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(last - number + 1, last + 1)]


def monthly_chart(
	registered: Mapping[str, int],
	closed: Mapping[str, int],
	today: date,
	translate: Translate = identity,
) -> Chart:
	"""Hazards registered and closed out in this month and the twelve before it; both by YYYY-MM."""
	months = last_months(today)
	return {
		"labels": list(months),
		"datasets": [
			{
				"name": translate(v.REGISTERED),
				"values": [registered.get(month, 0) for month in months],
			},
			{"name": translate(v.CLOSED_OUT), "values": [closed.get(month, 0) for month in months]},
		],
	}


def step_chart(counted: Mapping[tuple[str, ...], int], translate: Translate = identity) -> Chart:
	"""Each of the five steps with its hazards complete, in progress and not started.

	counted: states of the five steps, in the order of vocabulary.STEP_FIELDS -> number of hazards.
	"""
	return {
		"labels": [translate(label) for label in steps.STEP_LABELS.values()],
		"datasets": [
			{
				"name": translate(status),
				"values": [
					sum(
						number
						for states, number in counted.items()
						if (states[place] or v.NOT_STARTED) == status
					)
					for place in range(len(v.STEP_FIELDS))
				],
			}
			for status in (v.COMPLETE, v.IN_PROGRESS, v.NOT_STARTED)
		],
	}
