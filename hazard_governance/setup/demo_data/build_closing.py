"""What closes a scenario: suspension, acceptance, source governance, report and supervision cases."""

from __future__ import annotations

from datetime import date, timedelta

from hazard_governance.domain import vocabulary as v
from hazard_governance.setup.demo_data import places
from hazard_governance.setup.demo_data.build_documents import PDF, authority_name, moment
from hazard_governance.setup.demo_data.build_hazard import is_major_now
from hazard_governance.setup.demo_data.calendar import Calendar
from hazard_governance.setup.demo_data.model import CaseSpec, Fix, Scenario


# --- suspension and acceptance -----------------------------------------------------------------------------------
def suspensions(scenario: Scenario, calendar: Calendar) -> list[dict]:
	"""Production stopped for the hazard; resumed when the hazard is closed out, applied for when it is accepted."""
	spec = scenario.suspension
	if spec is None:
		return []
	enterprise = places.ENTERPRISE_BY_KEY[scenario.enterprise]
	examiner = scenario.verifier or enterprise.authority
	row = {
		"name": f"{scenario.key}-suspension",
		"scope": spec.scope,
		"extent": spec.extent,
		"from_at": calendar.found_on,
		"people_withdrawn": spec.people_withdrawn,
		"ordered_by": v.BY_AUTHORITY if spec.authority else v.BY_ENTERPRISE,
		"authority": authority_name(spec.authority),
		"order_no": spec.order_no,
		"is_coal": enterprise.industry == places.COAL,
		"status": v.IN_FORCE,
	}
	if calendar.has_reached(v.ACCEPTED):
		row.update(
			applied_on=calendar.evaluated_on,
			application=spec.application or "隐患整改完毕并经验收评估合格，申请恢复生产。",
			evaluation_by=v.OWN_EXPERTS,
			evaluation_report=PDF,
			status=v.RESUMPTION_APPLIED,
		)
	if calendar.has_reached(v.CLOSED_OUT):
		row.update(_resumed(examiner, calendar, row["is_coal"]))
	return [row]


def _resumed(examiner: str, calendar: Calendar, is_coal: bool) -> dict:
	officials = places.BY_KEY[examiner].officials
	values = {
		"examining_authority": authority_name(examiner),
		"examined_on": calendar.checked_on,
		"examination_result": v.PASS,
		"examiners": "、".join(official.full_name for official in officials),
		"examination_remarks": "现场审查合格，同意恢复。",
		"examination_no": f"恢复审〔{calendar.checked_on.year}〕{calendar.checked_on.timetuple().tm_yday}号",
		"resumed_on": calendar.closed_on,
		"status": v.RESUMED,
	}
	if is_coal:
		values.update(
			department_head="局长 申宏",
			department_signed_on=calendar.checked_on,
			mine_safety_authority=authority_name("mine-safety"),
			mine_safety_agreed_on=calendar.checked_on,
			mine_safety_document="矿安晋复〔演示〕16号",
			government_head="县长 栗伟",
			government_approved_on=calendar.closed_on,
			government_document="襄政复〔演示〕9号",
			announced_on=calendar.closed_on,
		)
	return values


def acceptances(scenario: Scenario, calendar: Calendar) -> list[dict]:
	"""Evaluations of the enterprise and the authority's check, each measure found passed."""
	if not calendar.has_reached(v.ACCEPTED):
		return []
	enterprise = places.ENTERPRISE_BY_KEY[scenario.enterprise]
	base = {
		"evaluation_method": "Own Team",
		"team": team(enterprise),
		"status": v.CONCLUDED,
		"decided_by": enterprise.user("principal"),
	}
	rows = []
	if scenario.failed_once:
		new_due = calendar.evaluated_on + timedelta(days=3)
		rows.append({**base, **_evaluation(scenario, calendar.failed_on, v.FAIL, 1), "new_due": new_due})
	rows.append({**base, **_evaluation(scenario, calendar.evaluated_on, v.PASS, 2)})
	if calendar.has_reached(v.CLOSED_OUT) and (
		is_major_now(scenario) or scenario.source != v.SELF_INSPECTION
	):
		rows.append({**base, **_check(scenario, calendar)})
	return rows


