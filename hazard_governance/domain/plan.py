"""治理方案: the six parts, the five fixes of every measure (五定), the third party. Order 16/2007 art. 15; notice, step 4."""

from __future__ import annotations

from hazard_governance.domain.articles import (
	NOTICE_RECTIFICATION,
	NOTICE_THIRD_PARTY,
	ORDER_15,
)
from hazard_governance.domain.classification import found_day
from hazard_governance.domain.deficiency import N_, Deficiency, Phrase, missing
from hazard_governance.domain.facts import HazardRecord, RemediationPlan, RemediationPlanMeasure
from hazard_governance.domain.measures import is_done
from hazard_governance.domain.vocabulary import APPROVED

DOCTYPE = "Remediation Plan"
MEASURE = "Remediation Plan Measure"

SIX_PARTS = (
	("goals", N_("Part 1 of the plan, goals and tasks, is empty. Write it.")),
	("methods", N_("Part 2 of the plan, methods and measures, is empty. Write it.")),
	("funds_and_materials", N_("Part 3 of the plan, funds and materials, is empty. Write it.")),
	("organisation", N_("Part 4 of the plan, responsible bodies and people, is empty. Write it.")),
	("time_limits", N_("Part 5 of the plan, time limits and requirements, is empty. Write it.")),
	(
		"safety_and_contingency",
		N_("Part 6 of the plan, safety measures and contingency plan, is empty. Write it."),
	),
)
FIXES = (
	("responsible_person", N_("Measure {0} ({1}) has no responsible person. Name one.")),
	("measure", N_("Measure {0} says nothing of what is to be done. Write it.")),
	("deadline", N_("Measure {0} ({1}) has no deadline. Enter one.")),
	("contingency", N_("Measure {0} ({1}) has no contingency plan. Write what is done if it fails.")),
)


def check_six_parts(plan: RemediationPlan) -> list[Deficiency]:
	"""The six parts of order 16/2007 art. 15 that are empty."""
	found = []
	for fieldname, message in SIX_PARTS:
		found += missing(DOCTYPE, fieldname, getattr(plan, fieldname), message, article=ORDER_15)
	return found


def check_five_fixes(row: RemediationPlanMeasure, number: int, record: HazardRecord) -> list[Deficiency]:
	"""Person, measure, funds (0 only when said so), deadline not before the day found, contingency."""
	args = (number, row.measure)
	found = [
		Deficiency(MEASURE, fieldname, message, args, NOTICE_RECTIFICATION)
		for fieldname, message in FIXES
		if not getattr(row, fieldname)
	]
	if message := funds_message(row.funds, row.no_funds):
		found.append(Deficiency(MEASURE, "funds", message, args, NOTICE_RECTIFICATION))
	day = found_day(record.hazard)
	if row.deadline and day and row.deadline < day:
		message = N_(
			"The deadline {2} of measure {0} ({1}) lies before the day the hazard was found ({3}). Correct it."
		)
		found.append(
			Deficiency(MEASURE, "deadline", message, (*args, row.deadline, day), NOTICE_RECTIFICATION)
		)
	return [deficiency.at(number, row.name or None) for deficiency in found]


def funds_message(funds: float, no_funds: bool) -> str:
	"""What is wrong with the funds (万元) of a measure ({0} number, {1} measure); "" when nothing is."""
	if funds < 0:
		return N_("The funds of measure {0} ({1}) are negative. Enter the amount in units of 10,000 yuan.")
	if no_funds and funds > 0:
		return N_("Measure {0} ({1}) has funds and is marked as needing none. Correct one of them.")
	if not funds and not no_funds:
		return N_("Measure {0} ({1}) has no funds. Enter the amount, or tick that it needs none.")
	return ""


def check_third_party(plan: RemediationPlan, record: HazardRecord) -> list[Deficiency]:
	"""A technically weak enterprise entrusts a third party and has its deliverable."""
	if not (record.enterprise.technically_weak or plan.technically_weak):
		return []
	found = missing(
		DOCTYPE,
		"third_party",
		plan.third_party or plan.third_party_name,
		N_(
			"The enterprise is technically weak and no third party is named. Name who helps with the measures."
		),
		article=NOTICE_THIRD_PARTY,
	)
	return found + missing(
		DOCTYPE,
		"deliverable",
		plan.deliverable,
		N_("The third party's deliverable is missing. Attach it."),
		article=NOTICE_THIRD_PARTY,
	)


