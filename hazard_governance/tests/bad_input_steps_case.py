"""What the tests of bad input in the documents of the five steps share: each document as it is right, one value put wrong."""

from frappe.utils import add_days, today

from hazard_governance.domain.report import SECTIONS
from hazard_governance.tests.bad_input_case import BadInputCase
from hazard_governance.tests.base import letter
from hazard_governance.tests.steps import COUNTY_OFFICE, analysis_values, measure_values, plan_values

TOMORROW = add_days(today(), 1)
LONG_BEFORE = add_days(today(), -30)


class StepInputCase(BadInputCase):
	def setUp(self):
		super().setUp()
		self.major = self.hazard()

	def of(self, doctype: str, **values) -> dict:
		return {"doctype": doctype, "hazard": self.major.name, **values}

	def analysis_of(self, **values) -> dict:
		return self.of("Root Cause Analysis", **{**analysis_values(), **values})

	def plan_of(self, *measures: dict, **values) -> dict:
		rows = {"measures": list(measures)} if measures else {}
		return self.of("Remediation Plan", **{**plan_values(self.owner), **rows, **values})

	def action_of(self, *measures: dict, **values) -> dict:
		return self.of(
			"Accountability Action",
			**{
				"person_name": "Shift leader Wang",
				"responsibility": "Primary",
				"responsibility_class": "Direct",
				"grounds": "Did not have the beams cleaned",
				"measures": list(measures) or [{"measure": "Verbal Warning"}],
				**values,
			},
		)

	def source_of(self, *items: dict, **values) -> dict:
		rows = [{"kind": "Habit Check", **item} for item in items]
		return self.of("Source Governance Plan", items=rows, **values)

	def report_of(self, **values) -> dict:
		return self.of("Rectification Report", **{**{name: f"<p>{name}</p>" for name in SECTIONS}, **values})

	def case_of(self, **values) -> dict:
		return self.of(
			"Supervision Case",
			**{
				"kind": "Listed",
				"authority": COUNTY_OFFICE,
				"letter_no": letter(3),
				"issued_on": today(),
				"leader": "Director Wu",
				"due_on": add_days(today(), 20),
				**values,
			},
		)

	def measure(self, **values) -> dict:
		return measure_values(self.owner, **values)
