"""Memberships of a user, read once a request: one or two small queries, whatever the number of rows asked about."""

from dataclasses import dataclass

import frappe
from pypika.terms import ValueWrapper

from hazard_governance.asked_once import asked_once
from hazard_governance.permissions import table

_CACHE = "hazard_governance_scope"


@dataclass(frozen=True)
class AuthorityScope:
	"""What one authority supervises: everything whose `column` is `region`, of `industries` (None: all), and hazards
	of the sectors `themes` in enterprises of any industry."""

	name: str
	kind: str
	column: str
	region: str
	industries: frozenset[str] | None
	themes: frozenset[str] = frozenset()

	def reaches(self, values: dict) -> bool:
		"""Whether a record with these scope values is supervised by the authority."""
		if not self.region or values.get(self.column) != self.region:
			return False
		if self.industries is None or values.get("industry") in self.industries:
			return True
		return values.get(table.SECTOR_COLUMN) in self.themes

	def knows(self, values: dict) -> bool:
		"""Whether the authority sees an enterprise, a master record: a hazard of its sectors may lie in any."""
		in_region = bool(self.region) and values.get(self.column) == self.region
		return in_region and (bool(self.themes) or self.reaches(values))


@dataclass(frozen=True)
class Memberships:
	"""Enterprises and authorities a user is a member of, whatever their roles; disabled ones do not count."""

	enabled: bool
	enterprises: tuple[str, ...] = ()
	authorities: tuple[AuthorityScope, ...] = ()
	organs: tuple[str, ...] = ()  # organs that receive referrals

	@property
	def nothing(self) -> bool:
		"""Neither an enterprise nor an authority."""
		return not (self.enterprises or self.authorities)


def memberships(user: str | None = None) -> Memberships:
	"""Memberships that count for `user`: those of an enterprise only with an enterprise role (reporter and
	measure owner included), those of an authority only with an authority role, those of an organ that receives
	referrals only with the role of a liaison."""
	user = user or frappe.session.user
	roles = set(frappe.get_roles(user))
	raw = _cached("members", user, _read_memberships)
	return Memberships(
		enabled=raw.enabled,
		enterprises=raw.enterprises if roles & table.MEMBER_ROLES else (),
		authorities=raw.authorities if roles & table.AUTHORITY_ROLES else (),
		organs=raw.organs if table.LIAISON_ROLE in roles else (),
	)


@asked_once
def is_enterprise_member(user: str, enterprise: str) -> bool:
	"""Whether the enterprise names `user` among its members, disabled or not and whatever the roles."""
	return bool(
		frappe.db.exists(
			"Regulated Enterprise Member",
			{"user": user, "parent": enterprise, "parenttype": "Regulated Enterprise"},
		)
	)


@asked_once
def principal_of(enterprise: str) -> str | None:
	"""The user who is the principal of the enterprise, member of it or not."""
	return frappe.db.get_value("Regulated Enterprise", enterprise, "principal_user")


def has_members(enterprise: str) -> bool:
	"""Whether anybody belongs to the enterprise here; where nobody does, its authority enters its papers."""
	return _cached("has_members", enterprise, _read_has_members)


def in_office(authority: str | None) -> str | None:
	"""The authority that acts for this one: itself, or of a dissolved one the first successor that is in office."""
	followed, seen = successors(), set()
	while authority in followed and authority not in seen:
		seen.add(authority)
		authority = followed[authority]
	return authority


def successors() -> dict[str, str]:
	"""Authorities that are dissolved -> who took over."""
	return _cached("successors", "", _read_successors)


def joined(user: str) -> dict[str, frozenset[str]]:
	"""Hazards and supervision cases in which an authority of `user` co-operates, by DocType."""
	return _cached("joined", user, _read_joined)


def hazards_held(user: str) -> frozenset[str]:
	"""Hazards of which `user` holds a measure of the plan or an item of the source governance."""
	return _cached("held", user, _read_hazards_held)


@asked_once
def authority_scopes(names: tuple[str, ...]) -> tuple[AuthorityScope, ...]:
	"""Scopes of the named authorities, in the order of their names; disabled ones, those without a region
	and organs that only receive referrals are left out."""
	if not names:
		return ()
	authority, region = frappe.qb.DocType("Supervision Authority"), frappe.qb.DocType("Supervision Region")
	rows = (
		frappe.qb.from_(authority)
		.inner_join(region)
		.on(region.name == authority.region)
		.select(authority.name, authority.kind, authority.region, region.level)
		.where(authority.name.isin(list(names)))
		.where(authority.disabled == 0)
		.orderby(authority.name)
		.run(as_dict=True)
	)
	return scopes_of(rows)


def scopes_of(rows: list[dict]) -> tuple[AuthorityScope, ...]:
	"""Scopes of authorities in use, from {name, kind, region, level of the region}."""
	rows = [row for row in rows if row.kind not in table.REFERRAL_KINDS and row.level in table.LEVEL_COLUMNS]
	industries, themes = _sectors([row.name for row in rows])
	return tuple(
		AuthorityScope(
			row.name,
			row.kind,
			table.LEVEL_COLUMNS[row.level],
			row.region,
			# one that answers for sectors of hazards only answers for no industry
			industries.get(row.name, frozenset() if row.name in themes else None),
			themes.get(row.name, frozenset()),
		)
		for row in rows
	)


def clear_cache(doc=None, method: str | None = None) -> None:
	"""Forget what this request has read; called when members, regions, industries or measures change."""
	setattr(frappe.local, _CACHE, {})


def _cached(kind: str, user: str, read):
	cache = getattr(frappe.local, _CACHE, None)
	if not cache:
		cache = {}
		setattr(frappe.local, _CACHE, cache)
		frappe.db.after_rollback.add(clear_cache)
	if (kind, user) not in cache:
		cache[(kind, user)] = read(user)
	return cache[(kind, user)]


