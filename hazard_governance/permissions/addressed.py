"""Documents that one unit sends to others (`table.ADDRESSED`): the monthly return.

Seen by the members of the unit, enterprise or authority, or of the authority that entered it for an enterprise that is
no user; by the members of its receivers, whose names the server writes
when it is sent, so that a draft is nobody else's; and by an authority of the city that answers for all industries.
Written by the unit alone; for an enterprise without members by an authority that covers it. Plain equalities on stored
columns, as everywhere.
"""

from pypika.terms import Criterion

from hazard_governance.permissions import table
from hazard_governance.permissions.members import Memberships, has_members

SENDERS = ("authority", "entered_by_authority")


def columns(doctype: str) -> tuple[str, ...]:
	"""Stored columns that the scope of a document is decided by."""
	return (*table.SCOPE_COLUMNS, *SENDERS, *table.ADDRESSED[doctype])


def own_authorities(member: Memberships) -> tuple[str, ...]:
	"""Authorities that the user is a member of."""
	return tuple(authority.name for authority in member.authorities)


def whole_cities(member: Memberships) -> tuple[str, ...]:
	"""Cities for all of whose industries an authority of the user answers."""
	return tuple(a.region for a in member.authorities if a.column == "city" and a.industries is None)


def terms(doctype: str, roles: frozenset[str], member: Memberships, of, one_of) -> list[Criterion]:
	"""Criteria of the rows that `roles` show, for reading; `one_of(field, values)` writes one equality."""
	found = []
	if roles & table.ENTERPRISE_ROLES and member.enterprises:
		found.append(one_of(of.enterprise, member.enterprises))
	if roles & table.AUTHORITY_ROLES:
		if own := own_authorities(member):
			found += [one_of(of[column], own) for column in (*SENDERS, *table.ADDRESSED[doctype])]
		if cities := whole_cities(member):
			found.append(one_of(of.city, cities))
	return found


def reads(doctype: str, values: dict, roles: frozenset[str], member: Memberships) -> bool:
	"""Whether `roles` show a document with these values; the same as `terms`, asked of one."""
	if roles & table.ENTERPRISE_ROLES and values["enterprise"] in member.enterprises:
		return True
	if not roles & table.AUTHORITY_ROLES:
		return False
	named = {values[column] for column in (*SENDERS, *table.ADDRESSED[doctype])}
	return bool(named & set(own_authorities(member))) or values["city"] in whole_cities(member)


def writes(values: dict, roles: frozenset[str], member: Memberships) -> bool:
	"""Whether `roles` write a document with these values: its unit's own, or an office that stands in for it."""
	enterprise = values["enterprise"]
	if not enterprise:
		return bool(roles & table.ACTING_ROLES) and values["authority"] in own_authorities(member)
	if roles & table.ENTERPRISE_ROLES and enterprise in member.enterprises:
		return True
	standing_in = bool(roles & table.STAND_IN_ROLES) and not has_members(enterprise)
	return standing_in and any(authority.reaches(values) for authority in member.authorities)
