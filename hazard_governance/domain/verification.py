"""核实判定: an authority confirms or changes the class, or finds the hazard not true or a duplicate.

Nobody waits for it. What follows from a decision is computed as a value (`effects`); the caller writes it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from hazard_governance.domain.articles import LAW_118, NOTICE_NUMBERING, ORDER_3, ORDER_20, SECOND_PERSON
from hazard_governance.domain.classification import check_classification, check_criterion, meets_definition
from hazard_governance.domain.deficiency import N_, Deficiency, missing, unique
from hazard_governance.domain.description import check_elements
from hazard_governance.domain.facts import HazardRecord, Verification
from hazard_governance.domain.vocabulary import (
	ACCEPTED,
	BY_CRITERION,
	BY_DEFINITION,
	CHANGED,
	CLOSED_OUT,
	CONFIRMED,
	DECIDED,
	DUPLICATE,
	FILED,
	GENERAL,
	MAJOR,
	PENDING_ACCEPTANCE,
	WITHDRAWING_OUTCOMES,
)

DOCTYPE = "Hazard Verification"
BEYOND_RECTIFYING = (PENDING_ACCEPTANCE, ACCEPTED, CLOSED_OUT)


@dataclass(frozen=True)
class Effects:
	"""What a decided verification does to its hazard; the caller writes it and takes the number last."""

	authority: str
	previous_classification: str
	verified: bool = False
	classification: str = ""
	classification_basis: str = ""
	criterion: str = ""
	classification_reason: str = ""
	needs_suspension: bool = False
	needs_time: bool = False
	external_factor: bool = False
	rectification_due: date | None = None
	needs_register_no: bool = False
	withdraw: bool = False
	reopen: bool = False
	visible_to_city: bool = False
	supervising_authority: str = ""


def with_reported_facts(verification: Verification, record: HazardRecord) -> Verification:
	"""A confirmation says yes to what was reported: what it leaves blank is the hazard's own class, basis and reason."""
	if verification.outcome != CONFIRMED:
		return verification
	hazard = record.hazard
	filled = replace(
		verification,
		classification=verification.classification or hazard.classification,
		reason=verification.reason or hazard.classification_reason,
	)
	if filled.classification_basis or filled.classification != hazard.classification:
		return filled
	return replace(
		filled,
		classification_basis=hazard.classification_basis,
		criterion=hazard.criterion,
		needs_suspension=hazard.needs_suspension,
		needs_time=hazard.needs_time,
		external_factor=hazard.external_factor,
	)


def effects(verification: Verification, record: HazardRecord) -> Effects:
	"""What deciding `verification` does. `reopen`: the hazard goes back to Rectifying, since it became major after its
	gates were passed as a general one. `visible_to_city`: major to general, or decided by a lone clerk.
	"""
	hazard = record.hazard
	verification = with_reported_facts(verification, record)
	if verification.outcome in WITHDRAWING_OUTCOMES:
		return Effects(verification.authority, hazard.classification, withdraw=True)
	became_major = hazard.classification != MAJOR and verification.classification == MAJOR
	became_general = hazard.classification == MAJOR and verification.classification == GENERAL
	supervised = verification.propose_supervision and verification.classification == MAJOR
	return Effects(
		authority=verification.authority,
		previous_classification=hazard.classification,
		verified=True,
		classification=verification.classification,
		classification_basis=verification.classification_basis,
		criterion=verification.criterion if verification.classification_basis == BY_CRITERION else "",
		classification_reason=verification.reason or hazard.classification_reason,
		needs_suspension=verification.needs_suspension,
		needs_time=verification.needs_time,
		external_factor=verification.external_factor,
		rectification_due=verification.rectification_due or hazard.rectification_due,
		needs_register_no=not hazard.register_no,
		reopen=became_major and hazard.stage in BEYOND_RECTIFYING,
		visible_to_city=became_general or bool(verification.lone_clerk_reason),
		supervising_authority=(verification.supervising_authority or verification.authority)
		if supervised
		else "",
	)


def check_verification(
	verification: Verification, record: HazardRecord, today: date, decider: str = ""
) -> list[Deficiency]:
	"""Everything that keeps the verification from being decided by `decider` (a user id; "" leaves people out)."""
	found = missing(
		DOCTYPE,
		"authority",
		verification.authority,
		N_(
			"The verifying authority is empty. A hazard is verified by an authority, never by its enterprise."
		),
		article=NOTICE_NUMBERING,
	)
	found += _check_dates(verification, record, today)
	if decider:
		found += check_decider(verification, record, decider)
	if verification.outcome in WITHDRAWING_OUTCOMES:
		return unique(found + _check_withdrawal(verification, record))
	if verification.outcome not in (CONFIRMED, CHANGED):
		message = N_(
			"The outcome is empty. Choose whether the hazard is confirmed, changed, not true or a duplicate."
		)
		return unique([*found, Deficiency(DOCTYPE, "outcome", message, (), ORDER_20)])
	verification = with_reported_facts(verification, record)
	found += check_elements(record.hazard)
	if _is_downgrade(verification, record):
		found += _check_downgrade(verification, record)
	else:
		found += check_classification(verification, record, by_authority=True)
		found += _check_outcome(verification, record)
	return unique(found)


