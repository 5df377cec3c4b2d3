"""Statutory clocks: working days, return dates, examination and receipt deadlines.

Dates in, dates out. Both ends are stated in every docstring. "Days" in the law are calendar days; "working days"
leave out Saturdays, Sundays and the holidays passed in, except the make-up days on which people work (调休).
"""

from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5

# Used where the settings leave a deadline empty. Legal ones cannot be shortened to nothing by an empty setting.
DEFAULTS = {
	"verification_working_days": 5,
	"receipt_working_days": 3,
	"examination_days": 10,  # order 16/2007 art. 23
	"coal_examination_days": 20,  # coal mine regulation art. 48
	"announcement_working_days": 5,  # coal mine regulation art. 49
	"monthly_return_day": 25,
	"extension_before_working_days": 5,
	"extension_decision_working_days": 10,
	"due_soon_days": 7,
	"accountability_start_days": 10,
	"referral_justice_days": 3,  # State Council Order 310 art. 8
	"referral_discipline_days": 30,
}


def days_setting(settings: object | None, name: str) -> int:
	"""The number of days configured under `name`, or the default where the setting is missing or not positive."""
	value = getattr(settings, name, None) if settings is not None else None
	return value if isinstance(value, int) and value > 0 else DEFAULTS[name]


def is_working_day(
	day: date, holidays: Collection[date] | None = None, make_up_days: Collection[date] = ()
) -> bool:
	"""True when people work on `day`. A make-up day counts even if it is a Saturday, Sunday or listed holiday."""
	if day in make_up_days:
		return True
	return day.weekday() < SATURDAY and day not in (holidays or ())


def make_up_days(holidays: Iterable[date], from_date: date, to_date: date) -> frozenset[date]:
	"""Weekend days inside a holiday list's period (both ends included) that the list leaves out: people work then.

	A list that holds no weekend day at all says nothing about weekends, so the result is empty.
	"""
	listed = frozenset(holidays)
	if not any(day.weekday() >= SATURDAY for day in listed):
		return frozenset()
	span = (from_date + timedelta(days=n) for n in range((to_date - from_date).days + 1))
	return frozenset(day for day in span if day.weekday() >= SATURDAY and day not in listed)


def _walk(start: date, step: timedelta, holidays, make_up) -> Iterator[date]:
	day = start
	while True:
		day += step
		if is_working_day(day, holidays, make_up):
			yield day


def _count_from(start: date, n: int, step: timedelta, holidays, make_up) -> date:
	if n < 0:
		raise ValueError("the number of working days cannot be negative")
	day = start
	days = _walk(start, step, holidays, make_up)
	for _ in range(n):
		day = next(days)
	return day


def add_working_days(
	start: date, n: int, holidays: Collection[date] | None = None, make_up_days: Collection[date] = ()
) -> date:
	"""The n-th working day after `start`: start is not counted, the result is (it is the last day to act).

	n = 0 gives start itself. Raises ValueError for a negative n.
	"""
	return _count_from(start, n, ONE_DAY, holidays, make_up_days)


def subtract_working_days(
	end: date, n: int, holidays: Collection[date] | None = None, make_up_days: Collection[date] = ()
) -> date:
	"""The n-th working day before `end`: end is not counted, the result is. Raises ValueError for a negative n."""
	return _count_from(end, n, -ONE_DAY, holidays, make_up_days)


def working_days_between(
	start: date, end: date, holidays: Collection[date] | None = None, make_up_days: Collection[date] = ()
) -> int:
	"""How many working days lie after `start` up to and including `end`; 0 when end is not after start."""
	span = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
	return sum(is_working_day(day, holidays, make_up_days) for day in span)


def is_overdue(due: date | None, today: date) -> bool:
	"""True from the day after `due`; the due day itself is in time; no due date is never overdue."""
	return due is not None and today > due


def days_overdue(due: date | None, today: date) -> int:
	"""Calendar days past `due` (1 on the day after it), 0 while in time."""
	return (today - due).days if due is not None and today > due else 0


def is_due_soon(due: date | None, today: date, settings: object | None = None) -> bool:
	"""True when `due` is today or within the configured number of calendar days, both ends included."""
	return due is not None and 0 <= (due - today).days <= days_setting(settings, "due_soon_days")


