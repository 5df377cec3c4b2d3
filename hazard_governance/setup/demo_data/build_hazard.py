"""The hazard of a scenario with its evidence, immediate measures, controls, reports and postings."""

from __future__ import annotations

from datetime import timedelta

from hazard_governance.domain import vocabulary as v
from hazard_governance.setup.demo_data import places
from hazard_governance.setup.demo_data.calendar import Calendar
from hazard_governance.setup.demo_data.model import Scenario

BEFORE, AFTER = "整改前.png", "整改后.png"
POSTING_PLACES = {"煤矿": "矿大门和副井口公示栏", "消防": "大厅入口公示栏", "城镇燃气": "公司大门公示栏"}


def is_major_reported(scenario: Scenario) -> bool:
	"""Whether the finder reported it as major."""
	return not scenario.general


def is_major_now(scenario: Scenario) -> bool:
	"""Whether it is major after the verification, if there was one."""
	if scenario.verifier and scenario.outcome == v.CHANGED:
		return scenario.general
	return not scenario.general


def classification(scenario: Scenario) -> dict:
	"""Class and basis as reported."""
	if scenario.general:
		return {"classification": v.GENERAL}
	if scenario.criterion:
		return {
			"classification": v.MAJOR,
			"classification_basis": v.BY_CRITERION,
			"criterion": scenario.criterion,
		}
	return {
		"classification": v.MAJOR,
		**definition(scenario),
		"classification_reason": scenario.definition[3],
	}


def definition(scenario: Scenario) -> dict:
	"""The facts of the statutory definition."""
	suspension, needs_time, external, _reason = scenario.definition
	return {
		"classification_basis": v.BY_DEFINITION,
		"needs_suspension": suspension,
		"needs_time": needs_time,
		"external_factor": external,
	}


def verified_classification(scenario: Scenario) -> dict:
	"""Class and basis after a verification that changed them."""
	if scenario.outcome != v.CHANGED:
		return classification(scenario)
	if scenario.general:
		return {
			"classification": v.MAJOR,
			**definition(scenario),
			"classification_reason": scenario.verify_reason,
		}
	return {
		"classification": v.GENERAL,
		"classification_basis": v.BY_CRITERION,
		"criterion": scenario.criterion,
		"classification_reason": scenario.verify_reason,
	}


def hazard(scenario: Scenario, calendar: Calendar) -> dict:
	"""The hazard as it stands at the end of the scenario."""
	enterprise = places.ENTERPRISE_BY_KEY[scenario.enterprise]
	values = {
		"name": scenario.key,
		"hazard_title": scenario.title,
		"place": scenario.place,
		"unit": scenario.unit,
		"source": scenario.source,
		"found_on": calendar.found_on,
		"found_by_name": scenario.found_by,
		"found_by_organization": enterprise.name
		if scenario.source == v.SELF_INSPECTION
		else scenario.found_by,
		"photo": BEFORE,
		"existing_condition": scenario.condition,
		"possible_harm": scenario.harm,
		"scope_of_influence": scenario.influence,
		"recurring": v.YES if scenario.recurring else v.NO,
		"earlier_hazard": scenario.recurring,
		"campaign": places.CAMPAIGN,
		"inspection_authority": places.BY_KEY[scenario.inspector].name if scenario.inspector else "",
		"inspection_document": scenario.inspection_no,
		"rectification_order_no": scenario.order_no,
		**(verified_classification(scenario) if calendar.is_verified else classification(scenario)),
		"needs_government_coordination": bool(scenario.coordination),
		"coordination_request": scenario.coordination,
		"evidence": evidence(scenario, calendar),
		"immediate_measures": immediate_measures(scenario, calendar),
		"interim_controls": [
			{"control": text, "responsible_person": by, "from_date": calendar.found_on.date()}
			for text, by in scenario.interim
		],
		"responsible_person": responsible_person(scenario),
		"rectification_due": due_now(scenario, calendar),
		"authority_reports": authority_reports(scenario, calendar),
		"public_postings": public_postings(scenario, calendar),
		"general_accountability": scenario.accountability,
	}
	if scenario.worker_report:
		values["worker_report_on"] = calendar.closed_on
		values["worker_report_form"] = "职工代表大会通报"
	return {**values, **server_fields(scenario, calendar)}


def server_fields(scenario: Scenario, calendar: Calendar) -> dict:
	"""Fields that a site's server writes itself; the offline ledger takes them from here."""
	dates = {
		"accepted_on": (v.ACCEPTED, calendar.evaluated_on),
		"closed_out_on": (v.CLOSED_OUT, calendar.closed_on),
		"filed_on": (v.FILED, calendar.filed_on),
	}
	return {
		"stage": scenario.stage,
		"registered_at": calendar.registered_at,
		"registered_by": scenario.found_by,
		"verification": v.VERIFIED if calendar.is_verified else v.PENDING,
		"verified_on": calendar.verified_on if calendar.is_verified else None,
		"verified_by_authority": places.BY_KEY[scenario.verifier].name if calendar.is_verified else "",
		"numbered": calendar.is_verified and is_major_now(scenario),
		"withdrawn_on": calendar.verified_on if scenario.stage == v.WITHDRAWN else None,
		"stage_log": stage_log(scenario, calendar),
		**{name: day for name, (stage, day) in dates.items() if calendar.has_reached(stage)},
	}


