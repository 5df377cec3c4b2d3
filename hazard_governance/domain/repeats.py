"""Decisions on repeats (重复隐患认定): who may say that a hazard is an earlier one come back, and what follows.

Notice 54/2023 step 1 asks whether a hazard recurs; step 5 (3) asks that rules become habit so that it does not. The
enterprise decides or an authority does; an authority's decision stands. What the enterprise confirmed it takes back
by itself only until an authority has verified the description.

A confirmed repeat re-opens the source governance of the earlier hazard when that had been accepted: the plan goes
back to Approved with the reason, the step Source Governance is no longer complete. The earlier hazard keeps stage,
number and returns: it was truly removed, checked and filed, and a gate that was passed by what was then true is not
undone. Its plan may be revised although the hazard is filed, and is accepted again only for what was done since.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.articles import NOTICE_DESCRIPTION, NOTICE_SOURCE
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import Hazard, RepeatDecision

if TYPE_CHECKING:
	from hazard_governance.domain.facts import AccountabilityAction, HazardRecord, SourceGovernancePlan

DOCTYPE = "Hazard"
ROW = "Hazard Repeat Decision"
ACTION = "Accountability Action"
PLAN = "Source Governance Plan"


@dataclass(frozen=True)
class Decider:
	"""Who decides, when, and on behalf of which authority; an empty `authority` is the enterprise."""

	user: str
	at: datetime | None = None
	authority: str = ""


# --- one decision --------------------------------------------------------------------------------------------------
def decision_on(hazard: Hazard, earlier: str) -> RepeatDecision | None:
	"""What was decided about this earlier hazard, None where nothing was."""
	return next((row for row in hazard.repeat_decisions if row.earlier_hazard == earlier), None)


def confirmed(rows: Iterable[RepeatDecision]) -> list[str]:
	"""Names of the earlier hazards that were confirmed."""
	return [row.earlier_hazard for row in rows if row.decision == v.CONFIRMED]


def check_decision(
	hazard: Hazard, earlier: Hazard, decision: str, decider: Decider, reason: str = ""
) -> list[Deficiency]:
	"""Everything that keeps `decider` from deciding that `hazard` is, or is not, `earlier` come back."""
	found = _check_pair(hazard, earlier)
	if decision not in v.REPEAT_DECISIONS:
		message = N_("The decision {0} is none. Confirm the repeat or reject it.")
		found.append(Deficiency(ROW, "decision", message, (decision or "-",)))
	standing = decision_on(hazard, earlier.name)
	if standing and not found:
		found = _check_standing(hazard, standing, decision, decider, reason)
	return found


def _check_pair(hazard: Hazard, earlier: Hazard) -> list[Deficiency]:
	message = ""
	if earlier.name == hazard.name:
		message = N_("A hazard cannot be its own earlier hazard. Choose the one that was found before.")
	elif earlier.enterprise != hazard.enterprise:
		message = N_("{0} is a hazard of another enterprise. Choose one of this enterprise.")
	elif earlier.found_on and hazard.found_on and earlier.found_on > hazard.found_on:
		message = N_("{0} was found later than this one. Choose the one that was found before.")
	elif v.WITHDRAWN in (hazard.stage, earlier.stage):
		message = N_("{0} is withdrawn: nothing was there to come back. Choose another one.")
	if not message:
		return []
	name = hazard.name if hazard.stage == v.WITHDRAWN else earlier.name
	return [Deficiency(ROW, "earlier_hazard", message, (name,), NOTICE_DESCRIPTION)]


def _check_standing(
	hazard: Hazard, standing: RepeatDecision, decision: str, decider: Decider, reason: str
) -> list[Deficiency]:
	message, args, field = "", (standing.authority, standing.earlier_hazard), "decision"
	if standing.authority and not decider.authority:
		message = N_(
			"{0} decided on {1} already, and what an authority decides stands. Ask it to reconsider."
		)
	elif standing.decision == decision:
		if standing.authority or not decider.authority:
			message = N_("This was decided on {1} already: {2}. Nothing is left to do.")
			args = (*args, decision)
	elif standing.authority and not reason.strip():
		message = N_("{0} decided otherwise on {1}. Write the reason for changing it.")
		field = "reason"
	elif not decider.authority and standing.decision == v.CONFIRMED and hazard.verification == v.VERIFIED:
		message = N_(
			"The repeat of {1} is confirmed and the description verified. Only an authority changes it."
		)
	return [Deficiency(ROW, field, message, args, NOTICE_DESCRIPTION)] if message else []


def decide(
	hazard: Hazard, earlier: str, decision: str, decider: Decider, score: float = 0.0, reason: str = ""
) -> tuple[RepeatDecision, ...]:
	"""The decisions with this one in the place of an older one about the same hazard. score: percent."""
	old = decision_on(hazard, earlier)
	row = replace(
		old or RepeatDecision(earlier_hazard=earlier),
		decision=decision,
		authority=decider.authority,
		decided_by=decider.user,
		decided_at=decider.at,
		score=score or (old.score if old else 0.0),
		reason=reason.strip(),
	)
	return tuple(row if r is old else r for r in hazard.repeat_decisions) + (() if old else (row,))


@dataclass(frozen=True)
class Marks:
	"""What the description says after a decision."""

	recurring: str
	earlier_hazard: str


def marks(hazard: Hazard, rows: Iterable[RepeatDecision], found_on: Mapping[str, datetime]) -> Marks:
	"""是否重复出现 and the earlier hazard, as the decisions `rows` make them.

	found_on: when each earlier hazard was found; of several the one found last is named. A repeat of something
	outside the register stays one; where nothing is confirmed, a yes that rested on a decision becomes a no.
	"""
	names = confirmed(rows)
	if names:
		return Marks(v.YES, max(names, key=lambda name: (found_on.get(name) or datetime.min, name)))
	if hazard.earlier_hazard_reference:
		return Marks(hazard.recurring, "")
	return Marks(v.NO if hazard.recurring == v.YES and hazard.earlier_hazard else hazard.recurring, "")


def state(hazard: Hazard, rows: Iterable[RepeatDecision], undecided: bool) -> str:
	"""Repeat of the hazard for lists; `undecided`: an alike earlier hazard nobody has decided on."""
	rows = tuple(rows)
	if hazard.recurring == v.YES and (hazard.earlier_hazard or hazard.earlier_hazard_reference):
		return v.CONFIRMED
	if confirmed(rows):
		return v.CONFIRMED
	if undecided:
		return v.SUSPECTED
	return v.REJECTED if rows else ""


# --- said by hand ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class ByHand:
	"""What somebody who fills in the description says about repeats, as decisions; `missing` keeps it from being saved."""

	rows: tuple[RepeatDecision, ...]
	missing: tuple[Deficiency, ...] = ()


def by_hand(before: Hazard | None, hazard: Hazard, decider: Decider) -> ByHand:
	"""Naming the earlier hazard confirms it; taking it out takes back what the same side confirmed, never what an
	authority decided."""
	rows = hazard.repeat_decisions
	said = (hazard.recurring, hazard.earlier_hazard)
	if said == ((before.recurring, before.earlier_hazard) if before else ("", "")):
		return ByHand(rows)
	names = hazard.earlier_hazard if hazard.recurring == v.YES else ""
	dropped = [row for row in rows if row.decision == v.CONFIRMED and _is_dropped(row, before, hazard)]
	stays = [row for row in dropped if row.authority and not decider.authority]
	standing = decision_on(hazard, names) if names else None
	if standing and standing.decision == v.REJECTED and standing.authority and not decider.authority:
		stays.append(standing)
	if stays:
		message = N_(
			"{0} decided on {1} already, and what an authority decides stands. Ask it to reconsider."
		)
		args = (stays[0].authority, stays[0].earlier_hazard)
		return ByHand(rows, (Deficiency(DOCTYPE, "recurring", message, args, NOTICE_DESCRIPTION),))
	kept = tuple(row for row in rows if row not in dropped)
	if not names or (standing and standing.decision == v.CONFIRMED):
		return ByHand(kept)
	return ByHand(decide(replace(hazard, repeat_decisions=kept), names, v.CONFIRMED, decider))


def _is_dropped(row: RepeatDecision, before: Hazard | None, hazard: Hazard) -> bool:
	"""A no takes back every confirmation; another earlier hazard takes the place of the one named before."""
	if hazard.recurring != v.YES:
		return True
	replaced = before.earlier_hazard if before else ""
	return row.earlier_hazard == replaced != hazard.earlier_hazard


# --- what follows ------------------------------------------------------------------------------------------------------
def reopens(plan: "SourceGovernancePlan | None") -> bool:
	"""Whether a confirmed repeat re-opens this plan: it had been accepted. One still under way is simply not finished."""
	return plan is not None and plan.status == v.ACCEPTED


def check_after_reopening(plan: "SourceGovernancePlan") -> list[Deficiency]:
	"""A re-opened plan is accepted for what was done since: something done, and an evaluation, not before that day."""
	since = plan.reopened_on
	if not plan.reopened_for or since is None:
		return []
	found = []
	if not any(item.done_on and item.done_on >= since for item in plan.items):
		message = N_(
			"The hazard came back as {0}, and nothing has been done since {1}. Revise the plan and add what keeps "
			"it away."
		)
		found.append(Deficiency(PLAN, "items", message, (plan.reopened_for, since), NOTICE_SOURCE))
	if plan.evaluated_on is None or plan.evaluated_on < since:
		message = N_("The plan was re-opened on {1} for {0}. Evaluate it again and enter that day.")
		found.append(Deficiency(PLAN, "evaluated_on", message, (plan.reopened_for, since), NOTICE_SOURCE))
	return found


def check_considered(action: "AccountabilityAction", record: "HazardRecord") -> list[Deficiency]:
	"""The accountability for a repeat says how that was considered: it aggravates. Asked when it is submitted and
	decided, never of what is executed already."""
	if record.hazard.recurring != v.YES or action.repeat_consideration.strip():
		return []
	message = N_("The hazard is a repeat. Write how that was considered in what {0} has to answer for.")
	args = (action.person_name or "?",)
	return [Deficiency(ACTION, "repeat_consideration", message, args, NOTICE_SOURCE)]


def reopened_days(plan: "SourceGovernancePlan", today: date) -> int | None:
	"""Calendar days since the plan was re-opened; None while it is not."""
	return (today - plan.reopened_on).days if plan.reopened_for and plan.reopened_on else None
