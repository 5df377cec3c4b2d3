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

SELECTS: dict[tuple[str, str], tuple[str, ...]] = {
	("Hazard Tip", "rejection_ground"): ("", *GROUNDS),
	("Hazard Tip", "status"): STATUSES,
}
