"""The step documents of a walk: supervision, plan, suspension, acceptance, analysis, accountability, source, report."""

import frappe
from frappe.model.document import Document
from frappe.utils import today as site_today

from hazard_governance.api import measures as measures_api
from hazard_governance.api import plan as plan_api
from hazard_governance.api import report as report_api
from hazard_governance.api import supervision as supervision_api
from hazard_governance.domain import vocabulary as v
from hazard_governance.setup.demo_data import places
from hazard_governance.setup.demo_site import files
from hazard_governance.setup.demo_site.people import acting_as, officials_of, registrar_of
from hazard_governance.setup.demo_site.walk import Walk

KEY_BY_NAME = {spec.name: spec.key for spec in places.AUTHORITIES}


# --- supervision -------------------------------------------------------------------------------------------------
def supervise(walk: Walk) -> None:
	"""Confirm the case that the verification proposed; open the others; urge, report progress, extend."""
	for spec in walk.parts["cases"]:
		chief = officials_of(KEY_BY_NAME[spec["authority"]])[0]
		case = _proposed(walk, spec) or _open_case(walk, spec, chief)
		if spec["status"] == v.PROPOSED:
			continue
		fields = ("leader", "requirements", "issued_on", "letter_no", "report_every_days", "level")
		values = {name: spec[name] for name in fields if spec[name]}
		case = walk.act(case, "Confirm Supervision", chief, due_on=spec["original_due"], **values)
		_progress(walk, case, spec)
		if spec["urgings"]:
			walk.save(case, chief, urgings=spec["urgings"])
		if spec["extensions"]:
			_extend(walk, case, spec["extensions"][0], chief)


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
	values = {name: spec[name] for name in ("kind", "authority", "level", "letter_no", "issued_on")}
	return walk.insert("Supervision Case", {**values, "due_on": spec["original_due"]}, chief)


def _progress(walk: Walk, case: Document, spec: dict) -> None:
	reporter = (
		walk.preparer if walk.enterprise.uses_system else officials_of(KEY_BY_NAME[spec["authority"]])[0]
	)
	if spec["progress"]:
		walk.save(case, reporter, progress=spec["progress"])


def _extend(walk: Walk, case: Document, extension: dict, chief: str) -> None:
	asked = {name: extension[name] for name in ("applied_on", "reason", "interim_controls", "new_due")}
	applicant = walk.preparer if walk.enterprise.uses_system else chief
	case = walk.save(case, applicant, extensions=[asked])
	with acting_as(chief):
		supervision_api.decide_extension(case.name, case.extensions[0].name, "Granted")


def delist(walk: Walk) -> None:
	"""The cases whose scenario says so: acceptance asked for, then delisted after the check."""
	for spec in walk.parts["cases"]:
		if spec["status"] != v.DELISTED:
			continue
		chief = officials_of(KEY_BY_NAME[spec["authority"]])[0]
		filters = {"hazard": walk.hazard, "authority": spec["authority"], "status": v.IN_FORCE}
		case = frappe.get_doc("Supervision Case", filters)
		walk.act(case, "Request Acceptance of Case", walk.preparer)
		walk.act(case, "Delist", chief, delisting_no=spec["delisting_no"])


# --- plan --------------------------------------------------------------------------------------------------------
def make_plan(walk: Walk) -> None:
	"""Prepared by the safety officer, approved by the principal; with an ERPNext Company also a Project with tasks."""
	spec = walk.parts["plan"]
	if spec is None or not walk.enterprise.uses_system:
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


def complete_measures(walk: Walk) -> None:
	"""Each measure by the person named in it, with a picture; the others by the safety officer."""
	spec = walk.parts["plan"]
	if spec is None:
		return
	plan = frappe.get_doc("Remediation Plan", walk.plan)
	for row, wanted in zip(plan.measures, spec["measures"], strict=True):
		with acting_as(row.responsible_user or walk.preparer):
			picture = files.upload(wanted["evidence"])
			measures_api.complete_measure(
				plan.doctype, plan.name, row.name, str(wanted["done_on"]), wanted["result"], picture
			)


def prove(walk: Walk) -> None:
	"""What the hazard itself has to show before acceptance: photo after, posting, full report; general: one line."""
	spec = walk.parts["hazard"]
	hazard = walk.stored()
	full = [row for row in spec["authority_reports"] if row["kind"] == v.FULL_REPORT]
	for row in full:
		row["plan"] = walk.plan
	after = [row for row in spec["evidence"] if row["kind"] == "After"]
	with acting_as(walk.preparer):
		for table, rows in (
			("evidence", after),
			("authority_reports", full),
			("public_postings", spec["public_postings"]),
		):
			for row in rows:
				hazard.append(table, {name: value for name, value in row.items() if value})
		if spec["general_accountability"]:
			hazard.general_accountability = spec["general_accountability"]
		files.attach(hazard)
		hazard.save()


