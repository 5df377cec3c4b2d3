"""What the pages of the portal cost: every page that a person gets to by its links, one of each kind or a few, in queries.

For the test that keeps them cheap and for benchmarks/pages.py.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import frappe

from hazard_governance.permissions import members
from hazard_governance.portal import routes
from hazard_governance.records import STEP_DOCUMENTS

MOST_QUERIES = 30
LINK = re.compile(r'href="(/hazards[^"#]*)')
# arguments that make another page of an address; the others choose a document, an order or a part of a list
KINDS = ("act", "list", "kind", "part")
OF_DOCUMENTS = (
	"hazards/hazard",
	"hazards/record",
	"hazards/act",
	"hazards/write",
	"hazards/tip",
	"hazards/tip-informer",
)
STARTS = tuple(
	"/" + page.removesuffix("/index") for page in sorted(routes.PORTAL_PAGES) if page not in OF_DOCUMENTS
)


def forget_request() -> None:
	"""As at the beginning of a request: what is kept for the length of one is gone, the caches of the site are warm."""
	user, session = frappe.session.user, frappe.session.data
	frappe.set_user(user)
	frappe.local.session.data = session
	frappe.local.request_cache = defaultdict(dict)
	frappe.db.value_cache.clear()
	members.clear_cache()


@contextmanager
def counted_queries() -> Iterator[list[str]]:
	"""Yields a list that grows by one for every query sent to the database."""
	sent: list[str] = []
	original = frappe.db.sql

	def counting(query, *args, **kwargs):
		sent.append(str(query))
		return original(query, *args, **kwargs)

	frappe.db.sql = counting
	try:
		yield sent
	finally:
		frappe.db.sql = original


def kind_of(address: str) -> str:
	"""What sort of page it is: the address without the names of documents."""
	parts = urlsplit(address)
	path = parts.path.strip("/").split("/")
	if path[1:2] in (["hazard"], ["tip"]):
		path[2:3] = ["…"]
	elif path[1:2] == ["record"]:
		path[3:] = ["…"]
	chosen = [f"{name}={value}" for name, value in parse_qsl(parts.query) if name in KINDS]
	return "/" + "/".join(path) + ("?" + "&".join(chosen) if chosen else "")


def fullest_hazards(number: int) -> list[str]:
	"""Hazards in the list of the session's user with the most documents, the fullest one first."""
	if not frappe.has_permission("Hazard", "read"):
		return []
	documents: Counter[str] = Counter()
	for doctype in STEP_DOCUMENTS:
		documents.update(frappe.get_all(doctype, pluck="hazard", order_by="creation asc"))
	seen = set(frappe.get_list("Hazard", pluck="name", order_by="name asc", limit_page_length=0))
	return [name for name, _number in documents.most_common() if name in seen][:number]


def reached(
	visit: Callable[[str], str | None], hazards: Iterable[str] = (), of_a_kind: int = 2
) -> Iterator[str]:
	"""Addresses of pages that the session's user gets to: those of the portal and of the hazards, then whatever these link
	to, a few of each kind. `visit` returns what a page holds, None where it is not for this person."""
	waiting = [*(f"/hazards/hazard/{name}" for name in hazards), *STARTS]
	known, seen = set(waiting), Counter()
	while waiting:
		address = waiting.pop(0)
		if seen[kind_of(address)] == of_a_kind:
			continue
		page = visit(address)
		if page is None:
			continue
		seen[kind_of(address)] += 1
		yield address
		found = links(page)
		waiting += [link for link in found if link not in known]
		known.update(found)


def links(page: str, to: str = "/hazards") -> list[str]:
	"""Addresses of the portal that a page leads to, each once."""
	return [link for link in dict.fromkeys(map(unescape, LINK.findall(page))) if link.startswith(to)]
