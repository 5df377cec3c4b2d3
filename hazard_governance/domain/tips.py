"""Tips from the public (群众举报): what one must say, who is told what, and when an answer is due.

Work Safety Law article 74 gives everybody the right to report a hazard; article 73 has the authorities take such tips,
look into them and hand on what is another body's; the notice (part 2) counts 群众举报 among the sources of the hazards that all have to be governed. Whoever
tells is kept secret. Values in, values out; standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from hazard_governance.domain import tip_words as w
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.informer import SHORTEST, without

# how the call list names the term for an answer
TIP_CLOCK = N_("Answer to a Tip")
LAW_73 = N_("Work Safety Law, article 73")
LONGEST_TEXT, LONGEST_LINE, LONGEST_NAME = 2000, 140, 40
SHORTEST_TEXT = 5
PHONE = re.compile(r"\+?[0-9][0-9 ()-]{5,18}")

# what the look-up tells, and no more
OUTCOMES: dict[str, str] = {
	w.RECEIVED: N_("Your tip has been received and is being looked into."),
	w.BECAME_HAZARD: N_(
		"Your tip was accepted: it is on the register of accident hazards and is being dealt with."
	),
	w.DUPLICATE: N_("The authority knew of this hazard already and is dealing with it."),
	w.REJECTED: N_("Your tip was looked into and not accepted."),
}


@dataclass(frozen=True)
class Informer:
	"""Who told, as far as they said. Never part of a tip's own record; its words appear in no log (repr)."""

	name: str = field(default="", repr=False)
	phone: str = field(default="", repr=False)

	@property
	def is_named(self) -> bool:
		"""Whether they left anything by which they can be found."""
		return bool(self.name or self.phone)

	@property
	def words(self) -> frozenset[str]:
		"""Words that would tell who they are, a telephone number also without its blanks."""
		digits = re.sub(r"\D", "", self.phone)
		return frozenset(word for word in (self.name, self.phone, digits) if len(word) >= SHORTEST)


@dataclass(frozen=True)
class Sent:
	"""A tip as it was sent. latitude and longitude in degrees, accuracy in metres."""

	description: str = ""
	place: str = ""
	enterprise_name: str = ""
	region: str = ""
	latitude: float | None = None
	longitude: float | None = None
	accuracy: int = 0
	consent: bool = False


def sent_tip(values: Mapping[str, object], secret: Mapping[str, object]) -> tuple[Sent, Informer]:
	"""The tip and its informer from what the page sent; whatever cannot be read counts as not given.

	secret: {name, phone}; so named that no error log repeats it.
	The informer's own words are masked in the tip: people sign what they write.
	"""
	text = {key: _text(values.get(key)) for key in ("description", "place", "enterprise_name", "region")}
	informer = Informer(_text(secret.get("name")), _text(secret.get("phone")))
	for key in ("description", "place"):
		text[key] = without(text[key], informer.words)
	latitude, longitude = _number(values.get("latitude"), 90), _number(values.get("longitude"), 180)
	if latitude is None or longitude is None:
		latitude = longitude = None
	accuracy = _number(values.get("accuracy"), 10**6)
	consent = str(values.get("consent") or "").lower() in ("1", "true", "on")
	sent = Sent(**text, latitude=latitude, longitude=longitude, accuracy=int(accuracy or 0), consent=consent)
	return sent, informer


def check_sent(sent: Sent, informer: Informer) -> list[Deficiency]:
	"""Everything that keeps a tip from being taken."""
	found = []
	if len(sent.description) < SHORTEST_TEXT:
		found.append(_wrong("description", N_("Say in a sentence what is dangerous.")))
	if not (sent.place or sent.latitude is not None):
		found.append(_wrong("place", N_("Say where it is, or let the page read your position.")))
	for fieldname, longest in (
		("description", LONGEST_TEXT),
		("place", LONGEST_LINE),
		("enterprise_name", LONGEST_LINE),
	):
		if len(getattr(sent, fieldname)) > longest:
			found.append(_wrong(fieldname, N_("{0} characters are enough. Shorten it."), longest))
	if len(informer.name) > LONGEST_NAME:
		found.append(_wrong("is_named", N_("{0} characters are enough for a name."), LONGEST_NAME))
	if informer.phone and not PHONE.fullmatch(informer.phone):
		found.append(_wrong("has_phone", N_("This is no telephone number. Correct it, or leave it empty.")))
	if not sent.consent:
		found.append(_wrong("", N_("Tick that you have read how the tip is used.")))
	return found


def _wrong(fieldname: str, message: str, *args: object) -> Deficiency:
	return Deficiency("Hazard Tip" if fieldname else "", fieldname, message, args)


def _text(value: object) -> str:
	return value.strip() if isinstance(value, str) else ""


def _number(value: object, limit: float) -> float | None:
	try:
		number = float(value) if value not in (None, "") else None
	except (TypeError, ValueError):
		return None
	return number if number is not None and -limit <= number <= limit else None


def subject(description: str, longest: int = 60) -> str:
	"""One line of a description for lists."""
	line = " ".join(description.split())
	return line if len(line) <= longest else f"{line[: longest - 1]}…"


# --- the answer ------------------------------------------------------------------------------------------------
def answer_due(received: date | datetime, days: int) -> date:
	"""Last day on which the answer is in time, `days` calendar days after the day the tip came in (that day not
	counted). The law names no term: it is a setting."""
	day = received.date() if isinstance(received, datetime) else received
	return day + timedelta(days=days)


def is_overdue(status: str, due: date | None, today: date) -> bool:
	"""Whether the answer is late on this day."""
	return status == w.RECEIVED and due is not None and today > due


def erased_before(today: date, days: int) -> date | None:
	"""The informer's data of tips decided before this day is erased: `days` calendar days after the day of the decision
	(that day not counted) have passed. None: never."""
	return today - timedelta(days=days) if days > 0 else None


def check_decision(
	status: str, ground: str, reason: str, hazard: str, enterprise: str = ""
) -> list[Deficiency]:
	"""What a decision on a tip lacks."""
	found = []
	if status == w.REJECTED and ground not in w.GROUNDS:
		found.append(
			Deficiency(
				"Hazard Tip", "rejection_ground", N_("Choose why the tip is not accepted."), (), LAW_73
			)
		)
	if status == w.REJECTED and not reason.strip():
		message = N_("Write what was done to look into the tip and why it is not accepted.")
		found.append(Deficiency("Hazard Tip", "reason", message, (), LAW_73))
	if status == w.DUPLICATE and not hazard:
		message = N_("Choose the hazard on the register that the tip is about.")
		found.append(Deficiency("Hazard Tip", "hazard", message))
	if status == w.BECAME_HAZARD and not enterprise:
		message = N_("Choose the enterprise that the tip is about.")
		found.append(Deficiency("Hazard Tip", "enterprise", message))
	return found
