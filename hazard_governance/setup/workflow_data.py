"""The shipped workflows as one table of plain values: no Frappe here.

Every state names the status (of a Hazard: the stage) that its update field sets; every transition names the
roles that may take it. tests/unit/test_workflow_data.py compares the table, pair by pair, with the moves that
`domain/stages.py` and `domain/documents.py` allow.

A table is only an offer to the people in the desk: an administrator may change the workflow, the gates stay in
the domain and are asked by the controllers whatever the workflow says.
"""

from dataclasses import dataclass

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

EVERYBODY = "All"
"""Frappe's role that every user holds: in such a state the form is open to whoever may write the record."""

OFFICES = (COUNTY_OFFICE, DEPARTMENT, CITY_OFFICE)
ENTERPRISE = (SAFETY_OFFICER, PRINCIPAL)

# nobody of the enterprise uses the system: an authority enters its papers (standing_in.py)
NO_MEMBERS = 'not frappe.db.get_value("Regulated Enterprise Member", {"parent": doc.enterprise}, "name")'
ENTERED = f"doc.entered_by_authority and {NO_MEMBERS}"
SOLE_OPERATOR = 'frappe.db.get_value("Regulated Enterprise", doc.enterprise, "sole_operator")'
LONE_CLERK = "doc.lone_clerk_reason"
OWN_GENERAL = 'doc.classification == "General" and doc.source == "Self-Inspection"'
BY_ENTERPRISE = 'doc.deciding_side == "Enterprise"'
BY_AUTHORITY = 'doc.deciding_side == "Authority"'
EVALUATION = 'doc.level == "Enterprise Evaluation"'
CHECK = 'doc.level == "Authority Check"'
COAL = "doc.is_coal"
NOT_COAL = "not doc.is_coal"


@dataclass(frozen=True)
class State:
	"""A workflow state: its name, the status it stands for, its colour, and who may edit the form in it.

	`editor` only greys the form out in the browser (Frappe asks for exactly one role a row); what is frozen is
	decided by the controller.
	"""

	name: str
	status: str
	style: str
	editor: str


@dataclass(frozen=True)
class Transition:
	"""One arrow between two states, for one role.

	`approval` arrows are refused to the person who owns the record (allow_self_approval 0).
	`condition` is evaluated by Frappe on the stored document, before the change.
	"""

	state: str
	action: str
	next_state: str
	role: str
	condition: str = ""
	approval: bool = False


@dataclass(frozen=True)
class WorkflowSpec:
	"""A workflow: its name, its DocType, the field its states update, states in order (the first one is where
	a record starts) and transitions."""

	name: str
	doctype: str
	field: str
	states: tuple[State, ...]
	transitions: tuple[Transition, ...]

	def status_of(self, state: str) -> str:
		"""Status that `state` stands for; KeyError when the workflow has no such state."""
		return {row.name: row.status for row in self.states}[state]

	def roles_for(self, source: str, target: str) -> set[str]:
		"""Roles that move a record from status `source` to `target`; where no transition does, those that bring one
		into `target` from anywhere."""
		into = [row for row in self.transitions if self.status_of(row.next_state) == target]
		exact = [row for row in into if self.status_of(row.state) == source]
		return {row.role for row in exact or into}


@dataclass(frozen=True)
class Step:
	"""One action of the table below: (from, action, to, roles), written with statuses instead of state names."""

	source: str
	action: str
	target: str
	roles: tuple[str, ...]
	condition: str = ""
	approval: bool = False


def _approve(source: str, action: str, target: str, condition: str = "") -> tuple[Step, ...]:
	"""The approval by the principal, and its two twins. Where one person is all there is, an authority's recorded
	consent stands for the second signature; where the enterprise is no user, the principal's own on paper does."""
	also = f"({condition}) and " if condition else ""
	return (
		Step(source, action, target, (PRINCIPAL,), condition, approval=True),
		Step(source, f"{action} as Sole Operator", target, (PRINCIPAL,), also + SOLE_OPERATOR),
		Step(source, f"{action} on Signed Paper", target, OFFICES, also + ENTERED),
	)


