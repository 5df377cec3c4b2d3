"""Installation, migration and removal: made once, an administrator's edits stay, nothing is left behind."""

from unittest.mock import patch

import frappe

from hazard_governance import install, uninstall
from hazard_governance.domain.accountability import CATALOGUE
from hazard_governance.permissions import table
from hazard_governance.setup import settings, workflows
from hazard_governance.setup.memory import Memory
from hazard_governance.setup.outer_system_data import SYSTEMS
from hazard_governance.setup.role_names import DESK_USER, ROLES
from hazard_governance.setup.sector_data import SECTORS
from hazard_governance.setup.workflow_data import PLAN, WORKFLOWS
from hazard_governance.tests import base
from hazard_governance.tests.steps import StepsTestCase

SEEDED = (
	"Workflow",
	"Workflow Document State",
	"Workflow Transition",
	"Workflow State",
	"Workflow Action Master",
	"Accountability Measure",
	"Industry Sector",
	"Hazard Reporting System",
	"Hazard Reporting System Column",
	"Role",
)
PLAN_WORKFLOW = "Remediation Plan Approval"


def everything() -> dict:
	"""Every stored value of what the installer seeds."""
	found = {
		doctype: frappe.get_all(doctype, fields=["*"], order_by="name asc", limit=0) for doctype in SEEDED
	}
	found["settings"] = frappe.db.get_singles_dict(settings.DOCTYPE)
	return found


class InstallTestCase(base.GovernanceTestCase):
	def setUp(self) -> None:
		super().setUp()
		install.seed()

	def tearDown(self) -> None:
		super().tearDown()
		frappe.clear_cache()

	def migrate_twice(self) -> None:
		install.after_migrate()
		install.after_migrate()

	def assertUntouchedByMigrate(self) -> None:
		before = everything()
		self.migrate_twice()
		self.assertEqual(everything(), before)


class TestInstall(InstallTestCase):
	def test_everything_shipped_is_there_and_active(self):
		for spec in WORKFLOWS:
			workflow = frappe.get_doc("Workflow", spec.name)
			self.assertEqual((workflow.document_type, workflow.is_active), (spec.doctype, 1))
			self.assertEqual(
				[(row.state, row.update_field, row.update_value, row.doc_status) for row in workflow.states],
				[(row.name, spec.field, row.status, "0") for row in spec.states],
			)
			self.assertEqual(
				[
					(row.state, row.action, row.next_state, row.allowed, bool(row.allow_self_approval))
					for row in workflow.transitions
				],
				[
					(row.state, row.action, row.next_state, row.role, not row.approval)
					for row in spec.transitions
				],
			)
		measures = frappe.get_all("Accountability Measure", pluck="name", order_by="name")
		self.assertLessEqual({spec.measure_name for spec in CATALOGUE}, set(measures))
		sectors = frappe.get_all("Industry Sector", pluck="name", order_by="name")
		self.assertLessEqual({sector.name for sector in SECTORS}, set(sectors))
		systems = frappe.get_all("Hazard Reporting System", pluck="name", order_by="name")
		self.assertLessEqual({name for name, *_layout in SYSTEMS}, set(systems))
		parent, is_coal = frappe.db.get_value(
			"Industry Sector", "冶金", ["parent_industry_sector", "is_coal"]
		)
		self.assertEqual((parent, is_coal), ("工贸", 0))
		self.assertEqual(frappe.db.get_value("Industry Sector", "煤矿", "is_coal"), 1)

	def test_only_the_desk_role_opens_the_desk(self):
		stored = dict(
			frappe.get_all(
				"Role",
				filters={"name": ("in", list(ROLES))},
				fields=["name", "desk_access"],
				as_list=True,
				order_by="name",
			)
		)
		self.assertEqual({name: bool(desk) for name, desk in stored.items()}, ROLES)
		portal = base.make_user("County Safety Office", name="install-portal", desk=False)
		self.assertEqual(frappe.db.get_value("User", portal, "user_type"), "Website User")

	def test_a_second_and_third_run_change_nothing(self):
		self.assertUntouchedByMigrate()

	def test_versions(self):
		for version in ("15.0.0", "15.72.4", "16.4.1", "16.0.0-dev"):
			install.check_versions(version, ["frappe", "erpnext"])
		for version in ("14.99.0", "17.0.0-dev"):
			self.assertRefused(version, install.check_versions, version, ["frappe", "erpnext"])
		self.assertRefused("ERPNext", install.check_versions, "15.72.4", ["frappe"])
		install.before_install()


