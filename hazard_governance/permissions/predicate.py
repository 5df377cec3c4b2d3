"""The predicate: which rows a user sees, as plain equalities on stored columns (DESIGN 6).

Every door asks here: lists and exports through `sql`, documents through `in_scope`, reports and the portal
through `apply_scope`, acts of an authority through `require_authority`. Administrator is not restricted;
everybody else sees nothing that a role *and* a membership (or authorship, or a measure held) do not give.
A right counts only where the role that grants it has its scope: the write of a safety officer in one
enterprise does not reach the county in which the same person happens to be a reader.
"""

import frappe
from frappe import _
from frappe.utils import cint
from pypika.terms import Criterion, LiteralValue

from hazard_governance.permissions import addressed, published, table
from hazard_governance.permissions.members import (
	AuthorityScope,
	Memberships,
	authority_scopes,
	has_members,
	hazards_held,
	in_office,
	is_enterprise_member,
	memberships,
	principal_of,
)
from hazard_governance.permissions.terms import bound, enterprises_of, escaped, joined_names, terms
from hazard_governance.permissions.user_permissions import user_permission_terms
from hazard_governance.permissions.values import new_values, stored_values

__all__ = [
	"AuthorityScope",
	"Memberships",
	"acting_authorities",
	"apply_scope",
	"condition",
	"covers",
	"has_interest",
	"in_scope",
	"is_enterprise_member",
	"may_read",
	"may_read_of",
	"memberships",
	"require_authority",
	"require_enterprise",
	"require_recipient",
	"roles_on",
	"sql",
	"stands_in",
]

DENY = "1=0"
EVERYTHING = "1=1"
WRITING = ("write", "create", "submit", "cancel", "amend", "import")


# --- rows ----------------------------------------------------------------------------------------------------
def sql(doctype: str, user: str | None = None) -> str:
	"""Condition text for a list of `doctype`: empty for Administrator only, `1=0` where nothing is seen."""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	criterion = condition(doctype, user, literal=True)
	if criterion is None:
		return EVERYTHING
	text = criterion.get_sql(quote_char="`", with_namespace=True)
	return text if text == DENY else f"({text})"


def condition(
	doctype: str, user: str | None = None, of=None, literal: bool = False, ptype: str = "read"
) -> Criterion | None:
	"""Query builder criterion of the rows of a governed DocType that `user` sees; None means all of them.

	`of` is the table or alias it is written for. With `literal`, values are escaped into the text, since
	`get_sql` itself leaves backslashes alone; without, the query builder binds them.
	"""
	user = user or frappe.session.user
	if sees_all(doctype, user):
		return None
	of = of or frappe.qb.DocType(doctype)
	value = escaped if literal else bound
	found = terms(doctype, granting_roles(doctype, ptype, user), user, of, value, is_reading(ptype))
	return Criterion.any(found) if found else LiteralValue("1").eq(LiteralValue("0"))


def is_reading(ptype: str | None) -> bool:
	"""Whether the right changes nothing: what a helper or a sector gives to see is not theirs to write."""
	return ptype not in (*WRITING, "delete", "share")


def apply_scope(query, of, doctype: str, user: str | None = None):
	"""Return `query` narrowed to the rows of `doctype` (table or alias `of`) that `user` sees, including what
	user permissions set in the desk narrow further."""
	user = user or frappe.session.user
	criterion = condition(doctype, user, of)
	if criterion is not None:
		query = query.where(criterion)
	for narrowing in user_permission_terms(doctype, user, of):
		query = query.where(narrowing)
	return query


def sees_all(doctype: str, user: str) -> bool:
	"""Administrator sees everything, the manager every master; nobody else."""
	if user == "Administrator":
		return True
	return doctype in table.MASTERS and table.MANAGER_ROLE in _roles(user)


def granting_roles(doctype: str, ptype: str | None, user: str) -> frozenset[str]:
	"""Roles of the app, held by `user`, whose scope counts for `ptype` on `doctype`.

	A role made by an administrator has no scope of its own: a right it grants holds wherever the user's
	memberships reach.
	"""
	roles = _roles(user)
	granting = _granting(doctype, ptype, roles)
	known = granting & table.SCOPES.keys()
	if granting - known:
		known |= roles & (table.ENTERPRISE_ROLES | table.AUTHORITY_ROLES)
	return frozenset(known)


def _granting(doctype: str, ptype: str | None, roles: set[str]) -> set[str]:
	wanted = ("read", "select") if ptype in (None, "read", "select") else (ptype,)
	return {
		perm.role
		for perm in frappe.get_meta(doctype).permissions
		if not cint(perm.permlevel) and perm.role in roles and any(cint(perm.get(p)) for p in wanted)
	}


def _roles(user: str) -> set[str]:
	return set(frappe.get_roles(user))


