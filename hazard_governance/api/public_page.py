"""Opening and withdrawing the public page of a major hazard: an act of an authority on that hazard."""

import frappe
from frappe.model.document import Document

from hazard_governance import public_pages
from hazard_governance.permissions import predicate


@frappe.whitelist(methods=["POST"])
def release(hazard: str, authority: str) -> str:
	"""Open the page of the hazard to the public, as a member of `authority`; its address.

	PermissionError for who does not act for the authority on this hazard; ValidationError naming what is missing.
	"""
	return public_pages.release(_acting(hazard, authority), authority)


@frappe.whitelist(methods=["POST"])
def withdraw(hazard: str, authority: str, reason: str) -> None:
	"""Close the page again, as a member of `authority`, with the reason; from then on nobody can read it."""
	public_pages.withdraw(_acting(hazard, authority), authority, reason.strip())


def _acting(hazard: str, authority: str) -> Document:
	doc = frappe.get_doc("Hazard", hazard)
	doc.check_permission("read")
	predicate.require_authority(doc, authority)
	return doc
