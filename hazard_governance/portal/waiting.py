"""What waits for a user: one list for each kind of work, read within scope; the home page counts the very lists that
stand behind its numbers.

Each list is read in a fixed number of queries, whatever the size of the register.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import getdate

from hazard_governance.asked_once import asked_once
from hazard_governance.domain import return_words as w
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deadlines import CASES_THAT_RUN, RUNNING_STAGES
from hazard_governance.domain.deficiency import N_
from hazard_governance.permissions import table
from hazard_governance.permissions.addressed import own_authorities, whole_cities
from hazard_governance.permissions.members import memberships, successors
from hazard_governance.permissions.predicate import apply_scope, condition
from hazard_governance.portal import pages
from hazard_governance.portal.waiting_documents import LISTS as OF_DOCUMENTS
from hazard_governance.portal.waiting_enterprise import LISTS as OF_ENTERPRISES
from hazard_governance.portal.waiting_further import LISTS as OF_TIPS_AND_REFERRALS
from hazard_governance.portal.waiting_item import Item, of_cases, of_hazard, of_hazards
from hazard_governance.setup.role_names import REGISTRAR

__all__ = ["Waiting", "by_key", "waiting"]


@dataclass(frozen=True)
class Reader:
	"""For whom lists are read: the user, what they belong to, and the day."""

	user: str
	roles: frozenset[str]
	today: date
	enterprises: tuple[str, ...] = ()
	offices: tuple[str, ...] = ()
	cities: tuple[str, ...] = ()
	organs: tuple[str, ...] = ()

	@property
	def acts_for_an_office(self) -> bool:
		return bool(self.roles & table.ACTING_ROLES and self.offices)


@dataclass(frozen=True)
class Waiting:
	"""One list: key of its address, title, what waits. where: a page of its own, else the common one."""

	key: str
	title: str
	items: list[Item] = field(default_factory=list)
	where: str = ""

	@property
	def late(self) -> int:
		return sum(item.late for item in self.items)

	@property
	def address(self) -> str:
		return pages.link(self.where) if self.where else pages.link("waiting", list=self.key)


def waiting(user: str | None = None) -> list[Waiting]:
	"""Every list that is the user's, empty ones included."""
	reader = reader_of(user or frappe.session.user)
	return [
		Waiting(key, _(title), read(reader)) for key, (title, theirs, read) in LISTS.items() if theirs(reader)
	]


def by_key(key: str) -> Waiting:
	"""One list of the session's user; NotFound when it is not theirs."""
	title, theirs, read = LISTS.get(key) or ("", None, None)
	reader = reader_of(frappe.session.user)
	if not theirs or not theirs(reader):
		raise pages.NotFound
	return Waiting(key, _(title), read(reader))


def reader_of(user: str) -> Reader:
	member = memberships(user)
	return Reader(
		user=user,
		roles=frozenset(frappe.get_roles(user)),
		today=getdate(),
		enterprises=member.enterprises,
		offices=_with_dissolved(own_authorities(member)),
		cities=whole_cities(member),
		organs=member.organs,
	)


def _with_dissolved(offices: tuple[str, ...]) -> tuple[str, ...]:
	"""The offices, and those whose work they took over."""
	if not offices:
		return ()
	followed = successors()
	found = set(offices)
	while more := {name for name, by in followed.items() if by in found} - found:
		found |= more
	return tuple(sorted(found))


# --- an office's -------------------------------------------------------------------------------------------------
def returns_to_receive(reader: Reader) -> list[Item]:
	"""Returns sent to an office of the user that it has neither received nor returned, except from its own units."""
	of, receipt, newer = (
		DocType("Hazard Return"),
		DocType("Hazard Return Receipt"),
		DocType("Hazard Return").as_("newer"),
	)
	office = DocType("Supervision Authority")
	query = (
		frappe.qb.from_(of)
		.inner_join(receipt)
		.on((receipt.parent == of.name) & (receipt.parenttype == "Hazard Return"))
		.inner_join(office)
		.on(office.name == receipt.authority)
		.left_join(newer)
		.on((newer.supersedes == of.name) & (newer.status == v.SUBMITTED))
		.select(
			of.name,
			of.title,
			of.month,
			of.enterprise,
			of.authority,
			of.rows_total,
			of.nil_return,
			of.submitted_at,
		)
		.distinct()
		.where(of.status == v.SUBMITTED)
		.where(receipt.status == w.AWAITING_RECEIPT)
		.where(newer.name.isnull())
		.where(
			receipt.authority.isin(list(reader.offices))
			| ((office.disabled == 1) & of.city.isin([*reader.cities, ""]))
		)
		.where(of.prepared_by != reader.user)
		.where(of.reviewed_by != reader.user)
		.where(of.authority.isnull() | of.authority.notin(list(reader.offices)))
		.orderby(of.month, of.submitted_at, of.name)
	)
	if reader.enterprises:
		query = query.where(of.enterprise.isnull() | of.enterprise.notin(list(reader.enterprises)))
	rows = apply_scope(query, of, "Hazard Return", reader.user).run(as_dict=True)
	return [
		Item(
			title=_("{0}: monthly return of {1}").format(row.enterprise or row.authority, row.month),
			lines=[_("Nil return") if row.nil_return else _("Hazards: {0}").format(row.rows_total)],
			address=pages.record("Hazard Return", row.name),
			since=getdate(row.submitted_at),
		)
		for row in rows
	]


