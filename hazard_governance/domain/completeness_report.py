"""Columns, rows, cards and chart of Hazard Return Completeness. Values in, values out; standard library only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from hazard_governance.domain import return_words as w
from hazard_governance.domain.completeness import COMPLETE, FINDINGS, Finding, Standing
from hazard_governance.domain.deficiency import N_, Phrase
from hazard_governance.domain.list_columns import ListColumn
from hazard_governance.domain.list_totals import CHART_HEIGHT, Card, percent, percent_text
from hazard_governance.domain.lists import Row, Translate, identity
from hazard_governance.domain.papers.words import day

COLUMNS = (
	ListColumn("idx", N_("Row No."), "Int", 55),
	ListColumn("finding", N_("Finding"), width=200),
	ListColumn("unit_kind", N_("Kind of Unit"), width=90),
	ListColumn("unit", N_("Unit or Enterprise"), width=240),
	ListColumn("county", N_("County or Zone"), "Link", 110, "Supervision Region"),
	ListColumn("charged_to", N_("Charged To"), width=230),
	ListColumn("detail", N_("Particulars"), width=360),
	ListColumn("days", N_("Days Late"), "Int", 80),
	ListColumn("submitted_on", N_("Reported On"), "Date", 110),
	ListColumn("version_no", N_("Version"), "Int", 70),
	ListColumn("document", N_("Hazard Return"), "Link", 150, "Hazard Return"),
	ListColumn("register_no", N_("Unified Register No."), width=195),
	ListColumn("hazard", N_("Hazard"), "Link", 150, "Hazard"),
)
GRAVE = frozenset(
	(w.NOT_REPORTED, w.NIL_WITH_MAJORS, w.NOT_CORRECTED, w.ALTERED, w.IN_NO_RETURN, w.NUMBER_MISSING)
)
RED = "#e24c4c"


def rows(
	lines: Iterable[Finding], *, finding: str = "", everybody: bool = False, translate: Translate = identity
) -> list[Row]:
	"""Numbered rows of the findings; of one kind only when `finding` is given, with the units that lack nothing or
	still have time when `everybody`."""
	wanted = (finding,) if finding else (*FINDINGS, *((w.NOT_DUE, COMPLETE) if everybody else ()))
	shown = (line for line in lines if line.kind in wanted)
	return [{"idx": number, **_row(line, translate)} for number, line in enumerate(shown, start=1)]


def _row(line: Finding, t: Translate) -> Row:
	return {
		"finding": t(line.kind),
		"unit_kind": t(line.unit_kind) if line.unit_kind else "",
		"unit": line.unit,
		"county": line.county,
		"charged_to": line.charged_to,
		"detail": phrase_text(line.detail, t),
		"days": line.days or None,
		"submitted_on": line.submitted_on,
		"version_no": line.version_no or None,
		"document": line.document,
		"register_no": line.register_no,
		"hazard": line.hazard,
		"is_grave": line.kind in GRAVE,
		"is_complete": line.kind == COMPLETE,
	}


def phrase_text(phrase: Phrase, translate: Translate = identity) -> str:
	"""The sentence of a finding in the language of `translate`."""
	if not phrase.message:
		return ""
	values = (day(value, translate) if isinstance(value, date) else value for value in phrase.args)
	return translate(phrase.message).format(*values)


def cards(s: Standing) -> list[Card]:
	"""The month in numbers: who reported, and whether every hazard stands somewhere."""
	return [
		Card(N_("Units That Must Report"), s.due),
		Card(N_("Units Reported"), s.reported, indicator="Green"),
		Card(N_("Share Reported"), percent_text(percent(s.reported, s.due)), "Data"),
		Card(w.NOT_REPORTED, s.not_reported, indicator=_red(s.not_reported)),
		Card(w.REPORTED_LATE, s.late, indicator="Orange" if s.late else "Green"),
		Card(N_("Nil Returns"), s.nil),
		Card(w.RECEIPT_MISSING, s.awaiting, indicator="Orange" if s.awaiting else "Green"),
		Card(
			N_("Hazards in Returns"), f"{s.in_returns} / {s.hazards}", "Data", _red(s.hazards - s.in_returns)
		),
		Card(N_("Numbers Missing"), s.numbers_missing, indicator=_red(s.numbers_missing)),
	]


def _red(number: int) -> str:
	return "Red" if number else "Green"


def chart(lines: Iterable[Finding], translate: Translate = identity) -> dict | None:
	"""Findings by kind, the gravest first; None where there is none."""
	counted = Counter(line.kind for line in lines if line.kind in FINDINGS)
	kinds = [kind for kind in FINDINGS if counted[kind]]
	if not kinds:
		return None
	dataset = {"name": translate(N_("Findings")), "values": [counted[kind] for kind in kinds]}
	return {
		"data": {"labels": [translate(kind) for kind in kinds], "datasets": [dataset]},
		"type": "bar",
		"height": CHART_HEIGHT,
		"colors": [RED],
	}
