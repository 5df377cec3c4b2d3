"""What a look-back does beyond itself: whom it may concern, and what follows when it is decided."""

import frappe
from frappe import _
from frappe.model.document import Document

from hazard_governance import look_back_facts, repeats, time_chain
from hazard_governance.domain import time_words
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.facts import Hazard
from hazard_governance.domain.look_back import DECIDED_STATUSES, ENDED, Effects
from hazard_governance.domain.repeats import decision_on
from hazard_governance.messages import phrase_text
from hazard_governance.permissions import predicate
from hazard_governance.permissions.members import AuthorityScope, authority_scopes
from hazard_governance.permissions.table import LEVEL_COLUMNS
from hazard_governance.permissions.terms import answered_for
from hazard_governance.reporting.filters import sectors_below

DOCTYPE = "Follow-up Inspection"


# --- as it begins --------------------------------------------------------------------------------------------------
def closing_of(hazard: str) -> dict:
	"""What a look-back begins with: stage, day of the closing, county and verifying authority of a hazard."""
	columns = ["name", "stage", "closed_out_on", "county", "verified_by_authority"]
	return frappe.db.get_value("Hazard", hazard, columns, as_dict=True)


def closing_authority(hazard: dict) -> str | None:
	"""The authority whose check closed the hazard of `closing_of`, else the one that verified it."""
	filters = {"hazard": hazard["name"], "level": v.AUTHORITY_CHECK, "status": v.CONCLUDED, "verdict": v.PASS}
	found = frappe.db.get_value(
		"Rectification Acceptance", filters, "authority", order_by="decided_at desc, creation desc"
	)
	return found or hazard["verified_by_authority"]


def signals_in_words(hazard: dict) -> str:
	"""The signals that the record of the hazard of `closing_of` shows, one on a line; "" when it shows none."""
	return "\n".join(phrase_text(signal.reason) for signal in look_back_facts.signals_of_one(hazard))


def set_findings(doc: Document) -> None:
	"""One row for each measure of the plan, with what the enterprise had shown; what the inspectors wrote is kept."""
	given = {row.measure_row: row for row in doc.findings if row.measure_row}
	plan, measure = frappe.qb.DocType("Remediation Plan"), frappe.qb.DocType("Remediation Plan Measure")
	rows = (
		frappe.qb.from_(measure)
		.inner_join(plan)
		.on((plan.name == measure.parent) & (measure.parenttype == "Remediation Plan"))
		.select(measure.name, measure.measure, measure.done_on, measure.evidence)
		.where(plan.hazard == doc.hazard)
		.orderby(measure.idx, measure.name)
		.run(as_dict=True)
	)
	doc.set("findings", [given.get(row.name) or {"measure_row": row.name} for row in rows])
	for number, (finding, row) in enumerate(zip(doc.findings, rows, strict=True), 1):
		finding.update(
			{
				"idx": number,
				"measure": row.measure,
				"reported_done_on": row.done_on,
				"evidence": row.evidence,
			}
		)


# --- drawn by lot --------------------------------------------------------------------------------------------------
def pool_of(draw: Document) -> dict[str, dict]:
	"""Hazards that can be drawn: closed out in these days within the authority's reach, and not looked back on since."""
	scopes = authority_scopes((draw.authority,))
	if not scopes:
		return {}
	hazard = frappe.qb.DocType("Hazard")
	query = (
		frappe.qb.from_(hazard)
		.select(hazard.name, hazard.hazard_title, hazard.enterprise, hazard.closed_out_on.as_("closed_on"))
		.where(hazard.stage.isin(list(ENDED)))
		.where(hazard.closed_out_on >= draw.from_date)
		.where(hazard.closed_out_on <= draw.to_date)
		.orderby(hazard.name)
	)
	if not draw.include_general:
		query = query.where(hazard.classification == v.MAJOR)
	rows = _narrowed(query, hazard, draw, scopes[0]).run(as_dict=True)
	done = _looked_back_on([row.name for row in rows])
	return {
		row.name: row
		for row in rows
		if row.name not in done or (done[row.name] and done[row.name] < row.closed_on)
	}


