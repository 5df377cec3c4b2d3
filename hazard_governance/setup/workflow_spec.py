"""What a shipped workflow is made of, and the words its tables are written in. No Frappe here."""

from dataclasses import dataclass

from hazard_governance.setup.role_names import (
	CITY_OFFICE,
	COUNTY_OFFICE,
	DEPARTMENT,
	PRINCIPAL,
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


def approve(source: str, action: str, target: str, condition: str = "") -> tuple[Step, ...]:
	"""The approval by the principal, and its two twins. Where one person is all there is, an authority's recorded
	consent stands for the second signature; where the enterprise is no user, the principal's own on paper does."""
	also = f"({condition}) and " if condition else ""
	return (
		Step(source, action, target, (PRINCIPAL,), condition, approval=True),
		Step(source, f"{action} as Sole Operator", target, (PRINCIPAL,), also + SOLE_OPERATOR),
		Step(source, f"{action} on Signed Paper", target, OFFICES, also + ENTERED),
	)


def own(source: str, action: str, target: str, roles: tuple[str, ...]) -> tuple[Step, Step]:
	"""What an enterprise does by itself; for one that is no user an office enters it."""
	return (
		Step(source, action, target, roles),
		Step(source, action, target, OFFICES, NO_MEMBERS),
	)


def workflow(
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