# --- one document --------------------------------------------------------------------------------------------
def in_scope(doc, ptype: str | None = "read", user: str | None = None) -> bool:
	"""Whether `doc` (a document of a governed DocType or a Regulated Enterprise) lies in the scope of a role
	that grants `ptype` to `user`.

	What is stored decides, whatever the caller carries in memory; a new or changed record must lie in scope
	with its new values as well, which are derived from its enterprise or hazard and not from what was sent.
	"""
	user = user or frappe.session.user
	if sees_all(doc.doctype, user):
		return True
	roles = granting_roles(doc.doctype, ptype, user)
	if not roles:
		return False
	stored = stored_values(doc)
	if doc.doctype in table.ADDRESSED:
		return _sender_or_reader(doc, ptype, stored, roles, user)
	reading = is_reading(ptype)
	if stored is not None and not _reached(
		doc.doctype, stored, _writing(doc, ptype, stored, roles, user), user, reading=reading
	):
		return False
	if stored is not None and ptype not in WRITING:
		return True
	values = new_values(doc, stored)
	if values is None:  # its enterprise or hazard is not named yet; saving asks for it
		return stored is not None or not memberships(user).nothing
	return _reached(
		doc.doctype, values, _writing(doc, ptype, values, roles, user), user, proposed=True, reading=reading
	)


def _sender_or_reader(doc, ptype: str | None, stored: dict | None, roles: frozenset[str], user: str) -> bool:
	"""`in_scope` of a document that one unit sends to others: what is stored, and what saving would make of it."""
	member = memberships(user)
	if ptype not in (*WRITING, "delete"):
		values = stored or new_values(doc, None)
		return bool(values) and addressed.reads(doc.doctype, values, roles, member)
	if stored is not None and not addressed.writes(stored, roles, member):
		return False
	values = new_values(doc, stored)
	if values is None:  # who reports is not named yet; saving asks for it
		return stored is not None or not member.nothing
	return addressed.writes(values, roles, member)


def _writing(doc, ptype: str | None, values: dict, roles: frozenset[str], user: str) -> frozenset[str]:
	"""The roles that count for `ptype`: an office writes what an enterprise writes by itself only while that
	enterprise has no members. What an administrator granted with a role of their own stays granted."""
	if ptype not in (*WRITING, "delete") or doc.doctype not in table.ENTERPRISE_DOCUMENTS:
		return roles
	if not values["enterprise"] or not has_members(values["enterprise"]):
		return roles
	if _granting(doc.doctype, ptype, _roles(user)) - table.SCOPES.keys():
		return roles
	return roles - table.STAND_IN_ROLES


def may_read(doc, user: str | None = None) -> bool:
	"""Whether `user` may read `doc`: a role that reads its DocType, with a scope that reaches it."""
	return in_scope(doc, "read", user)


def may_read_of(doctype: str, hazard: str, user: str | None = None) -> bool:
	"""Whether `user` may read documents of `doctype` that belong to this hazard, made already or not. Of a DocType
	that is not governed, the role decides."""
	user = user or frappe.session.user
	if doctype == "Hazard":
		return may_read(frappe._dict(doctype=doctype, name=hazard), user)
	if table.GOVERNED.get(doctype) == "hazard":
		return may_read(frappe._dict(doctype=doctype, hazard=hazard), user)
	return bool(frappe.has_permission(doctype, "read", user=user))


def roles_on(user: str, doc) -> frozenset[str]:
	"""Roles of the app that `user` holds *for this document*: an Enterprise Principal of enterprise A who is
	also a county officer is no principal for enterprise B. A liaison appears for what was referred to them, the
	manager never."""
	values = stored_values(doc) or new_values(doc, None)
	if not values:
		return frozenset()
	mine = _roles(user) & table.SCOPES.keys()
	return frozenset(role for role in mine if _reached(doc.doctype, values, frozenset({role}), user))


def _reached(
	doctype: str,
	values: dict,
	roles: frozenset[str],
	user: str,
	proposed: bool = False,
	reading: bool = False,
) -> bool:
	member = memberships(user)
	if doctype in table.ADDRESSED:
		return addressed.reads(doctype, values, roles, member)
	enterprise = values["name"] if doctype in table.MASTERS else values["enterprise"]
	if (
		enterprise
		and enterprise in enterprises_of(doctype, roles, member)
		and published.shows(doctype, values)
	):
		return True
	if roles & table.AUTHORITY_ROLES and _reached_by_authority(doctype, values, user, reading):
		return True
	if table.LIAISON_ROLE in roles and any(
		values[column] in member.organs for column in table.REFERRED_BY.get(doctype, ())
	):
		return True
	return member.enabled and _held(doctype, values, roles, user, member, proposed)


def _held(
	doctype: str, values: dict, roles: frozenset[str], user: str, member: Memberships, proposed: bool
) -> bool:
	"""What a reporter registered, and what the holder of a measure answers for."""
	if doctype in table.OWN_DOCTYPES and "Hazard Reporter" in roles and _own(values, user, member, proposed):
		return True
	if doctype in table.MEASURE_DOCTYPES and "Rectification Owner" in roles:
		return values["responsible_user"] == user or values["name"] in hazards_held(user)
	return False


