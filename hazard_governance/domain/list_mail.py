"""Which mailed lists are due: each once a month, also when the job ran late (notice 54/2023, part 4 (1): 按月).

A list is due from its day of the month on; in a shorter month, from the last day. A list whose day passed while the
job did not run is sent when it runs again, the latest one only. Nobody is sent the list of a day before they were
entered. Dates in, values out; standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.clocks import day_of_month
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import ListMail

DOCTYPE = "Hazard Governance List Mail"
FIRST_DAY, LAST_DAY = 1, 31


@dataclass(frozen=True)
class Mailing:
	"""A list that is due. scheduled: the day it should have gone; month: the month it is about, YYYY-MM."""

	mail: ListMail
	scheduled: date
	month: str

	@property
	def key(self) -> tuple[str, ...]:
		"""What is sent once: this list, with these filters, to this user, in this month."""
		mail = self.mail
		return (
			mail.user,
			mail.report,
			f"{self.scheduled:%Y-%m}",
			mail.which_month,
			mail.region,
			mail.industry,
		)

	@property
	def filters(self) -> dict[str, str]:
		"""What the list is narrowed by; only the monthly list is about a month."""
		month = {"month": self.month} if self.mail.report == v.MONTHLY_LIST else {}
		return {**month, "region": self.mail.region, "industry": self.mail.industry}


def month_before(day: date) -> date:
	"""The last day of the month before the one that holds `day`."""
	return day.replace(day=1) - timedelta(days=1)


def mailings_due(mails: Iterable[ListMail], today: date) -> list[Mailing]:
	"""The latest mailing of each row whose day has come; whether it was sent is the caller's to know."""
	return [mailing for mail in mails if (mailing := _latest(mail, today))]


def _latest(mail: ListMail, today: date) -> Mailing | None:
	if not FIRST_DAY <= mail.day <= LAST_DAY:
		return None
	scheduled = day_of_month(today, mail.day)
	if scheduled > today:
		scheduled = day_of_month(month_before(today), mail.day)
	if mail.creation and mail.creation.date() > scheduled:
		return None
	about = scheduled if mail.which_month == v.THIS_MONTH else month_before(scheduled)
	return Mailing(mail, scheduled, f"{about:%Y-%m}")


def check_list_mails(mails: Sequence[ListMail]) -> list[Deficiency]:
	"""What is wrong with the rows: a day that no month has, the same list twice."""
	found: list[Deficiency] = []
	seen: dict[tuple, int] = {}
	for number, mail in enumerate(mails, 1):
		key = (mail.user, mail.report, mail.which_month, mail.region, mail.industry)
		first = seen.setdefault(key, number)
		if not FIRST_DAY <= mail.day <= LAST_DAY:
			message = N_("The day must be between {0} and {1}. Correct it.")
			found.append(
				Deficiency(DOCTYPE, "day", message, (FIRST_DAY, LAST_DAY), "", number, mail.name or None)
			)
		if first != number:
			message = N_("Row {0} sends the same list to the same user. Remove one of them.")
			found.append(Deficiency(DOCTYPE, "user", message, (first,), "", number, mail.name or None))
	return found
