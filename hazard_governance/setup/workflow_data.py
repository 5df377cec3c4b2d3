"""The shipped workflows as one table of plain values: no Frappe here.

Every state names the status (of a Hazard: the stage) that its update field sets; every transition names the
roles that may take it. tests/unit/test_workflow_data.py compares the table, pair by pair, with the moves that
`domain/stages.py` and `domain/documents.py` allow.

A table is only an offer to the people in the desk: an administrator may change the workflow, the gates stay in
the domain and are asked by the controllers whatever the workflow says. Referrals and look-backs: workflow_oversight.
"""

from hazard_governance.setup.role_names import (
	CITY_OFFICE,
	COUNTY_OFFICE,
	DEPARTMENT,
	MANAGER,
	PRINCIPAL,
	REGISTRAR,
	REPORTER,
	SAFETY_OFFICER,
)
from hazard_governance.setup.workflow_oversight import LOOK_BACK, REFERRAL
from hazard_governance.setup.workflow_spec import (
	BY_AUTHORITY,
	BY_ENTERPRISE,
	CHECK,
	COAL,
	ENTERED,
	ENTERPRISE,
	EVALUATION,
	EVERYBODY,
	LONE_CLERK,
	NO_MEMBERS,
	NOT_COAL,
	OFFICES,
	OWN_GENERAL,
	SOLE_OPERATOR,
	State,
	Step,
	Transition,
	WorkflowSpec,
	approve,
	own,
	workflow,
)

__all__ = [
	"BY_DOCTYPE",
	"ENTERED",
	"EVERYBODY",
	"OFFICES",
	"SOLE_OPERATOR",
	"WORKFLOWS",
	"State",
	"Transition",
	"WorkflowSpec",
]

HAZARD = workflow(
	"Hazard Governance",
	"Hazard",
	"Hazard",
	(
		("Registered", "Primary", EVERYBODY),
		("Rectifying", "Warning", EVERYBODY),
		("Pending Acceptance", "Info", EVERYBODY),
		("Accepted", "Info", EVERYBODY),
		("Closed Out", "Success", EVERYBODY),
		("Filed", "Success", MANAGER),
		("Withdrawn", "Inverse", MANAGER),
	),
	(
		Step(
			"Registered",
			"Start Rectification",
			"Rectifying",
			(REPORTER, SAFETY_OFFICER, PRINCIPAL, COUNTY_OFFICE, DEPARTMENT),
		),
		*own("Rectifying", "Request Acceptance", "Pending Acceptance", ENTERPRISE),
		*own("Pending Acceptance", "Accept Rectification", "Accepted", (PRINCIPAL,)),
		Step("Accepted", "Close Out", "Closed Out", OFFICES),
		# No authority had a part in a general hazard the enterprise found and removed by itself.
		Step("Accepted", "Close Out", "Closed Out", (PRINCIPAL,), OWN_GENERAL),
		Step("Closed Out", "File Hazard", "Filed", (REGISTRAR,)),
		Step("Pending Acceptance", "Return to Rectification", "Rectifying", (*ENTERPRISE, *OFFICES)),
		Step("Accepted", "Return to Rectification", "Rectifying", OFFICES),
		Step("Closed Out", "Reopen Rectification", "Rectifying", OFFICES),
		# the gate asks for a look-back that found the rectification sham
		Step("Filed", "Reopen Filed Hazard", "Rectifying", OFFICES),
		*(
			Step(stage, "Withdraw Hazard", "Withdrawn", OFFICES)
			for stage in ("Registered", "Rectifying", "Pending Acceptance", "Accepted", "Closed Out")
		),
	),
)

VERIFICATION = workflow(
	"Hazard Verification Approval",
	"Hazard Verification",
	"Verification",
	(("Draft", "", EVERYBODY), ("Decided", "Success", MANAGER)),
	(
		Step("Draft", "Decide Verification", "Decided", OFFICES, approval=True),
		# An office of one person verifies what it registered, with a reason that the city sees.
		Step("Draft", "Decide as Lone Clerk", "Decided", OFFICES, LONE_CLERK),
	),
)

ANALYSIS = workflow(
	"Root Cause Analysis Approval",
	"Root Cause Analysis",
	"Analysis",
	(("Draft", "", EVERYBODY), ("Submitted", "Warning", PRINCIPAL), ("Approved", "Success", PRINCIPAL)),
	(
		*own("Draft", "Submit Analysis", "Submitted", ENTERPRISE),
		*approve("Submitted", "Approve Analysis", "Approved"),
		*own("Submitted", "Return Analysis", "Draft", (PRINCIPAL,)),
		*own("Approved", "Reopen Analysis", "Draft", (PRINCIPAL,)),
	),
)