def quarterly_return_due(day: date) -> date:
	"""Statistics of the quarter that holds `day` are due on the 15th of the next quarter (order 16/2007 art. 14)."""
	first_month_after = (day.month - 1) // 3 * 3 + 4
	if first_month_after > 12:
		return date(day.year + 1, 1, 15)
	return date(day.year, first_month_after, 15)


def annual_return_due(year: int) -> date:
	"""Statistics of `year` are due on 31 January of the next year (order 16/2007 art. 14)."""
	return date(year + 1, 1, 31)


def monthly_return_due(day: date, settings: object | None = None) -> date:
	"""Last day to report the month that holds `day`: the configured day of that month or, by a setting, of the next
	one; the last day of a month that is too short for it. The notice says monthly and names no day."""
	month = day.replace(day=1)
	if getattr(settings, "monthly_return_next_month", False):
		month = (month + timedelta(days=31)).replace(day=1)
	return day_of_month(month, days_setting(settings, "monthly_return_day"))


def examination_due(applied_on: date, is_coal: bool, settings: object | None = None) -> date:
	"""Last calendar day to examine an application to resume production; the day of application is not counted.

	10 days (order 16/2007 art. 23); a coal mine 20 days (coal mine regulation art. 48).
	"""
	name = "coal_examination_days" if is_coal else "examination_days"
	return applied_on + timedelta(days=days_setting(settings, name))


def announcement_due(
	day: date,
	settings: object | None = None,
	holidays: Collection[date] | None = None,
	make_up_days: Collection[date] = (),
) -> date:
	"""Last day to announce a coal mine's suspension or resumption made on `day` (coal mine regulation art. 49)."""
	n = days_setting(settings, "announcement_working_days")
	return add_working_days(day, n, holidays, make_up_days)


def verification_due(
	registered_on: date,
	settings: object | None = None,
	holidays: Collection[date] | None = None,
	make_up_days: Collection[date] = (),
) -> date:
	"""Last day for the authority to verify a hazard registered on `registered_on` (setting, working days)."""
	n = days_setting(settings, "verification_working_days")
	return add_working_days(registered_on, n, holidays, make_up_days)


def receipt_due(
	sent_on: date,
	settings: object | None = None,
	holidays: Collection[date] | None = None,
	make_up_days: Collection[date] = (),
) -> date:
	"""Last day for the authority to receipt a report sent on `sent_on` (setting, working days)."""
	n = days_setting(settings, "receipt_working_days")
	return add_working_days(sent_on, n, holidays, make_up_days)


def extension_latest_application(
	due: date,
	settings: object | None = None,
	holidays: Collection[date] | None = None,
	make_up_days: Collection[date] = (),
) -> date:
	"""Last day on which an extension of `due` should be applied for, so that it can be decided in time (setting)."""
	n = days_setting(settings, "extension_before_working_days")
	return subtract_working_days(due, n, holidays, make_up_days)


def extension_decision_due(
	applied_on: date,
	settings: object | None = None,
	holidays: Collection[date] | None = None,
	make_up_days: Collection[date] = (),
) -> date:
	"""Last day to decide an extension applied for on `applied_on` (setting, working days)."""
	n = days_setting(settings, "extension_decision_working_days")
	return add_working_days(applied_on, n, holidays, make_up_days)


def next_report_due(since: date | None, every_days: int) -> date | None:
	"""The day on which the next report is due, `every_days` calendar days after the last one (or the start, which is
	not counted); None without a start or without a cycle."""
	return since + timedelta(days=every_days) if since and every_days > 0 else None


def study_topic_due(period: date, yearly: bool) -> date:
	"""A monthly topic is due on the last day of the month that holds `period`, an annual challenge on 31 December
	(notice 54/2023, step 5: 一月一专题, 一年一难题)."""
	if yearly:
		return date(period.year, 12, 31)
	return period.replace(day=monthrange(period.year, period.month)[1])


def day_of_month(month: date, day: int) -> date:
	"""Day `day` (from 1) of the month that holds `month`; in a shorter month its last day. ValueError below 1."""
	if day < 1:
		raise ValueError("a month has no day before the first")
	return month.replace(day=min(day, monthrange(month.year, month.month)[1]))
