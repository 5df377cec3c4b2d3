"""The enforcement decision of a walk: prepared by one officer, decided by another, its penalties served later."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta

import frappe

from hazard_governance.api import time_chain as times_api
from hazard_governance.domain import enforcement_words as words
from hazard_governance.domain import vocabulary as v
from hazard_governance.setup.demo_data import places
from hazard_governance.setup.demo_data.enforcement import ENFORCEMENTS, EnforcementSpec, PenaltySpec
from hazard_governance.setup.demo_site import files
from hazard_governance.setup.demo_site.acting import acting_as
from hazard_governance.setup.demo_site.people import officials_of
from hazard_governance.setup.demo_site.walk import KEY_BY_NAME, Walk

DOCTYPE = "Enforcement Decision"


def enforcement_events(walk: Walk) -> Iterator[tuple[datetime, Callable]]:
	"""(moment, act) of everything about the decision on this hazard; nothing where there is none."""
	spec = ENFORCEMENTS.get(walk.scenario.key)
	if spec is None:
		return
	day = walk.calendar.at(spec.on)
	if spec.confirms:
		yield datetime.combine(day, time(8, 40)), lambda: confirm_report(walk)
	yield datetime.combine(day, time(9, 20)), lambda: prepare(walk, spec)
	if not spec.outcome:
		return
	yield datetime.combine(day, time(16, 20)), lambda: decide(walk, spec)
	for number, penalty in enumerate(spec.penalties):
		if penalty.served is not None:
			moment = datetime.combine(day + timedelta(days=penalty.served), time(11))
			yield moment, lambda number=number: serve(walk, spec, number)
		if penalty.daily is not None:
			moment = datetime.combine(day + timedelta(days=penalty.daily), time(11, 30))
			yield moment, lambda number=number: fine_on(walk, spec, number)


def confirm_report(walk: Walk) -> None:
	"""The receiving officer records with proof when the enterprise telephoned."""
	doc = walk.stored()
	row = next(row for row in doc.authority_reports if row.method != v.BY_SYSTEM)
	with acting_as(officials_of(KEY_BY_NAME[row.authority])[-1]):
		proof = files.upload("值班电话记录.png")
		times_api.confirm_report(walk.hazard, row.name, row.received_at, proof, "值班记录第12号")


def prepare(walk: Walk, spec: EnforcementSpec) -> None:
	"""Finding and evidence by one officer, with the decision proposed."""
	answer = {True: v.YES, False: v.NO}
	values = {
		"authority": places.BY_KEY[spec.authority].name,
		"measures_effective": answer[spec.effective],
		"production_continued": answer[spec.produced],
		"hidden": answer[spec.hidden],
		"finding_grounds": spec.grounds,
		"visited_at": datetime.combine(walk.calendar.at(spec.on), time(8, 50)),
		"evidence": [
			{"about": about, "description": text, "file": "现场核查.png"} for about, text in spec.evidence
		],
		"decided_outcome": spec.outcome,
		"deviation_reason": spec.otherwise,
		"penalty": (words.IMPOSED if spec.penalties else words.EXEMPTED) if spec.outcome else "",
		"penalties": [_penalty(walk, spec, row) for row in spec.penalties],
	}
	walk.insert(DOCTYPE, values, officials_of(spec.authority)[-1])


def _penalty(walk: Walk, spec: EnforcementSpec, row: PenaltySpec) -> dict:
	day = walk.calendar.at(spec.on)
	name, post = row.person
	return {
		"target": words.ON_PERSON if name else words.ON_ENTERPRISE,
		"person_name": name,
		"post": post,
		"kind": row.kind,
		"amount": row.amount,
		"law": row.law,
		"article": row.article,
		"decision_no": row.decision_no,
		"decided_on": day,
	}


def _decision(walk: Walk):
	return frappe.get_doc(DOCTYPE, {"hazard": walk.hazard})


def decide(walk: Walk, spec: EnforcementSpec) -> None:
	"""By another officer of the authority."""
	walk.act(_decision(walk), "Decide Enforcement", officials_of(spec.authority)[0])


def serve(walk: Walk, spec: EnforcementSpec, number: int) -> None:
	"""A penalty takes effect with its service."""
	doc = _decision(walk)
	row = doc.penalties[number]
	row.served_on = walk.calendar.at(spec.on + spec.penalties[number].served)
	row.service_proof = "送达回证.png"
	walk.save(doc, officials_of(spec.authority)[-1], penalties=doc.penalties)


def fine_on(walk: Walk, spec: EnforcementSpec, number: int) -> None:
	"""Who refuses to correct is fined on, day by day."""
	doc = _decision(walk)
	doc.penalties[number].daily_from = walk.calendar.at(spec.on + spec.penalties[number].daily)
	walk.save(doc, officials_of(spec.authority)[-1], penalties=doc.penalties)
