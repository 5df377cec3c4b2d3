"""An administrator edits a workflow in the desk, or switches it off; the gates hold on every way in."""

import frappe
from frappe.model.workflow import apply_workflow, get_common_transition_actions

from hazard_governance.tests import base, ways_in
from hazard_governance.tests.workflow_case import WorkflowTestCase


class TestEditedWorkflows(WorkflowTestCase):
	def add_county_review(self) -> None:
		"""Between Rectifying and Pending Acceptance the county has a look: a state with no stage of its own."""
		self.edit_workflow(
			"Hazard Governance",
			states=({"state": "County Reviewed"},),
			transitions=(
				{
					"state": "Hazard Rectifying",
					"action": "Review by County",
					"next_state": "County Reviewed",
					"allowed": "County Safety Office",
				},
				{
					"state": "County Reviewed",
					"action": "Request Acceptance",
					"next_state": "Hazard Pending Acceptance",
					"allowed": "Enterprise Safety Officer",
				},
			),
			without=("Request Acceptance",),
		)

	def test_a_state_without_a_stage_keeps_the_stage_and_the_gate_behind_it(self):
		self.add_county_review()
		hazard = self.hazard_in("Rectifying")
		hazard = self.act(hazard, "Review by County", self.county)
		self.assertEqual(self.stored(hazard), ("Rectifying", "County Reviewed", 0))
		ways = ways_in.by_state(
			"Hazard",
			hazard.name,
			"Hazard Pending Acceptance",
			"stage",
			"Pending Acceptance",
			"Request Acceptance",
		)
		ways.update(ways_in.by_status("Hazard", hazard.name, "stage", "Pending Acceptance"))
		said = self.assertAllRefused(hazard, self.officer, ways)
		self.assertIn("There is no remediation plan", said["apply_workflow"])
		self.assertIn("There is no remediation plan", said["client.set_value of the state"])

	def test_the_new_state_belongs_to_the_new_approver(self):
		self.add_county_review()
		hazard = self.hazard_in("Rectifying")
		ways = ways_in.by_state(
			"Hazard", hazard.name, "County Reviewed", "stage", "Rectifying", "Review by County"
		)
		self.assertAllRefused(hazard, self.officer, ways)
		self.act(hazard, "Review by County", self.county)

	def test_the_old_way_is_closed_once_it_is_taken_out(self):
		self.add_county_review()
		hazard = self.hazard_in("Rectifying")
		ways = ways_in.by_state(
			"Hazard",
			hazard.name,
			"Hazard Pending Acceptance",
			"stage",
			"Pending Acceptance",
			"Request Acceptance",
		)
		said = self.assertAllRefused(hazard, self.officer, ways)
		self.assertIn("not allowed from", said["REST PUT"])

	def test_skipping_stages_asks_every_gate_in_between(self):
		self.edit_workflow(
			"Hazard Governance",
			transitions=(
				{
					"state": "Hazard Rectifying",
					"action": "Close at Once",
					"next_state": "Hazard Closed Out",
					"allowed": "County Safety Office",
				},
			),
		)
		hazard = self.hazard_in("Rectifying")
		ways = ways_in.by_state(
			"Hazard", hazard.name, "Hazard Closed Out", "stage", "Closed Out", "Close at Once"
		)
		said = self.assertAllRefused(hazard, self.county, ways)
		for label in ("apply_workflow", "REST PUT"):
			self.assertIn("There is no remediation plan", said[label])  # Pending Acceptance
			self.assertIn("evaluation", said[label])  # Accepted
			self.assertIn("not verified by an authority", said[label])  # Closed Out

	def test_a_move_the_rules_do_not_know_is_refused(self):
		self.edit_workflow(
			"Hazard Governance",
			transitions=(
				{
					"state": "Hazard Registered",
					"action": "Throw Away",
					"next_state": "Hazard Withdrawn",
					"allowed": "Enterprise Safety Officer",
				},
				{
					"state": "Hazard Filed",
					"action": "Bring Back",
					"next_state": "Hazard Accepted",
					"allowed": "County Safety Office",
				},
			),
		)
		hazard = self.hazard()
		ways = ways_in.by_state("Hazard", hazard.name, "Hazard Withdrawn", "stage", "Withdrawn", "Throw Away")
		self.assertAllRefused(hazard, self.officer, ways)
		filed = self.hazard_in("Filed")
		ways = ways_in.by_state("Hazard", filed.name, "Hazard Accepted", "stage", "Accepted", "Bring Back")
		self.assertAllRefused(filed, self.county, ways)

	def test_a_state_that_claims_a_later_stage_asks_its_gates(self):
		"""The state is called a draft, its update field says Closed Out: what counts is the stage."""
		self.edit_workflow(
			"Hazard Governance",
			states=({"state": "Harmless Note", "update_field": "stage", "update_value": "Closed Out"},),
			transitions=(
				{
					"state": "Hazard Registered",
					"action": "Take Note",
					"next_state": "Harmless Note",
					"allowed": "County Safety Office",
				},
			),
		)
		hazard = self.hazard()
		ways = ways_in.by_state("Hazard", hazard.name, "Harmless Note", "stage", "Registered", "Take Note")
		said = self.assertAllRefused(hazard, self.county, ways)
		self.assertIn("not verified by an authority", said["apply_workflow"])

	def test_an_update_field_does_not_write_what_the_server_owns(self):
		self.edit_workflow(
			"Hazard Governance",
			states=(
				{"state": "Numbered", "update_field": "register_no", "update_value": "990402-202601-0001"},
			),
			transitions=(
				{
					"state": "Hazard Registered",
					"action": "Give Number",
					"next_state": "Numbered",
					"allowed": "County Safety Office",
				},
			),
		)
		hazard = self.act(self.hazard(), "Give Number", self.county)
		self.assertEqual(self.stored(hazard), ("Registered", "Numbered", 0))
		self.assertFalse(hazard.register_no)

	def test_a_further_approver_of_the_plan(self):
		"""Officer checks between submission and approval; the one who prepared it is kept out of the last step."""
		self.edit_workflow(
			"Remediation Plan Approval",
			states=({"state": "Plan Checked"},),
			transitions=(
				{
					"state": "Plan Submitted",
					"action": "Check Plan",
					"next_state": "Plan Checked",
					"allowed": "Enterprise Safety Officer",
				},
				{
					"state": "Plan Checked",
					"action": "Approve Plan",
					"next_state": "Plan Approved",
					"allowed": "Enterprise Principal",
				},
			),
			without=("Approve Plan", "Approve Plan as Sole Operator"),
		)
		ways = ("Plan Approved", "status", "Approved", "Approve Plan")
		own = self.act(self.submitted_plan(self.principal), "Check Plan", self.officer)
		# the administrator left self-approval on for the new transition
		said = self.assertAllRefused(own, self.principal, ways_in.by_state(own.doctype, own.name, *ways))
		self.assertIn("does not approve it", said["apply_workflow"])
		other = self.act(self.submitted_plan(self.officer), "Check Plan", self.officer)
		self.assertEqual(self.stored(other), ("Submitted", "Plan Checked", 0))
		other = self.act(other, "Approve Plan", self.principal)
		self.assertEqual(self.stored(other), ("Approved", "Plan Approved", 0))

	def test_a_submitting_state_submits_nothing(self):
		with base.as_user(self.administrator):
			workflow = frappe.get_doc("Workflow", "Remediation Plan Approval")
			for row in workflow.states:
				if row.state == "Plan Approved":
					row.doc_status = "1"
			workflow.set("transitions", [row for row in workflow.transitions if row.state != "Plan Approved"])
			workflow.save()
		plan = self.submitted_plan(self.officer)
		self.assertRefused(
			"not submitted",
			self.act,
			plan,
			"Approve Plan",
			self.principal,
			exc=frappe.DocstatusTransitionError,
		)
		self.assertEqual(self.stored(plan), ("Submitted", "Plan Submitted", 0))

	def test_a_record_in_a_state_that_was_taken_out_goes_on(self):
		self.add_county_review()
		hazard = self.act(self.hazard_in("Rectifying"), "Review by County", self.county)
		with base.as_user(self.administrator):
			workflow = frappe.get_doc("Workflow", "Hazard Governance")
			workflow.set("states", [row for row in workflow.states if row.state != "County Reviewed"])
			workflow.set(
				"transitions",
				[row for row in workflow.transitions if "County Reviewed" not in (row.state, row.next_state)],
			)
			workflow.save()
		hazard = self.save(hazard, self.officer, possible_harm="Dust explosion in the whole bay")
		self.assertEqual(self.stored(hazard), ("Rectifying", "Hazard Rectifying", 0))


