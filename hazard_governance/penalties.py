"""What counts towards the rolling counts of the law: penalties served and coal mines found producing (domain/penalty_counts.py)."""

import unicodedata

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Coalesce, Count
from frappe.utils import getdate

from hazard_governance.domain import enforcement_words as words
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.lists import ENDED_STAGES
from hazard_governance.domain.penalty_counts import Event
from hazard_governance.domain.penalty_list import Penalised
from hazard_governance.permissions.predicate import apply_scope

DECISION, ENTERPRISE = "Enforcement Decision", "Regulated Enterprise"


def penalised(user: str, narrow=None, enterprise: str | None = None) -> list[Penalised]:
	"""Enterprises in the scope of `user` of which anything ever counted, with it: five queries, whatever their number.

	narrow(query, enterprise table) -> query: what filters leave out. enterprise: this one only, and even when nothing
	counts.
	"""
	events = _events(user, narrow, enterprise)
	names = sorted({*events, *([enterprise] if enterprise else [])})
	return [Penalised(events=tuple(events.get(row["enterprise"], ())), **row) for row in _enterprises(names)]


def _events(user: str, narrow, enterprise: str | None) -> dict[str, list[Event]]:
	found: dict[str, list[Event]] = {}
	# three kinds of rows that count
	for counts, of_kind in (
		(words.PENALTY, _served),
		(words.PRODUCED_WITH_HAZARD, _found_producing),
		("", _elsewhere),
	):
		table = DocType(ENTERPRISE)
		query = apply_scope(of_kind(table), table, ENTERPRISE, user)
		query = narrow(query, table) if narrow else query
		query = query.where(table.name == enterprise) if enterprise else query
		for row in query.run(as_dict=True):
			event = Event(counts or row.occurrence, getdate(row.counted_on), _normal(row.reference))
			found.setdefault(row.enterprise, []).append(event)
	return found


def _normal(reference: str) -> str:
	"""One number is one document, however its brackets and blanks were typed."""
	return "".join(unicodedata.normalize("NFKC", reference or "").split())


def _served(enterprise):
	"""Penalties on the enterprise under the Work Safety Law that were served."""
	row, decision = DocType("Enforcement Decision Penalty"), DocType(DECISION)
	return (
		frappe.qb.from_(row)
		.inner_join(decision)
		.on(decision.name == row.parent)
		.inner_join(enterprise)
		.on(enterprise.name == decision.enterprise)
		.select(
			enterprise.name.as_("enterprise"),
			row.served_on.as_("counted_on"),
			row.decision_no.as_("reference"),
		)
		.where(row.parenttype == DECISION)
		.where(decision.status == v.DECIDED)
		.where(row.target == words.ON_ENTERPRISE)
		.where(row.law == words.WORK_SAFETY_LAW)
		.where(row.served_on.isnotnull())
		.orderby(row.served_on, row.name)
	)


def _found_producing(enterprise):
	"""Decided findings that production went on with a major hazard, each on the day of the visit or of the finding."""
	decision, hazard = DocType(DECISION), DocType("Hazard")
	return (
		frappe.qb.from_(decision)
		.inner_join(hazard)
		.on(hazard.name == decision.hazard)
		.inner_join(enterprise)
		.on(enterprise.name == decision.enterprise)
		.select(
			enterprise.name.as_("enterprise"),
			Coalesce(decision.visited_at, decision.found_at).as_("counted_on"),
			decision.name.as_("reference"),
		)
		.where(decision.status == v.DECIDED)
		.where(decision.production_continued == v.YES)
		.where(hazard.classification == v.MAJOR)
		.orderby(decision.name)
	)


def _elsewhere(enterprise):
	"""What officers recorded with the enterprise because it stands in no decision here; under other laws it counts not."""
	row = DocType("Regulated Enterprise Penalty")
	return (
		frappe.qb.from_(row)
		.inner_join(enterprise)
		.on(enterprise.name == row.parent)
		.select(
			enterprise.name.as_("enterprise"),
			row.occurrence,
			row.counted_on,
			row.decision_no.as_("reference"),
		)
		.where(row.parenttype == ENTERPRISE)
		.where((row.occurrence == words.PRODUCED_WITH_HAZARD) | (row.law == words.WORK_SAFETY_LAW))
		.orderby(row.counted_on, row.name)
	)


def _enterprises(names: list[str]) -> list[dict]:
	"""Place, industry and number of open major hazards of each: two queries, none without names."""
	if not names:
		return []
	enterprise, sector = DocType(ENTERPRISE), DocType("Industry Sector")
	rows = (
		frappe.qb.from_(enterprise)
		.left_join(sector)
		.on(sector.name == enterprise.industry)
		.select(enterprise.name.as_("enterprise"), enterprise.county, enterprise.industry, sector.is_coal)
		.where(enterprise.name.isin(names))
		.orderby(enterprise.name)
		.run(as_dict=True)
	)
	majors = _open_majors(names)
	return [
		{**row, "is_coal": bool(row.is_coal), "open_majors": majors.get(row.enterprise, 0)} for row in rows
	]


def _open_majors(names: list[str]) -> dict[str, int]:
	hazard = DocType("Hazard")
	return dict(
		frappe.qb.from_(hazard)
		.select(hazard.enterprise, Count(hazard.name))
		.where(hazard.enterprise.isin(names))
		.where(hazard.classification == v.MAJOR)
		.where(hazard.stage.notin(ENDED_STAGES))
		.groupby(hazard.enterprise)
		.orderby(hazard.enterprise)
		.run()
	)
