"""The public page of a major hazard on a site: who opened it, and the page itself for anybody who has its address.

The address holds a key that nobody guesses; a wrong key, a withdrawn page and a hazard that has none get one and the
same answer. No login, no script, no file of the record, nothing kept by browsers or search engines.
"""

import re
import secrets
import time

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, get_fullname, now_datetime
from werkzeug.wrappers import Response

from hazard_governance import informers
from hazard_governance.domain import public_page as rules
from hazard_governance.domain.facts import Hazard, Settings
from hazard_governance.messages import throw_deficiencies
from hazard_governance.papers.html import render
from hazard_governance.public_addresses import ROUTE, address
from hazard_governance.records import load_record

KEY = re.compile(r"[0-9a-f]{32}")
LANGUAGES = ("zh", "en")
# one address: as many pages as a person reads, not as many as it takes to try keys
REQUESTS, SECONDS = 60, 60
HEADERS = {
	"Cache-Control": "no-store",
	"X-Robots-Tag": "noindex, nofollow, noarchive",
	"Referrer-Policy": "no-referrer",
	"X-Content-Type-Options": "nosniff",
	"X-Frame-Options": "DENY",
	"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
}


# --- opened and withdrawn by an authority --------------------------------------------------------------------------------
def release(doc: Document, authority: str) -> str:
	"""Open the page of the hazard for `authority`; the address. The caller has asked for the authority's right."""
	throw_deficiencies(rules.check_release(load_record(doc.name)), title=_("Not released"))
	doc.append(
		"public_releases",
		{"authority": authority, "released_by": frappe.session.user, "released_at": _now()},
	)
	# the key stays when a page is opened again: the board at the enterprise carries it
	_save(doc, public_token=doc.public_token or secrets.token_hex(16))
	return address(doc.public_token)


def withdraw(doc: Document, authority: str, reason: str) -> None:
	"""Close the page of the hazard for `authority`, from this moment on."""
	throw_deficiencies(
		rules.check_withdrawal(Hazard.from_mapping(doc.as_dict()), reason), title=_("Not withdrawn")
	)
	doc.public_releases[-1].update(
		{
			"withdrawn_for": authority,
			"withdrawn_by": frappe.session.user,
			"withdrawn_at": _now(),
			"withdrawal_reason": reason,
		}
	)
	_save(doc)


def _now():
	return now_datetime().replace(microsecond=0)


def _save(doc: Document, **values) -> None:
	doc.set_by_server(public_releases=doc.public_releases, **values)
	# telling the public is the authority's act, in every stage; it need not have the right to write the description
	doc.save(ignore_permissions=True)


# --- the page ------------------------------------------------------------------------------------------------------------
class PublicPage:
	"""Renderer of `/hazard-notice/<key>` for Frappe's web site."""

	def __init__(self, path: str, http_status_code: int | None = None) -> None:
		self.path = path

	def can_render(self) -> bool:
		return self.path == ROUTE or self.path.startswith(f"{ROUTE}/")

	def render(self) -> Response:
		language = _language()
		if _too_many():
			return _answer("page_gone.html", language, 429)
		notice = find(self.path.partition("/")[2])
		if notice is None:
			return _answer("page_gone.html", language, 404)
		return _answer("page.html", language, 200, notice=notice)


def find(key: str) -> rules.PublicNotice | None:
	"""What the page with this key shows; None for every key that opens none."""
	if not KEY.fullmatch(key) or not cint(
		frappe.db.get_single_value(Settings.DOCTYPE, "public_pages", cache=True)
	):
		return None
	row = frappe.db.get_value("Hazard", {"public_token": key}, ["name", "registered_by"], as_dict=True)
	if not row:
		return None
	reporters = [get_fullname(row.registered_by)] if row.registered_by else []
	record = load_record(row.name)
	return rules.notice(record, reporters, informers.words(record))


def _answer(template: str, language: str, status: int, **values) -> Response:
	page = render(template, language, status=status, other="en" if language == "zh" else "zh", **values)
	return Response(page, status=status, mimetype="text/html", headers=HEADERS)


def _language() -> str:
	"""The language asked for in the address, else the browser's, else Chinese."""
	asked = frappe.form_dict.get("lang")
	if asked in LANGUAGES:
		return asked
	request = getattr(frappe.local, "request", None)
	return (request and request.accept_languages.best_match(LANGUAGES)) or LANGUAGES[0]


def _too_many() -> bool:
	"""Whether this address has asked too often within the running minute."""
	ip = getattr(frappe.local, "request_ip", None) or ""
	key = frappe.cache.make_key(f"{ROUTE}:{ip}:{int(time.time()) // SECONDS}")
	count = frappe.cache.incrby(key, 1)
	if count == 1:
		frappe.cache.expire(key, SECONDS)
	return count > REQUESTS
