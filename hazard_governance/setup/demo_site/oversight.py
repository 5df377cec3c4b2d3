"""Referrals, look-backs and a draw of the demo, each act by the officer whose act it is."""

from datetime import date

import frappe
from frappe.model.document import Document
from frappe.utils import add_days

from hazard_governance.api import referral as referral_api
from hazard_governance.domain import vocabulary as v
from hazard_governance.setup.demo_data import places
from hazard_governance.setup.demo_data.hazards import BY_KEY
from hazard_governance.setup.demo_data.oversight import (
	DRAWN_BY,
	DRAWN_DAYS,
	DRAWN_NUMBER,
	LOOK_BACKS,
	MEASURES,
	REFERRALS,
	TO_DISCIPLINE,
	LookBackSpec,
	ReferralSpec,
)
from hazard_governance.setup.demo_site.acting import acting_as
from hazard_governance.setup.demo_site.people import officials_of
from hazard_governance.setup.demo_site.walk import Walk


def oversee(today: date, names: dict[str, str]) -> None:
	"""Everything of this module. names: key of a scenario -> name of its hazard."""
	for spec in REFERRALS:
		_refer(_walk(spec.hazard, today, names), spec, today)
	for spec in LOOK_BACKS:
		_look_back(_walk(spec.hazard, today, names), spec, today, names)
	_draw(today)


def _walk(key: str, today: date, names: dict[str, str]) -> Walk:
	walk = Walk(BY_KEY[key], today, names)
	walk.hazard = names[key]
	return walk


# --- referrals -----------------------------------------------------------------------------------------------------
def _refer(walk: Walk, spec: ReferralSpec, today: date) -> None:
	officers = officials_of(spec.authority)
	action = _decided(walk, spec, officers)
	doc = walk.insert("Case Referral", _head(walk, spec, action, today), officers[-1])
	with acting_as(officers[-1]):
		items = referral_api.collect(doc.name)
	walk.save(doc, officers[-1], items=items)
	walk.act(doc, "Send Referral", officers[0])
	if spec.status == v.SENT:
		return
	liaison = officials_of(spec.recipient)[0]
	walk.act(doc, "Receive Referral", liaison, receipt_no=spec.receipt_no)
	if spec.result:
		outcome, number, text = spec.result
		row = {"outcome": outcome, "document_no": number, "decided_on": today, "text": text}
		walk.act(doc, "Answer Referral", liaison, results=[row])


def _decided(walk: Walk, spec: ReferralSpec, officers: list[str]) -> Document:
	values = {
		"person_name": spec.person,
		"post": spec.post,
		"organisation": spec.organisation,
		"responsibility": v.RELATED,
		"responsibility_class": spec.tier,
		"deciding_side": v.BY_AUTHORITY,
		"authority": places.BY_KEY[spec.authority].name,
		"grounds": spec.conduct,
		"basis": spec.legal_basis,
		"measures": [{"measure": MEASURES[spec.kind], "receiving_organ": places.BY_KEY[spec.recipient].name}],
	}
	doc = walk.insert("Accountability Action", values, officers[-1])
	walk.act(doc, "Submit Accountability", officers[-1])
	return walk.act(doc, "Decide Accountability", officers[0])


def _head(walk: Walk, spec: ReferralSpec, action: Document, today: date) -> dict:
	chief, clerk = (places.BY_KEY[spec.authority].officials[place].full_name for place in (0, -1))
	return {
		"kind": spec.kind,
		"authority": places.BY_KEY[spec.authority].name,
		"recipient": places.BY_KEY[spec.recipient].name,
		"copy_to": places.BY_KEY[spec.copy_to].name if spec.copy_to else None,
		"letter_no": spec.letter_no.format(year=today.year),
		"issued_on": today,
		"signatory": chief,
		"handlers": f"{_name(spec.authority, 0)}、{_name(spec.authority, 1)}",
		"contact": f"{clerk} 0355-0000000",
		"case_facts": spec.case_facts,
		"legal_basis": spec.legal_basis,
		"opinion": spec.opinion,
		"persons": [
			{
				"accountability_action": action.name,
				"person_name": spec.person,
				"post": spec.post,
				"organisation": spec.organisation,
				"public_official": int(spec.kind == TO_DISCIPLINE),
				"conduct": spec.conduct,
			}
		],
		**spec.particulars,
	}


def _name(authority: str, place: int) -> str:
	return places.BY_KEY[authority].officials[place].full_name


# --- look-backs ----------------------------------------------------------------------------------------------------
def _look_back(walk: Walk, spec: LookBackSpec, today: date, names: dict[str, str]) -> None:
	officers = officials_of(spec.authority)
	values = {
		"authority": places.BY_KEY[spec.authority].name,
		"origin": v.BY_DIRECTION,
		"direction": spec.direction,
		**_inspection(spec.inspectors, spec.statement, today),
	}
	doc = walk.insert("Follow-up Inspection", values, officers[-1])
	finding = {"finding": spec.finding, "finding_reason": spec.reason}
	if spec.supplement:
		measure, person, days = spec.supplement
		row = {"measure": measure, "responsible_person": person, "deadline": add_days(today, days)}
		finding["supplementary_measures"] = [row]
	if spec.finding == v.SHAM:
		finding["new_due"] = add_days(today, 15)
	if spec.recurred:
		finding["recurred_hazard"] = names[spec.recurred]
	_conclude(walk, doc, officers, finding)


def _inspection(inspectors: tuple[tuple[str, str], ...], statement: str, today: date) -> dict:
	return {
		"inspected_on": today,
		"inspectors": [{"inspector_name": name, "organisation": at} for name, at in inspectors],
		"statement": statement,
		"photos": [{"file": "回头看现场.png", "kind": "Other"}],
	}


def _conclude(walk: Walk, doc: Document, officers: list[str], finding: dict) -> None:
	"""Judged measure by measure, submitted by one officer, decided by the other."""
	judged = v.GENUINE if finding["finding"] == v.RECURRED else finding["finding"]
	with acting_as(officers[-1]):
		doc = frappe.get_doc(doc.doctype, doc.name)
		doc.update(finding)
		for row in doc.findings:
			row.finding = judged
		doc.save()
	walk.act(doc, "Submit Look-back", officers[-1])
	walk.act(doc, "Decide Look-back", officers[0])


def _draw(today: date) -> None:
	"""The city office draws; of what was drawn, the first is found genuine, the others wait."""
	officers = officials_of(DRAWN_BY)
	with acting_as(officers[0]):
		draw = frappe.get_doc(
			{
				"doctype": "Look-back Draw",
				"authority": places.BY_KEY[DRAWN_BY].name,
				"from_date": add_days(today, -DRAWN_DAYS),
				"to_date": today,
				"number": DRAWN_NUMBER,
			}
		).insert()
	filters = {"draw": draw.name}
	first = frappe.get_all("Follow-up Inspection", filters=filters, pluck="name", order_by="creation asc")[0]
	doc = frappe.get_doc("Follow-up Inspection", first)
	key = next(key for key, scenario in BY_KEY.items() if scenario.title == doc.hazard_title)
	walk = _walk(key, today, {key: doc.hazard})
	inspectors = (("田建军", "长治市应急管理局"), ("李素珍", "聘请专家"))
	walk.save(doc, officers[-1], **_inspection(inspectors, "企业负责人：整改措施一直在执行。", today))
	finding = {"finding": v.GENUINE, "finding_reason": "逐项核对措施和台账，现场与报告一致。"}
	_conclude(walk, doc, officers, finding)
