"""Facts of the server times of a hazard.

Field names are the DocTypes' own. Every field has a default, so a rule can be asked about a half-written record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from hazard_governance.domain.facts_base import Facts


@dataclass(frozen=True)
class TimeEntry(Facts):
	"""One `Hazard Time Entry`: a link of the chain of server times of a hazard.

	recorded_at: the server's time of the writing. happened_at: the moment it attests, which differs only where an
	officer vouches for an earlier one. payload: canonical JSON.
	"""

	DOCTYPE: ClassVar[str] = "Hazard Time Entry"
	SERVER_OWNED: ClassVar[frozenset[str]] = frozenset(
		(
			"hazard",
			"enterprise",
			"sequence",
			"kind",
			"recorded_at",
			"happened_at",
			"recorded_by",
			"internal",
			"payload",
			"previous_hash",
			"entry_hash",
			"region",
			"township",
			"county",
			"city",
			"industry",
			"hazard_sector",
		)
	)

	name: str = ""
	owner: str = ""
	creation: datetime | None = None
	hazard: str = ""
	enterprise: str = ""
	sequence: int = 0
	kind: str = ""
	recorded_at: datetime | None = None
	happened_at: datetime | None = None
	recorded_by: str = ""
	internal: bool = False
	payload: str = ""
	previous_hash: str = ""
	entry_hash: str = ""
	region: str = ""
	township: str = ""
	county: str = ""
	city: str = ""
	industry: str = ""
	hazard_sector: str = ""
