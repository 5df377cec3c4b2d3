"""Columns and rows of the report Penalty Counts: each enterprise with each line of the law it comes near."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from hazard_governance.domain.deficiency import N_, Phrase
from hazard_governance.domain.list_columns import ListColumn
from hazard_governance.domain.penalty_counts import CLEAR, CROSSED, STATES, WARNING, Count, Event, counts_of

COLUMNS = (
	ListColumn("enterprise", N_("Enterprise Name"), "Link", 220, "Regulated Enterprise"),
	ListColumn("county", N_("County or Zone"), "Link", 110, "Supervision Region"),
	ListColumn("industry", N_("Industry and Field"), "Link", 110, "Industry Sector"),
	ListColumn("rule", N_("What Is Counted"), width=240),
	ListColumn("article", N_("Article of the Law"), width=190),
	ListColumn("number", N_("Times Counted"), "Int", 70),
	ListColumn("limit", N_("Limit of the Law"), "Int", 70),
	ListColumn("window_from", N_("Counted From"), "Date", 110),
	ListColumn("window_to", N_("Counted To"), "Date", 110),
	ListColumn("latest_on", N_("Latest One On"), "Date", 110),
	ListColumn("drops_out_on", N_("Next One Drops Out On"), "Date", 140),
	ListColumn("crossed_on", N_("Line Last Crossed On"), "Date", 140),
	ListColumn("open_majors", N_("Open Major Hazards"), "Int", 110),
	ListColumn("state", N_("Standing"), width=90),
	ListColumn("warning", N_("What This Means"), width=360),
)
EXPLAINED = N_(
	"Penalties on the enterprise under the Work Safety Law count from the day they were served, several of one decision "
	"once. The day itself is not counted; the last day of the period is within it."
)
SAY: Callable[[Phrase], str] = lambda phrase: phrase.text  # noqa: E731
ORDER = {state: place for place, state in enumerate(reversed(STATES))}


@dataclass(frozen=True)
class Penalised:
	"""An enterprise with everything of it that counts."""

	enterprise: str
	county: str = ""
	industry: str = ""
	is_coal: bool = False
	open_majors: int = 0
	events: tuple[Event, ...] = field(default=())


def rows(
	enterprises: Iterable[Penalised],
	today: date,
	translate: Callable[[str], str] = str,
	say: Callable[[Phrase], str] = SAY,
	warnings_only: bool = False,
) -> list[dict]:
	"""A row for each enterprise and rule of which something counts today or the line was ever crossed, the gravest first.

	translate: words of the app; say: sentences.
	"""
	found = []
	for enterprise in enterprises:
		for one in counts_of(enterprise.events, today, enterprise.is_coal):
			if (one.events or one.crossed_on) and not (warnings_only and one.state == CLEAR):
				found.append((one, _row(enterprise, one, translate, say)))
	found.sort(key=lambda pair: (ORDER[pair[0].state], pair[1]["enterprise"], -pair[0].number))
	return [row for _count, row in found]


def _row(enterprise: Penalised, one: Count, translate: Callable, say: Callable) -> dict:
	return {
		"enterprise": enterprise.enterprise,
		"county": enterprise.county,
		"industry": enterprise.industry,
		"rule": translate(one.rule.label),
		"article": translate(one.rule.article),
		"number": one.number,
		"limit": one.rule.limit,
		"window_from": one.window[0],
		"window_to": one.window[1],
		"latest_on": one.events[-1].on if one.events else None,
		"drops_out_on": one.drops_out_on,
		"crossed_on": one.crossed_on,
		"open_majors": enterprise.open_majors,
		"state": translate(one.state),
		"is_warning": one.state == WARNING,
		"is_crossed": one.state == CROSSED,
		"warning": say(one.warning) if one.warning else "",
	}


def cards(table: list[dict]) -> list[tuple[str, int, str]]:
	"""(label, value, colour): enterprises over a line and enterprises one step before it."""
	crossed = {row["enterprise"] for row in table if row["is_crossed"]}
	warned = {row["enterprise"] for row in table if row["is_warning"]} - crossed
	return [
		(N_("Enterprises Over a Line"), len(crossed), "Red" if crossed else "Green"),
		(N_("Enterprises One Step Before"), len(warned), "Orange" if warned else "Green"),
	]
