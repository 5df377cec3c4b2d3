"""The register (台账): a record as a row of the official columns, and such a row as a record."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.classification import is_major
from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.supervision import UNDONE
from hazard_governance.ledger.words import NO, YES, to_chinese

SEPARATOR = re.compile(r"[\n；;]+")
NUMBERED = re.compile(r"^\s*\d+[.、．)）]\s*")
EARLIER = re.compile(r"[（(](.+?)[)）]")
STATUTORY = "16号令第三条"


def to_row(record: HazardRecord, number: int) -> dict[str, object]:
	"""The row of a record by column key; what is not there is None or ""."""
	hazard, plan = record.hazard, record.plan
	measures = plan.measures if plan else ()
	listed = [case for case in record.cases if case.kind == v.LISTED and case.status not in UNDONE]
	recurring = {v.YES: YES, v.NO: NO}.get(hazard.recurring, "")
	earlier = hazard.earlier_hazard or hazard.earlier_hazard_reference
	return {
		"idx": number,
		"name": hazard.name,
		"enterprise": hazard.enterprise,
		"credit_code": record.enterprise.credit_code,
		"industry": hazard.industry,
		"county": hazard.county,
		"source": to_chinese("Hazard", "source", hazard.source),
		"found_on": hazard.found_on,
		"found_by": hazard.found_by_name or hazard.found_by_organization,
		"place": hazard.place,
		"existing_condition": hazard.existing_condition,
		"possible_harm": hazard.possible_harm,
		"scope_of_influence": hazard.scope_of_influence,
		"recurring": f"{recurring}（{earlier}）" if earlier else recurring,
		"classification": to_chinese("Hazard", "classification", hazard.classification),
		"basis": _basis(record),
		"causes": _causes(record),
		"measures": _numbered(
			[row.measure for row in measures] or [r.measure for r in hazard.immediate_measures]
		),
		"responsible_person": hazard.responsible_person,
		"funds": sum(row.funds for row in measures)
		if measures
		else (0 if hazard.immediate_measures else None),
		"due": hazard.rectification_due,
		"contingency": _contingency(record),
		"suspended": YES if record.suspensions else NO,
		"posted": _posted(record),
		"reported_on": min((r.sent_at.date() for r in hazard.authority_reports if r.sent_at), default=None),
		"listed": YES if listed else NO,
		"level": to_chinese("Supervision Case", "level", listed[0].level) if listed else "",
		"stage": to_chinese("Hazard", "stage", hazard.stage),
		"completed_on": max((row.done_on for row in measures if row.done_on), default=None),
		"accepted_on": hazard.accepted_on,
		"closed_out_on": hazard.closed_out_on,
		"receipt_no": record.report.receipt_no if record.report else "",
		"persons": len(record.actions),
		"remarks": hazard.general_accountability,
	}


def _basis(record: HazardRecord) -> str:
	hazard = record.hazard
	if hazard.classification_basis == v.BY_DEFINITION:
		return f"{STATUTORY}：{hazard.classification_reason}"
	criterion = record.criterion_named(hazard.criterion)
	if criterion is None:
		return hazard.criterion or ("" if is_major(record) else f"{STATUTORY}：可立即整改排除")
	return f"{criterion.standard} {criterion.article} {criterion.code}"


def _causes(record: HazardRecord) -> str:
	if record.analysis:
		return _numbered([cause.description for cause in record.analysis.causes])
	texts = [row.status_and_cause.partition("原因：")[2] for row in record.hazard.authority_reports]
	return next((text for text in texts if text), "")


def _contingency(record: HazardRecord) -> str:
	plan = record.plan
	texts = [row.contingency for row in plan.measures] if plan else []
	planned = "；".join(dict.fromkeys(texts)) or (plan.safety_and_contingency if plan else "")
	return planned or "；".join(control.control for control in record.hazard.interim_controls)


def _posted(record: HazardRecord) -> str:
	places = "、".join(row.place for row in record.hazard.public_postings)
	return f"{YES}（{places}）" if places else NO


def _numbered(texts: list[str]) -> str:
	return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def split(text: str) -> list[str]:
	"""The items of a cell that holds several, one a line or divided by semicolons, with or without numbers."""
	return [item for part in SEPARATOR.split(text) if (item := NUMBERED.sub("", part).strip())]


def from_row(values: dict[str, object], criteria: dict[str, dict]) -> dict:
	"""Mappings for `HazardRecord.build` out of a row with cells already read (dates are dates, choices English).

	What the official columns do not tell stays empty: the check names it.
	"""
	text = {key: value if isinstance(value, str) else "" for key, value in values.items()}
	recurring, earlier = _recurring(text["recurring"])
	due = values.get("due")
	hazard = {
		"name": text["name"],
		"hazard_title": text["existing_condition"][:40],
		"enterprise": text["enterprise"],
		"industry": text["industry"],
		"county": text["county"],
		"source": text["source"],
		"found_on": values.get("found_on"),
		"registered_at": values.get("found_on"),
		"found_by_name": text["found_by"],
		"place": text["place"],
		"existing_condition": text["existing_condition"],
		"possible_harm": text["possible_harm"],
		"scope_of_influence": text["scope_of_influence"],
		"recurring": recurring,
		"earlier_hazard_reference": earlier,
		"classification": text["classification"],
		**_read_basis(text["basis"], criteria),
		"responsible_person": text["responsible_person"],
		"rectification_due": due,
		"stage": text["stage"] or v.REGISTERED,
		"accepted_on": values.get("accepted_on"),
		"closed_out_on": values.get("closed_out_on"),
		"public_postings": _read_posting(text["posted"], values.get("found_on")),
		"authority_reports": _read_report(text, values.get("reported_on")),
	}
	return {
		"hazard": hazard,
		"enterprise": {
			"name": text["enterprise"],
			"enterprise_name": text["enterprise"],
			"credit_code": text["credit_code"],
			"industry": text["industry"],
			"county": text["county"],
		},
		"plan": _read_plan(text, values),
		"suspensions": [{"status": v.IN_FORCE, "extent": text["place"]}] if text["suspended"] == YES else [],
		"cases": _read_case(text, due),
		"report": {"receipt_no": text["receipt_no"], "status": v.FILED} if text["receipt_no"] else None,
	}


def without_hints(bundle: dict) -> dict:
	"""The mappings without what the register only hints at: for a hazard whose records stand in sheets of their own."""
	hazard = {**bundle["hazard"], "public_postings": [], "authority_reports": []}
	return {"hazard": hazard, "enterprise": bundle["enterprise"]}


def _recurring(text: str) -> tuple[str, str]:
	earlier = EARLIER.search(text)
	word = text.strip()[:1]
	return {YES: v.YES, NO: v.NO}.get(word, ""), earlier.group(1) if earlier else ""


def _read_basis(text: str, criteria: dict[str, dict]) -> dict:
	if text.startswith(STATUTORY):
		reason = text.partition("：")[2]
		return {"classification_basis": v.BY_DEFINITION, "classification_reason": reason} if reason else {}
	code = next((word for word in reversed(text.split()) if word in criteria), "")
	if code:
		return {"classification_basis": v.BY_CRITERION, "criterion": code}
	return {"classification_basis": v.BY_CRITERION, "criterion": text} if text else {}


def _read_posting(text: str, found_on: object) -> list[dict]:
	if not text.startswith(YES):
		return []
	place = EARLIER.search(text)
	begins = found_on.date() + timedelta(days=1) if isinstance(found_on, datetime) else None
	return [{"place": place.group(1) if place else "", "from_date": begins}]


def _read_report(text: dict[str, str], day: object) -> list[dict]:
	if not isinstance(day, date):
		return []
	return [{"kind": v.FIRST_REPORT, "sent_at": day, "status_and_cause": text["causes"]}]


def _read_plan(text: dict[str, str], values: dict[str, object]) -> dict | None:
	measures = split(text["measures"])
	if not measures:
		return None
	funds = values.get("funds")
	done = values.get("completed_on")
	row = {
		"responsible_person": text["responsible_person"],
		"deadline": values.get("due"),
		"contingency": text["contingency"],
		"status": v.DONE if done else v.OPEN,
		"done_on": done,
	}
	# the register has one sum for all measures: it stands with the first one
	rows = [{**row, "measure": measure, "funds": 0, "no_funds": True} for measure in measures]
	if isinstance(funds, int | float) and funds > 0:
		rows[0].update(funds=funds, no_funds=False)
	elif funds is None:
		rows[0].update(no_funds=False)
	return {"name": f"{text['name']}-plan", "measures": rows}


def _read_case(text: dict[str, str], due: object) -> list[dict]:
	if text["listed"] != YES:
		return []
	return [{"kind": v.LISTED, "level": text["level"], "due_on": due, "status": v.IN_FORCE}]
