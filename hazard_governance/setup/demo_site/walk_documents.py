"""The step documents of a walk up to the rectification: supervision, analysis, accountability, plan and its measures."""

import frappe
from frappe.model.document import Document

from hazard_governance.api import measures as measures_api
from hazard_governance.api import plan as plan_api
from hazard_governance.api import supervision as supervision_api
from hazard_governance.domain import vocabulary as v
from hazard_governance.setup.demo_site import files
from hazard_governance.setup.demo_site.acting import acting_as
from hazard_governance.setup.demo_site.people import officials_of
from hazard_governance.setup.demo_site.walk import KEY_BY_NAME, Walk

LETTER_FIELDS = ("letter_no", "issued_on", "signatory", "served_on", "served_to")


# --- supervision -------------------------------------------------------------------------------------------------
def open_case(walk: Walk, spec: dict) -> None:
	"""Confirm the case that the verification proposed, or open one; a case that stays proposed is left as it is."""
	chief = _chief(spec)
	case = _proposed(walk, spec) or _open_case(walk, spec, chief)
	walk.cases[spec["name"]] = case.name
	if spec["status"] == v.PROPOSED:
		return
	fields = ("leader", "requirements", "report_every_days", *LETTER_FIELDS)
	values = {name: spec[name] for name in fields if spec[name]}
	walk.act(case, "Confirm Supervision", chief, due_on=spec["original_due"], **values)


def _chief(spec: dict) -> str:
	return officials_of(KEY_BY_NAME[spec["authority"]])[0]


def _proposed(walk: Walk, spec: dict) -> Document | None:
	if spec["kind"] != v.DEPARTMENTAL:
		return None
	filters = {
		"hazard": walk.hazard,
		"kind": v.DEPARTMENTAL,
		"authority": spec["authority"],
		"status": v.PROPOSED,
	}
	name = frappe.db.get_value("Supervision Case", filters, "name")
	return frappe.get_doc("Supervision Case", name) if name else None


def _open_case(walk: Walk, spec: dict, chief: str) -> Document:
	values = {name: spec[name] for name in ("kind", "authority", "level", *LETTER_FIELDS)}
	return walk.insert("Supervision Case", {**values, "due_on": spec["original_due"]}, chief)


def add_row(walk: Walk, spec: dict, table: str, row: dict) -> None:
	"""Progress, by the enterprise where it is a user; urging, by the authority."""
	case = _case(walk, spec)
	writer = _applicant(walk, spec) if table == "progress" else _chief(spec)
	walk.save(case, writer, **{table: [*case.get(table), row]})


def apply_for_extension(walk: Walk, spec: dict, extension: dict) -> None:
	"""By the enterprise where it is a user."""
	asked = {name: extension[name] for name in ("applied_on", "reason", "interim_controls", "new_due")}
	walk.save(_case(walk, spec), _applicant(walk, spec), extensions=[asked])


def grant_extension(walk: Walk, spec: dict) -> None:
	"""By the authority; an office of one person decides on the letter it entered, and says so."""
	case, chief = _case(walk, spec), _chief(spec)
	alone = "本单位仅一名经办人员" if _applicant(walk, spec) == chief else None
	reason = spec["extensions"][0]["remarks"]
	with acting_as(chief):
		number = supervision_api.propose_letter_no(case.name)
		supervision_api.decide_extension(case.name, case.extensions[0].name, v.GRANTED, reason, alone, number)


def _case(walk: Walk, spec: dict) -> Document:
	return frappe.get_doc("Supervision Case", walk.cases[spec["name"]])


def _applicant(walk: Walk, spec: dict) -> str:
	return walk.preparer if walk.enterprise.uses_system else _chief(spec)


