"""Who did the work, who signs: comparing people by user id where both are known, by name otherwise."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from hazard_governance.domain.articles import SECOND_PERSON
from hazard_governance.domain.deficiency import N_, Deficiency, missing
from hazard_governance.domain.facts import HazardRecord

NAME_SEPARATORS = re.compile(r"[、，,;；/]")


@dataclass(frozen=True)
class Person:
	"""A person as far as they are known: user id, name, or both."""

	user: str = ""
	name: str = ""

	def is_same(self, other: Person) -> bool:
		"""Same user id; where one of the two has none, the same name."""
		if self.user and other.user:
			return self.user == other.user
		return bool(self.name) and _normal(self.name) == _normal(other.name)


def _normal(name: str) -> str:
	return re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).casefold()


def names_in(text: str) -> list[str]:
	"""The names in a field that people fill with one or several ("张三、李四")."""
	return [name.strip() for name in NAME_SEPARATORS.split(text) if name.strip()]


def person(record: HazardRecord, user: str, name: str = "") -> Person:
	"""A person with the name the enterprise knows for the user id, if none is given."""
	enterprise = record.enterprise
	known = {member.user: member.full_name for member in enterprise.members if member.user}
	if enterprise.principal_user:
		known[enterprise.principal_user] = enterprise.principal_name
	return Person(user, name or known.get(user, ""))


def workers(record: HazardRecord) -> list[Person]:
	"""Everybody who holds an immediate or a planned measure of the hazard."""
	found = [Person(name=name) for row in record.hazard.immediate_measures for name in names_in(row.taken_by)]
	for row in record.plan.measures if record.plan else ():
		names = names_in(row.responsible_person)
		if len(names) > 1:
			found += [Person(name=name) for name in names]
			found += [person(record, row.responsible_user)] if row.responsible_user else []
		else:
			found.append(person(record, row.responsible_user, row.responsible_person))
	return found


def did_the_work(someone: Person, record: HazardRecord) -> bool:
	"""Whether the person holds a measure of the hazard."""
	return any(someone.is_same(worker) for worker in workers(record))


def signed_on_paper(doctype: str, fieldname: str, paper: str) -> list[Deficiency]:
	"""What an authority entered for an enterprise that is no user is approved by a paper its principal signed."""
	message = N_(
		"An authority entered this for the enterprise. Attach the paper that the enterprise's principal signed."
	)
	return missing(doctype, fieldname, paper, message, article=SECOND_PERSON)


def self_approval(
	prepared_by: str, decider: str, sole_operator_consented: bool = False, doctype: str = "", owner: str = ""
) -> Deficiency | None:
	"""None when `decider` may approve what `prepared_by` prepared (and `owner` created): two people, or an authority's
	recorded consent that one person is all there is.
	"""
	if sole_operator_consented or not decider or decider not in (prepared_by, owner):
		return None
	message = N_("{0} prepared this and does not approve it. Let a second person approve it.")
	return Deficiency(doctype, "prepared_by", message, (decider,), SECOND_PERSON)