def _read_memberships(user: str) -> Memberships:
	if user == "Guest":
		return Memberships(enabled=False)
	found: dict[str, list[dict]] = {"account": [], "enterprise": [], "authority": []}
	for what, *values in _of_user(user).run():
		found[what].append(frappe._dict(zip(("name", "kind", "region", "level"), values, strict=True)))
	if not found["account"]:
		return Memberships(enabled=False)
	authorities = sorted(found["authority"], key=lambda row: row.name)
	return Memberships(
		enabled=True,
		enterprises=tuple(sorted(row.name for row in found["enterprise"])),
		authorities=scopes_of(authorities),
		organs=tuple(row.name for row in authorities if row.kind in table.RECIPIENT_KINDS),
	)


def _of_user(user: str):
	"""Query of the account, if it is enabled, and of the enterprises and authorities in use that have it as a member."""
	account = frappe.qb.DocType("User")
	member, enterprise = (
		frappe.qb.DocType("Regulated Enterprise Member"),
		frappe.qb.DocType("Regulated Enterprise"),
	)
	officer, authority, region = (
		frappe.qb.DocType("Supervision Authority Member"),
		frappe.qb.DocType("Supervision Authority"),
		frappe.qb.DocType("Supervision Region"),
	)
	nothing = [ValueWrapper(None)] * 3
	accounts = (
		frappe.qb.from_(account)
		.select(ValueWrapper("account"), account.name, *nothing)
		.where(account.name == user)
		.where(account.enabled == 1)
	)
	enterprises = (
		frappe.qb.from_(member)
		.inner_join(enterprise)
		.on(enterprise.name == member.parent)
		.select(ValueWrapper("enterprise"), enterprise.name, *nothing)
		.distinct()
		.where(member.user == user)
		.where(member.parenttype == "Regulated Enterprise")
		.where(enterprise.disabled == 0)
	)
	authorities = (
		frappe.qb.from_(officer)
		.inner_join(authority)
		.on(authority.name == officer.parent)
		.left_join(region)
		.on(region.name == authority.region)
		.select(ValueWrapper("authority"), authority.name, authority.kind, authority.region, region.level)
		.distinct()
		.where(officer.user == user)
		.where(officer.parenttype == "Supervision Authority")
		.where(authority.disabled == 0)
	)
	return accounts.union_all(enterprises).union_all(authorities)


def _read_has_members(enterprise: str) -> bool:
	filters = {"parent": enterprise, "parenttype": "Regulated Enterprise"}
	return bool(frappe.db.exists("Regulated Enterprise Member", filters))


def _read_successors(_all: str) -> dict[str, str]:
	rows = frappe.get_all(
		"Supervision Authority",
		filters={"disabled": 1, "succeeded_by": ["is", "set"]},
		fields=["name", "succeeded_by"],
		order_by="name asc",
	)
	return {row.name: row.succeeded_by for row in rows}


def _read_joined(user: str) -> dict[str, frozenset[str]]:
	mine = [authority.name for authority in memberships(user).authorities]
	if not mine:
		return {}
	row, case = (
		frappe.qb.DocType("Supervision Case Co-operating Authority"),
		frappe.qb.DocType("Supervision Case"),
	)
	rows = (
		frappe.qb.from_(row)
		.inner_join(case)
		.on(case.name == row.parent)
		.select(case.name, case.hazard)
		.where(row.authority.isin(mine))
		.where(row.parenttype == "Supervision Case")
		.where(case.status != "Not Adopted")
		.orderby(case.name)
		.run()
	)
	return {
		"Supervision Case": frozenset(name for name, _hazard in rows),
		"Hazard": frozenset(hazard for _name, hazard in rows),
	}


def _sectors(authorities: list[str]) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
	"""(industries, themes) that each authority names, with everything below them; no entry: it names none."""
	if not authorities:
		return {}, {}

	def named(child: str, fieldname: str):
		row, sector, below = (
			frappe.qb.DocType(child),
			frappe.qb.DocType("Industry Sector").as_("sector"),
			frappe.qb.DocType("Industry Sector").as_("below"),
		)
		return (
			frappe.qb.from_(row)
			.left_join(sector)
			.on((sector.name == row[fieldname]) & (sector.lft > 0))
			.left_join(below)
			.on((below.lft >= sector.lft) & (below.rgt <= sector.rgt))
			.select(ValueWrapper(fieldname), row.parent, row[fieldname], below.name)
			.where(row.parent.isin(authorities))
			.where(row.parenttype == "Supervision Authority")
		)

	query = named("Supervision Authority Industry", "industry").union_all(
		named("Supervision Authority Theme", "sector")
	)
	found: dict[str, dict[str, set[str]]] = {"industry": {}, "sector": {}}
	for fieldname, authority, sector, descendant in query.run():
		found[fieldname].setdefault(authority, set()).update(filter(None, (sector, descendant)))
	industries, themes = (
		{authority: frozenset(sectors) for authority, sectors in of_field.items()}
		for of_field in found.values()
	)
	return industries, themes


def _read_hazards_held(user: str) -> frozenset[str]:
	query = _held_in("Remediation Plan", "Remediation Plan Measure", user).union_all(
		_held_in("Source Governance Plan", "Source Governance Plan Item", user)
	)
	return frozenset(hazard for (hazard,) in query.run() if hazard)


def _held_in(parent: str, child: str, user: str):
	plan, row = frappe.qb.DocType(parent), frappe.qb.DocType(child)
	return (
		frappe.qb.from_(row)
		.inner_join(plan)
		.on(plan.name == row.parent)
		.select(plan.hazard)
		.where(row.responsible_user == user)
		.where(row.parenttype == parent)
	)
