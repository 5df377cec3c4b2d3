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
	def danger_removed_at(self) -> datetime:
		"""When the last of the immediate measures ended."""
		ends = [self.after_finding(spec.hours) for spec in self.scenario.immediate if spec.hours is not None]
		return max([*ends, self.registered_at])

	@property
	def last_done(self) -> date:
		"""The day the last measure was done."""
		days = [self.done_on(fix.due) for fix in self.scenario.measures]
		return max([*days, self.danger_removed_at.date()])

	@property
	def rectified_at(self) -> datetime:
		"""When the enterprise asked for acceptance; a major hazard has been reported in full by then."""
		done = max(datetime.combine(self.last_done, time(18)), self.danger_removed_at)
		return done if self.scenario.general else max(done, self.fully_reported_at)

	@property
	def registered_at(self) -> datetime:
		"""When it was put into the system."""
		return self.after_finding(0.5)

	@property
	def verified_on(self) -> date:
		"""The day an authority verified it: two days later, or when it began to supervise what it had proposed."""
		begun = [case.issued for case in self.scenario.cases if case.kind == v.DEPARTMENTAL and case.issued]
		return self.past(min([self.scenario.found + 2, *begun]))

	@property
	def analysed_at(self) -> datetime:
		"""When the analysis was approved."""
		return datetime.combine(self.past(self.scenario.found + 7), time(15))

	@property
	def planned_at(self) -> datetime:
		"""When the plan was approved: after the analysis, if there is one; what was removed on the spot, by the next day."""
		if self.scenario.measures:
			days = 8 if self.scenario.analysis else 4
			return datetime.combine(self.past(self.scenario.found + days), time(16))
		later = self.after_finding(20)
		early = later if later.date() < self.today else self.after_finding(2)
		return max(early, self.danger_removed_at)

	@property
	def fully_reported_at(self) -> datetime:
		"""When the full report, with the plan, went to the authority."""
		return self.planned_at + timedelta(hours=1)

	@property
	def executed_on(self) -> date:
		"""The day what was decided about the persons responsible had been carried out."""
		return self.past(self.scenario.found + 16)

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
	def source_governed_on(self) -> date:
		"""The day of the evaluation of what was done at the source."""
		items = self.scenario.source_governance.items
		return max([self.closed_on, *(self.done_on(fix.due) for fix in items if not fix.continuing)])

	@property
	def filed_on(self) -> date:
		"""The day of filing."""
		return min(self.today, self.closed_on + timedelta(days=12))

	@property
	def is_verified(self) -> bool:
		"""Whether an authority has verified it as true."""
		scenario = self.scenario
		return bool(scenario.verifier) and scenario.outcome in (v.CONFIRMED, v.CHANGED)
