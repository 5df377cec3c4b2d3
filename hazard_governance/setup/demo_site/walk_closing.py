"""What closes a walk: suspension, acceptance, the authority's check, source governance, report and filing."""

import frappe
from frappe.model.document import Document

from hazard_governance.api import report as report_api
from hazard_governance.domain import vocabulary as v
from hazard_governance.setup.demo_site import files
from hazard_governance.setup.demo_site.acting import acting_as
from hazard_governance.setup.demo_site.people import officials_of, registrar_of
from hazard_governance.setup.demo_site.walk import KEY_BY_NAME, Walk

# --- suspension and acceptance -----------------------------------------------------------------------------------
SUSPENDED = ("scope", "extent", "from_at", "people_withdrawn", "ordered_by", "authority", "order_no")
APPLICATION = ("applied_on", "application", "evaluation_by", "evaluation_report")
EXAMINATION = (
	"examining_authority",
	"examined_on",
	"examination_result",
	"examiners",
	"examination_no",
	"examination_remarks",
)
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


def evaluate(walk: Walk, spec: dict) -> None:
	"""The enterprise's own evaluation; after a failed one the hazard goes back."""
	doc = walk.insert("Rectification Acceptance", {**spec, "findings": []}, walk.preparer)
	_judge(walk, doc, spec, walk.preparer)
	walk.act(doc, "Submit Acceptance", walk.preparer)
	walk.approve(doc, "Conclude Acceptance")
	if spec["verdict"] == v.FAIL:
		walk.act(walk.hazard, "Return to Rectification", walk.principal, return_reason=spec["remarks"])
	else:
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


def delist(walk: Walk) -> None:
	"""The cases whose scenario says so: acceptance asked for, then delisted after the check."""
	for spec in walk.parts["cases"]:
		if spec["status"] != v.DELISTED:
			continue
		chief = officials_of(KEY_BY_NAME[spec["authority"]])[0]
		filters = {"hazard": walk.hazard, "authority": spec["authority"], "status": v.IN_FORCE}
		case = frappe.get_doc("Supervision Case", filters)
		walk.act(case, "Request Acceptance of Case", walk.preparer)
		letter = {name: spec[name] for name in ("delisting_no", "delisting_signatory") if spec[name]}
		walk.act(case, "Delist", chief, **letter)


# --- source governance and report ---------------------------------------------------------------------------------
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
RESULTS = ("done_on", "result", "published_on")


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
		"filed_on": frappe.utils.today(),
	}
	walk.act(doc, "File Report", registrar, **filing)
	walk.act(walk.hazard, "File Hazard", registrar)
