"""Every act of the portal, by key, and those that a page offers."""

from frappe.model.document import Document

from hazard_governance.portal import pages
from hazard_governance.portal.acts import enterprise, hazard, moves, office, referrals, tips
from hazard_governance.portal.acts.model import Act

ACTS: dict[str, Act] = {
	act.key: act for act in (*hazard.ACTS, *office.ACTS, *enterprise.ACTS, *tips.ACTS, *referrals.ACTS)
}


def find(key: str, row: str) -> Act | None:
	"""The act of an address."""
	return ACTS.get(key) or moves.act_of(key, row, ACTS.values())


def offered(doc: Document) -> list[dict]:
	"""{label, address, main, key} of what the session's user may do with the document now."""
	found = [
		{"key": act.key, "label": act.label, "address": address(act.key, doc.name), "main": act.main}
		for act in ACTS.values()
		if act.doctype == doc.doctype and act.may(doc, "")
	]
	return found + [
		{"key": key, "label": action, "address": address(key, doc.name, action), "main": main}
		for key, action, main in moves.offered(doc, ACTS.values())
	]


def address(key: str, on: str = "", row: str = "") -> str:
	"""Address of the form of an act."""
	return pages.link("act", act=key, on=on, row=row)
