"""What the signals of a look-back rest on, gathered in a constant number of queries, whatever the number of hazards."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

import frappe
from frappe.query_builder.functions import Sum
from frappe.utils import add_months, flt, getdate

from hazard_governance.domain import look_back_signals as rules
from hazard_governance.domain import pictures
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.look_back import ENDED
from hazard_governance.domain.text_copies import Passage, copies
from hazard_governance.erpnext_links import YUAN_PER_TEN_THOUSAND
from hazard_governance.permissions import predicate

COLUMNS = (
	"name",
	"hazard_title",
	"register_no",
	"enterprise",
	"county",
	"stage",
	"found_on",
	"closed_out_on",
)
# texts of a record that are written anew for every hazard: DocType -> field -> what it is
TEXTS = {
	"Root Cause Analysis": {"summary": N_("The summary of the cause analysis")},
	"Remediation Plan": {"methods": N_("The methods of the plan"), "goals": N_("The goals of the plan")},
	"Rectification Acceptance": {"remarks": N_("The remarks of the acceptance")},
	"Source Governance Plan": {
		"failure_review": N_("The review of the failed controls"),
		"evaluation_result": N_("The evaluation of the source governance"),
	},
}
COST_FIELDS = ("total_purchase_cost", "total_costing_amount", "total_consumed_material_cost")
MONTHS_COMPARED = 12


def closed_hazards(narrow=None) -> list[dict]:
	"""Rows of hazards closed out or filed; `narrow(query, hazard)` adds what the caller asks for. One query."""
	hazard = frappe.qb.DocType("Hazard")
	query = (
		frappe.qb.from_(hazard)
		.select(*(hazard[column] for column in COLUMNS))
		.where(hazard.stage.isin(list(ENDED)))
		.orderby(hazard.closed_out_on, order=frappe.qb.desc)
		.orderby(hazard.name)
	)
	return (narrow(query, hazard) if narrow else query).run(as_dict=True)


def listed(row: dict) -> rules.ClosedHazard:
	"""A row of `closed_hazards` as the list shows it."""
	return rules.ClosedHazard(
		name=row.name,
		hazard_title=row.hazard_title or "",
		register_no=row.register_no or "",
		enterprise=row.enterprise or "",
		county=row.county or "",
		stage=row.stage,
		closed_on=getdate(row.closed_out_on) if row.closed_out_on else None,
	)


def signals_of_one(own: dict) -> tuple[rules.Signal, ...]:
	"""Signals of one hazard (name, county, closed_out_on), compared with what the county closed out in the twelve months
	before and after it."""
	name, closed = own["name"], own["closed_out_on"]
	if not closed:
		return ()

	def narrow(query, hazard):
		return (
			query.where(hazard.county == own["county"])
			.where(hazard.closed_out_on >= add_months(closed, -MONTHS_COMPARED))
			.where(hazard.closed_out_on <= add_months(closed, MONTHS_COMPARED))
		)

	rows = closed_hazards(narrow)
	return signals_of(rows, frappe.session.user, only=[name]).get(name, ())


def signals_of(
	rows: Sequence[dict], user: str, only: Sequence[str] | None = None
) -> dict[str, tuple[rules.Signal, ...]]:
	"""Signals of these hazards (of `only` some of them); hazards that `user` may not see are not named in them."""
	names = [row.name for row in rows]
	if not names:
		return {}
	wanted = [row for row in rows if only is None or row.name in only]
	photos = _pictures([row.name for row in wanted])
	others = {photo.hazard for photo in photos}
	return rules.signals_of(
		_closed(wanted),
		photos,
		copies(_passages(names)),
		_titles([*others, *names], user),
		_limits(),
	)


def _limits() -> rules.Limits:
	settings = frappe.get_cached_doc("Hazard Governance Settings")
	default = rules.Limits()
	return rules.Limits(
		minutes=settings.look_back_minutes or default.minutes,
		kilometres=flt(settings.look_back_kilometres) or default.kilometres,
	)


def _titles(names: Iterable[str], user: str) -> dict[str, str]:
	"""How those of the hazards that the user may see are named."""
	hazard = frappe.qb.DocType("Hazard")
	query = (
		frappe.qb.from_(hazard)
		.select(hazard.name, hazard.register_no, hazard.hazard_title)
		.where(hazard.name.isin(sorted(set(names))))
		.orderby(hazard.name)
	)
	rows = predicate.apply_scope(query, hazard, "Hazard", user).run(as_dict=True)
	return {row.name: " ".join(filter(None, (row.register_no or row.name, row.hazard_title))) for row in rows}


# --- photos --------------------------------------------------------------------------------------------------------
def _pictures(names: list[str]) -> list[rules.Picture]:
	"""Photos of the hazards, and those of any other that share a hash or a band with one of them: two queries."""
	table = frappe.qb.DocType("Evidence Fingerprint")
	query = frappe.qb.from_(table).select("*").orderby(table.hazard).orderby(table.name)
	own = query.where(table.hazard.isin(names or [""])).run(as_dict=True)
	hashes = sorted({row.sha256 for row in own if row.sha256})
	featured = [row for row in own if pictures.has_features(row.dhash)]
	criterion = table.sha256.isin(hashes or [""])
	for number in range(pictures.BANDS):
		column = f"band_{number}"
		values = sorted({row[column] for row in featured if row[column]})
		if values:
			criterion |= table[column].isin(values)
	twins = query.where(criterion & table.hazard.notin(names or [""])).run(as_dict=True) if hashes else []
	return [_picture(row) for row in (*own, *twins)]


def _picture(row: dict) -> rules.Picture:
	place = (row.latitude, row.longitude) if row.latitude or row.longitude else None
	return rules.Picture(row.hazard, row.moment or "", row.sha256 or "", row.dhash or "", row.taken_at, place)


# --- the rest of the record ----------------------------------------------------------------------------------------
def _closed(rows: Sequence[dict]) -> list[rules.ClosedHazard]:
	names = [row.name for row in rows] or [""]
	times, machine = _times(names), _machine_causes(names)
	funds, spent = _funds(names)
	places = _places(sorted({row.enterprise for row in rows if row.enterprise}))
	return [
		replace(
			listed(row),
			found_on=row.found_on,
			place=places.get(row.enterprise),
			started_at=times[row.name].get(v.RECTIFYING),
			closed_at=times[row.name].get(v.CLOSED_OUT),
			machine_causes=tuple(machine[row.name]),
			funds=funds.get(row.name),
			spent=spent.get(row.name, 0.0),
		)
		for row in rows
	]


def _times(names: list[str]) -> dict[str, dict]:
	"""When each hazard last entered a stage."""
	log = frappe.qb.DocType("Hazard Stage Log")
	rows = (
		frappe.qb.from_(log)
		.select(log.parent, log.to_stage, log.changed_at)
		.where(log.parenttype == "Hazard")
		.where(log.parent.isin(names))
		.orderby(log.changed_at)
		.run(as_dict=True)
	)
	found: dict[str, dict] = defaultdict(dict)
	for row in rows:
		found[row.parent][row.to_stage] = row.changed_at
	return found


def _machine_causes(names: list[str]) -> dict[str, list[str]]:
	analysis, cause = frappe.qb.DocType("Root Cause Analysis"), frappe.qb.DocType("Root Cause Analysis Cause")
	rows = (
		frappe.qb.from_(cause)
		.inner_join(analysis)
		.on(analysis.name == cause.parent)
		.select(analysis.hazard, cause.description)
		.where(cause.parenttype == "Root Cause Analysis")
		.where(cause.dimension == v.MACHINE)
		.where(analysis.hazard.isin(names))
		.orderby(analysis.hazard)
		.orderby(cause.idx)
		.run(as_dict=True)
	)
	found: dict[str, list[str]] = defaultdict(list)
	for row in rows:
		found[row.hazard].append(row.description or "")
	return found


def _funds(names: list[str]) -> tuple[dict[str, float], dict[str, float]]:
	"""(planned, spent) in 万元 by hazard: funds of all measures, and what the plans' ERPNext projects say."""
	planned: dict[str, float] = {}
	for parent, child in (
		("Remediation Plan", "Remediation Plan Measure"),
		("Source Governance Plan", "Source Governance Plan Item"),
	):
		plan, row = frappe.qb.DocType(parent), frappe.qb.DocType(child)
		sums = (
			frappe.qb.from_(row)
			.inner_join(plan)
			.on(plan.name == row.parent)
			.select(plan.hazard, Sum(row.funds))
			.where(row.parenttype == parent)
			.where(plan.hazard.isin(names))
			.groupby(plan.hazard)
			.orderby(plan.hazard)
			.run()
		)
		for hazard, total in sums:
			planned[hazard] = planned.get(hazard, 0.0) + flt(total)
	return planned, _spent(names)


