"""Hazard Loop Progress as a report: whole rows of each role, what may be told, filters, number of queries."""

from unittest.mock import patch

import frappe
from frappe.utils import add_days, getdate, today

from hazard_governance.domain.steps import STEPS
from hazard_governance.reporting import loop_progress
from hazard_governance.tests import base
from hazard_governance.tests.list_world import run
from hazard_governance.tests.steps import COUNTY_OFFICE, ENTERPRISE, OTHER_ENTERPRISE, StepsTestCase

REPORT = "Hazard Loop Progress"


class TestLoopProgress(StepsTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.liaison = base.make_user("Discipline Liaison", name="steps-liaison")

	def setUp(self) -> None:
		super().setUp()
		self.major = self.hazard(rectification_due=add_days(today(), 9))
		with base.as_user(self.officer):
			self.major.append(
				"immediate_measures",
				{"measure": "Stopped the line", "taken_by": "Li", "taken_at": self.major.found_on},
			)
			self.major.save()
		self.plan(self.major)
		self.other = self.hazard(enterprise=ENTERPRISE, hazard_title="Blocked exit")
		self.general = self.hazard(
			classification="General",
			classification_basis="Statutory Definition",
			criterion=None,
			hazard_title="Missing sign",
		)

	def rows(self, user: str, **wanted) -> list[dict]:
		return run(REPORT, user, {"enterprise": ENTERPRISE, **wanted})["result"]

	def expected(self, hazard, idx: int, **values) -> dict:
		step = {
			key: value
			for name in STEPS
			for key, value in (
				(f"step_{name}", "Not Started"),
				(f"step_{name}_on", None),
				(f"step_{name}_days", 0),
			)
		}
		return {
			"idx": idx,
			"register_no": "Pending Verification",
			"hazard_title": hazard.hazard_title,
			"enterprise": ENTERPRISE,
			"county": base.COUNTY,
			"industry": base.MANUFACTURING,
			"classification": "Major",
			"stage": "Registered",
			"days_in_stage": 0,
			"steps_complete": 1,
			**step,
			"step_description": "Complete",
			"step_description_on": getdate(),
			"next_stage": "Rectifying",
			"rectification_due": None,
			"days_overdue": 0,
			"hazard": hazard.name,
			"is_overdue": False,
			"is_pending": True,
			**values,
		}

	def test_each_role_gets_whole_rows_of_its_own_scope_and_nothing_else(self) -> None:
		waits = "Immediate Measures: No measure is recorded yet. Record what is done against the danger or planned."
		found = self.rows(self.officer)
		counts = [row.pop("missing_count") for row in found]
		self.assertTrue(all(count > 3 for count in counts), counts)
		major = self.expected(
			self.major,
			1,
			step_immediate_rectification="In Progress",
			step_immediate_rectification_days=5,
			missing_first="Hazard: There is no cause analysis. Start one for this hazard.",
			next_actor="Enterprise Safety Officer",
			gate_missing="",
			gate_actor="",
			rectification_due=getdate(self.major.rectification_due),
		)
		other = self.expected(
			self.other,
			2,
			missing_first=waits,
			next_actor="Enterprise Safety Officer",
			gate_missing=waits,
			gate_actor="Enterprise Safety Officer",
		)
		self.assertEqual(found, [major, other])
		whole = self.rows(self.officer)
		for user in (
			self.principal,
			self.county,
			self.department,
			self.city,
			self.task_force,
			self.registrar,
		):
			with self.subTest(user):
				self.assertEqual(self.rows(user), whole)
		for user in (self.outsider, self.other_county):
			with self.subTest(user):
				self.assertEqual(self.rows(user), [])
		for user in (self.reporter, self.owner, self.liaison, "Guest"):
			with self.subTest(user), self.assertRaises(frappe.PermissionError):
				self.rows(user)

	def test_a_gap_in_a_document_one_may_not_read_is_counted_not_told(self) -> None:
		# an officer of another enterprise who reported a hazard here sees the hazard and nothing behind it
		both = base.make_user("Enterprise Safety Officer", "Hazard Reporter", name="steps-both")
		base.make_enterprise(OTHER_ENTERPRISE, members=(both,))
		frappe.db.set_value("Hazard", self.major.name, "registered_by", both)
		base.clear_scope_cache()
		row = self.rows(both)[0]
		self.assertEqual(row["hazard"], self.major.name)
		self.assertEqual((row["missing_first"], row["next_actor"]), ("(in documents you may not read)", ""))

	def test_filters(self) -> None:
		def titles(**wanted) -> list[str]:
			return [row["hazard"] for row in self.rows(self.county, **wanted)]

		major, other, general = self.major.name, self.other.name, self.general.name
		for wanted, expected in (
			({}, [major, other]),
			({"classification": "General"}, [general]),
			({"classification": ""}, [major, other, general]),
			({"step": "immediate_rectification", "step_status": "In Progress"}, [major]),
			({"step": "description"}, []),
			({"step": "cause_analysis"}, [major, other]),
			({"step_status": "Complete"}, [major, other]),
			({"overdue_only": 1}, []),
			({"authority": COUNTY_OFFICE}, [major, other]),
			({"stage": "Rectifying"}, []),
			({"region": base.OTHER_COUNTY}, []),
			({"industry": base.COAL}, []),
		):
			with self.subTest(wanted):
				self.assertEqual(titles(**wanted), expected)
		self.set_stage(self.other, "Closed Out")
		self.set_stage(self.general, "Closed Out")
		self.assertEqual(titles(classification=""), [major, other])
		self.assertEqual(titles(classification="", open_only=0), [major, other, general])
		frappe.db.set_value("Hazard", major, "rectification_due", add_days(today(), -1))
		self.assertEqual(titles(overdue_only=1), [major])
		self.assertEqual(self.rows(self.county, overdue_only=1)[0]["days_overdue"], 1)

	def test_wrong_filters_are_named(self) -> None:
		for wanted, words in (
			({"step": "dance"}, "Step: dance is not among the choices."),
			({"step_status": "Late"}, "State of the Step: Late is not among the choices."),
			({"classification": "Huge"}, "Classification: Huge is not among the choices."),
		):
			with self.subTest(wanted):
				self.assertRefused(words, run, REPORT, self.county, wanted)
		with patch.object(loop_progress, "MOST_HAZARDS", 1):
			self.assertRefused("More than 1 hazards match.", self.rows, self.county)

	def test_the_number_of_queries_does_not_grow_with_the_rows(self) -> None:
		def queries() -> int:
			with base.as_user(self.county), patch.object(frappe.db, "sql", wraps=frappe.db.sql) as sql:
				loop_progress.report({"enterprise": ENTERPRISE}, self.county)
			return sql.call_count

		queries()  # what is kept after the first time
		before = queries()
		for _n in range(4):
			self.plan(self.hazard())
		self.assertEqual(len(self.rows(self.county)), 6)
		self.assertEqual(queries(), before)
