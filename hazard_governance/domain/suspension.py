"""停产停业 and its end. Order 16/2007 art. 18 and 23: application, examination, consent. Coal: regulations art. 48, the
department's head signs, mine safety agrees, the head of government approves.
"""

from __future__ import annotations

from datetime import date

from hazard_governance.domain.articles import COAL_48, LAW_65, ORDER_18, ORDER_23
from hazard_governance.domain.deficiency import N_, Deficiency, missing
from hazard_governance.domain.facts import HazardRecord, ProductionSuspension
from hazard_governance.domain.vocabulary import (
	BY_AUTHORITY,
	EXAMINED,
	FAIL,
	GOVERNMENT_APPROVED,
	IN_FORCE,
	MINE_SAFETY,
	MINE_SAFETY_AGREED,
	PASS,
	QUALIFIED_INSTITUTION,
	RECTIFYING,
	REGISTERED,
	RESUMED,
	RESUMPTION_APPLIED,
)

DOCTYPE = "Production Suspension"
CHAIN = (IN_FORCE, RESUMPTION_APPLIED, EXAMINED, RESUMED)
COAL_CHAIN = (IN_FORCE, RESUMPTION_APPLIED, EXAMINED, MINE_SAFETY_AGREED, GOVERNMENT_APPROVED, RESUMED)

Needs = tuple[tuple[str, str], ...]
APPLICATION: Needs = (
	("applied_on", N_("The application to resume has no date. Enter when it was made.")),
	("application", N_("The application to resume is empty. Write it.")),
)
EXAMINATION: Needs = (
	("examining_authority", N_("The examining authority is empty. Choose who examined on site.")),
	("examined_on", N_("The examination has no date. Enter when it took place.")),
	("examination_result", N_("The examination has no result. Choose Pass or Fail.")),
)
DEPARTMENT: Needs = (
	("department_head", N_("The department's head is not named. Enter who signed.")),
	("department_signed_on", N_("The department's signature has no date. Enter when its head signed.")),
)
AGREEMENT: Needs = (
	("mine_safety_authority", N_("The mine safety authority is empty. Choose who agreed.")),
	("mine_safety_agreed_on", N_("The agreement of mine safety has no date. Enter it.")),
	("mine_safety_document", N_("The agreement of mine safety has no document number. Enter it.")),
)
APPROVAL: Needs = (
	("government_head", N_("The head of government is not named. Enter who approved.")),
	("government_approved_on", N_("The government's approval has no date. Enter it.")),
	("government_document", N_("The government's approval has no document number. Enter it.")),
)
ORDER_OF_DAYS = (
	"from_at",
	"applied_on",
	"examined_on",
	"department_signed_on",
	"mine_safety_agreed_on",
	"government_approved_on",
	"resumed_on",
)


def chain(suspension: ProductionSuspension, record: HazardRecord) -> tuple[str, ...]:
	"""The statuses a suspension runs through: the stricter ones for coal."""
	return COAL_CHAIN if is_coal(suspension, record) else CHAIN


def is_coal(suspension: ProductionSuspension, record: HazardRecord) -> bool:
	"""Whether the coal chain applies."""
	return record.is_coal or suspension.is_coal


def check_suspension(
	suspension: ProductionSuspension, record: HazardRecord, status: str, today: date
) -> list[Deficiency]:
	"""What is missing for the suspension to be in `status`, everything before it on its chain included."""
	steps = chain(suspension, record)
	if status not in steps:
		message = N_("{0} is a status of coal mines only. Resume production after the examination.")
		return [Deficiency(DOCTYPE, "status", message, (status,), COAL_48)]
	reached = steps[1 : steps.index(status) + 1]
	found = [deficiency for step in reached for deficiency in STATUS_CHECKS[step](suspension, record)]
	return found + check_days(suspension, today)


def _needs(suspension: ProductionSuspension, needs: Needs, article: str) -> list[Deficiency]:
	return [
		Deficiency(DOCTYPE, fieldname, message, (), article, None, suspension.name or None)
		for fieldname, message in needs
		if not getattr(suspension, fieldname)
	]


def _check_application(suspension: ProductionSuspension, record: HazardRecord) -> list[Deficiency]:
	found = _needs(suspension, APPLICATION, ORDER_18)
	if record.hazard.stage in (REGISTERED, RECTIFYING):
		message = N_(
			"The hazard is still being rectified. Apply to resume when all measures are done and acceptance "
			"is requested."
		)
		found.append(Deficiency("Hazard", "stage", message, (), LAW_65))
	if suspension.ordered_by == BY_AUTHORITY:
		found += _check_evaluation(suspension)
	return found