def _spent(names: list[str]) -> dict[str, float]:
	plan, project = frappe.qb.DocType("Remediation Plan"), frappe.qb.DocType("Project")
	known = [name for name in COST_FIELDS if frappe.get_meta("Project").has_field(name)]
	rows = (
		frappe.qb.from_(plan)
		.inner_join(project)
		.on(project.name == plan.project)
		.select(plan.hazard, *(project[name] for name in known))
		.where(plan.hazard.isin(names))
		.orderby(plan.hazard)
		.run(as_dict=True)
	)
	return {row.hazard: sum(flt(row[name]) for name in known) / YUAN_PER_TEN_THOUSAND for row in rows}


def _places(enterprises: list[str]) -> dict[str, tuple[float, float]]:
	rows = frappe.get_all(
		"Regulated Enterprise",
		filters={"name": ("in", enterprises or [""])},
		fields=["name", "latitude", "longitude"],
		order_by="name asc",
	)
	return {row.name: (row.latitude, row.longitude) for row in rows if row.latitude or row.longitude}


def _passages(names: list[str]) -> list[Passage]:
	"""Texts of the hazards that are expected to be their own: one query for each kind of document."""
	found = []
	for doctype, kinds in TEXTS.items():
		rows = frappe.get_all(
			doctype,
			filters={"hazard": ("in", names)},
			fields=["hazard", *kinds],
			order_by="creation asc",
		)
		found += [Passage(row.hazard, kind, row[name] or "") for row in rows for name, kind in kinds.items()]
	return found
