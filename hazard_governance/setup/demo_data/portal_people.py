"""People of the demo who have no desk: they sign in and begin at /hazards. Each is invented."""

from __future__ import annotations

from dataclasses import dataclass

from hazard_governance.setup.role_names import (
	COUNTY_OFFICE,
	DEPARTMENT,
	MEASURE_OWNER,
	REPORTER,
	SAFETY_OFFICER,
	TIP_CONFIDANT,
)


@dataclass(frozen=True)
class PortalPerson:
	"""A user of the portal; `of`: key of the authority or the enterprise that they are a member of."""

	user: str
	full_name: str
	post: str
	roles: tuple[str, ...]
	of: str


PORTAL_PEOPLE = (
	PortalPerson("portal@luzhou.example", "田园", "安委办科员", (COUNTY_OFFICE,), "luzhou-anwei"),
	PortalPerson("confidant@luzhou.example", "任洁", "举报保密员", (TIP_CONFIDANT,), "luzhou-anwei"),
	PortalPerson("portal-gongxin@luzhou.example", "郭静", "安全生产股科员", (DEPARTMENT,), "luzhou-gongxin"),
	# an enterprise that keeps no books here
	PortalPerson(
		"portal@antai.example", "李倩", "安全员", (SAFETY_OFFICER, REPORTER, MEASURE_OWNER), "antai"
	),
)


def members_of(key: str) -> list[dict]:
	"""Rows of members for the authority or enterprise of this key."""
	return [
		{"user": person.user, "full_name": person.full_name, "post": person.post}
		for person in PORTAL_PEOPLE
		if person.of == key
	]
