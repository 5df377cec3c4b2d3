"""Who is responsible (三管三必须): region, industry and kind of hazard -> the authority that answers for it.

Work Safety Law, article 3: who is in charge of an industry, a business, production answers for its safety; notice
54/2023, part 4 (1) gives every department the supervision list of its sector. What an authority answers for is its own
setting: its region with everything below, industries (of the enterprise), and sectors such as fire or gas whose hazards
it answers for in enterprises of any industry. Nothing is guessed: where the settings say nothing, or say two names, that
is a finding for the city office.

The order: first the sector of the hazard, where its criterion belongs to one that applies to every industry (a
restaurant's gas hazard belongs to the gas authority); second the competent authority that the enterprise names, while
it is in office and answers there; third the industry of the enterprise; last the emergency management of the place,
which supervises comprehensively what nobody answers for.
Of several levels the lowest supervises (属地), the others stand above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_

SECTOR, NAMED, INDUSTRY, COMPREHENSIVE = "Sector of the Hazard", "Named", "Industry", "Comprehensive"
# why an authority answers, in words for the officer who reads the proposal
GROUNDS = {
	SECTOR: N_("It answers for hazards of this sector in every enterprise."),
	NAMED: N_("The enterprise names it as its competent authority."),
	INDUSTRY: N_("It answers for the industry of the enterprise."),
	COMPREHENSIVE: N_("Nobody answers for it; the emergency management supervises comprehensively."),
}
# kinds of authorities that answer for hazards; the others coordinate, discipline or judge
ANSWERING_KINDS = (v.INDUSTRY_AUTHORITY, v.EMERGENCY_MANAGEMENT, v.MINE_SAFETY, v.PUBLIC_SECURITY)
LEVELS = (v.TOWNSHIP, v.COUNTY, v.CITY)


@dataclass(frozen=True)
class Duty:
	"""What one authority in office answers for.

	level, region: it answers for everything in this region of this level. industries, themes: sectors with everything
	below them in the tree. comprehensive: it names neither, and supervises whatever nobody answers for.
	"""

	name: str
	kind: str
	level: str
	region: str
	industries: frozenset[str] = frozenset()
	themes: frozenset[str] = frozenset()

	@property
	def comprehensive(self) -> bool:
		return not self.industries and not self.themes


@dataclass(frozen=True)
class Matter:
	"""A hazard as far as responsibility goes.

	places: level -> region it lies in. industry: of the enterprise. sector: of the hazard, "" where its criterion
	belongs to no sector that applies to every industry. competent_authority: the one the enterprise names, its successor
	where it is dissolved.
	"""

	places: Mapping[str, str]
	industry: str = ""
	sector: str = ""
	competent_authority: str = ""


@dataclass(frozen=True)
class Claim:
	"""Authorities of one kind and level that the settings all call responsible; `named` is the enterprise's choice."""

	authorities: tuple[str, ...]
	kind: str
	level: str
	ground: str
	named: str = ""


@dataclass(frozen=True)
class Responsibility:
	"""authority: who answers, "" where nobody does. ground: why. co_operating: the industry's authority beside the one
	of the hazard's sector. claims: where two of one kind and level answer."""

	authority: str = ""
	ground: str = ""
	co_operating: tuple[str, ...] = ()
	claims: tuple[Claim, ...] = ()

	@property
	def answered(self) -> bool:
		"""Whether an authority answers by its own setting, or by the enterprise naming it."""
		return bool(self.authority) and self.ground != COMPREHENSIVE


def covers_place(duty: Duty, matter: Matter) -> bool:
	"""Whether the matter lies in the authority's region."""
	return bool(duty.region) and matter.places.get(duty.level) == duty.region


def resolve(matter: Matter, duties: Iterable[Duty]) -> Responsibility:
	"""Who answers for the matter; see the module for the order."""
	around = [duty for duty in duties if covers_place(duty, matter)]
	here = [duty for duty in around if duty.kind in ANSWERING_KINDS]
	by_sector = [duty for duty in here if matter.sector and matter.sector in duty.themes]
	by_industry = [duty for duty in here if matter.industry and matter.industry in duty.industries]
	named = next((duty for duty in around if duty.name == matter.competent_authority), None)
	industry_claims = _claims(by_industry, INDUSTRY, named)
	if by_sector:
		helper = named or _lowest(by_industry)
		lead = _lowest(by_sector)
		return Responsibility(
			lead.name,
			SECTOR,
			(helper.name,) if helper and helper.name != lead.name else (),
			_claims(by_sector, SECTOR),
		)
	if named:
		return Responsibility(named.name, NAMED, (), industry_claims)
	if by_industry:
		return Responsibility(_lowest(by_industry).name, INDUSTRY, (), industry_claims)
	general = [duty for duty in here if duty.comprehensive and duty.kind == v.EMERGENCY_MANAGEMENT]
	return Responsibility(_lowest(general).name, COMPREHENSIVE) if general else Responsibility()


def _lowest(duties: Sequence[Duty]) -> Duty | None:
	"""The lowest level first, then the order of kinds, then the name: one and the same on every day."""
	return min(
		duties,
		key=lambda d: (LEVELS.index(d.level), ANSWERING_KINDS.index(d.kind), d.name),
		default=None,
	)


def _claims(duties: Sequence[Duty], ground: str, named: Duty | None = None) -> tuple[Claim, ...]:
	"""Groups of one kind and level with more than one claim. The enterprise's choice settles its own group if it is
	among it; if it is not, it stands against the group."""
	groups: dict[tuple[str, str], list[Duty]] = {}
	for duty in duties:
		groups.setdefault((duty.level, duty.kind), []).append(duty)
	found = []
	for (level, kind), group in sorted(groups.items()):
		names = tuple(sorted(duty.name for duty in group))
		rival = named is not None and (named.level, named.kind) == (level, kind)
		if rival and named.name in names:
			continue
		if rival:
			found.append(Claim((named.name, *names), kind, level, ground, named.name))
		elif len(names) > 1:
			found.append(Claim(names, kind, level, ground))
	return tuple(found)


def sectors_in_use(duties: Iterable[Duty]) -> frozenset[str]:
	"""Sectors that some authority answers for in every industry: where none does, the setting is not used at all."""
	return frozenset(theme for duty in duties for theme in duty.themes)
