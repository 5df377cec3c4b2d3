"""The enforcement decision (先礼后兵): what it rests on, and what it needs before an authority decides it.

Notice 54/2023 part 4 (4); the penalty itself follows the Administrative Penalty Law. Leniency spares the penalty, never
accountability (step 3), which no rule here touches.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hazard_governance.domain import articles, recurrence
from hazard_governance.domain import enforcement_words as words
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_, Deficiency, missing, unique
from hazard_governance.domain.facts import (
	EnforcementDecision,
	EnforcementPenalty,
	HazardRecord,
	TimeEntry,
)
from hazard_governance.domain.leniency import LeniencyFacts, LeniencyResult, decide
from hazard_governance.domain.server_times import server_times

DOCTYPE = EnforcementDecision.DOCTYPE
# finding -> what evidence of it is about
EVIDENCED = {
	"measures_effective": words.ABOUT_MEASURES,
	"production_continued": words.ABOUT_PRODUCTION,
	"hidden": words.ABOUT_HIDING,
}


# --- the result ------------------------------------------------------------------------------------------------
def leniency_facts(
	decision: EnforcementDecision,
	record: HazardRecord,
	entries: Sequence[TimeEntry],
	*,
	sham: bool = False,
	broken: bool = False,
) -> LeniencyFacts:
	"""What the result of `decision` rests on: server times of the hazard, findings of the officer, the record.

	sham: a look-back found the rectification sham. broken: the chain of server times has a fault.
	"""
	times, hazard = server_times(entries), record.hazard
	report = times.reported
	return LeniencyFacts(
		source=times.source or hazard.source,
		claimed_source=hazard.source if times.source and hazard.source != times.source else "",
		known_at=hazard.found_on,
		reported_at=report.at if report else None,
		report_method=report.method if report else "",
		report_officer=report.officer if report else "",
		report_recorded_at=report.recorded_at if report else None,
		measures_started_at=times.measured.at if times.measured else None,
		begun_earlier=decision.measures_begun_earlier,
		inspection_at=times.inspected.at if times.inspected else None,
		tip_at=times.tipped.at if times.tipped else None,
		measures_effective=_answer(decision.measures_effective),
		production_continued=_answer(decision.production_continued),
		hidden=_answer(decision.hidden),
		sham=sham,
		repeated=recurrence.is_repeat(hazard),
		lenient_to_repeats=record.settings.lenient_to_repeats,
		taken_over_at=times.taken_over_at,
		broken=broken,
		unstopped=_is_unstopped(record),
	)


def _answer(value: str) -> bool | None:
	return {v.YES: True, v.NO: False}.get(value)


def _is_unstopped(record: HazardRecord) -> bool:
	hazard = record.hazard
	must_stop = hazard.needs_suspension or (record.is_coal and hazard.classification == v.MAJOR)
	return must_stop and not record.suspensions


def assess(
	decision: EnforcementDecision, record: HazardRecord, entries: Sequence[TimeEntry], **known
) -> LeniencyResult:
	"""The result by the rules, as of now; `known` as for `leniency_facts`."""
	return decide(leniency_facts(decision, record, entries, **known))


# --- before it is decided ------------------------------------------------------------------------------------------
def check_enforcement(
	doc: EnforcementDecision, record: HazardRecord, today: date, decider: str = ""
) -> list[Deficiency]:
	"""Everything that keeps `doc` from being decided by `decider` (a user id; "" leaves people out).

	computed_outcome and chain_whole of `doc` are the server's, as of now.
	"""
	found = _check_hazard(record)
	found += _check_findings(doc)
	found += _check_outcome(doc)
	found += _check_penalty(doc)
	found += _check_earlier(doc, record)
	if decider:
		found += _check_decider(doc, record, decider)
	return unique(found)


def _check_hazard(record: HazardRecord) -> list[Deficiency]:
	if record.hazard.stage != v.WITHDRAWN:
		return []
	message = N_("The hazard was withdrawn: it is not true or a duplicate. There is nothing to penalise.")
	return [Deficiency(DOCTYPE, "hazard", message, (), articles.PENALTY_40)]


def _check_findings(doc: EnforcementDecision) -> list[Deficiency]:
	needs = (
		("authority", N_("The deciding authority is empty. Choose one.")),
		(
			"measures_effective",
			N_("No finding yet whether effective measures are under way. Choose yes or no."),
		),
		("production_continued", N_("No finding yet whether production went on. Choose yes or no.")),
		("hidden", N_("No finding yet whether the hazard was known and not reported. Choose yes or no.")),
		("finding_grounds", N_("The grounds of the finding are empty. Write what was found, and how.")),
	)
	found = [
		lacking
		for name, message in needs
		for lacking in missing(DOCTYPE, name, getattr(doc, name), message, article=articles.NOTICE_LENIENCY)
	]
	return [*found, *_check_evidence(doc)]


def _check_evidence(doc: EnforcementDecision) -> list[Deficiency]:
	"""A finding for or against the enterprise needs a piece of evidence about it; so does the word on earlier measures."""
	about = {row.about for row in doc.evidence}
	found = []
	for name, kind in EVIDENCED.items():
		if getattr(doc, name) == v.YES and kind not in about:
			message = N_("There is no evidence about: {0}. Add a row.")
			found.append(Deficiency(DOCTYPE, "evidence", message, (kind,), articles.PENALTY_40))
	if doc.measures_begun_earlier and words.ABOUT_MEASURES not in about:
		message = N_("There is no evidence about: {0}. Add a row.")
		found.append(Deficiency(DOCTYPE, "evidence", message, (words.ABOUT_MEASURES,), articles.PENALTY_40))
	return found


def _check_outcome(doc: EnforcementDecision) -> list[Deficiency]:
	message = N_("The authority's decision is empty. Choose lenient, not lenient or concealed.")
	found = missing(
		DOCTYPE, "decided_outcome", doc.decided_outcome, message, article=articles.NOTICE_LENIENCY
	)
	if not doc.decided_outcome or doc.deviation_reason:
		return found
	if doc.decided_outcome != doc.computed_outcome:
		message = N_("The rules come to {0}, the decision is {1}. Write why the authority decides otherwise.")
		args = (doc.computed_outcome or "-", doc.decided_outcome)
		found.append(Deficiency(DOCTYPE, "deviation_reason", message, args, articles.NOTICE_LENIENCY))
	elif not doc.chain_whole:
		message = N_("The chain of server times is broken. Write what the decision relies on instead.")
		found.append(Deficiency(DOCTYPE, "deviation_reason", message, (), articles.NOTICE_LENIENCY))
	return found


def _check_penalty(doc: EnforcementDecision) -> list[Deficiency]:
	message = N_("The result is empty. Choose whether the penalty is exempted or imposed.")
	found = missing(DOCTYPE, "penalty", doc.penalty, message, article=articles.NOTICE_LENIENCY)
	if doc.penalty == words.EXEMPTED and doc.penalties:
		message = N_("The penalty is exempted, but penalties are entered. Remove them or choose otherwise.")
		found.append(Deficiency(DOCTYPE, "penalties", message))
	if doc.penalty == words.IMPOSED and doc.decided_outcome == words.LENIENT:
		message = N_("Who is treated leniently is not penalised. Exempt the penalty or change the decision.")
		found.append(Deficiency(DOCTYPE, "penalty", message, (), articles.NOTICE_LENIENCY))
	if (
		doc.penalty == words.EXEMPTED
		and doc.decided_outcome not in ("", words.LENIENT)
		and not doc.deviation_reason
	):
		message = N_("The decision is {0}, and the penalty is exempted. Write why.")
		found.append(Deficiency(DOCTYPE, "deviation_reason", message, (doc.decided_outcome,)))
	if doc.penalty == words.IMPOSED and not doc.penalties:
		message = N_("No penalty is entered. Add a row for each.")
		found.append(Deficiency(DOCTYPE, "penalties", message, (), articles.PENALTY_59))
	return [*found, *(lacking for row in doc.penalties for lacking in _check_row(row))]


def _check_row(row: EnforcementPenalty) -> list[Deficiency]:
	needs = (
		("kind", row.kind, N_("The kind of the penalty is empty. Choose it.")),
		("law", row.law, N_("The law is empty. Choose it: the rolling counts depend on it.")),
		("article", row.article, N_("The article is empty. Enter it.")),
		("decision_no", row.decision_no, N_("The number of the penalty decision is empty. Enter it.")),
		("decided_on", row.decided_on, N_("The day of the penalty decision is empty. Enter it.")),
		(
			"person_name",
			row.person_name or row.target != words.ON_PERSON,
			N_("The penalty is on a person. Enter the name."),
		),
		("amount", row.amount or row.kind != words.FINE, N_("A fine has an amount. Enter it in yuan.")),
		(
			"daily_from",
			row.kind == words.FINE or not row.daily_from,
			N_("Only a fine runs on day by day. Remove the day or choose Fine."),
		),
	)
	found = []
	for name, value, message in needs:
		if not value:
			article = articles.LAW_112 if name == "daily_from" else articles.PENALTY_59
			found.append(Deficiency(row.DOCTYPE, name, message, (), article).at(row.idx or None, row.name))
	return found


def in_force(decisions: Iterable[EnforcementDecision], but: str = "") -> list[EnforcementDecision]:
	"""Decided ones, the latest last; the one named `but` left out."""
	decided = [row for row in decisions if row.status == v.DECIDED and row.name != but]
	return sorted(decided, key=lambda row: (row.decided_at is not None, row.decided_at, row.name))


def _check_earlier(doc: EnforcementDecision, record: HazardRecord) -> list[Deficiency]:
	"""One hazard is decided on once, unless new facts have come up since (a sham rectification): then the decision says
	which one it follows."""
	earlier = in_force(record.decisions, doc.name)
	if not earlier:
		return []
	last = earlier[-1]
	found = []
	if doc.follows_decision != last.name:
		message = N_(
			"{0} has decided on this hazard already ({1}). Revoke that decision, or name it as the one this follows."
		)
		args = (last.authority, last.name)
		found.append(Deficiency(DOCTYPE, "follows_decision", message, args, articles.PENALTY_29))
	message = N_("Nobody is fined twice for one act. Write the new facts since the earlier decision.")
	return found + missing(DOCTYPE, "new_facts", doc.new_facts, message, article=articles.PENALTY_29)


def _check_decider(doc: EnforcementDecision, record: HazardRecord, decider: str) -> list[Deficiency]:
	"""Nobody of the enterprise, and a second person unless a lone clerk writes the reason."""
	enterprise = record.enterprise
	if decider in ({member.user for member in enterprise.members} | {enterprise.principal_user}) - {""}:
		message = N_("{0} belongs to the enterprise. An authority decides.")
		return [Deficiency(DOCTYPE, "decided_by", message, (decider,), articles.SECOND_PERSON)]
	if decider in (doc.prepared_by, doc.owner, doc.finding_officer) and not doc.lone_clerk_reason:
		message = N_(
			"Whoever prepared this decision or made its finding does not decide it. Let a colleague decide, or write "
			"why nobody else is there."
		)
		return [Deficiency(DOCTYPE, "lone_clerk_reason", message, (), articles.SECOND_PERSON)]
	return []
