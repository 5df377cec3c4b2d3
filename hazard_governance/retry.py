"""Deadlocks: the database undoes the whole transaction of one of two writers, who then has to begin again.

Only the outermost writer may begin again by itself: a save that finds the transaction without any write. Everybody
else lets the error through, for the request to be sent once more.
"""

from collections.abc import Callable
from typing import TypeVar

import frappe
from frappe.model.document import Document

ATTEMPTS = 3
Result = TypeVar("Result")


def once_more_when_overtaken(act: Callable):
	"""Call `act`, which begins by reading what it will change; again after a deadlock, or after a colleague's change, when
	nothing was written before. Returns what `act` returns; raises QueryDeadlockError after three attempts."""
	if frappe.db.transaction_writes:
		return act()
	for _attempt in range(ATTEMPTS - 1):
		try:
			return act()
		except frappe.QueryDeadlockError:
			# as below; the next attempt reads what the colleague left
			frappe.db.rollback()
	return act()


def once_more_on_deadlock(doc: Document, write: Callable, *args, **kwargs):
	"""Call `write` (the document's own insert or save), again after a deadlock when nothing else was written before.

	Returns what `write` returns; raises QueryDeadlockError after three attempts.
	"""
	if frappe.db.transaction_writes:
		return write(*args, **kwargs)
	values, flags = doc.as_dict(), dict(doc.flags)
	for _attempt in range(ATTEMPTS - 1):
		try:
			return write(*args, **kwargs)
		except frappe.QueryDeadlockError:
			# the database has already undone everything; this tells Frappe so, files on disk included
			frappe.db.rollback()
			doc.flags.clear()
			doc.flags.update(flags)
			doc.update(values)
	return write(*args, **kwargs)


def again_on_deadlock(job: Callable[[], Result]) -> Result:
	"""Do the work of a whole job, again after a deadlock: its transaction holds nothing that was not its own.

	Returns what `job` returns; raises QueryDeadlockError after three attempts.
	"""
	for _attempt in range(ATTEMPTS - 1):
		try:
			return job()
		except frappe.QueryDeadlockError:
			frappe.db.rollback()
	return job()