# --- analysis and accountability ----------------------------------------------------------------------------------
def analyse(walk: Walk) -> None:
	"""The 26 questions and the causes; approved by the principal."""
	spec = walk.parts["analysis"]
	given = ("question_code", "answer", "explanation")
	rows = [{name: row[name] for name in given} for row in spec["tracings"] if not row["settled_by"]]
	causes = [{name: value for name, value in cause.items() if name != "name"} for cause in spec["causes"]]
	with acting_as(walk.preparer):
		doc = frappe.new_doc("Root Cause Analysis")
		fields = (
			"organised_by",
			"analysed_on",
			"team",
			"inherent_safety_conclusion",
			"inherent_safety_reason",
			"unexamined_aspects_reason",
			"summary",
		)
		doc.update(
			{
				"hazard": walk.hazard,
				"tracings": rows,
				"causes": causes,
				**{name: spec[name] for name in fields},
			}
		)
		doc.insert()
	walk.causes = {cause["name"]: row.name for cause, row in zip(spec["causes"], doc.causes, strict=True)}
	walk.act(doc, "Submit Analysis", walk.preparer)
	walk.approve(doc, "Approve Analysis")


def hold_to_account(walk: Walk, spec: dict) -> None:
	"""One action a person; who is the principal is decided on by an authority."""
	employee = (
		frappe.db.get_value("Employee", {"user_id": spec["person_user"]}, "name")
		if spec["person_user"]
		else None
	)
	later = {"executed_on": None, "proof": None}
	values = {
		**spec,
		"employee": employee,
		"measures": [{**row, **later} for row in spec["measures"]],
	}
	doc = walk.insert("Accountability Action", values, walk.preparer)
	walk.actions[spec["name"]] = doc.name
	walk.act(doc, "Submit Accountability", walk.preparer)
	walk.act(doc, "Decide Accountability", _decider(walk, spec) or walk.principal)


def execute(walk: Walk, spec: dict) -> None:
	"""What was decided has been carried out, with proof."""
	doc = frappe.get_doc("Accountability Action", walk.actions[spec["name"]])
	proofs = {row["measure"]: (row["executed_on"], row["proof"]) for row in spec["measures"]}
	user = _decider(walk, spec) or walk.preparer
	with acting_as(user):
		for row in doc.measures:
			row.executed_on, row.proof = proofs[row.measure]
		files.attach(doc)
		doc.save()
	walk.act(doc, "Record Execution", user)


def _decider(walk: Walk, spec: dict) -> str | None:
	"""The officer who decides; None where the enterprise does."""
	return _chief(spec) if spec["deciding_side"] == v.BY_AUTHORITY else None


# --- plan --------------------------------------------------------------------------------------------------------
def make_plan(walk: Walk) -> None:
	"""Prepared by the safety officer, approved by the principal; with an ERPNext Company also a Project with tasks."""
	spec = walk.parts["plan"]
	if not walk.enterprise.uses_system:
		return
	rows = [{**row, "done_on": None, "result": None, "evidence": None} for row in spec["measures"]]
	for row in rows:
		row["cause"] = walk.causes.get(row["cause"])
	supplier = frappe.db.get_value("Supplier", {"supplier_name": spec["third_party_name"]}, "name")
	values = {**spec, "measures": rows, "third_party": supplier if spec["third_party_name"] else None}
	plan = walk.insert("Remediation Plan", values, walk.preparer)
	walk.plan = plan.name
	walk.act(plan, "Submit Plan", walk.preparer)
	walk.approve(plan, "Approve Plan")
	if walk.enterprise.company:
		with acting_as(walk.preparer):
			plan_api.create_project(walk.plan)


def complete_measure(walk: Walk, number: int) -> None:
	"""By the person named in it, with a picture; the others by the safety officer."""
	plan = frappe.get_doc("Remediation Plan", walk.plan)
	row, wanted = plan.measures[number], walk.planned_measures[number]
	with acting_as(row.responsible_user or walk.preparer):
		picture = files.upload(wanted["evidence"])
		measures_api.complete_measure(
			plan.doctype, plan.name, row.name, str(wanted["done_on"]), wanted["result"], picture
		)
