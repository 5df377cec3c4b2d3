"""Courtesy before enforcement (先礼后兵), notice 54/2023 part 4(4).

No administrative penalty when the enterprise found and reported the hazard itself *and* is taking effective measures;
hiding it or running on with it is punished. Either way accountability inside the enterprise stays.

"Itself" means before an inspection began or a tip came in. Moments are compared as they are: a report of the very
moment of the inspection is not before it.
"""

from dataclasses import dataclass
from datetime import datetime

from hazard_governance.domain import articles
from hazard_governance.domain import enforcement_words as words
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_, Phrase
from hazard_governance.domain.enforcement_words import AGAINST, CONCEALMENT, IN_FAVOUR, NOTE

LENIENT, NOT_LENIENT, CONCEALED = words.OUTCOMES

ARTICLE = articles.NOTICE_LENIENCY


@dataclass(frozen=True)
class LeniencyFacts:
	"""What the result rests on. Times are the server's, findings are the officer's (None = no finding yet)."""

	source: str = ""  # as first registered, or as an authority corrected it
	claimed_source: str = ""  # as the enterprise has changed it since; "" = unchanged
	known_at: datetime | None = None  # when the enterprise knew of the hazard
	reported_at: datetime | None = None  # registered by the enterprise or first report, whichever came first
	report_method: str = ""  # "" = registered in the system
	report_officer: str = ""  # who received it, where it came by hand with proof
	report_recorded_at: datetime | None = None  # when that officer wrote it down
	measures_started_at: datetime | None = None  # first immediate measure or planned measure begun
	begun_earlier: bool | None = (
		None  # an officer found that they had begun before the inspection, whatever was recorded
	)
	inspection_at: datetime | None = None  # when an inspection of this hazard began; None = none
	tip_at: datetime | None = None  # when a tip about this hazard came in; None = none
	measures_effective: bool | None = None
	production_continued: bool | None = None  # 带病运行
	hidden: bool | None = None  # 隐瞒不报
	sham: bool | None = None  # a later look-back found the rectification to be sham
	repeated: bool | None = None  # confirmed as a repeat of an earlier hazard (domain/recurrence.py)
	lenient_to_repeats: bool = True  # setting; the notice's two conditions do not name repeats
	taken_over_at: datetime | None = None  # the times before were not sealed
	broken: bool = False  # the chain of server times has a fault
	unstopped: bool = False  # production must stop by the facts of the hazard, and no suspension is recorded

	@property
	def found_by_others_at(self) -> datetime | None:
		"""When somebody other than the enterprise first knew of it; None = nobody did."""
		return min(filter(None, (self.inspection_at, self.tip_at)), default=None)

	@property
	def reported_first(self) -> bool:
		"""Whether the report came before anybody else had found the hazard."""
		others = self.found_by_others_at
		return self.reported_at is not None and (others is None or self.reported_at < others)


@dataclass(frozen=True)
class Reason:
	"""One fact and how it bears on the result: words.IN_FAVOUR, AGAINST, CONCEALMENT or NOTE."""

	bearing: str
	phrase: Phrase


@dataclass(frozen=True)
class LeniencyResult:
	"""outcome: LENIENT, NOT_LENIENT or CONCEALED; reasons: every fact that led to it, never empty.

	evidence: every fact for and against, whether it led to the result or not.
	"""

	outcome: str
	reasons: tuple[Phrase, ...]
	evidence: tuple[Reason, ...] = ()
	article: str = ARTICLE


def decide(facts: LeniencyFacts) -> LeniencyResult:
	"""The result with all its reasons. Concealment wins; one missing condition is enough against leniency.

	A repeat weighs: it is named in every result, and where the setting says so it alone speaks against leniency.
	"""
	evidence = (*_self_report(facts), *_measures(facts), *_conduct(facts), *_weighing(facts))
	found = {
		bearing: tuple(reason.phrase for reason in evidence if reason.bearing == bearing)
		for bearing in (CONCEALMENT, AGAINST, IN_FAVOUR, NOTE)
	}
	if found[CONCEALMENT]:
		outcome, led = CONCEALED, (*found[CONCEALMENT], *found[AGAINST])
	elif found[AGAINST]:
		outcome, led = NOT_LENIENT, found[AGAINST]
	else:
		outcome, led = LENIENT, found[IN_FAVOUR]
	weighs = (_REPEATED,) if facts.repeated and _REPEATED not in led else ()
	return LeniencyResult(outcome, (*led, *weighs, _ACCOUNTABILITY), evidence)


_REPEATED = Phrase(
	N_("The hazard is a confirmed repeat: what was done against the earlier one did not last. Weigh it.")
)
_ACCOUNTABILITY = Phrase(N_("This concerns the administrative penalty only; accountability is never spared."))


