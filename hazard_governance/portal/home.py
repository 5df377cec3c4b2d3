"""The pages that are not about one document: home, what waits, and the register."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count
from frappe.utils import format_date

from hazard_governance.api import calls
from hazard_governance.domain import vocabulary as v
from hazard_governance.permissions.members import memberships
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.portal import menu, pages, waiting

PAGE = 25


def show_home(context: dict) -> None:
	"""Every list of what waits, with the number of its entries, and the calls of today."""
	lists = waiting.waiting()
	if menu.OF_CALLS & set(frappe.get_roles()) or frappe.session.user == "Administrator":
		lists.append(_Calls(*calls.number_of_calls()))
	member = memberships(frappe.session.user)
	context.update(
		title=_("Hazard Governance"),
		waiting=[
			{
				"title": one.title,
				"address": one.address,
				"count": len(one.items),
				"late": one.late,
			}
			for one in lists
		],
		may_report=frappe.has_permission("Hazard", "create"),
		units=[*(a.name for a in member.authorities), *member.enterprises, *member.organs],
	)


class _Calls:
	"""The call list as one of the lists."""

	def __init__(self, count: int, late: int) -> None:
		self.title, self.address, self.items, self.late = (
			_("Calls of Today"),
			"/hazards/calls",
			range(count),
			late,
		)


def show_waiting(context: dict) -> None:
	"""One list of what waits, whole: its length is the number on the home page."""
	found = waiting.by_key(pages.argument("list"))
	context.update(title=found.title, found=found, format_date=format_date)


def show_register(context: dict) -> None:
	"""Hazards within scope, the newest first, a page at a time."""
	if not frappe.has_permission("Hazard", "read"):
		raise pages.NotFound
	wanted = {name: pages.argument(name) for name in ("text", "stage", "classification")}
	hazard = DocType("Hazard")
	total = _narrowed(frappe.qb.from_(hazard).select(Count("*")), hazard, wanted).run()[0][0]
	number, last = pages.paged(total, PAGE)
	rows = (
		_narrowed(
			frappe.qb.from_(hazard).select(
				hazard.name,
				hazard.hazard_title,
				hazard.register_no,
				hazard.enterprise,
				hazard.place,
				hazard.stage,
				hazard.classification,
				hazard.rectification_due,
				hazard.found_on,
			),
			hazard,
			wanted,
		)
		.orderby(hazard.creation, order=frappe.qb.desc)
		.orderby(hazard.name)
		.limit(PAGE)
		.offset((number - 1) * PAGE)
		.run(as_dict=True)
	)
	context.update(
		title=_("Hazards"),
		wanted=wanted,
		rows=rows,
		total=total,
		number=number,
		last=last,
		stages=v.STAGES,
		classes=(v.MAJOR, v.GENERAL),
		address=lambda page: pages.link("register", **{**wanted, "page": page}),
		format_date=format_date,
	)


def _narrowed(query, hazard, wanted: dict):
	if wanted["stage"] in v.STAGES:
		query = query.where(hazard.stage == wanted["stage"])
	if wanted["classification"] in (v.MAJOR, v.GENERAL):
		query = query.where(hazard.classification == wanted["classification"])
	if wanted["text"]:
		like = "%" + wanted["text"].replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
		query = query.where(
			hazard.hazard_title.like(like)
			| hazard.register_no.like(like)
			| hazard.enterprise.like(like)
			| (hazard.name == wanted["text"])
		)
	return apply_scope(query, hazard, "Hazard")
