"""The two lists as reports: whole rows of each role, refusals, narrowing by user permissions."""

from datetime import date

import frappe

from hazard_governance.tests import base
from hazard_governance.tests.list_world import (
	CITY_OFFICE,
	COUNTY_OFFICE,
	DEPARTMENT,
	MINE,
	MONTH,
	MONTHLY,
	OTHER_OFFICE,
	OTHER_WORKS,
	PERSON,
	SUPERVISION,
	WORKS,
	ListTestCase,
	names,
	run,
)


class TestReports(ListTestCase):
	def monthly_row(self, **values) -> dict:
		return {
			"month": "2026-11",
			"source": "Self-Inspection",
			"existing_condition": base.DESCRIBED["existing_condition"],
			"basis": "Test standard 1",
			"place": base.MINIMAL["place"],
			"industry": base.MANUFACTURING,
			"competent_authority": "",
			"responsible_person": "",
			"rectification_due": None,
			"overdue": "No",
			"listed": "No",
			"completed_on": None,
			"filed": "No",
			"accountability": "None yet",
			"prepared_by": "list-county-one",
			"reviewed_by": "",
			"reported_on": None,
			"remarks": "",
			"criterion_match": "",
			"recurring": "No",
			"campaign": "",
			"step_description": "Not Started",
			"step_cause_analysis": "Not Started",
			"step_accountability": "Not Started",
			"step_immediate_rectification": "Not Started",
			"step_source_governance": "Not Started",
			"is_overdue": False,
			"is_pending": False,
			**values,
		}

	def expected_monthly(self) -> dict[str, dict]:
		for hazard in (self.pending, self.accepted, self.lowered):
			frappe.db.set_value("Hazard", hazard, "step_description", "Not Started", update_modified=False)
		return {
			"overdue": self.monthly_row(
				hazard=self.overdue,
				reporting_unit=COUNTY_OFFICE,
				register_no="990402-202610-0001",
				enterprise=WORKS,
				county=base.COUNTY,
				competent_authority=DEPARTMENT,
				found_on=date(2026, 10, 12),
				responsible_person="Wang Qiang",
				rectification_due=date(2026, 11, 20),
				stage="Rectifying",
				overdue="Yes",
				listed="Yes",
				accountability="Persons: 2 (direct 1, managerial 0, leadership 1)",
				reviewed_by="list-county-one",
				reported_on=date(2026, 10, 12),
				remarks="Carried over from 2026-10",
				verification="Verified",
				step_description="Complete",
				step_cause_analysis="In Progress",
				is_overdue=True,
			),
			"lowered": self.monthly_row(
				hazard=self.lowered,
				reporting_unit=COUNTY_OFFICE,
				register_no="990402-202610-0002",
				enterprise=WORKS,
				county=base.COUNTY,
				competent_authority=DEPARTMENT,
				found_on=date(2026, 10, 13),
				stage="Rectifying",
				reviewed_by="list-county-one",
				remarks="Carried over from 2026-10; Reclassified as general on 2026-11-05",
				verification="Verified",
			),
			"pending": self.monthly_row(
				hazard=self.pending,
				reporting_unit=COUNTY_OFFICE,
				register_no="Pending Verification",
				enterprise=MINE,
				county=base.COUNTY,
				industry=base.COAL,
				source="Public Report",
				found_on=date(2026, 11, 2),
				reported_on=date(2026, 11, 2),
				stage="Registered",
				verification="Pending Verification",
				is_pending=True,
			),
			"accepted": self.monthly_row(
				hazard=self.accepted,
				reporting_unit=OTHER_OFFICE,
				register_no="990403-202611-0001",
				enterprise=OTHER_WORKS,
				county=base.OTHER_COUNTY,
				found_on=date(2026, 11, 3),
				rectification_due=date(2026, 11, 18),
				stage="Accepted",
				completed_on=date(2026, 11, 18),
				verification="Verified",
			),
		}

	def test_each_role_gets_whole_rows_of_its_own_scope_and_nothing_else(self) -> None:
		rows = self.expected_monthly()
		seen = {
			"county": ("overdue", "lowered", "pending"),
			"registrar": ("overdue", "lowered", "pending"),
			"other county": ("accepted",),
			"department": ("overdue", "lowered"),
			"city": ("overdue", "lowered", "pending", "accepted"),
			"task force": ("overdue", "lowered", "pending", "accepted"),
			"officer": ("overdue", "lowered"),
			"principal": ("overdue", "lowered"),
			"alone": (),
		}
		for who, keys in seen.items():
			with self.subTest(who):
				expected = [{"idx": number, **rows[key]} for number, key in enumerate(keys, start=1)]
				self.assertEqual(run(MONTHLY, self.users[who], MONTH)["result"], expected)

	def test_what_matches_no_criterion_stands_first_in_the_list_of_the_city_and_is_marked(self) -> None:
		named = {"classification_basis": "Statutory Definition", "classification_reason": "Why"}
		frappe.db.set_value("Hazard", self.accepted, named, update_modified=False)
		frappe.db.set_value("Hazard", self.pending, {"criterion": None}, update_modified=False)
		seen = {
			"city": ("pending", "accepted", "overdue", "lowered"),
			"task force": ("pending", "accepted", "overdue", "lowered"),
			"county": ("overdue", "lowered", "pending"),
			"other county": ("accepted",),
		}
		rows = self.expected_monthly()
		rows["pending"].update(criterion_match="Matches No Criterion", basis="")
		rows["accepted"].update(
			criterion_match="Matches No Criterion",
			basis="Article 3 of the Interim Provisions (Order No. 16) Why",
		)
		for who, keys in seen.items():
			with self.subTest(who):
				expected = [{"idx": number, **rows[key]} for number, key in enumerate(keys, start=1)]
				self.assertEqual(run(MONTHLY, self.users[who], MONTH)["result"], expected)

	def test_those_without_the_report_are_refused(self) -> None:
		for who in ("reporter", "owner", "liaison"):
			for report in (MONTHLY, SUPERVISION):
				with self.subTest((who, report)), self.assertRaises(frappe.PermissionError):
					run(report, self.users[who], MONTH)
		with self.assertRaises(frappe.PermissionError):
			run(MONTHLY, "Guest", MONTH)
		with self.assertRaises(frappe.PermissionError):
			run(SUPERVISION, self.users["registrar"])

	def test_the_user_named_in_the_request_is_ignored(self) -> None:
		result = run(MONTHLY, self.users["other county"], MONTH, user="Administrator")["result"]
		self.assertEqual([row["hazard"] for row in result], [self.accepted])
		result = run(MONTHLY, self.users["other county"], MONTH, user=self.users["county"])["result"]
		self.assertEqual([row["hazard"] for row in result], [self.accepted])

	def test_a_user_permission_narrows_the_list_whatever_user_the_request_names(self) -> None:
		city = self.users["city"]
		frappe.get_doc(
			{
				"doctype": "User Permission",
				"user": city,
				"allow": "Regulated Enterprise",
				"for_value": OTHER_WORKS,
				"apply_to_all_doctypes": 1,
			}
		).insert()
		self.addCleanup(frappe.cache.hdel, "user_permissions", city)
		for request in ({}, {"user": "Administrator"}):
			with self.subTest(request):
				result = run(MONTHLY, city, MONTH, **request)["result"]
				self.assertEqual([row["hazard"] for row in result], [self.accepted])

	def test_persons_held_to_account_leave_as_numbers_only(self) -> None:
		for who in ("county", "officer", "city"):
			answer = frappe.as_json(run(MONTHLY, self.users[who], MONTH))
			self.assertIn("Persons: 2", answer)
			self.assertNotIn(PERSON, answer)

	def test_whole_rows_of_the_supervision_list(self) -> None:
		case = {
			"idx": 1,
			"case_no": "SC-LIST-1",
			"register_no": "990402-202610-0001",
			"enterprise": WORKS,
			"hazard_title": base.MINIMAL["hazard_title"],
			"level": "City Level",
			"authority": CITY_OFFICE,
			"letter_no": "Letter 3",
			"issued_on": date(2026, 11, 4),
			"leader": "Zhou Zheng",
			"requirements": "Stop and clean",
			"due_on": date(2026, 11, 20),
			"report_cycle": "Every 7 days",
			"latest_progress": "2026-11-16 Fans ordered",
			"overdue": "Yes",
			"extension_applied_on": None,
			"extension_granted_on": None,
			"extension_new_due": None,
			"extension_reason": "",
			"urgings": "Reminder Letter × 1",
			"verdict": "",
			"delisted_on": None,
			"delisting_no": "",
			"status": "In Force",
			"kind": "Listed",
			"county": base.COUNTY,
			"industry": base.MANUFACTURING,
			"hazard": self.overdue,
			"stage": "Rectifying",
			"progress_due": date(2026, 11, 23),
			"late_reports": 0,
			"paused_days": 0,
			"decision_due": None,
			"decision_overdue": "",
			"co_operating": "",
			"signatory": "",
			"served_on": None,
			"received_on": None,
			"raised_from": "",
			"listing_body": "",
			"is_decision_overdue": False,
			"is_overdue": True,
			"is_progress_overdue": True,
			"is_unsupervised": False,
		}
		empty = {key: None if isinstance(value, date) else "" for key, value in case.items()}
		unsupervised = {
			**empty,
			"idx": 2,
			"register_no": "Pending Verification",
			"enterprise": MINE,
			"hazard_title": base.MINIMAL["hazard_title"],
			"overdue": "No",
			"extension_applied_on": None,
			"extension_granted_on": None,
			"extension_new_due": None,
			"delisted_on": None,
			"status": "No Supervision Case",
			"county": base.COUNTY,
			"industry": base.COAL,
			"hazard": self.pending,
			"stage": "Registered",
			"late_reports": 0,
			"paused_days": 0,
			"decision_due": None,
			"served_on": None,
			"received_on": None,
			"is_decision_overdue": False,
			"is_overdue": False,
			"is_progress_overdue": False,
			"is_unsupervised": True,
		}
		self.assertEqual(run(SUPERVISION, self.users["county"])["result"], [case, unsupervised])
		self.assertEqual(run(SUPERVISION, self.users["officer"])["result"], [case])
		self.assertEqual(run(SUPERVISION, self.users["department"])["result"], [case])
		self.assertEqual(names(SUPERVISION, self.users["other county"]), [self.accepted])
		self.assertEqual(run(SUPERVISION, self.users["alone"])["result"], [])
