"""What an enforcement decision rests on, gathered for the domain, and how it is told to people."""

from frappe import _
from frappe.model.document import Document

from hazard_governance import time_chain
from hazard_governance.domain import enforcement, look_back, phrases
from hazard_governance.domain import enforcement_words as words
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.leniency import LeniencyResult, Reason
from hazard_governance.messages import phrase_text

BEARINGS = (words.CONCEALMENT, words.AGAINST, words.IN_FAVOUR, words.NOTE)


def assess(decision: Document) -> tuple[LeniencyResult, bool]:
	"""(result by the rules as of now, whether the chain of server times is whole) of a decision as it is in memory."""
	entries = time_chain.entries_of([decision.hazard]).get(decision.hazard, [])
	whole = not time_chain.check(decision.hazard)["faults"]
	record = decision.record()
	sham = look_back.ever_sham(record)
	result = enforcement.assess(decision.facts(), record, entries, sham=sham, broken=not whole)
	return result, whole


def computed(decision: Document) -> dict:
	"""Fields of the decision that the server writes when it is decided."""
	result, whole = assess(decision)
	count, seal = time_chain.head(decision.hazard)
	return {
		"computed_outcome": result.outcome,
		"reasons": phrases.freeze((reason.bearing, reason.phrase) for reason in result.evidence),
		"chain_whole": int(whole),
		"chain_count": count,
		"chain_hash": seal,
	}


NOTHING_COMPUTED = {
	"computed_outcome": None,
	"reasons": None,
	"chain_whole": 0,
	"chain_count": 0,
	"chain_hash": None,
}


# --- for people ------------------------------------------------------------------------------------------------
def shown(decision: Document) -> dict:
	"""The assessment as a form shows it: {outcome, label, article, live, whole, evidence: [{bearing, text}], times}.

	A decided one as it was decided, a draft as of now.
	"""
	if decision.status == v.DECIDED:
		evidence = [Reason(*row) for row in phrases.thaw(decision.reasons)]
		outcome, whole = decision.computed_outcome, bool(decision.chain_whole)
	else:
		result, whole = assess(decision)
		evidence, outcome = result.evidence, result.outcome
	ordered = sorted(evidence, key=lambda reason: BEARINGS.index(reason.bearing))
	return {
		"outcome": outcome,
		"label": _(outcome),
		"article": _(enforcement.articles.NOTICE_LENIENCY),
		"live": decision.status != v.DECIDED,
		"whole": whole,
		"evidence": [{"bearing": r.bearing, "text": phrase_text(r.phrase)} for r in ordered],
	}
