"""Reports from the field: each is stored once, however often a phone with poor signal sends it.

The phone makes a key for every report and keeps it until it has the answer. The name of a `Hazard Field Report` follows
from the user and the key, so the database itself lets one in; it is written in the transaction of what it stands for.
A photo has its report's name and its number.
"""

import hashlib
import re
from collections.abc import Callable

import frappe
from frappe import _
from frappe.utils import now_datetime

from hazard_governance.server_kept import BY_SERVER

REPORT = "Hazard Field Report"
KEY = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


def name_of(user: str, key: str, number: int = 0) -> str:
	"""Name of a report (number 0) or of one of its photos: another user's key is another report. ValidationError when the
	key is none."""
	if not KEY.fullmatch(key or ""):
		frappe.throw(_("This report has no key. Load the page again."))
	name = hashlib.sha256(f"{user}|{key}".encode()).hexdigest()[:40]
	return f"{name}-{number}" if number else name


def hazard_of(name: str) -> str | None:
	"""The hazard of a report or photo that is stored, also by a request that ended while this one ran."""
	return frappe.db.get_value(REPORT, name, "hazard", for_update=True)


def stored_photos(name: str) -> list[int]:
	"""Numbers of the photos of a report that are stored."""
	return frappe.get_all(
		REPORT, filters={"report": name, "number": (">", 0)}, pluck="number", order_by="number asc"
	)


def once(name: str, make: Callable[[], str], report: str | None = None, number: int = 0) -> str:
	"""The hazard of what is stored under `name`; made by `make` (which returns its hazard) when nothing is yet.

	Of two requests at once one is undone, and answers what the other has stored.
	"""
	if known := hazard_of(name):
		return known
	frappe.db.savepoint("field_report")
	hazard = make()
	row = frappe.new_doc(REPORT)
	row.update({"user": frappe.session.user, "hazard": hazard, "report": report, "number": number})
	row.received_at = now_datetime()
	row.flags.by_server = BY_SERVER
	# the name is given: a DocType named by hash would make up another one for a second request
	try:
		# what it stands for was written with the user's own rights
		row.insert(ignore_permissions=True, set_name=name)
	except frappe.DuplicateEntryError:
		frappe.db.rollback(save_point="field_report")
		frappe.clear_messages()
		return hazard_of(name)
	return hazard
