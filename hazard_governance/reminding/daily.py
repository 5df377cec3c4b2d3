"""The daily job: what is due by the ladder is told, once, to the people who may read it.

It may run twice, at the same time, late or after a week without running: what was told is remembered with the deadline
it told of (register.py), a step is due from its day on, and of several steps that were missed the highest alone is
told and names the others. Deadlines are read a page of hazards at a time, in a fixed number of queries a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import frappe
from frappe.utils import getdate

from hazard_governance import working_days
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deadlines import DueItem
from hazard_governance.domain.escalation import Escalation, due_step, horizon
from hazard_governance.domain.facts import EscalationStep
from hazard_governance.permissions import many
from hazard_governance.reminding import mail, proposals, register, words
from hazard_governance.reminding.people import Directory, Person, load_directory
from hazard_governance.reporting.deadline_filters import DeadlineFilters
from hazard_governance.reporting.deadlines import due_items
from hazard_governance.reporting.overdue import ladder_days, told_rows
from hazard_governance.retry import again_on_deadlock

PAGE = 1000
SERVER = "Administrator"
Target = tuple[str, str]


@dataclass
class Telling:
	"""A due step with whom it is told: user -> (document they may open, told as an authority)."""

	due: Escalation
	people: dict[str, tuple[Target, bool]] = field(default_factory=dict)


def run() -> None:
	"""Scheduled daily. Does nothing while the settings switch reminders off."""
	if working_days.settings().remind:
		again_on_deadlock(remind)


def remind(
	today: date | None = None,
	hazards: Sequence[str] | None = None,
	by_mail: bool = True,
	proposing: bool = True,
) -> dict[str, int]:
	"""Tell what is due on `today`; {"steps", "notices", "mails", "cases"}.

	hazards: only these. by_mail: False puts no mail into the queue, whatever the ladder says. proposing: False leaves out
	the steps that propose something, for a later run.
	"""
	day = today or getdate()
	ladder = [step for step in working_days.settings().escalation_steps if proposing or not step.proposal]
	job = _Job(day, mail.Outbox(day, by_mail and mail.is_set_up()))
	if ladder:
		for page in pages(hazards):
			job.tell(page_steps(page, ladder, day))
	job.done["mails"] = job.outbox.send()
	return job.done


def pages(hazards: Sequence[str] | None = None) -> Iterator[DeadlineFilters]:
	"""Filters of one page of hazards after the other; the last one is open at its end."""
	if hazards is not None:
		yield DeadlineFilters(hazards=tuple(hazards))
		return
	hazard, after = frappe.qb.DocType("Hazard"), ""
	while True:
		found = (
			frappe.qb.from_(hazard)
			.select(hazard.name)
			.where(hazard.name > after)
			.orderby(hazard.name)
			.offset(PAGE - 1)
			.limit(1)
			.run(pluck=True)
		)
		yield DeadlineFilters(after=after, up_to=found[0] if found else "")
		if not found:
			return
		after = found[0]


def page_steps(page: DeadlineFilters, ladder: Sequence[EscalationStep], today: date) -> list[Escalation]:
	"""The steps that are due in a page of hazards and were not told."""
	items = due_items(page, SERVER, today, horizon(ladder))
	told = told_rows(items)
	steps = (due_step(ladder, item, today, ladder_days(told.get(item.sequence, ()))) for item in items)
	return [step for step in steps if step]


def tellings(steps: Iterable[Escalation], directory: Directory) -> list[Telling]:
	"""Each step with the people it names who may read what it is about; one query a person and DocType."""
	steps = list(steps)
	named = [directory.told(due.item, due.step) for due in steps]
	asked: dict[str, dict[str, set[str]]] = {}
	for due, users in zip(steps, named, strict=True):
		for user in users:
			for doctype, name in _documents(due.item):
				asked.setdefault(user, {}).setdefault(doctype, set()).add(name)
	readable = {
		user: {
			(doctype, name)
			for doctype, names in of_user.items()
			for name in many.readable(doctype, names, user)
		}
		for user, of_user in asked.items()
	}
	return [
		Telling(
			due,
			{
				user: (target, as_authority)
				for user, as_authority in users.items()
				if (target := _target(due.item, readable[user]))
			},
		)
		for due, users in zip(steps, named, strict=True)
	]


def _documents(item: DueItem) -> list[Target]:
	"""Where the deadline stands, and the hazard: who may not read the plan may still read its hazard."""
	found = [(item.doctype, item.name), ("Hazard", item.hazard)]
	return [target for target in dict.fromkeys(found) if target[1]]


def _target(item: DueItem, readable: set[Target]) -> Target | None:
	return next((target for target in _documents(item) if target in readable), None)


@dataclass
class _Job:
	"""One run: what is told on `today`, and the mails that gather on the way."""

	today: date
	outbox: mail.Outbox
	done: dict[str, int] = field(default_factory=lambda: {"steps": 0, "notices": 0, "mails": 0, "cases": 0})

	def tell(self, steps: list[Escalation]) -> None:
		"""Write down what is told, then tell what was not written by another run."""
		if not steps:
			return
		directory = load_directory(due.item for due in steps)
		found = tellings(steps, directory)
		ours = register.claim(row for telling in found for row in self.rows(telling))
		for telling in found:
			self.tell_one(telling, directory, ours)

	def rows(self, telling: Telling) -> list[dict]:
		"""A row a person; one for the step itself when it proposes something or there is nobody to tell."""
		due = telling.due
		rows = [register.row_of(due, self.channel(due.step), user) for user in telling.people]
		if due.step.proposal or not rows:
			rows.append(
				register.row_of(due, v.NOBODY_TOLD if not rows else rows[0]["channel"], "", due.step.proposal)
			)
		return rows

	def channel(self, step: EscalationStep) -> str:
		"""How it is told; a mail that cannot be sent becomes a notice."""
		if not (step.by_email and self.outbox.is_open):
			return v.BY_NOTICE
		return v.BY_BOTH if step.by_notice else v.BY_EMAIL

	def tell_one(self, telling: Telling, directory: Directory, ours: frozenset[str]) -> None:
		due, said = telling.due, ()
		own = register.row_name(due.item, due.step.days, "")
		if due.step.proposal and own in ours:
			case, said = proposals.propose(due)
			if case:
				register.note_case(own, case)
				self.done["cases"] += 1
		told = False
		for user, (target, as_authority) in telling.people.items():
			if register.row_name(due.item, due.step.days, user) in ours:
				# what is proposed to an authority is told to authorities
				self.tell_person(directory.people[user], due, target, said if as_authority else ())
				told = True
		self.done["steps"] += told or own in ours

	def tell_person(self, person: Person, due: Escalation, target: Target, said: tuple) -> None:
		told = words.line(due, self.today, target, person.language, said)
		channel = self.channel(due.step)
		if channel in (v.BY_NOTICE, v.BY_BOTH):
			notify(person.user, target, words.notice(told))
			self.done["notices"] += 1
		if channel in (v.BY_EMAIL, v.BY_BOTH):
			self.outbox.add(person, told)


def notify(user: str, target: Target, subject: str) -> None:
	"""A notice in the desk. Not sent by mail by Frappe: an Alert never is."""
	doc = frappe.new_doc("Notification Log")
	doc.update(
		{
			"for_user": user,
			"from_user": SERVER,
			"type": "Alert",
			"document_type": target[0],
			"document_name": target[1],
			"subject": subject,
		}
	)
	# the server tells; whoever is told has been found to read the document
	doc.insert(ignore_permissions=True)