class TestEditsStay(InstallTestCase):
	def test_an_edited_workflow(self):
		frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": "County Reviewed"}).insert()
		workflow = frappe.get_doc("Workflow", PLAN_WORKFLOW)
		workflow.append("states", {"state": "County Reviewed", "doc_status": "0", "allow_edit": "All"})
		workflow.transitions[0].allowed = "Hazard Reporter"
		workflow.set("transitions", workflow.transitions[:-1])
		workflow.save()
		frappe.db.set_value("Workflow State", "Plan Approved", "style", "Danger")
		self.assertUntouchedByMigrate()

	def test_a_renamed_workflow(self):
		frappe.rename_doc("Workflow", PLAN_WORKFLOW, "Plan by County", force=True, show_alert=False)
		self.assertUntouchedByMigrate()
		active = frappe.get_all(
			"Workflow",
			filters={"document_type": "Remediation Plan"},
			fields=["name", "is_active"],
			order_by="name",
		)
		self.assertEqual(active, [{"name": "Plan by County", "is_active": 1}])

	def test_a_deactivated_workflow(self):
		workflow = frappe.get_doc("Workflow", PLAN_WORKFLOW)
		workflow.is_active = 0
		workflow.save()
		self.assertUntouchedByMigrate()

	def test_a_deleted_workflow_state_and_action(self):
		frappe.delete_doc("Workflow", PLAN_WORKFLOW)
		frappe.delete_doc("Workflow State", "Plan Submitted", force=True)
		frappe.rename_doc(
			"Workflow Action Master", "Submit Plan", "Hand in Plan", force=True, show_alert=False
		)
		self.assertUntouchedByMigrate()
		self.assertFalse(frappe.db.exists("Workflow Action Master", "Submit Plan"))

	def test_changed_renamed_and_deleted_masters(self):
		frappe.db.set_value("Accountability Measure", "Fine", "severity", 42)
		frappe.rename_doc("Accountability Measure", "Demotion", "Lower Post", force=True, show_alert=False)
		frappe.delete_doc("Accountability Measure", "Admonition", force=True)
		frappe.delete_doc("Industry Sector", "农业机械和渔业", force=True)
		self.assertUntouchedByMigrate()

	def test_emptied_settings(self):
		frappe.db.set_single_value(settings.DOCTYPE, "receipt_working_days", 0)
		frappe.db.delete("Singles", {"doctype": settings.DOCTYPE, "field": "due_soon_days"})
		self.assertUntouchedByMigrate()

	def test_a_default_that_a_later_version_adds_is_written_once(self):
		frappe.db.delete("Singles", {"doctype": settings.DOCTYPE, "field": "due_soon_days"})
		memory = Memory.load()
		memory.known[settings.DOCTYPE].remove("due_soon_days")
		settings.ensure_settings(memory)
		self.assertEqual(frappe.db.get_singles_dict(settings.DOCTYPE).due_soon_days, "7")

	def test_a_workflow_of_the_sites_own_is_left_alone(self):
		"""A site that had a workflow for the DocType before it met the installer gets none of ours beside it."""
		frappe.rename_doc("Workflow", PLAN_WORKFLOW, "Our Own", force=True, show_alert=False)
		before = everything()
		memory = Memory.load()
		memory.known["Workflow"].remove(PLAN.name)
		workflows.ensure_workflows(memory)
		self.assertEqual(everything(), before)
		self.assertTrue(memory.has("Workflow", PLAN.name))

	def test_a_workflow_the_site_has_never_had_is_made(self):
		"""The other tests would pass if the installer made nothing at all."""
		frappe.delete_doc("Workflow", PLAN_WORKFLOW)
		frappe.delete_doc("Workflow State", "Plan Approved", force=True)
		frappe.delete_doc("Workflow Action Master", "Approve Plan", force=True)
		memory = Memory.load()
		for doctype, name in (
			("Workflow", PLAN_WORKFLOW),
			("Workflow State", "Plan Approved"),
			("Workflow Action Master", "Approve Plan"),
		):
			memory.known[doctype].remove(name)
		workflows.ensure_workflows(memory)
		self.assertEqual(len(frappe.get_doc("Workflow", PLAN_WORKFLOW).transitions), len(PLAN.transitions))
		self.assertEqual(frappe.db.get_value("Workflow State", "Plan Approved", "style"), "Success")


