"""Memberships of a user, read once a request: four small queries, whatever the number of rows asked about."""

from dataclasses import dataclass

import frappe

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


def is_enterprise_member(user: str, enterprise: str) -> bool:
	"""Whether the enterprise names `user` among its members, disabled or not and whatever the roles."""
	return bool(
		frappe.db.exists(
			"Regulated Enterprise Member",
			{"user": user, "parent": enterprise, "parenttype": "Regulated Enterprise"},
		)
	)


def has_members(enterprise: str) -> bool:
	"""Whether anybody belongs to the enterprise here; where nobody does, its authority enters its papers."""
	return _cached("has_members", enterprise, _read_has_members)


def in_office(authority: str | None) -> str | None:
	"""The authority that acts for this one: itself, or of a dissolved one the first successor that is in office."""
	return _cached("in_office", authority, _read_in_office) if authority else authority


def joined(user: str) -> dict[str, frozenset[str]]:
	"""Hazards and supervision cases in which an authority of `user` co-operates, by DocType."""
	return _cached("joined", user, _read_joined)


def hazards_held(user: str) -> frozenset[str]:
	"""Hazards of which `user` holds a measure of the plan or an item of the source governance."""
	return _cached("held", user, _read_hazards_held)


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
	rows = [row for row in rows if row.kind not in table.REFERRAL_KINDS and row.level in table.LEVEL_COLUMNS]
	found = [row.name for row in rows]
	industries = _sectors(found, "Supervision Authority Industry", "industry")
	themes = _sectors(found, "Supervision Authority Theme", "sector")
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
	if user == "Guest" or not frappe.db.get_value("User", user, "enabled"):
		return Memberships(enabled=False)
	row, enterprise = (
		frappe.qb.DocType("Regulated Enterprise Member"),
		frappe.qb.DocType("Regulated Enterprise"),
	)
	enterprises = (
		frappe.qb.from_(row)
		.inner_join(enterprise)
		.on(enterprise.name == row.parent)
		.select(enterprise.name)
		.distinct()
		.where(row.user == user)
		.where(row.parenttype == "Regulated Enterprise")
		.where(enterprise.disabled == 0)
		.orderby(enterprise.name)
		.run(pluck=True)
	)
	authorities = frappe.get_all(
		"Supervision Authority Member",
		filters={"user": user, "parenttype": "Supervision Authority"},
		pluck="parent",
		order_by="parent asc",
		distinct=True,
	)
	return Memberships(
		enabled=True,
		enterprises=tuple(enterprises),
		authorities=authority_scopes(tuple(authorities)),
		organs=_organs(authorities),
	)


def _organs(authorities: list[str]) -> tuple[str, ...]:
	"""Those of the authorities that receive referrals and are in use."""
	if not authorities:
		return ()
	filters = {"name": ["in", authorities], "kind": ["in", sorted(table.RECIPIENT_KINDS)], "disabled": 0}
	return tuple(frappe.get_all("Supervision Authority", filters=filters, pluck="name", order_by="name asc"))


def _read_has_members(enterprise: str) -> bool:
	filters = {"parent": enterprise, "parenttype": "Regulated Enterprise"}
	return bool(frappe.db.exists("Regulated Enterprise Member", filters))


def _read_in_office(authority: str) -> str:
	seen: list[str] = []
	while authority not in seen:
		seen.append(authority)
		# a chain of at most a few successors
		row = frappe.db.get_value(
			"Supervision Authority", authority, ["disabled", "succeeded_by"], as_dict=True
		)
		if row and row.disabled and row.succeeded_by:
			authority = row.succeeded_by
	return authority


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


def _sectors(authorities: list[str], child: str, fieldname: str) -> dict[str, frozenset[str]]:
	"""Sectors that rows of `child` name for each authority, with everything below them; no entry: it names none."""
	if not authorities:
		return {}
	row, sector, below = (
		frappe.qb.DocType(child),
		frappe.qb.DocType("Industry Sector").as_("sector"),
		frappe.qb.DocType("Industry Sector").as_("below"),
	)
	pairs = (
		frappe.qb.from_(row)
		.left_join(sector)
		.on((sector.name == row[fieldname]) & (sector.lft > 0))
		.left_join(below)
		.on((below.lft >= sector.lft) & (below.rgt <= sector.rgt))
		.select(row.parent, row[fieldname], below.name)
		.where(row.parent.isin(authorities))
		.where(row.parenttype == "Supervision Authority")
		.orderby(row.parent, row[fieldname])
		.run()
	)
	found: dict[str, set[str]] = {}
	for authority, named, descendant in pairs:
		found.setdefault(authority, set()).update(filter(None, (named, descendant)))
	return {authority: frozenset(sectors) for authority, sectors in found.items()}


def _read_hazards_held(user: str) -> frozenset[str]:
	held: set[str] = set()
	for parent, child in (
		("Remediation Plan", "Remediation Plan Measure"),
		("Source Governance Plan", "Source Governance Plan Item"),
	):
		plan, row = frappe.qb.DocType(parent), frappe.qb.DocType(child)
		held.update(
			frappe.qb.from_(row)
			.inner_join(plan)
			.on(plan.name == row.parent)
			.select(plan.hazard)
			.where(row.responsible_user == user)
			.where(row.parenttype == parent)
			.orderby(plan.hazard)
			.run(pluck=True)
		)
	return frozenset(filter(None, held))