def extensions_to_decide(reader: Reader) -> list[Item]:
	"""Applications for an extension in cases of the user's offices on which nothing has been decided."""
	case, row = DocType("Supervision Case"), DocType("Supervision Case Extension")
	query = _cases(reader, case, CASES_THAT_RUN).inner_join(row)
	query = (
		query.on((row.parent == case.name) & (row.parenttype == "Supervision Case"))
		.select(row.applied_on.as_("since"), row.new_due, row.reason)
		.where(row.decision.isnull() | (row.decision == ""))
		.orderby(row.applied_on, case.name)
	)
	return [
		of_hazard(
			found,
			_("Extension applied for until {0}").format(frappe.format_date(found.new_due)),
			found.reason,
			address=pages.record("Supervision Case", found.case_name),
		)
		for found in _of_supervised(reader, query, case).run(as_dict=True)
	]


def acceptances_to_check(reader: Reader) -> list[Item]:
	"""Cases of the user's offices for which the acceptance has been requested."""
	return _cases_in(reader, v.ACCEPTANCE_REQUESTED, "acceptance_requested_on", _("Acceptance requested"))


def cases_to_confirm(reader: Reader) -> list[Item]:
	"""Cases proposed to an office of the user."""
	return _cases_in(reader, v.PROPOSED, "creation", _("Supervision proposed"))


def _cases_in(reader: Reader, status: str, day: str, words: str) -> list[Item]:
	rows = [row for row in _cases_that_wait(reader) if row.status == status]
	rows.sort(key=lambda row: (row[day] is not None, row[day]))
	return [
		of_hazard(
			frappe._dict(row, since=row[day]),
			words,
			address=pages.record("Supervision Case", row.case_name),
		)
		for row in rows
	]


@asked_once
def _cases_that_wait(reader: Reader) -> list[dict]:
	"""Cases of the user's offices in a status in which they wait for an office, by name."""
	case = DocType("Supervision Case")
	query = _cases(reader, case, (v.PROPOSED, v.ACCEPTANCE_REQUESTED))
	query = query.select(case.status, case.creation, case.acceptance_requested_on).orderby(case.name)
	return _of_supervised(reader, query, case).run(as_dict=True)


def _cases(reader: Reader, case, statuses: tuple[str, ...]):
	return of_cases(case, statuses).where(case.authority.isin(list(reader.offices)))


def _of_supervised(reader: Reader, query, of):
	"""Within the scope in which the user writes, and not of an enterprise that they belong to."""
	if reader.enterprises:
		query = query.where(of.enterprise.notin(list(reader.enterprises)))
	doctype = of._table_name.removeprefix("tab")
	written = condition(doctype, reader.user, of, ptype="write")
	query = apply_scope(query, of, doctype, reader.user)
	return query if written is None else query.where(written)


def verifications_to_make(reader: Reader) -> list[Item]:
	"""Major hazards that no authority has verified (every major hazard is; a general one need not be)."""
	hazard = DocType("Hazard")
	query = (
		of_hazards(hazard)
		.select(hazard.verification_due.as_("due"), hazard.registered_at.as_("since"))
		.where(hazard.verification == v.PENDING)
		.where(hazard.classification == v.MAJOR)
		.where(hazard.stage.isin(list(RUNNING_STAGES)))
		.orderby(hazard.verification_due, hazard.name)
	)
	return [
		of_hazard(found, _("To be verified"), today=reader.today)
		for found in _of_supervised(reader, query, hazard).run(as_dict=True)
	]


