"""The days of one scenario, derived from what its data says; none lies after the day of loading."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.stages import PATH
from hazard_governance.setup.demo_data.model import Scenario


class Calendar:
	"""Days of a scenario. `at(offset)` turns an offset into a date; past days are capped at `today`."""

	def __init__(self, scenario: Scenario, today: date) -> None:
		self.scenario = scenario
		self.today = today
		self.found_on = datetime.combine(self.at(scenario.found), time(*scenario.found_at))

	def at(self, offset: int) -> date:
		"""The day `offset` days from the day of loading."""
		return self.today + timedelta(days=offset)

	def past(self, offset: float) -> date:
		"""The same, but never after today."""
		return min(self.today, self.at(int(offset)))

	def has_reached(self, stage: str) -> bool:
		"""Whether the scenario stands in `stage` or beyond it; a withdrawn hazard has reached nothing."""
		own = self.scenario.stage
		return own in PATH and PATH.index(own) >= PATH.index(stage)

	def after_finding(self, hours: float) -> datetime:
		"""A moment some hours after the finding."""
		return self.found_on + timedelta(hours=hours)

	def done_on(self, due: int) -> date:
		"""When a measure with that deadline was done: a day early, not before the finding, not after yesterday."""
		return max(self.found_on.date(), min(self.at(due - 1), self.at(-1)))

	@property
	def last_done(self) -> date:
		"""The day the last measure was done."""
		days = [self.done_on(fix.due) for fix in self.scenario.measures]
		return max([*days, self.found_on.date()])

	@property
	def verified_on(self) -> date:
		"""The day an authority verified it."""
		return self.past(self.scenario.found + 2)

	@property
	def evaluated_on(self) -> date:
		"""The day of the enterprise's own (last) evaluation."""
		later = 9 if self.scenario.failed_once else 1
		return min(self.today, self.last_done + timedelta(days=later))

	@property
	def failed_on(self) -> date:
		"""The day of a first evaluation that failed."""
		return min(self.today, self.last_done + timedelta(days=1))

	@property
	def checked_on(self) -> date:
		"""The day of the authority's check."""
		return min(self.today, self.evaluated_on + timedelta(days=2))

	@property
	def closed_on(self) -> date:
		"""The day of close-out."""
		return min(self.today, self.checked_on + timedelta(days=1))

	@property
	def filed_on(self) -> date:
		"""The day of filing."""
		return min(self.today, self.closed_on + timedelta(days=12))

	@property
	def is_verified(self) -> bool:
		"""Whether an authority has verified it as true."""
		scenario = self.scenario
		return bool(scenario.verifier) and scenario.outcome in (v.CONFIRMED, v.CHANGED)
