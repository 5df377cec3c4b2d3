"""What stands on the cards and charts of the desk: counted within the scope of the reader, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count
from frappe.utils import cint

from hazard_governance import working_days
from hazard_governance.domain import register_views as views
from hazard_governance.domain import vocabulary as v
from hazard_governance.permissions import table
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.reporting.calls import calls
from hazard_governance.reporting.card_data import CALLS, CARDS, LIST, MEASURES, OVERDUE, Card
from hazard_governance.reporting.deadline_filters import deadline_filters
from hazard_governance.reporting.overdue import overdue_lines


def may_see(card: Card, user: str) -> bool:
	"""Whether a card is one of those of the roles of `user`."""
	return user == "Administrator" or not set(card.roles).isdisjoint(frappe.get_roles(user))


def card_value(name: str, user: str, today: date) -> dict:
	"""{value, fieldtype, route, route_options} of a card: the number, and the list that it counts."""
	card = CARDS.get(name)
	if card is None:
		frappe.throw(_("{0} is not a number card of this app. Choose one from the list.").format(name))
	if not may_see(card, user):
		raise frappe.PermissionError(_("Your roles do not allow the number card {0}.").format(_(name)))
	value, route, options = _READ[card.kind](card, user, today)
	return {"value": value, "fieldtype": "Int", "route": route, "route_options": options}


def _of_list(card: Card, user: str, today: date) -> tuple[int, list[str], dict]:
	conditions = card.conditions(today)
	return (
		count(card.doctype, conditions, user),
		["List", card.doctype, "List"],
		as_filters(conditions),
	)


def _of_overdue(card: Card, user: str, today: date) -> tuple[int, list[str], dict]:
	return len(overdue_lines(deadline_filters({}), user, today)), ["query-report", "Overdue Hazards"], {}


def _of_calls(card: Card, user: str, today: date) -> tuple[int, list[str], dict]:
	days = cint(working_days.settings().call_days_ahead)
	return len(calls(deadline_filters({}), user, today, days)), ["call-list"], {}


def _of_measures(card: Card, user: str, today: date) -> tuple[int, list[str], dict]:
	from hazard_governance.api.measures import my_measures

	return sum(measure["status"] == v.OPEN for measure in my_measures()), ["my-measures"], {}


_READ = {LIST: _of_list, OVERDUE: _of_overdue, CALLS: _of_calls, MEASURES: _of_measures}


# --- counting ------------------------------------------------------------------------------------------------
def narrowed(query, of, conditions: Iterable[views.Condition]):
	"""`query` narrowed to the rows of `of` that satisfy all conditions."""
	for field, operator, value in conditions:
		query = query.where(_OPERATORS[operator](of[field], value))
	return query


_OPERATORS = {
	"=": lambda column, value: column == value,
	"in": lambda column, value: column.isin(list(value)),
	"between": lambda column, value: column[value[0] : value[1]],
	"is": lambda column, value: column.isnull() | (column == ""),  # "not set"
}


def as_filters(conditions: Iterable[views.Condition]) -> dict[str, list]:
	"""Conditions as the address of a list takes them: {field: [operator, value]}."""
	return {
		field: [operator, list(value) if isinstance(value, tuple) else value]
		for field, operator, value in conditions
	}


def scoped(query, of, doctype: str, user: str):
	"""`query` within the scope of `user`, where the DocType has one."""
	return apply_scope(query, of, doctype, user) if doctype in table.SCOPED else query


def count(doctype: str, conditions: Iterable[views.Condition], user: str) -> int:
	"""How many rows of the list of `user` satisfy the conditions."""
	of = DocType(doctype)
	query = narrowed(frappe.qb.from_(of).select(Count("*")), of, conditions)
	return scoped(query, of, doctype, user).run()[0][0]


def count_by(
	fields: tuple[str, ...], conditions: Iterable[views.Condition], user: str
) -> Mapping[tuple[str, ...], int]:
	"""Hazards within the scope of `user`, counted by the values of `fields`."""
	of = DocType("Hazard")
	columns = [of[field] for field in fields]
	query = narrowed(frappe.qb.from_(of).select(*columns, Count("*")), of, conditions)
	query = scoped(query, of, "Hazard", user)
	for column in columns:
		query = query.groupby(column).orderby(column)
	return {tuple(value or "" for value in row[:-1]): row[-1] for row in query.run()}
