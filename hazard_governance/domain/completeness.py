"""Hazard Return Completeness: the proof that nothing is missing in a month's returns (notice 54/2023 part 4: 无一遗漏).

Asked of every unit that owes a return: did it report, in time, and truly (a nil return while the register holds major
hazards of it is none), did its receivers answer, was what they returned corrected. Asked of every hazard: does it
stand in a return, and does the register still hold what stands in one. Asked of every county: is a register number
missing. Each finding is charged to somebody: to the unit that reports, but a missing receipt to the receiver.

A hazard has to stand in a return of its month, or of a later one. Registered after the day on which that month was due,
it is the next month's, so it is missed only from the day after that one was due.

Values in, values out; standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from hazard_governance.domain import return_words as w
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.clocks import days_overdue, is_overdue
from hazard_governance.domain.deficiency import N_, Phrase
from hazard_governance.domain.facts_returns import HazardReturnRow
from hazard_governance.domain.lists import ListedHazard
from hazard_governance.domain.return_units import Unit

COMPLETE = v.COMPLETE
NO_DETAIL = Phrase("")
# what is told of a unit or hazard; "Complete" and "Not Reported Yet" are no findings
FINDINGS = tuple(name for name in w.RETURN_FINDINGS if name != w.NOT_DUE)
ORDER = (*w.RETURN_FINDINGS, COMPLETE)
NAMED = 3

NOTHING_BY = N_("No return by {0}")
DUE_BY = N_("Due by {0}")
LATE_BY = N_("Days late: {0}")
NIL_BUT = N_("Reported nil on {0}; the register holds: {1}")
RETURNED_BY = N_("Returned by {0} on {1}: {2}")
NO_ANSWER = N_("Sent on {0}, to be answered by {1}; days late: {2}")
DIFFERS = N_("The rows are not those that were submitted on {0}")
LACKS_RECEIVER = N_("No safety committee office of its place, or no department of its industry, is entered")
STANDS_NOWHERE = N_("Registered on {0}; it had to be reported by {1}")
WITHDRAWN = N_("Withdrawn since it was reported by: {0}")
NOT_MAJOR = N_("No major hazard any more since it was reported by: {0}")
GONE = N_("Not in the register; reported by: {0}")
MISSING_NUMBERS = N_("Missing: {0}")


@dataclass(frozen=True)
class Receipt:
	"""A receiver's answer. due_on: last day to answer (working days)."""

	authority: str
	status: str = w.AWAITING_RECEIPT
	due_on: date | None = None
	decided_on: date | None = None
	reason: str = ""


@dataclass(frozen=True)
class SentReturn:
	"""A submitted version of a return; its rows as they are stored. altered: they are not those submitted."""

	name: str
	unit: str
	version_no: int
	submitted_on: date
	rows: tuple[HazardReturnRow, ...] = ()
	receipts: tuple[Receipt, ...] = ()
	altered: bool = False


@dataclass(frozen=True)
class CountyNumbers:
	"""Register numbers of a county and month: the last one given by the counter, and those that hazards carry.
	prefix: what comes before the running number, "140403-202611-"."""

	county: str
	prefix: str
	last_no: int = 0
	given: frozenset[int] = frozenset()

	@property
	def missing(self) -> list[int]:
		"""Running numbers that no hazard carries."""
		return [n for n in range(1, max((self.last_no, *self.given)) + 1) if n not in self.given]


@dataclass(frozen=True)
class HazardNow:
	"""Where a hazard that stands in a return is by now."""

	stage: str
	classification: str


@dataclass(frozen=True)
class Month:
	"""Everything that is asked about one month, as far as the reader may see it.

	due_on, next_due_on: last days to report this and the next month. hazards: the register's list of the month.
	elsewhere: hazards that stand in a return the reader does not see, or of a later month. now: hazards of the rows as
	they are. collecting: asked by who puts the month together, to whom everything counts before the day is over.
	"""

	month: str
	today: date
	due_on: date
	next_due_on: date
	units: tuple[Unit, ...] = ()
	returns: tuple[SentReturn, ...] = ()
	hazards: tuple[ListedHazard, ...] = ()
	elsewhere: frozenset[str] = frozenset()
	now: Mapping[str, HazardNow] = field(default_factory=dict)
	numbers: tuple[CountyNumbers, ...] = ()
	collecting: bool = False

	def versions(self) -> dict[str, list[SentReturn]]:
		"""Unit -> its versions, the first one first."""
		found: dict[str, list[SentReturn]] = {}
		for sent in sorted(self.returns, key=lambda row: row.version_no):
			found.setdefault(sent.unit, []).append(sent)
		return found

	def current(self) -> list[SentReturn]:
		"""The version that counts, of every unit, in the order in which they were submitted."""
		last = [versions[-1] for versions in self.versions().values()]
		return sorted(last, key=lambda row: (row.submitted_on, row.unit))


