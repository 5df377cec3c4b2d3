"""The call list for today: whom an office phones, with which number, and the record that it did."""

from unittest.mock import patch

import frappe

from hazard_governance.api import calls
from hazard_governance.domain import vocabulary as v
from hazard_governance.reminding import daily
from hazard_governance.tests import base
from hazard_governance.tests.list_world import (
	CITY_OFFICE,
	COUNTY_OFFICE,
	DEPARTMENT,
	MINE,
	TODAY,
	WORKS,
)
from hazard_governance.tests.personas import call as request
from hazard_governance.tests.reminder_world import MEASURE, ReminderTestCase

LIST = "hazard_governance.api.calls.call_list"
RECORD = "hazard_governance.api.calls.record_call"


class TestCallList(ReminderTestCase):
	def setUp(self) -> None:
		super().setUp()
		target = patch.object(calls, "getdate", lambda: TODAY)
		target.start()
		self.addCleanup(target.stop)

	def list_of(self, who: str, **filters) -> dict:
		with self.as_user(self.users[who]):
			return request(LIST, filters=filters)

	def parties(self, who: str, **filters) -> list[tuple[str, str, int]]:
		return [
			(call["side"], call["party"], len(call["reasons"]))
			for call in self.list_of(who, **filters)["calls"]
		]

	def test_each_office_phones_within_its_scope_and_keeps_its_own_desk_apart(self) -> None:
		# rectification, supervision, measure, progress, duty and topic; receipt and verification; ...
		self.assertEqual(
			self.parties("county"),
			[
				("Own Desk", COUNTY_OFFICE, 2),
				("Authority", CITY_OFFICE, 1),
				("Enterprise", WORKS, 6),
				("Authority", DEPARTMENT, 1),
			],
		)
		self.assertEqual(
			self.parties("department"),
			[
				("Authority", COUNTY_OFFICE, 1),
				("Authority", CITY_OFFICE, 1),
				("Enterprise", WORKS, 6),
				("Own Desk", DEPARTMENT, 1),
			],
		)
		self.assertEqual(self.parties("other county"), [])
		self.assertEqual(self.parties("alone"), [])

	def test_numbers_and_reasons_of_a_call(self) -> None:
		enterprise = next(c for c in self.list_of("county")["calls"] if c["side"] == "Enterprise")
		self.assertEqual(
			enterprise["phones"],
			[
				{"of": f"Principal of {WORKS}", "number": "13900000001"},
				{"of": WORKS, "number": "0355-1000001"},
			],
		)
		first = enterprise["reasons"][0]
		self.assertEqual(
			first,
			{
				"when": "Rectification Deadline: was due on 2026-11-20, 4 days overdue",
				"what": "",
				"owner": "Wang Qiang",
				"authority": "",
				"hazard": self.overdue,
				"hazard_title": base.MINIMAL["hazard_title"],
				"register_no": "990402-202610-0001",
				"enterprise": WORKS,
				"is_overdue": True,
				"link": frappe.utils.get_url_to_form("Hazard", self.overdue),
				"called": None,
			},
		)
		self.assertIn(MEASURE, [reason["what"] for reason in enterprise["reasons"]])

	def test_it_looks_ahead_as_many_days_as_the_settings_say(self) -> None:
		self.due_on(self.overdue, "2026-11-26")
		words = "Rectification Deadline: due on 2026-11-26, in 2 days"
		for days, expected in ((1, False), (2, True)):
			self.settings(call_days_ahead=days)
			text = frappe.as_json(self.list_of("county"))
			self.assertEqual(words in text, expected)

	def test_filters_narrow(self) -> None:
		self.assertEqual(self.parties("city", industry=base.COAL), [("Authority", COUNTY_OFFICE, 1)])
		self.assertEqual(self.parties("city", region=base.OTHER_COUNTY), [])

	def test_those_who_supervise_nobody_are_refused(self) -> None:
		for who in ("officer", "principal", "reporter", "owner", "liaison", "registrar"):
			with self.subTest(who), self.as_user(self.users[who]):
				self.assertRaises(frappe.PermissionError, request, LIST)
				self.assertRaises(frappe.PermissionError, request, RECORD, hazards=[self.overdue])

	# --- recording ------------------------------------------------------------------------------------------------
	def record(self, who: str, *hazards: str, note: str | None = None):
		with self.as_user(self.users[who]):
			return request(RECORD, hazards=list(hazards), note=note)

	def test_a_call_of_the_supervising_office_is_an_urging_of_its_case(self) -> None:
		self.assertEqual(self.record("city", self.overdue, note="Fans come on Friday"), {"recorded": 1})
		case = frappe.get_doc("Supervision Case", self.listed)
		urging = case.urgings[-1]
		self.assertEqual((urging.kind, urging.urged_on), (v.TELEPHONE_CALL, TODAY))
		self.assertIn("Fans come on Friday", urging.content)
		[row] = self.told(channel=v.BY_TELEPHONE)
		self.assertEqual(
			(row.owner, row.hazard, row.clock, row.days, row.note, row.supervision_case),
			(self.users["city"], self.overdue, v.RECEIPT_DUE, 40, "Fans come on Friday", self.listed),
		)

	def test_a_call_of_another_office_is_a_comment(self) -> None:
		self.record("county", self.overdue, note="<b>angry</b>")
		self.assertEqual(len(frappe.get_doc("Supervision Case", self.listed).urgings), 1)
		comment = frappe.get_last_doc("Comment", {"reference_name": self.overdue, "comment_type": "Comment"})
		self.assertEqual(comment.owner, self.users["county"])
		self.assertIn("Telephone call", comment.content)
		self.assertNotIn("<b>angry", comment.content)

	def test_who_called_and_when_stands_in_the_list_of_the_colleagues(self) -> None:
		with self.freeze_time("2026-11-24 10:30:00"):
			self.record("city", self.overdue, note="Promised")
		text = frappe.as_json(self.list_of("county"))
		self.assertIn("Promised", text)
		self.assertIn("list-city", text)
		with patch.object(calls, "getdate", lambda: frappe.utils.getdate("2026-11-25")):
			self.assertNotIn("Promised", frappe.as_json(self.list_of("county")))

	def test_a_call_is_no_step_of_the_ladder(self) -> None:
		self.ladder({"days": 1})
		self.record("county", self.overdue)
		daily.remind(TODAY)
		self.assertEqual([row.days for row in self.told(clock=v.RECTIFICATION_DEADLINE)], [1])

	def test_beyond_the_scope_nothing_is_recorded(self) -> None:
		for who, hazards in (
			("other county", [self.overdue]),
			("department", [self.pending]),
			("alone", [self.overdue]),
			("task force", [self.overdue]),
			# one of two is refused: neither is recorded
			("department", [self.overdue, self.pending]),
		):
			with self.subTest((who, hazards)):
				frappe.db.savepoint("recording")
				self.assertRaises(frappe.PermissionError, self.record, who, *hazards)
				frappe.db.rollback(save_point="recording")
		self.assertEqual(self.told(channel=v.BY_TELEPHONE), [])

	def test_an_officer_of_the_enterprise_itself_does_not_urge_it(self) -> None:
		doc = frappe.get_doc("Regulated Enterprise", WORKS)
		doc.append("members", {"user": self.users["county"]})
		doc.save(ignore_permissions=True)
		self.assertRaises(frappe.PermissionError, self.record, "county", self.overdue)

	def test_wrong_requests_are_named(self) -> None:
		with self.as_user(self.users["county"]):
			self.assertRefused("nothing of it is due", calls.record_call, [self.lowered])
			self.assertRefused("Name the hazards", calls.record_call, [])
			self.assertRefused("Name the hazards", calls.record_call, '{"a": 1}')
			self.assertRefused("500 characters", calls.record_call, [self.overdue], "x" * 501)
			self.assertRefused("50 hazards", calls.record_call, [f"H{n}" for n in range(51)])

	def test_the_task_force_reads_and_does_not_record(self) -> None:
		answer = self.list_of("task force")
		self.assertFalse(answer["may_record"])
		self.assertTrue(answer["calls"])
		self.assertTrue(self.list_of("county")["may_record"])

	def test_an_enterprise_without_numbers_is_still_on_the_list(self) -> None:
		self.due_on(self.pending, "2026-11-20")
		call = next(c for c in self.list_of("county")["calls"] if c["party"] == MINE)
		self.assertEqual(call["phones"], [])
