"""The documents of the five steps, and the monthly return: their statuses, the moves between them, and what each move asks for.

A move that skips statuses is asked everything that the skipped ones would have asked. People rules take plain user
ids; who holds which role is the permission layer's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_, Deficiency, missing, unique
from hazard_governance.domain.document_checks import ENTRY_CHECKS
from hazard_governance.domain.facts import Facts, HazardRecord
from hazard_governance.domain.frozen import ALL, frozen_fields, frozen_hazard_fields
from hazard_governance.domain.people import self_approval
from hazard_governance.domain.suspension import COAL_CHAIN, chain

__all__ = [
	"ALL",
	"APPROVAL",
	"BACK",
	"DOCUMENT_MOVES",
	"STATUSES",
	"WORK",
	"DocumentMove",
	"check_document_move",
	"frozen_fields",
	"frozen_hazard_fields",
	"self_approval",
	"skipping_move",
]

WORK, APPROVAL, BACK = "work", "approval", "back"
AS_SOLE_OPERATOR = "{0} as Sole Operator"
ON_SIGNED_PAPER = "{0} on Signed Paper"

# statuses in their order
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
		"Enforcement Decision",
		"Hazard Return",
		"Case Referral",
		"Follow-up Inspection",
	)
}


@dataclass(frozen=True)
class DocumentMove:
	"""One move of a step document.

	kind: "work" anybody in charge, "approval" somebody other than who prepared it, "back" needs a reason.
	others: further actions that lead the same way. has_twin: an enterprise's approval, which an authority's consent
	lets a sole operator give on their own work, and which an authority records from the principal's signed paper where
	the enterprise is no user. concludes: a decision that needs no second person.
	"""

	action: str
	kind: str = WORK
	others: tuple[str, ...] = ()
	has_twin: bool = False
	concludes: bool = False

	@property
	def decides(self) -> bool:
		"""Whether who makes the move is who decided."""
		return self.kind == APPROVAL or self.concludes

	@property
	def actions(self) -> tuple[str, ...]:
		"""Every action name that makes this move."""
		names = (AS_SOLE_OPERATOR, ON_SIGNED_PAPER) if self.has_twin else ()
		return (self.action, *self.others, *(name.format(self.action) for name in names))


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
		(v.DRAFT, v.CONCLUDED): DocumentMove(N_("Conclude Check"), concludes=True),
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
		(v.FILED, v.DRAFT): _back(N_("Reopen Report")),
	},
	"Supervision Case": {
		(v.PROPOSED, v.IN_FORCE): _work(N_("Confirm Supervision")),
		(v.IN_FORCE, v.ACCEPTANCE_REQUESTED): _work(N_("Request Acceptance of Case")),
		(v.ACCEPTANCE_REQUESTED, v.DELISTED): _work(N_("Delist")),
		(v.ACCEPTANCE_REQUESTED, v.IN_FORCE): _back(N_("Return to Supervision")),
		(v.PROPOSED, v.NOT_ADOPTED): _back(N_("Do Not Adopt")),
		(v.IN_FORCE, v.RAISED): _work(N_("Raise Supervision")),
		(v.ACCEPTANCE_REQUESTED, v.RAISED): _work(N_("Raise Supervision")),
		**{
			(status, v.WITHDRAWN): _work(N_("Withdraw Case"))
			for status in (v.PROPOSED, v.IN_FORCE, v.ACCEPTANCE_REQUESTED)
		},
	},
	"Enforcement Decision": {
		(v.DRAFT, v.DECIDED): _approval(N_("Decide Enforcement"), N_("Decide Enforcement Alone")),
		(v.DECIDED, v.DRAFT): _back(N_("Revoke Enforcement Decision")),
	},
	"Hazard Return": {
		# reviewed by a second person, which its own rule asks for: domain/returns.py
		(v.DRAFT, v.SUBMITTED): _work(N_("Submit Return")),
	},
	"Case Referral": {
		(v.DRAFT, v.SENT): _approval(N_("Send Referral"), N_("Send Referral as Lone Clerk")),
		(v.SENT, v.RECEIVED): DocumentMove(N_("Receive Referral"), others=(N_("Record Receipt on Paper"),)),
		(v.SENT, v.REFUSED): DocumentMove(N_("Refuse Referral"), others=(N_("Record Refusal on Paper"),)),
		(v.RECEIVED, v.ANSWERED): DocumentMove(N_("Answer Referral"), others=(N_("Record Answer on Paper"),)),
	},
	"Follow-up Inspection": {
		(v.DRAFT, v.SUBMITTED): _work(N_("Submit Look-back")),
		(v.SUBMITTED, v.DECIDED): _approval(N_("Decide Look-back")),
		(v.SUBMITTED, v.DRAFT): _back(N_("Return Look-back")),
		(v.DECIDED, v.CONCLUDED): _work(N_("Conclude Look-back")),
	},
}

# the way forward through the statuses; what lies beside it is no step of it
BESIDE = (v.NOT_ADOPTED, v.REFUSED, v.RAISED, v.WITHDRAWN)
LINES: Mapping[str, tuple[str, ...]] = MappingProxyType(
	{
		**{doctype: tuple(s for s in statuses if s not in BESIDE) for doctype, statuses in STATUSES.items()},
		"Production Suspension": COAL_CHAIN,
	}
)
# stages of the hazard whose gate rests on the document as it is: it does not go back while the hazard stands there
RESTS_ON: Mapping[str, tuple[str, ...]] = MappingProxyType(
	{
		"Remediation Plan": (v.PENDING_ACCEPTANCE, v.ACCEPTED, v.CLOSED_OUT, v.FILED),
		"Root Cause Analysis": (v.FILED,),
		"Accountability Action": (v.FILED,),
		"Source Governance Plan": (v.FILED,),
		"Rectification Report": (v.FILED,),
	}
)


def entered_statuses(
	doctype: str, from_status: str, to_status: str, line: tuple[str, ...] = ()
) -> tuple[str, ...]:
	"""The statuses that a move enters, the last one included; several when an edited workflow skips some.

	() when there is no such move forward.
	"""
	if (from_status, to_status) in DOCUMENT_MOVES[doctype]:
		return (to_status,)
	line = line or LINES[doctype]
	if from_status not in line or to_status not in line:
		return ()
	return line[line.index(from_status) + 1 : line.index(to_status) + 1]


def skipping_move(doctype: str, from_status: str, to_status: str) -> DocumentMove | None:
	"""The move that a forward jump of an edited workflow amounts to: an approval when it skips or makes one.

	None when the table knows the pair itself, or when it is no move forward.
	"""
	entered = entered_statuses(doctype, from_status, to_status)
	if len(entered) < 2:
		return None
	pairs = zip((from_status, *entered), entered, strict=False)
	moves = [move for pair in pairs if (move := DOCUMENT_MOVES[doctype].get(pair))]
	kind = APPROVAL if any(move.kind == APPROVAL for move in moves) else WORK
	return DocumentMove(moves[-1].action, kind) if moves else None


def check_document_move(
	doctype: str,
	doc: Facts,
	from_status: str,
	to_status: str,
	record: HazardRecord,
	today: date,
	reason: str = "",
	decider: str = "",
) -> list[Deficiency]:
	"""Everything that keeps the document from moving; empty when it may. The record holds `doc` as it is now.

	decider: user id of who decides, for rules on people ("" leaves them out). Back: a written reason, and no stage of
	the hazard that rests on the document.
	"""
	if from_status == to_status:
		return []
	move = DOCUMENT_MOVES[doctype].get((from_status, to_status))
	if move is not None and move.kind == BACK:
		return _check_back(doctype, doc, record, reason)
	line = chain(doc, record) if doctype == "Production Suspension" else ()
	entered = entered_statuses(doctype, from_status, to_status, line)
	if not entered or _is_unsubmitted_evaluation(doc, from_status, to_status):
		message = N_("This document cannot go from {0} to {1}.")
		return [Deficiency(doctype, "status", message, (from_status, to_status), "", None, doc.name or None)]
	checks = ENTRY_CHECKS[doctype]
	return unique(
		lacking
		for status in entered
		if status in checks
		for lacking in checks[status](doc, record, today, decider)
	)


def _is_unsubmitted_evaluation(doc: Facts, from_status: str, to_status: str) -> bool:
	"""Only an authority's check is concluded by one person; an evaluation is submitted to a second one first."""
	pair = (from_status, to_status)
	evaluation = doc.DOCTYPE == "Rectification Acceptance" and pair == (v.DRAFT, v.CONCLUDED)
	return evaluation and getattr(doc, "level", "") != v.AUTHORITY_CHECK


def _check_back(doctype: str, doc: Facts, record: HazardRecord, reason: str) -> list[Deficiency]:
	found = missing(doctype, "return_reason", reason, N_("The reason for going back is empty. Write it."))
	# a repeat re-opened it: nothing rests on it any more (repeats.py)
	reopened = getattr(doc, "reopened_for", "")
	if record.hazard.stage in RESTS_ON.get(doctype, ()) and not reopened:
		message = N_(
			"The hazard is {0} and rests on this document. Return the hazard to rectification first."
		)
		args = (record.hazard.stage,)
		found.append(Deficiency(doctype, "status", message, args, "", None, doc.name or None))
	return found
