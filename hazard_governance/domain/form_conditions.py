"""When a field of a form applies, read from the `depends_on` of its DocType without evaluating anything.

The desk evaluates these expressions as JavaScript. What the app's own DocTypes say there is of a few plain forms, which
are read here; an expression of another form is not understood, and its field is then always shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

CHOICES = re.compile(r"'([^']*)'|\"([^\"]*)\"")
NAME = re.compile(r"\w+")
TABLE = re.compile(r"\(doc\.(\w+) \|\| \[\]\)\.length")


@dataclass(frozen=True)
class Clause:
	"""One thing asked of one field: that it holds one of `choices`, more than `above`, or anything at all.
	negated: the contrary."""

	field: str
	choices: tuple[str, ...] = ()
	above: float | None = None
	negated: bool = False

	def holds(self, values: Mapping | Callable) -> bool:
		"""Whether it is so; `values` has `.get`."""
		value = values.get(self.field)
		if self.choices:
			found = (value or "") in self.choices
		elif self.above is not None:
			found = bool(value) and float(value) > self.above
		else:
			found = value not in (None, "", 0, "0", [], ())
		return found != self.negated


@dataclass(frozen=True)
class Condition:
	"""Alternatives of clauses that hold together."""

	alternatives: tuple[tuple[Clause, ...], ...]

	def holds(self, values: Mapping | Callable) -> bool:
		"""Whether the field applies to these values."""
		return any(all(clause.holds(values) for clause in clauses) for clauses in self.alternatives)

	@property
	def fields(self) -> frozenset[str]:
		"""Names of the fields it asks about."""
		return frozenset(clause.field for clauses in self.alternatives for clause in clauses)

	@property
	def single(self) -> Clause | None:
		"""Its one clause, None where there are several."""
		return self.alternatives[0][0] if [len(clauses) for clauses in self.alternatives] == [1] else None

	def contrary(self) -> Condition | None:
		"""What holds where this does not; None where that is no plain condition."""
		clause = self.single
		if clause is None:
			return None
		return Condition(((Clause(clause.field, clause.choices, clause.above, not clause.negated),),))


def parse(text: str | None) -> Condition | None:
	"""The condition of a `depends_on`; None when there is none, or it is not understood."""
	text = (text or "").strip()
	if not text.startswith("eval:"):
		return Condition(((Clause(text),),)) if NAME.fullmatch(text) else None
	text = TABLE.sub(r"doc.\1", text.removeprefix("eval:"))
	alternatives = tuple(
		tuple(_clause(part.strip()) for part in alternative.split("&&")) for alternative in text.split("||")
	)
	return None if any(None in clauses for clauses in alternatives) else Condition(alternatives)


def _clause(text: str) -> Clause | None:
	for pattern, read in READERS:
		found = pattern.fullmatch(text)
		if found:
			return read(*found.groups())
	return None


def _choices(text: str) -> tuple[str, ...]:
	return tuple(single or double for single, double in CHOICES.findall(text))


READERS: tuple[tuple[re.Pattern, Callable[..., Clause]], ...] = (
	(re.compile(r"(!?)doc\.(\w+)"), lambda no, field: Clause(field, negated=bool(no))),
	(
		re.compile(r"doc\.(\w+)\s*(==|!=)=?\s*('[^']*'|\"[^\"]*\")"),
		lambda field, sign, value: Clause(field, _choices(value), negated=sign == "!="),
	),
	(re.compile(r"doc\.(\w+)\s*>\s*(\d+)"), lambda field, number: Clause(field, above=float(number))),
	(
		re.compile(r"in_list\(\[([^\]]*)\],\s*doc\.(\w+)\)"),
		lambda values, field: Clause(field, _choices(values)),
	),
	(
		re.compile(r"\[([^\]]*)\]\.includes\(doc\.(\w+)\)"),
		lambda values, field: Clause(field, _choices(values)),
	),
)
