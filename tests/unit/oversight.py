"""A referral of each procedure and a look-back of each finding in which nothing is missing, with the records they need."""

from __future__ import annotations

from dataclasses import replace

from builders import AUTHORITIES, COUNTY, coal, put

from hazard_governance.domain.facts import (
	AccountabilityAction,
	Authority,
	CaseReferral,
	FollowUpInspection,
	HazardRecord,
)

DISCIPLINE, POLICE, PROCURATORATE = "甲市纪委监委", "甲县公安局", "甲县人民检察院"
ORGANS = {
	DISCIPLINE: Authority(name=DISCIPLINE, kind="Discipline Inspection", level="City"),
	POLICE: Authority(name=POLICE, kind="Public Security", level="County"),
	PROCURATORATE: Authority(name=PROCURATORATE, kind="Procuratorate", level="County"),
}
TO_DISCIPLINE, TO_JUSTICE = "Discipline Inspection", "Judicial Authority"
MEASURES = {
	TO_DISCIPLINE: "Referral to Discipline Inspection",
	TO_JUSTICE: "Referral to Judicial Authority",
}
REFERRED = {
	"name": "AA-9",
	"person_name": "周副县长",
	"post": "副县长",
	"organisation": "甲县人民政府",
	"responsibility": "Related",
	"responsibility_class": "Leadership",
	"deciding_side": "Authority",
	"authority": COUNTY,
	"grounds": "明知隐患未督促整改",
	"status": "Decided",
}
COMMON = {
	"name": "RF-1",
	"hazard": "HZ-1",
	"authority": COUNTY,
	"letter_no": "甲安移字〔2026〕1号",
	"issued_on": "2026-11-18",
	"signatory": "钱主任",
	"handlers": "孙一、李二",
	"contact": "孙一 0355-1234567",
	"case_facts": "2026年11月1日检查发现报警器断电停用，责令整改后仍未恢复。",
	"legal_basis": "安全生产法第三十六条",
	"opinion": "已责令停产，建议追究责任。",
	"items": [
		{
			"name": "i-1",
			"kind": "Document",
			"title": "隐患描述",
			"record_type": "Hazard",
			"record_name": "HZ-1",
			"source_field": "description",
		},
		{
			"name": "i-2",
			"kind": "Evidence",
			"title": "整改前照片",
			"record_type": "Hazard",
			"record_name": "HZ-1",
			"source_field": "photo",
		},
	],
	"sent_at": "2026-11-18 10:00:00",
	"receipt_no": "纪收〔2026〕88号",
	"refusal_reason": "不属于本机关管辖",
	"results": [
		{"name": "r-1", "outcome": "Case Opened", "decided_on": "2026-11-19", "text": "已立案"},
	],
}
PERSON = {
	"name": "p-1",
	"accountability_action": "AA-9",
	"person_name": "周副县长",
	"post": "副县长",
	"organisation": "甲县人民政府",
	"public_official": 1,
	"conduct": "明知隐患未督促整改",
}
OF_JUSTICE = {
	"suspected_offence": "危险作业罪",
	"items_involved": "无",
	"appraisals": "报警系统检测报告1份",
	"investigation_report": "/private/files/report.pdf",
	"copy_to": PROCURATORATE,
}


def referral(kind: str = TO_DISCIPLINE, **values) -> CaseReferral:
	"""A referral in which nothing is missing."""
	recipient = DISCIPLINE if kind == TO_DISCIPLINE else POLICE
	own = {} if kind == TO_DISCIPLINE else OF_JUSTICE
	return CaseReferral.from_mapping(
		{**COMMON, "kind": kind, "recipient": recipient, "persons": [PERSON], **own, **values}
	)


def referred_record(kind: str = TO_DISCIPLINE, **values) -> HazardRecord:
	"""A record with the decided action that a referral arises from."""
	record = coal()
	measure = {"name": "m-9", "measure": MEASURES[kind], "receiving_organ": DISCIPLINE}
	action = AccountabilityAction.from_mapping({**REFERRED, "measures": [measure], **values})
	authorities = {**AUTHORITIES, **ORGANS}
	return replace(record, actions=(*record.actions, action), authorities=authorities)


LOOK_BACK = {
	"name": "FI-1",
	"hazard": "HZ-1",
	"origin": "Lot",
	"authority": COUNTY,
	"closed_on": "2026-11-16",
	"inspected_on": "2026-11-19",
	"inspectors": [
		{"name": "in-1", "inspector_name": "吴六", "user": "wu@example.com"},
		{"name": "in-2", "inspector_name": "郑七"},
	],
	"statement": "企业安全负责人孙工：报警器一直在用",
	"photos": [{"name": "ph-1", "file": "/private/files/back.jpg"}],
	"finding_reason": "现场核查报警器供电线路",
}
BY_FINDING = {
	"Genuine": {},
	"Superficial": {
		"supplementary_measures": [
			{
				"name": "s-1",
				"measure": "补装备用电源",
				"responsible_person": "李强",
				"deadline": "2026-12-01",
				"done_on": "2026-11-20",
				"result": "已补装",
				"evidence": "/private/files/backup.jpg",
			}
		]
	},
	"Sham": {"new_due": "2026-12-20"},
	"Recurred": {"recurred_hazard": "HZ-2"},
}


def look_back(finding: str = "Genuine", **values) -> FollowUpInspection:
	"""A look-back in which nothing is missing; its one measure is judged as the finding says."""
	judged = "Genuine" if finding == "Recurred" else finding
	row = {"name": "fd-1", "measure_row": "pm-1", "measure": "更换供电线路", "finding": judged}
	return FollowUpInspection.from_mapping(
		{**LOOK_BACK, "finding": finding, "findings": [row], **BY_FINDING[finding], **values}
	)


def with_look_backs(record: HazardRecord, *found: FollowUpInspection) -> HazardRecord:
	"""The record with these look-backs."""
	return replace(record, look_backs=found)


def sham_decided(record: HazardRecord, decided_at: str = "2026-11-20 09:00:00") -> HazardRecord:
	"""The record after a look-back found its rectification sham."""
	found = put(look_back("Sham", status="Decided", decided_at=decided_at), "decided_by", "chief@example.com")
	return with_look_backs(record, found)
