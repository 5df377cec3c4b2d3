"""What the tests of the step documents share: the people, a hazard, and every document filled in so that it moves."""

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, now_datetime, today

from hazard_governance.domain.tracing import QUESTIONS
from hazard_governance.tests import base

ENTERPRISE, OTHER_ENTERPRISE = "Steps Works", "Steps Works Two"
COUNTY_OFFICE = "Steps County Safety Committee Office"
DEPARTMENT = "Steps County Industry Bureau"
CITY_OFFICE = "Steps City Safety Committee Office"
EMERGENCY_BUREAU = "Steps County Emergency Bureau"
CITY_EMERGENCY_BUREAU = "Steps City Emergency Bureau"
TASK_FORCE = "Steps City Task Force"
NO_ACTION = "Not a valid Workflow Action"
MINE_SAFETY = "Steps City Mine Safety Administration"


class StepsTestCase(base.GovernanceTestCase):
	"""One enterprise with its people, one other, and the authorities of a county and its city."""

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.officer = base.make_user("Enterprise Safety Officer", name="steps-officer")
		cls.principal = base.make_user("Enterprise Principal", name="steps-principal")
		cls.owner = base.make_user("Rectification Owner", name="steps-owner")
		cls.second_owner = base.make_user("Rectification Owner", name="steps-owner-two")
		cls.reporter = base.make_user("Hazard Reporter", name="steps-reporter")
		cls.outsider = base.make_user("Enterprise Safety Officer", name="steps-outsider")
		cls.county = base.make_user("County Safety Office", name="steps-county")
		cls.other_county = base.make_user("County Safety Office", name="steps-county-two")
		cls.department = base.make_user("Supervising Department", name="steps-department")
		cls.city = base.make_user("City Safety Office", name="steps-city")
		cls.task_force = base.make_user("Governance Task Force", name="steps-task-force")
		cls.registrar = base.make_user("Emergency Management Registrar", name="steps-registrar")
		cls.city_registrar = base.make_user("Emergency Management Registrar", name="steps-city-registrar")
		base.make_enterprise(
			ENTERPRISE, members=(cls.officer, cls.principal, cls.owner, cls.second_owner, cls.reporter)
		)
		base.make_enterprise(OTHER_ENTERPRISE, members=(cls.outsider,))
		base.make_authority(COUNTY_OFFICE, members=(cls.county,))
		base.make_authority(
			DEPARTMENT,
			kind="Industry Authority",
			industries=(base.MANUFACTURING, base.COAL),
			members=(cls.department,),
		)
		base.make_authority(CITY_OFFICE, region=base.CITY, members=(cls.city,))
		base.make_authority(EMERGENCY_BUREAU, kind="Emergency Management", members=(cls.registrar,))
		base.make_authority(
			CITY_EMERGENCY_BUREAU,
			region=base.CITY,
			kind="Emergency Management",
			members=(cls.city_registrar,),
		)
		base.make_authority(TASK_FORCE, region=base.CITY, kind="Task Force Office", members=(cls.task_force,))
		base.make_authority(
			"Steps Other County Office", region=base.OTHER_COUNTY, members=(cls.other_county,)
		)
		base.make_authority(MINE_SAFETY, region=base.CITY, kind="Mine Safety Administration")

	# --- acting ----------------------------------------------------------------------------------------------
	def act(self, doc, action: str, user: str, reason: str = ""):
		"""Use a workflow action as `user`; returns the document as stored afterwards."""
		with base.as_user(user):
			fresh = frappe.get_doc(doc.doctype, doc.name)
			if reason:
				fresh.return_reason = reason
				fresh.save()
			apply_workflow(frappe.get_doc(doc.doctype, doc.name).as_dict(), action)
		return frappe.get_doc(doc.doctype, doc.name)

	def insert(self, values: dict, user: str):
		"""Insert a document as `user`; returns it as stored."""
		with base.as_user(user):
			doc = frappe.get_doc(values).insert()
		return frappe.get_doc(doc.doctype, doc.name)

	def save(self, doc, user: str, **values):
		"""Save changes as `user`; returns the document as stored."""
		with base.as_user(user):
			fresh = frappe.get_doc(doc.doctype, doc.name)
			fresh.update(values)
			fresh.save()
		return frappe.get_doc(doc.doctype, doc.name)

	def photo(self, user: str, **values) -> str:
		"""Upload a photo as `user`."""
		with base.as_user(user):
			return base.make_photo(**values)

	def set_stage(self, hazard, stage: str) -> None:
		"""Put a hazard into a stage without its gates: a test of one document does not walk the whole loop."""
		frappe.db.set_value("Hazard", hazard.name, {"stage": stage, "workflow_state": f"Hazard {stage}"})
		frappe.clear_document_cache("Hazard", hazard.name)

	# --- documents -------------------------------------------------------------------------------------------
	def hazard(self, **overrides):
		"""A major hazard of the enterprise, found five days ago by the safety officer."""
		with base.as_user("Administrator"):
			base.make_criterion()
		with base.as_user(self.officer):
			return base.make_major_hazard(
				**{
					"enterprise": ENTERPRISE,
					"found_on": add_days(now_datetime(), -5).replace(microsecond=0),
					**overrides,
				}
			)

	def analysis(self, hazard, complete: bool = True, user: str | None = None, **overrides):
		"""A root cause analysis, with every question answered when `complete`."""
		values = {"doctype": "Root Cause Analysis", "hazard": hazard.name}
		if complete:
			values.update(analysis_values())
		return self.insert({**values, **overrides}, user or self.officer)

	def plan(self, hazard, user: str | None = None, **overrides):
		"""A plan of six parts with one measure of the owner, due in ten days."""
		values = {"doctype": "Remediation Plan", "hazard": hazard.name, **plan_values(self.owner)}
		return self.insert({**values, **overrides}, user or self.officer)

	def action(self, hazard, user: str | None = None, **overrides):
		"""An accountability action of the enterprise against one person with a verbal warning."""
		values = {
			"doctype": "Accountability Action",
			"hazard": hazard.name,
			"person_name": "Shift leader Wang",
			"post": "Shift leader",
			"responsibility": "Primary",
			"responsibility_class": "Direct",
			"grounds": "Did not have the beams cleaned",
			"measures": [{"measure": "Verbal Warning"}],
		}
		return self.insert({**values, **overrides}, user or self.officer)


