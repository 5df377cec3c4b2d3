"""Visiting pages of the portal as a browser does: one request after the other, as a person or a guest."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

import frappe
from frappe.utils import set_request
from frappe.website.serve import get_response

from hazard_governance.tests import base

TAGS = re.compile(r"<(?:script|style)[^>]*>.*?</(?:script|style)>|<[^>]+>", re.S)
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


class PortalVisits:
	"""For test cases on a site; `user` is a name of a user, or "Guest"."""

	def setUp(self) -> None:
		super().setUp()
		self.tokens: dict[str, str] = {}
		self.addCleanup(self.leave)

	def leave(self) -> None:
		frappe.local.request = None
		frappe.local.form_dict = frappe._dict()
		frappe.local.lang = "en"

	def visit(self, user: str, path: str, language: str = "en", sent: dict | None = None, **query):
		"""The page as `user` gets it: status, html, text without tags, location. `sent`: POST with these fields; a file is
		a pair of a stream and its name."""
		fields = {name: value for name, value in (sent or {}).items() if not isinstance(value, tuple)}
		with base.as_user(user):
			frappe.local.session.data.csrf_token = self.tokens.setdefault(user, frappe.generate_hash())
			given = {
				"path": path,
				"query_string": urlencode(query),
				"method": "GET" if sent is None else "POST",
			}
			set_request(**given, **({"data": sent} if sent is not None else {}))
			frappe.local.form_dict = frappe._dict({**query, **fields})
			frappe.local.lang = language
			frappe.local.flags.redirect_location = frappe.flags.redirect_location = None
			frappe.local.response = frappe._dict(docs=[])
			frappe.clear_messages()
			response = self.response = get_response(path)
			html = response.get_data(as_text=True)
		return frappe._dict(
			status=response.status_code,
			html=html,
			text=re.sub(r"\s+", " ", unescape(TAGS.sub(" ", html))),
			location=response.headers.get("Location") or "",
			address=path + ("?" + urlencode(query) if query else ""),
		)

	def follow(self, user: str, location: str, **more):
		"""The page that an address leads to."""
		parts = urlsplit(location)
		return self.visit(user, parts.path, **{**dict(parse_qsl(parts.query)), **more})

	# --- acts ------------------------------------------------------------------------------------------------------------
	def form(self, user: str, act: str, doc=None, row: str = ""):
		"""The page with the form of an act."""
		given = {"act": act, "on": doc.name if doc else "", "row": row}
		return self.visit(user, "/hazards/act", **{name: value for name, value in given.items() if value})

	def hidden(self, page) -> dict:
		"""What the form carries without showing it."""
		return {name: unescape(value) for name, value in HIDDEN.findall(page.html)}

	def send(self, user: str, act: str, doc=None, row: str = "", **values):
		"""Open the form, fill it in, send it; the answer."""
		page = self.form(user, act, doc, row)
		self.assertEqual(page.status, 200, page.text[:600])
		return self.visit(user, "/hazards/act", sent={**self.hidden(page), **values})

	def done(self, user: str, act: str, doc=None, row: str = "", **values):
		"""As `send`, and it was done: the page that it leads to."""
		answer = self.send(user, act, doc, row, **values)
		self.assertEqual(answer.status, 303, answer.text[:900])
		return self.follow(user, answer.location)

	def refused(self, user: str, words: str, act: str, doc=None, row: str = "", **values):
		"""As `send`, and it was not done, with these words."""
		answer = self.send(user, act, doc, row, **values)
		self.assertEqual(answer.status, 422, answer.text[:600])
		self.assertIn(words, answer.text)
		return answer

	def closed_to(self, act: str, doc, *users: str, row: str = "") -> None:
		"""Neither the form nor a forged sending of it gets past these people."""
		for user in users:
			with self.subTest(act, user=user):
				self.assertIn(self.form(user, act, doc, row).status, (302, 404))
				forged = {
					"act": act,
					"on": doc.name,
					"row": row,
					"once": frappe.generate_hash(),
					"modified": str(frappe.db.get_value(doc.doctype, doc.name, "modified")),
					"csrf_token": self.tokens[user],
				}
				self.assertIn(self.visit(user, "/hazards/act", sent=forged).status, (302, 404, 409))
