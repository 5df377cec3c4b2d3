"""Number cards of the app belong to roles; Frappe itself asks only whether their DocType may be read."""

import frappe
from frappe.permissions import get_role_permissions

from hazard_governance.permissions.hooks import no_opinion
from hazard_governance.reporting.card_data import CARDS
from hazard_governance.reporting.cards import may_see

METHOD = "hazard_governance.api.desk.card"


def has_permission(
	doc, ptype: str | None = None, user: str | None = None, debug: bool = False
) -> bool | None:
	"""Of a card of ours, False where it is for other roles, True where a role of the user reads the DocType it counts; no
	opinion on anything else.

	The second is what Frappe asks next, by three queries a card, where its permissions are in memory: thirty queries for a
	workspace of ten cards.
	"""
	user = user or frappe.session.user
	card = CARDS.get(doc.get("name"))
	if not card:
		return no_opinion()
	if not may_see(card, user):
		return False
	as_shipped = (doc.get("type"), doc.get("method"), doc.get("document_type")) == (
		"Custom",
		METHOD,
		card.doctype,
	)
	reads = as_shipped and get_role_permissions(frappe.get_meta(card.doctype), user=user).get("read")
	return True if reads else no_opinion()
