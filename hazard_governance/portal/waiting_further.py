"""What waits beside the register: tips from the public for the offices that decide on them, and referrals for the organs
that answer them, or for their sender where nobody of the organ is a user."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import getdate

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.clocks import is_overdue
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.tip_words import RECEIVED
from hazard_governance.permissions import table
from hazard_governance.permissions.predicate import apply_scope, condition
from hazard_governance.portal import pages
from hazard_governance.portal.waiting_item import Item, of_hazard
from hazard_governance.setup.role_names import LIAISON

TIP, REFERRAL, MEMBER = "Hazard Tip", "Case Referral", "Supervision Authority Member"


def tips_to_decide(reader) -> list[Item]:
	"""Tips without a decision on which the user may decide, not about an enterprise that they belong to in whatever
	capacity (`predicate.has_interest`, asked of all at once)."""
	tip, own, member = DocType(TIP), DocType("Regulated Enterprise"), DocType("Regulated Enterprise Member")
	query = (
		frappe.qb.from_(tip)
		.left_join(own)
		.on((own.name == tip.enterprise) & (own.principal_user == reader.user))
		.left_join(member)
		.on((member.parent == tip.enterprise) & (member.user == reader.user))
		.select(tip.name, tip.subject, tip.place, tip.county, tip.received_at, tip.answer_due)
		.where(tip.status == RECEIVED)
		.where(own.name.isnull() & member.name.isnull())
		.orderby(tip.received_at, tip.name)
	)
	written = condition(TIP, reader.user, tip, ptype="write")
	query = apply_scope(query, tip, TIP, reader.user)
	return [
		Item(
			title=row.subject or row.name,
			lines=[line for line in (row.place, row.county) if line],
			address=pages.link(f"tip/{row.name}"),
			since=getdate(row.received_at),
			due=row.answer_due,
			late=is_overdue(row.answer_due, reader.today),
		)
		for row in (query if written is None else query.where(written)).run(as_dict=True)
	]


# --- referrals ---------------------------------------------------------------------------------------------------------------
def _referrals(referral, statuses: tuple[str, ...]):
	return (
		frappe.qb.from_(referral)
		.select(
			referral.name,
			referral.hazard_title,
			referral.register_no,
			referral.enterprise,
			referral.letter_no,
			referral.status,
			referral.sent_at.as_("since"),
			referral.answer_due.as_("due"),
		)
		.where(referral.status.isin(list(statuses)))
		.orderby(referral.sent_at, referral.name)
	)


def _items(query, referral, reader) -> list[Item]:
	return [
		of_hazard(
			row,
			" ".join(filter(None, (row.letter_no, _(row.status, context=REFERRAL)))),
			address=pages.record(REFERRAL, row.name),
			today=reader.today,
		)
		for row in apply_scope(query, referral, REFERRAL, reader.user).run(as_dict=True)
	]


def referrals_to_receive(reader) -> list[Item]:
	"""Referrals sent to an organ of the user, neither received nor refused."""
	return _of_organs(reader, v.SENT)


def referrals_to_answer(reader) -> list[Item]:
	"""Referrals that an organ of the user has received and not answered."""
	return _of_organs(reader, v.RECEIVED)


def _of_organs(reader, status: str) -> list[Item]:
	referral = DocType(REFERRAL)
	query = _referrals(referral, (status,)).where(referral.referred_to.isin(list(reader.organs)))
	return _items(query, referral, reader)


def referrals_on_paper(reader) -> list[Item]:
	"""Referrals of the user's offices to organs that are no users: what comes back on paper, the sender enters."""
	referral, member = DocType(REFERRAL), DocType(MEMBER)
	query = (
		_referrals(referral, (v.SENT, v.RECEIVED))
		.left_join(member)
		.on((member.parent == referral.referred_to) & (member.parenttype == "Supervision Authority"))
		.where(member.name.isnull())
		.where(referral.authority.isin(list(reader.offices)))
	)
	return _items(query, referral, reader)


def _office(reader) -> bool:
	return bool(reader.roles & table.STAND_IN_ROLES and reader.offices)


def _liaison(reader) -> bool:
	return bool(LIAISON in reader.roles and reader.organs)


LISTS = {
	"tips": (N_("Tips to Decide"), _office, tips_to_decide),
	"paper-referrals": (N_("Referrals to Answer From Paper"), _office, referrals_on_paper),
	"referrals": (N_("Referrals to Receive"), _liaison, referrals_to_receive),
	"answers": (N_("Referrals to Answer"), _liaison, referrals_to_answer),
}
