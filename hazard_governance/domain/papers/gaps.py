"""What keeps a paper from being final besides the content of its document: a step that somebody has yet to take."""

from __future__ import annotations

from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import Facts
from hazard_governance.domain.papers.model import Source

NOT_NUMBERED = N_("The hazard has no register number yet. An authority verifies it first.")
PLAN_NOT_APPROVED = N_("The plan is not approved by the principal person in charge.")


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
