"""Verification, plan, analysis and accountability of a scenario, in the status they have at its end."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hazard_governance.domain import tracing
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.facts import Tracing
from hazard_governance.setup.demo_data import places
from hazard_governance.setup.demo_data.build_hazard import (
	is_major_now,
	verified_classification,
)
from hazard_governance.setup.demo_data.calendar import Calendar
from hazard_governance.setup.demo_data.model import ActionSpec, Fix, Scenario

PDF = "证明材料.pdf"
LONE_CLERK = "本局安全监管岗仅1人在岗，无第二名执法人员可复核。"


def moment(day, hour: int = 15) -> datetime:
	"""A moment in the afternoon of a day."""
	return datetime.combine(day, time(hour))


def authority_name(key: str) -> str:
	"""Name of the authority with that key; "" for none."""
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
		"supervising_authority": authority_name(proposes[0].authority) if proposes else "",
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
			[f"{fix.text}：{_day(calendar.at(fix.due))}前完成" for fix in scenario.measures]
		)
		or "第一时间现场整改，即时消除。",
		"safety_and_contingency": "安全措施："
		+ "；".join(controls or ["现场警戒，专人看护"])
		+ "。应急预案："
		+ ("；".join(contingency) or "再次出现时立即停用、撤人并报告")
		+ "。",
	}


def _day(value: date) -> str:
	return f"{value.year}年{value.month}月{value.day}日"


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
		"decided_at": calendar.analysed_at,
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
	executed = calendar.executed_on
	return {
		"name": f"{scenario.key}-a{number}",
		"person_name": spec.person,
		"person_user": users.get(spec.person, ""),
		"post": spec.post,
		"organisation": enterprise.name,
		"responsibility": spec.responsibility,
		"responsibility_class": spec.tier,
		"deciding_side": v.BY_AUTHORITY if spec.authority else v.BY_ENTERPRISE,
		"authority": authority_name(spec.authority),
		"letter_no": spec.letter_no,
		"grounds": spec.grounds,
		"repeat_consideration": spec.repeat_consideration,
		"basis": spec.basis,
		"measures": [_action_measure(name, particulars, executed) for name, particulars in spec.measures],
		"status": v.EXECUTED,
	}


def _action_measure(name: str, particulars: dict, executed) -> dict:
	row = {"measure": name, "executed_on": executed, "proof": PDF, **particulars}
	if days := row.pop("days", None):
		row["from_date"], row["to_date"] = executed - timedelta(days=days), executed
	return row
