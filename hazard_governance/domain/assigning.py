"""Who is asked to do what waits: the rules of assignment, all of them off as shipped. Values in, values out.

A rule names the role that acts; who of that role may act on the document is asked of the scope. Among those the one with
the fewest open assignments is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_

ENTERPRISE, OFFICE = "enterprise", "office"
COUNTY_ROLE, PRINCIPAL_ROLE = "County Safety Office", "Enterprise Principal"


@dataclass(frozen=True)
class Rule:
	"""setting: switch in the settings. side, role: whose people are asked. waiting: field values while it waits. text:
	what is asked, with the title of the hazard."""

	setting: str
	side: str
	role: str
	waiting: Mapping[str, tuple[str, ...]]
	text: str

	def waits(self, values: Mapping[str, object]) -> bool:
		"""Whether a document with these values waits for somebody of the role."""
		return all(values.get(field) in wanted for field, wanted in self.waiting.items())


_OPEN = tuple(stage for stage in v.STAGES if stage != v.WITHDRAWN)


def _approval(**waiting: tuple[str, ...]) -> Rule:
	return Rule(
		"assign_approvals",
		ENTERPRISE,
		PRINCIPAL_ROLE,
		{"status": (v.SUBMITTED,), **waiting},
		N_("Approve or return: {0}"),
	)


RULES: dict[str, Rule] = {
	"Hazard": Rule(
		"assign_verification",
		OFFICE,
		COUNTY_ROLE,
		{"classification": (v.MAJOR,), "verification": (v.PENDING,), "stage": _OPEN},
		N_("Verify the major hazard: {0}"),
	),
	"Root Cause Analysis": _approval(),
	"Remediation Plan": _approval(),
	"Rectification Report": _approval(),
	"Accountability Action": _approval(deciding_side=(v.BY_ENTERPRISE,)),
}


def choose(people: Iterable[str], load: Mapping[str, int]) -> str:
	"""The one with the fewest open assignments, by name where they are equal; "" for nobody."""
	return min(people, key=lambda person: (load.get(person, 0), person), default="")
