"""An enterprise that is no user of the system: its authority enters its papers, and says so.

An enterprise need not be a user, and danger does not wait until it is one. Its duties stay its own (order 16/2007
art. 4 and 15: the principal organises analysis and plan and signs them), so an authority does not fulfil them in its
place: as long as the enterprise has no member, an officer of an authority that covers it may *enter* what it handed in
on paper. Every such document carries the authority's name in `entered_by_authority`, and what the principal approves
is approved by a paper with the principal's signature in `signed_paper`: that signature is the second person, so the
officer who entered the document may record it. With the first member of the enterprise all this ends: what was entered
stays marked, and from then on only the enterprise writes and approves.

Gates ask the same as ever; nothing is waived. The authority's own check of the rectification stays a document apart.
"""

import frappe
from frappe.model.document import Document

from hazard_governance.domain import people
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import Deficiency
from hazard_governance.permissions import predicate

MARK = "entered_by_authority"
PAPERS = ("signed_paper", "signed_evaluation")
# documents that either side makes: theirs is the enterprise's when the field says so
OF_ENTERPRISE = {
	"Accountability Action": ("deciding_side", v.BY_ENTERPRISE),
	"Rectification Acceptance": ("level", v.ENTERPRISE_EVALUATION),
}


def mark(doc: Document) -> None:
	"""Note the authority whose officer writes the enterprise's document; a later author does not remove it."""
	if not doc.meta.has_field(MARK) or not _is_of_enterprise(doc):
		return
	authorities = predicate.stands_in(frappe.session.user, doc)
	if authorities and doc.get(MARK) not in authorities:
		doc.set(MARK, authorities[0])


def _is_of_enterprise(doc: Document) -> bool:
	fieldname, value = OF_ENTERPRISE.get(doc.doctype, ("", ""))
	return not fieldname or doc.get(fieldname) == value


def approval(doc: Document, new: str) -> list[Deficiency] | None:
	"""What stands against an officer recording the enterprise's approval of `doc`: no signed paper. None when the
	session's user does not stand in, and the ordinary rule of two people holds."""
	if not doc.get(MARK) or not predicate.stands_in(frappe.session.user, doc):
		return None
	fieldname = _paper_for(doc, new)
	return people.signed_on_paper(doc.doctype, fieldname, doc.get(fieldname) or "")


def missing_paper(doc: Document, new: str) -> str:
	"""The field of the signed paper that the session's user still has to attach before recording the approval; "" when
	they record none, or the paper is there."""
	return _paper_for(doc, new) if approval(doc, new) else ""


def take_back(doc: Document, old: str) -> None:
	"""A document that goes back is not signed any more: the next approval asks for a paper of its own."""
	if doc.get(MARK):
		doc.set(_paper_for(doc, old), None)


def _paper_for(doc: Document, status: str) -> str:
	"""The field of the paper by which the enterprise's principal brought the document into `status`."""
	accepted = doc.doctype == "Source Governance Plan" and status == v.ACCEPTED
	return PAPERS[1] if accepted else PAPERS[0]