ACCOUNTABILITY = workflow(
	"Accountability Action Approval",
	"Accountability Action",
	"Accountability",
	(
		("Draft", "", EVERYBODY),
		("Submitted", "Warning", EVERYBODY),
		("Decided", "Primary", EVERYBODY),
		("Executed", "Success", MANAGER),
	),
	(
		Step("Draft", "Submit Accountability", "Submitted", (*ENTERPRISE, COUNTY_OFFICE, DEPARTMENT)),
		*approve("Submitted", "Decide Accountability", "Decided", BY_ENTERPRISE),
		Step("Submitted", "Decide Accountability", "Decided", OFFICES, BY_AUTHORITY, approval=True),
		Step("Decided", "Record Execution", "Executed", (*ENTERPRISE, COUNTY_OFFICE, DEPARTMENT)),
		Step("Submitted", "Return Accountability", "Draft", (PRINCIPAL,), BY_ENTERPRISE),
		Step("Submitted", "Return Accountability", "Draft", OFFICES, f"{BY_AUTHORITY} or {NO_MEMBERS}"),
		Step("Decided", "Revoke Decision", "Draft", (PRINCIPAL,), BY_ENTERPRISE),
		Step("Decided", "Revoke Decision", "Draft", OFFICES, f"{BY_AUTHORITY} or {NO_MEMBERS}"),
	),
)

PLAN = workflow(
	"Remediation Plan Approval",
	"Remediation Plan",
	"Plan",
	# An approved plan stays open in the browser: its measures are reported done there.
	(("Draft", "", EVERYBODY), ("Submitted", "Warning", PRINCIPAL), ("Approved", "Success", EVERYBODY)),
	(
		*own("Draft", "Submit Plan", "Submitted", ENTERPRISE),
		*approve("Submitted", "Approve Plan", "Approved"),
		*own("Submitted", "Return Plan", "Draft", (PRINCIPAL,)),
		*own("Approved", "Revise Plan", "Draft", (PRINCIPAL, SAFETY_OFFICER)),
	),
)

SUSPENSION = workflow(
	"Production Suspension Approval",
	"Production Suspension",
	"Suspension",
	(
		("In Force", "Danger", EVERYBODY),
		("Resumption Applied", "Warning", EVERYBODY),
		("Examined", "Info", EVERYBODY),
		("Mine Safety Agreed", "Info", EVERYBODY),
		("Government Approved", "Info", EVERYBODY),
		("Resumed", "Success", MANAGER),
	),
	(
		*own("In Force", "Apply to Resume", "Resumption Applied", ENTERPRISE),
		Step("Resumption Applied", "Record Examination", "Examined", OFFICES, approval=True),
		Step("Examined", "Resume Production", "Resumed", OFFICES, NOT_COAL),
		Step("Examined", "Agree as Mine Safety", "Mine Safety Agreed", (DEPARTMENT, CITY_OFFICE), COAL),
		Step("Mine Safety Agreed", "Approve as Government", "Government Approved", OFFICES, COAL),
		Step("Government Approved", "Resume Production", "Resumed", OFFICES, COAL),
		Step("Resumption Applied", "Refuse Resumption", "In Force", OFFICES),
		Step("Examined", "Withdraw Examination", "Resumption Applied", OFFICES),
	),
)

ACCEPTANCE = workflow(
	"Rectification Acceptance Approval",
	"Rectification Acceptance",
	"Acceptance",
	(("Draft", "", EVERYBODY), ("Submitted", "Warning", EVERYBODY), ("Concluded", "Success", MANAGER)),
	(
		Step("Draft", "Submit Acceptance", "Submitted", (*ENTERPRISE, *OFFICES)),
		*approve("Submitted", "Conclude Acceptance", "Concluded", EVALUATION),
		Step("Submitted", "Conclude Acceptance", "Concluded", OFFICES, CHECK, approval=True),
		# One officer suffices: the work an authority checks is the enterprise's, not the officer's own.
		Step("Draft", "Conclude Check", "Concluded", OFFICES, CHECK),
		Step("Submitted", "Return Acceptance", "Draft", (PRINCIPAL,), EVALUATION),
		Step("Submitted", "Return Acceptance", "Draft", OFFICES, f"{CHECK} or {NO_MEMBERS}"),
	),
)

