"""Hazard Reminder at every door: read within the scope of the hazard, written by nobody; two jobs at once."""

import json
import threading

import frappe

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deadlines import DueItem
from hazard_governance.domain.escalation import Escalation
from hazard_governance.domain.facts import EscalationStep
from hazard_governance.reminding import daily, register
from hazard_governance.retry import again_on_deadlock
from hazard_governance.tests import base
from hazard_governance.tests.list_world import MINE, TODAY, WORKS
from hazard_governance.tests.personas import allowed, call
from hazard_governance.tests.reminder_world import ReminderTestCase

# what each person sees of the two rows: one of the works, one of the mine (both of county one)
SEES = {
	"county": {WORKS, MINE},
	"city": {WORKS, MINE},
	"task force": {WORKS, MINE},
	"department": {WORKS},
	"officer": {WORKS},
	"principal": {WORKS},
	"other county": set(),
	"registrar": set(),
	"reporter": set(),
	"owner": set(),
	"liaison": set(),
	"alone": set(),
}


class TestAccess(ReminderTestCase):
	def setUp(self) -> None:
		super().setUp()
		self.ladder({"days": 1}, {"clock": v.VERIFICATION_DUE, "days": 1, "tell_county": 1})
		daily.remind(TODAY)
		self.rows = {row.enterprise: row.name for row in self.told()}
		self.assertEqual(set(self.rows), {WORKS, MINE})

	def seen(self, text: str) -> set[str]:
		return {enterprise for enterprise, name in self.rows.items() if name in text}

	def test_lists_counts_exports_and_search(self) -> None:
		for who, expected in SEES.items():
			with self.subTest(who), self.as_user(self.users[who]):
				answer: list = []
				for method, arguments in (
					("frappe.client.get_list", {"limit_page_length": 0}),
					(
						"frappe.desk.reportview.get_list",
						{"fields": '["name"]', "limit_page_length": 100},
					),
				):
					answer.clear()
					allowed(
						lambda m=method, a=arguments, found=answer: found.append(
							call(m, doctype="Hazard Reminder", **a)
						)
					)
					self.assertEqual(self.seen(frappe.as_json(answer)), expected, method)
				counted: list = []
				filters = json.dumps([["Hazard Reminder", "name", "in", list(self.rows.values())]])
				allowed(
					lambda found=counted, f=filters: found.append(
						call("frappe.client.get_count", doctype="Hazard Reminder", filters=f)
					)
				)
				self.assertEqual((counted or [0])[0], len(expected))

	def test_opening_one(self) -> None:
		for who, expected in SEES.items():
			for enterprise, name in self.rows.items():
				with self.subTest((who, enterprise)), self.as_user(self.users[who]):
					opened = allowed(call, "frappe.client.get", doctype="Hazard Reminder", name=name)
					self.assertEqual(opened, enterprise in expected)

	def test_nobody_writes_changes_or_deletes_one(self) -> None:
		for who in (*SEES, None):
			user = self.users[who] if who else "Administrator"
			with self.subTest(who), self.as_user(user):
				for name in self.rows.values():
					doc = frappe.get_doc("Hazard Reminder", name)
					doc.note = "Never told"
					with self.assertRaises((frappe.PermissionError, frappe.ValidationError)):
						doc.save()
					with self.assertRaises((frappe.PermissionError, frappe.ValidationError)):
						frappe.delete_doc("Hazard Reminder", name)
				new = frappe.get_doc({"doctype": "Hazard Reminder", "enterprise": WORKS})
				with self.assertRaises((frappe.PermissionError, frappe.ValidationError)):
					new.insert()
		self.assertRefused(
			"written by the server once",
			frappe.rename_doc,
			"Hazard Reminder",
			self.rows[WORKS],
			"other",
			force=True,
		)

	def test_a_reminder_does_not_keep_what_it_speaks_of_from_being_deleted(self) -> None:
		hazard = base.make_hazard(enterprise=WORKS)
		self.due_on(hazard.name, "2026-11-20")
		daily.remind(TODAY, hazards=[hazard.name])
		self.assertTrue(self.told(hazard=hazard.name))
		frappe.delete_doc("Hazard", hazard.name)
		self.assertTrue(self.told(hazard=hazard.name))

	def test_the_hazard_form_counts_the_reminders_of_the_reader(self) -> None:
		for who, number in (("county", 1), ("officer", 1)):
			with self.as_user(self.users[who]):
				links = call("frappe.desk.notifications.get_open_count", doctype="Hazard", name=self.overdue)
				found = {row["doctype"]: row["count"] for row in links["count"]["external_links_found"]}
				self.assertEqual(found["Hazard Reminder"], number)

	def test_a_notice_is_for_its_reader_alone(self) -> None:
		[notice] = frappe.get_all(
			"Notification Log",
			filters={"for_user": self.users["officer"], "document_name": self.overdue, "type": "Alert"},
			pluck="name",
			order_by="creation desc",
		)
		for who in ("principal", "county", "other county"):
			with self.as_user(self.users[who]):
				self.assertFalse(
					frappe.get_list("Notification Log", filters={"name": notice}, order_by="creation")
				)


class TestAtOnce(base.GovernanceTestCase):
	"""Two daily jobs at the same time, in transactions of their own; what they leave behind is removed by hand."""

	JOBS = 4

	def tearDown(self) -> None:
		frappe.db.rollback()
		frappe.db.delete("Hazard Reminder", {"enterprise": "At Once Works"})
		frappe.db.commit()
		frappe.db.savepoint("before_test")
		super().tearDown()

	def rows(self) -> list[dict]:
		step = EscalationStep(clock=v.RECTIFICATION_DEADLINE, days=1)
		return [
			register.row_of(
				Escalation(
					DueItem(
						clock=step.clock,
						due=TODAY,
						doctype="Hazard",
						name=f"AT-ONCE-{number}",
						hazard=f"AT-ONCE-{number}",
						enterprise="At Once Works",
					),
					step,
				),
				v.BY_NOTICE,
				recipient,
			)
			for number in range(20)
			for recipient in ("a@hazard.test", "b@hazard.test")
		]

	def at_once(self, finish) -> list[frozenset[str]]:
		site, barrier, claimed, errors = frappe.local.site, threading.Barrier(self.JOBS), [], []

		def job(number: int) -> None:
			frappe.init(site)
			frappe.connect()
			try:
				barrier.wait(30)
				ours = again_on_deadlock(lambda: register.claim(self.rows()))
				if finish(number):
					frappe.db.commit()
					claimed.append(ours)
				else:
					frappe.db.rollback()
			except Exception as error:
				errors.append(error)
			finally:
				frappe.destroy()

		threads = [threading.Thread(target=job, args=(number,)) for number in range(self.JOBS)]
		for thread in threads:
			thread.start()
		for thread in threads:
			thread.join(60)
		self.assertEqual(errors, [])
		frappe.db.rollback()  # from here on this connection sees what the jobs left
		return claimed

	def test_each_row_belongs_to_one_of_them(self) -> None:
		claimed = self.at_once(lambda number: True)
		names = [name for ours in claimed for name in ours]
		self.assertEqual(sorted(names), sorted(row["name"] for row in self.rows()))
		self.assertEqual(frappe.db.count("Hazard Reminder", {"enterprise": "At Once Works"}), 40)

	def test_what_a_failed_job_had_taken_another_one_takes(self) -> None:
		claimed = self.at_once(lambda number: number == 0)
		self.assertEqual(len(claimed), 1)
		self.at_once(lambda number: True)
		self.assertEqual(frappe.db.count("Hazard Reminder", {"enterprise": "At Once Works"}), 40)
