"""Periods of the returns: a month, a quarter, a year, and when the return of one is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hazard_governance.domain.clocks import annual_return_due, monthly_return_due, quarterly_return_due
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.lists import month_bounds

MONTH, QUARTER, YEAR = N_("Month"), N_("Quarter"), N_("Year")
KINDS = (MONTH, QUARTER, YEAR)


@dataclass(frozen=True)
class Period:
	"""kind: one of KINDS; first and last day, both inclusive; text: "2026-11", "2026-Q4" or "2026"."""

	kind: str
	first: date
	last: date
	text: str

	def due(self, settings: object | None = None) -> date:
		"""Last day to hand the return in. Quarter: the 15th of the next one; year: 31 January of the next (order 16/2007
		art. 14). Month: the configured day of the month itself, since the notice names none."""
		if self.kind == QUARTER:
			return quarterly_return_due(self.last)
		if self.kind == YEAR:
			return annual_return_due(self.last.year)
		return monthly_return_due(self.last, settings)

	def previous(self) -> Period:
		"""The period before, of the same kind."""
		return period_of(self.kind, self.first - timedelta(days=1))

	def a_year_before(self) -> Period:
		"""The same period of the year before."""
		return period_of(self.kind, self.first.replace(year=self.first.year - 1))

	def is_over(self, today: date) -> bool:
		"""Whether the last day has passed."""
		return today > self.last


def month_period(month: str) -> Period:
	"""The period of a month YYYY-MM. ValueError for anything else."""
	return Period(MONTH, *month_bounds(month), month)


def period_of(kind: str, day: date) -> Period:
	"""The period of that kind that holds `day`."""
	if kind == YEAR:
		return Period(YEAR, date(day.year, 1, 1), date(day.year, 12, 31), f"{day.year:04d}")
	if kind == QUARTER:
		quarter = (day.month - 1) // 3 + 1
		last = month_bounds(f"{day.year:04d}-{3 * quarter:02d}")[1]
		return Period(QUARTER, date(day.year, 3 * quarter - 2, 1), last, f"{day.year:04d}-Q{quarter}")
	return month_period(f"{day.year:04d}-{day.month:02d}")


def parse_period(kind: str, text: str) -> Period:
	"""The period written as "2026-11", "2026-Q4" or "2026", whichever `kind` asks for. ValueError for anything else."""
	if kind == MONTH:
		return month_period(text)
	year, _, rest = text.partition("-Q")
	if not (len(year) == 4 and year.isdigit() and year > "0000"):
		raise ValueError(text)
	if kind == YEAR and year == text:
		return period_of(YEAR, date(int(year), 1, 1))
	if kind == QUARTER and rest in ("1", "2", "3", "4"):
		return period_of(QUARTER, date(int(year), 3 * int(rest), 1))
	raise ValueError(text)