# --- suspension and acceptance -----------------------------------------------------------------------------------
SUSPENDED = ("scope", "extent", "from_at", "people_withdrawn", "ordered_by", "authority", "order_no")
APPLICATION = ("applied_on", "application", "evaluation_by", "evaluation_report")
EXAMINATION = ("examining_authority", "examined_on", "examination_result", "examiners", "examination_remarks")
AGREEMENT = (
	"department_head",
	"department_signed_on",
	"mine_safety_authority",
	"mine_safety_agreed_on",
	"mine_safety_document",
)
APPROVAL = ("government_head", "government_approved_on", "government_document")


def suspend(walk: Walk) -> None:
	"""Production stops: by the order of an authority (of an officer who will not examine it), or by the enterprise."""
	for spec in walk.parts["suspensions"]:
		ordered = spec["ordered_by"] == v.BY_AUTHORITY
		user = officials_of(KEY_BY_NAME[spec["authority"]])[-1] if ordered else walk.preparer
		walk.insert("Production Suspension", {name: spec[name] for name in SUSPENDED}, user)


def apply_to_resume(walk: Walk) -> None:
	"""The enterprise applies once its own evaluation is passed."""
	for spec in walk.parts["suspensions"]:
		suspension = frappe.get_doc("Production Suspension", {"hazard": walk.hazard})
		walk.act(suspension, "Apply to Resume", walk.preparer, **{name: spec[name] for name in APPLICATION})


def resume(walk: Walk) -> None:
	"""Examination and permission; for a coal mine the chain of three."""
	for spec in walk.parts["suspensions"]:
		suspension = frappe.get_doc("Production Suspension", {"hazard": walk.hazard})
		chief = officials_of(KEY_BY_NAME[spec["examining_authority"]])[0]
		walk.act(suspension, "Record Examination", chief, **{name: spec[name] for name in EXAMINATION})
		if suspension.is_coal:
			agreement = {name: spec[name] for name in AGREEMENT}
			walk.act(suspension, "Agree as Mine Safety", officials_of("mine-safety")[0], **agreement)
			approval = {name: spec[name] for name in APPROVAL}
			walk.act(suspension, "Approve as Government", officials_of("city-government")[0], **approval)
		values = {name: spec[name] for name in ("resumed_on", "announced_on") if spec.get(name)}
		walk.act(suspension, "Resume Production", chief, **values)


def evaluate(walk: Walk) -> None:
	"""The enterprise's own evaluation; after a failed one the hazard goes back and is asked for again."""
	evaluations = [row for row in walk.parts["acceptances"] if row["level"] == v.ENTERPRISE_EVALUATION]
	for spec in evaluations:
		doc = walk.insert("Rectification Acceptance", {**spec, "findings": []}, walk.preparer)
		_judge(walk, doc, spec, walk.preparer)
		walk.act(doc, "Submit Acceptance", walk.preparer)
		walk.approve(doc, "Conclude Acceptance")
		if spec["verdict"] == v.FAIL:
			walk.act(walk.hazard, "Return to Rectification", walk.principal, return_reason=spec["remarks"])
			walk.act(walk.hazard, "Request Acceptance", walk.preparer)
	walk.act(walk.hazard, "Accept Rectification", walk.principal)


def _judge(walk: Walk, doc: Document, spec: dict, user: str) -> None:
	if spec["verdict"] != v.PASS:
		return
	with acting_as(user):
		doc = frappe.get_doc(doc.doctype, doc.name)
		for row in doc.findings:
			row.update({"finding": v.PASS, "remark": "现场核验合格"})
		doc.save()


def check(walk: Walk) -> None:
	"""The authority's check by the body that has to make it."""
	for spec in walk.parts["acceptances"]:
		if spec["level"] != v.AUTHORITY_CHECK:
			continue
		chief = officials_of(KEY_BY_NAME[spec["authority"]])[0]
		doc = walk.insert("Rectification Acceptance", {**spec, "findings": []}, chief)
		_judge(walk, doc, spec, chief)
		walk.act(doc, "Conclude Check", chief)


def close_out(walk: Walk) -> None:
	"""By the authority that checked; a general hazard of the enterprise's own finding by its principal."""
	checks = [row for row in walk.parts["acceptances"] if row["level"] == v.AUTHORITY_CHECK]
	user = officials_of(KEY_BY_NAME[checks[0]["authority"]])[0] if checks else walk.principal
	walk.act(walk.hazard, "Close Out", user)


