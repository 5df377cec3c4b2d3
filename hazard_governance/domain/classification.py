"""General or major: which facts decide, and in which words.

A criterion valid on the day found decides first (Work Safety Law art. 118); where none applies, the definition of
order 16/2007 art. 3: suspension of production *and* time for treatment, or an external factor the enterprise cannot remove.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from hazard_governance.domain.articles import LAW_118, ORDER_3
from hazard_governance.domain.deficiency import N_, Deficiency, Phrase
from hazard_governance.domain.facts import Criterion, Hazard, HazardRecord, Verification
from hazard_governance.domain.vocabulary import (
	BY_CRITERION,
	BY_DEFINITION,
	DECIDED,
	GENERAL,
	MAJOR,
	VERIFIED,
	WITHDRAWING_OUTCOMES,
)


@dataclass(frozen=True)
class Suggestion:
	"""The class that the facts call for, why, and by which article."""

	classification: str
	reason: Phrase
	article: str


def is_valid_on(criterion: Criterion, day: date | None) -> bool:
	"""Whether the criterion was in force on `day`, first and last day included. An unknown day counts as not valid."""
	if day is None or criterion.valid_from is None or day < criterion.valid_from:
		return False
	return criterion.valid_to is None or day <= criterion.valid_to


def applies_to(criterion: Criterion, industries: Collection[str]) -> bool:
	"""Whether the criterion belongs to one of `industries` (own, their ancestors, cross-industry); none known: yes."""
	return not industries or criterion.industry in industries


def criteria_valid_on(
	criteria: Iterable[Criterion], day: date | None, industries: Collection[str]
) -> list[Criterion]:
	"""The criteria in force on `day` (both ends included) for `industries`, in their given order."""
	return [c for c in criteria if is_valid_on(c, day) and applies_to(c, industries)]


def industries_of(record: HazardRecord) -> frozenset[str]:
	"""The industries whose criteria apply to the hazard; empty when nothing is known."""
	if record.industries:
		return record.industries
	known = (record.hazard.industry, record.sector.name, record.enterprise.industry)
	return frozenset(name for name in known if name)


def found_day(hazard: Hazard) -> date | None:
	"""The day the hazard was found."""
	return hazard.found_on.date() if hazard.found_on else None


def meets_definition(facts: Hazard | Verification) -> bool:
	"""Order 16/2007 art. 3: (suspension and time) or an external factor."""
	return (facts.needs_suspension and facts.needs_time) or facts.external_factor


def suggest(
	facts: Hazard | Verification, criterion: Criterion | None, day: date | None, industries: Collection[str]
) -> Suggestion:
	"""The class that `facts` call for on the day found, with the reason in words."""
	usable = criterion is not None and is_valid_on(criterion, day) and applies_to(criterion, industries)
	if usable and criterion.hazard_class == MAJOR:
		reason = Phrase(
			N_("It matches {0}, {1}, which was in force on the day it was found."),
			(criterion.standard or criterion.code, criterion.article),
		)
		return Suggestion(MAJOR, reason, LAW_118)
	if facts.needs_suspension and facts.needs_time:
		reason = Phrase(
			N_("Production has to stop, wholly or in part, and it takes time to treat before it is removed.")
		)
		return Suggestion(MAJOR, reason, ORDER_3)
	if facts.external_factor:
		return Suggestion(
			MAJOR, Phrase(N_("An external factor keeps the enterprise from removing it by itself.")), ORDER_3
		)
	reason = Phrase(
		N_(
			"No criterion for a major hazard is named, and it can be removed at once without stopping production."
		)
	)
	return Suggestion(GENERAL, reason, ORDER_3)


def suggest_for(record: HazardRecord) -> Suggestion:
	"""The class that the hazard's own facts call for."""
	criterion = record.criterion_named(record.hazard.criterion)
	return suggest(record.hazard, criterion, found_day(record.hazard), industries_of(record))


def is_major(record: HazardRecord) -> bool:
	"""Whether the gates for a major hazard apply: as an authority verified it, until then as declared *or* as the
	facts say, so that nobody leaves the strict path by calling a major hazard general.
	"""
	hazard = record.hazard
	if hazard.classification == MAJOR or hazard.verification == VERIFIED:
		return hazard.classification == MAJOR
	return suggest_for(record).classification == MAJOR


def decided_verification(record: HazardRecord) -> Verification | None:
	"""The latest decided verification that gave a class; None when there is none."""
	decided = [
		v for v in record.verifications if v.status == DECIDED and v.outcome not in WITHDRAWING_OUTCOMES
	]
	return max(decided, key=_decided_at) if decided else None


