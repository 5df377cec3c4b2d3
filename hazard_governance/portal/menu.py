"""The entries of the portal for a user: by role, and nothing by itself that opens a document."""

import frappe
from frappe import _
from frappe.utils.caching import request_cache

from hazard_governance.domain.vocabulary import MONTHLY_LIST, SUPERVISION_LIST
from hazard_governance.permissions.table import AUTHORITY_ROLES, ENTERPRISE_ROLES
from hazard_governance.setup.role_names import (
	CITY_OFFICE,
	COUNTY_OFFICE,
	DEPARTMENT,
	LIAISON,
	MEASURE_OWNER,
	REPORTER,
	TASK_FORCE,
	TIP_CONFIDANT,
)

OF_HAZARDS = (AUTHORITY_ROLES - {TIP_CONFIDANT}) | ENTERPRISE_ROLES | {REPORTER, MEASURE_OWNER}
OF_RETURNS = ENTERPRISE_ROLES | {COUNTY_OFFICE, DEPARTMENT, CITY_OFFICE, TASK_FORCE}
OF_CALLS = frozenset((COUNTY_OFFICE, DEPARTMENT, CITY_OFFICE, TASK_FORCE))
OF_MEASURES = ENTERPRISE_ROLES | {MEASURE_OWNER}
# a case is answered by who it was sent to, or, where that organ is no user, entered from paper by who sent it
OF_REFERRALS = frozenset((LIAISON, COUNTY_OFFICE, DEPARTMENT, CITY_OFFICE, TASK_FORCE))
OF_TIPS = frozenset((COUNTY_OFFICE, DEPARTMENT, CITY_OFFICE, TASK_FORCE, TIP_CONFIDANT))
REPORTS = (MONTHLY_LIST, SUPERVISION_LIST)
REPORTING = ENTERPRISE_ROLES | {REPORTER, COUNTY_OFFICE, DEPARTMENT}


def entries(roles: frozenset[str], user: str, path: str) -> list[dict]:
	"""{label, route, current} in the order of the bar."""
	everything = user == "Administrator"

	def may(wanted: frozenset[str]) -> bool:
		return everything or bool(wanted & roles)

	found = [
		("hazards", _("Home", context="Portal"), True),
		("hazards/report", _("Report a Hazard"), may(REPORTING) and not everything),
		("hazards/register", _("Hazards"), may(OF_HAZARDS)),
		("hazards/monthly-list", _("Monthly List"), may_open(MONTHLY_LIST)),
		("hazards/supervision-list", _("Supervision List", context="Portal"), may_open(SUPERVISION_LIST)),
		("hazards/returns", _("Monthly Returns"), may(OF_RETURNS)),
		("hazards/tips", _("Tips From the Public"), may(OF_TIPS)),
		("hazards/calls", _("Call List"), may(OF_CALLS)),
		("hazards/measures", _("My Measures"), may(OF_MEASURES)),
		("hazards/referrals", _("Referrals"), may(OF_REFERRALS)),
	]
	here = path.strip("/")
	return [
		{"label": label, "route": "/" + route, "current": here == route}
		for route, label, shown in found
		if shown
	]


def may_open(report_name: str) -> bool:
	"""Whether the report is for a role of the session's user."""
	return report_name in _open_to(frappe.session.user)


@request_cache
def _open_to(user: str) -> frozenset[str]:
	"""Those of the reports in the menu that are for a role of the session's user: the roles that the reports name, which
	are at hand, unless an administrator has chosen others."""
	rows = frappe.get_all(
		"Custom Role", filters={"report": ["in", REPORTS]}, pluck="report", order_by="name asc"
	)
	roles, chosen, found = set(frappe.get_roles(user)), set(rows), set()
	for name in REPORTS:
		report = frappe.get_cached_doc("Report", name)
		own = {row.role for row in report.roles}
		if report.is_permitted() if name in chosen else (not own or own & roles):
			found.add(name)
	return frozenset(found)


def tidy_sidebar(context: dict) -> None:
	"""The portal's entry in the menu of the website once, however many roles of the app a user holds."""
	seen, items = set(), []
	for item in context.get("sidebar_items") or ():
		route = item.get("route")
		if route == "/hazards" and route in seen:
			continue
		seen.add(route)
		items.append(item)
	if context.get("sidebar_items"):
		context["sidebar_items"] = items
