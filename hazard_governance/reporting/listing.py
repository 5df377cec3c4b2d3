"""The lists of one user, for the desk, for the official workbook and for the mail.

The user comes from the caller: for a request from the session, whatever the request says about users; for a mail it is
the recipient. Filters are checked, rows are read within scope, everything after that is domain code. `translate` speaks
the reader's language, by default that of the session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import frappe
from frappe import _
from frappe.utils import getdate

from hazard_governance.domain.list_columns import ListColumn
from hazard_governance.domain.list_totals import Card
from hazard_governance.domain.lists import Translate, identity
from hazard_governance.domain.official_list import OfficialList, monthly_list, supervision_list
from hazard_governance.domain.overdue_list import overdue_list
from hazard_governance.domain.vocabulary import MONTHLY_LIST, OVERDUE_LIST, SUPERVISION_LIST
from hazard_governance.permissions.members import memberships
from hazard_governance.reporting import filters as read
from hazard_governance.reporting.deadline_filters import deadline_filters
from hazard_governance.reporting.monthly import monthly_hazards
from hazard_governance.reporting.overdue import overdue_lines
from hazard_governance.reporting.supervision import supervision_cases, unsupervised_hazards
from hazard_governance.setup.role_names import CITY_OFFICE, TASK_FORCE

# those who answer for how hazards are judged in the whole city
CITY_READERS = frozenset((CITY_OFFICE, TASK_FORCE))
LATIN_UP_TO = 0x2E7F
TOTALS_TEMPLATE = "hazard_governance/templates/includes/list_totals.html"


def monthly(filters: dict | str | None, user: str, translate: Translate | None = None) -> OfficialList:
	"""The Monthly Major Hazard List of `user`; ValidationError naming a filter that is wrong."""
	wanted = read.monthly_filters(filters)
	hazards = monthly_hazards(wanted, user)
	units = {hazard.reporting_unit for hazard in hazards if hazard.reporting_unit}
	return monthly_list(
		hazards,
		wanted.month,
		getdate(),
		unit=reporting_unit(wanted, user, units),
		carried_over=wanted.carried_over,
		unmatched_first=bool(CITY_READERS & set(frappe.get_roles(user))),
		translate=translate or _,
	)


def supervision(filters: dict | str | None, user: str, translate: Translate | None = None) -> OfficialList:
	"""The Supervision List of `user`; ValidationError naming a filter that is wrong."""
	wanted = read.supervision_filters(filters)
	return supervision_list(
		supervision_cases(wanted, user),
		unsupervised_hazards(wanted, user),
		getdate(),
		unit=reporting_unit(wanted, user, set()),
		overdue_only=wanted.overdue_only,
		translate=translate or _,
	)


def overdue(filters: dict | str | None, user: str, translate: Translate | None = None) -> OfficialList:
	"""The Overdue Hazards of `user`; ValidationError naming a filter that is wrong."""
	wanted, today = deadline_filters(filters), getdate()
	lines = overdue_lines(wanted, user, today)
	return overdue_list(lines, today, unit=reporting_unit(wanted, user, set()), translate=translate or _)


LISTS: dict[str, Callable[..., OfficialList]] = {
	MONTHLY_LIST: monthly,
	SUPERVISION_LIST: supervision,
	OVERDUE_LIST: overdue,
}


def reporting_unit(wanted: read.ListFilters, user: str, units: set[str]) -> str:
	"""报送单位 of the whole list: the authority asked for, else the reader's own authority or enterprise, else the
	one unit that all rows share, else the region asked for."""
	if wanted.authority:
		return wanted.authority
	member = memberships(user)
	own = [authority.name for authority in member.authorities] or list(member.enterprises)
	if len(own) == 1:
		return own[0]
	return units.pop() if len(units) == 1 else wanted.region


def as_report(official: OfficialList, whole_headings: bool = False) -> tuple:
	"""What Frappe wants of a script report: columns, rows, message, chart, summary.

	whole_headings: columns on the screen are as wide as their headings, where numbers need less.
	"""
	message = frappe.render_template(TOTALS_TEMPLATE, {"official": official}) if official.rows else None
	return (
		report_columns(official.columns, whole_headings=whole_headings),
		official.rows,
		message,
		official.chart,
		report_cards(official.cards),
	)


def report_columns(
	columns: Iterable[ListColumn], translate: Translate = identity, whole_headings: bool = False
) -> list[dict]:
	"""Columns as a script report gives them."""
	return [
		{
			"fieldname": column.fieldname,
			"label": translate(column.label),
			"fieldtype": column.fieldtype,
			"options": column.options,
			"width": max(column.width, heading_width(translate(column.label)) if whole_headings else 0),
			# the table takes a column whose first value is empty for one of numbers
			"align": "right" if column.fieldtype == "Int" else "left",
			"official": column.official,
		}
		for column in columns
	]


def heading_width(label: str) -> int:
	"""Pixels that a heading takes in the desk, with room for the arrow of sorting: Chinese letters are twice as wide."""
	return 34 + sum(14 if ord(letter) > LATIN_UP_TO else 8 for letter in label)


def report_cards(cards: Iterable[Card], translate: Translate = identity) -> list[dict]:
	"""Summary cards as a script report gives them."""
	return [
		{
			"label": translate(card.label),
			"value": card.value,
			"datatype": card.datatype,
			"indicator": card.indicator,
		}
		for card in cards
	]