# --- first condition: found and reported by the enterprise itself ------------------------------------------------
def _self_report(facts: LeniencyFacts) -> list[Reason]:
	found = []
	if facts.source != v.SELF_INSPECTION:
		message = N_("The hazard was not found by the enterprise itself (source: {0}).")
		found.append(Reason(AGAINST, Phrase(message, (facts.source,))))
	if facts.claimed_source:
		message = N_("The enterprise has changed the source from {0} to {1} since; the first one counts.")
		found.append(Reason(NOTE, Phrase(message, (facts.source, facts.claimed_source))))
	return [*found, _report(facts)]


def _report(facts: LeniencyFacts) -> Reason:
	if facts.reported_at is None:
		return Reason(AGAINST, Phrase(N_("The enterprise has not reported the hazard.")))
	if not facts.reported_first:
		return Reason(AGAINST, _late(facts))
	if facts.report_officer:
		message = N_(
			"The report ({0}) came in at {1}; {2} recorded it with proof at {3}. Late entry is not concealment."
		)
		args = (facts.report_method, facts.reported_at, facts.report_officer, facts.report_recorded_at)
		return Reason(IN_FAVOUR, Phrase(message, args))
	message = N_("The enterprise reported the hazard at {0}, before anybody else had found it.")
	return Reason(IN_FAVOUR, Phrase(message, (facts.reported_at,)))


def _late(facts: LeniencyFacts) -> Phrase:
	if facts.inspection_at is not None and facts.reported_at >= facts.inspection_at:
		message = N_("The report of {0} came only after the inspection of {1} had begun.")
		return Phrase(message, (facts.reported_at, facts.inspection_at))
	message = N_("The report of {0} came only after a tip had come in at {1}.")
	return Phrase(message, (facts.reported_at, facts.tip_at))


# --- second condition: effective measures under way ----------------------------------------------------------------
def _measures(facts: LeniencyFacts) -> list[Reason]:
	return [_begun(facts), _effective(facts)]


def _begun(facts: LeniencyFacts) -> Reason:
	started, inspected = facts.measures_started_at, facts.inspection_at
	if started is not None and (inspected is None or started < inspected):
		return Reason(IN_FAVOUR, Phrase(N_("The first measure was recorded at {0}."), (started,)))
	if facts.begun_earlier:
		message = N_(
			"An officer found that measures had begun before the inspection, although recorded later."
		)
		return Reason(IN_FAVOUR, Phrase(message))
	if started is None:
		return Reason(AGAINST, Phrase(N_("No measure has been taken.")))
	message = N_("The first measure of {0} came only after the inspection of {1} had begun.")
	return Reason(AGAINST, Phrase(message, (started, inspected)))


def _effective(facts: LeniencyFacts) -> Reason:
	if facts.measures_effective is None:
		return Reason(AGAINST, Phrase(N_("No officer has found yet whether the measures are effective.")))
	if facts.measures_effective:
		return Reason(IN_FAVOUR, Phrase(N_("The officer found that effective measures are under way.")))
	return Reason(AGAINST, Phrase(N_("The officer found that the measures are not effective.")))


# --- hiding it, running on with it -----------------------------------------------------------------------------------
def _conduct(facts: LeniencyFacts) -> list[Reason]:
	found = []
	if facts.hidden and facts.reported_first:
		message = N_("A report of {0} stands against the finding that the hazard was known and not reported.")
		found.append(Reason(NOTE, Phrase(message, (facts.reported_at,))))
	elif facts.hidden:
		message = N_("The officer found that the hazard was known and not reported.")
		found.append(Reason(CONCEALMENT, Phrase(message)))
	if facts.production_continued:
		message = N_("The officer found that production went on in spite of the hazard.")
		found.append(Reason(CONCEALMENT, Phrase(message)))
	elif facts.production_continued is not None:
		message = N_("The officer found that production did not go on with the hazard.")
		found.append(Reason(IN_FAVOUR, Phrase(message)))
	if facts.unstopped:
		message = N_("Production must stop in whole or in part, and no suspension is recorded. Look into it.")
		found.append(Reason(NOTE, Phrase(message)))
	return found


def _weighing(facts: LeniencyFacts) -> list[Reason]:
	found = []
	if facts.sham:
		found.append(Reason(AGAINST, Phrase(N_("A look-back found the rectification to be sham."))))
	if facts.repeated:
		found.append(Reason(NOTE if facts.lenient_to_repeats else AGAINST, _REPEATED))
	if facts.taken_over_at:
		message = N_("Times before {0} were taken over from the register and not sealed then.")
		found.append(Reason(NOTE, Phrase(message, (facts.taken_over_at,))))
	if facts.broken:
		message = N_(
			"The chain of server times is broken: its times are no proof. Say what else you rely on."
		)
		found.append(Reason(NOTE, Phrase(message)))
	return found
