"""What the tests of supervision cases share: a listed case of the county, and what is done with it."""

import frappe
from frappe.utils import add_days, today

from hazard_governance.tests import base
from hazard_governance.tests.base import letter
from hazard_governance.tests.steps import COUNTY_OFFICE, StepsTestCase

APPLICATION = {"reason": "The fan is late", "interim_controls": "No grinding"}
DELISTING = {"delisting_no": letter(90), "delisting_signatory": "Director Wu"}


class SupervisionTestCase(StepsTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.county_head = base.make_user("County Safety Office", name="steps-county-head")
		base.make_authority(COUNTY_OFFICE, members=(cls.county_head,))

	def setUp(self) -> None:
		super().setUp()
		self.major = self.hazard()

	def case(self, user: str | None = None, **values):
		return self.insert(
			{
				"doctype": "Supervision Case",
				"hazard": self.major.name,
				"kind": "Listed",
				"authority": COUNTY_OFFICE,
				"letter_no": letter(3),
				"issued_on": today(),
				"signatory": "Director Wu",
				"leader": "Director Wu",
				"requirements": "Remove the dust",
				"due_on": add_days(today(), 20),
				**values,
			},
			user or self.county,
		)

	def in_force(self, user: str | None = None, **values):
		return self.act(self.case(user, **values), "Confirm Supervision", user or self.county)

	def application(self, **values) -> dict:
		return {"applied_on": today(), "new_due": add_days(today(), 40), **APPLICATION, **values}

	def applied(self, case=None, user: str | None = None, **values):
		return self.save(
			case or self.in_force(), user or self.officer, extensions=[self.application(**values)]
		)

	def as_if(self, case, **values) -> None:
		"""Give the stored case the dates of an older one."""
		frappe.db.set_value("Supervision Case", case.name, values)
		frappe.clear_document_cache("Supervision Case", case.name)

	def checked(self, user: str, authority: str, verdict: str = "Pass", hazard=None, **values):
		"""A concluded check by an authority; a failed one with a new deadline in 30 days."""
		failed = (
			{"new_due": add_days(today(), 30), "remarks": "Dust in the ducts"} if verdict == "Fail" else {}
		)
		doc = self.insert(
			{
				"doctype": "Rectification Acceptance",
				"hazard": (hazard or self.major).name,
				"level": "Authority Check",
				"authority": authority,
				"verdict": verdict,
				**failed,
				**values,
			},
			user,
		)
		rows = [{**row.as_dict(), "finding": verdict} for row in doc.findings]
		return self.act(self.save(doc, user, findings=rows), "Conclude Check", user)
