"""The shipped workflows say the same as the rules: pair by pair, action by action, state by state."""

import ast
import json
import re
import runpy
from pathlib import Path

import pytest

from hazard_governance.domain import documents, stages
from hazard_governance.setup.role_names import ROLES
from hazard_governance.setup.workflow_data import (
	BY_DOCTYPE,
	ENTERED,
	EVERYBODY,
	OFFICES,
	SOLE_OPERATOR,
	WORKFLOWS,
)

APP = Path(__file__).resolve().parents[2] / "hazard_governance"
STYLES = {"", "Primary", "Info", "Success", "Warning", "Danger", "Inverse"}
PREFIXES = {
	"Hazard": "Hazard",
	"Hazard Verification": "Verification",
	"Root Cause Analysis": "Analysis",
	"Accountability Action": "Accountability",
	"Remediation Plan": "Plan",
	"Production Suspension": "Suspension",
	"Rectification Acceptance": "Acceptance",
	"Source Governance Plan": "Source Governance",
	"Rectification Report": "Report",
	"Supervision Case": "Case",
	"Enforcement Decision": "Enforcement",
	"Hazard Return": "Return",
	"Case Referral": "Referral",
	"Follow-up Inspection": "Look-back",
}


def statuses_of(doctype):
	return stages.STAGES if doctype == "Hazard" else documents.STATUSES[doctype]


def actions_of(doctype):
	"""(from, to) -> action names that the rules know for the move."""
	if doctype == "Hazard":
		return {pair: {move.action} for pair, move in stages.MOVES.items()}
	return {pair: set(move.actions) for pair, move in documents.DOCUMENT_MOVES[doctype].items()}


def arrows_of(spec):
	"""(from status, to status) -> transitions of the workflow."""
	arrows = {}
	for row in spec.transitions:
		arrows.setdefault((spec.status_of(row.state), spec.status_of(row.next_state)), []).append(row)
	return arrows


def json_of(doctype):
	folder = doctype.lower().replace(" ", "_").replace("-", "_")
	return json.loads((APP / "hazard_governance" / "doctype" / folder / f"{folder}.json").read_text())


def fields_of(doctype):
	return {field["fieldname"]: field for field in json_of(doctype)["fields"]}


each_workflow = pytest.mark.parametrize("spec", WORKFLOWS, ids=lambda spec: spec.doctype)


def test_one_workflow_for_every_governed_doctype():
	assert list(BY_DOCTYPE) == list(PREFIXES)
	assert set(BY_DOCTYPE) == {"Hazard", *documents.STATUSES}
	assert len({spec.name for spec in WORKFLOWS}) == len(WORKFLOWS)


@each_workflow
def test_every_move_has_its_actions_and_every_transition_is_a_move(spec):
	found = {pair: {row.action for row in rows} for pair, rows in arrows_of(spec).items()}
	assert found == actions_of(spec.doctype)


@each_workflow
def test_one_state_for_every_status_named_after_it(spec):
	prefix = PREFIXES[spec.doctype]
	assert [row.status for row in spec.states] == list(statuses_of(spec.doctype))
	assert [row.name for row in spec.states] == [f"{prefix} {row.status}" for row in spec.states]
	assert {row.style for row in spec.states} <= STYLES
	assert {row.editor for row in spec.states} <= {EVERYBODY, *ROLES}


@each_workflow
def test_update_field_and_its_options_are_those_of_the_doctype(spec):
	field = fields_of(spec.doctype)[spec.field]
	assert field["options"].split("\n") == [row.status for row in spec.states]
	assert field["default"] == spec.states[0].status


def test_names_are_not_those_that_other_apps_share():
	states = [row.name for spec in WORKFLOWS for row in spec.states]
	actions = {row.action for spec in WORKFLOWS for row in spec.transitions}
	assert len(states) == len(set(states))
	assert not {"Approved", "Rejected", "Pending"} & set(states)
	assert not {"Approve", "Reject", "Review"} & actions


