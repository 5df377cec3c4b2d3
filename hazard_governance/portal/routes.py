"""Addresses of the portal, for the hooks. Imports no Frappe."""

from hazard_governance.permissions.table import DOCUMENT, PREDICATE, ROLE
from hazard_governance.setup.role_names import DESK_USER, MANAGER
from hazard_governance.setup.role_names import ROLES as _ALL

# opening the desk and configuring the app give nothing to see here
ROLES = tuple(role for role in _ALL if role not in (DESK_USER, MANAGER))

website_route_rules = [
	{"from_route": "/hazards/hazard/<name>", "to_route": "hazards/hazard"},
	{"from_route": "/hazards/record/<kind>/<name>", "to_route": "hazards/record"},
	{"from_route": "/hazards/tip/<name>", "to_route": "hazards/tip"},
	{"from_route": "/hazards/tip/<name>/informer", "to_route": "hazards/tip-informer"},
]

# page of the portal (below www/) -> what guards it; all of them ask for the sign-in and a role of the app first
PORTAL_PAGES = {
	"hazards/act": DOCUMENT,
	"hazards/calls": PREDICATE,
	"hazards/hazard": DOCUMENT,
	"hazards/index": PREDICATE,
	"hazards/measures": PREDICATE,
	"hazards/monthly-list": PREDICATE,
	"hazards/record": DOCUMENT,
	"hazards/referrals": PREDICATE,
	"hazards/register": PREDICATE,
	"hazards/report": ROLE,
	"hazards/returns": PREDICATE,
	"hazards/supervision-list": PREDICATE,
	"hazards/tip": DOCUMENT,
	"hazards/tip-informer": DOCUMENT,
	"hazards/tips": PREDICATE,
	"hazards/waiting": PREDICATE,
	"hazards/write": DOCUMENT,
}
