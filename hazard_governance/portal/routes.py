"""Addresses of the portal, for the hooks. Imports no Frappe."""

from hazard_governance.setup.role_names import DESK_USER, MANAGER
from hazard_governance.setup.role_names import ROLES as _ALL

# opening the desk and configuring the app give nothing to see here
ROLES = tuple(role for role in _ALL if role not in (DESK_USER, MANAGER))

website_route_rules = [
	{"from_route": "/hazards/hazard/<name>", "to_route": "hazards/hazard"},
	{"from_route": "/hazards/record/<kind>/<name>", "to_route": "hazards/record"},
]
