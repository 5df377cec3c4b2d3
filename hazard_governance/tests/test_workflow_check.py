"""The page Workflow Check: who sees it, and what it says of workflows as they stand on the site."""

import frappe

from hazard_governance import install
from hazard_governance.api.workflow_check import get_checks
from hazard_governance.setup.workflow_data import WORKFLOWS
from hazard_governance.tests import base
from hazard_governance.tests.steps import StepsTestCase


class TestWorkflowCheck(StepsTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.manager = base.make_user("Hazard Governance Manager", name="steps-manager")
		base.make_user("Discipline Liaison", name="steps-liaison")

	def setUp(self) -> None:
		super().setUp()
		install.seed()

	def tearDown(self) -> None:
		super().tearDown()
		frappe.clear_cache()

	def checks(self) -> dict[str, dict]:
		with base.as_user(self.manager):
			return {row["doctype"]: row for row in get_checks()}

	def codes(self, doctype: str) -> set[tuple[str, str]]:
		return {(row["level"], row["code"]) for row in self.checks()[doctype]["findings"]}

	def test_shipped_workflows_are_in_order_once_every_role_has_a_user(self):
		checks = self.checks()
		self.assertEqual(list(checks), [spec.doctype for spec in WORKFLOWS])
		for spec in WORKFLOWS:
			self.assertEqual(checks[spec.doctype]["findings"], [], spec.doctype)
			self.assertEqual(checks[spec.doctype]["name"], spec.name)
		self.assertEqual(
			[(step["action"], step["gates"]) for step in checks["Hazard"]["route"]][-1],
			("File Hazard", ["Filed"]),
		)
		close = next(row for row in checks["Hazard"]["arrows"] if row["action"] == "Close Out")
		self.assertEqual(
			set(close["roles"]),
			{"County Safety Office", "Supervising Department", "City Safety Office", "Enterprise Principal"},
		)

	def test_only_those_who_configure_see_it(self):
		for user in (self.officer, self.principal, self.county, self.city):
			with base.as_user(user):
				self.assertRaises(frappe.PermissionError, get_checks)

	def test_an_edit_is_named(self):
		workflow = frappe.get_doc("Workflow", "Remediation Plan Approval")
		for row in workflow.transitions:
			if row.action == "Approve Plan":
				row.allow_self_approval, row.condition = 1, "doc.no_such_field"
		workflow.states[1].update_field = "goals"
		workflow.send_email_alert = 1
		workflow.save()
		self.assertEqual(
			self.codes("Remediation Plan"),
			{
				("error", "condition_name"),
				("error", "update_field"),
				("note", "skip"),
				("warning", "mails"),
				("warning", "missing_status"),
				("warning", "self_approval"),
			},
		)

	def test_a_role_without_users_and_a_disabled_role(self):
		for user in frappe.get_all(
			"Has Role", filters={"role": "Emergency Management Registrar"}, pluck="parent", order_by="parent"
		):
			frappe.db.set_value("User", user, "enabled", 0)
		frappe.db.set_value("Role", "Enterprise Safety Officer", "disabled", 1)
		self.assertEqual(self.codes("Rectification Report"), {("error", "no_role"), ("warning", "no_user")})

	def test_no_active_workflow(self):
		workflow = frappe.get_doc("Workflow", "Remediation Plan Approval")
		workflow.is_active = 0
		workflow.save()
		entry = self.checks()["Remediation Plan"]
		self.assertEqual((entry["name"], entry["inactive"]), (None, ["Remediation Plan Approval"]))
