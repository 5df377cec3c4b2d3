"""Methods of the Case Referral form."""

import frappe
from frappe import _
from frappe.model.document import Document

from hazard_governance import handover, referral_package, referrals
from hazard_governance.domain import referral as rules
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.handover import problems
from hazard_governance.messages import phrase_text
from hazard_governance.permissions import predicate


@frappe.whitelist()
def begin(action: str) -> dict:
	"""Values of a new referral that arises from a decided accountability action: hazard, kind, authority, persons.

	Needs the right to read the action and to make referrals of its hazard; ValidationError when no measure of it
	refers the person.
	"""
	doc = frappe.get_doc("Accountability Action", action)
	doc.check_permission("read")
	frappe.get_doc({"doctype": "Case Referral", "hazard": doc.hazard}).check_permission("create")
	record = doc.record()
	kinds = [kind for kind in v.PROCEDURES if rules.refers(doc.facts(), kind, record)]
	if not kinds:
		frappe.throw(
			_("{0} is not decided, or no measure of it refers the person to an organ outside.").format(
				doc.name
			)
		)
	mine = predicate.acting_authorities(frappe.session.user, doc)
	return {
		"hazard": doc.hazard,
		"kind": kinds[0],
		"authority": doc.authority if doc.authority in mine or not mine else mine[0],
		"persons": [{"accountability_action": doc.name, "person_name": doc.person_name}],
	}


@frappe.whitelist()
def collect(referral: str) -> list[dict]:
	"""Rows of the manifest from all that the record holds; nothing is saved. Needs the right to write the referral,
	while it is a draft."""
	return referrals.candidates(_draft(referral))


@frappe.whitelist()
def preview(referral: str) -> None:
	"""Sends the hand-over file as it would be made now, for the sender to look through. Needs the right to write the
	referral, while it is a draft."""
	doc = _draft(referral)
	content = referral_package.packed(doc, referral_package.build(doc))
	frappe.response["filename"] = f"{doc.name}-preview.zip"
	frappe.response["filecontent"] = content
	frappe.response["type"] = "binary"


@frappe.whitelist()
def verify_package(referral: str) -> list[str]:
	"""What does not fit in the hand-over file as it lies here now; empty when it is the one that was sent.

	Needs the right to read the referral, and to open its file.
	"""
	doc = frappe.get_doc("Case Referral", referral)
	doc.check_permission("read")
	if not doc.package:
		frappe.throw(_("The referral {0} was not sent yet.").format(doc.name))
	file = frappe.get_doc("File", {"file_url": doc.package, "attached_to_name": doc.name})
	file.check_permission("read")
	return [phrase_text(found) for found in problems(handover.read(doc.package), doc.package_sha256)]


def _draft(referral: str) -> Document:
	doc = frappe.get_doc("Case Referral", referral)
	doc.check_permission("write")
	predicate.require_authority(doc, doc.authority)
	if doc.status != v.DRAFT:
		frappe.throw(_("The referral {0} was sent; what was handed over stays as it is.").format(doc.name))
	return doc
