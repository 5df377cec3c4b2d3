"""What the tests of workflows share: editing one as an administrator does, and taking every way in."""

import frappe

from hazard_governance.tests import base
from hazard_governance.tests.steps import StepsTestCase

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
		forget_workflows()

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
		forget_workflows()

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


def forget_workflows() -> None:
	"""The active workflow of a DocType is cached beyond the transaction."""
	frappe.cache.delete_key("workflow")
	frappe.clear_document_cache("Workflow")