SOURCE_GOVERNANCE = workflow(
	"Source Governance Plan Approval",
	"Source Governance Plan",
	"Source Governance",
	(
		("Draft", "", EVERYBODY),
		("Submitted", "Warning", PRINCIPAL),
		("Approved", "Primary", EVERYBODY),
		("Accepted", "Success", EVERYBODY),
	),
	(
		*own("Draft", "Submit Source Governance", "Submitted", ENTERPRISE),
		*approve("Submitted", "Approve Source Governance", "Approved"),
		*approve("Approved", "Accept Source Governance", "Accepted"),
		*own("Submitted", "Return Source Governance", "Draft", (PRINCIPAL,)),
		*own("Approved", "Revise Source Governance", "Draft", (PRINCIPAL, SAFETY_OFFICER)),
		*own("Accepted", "Reopen Source Governance", "Approved", (PRINCIPAL,)),
	),
)

REPORT = workflow(
	"Rectification Report Approval",
	"Rectification Report",
	"Report",
	(
		("Draft", "", EVERYBODY),
		("Submitted", "Warning", PRINCIPAL),
		("Approved", "Primary", REGISTRAR),
		("Filed", "Success", MANAGER),
	),
	(
		*own("Draft", "Submit Report", "Submitted", ENTERPRISE),
		*approve("Submitted", "Approve Report", "Approved"),
		Step("Approved", "File Report", "Filed", (REGISTRAR,), approval=True),
		*own("Submitted", "Return Report", "Draft", (PRINCIPAL,)),
		Step("Approved", "Refuse Filing", "Draft", (REGISTRAR,)),
		Step("Filed", "Reopen Report", "Draft", (REGISTRAR,)),
	),
)

CASE = workflow(
	"Supervision Case Approval",
	"Supervision Case",
	"Case",
	(
		("Proposed", "Primary", EVERYBODY),
		("In Force", "Danger", EVERYBODY),
		("Acceptance Requested", "Warning", EVERYBODY),
		("Delisted", "Success", MANAGER),
		("Not Adopted", "Inverse", MANAGER),
		("Raised", "Inverse", MANAGER),
		("Withdrawn", "Inverse", MANAGER),
	),
	(
		Step("Proposed", "Confirm Supervision", "In Force", OFFICES),
		Step("In Force", "Request Acceptance of Case", "Acceptance Requested", (*ENTERPRISE, *OFFICES)),
		Step("Acceptance Requested", "Delist", "Delisted", OFFICES),
		Step("Acceptance Requested", "Return to Supervision", "In Force", OFFICES),
		Step("Proposed", "Do Not Adopt", "Not Adopted", OFFICES),
		# The higher level's adoption ends the case by itself; the action is for a case left behind.
		*(
			Step(status, "Raise Supervision", "Raised", OFFICES)
			for status in ("In Force", "Acceptance Requested")
		),
		# So does the withdrawal of the hazard.
		*(
			Step(status, "Withdraw Case", "Withdrawn", OFFICES)
			for status in ("Proposed", "In Force", "Acceptance Requested")
		),
	),
)

RETURN = workflow(
	"Hazard Return Submission",
	"Hazard Return",
	"Return",
	(("Draft", "", EVERYBODY), ("Submitted", "Success", EVERYBODY)),
	(
		# Who prepared it submits it only where nobody else could: the controller asks, and says what to write.
		Step("Draft", "Submit Return", "Submitted", (*ENTERPRISE, *OFFICES)),
	),
)

ENFORCEMENT = workflow(
	"Enforcement Decision Approval",
	"Enforcement Decision",
	"Enforcement",
	(("Draft", "", EVERYBODY), ("Decided", "Success", EVERYBODY)),
	(
		Step("Draft", "Decide Enforcement", "Decided", OFFICES, approval=True),
		# An office of one person decides what it prepared, and says why.
		Step("Draft", "Decide Enforcement Alone", "Decided", OFFICES, LONE_CLERK),
		Step("Decided", "Revoke Enforcement Decision", "Draft", OFFICES),
	),
)

WORKFLOWS: tuple[WorkflowSpec, ...] = (
	HAZARD,
	VERIFICATION,
	ANALYSIS,
	ACCOUNTABILITY,
	PLAN,
	SUSPENSION,
	ACCEPTANCE,
	SOURCE_GOVERNANCE,
	REPORT,
	CASE,
	ENFORCEMENT,
	RETURN,
	REFERRAL,
	LOOK_BACK,
)
BY_DOCTYPE: dict[str, WorkflowSpec] = {spec.doctype: spec for spec in WORKFLOWS}
