"""The world of the lists with deadlines in every document that has one, and what was told of them."""

from datetime import date

import frappe

from hazard_governance.domain import vocabulary as v
from hazard_governance.setup.ladder_data import LADDER
from hazard_governance.tests import base
from hazard_governance.tests.list_world import (
	COUNTY_OFFICE,
	DEPARTMENT,
	MINE,
	OTHER_OFFICE,
	TODAY,
	WORKS,
	ListTestCase,
	store,
)

SETTINGS = "Hazard Governance Settings"
MEASURE, DUTY, TOPIC = "Fit a suction line", "Check the cleaning each week", "Dust of the night shift"
SCOPE = {
	"enterprise": WORKS,
	"city": base.CITY,
	"region": base.COUNTY,
	"county": base.COUNTY,
	"industry": base.MANUFACTURING,
}


class ReminderTestCase(ListTestCase):
	"""On 24 November: of `overdue` (due on the 20th) everything is late; `pending` waits for its verification."""

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.make_deadlines()

	@classmethod
	def make_deadlines(cls) -> None:
		due = {cls.overdue: None, cls.pending: "2026-11-09", cls.accepted: None, cls.lowered: None}
		for hazard, day in due.items():
			frappe.db.set_value("Hazard", hazard, "verification_due", day, update_modified=False)
		frappe.db.set_value(
			"Regulated Enterprise",
			WORKS,
			{"phone": "0355-1000001", "principal_phone": "13900000001"},
			update_modified=False,
		)
		frappe.db.set_value("Supervision Authority", OTHER_OFFICE, "phone", "0355-2000002")
		frappe.db.set_value(
			"Hazard Authority Report",
			{"parent": cls.overdue},
			"authority",
			COUNTY_OFFICE,
			update_modified=False,
		)
		cls.plan = store("Remediation Plan", hazard=cls.overdue, status="Approved", **SCOPE)
		cls.measure = store(
			"Remediation Plan Measure",
			parent=cls.plan,
			parenttype="Remediation Plan",
			parentfield="measures",
			idx=1,
			measure=MEASURE,
			responsible_person="Shop manager Li",
			responsible_user=cls.users["owner"],
			deadline="2026-11-22",
			status=v.OPEN,
		)
		cls.source = store("Source Governance Plan", hazard=cls.closed, status="Accepted", **SCOPE)
		cls.duty = store(
			"Source Governance Plan Item",
			parent=cls.source,
			parenttype="Source Governance Plan",
			parentfield="items",
			idx=1,
			kind=v.HABIT_CHECK,
			measure=DUTY,
			responsible_person="Foreman Sun",
			deadline="2026-11-23",
			continuing=1,
			status=v.OPEN,
		)
		cls.topic = store(
			"Study Topic",
			topic=TOPIC,
			kind=v.MONTHLY_TOPIC,
			period="2026-10-05",
			leader="Zhao Min",
			status=v.OPEN,
			**SCOPE,
		)
		cls.extension = store(
			"Supervision Case Extension",
			parent=cls.listed,
			parenttype="Supervision Case",
			parentfield="extensions",
			idx=1,
			applied_on="2026-11-02",
			reason="Fans are late",
			interim_controls="No grinding at night",
			new_due="2026-12-20",
		)
		frappe.db.set_value(
			"Supervision Case Urging",
			{"parent": cls.listed},
			"content",
			"Clean at once",
			update_modified=False,
		)
		cls.suspension = store(
			"Production Suspension",
			hazard=cls.overdue,
			extent="Grinding shop",
			status=v.RESUMPTION_APPLIED,
			applied_on="2026-11-10",
			examination_due="2026-11-20",
			examining_authority=DEPARTMENT,
			**SCOPE,
		)

	def setUp(self) -> None:
		super().setUp()
		frappe.clear_document_cache(SETTINGS, SETTINGS)

	def tearDown(self) -> None:
		super().tearDown()
		frappe.clear_document_cache(SETTINGS, SETTINGS)

	def settings(self, **values) -> None:
		"""Change the settings as their manager would."""
		doc = frappe.get_doc(SETTINGS)
		doc.update(values)
		doc.save()

	def ladder(self, *steps: dict) -> None:
		"""Only these steps; by notice and to the safety officers unless they say otherwise."""
		usual = {"clock": v.RECTIFICATION_DEADLINE, "tell_officer": 1, "by_notice": 1}
		self.settings(escalation_steps=[{**usual, **step} for step in steps])

	def shipped_ladder(self) -> None:
		self.settings(escalation_steps=[step.as_row() for step in LADDER])

	def told(self, **filters) -> list[dict]:
		"""Rows of Hazard Reminder of this world."""
		return frappe.get_all(
			"Hazard Reminder",
			filters={"enterprise": ["in", [WORKS, MINE, "List Works C"]], **filters},
			fields=["*"],
			order_by="clock asc, days asc, recipient asc",
		)

	def users_told(self, **filters) -> set[str]:
		"""Keys of the people told."""
		names = {user: key for key, user in self.users.items()}
		return {names[row.recipient] for row in self.told(**filters) if row.recipient}

	def due_on(self, hazard: str, day: date | str) -> None:
		frappe.db.set_value("Hazard", hazard, "rectification_due", day, update_modified=False)

	def notices(self, user: str) -> list[dict]:
		return frappe.get_all(
			"Notification Log",
			filters={"for_user": self.users[user], "type": "Alert"},
			fields=["subject", "document_type", "document_name"],
			order_by="creation asc",
		)

	def mails(self) -> list[dict]:
		"""Mails of the app in the queue, with recipient and content."""
		rows = frappe.get_all(
			"Email Queue",
			filters={"reference_doctype": "Hazard Governance Mail"},
			fields=["name", "message", "reference_name"],
			order_by="creation asc",
		)
		for row in rows:
			row.recipient = frappe.get_all(
				"Email Queue Recipient", filters={"parent": row.name}, pluck="recipient", order_by="idx asc"
			)
		return rows


__all__ = ["TODAY", "ReminderTestCase"]
