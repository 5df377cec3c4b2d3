"""An administrator edits a workflow in the desk; the gates hold on every way in."""

import frappe
from frappe.model.workflow import apply_workflow

from hazard_governance.domain.documents import APPROVAL, DOCUMENT_MOVES
from hazard_governance.tests import base, ways_in
from hazard_governance.tests.steps import ENTERPRISE, StepsTestCase

REFUSALS = (frappe.ValidationError, frappe.PermissionError)


class WorkflowTestCase(StepsTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.administrator = base.make_user(
			"System Manager", "Hazard Governance Manager", name="steps-administrator"
		)

	def tearDown(self) -> None:
		super().tearDown()
		# the active workflow of a DocType is cached beyond the transaction
		frappe.clear_cache()

	def edit_workflow(
		self, name: str, states: tuple = (), transitions: tuple = (), without: tuple = ()
	) -> None:
		"""What an administrator does in the desk: add states and transitions, take out those of some actions."""
		with base.as_user(self.administrator):
			for state in states:
				if not frappe.db.exists("Workflow State", state["state"]):
					frappe.get_doc(
						{"doctype": "Workflow State", "workflow_state_name": state["state"]}
					).insert()
			for row in transitions:
				if not frappe.db.exists("Workflow Action Master", row["action"]):
					frappe.get_doc(
						{"doctype": "Workflow Action Master", "workflow_action_name": row["action"]}
					).insert()
			workflow = frappe.get_doc("Workflow", name)
			workflow.set("transitions", [row for row in workflow.transitions if row.action not in without])
			for state in states:
				workflow.append("states", {"doc_status": "0", "allow_edit": "All", **state})
			for row in transitions:
				workflow.append("transitions", row)
			workflow.save()

	def switch_off(self, name: str) -> None:
		with base.as_user(self.administrator):
			workflow = frappe.get_doc("Workflow", name)
			workflow.is_active = 0
			workflow.save()
		frappe.clear_cache()

	def stored(self, doc) -> tuple:
		field = "stage" if doc.doctype == "Hazard" else "status"
		return frappe.db.get_value(doc.doctype, doc.name, [field, "workflow_state", "docstatus"])

	def try_way(self, call) -> str:
		"""Take one way; returns the words of the refusal, "" when nothing was said."""
		frappe.clear_messages()
		try:
			call()
		except REFUSALS as error:
			return str(error)
		return " ".join(str(frappe.parse_json(row).get("message")) for row in frappe.message_log or [])

	def assertAllRefused(self, doc, user: str, ways: dict) -> dict[str, str]:
		"""Every way leaves the record where it was; returns what each one said."""
		before, said = self.stored(doc), {}
		for label, call in ways.items():
			with self.subTest(way=label), base.as_user(user):
				said[label] = self.try_way(call)
				self.assertEqual(self.stored(doc), before)
		return said

	def hazard_in(self, stage: str, **overrides):
		hazard = self.hazard(**overrides)
		self.set_stage(hazard, stage)
		return frappe.get_doc("Hazard", hazard.name)

	def submitted_plan(self, prepared_by: str):
		"""A complete plan, prepared and submitted by the same person."""
		plan = self.plan(self.hazard(), user=prepared_by)
		return self.act(plan, "Submit Plan", prepared_by)


class TestShippedWorkflows(WorkflowTestCase):
	def test_a_satisfied_gate_opens_on_every_way_that_names_the_state(self):
		"""The other tests would pass if nothing could ever be moved; this one would not."""
		labels = ways_in.by_state("Hazard", "", "", "stage", "", "")
		for label in labels:
			hazard = self.hazard(
				immediate_measures=[{"measure": "Grinding stopped", "taken_by": "Shift leader"}]
			)
			ways = ways_in.by_state(
				"Hazard", hazard.name, "Hazard Rectifying", "stage", "Rectifying", "Start Rectification"
			)
			with self.subTest(way=label), base.as_user(self.officer):
				said = self.try_way(ways[label])
				self.assertEqual(self.stored(hazard), ("Rectifying", "Hazard Rectifying", 0), said)

	def test_an_unsatisfied_gate_is_shut_on_every_way(self):
		hazard = self.hazard_in("Rectifying")
		said = self.assertAllRefused(
			hazard,
			self.officer,
			{
				**ways_in.by_state(
					"Hazard",
					hazard.name,
					"Hazard Pending Acceptance",
					"stage",
					"Pending Acceptance",
					"Request Acceptance",
				),
				**ways_in.by_status("Hazard", hazard.name, "stage", "Pending Acceptance"),
			},
		)
		for label in ("apply_workflow", "client.set_value of the state", "REST PUT", "desk save"):
			self.assertIn("There is no remediation plan", said[label], label)
		for label in ("client.set_value of the status", "dragged card"):
			self.assertIn("Request Acceptance", said[label], label)

	def test_no_submit_no_cancel_no_amendment(self):
		hazard = self.hazard()
		plan = self.plan(hazard)
		count = frappe.db.count("Hazard"), frappe.db.count("Remediation Plan")
		for user in (self.officer, "Administrator"):
			self.assertAllRefused(hazard, user, ways_in.by_docstatus("Hazard", hazard.name))
			self.assertAllRefused(plan, user, ways_in.by_docstatus("Remediation Plan", plan.name))
		self.assertEqual((frappe.db.count("Hazard"), frappe.db.count("Remediation Plan")), count)

	def test_a_new_record_starts_at_the_beginning_whatever_it_says(self):
		hazard = self.hazard(stage="Filed", workflow_state="Hazard Filed")
		self.assertEqual(self.stored(hazard), ("Registered", "Hazard Registered", 0))

	def test_a_transition_belongs_to_its_role(self):
		hazard = self.hazard_in("Accepted")
		ways = ways_in.by_state(
			"Hazard", hazard.name, "Hazard Closed Out", "stage", "Closed Out", "Close Out"
		)
		self.assertAllRefused(hazard, self.officer, ways)

	def test_a_child_row_moves_nothing(self):
		hazard = self.hazard(immediate_measures=[{"measure": "Grinding stopped", "taken_by": "Shift leader"}])
		row = hazard.immediate_measures[0]
		ways = {
			"REST PUT on the row": lambda: ways_in.rest_put(
				"Hazard Immediate Measure", row.name, {"measure": "Nothing", "stage": "Filed"}
			),
			"insert of a row": lambda: frappe.client.insert(
				{
					"doctype": "Hazard Stage Log",
					"parenttype": "Hazard",
					"parentfield": "stage_log",
					"parent": hazard.name,
					"to_stage": "Filed",
				}
			),
		}
		self.assertAllRefused(hazard, self.officer, ways)
		self.assertEqual(frappe.db.get_value(row.doctype, row.name, "measure"), "Grinding stopped")
		self.assertEqual(frappe.db.count("Hazard Stage Log", {"parent": hazard.name, "to_stage": "Filed"}), 0)

	def test_going_back_asks_for_a_reason_on_every_way(self):
		hazard = self.hazard_in("Accepted")
		back = ("Hazard", hazard.name, "Hazard Rectifying", "stage", "Rectifying", "Return to Rectification")
		said = self.assertAllRefused(hazard, self.county, ways_in.by_state(*back))
		self.assertIn("The reason for going back is empty", said["apply_workflow"])
		hazard = self.act(hazard, "Return to Rectification", self.county, reason="The suction line leaks")
		self.assertEqual(self.stored(hazard), ("Rectifying", "Hazard Rectifying", 0))
		self.assertEqual(hazard.stage_log[-1].reason, "The suction line leaks")

	def test_nobody_approves_their_own_plan_on_any_way(self):
		plan = self.submitted_plan(self.principal)
		ways = ways_in.by_state(
			plan.doctype, plan.name, "Plan Approved", "status", "Approved", "Approve Plan"
		)
		said = self.assertAllRefused(plan, self.principal, ways)
		self.assertIn("Self approval", said["apply_workflow"])
		self.assertIn("does not approve it", said["REST PUT"])

	def test_every_approval_of_every_document_asks_for_a_second_person(self):
		"""A verification has its own rule (the lone clerk), asked with its gate."""
		for doctype, document_moves in DOCUMENT_MOVES.items():
			for (old, new), move in document_moves.items():
				if move.kind != APPROVAL or doctype == "Hazard Verification":
					continue
				for fieldname in ("prepared_by", "owner"):
					doc = frappe.new_doc(doctype, hazard=self.hazard().name, enterprise=ENTERPRISE)
					doc.update(
						{"prepared_by": self.officer, "owner": self.officer, fieldname: self.principal}
					)
					with self.subTest(doctype=doctype, to=new, by=fieldname), base.as_user(self.principal):
						found = doc.check_people(old, new, move)
						self.assertIn("does not approve it", " ".join(row.text for row in found))
				with self.subTest(doctype=doctype, to=new), base.as_user(self.county):
					self.assertEqual(doc.check_people(old, new, move), [])

	def test_another_person_approves_it_on_every_way(self):
		for label in ways_in.by_state("", "", "", "", "", ""):
			plan = self.submitted_plan(self.officer)
			ways = ways_in.by_state(
				plan.doctype, plan.name, "Plan Approved", "status", "Approved", "Approve Plan"
			)
			with self.subTest(way=label), base.as_user(self.principal):
				said = self.try_way(ways[label])
				self.assertEqual(self.stored(plan)[0], "Approved", said)
				decided_by = frappe.db.get_value(plan.doctype, plan.name, "decided_by")
				self.assertEqual(decided_by, self.principal)

	def test_consent_of_an_authority_stands_for_the_second_signature(self):
		plan = self.submitted_plan(self.principal)
		self.assertRefused(
			"Not a valid Workflow Action", self.act, plan, "Approve Plan as Sole Operator", self.principal
		)
		frappe.db.set_value(
			"Regulated Enterprise",
			ENTERPRISE,
			{
				"sole_operator": 1,
				"sole_operator_authority": "Steps County Safety Committee Office",
				"sole_operator_consent_on": "2026-01-05",
			},
		)
		plan = self.act(plan, "Approve Plan as Sole Operator", self.principal)
		self.assertEqual((plan.status, plan.sole_operator_approval), ("Approved", 1))


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
		from frappe.model.workflow import get_common_transition_actions

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
