"""What keeps a paper from being final besides the content of its document: a step that somebody has yet to take."""

from __future__ import annotations

from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import Facts
from hazard_governance.domain.papers.model import Source

NOT_NUMBERED = N_("The hazard has no register number yet. An authority verifies it first.")
PLAN_NOT_APPROVED = N_("The plan is not approved by the principal person in charge.")
NO_CONDITION = N_("The existing condition of the hazard is empty. Describe it in the hazard.")
NO_BASIS = N_(
	"The determination basis of the hazard is empty. Name the criterion or the reason in the hazard."
)
NOT_CONFIRMED = N_(
	"The case is not confirmed yet. The authority confirms it with the action Confirm Supervision."
)
NOT_DELISTED = N_("The hazard is not delisted yet. The authority delists it with the action Delist.")
NO_CYCLE = N_("The days between two progress reports are not set. Enter them.")
NO_RAISING = N_("This case was not raised from another one. Use Raise to a Higher Level in the lower case.")
UNURGED = {
	"urged_on": N_("The letter has no day. Enter when it was issued."),
	"content": N_("The letter says nothing. Write its content."),
	"letter_no": N_("The letter has no number. Enter it."),
}
UNDECIDED = N_("The application is not decided yet. The authority decides it with Decide on an Extension.")
NO_REASON_OF_DECISION = N_("Write the reason for the decision.")
NO_REPLY_NUMBER = N_("The reply has no letter number. Enter it in the row of the extension.")
NOT_CONCLUDED = N_("The acceptance is not concluded yet.")
NO_PRINCIPAL = N_("The enterprise names no principal, who signs the report. Enter the name.")
NOT_DECIDED = N_("The accountability is not decided yet. Decide it with the action Decide Accountability.")
NO_BASIS_OF_ACTION = N_("The decision names no provision. Write the basis.")
NO_DECISION_NUMBER = N_("The decision of an authority has a letter number. Enter it.")
NOT_APPLIED = N_("The application is not handed in yet. Use the action Apply to Resume.")
NOT_EXAMINED = N_("The examination is not recorded yet. Use the action Record Examination.")
NOT_AGREED = N_("Mine safety has not agreed yet. A coal mine resumes with its agreement.")
NOT_GOVERNMENT_APPROVED = N_(
	"The head of government has not approved yet. A coal mine resumes with the approval."
)
NO_OPINION_NUMBER = N_("The opinion has no letter number. Enter it.")
NOT_FILED = N_("The report is not filed yet. Use the action File Report.")
NOT_SENT = N_("The referral is not sent yet. A second officer sends it with the action Send Referral.")
ANALYSIS_NOT_APPROVED = N_("The analysis is not approved by the principal person in charge.")


def unless(
	done: object, document: Facts, fieldname: str, message: str, article: str = ""
) -> list[Deficiency]:
	"""One deficiency at a field of the document, none when it is done."""
	return [] if done else [Deficiency(document.DOCTYPE, fieldname, message, (), article)]


def numbered(source: Source) -> list[Deficiency]:
	"""A paper that leaves the authority names the hazard by its number."""
	if source.record.hazard.register_no:
		return []
	return [Deficiency("Hazard", "register_no", NOT_NUMBERED)]
