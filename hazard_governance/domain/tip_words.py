"""Choices of tips from the public (群众举报), as the DocType's Select options spell them."""

RECEIVED = "Received"
BECAME_HAZARD = "Became Hazard"
DUPLICATE = "Duplicate"
REJECTED = "Rejected"
STATUSES = (RECEIVED, BECAME_HAZARD, DUPLICATE, REJECTED)

NOT_FOUND = "Not Found on Site"
NOT_SAFETY = "Not About Work Safety"
TOO_VAGUE = "Too Vague to Find"
OTHER_BODY = "Told to Another Body"
GROUNDS = (NOT_FOUND, NOT_SAFETY, TOO_VAGUE, OTHER_BODY)

# why who gave a decided tip must still be known
REWARD_OPEN = "Reward Not Paid Yet"
QUESTION_OPEN = "Question Not Answered Yet"
OTHER_PROCEEDINGS = "Other Proceedings"
KEPT_FOR = (REWARD_OPEN, QUESTION_OPEN, OTHER_PROCEEDINGS)

SELECTS: dict[tuple[str, str], tuple[str, ...]] = {
	("Hazard Tip", "keep_informer"): ("", *KEPT_FOR),
	("Hazard Tip", "rejection_ground"): ("", *GROUNDS),
	("Hazard Tip", "status"): STATUSES,
}