def analysis_values() -> dict:
	"""Answers to all questions, one adverse, a direct and a root cause, and a conclusion."""
	answers = []
	for question in QUESTIONS:
		row = {"question_code": question.code, "answer": "Yes", "explanation": "As found on site"}
		if question.is_open:
			row["answer"] = "Answered"
		elif question.code == "T5-1" or question.code == "T8-1" or question.code == "T4-2":
			row["answer"] = "No"
		answers.append(row)
	return {
		"organised_by": "Principal",
		"team": "Principal, safety officer, shift leader",
		"tracings": answers,
		"causes": [
			{
				"description": "Dust was not removed each shift",
				"level": "Direct",
				"dimension": "Human",
				"aspect_operation": 1,
				"aspect_site_management": 1,
			},
			{
				"description": "No rule says who cleans the beams",
				"level": "Root",
				"dimension": "Management",
				"failing": "Standards",
				"question_code": "T4-2",
				"aspect_rules": 1,
			},
		],
		"unexamined_aspects_reason": "The other aspects were examined and played no part",
		"inherent_safety_conclusion": "Not Feasible",
		"inherent_safety_reason": "The shop closes next year",
		"summary": "Cleaning was nobody's task",
	}


def plan_values(owner: str) -> dict:
	"""Six parts and one measure."""
	return {
		"goals": "No dust on beams",
		"methods": "Clean, then clean every shift",
		"funds_and_materials": "30 thousand yuan",
		"organisation": "Principal; shop manager",
		"time_limits": "Within ten days",
		"safety_and_contingency": "No grinding while dust is removed",
		"measures": [measure_values(owner)],
	}


def measure_values(owner: str, **overrides) -> dict:
	"""One measure with all five fixes."""
	return {
		"measure": "Remove the dust and fit a suction line",
		"responsible_person": "Shop manager Li",
		"responsible_user": owner,
		"funds": 3.5,
		"deadline": add_days(today(), 10),
		"contingency": "Stop grinding",
		**overrides,
	}
