"""The check of an edited workflow: the shipped ones are clean, and every edit that hurts is named."""

from dataclasses import replace

import pytest

from hazard_governance.domain import documents
from hazard_governance.domain.workflow_check import ERROR, NOTE, WARNING, check
from hazard_governance.domain.workflow_model import Rules, StateRow, TransitionRow, WorkflowFacts
from hazard_governance.setup.workflow_data import BY_DOCTYPE, HAZARD, OFFICES, PLAN, WORKFLOWS


def facts_of(spec):
	return WorkflowFacts(
		spec.name,
		spec.doctype,
		tuple(StateRow(i, row.name, "0", spec.field, row.status) for i, row in enumerate(spec.states, 1)),
		tuple(
			TransitionRow(i, row.state, row.action, row.next_state, row.role, row.condition, not row.approval)
			for i, row in enumerate(spec.transitions, 1)
		),
	)


def waived(spec):
	return [
		(spec.status_of(row.state), spec.status_of(row.next_state), row.condition)
		for row in spec.transitions
		if not row.approval
	]


def run(workflow, users=None, doc_fields=()):
	rules = Rules.of(workflow.doctype, doc_fields, waived(BY_DOCTYPE[workflow.doctype]))
	if users is None:
		users = {row.role: 1 for row in workflow.transitions}
	return check(workflow, rules, users)


def of_enterprise(workflow):
	"""Without the arrows by which an office enters the papers of an enterprise that is no user."""
	return replace(workflow, transitions=tuple(r for r in workflow.transitions if r.role not in OFFICES))


def edit_state(workflow, name, **changes):
	states = tuple(replace(row, **changes) if row.state == name else row for row in workflow.states)
	return replace(workflow, states=states)


def add(workflow, states=(), transitions=()):
	return replace(
		workflow,
		states=(*workflow.states, *(replace(row, row=90 + i) for i, row in enumerate(states))),
		transitions=(*workflow.transitions, *transitions),
	)


def arrow(state, action, next_state, role="County Safety Office", **values):
	return TransitionRow(99, state, action, next_state, role, **values)


def codes(result):
	return {(finding.level, finding.code, finding.state) for finding in result.findings}


@pytest.mark.parametrize("spec", WORKFLOWS, ids=lambda spec: spec.doctype)
def test_shipped_workflow_is_clean_and_its_route_passes_every_gate_in_order(spec):
	result = run(facts_of(spec))
	rules = Rules.of(spec.doctype)
	assert result.findings == ()
	assert result.worst == ""
	assert tuple(gate for step in result.route for gate in step.gates) == rules.line[1:]


def test_line_and_ends_beside_it():
	case = Rules.of("Supervision Case")
	assert case.line == ("Proposed", "In Force", "Acceptance Requested", "Delisted")
	assert case.aside == ("Not Adopted", "Raised", "Withdrawn")
	assert Rules.of("Hazard").aside == ("Withdrawn",)
	assert Rules.of("Case Referral").aside == ("Refused",)
	with_ends = {doctype for doctype in documents.STATUSES if Rules.of(doctype).aside}
	assert with_ends == {"Supervision Case", "Case Referral"}


def test_state_without_a_stage_keeps_the_record_where_it_is():
	"""An administrator's "County Reviewed" before acceptance: a note, no error, and the gate stays behind it."""
	facts = facts_of(HAZARD)
	kept = tuple(row for row in facts.transitions if row.action != "Accept Rectification")
	workflow = add(
		replace(facts, transitions=kept),
		[StateRow(0, "County Reviewed")],
		[
			arrow("Hazard Pending Acceptance", "County Review", "County Reviewed"),
			arrow("County Reviewed", "Accept Rectification", "Hazard Accepted", "Enterprise Principal"),
		],
	)
	result = run(workflow)
	assert codes(result) == {(NOTE, "no_status", "County Reviewed")}
	assert [(step.transition.action, step.gates) for step in result.route] == [
		("Start Rectification", ("Rectifying",)),
		("Request Acceptance", ("Pending Acceptance",)),
		("County Review", ()),
		("Accept Rectification", ("Accepted",)),
		("Close Out", ("Closed Out",)),
		("File Hazard", ("Filed",)),
	]


def test_a_jump_names_every_gate_in_between():
	workflow = add(facts_of(HAZARD), [], [arrow("Hazard Rectifying", "Quick Close", "Hazard Closed Out")])
	result = run(workflow)
	assert codes(result) == {(NOTE, "skip", "Hazard Rectifying")}
	jump = next(step for step in result.arrows if step.transition.action == "Quick Close")
	assert jump.gates == ("Pending Acceptance", "Accepted", "Closed Out")
	assert "Pending Acceptance, Accepted in one step" in result.findings[0].text
	assert "Quick Close" not in [step.transition.action for step in result.route]


def test_route_that_has_to_jump_is_still_shown():
	facts = facts_of(HAZARD)
	kept = tuple(row for row in facts.transitions if row.action != "Request Acceptance")
	workflow = add(
		replace(facts, transitions=kept), [], [arrow("Hazard Rectifying", "Quick Close", "Hazard Closed Out")]
	)
	result = run(workflow)
	assert (ERROR, "unreachable", "Hazard Pending Acceptance") in codes(result)
	assert [step.transition.action for step in result.route] == [
		"Start Rectification",
		"Quick Close",
		"File Hazard",
	]


