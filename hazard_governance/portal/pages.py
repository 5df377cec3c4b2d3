"""What every portal page goes through: sign-in, the roles of the app, the menu, and one answer for what is not there and
what is not allowed, so that a guessed address tells nothing.

Pages are rendered on the server for the user of the session. They hold no rule: what they show comes from reports,
records and documents, all of which ask the predicate. Frappe's own page for what is not found is not used: it remembers
the address for everybody, also for those who may see it.
"""

from collections.abc import Callable
from contextlib import nullcontext
from urllib.parse import quote, urlencode

import frappe
from frappe import _
from frappe.utils import cint

from hazard_governance import asked_once, whole_rows
from hazard_governance.portal import menu, routes
from hazard_governance.setup.role_names import DESK_USER

NOT_FOUND = "hazard_governance/templates/portal/not_found.html"
# DocType -> its page; all others share one
OWN_PAGES = {"Hazard": "hazard", "Hazard Tip": "tip"}


class NotFound(Exception):
	"""There is no such page for this user."""


def serve(context: dict, show: Callable[[dict], None]) -> None:
	"""Fill `context` by `show` for whoever may see it; otherwise the sign-in, or the page that says it is not there."""
	context.update(no_cache=1, sitemap=0)
	if frappe.session.user == "Guest":
		to_sign_in()
	try:
		require_role()
		with nullcontext() if is_sent() else asked_once.for_a_page():
			frame(context)
			show(context)
	except (NotFound, frappe.PermissionError, frappe.DoesNotExistError):
		not_found(context)


def require_role() -> None:
	"""NotFound for whoever holds no role of the app that sees governed documents."""
	if frappe.session.user != "Administrator" and set(routes.ROLES).isdisjoint(frappe.get_roles()):
		raise NotFound


def frame(context: dict) -> None:
	"""What stands around every page."""
	user = frappe.session.user
	roles = frozenset(frappe.get_roles(user))
	context.update(
		language=frappe.local.lang or "en",
		# nothing but the page's own address decides which entry is marked
		menu=menu.entries(roles, user, frappe.local.path if hasattr(frappe.local, "path") else ""),
		user_name=frappe.utils.get_fullname(user),
		opens_desk=DESK_USER in roles or user == "Administrator",
		csrf_token=frappe.sessions.get_csrf_token() if has_request() else "",
		build=frappe.utils.get_build_version(),
		brand=_("Hazard Governance"),
		done=done(argument("done")),
	)


def with_role(roles: frozenset[str]) -> None:
	"""NotFound for whoever holds none of the roles."""
	if frappe.session.user != "Administrator" and not roles & set(frappe.get_roles()):
		raise NotFound


def done(key: str) -> list[str]:
	"""What is said after an act of this user, [] for any other key."""
	found = frappe.cache.get_value(done_key(key)) if key else None
	return frappe.parse_json(found)["said"] if found else []


def done_key(key: str) -> str:
	"""Where the server remembers an act of the session's user."""
	return f"hazard_governance|portal|{frappe.session.user}|{key}"


def has_request() -> bool:
	return bool(getattr(frappe.local, "request", None))


def is_sent() -> bool:
	"""Whether the request sends a form; any other one shows a page, and changes nothing."""
	return has_request() and frappe.local.request.method == "POST"


def not_found(context: dict) -> None:
	"""The same page and the same words, whether there is nothing or it is not for this user."""
	frappe.clear_messages()
	if "menu" not in context:
		context.update(
			menu=[], language=frappe.local.lang or "en", user_name="", brand=_("Hazard Governance")
		)
	context.update(
		template=NOT_FOUND,
		http_status_code=404,
		title=_("Not Found", context="Portal"),
		build=frappe.utils.get_build_version(),
	)


def to_sign_in() -> None:
	"""Send a guest to the sign-in, and back to this page afterwards."""
	here = frappe.local.request.full_path.rstrip("?") if has_request() else "/hazards"
	redirect("/login?" + urlencode({"redirect-to": here}), 302)


def redirect(address: str, code: int = 303) -> None:
	"""Leave for another page. 303: what was sent is not sent once more."""
	frappe.local.flags.redirect_location = frappe.flags.redirect_location = address
	raise frappe.Redirect(code)


def argument(name: str) -> str:
	"""A value of the address, "" when it was not given; never more than one."""
	value = frappe.form_dict.get(name) or ""
	return value.strip() if isinstance(value, str) else ""


def link(page: str, /, **arguments) -> str:
	"""Address of a portal page; empty arguments are left out."""
	given = {name: value for name, value in arguments.items() if value not in ("", None)}
	path = "/hazards" + (f"/{page}" if page else "")
	return path + ("?" + urlencode(given) if given else "")


def record(doctype: str, name: str) -> str:
	"""Address of the page of a document other than a hazard."""
	return link(f"record/{frappe.scrub(doctype).replace('_', '-')}/{quote(name)}")


def record_link(doc) -> str:
	"""Address of the page of a document; the home page where there is none."""
	if doc is None:
		return link("")
	page = OWN_PAGES.get(doc.doctype)
	return link(f"{page}/{quote(doc.name)}") if page else record(doc.doctype, doc.name)


def paged(total: int, size: int) -> tuple[int, int]:
	"""(page asked for, last page) of so many rows, `size` on a page; both count from one."""
	last = max(-(-total // size), 1)
	return min(max(cint(argument("page")), 1), last), last


def file_link(url: str) -> str:
	"""Address of an uploaded file for a page; "" for anything that is no file of this site."""
	return quote(url, safe="/") if (url or "").startswith(("/private/files/", "/files/")) else ""


def document(doctype: str, name: str):
	"""The document, for whoever may read it; NotFound otherwise."""
	read = frappe.get_doc if is_sent() else whole_rows.document
	doc = read(doctype, name) if name else None
	if doc is None or not frappe.has_permission(doctype, "read", doc=doc):
		raise NotFound
	return doc
