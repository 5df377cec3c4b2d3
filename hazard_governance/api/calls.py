"""The call list for today (今日催办清单): whom an office phones and why, and the record that it did."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, get_url_to_form, getdate, now_datetime

from hazard_governance import working_days
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.call_list import Call
from hazard_governance.domain.deadlines import CASES_THAT_RUN, DueItem, urgency
from hazard_governance.domain.escalation import when
from hazard_governance.domain.tip_words import RECEIVED
from hazard_governance.domain.tips import TIP_CLOCK, is_overdue
from hazard_governance.permissions import predicate
from hazard_governance.reminding.register import values_of
from hazard_governance.reminding.words import say
from hazard_governance.reporting.calls import called_today, calls
from hazard_governance.reporting.deadline_filters import DeadlineFilters, deadline_filters
from hazard_governance.reporting.deadlines import due_items
from hazard_governance.reporting.tips import tips_to_answer
from hazard_governance.server_kept import BY_SERVER
from hazard_governance.setup.role_names import CITY_OFFICE, COUNTY_OFFICE, DEPARTMENT, TASK_FORCE

CALLERS = frozenset((COUNTY_OFFICE, DEPARTMENT, CITY_OFFICE))
READERS = CALLERS | {TASK_FORCE}
MOST_AT_ONCE = 50
LONGEST_NOTE = 500


@frappe.whitelist()
def call_list(filters: dict | str | None = None) -> dict:
	"""{"today", "calls", "tips", "may_record"}: whom the user's office phones today, within the scope of the session user.

	For offices and the task force. Each call: side (Enterprise, Authority, Own Desk), party, phones [{of, number}],
	reasons [{when, what, hazard, hazard_title, register_no, owner, authority (that supervises), is_overdue, link, called}], the most urgent first. tips: from the public, that wait for an answer [{when, subject, place, county, is_overdue, link}].
	"""
	user, today = frappe.session.user, getdate()
	_check_role(READERS)
	wanted, days = deadline_filters(filters), cint(working_days.settings().call_days_ahead)
	found = calls(wanted, user, today, days)
	called = called_today((item.hazard for call in found for item in call.items), user, today)
	return {
		"today": today.isoformat(),
		"may_record": user == "Administrator" or bool(set(frappe.get_roles(user)) & CALLERS),
		"calls": [_call(call, called, today) for call in found],
		"tips": [_tip(row, today) for row in tips_to_answer(wanted, user, today, days)],
	}


def number_of_calls() -> tuple[int, int]:
	"""How many calls the list of today has, and how many of them about something that is overdue."""
	user, today = frappe.session.user, getdate()
	_check_role(READERS)
	days = cint(working_days.settings().call_days_ahead)
	found = calls(deadline_filters(None), user, today, days, with_phones=False)
	late = sum(any(item.offset(today) > 0 for item in call.items) for call in found)
	return len(found), late


@frappe.whitelist(methods=["POST"])
def record_call(hazards: list | str, note: str | None = None) -> dict:
	"""Record that a telephone call was made about these hazards. Returns {"recorded": number of hazards}.

	For members of an office that supervises every one of them, none of its enterprise. Each call is kept as a Hazard
	Reminder; where the office supervises the hazard by a case in force, it is an urging of that case, else a comment.
	"""
	names = _names(hazards)
	text = (note or "").strip()
	if len(text) > LONGEST_NOTE:
		frappe.throw(_("Note: {0} characters are enough. Shorten it.").format(LONGEST_NOTE))
	today = getdate()
	_check_role(CALLERS)
	days = cint(working_days.settings().call_days_ahead)
	wanted = DeadlineFilters(hazards=tuple(names))
	items = sorted(due_items(wanted, frappe.session.user, today, days), key=lambda item: urgency(item, today))
	for name in names:
		_record(name, [item for item in items if item.hazard == name], today, text)
	return {"recorded": len(names)}


def _check_role(roles: frozenset[str]) -> None:
	user = frappe.session.user
	if user != "Administrator" and not set(frappe.get_roles(user)) & roles:
		frappe.throw(_("The call list is for the offices that supervise."), frappe.PermissionError)


def _names(hazards: list | str) -> list[str]:
	names = frappe.parse_json(hazards) if isinstance(hazards, str) else hazards
	if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
		frappe.throw(_("Name the hazards that the call was about."))
	if len(names) > MOST_AT_ONCE:
		frappe.throw(_("One call is about {0} hazards at most.").format(MOST_AT_ONCE))
	return list(dict.fromkeys(names))


def _tip(row: dict, today) -> dict:
	return {
		"when": say(when(DueItem(clock=TIP_CLOCK, due=row["answer_due"]), today), frappe.local.lang),
		"is_overdue": is_overdue(RECEIVED, row["answer_due"], today),
		"link": get_url_to_form("Hazard Tip", row["name"]),
		**{key: row[key] or "" for key in ("subject", "place", "county")},
	}


def _call(call: Call, called: dict[str, dict], today) -> dict:
	return {
		"side": call.side,
		"party": call.party,
		"phones": [{"of": phone.of, "number": phone.number} for phone in call.phones],
		"reasons": [_reason(item, called, today) for item in call.items],
	}


def _reason(item: DueItem, called: dict[str, dict], today) -> dict:
	return {
		"when": say(when(item, today), frappe.local.lang),
		"what": item.what,
		"owner": item.owner,
		"authority": item.authority if item.charged == v.BY_ENTERPRISE else "",
		"hazard": item.hazard,
		"hazard_title": item.hazard_title,
		"register_no": item.register_no,
		"enterprise": item.enterprise,
		"is_overdue": item.offset(today) > 0,
		"link": get_url_to_form("Hazard", item.hazard)
		if item.hazard
		else get_url_to_form(item.doctype, item.name),
		"called": called.get(item.hazard),
	}


def _record(name: str, items: list[DueItem], today, note: str) -> None:
	hazard = frappe.get_doc("Hazard", name)
	hazard.check_permission("read")
	user = frappe.session.user
	acting = predicate.acting_authorities(user, hazard)
	if not acting and user != "Administrator":
		frappe.throw(
			_("{0}: only an office that supervises this hazard records a call about it.").format(name),
			frappe.PermissionError,
		)
	if not items:
		frappe.throw(_("{0}: nothing of it is due. Load the list again.").format(name))
	said = _("Telephone call: {0}").format(say(when(items[0], today), frappe.local.lang))
	text = f"{said}. {note}" if note else said
	case = _case(name, acting)
	if case:
		case.append("urgings", {"urged_on": today, "kind": v.TELEPHONE_CALL, "content": text})
		case.save()
	else:
		hazard.add_comment("Comment", frappe.utils.escape_html(text))
	_keep(items[0], today, note, case)


def _case(hazard: str, acting: list[str]) -> Document | None:
	"""A case that runs and that one of these authorities supervises."""
	filters = {
		"hazard": hazard,
		"status": ["in", CASES_THAT_RUN],
		"authority": ["in", acting or [""]],
	}
	name = frappe.db.get_value("Supervision Case", filters, "name", order_by="creation desc")
	return frappe.get_doc("Supervision Case", name) if name else None


def _keep(item: DueItem, today, note: str, case: Document | None) -> None:
	doc = frappe.new_doc("Hazard Reminder")
	doc.update(
		{
			**values_of(item),
			"days": item.offset(today),
			"channel": v.BY_TELEPHONE,
			"sent_at": now_datetime().replace(microsecond=0),
			"note": note,
			"supervision_case": case.name if case else None,
		}
	)
	doc.flags.by_server = BY_SERVER
	# the office may not write reminders; that it may act on the hazard was asked above
	doc.insert(ignore_permissions=True)
