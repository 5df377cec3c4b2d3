"""Accountability that can be compared: what was done in similar hazards, and where it looks like 高举轻放.

Similar hazards have the same class and, as far as enough of them are found, the same criterion or industry and the
same answer to whether they recur. Severity is that of the catalogue (Accountability Measure: 1 is the mildest); what
somebody describes as an "other" measure has none and proves nothing. Only what was decided counts.

Signals are for the city office to look at. They are no verdict, and nothing in the app waits for them:
- mild: no measure of a major hazard is above `mild_severity` (setting, 2: 口头警告、提醒谈话); for an aggravated one above
  `mild_severity_aggravated` (setting, 4: 警示约谈、离岗培训 as well);
- leadership tier missing: nobody answers as leader for a major hazard (notice, step 3: 直接、管理、领导责任者);
- below the usual: the strongest measure is at least BELOW steps under the usual (median) one of similar hazards;
- no stronger than before: a repeat whose strongest measure is no stronger than that of the earlier hazard.
Aggravated is a repeat, a hazard under listed supervision, and one that stopped production as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_, Phrase

# fewer hazards say nothing of what is usual
ENOUGH = 3
BELOW = 3

MILD = N_("Mild Measure")
NO_LEADERSHIP = N_("Leadership Tier Missing")
BELOW_USUAL = N_("Below the Usual")
NO_STRONGER = N_("No Stronger Than Before")
SIGNALS = (MILD, NO_LEADERSHIP, BELOW_USUAL, NO_STRONGER)


@dataclass(frozen=True)
class Held:
	"""One person's part, without the name: class of responsibility, measures, the severity of the strongest known."""

	responsibility_class: str = ""
	measures: tuple[str, ...] = ()
	severity: int | None = None


@dataclass(frozen=True)
class HeldCase:
	"""The accountability decided for one hazard. listed: under listed supervision; stopped: production as a whole."""

	hazard: str = ""
	classification: str = ""
	criterion: str = ""
	industry: str = ""
	recurring: bool = False
	listed: bool = False
	stopped: bool = False
	earlier: str = ""
	persons: tuple[Held, ...] = ()

	@property
	def strongest(self) -> int | None:
		"""Severity of the strongest measure known; None where there is none."""
		return max((p.severity for p in self.persons if p.severity is not None), default=None)

	@property
	def aggravating(self) -> tuple[str, ...]:
		"""What makes the case a severe one, in words."""
		facts = (
			(self.recurring, N_("repeat")),
			(self.listed, N_("listed supervision")),
			(self.stopped, N_("production stopped as a whole")),
		)
		return tuple(words for present, words in facts if present)


def severity_of(measures: Iterable[str], catalogue: Mapping[str, object]) -> int | None:
	"""Severity of the strongest of `measures`; "other" ones and unknown ones count for nothing.

	catalogue: measure name -> object with `severity` and `is_other`.
	"""
	known = [catalogue[name] for name in measures if name in catalogue]
	return max((spec.severity for spec in known if not spec.is_other), default=None)


# --- what was done in similar ones -------------------------------------------------------------------------------
# the narrowest first
BASES: tuple[tuple[str, tuple[str, ...]], ...] = (
	(N_("same class, criterion and recurrence"), ("classification", "criterion", "recurring")),
	(N_("same class and criterion"), ("classification", "criterion")),
	(N_("same class, industry and recurrence"), ("classification", "industry", "recurring")),
	(N_("same class and industry"), ("classification", "industry")),
	(N_("same class"), ("classification",)),
)


@dataclass(frozen=True)
class Comparison:
	"""What was done in `hazards` similar hazards. basis: in which respect they are similar ("" = there are none).

	persons: persons times hazards. by_measure, by_class: how many of them. with_leadership: hazards with somebody
	responsible as leader. usual: median of the strongest severity of each hazard, the lower of two middle ones.
	"""

	basis: str = ""
	hazards: int = 0
	persons: int = 0
	with_leadership: int = 0
	usual: int | None = None
	by_measure: Mapping[str, int] = field(default_factory=dict)
	by_class: Mapping[str, int] = field(default_factory=dict)


@dataclass
class _Group:
	hazards: int = 0
	persons: int = 0
	with_leadership: int = 0
	strongest: Counter = field(default_factory=Counter)
	by_measure: Counter = field(default_factory=Counter)
	by_class: Counter = field(default_factory=Counter)

	def add(self, case: HeldCase) -> None:
		self.hazards += 1
		self.persons += len(case.persons)
		classes = [p.responsibility_class for p in case.persons]
		self.with_leadership += v.LEADERSHIP in classes
		self.by_class.update(classes)
		self.by_measure.update(name for p in case.persons for name in set(p.measures))
		if case.strongest is not None:
			self.strongest[case.strongest] += 1

	def without(self, own: _Group) -> _Group:
		return _Group(**{f.name: getattr(self, f.name) - getattr(own, f.name) for f in fields(self)})


