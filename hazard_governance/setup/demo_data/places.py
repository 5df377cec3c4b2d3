"""Where the demo plays: regions, authorities and enterprises under one name."""

from hazard_governance.setup.demo_data.authorities import AUTHORITIES, BY_KEY, COUNTIES
from hazard_governance.setup.demo_data.enterprises import ENTERPRISE_BY_KEY, ENTERPRISES, STAFF_ROLES
from hazard_governance.setup.demo_data.regions import CAMPAIGN, CITY, COAL, LUZHOU, REGIONS

__all__ = [
	"AUTHORITIES",
	"BY_KEY",
	"CAMPAIGN",
	"CITY",
	"COAL",
	"COUNTIES",
	"ENTERPRISES",
	"ENTERPRISE_BY_KEY",
	"LUZHOU",
	"REGIONS",
	"STAFF_ROLES",
]
