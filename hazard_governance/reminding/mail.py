"""Mails of the app: put into the queue of Frappe, short, with links, in the language of the recipient.

Every mail has a row of Hazard Governance Mail. It is what the mail refers to in the queue: a system manager who may
look into the queue does not see through it into the scope of the recipient (permissions/table.py: CLOSED).
"""

from datetime import date

import frappe
from frappe import _
from frappe.email.doctype.email_account.email_account import EmailAccount
from frappe.utils import now_datetime

from hazard_governance.domain.vocabulary import REMINDERS
from hazard_governance.reminding.people import Person
from hazard_governance.reminding.words import Line, day
from hazard_governance.server_kept import BY_SERVER

DOCTYPE = "Hazard Governance Mail"
TEMPLATE = "hazard_reminders"


def is_set_up() -> bool:
	"""Whether the site can send mail: without an outgoing account Frappe would refuse each one."""
	return bool(EmailAccount.find_outgoing())


def remember(user: str, kind: str, period: str, number: int, name: str = "", not_sent_because: str = ""):
	"""Write down a mail; DuplicateEntryError when `name` is taken, which is how a list is sent once."""
	doc = frappe.new_doc(DOCTYPE)
	doc.update(
		{
			"user": user,
			"kind": kind,
			"period": period,
			"number": number,
			"not_sent_because": not_sent_because,
			"sent_at": now_datetime().replace(microsecond=0),
		}
	)
	doc.flags.by_server = BY_SERVER
	# kept by the server, whoever's deadline it is about
	return doc.insert(ignore_permissions=True, set_name=name or None)


def send(record, email: str, subject: str, **content) -> None:
	"""Put a mail into the queue; it refers to its record."""
	frappe.sendmail(
		recipients=[email],
		subject=subject,
		reference_doctype=DOCTYPE,
		reference_name=record.name,
		add_unsubscribe_link=0,
		**content,
	)


class Outbox:
	"""The mails of one run: one a person, whatever the number of deadlines they are told of."""

	def __init__(self, today: date, is_open: bool) -> None:
		self.today, self.is_open = today, is_open
		self.lines: dict[str, tuple[Person, list[Line]]] = {}

	def add(self, person: Person, told: Line) -> None:
		"""Another deadline for this person."""
		if person.email:
			self.lines.setdefault(person.user, (person, []))[1].append(told)

	def send(self) -> int:
		"""Put the mails into the queue; their number."""
		for person, lines in self.lines.values():
			lines.sort(key=lambda line: not line.is_overdue)
			self._send(person, lines)
		return len(self.lines)

	def _send(self, person: Person, lines: list[Line]) -> None:
		language, late = person.language, sum(line.is_overdue for line in lines)
		record = remember(person.user, REMINDERS, self.today.isoformat(), len(lines))
		send(
			record,
			person.email,
			_("Hazard deadlines: {0}, overdue {1}", language).format(len(lines), late),
			template=TEMPLATE,
			args={
				"intro": _("Deadlines of hazards as of {0}:", language).format(day(self.today, language)),
				"lines": lines,
				"open_label": _("Open the document", language),
				"why": _(
					"You receive this because you may see these hazards and the ladder names you.", language
				),
			},
		)
