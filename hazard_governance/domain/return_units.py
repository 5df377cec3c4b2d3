"""Who reports a month, and to whom. Notice 长安办发〔2023〕54号, part 4 (1) and (2), and 三管三必须.

Who reports
	Enterprise: every enabled one that has a major hazard in the month (a setting), or is marked as reporting monthly.
	County: the safety committee office of every county and development zone.
	Department: every authority of a county or of the city that answers for an industry: an industry authority, or an
	emergency bureau, mine safety administration and the like that names its industries.
	City: the safety committee office of the city may put the city's month together; nobody in the system waits for it.
	A unit owes no month that had ended before it was entered here.

To whom
	An enterprise reports to two: the safety committee office of its place (属地安委办) and its competent authority
	(行业主管部门); so does a department of a county: the office of its county and the department of the city for its
	industries. A county, and a department of the city, report one level up: to the safety committee office of the city.

Values in, values out; standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from hazard_governance.domain import return_words as w
from hazard_governance.domain import vocabulary as v

ANSWERS_FOR_INDUSTRIES = (v.INDUSTRY_AUTHORITY, v.EMERGENCY_MANAGEMENT, v.MINE_SAFETY, v.PUBLIC_SECURITY)
LEVELS = (v.CITY, v.COUNTY)


@dataclass(frozen=True)
class ReportingAuthority:
	"""An enabled authority. level: of the authority (a development zone ranks as a county). county: "" for one of the
	city. industries: with everything below them; None means all. since: the day it was entered."""

	name: str
	kind: str
	level: str
	county: str = ""
	city: str = ""
	industries: frozenset[str] | None = None
	since: date | None = None

	@property
	def unit_kind(self) -> str:
		"""As what it reports: County, City, Department, or "" for one that reports nothing."""
		if self.level not in LEVELS:
			return ""
		if self.kind == v.SAFETY_COMMITTEE_OFFICE:
			return w.CITY_UNIT if self.level == v.CITY else w.COUNTY_UNIT
		names_some = self.industries is not None
		if self.kind == v.INDUSTRY_AUTHORITY or (self.kind in ANSWERS_FOR_INDUSTRIES and names_some):
			return w.DEPARTMENT_UNIT
		return ""

	def answers_for(self, industry: str) -> bool:
		"""Whether it answers for the industry."""
		return self.industries is None or industry in self.industries

	def shared_with(self, other: ReportingAuthority) -> int:
		"""How many industries both answer for; 0 when one of the two names none and the other does."""
		if self.industries is None or other.industries is None:
			return int(self.industries == other.industries)
		return len(self.industries & other.industries)


@dataclass(frozen=True)
class Unit:
	"""Somebody who reports a month. office, department: its receivers ("" where there is none); see `Roll.addressed`.
	due: whether it owes a return of the month asked about. uses_system: somebody of it can sign in."""

	kind: str
	name: str
	county: str = ""
	city: str = ""
	industry: str = ""
	competent_authority: str = ""
	industries: frozenset[str] | None = None
	since: date | None = None
	reports_monthly: bool = False
	uses_system: bool = True
	due: bool = False
	office: str = ""
	department: str = ""

	@property
	def receivers(self) -> tuple[str, ...]:
		"""The authorities that its return goes to."""
		return tuple(name for name in (self.office, self.department) if name)

	@property
	def lacks(self) -> bool:
		"""Whether a receiver that it should have is not entered in the system."""
		wanted = {w.ENTERPRISE_UNIT: 2, w.COUNTY_UNIT: 1, w.DEPARTMENT_UNIT: 1}.get(self.kind, 0)
		if self.competent_authority and self.competent_authority == self.office:
			wanted = 1
		return len(self.receivers) < wanted

	def covers(self, hazard: object) -> bool:
		"""Whether a hazard (anything with enterprise, county, city, industry) belongs into its return."""
		if self.kind == w.ENTERPRISE_UNIT:
			return hazard.enterprise == self.name
		column, region = ("county", self.county) if self.county else ("city", self.city)
		inside = bool(region) and getattr(hazard, column) == region
		return inside and (self.industries is None or hazard.industry in self.industries)


class Roll:
	"""The enabled authorities, asked for receivers. Where several would do, the first by name."""

	def __init__(self, authorities: Iterable[ReportingAuthority]) -> None:
		self.by_name = {authority.name: authority for authority in authorities}
		ordered = sorted(self.by_name.values(), key=lambda authority: authority.name, reverse=True)
		self.offices = {
			(a.city, a.county): a.name
			for a in ordered
			if a.kind == v.SAFETY_COMMITTEE_OFFICE and a.level in LEVELS
		}
		self.departments = [a for a in reversed(ordered) if a.unit_kind == w.DEPARTMENT_UNIT]

	def units(self) -> list[Unit]:
		"""Every authority that reports, with its receivers, by name. City offices owe nobody a return."""
		return [self.unit(name) for name in sorted(self.by_name) if self.by_name[name].unit_kind]

	def unit(self, name: str) -> Unit:
		"""The authority as a unit that reports. KeyError when it is disabled or unknown."""
		authority = self.by_name[name]
		return self.addressed(
			Unit(
				kind=authority.unit_kind,
				name=authority.name,
				county=authority.county,
				city=authority.city,
				industries=authority.industries,
				since=authority.since,
				due=authority.unit_kind in (w.COUNTY_UNIT, w.DEPARTMENT_UNIT),
			)
		)

	def addressed(self, unit: Unit) -> Unit:
		"""The unit with its receivers."""
		if unit.kind == w.ENTERPRISE_UNIT:
			office = self.office(unit.city, unit.county)
			department = self._department_of_enterprise(unit)
			return replace(unit, office=office, department="" if department == office else department)
		if unit.kind == w.DEPARTMENT_UNIT:
			office = self.office(unit.city, unit.county)
			return replace(unit, office=office, department=self._department_above(unit))
		if unit.kind == w.COUNTY_UNIT:
			return replace(unit, office=self.offices.get((unit.city, ""), ""))
		return unit

	def office(self, city: str, county: str) -> str:
		"""The safety committee office of the county, else of its city, else ""."""
		return self.offices.get((city, county)) or self.offices.get((city, ""), "")

	def _department_of_enterprise(self, unit: Unit) -> str:
		if unit.competent_authority in self.by_name:
			return unit.competent_authority
		fitting = [
			a
			for a in self.departments
			if a.city == unit.city and a.county in (unit.county, "") and a.answers_for(unit.industry)
		]
		# of its county before of the city, the industry's own authority first, then who answers for the fewest
		nearest = min(
			fitting,
			key=lambda a: (
				not a.county,
				a.kind != v.INDUSTRY_AUTHORITY,
				a.industries is None,
				len(a.industries or ()),
				a.name,
			),
			default=None,
		)
		return nearest.name if nearest else ""

	def _department_above(self, unit: Unit) -> str:
		"""The department of the city that shares most industries with a department of a county."""
		own = self.by_name.get(unit.name)
		if own is None or not own.county:
			return ""
		above = [a for a in self.departments if a.city == own.city and not a.county and a.shared_with(own)]
		best = min(
			above,
			key=lambda a: (-a.shared_with(own), a.kind != v.INDUSTRY_AUTHORITY, a.name),
			default=None,
		)
		return best.name if best else ""


def owes(unit: Unit, has_majors: bool, last_day: date, enterprises_report_majors: bool) -> bool:
	"""Whether the unit owes a return of the month that ends on `last_day`. has_majors: major hazards in that month."""
	if unit.since and unit.since > last_day:
		return False
	if unit.kind != w.ENTERPRISE_UNIT:
		return unit.due
	return unit.reports_monthly or (has_majors and enterprises_report_majors)