@dataclass(frozen=True)
class Finding:
	"""One line. detail: a template with its values. days: how many days late, where a day counts."""

	kind: str
	unit: str = ""
	unit_kind: str = ""
	county: str = ""
	charged_to: str = ""
	detail: Phrase = NO_DETAIL
	document: str = ""
	version_no: int = 0
	submitted_on: date | None = None
	days: int = 0
	hazard: str = ""
	register_no: str = ""


def findings(month: Month) -> list[Finding]:
	"""Every line of the month: what is wrong, who is complete, who has still time; the gravest first."""
	versions = month.versions()
	found = [
		*(line for unit in month.units for line in _of_unit(unit, versions.get(unit.name, []), month)),
		*_in_no_return(month),
		*_not_in_register(month),
		*_missing_numbers(month),
	]
	return sorted(found, key=_order)


def _order(line: Finding) -> tuple:
	kinds = {kind: place for place, kind in enumerate((*w.UNIT_KINDS, ""))}
	return (
		ORDER.index(line.kind),
		line.county,
		kinds[line.unit_kind],
		line.unit,
		line.register_no,
		line.hazard,
	)


# --- units -----------------------------------------------------------------------------------------------------
def _of_unit(unit: Unit, versions: list[SentReturn], month: Month) -> Iterator[Finding]:
	if not versions:
		if unit.due:
			yield _not_reported(unit, month)
		return
	lines = [
		*_late(unit, versions[0], month),
		*_untrue(unit, versions[-1], month),
		*_receipts(unit, versions[-1], month),
	]
	yield from lines or [_line(COMPLETE, unit, versions[-1])]


def _line(
	kind: str, unit: Unit, sent: SentReturn | None = None, detail: Phrase = NO_DETAIL, **more
) -> Finding:
	of_return = (
		{"document": sent.name, "version_no": sent.version_no, "submitted_on": sent.submitted_on}
		if sent
		else {}
	)
	values = {"charged_to": unit.name, **of_return, **more}
	return Finding(kind, unit.name, unit.kind, unit.county, detail=detail, **values)


def _not_reported(unit: Unit, month: Month) -> Finding:
	day = month.due_on
	if not is_overdue(day, month.today):
		return _line(w.NOT_DUE, unit, detail=Phrase(DUE_BY, (day,)))
	late = days_overdue(day, month.today)
	return _line(w.NOT_REPORTED, unit, detail=Phrase(NOTHING_BY, (day,)), days=late)


def _late(unit: Unit, first: SentReturn, month: Month) -> Iterator[Finding]:
	"""Late is who reported late at first; a correction has no day of its own."""
	days = days_overdue(month.due_on, first.submitted_on)
	if days:
		yield _line(w.REPORTED_LATE, unit, first, Phrase(LATE_BY, (days,)), days=days)


def _untrue(unit: Unit, sent: SentReturn, month: Month) -> Iterator[Finding]:
	majors = [] if sent.rows else [h for h in month.hazards if h.counts and unit.covers(h)]
	if majors:
		yield _line(w.NIL_WITH_MAJORS, unit, sent, Phrase(NIL_BUT, (sent.submitted_on, _named(majors))))
	if sent.altered:
		yield _line(w.ALTERED, unit, sent, Phrase(DIFFERS, (sent.submitted_on,)))


def _named(hazards: list[ListedHazard]) -> str:
	names = [hazard.register_no or hazard.name for hazard in hazards]
	more = f" … ({len(names)})" if len(names) > NAMED else ""
	return ", ".join(names[:NAMED]) + more


def _receipts(unit: Unit, sent: SentReturn, month: Month) -> Iterator[Finding]:
	if unit.lacks:
		yield _line(w.NO_RECEIVER, unit, sent, Phrase(LACKS_RECEIVER))
	for receipt in sent.receipts:
		if receipt.status == w.RETURNED:
			detail = Phrase(RETURNED_BY, (receipt.authority, receipt.decided_on, receipt.reason))
			yield _line(w.NOT_CORRECTED, unit, sent, detail)
		elif receipt.status == w.AWAITING_RECEIPT and is_overdue(receipt.due_on, month.today):
			late = days_overdue(receipt.due_on, month.today)
			detail = Phrase(NO_ANSWER, (sent.submitted_on, receipt.due_on, late))
			yield _line(w.RECEIPT_MISSING, unit, sent, detail, charged_to=receipt.authority, days=late)