def _decided_at(verification: Verification) -> tuple:
	return (verification.decided_at is not None, verification.decided_at, verification.name)


def check_classification(
	facts: Hazard | Verification, record: HazardRecord, by_authority: bool
) -> list[Deficiency]:
	"""What the class given in `facts` (a hazard, or the verification that decides on it) lacks, with its basis.

	by_authority: General although the facts say Major is for an authority to decide, with a reason.
	"""
	doctype = facts.DOCTYPE
	if not facts.classification:
		return [
			Deficiency(
				doctype,
				"classification",
				N_("Classification is empty. Choose General or Major."),
				(),
				ORDER_3,
			)
		]
	if facts.classification == MAJOR:
		return _check_major(facts, record)
	return _check_general(facts, record, by_authority)


def _check_major(facts: Hazard | Verification, record: HazardRecord) -> list[Deficiency]:
	if facts.classification_basis == BY_CRITERION:
		return check_criterion(facts, record, MAJOR)
	if facts.classification_basis == BY_DEFINITION:
		return _check_definition(facts)
	message = N_(
		"A major hazard needs the basis of its classification. Choose Criterion or Statutory Definition."
	)
	return [Deficiency(facts.DOCTYPE, "classification_basis", message, (), LAW_118)]


def check_criterion(
	facts: Hazard | Verification, record: HazardRecord, hazard_class: str = ""
) -> list[Deficiency]:
	"""The criterion named in `facts`: there, in force on the day found, of the industry, and (if given) of the class."""
	doctype, day = facts.DOCTYPE, found_day(record.hazard)
	if not facts.criterion:
		message = N_("The criterion is not named. Choose the one that the hazard matches.")
		return [Deficiency(doctype, "criterion", message, (), LAW_118)]
	criterion = record.criterion_named(facts.criterion)
	if criterion is None:
		message = N_("Criterion {0} is not known. Choose one of the list.")
		return [Deficiency(doctype, "criterion", message, (facts.criterion,), LAW_118)]
	label = criterion.code or criterion.name
	found = []
	if not is_valid_on(criterion, day):
		message = N_(
			"Criterion {0} was not in force on {1}, the day the hazard was found. Choose one that was in force."
		)
		found.append(Deficiency(doctype, "criterion", message, (label, day or "?"), LAW_118))
	if not applies_to(criterion, industries_of(record)):
		message = N_(
			"Criterion {0} is for another industry ({1}). Choose one that applies to this enterprise."
		)
		found.append(Deficiency(doctype, "criterion", message, (label, criterion.industry), LAW_118))
	if hazard_class and criterion.hazard_class and criterion.hazard_class != hazard_class:
		message = N_(
			"Criterion {0} is not one for a major hazard. Choose another or use the statutory definition."
		)
		found.append(Deficiency(doctype, "criterion", message, (label,), LAW_118))
	return found


def reason_of(facts: Hazard | Verification) -> tuple[str, str]:
	"""(field, text) of the written reason: a hazard and a verification name it differently."""
	if isinstance(facts, Verification):
		return "reason", facts.reason
	return "classification_reason", facts.classification_reason


def _check_definition(facts: Hazard | Verification) -> list[Deficiency]:
	found = []
	if not meets_definition(facts):
		message = N_(
			"The statutory definition asks for suspension of production and time for treatment, or an external "
			"factor. Tick what applies or choose another basis."
		)
		found.append(Deficiency(facts.DOCTYPE, "needs_suspension", message, (), ORDER_3))
	fieldname, reason = reason_of(facts)
	if not reason:
		message = N_("Classification by the statutory definition has no reason. Write why it is met.")
		found.append(Deficiency(facts.DOCTYPE, fieldname, message, (), ORDER_3))
	return found


def _check_general(
	facts: Hazard | Verification, record: HazardRecord, by_authority: bool
) -> list[Deficiency]:
	criterion = record.criterion_named(facts.criterion)
	suggestion = suggest(facts, criterion, found_day(record.hazard), industries_of(record))
	if suggestion.classification == GENERAL:
		return []
	if not by_authority:
		message = N_(
			"The facts make this a major hazard. {0} Classify it as Major; only an authority may call it general."
		)
		return [
			Deficiency(
				facts.DOCTYPE, "classification", message, (suggestion.reason.text,), suggestion.article
			)
		]
	fieldname, reason = reason_of(facts)
	if reason:
		return []
	message = N_("The facts make this a major hazard. {0} Write the reason why it is called general.")
	return [Deficiency(facts.DOCTYPE, fieldname, message, (suggestion.reason.text,), suggestion.article)]
