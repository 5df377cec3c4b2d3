"""What the tests of looking back share: a closed hazard with its plan, a look-back on it, submitted and decided."""

import frappe
from frappe.utils import today

from hazard_governance.tests.loop_case import LoopTestCase
from hazard_governance.tests.steps import COUNTY_OFFICE

DOCTYPE = "Follow-up Inspection"
INSPECTORS = [
	{"inspector_name": "Officer Wu"},
	{"inspector_name": "Expert Zheng", "organisation": "University"},
]


class LookBackTestCase(LoopTestCase):
	def closed(self, stage: str = "Closed Out", **values):
		"""A major hazard with plan and check, put into an end without walking the loop."""
		hazard = self.hazard(**values)
		plan = self.plan(hazard)
		self.set_stage(hazard, "Rectifying")
		plan = self.act(self.act(plan, "Submit Plan", self.officer), "Approve Plan", self.principal)
		self.done_by_phone(plan)
		self.set_stage(hazard, stage)
		frappe.db.set_value("Hazard", hazard.name, {"closed_out_on": today(), "verification": "Verified"})
		return self.fresh(hazard)

	def look_back(self, hazard, user: str | None = None, **values):
		"""A look-back directed by the city, with everything but the finding."""
		doc = self.insert(
			{
				"doctype": DOCTYPE,
				"hazard": hazard.name,
				"authority": COUNTY_OFFICE,
				"origin": "Direction",
				"direction": "Deputy mayor Wang",
				"inspected_on": today(),
				"inspectors": INSPECTORS,
				"statement": "Safety officer: all is well",
				"finding_reason": "Seen on the spot",
				**values,
			},
			user or self.county,
		)
		user = user or self.county
		return self.save(doc, user, photos=[{"file": self.photo(user), "kind": "Other"}])

	def found(self, doc, finding: str, **values):
		judged = "Genuine" if finding == "Recurred" else finding
		rows = [{**row.as_dict(), "finding": judged} for row in doc.findings]
		doc = self.save(doc, self.county, finding=finding, findings=rows, **values)
		return self.act(doc, "Submit Look-back", self.county)

	def decided(self, doc, finding: str, **values):
		return self.act(self.found(doc, finding, **values), "Decide Look-back", self.county_head)