class Pool:
	"""Cases grouped in every respect that makes hazards similar; asked about one, it leaves that one out."""

	def __init__(self, cases: Iterable[HeldCase]) -> None:
		self.groups: dict[tuple, _Group] = {}
		self.cases: dict[str, HeldCase] = {}
		for case in cases:
			if not case.persons or case.hazard in self.cases:
				continue
			self.cases[case.hazard] = case
			for key in _keys(case):
				self.groups.setdefault(key, _Group()).add(case)

	def compare(self, case: HeldCase) -> Comparison:
		"""What was done in the hazards most like this one: the narrowest respect in which there are ENOUGH, else the
		widest in which there is any."""
		found = Comparison()
		stored = self.cases.get(case.hazard)
		own, own_keys = _Group(), _keys(stored) if stored else ()
		if stored:
			own.add(stored)
		for key in _keys(case):
			group = self.groups.get(key, _Group())
			others = group.without(own) if key in own_keys else group
			if others.hazards:
				found = _comparison(key[0], others)
			if others.hazards >= ENOUGH:
				break
		return found


def of_case(case: HeldCase) -> Comparison:
	"""The case itself in the same numbers."""
	own = _Group()
	if case.persons:
		own.add(case)
	return _comparison("", own)


def _keys(case: HeldCase) -> list[tuple]:
	"""(basis, values) of each respect in which the case has a value."""
	keys = []
	for basis, names in BASES:
		values = tuple(getattr(case, name) for name in names)
		if all(value != "" for value in values):
			keys.append((basis, *values))
	return keys


def _comparison(basis: str, group: _Group) -> Comparison:
	return Comparison(
		basis=basis,
		hazards=group.hazards,
		persons=group.persons,
		with_leadership=group.with_leadership,
		usual=_median(group.strongest),
		by_measure=dict(group.by_measure),
		by_class=dict(group.by_class),
	)


def _median(counted: Counter) -> int | None:
	total, seen = counted.total(), 0
	for severity in sorted(counted):
		seen += counted[severity]
		if 2 * seen >= total:
			return severity
	return None


# --- signals -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Signal:
	"""One thing to look at: its kind (of SIGNALS) and the sentence that says why."""

	kind: str
	why: Phrase


@dataclass(frozen=True)
class Limits:
	"""Up to which severity a measure is mild (settings): for a major hazard, and for an aggravated one."""

	mild_severity: int = 2
	mild_severity_aggravated: int = 4


def signals(
	case: HeldCase,
	comparison: Comparison,
	limits: object | None = None,
	earlier: HeldCase | None = None,
	names: Mapping[int, str] | None = None,
) -> tuple[Signal, ...]:
	"""What the city office should look at; none while nothing is decided.

	limits: object with the fields of Limits (the settings); earlier: the case of the hazard that came back; names:
	measure name of each severity, for the sentences.
	"""
	if not case.persons:
		return ()
	limits, names = limits or Limits(), names or {}
	found = (
		_mild(case, limits, names),
		_leadership(case),
		_below(case, comparison, names),
		_no_stronger(case, earlier, names),
	)
	return tuple(signal for signal in found if signal)


def _word(severity: int, names: Mapping[int, str]) -> str:
	return names.get(severity, str(severity))


def _mild(case: HeldCase, limits: object, names: Mapping[int, str]) -> Signal | None:
	if case.classification != v.MAJOR or case.strongest is None:
		return None
	limit = limits.mild_severity_aggravated if case.aggravating else limits.mild_severity
	if case.strongest > limit:
		return None
	message = N_("The strongest measure for a major hazard is {0}; up to {1} counts as mild.")
	if case.aggravating:
		message = N_("The strongest measure in an aggravated case is {0}; up to {1} counts as mild there.")
	return Signal(MILD, Phrase(message, (_word(case.strongest, names), _word(limit, names))))


def _leadership(case: HeldCase) -> Signal | None:
	if case.classification != v.MAJOR or any(p.responsibility_class == v.LEADERSHIP for p in case.persons):
		return None
	message = N_("Of the {0} held to account, nobody answers for this major hazard as a leader.")
	return Signal(NO_LEADERSHIP, Phrase(message, (len(case.persons),)))


def _below(case: HeldCase, comparison: Comparison, names: Mapping[int, str]) -> Signal | None:
	usual = comparison.usual
	if case.strongest is None or usual is None or comparison.hazards < ENOUGH:
		return None
	if case.strongest > usual - BELOW:
		return None
	message = N_("The strongest measure is {0}; in {1} similar hazards it was usually {2}.")
	args = (_word(case.strongest, names), comparison.hazards, _word(usual, names))
	return Signal(BELOW_USUAL, Phrase(message, args))


def _no_stronger(case: HeldCase, earlier: HeldCase | None, names: Mapping[int, str]) -> Signal | None:
	if not case.recurring or earlier is None or case.strongest is None or earlier.strongest is None:
		return None
	if case.strongest > earlier.strongest:
		return None
	message = N_("The hazard came back, and the strongest measure is {0}; for the earlier one it was {1}.")
	args = (_word(case.strongest, names), _word(earlier.strongest, names))
	return Signal(NO_STRONGER, Phrase(message, args))
