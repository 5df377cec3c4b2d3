"""Methods of the Supervision Case form."""

import frappe
from frappe import _

from hazard_governance.domain.supervision import GRANTED
from hazard_governance.domain.vocabulary import ACCEPTANCE_REQUESTED, IN_FORCE
from hazard_governance.permissions import predicate

REFUSED = "Refused"


@frappe.whitelist(methods=["POST"])
def decide_extension(case: str, row: str, decision: str, remarks: str | None = None) -> dict:
	"""Grant or refuse an application for an extension; for members of the authority of the case only.

	row: name of the row. decision: "Granted" or "Refused" (a refusal says why in `remarks`). A granted one moves the
	deadline of the case and of the hazard; the first deadline is kept. Returns {due_on, original_due}.
	"""
	doc = frappe.get_doc("Supervision Case", case)
	doc.check_permission("write")
	predicate.require_authority(doc, doc.authority)
	if decision not in (GRANTED, REFUSED):
		frappe.throw(_("Decision: choose {0} or {1}.").format(_(GRANTED), _(REFUSED)))
	if decision == REFUSED and not (remarks or "").strip():
		frappe.throw(_("Remarks: write why the extension is refused."))
	if doc.status not in (IN_FORCE, ACCEPTANCE_REQUESTED):
		frappe.throw(_("Status: an extension is decided while the case is in force."))
	doc.decide_extension(row, decision, (remarks or "").strip())
	doc.save()
	if decision == GRANTED:
		doc.set_hazard_due()
	return {"due_on": doc.due_on, "original_due": doc.original_due}