def verifications_to_decide(reader: Reader) -> list[Item]:
	"""Verifications that a colleague of an office of the user has prepared: a second officer decides them."""
	draft, hazard = DocType("Hazard Verification"), DocType("Hazard")
	query = (
		of_hazards(hazard)
		.inner_join(draft)
		.on(draft.hazard == hazard.name)
		.select(draft.name.as_("draft"), draft.creation.as_("since"))
		.where(draft.status == v.DRAFT)
		.where(draft.authority.isin(list(reader.offices)))
		.where(draft.prepared_by != reader.user)
		.orderby(draft.creation, draft.name)
	)
	return [
		of_hazard(
			found, _("Prepared by a colleague"), address=pages.record("Hazard Verification", found.draft)
		)
		for found in _of_supervised(reader, query, draft).run(as_dict=True)
	]


def hazards_to_close_out(reader: Reader) -> list[Item]:
	"""Hazards accepted by their enterprise that an office of the user verified: its check and the close-out come next."""
	hazard = DocType("Hazard")
	query = (
		of_hazards(hazard)
		.select(hazard.accepted_on.as_("since"))
		.where(hazard.stage == v.ACCEPTED)
		.where(hazard.verified_by_authority.isin(list(reader.offices)))
		.orderby(hazard.accepted_on, hazard.name)
	)
	return [
		of_hazard(found, _("Accepted by the enterprise"))
		for found in _of_supervised(reader, query, hazard).run(as_dict=True)
	]


def reports_to_acknowledge(reader: Reader) -> list[Item]:
	"""Reports of hazards to an office of the user that it has not acknowledged."""
	hazard, report = DocType("Hazard"), DocType("Hazard Authority Report")
	query = (
		of_hazards(hazard)
		.inner_join(report)
		.on((report.parent == hazard.name) & (report.parenttype == "Hazard"))
		.select(report.kind, report.sent_at.as_("since"))
		.where(hazard.stage != v.WITHDRAWN)
		.where(report.authority.isin(list(reader.offices)))
		.where(report.received_at.isnull())
		.orderby(report.sent_at, hazard.name)
	)
	if reader.enterprises:
		query = query.where(hazard.enterprise.notin(list(reader.enterprises)))
	return [
		of_hazard(found, _("Full report") if found.kind == v.FULL_REPORT else _("First report"))
		for found in apply_scope(query, hazard, "Hazard", reader.user).run(as_dict=True)
	]


def reports_to_file(reader: Reader) -> list[Item]:
	"""Approved rectification reports addressed to an office of the registrar, or to none yet."""
	report, hazard = DocType("Rectification Report"), DocType("Hazard")
	query = (
		of_hazards(hazard)
		.inner_join(report)
		.on(report.hazard == hazard.name)
		.select(report.name.as_("report"), report.decided_at.as_("since"))
		.where(report.status == v.APPROVED)
		.where(
			report.filing_authority.isnull()
			| (report.filing_authority == "")
			| report.filing_authority.isin(list(reader.offices))
		)
		.orderby(report.decided_at, report.name)
	)
	return [
		of_hazard(found, _("Report approved"))
		for found in _of_supervised(reader, query, report).run(as_dict=True)
	]


def _office(reader: Reader) -> bool:
	return bool(reader.roles & table.STAND_IN_ROLES and reader.offices)


LISTS: dict[str, tuple[str, Callable[[Reader], bool], Callable[[Reader], list[Item]]]] = {
	"returns": (N_("Returns to Receive"), _office, returns_to_receive),
	"verifications": (N_("Hazards to Verify"), _office, verifications_to_make),
	"decisions": (N_("Verifications to Decide"), _office, verifications_to_decide),
	"proposed": (N_("Cases to Confirm"), _office, cases_to_confirm),
	"reports": (N_("Reports to Acknowledge"), _office, reports_to_acknowledge),
	"extensions": (N_("Extensions to Decide"), _office, extensions_to_decide),
	"acceptances": (N_("Acceptances to Check"), _office, acceptances_to_check),
	"close-out": (N_("Hazards to Close Out"), _office, hazards_to_close_out),
	"filing": (
		N_("Reports to File"),
		lambda reader: bool(REGISTRAR in reader.roles and reader.offices),
		reports_to_file,
	),
	**OF_TIPS_AND_REFERRALS,
	**OF_DOCUMENTS,
	**OF_ENTERPRISES,
}
