"""What the cases from practice share: what a form offers and asks for, and the acts of the authorities at the end."""

from frappe.utils import today

from hazard_governance.api import hazard as hazard_api
from hazard_governance.tests import base
from hazard_governance.tests.steps import COUNTY_OFFICE, EMERGENCY_BUREAU, StepsTestCase


class CasesTestCase(StepsTestCase):
	def gate_messages(self, hazard: str, user: str) -> list[str]:
		"""What stands before the next stage, as `user` reads it on the form."""
		with base.as_user(user):
			gate = hazard_api.progress(hazard)["gate"]
		return [item["message"] for item in gate["missing"]] if gate else []

	def documents(self, hazard: str, user: str) -> set[str]:
		"""The documents that the form offers `user` to begin."""
		with base.as_user(user):
			found = hazard_api.progress(hazard)["documents"]
		return {row["doctype"] for row in found if not row["name"]}

	def verified(self, hazard, user: str, **values):
		"""A verification decided by `user` alone, with the reason a lone clerk gives."""
		doc = self.insert(
			{
				"doctype": "Hazard Verification",
				"hazard": hazard.name,
				"authority": COUNTY_OFFICE,
				"outcome": "Confirmed",
				"lone_clerk_reason": "The office has one clerk",
				**values,
			},
			user,
		)
		return self.act(doc, "Decide as Lone Clerk", user)

	def checked(self, hazard, user: str):
		"""The authority's check of the rectification, passed, and the hazard closed out."""
		check = self.insert(
			{
				"doctype": "Rectification Acceptance",
				"hazard": hazard.name,
				"level": "Authority Check",
				"authority": COUNTY_OFFICE,
				"team": [{"member_name": "Li Jing", "organisation": COUNTY_OFFICE, "signed": 1}],
				"verdict": "Pass",
				"no_change_reason": "Nothing to add",
			},
			user,
		)
		check = self.save(check, user, findings=passed(check))
		self.act(check, "Conclude Check", user)
		return self.act(hazard, "Close Out", user)

	def filed(self, hazard, report):
		self.save(
			report,
			self.registrar,
			filing_authority=EMERGENCY_BUREAU,
			receipt_no="BA-CASE-1",
			filed_on=today(),
		)
		self.act(report, "File Report", self.registrar)
		return self.act(hazard, "File Hazard", self.registrar)


def passed(doc) -> list[dict]:
	return [{**row.as_dict(), "finding": "Pass"} for row in doc.findings]