def _check_dates(verification: Verification, record: HazardRecord, today: date) -> list[Deficiency]:
	found = []
	day = record.hazard.found_on.date() if record.hazard.found_on else None
	if verification.site_visited_on and verification.site_visited_on > today:
		message = N_("The site visit on {0} lies in the future. Enter the day the site was visited.")
		found.append(Deficiency(DOCTYPE, "site_visited_on", message, (verification.site_visited_on,)))
	if verification.rectification_due and day and verification.rectification_due < day:
		message = N_("The deadline {0} lies before the day the hazard was found ({1}). Enter a later day.")
		args = (verification.rectification_due, day)
		found.append(Deficiency(DOCTYPE, "rectification_due", message, args))
	return found


def _check_outcome(verification: Verification, record: HazardRecord) -> list[Deficiency]:
	before, after = record.hazard.classification, verification.classification
	if not after:
		return []  # already named by the check of the classification
	if verification.outcome == CONFIRMED:
		if before == after:
			return []
		message = N_("The verified class {0} differs from the reported one. Choose the outcome Changed.")
		return [Deficiency(DOCTYPE, "outcome", message, (after,), ORDER_20)]
	if before == after:
		message = N_("The class stays {0}. Choose the outcome Confirmed.")
		return [Deficiency(DOCTYPE, "outcome", message, (after,), ORDER_20)]
	return []


def _is_downgrade(verification: Verification, record: HazardRecord) -> bool:
	classes = (record.hazard.classification, verification.classification)
	return verification.outcome == CHANGED and classes == (MAJOR, GENERAL)


def _check_downgrade(verification: Verification, record: HazardRecord) -> list[Deficiency]:
	"""Major to general: by reason, and by the criterion consulted or by the statutory definition not being met."""
	found = missing(
		DOCTYPE,
		"reason",
		verification.reason,
		N_("A major hazard is called general without a reason. Write why."),
		article=ORDER_3,
	)
	if verification.classification_basis == BY_CRITERION:
		found += check_criterion(verification, record)
	elif verification.classification_basis == BY_DEFINITION:
		if meets_definition(verification):
			message = N_(
				"The facts ticked meet the definition of a major hazard. Untick them or keep the class Major."
			)
			found.append(Deficiency(DOCTYPE, "needs_suspension", message, (), ORDER_3))
	else:
		message = N_(
			"A major hazard is called general without a basis. Name the criterion or the definition."
		)
		found.append(Deficiency(DOCTYPE, "classification_basis", message, (), LAW_118))
	return found


def _check_withdrawal(verification: Verification, record: HazardRecord) -> list[Deficiency]:
	found = missing(
		DOCTYPE,
		"reason",
		verification.reason,
		N_("The reason is empty. Write how it was established that the hazard is not true or a duplicate."),
		article=ORDER_20,
	)
	if record.hazard.stage == FILED:
		message = N_("A filed hazard cannot be withdrawn. Choose another outcome.")
		found.append(Deficiency(DOCTYPE, "outcome", message, (), ORDER_20))
	if verification.outcome == DUPLICATE:
		found += _check_duplicate(verification, record)
	return found


def _check_duplicate(verification: Verification, record: HazardRecord) -> list[Deficiency]:
	if not verification.duplicate_of:
		message = N_("A duplicate names the hazard it repeats. Choose it.")
	elif verification.duplicate_of == record.hazard.name:
		message = N_("A hazard cannot be a duplicate of itself. Choose the other hazard.")
	else:
		return []
	return [Deficiency(DOCTYPE, "duplicate_of", message, (), NOTICE_NUMBERING)]


def check_decider(verification: Verification, record: HazardRecord, decider: str) -> list[Deficiency]:
	"""Who may decide: nobody of the enterprise, and a second person unless a lone clerk writes the reason."""
	enterprise = record.enterprise
	insiders = {member.user for member in enterprise.members} | {enterprise.principal_user} - {""}
	if decider in insiders:
		message = N_("{0} belongs to the enterprise. A hazard is verified by an authority.")
		return [Deficiency(DOCTYPE, "decided_by", message, (decider,), SECOND_PERSON)]
	own_work = decider in (record.hazard.registered_by, verification.prepared_by or verification.owner)
	if own_work and not verification.lone_clerk_reason:
		message = N_(
			"Whoever registered the hazard or prepared this verification does not decide it. Let a colleague "
			"decide, or write why nobody else is there."
		)
		return [Deficiency(DOCTYPE, "lone_clerk_reason", message, (), SECOND_PERSON)]
	return []


def latest_decided(record: HazardRecord) -> Verification | None:
	"""The verification decided last, whatever its outcome; None when none is decided."""
	decided = [row for row in record.verifications if row.status == DECIDED]
	return max(decided, key=lambda row: (row.decided_at is not None, row.decided_at)) if decided else None