class TestWithoutWorkflow(WorkflowTestCase):
	def test_gates_and_people_hold_when_the_workflow_is_switched_off(self):
		hazard = self.hazard_in("Rectifying")
		plan = self.submitted_plan(self.principal)
		self.switch_off("Hazard Governance")
		self.switch_off("Remediation Plan Approval")
		said = self.assertAllRefused(
			hazard, self.officer, ways_in.by_status("Hazard", hazard.name, "stage", "Pending Acceptance")
		)
		self.assertIn("There is no remediation plan", said["REST PUT of the status"])
		said = self.assertAllRefused(
			plan, self.principal, ways_in.by_status(plan.doctype, plan.name, "status", "Approved")
		)
		self.assertIn("does not approve it", said["REST PUT of the status"])

	def test_roles_of_the_shipped_workflow_hold_when_it_is_switched_off(self):
		plan, other = self.submitted_plan(self.principal), self.submitted_plan(self.officer)
		self.switch_off("Remediation Plan Approval")
		said = self.assertAllRefused(
			plan, self.officer, ways_in.by_status(plan.doctype, plan.name, "status", "Approved")
		)
		self.assertIn("Enterprise Principal", said["REST PUT of the status"])
		self.save(other, self.principal, status="Approved")
		self.assertEqual(frappe.db.get_value(other.doctype, other.name, "status"), "Approved")

	def test_state_follows_the_stage_when_the_workflow_is_switched_on_again(self):
		hazard = self.hazard(immediate_measures=[{"measure": "Grinding stopped", "taken_by": "Shift leader"}])
		self.switch_off("Hazard Governance")
		self.save(hazard, self.officer, stage="Rectifying")
		with base.as_user(self.administrator):
			workflow = frappe.get_doc("Workflow", "Hazard Governance")
			workflow.is_active = 1
			workflow.save()
		frappe.clear_cache()
		hazard = self.save(hazard, self.officer, possible_harm="Dust explosion in the whole bay")
		self.assertEqual(self.stored(hazard), ("Rectifying", "Hazard Rectifying", 0))


class TestGuardOfWorkflows(WorkflowTestCase):
	def test_the_state_field_of_a_governed_doctype_stays(self):
		with base.as_user(self.administrator):
			workflow = frappe.get_doc("Workflow", "Hazard Governance")
			workflow.workflow_state_field = "place"
			self.assertRefused("Workflow State Field", workflow.save)

	def test_common_action_in_the_list_leaves_out_self_approval(self):
		plan = self.submitted_plan(self.principal)
		with base.as_user(self.principal):
			actions = get_common_transition_actions([plan.as_dict()], plan.doctype)
		self.assertNotIn("Approve Plan", actions)
		self.assertIn("Return Plan", actions)

	def test_workflow_actions_are_not_mailed(self):
		self.assertFalse(
			frappe.get_all(
				"Workflow", filters={"send_email_alert": 1, "document_type": "Hazard"}, order_by="name"
			)
		)
		plan = self.submitted_plan(self.officer)
		with base.as_user(self.principal):
			apply_workflow(plan.as_dict(), "Approve Plan")
		self.assertFalse(
			frappe.get_all("Email Queue", filters={"reference_name": plan.name}, order_by="name")
		)
