"""ERPNext: neutral projects and tasks, the task as the source of a measure's status, the ledger, connections in scope."""

import frappe
from frappe.desk.notifications import get_open_count as frappe_open_count
from frappe.utils import add_days, today

from hazard_governance import erpnext_links
from hazard_governance.api import measures
from hazard_governance.api import plan as api
from hazard_governance.records import load_record
from hazard_governance.tests import base
from hazard_governance.tests.steps import ENTERPRISE, StepsTestCase

COMPANY = "Steps Company"


class TestErpnextLinks(StepsTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		if not frappe.db.exists("Company", COMPANY):
			frappe.get_doc(
				{
					"doctype": "Company",
					"company_name": COMPANY,
					"abbr": "SC",
					"default_currency": "CNY",
					"country": "China",
				}
			).insert()
		cls.manager = base.make_user("Projects User", "Accounts User", "HR User", name="steps-projects")

	def setUp(self):
		super().setUp()
		frappe.db.set_value("Regulated Enterprise", ENTERPRISE, "erpnext_company", COMPANY)
		self.major = self.hazard()
		self.doc = self.plan(self.major)

	def with_project(self):
		with self.as_user(self.officer):
			api.create_project(self.doc.name)
		return frappe.get_doc("Remediation Plan", self.doc.name)

	def complete_task(self, task: str, status: str = "Completed") -> None:
		with self.as_user(self.manager):
			doc = frappe.get_doc("Task", task)
			doc.update({"status": status, "completed_on": today() if status == "Completed" else None})
			doc.save()

	def status(self) -> str:
		return frappe.db.get_value("Remediation Plan Measure", self.doc.measures[0].name, "status")

	# --- project ---------------------------------------------------------------------------------------------
	def test_a_project_has_a_task_a_measure_and_says_nothing_of_the_hazard(self):
		doc = self.with_project()
		project, task = frappe.get_doc("Project", doc.project), frappe.get_doc("Task", doc.measures[0].task)
		self.assertEqual((project.company, task.project), (COMPANY, project.name))
		self.assertEqual(task.exp_end_date, doc.measures[0].deadline)
		words = f"{project.project_name} {project.notes} {task.subject} {task.description}"
		self.assertIn(doc.name, words)
		for secret in (self.major.hazard_title, self.major.place, doc.measures[0].measure, ENTERPRISE):
			self.assertNotIn(secret, words)

	def test_a_measure_added_later_gets_its_task(self):
		doc = self.with_project()
		rows = [row.as_dict() for row in doc.measures]
		extra = {**rows[0], "name": None, "measure": "Fit a second line", "task": None}
		doc = self.save(doc, self.officer, measures=[*rows, extra])
		self.assertEqual(frappe.db.get_value("Task", doc.measures[1].task, "project"), doc.project)
		self.assertEqual(doc.measures[0].task, rows[0].task)

	def test_only_the_enterprise_makes_it_once_and_with_a_company(self):
		for user in (self.county, self.outsider, self.owner):
			with self.as_user(user):
				self.assertRefused("", api.create_project, self.doc.name, exc=frappe.PermissionError)
		doc = self.with_project()
		with self.as_user(self.officer):
			self.assertRefused(doc.project, api.create_project, doc.name)
		frappe.db.set_value("Regulated Enterprise", ENTERPRISE, "erpnext_company", None)
		other = self.plan(self.hazard(hazard_title="Another"))
		with self.as_user(self.officer):
			self.assertRefused("ERPNext Company", api.create_project, other.name)

	def test_project_and_task_are_not_the_clients_to_set(self):
		task = frappe.get_doc({"doctype": "Task", "subject": "Foreign"}).insert()
		rows = [{**self.doc.measures[0].as_dict(), "task": task.name}]
		doc = self.save(self.doc, self.officer, measures=rows)
		self.assertFalse(doc.measures[0].task)

	# --- status ----------------------------------------------------------------------------------------------
	def test_a_completed_task_completes_the_measure_but_not_its_evidence(self):
		doc = self.with_project()
		self.complete_task(doc.measures[0].task)
		row = frappe.get_doc("Remediation Plan", doc.name).measures[0]
		self.assertEqual((row.status, str(row.done_on), row.evidence or ""), ("Done", today(), ""))
		self.complete_task(doc.measures[0].task, "Working")
		self.assertEqual(self.status(), "Open")

	def test_a_status_written_without_a_hook_is_read_again(self):
		doc = self.with_project()
		frappe.db.set_value("Task", doc.measures[0].task, {"status": "Completed", "completed_on": today()})
		self.assertEqual(self.status(), "Open")
		self.assertEqual(load_record(self.major.name).plan.measures[0].status, "Done")
		loaded = frappe.get_doc("Remediation Plan", doc.name)
		loaded.run_method("onload")
		self.assertEqual(loaded.measures[0].status, "Done")
		self.save(doc, self.officer, goals="No dust anywhere")
		self.assertEqual(self.status(), "Done")

	def test_the_status_costs_one_query_whatever_the_number_of_measures(self):
		doc = self.with_project()
		tasks = [doc.measures[0].task] * 3
		with self.assertQueryCount(1):
			erpnext_links.task_statuses(tasks)

	def test_completing_a_measure_completes_its_task(self):
		doc = self.with_project()
		row = doc.measures[0]
		with self.as_user(self.owner):
			measures.complete_measure(
				"Remediation Plan", doc.name, row.name, today(), "Done", base.make_photo()
			)
		self.assertEqual(frappe.db.get_value("Task", row.task, "status"), "Completed")
		with self.as_user(self.owner):
			measures.reopen_measure("Remediation Plan", doc.name, row.name)
		self.assertEqual(frappe.db.get_value("Task", row.task, "status"), "Open")
		self.assertEqual(self.status(), "Open")

	def test_after_the_acceptance_a_task_is_not_reopened(self):
		doc = self.with_project()
		self.complete_task(doc.measures[0].task)
		self.set_stage(self.major, "Accepted")
		self.assertRefused("put forward for acceptance", self.complete_task, doc.measures[0].task, "Working")
		frappe.db.set_value("Task", doc.measures[0].task, "status", "Overdue")
		self.assertEqual(load_record(self.major.name).plan.measures[0].status, "Done")

	def test_a_measure_taken_out_of_the_plan_cancels_its_task(self):
		doc = self.with_project()
		task = doc.measures[0].task
		extra = {**doc.measures[0].as_dict(), "name": None, "measure": "Another way", "task": None}
		self.save(doc, self.officer, measures=[extra])
		self.assertEqual(frappe.db.get_value("Task", task, "status"), "Cancelled")

	# --- ledger ----------------------------------------------------------------------------------------------
	def test_funds_of_the_plan_stand_beside_what_the_project_spent(self):
		doc = self.with_project()
		frappe.db.set_value(
			"Project", doc.project, {"total_purchase_cost": 30000, "total_costing_amount": 10000}
		)
		with self.as_user(self.county):
			rows = {row["label"]: row["amount"] for row in api.funds_against_ledger(doc.name)}
		self.assertEqual(rows["Funds of the plan"], 3.5)
		self.assertEqual((rows["Purchases"], rows["Labour by timesheet"]), (3, 1))
		self.assertEqual((rows["Spent by the ledger"], rows["Difference"]), (4, -0.5))
		with self.as_user(self.outsider):
			self.assertRefused("", api.funds_against_ledger, doc.name, exc=frappe.PermissionError)

	# --- connections -----------------------------------------------------------------------------------------
	def counts(self, doctype: str, name: str, user: str) -> dict[str, int]:
		with self.as_user(user):
			found = erpnext_links.get_open_count(doctype, name)["count"]["internal_links_found"]
		return {row["doctype"]: row["count"] for row in found}

	def test_connections_count_what_the_user_sees(self):
		doc = self.with_project()
		self.assertEqual(self.counts("Project", doc.project, "Administrator"), {"Remediation Plan": 1})
		self.assertEqual(self.counts("Project", doc.project, self.manager), {"Remediation Plan": 0})
		for user, plans in (("Administrator", [doc.name]), (self.outsider, [])):
			with self.as_user(user):
				found = erpnext_links.find_connected("Company", COMPANY, "Remediation Plan")
			self.assertEqual(found, plans)

	def test_frappes_own_count_of_our_documents_says_nothing(self):
		doc = self.with_project()
		with self.as_user(self.manager):
			found = frappe_open_count("Project", doc.project, ["Remediation Plan"])["count"]
		self.assertEqual([row["count"] for row in found["external_links_found"]], [0])

	def test_the_document_itself_must_be_readable(self):
		doc = self.with_project()
		with self.as_user(self.outsider):
			self.assertRefused(
				"", erpnext_links.get_open_count, "Project", doc.project, exc=frappe.PermissionError
			)

	def test_the_dashboards_show_our_documents_beside_erpnexts(self):
		for doctype, ours in erpnext_links.CONNECTIONS.items():
			data = frappe.get_meta(doctype).get_dashboard_data()
			items = [item for group in data.transactions for item in group["items"]]
			self.assertTrue(set(ours) <= set(items), doctype)
			self.assertEqual(data.method, "hazard_governance.erpnext_links.get_open_count")

	def test_an_overdue_task_leaves_the_measure_open(self):
		doc = self.with_project()
		frappe.db.set_value(
			"Task", doc.measures[0].task, {"status": "Overdue", "exp_end_date": add_days(today(), -1)}
		)
		self.assertEqual(load_record(self.major.name).plan.measures[0].status, "Open")
