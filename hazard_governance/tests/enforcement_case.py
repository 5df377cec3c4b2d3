"""What the tests of enforcement decisions share: officers, hazards with a past, and decisions filled in so that they move."""

from unittest.mock import patch

import frappe
from frappe.utils import add_to_date, now_datetime, today

from hazard_governance import time_chain
from hazard_governance.api import time_chain as times_api
from hazard_governance.tests import base
from hazard_governance.tests.steps import COUNTY_OFFICE, DEPARTMENT, StepsTestCase

DECISION = "Enforcement Decision"
MEASURE = {"measure": "Machines stopped, people out", "taken_by": "Shift leader Wang"}
FOUND_GOOD = {
	"measures_effective": "Yes",
	"production_continued": "No",
	"hidden": "No",
	"finding_grounds": "Machines stand still, two teams clean",
}
PHOTOS = {"about": "Effective Measures", "description": "Photos of the teams at work"}
SPARED = {**FOUND_GOOD, "evidence": [PHOTOS], "decided_outcome": "Lenient", "penalty": "Exempted"}
FINE = {
	"target": "Enterprise",
	"kind": "Fine",
	"amount": 30000,
	"law": "Work Safety Law",
	"article": "101 (5)",
	"decision_no": "Fine [2026] 3",
}
PENALISED = {
	**FOUND_GOOD,
	"measures_effective": "No",
	"decided_outcome": "Not Lenient",
	"penalty": "Penalty Imposed",
}


class EnforcementCase(StepsTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.head = base.make_user("County Safety Office", name="steps-county-head")
		base.make_authority(COUNTY_OFFICE, members=(cls.head,))
		cls.department_head = base.make_user("Supervising Department", name="steps-department-head")
		base.make_authority(DEPARTMENT, members=(cls.department_head,))

	def reported_hazard(self, **values):
		"""Found and registered by the enterprise, with a first measure."""
		return self.hazard(immediate_measures=[dict(MEASURE)], **values)

	def inspected(self, hazard, hours_ago: float | None = None):
		"""An inspection of the hazard: now, or as its record proves."""
		with self.as_user(self.county):
			if hours_ago is None:
				times_api.record_inspection(hazard.name, COUNTY_OFFICE)
				return
			moment = add_to_date(now_datetime(), hours=-hours_ago).replace(microsecond=0)
			times_api.record_inspection(hazard.name, COUNTY_OFFICE, moment, "J 1", base.make_photo())

	def decision(self, hazard, user: str | None = None, **values):
		"""A draft of the county's; `SPARED` unless told otherwise."""
		values = {"authority": COUNTY_OFFICE, **(values or SPARED)}
		return self.insert({"doctype": DECISION, "hazard": hazard.name, **values}, user or self.county)

	def fine(self, **values) -> dict:
		return {**FINE, "decided_on": today(), **values}

	def penalised(self, hazard, user: str | None = None, **values):
		"""A draft that imposes one fine."""
		return self.decision(hazard, user, **{**PENALISED, "penalties": [self.fine()], **values})

	def decided(self, doc, user: str | None = None, alone: bool = False):
		action = "Decide Enforcement Alone" if alone else "Decide Enforcement"
		return self.act(doc, action, user or self.head)

	def at(self, **shift):
		"""The server's clock, shifted, for what the chain writes."""
		moment = add_to_date(now_datetime(), **shift)
		return patch.object(time_chain, "now_datetime", lambda: moment)

	def kinds(self, hazard) -> list[str]:
		return [entry.kind for entry in time_chain.entries_of([hazard.name]).get(hazard.name, [])]

	def texts(self, assessment: dict, *bearings: str) -> str:
		return " ".join(row["text"] for row in assessment["evidence"] if row["bearing"] in bearings)

	def fresh(self, doc):
		return frappe.get_doc(doc.doctype, doc.name)