# --- analysis, accountability, source, report --------------------------------------------------------------------
def analyse(walk: Walk) -> None:
	"""The 26 questions and the causes; approved by the principal."""
	spec = walk.parts["analysis"]
	if spec is None:
		return
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


def hold_to_account(walk: Walk) -> None:
	"""One action a person; who is the principal is decided on by an authority."""
	for spec in walk.parts["actions"]:
		employee = (
			frappe.db.get_value("Employee", {"user_id": spec["person_user"]}, "name")
			if spec["person_user"]
			else None
		)
		values = {**spec, "employee": employee}
		proofs = {row["measure"]: (row["executed_on"], row["proof"]) for row in spec["measures"]}
		values["measures"] = [{**row, "executed_on": None, "proof": None} for row in spec["measures"]]
		doc = walk.insert("Accountability Action", values, walk.preparer)
		walk.act(doc, "Submit Accountability", walk.preparer)
		by_authority = spec["deciding_side"] == v.BY_AUTHORITY
		decider = officials_of(KEY_BY_NAME[spec["authority"]])[0] if by_authority else walk.principal
		walk.act(doc, "Decide Accountability", decider)
		_execute(walk, doc, proofs, decider if by_authority else walk.preparer)


def _execute(walk: Walk, doc: Document, proofs: dict, user: str) -> None:
	with acting_as(user):
		doc = frappe.get_doc(doc.doctype, doc.name)
		for row in doc.measures:
			row.executed_on, row.proof = proofs[row.measure]
		files.attach(doc)
		doc.save()
	walk.act(doc, "Record Execution", user)


LATER_IN_SOURCE = (
	"sweep_done_on",
	"sweep_found",
	"sweep_removed",
	"failure_review",
	"evaluated_on",
	"evaluation_result",
	"risk_level_before",
	"risk_level_after",
	"risk_rerated_on",
)
RESULTS = ("done_on", "result")


def draft_source_governance(walk: Walk) -> None:
	"""Study topic and items: drafted with the plan, so that between them every cause has a measure."""
	spec = walk.parts["source_governance"]
	if spec is None:
		return
	topic = None
	for row in walk.parts["study_topics"]:
		with acting_as(walk.preparer):
			topic = frappe.get_doc(
				{"doctype": "Study Topic", **row, "name": None, "hazards": [{"hazard": walk.hazard}]}
			)
			topic.insert()
	items = [
		{**row, **dict.fromkeys(RESULTS), "cause": walk.causes.get(row["cause"])} for row in spec["items"]
	]
	values = {**spec, **dict.fromkeys(LATER_IN_SOURCE), "items": items, "study_topic": topic and topic.name}
	walk.insert("Source Governance Plan", values, walk.preparer)


def govern_the_source(walk: Walk) -> None:
	"""Approval of the items, their results, the sweep and the review, acceptance."""
	spec = walk.parts["source_governance"]
	if spec is None:
		return
	doc = frappe.get_doc("Source Governance Plan", {"hazard": walk.hazard})
	walk.act(doc, "Submit Source Governance", walk.preparer)
	walk.approve(doc, "Approve Source Governance")
	with acting_as(walk.preparer):
		doc = frappe.get_doc(doc.doctype, doc.name)
		doc.update({name: spec[name] for name in LATER_IN_SOURCE})
		for row, wanted in zip(doc.items, spec["items"], strict=True):
			row.update({name: wanted.get(name) for name in RESULTS})
			if row.done_on:
				row.evidence = files.upload("整改后.png", doc)
		doc.save()
	walk.approve(doc, "Accept Source Governance")


def report_and_file(walk: Walk) -> None:
	"""Composed, approved, filed by the registrar of the emergency bureau; then the hazard is filed."""
	spec = walk.parts["report"]
	if spec is None:
		return
	with acting_as(walk.preparer):
		doc = frappe.new_doc("Rectification Report")
		doc.update(
			{
				"hazard": walk.hazard,
				"filing_authority": spec["filing_authority"],
				**report_api.compose(walk.hazard),
			}
		)
		doc.insert()
	walk.act(doc, "Submit Report", walk.preparer)
	walk.approve(doc, "Approve Report")
	registrar = registrar_of(KEY_BY_NAME[spec["filing_authority"]])
	filing = {
		"receipt_no": spec["receipt_no"],
		"filing_remarks": spec["filing_remarks"],
		"filed_on": site_today(),
	}
	walk.act(doc, "File Report", registrar, **filing)
	walk.act(walk.hazard, "File Hazard", registrar)
