"""Records that pass every gate: a major hazard, one in a coal mine, a general one. Tests take single facts out of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from governance_record import TODAY, complete_record

from hazard_governance.domain.facts import (
	Authority,
	Criterion,
	Enterprise,
	Hazard,
	HazardRecord,
	IndustrySector,
	ProductionSuspension,
	RectificationAcceptance,
	RemediationPlan,
	SupervisionCase,
	Verification,
)

__all__ = ["TODAY", "coal", "general", "major", "put", "sole_operator"]

COUNTY = "甲县安委办"
CITY = "市安委办"
BUREAU = "甲县应急管理局"
MINE_SAFETY = "矿山安全监察局某处"
AUTHORITIES = {
	COUNTY: Authority(name=COUNTY, kind="Safety Committee Office", level="County"),
	CITY: Authority(name=CITY, kind="Safety Committee Office", level="City"),
	BUREAU: Authority(name=BUREAU, kind="Emergency Management", level="County"),
	MINE_SAFETY: Authority(name=MINE_SAFETY, kind="Mine Safety Administration", level="City"),
}
CRITERION = Criterion(
	name="GM-10-3",
	code="GM-10-3",
	standard="工贸企业重大事故隐患判定标准",
	article="第十条第三项",
	industry="工贸",
	hazard_class="Major",
	valid_from=date(2023, 5, 15),
)
IMMEDIATE = {
	"name": "im-1",
	"measure": "切断作业面电源并撤人",
	"taken_by": "赵班长",
	"taken_at": "2026-11-01 08:40:00",
	"done_at": "2026-11-01 09:00:00",
	"after_photo": "/private/files/after.jpg",
}
DESCRIPTION = {
	"name": "HZ-1",
	"hazard_title": "可燃气体报警器断电",
	"enterprise": "甲公司",
	"industry": "工贸",
	"place": "1号罐区",
	"found_on": datetime(2026, 11, 1, 8, 30),
	"source": "Enforcement Inspection",
	"existing_condition": "报警器断电停用",
	"possible_harm": "泄漏不能及时发现，引发爆炸",
	"scope_of_influence": "罐区及相邻泵房12人",
	"recurring": "No",
}
PLAN = {
	"name": "RP-1",
	"goals": "恢复报警系统",
	"methods": "更换供电线路",
	"funds_and_materials": "1.5万元",
	"organisation": "总经理负责",
	"time_limits": "11月15日前",
	"safety_and_contingency": "人工每小时检测",
	"third_party_name": "某检测公司",
	"deliverable": "/private/files/scheme.pdf",
	"status": "Approved",
	"measures": [
		{
			"name": "pm-1",
			"measure": "更换供电线路",
			"responsible_person": "李强",
			"responsible_user": "li@example.com",
			"funds": 1.5,
			"deadline": "2026-11-15",
			"contingency": "备用电源",
			"status": "Done",
			"done_on": "2026-11-12",
			"evidence": "/private/files/line.jpg",
			"cause": "cause-1",
		}
	],
}
FINDINGS = [
	{"name": "f-1", "measure_row": "im-1", "measure": IMMEDIATE["measure"], "finding": "Pass"},
	{"name": "f-2", "measure_row": "pm-1", "measure": "更换供电线路", "finding": "Pass"},
]
EVALUATION = {
	"name": "RA-1",
	"level": "Enterprise Evaluation",
	"accepted_on": "2026-11-13",
	"team": [{"name": "t-1", "member_name": "孙工", "user": "sun@example.com"}],
	"findings": FINDINGS,
	"verdict": "Pass",
	"status": "Concluded",
	"decided_by": "principal@example.com",
	"decided_at": "2026-11-13 15:00:00",
}
CHECK = {
	"name": "RA-2",
	"level": "Authority Check",
	"authority": COUNTY,
	"accepted_on": "2026-11-15",
	"findings": FINDINGS,
	"verdict": "Pass",
	"status": "Concluded",
	"decided_by": "clerk@example.com",
	"decided_at": "2026-11-15 10:00:00",
}
VERIFICATION = {
	"name": "HV-1",
	"authority": COUNTY,
	"outcome": "Confirmed",
	"classification": "Major",
	"classification_basis": "Criterion",
	"criterion": "GM-10-3",
	"status": "Decided",
	"prepared_by": "clerk@example.com",
	"decided_by": "chief@example.com",
	"decided_at": "2026-11-02 09:00:00",
}
ENTERPRISE = {
	"name": "甲公司",
	"industry": "工贸",
	"principal_name": "钱总",
	"principal_user": "principal@example.com",
	"technically_weak": 1,
	"members": [
		{"user": "principal@example.com", "full_name": "钱总"},
		{"user": "li@example.com", "full_name": "李强"},
		{"user": "sun@example.com", "full_name": "孙工"},
	],
}
SUSPENSION = {
	"name": "PS-1",
	"scope": "Part",
	"extent": "3号采煤工作面",
	"from_at": "2026-11-01 09:00:00",
	"ordered_by": "Authority",
	"authority": COUNTY,
	"applied_on": "2026-11-13",
	"application": "治理完毕，申请恢复生产",
	"evaluation_by": "Own Experts",
	"evaluation_report": "/private/files/evaluation.pdf",
	"examining_authority": COUNTY,
	"examined_on": "2026-11-14",
	"examination_result": "Pass",
	"examination_no": "长安复字〔2026〕12号",
	"department_head": "周局长",
	"department_signed_on": "2026-11-15",
	"mine_safety_authority": MINE_SAFETY,
	"mine_safety_agreed_on": "2026-11-16",
	"mine_safety_document": "矿安监〔2026〕8号",
	"government_head": "吴县长",
	"government_approved_on": "2026-11-17",
	"government_document": "甲政函〔2026〕3号",
	"resumed_on": "2026-11-18",
	"status": "Resumed",
}


def major() -> HazardRecord:
	"""A major hazard of a technically weak enterprise, found by an inspection, with everything up to its filing."""
	record = complete_record()
	hazard = Hazard.from_mapping(
		{
			**DESCRIPTION,
			"stage": "Closed Out",
			"verification": "Verified",
			"register_no": "140400-202611-0001",
			"verified_by_authority": COUNTY,
			"registered_by": "reporter@example.com",
			"classification": "Major",
			"classification_basis": "Criterion",
			"criterion": "GM-10-3",
			"immediate_measures": [IMMEDIATE],
			"public_postings": [
				{
					"name": "pp-1",
					"place": "厂门口",
					"from_date": "2026-11-02",
					"photo": "/private/files/board.jpg",
				}
			],
			"authority_reports": [
				{
					"name": "ar-1",
					"kind": "Full",
					"authority": COUNTY,
					"sent_at": "2026-11-03 10:00:00",
					"status_and_cause": "报警器断电，线路老化",
					"harm_and_difficulty": "危害大，需更换线路",
					"plan": "RP-1",
				}
			],
		}
	)
	report = replace(
		record.report,
		status="Filed",
		filing_authority=BUREAU,
		receipt_no="备2026-001",
		filed_on=date(2026, 11, 19),
	)
	return replace(
		record,
		hazard=hazard,
		enterprise=Enterprise.from_mapping(ENTERPRISE),
		sector=IndustrySector(name="工贸"),
		criterion=CRITERION,
		verifications=(Verification.from_mapping(VERIFICATION),),
		analysis=replace(record.analysis, status="Approved"),
		plan=RemediationPlan.from_mapping(PLAN),
		acceptances=tuple(RectificationAcceptance.from_mapping(row) for row in (EVALUATION, CHECK)),
		report=report,
		authorities=AUTHORITIES,
	)


def coal() -> HazardRecord:
	"""A major hazard in a coal mine: listed by the city, production suspended and resumed by the stricter chain."""
	record = major()
	evaluation, check = record.acceptances
	listed = SupervisionCase(
		name="SC-1", kind="Listed", authority=CITY, status="Delisted", delisted_on=date(2026, 11, 18)
	)
	city_bureau = Authority(name=BUREAU, kind="Emergency Management", level="City")
	return replace(
		record,
		sector=IndustrySector(name="工贸", is_coal=True),
		acceptances=(evaluation, replace(check, authority=CITY)),
		suspensions=(ProductionSuspension.from_mapping(SUSPENSION),),
		cases=(listed,),
		authorities={**AUTHORITIES, BUREAU: city_bureau},
	)


def general(source: str = "Enforcement Inspection") -> HazardRecord:
	"""A general hazard removed at once, never verified, without analysis or plan."""
	findings = FINDINGS[:1]
	acceptances = [{**EVALUATION, "findings": findings}]
	if source != "Self-Inspection":
		acceptances.append({**CHECK, "findings": findings})
	return HazardRecord.build(
		hazard={
			**DESCRIPTION,
			"source": source,
			"stage": "Accepted",
			"classification": "General",
			"immediate_measures": [IMMEDIATE],
			"general_accountability": "口头警告当班班长",
		},
		enterprise=ENTERPRISE,
		sector={"name": "工贸"},
		acceptances=acceptances,
		authorities=AUTHORITIES,
	)


def sole_operator(record: HazardRecord) -> HazardRecord:
	"""The same hazard where one person is all there is: they did the work, evaluate it alone, and an authority agreed."""
	enterprise = replace(
		record.enterprise,
		sole_operator=True,
		sole_operator_authority=COUNTY,
		sole_operator_consent_on=date(2026, 1, 5),
	)
	immediate = replace(record.hazard.immediate_measures[0], taken_by=enterprise.principal_name)
	evaluation, *checks = record.acceptances
	return replace(
		record,
		enterprise=enterprise,
		hazard=replace(record.hazard, immediate_measures=(immediate,)),
		acceptances=(replace(evaluation, team=()), *checks),
	)


def put(thing: Any, path: str, value: Any) -> Any:
	"""A copy of `thing` with `value` at a dotted path through fields and row numbers ("plan.measures.0.evidence")."""
	head, _, rest = path.partition(".")
	if isinstance(thing, tuple):
		index = int(head)
		changed = put(thing[index], rest, value) if rest else value
		return (*thing[:index], changed, *thing[index + 1 :])
	return replace(thing, **{head: put(getattr(thing, head), rest, value) if rest else value})
