"""Users of the browser tests, and the roles each holds."""

REPORTER, OWNER = "reporter@hazard.test", "measure-owner@hazard.test"
OFFICER, PRINCIPAL = "officer@hazard.test", "principal@hazard.test"
COUNTY_HEAD = "county-head@hazard.test"
COUNTY, DEPARTMENT, REGISTRAR = "county@hazard.test", "department@hazard.test", "registrar@hazard.test"
CITY, SOLE = "city@hazard.test", "chef@hazard.test"
SHIFT_LEADER = "shift-leader@hazard.test"
# people of the portal, who do not open the desk
CLERK, WORKER, MEASURER = "clerk@hazard.test", "worker@hazard.test", "measurer@hazard.test"
# keeps the accounts
KEEPER = "keeper@hazard.test"
CONFIDANT, LIAISON = "confidant@hazard.test", "liaison@hazard.test"

ROLES = {
	KEEPER: ("System Manager",),
	REPORTER: ("Hazard Reporter",),
	SHIFT_LEADER: ("Hazard Reporter",),
	OWNER: ("Rectification Owner",),
	OFFICER: ("Enterprise Safety Officer",),
	PRINCIPAL: ("Enterprise Principal",),
	COUNTY_HEAD: ("County Safety Office",),
	COUNTY: ("County Safety Office",),
	DEPARTMENT: ("Supervising Department",),
	CITY: ("City Safety Office",),
	REGISTRAR: ("Emergency Management Registrar",),
	SOLE: ("Enterprise Principal", "Enterprise Safety Officer", "Hazard Reporter"),
}
PORTAL_ROLES = {
	CLERK: ("County Safety Office",),
	WORKER: ("Hazard Reporter",),
	MEASURER: ("Enterprise Safety Officer", "Rectification Owner"),
	CONFIDANT: ("Tip Confidentiality Officer",),
	LIAISON: ("Discipline Liaison",),
}