def _check_evaluation(suspension: ProductionSuspension) -> list[Deficiency]:
	"""Art. 18: an ordered suspension ends with an evaluation by own experts or by a qualified institution."""
	needs: Needs = (
		("evaluation_by", N_("Who evaluated the treatment is empty. Choose own experts or an institution.")),
		("evaluation_report", N_("The evaluation report is missing. Attach it.")),
	)
	if suspension.evaluation_by == QUALIFIED_INSTITUTION:
		needs += (("institution", N_("The evaluating institution is not named. Enter it.")),)
	return _needs(suspension, needs, ORDER_18)


def _check_examination(suspension: ProductionSuspension, record: HazardRecord) -> list[Deficiency]:
	return _needs(suspension, EXAMINATION, ORDER_23)


def _check_passed(suspension: ProductionSuspension) -> list[Deficiency]:
	if suspension.examination_result != FAIL:
		return []
	message = N_("The examination was not passed. Return the application; production stays suspended.")
	return [Deficiency(DOCTYPE, "examination_result", message, (), ORDER_23, None, suspension.name or None)]


def _check_agreement(suspension: ProductionSuspension, record: HazardRecord) -> list[Deficiency]:
	found = _check_passed(suspension)
	found += _needs(suspension, DEPARTMENT, COAL_48) + _needs(suspension, AGREEMENT, COAL_48)
	authority = record.authorities.get(suspension.mine_safety_authority)
	if authority and authority.kind != MINE_SAFETY:
		message = N_("{0} is not a mine safety authority. Choose the one that agreed.")
		args = (suspension.mine_safety_authority,)
		found.append(
			Deficiency(
				DOCTYPE, "mine_safety_authority", message, args, COAL_48, None, suspension.name or None
			)
		)
	return found


def _check_approval(suspension: ProductionSuspension, record: HazardRecord) -> list[Deficiency]:
	return _needs(suspension, APPROVAL, COAL_48)


def _check_resumption(suspension: ProductionSuspension, record: HazardRecord) -> list[Deficiency]:
	needs: Needs = (("resumed_on", N_("The day of resumption is empty. Enter it.")),)
	found = [] if is_coal(suspension, record) else _check_passed(suspension)
	return found + _needs(suspension, needs, ORDER_23)


STATUS_CHECKS = {
	RESUMPTION_APPLIED: _check_application,
	EXAMINED: _check_examination,
	MINE_SAFETY_AGREED: _check_agreement,
	GOVERNMENT_APPROVED: _check_approval,
	RESUMED: _check_resumption,
}


def check_days(suspension: ProductionSuspension, today: date) -> list[Deficiency]:
	"""The days of the chain run forward (equal ones allowed) and none lies in the future."""
	found = []
	before = None
	for fieldname in ORDER_OF_DAYS:
		value = getattr(suspension, fieldname)
		if value is None:
			continue
		day = value.date() if fieldname == "from_at" else value
		if day > today:
			message = N_("The date {0} lies in the future. Enter the day on which it happened.")
			found.append(Deficiency(DOCTYPE, fieldname, message, (day,), "", None, suspension.name or None))
		if before and day < before:
			message = N_("The date {0} lies before the step that comes first ({1}). Correct it.")
			found.append(
				Deficiency(DOCTYPE, fieldname, message, (day, before), "", None, suspension.name or None)
			)
		before = max(day, before) if before else day
	return found


def check_resumed(suspension: ProductionSuspension, record: HazardRecord, today: date) -> list[Deficiency]:
	"""For close-out: production was allowed to resume, with every fact of the chain still there."""
	found = missing(
		DOCTYPE,
		"status",
		suspension.status == RESUMED,
		N_("Production suspended for this hazard ({0}) has not been allowed to resume."),
		suspension.name or suspension.extent,
		article=COAL_48 if is_coal(suspension, record) else ORDER_23,
	)
	return found + check_suspension(suspension, record, RESUMED, today)


def allowed_to_resume(suspension: ProductionSuspension, record: HazardRecord, today: date) -> bool:
	"""Whether everything is there for production to run again."""
	return suspension.examination_result == PASS and not check_resumed(suspension, record, today)
