"""The clock of a demo that is being loaded: every act happens on its own day, so that the lists have a past.

Everything on a site that asks for the time (a document's creation, the days and times that only the server writes, the
month of a register number) asks frappe.utils.now_datetime, and that asks one function, which is replaced for the time
of loading. Loading runs in a process of its own: the command line or a background job.
"""

from datetime import datetime, timedelta

from frappe.utils import data, now_datetime


class Clock:
	"""Within `with Clock() as clock`, the site's time is what `clock.set` said last, and goes on from there."""

	def __enter__(self) -> "Clock":
		self.shift = timedelta()
		self.real = data.convert_utc_to_system_timezone
		self.began = now_datetime()
		data.convert_utc_to_system_timezone = lambda moment: self.real(moment) + self.shift
		return self

	def __exit__(self, *_exception) -> None:
		data.convert_utc_to_system_timezone = self.real

	def set(self, moment: datetime) -> None:
		"""It is `moment` now; never earlier than what happened before, never later than when the loading began."""
		now = now_datetime()
		wanted = min(moment, self.began)
		if self.shift:
			wanted = max(wanted, now)
		self.shift += wanted - now
