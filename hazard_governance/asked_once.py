"""Where a page asks the database for the same values again and again, it asks once.

Every button of a page asks whether the act is the user's, and so for the scope of the same document. While a page is
shown nothing is written, and so the answers stay true. They are kept in `for_a_page` alone; everything else (forms that
are sent, the desk, jobs) asks anew, and a write to the database ends it for a page as well.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps

import frappe

_KEPT = "hazard_governance_asked_once"


@dataclass
class _Kept:
	"""Answers by function and arguments, true as long as the transaction has made no more writes."""

	writes: int
	answers: dict = field(default_factory=dict)


@contextmanager
def for_a_page() -> Iterator[None]:
	"""Until the end of the block, functions marked `asked_once` are called once for the same arguments."""
	before = getattr(frappe.local, _KEPT, None)
	setattr(frappe.local, _KEPT, _Kept(frappe.db.transaction_writes))
	# both begin to count the writes anew
	frappe.db.after_commit.add(forget)
	frappe.db.after_rollback.add(forget)
	try:
		yield
	finally:
		setattr(frappe.local, _KEPT, before)


def forget() -> None:
	"""Ask anew from here to the end of the page."""
	setattr(frappe.local, _KEPT, None)


def asked_once(function: Callable) -> Callable:
	"""For functions that read, with plain values as arguments, or one document that stays the same; who gets the answer
	does not change it."""

	@wraps(function)
	def ask(*arguments):
		kept = getattr(frappe.local, _KEPT, None)
		if kept is not None and kept.writes != frappe.db.transaction_writes:
			forget()
			kept = None
		if kept is None:
			return function(*arguments)
		key = (function, *arguments)
		if key not in kept.answers:
			kept.answers[key] = function(*arguments)
		return kept.answers[key]

	return ask
