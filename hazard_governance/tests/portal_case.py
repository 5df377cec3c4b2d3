"""Visiting pages of the portal as a browser does: one request after the other, as a person or a guest."""

import re
from html import unescape
from urllib.parse import urlencode, urlsplit

import frappe
from frappe.utils import set_request
from frappe.website.serve import get_response

from hazard_governance.tests import base
from hazard_governance.tests.return_world import ReturnTestCase

TAGS = re.compile(r"<[^>]+>")


class PortalTestCase(ReturnTestCase):
	def setUp(self) -> None:
		super().setUp()
		self.addCleanup(self.leave)

	def leave(self) -> None:
		frappe.local.request = None
		frappe.local.form_dict = frappe._dict()
		frappe.local.lang = "en"

	def visit(
		self,
		who: str,
		path: str,
		method: str = "GET",
		language: str = "en",
		sent: dict | None = None,
		**query,
	):
		"""The page as `who` ("guest" included) gets it: status, html, text without tags, location."""
		user = "Guest" if who == "guest" else self.users.get(who, who)
		with base.as_user(user):
			address = path + ("?" + urlencode(query) if query else "")
			given = {"method": method, "path": path, "query_string": urlencode(query)}
			set_request(**given, **({"data": sent} if sent is not None else {}))
			frappe.local.form_dict = frappe._dict({**query, **(sent or {})})
			frappe.local.lang = language
			frappe.local.flags.redirect_location = frappe.flags.redirect_location = None
			frappe.local.response = frappe._dict(docs=[])
			response = get_response(path)
			html = response.get_data(as_text=True)
		return frappe._dict(
			status=response.status_code,
			html=html,
			text=re.sub(r"\s+", " ", unescape(TAGS.sub(" ", html))),
			location=response.headers.get("Location") or "",
			address=address,
		)

	def follow(self, who: str, location: str, **more):
		"""The page that a redirection leads to."""
		parts = urlsplit(location)
		query = dict(part.split("=", 1) for part in parts.query.split("&") if part)
		return self.visit(who, parts.path, **query, **more)
