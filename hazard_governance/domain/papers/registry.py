"""Every official paper, by key. A Print Format of the same title stands beside each (a test compares them)."""

from __future__ import annotations

from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.papers import (
	acceptance_opinion,
	accountability_decision,
	board,
	cause_form,
	extensions,
	filing_receipt,
	major_report,
	plan,
	rectification_report,
	referral_letter,
	resumption,
	supervision_letters,
	supervision_outcome,
)
from hazard_governance.domain.papers.model import PaperSpec

PAPERS: dict[str, PaperSpec] = {
	spec.key: spec
	for spec in (
		PaperSpec("remediation-plan", N_("Hazard Governance Plan"), "Remediation Plan", plan.build),
		PaperSpec("posting-board", N_("Hazard Posting Board"), "Hazard", board.build, board.offered),
		PaperSpec(
			"rectification-report",
			N_("High-Quality Rectification Report"),
			"Rectification Report",
			rectification_report.build,
		),
		*supervision_letters.PAPERS,
		*supervision_outcome.PAPERS,
		*extensions.PAPERS,
		*acceptance_opinion.PAPERS,
		*major_report.PAPERS,
		*cause_form.PAPERS,
		*accountability_decision.PAPERS,
		*resumption.PAPERS,
		*filing_receipt.PAPERS,
		*referral_letter.PAPERS,
	)
}


def papers_of(doctype: str) -> list[PaperSpec]:
	"""The papers that a document of this DocType is printed as, in the order of the registry."""
	return [spec for spec in PAPERS.values() if spec.doctype == doctype]
