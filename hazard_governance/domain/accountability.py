"""Accountability (追责): the catalogue of measures, what a decision and its execution must hold, who may decide.

Notice 54/2023 step 3; DOMAIN terms in English. Amounts are in yuan on the person, not 万元 (a withheld wage is small).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hazard_governance.domain import articles
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_, Deficiency

if TYPE_CHECKING:
	from hazard_governance.domain.facts import AccountabilityAction, AccountabilityActionMeasure, HazardRecord

DOCTYPE = "Accountability Action"
MEASURE = "Accountability Action Measure"
ARTICLE = articles.NOTICE_ACCOUNTABILITY

DECIDED_STATUSES = (v.DECIDED, v.EXECUTED)


@dataclass(frozen=True)
class MeasureSpec:
	"""One row of the catalogue; the fields are those of the DocType Accountability Measure."""

	measure_name: str
	sequence: int
	severity: int
	needs_amount: bool = False
	needs_duration: bool = False
	needs_sanction: bool = False
	authority_only: bool = False
	external_referral: str = ""
	is_other: bool = False
	disabled: bool = False


# The 15 measures in the order of the notice; the last one is split in two, since the two referrals follow different
# procedures. "Other" keeps the list open and says in `sanction` what was done.
CATALOGUE: tuple[MeasureSpec, ...] = (
	MeasureSpec(N_("Verbal Warning"), 1, 1),
	MeasureSpec(N_("Reminder Talk"), 2, 2),
	MeasureSpec(N_("Warning Interview"), 3, 3),
	MeasureSpec(N_("Off-post Training"), 4, 4),
	MeasureSpec(N_("Safety Wage Withheld"), 5, 5, needs_amount=True),
	MeasureSpec(N_("Fine"), 6, 6, needs_amount=True),
	MeasureSpec(N_("Public Criticism Notice"), 7, 7),
	MeasureSpec(N_("Ordered Self-criticism"), 8, 8),
	MeasureSpec(N_("Admonition"), 9, 9, authority_only=True),
	MeasureSpec(N_("Suspension for Review"), 10, 10, needs_duration=True),
	MeasureSpec(N_("Reassignment"), 11, 11),
	MeasureSpec(N_("Removal from Post"), 12, 12),
	MeasureSpec(N_("Demotion"), 13, 13),
	MeasureSpec(N_("Disciplinary Sanction"), 14, 14, needs_sanction=True),
	MeasureSpec(
		N_("Referral to Discipline Inspection"),
		15,
		15,
		authority_only=True,
		external_referral=v.TO_DISCIPLINE,
	),
	MeasureSpec(
		N_("Referral to Judicial Authority"),
		16,
		16,
		authority_only=True,
		external_referral=v.TO_JUSTICE,
	),
	MeasureSpec(N_("Other Measure"), 99, 1, needs_sanction=True, is_other=True),
)


def catalogue() -> dict[str, MeasureSpec]:
	"""The shipped catalogue by measure name, for places without a database."""
	return {spec.measure_name: spec for spec in CATALOGUE}


def check_action(action: "AccountabilityAction", catalogue: Mapping[str, object]) -> list[Deficiency]:
	"""What the action lacks before it is submitted or decided: person, tiers, grounds, measures with their particulars.

	`catalogue` maps a measure's name to an object with the fields of Accountability Measure (MeasureSpec or facts).
	"""
	needs = (
		("person_name", action.person_name, N_("Name the person who is held to account.")),
		(
			"responsibility",
			action.responsibility,
			N_("Choose whether {0} is a primary or a related responsible person."),
		),
		(
			"responsibility_class",
			action.responsibility_class,
			N_("Choose whether {0} is responsible directly, as manager or as leader."),
		),
		("grounds", action.grounds, N_("Write what {0} did or failed to do.")),
		(
			"deciding_side",
			action.deciding_side,
			N_("Choose who decides on {0}: the enterprise or an authority."),
		),
		(
			"authority",
			action.authority or action.deciding_side != v.BY_AUTHORITY,
			N_("Name the authority that decides on {0}."),
		),
		("measures", action.measures, N_("No measure is chosen for {0}. Add at least one.")),
	)
	found = [_of_action(action, fieldname, message) for fieldname, ok, message in needs if not ok]
	for number, row in enumerate(action.measures, 1):
		found.extend(_check_measure(action, row, number, catalogue))
	return found


def _of_action(action: "AccountabilityAction", fieldname: str, message: str) -> Deficiency:
	return Deficiency(
		DOCTYPE, fieldname, message, (action.person_name or "?",), ARTICLE, None, action.name or None
	)


def _check_measure(action, row: "AccountabilityActionMeasure", number: int, catalogue) -> list[Deficiency]:
	spec = catalogue.get(row.measure)
	if spec is None or spec.disabled:
		message = N_("Measure {0} ({1}) is not in the catalogue. Choose one of the catalogue.")
		return [Deficiency(MEASURE, "measure", message, (number, row.measure or "-"), ARTICLE, number)]
	by_enterprise = action.deciding_side == v.BY_ENTERPRISE
	refused = (
		(
			"measure",
			spec.authority_only and by_enterprise,
			N_("Measure {0} ({1}) is for an authority to decide. Set the deciding side to Authority."),
		),
		(
			"amount",
			spec.needs_amount and not (row.amount or 0) > 0,
			N_("Measure {0} ({1}) has no amount. Enter an amount above 0."),
		),
		(
			"amount",
			(row.amount or 0) < 0,
			N_("The amount of measure {0} ({1}) is negative. Enter 0 or more."),
		),
		(
			"from_date",
			spec.needs_duration and not row.from_date,
			N_("Measure {0} ({1}) has no first day. Enter from when it runs."),
		),
		(
			"to_date",
			spec.needs_duration and not row.to_date,
			N_("Measure {0} ({1}) has no last day. Enter until when it runs."),
		),
		(
			"to_date",
			bool(row.from_date and row.to_date and row.to_date < row.from_date),
			N_("Measure {0} ({1}) ends before it begins. Correct the dates."),
		),
		(
			"sanction",
			spec.needs_sanction and not row.sanction,
			N_("Measure {0} ({1}) does not say which sanction it is. Write it."),
		),
		(
			"receiving_organ",
			bool(spec.external_referral) and not row.receiving_organ,
			N_("Measure {0} ({1}) names no receiving organ. Enter to whom the case is referred."),
		),
	)
	return _rows(refused, row, number)


def _rows(refused, row, number: int) -> list[Deficiency]:
	return [
		Deficiency(MEASURE, fieldname, message, (number, row.measure), ARTICLE, number)
		for fieldname, wrong, message in refused
		if wrong
	]


def check_execution(action: "AccountabilityAction", catalogue: Mapping[str, object]) -> list[Deficiency]:
	"""What is missing before a decided action counts as executed: day and proof of every measure, referrals receipted."""
	found = []
	for number, row in enumerate(action.measures, 1):
		spec = catalogue.get(row.measure)
		referred = bool(spec and spec.external_referral)
		refused = (
			(
				"referral_no",
				referred and not row.referral_no,
				N_("Measure {0} ({1}) has no referral letter number. Enter it."),
			),
			(
				"referred_on",
				referred and not row.referred_on,
				N_("Measure {0} ({1}) has no date of referral. Enter when the case was sent."),
			),
			(
				"referral_receipt",
				referred and not row.referral_receipt,
				N_("Measure {0} ({1}) has no receipt of the receiving organ. Enter the receipt number."),
			),
			(
				"executed_on",
				not row.executed_on,
				N_("Measure {0} ({1}) is not executed. Enter the day it was carried out."),
			),
			# the receipt of a referral sent through the system is its proof
			(
				"proof",
				not (row.proof or row.case_referral),
				N_("Measure {0} ({1}) has no proof of execution. Attach it."),
			),
		)
		found.extend(_rows(refused, row, number))
	return found


def check_accountability(record: "HazardRecord") -> list[Deficiency]:
	"""What the step Accountability lacks. General hazard: one line or one decided action. Major: see the contract of
	the notice: a primary responsible person, every action with measures, every action executed. No tier is demanded.
	"""
	if record.hazard.classification == v.GENERAL:
		return _check_general(record)
	if not record.actions:
		message = N_("Nobody has been held to account. Record at least the primary responsible person.")
		return [Deficiency(DOCTYPE, "hazard", message, (), ARTICLE)]
	found = []
	if not any(action.responsibility == v.PRIMARY for action in record.actions):
		message = N_(
			"No primary responsible person is named. Record who answers for the hazard in the first place."
		)
		found.append(Deficiency(DOCTYPE, "responsibility", message, (), ARTICLE))
	for action in record.actions:
		found.extend(check_action(action, record.measure_catalogue))
		found.extend(check_execution(action, record.measure_catalogue))
		if action.status != v.EXECUTED:
			message = N_("The accountability of {0} is not executed yet. Decide it and record its execution.")
			found.append(_of_action(action, "status", message))
	return found


def _check_general(record: "HazardRecord") -> list[Deficiency]:
	if record.hazard.general_accountability or any(a.status in DECIDED_STATUSES for a in record.actions):
		return []
	message = N_("Write in one line who was held to account and how.")
	return [Deficiency("Hazard", "general_accountability", message, (), ARTICLE)]


def may_decide(
	action: "AccountabilityAction", user: str, sole_operator_consented: bool = False
) -> Deficiency | None:
	"""None when `user` may decide; nobody decides against themselves.

	Where an authority consented to a sole operator (`sole_operator_consented`), that consent is the second signature.
	"""
	if not action.person_user or action.person_user != user or sole_operator_consented:
		return None
	message = N_("Nobody decides on their own accountability. Let somebody else decide on {0}.")
	return _of_action(action, "person_user", message)
