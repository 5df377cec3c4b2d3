"""Every official paper, by key. A Print Format of the same title stands beside each (a test compares them)."""

from __future__ import annotations

from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.papers import board, plan, rectification_report
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
	)
}


def papers_of(doctype: str) -> list[PaperSpec]:
	"""The papers that a document of this DocType is printed as, in the order of the registry."""
	return [spec for spec in PAPERS.values() if spec.doctype == doctype]