def check_plan(plan: RemediationPlan, record: HazardRecord) -> list[Deficiency]:
	"""Everything the plan lacks before it is submitted or approved; what is done yet plays no part here.

	A hazard removed on the spot may have a plan of six parts without measures of its own.
	"""
	found = check_six_parts(plan)
	if not plan.measures and not _removed_on_the_spot(plan, record):
		message = N_("The plan has no measure. Add at least one.")
		found.append(Deficiency(DOCTYPE, "measures", message, (), NOTICE_RECTIFICATION))
	for number, row in enumerate(plan.measures, 1):
		found += check_five_fixes(row, number, record)
	return [*found, *check_third_party(plan, record)]


def _removed_on_the_spot(plan: RemediationPlan, record: HazardRecord) -> bool:
	return plan.removed_on_the_spot and any(is_done(row) for row in record.hazard.immediate_measures)


def check_measures_tied(plan: RemediationPlan, record: HazardRecord) -> list[Deficiency]:
	"""Once the analysis is approved, every measure of a plan that is handed in says which cause it removes.

	A plan that was approved before the analysis stays as it is, and a cause without a measure is the business of
	source governance: danger never waits for paperwork.
	"""
	if record.analysis is None or record.analysis.status != APPROVED or plan.removed_on_the_spot:
		return []
	causes = {cause.name for cause in record.analysis.causes}
	message = N_("The measure names no cause. Tick it, use “Tie to a Cause” and choose what it removes.")
	return [
		Deficiency(DOCTYPE, "measures", message, (), NOTICE_RECTIFICATION, row=number)
		for number, row in enumerate(plan.measures, 1)
		if row.cause not in causes
	]


def check_approved_plan(record: HazardRecord) -> list[Deficiency]:
	"""A major hazard's plan: there, complete, and approved by the principal person in charge."""
	plan = record.plan
	if plan is None:
		message = N_("There is no remediation plan. Make one with its six parts.")
		return [Deficiency(DOCTYPE, "hazard", message, (), ORDER_15)]
	found = check_plan(plan, record)
	if plan.status != APPROVED:
		message = N_(
			"The remediation plan is not approved. The principal person in charge has to approve it."
		)
		found.append(Deficiency(DOCTYPE, "status", message, (), ORDER_15))
	return found


def prefill_six_parts(record: HazardRecord) -> dict[str, tuple[Phrase, ...]]:
	"""The six parts of a plan for a hazard removed on the spot, from the measures taken: sentences by fieldname.

	Nothing is invented: who, what and when come from the record. The caller translates and joins the sentences.
	"""
	hazard = record.hazard
	done = tuple(row for row in hazard.immediate_measures if is_done(row))
	what = tuple(Phrase("{0}", (row.measure,)) for row in done)
	people = ", ".join(dict.fromkeys(row.taken_by for row in done if row.taken_by))
	finished = max((row.done_at for row in done), default=None)
	controls = tuple(Phrase("{0}", (row.control,)) for row in hazard.interim_controls)
	return {
		"goals": (Phrase(N_("Remove the hazard “{0}” at {1}."), (hazard.hazard_title, hazard.place)),),
		"methods": what,
		"funds_and_materials": (
			Phrase(N_("Removed on the spot with the people and material at hand; no separate funds.")),
		),
		"organisation": (
			Phrase(
				N_("Principal person in charge: {0}. Carried out by: {1}."),
				(record.enterprise.principal_name or "-", people or "-"),
			),
		),
		"time_limits": (
			Phrase(N_("Rectified at once; finished at {0}."), (finished,))
			if finished
			else Phrase(N_("Rectified at once.")),
		),
		"safety_and_contingency": controls
		or (Phrase(N_("If it shows again: stop work, withdraw people, report to the principal at once.")),),
	}