def _evaluation(scenario: Scenario, day, verdict: str, number: int) -> dict:
	passed = verdict == v.PASS
	return {
		"name": f"{scenario.key}-evaluation{number}",
		"level": v.ENTERPRISE_EVALUATION,
		"accepted_on": day,
		"findings": findings(scenario) if passed else [],
		"verdict": verdict,
		"remarks": "逐项核验合格，同意验收。" if passed else scenario.failed_once,
		"rules_change": "按验收评估结果修订相关制度和检查表。" if scenario.source_governance else "",
		"no_change_reason": "" if scenario.source_governance else "现行制度适用，加强执行检查。",
		"decided_at": moment(day),
	}


def _check(scenario: Scenario, calendar: Calendar) -> dict:
	listed = [case for case in scenario.cases if case.kind == v.LISTED]
	body = listed[0].authority if listed else scenario.verifier
	officials = places.BY_KEY[body].officials
	return {
		"name": f"{scenario.key}-check",
		"level": v.AUTHORITY_CHECK,
		"authority": authority_name(body),
		"accepted_on": calendar.checked_on,
		"team": [
			{"member_name": o.full_name, "organisation": authority_name(body), "signed": 1} for o in officials
		],
		"findings": findings(scenario),
		"verdict": v.PASS,
		"remarks": "现场核查，整改措施全部落实，同意销号。",
		"decided_by": officials[0].user,
		"decided_at": moment(calendar.checked_on),
	}


def findings(scenario: Scenario) -> list[dict]:
	"""One passed finding a measure, immediate ones included."""
	texts = [spec.text for spec in scenario.immediate] + [fix.text for fix in scenario.measures]
	return [{"measure": text, "finding": v.PASS, "remark": "现场核验合格"} for text in texts]


def team(enterprise) -> list[dict]:
	"""People who hold no measure: the safety officer and an expert from outside."""
	member = enterprise.safety_officer or enterprise.principal
	return [
		{"member_name": member, "organisation": enterprise.name, "specialty": "安全管理", "signed": 1},
		{"member_name": "常振邦", "organisation": "外聘专家", "specialty": "注册安全工程师", "signed": 1},
	]


# --- source governance, report, supervision ----------------------------------------------------------------------
def source_governance(scenario: Scenario, calendar: Calendar) -> dict | None:
	"""The accepted source governance plan; continuing duties stay open."""
	spec = scenario.source_governance
	if spec is None:
		return None
	return {
		"name": f"{scenario.key}-source",
		"items": [_item(fix, number, scenario, calendar) for number, fix in enumerate(spec.items, 1)],
		"standards_conclusion": v.NO_REVISION if spec.standards_reason else v.REVISED,
		"standards_reason": spec.standards_reason,
		"retrofit_decision": spec.retrofit_decision,
		"retrofit_reason": spec.retrofit_reason,
		"sweep_scope": spec.sweep_scope,
		"sweep_done_on": calendar.closed_on,
		"sweep_found": spec.sweep_found,
		"sweep_removed": spec.sweep_found,
		"failure_review": spec.failure_review,
		"evaluated_on": calendar.source_governed_on,
		"evaluation_result": spec.evaluation_result,
		"risk_level_before": spec.risk_before,
		"risk_level_after": spec.risk_after,
		"risk_rerated_on": calendar.source_governed_on,
		"study_topic": f"{scenario.key}-topic" if spec.topic else "",
		"status": v.ACCEPTED,
	}


def _item(fix: Fix, number: int, scenario: Scenario, calendar: Calendar) -> dict:
	row = {
		"name": f"{scenario.key}-i{number}",
		"kind": fix.kind,
		"cause": f"{scenario.key}-{fix.cause}" if fix.cause else "",
		"question_code": fix.question,
		"measure": fix.text,
		"responsible_person": fix.person,
		"funds": fix.funds,
		"no_funds": fix.funds == 0,
		"deadline": calendar.at(fix.due),
		"contingency": fix.contingency,
		"continuing": fix.continuing,
		"document": fix.document,
		"document_version": fix.version,
		"published_on": calendar.done_on(fix.due) if fix.document else None,
	}
	if not fix.continuing:
		row.update(status=v.ACCEPTED, done_on=calendar.done_on(fix.due), result=fix.result or "已完成")
	return row


