"""The shipped workflows: what is missing keeps a record where it is, on every way in; nothing else does."""

import frappe

from hazard_governance.domain.documents import APPROVAL, DOCUMENT_MOVES
from hazard_governance.tests import base, ways_in
from hazard_governance.tests.steps import ENTERPRISE
from hazard_governance.tests.workflow_case import WorkflowTestCase


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
		"""What an authority verifies, decides or refers has its own rule (the lone clerk), asked with its gate."""
		lone_clerk = ("Hazard Verification", "Enforcement Decision", "Case Referral")
		for doctype, document_moves in DOCUMENT_MOVES.items():
			for (old, new), move in document_moves.items():
				if move.kind != APPROVAL or doctype in lone_clerk:
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
