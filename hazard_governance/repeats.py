"""Repeats of a hazard: the search for alike earlier ones, the decisions on them, and what a confirmed one re-opens.

Runs with the hazard's own save (doctype/hazard): `keep` before it is validated, `carry_out` after it is written.
"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, get_datetime, getdate, now_datetime

from hazard_governance.domain import recurrence, repeats
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.facts import Hazard
from hazard_governance.messages import phrase_text, throw_deficiencies
from hazard_governance.permissions import predicate

# what the likeness of two hazards is computed from
COMPARED = ("enterprise", "place", "criterion", "existing_condition", "hazard_title")
COLUMNS = ("name", *COMPARED, "found_on", "stage", "register_no")
# An enterprise's latest hazards, and those of the same place or criterion however old: ranges of indexes, whatever the
# size of the register (benchmarks/similar_hazards.py).
LATEST, OLDER, ELSEWHERE = 300, 100, 50
ENDED = (v.CLOSED_OUT, v.FILED, v.WITHDRAWN)


# --- looking -----------------------------------------------------------------------------------------------------------
def alike(hazard: Hazard, user: str | None = None, elsewhere: bool = False) -> list[dict]:
	"""Earlier hazards like this one, the most alike first: columns, score (0..1), reasons (phrases), same_enterprise.

	user: only what they may see; None looks at the whole enterprise, for the server's own mark. elsewhere: the same
	place or criterion in other enterprises as well, for who sees several. Up to five queries, each of one range.
	"""
	rows = {row.name: row for row in _of_enterprise(hazard, user)}
	if elsewhere:
		rows.update((row.name, row) for row in _of_others(hazard, user))
	found = recurrence.find_similar(hazard, [Hazard.from_mapping(row) for row in rows.values()])
	return [
		{
			**rows[one.name],
			"score": one.score,
			"reasons": one.reasons,
			"same_enterprise": one.same_enterprise,
		}
		for one in found
	]


def _earlier(hazard: Hazard, user: str | None):
	table = frappe.qb.DocType("Hazard")
	query = (
		frappe.qb.from_(table)
		.select(*(table[column] for column in COLUMNS))
		.where(table.name != (hazard.name or ""))
		.where(table.stage != v.WITHDRAWN)
		.where(table.found_on <= (hazard.found_on or now_datetime()))
		.orderby(table.creation, order=frappe.qb.desc)
	)
	return table, predicate.apply_scope(query, table, "Hazard", user) if user else query


def _of_enterprise(hazard: Hazard, user: str | None) -> list[dict]:
	if not hazard.enterprise:
		return []
	table, query = _earlier(hazard, user)
	query = query.where(table.enterprise == hazard.enterprise)
	rows = query.limit(LATEST).run(as_dict=True)
	if len(rows) == LATEST:
		rows += _same(table, query, hazard, OLDER)
	return rows


def _of_others(hazard: Hazard, user: str | None) -> list[dict]:
	table, query = _earlier(hazard, user)
	return _same(table, query.where(table.enterprise != hazard.enterprise), hazard, ELSEWHERE)


def _same(table, query, hazard: Hazard, limit: int) -> list[dict]:
	"""Of `query` those of the same criterion and those of the same place: one query and one index each."""
	rows = []
	for column in ("criterion", "place"):
		if value := getattr(hazard, column):
			rows += query.where(table[column] == value).limit(limit).run(as_dict=True)
	return rows


def told(row: dict) -> dict:
	"""A row of `alike` for the browser: without the texts, the reasons in the reader's language."""
	shown = (
		"name",
		"hazard_title",
		"register_no",
		"enterprise",
		"found_on",
		"stage",
		"score",
		"same_enterprise",
	)
	return {**{name: row[name] for name in shown}, "reasons": [phrase_text(p) for p in row["reasons"]]}


# --- deciding ------------------------------------------------------------------------------------------------------------
def decider_of(doc: Document, authority: str = "") -> repeats.Decider:
	"""The user of the session as who decides about `doc`: for the authority they name, for one they act for, or for
	the enterprise. PermissionError for an authority they do not act for."""
	user = frappe.session.user
	if authority:
		predicate.require_authority(doc, authority, user)
	acting = authority or next(iter(predicate.acting_authorities(user, doc)), "")
	return repeats.Decider(user, now_datetime().replace(microsecond=0), acting)


def decide(doc: Document, earlier: str, decision: str, reason: str = "", authority: str = "") -> None:
	"""Decide whether the hazard `doc` is `earlier` come back, as the user of the session, and save it.

	PermissionError for who belongs neither to the enterprise (officer or principal) nor to an acting authority.
	"""
	decider = decider_of(doc, authority)
	if not decider.authority:
		predicate.require_enterprise(doc)
	row = frappe.db.get_value("Hazard", earlier, list(COLUMNS), as_dict=True)
	if not row:
		frappe.throw(_("Hazard {0} does not exist.").format(earlier), frappe.DoesNotExistError)
	hazard, old = Hazard.from_mapping(doc), Hazard.from_mapping(row)
	throw_deficiencies(repeats.check_decision(hazard, old, decision, decider, reason), title=_("Not decided"))
	score = recurrence.similarity(hazard, old).score * 100
	doc.flags.repeats_decided = repeats.decide(hazard, earlier, decision, decider, score, reason)
	# who may decide was asked above; neither side need be able to write the description of the hazard by itself
	doc.flags.ignore_permissions = True
	doc.save()


