"""Every act of the portal, by key, and those that a page offers."""

from frappe.model.document import Document

from hazard_governance.portal import pages
from hazard_governance.portal.acts import enterprise, hazard, office, referrals, tips
from hazard_governance.portal.acts.model import Act

ACTS: dict[str, Act] = {
	act.key: act for act in (*hazard.ACTS, *office.ACTS, *enterprise.ACTS, *tips.ACTS, *referrals.ACTS)
}


def offered(doc: Document) -> list[dict]:
	"""{label, address, main, key} of what the session's user may do with the document now."""
	return [
		{"key": act.key, "label": act.label, "address": address(act.key, doc.name), "main": act.main}
		for act in ACTS.values()
		if act.doctype == doc.doctype and act.may(doc, "")
	]


def address(key: str, on: str = "", row: str = "") -> str:
	"""Address of the form of an act."""
	return pages.link("act", act=key, on=on, row=row)
