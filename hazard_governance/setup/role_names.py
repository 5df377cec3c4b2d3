"""Names of the roles, one constant each. Plain data: no Frappe, so that tables and unit tests may import it."""

REPORTER = "Hazard Reporter"
MEASURE_OWNER = "Rectification Owner"
SAFETY_OFFICER = "Enterprise Safety Officer"
PRINCIPAL = "Enterprise Principal"
COUNTY_OFFICE = "County Safety Office"
DEPARTMENT = "Supervising Department"
CITY_OFFICE = "City Safety Office"
TASK_FORCE = "Governance Task Force"
REGISTRAR = "Emergency Management Registrar"
LIAISON = "Discipline Liaison"
TIP_CONFIDANT = "Tip Confidentiality Officer"
MANAGER = "Hazard Governance Manager"
DESK_USER = "Hazard Desk User"

# An office may live in the portal, so no working role opens the desk; DESK_USER alone does.
ROLES: dict[str, bool] = {
	REPORTER: False,
	MEASURE_OWNER: False,
	SAFETY_OFFICER: False,
	PRINCIPAL: False,
	COUNTY_OFFICE: False,
	DEPARTMENT: False,
	CITY_OFFICE: False,
	TASK_FORCE: False,
	REGISTRAR: False,
	LIAISON: False,
	TIP_CONFIDANT: False,
	MANAGER: False,
	DESK_USER: True,
}
"""role -> opens the desk (`desk_access`). fixtures/role.json holds the same list; a unit test compares them."""
