"""The terms of the predicate: one plain equality for each membership, on stored columns."""

import frappe
from pypika.terms import Criterion, LiteralValue

from hazard_governance.permissions import addressed, published, table
from hazard_governance.permissions.members import (
	AuthorityScope,
	Memberships,
	hazards_held,
	joined,
	memberships,
)


def bound(value: str) -> str:
	"""For a query that binds its values."""
	return value


def escaped(value: str) -> LiteralValue:
	"""For a text: `get_sql` itself leaves backslashes alone."""
	return LiteralValue(frappe.db.escape(value, percent=False))


def terms(doctype: str, roles: frozenset[str], user: str, of, value, reading: bool = True) -> list[Criterion]:
	"""What each role of the user reaches, to be joined by OR; `value` turns a value into what the query holds.

	`reading`: what is seen only, and not written, counts as well.
	"""
	member = memberships(user)
	if doctype in table.ADDRESSED:
		return addressed.terms(
			doctype, roles, member, of, lambda field, values: _one_of(field, values, value)
		)
	found = []
	key = of.name if doctype in table.MASTERS else of.enterprise
	enterprises = enterprises_of(doctype, roles, member)
	if enterprises:
		found.append(published.narrowed(doctype, _one_of(key, enterprises, value), of, value))
	if roles & table.AUTHORITY_ROLES:
		found += _authority_terms(member.authorities, doctype, of, value, reading)
		if reading and (names := joined_names(doctype, user)):
			found.append(_one_of(of.name, names, value))
		if doctype in table.OF_AUTHORITIES and member.authorities:
			found.append(_one_of(of.authority, [a.name for a in member.authorities], value))
	if table.LIAISON_ROLE in roles and member.organs:
		found += [_one_of(of[column], member.organs, value) for column in table.REFERRED_BY.get(doctype, ())]
	return [*found, *_own_terms(doctype, roles, user, member, of, value)]


def _own_terms(
	doctype: str, roles: frozenset[str], user: str, member: Memberships, of, value
) -> list[Criterion]:
	"""What a reporter registered, and what the holder of a measure answers for."""
	found = []
	if doctype in table.OWN_DOCTYPES and "Hazard Reporter" in roles and member.enabled:
		found += [of.registered_by.eq(value(user)), of.owner.eq(value(user))]
	if doctype in table.MEASURE_DOCTYPES and "Rectification Owner" in roles and member.enabled:
		found.append(of.responsible_user.eq(value(user)))
		if held := hazards_held(user):
			found.append(_one_of(of.name, held, value))
	return found


def enterprises_of(doctype: str, roles: frozenset[str], member: Memberships) -> tuple[str, ...]:
	"""Enterprises whose membership counts for these roles on the DocType."""
	if doctype in table.OF_AUTHORITIES or doctype in table.OF_REGIONS:
		return ()
	counted = table.MEMBER_ROLES if doctype in table.MASTERS else table.ENTERPRISE_ROLES
	return member.enterprises if roles & counted else ()


def joined_names(doctype: str, user: str) -> frozenset[str]:
	"""Rows of `doctype` that `user` reads since an authority of theirs co-operates in a supervision case."""
	return joined(user).get(doctype, frozenset()) if doctype in table.JOINED_DOCTYPES else frozenset()


def _authority_terms(
	authorities: tuple[AuthorityScope, ...], doctype: str, of, value, reading: bool
) -> list[Criterion]:
	whole: dict[str, list[str]] = {}
	terms = []
	for authority in authorities:
		knows_all = reading and doctype in table.MASTERS and authority.themes
		if authority.industries is None or knows_all:
			whole.setdefault(authority.column, []).append(authority.region)
			continue
		here = of[authority.column].eq(value(authority.region))
		if authority.industries:
			terms.append(here & _one_of(of.industry, authority.industries, value))
		if authority.themes and doctype in table.SECTOR_DOCTYPES:
			terms.append(here & _one_of(of[table.SECTOR_COLUMN], authority.themes, value))
	return [_one_of(of[column], regions, value) for column, regions in whole.items()] + terms


def answered_for(scope: AuthorityScope, of, doctype: str) -> Criterion | None:
	"""Criterion of the rows in its region that an authority answers for, by industry or by the sector of the hazard;
	None means all of them. For reports that are narrowed to an authority."""
	if scope.industries is None:
		return None
	found = [of.industry.isin(sorted(scope.industries or {""}))]
	if scope.themes and doctype in table.SECTOR_DOCTYPES:
		found.append(of[table.SECTOR_COLUMN].isin(sorted(scope.themes)))
	return Criterion.any(found)


def _one_of(field, values, value) -> Criterion:
	values = sorted(set(values))
	return field.eq(value(values[0])) if len(values) == 1 else field.isin([value(v) for v in values])
