"""A record whose analysis, accountability, source governance and report are complete; tests take facts out of it."""

from dataclasses import replace
from datetime import date, datetime

from hazard_governance.domain import tracing
from hazard_governance.domain.accountability import catalogue
from hazard_governance.domain.facts import HazardRecord

TODAY = date(2026, 11, 20)
ADVERSE = {"T2-1": "No", "T5-1": "Yes"}


def tracing_rows() -> list[dict]:
	rows = []
	for question in tracing.QUESTIONS:
		answer = ADVERSE.get(question.code, "No" if question.adverse_answer == "Yes" else "Yes")
		answer = "Answered" if question.is_open else answer
		explanation = "交接班无人核对" if question.is_open or question.code in ADVERSE else ""
		rows.append({"question_code": question.code, "answer": answer, "explanation": explanation})
	return rows


CAUSES = [
	{
		"name": "cause-1",
		"description": "报警器断电后无人恢复",
		"level": "Direct",
		"dimension": "Human",
		"aspect_operation": 1,
		"aspect_site_management": 1,
	},
	{
		"name": "cause-2",
		"description": "无报警系统停用审批制度",
		"level": "Root",
		"dimension": "Management",
		"failing": "Standards",
		"question_code": "T2-1",
		"aspect_rules": 1,
		"aspect_procedures": 1,
	},
]

ACTION = {
	"name": "AA-1",
	"person_name": "王建国",
	"person_user": "wang@example.com",
	"responsibility": "Primary",
	"responsibility_class": "Direct",
	"deciding_side": "Enterprise",
	"grounds": "未执行交接班检查",
	"status": "Executed",
	"measures": [
		{"measure": "Fine", "amount": 500, "executed_on": "2026-11-10", "proof": "/private/files/fine.pdf"},
		{
			"measure": "Suspension for Review",
			"from_date": "2026-11-10",
			"to_date": "2026-11-16",
			"executed_on": "2026-11-16",
			"proof": "/private/files/suspension.pdf",
		},
	],
}


def item(**values) -> dict:
	return {
		"kind": "Fix of a Cause",
		"measure": "恢复供电并加装断电报警",
		"responsible_person": "李强",
		"funds": 0.5,
		"deadline": "2026-11-15",
		"contingency": "人工每小时检测一次",
		"status": "Accepted",
		"done_on": "2026-11-12",
		"result": "已恢复",
		**values,
	}


ITEMS = [
	item(name="i1", cause="cause-1"),
	item(name="i2", cause="cause-2"),
	item(name="i3", question_code="T5-1"),
	item(
		name="i4",
		kind="Standard Revision",
		document="报警系统管理制度",
		document_version="V2",
		published_on="2026-11-12",
	),
	item(name="i5", kind="Habit Check", continuing=1, status="Open", done_on=None, result="", contingency=""),
	item(name="i6", kind="Inherent Safety Retrofit", continuing=1, status="Open", done_on=None, result=""),
]

SECTIONS = (
	"description",
	"analysis",
	"accountability",
	"rectification",
	"source_governance",
	"acceptance",
	"revisions",
	"sweep",
	"lessons",
)


def complete_record() -> HazardRecord:
	"""Everything the rules of causes, accountability, source governance and report ask for, and nothing more."""
	record = HazardRecord.build(
		hazard={
			"name": "HZ-1",
			"stage": "Closed Out",
			"classification": "Major",
			"found_on": datetime(2026, 11, 1, 8, 30),
			"hazard_title": "可燃气体报警器断电",
			"existing_condition": "1号罐区报警器断电 <b>停用</b>",
		},
		analysis={
			"name": "RCA-1",
			"tracings": tracing_rows(),
			"causes": CAUSES,
			"inherent_safety_conclusion": "Feasible",
			"inherent_safety_reason": "可改用双回路供电",
			"unexamined_aspects_reason": "其余方面经逐项排查未发现问题",
		},
		actions=[ACTION],
		source_governance={
			"name": "SG-1",
			"items": ITEMS,
			"standards_conclusion": "Revised",
			"retrofit_decision": "Planned",
			"sweep_scope": "全厂6个罐区",
			"sweep_done_on": "2026-11-14",
			"sweep_found": 2,
			"sweep_removed": 2,
			"failure_review": "难点：夜班巡检；堵点：停用不审批；漏点：交接班无核对",
			"evaluated_on": "2026-11-16",
			"evaluation_result": "制度适用",
			"status": "Accepted",
		},
		report={"name": "RR-1", "status": "Approved", **{name: "<p>正文</p>" for name in SECTIONS}},
	)
	analysis = replace(record.analysis, tracings=tuple(tracing.apply_answers(record.analysis.tracings)))
	return replace(record, analysis=analysis, measure_catalogue=catalogue())


def with_analysis(record: HazardRecord, **values) -> HazardRecord:
	return replace(record, analysis=replace(record.analysis, **values))


def with_source(record: HazardRecord, **values) -> HazardRecord:
	return replace(record, source_governance=replace(record.source_governance, **values))


def with_item(record: HazardRecord, index: int, **values) -> HazardRecord:
	items = list(record.source_governance.items)
	items[index] = replace(items[index], **values)
	return with_source(record, items=tuple(items))


def fields_of(deficiencies) -> set[tuple[str, str]]:
	return {(d.doctype, d.fieldname) for d in deficiencies}


def texts(deficiencies) -> str:
	return "\n".join(d.text for d in deficiencies)