def _narrowed(query, hazard, draw: Document, reach: AuthorityScope):
	query = query.where(hazard[reach.column] == reach.region)
	own = answered_for(reach, hazard, "Hazard")
	if own is not None:
		query = query.where(own)
	if draw.region_drawn:
		level = frappe.db.get_value("Supervision Region", draw.region_drawn, "level")
		query = query.where(hazard[LEVEL_COLUMNS[level]] == draw.region_drawn)
	if draw.industry_drawn:
		query = query.where(hazard.industry.isin(list(sectors_below(draw.industry_drawn))))
	return query


def _looked_back_on(hazards: list[str]) -> dict:
	"""Hazards with a look-back -> the day of the last one that is decided; None while one is under way."""
	rows = frappe.get_all(
		DOCTYPE,
		filters={"hazard": ("in", hazards or [""])},
		fields=["hazard", "status", "inspected_on"],
		order_by="inspected_on asc, creation asc",
	)
	found: dict = {}
	for row in rows:
		under_way = row.status not in DECIDED_STATUSES or found.get(row.hazard, row.inspected_on) is None
		found[row.hazard] = None if under_way else row.inspected_on
	return found


def begin_drawn(draw: Document, hazard: str) -> None:
	"""The inspection of a hazard that was drawn; nobody chose it, hence nobody prepared it."""
	doc = frappe.new_doc(DOCTYPE)
	doc.update({"hazard": hazard, "authority": draw.authority, "origin": v.BY_LOT})
	doc.flags.drawn_in = draw.name
	# the draw was checked; the lot makes its inspections
	doc.insert(ignore_permissions=True)


# --- decided -------------------------------------------------------------------------------------------------------
def carry_out(doc: Document, effect: Effects) -> None:
	"""Write everything that follows from a finding, through the documents' own saves, in one transaction.

	Permissions are bypassed for them: an office that may decide a look-back need not have the right to write the plan
	or the report; the decision itself was checked (authority, membership, second person). Months that were returned
	are frozen and stay as they are.
	"""
	# leniency and whoever asks later read it in the sealed entries of the hazard
	time_chain.record(doc.hazard, time_words.LOOKED_BACK, finding=doc.finding, inspection=doc.name)
	if effect.reopen:
		_reopen(doc)
	if effect.measures:
		_do_again(doc, effect.measures)
	if effect.refile:
		_refile(doc)
	if effect.recurred:
		_link_recurred(doc, effect.recurred)


def _reopen(doc: Document) -> None:
	hazard = frappe.get_doc("Hazard", doc.hazard, for_update=True)
	hazard.set_by_server(rectification_due=doc.new_due)
	hazard.move_by_server(
		v.RECTIFYING,
		_("Look-back {0} found the rectification sham. {1}").format(doc.name, doc.finding_reason),
	)
	# the decision was checked; see carry_out
	hazard.save(ignore_permissions=True)


def _do_again(doc: Document, measures: tuple[str, ...]) -> None:
	"""What was shown as proof stays with the look-back; the measure is open again and asks for new proof."""
	plan = frappe.get_doc("Remediation Plan", {"hazard": doc.hazard})
	for row in plan.measures:
		if row.name in measures:
			row.update({"done_on": None, "result": None, "evidence": None})
	# the decision was checked; see carry_out
	plan.save(ignore_permissions=True)
	plan.add_comment(
		"Info", frappe.utils.escape_html(_("Measures opened again after the look-back {0}.").format(doc.name))
	)


def _refile(doc: Document) -> None:
	report = frappe.get_doc("Rectification Report", {"hazard": doc.hazard})
	reason = _("Look-back {0}: the rectification was sham, and so the filing {1} of {2} holds no longer.")
	report.move_by_server(v.DRAFT, reason.format(doc.name, report.receipt_no, report.filed_on))
	# the decision was checked; see carry_out
	report.save(ignore_permissions=True)


def _link_recurred(doc: Document, name: str) -> None:
	"""The new hazard is a repeat of the one that has come back, as its own decision says it; with that the source
	governance of the earlier one is open again."""
	hazard = frappe.get_doc("Hazard", name, for_update=True)
	decided = decision_on(Hazard.from_mapping(hazard), doc.hazard)
	if decided and decided.decision == v.CONFIRMED:
		return
	mine = predicate.acting_authorities(frappe.session.user, hazard)
	authority = doc.authority if doc.authority in mine else ""
	repeats.decide(hazard, doc.hazard, v.CONFIRMED, doc.finding_reason, authority)