@pytest.mark.parametrize(
	("changes", "code"),
	[
		({"doc_status": "1"}, "docstatus"),
		({"update_field": "hazard_title"}, "update_field"),
		({"update_value": "Half Done"}, "update_value"),
	],
)
def test_wrong_state_row(changes, code):
	result = run(edit_state(facts_of(HAZARD), "Hazard Accepted", **changes))
	assert (ERROR, code, "Hazard Accepted") in codes(result)
	assert result.worst == ERROR


def test_status_without_a_state():
	result = run(edit_state(facts_of(HAZARD), "Hazard Accepted", update_field="", update_value=""))
	assert [finding.args for finding in result.findings if finding.code == "missing_status"] == [
		("Accepted",)
	]


def test_a_record_must_start_at_the_beginning():
	facts = facts_of(HAZARD)
	workflow = replace(facts, states=(facts.states[1], facts.states[0], *facts.states[2:]))
	assert (ERROR, "start", "Hazard Rectifying") in codes(run(workflow))


def test_transition_that_the_rules_never_allow():
	workflow = add(facts_of(HAZARD), [], [arrow("Hazard Filed", "Bring Back", "Hazard Accepted")])
	assert (ERROR, "refused", "Hazard Filed") in codes(run(workflow))


def test_dead_end_and_unreachable_state():
	workflow = add(
		facts_of(PLAN),
		[StateRow(0, "Plan Parked"), StateRow(0, "Plan Forgotten")],
		[arrow("Plan Submitted", "Park", "Plan Parked")],
	)
	found = codes(run(workflow))
	assert (ERROR, "dead_end", "Plan Parked") in found
	assert (ERROR, "unreachable", "Plan Forgotten") in found
	assert (ERROR, "dead_end", "Plan Submitted") not in found


def test_an_end_beside_the_line_is_no_dead_end():
	assert not [f for f in run(facts_of(BY_DOCTYPE["Supervision Case"])).findings if f.code == "dead_end"]


def test_self_approval_switched_on():
	facts = facts_of(PLAN)
	rows = tuple(
		replace(row, self_approval=True) if row.action == "Approve Plan" else row for row in facts.transitions
	)
	result = run(replace(facts, transitions=rows))
	assert codes(result) == {(WARNING, "self_approval", "Plan Submitted")}


def test_a_jump_over_an_approval_is_one():
	jump = arrow("Plan Draft", "Quick Approval", "Plan Approved", "Enterprise Principal", self_approval=True)
	result = run(add(facts_of(PLAN), [], [jump]))
	assert codes(result) == {(NOTE, "skip", "Plan Draft"), (WARNING, "self_approval", "Plan Draft")}


def test_a_twin_without_its_condition_is_self_approval():
	facts = facts_of(PLAN)
	rows = tuple(
		replace(row, condition="") if "Sole Operator" in row.action else row for row in facts.transitions
	)
	assert (WARNING, "self_approval", "Plan Submitted") in codes(run(replace(facts, transitions=rows)))


def test_transitions_nobody_can_take():
	"""One remark for each role: the officer's is gone, the principal's has no user, so nobody is left for either."""
	result = run(of_enterprise(facts_of(PLAN)), users={"Enterprise Principal": 0})
	assert {(f.level, f.code, f.args) for f in result.findings} == {
		(ERROR, "no_role", ("Enterprise Safety Officer", ("Submit Plan", "Revise Plan"))),
		(
			WARNING,
			"no_user",
			(("Submit Plan", "Revise Plan"), ("Enterprise Principal", "Enterprise Safety Officer")),
		),
		(
			WARNING,
			"no_user",
			(("Approve Plan", "Approve Plan as Sole Operator", "Return Plan"), ("Enterprise Principal",)),
		),
	}


def test_one_role_with_a_user_is_enough():
	users = {"Enterprise Principal": 1, "Enterprise Safety Officer": 0}
	assert run(of_enterprise(facts_of(PLAN)), users=users).findings == ()


@pytest.mark.parametrize(
	("condition", "code"),
	[("doc.level ==", "condition"), ("doc.levle == 1", "condition_name"), ("level == 1", "condition_name")],
)
def test_condition_that_cannot_work(condition, code):
	workflow = add(
		facts_of(PLAN), [], [arrow("Plan Submitted", "Return Plan", "Plan Draft", condition=condition)]
	)
	assert codes(run(workflow, doc_fields=["level", "enterprise", "entered_by_authority"])) == {
		(ERROR, code, "Plan Submitted")
	}


def test_condition_that_works_is_not_named():
	workflow = add(
		facts_of(PLAN),
		[],
		[arrow("Plan Submitted", "Return Plan", "Plan Draft", condition="int(doc.level) > 1")],
	)
	assert run(workflow, doc_fields=["level", "enterprise", "entered_by_authority"]).findings == ()


def test_settings_of_the_workflow():
	facts = replace(facts_of(PLAN), state_field="plan_state", mails=True)
	assert {finding.code for finding in run(facts).findings} == {"state_field", "mails"}


def test_workflow_without_states():
	result = run(replace(facts_of(PLAN), states=(), transitions=()))
	assert "empty" in {finding.code for finding in result.findings}
	assert result.route == ()