def _reached_by_authority(doctype: str, values: dict, user: str, reading: bool) -> bool:
	authorities = memberships(user).authorities
	if reading and doctype in table.MASTERS and any(a.knows(values) for a in authorities):
		return True
	if any(a.reaches(values) or a.name == values["authority"] for a in authorities):
		return True
	return reading and bool(values["name"]) and values["name"] in joined_names(doctype, user)


def _own(values: dict, user: str, member: Memberships, proposed: bool) -> bool:
	"""A reporter sees what they registered; a new record must name an enterprise they belong to."""
	if proposed and values["enterprise"] != values.get("stored_enterprise"):
		return values["enterprise"] in member.enterprises
	return user in (values["owner"], values["registered_by"])


# --- authorities ---------------------------------------------------------------------------------------------
def covers(authority: str, doc, sector: str | None = None) -> bool:
	"""Whether the authority's region and industries, or the sector of the hazard, take in `doc`; a disabled authority
	covers nothing. `sector` takes the place of the stored one where it is about to change."""
	values = stored_values(doc) or new_values(doc, None)
	scopes = authority_scopes((authority,))
	if not values or not scopes:
		return False
	return scopes[0].reaches({**values, table.SECTOR_COLUMN: sector} if sector else values)


def acting_authorities(user: str, doc) -> list[str]:
	"""Authorities for which `user` may act on `doc`: member with a role that acts, covering it, and no
	interest in its enterprise."""
	values = stored_values(doc) or new_values(doc, None)
	if not values or not _roles(user) & table.ACTING_ROLES or has_interest(user, _enterprise_of(doc, values)):
		return []
	return [a.name for a in memberships(user).authorities if a.reaches(values)]


def drawing_authorities(user: str | None = None) -> list[str]:
	"""Authorities for which `user` draws lots: member with a role that acts."""
	user = user or frappe.session.user
	return [a.name for a in memberships(user).authorities] if _roles(user) & table.ACTING_ROLES else []


def has_interest(user: str, enterprise: str | None) -> bool:
	"""Whether `user` belongs to the enterprise, in whatever capacity."""
	if not enterprise:
		return False
	if is_enterprise_member(user, enterprise):
		return True
	return principal_of(enterprise) == user


def require_authority(doc, authority: str | None, user: str | None = None) -> None:
	"""Raise PermissionError unless `user` may act on `doc` for `authority` (DESIGN 6), of a dissolved one for its
	successor. Administrator may."""
	user = user or frappe.session.user
	if user == "Administrator":
		return
	if not authority:
		frappe.throw(_("Name the supervision authority that acts."), frappe.PermissionError)
	authority = in_office(authority)
	_require_in_office(authority)
	if not covers(authority, doc):
		frappe.throw(
			_("{0} does not supervise this hazard: its region or industries do not cover it.").format(
				authority
			),
			frappe.PermissionError,
		)
	values = stored_values(doc) or new_values(doc, None)
	if has_interest(user, _enterprise_of(doc, values)):
		frappe.throw(
			_("You belong to the enterprise of this hazard. Another officer of {0} must act.").format(
				authority
			),
			frappe.PermissionError,
		)
	if authority not in acting_authorities(user, doc):
		frappe.throw(
			_("You are not a member of {0}. Ask for a member of it to act.").format(authority),
			frappe.PermissionError,
		)


def require_recipient(doc, user: str | None = None) -> None:
	"""Raise PermissionError unless `user` is a liaison of the organ that the referral `doc` was sent to."""
	user = user or frappe.session.user
	if user == "Administrator":
		return
	organ = (stored_values(doc) or {}).get("referred_to")
	if not organ or table.LIAISON_ROLE not in _roles(user) or organ not in memberships(user).organs:
		frappe.throw(
			_("Only a liaison of {0} receives, refuses or answers this referral.").format(
				organ or doc.get("recipient")
			),
			frappe.PermissionError,
		)


def _require_in_office(authority: str) -> None:
	if frappe.db.get_value("Supervision Authority", authority, "disabled"):
		frappe.throw(
			_(
				"{0} is dissolved and names no successor. Ask the administrator to enter who takes over."
			).format(authority),
			frappe.PermissionError,
		)


def stands_in(user: str, doc) -> list[str]:
	"""Authorities for which `user` enters the papers of the enterprise of `doc`; none once it has a member."""
	values = stored_values(doc) or new_values(doc, None)
	enterprise = _enterprise_of(doc, values) if values else None
	if not enterprise or has_members(enterprise) or not _roles(user) & table.STAND_IN_ROLES:
		return []
	return acting_authorities(user, doc)


def require_enterprise(doc, user: str | None = None, roles: frozenset[str] = table.ENTERPRISE_ROLES) -> None:
	"""Raise PermissionError unless `user` holds one of `roles` for the enterprise of `doc`, or stands in for it."""
	user = user or frappe.session.user
	if user != "Administrator" and not (roles_on(user, doc) & roles or stands_in(user, doc)):
		frappe.throw(_("Only the enterprise of this hazard may do this."), frappe.PermissionError)


def _enterprise_of(doc, values: dict) -> str | None:
	return values["name"] if doc.doctype in table.MASTERS else values["enterprise"]
