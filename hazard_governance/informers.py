"""Who reported a hazard, as far as this site knows: words that must not leave with a case."""

import frappe

from hazard_governance import tip_informers
from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.informer import is_protected, protected_words

ACCOUNT_FIELDS = ("name", "email", "full_name", "username", "phone", "mobile_no")


def words(record: HazardRecord) -> frozenset[str]:
	"""Names, addresses and numbers that would tell who reported the hazard; empty unless the public did.

	Officers who took the report down are no informers: they act for an authority.
	"""
	if not is_protected(record):
		return frozenset()
	more = [*_accounts(record), *tip_informers.words_of_hazard(record.hazard.name)]
	return protected_words(record, more)


def _accounts(record: HazardRecord) -> list[str]:
	users = {record.hazard.owner, record.hazard.registered_by} - {"", "Administrator", "Guest"}
	officers = frappe.get_all(
		"Supervision Authority Member",
		filters={"user": ["in", sorted(users)], "parenttype": "Supervision Authority"},
		pluck="user",
		order_by="user asc",
	)
	rows = frappe.get_all(
		"User",
		filters={"name": ["in", sorted(users - set(officers))]},
		fields=list(ACCOUNT_FIELDS),
		order_by="name asc",
	)
	return [value for row in rows for value in row.values() if value]
