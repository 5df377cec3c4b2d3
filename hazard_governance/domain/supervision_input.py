"""What no save of a supervision case lets pass: how a letter was served, and pauses that contradict each other."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date

from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import CasePause, SupervisionCase

DOCTYPE = "Supervision Case"
PAUSE = "Supervision Case Pause"
SERVICE_DAYS = ("issued_on", "served_on", "received_on")


def check_service(case: SupervisionCase, today: date) -> list[Deficiency]:
	"""A letter is served to somebody, on or after its day; a receipt has a day, a name and, on paper, its proof."""
	days = [(name, getattr(case, name)) for name in SERVICE_DAYS]
	given = [(name, day) for name, day in days if day]
	found = []
	for (_earlier, before), (name, day) in itertools.pairwise(given):
		if day < before:
			message = N_(
				"{0} is before {1}, the day of the step it follows. Enter a day that is not earlier."
			)
			found.append(Deficiency(DOCTYPE, name, message, (day, before)))
	for name, day in given[1:] if case.issued_on else given:
		if day > today:
			message = N_("{0} lies in the future. Enter today or an earlier day.")
			found.append(Deficiency(DOCTYPE, name, message, (day,)))
	received = bool(case.received_on or case.received_by)
	needs = (
		("served_to", case.served_to or not case.served_on, N_("Name the person the letter was served to.")),
		("received_on", case.received_on or not received, N_("Enter the day of the receipt.")),
		("received_by", case.received_by or not received, N_("Name who signed the receipt.")),
		(
			"service_proof",
			case.service_proof or case.receipt_user or not received,
			N_("Attach the signed receipt, or let the enterprise confirm the receipt in the system."),
		),
	)
	return found + [Deficiency(DOCTYPE, name, message) for name, ok, message in needs if not ok]


def check_pauses(pauses: Sequence[CasePause], found_on: date | None) -> list[Deficiency]:
	"""A pause has its days in order, begins after the hazard was found, and shares no day with another."""
	found = []
	for number, pause in enumerate(pauses):
		row = pause.idx or number + 1
		if pause.from_date and pause.to_date and pause.to_date < pause.from_date:
			message = N_("The pause ends before it begins. Correct one of the days.")
			found.append(Deficiency(PAUSE, "to_date", message, (), "", row))
		if pause.from_date and found_on and pause.from_date < found_on:
			message = N_("{0} is before the day the hazard was found ({1}). Enter that day or a later one.")
			found.append(Deficiency(PAUSE, "from_date", message, (pause.from_date, found_on), "", row))
		if any(_overlap(pause, earlier) for earlier in pauses[:number]):
			message = N_(
				"The pause shares days with an earlier row. No day is counted twice: correct the days."
			)
			found.append(Deficiency(PAUSE, "from_date", message, (), "", row))
	return found


def _overlap(one: CasePause, other: CasePause) -> bool:
	if not one.from_date or not other.from_date:
		return False
	first, second = sorted((one, other), key=lambda pause: pause.from_date)
	return (first.to_date or date.max) >= second.from_date
