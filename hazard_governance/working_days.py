"""The site's holidays, for the clocks of the domain that count working days."""

from collections.abc import Callable
from datetime import date

import frappe
from frappe.utils import getdate

from hazard_governance.domain import clocks
from hazard_governance.domain.facts import Settings


def settings() -> Settings:
	"""Hazard Governance Settings as the domain sees them."""
	return Settings.from_mapping(frappe.get_cached_doc("Hazard Governance Settings").as_dict())


def holidays(holiday_list: str | None) -> tuple[set[date], frozenset[date]]:
	"""(days nobody works, weekend days on which people do) of a Holiday List; both empty without one."""
	if not holiday_list:
		return set(), frozenset()
	calendar = frappe.get_cached_doc("Holiday List", holiday_list)
	days = {getdate(row.holiday_date) for row in calendar.holidays}
	return days, clocks.make_up_days(days, getdate(calendar.from_date), getdate(calendar.to_date))


def due(clock: Callable, start: date) -> date:
	"""Last day by a clock of the domain that counts working days, such as `clocks.verification_due`."""
	configured = settings()
	free, make_up = holidays(configured.holiday_list)
	return clock(start, configured, free, make_up)