# --- hazards ---------------------------------------------------------------------------------------------------
def must_stand_by(hazard: ListedHazard, month: Month) -> date:
	"""Last day by which a hazard of the month's list has to stand in a return."""
	registered = hazard.registered_on or month.due_on
	return month.due_on if registered <= month.due_on else month.next_due_on


def _reported(month: Month) -> dict[str, list[tuple[SentReturn, HazardReturnRow]]]:
	"""Hazard -> the returns of the month that hold it, with its row there, the latest submitted last."""
	found: dict[str, list[tuple[SentReturn, HazardReturnRow]]] = {}
	for sent in month.current():
		for row in sent.rows:
			found.setdefault(row.hazard, []).append((sent, row))
	return found


def _in_no_return(month: Month) -> Iterator[Finding]:
	standing = _reported(month).keys() | month.elsewhere
	offices = {unit.county: unit.name for unit in month.units if unit.kind == w.COUNTY_UNIT}
	for hazard in month.hazards:
		day = must_stand_by(hazard, month)
		waiting = not month.collecting and not is_overdue(day, month.today)
		if waiting or not hazard.counts or hazard.name in standing:
			continue
		yield Finding(
			w.IN_NO_RETURN,
			unit=hazard.enterprise,
			county=hazard.county,
			charged_to=offices.get(hazard.county, hazard.county),
			detail=Phrase(STANDS_NOWHERE, (hazard.registered_on, day)),
			days=days_overdue(day, month.today),
			hazard=hazard.name,
			register_no=hazard.register_no,
		)


def _not_in_register(month: Month) -> Iterator[Finding]:
	for name, told in _reported(month).items():
		(sent, row), message = told[-1], _why_gone(month.now.get(name))
		if not row.counts or not message:
			continue
		yield Finding(
			w.NOT_IN_REGISTER,
			unit=row.enterprise,
			county=row.county,
			charged_to=sent.unit,
			detail=Phrase(message, (", ".join(dict.fromkeys(other.unit for other, _row in told)),)),
			document=sent.name,
			version_no=sent.version_no,
			submitted_on=sent.submitted_on,
			hazard=name,
			register_no=row.register_no,
		)


def _why_gone(now: HazardNow | None) -> str:
	if now is None:
		return GONE
	if now.stage == v.WITHDRAWN:
		return WITHDRAWN
	return NOT_MAJOR if now.classification != v.MAJOR else ""


def _missing_numbers(month: Month) -> Iterator[Finding]:
	offices = {unit.county: unit.name for unit in month.units if unit.kind == w.COUNTY_UNIT}
	for numbers in month.numbers:
		if missing := numbers.missing:
			text = ", ".join(f"{numbers.prefix}{n:04d}" for n in missing)
			yield Finding(
				w.NUMBER_MISSING,
				county=numbers.county,
				charged_to=offices.get(numbers.county, numbers.county),
				detail=Phrase(MISSING_NUMBERS, (text,)),
			)


# --- what the month says as a whole ------------------------------------------------------------------------------
@dataclass(frozen=True)
class Standing:
	"""Numbers of a month. due: units that owe a return. in_returns: hazards of the register's month that stand in a
	return; hazards: all of them (those that count)."""

	due: int = 0
	reported: int = 0
	late: int = 0
	not_reported: int = 0
	nil: int = 0
	awaiting: int = 0
	hazards: int = 0
	in_returns: int = 0
	numbers_missing: int = 0


def standing(month: Month, lines: Iterable[Finding]) -> Standing:
	"""The numbers of the month, for the cards. lines: its findings."""
	lines = list(lines)
	current = month.current()
	owing = {unit.name for unit in month.units if unit.due}
	holding = _reported(month).keys() | month.elsewhere
	counted = [hazard for hazard in month.hazards if hazard.counts]
	return Standing(
		due=len(owing),
		reported=sum(sent.unit in owing for sent in current),
		late=_count(lines, w.REPORTED_LATE),
		not_reported=_count(lines, w.NOT_REPORTED),
		nil=sum(not sent.rows for sent in current),
		awaiting=_count(lines, w.RECEIPT_MISSING),
		hazards=len(counted),
		in_returns=sum(hazard.name in holding for hazard in counted),
		numbers_missing=sum(len(numbers.missing) for numbers in month.numbers),
	)


def _count(lines: Iterable[Finding], kind: str) -> int:
	return sum(line.kind == kind for line in lines)