def _own(source: str, action: str, target: str, roles: tuple[str, ...]) -> tuple[Step, Step]:
	"""What an enterprise does by itself; for one that is no user an office enters it."""
	return (
		Step(source, action, target, roles),
		Step(source, action, target, OFFICES, NO_MEMBERS),
	)


def _workflow(
	name: str, doctype: str, prefix: str, states: tuple[tuple[str, str, str], ...], steps: tuple[Step, ...]
) -> WorkflowSpec:
	return WorkflowSpec(
		name=name,
		doctype=doctype,
		field="stage" if doctype == "Hazard" else "status",
		states=tuple(State(f"{prefix} {status}", status, style, editor) for status, style, editor in states),
		transitions=tuple(
			Transition(
				f"{prefix} {step.source}",
				step.action,
				f"{prefix} {step.target}",
				role,
				step.condition,
				step.approval,
			)
			for step in steps
			for role in step.roles
		),
	)


HAZARD = _workflow(
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
		*_own("Rectifying", "Request Acceptance", "Pending Acceptance", ENTERPRISE),
		*_own("Pending Acceptance", "Accept Rectification", "Accepted", (PRINCIPAL,)),
		Step("Accepted", "Close Out", "Closed Out", OFFICES),
		# No authority had a part in a general hazard the enterprise found and removed by itself.
		Step("Accepted", "Close Out", "Closed Out", (PRINCIPAL,), OWN_GENERAL),
		Step("Closed Out", "File Hazard", "Filed", (REGISTRAR,)),
		Step("Pending Acceptance", "Return to Rectification", "Rectifying", (*ENTERPRISE, *OFFICES)),
		Step("Accepted", "Return to Rectification", "Rectifying", OFFICES),
		Step("Closed Out", "Reopen Rectification", "Rectifying", OFFICES),
		*(
			Step(stage, "Withdraw Hazard", "Withdrawn", OFFICES)
			for stage in ("Registered", "Rectifying", "Pending Acceptance", "Accepted", "Closed Out")
		),
	),
)

VERIFICATION = _workflow(
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

ANALYSIS = _workflow(
	"Root Cause Analysis Approval",
	"Root Cause Analysis",
	"Analysis",
	(("Draft", "", EVERYBODY), ("Submitted", "Warning", PRINCIPAL), ("Approved", "Success", PRINCIPAL)),
	(
		*_own("Draft", "Submit Analysis", "Submitted", ENTERPRISE),
		*_approve("Submitted", "Approve Analysis", "Approved"),
		*_own("Submitted", "Return Analysis", "Draft", (PRINCIPAL,)),
		*_own("Approved", "Reopen Analysis", "Draft", (PRINCIPAL,)),
	),
)

ACCOUNTABILITY = _workflow(
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
		*_approve("Submitted", "Decide Accountability", "Decided", BY_ENTERPRISE),
		Step("Submitted", "Decide Accountability", "Decided", OFFICES, BY_AUTHORITY, approval=True),
		Step("Decided", "Record Execution", "Executed", (*ENTERPRISE, COUNTY_OFFICE, DEPARTMENT)),
		Step("Submitted", "Return Accountability", "Draft", (PRINCIPAL,), BY_ENTERPRISE),
		Step("Submitted", "Return Accountability", "Draft", OFFICES, f"{BY_AUTHORITY} or {NO_MEMBERS}"),
		Step("Decided", "Revoke Decision", "Draft", (PRINCIPAL,), BY_ENTERPRISE),
		Step("Decided", "Revoke Decision", "Draft", OFFICES, f"{BY_AUTHORITY} or {NO_MEMBERS}"),
	),
)

PLAN = _workflow(
	"Remediation Plan Approval",
	"Remediation Plan",
	"Plan",
	# An approved plan stays open in the browser: its measures are reported done there.
	(("Draft", "", EVERYBODY), ("Submitted", "Warning", PRINCIPAL), ("Approved", "Success", EVERYBODY)),
	(
		*_own("Draft", "Submit Plan", "Submitted", ENTERPRISE),
		*_approve("Submitted", "Approve Plan", "Approved"),
		*_own("Submitted", "Return Plan", "Draft", (PRINCIPAL,)),
		*_own("Approved", "Revise Plan", "Draft", (PRINCIPAL, SAFETY_OFFICER)),
	),
)

