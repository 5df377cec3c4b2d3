"""The site's holidays, for the clocks of the domain that count working days."""

from collections.abc import Callable, Iterable
from datetime import date

import frappe
from frappe.utils import getdate

from hazard_governance.domain import clocks, supervision_terms
from hazard_governance.domain.facts import CaseExtension, Settings, SupervisionCase
from hazard_governance.domain.supervision_terms import CaseClock, Term


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


def case_clock(case: SupervisionCase, today: date) -> CaseClock:
	"""What is due on a supervision case, by the site's settings and holidays."""
	configured = settings()
	return supervision_terms.case_clock(case, today, configured, *holidays(configured.holiday_list))


def decision_terms(extensions: Iterable[CaseExtension], today: date) -> dict[str, Term]:
	"""Row name -> the authority's term to decide each open application, by the site's settings and holidays."""
	configured = settings()
	return supervision_terms.decision_terms(extensions, today, configured, *holidays(configured.holiday_list))
