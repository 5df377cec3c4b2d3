"""The daily job of the mailed lists: the official workbook of what each recipient may see, once a month.

Every list is read for its recipient, through the predicate, as if they had opened it: nobody's scope but their own
counts. Whoever lost the role or the membership that opens the list is sent nothing, and the record says why.
"""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.permissions import get_role_permissions
from frappe.utils import escape_html, get_url_to_report, getdate

from hazard_governance import working_days
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.list_mail import Mailing, mailings_due
from hazard_governance.domain.official_list import OfficialList
from hazard_governance.domain.papers import words
from hazard_governance.ledger.workbook import official_workbook
from hazard_governance.permissions import many
from hazard_governance.reminding import mail
from hazard_governance.reporting import listing
from hazard_governance.retry import again_on_deadlock

REF_DOCTYPE = "Hazard"
NO_ACCESS = N_("The user may no longer see this list.")


def run() -> None:
	"""Scheduled daily: send the lists whose day of the month has come and that were not sent yet."""
	again_on_deadlock(send_lists)


def send_lists(today=None) -> int:
	"""Send what is due on `today`; the number of lists sent. Waits where the site cannot send mail."""
	due = mailings_due(working_days.settings().list_mails, today or getdate())
	if not due or not mail.is_set_up():
		return 0
	sent = set(
		frappe.get_all(
			mail.DOCTYPE,
			filters={"name": ["in", [record_name(mailing) for mailing in due]]},
			pluck="name",
			order_by="name asc",
		)
	)
	return sum(_send_apart(mailing) for mailing in due if record_name(mailing) not in sent)


def _send_apart(mailing: Mailing) -> bool:
	"""One list that cannot be made (its region was removed, say) is logged and does not keep back the others."""
	frappe.db.savepoint("one_list")
	try:
		return send_list(mailing)
	except frappe.ValidationError:
		frappe.db.rollback(save_point="one_list")
		frappe.clear_messages()
		frappe.log_error(title=f"{mailing.mail.report} was not mailed to {mailing.mail.user}")
		return False


def record_name(mailing: Mailing) -> str:
	"""The same for the same list, filters, user and month."""
	return frappe.utils.sha256_hash("\n".join(mailing.key))[:40]


def send_list(mailing: Mailing) -> bool:
	"""Send one list, unless another run does; whether it went."""
	user, report, name = mailing.mail.user, mailing.mail.report, record_name(mailing)
	person = frappe.db.get_value("User", user, ["email", "language"], as_dict=True) or frappe._dict()
	language = person.language or frappe.db.get_default("lang") or "en"
	official = read_list(report, mailing.filters, user, lambda text: _(text, language))
	kept = {"period": mailing.month, "number": len(official.rows) if official else 0, "name": name}
	frappe.db.savepoint("list_mail")
	try:
		record = mail.remember(user, report, not_sent_because="" if official else NO_ACCESS, **kept)
	except frappe.DuplicateEntryError:
		# another run has sent it meanwhile
		frappe.db.rollback(save_point="list_mail")
		frappe.clear_messages()
		return False
	if official is None or not person.email:
		return False
	title = f"{official.title} {words.period(official.period, lambda text: _(text, language))}"
	mail.send(
		record,
		person.email,
		title,
		message=message(official, report, language),
		attachments=[
			{
				"fname": f"{frappe.scrub(report)}_{official.period}.xlsx",
				"fcontent": official_workbook(official),
			}
		],
	)
	return True


def read_list(report: str, filters: dict, user: str, translate: Callable[[str], str]) -> OfficialList | None:
	"""The list as `user` sees it; None when they may not open it or their scope reaches nothing."""
	if not may_open(report, user) or many.sees_nothing(REF_DOCTYPE, user):
		return None
	return listing.LISTS[report](filters, user, translate)


def may_open(report: str, user: str) -> bool:
	"""Whether the user may run and export the report: what the desk asks for before it hands out the workbook."""
	roles = set(frappe.get_roles(user))
	doc = frappe.get_cached_doc("Report", report)
	if doc.disabled or not roles & {row.role for row in doc.roles}:
		return False
	rights = get_role_permissions(frappe.get_meta(REF_DOCTYPE), user=user)
	return bool(rights.get("report") and rights.get("export"))


def message(official: OfficialList, report: str, language: str) -> str:
	"""The body of the mail: what is attached, its numbers, and the way to the list itself."""
	if not official.rows:
		said = escape_html(official.nothing)
	else:
		said = escape_html(_("{0} rows are attached as a workbook.", language).format(len(official.rows)))
	cards = "".join(
		f"<li>{escape_html(card.label)}: {escape_html(str(card.value))}</li>" for card in official.cards
	)
	link = escape_html(get_url_to_report(report, "Script Report", REF_DOCTYPE))
	opened = escape_html(_("Open the list", language))
	return f'<p>{said}</p><ul>{cards}</ul><p><a href="{link}">{opened}</a></p>'
