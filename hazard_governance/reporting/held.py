"""The lists of accountability of one user, and what a hazard's own accountability is compared with.

The user comes from the caller, who takes it from the session. Filters are checked, rows are read within scope,
everything after that is domain code.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import getdate

from hazard_governance.domain import accountability_comparison as rules
from hazard_governance.domain import comparison_list
from hazard_governance.domain.accountability_list import register
from hazard_governance.domain.accountability_start import not_begun
from hazard_governance.domain.facts import Settings
from hazard_governance.domain.official_list import OfficialList
from hazard_governance.reporting import accountability as read
from hazard_governance.reporting.listing import reporting_unit


def accountability_register(filters: dict | str | None, user: str) -> OfficialList:
	"""The Accountability Register of `user`; ValidationError naming a filter that is wrong."""
	wanted = read.accountability_filters(filters)
	persons = read.registered_persons(wanted, user)
	return register(persons, getdate(), unit=reporting_unit(wanted, user, set()), translate=_)


def accountability_not_begun(filters: dict | str | None, user: str) -> OfficialList:
	"""Accountability Not Begun, for `user`; ValidationError naming a filter that is wrong."""
	wanted, today = read.accountability_filters(filters), getdate()
	settings = Settings.from_mapping(frappe.get_cached_doc("Hazard Governance Settings"))
	hazards = read.waiting_hazards(wanted, user, today, settings)
	return not_begun(hazards, today, settings, unit=reporting_unit(wanted, user, set()), translate=_)


def accountability_comparison(filters: dict | str | None, user: str) -> OfficialList:
	"""The Accountability Comparison of `user`; ValidationError naming a filter that is wrong."""
	wanted, measured = read.accountability_filters(filters), read.measured()
	hazards = read.compared_hazards(wanted, user)
	pool = rules.Pool(one.case for one in hazards)
	earlier = read.held_cases(one.case.earlier for one in hazards)
	found = comparison_list.lines(hazards, pool, measured, earlier, wanted.signal, wanted.only_signals)
	return comparison_list.comparison_list(
		found,
		len(hazards),
		getdate(),
		measured.names,
		unit=reporting_unit(wanted, user, set()),
		translate=_,
	)


def compare_one(hazard: dict, user: str, with_signals: bool) -> dict:
	"""What was done in hazards like this one within the scope of `user`, and what was decided here: counts, no names.

	hazard: row of Hazard with name, classification, criterion, industry, recurring, earlier_hazard. {basis, hazards,
	persons, with_leadership, usual, measures: [{measure, persons}], classes: [{tier, persons}], own, signals}; own: the
	same of this hazard. signals: kinds and reasons, empty unless `with_signals`.
	"""
	measured = read.measured()
	stored = read.held_cases((hazard["name"], hazard.get("earlier_hazard")))
	case = stored.get(hazard["name"]) or rules.HeldCase(
		hazard=hazard["name"],
		classification=hazard.get("classification") or "",
		criterion=hazard.get("criterion") or "",
		industry=hazard.get("industry") or "",
		recurring=hazard.get("recurring") == "Yes",
	)
	others = read.compared_hazards(read.AccountabilityFilters(), user, read.LATEST_CASES, like=case)
	comparison = rules.Pool(one.case for one in others).compare(case)
	found = ()
	if with_signals:
		earlier = stored.get(hazard.get("earlier_hazard") or "")
		found = rules.signals(case, comparison, measured.limits, earlier, measured.names)
	return comparison_list.told(case, comparison, found, measured.names, _)
