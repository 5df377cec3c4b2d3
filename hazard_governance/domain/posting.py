"""Public posting of a major hazard: where, from when, with a photo. Notice 54/2023, step 4."""

from __future__ import annotations

from hazard_governance.domain.articles import NOTICE_POSTING
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import Hazard, PublicPosting

DOCTYPE = "Hazard Public Posting"
NEEDS = (
	("place", N_("Posting {0} has no place. Enter where it hangs.")),
	("from_date", N_("Posting {0} has no first day. Enter from when it hangs.")),
	("photo", N_("Posting {0} has no photo. Take one of the board.")),
)


def check_posting(hazard: Hazard) -> list[Deficiency]:
	"""Empty when one posting is complete; otherwise what each lacks."""
	if not hazard.public_postings:
		message = N_("The hazard is not posted in public. Post it at a visible place and record the posting.")
		return [Deficiency("Hazard", "public_postings", message, (), NOTICE_POSTING)]
	found = [_check_row(row, number) for number, row in enumerate(hazard.public_postings, 1)]
	return [] if any(not row for row in found) else [deficiency for row in found for deficiency in row]


def _check_row(row: PublicPosting, number: int) -> list[Deficiency]:
	return [
		Deficiency(DOCTYPE, fieldname, message, (number,), NOTICE_POSTING, number, row.name or None)
		for fieldname, message in NEEDS
		if not getattr(row, fieldname)
	]
