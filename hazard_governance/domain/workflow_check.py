"""What an edited workflow does to the rules: which gates it passes, in what order, and where it leads nowhere.

The rules hold whatever the workflow says (DESIGN 3); this check tells an administrator beforehand what the people
at the form will meet. Values in, values out: the caller reads the workflow, the roles and the moves.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hazard_governance.domain import documents
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.workflow_model import (
	FORWARD,
	SAME,
	WORKFLOW_STATE_FIELD,
	Rules,
	StateRow,
	TransitionRow,
	WorkflowFacts,
)

ERROR = "error"
WARNING = "warning"
NOTE = "note"
LEVELS = (ERROR, WARNING, NOTE)

# what Frappe's safe_eval offers to a condition
CONDITION_NAMES = {"doc", "frappe", "int", "float", "long", "round"}


@dataclass(frozen=True)
class Finding:
	"""One remark. message: English template with {0}...; an argument that is a tuple is a list of names.
	state, row: where in the workflow (row 0: nowhere)."""

	level: str
	code: str
	message: str
	args: tuple = ()
	state: str = ""
	row: int = 0

	@property
	def text(self) -> str:
		"""The English sentence."""
		return self.message.format(*(", ".join(arg) if isinstance(arg, tuple) else arg for arg in self.args))


@dataclass(frozen=True)
class Arrow:
	"""A transition as the rules see it: from status to status, and the gates it asks."""

	transition: TransitionRow
	source: str
	target: str
	way: str
	gates: tuple[str, ...]
	refused: bool = False


@dataclass(frozen=True)
class Check:
	"""Result for one workflow. route: one way from the first state to the end, () when there is none."""

	name: str
	doctype: str
	findings: tuple[Finding, ...]
	arrows: tuple[Arrow, ...]
	route: tuple[Arrow, ...]

	@property
	def worst(self) -> str:
		"""The gravest level among the findings, "" when there is none."""
		found = {finding.level for finding in self.findings}
		return next((level for level in LEVELS if level in found), "")


def check(workflow: WorkflowFacts, rules: Rules, users: Mapping[str, int]) -> Check:
	"""Check one workflow. users: role -> number of enabled users; a role that is missing or disabled is not in it."""
	graph = _Graph(workflow, rules)
	findings = [
		*_check_settings(workflow),
		*_check_states(workflow, rules),
		*_check_reach(workflow, rules, graph),
		*_check_arrows(rules, graph.arrows),
		*_check_people(workflow, users),
	]
	for transition in workflow.transitions:
		findings.extend(_check_condition(transition, rules))
	findings.sort(key=lambda finding: LEVELS.index(finding.level))
	return Check(workflow.name, workflow.doctype, tuple(findings), tuple(graph.arrows), graph.route())


class _Graph:
	"""The pairs (state, status) that a record can come into. A state without a status of its own keeps the one the
	record had, so that one state may occur with several."""

	def __init__(self, workflow: WorkflowFacts, rules: Rules) -> None:
		self.workflow = workflow
		self.rules = rules
		self.own = {row.state: own_status(row, rules) for row in reversed(workflow.states)}
		self.arrows: list[Arrow] = []
		self.steps: dict[tuple[str, str], list[tuple[Arrow, tuple[str, str]]]] = {}
		self.start = None
		if workflow.states:
			first = workflow.states[0].state
			self.start = (first, self.own[first] or rules.line[0])
			self._walk()

	def _walk(self) -> None:
		queue = [self.start]
		self.steps = {self.start: []}
		for node in queue:
			for transition in self.workflow.transitions:
				if transition.state != node[0] or transition.next_state not in self.own:
					continue
				target = (transition.next_state, self.own[transition.next_state] or node[1])
				arrow = self._arrow(transition, node[1], target[1])
				self.arrows.append(arrow)
				self.steps[node].append((arrow, target))
				if target not in self.steps:
					self.steps[target] = []
					queue.append(target)

	def _arrow(self, transition: TransitionRow, source: str, target: str) -> Arrow:
		way = self.rules.way(source, target)
		allowed = way in (SAME, FORWARD) or (source, target) in self.rules.moves
		return Arrow(transition, source, target, way, self.rules.gates(source, target), not allowed)

	def reached(self) -> set[str]:
		"""States a record can come into."""
		return {state for state, _status in self.steps}

	def stuck(self) -> list[str]:
		"""States from which the end of the line cannot be reached, those beside the line left out."""
		good = {node for node in self.steps if node[1] == self.rules.line[-1]}
		grown = True
		while grown:
			more = {
				node
				for node, steps in self.steps.items()
				if node not in good and any(to in good and not arrow.refused for arrow, to in steps)
			}
			good |= more
			grown = bool(more)
		bad = {state for state, status in self.steps.keys() - good if status not in self.rules.aside}
		return [row.state for row in self.workflow.states if row.state in bad]

	def route(self) -> tuple[Arrow, ...]:
		"""A way from the first state to the end: one that jumps nothing if there is one, else the shortest."""
		return self._search(jumps=False) or self._search(jumps=True)

	def _search(self, jumps: bool) -> tuple[Arrow, ...]:
		queue = [(self.start, ())] if self.start else []
		seen = {self.start}
		for node, path in queue:
			if node[1] == self.rules.line[-1]:
				return path
			for arrow, target in self.steps[node]:
				if target not in seen and not arrow.refused and (jumps or self._plain(arrow)):
					seen.add(target)
					queue.append((target, (*path, arrow)))
		return ()

	def _plain(self, arrow: Arrow) -> bool:
		line = self.rules.line
		if arrow.way == SAME:
			return True
		return arrow.way == FORWARD and line.index(arrow.target) - line.index(arrow.source) == 1


def own_status(row: StateRow, rules: Rules) -> str:
	"""The status a state sets; "" when it sets none, or one that the rules do not know."""
	known = row.update_field == rules.field and row.update_value in (*rules.line, *rules.aside)
	return row.update_value if known else ""


def _check_settings(workflow: WorkflowFacts) -> Iterable[Finding]:
	if workflow.state_field != WORKFLOW_STATE_FIELD:
		message = N_("The Workflow State Field is {0}. Set it to {1}: the rules look at no other field.")
		yield Finding(ERROR, "state_field", message, (workflow.state_field, WORKFLOW_STATE_FIELD))
	if workflow.mails:
		message = N_(
			"Send Email Alert is on: everybody who has the role gets the mail, wherever they serve. Turn it off."
		)
		yield Finding(WARNING, "mails", message)
	if not workflow.states:
		yield Finding(
			ERROR, "empty", N_("The workflow has no state. Add the states, the first one being the start.")
		)


def _check_states(workflow: WorkflowFacts, rules: Rules) -> Iterable[Finding]:
	for row in workflow.states:
		finding = _check_state(row, rules)
		if finding:
			yield finding
	if workflow.states and own_status(workflow.states[0], rules) not in ("", rules.line[0]):
		row = workflow.states[0]
		message = N_("A new record starts in state {0}, which sets {1}; it has to start as {2}.")
		yield Finding(
			ERROR, "start", message, (row.state, row.update_value, rules.line[0]), row.state, row.row
		)
	present = {own_status(row, rules) for row in workflow.states}
	for status in (*rules.line, *rules.aside):
		if status not in present:
			message = N_(
				"No state stands for {0}. Its gate is asked all the same whenever a record passes it."
			)
			yield Finding(WARNING, "missing_status", message, (status,))


def _check_state(row: StateRow, rules: Rules) -> Finding | None:
	if str(row.doc_status or "0") != "0":
		message = N_("State {0} has Doc Status {1}. Set it to 0: these records are never submitted.")
		return Finding(ERROR, "docstatus", message, (row.state, row.doc_status), row.state, row.row)
	if not row.update_field:
		message = N_("State {0} sets no {1}: the record keeps the one it had.")
		return Finding(NOTE, "no_status", message, (row.state, rules.label), row.state, row.row)
	if row.update_field != rules.field:
		message = N_("State {0} updates the field {1}. Set its Update Field to {2}, or leave it empty.")
		args = (row.state, row.update_field, rules.label)
		return Finding(ERROR, "update_field", message, args, row.state, row.row)
	if not own_status(row, rules):
		message = N_("State {0} sets {1} to {2}, which is none of: {3}.")
		args = (row.state, rules.label, row.update_value, (*rules.line, *rules.aside))
		return Finding(ERROR, "update_value", message, args, row.state, row.row)
	return None


def _check_reach(workflow: WorkflowFacts, rules: Rules, graph: _Graph) -> Iterable[Finding]:
	reached = graph.reached()
	for row in workflow.states:
		if row.state not in reached:
			message = N_("No way leads to state {0} from the first state. Add a transition into it.")
			yield Finding(ERROR, "unreachable", message, (row.state,), row.state, row.row)
	for state in graph.stuck():
		message = N_("From state {0} no way leads to {1}. Add a transition out of it.")
		yield Finding(ERROR, "dead_end", message, (state, rules.line[-1]), state)


def _check_arrows(rules: Rules, arrows: Iterable[Arrow]) -> Iterable[Finding]:
	for arrow in arrows:
		row = arrow.transition
		if arrow.refused:
			message = N_("{0} leads from {1} to {2}, which the rules never allow: it is always refused.")
			args = (row.action, arrow.source, arrow.target)
			yield Finding(ERROR, "refused", message, args, row.state, row.row)
		elif len(arrow.gates) > 1:
			message = N_("{0} passes over {1} in one step. All these gates are asked at once: {2}.")
			args = (row.action, arrow.gates[:-1], arrow.gates)
			yield Finding(NOTE, "skip", message, args, row.state, row.row)
		if _self_approved(rules, arrow):
			message = N_(
				"{0} allows self-approval. Untick it: whoever prepared the record is refused in any case."
			)
			yield Finding(WARNING, "self_approval", message, (row.action,), row.state, row.row)


def _self_approved(rules: Rules, arrow: Arrow) -> bool:
	"""Whether an approval, on the way or at its end, is open to the one who prepared the record."""
	row = arrow.transition
	if not row.self_approval or (arrow.source, arrow.target, row.condition.strip()) in rules.waived:
		return False
	exact = rules.moves.get((arrow.source, arrow.target))
	if exact:
		return exact == documents.APPROVAL
	passed = {kind for (_source, target), kind in rules.moves.items() if target in arrow.gates}
	return documents.APPROVAL in passed


def _check_people(workflow: WorkflowFacts, users: Mapping[str, int]) -> Iterable[Finding]:
	"""Roles that do not exist, and actions that nobody has a role for; one remark for each role or set of roles."""
	lost: dict[str, dict] = {}
	open_to: dict[tuple[str, str, str], list[str]] = {}
	for row in workflow.transitions:
		if row.role not in users:
			lost.setdefault(row.role, {})[row.action] = None
		open_to.setdefault((row.state, row.action, row.next_state), []).append(row.role)
	for role, actions in lost.items():
		message = N_("The role {0} is disabled or does not exist, so nobody can use it for: {1}.")
		yield Finding(ERROR, "no_role", message, (role, tuple(actions)))
	idle: dict[tuple[str, ...], dict] = {}
	for (_state, action, _next), roles in open_to.items():
		if not any(users.get(role) for role in roles):
			idle.setdefault(tuple(sorted(set(roles))), {})[action] = None
	for roles, actions in idle.items():
		message = N_("Nobody can take {0}: no enabled user has a role of these: {1}.")
		yield Finding(WARNING, "no_user", message, (tuple(actions), roles))


def _check_condition(row: TransitionRow, rules: Rules) -> Iterable[Finding]:
	if not row.condition.strip():
		return
	try:
		tree = ast.parse(row.condition.strip(), mode="eval")
	except (SyntaxError, ValueError) as error:
		message = N_("Nobody can take {0}: its condition cannot be read ({1}).")
		reason = getattr(error, "msg", None) or str(error)
		yield Finding(ERROR, "condition", message, (row.action, reason), row.state, row.row)
		return
	for name in unknown_names(tree, rules.doc_fields):
		message = N_("The condition of {0} asks for {1}, which the record does not have.")
		yield Finding(ERROR, "condition_name", message, (row.action, name), row.state, row.row)


def unknown_names(tree: ast.AST, doc_fields: frozenset[str]) -> list[str]:
	"""Names a condition reads and nobody defines: variables other than doc and frappe, fields the record lacks."""
	unknown = []
	for node in ast.walk(tree):
		if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "doc":
			if doc_fields and node.attr not in doc_fields:
				unknown.append(f"doc.{node.attr}")
		elif isinstance(node, ast.Name) and node.id not in CONDITION_NAMES:
			unknown.append(node.id)
	return sorted(set(unknown))
