"""Accountability in the world of the two lists: three persons of one hazard in a county, one in the other county, and two
hazards for which nobody has begun."""

from unittest.mock import patch

import frappe
from frappe.query_builder import DocType

from hazard_governance.reporting import held
from hazard_governance.tests import base
from hazard_governance.tests.list_world import COUNTY_OFFICE, OTHER_WORKS, TODAY, WORKS, ListTestCase, store

REGISTER, NOT_BEGUN, COMPARISON = (
	"Accountability Register",
	"Accountability Not Begun",
	"Accountability Comparison",
)
MEASURE_ROW = "Accountability Action Measure"


class AccountabilityTestCase(ListTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		actions = frappe.get_all(
			"Accountability Action",
			filters={"hazard": cls.overdue},
			fields=["name", "responsibility_class"],
			order_by="name asc",
		)
		cls.actions = {row.responsibility_class: row.name for row in actions}
		scope = {"county": base.COUNTY, "city": base.CITY, "industry": base.MANUFACTURING}
		frappe.db.set_value("Hazard", cls.overdue, {"verified_on": "2026-10-14", "recurring": "Yes"})
		cls.set_action("Direct", deciding_side="Enterprise", decided_at="2026-10-22 10:00:00")
		cls.set_action(
			"Leadership",
			deciding_side="Authority",
			authority=COUNTY_OFFICE,
			letter_no="Letter 9",
			responsibility="Related",
			decided_at="2026-11-02 10:00:00",
		)
		cls.set_action("Managerial", deciding_side="Enterprise")
		cls.measure(
			"Direct", measure="Fine", amount=500, executed_on="2026-10-30", proof="/private/files/x.pdf"
		)
		cls.measure("Leadership", measure="Reminder Talk")
		cls.measure("Managerial", measure="Verbal Warning")
		# the other county: one worker, mildly
		frappe.db.set_value("Hazard", cls.accepted, {"verified_on": "2026-11-04"})
		cls.actions["other"] = store(
			"Accountability Action",
			hazard=cls.accepted,
			enterprise=OTHER_WORKS,
			hazard_title=base.MINIMAL["hazard_title"],
			person_name="Li Si",
			responsibility="Primary",
			responsibility_class="Direct",
			deciding_side="Enterprise",
			status="Decided",
			decided_at="2026-11-10 10:00:00",
			**{**scope, "county": base.OTHER_COUNTY},
		)
		cls.set_creation("other", "2026-11-06 09:00:00")
		cls.measure("other", measure="Verbal Warning")
		# nobody has begun for these two: one late, one whose last day is today
		cls.late = cls.make_hazard(
			WORKS,
			register_no="990402-202611-0007",
			verification="Verified",
			verified_on="2026-11-10",
			verified_by_authority=COUNTY_OFFICE,
			stage="Rectifying",
			registered_at="2026-11-08 08:00:00",
		)
		cls.in_time = cls.make_hazard(
			WORKS, verification="Verified", verified_on="2026-11-14", registered_at="2026-11-08 08:00:00"
		)
		frappe.db.set_value("Hazard", cls.lowered, "general_accountability", "Told off")

	@classmethod
	def set_action(cls, key: str, **values) -> None:
		values = {
			"responsibility": "Primary",
			"hazard_title": base.MINIMAL["hazard_title"],
			"register_no": "990402-202610-0001",
			"post": "Foreman",
			**values,
		}
		frappe.db.set_value("Accountability Action", cls.actions[key], values)
		cls.set_creation(key, "2026-10-20 09:00:00")

	@classmethod
	def set_creation(cls, key: str, moment: str) -> None:
		table = DocType("Accountability Action")
		query = frappe.qb.update(table).set(table.creation, moment).where(table.name == cls.actions[key])
		query.run()

	@classmethod
	def measure(cls, key: str, **values) -> None:
		parent = {
			"parent": cls.actions[key],
			"parenttype": "Accountability Action",
			"parentfield": "measures",
		}
		store(MEASURE_ROW, idx=1, **parent, **values)

	def setUp(self) -> None:
		super().setUp()
		today = patch.object(held, "getdate", lambda: TODAY)
		today.start()
		self.addCleanup(today.stop)
