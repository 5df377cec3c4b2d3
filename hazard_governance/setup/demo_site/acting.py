"""One process acting as several people, one after the other: the demo's story, and tests."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe

from hazard_governance.permissions import members

# what describes the site, whoever looks at it; Frappe drops each from its cache when it changes
_OF_THE_SITE = (
	"app_hooks",
	"assignment_rule_map",
	"db_tables",
	"doctype_meta",
	"doctype_modules",
	"document_naming_rule_map",
	"flag_print_sql",
	"is_table",
	"milestone_tracker_map",
	"module_app",
	"notifications",
	"table_columns",
	"webhooks",
	"workflow",
)


@contextmanager
def acting_as(user: str) -> Iterator[str]:
	"""Everything inside is done by `user`, as if they had signed in; afterwards whoever it was before goes on."""
	before = frappe.session.user
	become(user)
	try:
		yield user
	finally:
		become(before)


def become(user: str) -> None:
	"""The session is `user`'s from here on.

	Frappe forgets everything it has read when the user changes. What belongs to a user or a document is read anew;
	the DocTypes stay, since reading them takes longer than most acts do.
	"""
	keys = [frappe.cache.make_key(name) for name in _OF_THE_SITE]
	kept = {key: frappe.local.cache[key] for key in keys if key in frappe.local.cache}
	frappe.set_user(user)
	frappe.local.cache.update(kept)
	members.clear_cache()
