"""What waits for people of an enterprise: their measures, the month's return, letters and urgings. A return is owed by
offices as well."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Max
from frappe.utils import add_months, nowdate

from hazard_governance.api import measures
from hazard_governance.domain import clocks
from hazard_governance.domain import return_words as w
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deadlines import CASES_THAT_RUN
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.lists import ListedHazard, month_bounds, monthly_hazards
from hazard_governance.domain.return_units import Unit, owes
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.permissions.table import ENTERPRISE_ROLES, STAND_IN_ROLES
from hazard_governance.portal import pages
from hazard_governance.portal.waiting_item import Item, of_cases, of_hazard
from hazard_governance.reporting import return_units
from hazard_governance.setup.role_names import MEASURE_OWNER
from hazard_governance.working_days import settings


def measures_to_complete(reader) -> list[Item]:
	"""Open measures that name the user."""
	return [
		Item(
			title=card["measure"],
			lines=[f"{card['hazard_title']} · {card['place'] or ''}".strip(" ·"), card["kind"]],
			address=pages.link(f"hazard/{card['hazard']}") + "#measures",
			due=card["deadline"],
			late=bool(card["overdue"]),
		)
		for card in measures.my_measures()
		if card["status"] == v.OPEN
	]


def returns_to_send(reader) -> list[Item]:
	"""The monthly returns that the user's own units owe: of last month and this one, not submitted or returned."""
	this = nowdate()[:7]
	months = (add_months(f"{this}-01", -1)[:7], this)
	units = _own_units(reader)
	if not units:
		return []
	versions, majors = _last_versions(units, months), _majors(reader)
	every = bool(settings().enterprises_report_majors)
	found = []
	for month in months:
		listed = {hazard.enterprise for hazard in monthly_hazards(majors, month) if hazard.counts}
		last_day = month_bounds(month)[1]
		for unit in units:
			row = versions.get((unit.name, month))
			if row or owes(unit, unit.name in listed, last_day, every):
				found += _owed(unit, month, row, reader)
	return found


def _own_units(reader) -> list[Unit]:
	"""The units whose return the user writes."""
	of_roll = return_units.roll()
	found = []
	if reader.roles & ENTERPRISE_ROLES and reader.enterprises:
		mine = list(reader.enterprises)
		found += return_units.enterprises(
			of_roll, reader.user, lambda query, of: query.where(of.name.isin(mine))
		)
	if reader.roles & STAND_IN_ROLES:
		# the city puts its month together, and nobody waits for it
		found += [u for u in of_roll.units() if u.name in reader.offices and u.kind != w.CITY_UNIT]
	return found


def _last_versions(units: list[Unit], months: tuple[str, ...]) -> dict[tuple[str, str], dict]:
	names, of = [unit.name for unit in units], DocType("Hazard Return")
	rows = (
		frappe.qb.from_(of)
		.select(of.name, of.enterprise, of.authority, of.month, of.status, of.receipt_state)
		.where(of.enterprise.isin(names) | of.authority.isin(names))
		.where(of.month.isin(list(months)))
		.orderby(of.version_no)
		.run(as_dict=True)
	)
	return {(row.enterprise or row.authority, row.month): row for row in rows}


def _majors(reader) -> list[ListedHazard]:
	"""Major hazards of the user's enterprises, as far as a list of a month asks for them."""
	if not reader.enterprises:
		return []
	hazard = DocType("Hazard")
	columns = ("name", "enterprise", "stage", "classification", "closed_out_on", "filed_on", "withdrawn_on")
	rows = (
		frappe.qb.from_(hazard)
		.select(*(hazard[column] for column in columns), hazard.registered_at.as_("registered_on"))
		.where(hazard.enterprise.isin(list(reader.enterprises)))
		.where(hazard.classification == v.MAJOR)
		.orderby(hazard.name)
		.run(as_dict=True)
	)
	return [ListedHazard.from_mapping(row) for row in rows]


def _owed(unit: Unit, month: str, row, reader) -> list[Item]:
	returned = row and row.status == v.SUBMITTED and row.receipt_state == w.RETURNED
	if row and row.status == v.SUBMITTED and not returned:
		return []
	due = clocks.monthly_return_due(month_bounds(month)[0], settings())
	state = _("Returned for correction") if returned else _("Draft") if row else _("Not begun")
	return [
		Item(
			title=_("{0}: monthly return of {1}").format(unit.name, month),
			lines=[state],
			address=pages.record("Hazard Return", row.name) if row else pages.link("returns"),
			due=due,
			late=clocks.is_overdue(due, reader.today),
		)
	]


def letters_to_confirm(reader) -> list[Item]:
	"""Letters of supervision in force of which the enterprise has not confirmed the receipt."""
	case = DocType("Supervision Case")
	query = (
		_cases(reader, case)
		.select(case.letter_no, case.issued_on.as_("since"))
		.where(case.letter_no.isnotnull() & (case.letter_no != ""))
		.where(case.received_on.isnull())
		.orderby(case.issued_on, case.name)
	)
	return _items(query, case, reader, lambda row: row.letter_no)


def urgings_to_answer(reader) -> list[Item]:
	"""Cases in which the authority has urged since the last progress report."""
	case, urging, progress = (
		DocType("Supervision Case"),
		DocType("Supervision Case Urging"),
		DocType("Supervision Case Progress"),
	)
	urged = (
		frappe.qb.from_(urging)
		.select(urging.parent, Max(urging.urged_on).as_("urged_on"))
		.groupby(urging.parent)
		.as_("urged")
	)
	told = (
		frappe.qb.from_(progress)
		.select(progress.parent, Max(progress.reported_on).as_("reported_on"))
		.groupby(progress.parent)
		.as_("told")
	)
	query = (
		_cases(reader, case)
		.inner_join(urged)
		.on(urged.parent == case.name)
		.left_join(told)
		.on(told.parent == case.name)
		.select(urged.urged_on.as_("since"))
		.where(told.reported_on.isnull() | (told.reported_on < urged.urged_on))
		.orderby(urged.urged_on, case.name)
	)
	return _items(query, case, reader, lambda row: _("Urged; report the progress"))


def _cases(reader, case):
	return of_cases(case, CASES_THAT_RUN).where(case.enterprise.isin(list(reader.enterprises)))


def _items(query, case, reader, line) -> list[Item]:
	rows = apply_scope(query, case, "Supervision Case", reader.user).run(as_dict=True)
	return [
		of_hazard(row, line(row), address=pages.record("Supervision Case", row.case_name)) for row in rows
	]


def _enterprise(reader) -> bool:
	return bool(reader.roles & ENTERPRISE_ROLES and reader.enterprises)


LISTS = {
	"measures": (
		N_("Measures to Complete"),
		lambda reader: bool(reader.roles & (ENTERPRISE_ROLES | {MEASURE_OWNER}) and reader.enterprises),
		measures_to_complete,
	),
	"own-returns": (
		N_("Monthly Returns to Send"),
		lambda reader: _enterprise(reader) or bool(reader.roles & STAND_IN_ROLES and reader.offices),
		returns_to_send,
	),
	"letters": (N_("Letters to Confirm"), _enterprise, letters_to_confirm),
	"urgings": (N_("Urgings to Answer"), _enterprise, urgings_to_answer),
}