@each_workflow
def test_nobody_approves_their_own_work(spec):
	"""Every approval is off for the owner but for the sole operator, the lone clerk and the check of another's work."""
	if spec.doctype == "Hazard":
		assert not any(row.approval for row in spec.transitions)
		return
	for pair, rows in arrows_of(spec).items():
		move = documents.DOCUMENT_MOVES[spec.doctype][pair]
		for row in rows:
			waived = row.action != move.action
			assert row.approval == (move.kind == documents.APPROVAL and not waived), row
			if waived:
				assert row.condition, f"{row.action} is open to the owner without a condition"


@each_workflow
def test_a_twin_asks_for_the_consent_of_the_authority(spec):
	twins = [row for row in spec.transitions if row.action.endswith("as Sole Operator")]
	expected = {
		documents.AS_SOLE_OPERATOR.format(move.action)
		for move in documents.DOCUMENT_MOVES.get(spec.doctype, {}).values()
		if move.has_twin
	}
	assert {row.action for row in twins} == expected
	for row in twins:
		assert SOLE_OPERATOR in row.condition
		assert row.role == "Enterprise Principal"


@each_workflow
def test_an_office_approves_for_an_enterprise_only_what_is_marked_and_only_while_it_has_no_members(spec):
	rows = [row for row in spec.transitions if row.action.endswith("on Signed Paper")]
	expected = {
		documents.ON_SIGNED_PAPER.format(move.action)
		for move in documents.DOCUMENT_MOVES.get(spec.doctype, {}).values()
		if move.has_twin
	}
	assert {row.action for row in rows} == expected
	for row in rows:
		assert ENTERED in row.condition
		assert row.role in OFFICES


@each_workflow
def test_rows_of_one_action_from_one_state_agree_on_self_approval(spec):
	"""Frappe takes the last row a user may use: two that differ would make the answer a matter of order."""
	seen = {}
	for row in spec.transitions:
		assert seen.setdefault((row.state, row.action), row.approval) == row.approval
		assert row.role in ROLES
	keys = [(row.state, row.action, row.role) for row in spec.transitions]
	assert len(keys) == len(set(keys))


@each_workflow
def test_conditions_read_fields_that_exist(spec):
	fields = fields_of(spec.doctype)
	for row in spec.transitions:
		if not row.condition:
			continue
		for node in ast.walk(ast.parse(row.condition, mode="eval")):
			if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "doc":
				assert node.attr in fields, f"{row.action}: doc.{node.attr}"
		for fieldname, value in re.findall(r'doc\.(\w+) == "([^"]+)"', row.condition):
			assert value in fields[fieldname]["options"].split("\n"), row.condition


def test_the_consent_is_a_field_of_the_enterprise():
	assert fields_of("Regulated Enterprise")["sole_operator"]["fieldtype"] == "Check"


def test_whoever_takes_a_transition_may_write_the_record():
	for spec in WORKFLOWS:
		writers = {
			row["role"]
			for row in json_of(spec.doctype)["permissions"]
			if row.get("write") and not row.get("permlevel")
		}
		missing = {row.role for row in spec.transitions} - writers
		assert not missing, f"{spec.doctype}: {sorted(missing)} may act in the workflow but not write"


def test_role_fixture_and_hook_hold_the_roles():
	fixture = json.loads((APP / "fixtures" / "role.json").read_text())
	assert {row["role_name"]: bool(row["desk_access"]) for row in fixture} == ROLES
	assert [name for name, desk in ROLES.items() if desk] == ["Hazard Desk User"]
	hooks = runpy.run_path(str(APP / "hooks.py"))
	names = [entry["filters"][0][2] for entry in hooks["fixtures"] if entry["dt"] == "Role"]
	assert names == [list(ROLES)]
	assert [entry["dt"] for entry in hooks["fixtures"]] == ["Role"]
