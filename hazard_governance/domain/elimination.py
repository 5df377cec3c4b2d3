"""When a cause counts as eliminated: the second of the notice's goals (根源消除), and when a risk counts as lowered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hazard_governance.domain.vocabulary import RISK_LEVELS


@dataclass(frozen=True)
class Fix:
	"""One measure tied to a cause: the day it was done (None: open), and whether it is a duty that runs on."""

	done_on: date | None = None
	continuing: bool = False


def eliminated_on(fixes: Iterable[Fix], accepted_on: date | None) -> date | None:
	"""The day a cause was eliminated: its fixes are done, those that run on apart, and the source governance is accepted.

	None while any is open, without a fix that is done, and before the acceptance: the enterprise's own word is not enough.
	"""
	fixes = list(fixes)
	done = [fix.done_on for fix in fixes if fix.done_on]
	if accepted_on is None or not done or any(not (fix.done_on or fix.continuing) for fix in fixes):
		return None
	return max(*done, accepted_on)


def risk_lowered_on(before: str, after: str, rerated_on: date | None) -> date | None:
	"""The day a risk was rated lower than before; None where it was not."""
	if before not in RISK_LEVELS or after not in RISK_LEVELS:
		return None
	return rerated_on if RISK_LEVELS.index(after) > RISK_LEVELS.index(before) else None
