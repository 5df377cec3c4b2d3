"""述情: the six elements of a description and the classification with its basis. Notice 54/2023, step 1."""

from __future__ import annotations

from hazard_governance.domain.articles import NOTICE_DESCRIPTION
from hazard_governance.domain.classification import check_classification, reason_of
from hazard_governance.domain.deficiency import N_, Deficiency, missing
from hazard_governance.domain.facts import Hazard, HazardRecord
from hazard_governance.domain.vocabulary import VERIFIED, YES

ELEMENTS = (
	("found_on", N_("The time of finding is empty. Enter when the hazard was found.")),
	("place", N_("The place is empty. Enter where exactly the hazard is.")),
	("existing_condition", N_("The existing condition is empty. Describe the state that was found.")),
	("possible_harm", N_("The possible harm is empty. Describe what could happen.")),
	("scope_of_influence", N_("The scope of influence is empty. Describe who and what would be affected.")),
	("recurring", N_("Whether the hazard recurs is not answered. Choose Yes or No.")),
)


def check_elements(hazard: Hazard) -> list[Deficiency]:
	"""The six elements; a recurring hazard names the earlier one, as a link or as a reference in words."""
	found = []
	for fieldname, message in ELEMENTS:
		found += missing("Hazard", fieldname, getattr(hazard, fieldname), message, article=NOTICE_DESCRIPTION)
	if hazard.recurring == YES and not (hazard.earlier_hazard or hazard.earlier_hazard_reference):
		message = N_(
			"The hazard recurs, but the earlier one is not named. Link it, or write where it is recorded."
		)
		found.append(Deficiency("Hazard", "earlier_hazard", message, (), NOTICE_DESCRIPTION))
	return found


def check_description(record: HazardRecord) -> list[Deficiency]:
	"""Everything the description of the hazard lacks: six elements, class, and the basis of the class."""
	hazard = record.hazard
	by_authority = hazard.verification == VERIFIED
	return [*check_elements(hazard), *check_classification(hazard, record, by_authority)]


def has_begun(hazard: Hazard) -> bool:
	"""Whether anything beyond the quick entry has been described."""
	_, reason = reason_of(hazard)
	return bool(
		hazard.existing_condition or hazard.possible_harm or hazard.scope_of_influence or hazard.recurring
	) or bool(hazard.classification or reason)
