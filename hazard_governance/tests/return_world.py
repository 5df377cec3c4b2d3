"""The world of the two lists with what monthly returns need besides: second officers, a department of the city, an
enterprise without hazards; as of 24 November 2026, one day before the month is due."""

import frappe
from frappe.model.workflow import apply_workflow

from hazard_governance.api import returns as api
from hazard_governance.tests import base
from hazard_governance.tests.list_world import (
	COUNTY_OFFICE,
	DEPARTMENT,
	WORKS,
	ListTestCase,
	units_of_long_ago,
)

NOW = "2026-11-24 10:00:00"
MONTH = "2026-11"
CITY_DEPARTMENT = "List City Department"
QUIET = "List Works Quiet"


class ReturnTestCase(ListTestCase):
	@classmethod
	def make_people(cls) -> None:
		super().make_people()
		cls.users |= {
			"second clerk": base.make_user("County Safety Office", name="list-county-one-second"),
			"second official": base.make_user("Supervising Department", name="list-department-second"),
			"city department": base.make_user("Supervising Department", name="list-city-department"),
			"quiet principal": base.make_user("Enterprise Principal", name="list-quiet-principal"),
		}
		base.make_authority(COUNTY_OFFICE, members=(cls.users["second clerk"],))
		base.make_authority(DEPARTMENT, members=(cls.users["second official"],))
		base.make_authority(
			CITY_DEPARTMENT,
			region=base.CITY,
			kind="Industry Authority",
			industries=(base.MANUFACTURING,),
			members=(cls.users["city department"],),
		)
		base.make_enterprise(
			QUIET, competent_authority=DEPARTMENT, reports_monthly=1, members=(cls.users["quiet principal"],)
		)
		units_of_long_ago()

	def setUp(self) -> None:
		super().setUp()
		frozen = self.freeze_time(NOW, tick=True)
		frozen.__enter__()
		self.addCleanup(frozen.__exit__, None, None, None)

	# --- acting ----------------------------------------------------------------------------------------------------
	def collect(self, who: str, month: str = MONTH, **unit):
		"""The draft that `who` collects, as stored."""
		with self.as_user(self.users[who]):
			found = api.collect(month, **unit)
		return frappe.get_doc("Hazard Return", found["name"])

	def submit(self, doc, who: str, **values):
		"""Submit as `who`; `values` are saved before."""
		with self.as_user(self.users[who]):
			if values:
				draft = frappe.get_doc(doc.doctype, doc.name)
				draft.update(values)
				draft.save()
			apply_workflow(frappe.get_doc(doc.doctype, doc.name), "Submit Return")
		return frappe.get_doc(doc.doctype, doc.name)

	def sent(self, unit: str, month: str = MONTH):
		"""A submitted return of the unit, prepared by one and submitted by the other."""
		first, second, field, name = {
			"works": ("officer", "principal", "enterprise", WORKS),
			"county": ("county", "second clerk", "authority", COUNTY_OFFICE),
			"department": ("department", "second official", "authority", DEPARTMENT),
		}[unit]
		return self.submit(self.collect(first, month, **{field: name}), second)

	def answer(self, doc, who: str, reason: str = "", authority: str | None = None) -> str:
		with self.as_user(self.users[who]):
			if reason:
				return api.send_back(doc.name, reason, authority)
			return api.accept(doc.name, authority)
