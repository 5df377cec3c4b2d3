"""Who sees what: the one table of roles, scopes, DocTypes, reports, pages and methods.

Nothing here imports Frappe, so the completeness test runs without a site. The predicate reads this table and
nothing else; a DocType, report, page or whitelisted method that is not declared here fails a test.
"""

# --- scopes: where a role sees -------------------------------------------------------------------------------
OWN = "own"  # what the user registered
MEASURE = "measure"  # hazards of which the user holds a measure
ENTERPRISE = "enterprise"  # membership of an enterprise
AUTHORITY = "authority"  # membership of an authority: its region and everything below, its industries
REFERRAL = "referral"  # what was referred to the user's organ; there is no referral document yet
NONE = "none"  # no governed document

SCOPES = {
	"Hazard Reporter": OWN,
	"Rectification Owner": MEASURE,
	"Enterprise Safety Officer": ENTERPRISE,
	"Enterprise Principal": ENTERPRISE,
	"County Safety Office": AUTHORITY,
	"Supervising Department": AUTHORITY,
	"City Safety Office": AUTHORITY,
	"Governance Task Force": AUTHORITY,
	"Emergency Management Registrar": AUTHORITY,
	"Discipline Liaison": REFERRAL,
	"Hazard Governance Manager": NONE,
}

# roles that act for an authority; the task force reads and advises
ACTING_ROLES = frozenset(
	{
		"County Safety Office",
		"Supervising Department",
		"City Safety Office",
		"Emergency Management Registrar",
	}
)
ENTERPRISE_ROLES = frozenset(role for role, scope in SCOPES.items() if scope == ENTERPRISE)
AUTHORITY_ROLES = frozenset(role for role, scope in SCOPES.items() if scope == AUTHORITY)
# roles whose holder sees the enterprise they are a member of, as a master record
MEMBER_ROLES = ENTERPRISE_ROLES | {"Hazard Reporter", "Rectification Owner"}
MANAGER_ROLE = "Hazard Governance Manager"

# organs that receive referrals and supervise nobody: membership of one gives no region
REFERRAL_KINDS = frozenset({"Discipline Inspection", "Procuratorate"})

# column of a governed document that an authority of this region level is compared with
LEVEL_COLUMNS = {"City": "city", "County": "county", "Development Zone": "county", "Township": "township"}

SCOPE_COLUMNS = ("enterprise", "region", "township", "county", "city", "industry")

# --- DocTypes ------------------------------------------------------------------------------------------------
# governed DocType -> the link its scope columns are derived from on the server
GOVERNED = {
	"Hazard": "enterprise",
	"Hazard Verification": "hazard",
	"Root Cause Analysis": "hazard",
	"Accountability Action": "hazard",
	"Remediation Plan": "hazard",
	"Production Suspension": "hazard",
	"Rectification Acceptance": "hazard",
	"Source Governance Plan": "hazard",
	"Rectification Report": "hazard",
	"Supervision Case": "hazard",
	"Study Topic": "enterprise",
}
OWN_DOCTYPES = frozenset({"Hazard"})
MEASURE_DOCTYPES = frozenset({"Hazard"})

# a master that is seen by membership; its manager sees all of it
MASTERS = {"Regulated Enterprise": "region"}

SCOPED = (*GOVERNED, *MASTERS)

# child DocType -> the DocTypes that hold it
CHILDREN = {
	"Accountability Action Measure": ("Accountability Action",),
	"Hazard Authority Report": ("Hazard",),
	"Hazard Campaign Industry": ("Hazard Campaign",),
	"Hazard Evidence": ("Hazard", "Rectification Acceptance"),
	"Hazard Immediate Measure": ("Hazard",),
	"Hazard Interim Control": ("Hazard",),
	"Hazard Public Posting": ("Hazard",),
	"Hazard Stage Log": ("Hazard",),
	"Rectification Acceptance Finding": ("Rectification Acceptance",),
	"Rectification Acceptance Team Member": ("Rectification Acceptance",),
	"Regulated Enterprise Member": ("Regulated Enterprise",),
	"Remediation Plan Measure": ("Remediation Plan",),
	"Root Cause Analysis Cause": ("Root Cause Analysis",),
	"Root Cause Analysis Tracing": ("Root Cause Analysis",),
	"Source Governance Plan Item": ("Source Governance Plan",),
	"Study Topic Hazard": ("Study Topic",),
	"Supervision Authority Industry": ("Supervision Authority",),
	"Supervision Authority Member": ("Supervision Authority",),
	"Supervision Case Extension": ("Supervision Case",),
	"Supervision Case Progress": ("Supervision Case",),
	"Supervision Case Urging": ("Supervision Case",),
}

# reference data: every role of the app reads all of it
REFERENCE = frozenset(
	{
		"Accountability Measure",
		"Hazard Campaign",
		"Hazard Criterion",
		"Industry Sector",
		"Supervision Authority",
		"Supervision Region",
	}
)

# kept by the server; DocPerm alone says who may look
INTERNAL = frozenset({"Hazard Governance Settings", "Hazard Register Counter"})
