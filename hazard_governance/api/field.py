"""Reporting in the field: what the page /report-hazard calls. Everything is written with the rights of its user."""

from datetime import datetime, timezone

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.sessions import get_csrf_token
from frappe.utils import cint, convert_utc_to_system_timezone, get_fullname, now_datetime

from hazard_governance import evidence, field_reports
from hazard_governance.domain import vocabulary as v
from hazard_governance.permissions.members import memberships

# what the page asks, the same as the quick entry of the desk and one line of what is there
ASKED = ("hazard_title", "enterprise", "place", "source", "existing_condition")
MOST_ENTERPRISES = 2000


@frappe.whitelist()
def start() -> dict:
	"""What the page needs to work without signal: who is signed in, their enterprises, and the token their requests
	carry. For whoever may report hazards."""
	frappe.has_permission("Hazard", "create", throw=True)
	user = frappe.session.user
	member = memberships(user)
	names = frappe.get_list(
		"Regulated Enterprise",
		filters={"disabled": 0},
		pluck="name",
		order_by="name asc",
		limit=MOST_ENTERPRISES,
	)
	office = bool(member.authorities) and not member.enterprises
	return {
		"user": user,
		"full_name": get_fullname(user),
		"csrf_token": get_csrf_token(),
		"enterprises": names,
		"source": v.ENFORCEMENT_INSPECTION if office else v.SELF_INSPECTION,
		"inspection_authority": member.authorities[0].name if office and len(member.authorities) == 1 else "",
		"desk": frappe.get_cached_value("User", user, "user_type") == "System User",
		"largest_mb": cint(frappe.get_cached_value("Hazard Governance Settings", None, "max_file_mb")) or 20,
	}


@frappe.whitelist(methods=["POST"])
def report(key: str, user: str, values: dict | str) -> dict:
	"""Register what was seen, once for each key; returns {hazard, photos: numbers stored}. For whoever may register it.

	key: made by the phone, a UUID. user: whose report it is, who must be the one signed in. values: ASKED,
	inspection_authority, found_at (milliseconds since 1970, of the phone's clock; one that is ahead counts as now) and
	measure (what was done at once).
	"""
	_must_be(user)
	given = frappe.parse_json(values)
	if not isinstance(given, dict):
		frappe.throw(_("The report cannot be read. Load the page again."))
	name = field_reports.name_of(user, key)
	hazard = field_reports.once(name, lambda: _register(given))
	return {"hazard": hazard, "photos": field_reports.stored_photos(name)}


@frappe.whitelist(methods=["POST"])
def add_photo(key: str, user: str, number: int) -> dict:
	"""Add the uploaded photo to the hazard of a report, once for each number; returns {number}. For whoever sent the
	report and may change the hazard."""
	_must_be(user)
	number = cint(number)
	name = field_reports.name_of(user, key)
	hazard = field_reports.hazard_of(name)
	upload = frappe.request.files.get("file")
	if not hazard or not upload or number < 1:
		frappe.throw(_("Send the report first, then its photos."))
	content = upload.stream.read()
	photo = field_reports.name_of(user, key, number)
	field_reports.once(photo, lambda: _attach(hazard, number, content), report=name, number=number)
	return {"number": number}


def _must_be(user: str) -> None:
	"""Raise AuthenticationError unless `user` is signed in: what one person wrote, nobody else sends."""
	if user != frappe.session.user:
		raise frappe.AuthenticationError(
			_("Another person is signed in. Sign in as {0} to send this.").format(user)
		)


def _register(given: dict) -> str:
	found = _found_on(given.get("found_at"))
	doc = frappe.get_doc(
		{
			"doctype": "Hazard",
			**{field: given[field] for field in ASKED if isinstance(given.get(field), str)},
			"found_on": found,
		}
	)
	if doc.source == v.ENFORCEMENT_INSPECTION:
		doc.inspection_authority = given.get("inspection_authority") or None
	if given.get("measure"):
		doc.append(
			"immediate_measures",
			{"measure": given["measure"], "taken_by": get_fullname(frappe.session.user), "taken_at": found},
		)
	return doc.insert().name


def _found_on(milliseconds: object) -> datetime:
	"""The site's time of a moment of the phone's clock, not later than now."""
	now = now_datetime().replace(microsecond=0)
	try:
		moment = datetime.fromtimestamp(float(milliseconds) / 1000, timezone.utc)
	except (TypeError, ValueError, OverflowError, OSError):
		return now
	local = convert_utc_to_system_timezone(moment.replace(tzinfo=None)).replace(tzinfo=None, microsecond=0)
	return min(local, now)


def _attach(hazard: str, number: int, content: bytes) -> str:
	doc: Document = frappe.get_doc("Hazard", hazard)
	doc.check_permission("write")
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"field-{number}.jpg",
			"content": content,
			"is_private": 1,
			"attached_to_doctype": "Hazard",
			"attached_to_name": hazard,
		}
	)
	# the document's own permission to write was asked; it is asked again when it is saved
	evidence.refuse_upload(file)
	file.insert()
	if number == 1 and not doc.photo and doc.stage == v.REGISTERED:
		doc.photo = file.file_url
	else:
		doc.append("evidence", {"file": file.file_url, "kind": "Before"})
	doc.save()
	return hazard
