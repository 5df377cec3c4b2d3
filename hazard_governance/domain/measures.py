"""What is done at once and what is planned: which measures are done with evidence, and who did them."""

from __future__ import annotations

from hazard_governance.domain.articles import NOTICE_ON_THE_SPOT, NOTICE_RECTIFICATION
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import HazardRecord, ImmediateMeasure, RemediationPlanMeasure
from hazard_governance.domain.vocabulary import DONE


def has_first_measure(record: HazardRecord) -> bool:
	"""Whether anything has been done or planned against the danger."""
	planned = record.plan.measures if record.plan else ()
	return any(row.measure for row in (*record.hazard.immediate_measures, *planned))


def is_done(row: ImmediateMeasure | RemediationPlanMeasure) -> bool:
	"""Whether the measure is done, evidence included."""
	if isinstance(row, ImmediateMeasure):
		return bool(row.done_at and row.after_photo)
	return bool(row.status == DONE and row.done_on and row.evidence)


def check_immediate_measures(record: HazardRecord) -> list[Deficiency]:
	"""Immediate measures without the time they were done or without a photo after."""
	found = []
	for number, row in enumerate(record.hazard.immediate_measures, 1):
		if not row.done_at:
			message = N_("Immediate measure {0} ({1}) is not done. Enter when it was done.")
			found.append(_of(row, number, "done_at", message, NOTICE_ON_THE_SPOT))
		if not row.after_photo:
			message = N_("Immediate measure {0} ({1}) has no photo after it was done. Add one.")
			found.append(_of(row, number, "after_photo", message, NOTICE_ON_THE_SPOT))
	return found


def check_planned_measures(record: HazardRecord) -> list[Deficiency]:
	"""Measures of the plan that are not done, or done without a day or without evidence."""
	found = []
	for number, row in enumerate(record.plan.measures if record.plan else (), 1):
		if row.status != DONE:
			message = N_("Planned measure {0} ({1}) is not done. Carry it out and set it to Done.")
			found.append(_of(row, number, "status", message, NOTICE_RECTIFICATION))
		if not row.done_on:
			message = N_("Planned measure {0} ({1}) has no day on which it was done. Enter it.")
			found.append(_of(row, number, "done_on", message, NOTICE_RECTIFICATION))
		if not row.evidence:
			message = N_("Planned measure {0} ({1}) has no evidence. Attach a photo or document.")
			found.append(_of(row, number, "evidence", message, NOTICE_RECTIFICATION))
	return found


def check_all_done(record: HazardRecord) -> list[Deficiency]:
	"""Every measure done with evidence, and at least one done by somebody who is named."""
	rows = all_measures(record)
	found = [*check_immediate_measures(record), *check_planned_measures(record)]
	if not rows:
		message = N_("No measure is recorded. Record what was done against the hazard.")
		found.append(Deficiency("Hazard", "immediate_measures", message, (), NOTICE_RECTIFICATION))
	elif not any(person_of(row) for row in rows):
		message = N_("No measure names a responsible person. Enter who carried it out.")
		found.append(Deficiency("Hazard Immediate Measure", "taken_by", message, (), NOTICE_RECTIFICATION))
	return found


def all_measures(record: HazardRecord) -> tuple[ImmediateMeasure | RemediationPlanMeasure, ...]:
	"""Immediate measures, then those of the plan."""
	return (*record.hazard.immediate_measures, *(record.plan.measures if record.plan else ()))


def person_of(row: ImmediateMeasure | RemediationPlanMeasure) -> str:
	"""The name of whoever carries out the measure."""
	return row.taken_by if isinstance(row, ImmediateMeasure) else row.responsible_person


def _of(row, number: int, fieldname: str, message: str, article: str) -> Deficiency:
	args = (number, row.measure)
	return Deficiency(row.DOCTYPE, fieldname, message, args, article, number, row.name or None)