def report(scenario: Scenario, calendar: Calendar) -> dict | None:
	"""The filed report; its nine sections are composed from the record."""
	if scenario.stage != v.FILED:
		return None
	county = scenario.verifier.split("-")[0]
	return {
		"name": f"{scenario.key}-report",
		"filing_authority": authority_name(f"{county}-yingji"),
		"receipt_no": f"{places.BY_KEY[f'{county}-anwei'].region[0]}应急备〔演示〕{scenario.key}号",
		"filed_on": calendar.filed_on,
		"filing_remarks": "材料齐全，准予备案。",
		"status": v.FILED,
		"decided_at": moment(calendar.filed_on),
	}


def study_topics(scenario: Scenario, calendar: Calendar) -> list[dict]:
	"""The monthly topic that a hazard gave rise to."""
	spec = scenario.source_governance
	if spec is None or not spec.topic:
		return []
	topic, question, leader = spec.topic
	enterprise = places.ENTERPRISE_BY_KEY[scenario.enterprise]
	return [
		{
			"name": f"{scenario.key}-topic",
			"topic": topic,
			"kind": "Monthly Topic",
			"enterprise": enterprise.name,
			"period": calendar.at(20),
			"leader": leader,
			"question": question,
			"status": v.OPEN,
		}
	]


def cases(scenario: Scenario, calendar: Calendar) -> list[dict]:
	"""Supervision cases; the departmental one that a verification proposes comes first."""
	ordered = sorted(scenario.cases, key=lambda case: case.kind != v.DEPARTMENTAL)
	return [_case(case, number, scenario, calendar) for number, case in enumerate(ordered, 1)]


def _grant(case: CaseSpec, calendar: Calendar) -> dict:
	days = (calendar.at(case.extension[2]) - calendar.at(case.due)).days
	return {
		"decision": v.GRANTED,
		"days": days,
		"decided_on": calendar.past(case.due - 6),
		"remarks": "情况属实，临时管控措施可行，同意延期。",
	}


def _letter(text: str, day: date | None) -> str:
	"""A letter number of the demo: the year of its day, and the word 演示 where no real letter has it."""
	return text.replace("〔演示〕", f"（演示）〔{day.year}〕") if day else text


def _case(case: CaseSpec, number: int, scenario: Scenario, calendar: Calendar) -> dict:
	enterprise = places.ENTERPRISE_BY_KEY[scenario.enterprise]
	new_due = calendar.at(case.extension[2]) if case.extension else None
	extension = {}
	if case.extension:
		reason, controls, _day = case.extension
		extension = {
			"applied_on": calendar.past(case.due - 8),
			"reason": reason,
			"interim_controls": controls,
			"new_due": new_due,
		}
	issued = calendar.at(case.issued) if case.issued else None
	ended = calendar.closed_on if case.status == v.DELISTED else None
	signatory = case.leader if case.kind == v.LISTED else ""
	return {
		"name": f"{scenario.key}-case{number}",
		"kind": case.kind,
		"authority": authority_name(case.authority),
		"level": "City" if case.authority.startswith("city") else "County",
		"letter_no": _letter(case.letter_no, issued),
		"issued_on": issued,
		"signatory": signatory,
		"served_on": issued if signatory else None,
		"served_to": enterprise.principal if signatory else "",
		"leader": case.leader,
		"requirements": case.requirements,
		"due_on": new_due or calendar.at(case.due),
		"original_due": calendar.at(case.due),
		"report_every_days": 7 if case.kind == v.LISTED else 15,
		"progress": [{"reported_on": calendar.at(day), "progress": text} for day, text in case.progress],
		"urgings": [
			{"urged_on": calendar.at(day), "kind": kind, "content": text, "letter_no": letter}
			for day, kind, text, letter in case.urgings
		],
		"extensions": [{**extension, **_grant(case, calendar)}] if extension else [],
		"delisted_on": ended,
		"delisting_no": _letter(case.delisting_no, ended or calendar.today),
		"delisting_signatory": signatory if ended else "",
		"acceptance": f"{scenario.key}-check" if case.status == v.DELISTED else "",
		"status": case.status,
	}