def stage_log(scenario: Scenario, calendar: Calendar) -> list[dict]:
	"""The one way back that a scenario may have taken, after a failed evaluation."""
	if not scenario.failed_once:
		return []
	moment = calendar.after_finding(0).replace(
		year=calendar.failed_on.year, month=calendar.failed_on.month, day=calendar.failed_on.day, hour=18
	)
	row = {"from_stage": v.PENDING_ACCEPTANCE, "to_stage": v.RECTIFYING, "changed_at": moment}
	return [{**row, "reason": scenario.failed_once}]


def due_now(scenario: Scenario, calendar: Calendar):
	"""The deadline, moved by a granted extension."""
	moved = [case.extension[2] for case in scenario.cases if case.extension]
	offset = max(moved) if moved else scenario.due
	return None if offset is None else calendar.at(offset)


def responsible_person(scenario: Scenario) -> str:
	"""Who answers for the rectification: of the first planned measure, else of the first immediate one."""
	if scenario.measures:
		return scenario.measures[0].person
	return scenario.immediate[0].by if scenario.immediate else ""


def evidence(scenario: Scenario, calendar: Calendar) -> list[dict]:
	"""A photo before, and one after once the measures are done."""
	rows = [{"file": BEFORE, "kind": "Before", "caption": f"{scenario.place}（整改前）"}]
	if calendar.has_reached(v.PENDING_ACCEPTANCE):
		rows.append({"file": AFTER, "kind": "After", "caption": f"{scenario.place}（整改后）"})
	return rows


def immediate_measures(scenario: Scenario, calendar: Calendar) -> list[dict]:
	"""What was done at once; without an end it is still under way."""
	rows = []
	for spec in scenario.immediate:
		done = calendar.after_finding(spec.hours) if spec.hours is not None else None
		rows.append(
			{
				"measure": spec.text,
				"taken_by": spec.by,
				"taken_at": calendar.after_finding(0.05),
				"people_withdrawn": spec.withdrawn,
				"done_at": done and max(done, calendar.after_finding(0.05)),
				"before_photo": BEFORE if done else "",
				"after_photo": AFTER if done else "",
				"result": spec.result if done else "",
			}
		)
	return rows


def authority_reports(scenario: Scenario, calendar: Calendar) -> list[dict]:
	"""A first report at once for every major hazard of a user; the full one with the plan once acceptance is asked for."""
	enterprise = places.ENTERPRISE_BY_KEY[scenario.enterprise]
	if scenario.general or not enterprise.uses_system or not scenario.immediate:
		return []
	office = places.BY_KEY[enterprise.authority].name
	rows = [
		{
			"kind": v.FIRST_REPORT,
			"authority": office,
			"method": "Telephone",
			"sent_at": calendar.after_finding(0.5),
			"sent_by": enterprise.safety_officer or enterprise.principal,
			"status_and_cause": scenario.condition,
			"received_at": calendar.after_finding(0.5),
			"received_by": "值班室",
		}
	]
	if calendar.has_reached(v.PENDING_ACCEPTANCE):
		sent = calendar.fully_reported_at
		rows.append(
			{
				**rows[0],
				"kind": v.FULL_REPORT,
				"method": "Paper",
				"sent_at": sent,
				"status_and_cause": f"{scenario.condition}原因：{causes_in_words(scenario)}",
				"harm_and_difficulty": f"危害程度：{scenario.harm}影响范围：{scenario.influence}整改难度：须停用相关设备并经一定时间整改。",
				"plan": f"{scenario.key}-plan",
				"received_at": sent,
				"receipt_no": f"收〔演示〕{scenario.key}",
			}
		)
	return rows


def causes_in_words(scenario: Scenario) -> str:
	"""The causes in a sentence, for the report and the ledger."""
	if scenario.analysis:
		return "；".join(cause.text for cause in scenario.analysis.causes) + "。"
	return "日常检查和维护不到位，相关制度执行不严。"


def public_postings(scenario: Scenario, calendar: Calendar) -> list[dict]:
	"""Where a major hazard hangs; from the day after it was found."""
	if not is_major_now(scenario) or not calendar.has_reached(v.PENDING_ACCEPTANCE):
		return []
	enterprise = places.ENTERPRISE_BY_KEY[scenario.enterprise]
	begins = min(calendar.today, calendar.found_on.date() + timedelta(days=1))
	place = POSTING_PLACES.get(enterprise.industry, "厂区大门公示栏")
	if enterprise.sole_operator_authority:
		place = "店门口公示栏"
	ends = calendar.closed_on if calendar.has_reached(v.CLOSED_OUT) else None
	return [{"place": place, "from_date": begins, "to_date": ends, "photo": "公示牌.png"}]
