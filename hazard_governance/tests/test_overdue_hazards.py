"""Overdue Hazards: whole rows of each role, the side that is charged, what was told, the filters."""

from datetime import date
from unittest.mock import patch

import frappe

from hazard_governance.domain import vocabulary as v
from hazard_governance.permissions import many
from hazard_governance.reminding import daily
from hazard_governance.reporting import listing
from hazard_governance.tests import base
from hazard_governance.tests.list_world import (
	CITY_OFFICE,
	COUNTY_OFFICE,
	DEPARTMENT,
	MINE,
	OTHER_OFFICE,
	TODAY,
	WORKS,
	run,
)
from hazard_governance.tests.reminder_world import DUTY, MEASURE, TOPIC, ReminderTestCase

OVERDUE = "Overdue Hazards"


class TestOverdueHazards(ReminderTestCase):
	def row(self, **values) -> dict:
		return {
			"register_no": "990402-202610-0001",
			"enterprise": WORKS,
			"county": base.COUNTY,
			"industry": base.MANUFACTURING,
			"hazard_title": base.MINIMAL["hazard_title"],
			"classification": "Major",
			"what": "",
			"due": date(2026, 11, 20),
			"days_overdue": 4,
			"charged": "Enterprise",
			"charged_name": "Wang Qiang",
			"last_step": "",
			"last_told_on": None,
			"proposal": "",
			"supervision": "City Level: In Force",
			"stage": "Rectifying",
			"hazard": self.overdue,
			"reference_doctype": "Supervision Case",
			"reference": self.listed,
			"is_authority": False,
			**values,
		}

	def authority_row(self, **values) -> dict:
		return self.row(charged="Authority", is_authority=True, **values)

	def expected(self) -> dict[str, dict]:
		"""In the order of the list: major hazards first, the longest overdue first."""
		none = {"register_no": "", "hazard_title": "", "classification": "", "stage": "", "hazard": ""}
		return {
			"receipt": self.authority_row(
				clock="Receipt of a Report",
				due=date(2026, 10, 15),
				days_overdue=40,
				charged_name=COUNTY_OFFICE,
				reference_doctype="Hazard",
				reference=self.overdue,
			),
			"verification": self.authority_row(
				clock="Verification by an Authority",
				register_no="Pending Verification",
				enterprise=MINE,
				industry=base.COAL,
				due=date(2026, 11, 9),
				days_overdue=15,
				charged_name=COUNTY_OFFICE,
				supervision="",
				stage="Registered",
				hazard=self.pending,
				reference_doctype="Hazard",
				reference=self.pending,
			),
			"extension": self.authority_row(
				clock="Decision on an Extension",
				what="Fans are late",
				due=date(2026, 11, 16),
				days_overdue=8,
				charged_name=CITY_OFFICE,
			),
			"rectification": self.row(
				clock="Rectification Deadline", reference_doctype="Hazard", reference=self.overdue
			),
			"examination": self.authority_row(
				clock="Examination to Resume",
				what="Grinding shop",
				charged_name=DEPARTMENT,
				reference_doctype="Production Suspension",
				reference=self.suspension,
			),
			"supervision": self.row(clock="Supervision Deadline", what="Stop and clean", charged_name=WORKS),
			"measure": self.row(
				clock="Measure Deadline",
				what=MEASURE,
				due=date(2026, 11, 22),
				days_overdue=2,
				charged_name="Shop manager Li",
				reference_doctype="Remediation Plan",
				reference=self.plan,
			),
			"progress": self.row(
				clock="Progress Report", due=date(2026, 11, 23), days_overdue=1, charged_name=WORKS
			),
			"duty": self.row(
				clock="Source Governance Duty",
				register_no="990402-202609-0001",
				what=DUTY,
				due=date(2026, 11, 23),
				days_overdue=1,
				charged_name="Foreman Sun",
				supervision="",
				stage="Closed Out",
				hazard=self.closed,
				reference_doctype="Source Governance Plan",
				reference=self.source,
			),
			"topic": self.row(
				**none,
				clock="Source Governance Duty",
				what=TOPIC,
				due=date(2026, 10, 31),
				days_overdue=24,
				charged_name="Zhao Min",
				supervision="",
				reference_doctype="Study Topic",
				reference=self.topic,
			),
		}

	def test_each_role_gets_whole_rows_of_its_own_scope_and_nothing_else(self) -> None:
		rows = self.expected()
		works = tuple(key for key in rows if key != "verification")
		seen = {
			"county": tuple(rows),
			"department": works,
			"city": tuple(rows),
			"task force": tuple(rows),
			"officer": works,
			"principal": works,
			# a registrar reads no study topic
			"registrar": tuple(key for key in rows if key != "topic"),
			"other county": (),
			"alone": (),
		}
		for who, keys in seen.items():
			with self.subTest(who):
				found = run(OVERDUE, self.users[who])["result"]
				# hazards of equal urgency come in the order of their names
				order = sorted(
					keys,
					key=lambda key: (
						[r["clock"] + r["hazard"] for r in found].index(
							rows[key]["clock"] + rows[key]["hazard"]
						)
						if found
						else 0
					),
				)
				self.assertEqual(sorted(order), sorted(keys))
				self.assertEqual(found, [{"idx": n, **rows[key]} for n, key in enumerate(order, start=1)])

	def test_those_without_the_report_are_refused(self) -> None:
		for who in ("reporter", "owner", "liaison"):
			with self.subTest(who), self.assertRaises(frappe.PermissionError):
				run(OVERDUE, self.users[who])
		with self.assertRaises(frappe.PermissionError):
			run(OVERDUE, "Guest")

	def test_the_user_named_in_the_request_is_ignored(self) -> None:
		self.assertEqual(run(OVERDUE, self.users["other county"], user="Administrator")["result"], [])

	def clocks(self, who: str = "city", **wanted) -> list[str]:
		return [row["clock"] for row in run(OVERDUE, self.users[who], wanted)["result"]]

	def test_filters(self) -> None:
		all_of_them = self.clocks()
		self.assertEqual(len(all_of_them), 10)
		self.assertEqual(self.clocks(clock=v.RECEIPT_DUE), [v.RECEIPT_DUE])
		self.assertEqual(
			sorted(self.clocks(charged="Authority")),
			sorted([v.RECEIPT_DUE, v.VERIFICATION_DUE, v.EXTENSION_DUE, v.EXAMINATION_DUE]),
		)
		self.assertEqual(len(self.clocks(charged="Enterprise")), 6)
		self.assertEqual(self.clocks(enterprise=MINE), [v.VERIFICATION_DUE])
		self.assertEqual(self.clocks(industry=base.COAL), [v.VERIFICATION_DUE])
		self.assertEqual(self.clocks(region=base.OTHER_COUNTY), [])
		self.assertEqual(self.clocks(authority=OTHER_OFFICE), [])
		self.assertEqual(len(self.clocks(authority=DEPARTMENT)), 9)
		self.assertEqual(len(self.clocks(month="2026-11")), 8)
		self.assertEqual(sorted(self.clocks(month="2026-10")), sorted([v.RECEIPT_DUE, v.DUTY_DEADLINE]))
		self.assertEqual(self.clocks(month="2026-09"), [])
		self.assertEqual(self.clocks(stage="Closed Out", clock=v.DUTY_DEADLINE), [v.DUTY_DEADLINE])

	def test_wrong_filters_are_named(self) -> None:
		for wanted, words in (
			({"clock": "Tuesday"}, "What Is Overdue: Tuesday is not among the choices"),
			({"charged": "Nobody"}, "Side in Charge: Nobody is not among the choices"),
			({"month": "2026-13"}, "is not a month"),
			({"region": "Atlantis"}, "does not exist"),
		):
			with self.subTest(wanted):
				self.assertRefused(words, listing.overdue, wanted, self.users["city"])

	def test_summary_and_chart(self) -> None:
		answer = run(OVERDUE, self.users["city"])
		self.assertEqual(
			[(card["label"], card["value"]) for card in answer["report_summary"]],
			[
				("Hazards Concerned", 3),
				("Enterprises Concerned", 2),
				("Overdue Deadlines", 10),
				("Owed by Enterprises", 6),
				("Owed by Authorities", 4),
				("Longest Overdue (Days)", 40),
				("Without Supervision Case", 2),
			],
		)
		self.assertEqual(answer["chart"]["data"]["labels"], list(v.CLOCKS))
		self.assertIn("Rectification Deadline", answer["message"])

	def test_what_was_told_stands_in_the_row(self) -> None:
		self.ladder({"days": -3}, {"days": 1, "tell_county": 1, "proposal": v.PROPOSE_LISTING}, {"days": 9})
		daily.remind(TODAY)
		[row] = run(OVERDUE, self.users["county"], {"clock": v.RECTIFICATION_DEADLINE})["result"]
		self.assertEqual((row["last_step"], row["proposal"]), ("1 days after", v.PROPOSE_LISTING))
		self.assertEqual(row["last_told_on"], frappe.utils.getdate())
		# a deadline that moved has not been told of yet
		self.due_on(self.overdue, "2026-11-21")
		[row] = run(OVERDUE, self.users["county"], {"clock": v.RECTIFICATION_DEADLINE})["result"]
		self.assertEqual((row["last_step"], row["last_told_on"]), ("", None))

	def test_the_day_of_the_deadline_is_in_time(self) -> None:
		self.due_on(self.overdue, TODAY)
		self.assertNotIn(v.RECTIFICATION_DEADLINE, self.clocks())

	def test_a_deadline_counted_in_working_days_leaves_out_the_holidays(self) -> None:
		"""Sent on the eve of the national holiday: the third working day after it is the Saturday that makes up for it."""
		holidays = frappe.get_doc(
			{
				"doctype": "Holiday List",
				"holiday_list_name": "Overdue Holidays",
				"from_date": "2026-01-01",
				"to_date": "2026-12-31",
				"holidays": [
					{"holiday_date": f"2026-10-{day:02d}", "description": "National Day"}
					for day in range(1, 8)
				],
			}
		).insert()
		frappe.db.set_value(
			"Hazard Authority Report", {"parent": self.overdue}, "sent_at", "2026-09-30 09:00:00"
		)
		due = lambda: run(OVERDUE, self.users["city"], {"clock": v.RECEIPT_DUE})["result"][0]["due"]  # noqa: E731
		self.settings(holiday_list=None)
		self.assertEqual(due(), date(2026, 10, 5))
		self.settings(holiday_list=holidays.name)
		self.assertEqual(due(), date(2026, 10, 10))

	def test_a_withdrawn_hazard_and_a_case_turned_down_owe_nothing(self) -> None:
		frappe.db.set_value("Hazard", self.overdue, "stage", v.WITHDRAWN)
		self.assertEqual(sorted(set(self.clocks())), sorted([v.VERIFICATION_DUE, v.DUTY_DEADLINE]))
		frappe.db.set_value("Hazard", self.overdue, "stage", v.RECTIFYING)
		frappe.db.set_value("Supervision Case", self.listed, "status", v.NOT_ADOPTED)
		left = set(self.clocks())
		self.assertFalse(left & {v.SUPERVISION_DEADLINE, v.PROGRESS_DUE, v.EXTENSION_DUE})

	def test_when_the_acceptance_is_requested_the_authority_is_late(self) -> None:
		frappe.db.set_value("Supervision Case", self.listed, "status", v.ACCEPTANCE_REQUESTED)
		[row] = run(OVERDUE, self.users["city"], {"clock": v.SUPERVISION_DEADLINE})["result"]
		self.assertEqual((row["charged"], row["charged_name"]), ("Authority", CITY_OFFICE))
		self.assertNotIn(v.PROGRESS_DUE, self.clocks())

	def queries(self) -> int:
		user = self.users["city"]
		with base.as_user(user), patch.object(frappe.db, "sql", wraps=frappe.db.sql) as sql:
			listing.overdue({}, user)
		return sql.call_count

	def test_the_number_of_queries_does_not_grow_with_the_rows(self) -> None:
		self.queries()
		before, rows = self.queries(), len(self.clocks())
		for _n in range(20):
			self.make_hazard(
				WORKS, registered_at="2026-10-12 08:00:00", stage="Rectifying", rectification_due="2026-11-01"
			)
		self.assertEqual(len(self.clocks()), rows + 20)
		self.assertEqual(self.queries(), before)

	def test_readable_answers_for_many_documents_in_one_query(self) -> None:
		hazards = [self.overdue, self.pending, self.accepted]
		self.assertEqual(many.readable("Hazard", hazards, self.users["county"]), {self.overdue, self.pending})
		self.assertEqual(many.readable("Hazard", hazards, self.users["liaison"]), frozenset())
		self.assertEqual(many.readable("Hazard", [], self.users["county"]), frozenset())
		self.assertEqual(many.readable("Hazard", [self.overdue], self.users["owner"]), {self.overdue})
		self.assertEqual(many.readable("Remediation Plan", [self.plan], self.users["owner"]), frozenset())
		self.assertTrue(many.sees_nothing("Hazard", self.users["alone"]))
		self.assertFalse(many.sees_nothing("Hazard", self.users["other county"]))