SUSPENSION = _workflow(
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
		*_own("In Force", "Apply to Resume", "Resumption Applied", ENTERPRISE),
		Step("Resumption Applied", "Record Examination", "Examined", OFFICES, approval=True),
		Step("Examined", "Resume Production", "Resumed", OFFICES, NOT_COAL),
		Step("Examined", "Agree as Mine Safety", "Mine Safety Agreed", (DEPARTMENT, CITY_OFFICE), COAL),
		Step("Mine Safety Agreed", "Approve as Government", "Government Approved", OFFICES, COAL),
		Step("Government Approved", "Resume Production", "Resumed", OFFICES, COAL),
		Step("Resumption Applied", "Refuse Resumption", "In Force", OFFICES),
		Step("Examined", "Withdraw Examination", "Resumption Applied", OFFICES),
	),
)

ACCEPTANCE = _workflow(
	"Rectification Acceptance Approval",
	"Rectification Acceptance",
	"Acceptance",
	(("Draft", "", EVERYBODY), ("Submitted", "Warning", EVERYBODY), ("Concluded", "Success", MANAGER)),
	(
		Step("Draft", "Submit Acceptance", "Submitted", (*ENTERPRISE, *OFFICES)),
		*_approve("Submitted", "Conclude Acceptance", "Concluded", EVALUATION),
		Step("Submitted", "Conclude Acceptance", "Concluded", OFFICES, CHECK, approval=True),
		# One officer suffices: the work an authority checks is the enterprise's, not the officer's own.
		Step("Draft", "Conclude Check", "Concluded", OFFICES, CHECK),
		Step("Submitted", "Return Acceptance", "Draft", (PRINCIPAL,), EVALUATION),
		Step("Submitted", "Return Acceptance", "Draft", OFFICES, f"{CHECK} or {NO_MEMBERS}"),
	),
)

SOURCE_GOVERNANCE = _workflow(
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
		*_own("Draft", "Submit Source Governance", "Submitted", ENTERPRISE),
		*_approve("Submitted", "Approve Source Governance", "Approved"),
		*_approve("Approved", "Accept Source Governance", "Accepted"),
		*_own("Submitted", "Return Source Governance", "Draft", (PRINCIPAL,)),
		*_own("Approved", "Revise Source Governance", "Draft", (PRINCIPAL, SAFETY_OFFICER)),
		*_own("Accepted", "Reopen Source Governance", "Approved", (PRINCIPAL,)),
	),
)

REPORT = _workflow(
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
		*_own("Draft", "Submit Report", "Submitted", ENTERPRISE),
		*_approve("Submitted", "Approve Report", "Approved"),
		Step("Approved", "File Report", "Filed", (REGISTRAR,), approval=True),
		*_own("Submitted", "Return Report", "Draft", (PRINCIPAL,)),
		Step("Approved", "Refuse Filing", "Draft", (REGISTRAR,)),
	),
)

CASE = _workflow(
	"Supervision Case Approval",
	"Supervision Case",
	"Case",
	(
		("Proposed", "Primary", EVERYBODY),
		("In Force", "Danger", EVERYBODY),
		("Acceptance Requested", "Warning", EVERYBODY),
		("Delisted", "Success", MANAGER),
		("Not Adopted", "Inverse", MANAGER),
	),
	(
		Step("Proposed", "Confirm Supervision", "In Force", OFFICES),
		Step("In Force", "Request Acceptance of Case", "Acceptance Requested", (*ENTERPRISE, *OFFICES)),
		Step("Acceptance Requested", "Delist", "Delisted", OFFICES),
		Step("Acceptance Requested", "Return to Supervision", "In Force", OFFICES),
		Step("Proposed", "Do Not Adopt", "Not Adopted", OFFICES),
	),
)

RETURN = _workflow(
	"Hazard Return Submission",
	"Hazard Return",
	"Return",
	(("Draft", "", EVERYBODY), ("Submitted", "Success", EVERYBODY)),
	(
		# Who prepared it submits it only where nobody else could: the controller asks, and says what to write.
		Step("Draft", "Submit Return", "Submitted", (*ENTERPRISE, *OFFICES)),
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
	RETURN,
)
BY_DOCTYPE: dict[str, WorkflowSpec] = {spec.doctype: spec for spec in WORKFLOWS}