class TestUninstall(StepsTestCase):
	def setUp(self) -> None:
		super().setUp()
		install.seed()

	def tearDown(self) -> None:
		super().tearDown()
		frappe.clear_cache()

	def uninstall(self) -> list:
		"""Run the hook; returns what it would do after the commit, which never comes in a test."""
		with patch.object(frappe.db, "after_commit") as after_commit:
			uninstall.before_uninstall()
		return [call.args[0] for call in after_commit.add.call_args_list]

	def test_refused_while_hazards_exist(self):
		self.hazard()
		frappe.db.set_single_value(settings.DOCTYPE, "allow_uninstall", 0)
		before = everything()
		message = self.assertRefused("Allow Uninstall", uninstall.before_uninstall)
		self.assertIn(str(frappe.db.count("Hazard")), message)
		self.assertEqual(everything(), before)

	def test_allowed_when_told_so_and_nothing_is_left(self):
		hazard = self.hazard(evidence=[{"file": self.photo(self.officer)}])
		frappe.get_doc({"doctype": "Kanban Board", **self.board()}).insert()
		desk_only = base.make_user(name="uninstall-desk-only")
		frappe.db.set_single_value(settings.DOCTYPE, "allow_uninstall", 1)
		url = frappe.db.get_value(
			"File", {"attached_to_doctype": "Hazard", "attached_to_name": hazard.name}, "file_url"
		)
		self.assertTrue(url)
		doctypes = uninstall.own_doctypes()
		self.assertLessEqual({*table.GOVERNED, *table.CHILDREN, settings.DOCTYPE}, set(doctypes))
		callbacks = self.uninstall()

		for doctype, fieldname in {**uninstall.OF_DOCTYPES, **uninstall.OF_RECORDS}.items():
			left = frappe.get_all(
				doctype, filters={fieldname: ("in", doctypes)}, fields=["name", fieldname], order_by="name"
			)
			self.assertFalse(left, doctype)
		for spec in WORKFLOWS:
			for state in spec.states:
				self.assertFalse(frappe.db.exists("Workflow State", state.name), state.name)
			for row in spec.transitions:
				self.assertFalse(frappe.db.exists("Workflow Action Master", row.action), row.action)
		self.assertFalse(frappe.get_all("Role", filters={"name": ("in", list(ROLES))}, order_by="name"))
		self.assertFalse(frappe.get_all("Has Role", filters={"role": ("in", list(ROLES))}, order_by="name"))
		self.assertEqual(frappe.db.get_value("User", desk_only, "user_type"), "Website User")
		self.assertFalse(frappe.db.get_singles_dict(settings.DOCTYPE))
		self.assertEqual((Memory.load().known, Memory.load().made), ({}, {}))
		with patch.object(uninstall, "delete_file") as delete_file:
			for callback in callbacks:
				callback()
		self.assertIn(url, [call.args[0] for call in delete_file.call_args_list])

	def board(self) -> dict:
		return {
			"kanban_board_name": "Hazards by stage",
			"reference_doctype": "Hazard",
			"field_name": "stage",
			"columns": [{"column_name": "Registered"}],
		}

	def test_what_others_use_stays(self):
		"""A state, an action and a role of ours that a workflow for another DocType uses, and another app's rows."""
		frappe.db.delete("Hazard")
		frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": "Somebody Else's"}).insert()
		frappe.get_doc(
			{
				"doctype": "Workflow",
				"workflow_name": "Tasks",
				"document_type": "ToDo",
				# a field that is there: Frappe would add its own, and the database commit the test
				"workflow_state_field": "status",
				"is_active": 0,
				"states": [
					{"state": "Plan Draft", "doc_status": "0", "allow_edit": "All"},
					{"state": "Plan Approved", "doc_status": "0", "allow_edit": DESK_USER},
				],
				"transitions": [
					{
						"state": "Plan Draft",
						"action": "Approve Plan",
						"next_state": "Plan Approved",
						"allowed": "County Safety Office",
					}
				],
			}
		).insert()
		self.uninstall()
		self.assertEqual(
			frappe.get_all(
				"Workflow State", filters={"name": ("like", "Plan %")}, pluck="name", order_by="name"
			),
			["Plan Approved", "Plan Draft"],
		)
		self.assertTrue(frappe.db.exists("Workflow State", "Somebody Else's"))
		self.assertTrue(frappe.db.exists("Workflow Action Master", "Approve Plan"))
		self.assertFalse(frappe.db.exists("Workflow Action Master", "Submit Plan"))
		self.assertEqual(
			frappe.get_all("Role", filters={"name": ("in", list(ROLES))}, pluck="name", order_by="name"),
			["County Safety Office", DESK_USER],
		)
		self.assertTrue(frappe.db.exists("Workflow", "Tasks"))
