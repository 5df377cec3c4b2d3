"""Who is told of a deadline: people found through their memberships, who may read what they are told about.

A directory is read once for a page of deadlines, in a fixed number of queries. It proposes people; whether one of them
may read the document is asked of the predicate afterwards, so that nobody outside the scope is ever told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import frappe
from frappe.query_builder import DocType

from hazard_governance.domain.deadlines import DueItem
from hazard_governance.domain.facts import EscalationStep
from hazard_governance.permissions.members import AuthorityScope, authority_scopes, in_office
from hazard_governance.permissions.table import SECTOR_COLUMN, STAND_IN_ROLES
from hazard_governance.setup.role_names import (
	CITY_OFFICE,
	COUNTY_OFFICE,
	DEPARTMENT,
	PRINCIPAL,
	SAFETY_OFFICER,
)

# columns of a deadline that a scope is compared with
REACHED = ("township", "county", "city", "industry", SECTOR_COLUMN)


@dataclass(frozen=True)
class Person:
	"""A user who can be told, with the roles of the app and the language they read."""

	user: str
	email: str
	language: str
	roles: frozenset[str]


@dataclass(frozen=True)
class Directory:
	"""People of enterprises and authorities; of_authority holds every authority that supervises somewhere."""

	people: dict[str, Person] = field(default_factory=dict)
	of_enterprise: dict[str, tuple[str, ...]] = field(default_factory=dict)
	principals: dict[str, str] = field(default_factory=dict)
	of_authority: dict[str, tuple[str, ...]] = field(default_factory=dict)
	scopes: tuple[AuthorityScope, ...] = ()

	def told(self, item: DueItem, step: EscalationStep) -> dict[str, bool]:
		"""User -> whether they are told as an authority, of everybody the step names for this deadline."""
		found: dict[str, bool] = {}
		for tick, (find, as_authority) in FINDERS.items():
			if getattr(step, tick):
				for user in find(self, item):
					found[user] = found.get(user, False) or as_authority
		return {user: as_authority for user, as_authority in found.items() if user in self.people}

	def owner(self, item: DueItem) -> Iterable[str]:
		"""The person named in the measure or the hazard; where no user is named, the safety officers."""
		return (item.owner_user,) if item.owner_user in self.people else self.officers(item)

	def officers(self, item: DueItem) -> Iterable[str]:
		"""Members of the enterprise who are its safety officers."""
		return self._with_role(self.of_enterprise.get(item.enterprise, ()), SAFETY_OFFICER)

	def principal(self, item: DueItem) -> Iterable[str]:
		"""The user named as principal, and members with that role."""
		named = self.principals.get(item.enterprise)
		members = self._with_role(self.of_enterprise.get(item.enterprise, ()), PRINCIPAL)
		return dict.fromkeys([named, *members] if named else members)

	def authority(self, item: DueItem) -> Iterable[str]:
		"""Members of the authority that has to act who act for it; a registrar files reports and does nothing else."""
		members = self._members(item.authority)
		return [user for user in members if user in self.people and self.people[user].roles & STAND_IN_ROLES]

	def county(self, item: DueItem) -> Iterable[str]:
		"""The county safety office of the place."""
		return self._of_scope(item, COUNTY_OFFICE)

	def city(self, item: DueItem) -> Iterable[str]:
		"""The city safety office."""
		return self._of_scope(item, CITY_OFFICE)

	def department(self, item: DueItem) -> Iterable[str]:
		"""The competent authority of the enterprise and whoever answers for the sector of the hazard; where neither is
		named, or nobody of it uses the system, every department whose region and industries take the matter in."""
		sector = [scope.name for scope in self._reaching(item) if item.hazard_sector in scope.themes]
		users = [user for name in (item.competent_authority, *sector) for user in self._members(name)]
		return self._with_role(users, DEPARTMENT) or self._of_scope(item, DEPARTMENT)

	def _members(self, authority: str) -> Iterable[str]:
		"""Members of an authority, of a dissolved one those of its successor."""
		if authority and authority not in self.of_authority:
			authority = in_office(authority)
		return self.of_authority.get(authority, ())

	def _of_scope(self, item: DueItem, role: str) -> list[str]:
		users = [user for scope in self._reaching(item) for user in self.of_authority.get(scope.name, ())]
		return self._with_role(users, role)

	def _reaching(self, item: DueItem) -> list[AuthorityScope]:
		values = {column: getattr(item, column) for column in REACHED}
		return [scope for scope in self.scopes if scope.reaches(values)]

	def _with_role(self, users: Iterable[str], role: str) -> list[str]:
		return [
			user for user in dict.fromkeys(users) if user in self.people and role in self.people[user].roles
		]


# tick of a step -> (who that is, whether they are told as an authority)
FINDERS = {
	"tell_owner": (Directory.owner, False),
	"tell_officer": (Directory.officers, False),
	"tell_principal": (Directory.principal, False),
	"tell_authority": (Directory.authority, True),
	"tell_county": (Directory.county, True),
	"tell_department": (Directory.department, True),
	"tell_city": (Directory.city, True),
}


def load_directory(items: Iterable[DueItem]) -> Directory:
	"""Everybody who may have to be told of these deadlines: seven queries."""
	items = list(items)
	enterprises = sorted({item.enterprise for item in items if item.enterprise})
	if not enterprises:
		return Directory()
	of_enterprise = _members("Regulated Enterprise", enterprises)
	of_authority = _members("Supervision Authority")
	principals = _principals(enterprises)
	users = {user for users in (*of_enterprise.values(), *of_authority.values()) for user in users}
	users |= {item.owner_user for item in items if item.owner_user} | set(principals.values())
	return Directory(
		_people(sorted(users)),
		of_enterprise,
		principals,
		of_authority,
		authority_scopes(tuple(of_authority)),
	)


def _members(doctype: str, names: list[str] | None = None) -> dict[str, tuple[str, ...]]:
	"""Users of each enterprise or authority that is not disabled; of all of them without `names`."""
	row, parent = DocType(f"{doctype} Member"), DocType(doctype)
	query = (
		frappe.qb.from_(row)
		.inner_join(parent)
		.on(parent.name == row.parent)
		.select(row.parent, row.user)
		.where(row.parenttype == doctype)
		.where(parent.disabled == 0)
		.where(row.user.isnotnull())
		.orderby(row.parent, row.idx)
	)
	if names is not None:
		query = query.where(row.parent.isin(names))
	found: dict[str, list[str]] = {}
	for name, user in query.run():
		found.setdefault(name, []).append(user)
	return {name: tuple(users) for name, users in found.items()}


def _principals(enterprises: list[str]) -> dict[str, str]:
	enterprise = DocType("Regulated Enterprise")
	rows = (
		frappe.qb.from_(enterprise)
		.select(enterprise.name, enterprise.principal_user)
		.where(enterprise.name.isin(enterprises))
		.where(enterprise.principal_user.isnotnull())
		.orderby(enterprise.name)
		.run()
	)
	return {name: user for name, user in rows if user}


def _people(users: list[str]) -> dict[str, Person]:
	"""Enabled users with their roles of the app."""
	if not users:
		return {}
	user, role = DocType("User"), DocType("Has Role")
	rows = (
		frappe.qb.from_(user)
		.left_join(role)
		.on((role.parent == user.name) & (role.parenttype == "User"))
		.select(user.name, user.email, user.language, role.role)
		.where(user.name.isin(users))
		.where(user.enabled == 1)
		.orderby(user.name, role.role)
		.run()
	)
	found: dict[str, list] = {}
	for name, email, language, held in rows:
		found.setdefault(name, [email, language, set()])[2].add(held)
	default = frappe.db.get_default("lang") or "en"
	return {
		name: Person(name, email or "", language or default, frozenset(roles - {None}))
		for name, (email, language, roles) in found.items()
	}
