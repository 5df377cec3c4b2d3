"""Further pages: monthly returns, the calls of today, one's own measures, referrals."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count
from frappe.utils import format_date, getdate

from hazard_governance.api import calls as calls_api
from hazard_governance.api import measures as measures_api
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.clocks import is_overdue
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.portal import menu, pages
from hazard_governance.portal.acts import registry

PAGE = 25
MOST_HAZARDS = 10  # of one call; whoever picks up the phone does not read out more


def show_returns(context: dict) -> None:
	"""Monthly returns within scope, the latest month first, and the way to begin one."""
	pages.with_role(menu.OF_RETURNS)
	of = DocType("Hazard Return")
	total = apply_scope(frappe.qb.from_(of).select(Count("*")), of, "Hazard Return").run()[0][0]
	number, last = pages.paged(total, PAGE)
	query = (
		frappe.qb.from_(of)
		.select(
			of.name,
			of.title,
			of.month,
			of.status,
			of.receipt_state,
			of.rows_total,
			of.nil_return,
			of.submitted_at,
		)
		.orderby(of.month, order=frappe.qb.desc)
		.orderby(of.creation, order=frappe.qb.desc)
		.limit(PAGE)
		.offset((number - 1) * PAGE)
	)
	begin = registry.ACTS["collect-return"]
	context.update(
		title=_("Monthly Returns"),
		rows=apply_scope(query, of, "Hazard Return").run(as_dict=True),
		total=total,
		number=number,
		last=last,
		begin={"label": begin.label, "address": registry.address(begin.key)} if begin.may(None, "") else None,
		record=pages.record,
		address=lambda page: pages.link("returns", **{"page": page}),
		format_date=format_date,
	)


def show_calls(context: dict) -> None:
	"""Whom the office phones today and why, page by page; each call is recorded at the hazard it was about."""
	pages.with_role(menu.OF_CALLS)
	found = calls_api.call_list()
	sides = (
		("Enterprise", _("Enterprises to Call")),
		("Authority", _("Authorities to Call")),
		("Own Desk", _("On Your Own Desk")),
	)
	calls = [call for side, _title in sides for call in found["calls"] if call["side"] == side]
	number, last = pages.paged(len(calls), PAGE)
	shown = calls[(number - 1) * PAGE : number * PAGE]
	context.update(
		title=_("Call List for Today"),
		may_record=found["may_record"],
		groups=[
			{
				"title": title,
				"total": sum(call["side"] == side for call in calls),
				"calls": [_call(call) for call in shown if call["side"] == side],
			}
			for side, title in sides
		],
		total=len(calls),
		number=number,
		last=last,
		address=lambda page: pages.link("calls", page=page),
		record=lambda hazard: registry.address("record-call", hazard),
	)


def _call(call: dict) -> dict:
	"""One call with its first hazards; how many more there are is said."""
	hazards: dict[str, dict] = {}
	for reason in call["reasons"]:
		one = hazards.setdefault(
			reason["hazard"],
			{
				"name": reason["hazard"],
				"title": reason["hazard_title"],
				"called": reason["called"],
				"reasons": [],
			},
		)
		one["reasons"].append(reason)
	shown = list(hazards.values())[:MOST_HAZARDS]
	return {
		"party": call["party"],
		"phones": call["phones"],
		"hazards": shown,
		"more": len(hazards) - len(shown),
	}


def show_measures(context: dict) -> None:
	"""The measures that name the user: open ones first, by deadline."""
	pages.with_role(menu.OF_MEASURES)
	found = measures_api.my_measures()
	context.update(
		title=_("My Measures"),
		measures=found,
		open_status=v.OPEN,
		complete=lambda card: registry.address("complete-measure", card["hazard"], card["row"]),
		format_date=format_date,
	)


def show_referrals(context: dict) -> None:
	"""Referrals within scope, the latest first, a page at a time."""
	pages.with_role(menu.OF_REFERRALS)
	of = DocType("Case Referral")
	total = apply_scope(frappe.qb.from_(of).select(Count("*")), of, "Case Referral").run()[0][0]
	number, last = pages.paged(total, PAGE)
	query = (
		frappe.qb.from_(of)
		.select(of.name, of.hazard_title, of.enterprise, of.letter_no, of.status, of.sent_at, of.answer_due)
		.orderby(of.creation, order=frappe.qb.desc)
		.orderby(of.name)
		.limit(PAGE)
		.offset((number - 1) * PAGE)
	)
	rows, today = apply_scope(query, of, "Case Referral").run(as_dict=True), getdate()
	for row in rows:
		row.late = row.status == v.RECEIVED and is_overdue(row.answer_due, today)
	context.update(
		title=_("Referrals"),
		rows=rows,
		total=total,
		number=number,
		last=last,
		record=pages.record,
		address=lambda page: pages.link("referrals", **{"page": page}),
		format_date=format_date,
	)
