"""What the public page calls (群众举报): open to everybody, without signing in.

A request carries no session: the page sends none, and a request that comes with one is refused, so that nobody's tip is
tied to their account and no other site can send one in their name. Limited by address and by the day; the address is
counted in memory for an hour and kept nowhere.
"""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import cint, format_date

from hazard_governance import tips, working_days
from hazard_governance.domain import tip_code
from hazard_governance.domain.tips import OUTCOMES, check_sent, sent_tip
from hazard_governance.messages import throw_deficiencies
from hazard_governance.tip_decisions import known_regions

HOUR = 3600
LOOK_UPS, LOOK_UP_SECONDS = 20, 600


def _tips_per_address() -> int:
	return working_days.settings().tips_per_address


def _photos_per_address() -> int:
	# each once, and once more when an answer was lost
	return 2 * tips.MOST_PHOTOS * _tips_per_address()


def _refuse_a_session() -> None:
	if frappe.session.user != "Guest":
		raise frappe.PermissionError(
			_("A tip is sent without being signed in. Open the page /tip and send it there.")
		)


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=_photos_per_address, seconds=HOUR)
def begin() -> dict:
	"""{form}: the token of one form. For everybody; it gives no right to see anything."""
	return {"form": tips.new_form()}


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=_tips_per_address, seconds=HOUR)
def send(form: str, secret: dict | str) -> dict:
	"""Take a tip from anybody; returns {code}, with which its outcome is looked up. The same form again: the same code.

	secret: {tip: {description, place, enterprise_name, region, latitude, longitude, accuracy, consent}, name, phone}, the
	last two as they like. People sign what they write, and what is called so is repeated in no error log.
	"""
	_refuse_a_session()
	code = tips.code_of_form(form)
	secret = frappe.parse_json(secret)
	if not isinstance(secret, dict) or not isinstance(secret.get("tip"), dict):
		frappe.throw(_("The tip cannot be read. Load the page again."))
	if secret["tip"].get("website"):
		# a field that people do not see: a program filled it in, and is told what it wants to hear
		return {"code": tip_code.shown(code)}
	sent, who = sent_tip(secret["tip"], secret)
	throw_deficiencies(check_sent(sent, who), title=_("Please correct"))
	if not tips.of_code(code):
		tips.refuse_when_full()
	tips.take(tips.placed(sent, [row.name for row in known_regions()]), who, code)
	return {"code": tip_code.shown(code)}


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=_photos_per_address, seconds=HOUR)
def add_photo(form: str, number: int) -> dict:
	"""Add the uploaded photo to the tip of this form, which was sent before; returns {number}. For whoever holds the
	form; the same number again changes nothing."""
	_refuse_a_session()
	name = tips.of_code(tips.code_of_form(form))
	upload = frappe.request.files.get("file")
	if not name or not upload:
		frappe.throw(_("Send the tip first, then its photos."))
	content = upload.stream.read(tips.largest_photo() + 1)
	if len(content) > tips.largest_photo():
		frappe.throw(
			_("The photo is larger than {0} MB. Send a smaller one.").format(
				tips.largest_photo() // 1024 // 1024
			)
		)
	tips.add_photo(name, cint(number), content)
	return {"number": cint(number)}


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=LOOK_UPS, seconds=LOOK_UP_SECONDS)
def look_up(code: str) -> dict:
	"""{found, outcome, received_on, decided_on} of the tip with this code, and no more; {found: False} for every other
	code, well formed or not."""
	name = tips.of_code(code)
	if not name:
		return {"found": False}
	row = frappe.db.get_value(tips.TIP, name, ["status", "received_at", "decided_at"], as_dict=True)
	return {
		"found": True,
		"outcome": _(OUTCOMES[row.status]),
		"received_on": format_date(row.received_at),
		"decided_on": format_date(row.decided_at) if row.decided_at else "",
	}
