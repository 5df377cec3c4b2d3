"""Where a hazard stands: the one table of stages, the moves between them, and the gate in front of each.

Workflows in the desk may add states and re-order them; whoever changes `Hazard.stage` asks `check_move`.
"""

from __future__ import annotations

from dataclasses import dataclass

from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.vocabulary import (
	ACCEPTED,
	CLOSED_OUT,
	FILED,
	PENDING_ACCEPTANCE,
	RECTIFYING,
	REGISTERED,
	STAGES as STAGES,
	WITHDRAWN,
)

# the way forward; every stage after the first has a gate
PATH = (REGISTERED, RECTIFYING, PENDING_ACCEPTANCE, ACCEPTED, CLOSED_OUT, FILED)
GATED = (RECTIFYING, PENDING_ACCEPTANCE, ACCEPTED, CLOSED_OUT, FILED, WITHDRAWN)
ENDS = (FILED, WITHDRAWN)


@dataclass(frozen=True)
class Move:
	"""One move of a hazard: the action's name, and whether it goes back (which needs a written reason)."""

	action: str
	back: bool = False


MOVES: dict[tuple[str, str], Move] = {
	(REGISTERED, RECTIFYING): Move(N_("Start Rectification")),
	(RECTIFYING, PENDING_ACCEPTANCE): Move(N_("Request Acceptance")),
	(PENDING_ACCEPTANCE, ACCEPTED): Move(N_("Accept Rectification")),
	(ACCEPTED, CLOSED_OUT): Move(N_("Close Out")),
	(CLOSED_OUT, FILED): Move(N_("File Hazard")),
	(PENDING_ACCEPTANCE, RECTIFYING): Move(N_("Return to Rectification"), back=True),
	(ACCEPTED, RECTIFYING): Move(N_("Return to Rectification"), back=True),
	(CLOSED_OUT, RECTIFYING): Move(N_("Reopen Rectification"), back=True),
	**{(stage, WITHDRAWN): Move(N_("Withdraw Hazard")) for stage in PATH[:-1]},
}
