"""Tips from the public on this site: taking them with their photos, and telling their outcome."""

import hashlib
import hmac
import secrets
import time
from dataclasses import replace

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, now_datetime
from frappe.utils.password import get_encryption_key

from hazard_governance import images, tip_informers, working_days
from hazard_governance.domain import tip_code, tip_words
from hazard_governance.domain.tips import Informer, Sent, answer_due, subject

TIP = "Hazard Tip"
MOST_PHOTOS = 6
PREFIX = "tip"


# --- codes -----------------------------------------------------------------------------------------------------
def site_key() -> bytes:
	"""The key of codes and form tokens: of this site, in no database."""
	return hmac.new(get_encryption_key().encode(), b"hazard_governance.tips", hashlib.sha256).digest()


def new_form() -> str:
	"""A token for one form."""
	return tip_code.form_token(site_key(), int(time.time()), secrets.token_hex(16))


def code_of_form(form: str) -> str:
	"""The look-up code of a form. ValidationError when the token is not of this site or too old."""
	try:
		return tip_code.code_of(site_key(), tip_code.form_number(site_key(), form, int(time.time())))
	except tip_code.TokenError:
		frappe.throw(_("This form is too old. Load the page again; what you wrote stays."), FormTooOldError)


class FormTooOldError(frappe.ValidationError):
	"""The page asks for another token by itself."""

	http_status_code = 410


def of_code(code: str) -> str | None:
	"""Name of the tip with this look-up code."""
	stored = tip_code.stored_form(site_key(), code)
	return frappe.db.get_value(TIP, {"code_hash": stored}, "name") if stored else None


# --- taking ----------------------------------------------------------------------------------------------------
def refuse_when_full() -> None:
	"""ValidationError when the public page is off, or today's number of tips is reached."""
	settings = working_days.settings()
	call = _("Call {0}.").format(settings.tip_hotline) if settings.tip_hotline else ""
	if not settings.take_tips:
		frappe.throw(_("Tips are not taken on this page.") + " " + call)
	if frappe.db.count(TIP, {"received_at": (">=", getdate())}) >= settings.tips_per_day:
		frappe.throw(_("No more tips can be taken today. Try again tomorrow.") + " " + call)


def placed(sent: Sent, regions: list[str]) -> Sent:
	"""The tip with a region that is there: the one chosen, else the first one, which is the city."""
	if sent.region in regions:
		return sent
	if not regions:
		frappe.throw(_("Tips are not taken on this page."))
	return replace(sent, region=regions[0])


def take(sent: Sent, informer: Informer, code: str) -> str:
	"""Store a tip; returns its name. The same form sent again is the same tip."""
	if known := of_code(code):
		return known
	tip = frappe.new_doc(TIP)
	tip.update(
		{
			"subject": subject(sent.description),
			"status": tip_words.RECEIVED,
			"received_at": now_datetime(),
			"answer_due": answer_due(getdate(), working_days.settings().tip_answer_days),
			"description": sent.description,
			"place": sent.place,
			"enterprise_name": sent.enterprise_name,
			"region": sent.region,
			"latitude": sent.latitude,
			"longitude": sent.longitude,
			"accuracy": sent.accuracy,
			"is_named": int(informer.is_named),
			"has_phone": int(bool(informer.phone)),
			"code_hash": tip_code.stored_form(site_key(), code),
		}
	)
	frappe.db.savepoint("tip")
	try:
		# the public has no rights here; what it may send was checked
		tip.by_server().insert(ignore_permissions=True)
	except frappe.UniqueValidationError:
		# the same form, sent twice at once
		frappe.db.rollback(save_point="tip")
		frappe.clear_messages()
		return of_code(code)
	tip_informers.keep(tip.name, informer)
	return tip.name


def add_photo(name: str, number: int, content: bytes) -> None:
	"""Add a photo to a tip that nobody has decided yet; one sent before under its number is there already."""
	tip: Document = frappe.get_doc(TIP, name, for_update=True)
	if number in [row.number for row in tip.photos]:
		return
	if tip.status != tip_words.RECEIVED:
		frappe.throw(_("The tip has been dealt with. Send another one for what is new."))
	if not 1 <= number <= MOST_PHOTOS:
		frappe.throw(_("A tip has {0} photos at most.").format(MOST_PHOTOS))
	picture, taken = images.bare(content), images.taken(content)
	if picture is None:
		frappe.throw(_("This is no photo. Send a picture (JPG, PNG or WebP)."))
	file = frappe.get_doc(
		{
			"doctype": "File",
			# the name a file had on somebody's phone may tell whose it is
			"file_name": f"{PREFIX}-{secrets.token_hex(8)}.webp",
			"content": picture,
			"is_private": 1,
			"attached_to_doctype": TIP,
			"attached_to_name": tip.name,
		}
	)
	# as for the tip itself
	file.insert(ignore_permissions=True)
	moment = taken.at if taken.at and taken.at <= now_datetime() else None
	tip.append(
		"photos",
		{
			"number": number,
			"file": file.file_url,
			"taken_on": moment,
			"latitude": taken.latitude,
			"longitude": taken.longitude,
		},
	)
	# as above; a version would repeat where and when the photo was taken, and outlive it
	tip.by_server().save(ignore_permissions=True, ignore_version=True)


def largest_photo() -> int:
	"""Bytes a photo may have."""
	return (cint(working_days.settings().tip_photo_mb) or 10) * 1024 * 1024
