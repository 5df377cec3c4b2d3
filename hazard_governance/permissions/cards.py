"""Number cards of the app belong to roles; Frappe itself asks only whether their DocType may be read."""

import frappe

from hazard_governance.permissions.hooks import no_opinion
from hazard_governance.reporting.card_data import CARDS
from hazard_governance.reporting.cards import may_see


def has_permission(
	doc, ptype: str | None = None, user: str | None = None, debug: bool = False
) -> bool | None:
	"""False for a card of ours that is for other roles, otherwise no opinion."""
	card = CARDS.get(doc.get("name"))
	if card and not may_see(card, user or frappe.session.user):
		return False
	return no_opinion()
