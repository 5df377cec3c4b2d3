"""What officers do with tips from the public. Every method asks for the permission it needs in its first lines."""

import frappe
from frappe import _
from frappe.utils import cint

from hazard_governance import tip_decisions, tip_informers
from hazard_governance.papers.html import render
from hazard_governance.papers.pdf import to_pdf

TIP = tip_decisions.TIP
LANGUAGES = ("zh", "en")


@frappe.whitelist()
def prefill(tip: str) -> dict:
	"""What a hazard out of this tip starts from: {enterprise, enterprise_name, hazard_title, place, existing_condition,
	photos: [{name, number, file, taken_on}]}. For officers who may decide on it."""
	doc = frappe.get_doc(TIP, tip)
	doc.check_permission("write")
	tip_decisions.require_officer(doc)
	return {
		"enterprise": doc.enterprise,
		"enterprise_name": doc.enterprise_name,
		"hazard_title": doc.subject,
		"place": doc.place,
		"existing_condition": doc.description,
		"photos": [
			{"name": row.name, "number": row.number, "file": row.file, "taken_on": row.taken_on}
			for row in doc.photos
		],
	}


@frappe.whitelist(methods=["POST"])
def make_hazard(tip: str, enterprise: str, values: dict | str, photos: list | str | None = None) -> str:
	"""Register a hazard out of the tip; returns its name. For officers who may decide on the tip and register hazards
	of the enterprise. values: see `tip_decisions.WORDED`; photos: names of rows to hand over, None for all."""
	frappe.get_doc(TIP, tip).check_permission("write")
	given, chosen = frappe.parse_json(values), frappe.parse_json(photos) if photos is not None else None
	if not isinstance(given, dict) or not (chosen is None or isinstance(chosen, list)):
		frappe.throw(_("The hazard cannot be read. Load the tip again."))
	return tip_decisions.make_hazard(tip, enterprise, given, chosen)


@frappe.whitelist(methods=["POST"])
def mark_duplicate(tip: str, hazard: str) -> None:
	"""The tip is about this hazard, which is on the register. For officers who may decide on the tip and supervise the
	hazard."""
	frappe.get_doc(TIP, tip).check_permission("write")
	tip_decisions.mark_duplicate(tip, hazard)


@frappe.whitelist(methods=["POST"])
def reject(tip: str, ground: str, reason: str) -> None:
	"""The tip is not accepted. For officers who may decide on it."""
	frappe.get_doc(TIP, tip).check_permission("write")
	tip_decisions.reject(tip, ground, reason)


@frappe.whitelist(methods=["POST"])
def hand_over(tip: str, region: str, note: str, industry: str | None = None) -> None:
	"""Hand the tip to the offices of another region of the city, or of an industry. For officers who may decide on it."""
	frappe.get_doc(TIP, tip).check_permission("write")
	tip_decisions.hand_over(tip, region, industry, note)


@frappe.whitelist(methods=["POST"])
def informer(tip: str, reason: str) -> dict:
	"""{name, phone} of who gave the tip, as far as they said. For a Tip Confidentiality Officer who sees the tip; that
	it was shown, to whom and why, stays on record."""
	doc = frappe.get_doc(TIP, tip, for_update=True)
	doc.check_permission("read")
	found = tip_informers.shown_to(doc, frappe.session.user, reason)
	return {"name": found.name, "phone": found.phone}


@frappe.whitelist(methods=["POST"])
def keep_informer(tip: str, kept_for: str = "") -> None:
	"""Say what the informer's data is still needed for, so that it is not erased; "" when it no longer is. For officers
	who act on the tip, and its Tip Confidentiality Officer."""
	frappe.get_doc(TIP, tip).check_permission("read")
	tip_informers.keep_longer(tip, frappe.session.user, kept_for)


@frappe.whitelist()
def poster(authority: str, language: str = "zh") -> None:
	"""A poster with the QR code of the public page, as a PDF, for the region of an authority. For whoever may read
	authorities."""
	frappe.has_permission("Supervision Authority", "read", doc=authority, throw=True)
	if language not in LANGUAGES:
		frappe.throw(_("A poster comes in {0}.").format(", ".join(LANGUAGES)))
	row = frappe.db.get_value("Supervision Authority", authority, ["name", "region"], as_dict=True)
	settings = frappe.get_cached_doc("Hazard Governance Settings")
	code = frappe.db.get_value("Supervision Region", row.region, "region_code") if row.region else ""
	values = {
		"authority": row.name,
		"url": frappe.utils.get_url(f"/tip?region={code}" if code else "/tip"),
		"hotline": settings.tip_hotline,
		"days": cint(settings.tip_answer_days),
	}
	frappe.response["filename"] = f"tip-poster-{code or 'all'}.pdf"
	frappe.response["filecontent"] = to_pdf(render("tip_poster.html", language, **values))
	frappe.response["type"] = "pdf"
