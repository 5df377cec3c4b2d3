"""Courtesy before enforcement (先礼后兵), notice 54/2023 part 4(4).

No administrative penalty when the enterprise found and reported the hazard itself *and* is taking effective measures;
hiding it or running on with it is punished. Either way accountability inside the enterprise stays.
"""

from dataclasses import dataclass
from datetime import datetime

from hazard_governance.domain import articles
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_, Phrase

LENIENT = N_("Lenient")
NOT_LENIENT = N_("Not Lenient")
CONCEALED = N_("Concealed")

ARTICLE = articles.NOTICE_LENIENCY


@dataclass(frozen=True)
class LeniencyFacts:
	"""What the result rests on. Times are the server's, findings are the officer's (None = no finding yet)."""

	source: str = ""
	known_at: datetime | None = None  # when the enterprise knew of the hazard
	reported_at: datetime | None = None  # registered by the enterprise or first report, whichever came first
	measures_started_at: datetime | None = None  # first immediate measure or planned measure begun
	inspection_at: datetime | None = None  # when an inspection of this hazard began; None = none
	measures_effective: bool | None = None
	production_continued: bool | None = None  # 带病运行
	hidden: bool | None = None  # 隐瞒不报
	sham: bool | None = None  # a later look-back found the rectification to be sham
	repeated: bool | None = None  # confirmed as a repeat of an earlier hazard (domain/recurrence.py)
	lenient_to_repeats: bool = True  # setting; the notice's two conditions do not name repeats


@dataclass(frozen=True)
class LeniencyResult:
	"""outcome: LENIENT, NOT_LENIENT or CONCEALED; reasons: every fact that led to it, never empty."""

	outcome: str
	reasons: tuple[Phrase, ...]
	article: str = ARTICLE


def decide(facts: LeniencyFacts) -> LeniencyResult:
	"""The result with all its reasons. Concealment wins; one missing condition is enough against leniency.

	A repeat weighs: it is named in every result, and where the setting says so it alone speaks against leniency.
	"""
	weighs = (_REPEATED, _ACCOUNTABILITY) if facts.repeated else (_ACCOUNTABILITY,)
	concealed = _concealment(facts)
	if concealed:
		return LeniencyResult(CONCEALED, (*concealed, *weighs))
	against = (*_against_self_report(facts), *_against_measures(facts))
	if against or (facts.repeated and not facts.lenient_to_repeats):
		return LeniencyResult(NOT_LENIENT, (*against, *weighs))
	reasons = (
		Phrase(N_("The enterprise found the hazard itself and reported it at {0}."), (facts.reported_at,)),
		Phrase(N_("Effective measures have been under way since {0}."), (facts.measures_started_at,)),
		*weighs,
	)
	return LeniencyResult(LENIENT, reasons)


_REPEATED = Phrase(
	N_("The hazard is a confirmed repeat: what was done against the earlier one did not last. Weigh it.")
)
_ACCOUNTABILITY = Phrase(N_("This concerns the administrative penalty only; accountability is never spared."))


def _concealment(facts: LeniencyFacts) -> tuple[Phrase, ...]:
	reasons = []
	if facts.hidden:
		reasons.append(Phrase(N_("The officer found that the hazard was known and not reported.")))
	if facts.production_continued:
		reasons.append(Phrase(N_("The officer found that production went on in spite of the hazard.")))
	return tuple(reasons)


def _against_self_report(facts: LeniencyFacts) -> tuple[Phrase, ...]:
	reasons = []
	if facts.source != v.SELF_INSPECTION:
		reasons.append(
			Phrase(N_("The hazard was not found by the enterprise itself (source: {0})."), (facts.source,))
		)
	if facts.reported_at is None:
		reasons.append(Phrase(N_("The enterprise has not reported the hazard.")))
	elif facts.inspection_at is not None and facts.reported_at >= facts.inspection_at:
		message = N_("The report of {0} came only after the inspection of {1} had begun.")
		reasons.append(Phrase(message, (facts.reported_at, facts.inspection_at)))
	return tuple(reasons)


def _against_measures(facts: LeniencyFacts) -> tuple[Phrase, ...]:
	reasons = []
	if facts.measures_started_at is None:
		reasons.append(Phrase(N_("No measure has been taken.")))
	elif facts.inspection_at is not None and facts.measures_started_at >= facts.inspection_at:
		message = N_("The first measure of {0} came only after the inspection of {1} had begun.")
		reasons.append(Phrase(message, (facts.measures_started_at, facts.inspection_at)))
	if facts.measures_effective is None:
		reasons.append(Phrase(N_("No officer has found yet whether the measures are effective.")))
	elif not facts.measures_effective:
		reasons.append(Phrase(N_("The officer found that the measures are not effective.")))
	if facts.sham:
		reasons.append(Phrase(N_("A look-back found the rectification to be sham.")))
	return tuple(reasons)