# --- with the save of the hazard -----------------------------------------------------------------------------------------
def keep(doc: Document) -> None:
	"""Bring decisions, marks and state of the hazard in line with what is saved; throw what may not be said by hand."""
	stored = doc.get_doc_before_save()
	before = Hazard.from_mapping(stored) if stored else None
	hazard = Hazard.from_mapping(doc)
	if doc.flags.repeats_decided is not None:
		rows = doc.flags.repeats_decided
		_mark(doc, hazard, rows)
	else:
		rows = _by_hand(doc, before, hazard)
	if rows != hazard.repeat_decisions:
		doc.set("repeat_decisions", [_row(row) for row in rows])
	doc.flags.newly_confirmed = sorted(
		set(repeats.confirmed(rows)) - set(repeats.confirmed(before.repeat_decisions if before else ()))
	)
	doc.flags.repeats_decided = None
	_set_state(doc, before, Hazard.from_mapping(doc), rows)


def _by_hand(doc: Document, before: Hazard | None, hazard: Hazard) -> tuple:
	said = repeats.by_hand(before, hazard, repeats.Decider(frappe.session.user))
	if said.rows == hazard.repeat_decisions and not said.missing:
		return said.rows
	# only now is it worth asking for whom the user acts
	said = repeats.by_hand(before, hazard, decider_of(doc))
	throw_deficiencies(said.missing, title=_("Not decided"))
	return said.rows


def _mark(doc: Document, hazard: Hazard, rows: tuple) -> None:
	names = repeats.confirmed(rows)
	found = frappe.get_all(
		"Hazard", filters={"name": ["in", names]}, fields=["name", "found_on"], order_by="name asc"
	)
	marks = repeats.marks(hazard, rows, {row.name: get_datetime(row.found_on) for row in found})
	doc.set_by_server(recurring=marks.recurring or None, earlier_hazard=marks.earlier_hazard or None)


def _row(row: repeats.RepeatDecision) -> dict:
	columns = (
		"name",
		"earlier_hazard",
		"decision",
		"authority",
		"decided_by",
		"decided_at",
		"score",
		"reason",
	)
	return {column: value for column in columns if (value := getattr(row, column))}


def _set_state(doc: Document, before: Hazard | None, hazard: Hazard, rows: tuple) -> None:
	weighed = (*COMPARED, "recurring")
	unchanged = before and all(getattr(before, name) == getattr(hazard, name) for name in weighed)
	undecided = hazard.repeat_state == v.SUSPECTED
	if rows != (before.repeat_decisions if before else ()) or not (unchanged or hazard.stage in ENDED):
		doc.flags.alike = alike(hazard)
		decided = {row.earlier_hazard for row in rows}
		least = cint(frappe.get_cached_doc("Hazard Governance Settings").repeat_threshold) / 100
		least = least or recurrence.THRESHOLD
		undecided = any(row["score"] >= least and row["name"] not in decided for row in doc.flags.alike)
	doc.repeat_state = repeats.state(hazard, rows, undecided)


def carry_out(doc: Document) -> None:
	"""After the hazard is written: re-open the source governance of what came back; offer what is alike to who made it."""
	names, doc.flags.newly_confirmed = doc.flags.newly_confirmed, None
	if names:
		_reopen(doc, names)
	found, doc.flags.alike = doc.flags.alike, None
	if found and doc.flags.in_insert:
		# an API client reads it in the answer, the form in what it gets back
		doc.set_onload("similar", [told(row) for row in _visible(found)])


def _visible(rows: list[dict]) -> list[dict]:
	names = frappe.get_list(
		"Hazard", filters={"name": ["in", [row["name"] for row in rows]]}, pluck="name", order_by="name asc"
	)
	return [row for row in rows if row["name"] in names]


def _reopen(doc: Document, names: Iterable[str]) -> None:
	"""In the order of their numbers, so that two confirmations at once wait for each other and do not lock crosswise."""
	filters = {"hazard": ["in", list(names)], "status": v.ACCEPTED}
	for name in frappe.get_all(
		"Source Governance Plan", filters=filters, pluck="name", order_by="hazard asc"
	):
		plan = frappe.get_doc("Source Governance Plan", name)
		if not repeats.reopens(plan.facts()):
			continue
		reason = _("The hazard came back as {0} ({1}): the source was not governed.").format(
			doc.name, doc.hazard_title
		)
		plan.set_by_server(
			reopened_for=doc.name, reopened_on=getdate(), times_reopened=cint(plan.times_reopened) + 1
		)
		plan.move_by_server(v.APPROVED, reason)
		# the consequence of a decision that was asked for its own permission
		plan.flags.ignore_permissions = True
		plan.save()
