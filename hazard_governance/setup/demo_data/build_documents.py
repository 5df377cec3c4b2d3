"""The step documents of a scenario, in the status they have at its end."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from hazard_governance.domain import tracing
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.facts import Tracing
from hazard_governance.setup.demo_data import places
from hazard_governance.setup.demo_data.build_hazard import (
	is_major_now,
	verified_classification,
)
from hazard_governance.setup.demo_data.calendar import Calendar
from hazard_governance.setup.demo_data.model import ActionSpec, CaseSpec, Fix, Scenario

PDF = "证明材料.pdf"
LONE_CLERK = "本局安全监管岗仅1人在岗，无第二名执法人员可复核。"


def moment(day, hour: int = 15) -> datetime:
	"""A moment in the afternoon of a day."""
	return datetime.combine(day, time(hour))


def _authority(key: str) -> str:
	return places.BY_KEY[key].name if key else ""


def verifications(scenario: Scenario, calendar: Calendar) -> list[dict]:
	"""The verification, if an authority has decided one."""
	if not scenario.verifier:
		return []
	proposes = [case for case in scenario.cases if case.kind == v.DEPARTMENTAL]
	withdrawn = scenario.outcome in v.WITHDRAWING_OUTCOMES
	classified = {} if withdrawn else dict(verified_classification(scenario))
	reason = classified.pop("classification_reason", "")
	spec = places.BY_KEY[scenario.verifier]
	officers = [o.user for o in spec.officials if "Emergency Management Registrar" not in o.roles]
	row = {
		"name": f"{scenario.key}-verification",
		"authority": spec.name,
		"outcome": scenario.outcome,
		"duplicate_of": scenario.duplicate_of,
		**classified,
		"reason": scenario.verify_reason or reason,
		"site_visited_on": calendar.verified_on,
		"rectification_due": None if withdrawn or scenario.due is None else calendar.at(scenario.due),
		"propose_supervision": bool(proposes) and not withdrawn,
		"supervising_authority": _authority(proposes[0].authority) if proposes else "",
		"lone_clerk_reason": LONE_CLERK if len(officers) == 1 else "",
		"previous_classification": v.GENERAL if scenario.general else v.MAJOR,
		"status": v.DECIDED,
		"decided_by": officers[0],
		"decided_at": moment(calendar.verified_on),
	}
	return [row]


# --- plan --------------------------------------------------------------------------------------------------------
def plan(scenario: Scenario, calendar: Calendar) -> dict | None:
	"""The remediation plan of a major hazard; one removed on the spot has its six parts from the measures taken."""
	on_the_spot = not scenario.measures and calendar.has_reached(v.PENDING_ACCEPTANCE)
	if not (scenario.measures or on_the_spot) or not is_major_now(scenario) or scenario.general:
		return None
	enterprise = places.ENTERPRISE_BY_KEY[scenario.enterprise]
	done = calendar.has_reached(v.PENDING_ACCEPTANCE)
	name, qualification = scenario.third_party or ("", "")
	return {
		"name": f"{scenario.key}-plan",
		**six_parts(scenario, calendar),
		"plan_start": calendar.found_on.date(),
		"plan_end": calendar.at(max([fix.due for fix in scenario.measures] or [0])),
		"total_funds": sum(fix.funds for fix in scenario.measures),
		"removed_on_the_spot": on_the_spot,
		"measures": [
			plan_measure(fix, scenario, calendar, done, number)
			for number, fix in enumerate(scenario.measures, 1)
		],
		"technically_weak": enterprise.technically_weak,
		"third_party_name": name,
		"third_party_qualification": qualification,
		"contract_no": f"JSFW-演示-{scenario.key}" if name else "",
		"deliverable": PDF if name else "",
		"deliverable_on": calendar.past(scenario.found + 4) if name else None,
		"status": v.APPROVED if done or scenario.stage == v.RECTIFYING else v.DRAFT,
		"decided_by": enterprise.user("principal"),
	}


def plan_measure(fix: Fix, scenario: Scenario, calendar: Calendar, done: bool, number: int) -> dict:
	"""One five-fix measure; done with its evidence once acceptance has been asked for."""
	enterprise = places.ENTERPRISE_BY_KEY[scenario.enterprise]
	row = {
		"name": f"{scenario.key}-m{number}",
		"measure": fix.text,
		"responsible_person": fix.person,
		"responsible_user": enterprise.user("owner") if fix.by_owner else "",
		"funds": fix.funds,
		"no_funds": fix.funds == 0,
		"deadline": calendar.at(fix.due),
		"contingency": fix.contingency,
		"cause": f"{scenario.key}-{fix.cause}" if fix.cause else "",
	}
	if done:
		row.update(
			status=v.DONE,
			done_on=calendar.done_on(fix.due),
			result=fix.result or "已完成",
			evidence="整改后.png",
		)
	return row


def six_parts(scenario: Scenario, calendar: Calendar) -> dict[str, str]:
	"""The six parts of order 16/2007 art. 15 in words, from the measures."""
	enterprise = places.ENTERPRISE_BY_KEY[scenario.enterprise]
	steps = [fix.text for fix in scenario.measures] or [spec.text for spec in scenario.immediate]
	people = list(
		dict.fromkeys([fix.person for fix in scenario.measures] or [spec.by for spec in scenario.immediate])
	)
	funds = sum(fix.funds for fix in scenario.measures)
	controls = [text for text, _by in scenario.interim] + [spec.text for spec in scenario.immediate]
	contingency = [fix.contingency for fix in scenario.measures]
	overseer = enterprise.safety_officer or enterprise.principal
	return {
		"goals": f"消除“{scenario.title}”这一重大事故隐患，验收评估和监管部门核查合格后恢复使用；同步完善制度标准，防止同类隐患再次发生。",
		"methods": _numbered(steps),
		"funds_and_materials": f"合计{funds:g}万元，从安全生产费用中列支，专款专用；所需设备、材料由责任人提出计划，财务和采购优先保障。"
		if funds
		else "使用现有人员和材料，不需另外安排资金。",
		"organisation": f"组长：{enterprise.principal}（主要负责人）；整改责任人：{'、'.join(people)}；监督：{overseer}。",
		"time_limits": _numbered(
			[f"{fix.text}：{calendar.at(fix.due).isoformat()}前完成" for fix in scenario.measures]
		)
		or "第一时间现场整改，即时消除。",
		"safety_and_contingency": "安全措施："
		+ "；".join(controls or ["现场警戒，专人看护"])
		+ "。应急预案："
		+ ("；".join(contingency) or "再次出现时立即停用、撤人并报告")
		+ "。",
	}


def _numbered(texts: list[str]) -> str:
	return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


# --- analysis and accountability ---------------------------------------------------------------------------------
def analysis(scenario: Scenario, calendar: Calendar) -> dict | None:
	"""The approved analysis with all 26 answers; questions that an adverse answer settles are closed."""
	spec = scenario.analysis
	if spec is None:
		return None
	enterprise = places.ENTERPRISE_BY_KEY[scenario.enterprise]
	rows = [
		Tracing(question_code=q.code, answer=_answer(q, spec), explanation=_explanation(q, spec))
		for q in tracing.QUESTIONS
	]
	return {
		"name": f"{scenario.key}-analysis",
		"organised_by": enterprise.principal,
		"analysed_on": calendar.past(scenario.found + 5),
		"team": spec.team,
		"tracings": [_as_row(row) for row in tracing.apply_answers(rows)],
		"inherent_safety_conclusion": v.FEASIBLE if spec.feasible else v.NOT_FEASIBLE,
		"inherent_safety_reason": spec.feasible_reason,
		"causes": [_cause(cause, scenario) for cause in spec.causes],
		"unexamined_aspects_reason": spec.other_aspects,
		"summary": spec.summary,
		"status": v.APPROVED,
		"decided_by": enterprise.user("principal"),
		"decided_at": moment(calendar.past(scenario.found + 7)),
	}


def _as_row(row: Tracing) -> dict:
	names = ("question_code", "tracing", "question", "answer", "adverse", "explanation", "settled_by")
	return {name: getattr(row, name) for name in names}


def _answer(question: tracing.Question, spec) -> str:
	if question.is_open:
		return v.ANSWERED
	if question.code in spec.not_applicable:
		return v.NOT_APPLICABLE
	if question.code == tracing.INHERENT_SAFETY_CODE:
		return v.YES if spec.feasible else v.NO
	good = v.NO if question.adverse_answer == v.YES else v.YES
	return question.adverse_answer if question.code in spec.adverse else good


def _explanation(question: tracing.Question, spec) -> str:
	if question.is_open:
		return spec.why_control_failed
	return spec.adverse.get(question.code) or spec.not_applicable.get(question.code, "")


def _cause(cause, scenario: Scenario) -> dict:
	return {
		"name": f"{scenario.key}-{cause.key}",
		"description": cause.text,
		"level": cause.level,
		"dimension": cause.dimension,
		"failing": cause.failing,
		"question_code": cause.question,
		"consequence": cause.consequence,
		**{f"aspect_{aspect}": True for aspect in cause.aspects},
	}


def actions(scenario: Scenario, calendar: Calendar) -> list[dict]:
	"""One action a person, executed with proof."""
	return [_action(spec, number, scenario, calendar) for number, spec in enumerate(scenario.actions, 1)]


def _action(spec: ActionSpec, number: int, scenario: Scenario, calendar: Calendar) -> dict:
	enterprise = places.ENTERPRISE_BY_KEY[scenario.enterprise]
	users = {name: enterprise.user(role) for role, name, _post in enterprise.staff}
	executed = calendar.past(scenario.found + 16)
	return {
		"name": f"{scenario.key}-a{number}",
		"person_name": spec.person,
		"person_user": users.get(spec.person, ""),
		"post": spec.post,
		"organisation": enterprise.name,
		"responsibility": spec.responsibility,
		"responsibility_class": spec.tier,
		"deciding_side": v.BY_AUTHORITY if spec.authority else v.BY_ENTERPRISE,
		"authority": _authority(spec.authority),
		"letter_no": spec.letter_no,
		"grounds": spec.grounds,
		"basis": spec.basis,
		"measures": [_action_measure(name, particulars, executed) for name, particulars in spec.measures],
		"status": v.EXECUTED,
	}


def _action_measure(name: str, particulars: dict, executed) -> dict:
	row = {"measure": name, "executed_on": executed, "proof": PDF, **particulars}
	if days := row.pop("days", None):
		row["from_date"], row["to_date"] = executed - timedelta(days=days), executed
	return row


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
		"authority": _authority(spec.authority),
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
		"examining_authority": _authority(examiner),
		"examined_on": calendar.checked_on,
		"examination_result": v.PASS,
		"examiners": "、".join(official.full_name for official in officials),
		"examination_remarks": "现场审查合格，同意恢复。",
		"resumed_on": calendar.closed_on,
		"status": v.RESUMED,
	}
	if is_coal:
		values.update(
			department_head="局长 申宏",
			department_signed_on=calendar.checked_on,
			mine_safety_authority=_authority("mine-safety"),
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
		"authority": _authority(body),
		"accepted_on": calendar.checked_on,
		"team": [
			{"member_name": o.full_name, "organisation": _authority(body), "signed": 1} for o in officials
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
	evaluated = max(calendar.closed_on, max(calendar.done_on(f.due) for f in spec.items if not f.continuing))
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
		"evaluated_on": evaluated,
		"evaluation_result": spec.evaluation_result,
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
		"filing_authority": _authority(f"{county}-yingji"),
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


def _case(case: CaseSpec, number: int, scenario: Scenario, calendar: Calendar) -> dict:
	new_due = calendar.at(case.extension[2]) if case.extension else None
	extension = {}
	if case.extension:
		reason, controls, _day = case.extension
		applied = min(calendar.at(case.due - 8), calendar.today)
		extension = {
			"applied_on": applied,
			"reason": reason,
			"interim_controls": controls,
			"new_due": new_due,
		}
	return {
		"name": f"{scenario.key}-case{number}",
		"kind": case.kind,
		"authority": _authority(case.authority),
		"level": "City" if case.authority.startswith("city") else "County",
		"letter_no": case.letter_no,
		"issued_on": calendar.at(case.issued) if case.issued else None,
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
		"extensions": [{**extension, "decision": "Granted", "decided_on": calendar.today}]
		if extension
		else [],
		"delisted_on": calendar.closed_on if case.status == v.DELISTED else None,
		"delisting_no": case.delisting_no,
		"acceptance": f"{scenario.key}-check" if case.status == v.DELISTED else "",
		"status": case.status,
	}
