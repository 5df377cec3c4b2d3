"""Who reports, read from the site: authorities and enterprises as units of the monthly return, in a fixed number of
queries."""

from __future__ import annotations

from collections.abc import Callable

import frappe
from frappe.query_builder import DocType
from frappe.utils import getdate

from hazard_governance.domain import return_words as w
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.return_units import ReportingAuthority, Roll, Unit
from hazard_governance.permissions.addressed import own_authorities, whole_cities
from hazard_governance.permissions.members import Memberships, scopes_of
from hazard_governance.permissions.predicate import apply_scope


def roll() -> Roll:
	"""Every enabled authority that supervises a region. Reference data: no scope."""
	authority, region = DocType("Supervision Authority"), DocType("Supervision Region")
	rows = (
		frappe.qb.from_(authority)
		.inner_join(region)
		.on(region.name == authority.region)
		.select(
			authority.name,
			authority.kind,
			authority.level,
			authority.creation,
			region.level.as_("region_level"),
			region.name.as_("region"),
			region.parent_supervision_region.as_("above"),
		)
		.where(authority.disabled == 0)
		.orderby(authority.name)
		.run(as_dict=True)
	)
	known = {row.name: row for row in rows}
	regions = [frappe._dict(row, level=row.region_level) for row in rows]
	return Roll(_authority(scope, known[scope.name]) for scope in scopes_of(regions))


def _authority(scope, row) -> ReportingAuthority:
	of_city = row.level == v.CITY
	return ReportingAuthority(
		name=scope.name,
		kind=scope.kind,
		level=row.level,
		county="" if of_city else row.region,
		city=row.region if of_city else row.above,
		industries=scope.industries,
		since=getdate(row.creation),
	)


def enterprises(of_roll: Roll, user: str, narrow: Callable | None = None) -> list[Unit]:
	"""Enabled enterprises that `user` sees as units, with their receivers; `narrow(query, table)` adds conditions."""
	enterprise, member = DocType("Regulated Enterprise"), DocType("Regulated Enterprise Member")
	people = (
		frappe.qb.from_(member)
		.select(member.parent)
		.distinct()
		.where(member.parenttype == "Regulated Enterprise")
		.as_("people")
	)
	query = (
		frappe.qb.from_(enterprise)
		.left_join(people)
		.on(people.parent == enterprise.name)
		.select(
			enterprise.name,
			enterprise.county,
			enterprise.city,
			enterprise.industry,
			enterprise.competent_authority,
			enterprise.creation,
			enterprise.reports_monthly,
			people.parent.as_("uses_system"),
		)
		.where(enterprise.disabled == 0)
		.orderby(enterprise.name)
	)
	if narrow:
		query = narrow(query, enterprise)
	rows = apply_scope(query, enterprise, "Regulated Enterprise", user).run(as_dict=True)
	return [of_roll.addressed(_enterprise(row)) for row in rows]


def _enterprise(row) -> Unit:
	return Unit(
		kind=w.ENTERPRISE_UNIT,
		name=row.name,
		county=row.county or "",
		city=row.city or "",
		industry=row.industry or "",
		competent_authority=row.competent_authority or "",
		since=getdate(row.creation),
		reports_monthly=bool(row.reports_monthly),
		uses_system=bool(row.uses_system),
	)


def unit_of(doc, of_roll: Roll | None = None) -> Unit | None:
	"""The unit of a return, with its receivers as of today; None when it is disabled or reports nothing."""
	of_roll = of_roll or roll()
	if doc.get("enterprise"):
		# the return is the unit's, whoever acts on it: the caller has asked for the permission
		found = enterprises(
			of_roll, "Administrator", lambda query, of: query.where(of.name == doc.enterprise)
		)
		return found[0] if found else None
	name = doc.get("authority")
	if name not in of_roll.by_name or not of_roll.by_name[name].unit_kind:
		return None
	return of_roll.unit(name)


def may_see(unit: Unit, member: Memberships) -> bool:
	"""Whether a return of the unit would be seen by somebody with these memberships: the rule of
	permissions/addressed.py, asked of a unit that has not sent any."""
	if unit.kind == w.ENTERPRISE_UNIT and unit.name in member.enterprises:
		return True
	mine = set(own_authorities(member))
	return bool(mine & {unit.name, *unit.receivers}) or unit.city in whole_cities(member)
