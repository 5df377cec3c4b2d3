"""The documents of the five steps: their statuses, the moves between them, and what each move asks for.

A move that skips statuses is asked everything that the skipped ones would have asked. People rules take plain user
ids; who holds which role is the permission layer's business.
"""

from __future__ import annotations

from dataclasses import dataclass

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_

WORK, APPROVAL, BACK = "work", "approval", "back"
AS_SOLE_OPERATOR = "{0} as Sole Operator"

# statuses in their order; the ones in ENDS are reached from the first one only
STATUSES: dict[str, tuple[str, ...]] = {
	doctype: v.SELECTS[doctype, "status"]
	for doctype in (
		"Hazard Verification",
		"Root Cause Analysis",
		"Accountability Action",
		"Remediation Plan",
		"Production Suspension",
		"Rectification Acceptance",
		"Source Governance Plan",
		"Rectification Report",
		"Supervision Case",
	)
}


@dataclass(frozen=True)
class DocumentMove:
	"""One move of a step document.

	kind: "work" anybody in charge, "approval" somebody other than who prepared it, "back" needs a reason.
	others: further actions that lead the same way. has_twin: an enterprise's approval, which an authority's consent
	lets a sole operator give on their own work.
	"""

	action: str
	kind: str = WORK
	others: tuple[str, ...] = ()
	has_twin: bool = False

	@property
	def actions(self) -> tuple[str, ...]:
		"""Every action name that makes this move."""
		twin = (AS_SOLE_OPERATOR.format(self.action),) if self.has_twin else ()
		return (self.action, *self.others, *twin)


def _work(action: str) -> DocumentMove:
	return DocumentMove(action)


def _approval(action: str, *others: str, has_twin: bool = False) -> DocumentMove:
	return DocumentMove(action, APPROVAL, others, has_twin)


def _back(action: str) -> DocumentMove:
	return DocumentMove(action, BACK)


DOCUMENT_MOVES: dict[str, dict[tuple[str, str], DocumentMove]] = {
	"Hazard Verification": {
		(v.DRAFT, v.DECIDED): _approval(N_("Decide Verification"), N_("Decide as Lone Clerk")),
	},
	"Root Cause Analysis": {
		(v.DRAFT, v.SUBMITTED): _work(N_("Submit Analysis")),
		(v.SUBMITTED, v.APPROVED): _approval(N_("Approve Analysis"), has_twin=True),
		(v.SUBMITTED, v.DRAFT): _back(N_("Return Analysis")),
		(v.APPROVED, v.DRAFT): _back(N_("Reopen Analysis")),
	},
	"Accountability Action": {
		(v.DRAFT, v.SUBMITTED): _work(N_("Submit Accountability")),
		(v.SUBMITTED, v.DECIDED): _approval(N_("Decide Accountability"), has_twin=True),
		(v.DECIDED, v.EXECUTED): _work(N_("Record Execution")),
		(v.SUBMITTED, v.DRAFT): _back(N_("Return Accountability")),
		(v.DECIDED, v.DRAFT): _back(N_("Revoke Decision")),
	},
	"Remediation Plan": {
		(v.DRAFT, v.SUBMITTED): _work(N_("Submit Plan")),
		(v.SUBMITTED, v.APPROVED): _approval(N_("Approve Plan"), has_twin=True),
		(v.SUBMITTED, v.DRAFT): _back(N_("Return Plan")),
		(v.APPROVED, v.DRAFT): _back(N_("Revise Plan")),
	},
	"Production Suspension": {
		(v.IN_FORCE, v.RESUMPTION_APPLIED): _work(N_("Apply to Resume")),
		(v.RESUMPTION_APPLIED, v.EXAMINED): _approval(N_("Record Examination")),
		(v.EXAMINED, v.MINE_SAFETY_AGREED): _work(N_("Agree as Mine Safety")),
		(v.MINE_SAFETY_AGREED, v.GOVERNMENT_APPROVED): _work(N_("Approve as Government")),
		(v.GOVERNMENT_APPROVED, v.RESUMED): _work(N_("Resume Production")),
		(v.EXAMINED, v.RESUMED): _work(N_("Resume Production")),
		(v.RESUMPTION_APPLIED, v.IN_FORCE): _back(N_("Refuse Resumption")),
		(v.EXAMINED, v.RESUMPTION_APPLIED): _back(N_("Withdraw Examination")),
	},
	"Rectification Acceptance": {
		(v.DRAFT, v.SUBMITTED): _work(N_("Submit Acceptance")),
		(v.SUBMITTED, v.CONCLUDED): _approval(N_("Conclude Acceptance"), has_twin=True),
		(v.DRAFT, v.CONCLUDED): _work(N_("Conclude Check")),
		(v.SUBMITTED, v.DRAFT): _back(N_("Return Acceptance")),
	},
	"Source Governance Plan": {
		(v.DRAFT, v.SUBMITTED): _work(N_("Submit Source Governance")),
		(v.SUBMITTED, v.APPROVED): _approval(N_("Approve Source Governance"), has_twin=True),
		(v.APPROVED, v.ACCEPTED): _approval(N_("Accept Source Governance"), has_twin=True),
		(v.SUBMITTED, v.DRAFT): _back(N_("Return Source Governance")),
		(v.APPROVED, v.DRAFT): _back(N_("Revise Source Governance")),
		(v.ACCEPTED, v.APPROVED): _back(N_("Reopen Source Governance")),
	},
	"Rectification Report": {
		(v.DRAFT, v.SUBMITTED): _work(N_("Submit Report")),
		(v.SUBMITTED, v.APPROVED): _approval(N_("Approve Report"), has_twin=True),
		(v.APPROVED, v.FILED): _approval(N_("File Report")),
		(v.SUBMITTED, v.DRAFT): _back(N_("Return Report")),
		(v.APPROVED, v.DRAFT): _back(N_("Refuse Filing")),
	},
	"Supervision Case": {
		(v.PROPOSED, v.IN_FORCE): _work(N_("Confirm Supervision")),
		(v.IN_FORCE, v.ACCEPTANCE_REQUESTED): _work(N_("Request Acceptance of Case")),
		(v.ACCEPTANCE_REQUESTED, v.DELISTED): _work(N_("Delist")),
		(v.ACCEPTANCE_REQUESTED, v.IN_FORCE): _back(N_("Return to Supervision")),
		(v.PROPOSED, v.NOT_ADOPTED): _back(N_("Do Not Adopt")),
	},
}
