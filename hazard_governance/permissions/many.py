"""The predicate asked for another user than that of the session, about many documents at once."""

from collections.abc import Iterable

import frappe

from hazard_governance.permissions import predicate


def readable(doctype: str, names: Iterable[str], user: str) -> frozenset[str]:
	"""Which of the documents `user` may read: one query, however many are asked about. A role that reads the DocType is
	asked for, and what user permissions narrow holds too."""
	wanted = sorted(set(names))
	if not wanted:
		return frozenset()
	of = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(of).select(of.name).where(of.name.isin(wanted)).orderby(of.name)
	return frozenset(predicate.apply_scope(query, of, doctype, user).run(pluck=True))


def sees_nothing(doctype: str, user: str) -> bool:
	"""Whether no role and membership of `user` reach any row of `doctype`, there or not."""
	return predicate.sql(doctype, user) == predicate.DENY
