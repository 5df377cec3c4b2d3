"""Views of the registers that the desk counts and opens: the same conditions make the number and the list behind it.

A condition is (fieldname, operator, value) as a list of the desk takes it: "=", "in", "between" (both days included) or
"is" "not set". Only such conditions as an empty field does not satisfy by accident: a list of the desk takes a missing day
for one that is long past, so nothing is asked with "<".
Values in, values out; standard library only.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deadlines import CASES_THAT_RUN, OPEN_STAGES, RUNNING_STAGES

Condition = tuple[str, str, object]
Conditions = tuple[Condition, ...]

# still to be closed out; a major hazard that is closed out has its report to be filed
NOT_CLOSED_OUT = RUNNING_STAGES
NOT_WITHDRAWN = tuple(stage for stage in v.STAGES if stage != v.WITHDRAWN)
NOT_FILED = tuple(stage for stage in NOT_WITHDRAWN if stage != v.FILED)
DAYS_SOON = 7
FIRST_DAY = date(2000, 1, 1)  # before any deadline of the register

ALL, OPEN, OPEN_MAJOR, MAJOR_NOT_FILED = "all", "open", "open_major", "major_not_filed"
TO_VERIFY, PAST_DUE, DUE_SOON, REPEATS = "to_verify", "past_due", "due_soon", "repeats"
AWAITING_ACCEPTANCE, TO_CLOSE_OUT, TO_FILE = "awaiting_acceptance", "to_close_out", "to_file"


def _due(first: date, last: date) -> Condition:
	return ("rectification_due", "between", (first.isoformat(), last.isoformat()))


_STAGE_OPEN: Condition = ("stage", "in", NOT_CLOSED_OUT)
_MAJOR: Condition = ("classification", "=", v.MAJOR)

HAZARD_VIEWS: dict[str, Callable[[date], Conditions]] = {
	ALL: lambda today: (("stage", "in", NOT_WITHDRAWN),),
	OPEN: lambda today: (_STAGE_OPEN,),
	OPEN_MAJOR: lambda today: (_STAGE_OPEN, _MAJOR),
	MAJOR_NOT_FILED: lambda today: (("stage", "in", NOT_FILED), _MAJOR),
	TO_VERIFY: lambda today: (("stage", "in", NOT_WITHDRAWN), _MAJOR, ("verification", "=", v.PENDING)),
	PAST_DUE: lambda today: (("stage", "in", OPEN_STAGES), _due(FIRST_DAY, today - timedelta(days=1))),
	DUE_SOON: lambda today: (("stage", "in", OPEN_STAGES), _due(today, today + timedelta(days=DAYS_SOON))),
	REPEATS: lambda today: (("stage", "in", NOT_WITHDRAWN), ("repeat_state", "=", v.SUSPECTED)),
	AWAITING_ACCEPTANCE: lambda today: (("stage", "=", v.PENDING_ACCEPTANCE),),
	TO_CLOSE_OUT: lambda today: (("stage", "=", v.ACCEPTED),),
	TO_FILE: lambda today: (("stage", "=", v.CLOSED_OUT), _MAJOR),
}
"""name -> conditions on Hazard as of a day. past_due takes the deadline as it stands in the register; the report
Overdue Hazards also knows which terms are paused."""

CASES_RUNNING: Conditions = (("status", "in", CASES_THAT_RUN),)
